"""De ene tabel van vormen: wat een zin zegt, schrijft dezelfde zin weer op, en de lezer leest er hetzelfde in."""

import pytest

from versies.opdracht import lees_besluit
from versies.opstellen.vormen import VORMEN, schrijf

# (vorm, zin, nieuwe tekst, keuzes die niet in de waarde staan)
ZINNEN = [
    ("woorden vervangen", "In artikel 3, tweede lid, wordt “acht weken” vervangen door “zes weken”.", (), {}),
    ("woorden telkens vervangen", "In artikel 3 wordt “het dier” telkens vervangen door “de hond”.", (), {}),
    ("woorden vervallen", "In de aanhef van artikel 3, eerste lid, vervalt “in elk geval”.", (), {}),
    ("woorden telkens vervallen", "In artikel 3 vervalt telkens “zo nodig”.", (), {}),
    ("woorden invoegen", "In artikel 3 wordt na “de hond” ingevoegd “of de kat”.", (), {}),
    ("woorden telkens invoegen", "In artikel 3 wordt voor “hond” telkens ingevoegd “jonge”.", (), {}),
    (
        "meer woorden vervangen",
        "In de tabel van artikel 3 wordt “10” vervangen door “11” en “20” vervangen door “22”.",
        (),
        {},
    ),
    ("zinnen toevoegen", "Aan artikel 3 wordt een zin toegevoegd, luidende:", ("De hond telt niet mee.",), {}),
    (
        "zinnen toevoegen",
        "Aan artikel 3 worden twee zinnen toegevoegd, luidende:",
        ("De hond telt mee. De kat niet.",),
        {},
    ),
    ("opnieuw", "Artikel 3, tweede lid, komt te luiden:", ("2. De hond is aangelijnd.",), {}),
    ("opnieuw", "Artikel 3, tweede zin, komt te luiden:", ("De hond is aangelijnd.",), {}),
    ("opnieuw", "Het opschrift van artikel 3 komt te luiden:", ("Honden",), {}),
    (
        "reeks opnieuw",
        "De artikelen 3 tot en met 5 worden vervangen door een artikel, luidende:",
        ("Artikel 3 Honden", "De hond is aangelijnd."),
        {},
    ),
    ("woorden telkens vervangen", "In de artikelen 3 en 9 wordt “het dier” telkens vervangen door “de hond”.", (), {}),
    ("reeks vervalt", "De artikelen 18 tot en met 20 vervallen.", (), {}),
    ("tabel opnieuw", "De tabel van artikel 3 wordt vervangen door:", ("| a | b |", "| --- | --- |", "| 1 | 2 |"), {}),
    ("opschrift erbij", "Aan artikel 3 wordt een opschrift toegevoegd, luidende:", ("Honden",), {"kop": False}),
    ("vervalt", "Artikel 3, tweede lid, vervalt.", (), {}),
    ("vervalt", "Het opschrift van artikel 3 vervalt.", (), {}),
    (
        "reeks vervalt",
        "Artikel 3, tweede en derde lid, vervallen, onder vernummering van het vierde lid tot tweede lid.",
        (),
        {},
    ),
    ("slotteken", "In artikel 3 wordt de punt aan het slot van onderdeel b vervangen door een puntkomma.", (), {}),
    ("toevoegen", "Aan artikel 3 wordt een lid toegevoegd, luidende:", ("4. De hond is gechipt.",), {}),
    (
        "toevoegen",
        "Aan artikel 3 wordt onder vervanging van de punt aan het slot van onderdeel b door een puntkomma een onderdeel "
        "toegevoegd, luidende:",
        ("c. de riem.",),
        {},
    ),
    (
        "toevoegen aan de regeling",
        "Aan de regeling wordt een bijlage toegevoegd, luidende:",
        ("Bijlage 2 Rassen", "De herder."),
        {},
    ),
    (
        "invoegen",
        "In artikel 3 wordt onder vernummering van het tweede en derde lid tot derde en vierde lid een lid ingevoegd, luidende:",
        ("2. De hond is gechipt.",),
        {},
    ),
    ("invoegen", "In artikel 3 wordt een lid ingevoegd, luidende:", ("2a. De hond is gechipt.",), {"achteraan": False}),
    (
        "op alfabet",
        "In artikel 3 wordt in de alfabetische volgorde een begripsomschrijving ingevoegd, luidende:",
        ("hond: een dier;",),
        {},
    ),
    (
        "binnen naast",
        "In artikel 3 wordt na de begripsomschrijving van “hond” een begripsomschrijving ingevoegd, luidende:",
        ("kat: een dier;",),
        {},
    ),
    (
        "binnen naast",
        "In artikel 3 wordt na het tweede gedachtestreepje een onderdeel ingevoegd, luidende:",
        ("– de riem;",),
        {},
    ),
    (
        "binnen naast",
        "In de tabel van artikel 3 wordt na de rij “10” een rij ingevoegd, luidende:",
        ("| 11 | 12 |",),
        {},
    ),
    ("na", "Na artikel 3 wordt een artikel ingevoegd, luidende:", ("Artikel 3a Katten", "De kat telt niet mee."), {}),
    (
        "voor",
        "Voor artikel 3 wordt een artikel ingevoegd, luidende:",
        ("Artikel 2a Katten", "De kat telt niet mee."),
        {},
    ),
    ("vernummeren", "Artikel 3, derde en vierde lid, worden vernummerd tot vierde en vijfde lid.", (), {}),
    ("vernummeren", "Artikel 4 wordt vernummerd tot artikel 5.", (), {}),
    ("verplaatsen", "Artikel 5 wordt geplaatst na artikel 7 en vernummerd tot artikel 8.", (), {}),
    ("verplaatsen", "Artikel 5, tweede lid, wordt geplaatst na artikel 7, eerste lid.", (), {}),
    ("leden erbij", "In artikel 3 wordt voor de tekst de aanduiding “1.” geplaatst.", (), {}),
    ("regeling opnieuw", "De Hondenverordening komt te luiden:", ("#### Artikel 1 Katten", "De kat telt mee."), {}),
    ("leden weg", "Artikel 3, tweede lid, alsmede de aanduiding “1.” voor het eerste lid vervallen.", (), {}),
]


def lees(zin, lading):
    regels = ["Besluit", "", "## Artikel I", "De Hondenverordening wordt als volgt gewijzigd:", "", "### A", zin]
    besluit = lees_besluit("\n".join([*regels, *(f"> {regel}" for regel in lading)]))
    return tuple(w for o in besluit.opdrachten for w in o.wijzigingen)


@pytest.mark.parametrize(("vorm", "zin", "lading", "keuze"), ZINNEN, ids=[z[:60] for _, z, _, _ in ZINNEN])
def test_een_vorm_leest_en_schrijft_hetzelfde(vorm, zin, lading, keuze):
    gelezen = lees(zin, lading)
    geschreven = schrijf(*gelezen, **keuze)
    assert geschreven.schrijf().replace("{Regeling}", "De Hondenverordening") == zin
    assert lees(zin, geschreven.lading) == gelezen


def test_elke_vorm_van_de_tabel_is_beproefd():
    assert {vorm for vorm, *_ in ZINNEN} == set(VORMEN)
