"""Sixty pasted texts by two other makers: read as a careful reader would, or said where that is not so; never silently different."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from verordening.bevinding import Ernst, Geweigerd
from verordening.boom import Regeling, kaal, tekst, wandel
from verordening.lezers import lees
from verordening.lezers.twijfel import met_twijfel

MAP = Path(__file__).parent / "geplakt"
GELIJK = {"01", "03", "05", "06", "07", "08", "09", "11", "13", "14", "15", "19", "21", "37"} | {
    "48",
    "49",
    "51",
    "54",
    "56",
    "57",
    "58",
    "59",
}
"""Those that are read as the careful reader did."""


def vorm(regeling: Regeling) -> list[tuple[str, str, str]]:
    """Kind, number and letters of every unit, without the word of its heading («Art. 2», «lid 1 -»)."""
    return [
        (e.soort.value, kaal(e.nummer).lower(), re.sub(r"\b(?:artikel|art|lid)\b|\W+", "", tekst(e).lower()))
        for e in wandel(regeling.wortel)
    ]


@pytest.mark.parametrize("bron", sorted(MAP.glob("??.txt")), ids=lambda b: b.stem)
def test_een_geplakte_tekst_is_gelijk_of_er_wordt_iets_gezegd(bron: Path) -> None:
    sleutel = MAP / f"{bron.stem}-sleutel.txt"
    try:
        gelezen = lees(bron)
    except Geweigerd as weigering:
        assert bron.stem not in GELIJK and weigering.plaats
        return
    gemeld = [b for b in gelezen.bevindingen if b.ernst is not Ernst.INFO]
    gelijk = vorm(gelezen) == vorm(lees(MAP / f"{bron.stem}-verwacht.md"))
    assert gelijk is (bron.stem in GELIJK) or (gemeld and bron.stem not in GELIJK)
    assert gelijk or gemeld or bron.stem == "22", (
        "«Artikelen 4 tot en met 6 vervallen» is één eenheid of drie; beide goed"
    )
    assert gemeld or not sleutel.is_file()


def test_een_lijst_die_doorloopt_in_het_volgende_artikel_wordt_gevraagd() -> None:
    """In Word: the number is printed, but nobody means a first lid 3."""
    bron = b"## Artikel 1 Een\n\n1. De raad helpt.\n2. De raad rust.\n\n## Artikel 2 Twee\n\n3. De raad kijkt.\n4. De raad wacht.\n"
    gelezen = met_twijfel(replace(lees(bron), bevindingen=()), los=False)
    assert [(b.code, b.fragment) for b in gelezen.bevindingen] == [("nummer-sprong", "3.")]


def test_een_lid_dat_met_een_later_nummer_begint_is_in_een_bestand_met_eigen_nummers_geen_vraag() -> None:
    bron = b"## Artikel 1 Een\n\n1. De raad helpt.\n2. De raad rust.\n\n## Artikel 2 Twee\n\n2. De raad kijkt.\n3. De raad wacht.\n"
    assert not met_twijfel(replace(lees(bron), bevindingen=()), los=False).bevindingen


def test_wat_boven_het_opschrift_van_een_geplakte_bladzijde_staat_is_weggelaten_en_gezegd() -> None:
    bron = "Start > Regels\nGeldend sinds gisteren\n\nVerordening hulp Zoutersluis\n\nDe raad van Zoutersluis;\nbesluit:\n\nArtikel 1\nDe raad helpt.\n"
    gelezen = lees(bron.encode())
    assert gelezen.gegevens.opschrift == "Verordening hulp Zoutersluis"
    assert [b.fragment for b in gelezen.bevindingen if b.code == "weggelaten"] == [
        "Start > Regels",
        "Geldend sinds gisteren",
    ]
