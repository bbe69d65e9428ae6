"""Headings between leden stay with the lid below them, and sentences are counted only where their ends are certain."""

import pytest

from verordening.bevinding import Geweigerd
from verordening.boom import Regeling, tekst
from verordening.tekst.markdown import lees
from versies.opdracht import lees_besluit
from versies.toepassen import pas_toe

LEDEN = """Algemeen

1. Het veld is open.
2. Het hek is dicht. Het is hoog.

Voor honden

3. De hond loopt los.
4. De eigenaar heeft:

   a. een riem;
   b. een zakje.

Voor anderen:

5. De kat blijft thuis."""


def regels(regeling: Regeling) -> list[str]:
    """The lines of its text."""
    return [" ".join(r.split()) for r in tekst(regeling.wortel).splitlines() if r.strip()]


def wordt(artikel: str, opdracht: str) -> list[str]:
    """The text of artikel 1 behind an instruction; or why it is refused."""
    was = lees(f"# Regeling veld\n\n## Artikel 1 Veld\n\n{artikel}\n".encode(), naam="veld.md")
    besluit = f"Besluit\n\nArtikel I\n\nDe Regeling veld wordt als volgt gewijzigd:\n\n{opdracht}\n\nArtikel II\n\nDit besluit treedt in werking op 1 juni 2027.\n"
    try:
        return regels(pas_toe(was, lees_besluit(besluit)).wordt)
    except Geweigerd as fout:
        return [fout.code]


@pytest.mark.parametrize(
    ("opdracht", "regel", "kop"),
    [
        ("In artikel 1 vervalt het tweede lid.", None, "Voor honden"),
        ("In artikel 1 vervalt het vierde lid.", None, "Voor anderen:"),
        ("Artikel 1, tweede lid, komt te luiden:\n\n2. Het hek is open.", "2. Het hek is open.", "Voor honden"),
        ("In artikel 1, tweede lid, vervalt de laatste volzin.", "2. Het hek is dicht.", "Voor honden"),
        (
            "Aan artikel 1, tweede lid, wordt een volzin toegevoegd, luidende: Het is groen.",
            "2. Het hek is dicht. Het is hoog. Het is groen.",
            "Voor honden",
        ),
        (
            "In artikel 1, tweede lid, wordt de laatste volzin vervangen door: Het is laag.",
            "2. Het hek is dicht. Het is laag.",
            "Voor honden",
        ),
        (
            "In artikel 1 wordt na het tweede lid een lid ingevoegd, luidende:\n\n2a. De poort ook.",
            "2a. De poort ook.",
            "Voor honden",
        ),
        (
            "In artikel 1 wordt na het vierde lid een lid ingevoegd, luidende:\n\n4a. De poort ook.",
            "4a. De poort ook.",
            "Voor anderen:",
        ),
        (
            "Aan artikel 1, vierde lid, wordt, onder vervanging van de punt aan het slot van onderdeel b door een puntkomma, een onderdeel toegevoegd, luidende:\n\nc. een bal.",
            "c. een bal.",
            "Voor anderen:",
        ),
    ],
)
def test_een_kop_tussen_leden_hoort_bij_wat_erop_volgt(opdracht, regel, kop):
    uit = wordt(LEDEN, opdracht)
    plek = uit.index(kop)
    assert uit[plek + 1][:2] == {"Voor honden": "3.", "Voor anderen:": "5."}[kop]
    assert regel is None or uit[plek - 1] == regel


@pytest.mark.parametrize(
    ("artikel", "uitkomst"),
    [
        ("Het veld is\nopen. Het hek is dicht.\nHet bos ook.", "Het hek is dicht."),
        ("Het veld is open.\n\nHet hek is dicht.\n\nHet bos ook.", "Het hek is dicht."),
        ("De raad zegt: “Kom. Kijk.” Het hek is dicht. Het bos ook.", "zin-onzeker"),
        ("Het veld is open. Het bord zegt: „Kom. Kijk.” Het bos ook.", "zin-onzeker"),
        ("Het veld is open. Hier (zie ‘Kom. Kijk.’) is het hek.", "zin-onzeker"),
        ("Het veld is open. Het hek is ‘s avonds dicht. Het bos ook.", "Het hek is ‘s avonds dicht."),
        ("Het veld is\n\nopen. Het hek is dicht. Het bos ook.", "zin-onzeker"),
        ("Het veld is van\nJansen. Het hek is dicht. Het bos ook.", "zin-onzeker"),
        ("Het veld is open.\n\nHonden\n\nHet hek is dicht. Het bos ook.", "zin-onzeker"),
        ("Het veld is open.\n\nHet hek is dicht. Het bos ook\n\nis open.", "Het hek is dicht."),
    ],
)
def test_welke_zin_de_tweede_is_moet_zeker_zijn(artikel, uitkomst):
    was = lees(f"# Regeling veld\n\n## Artikel 1 Veld\n\n{artikel}\n".encode(), naam="veld.md")
    heel = " ".join(regels(was))
    uit = wordt(artikel, "In artikel 1 vervalt de tweede volzin.")
    assert uit == [uitkomst] if "-" in uitkomst else " ".join(uit) == " ".join(heel.replace(uitkomst, "").split())
