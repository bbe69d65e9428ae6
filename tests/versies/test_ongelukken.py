"""Accidents with a dossier: every command gives the same answer or says what is wrong, and the way back works."""

from __future__ import annotations

import random
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from bench.bench_ongelukken import SOORTEN, beoordeel
from tests.hulp.opdrachtregel import loop
from tests.hulp.proefdossier import REGELING, proefdossier
from versies.archief.poort import lees_dossier

LEZEND = ("geldend", "tijdlijn", "samenloop", "controle", "keur", "koppeling", "herbouw")


@pytest.fixture(scope="module")
def plek(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ongelukken")


@pytest.fixture
def dossier(tmp_path: Path, plek: Path) -> Path:
    return proefdossier(tmp_path / "d", plek)


@pytest.mark.parametrize("soort", range(len(SOORTEN)), ids=[s.__name__ for s in SOORTEN])
def test_geen_ongeluk_geeft_stil_een_ander_antwoord(soort: int, plek: Path) -> None:
    fout = [
        oordeel
        for keer in range(10)
        for oordeel in beoordeel(soort + keer * len(SOORTEN), plek)
        if oordeel[2].startswith("ST")
    ]
    assert not fout


def _lees(map_: Path, opdracht: str) -> tuple[int, str]:
    rest = (REGELING,) if opdracht in ("geldend", "tijdlijn") else ()
    code, uit, fout = loop(opdracht, map_, *rest)
    return code, uit + fout


@pytest.mark.parametrize("opdracht", LEZEND)
@pytest.mark.parametrize("ongeluk", ["leeg", "weg", "onzin", "kopie"])
def test_zonder_hoofd_is_een_archief_beschadigd_en_niet_leeg(dossier: Path, opdracht: str, ongeluk: str) -> None:
    hoofd = dossier / ".git/refs/heads/main"
    if ongeluk == "weg":
        hoofd.unlink()
    elif ongeluk == "kopie":
        shutil.copy(hoofd, hoofd.with_name("main (kopie van kantoor)"))
    else:
        hoofd.write_text("" if ongeluk == "leeg" else "\0" * 41)
    code, gezegd = _lees(dossier, opdracht)
    assert code == 3 and "zet-terug" in gezegd


def test_een_besluit_gaat_niet_verloren_als_het_hoofd_weg_is(dossier: Path, plek: Path) -> None:
    (dossier / ".git/refs/heads/main").unlink()
    (dossier / "consolidatie/0000/0003.xml").rename(dossier.parent / "elders.xml")
    nieuw = ("--regeling", "x", "--doel", "x", "--werkend", "1-1-2027", "--ja")
    assert loop("neem-op", dossier, plek / "eerst.md", *nieuw).code == 3
    uit = loop("zet-terug", dossier)
    assert uit.code == 0 and "teruggevonden" in uit.uit
    assert loop("geldend", dossier, REGELING, "--op", "1-3-2026").uit.count("4 meter") == 1
    assert loop("herbouw", dossier).code == 0


@pytest.mark.parametrize("opdracht", ["controle", "koppeling", "keur", "impact"])
def test_met_de_hand_veranderde_tekst_komt_in_geen_stuk(dossier: Path, tmp_path: Path, opdracht: str) -> None:
    plek = dossier / "regelingen" / REGELING / "2026-01-01.xml"
    plek.write_bytes(plek.read_bytes().replace(b"4 meter", b"9 meter"))
    rest = ("-o", tmp_path / "uit") if opdracht == "impact" else ()
    uit = loop(opdracht, dossier, *rest)
    assert uit.code == 3 and "buiten het archief om veranderd" in uit.fout and "zet-terug" in uit.fout
    assert not (tmp_path / "uit").exists()
    antwoord = loop("geldend", dossier, REGELING, "--op", "1-3-2026")
    assert "4 meter" in antwoord.uit and "buiten het archief om veranderd" in antwoord.fout


def test_zet_terug_bewaart_wat_er_stond(dossier: Path) -> None:
    plek = dossier / "regelingen" / REGELING / "2026-01-01.xml"
    plek.write_bytes(plek.read_bytes().replace(b"4 meter", b"9 meter"))
    (plek.parent / "2026-01-01 (kopie).xml").write_bytes(b"x")
    (dossier / "consolidatie/0000/0001.xml").unlink()
    assert loop("zet-terug", dossier).code == 0
    assert b"4 meter" in plek.read_bytes()
    assert b"9 meter" in (dossier.parent / "d-bewaard-1/regelingen" / REGELING / plek.name).read_bytes()
    assert loop("herbouw", dossier).code == 0 and loop("keur", dossier).code == 1
    assert "er is niets veranderd" in loop("zet-terug", dossier).uit


def _git(map_: Path, *opdracht: str) -> str:
    kaal = ("git", "-C", str(map_), "-c", "user.name=x", "-c", "user.email=x@localhost")
    return subprocess.run([*kaal, *opdracht], check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize("manier", ["terugrol", "platgeslagen"])
@pytest.mark.parametrize("register", [True, False], ids=["met register", "zonder register"])
def test_teruggerolde_geschiedenis_wordt_gezien(dossier: Path, manier: str, register: bool) -> None:
    plat = "main~1" if manier == "terugrol" else _git(dossier, "commit-tree", "-mx", "main^{tree}")
    _git(dossier, "update-ref", "refs/heads/main", plat)
    if not register:
        (dossier / ".git/verordening/register.sqlite").unlink()
    for opdracht in LEZEND:
        code, gezegd = _lees(dossier, opdracht)
        assert code == 3 and "zet-terug" in gezegd, opdracht
    if manier == "terugrol" and register:
        assert loop("zet-terug", dossier).code == 0 and loop("herbouw", dossier).code == 0


def test_een_gekanteld_register_antwoordt_nooit(dossier: Path) -> None:
    plek = dossier / ".git/verordening/register.sqlite"
    goed, kans = plek.read_bytes(), random.Random(5)
    hoort = loop("geldend", dossier, REGELING, "--op", "1-3-2024").uit
    for _ in range(25):
        stuk = bytearray(goed)
        stuk[kans.randrange(len(stuk))] ^= 1 << kans.randrange(8)
        plek.write_bytes(stuk)
        uit = loop("geldend", dossier, REGELING, "--op", "1-3-2024")
        assert (uit.code, uit.uit) == (0, hoort) and "register" in uit.fout


def test_een_ontwerp_in_de_map_mag_er_naast_staan_en_een_andere_tekst_niet(dossier: Path) -> None:
    plek = dossier / "regelingen" / REGELING
    shutil.copy(plek / "2026-01-01.xml", plek / "2027-01-01.xml")
    assert loop("keur", dossier).code == 3
    ontwerp = f"""<besluiten><besluit slug="o" bestand="o.md" doel="o" juridisch-werkend-vanaf="2027-01-01" status="ontwerp">
      <citeertitel>Ontwerpbesluit</citeertitel><wijzigt regeling="{REGELING}"/></besluit></besluiten></dossier>"""
    blad = dossier / "dossier.xml"
    blad.write_text(blad.read_text("utf-8").replace("</dossier>", ontwerp), "utf-8")
    assert loop("keur", dossier).code == 1


def test_een_oudere_kopie_van_de_hele_map_wordt_gezien(dossier: Path, plek: Path, tmp_path: Path) -> None:
    """The copy is in order by itself; this user's own state and the publication know that there was more."""
    kopie = tmp_path / "kopie"
    shutil.copytree(dossier, kopie)
    (tmp_path / "b.md").write_text("# Regels proef\n\n## Artikel 1 Begrippen\n\nEen proef is een proef.\n")
    nieuw = ("--regeling", "x", "--doel", "x", "--werkend", "1-1-2027", "--ja")
    assert loop("neem-op", dossier, tmp_path / "b.md", *nieuw).code == 0
    assert loop("publiceer", dossier, "-o", tmp_path / "site", "--vorm", "md").code == 0
    uit = loop("publiceer", kopie, "-o", tmp_path / "site", "--vorm", "md")
    assert uit.code == 3 and "hoort er niet meer bij" in uit.fout
    shutil.rmtree(dossier)
    kopie.rename(dossier)
    for opdracht in (*LEZEND, "neem-op"):
        code, gezegd = (
            _lees(dossier, opdracht) if opdracht != "neem-op" else loop(opdracht, dossier, plek / "eerst.md")[::2]
        )
        assert code == (1 if opdracht == "herbouw" else 3) and "--aanvaard" in gezegd, opdracht
    assert loop("zet-terug", dossier, "--aanvaard").code == 0
    assert loop("geldend", dossier, REGELING).code == 0 and loop("herbouw", dossier).code == 0


def test_een_oudere_kloon_op_de_plaats_van_het_dossier_wordt_gezien(dossier: Path) -> None:
    """A clone has no name of its own yet; that it begins with the same delivery says that it is this dossier."""
    assert loop("publiceer", dossier, "-o", dossier.with_name("site"), "--vorm", "md").code == 0
    _git(dossier, "update-ref", "refs/heads/main", "main~1")
    _git(dossier.parent, "clone", "-q", str(dossier), str(dossier.with_name("kloon")))
    shutil.rmtree(dossier)
    dossier.with_name("kloon").rename(dossier)
    for opdracht in LEZEND:
        code, gezegd = _lees(dossier, opdracht)
        assert code == (1 if opdracht == "herbouw" else 3) and "--aanvaard" in gezegd, opdracht
    assert loop("zet-terug", dossier, "--aanvaard").code == 0 and loop("geldend", dossier, REGELING).code == 0


def test_een_ander_dossier_op_dezelfde_plaats_is_geen_terugrol(dossier: Path, plek: Path) -> None:
    assert loop("publiceer", dossier, "-o", dossier.with_name("site"), "--vorm", "md").code == 0
    shutil.rmtree(dossier)
    nieuw = ("--regeling", "x", "--doel", "x", "--werkend", "1-1-2025", "--bekend", "1-12-2024", "--ja")
    assert loop("neem-op", dossier, plek / "eerst.md", *nieuw).code == 0
    assert loop("geldend", dossier, "x").code == 0


def test_twee_regels_voor_het_hoofd_is_geen_hoofd(dossier: Path) -> None:
    """Two readers of one file would each take another."""
    nu, eerder = (_git(dossier, "rev-parse", plek) for plek in ("main", "main~1"))
    (dossier / ".git/refs/heads/main").unlink()
    for een, twee in ((nu, eerder), (eerder, nu)):
        (dossier / ".git/packed-refs").write_text(f"{een} refs/heads/main\n{twee} refs/heads/main\n")
        for opdracht in LEZEND:
            code, gezegd = _lees(dossier, opdracht)
            assert code == 3 and "zet-terug" in gezegd, opdracht


def test_wat_git_naast_de_vastleggingen_bewaart_telt_niet(dossier: Path) -> None:
    """A commit-graph says of every commit what is in it; git believes it, and nobody checks it."""
    hoort = loop("geldend", dossier, REGELING, "--op", "1-3-2026")
    _git(dossier, "commit-graph", "write", "--reachable")
    graaf = dossier / ".git/objects/info/commit-graph"
    nu, eerder = (bytes.fromhex(_git(dossier, "rev-parse", f"{plek}^{{tree}}")) for plek in ("main", "main~1"))
    graaf.chmod(0o644)
    graaf.write_bytes(graaf.read_bytes().replace(nu, eerder))
    assert bytes.fromhex(_git(dossier, "log", "-1", "--format=%T", "main")) == eerder
    (dossier / ".git/verordening/register.sqlite").unlink()
    assert loop("geldend", dossier, REGELING, "--op", "1-3-2026") == hoort


def test_zonder_archief_maakt_een_map_met_vastleggingen_geen_stukken(dossier: Path, plek: Path) -> None:
    shutil.rmtree(dossier / ".git")
    for opdracht in ("controle", "koppeling", "keur", "memo"):
        uit = loop(opdracht, dossier, *(("-o", dossier.with_name("uit")) if opdracht == "memo" else ()))
        assert uit.code == 3 and "reservekopie" in uit.fout, opdracht
    uit = loop("geldend", dossier, REGELING)
    assert uit.code == 1 and "reservekopie" in uit.fout
    assert loop("neem-op", dossier, plek / "eerst.md", "--regeling", "x", "--doel", "x", "--ja").code == 3
    assert not (dossier / ".git").exists()


@pytest.mark.parametrize("elders", ["teksten", "varianten/x"])
def test_dossier_xml_wijst_geen_andere_teksten_aan_dan_die_zijn_vastgelegd(dossier: Path, elders: str) -> None:
    shutil.copytree(dossier / "regelingen" / REGELING, dossier / elders)
    plek = dossier / elders / "2026-01-01.xml"
    plek.write_bytes(plek.read_bytes().replace(b"4 meter", b"9 meter"))
    blad = dossier / "dossier.xml"
    blad.write_text(blad.read_text("utf-8").replace(f'map="regelingen/{REGELING}"', f'map="{elders}"'), "utf-8")
    for opdracht in ("controle", "koppeling", "memo", "keur"):
        uit = loop(opdracht, dossier, *(("-o", dossier.with_name("uit")) if opdracht == "memo" else ()))
        assert uit.code == 3 and "zet-terug --alles" in uit.fout, opdracht
    assert loop("zet-terug", dossier, "--alles").code == 0 and loop("controle", dossier).code == 0


def test_stukken_en_antwoorden_gaan_uit_van_dezelfde_versie(dossier: Path) -> None:
    """The folder keeps every text that was ever recorded; which of them holds, only the archive says."""

    def op(dag: date) -> str:
        versie = lees_dossier(dossier).versie_op(REGELING, dag)
        return versie.pad.name if versie else ""

    assert (op(date(2025, 12, 31)), op(date(2026, 3, 1))) == ("2024-01-01.xml", "2026-01-01.xml")
    assert loop("herstel", dossier, "3", "--reden", "vergissing", "--ja").code == 0
    assert op(date(2026, 3, 1)) == "2024-01-01.xml"
    weg = (
        "--intrekking",
        "--regeling",
        REGELING,
        "--doel",
        "weg",
        "--werkend",
        "1-7-2026",
        "--bekend",
        "1-6-2026",
        "--ja",
    )
    assert loop("neem-op", dossier, *weg).code == 0
    assert (op(date(2026, 6, 30)), op(date(2026, 7, 1))) == ("2024-01-01.xml", "")


@pytest.mark.parametrize("register", [True, False], ids=["met register", "zonder register"])
@pytest.mark.parametrize("wat", ["regelingen", "consolidatie", "besluiten"])
def test_wie_met_git_zelf_verandert_wat_is_vastgelegd_wordt_gezien_en_zet_terug_herstelt(
    dossier: Path, wat: str, register: bool
) -> None:
    """Two truths: the index told the text that was recorded, and the pages showed the one in the folder."""
    plek = sorted(p for p in (dossier / wat).rglob("*") if p.is_file())[-1]
    eerst = plek.read_bytes()
    plek.write_bytes(eerst.replace(b"4 meter", b"9 meter").replace(b"2", b"3", 1))
    kaal = ("git", "-C", str(dossier), "-c", "user.name=x", "-c", "user.email=x@localhost")
    for woorden in (("add", "-A"), ("commit", "-qm", "beter"), ("commit", "-q", "--allow-empty", "-m", "nog iets")):
        subprocess.run([*kaal, *woorden], check=True, capture_output=True)
    if not register:
        (dossier / ".git/verordening/register.sqlite").unlink()
    for opdracht in (("geldend", dossier, REGELING), ("controle", dossier), ("herbouw", dossier)):
        uit = loop(*opdracht)
        assert uit.code == 3 and "buiten dit programma om" in uit.fout and "zet-terug" in uit.fout
    uit = loop("zet-terug", dossier)
    assert uit.code == 0 and "bewaard" in uit.uit
    assert plek.read_bytes() == eerst and "4 meter" in loop("geldend", dossier, REGELING, "--op", "2026-02-01").uit
    assert loop("herbouw", dossier).uit.startswith("3 vastleggingen")


def test_een_map_waaruit_het_archief_en_de_leveringen_weg_zijn_is_niet_stil_een_nieuw_dossier(
    dossier: Path, tmp_path: Path
) -> None:
    bron = tmp_path / "luifels.md"
    bron.write_text("# Regels luifels\n\n## Artikel 1 Luifels\n\nEen luifel is een afdak.\n")
    vast = ("--regeling", "luifels", "--doel", "luifels", "--werkend", "1-1-2027", "--ja")
    assert loop("neem-op", dossier, bron, *vast).code == 0
    shutil.rmtree(dossier / ".git")
    shutil.rmtree(dossier / "consolidatie")
    for opdracht in (("geldend", dossier, REGELING), ("keur", dossier), ("publiceer", dossier, "-o", tmp_path / "s")):
        assert "eerder vastgelegd" in loop(*opdracht).fout
    assert loop("neem-op", dossier, "--ja").code != 0
    for plek in [p for p in dossier.iterdir() if p.is_dir()]:
        shutil.rmtree(plek)
    (dossier / "dossier.xml").unlink()
    assert loop("neem-op", dossier, bron, *vast).code == 0
    assert "eerder vastgelegd" not in loop("geldend", dossier, "luifels", "--op", "1-3-2027").fout
