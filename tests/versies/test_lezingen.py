"""What a person reads in a line that cannot be read: executed as any other sentence, said beside it, never over what can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hulp.opdrachtregel import loop
from verordening.bevinding import Geweigerd
from verordening.boom import tekst
from verordening.lezers import lees
from verordening.tekst.keuzes import Keuzes, Lezing
from versies.opdracht import toets_besluit
from versies.opdracht.lezingen import lees_lezingen
from versies.toepassen import pas_toe

WAS = """# Verordening markt

## Artikel 1 Tijden

1. De markt is open van acht tot zes uur.
2. Op zondag is er geen markt.

## Artikel 2 Slot

Deze verordening wordt aangehaald als: Verordening markt.
"""
BESLUIT = """Besluit

De raad;

besluit:

Artikel I

De Verordening markt wordt als volgt gewijzigd:

A

De openingstijd van artikel 1 schuift een uur op, van acht naar negen.

B

Artikel 1, tweede lid, vervalt.

Een fijne dag gewenst.

Artikel II

Dit besluit treedt in werking op 1 januari 2027.
"""
A = Lezing(13, "In artikel 1, eerste lid, wordt “acht” vervangen door “negen”.")


def _lees(*lezingen: Lezing) -> tuple[list[str], list[str], str]:
    besluit, fouten = toets_besluit(BESLUIT, naam="b.md", keuzes=Keuzes(lezingen=lezingen))
    na = "" if fouten else tekst(pas_toe(lees(WAS.encode()), besluit).wordt.wortel)
    return [f.plaats for f in fouten], [b.code for b in besluit.bevindingen], na


def test_zonder_lezing_blijven_beide_regels_ongelezen() -> None:
    assert [p.partition(", kolom")[0] for p in _lees()[0]] == ["b.md, regel 13", "b.md, regel 19"]


def test_een_lezing_wordt_uitgevoerd_en_naast_het_besluit_gezegd() -> None:
    fouten, gemeld, na = _lees(A, Lezing(19, ""))
    assert fouten == [] and gemeld.count("lezing-van-een-mens") == 2
    assert "negen tot zes" in na and "zondag" not in na


def test_een_lezing_houdt_het_nummer_van_haar_regel() -> None:
    genummerd = (
        BESLUIT.replace("A\n\nDe", "1. De")
        .replace("B\n\nArtikel 1", "2. Artikel 1")
        .replace("Een fijne dag gewenst.\n\n", "")
    )
    besluit, fouten = toets_besluit(genummerd, keuzes=Keuzes(lezingen=(Lezing(11, A.zin),)))
    assert not fouten and [o.naam for o in besluit.opdrachten] == ["artikel I, onderdeel 1", "artikel I, onderdeel 2"]


def test_een_lezing_die_zelf_niet_te_lezen_is_blijft_een_weigering() -> None:
    assert any("regel 13" in p for p in _lees(Lezing(13, "Doe maar negen uur."))[0])


def test_wie_zegt_dat_een_regel_verkeerd_is_gelezen_vervangt_haar_en_dat_staat_erbij() -> None:
    fouten, gemeld, na = _lees(
        A, Lezing(17, "Artikel 1, tweede lid, vervalt en artikel 2 vervalt.", toch=True), Lezing(19, "")
    )
    assert not fouten and gemeld.count("lezing-van-een-mens") == 3 and "aangehaald" not in na


@pytest.mark.parametrize("regel", [17, 23, 99])
def test_wat_te_lezen_is_wordt_niet_vanzelf_vervangen(regel: int) -> None:
    with pytest.raises(Geweigerd, match=f"regel {regel}"):
        _lees(A, Lezing(regel, "Artikel 2 vervalt."))


@pytest.mark.parametrize("regel", ["Artikel 5 vervalt.", "13:", "13: a\n13: b", "x: y"])
def test_een_bestand_met_iets_anders_wordt_geweigerd(regel: str) -> None:
    with pytest.raises(Geweigerd, match=r"l\.txt, regel"):
        lees_lezingen(regel, "l.txt")


def test_een_lezing_op_de_opdrachtregel(tmp_path: Path) -> None:
    for naam, inhoud in {"was.md": WAS, "b.md": BESLUIT, "l.txt": f"regel {A[0]}: {A[1]}\n19: -\n"}.items():
        (tmp_path / naam).write_text(inhoud, encoding="utf-8")
    gedaan = loop(
        "toepassen",
        *(str(tmp_path / n) for n in ("was.md", "b.md")),
        "--lezing",
        str(tmp_path / "l.txt"),
        "-o",
        str(tmp_path / "w.xml"),
    )
    assert gedaan.code == 0 and "zoals iemand haar opschreef" in gedaan.fout
    assert "negen tot zes" in (tmp_path / "w.xml").read_text(encoding="utf-8")


def test_een_lezing_wordt_met_het_besluit_vastgelegd_en_nagespeeld(tmp_path: Path) -> None:
    dossier = tmp_path / "d"
    begin = WAS + "\nDeze verordening treedt in werking op 1 januari 2020.\n"
    for naam, inhoud in {"begin.md": begin, "b.md": BESLUIT, "l.txt": f"{A[0]}: {A[1]}\n19: -\n"}.items():
        (tmp_path / naam).write_text(inhoud, encoding="utf-8")
    assert loop("neem-op", str(dossier), str(tmp_path / "begin.md"), "--bekend", "2019-12-01", "--ja").code == 0
    neem = ("neem-op", str(dossier), str(tmp_path / "b.md"), "--bekend", "2026-11-01", "--ja")
    zonder = loop(*neem)
    assert zonder.code == 3 and "--lezing" in zonder.fout
    gedaan = loop(*neem, "--lezing", str(tmp_path / "l.txt"))
    assert gedaan.code == 0 and "zoals iemand haar opschreef" in gedaan.fout
    assert "negen tot zes" in loop("geldend", str(dossier), "Verordening markt", "--op", "2027-01-01").uit
    assert loop("herbouw", str(dossier)).code == 0
    [pad] = (dossier / "besluiten" / "2026").glob("b.md")
    assert pad.read_text(encoding="utf-8") == BESLUIT, "het besluit blijft zoals het is genomen"


def test_een_lezing_bij_een_hele_regeling_wordt_geweigerd(tmp_path: Path) -> None:
    (tmp_path / "begin.md").write_text(WAS, encoding="utf-8")
    (tmp_path / "l.txt").write_text("5: Artikel 1 vervalt.\n", encoding="utf-8")
    neem = ("neem-op", str(tmp_path / "d"), str(tmp_path / "begin.md"), "--werkend", "2020-01-01", "--ja")
    assert loop(*neem, "--lezing", str(tmp_path / "l.txt")).code == 3
