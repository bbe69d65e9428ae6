"""Wat een regel die niet gelezen is, kan bedoelen: één plaats, één ding; wie meer zegt krijgt geen voorstel waarin de rest zou wegvallen."""

from __future__ import annotations

import pytest

from verordening.lezers import lees
from versies.opdracht import lees_besluit
from versies.toepassen import pas_toe
from versies.voorstellen import voorstellen

WAS = lees(
    b"""# Verordening inspraak (voorbeeldtekst)

### Artikel 1 Tijd
1. De zitting is openbaar.
2. Een spreker heeft ten hoogste vijf minuten.

### Artikel 2 Aanmelden
Wie wil spreken meldt dat 24 uur vooraf, met:
   a. zijn naam; en
   b. het onderwerp.

### Artikel 3.1 Verslag
1. De griffier maakt een verslag.
""",
    naam="inspraak.md",
)


@pytest.mark.parametrize(
    ("regel", "zin"),
    [
        (
            "De spreektijd in art. 1 lid 2 gaat van vijf minuten naar drie minuten.",
            "In artikel 1, tweede lid, wordt “vijf” vervangen door “drie”.",
        ),
        (
            "artikel 1 lid 2: drie minuten in plaats van vijf minuten",
            "In artikel 1, tweede lid, wordt “vijf” vervangen door “drie”.",
        ),
        (
            'en in artikel 2 moet "24 uur" worden vervangen door "12 uur".',
            "In artikel 2 wordt “24 uur” vervangen door “12 uur”.",
        ),
        (
            "art. 1 lid 2: Een spreker heeft ten hoogste vijf minuten -> drie minuten",
            "In artikel 1, tweede lid, wordt “vijf” vervangen door “drie”.",
        ),
        (
            'in artikel 1 lid 2 "ten hoogste vijf minuten" inkorten tot "vijf minuten"',
            "In artikel 1, tweede lid, wordt “ten hoogste vijf minuten” vervangen door “vijf minuten”.",
        ),
        (
            "3.1 lid 1 komt te luiden: Een verslag is toegestaan.",
            "Artikel 3.1, eerste lid, komt te luiden: Een verslag is toegestaan.",
        ),
        ("In artikel 2 wordt 24 uur verhoogd naar 48 uur.", "In artikel 2 wordt “24” vervangen door “48”."),
        ("- art. 1 lid 1 mag weg", "Artikel 1, eerste lid vervalt."),
        (
            '3.1: er komt een lid 2 bij: "Het verslag is openbaar."',
            "Aan artikel 3.1 wordt een lid toegevoegd, luidende: 2. Het verslag is openbaar.",
        ),
        (
            "* art. 3.1 lid 1 krijgt er een zin bij: “Het verslag is kort.”",
            "Aan artikel 3.1, eerste lid, wordt een zin toegevoegd, luidende: Het verslag is kort.",
        ),
    ],
)
def test_het_eerste_voorstel_zegt_de_plaats_en_de_woorden_van_de_regel_en_is_uitvoerbaar(regel: str, zin: str) -> None:
    eerste = voorstellen(regel, WAS)[0]
    assert eerste.zin == zin
    assert eerste.wordt == pas_toe(WAS, lees_besluit(f"Artikel I\n\n{zin}\n")).wordt != WAS


@pytest.mark.parametrize(
    "regel",
    [
        "Artikel 1 lid 1 vervalt, lid 2 wordt lid 1.",
        "In artikel 1 lid 2 gaat vijf naar drie en vervalt artikel 2.",
        "Artikel 1 lid 1 mag weg. De griffier maakt er een mooi stuk van.",
        "Per 1 januari 2027 gaat artikel 1 lid 2 van vijf minuten naar drie minuten.",
        "Artikel 1 lid 9 kan eruit",
        "De rest blijft zoals het is.",
        "2.2 vervalt. 2.1 wordt dan gewoon artikel 2 zonder nummer.",
        '3.1 lid 1: zin toevoegen: "Het verslag is kort." De punt ervoor wordt een puntkomma.',
        'art. 3.1 lid 1: toevoegen aan het eind van de zin: " van de zitting"',
        "Artikel 1: dit artikel niet meer toepassen op zondag",
        "art. 1 lid 2: vijf minuten wordt drie minuten, en voor een fractie tien minuten",
        "Artikel 2, onder b schrappen en de puntkomma aanpassen",
        "In artikel 2 moet “48 uur” worden vervangen door “12 uur”.",
        "",
    ],
)
def test_wie_meer_zegt_of_iets_dat_er_niet_staat_krijgt_geen_voorstel(regel: str) -> None:
    assert voorstellen(regel, WAS) == ()


def test_een_bijzin_met_meer_citaten_dan_er_woorden_vervangen_worden_krijgt_geen_voorstel() -> None:
    assert voorstellen("In artikel 2 “24 uur” te vervangen door “12 uur” en “naam” door “adres” te zetten", WAS) == ()
