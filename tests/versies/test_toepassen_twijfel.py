"""Where the words of an instruction can mean two things in this text, or make half a thing of it: executed only when one is meant."""

import pytest

from verordening.bevinding import Geweigerd
from verordening.tekst.markdown import lees
from verordening.tekstregels import tekstregels
from versies.opdracht import lees_besluit
from versies.toepassen import pas_toe

PARK = """# Verordening sportpark

## Hoofdstuk 1 Algemeen

### Artikel 1 Verbod

Een kaart kan worden geweigerd als:

a. de houder van de kaart jonger is dan 18 jaar;

b. de orde in gevaar is.

### Artikel 2 Tarief

1. Het tarief is € 2,50 per dag.

2. Het park is open.

## Hoofdstuk 2 Slot

### Artikel 3 Toezicht

Het college houdt toezicht.

## Bijlage 1 Tarieven

| Code | Tarief |
| --- | --- |
| 1 | € 5 |
"""
KOP = "Besluit\n\nArtikel I\nDe Verordening sportpark wordt als volgt gewijzigd:\nA\n"
NIEUW = "een artikel ingevoegd, luidende:\n> #### Artikel 2a Nieuw\n> Nieuw.\n"


def na(zin: str) -> list[str]:
    was = lees(PARK.encode())
    voor = [r for *_, r in tekstregels(was)]
    return [r for *_, r in tekstregels(pas_toe(was, lees_besluit(KOP + zin + "\n")).wordt) if r not in voor]


@pytest.mark.parametrize(
    ("zin", "code"),
    [
        ("In artikel 1, aanhef en onder a, wordt “kaart” vervangen door “pas”.", "tekst-ook"),
        (f"Tussen artikel 1 en artikel 3 wordt {NIEUW}", "anker-ontbreekt"),
        (f"Na artikel 1 wordt, voor de aanduiding van hoofdstuk 2, {NIEUW}", "anker-ontbreekt"),
        ("In artikel 2 wordt “€ 2” vervangen door “€ 3”.", "tekst-ontbreekt"),
        ("In artikel 1, onderdeel b, wordt “aa” vervangen door “oo”.", "tekst-ontbreekt"),
        ("Aan bijlage 1 wordt toegevoegd: , en meer", "plek-leeg"),
        (
            "Artikel 2, tweede lid, wordt vervangen door de volgende tabel:\n> | a | b |\n> |---|---|\n> | 1 | 2 |",
            "plek-ontbreekt",
        ),
        ("2.3 vervalt.", "plek-ontbreekt"),
    ],
)
def test_wat_twee_dingen_kan_zijn_wordt_geweigerd(zin, code):
    with pytest.raises(Geweigerd) as fout:
        na(zin)
    assert fout.value.code == code


@pytest.mark.parametrize(
    ("zin", "nieuw"),
    [
        (
            "In artikel 1 wordt in de aanhef en in onderdeel a “kaart” vervangen door “pas”.",
            ["Artikel 1 Verbod Een pas kan worden geweigerd als:", "de houder van de pas jonger is dan 18 jaar;"],
        ),
        (f"Na artikel 2 wordt, voor de aanduiding van hoofdstuk 2, {NIEUW}", ["Artikel 2a Nieuw Nieuw."]),
        ("In 2.2 wordt “open” vervangen door “dicht”.", ["Het park is dicht."]),
        (
            "Bijlage 1 wordt vervangen door de volgende tabel:\n> | Code | Tarief |\n> |---|---|\n> | 1 | € 6 |",
            ["Code Tarief 1 € 6"],
        ),
        (
            "Artikel 3 wordt vernummerd tot artikel 4 en daarin wordt “college” vervangen door “bestuur”.",
            ["Artikel 4 Toezicht Het bestuur houdt toezicht."],
        ),
    ],
)
def test_wat_een_ding_is_wordt_uitgevoerd(zin, nieuw):
    assert na(zin) == nieuw


def test_tekens_van_een_webpagina_zijn_de_tekens_zelf():
    zin = "In artikel 2, tweede lid, wordt &quot;is&nbsp;open&quot; vervangen door &quot;is dicht&quot;."
    assert na(zin) == ["Het park is dicht."]
