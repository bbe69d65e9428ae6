"""Bestanden van collega's samen, publiceren en de wet: bladzijden over diensten die elders zijn getoetst."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from impact.dossier.laden import laad
from tests.hulp.opdrachtregel import loop
from tests.impact.test_tweede_pakket import BLAD, HIER
from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_besluiten import wacht
from tests.werkbank.web.test_wijziging import stuur
from verordening.canoniek import schrijf
from verordening.gemeenten import onbekende_gemeenten
from verordening.lezers import lees
from verordening.tekst.keuzes import Keuzes

BASIS = """# Proefverordening Voorbeeldstad

### Artikel 1 Termijn
Het college beslist binnen acht weken.

### Artikel 2 Kosten
De kosten zijn ten hoogste € 50 per jaar.

### Artikel 3 Slot
Deze verordening wordt aangehaald als: Proefverordening Voorbeeldstad.
"""


def _samen(dienst: Dienst, keer: str, *teksten: str, **velden: str) -> tuple[int, str, str]:
    lijst = [("bestanden", (f"collega-{n}.md", t.encode())) for n, t in enumerate(teksten, 1)]
    return stuur(
        dienst, "/samenvoegen", {"keer": keer, **velden}, [("basis_bestand", ("basis.md", BASIS.encode())), *lijst]
    )


@pytest.mark.traag
def test_drie_collegas_een_geschil_een_keuze_een_bewezen_word_bestand(dienst: Dienst) -> None:
    een = BASIS.replace("acht weken", "zes weken").replace("€ 50", "€ 60")
    twee = BASIS.replace("acht weken", "tien weken")
    drie = BASIS.replace("per jaar", "per maand")
    code, adres, blad = _samen(dienst, "samen-met-drie-1", een, twee, drie, namen="Ada\nBob\nCas")
    assert code == 303, blad
    blad = wacht(dienst, adres)
    assert "Op 1 plaats wilden zij iets anders" in blad and "Ada" in blad and "Bob" in blad
    assert dienst.vraag("GET", f"{adres}/bestand")[0] == 404
    sleutel = re.search(r'name="([^"]+)" value="eerste"', blad)
    assert sleutel
    code, _, fout = stuur(dienst, adres, {})
    assert code == 400 and f'href="#{sleutel[1]}"' in fout
    assert stuur(dienst, adres, {sleutel[1]: "tweede"})[0] == 303
    blad = wacht(dienst, adres)
    assert "<b>Bewezen.</b>" in blad and "collega-3.md" in blad and "bestand-" not in blad.replace("/bestand", "")
    assert "collega-1.md en collega-2.md" in wacht(dienst, "/samenvoegen")
    inhoud = dienst.vraag("GET", f"{adres}/bestand")[2]
    samen = str(lees(inhoud, naam="samen.docx", keuzes=Keuzes("aanvaarden")).wortel)
    assert "tien weken" in samen and "€ 60" in samen and "per maand" in samen
    assert stuur(dienst, f"{adres}/weg", {})[0] == 303 and dienst.vraag("GET", adres)[0] == 404


def test_te_weinig_bestanden_of_namen_zegt_wat_er_mist(dienst: Dienst) -> None:
    code, _, blad = _samen(dienst, "", BASIS, namen="Ada\nBob")
    assert code == 400 and 'href="#bestanden"' in blad and 'href="#namen"' in blad and "Ada\nBob" in blad


@pytest.mark.traag
def test_een_bestand_dat_niet_te_lezen_is_wordt_geweigerd_met_zijn_plaats(dienst: Dienst) -> None:
    _, adres, _ = _samen(dienst, "samen-met-vreemd-1", BASIS.replace("acht", "zes"), "%PDF-1.7")
    assert "Dit is niet gelukt" in wacht(dienst, adres)


@pytest.mark.traag
def test_publiceren_geeft_een_zip_waarvan_elk_controlegetal_klopt(dienst: Dienst) -> None:
    assert "Maak de bladzijden" in wacht(dienst, "/publicatie")
    _, adres, _ = stuur(dienst, "/publicatie", {})
    blad = wacht(dienst, adres)
    assert "<b>Gecontroleerd.</b>" in blad, blad[-1500:]
    zip_ = re.search(r'href="(/publicatie/\S+/alles)"', blad)
    assert zip_
    namen = zipfile.ZipFile(io.BytesIO(dienst.vraag("GET", zip_[1])[2])).namelist()
    assert {"index.html", "controlegetallen.sha512"} <= set(namen)


@pytest.mark.traag
def test_de_wet_heeft_een_eigen_bladzijde_en_een_nieuwe_verwijzing_wordt_erop_nagekeken(tmp_path: Path) -> None:
    map_ = tmp_path / "saldo"
    map_.mkdir()
    (map_ / "dossier.xml").write_text(BLAD, "utf-8")
    (map_ / "maatregelen.xml").write_bytes((HIER / "maatregelen.xml").read_bytes())
    (map_ / "gemeenten.xml").write_bytes(onbekende_gemeenten("Dienst", {"gm0999": "Proefstad"}).als_xml())
    for bron in (HIER / "regelingen").glob("*.md"):
        (map_ / "regelingen" / bron.stem).mkdir(parents=True)
        (map_ / "regelingen" / bron.stem / "2024-03-01.xml").write_bytes(schrijf(lees(bron)))
    dienst = Dienst(map_, tmp_path / "w", ("--bron", str(HIER / "wetten"))).begin().open().wacht_op_beeld()
    try:
        assert 'href="/wet/BWBR0099001"' in wacht(dienst, "/wet")
        wet = wacht(dienst, "/wet/BWBR0099001")
        nummer = re.search(r'href="/wet/BWBR0099001/(\w+)"', wet)
        assert nummer and "zoals die luidt op 1 januari 2026" in wet
        assert '<article class="kaart wet">' in wacht(dienst, f"/wet/BWBR0099001/{nummer[1]}")
        for weg in ("/wet/BWBR0000000", "/wet/BWBR0099001/999", "/wet/BWBR0099001/%25"):
            assert dienst.vraag("GET", weg)[0] == 404, weg
        assert 'href="/wet/BWBR0099001/' in wacht(dienst, "/zoek?q=saldohulp")
        oud = next((HIER / "regelingen").glob("verordening*.md")).read_text("utf-8")
        artikel = next(r for r in oud.splitlines() if r.startswith("## Artikel 2"))
        for plaats, zin in (("999", "komt nergens uit"), (nummer[1], "Nieuwe verwijzingen naar de wet bestaan")):
            nieuw = oud.replace(
                artikel,
                f"## Artikel 1a Grondslag\nDit artikel berust op artikel {plaats} van de Voorbeeldwet saldohulp.\n\n{artikel}",
            )
            assert nieuw != oud
            velden = {"was": "verordening-saldohulp", "keer": f"wetsplaats-{plaats}-xx"}
            _, adres, _ = stuur(dienst, "/wijziging", velden, {"wordt": ("nieuw.md", nieuw.encode())})
            assert re.search(zin, blad := wacht(dienst, adres)), blad
    finally:
        dienst.eind()


def test_een_wettekst_die_u_al_hebt_legt_u_zonder_internet_in_het_dossier(tmp_path: Path) -> None:
    """Op de bladzijde en op de opdrachtregel; wat geen tekst van deze wetten is, wordt geweigerd en laat niets achter."""
    map_ = tmp_path / "saldo"
    map_.mkdir()
    (map_ / "dossier.xml").write_text(BLAD, "utf-8")
    (map_ / "maatregelen.xml").write_bytes((HIER / "maatregelen.xml").read_bytes())
    was, wordt = (p.read_bytes() for p in sorted((HIER / "wetten").glob("*.xml")))
    dienst = Dienst(map_, tmp_path / "w").begin().open()
    try:
        assert "nog niet gezien" in wacht(dienst, "/wet") or "de tekst ontbreekt" in wacht(dienst, "/wet")
        for inhoud, reden in (
            (b"<a/>", "geen tekst van een wet"),
            (was.replace(b"BWBR0099001", b"BWBR0088001"), "noemt dit dossier niet"),
        ):
            code, _, blad = stuur(dienst, "/wet", {}, {"wetten": ("wet.xml", inhoud)})
            assert code == 400 and reden in blad and not (map_ / "wetten").exists(), blad
        assert stuur(dienst, "/wet", {}, {"wetten": ("mijn wet.xml", was)})[0] == 303
        code, _, blad = stuur(dienst, "/wet", {}, {"wetten": ("ander.xml", was.replace(b"saldohulp", b"saldosteun"))})
        assert code == 400 and "ligt er al een andere tekst" in blad
    finally:
        dienst.eind()
    bron = tmp_path / "wordt.xml"
    bron.write_bytes(wordt)
    for _ in range(2):
        assert loop("voeg-toe", map_, bron).code == 0
    assert len(list((map_ / "wetten").iterdir())) == 2
    assert not [b for b in laad(map_).bevindingen if b.code.startswith("wettekst")]
