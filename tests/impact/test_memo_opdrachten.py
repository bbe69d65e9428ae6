"""The four commands on the example dossier, and witnesses on the papers they make."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.getuigen import bladzijde, kantoor, ooxml
from tests.impact.stukhulp import dossier
from werkbank.papieren import van_eerder


def roep(*argumenten: object, **rest: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "werkbank", *map(str, argumenten)], capture_output=True, text=True, check=False, **rest
    )


def bestanden(map_: Path) -> set[str]:
    return {p.relative_to(map_).as_posix() for p in map_.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def eigen(tmp_path_factory):
    return dossier(tmp_path_factory.mktemp("voorbeeld"))


def test_memo_en_brief_zonder_wetteksten_zeggen_dat_ze_ontbreken(eigen, tmp_path):
    uit = roep("memo", eigen, "-o", tmp_path / "uit", "--datum", "2026-03-02", "--vorm", "md")
    assert uit.returncode == 0, uit.stderr
    assert bestanden(tmp_path / "uit") == {"impactmemo.md", "gebruikte-bestanden.sha512"}
    tekst = (tmp_path / "uit" / "impactmemo.md").read_text(encoding="utf-8")
    assert "**Wettekst ontbreekt:** Participatiewet, was en wordt" in tekst and "wettekst-ontbreekt" in uit.stderr
    over = [r for r in tekst.splitlines() if r.startswith("| [M") and "geen besluit" in r]
    assert not [
        r for r in over if "(" in r.split("|")[5]
    ]  # wat bepalingen raakt en niet is beoordeeld, kan een besluit vragen
    lijst = (tmp_path / "uit" / "gebruikte-bestanden.sha512").read_text(encoding="utf-8").splitlines()
    som, naam = next(r.split("  ") for r in lijst if r.endswith(("dossier.xml", "gemeenten.xml")))
    assert subprocess.run(["sha512sum", eigen / naam], capture_output=True, text=True, check=True).stdout.startswith(
        som
    )


def test_een_stuk_van_een_vorige_keer_in_een_andere_vorm_wordt_genoemd(tmp_path):
    for naam in ("impactmemo.pdf", "eigen-notitie.pdf", "sliedrecht/cib-sliedrecht.docx"):
        (tmp_path / naam).parent.mkdir(exist_ok=True)
        (tmp_path / naam).write_bytes(b"oud")
    (gezegd,) = van_eerder(tmp_path, {"impactmemo.md", "sliedrecht/cib-sliedrecht.md", "cijfers.xlsx"})
    assert gezegd.regel().count("\n") == 0 and "impactmemo.pdf, sliedrecht/cib-sliedrecht.docx" in gezegd.uitleg
    assert "eigen-notitie" not in gezegd.uitleg and (tmp_path / "impactmemo.pdf").read_bytes() == b"oud"
    assert van_eerder(tmp_path, {"impactmemo.md", "impactmemo.pdf"}) == []


def test_cib_vraagt_een_gemeente_of_alle(eigen, tmp_path):
    assert roep("cib", eigen, "-o", tmp_path / "u").returncode == 2
    fout = roep("cib", eigen, "--gemeente", "Rotterdam", "-o", tmp_path / "u")
    assert (
        fout.returncode == 3
        and "Rotterdam" in fout.stderr
        and "Sliedrecht" in fout.stderr
        and not (tmp_path / "u").exists()
    )
    goed = roep("cib", eigen, "--gemeente", "sliedrecht", "-o", tmp_path / "u", "--vorm", "md", "--datum", "2026-03-02")
    assert goed.returncode == 0, goed.stderr
    assert bestanden(tmp_path / "u") == {
        "sliedrecht/cib-sliedrecht.md",
        "sliedrecht/bijlage-uitwerking.md",
        "verschillen-tussen-de-brieven.md",
        "gebruikte-bestanden.sha512",
    }


@pytest.mark.parametrize(
    ("naam", "inhoud", "woord"),
    [
        ("sjablonen/cib.md.j2", "{% if x %}", "sjablonen/cib.md.j2"),
        ("sjablonen/cib.md.j2", "{{ gemeente.__class__.__mro__ }}", "__mro__"),
        ("sjablonen/cib.md.j2", "{% include '/etc/passwd' %}", "Include"),
        ("sjablonen/brief.txt", "x", "geen bekend sjabloon"),
        ("aannames.xml", "<aannames status='x'><onzin/></aannames>", "aannames.xml"),
        (
            "aannames.xml",
            "<aannames status='x'><termijn orgaan='ab' gemeente='gm9999' stap='aanlevering-weken' waarde='2'>x</termijn></aannames>",
            "gm9999",
        ),
        ("gemeenten.xml", "<gemeenten/>", "gemeenten.xml"),
    ],
)
def test_slechte_invoer_geeft_een_regel_en_geen_half_stel(tmp_path, naam, inhoud, woord):
    eigen = dossier(tmp_path)
    pad = eigen / naam
    pad.parent.mkdir(exist_ok=True)
    pad.write_text(inhoud, encoding="utf-8")
    fout = roep("cib", eigen, "--alle", "-o", tmp_path / "u", "--vorm", "md")
    assert fout.returncode == 3 and woord in fout.stderr and len(fout.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "u").exists() and not list(tmp_path.glob(".u*"))


def test_tegenstrijdige_koppelingen_worden_geweigerd(tmp_path):
    eigen = dossier(tmp_path)
    tekst = (eigen / "koppelingen.xml").read_text(encoding="utf-8")
    begin, eind = tekst.index("<koppeling "), tekst.index("</koppeling>") + len("</koppeling>")
    (eigen / "koppelingen.xml").write_text(tekst[:eind] + tekst[begin:eind] + tekst[eind:], encoding="utf-8")
    fout = roep("memo", eigen, "-o", tmp_path / "u", "--vorm", "md")
    assert fout.returncode == 3 and "twee beslissingen" in fout.stderr and not (tmp_path / "u").exists()


def test_een_eigen_sjabloon_komt_in_de_brief(tmp_path):
    eigen = dossier(tmp_path)
    (eigen / "sjablonen").mkdir(exist_ok=True)
    (eigen / "sjablonen" / "cib.md.j2").write_text(
        "[aanhef]\n\nBeste raad van {{ gemeente.naam }},\n", encoding="utf-8"
    )
    uit = roep("cib", eigen, "--gemeente", "gm0610", "-o", tmp_path / "u", "--vorm", "md", "--datum", "2026-03-02")
    assert uit.returncode == 0 and "brief-deel-ontbreekt" in uit.stderr
    assert "Beste raad van Sliedrecht," in (tmp_path / "u/sliedrecht/cib-sliedrecht.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def stel(eigen, data, tmp_path_factory):
    """All papers of the example dossier, for one gemeente."""
    uit = tmp_path_factory.mktemp("stel")
    for opdracht in (
        ("memo",),
        ("cib", "--gemeente", "Sliedrecht"),
        ("stukken", "--gemeente", "Sliedrecht"),
        ("keuzes",),
    ):
        klaar = roep(
            opdracht[0], eigen, *opdracht[1:], "--bron", data / "regelrecht", "-o", uit, "--datum", "2026-03-02"
        )
        assert klaar.returncode == 0, klaar.stderr
    return uit


NAMEN = {
    "impactmemo",
    "sliedrecht/cib-sliedrecht",
    "sliedrecht/bijlage-uitwerking",
    "verschillen-tussen-de-brieven",
    "sliedrecht/raadsvoorstel-sliedrecht",
    "sliedrecht/raadsbesluit-sliedrecht",
    "sliedrecht/bijlage-was-wordt",
    "ab-besluit",
    "besluitenkalender",
    "keuzemonitor",
    "rekenmodel",
}


@pytest.mark.traag
def test_alle_stukken_in_alle_vormen(stel):
    uit = stel
    verwacht = {f"{n}.{v}" for n in NAMEN for v in ("docx", "pdf", "html", "md")}
    assert bestanden(uit) - verwacht == {
        "besluitenkalender.ics",
        "besluitenkalender.csv",
        "besluitenkalender.xlsx",
        "keuzes.xlsx",
        "keuzemonitor.csv",
        "rekenmodel.csv",
        "gebruikte-bestanden.sha512",
    }
    assert verwacht <= bestanden(uit)


@pytest.mark.traag
def test_elke_pdf_is_pdfa_2a_en_pdfua_1(stel):
    from tests.getuigen.verapdf import eis_pdf

    eis_pdf(sorted(stel.rglob("*.pdf")))


@pytest.mark.traag
def test_elke_bladzijde_op_het_scherm_is_toegankelijk(stel):
    from tests.getuigen.axe import eis_toegankelijk

    eis_toegankelijk(sorted(stel.rglob("*.html")))


@pytest.mark.traag
def test_word_opent_zonder_herstel_met_koppen_en_tabelkoppen(stel, tmp_path):
    paden = sorted(stel.rglob("*.docx"))
    assert [(p.name, ooxml.gebreken(p.read_bytes())) for p in paden if ooxml.gebreken(p.read_bytes())] == []
    for pad, tekst in zip(paden, kantoor.lees(paden, tmp_path), strict=True):
        assert "Voorbeeldtekst, niet vastgesteld" in tekst, pad
    from docx import Document

    memo = Document(str(stel / "impactmemo.docx"))
    assert memo.core_properties.title and memo.core_properties.language.startswith("nl")
    assert sum(p.style.name.startswith(("Heading", "Kop")) for p in memo.paragraphs) > 100
    assert all("tblHeader" in t.rows[0]._tr.xml for t in memo.tables)


@pytest.mark.traag
def test_samenvatting_en_gevraagd_besluit_staan_samen_op_de_eerste_bladzijde(stel):
    pad = stel / "impactmemo.pdf"
    uit = subprocess.run(
        ["pdftotext", "-f", "1", "-l", "1", "-layout", pad, "-"], capture_output=True, text=True, check=True
    )
    assert (
        "Samenvatting" in uit.stdout
        and "Gevraagd besluit" in uit.stdout
        and "De open punten te laten uitzoeken" in uit.stdout
    )
    assert "Inhoud" in bladzijde.tekst(pad)


@pytest.mark.traag
def test_de_memo_is_met_bijlagen_te_lezen(stel):
    uit = subprocess.run(["pdfinfo", stel / "impactmemo.pdf"], capture_output=True, text=True, check=True)
    assert int(uit.stdout.split("Pages:")[1].split()[0]) <= 60
