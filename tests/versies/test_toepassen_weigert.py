"""Executing decisions: what does not fit is refused, with its place and reason, and nothing is done."""

from dataclasses import replace

import pytest

from tests.versies.gevallen import besluit_van, proef
from tests.versies.uitvoeren import voer, weigering
from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from versies.opdracht import lees_besluit
from versies.toepassen import hoort_bij, pas_toe
from versies.wijziging import Plek, Vervalt


@pytest.mark.parametrize(
    ("regels", "code", "zegt"),
    [
        (["Artikel 12 vervalt."], "plek-ontbreekt", "artikel 12 bestaat niet"),
        (["Het vierde lid vervalt."], "plek-onvolledig", "noemt geen artikel"),
        (["In onderdeel d wordt “geen” vervangen door “alle”."], "plek-onvolledig", "artikel 4 is bedoeld, is een gok"),
        (["In artikel 3, zesde lid, vervalt “brief”."], "plek-ontbreekt", "heeft lid 1, 2, 3, 4"),
        (["In artikel 9, eerste lid, vervalt “kan”."], "plek-ontbreekt", "heeft geen leden"),
        (["In artikel 6, onderdeel d, vervalt “sport”."], "plek-ontbreekt", "bestaat niet"),
        (
            ["In artikel 3, tweede lid, wordt “acht wekem” vervangen door “zes weken”."],
            "tekst-ontbreekt",
            "het lijkt op «acht weken»",
        ),
        (
            ["In artikel 3, tweede lid, wordt “vier weken” vervangen door “zes weken”."],
            "tekst-ontbreekt",
            "wel in artikel 3, derde lid",
        ),
        (["In artikel 2 wordt “budget” vervangen door “geld”."], "tekst-aantal", "2 keer"),
        (["In artikel 9 wordt “kan” telkens vervangen door “mag”."], "tekst-aantal", "één keer"),
        (
            [
                "In artikel 2 wordt “budget” telkens vervangen door “geld” en wordt “kosten” telkens vervangen door “lasten”."
            ],
            "tekst-aantal",
            "één keer",
        ),
        (["In artikel 2 wordt de derde keer “budget” vervangen door “geld”."], "tekst-aantal", "niet 3 keer"),
        (["Artikel 9 komt te luiden:", "> #### Artikel 8 Anders", "> Tekst."], "nummer-lading", "nummer «8»"),
        (
            ["Na artikel 9 worden twee artikelen ingevoegd, luidende:", "> #### Artikel 9a Een", "> Tekst."],
            "aantal",
            "kondigt 2 artikelen aan",
        ),
        (["Aan artikel 3 wordt een lid toegevoegd, luidende:", "> 7. Tekst."], "nummering", "telt niet op"),
        (["Aan artikel 3 wordt een lid toegevoegd, luidende:", "> 4. Tekst."], "nummer-dubbel", "bestaat al"),
        (["Aan artikel 9 wordt een lid toegevoegd, luidende:", "> 2. Tekst."], "geen-leden", "heeft geen leden"),
        (
            ["Na artikel 8 wordt een artikel ingevoegd, luidende:", "> #### Artikel 9 Nog een", "> Tekst."],
            "nummer-dubbel",
            "artikel 9",
        ),
        (["Artikel 3, derde lid, wordt vernummerd tot vierde lid."], "nummer-dubbel", "twee keer lid 4"),
        (
            [
                "Onder vernummering van het derde en vierde lid tot vierde lid wordt in artikel 3 een lid ingevoegd, luidende:",
                "> 3. T.",
            ],
            "nummers-ongelijk",
            "2 eenheden",
        ),
        (
            ["In artikel 3, tweede lid, wordt “acht weken” vervangen door “zes weken."],
            "opdracht-onleesbaar",
            "aanhalingsteken",
        ),
        (["In artikel 3 wordt “acht weken” vervangem door “zes weken”."], "opdracht-onleesbaar", "kolom 33"),
        (["Artikel 9 komt te luiden:"], "lading-leeg", "nieuwe tekst ontbreekt"),
        (["Artikel 9 vervalt.", "> Artikel 9 Nieuw"], "lading-los", "kondigt die niet aan"),
        (["In artikel 4 vervallen de onderdelen a, b, c en d."], "lijst-leeg", "hele opsomming"),
        (
            [
                "Aan artikel 4, onderdeel d, wordt onder vervanging van de puntkomma aan het slot van onderdeel a door een punt een zin toegevoegd, "
                "luidende:",
                "> Tekst.",
            ],
            "plek-ontbreekt",
            "onder a bestaat niet",
        ),
        (
            [
                "Onder vervanging van de puntkomma aan het slot van onderdeel d door een punt wordt aan artikel 4 een onderdeel toegevoegd, luidende:",
                "> e. tekst.",
            ],
            "slotteken",
            "eindigt niet op «;»",
        ),
        (["De eerste zin van artikel 4 komt te luiden:", "> Iets anders."], "zin-loopt-door", "opsomming"),
        (["Het vierde lid van artikel 5 vervalt."], "plek-ontbreekt", "artikel 5"),
        (["In de rij “weduwe” wordt in artikel 7 “€ 1” vervangen door “€ 2”."], "", ""),
        (
            ["Na hoofdstuk 1 wordt een artikel ingevoegd, luidende:", "> #### Artikel 4a X", "> Tekst."],
            "plek-meermalen",
            "niet zeker",
        ),
        (
            [
                "Na artikel 5 wordt een hoofdstuk ingevoegd, luidende:",
                "> ## Hoofdstuk 2a X",
                "> #### Artikel 5a Y",
                "> Tekst.",
            ],
            "plek-meermalen",
            "midden in",
        ),
        (
            ["Aan hoofdstuk 2 wordt een artikel toegevoegd, luidende:", "> #### Artikel 8a X", "> Tekst."],
            "plek-meermalen",
            "paragraaf",
        ),
        (
            [
                "In artikel 1 wordt in de alfabetische volgorde een begripsomschrijving ingevoegd, luidende:",
                "> - college: iets;",
            ],
            "begrip-dubbel",
            "bestaat al",
        ),
        (["De artikelen 5 tot en met 3 vervallen."], "reeks", ""),
        (["Artikel 9 wordt verplaatst naar paragraaf 9.9."], "plek-ontbreekt", "paragraaf 9.9"),
    ],
)
def test_wat_niet_past_wordt_geweigerd_met_plaats_en_reden(regels, code, zegt):
    fout = weigering(*regels)
    assert not code or fout.code == code, str(fout)
    assert zegt in str(fout)
    assert "regel" in fout.plaats


def test_wat_vervallen_is_krijgt_geen_opdracht_meer():
    fout = weigering("Artikel 9 vervalt.", "### B", "In artikel 9 wordt “kan” vervangen door “mag”.")
    assert fout.code == "plek-vervallen"


def test_twee_opdrachten_die_elkaar_tegenspreken_worden_geweigerd():
    fout = weigering(
        "In artikel 9 wordt “kan” vervangen door “mag”.", "### B", "In artikel 9 wordt “kan” vervangen door “moet”."
    )
    assert fout.code == "tekst-ontbreekt"
    assert "onderdeel B" in fout.plaats


def test_een_besluit_voor_een_andere_regeling_wordt_geweigerd():
    besluit = lees_besluit(
        "Besluit\n\n## Artikel I\nDe Afvalverordening 2019 wordt als volgt gewijzigd:\n### A\nArtikel 9 vervalt.\n"
    )
    with pytest.raises(Geweigerd, match="Afvalverordening 2019"):
        pas_toe(proef(), besluit)


def test_een_ander_jaar_is_een_andere_regeling():
    assert hoort_bij(proef(), "Proefverordening 2024")
    assert hoort_bij(proef(), "de Proefverordening 2024 van de gemeente [gemeente]")
    assert not hoort_bij(proef(), "Proefverordening 2023")


def test_niet_alle_artikelen_kunnen_vervallen():
    fout_tekst = "Hoofdstuk 1 vervalt.\n### B\nHoofdstuk 2 vervalt.\n### C\nHoofdstuk 3 vervalt."
    with pytest.raises(Geweigerd, match="geen enkel artikel"):
        voer(*fout_tekst.split("\n"))


def test_de_regeling_zelf_kan_niet_vervallen():
    opdrachten = [
        replace(lees_besluit(besluit_van(["Artikel 9 vervalt."])).opdrachten[0], wijzigingen=(Vervalt(Plek(Adres())),))
    ]
    with pytest.raises(Geweigerd, match="ingetrokken"):
        pas_toe(proef(), opdrachten)
