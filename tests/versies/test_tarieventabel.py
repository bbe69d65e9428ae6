"""The schedule of fees as a place: the annex that is called so, its hoofdstukken, and its rows by number."""

import pytest

from verordening.bevinding import Geweigerd
from verordening.boom import tekst
from verordening.tekst.markdown import lees
from versies.opdracht import lees_besluit
from versies.toepassen import pas_toe

LEGES = """# Legesverordening 2024

## Artikel 1 Leges

De leges staan in de bijlage.

## Bijlage {kop}

### Hoofdstuk 1 Trouwen

| Nummer | Omschrijving | Tarief |
|---|---|---|
| 1.1 | Trouwen op maandag | € 10 |
| 1.2 | Trouwen op zaterdag | € 20 |
| 1.2.1 | Trouwen op zondag | € 20 |

### Hoofdstuk 2 Reizen

Een paspoort kost € 70.
"""


def _na(zin: str, kop: str = "Tarieventabel") -> str:
    besluit = lees_besluit(
        f"Besluit\n\nArtikel I\n\nDe Legesverordening 2024 wordt als volgt gewijzigd:\n\nA\n\n{zin}\n\n"
        "Artikel II\n\nDit besluit treedt in werking op 1 januari 2027.\n"
    )
    return tekst(pas_toe(lees(LEGES.format(kop=kop).encode()), besluit).wordt.wortel)


@pytest.mark.parametrize(
    ("zin", "oud", "nieuw"),
    [
        (
            "In de tarieventabel, onderdeel 1.2, wordt “€ 20” vervangen door “€ 21”.",
            "zaterdag € 20",
            "zaterdag € 21",
        ),
        ("In onderdeel 1.2.1 van de tarieventabel wordt “€ 20” vervangen door “€ 22”.", "zondag € 20", "zondag € 22"),
        ("In onderdeel 1.2 wordt “€ 20” vervangen door “€ 21”.", "zaterdag € 20", "zaterdag € 21"),
        ("Tarief 1.2 wordt € 21.", "zaterdag € 20", "zaterdag € 21"),
        ("In hoofdstuk 2 van de tarieventabel wordt “€ 70” vervangen door “€ 71”.", "kost € 70", "kost € 71"),
        (
            "In de bij de Legesverordening 2024 behorende tarieventabel wordt in onderdeel 1.1 “€ 10” vervangen door “€ 11”.",
            "maandag € 10",
            "maandag € 11",
        ),
        (
            "In de tarieventabel wordt onderdeel 1.2 vervangen door:\n\n| 1.2 | Trouwen op vrijdag | € 33 |",
            "zaterdag € 20",
            "vrijdag € 33",
        ),
        (
            "In de bijlage, hoofdstuk 1, rij “1.2”, wordt “€ 20” vervangen door “€ 21”.",
            "zaterdag € 20",
            "zaterdag € 21",
        ),
    ],
)
def test_een_regel_van_de_tarieventabel_wordt_gewijzigd_en_geen_andere(zin, oud, nieuw):
    was = " ".join(tekst(lees(LEGES.format(kop="Tarieventabel").encode()).wortel).split())
    assert " ".join(_na(zin).split()) == was.replace(oud, nieuw, 1)


def test_een_regel_vervalt():
    na = _na("Onderdeel 1.2.1 van de tarieventabel, behorende bij de Legesverordening 2024, vervalt.")
    assert "zondag" not in na and "zaterdag" in na


@pytest.mark.parametrize(
    ("zin", "kop"),
    [
        ("In de tarieventabel wordt “€ 70” vervangen door “€ 71”.", "Kaart van de gemeente"),
        ("Onderdeel 1.2 van de tarieventabel komt te luiden:\n\n1.2 Trouwen kost € 33.", "Tarieventabel"),
        ("In de tarieventabel, onderdeel 1.9, wordt “€ 20” vervangen door “€ 21”.", "Tarieventabel"),
    ],
)
def test_een_andere_bijlage_andere_tekst_of_een_regel_die_er_niet_is_wordt_geweigerd(zin, kop):
    with pytest.raises(Geweigerd):
        _na(zin, kop)


TWEE = """# Legesverordening 2024

## Artikel 1 Leges

De leges staan in de bijlage.

## Bijlage 1 Tarieven

| Nummer | Omschrijving | Tarief |
|---|---|---|
| 1.1 | Trouwen | € 10 |

| Nummer | Omschrijving | Tarief |
|---|---|---|
| 2.1 | Bouwen | € 20 |
"""


def _twee(zin: str) -> str:
    kop = "Besluit\n\nArtikel I\n\nDe Legesverordening 2024 wordt als volgt gewijzigd:\n\nA\n\n"
    slot = "\n\nArtikel II\n\nDit besluit treedt in werking op 1 januari 2027.\n"
    return tekst(pas_toe(lees(TWEE.encode()), lees_besluit(f"{kop}{zin}{slot}")).wordt.wortel)


@pytest.mark.parametrize(
    "zin",
    [
        "Aan bijlage 1 wordt een rij toegevoegd, luidende:\n\n| 2.2 | Slopen | € 30 |",
        "Aan bijlage 1 wordt toegevoegd:\n\n| 2.2 | Slopen | € 30 |",
        "In bijlage 1 wordt onder nummer 1.1 ingevoegd:\n\n| 1.1a | Trouwen op zondag | € 30 |",
    ],
)
def test_een_rij_waarvan_niet_vaststaat_in_welke_tabel_zij_komt_wordt_geweigerd(zin):
    with pytest.raises(Geweigerd):
        _twee(zin)


@pytest.mark.parametrize("plaats", ["tabel 2 van bijlage 1", "bijlage 1, tweede tabel"])
def test_tabellen_zonder_titel_worden_geteld(plaats):
    uit = _twee(f"Aan {plaats} wordt een rij toegevoegd, luidende:\n\n| 2.2 | Slopen | € 30 |")
    assert uit.split()[-7:] == ["Bouwen", "€", "20", "2.2", "Slopen", "€", "30"]
    assert "€ 25" in _twee(f"In {plaats} wordt “€ 20” vervangen door “€ 25”.")


NORMEN = """# Normen 2024

## Artikel 1 Normen

| Soort | Bedrag |
|---|---|
| Alleenstaande | € 420 |
| Alleenstaande ouder | € 535 |

## Artikel 2 Overig

   a. Kluis: € 5;

   b. Kast: € 6.

Voor een fiets geldt € 7 en voor een auto € 8.
"""


@pytest.mark.parametrize(
    ("artikel", "regel", "wordt"),
    [
        (1, "Alleenstaande: van € 420 naar € 450", "Alleenstaande € 450"),
        (1, "bij Alleenstaande ouder: “€ 535” wordt “€ 550”", "ouder € 550"),
        (2, "Kast: van € 6 naar € 9", "Kast: € 9"),
        (1, "Alleenstaande: van € 535 naar € 550", ""),
        (2, "Kast: van € 5 naar € 9", ""),
        (2, "fiets: van € 8 naar € 9", ""),
    ],
)
def test_een_bedrag_bij_een_naam_staat_in_dezelfde_rij_of_hetzelfde_onderdeel(artikel, regel, wordt):
    """The amount stands in the text, but beside another name: first seen, it was changed there without a word."""
    besluit = lees_besluit(
        f"Besluit\n\nArtikel I\n\nDe Normen 2024 worden als volgt gewijzigd:\n\nA. Artikel {artikel} wordt als volgt gewijzigd:\n\n"
        f"- {regel}\n\nArtikel II\n\nDit besluit treedt in werking op 1 januari 2027.\n"
    )
    if wordt:
        assert wordt in " ".join(tekst(pas_toe(lees(NORMEN.encode()), besluit).wordt.wortel).split())
        return
    with pytest.raises(Geweigerd, match="niet in dezelfde rij"):
        pas_toe(lees(NORMEN.encode()), besluit)


def test_woorden_aan_een_regel_van_de_tabel_zeggen_in_welke_cel_zij_komen():
    with pytest.raises(Geweigerd) as fout:
        _na("Aan onderdeel 1.2 van de tarieventabel wordt toegevoegd “per paar”.")
    assert fout.value.code == "cel-onzeker"
    assert "zaterdag per paar" in _na("In onderdeel 1.2 van de tarieventabel wordt na “zaterdag” ingevoegd “per paar”.")


def test_een_nummer_dat_in_twee_bijlagen_staat_wordt_niet_gekozen():
    twee = LEGES.format(kop="Tarieventabel") + "\n## Bijlage 2 Oud\n\n| Nummer | Tarief |\n|---|---|\n| 1.2 | € 3 |\n"
    besluit = lees_besluit(
        "Besluit\n\nArtikel I\n\nDe Legesverordening 2024 wordt als volgt gewijzigd:\n\nA\n\nOnderdeel 1.2 vervalt.\n"
    )
    with pytest.raises(Geweigerd) as fout:
        pas_toe(lees(twee.encode()), besluit)
    assert fout.value.code == "plek-meermalen"
