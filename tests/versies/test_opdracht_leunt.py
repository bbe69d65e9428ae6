"""What leans on another instruction: a place without a verb in new text, and a day that one sentence names among others."""

from __future__ import annotations

from datetime import date

import pytest

from versies.opdracht import lees_besluit, toets_besluit

BESLUIT = """Besluit tot wijziging van de Verordening sportpark

Artikel I

De Verordening sportpark wordt als volgt gewijzigd:

{opdracht}

Artikel II

Dit besluit treedt in werking op 1 januari 2027.
"""


def _geweigerd(opdracht: str) -> list[str]:
    return [f.code for f in toets_besluit(BESLUIT.format(opdracht=opdracht))[1]]


@pytest.mark.parametrize(
    "opdracht",
    [
        "Artikel 6, eerste lid, komt te luiden: Een club kan subsidie aanvragen, en het tweede lid: De subsidie is € 7.",
        "Artikel 6, eerste lid, komt te luiden: Een club kan subsidie aanvragen. Lid 2: De subsidie is € 7.",
        "Artikel 6, eerste lid, komt te luiden: Een club kan subsidie aanvragen en lid 2 De subsidie is € 7.",
        "Artikel 5, onderdeel a, komt te luiden: de aanvrager te jong is; onderdeel b: de rust in gevaar is;",
        "Het opschrift van artikel 6 komt te luiden: Plafond, en dat van artikel 7: Uitzondering.",
        "Aan artikel 6 wordt een lid toegevoegd: 5. Het bestuur beslist, en aan artikel 2 een lid: 4. Het park is dicht.",
        "In artikel 4 wordt “kaart” vervangen door: toegangskaart, en “kind” door: jeugdige.",
        "In artikel 1 komt de begripsomschrijving van park te luiden: park: het sportpark; college: het bestuur.",
    ],
)
def test_wat_op_de_opdracht_ervoor_leunt_wordt_geen_deel_van_haar_nieuwe_tekst(opdracht: str) -> None:
    assert _geweigerd(opdracht) == ["nieuwe-tekst-verdacht"]


@pytest.mark.parametrize(
    "opdracht",
    [
        "Artikel 6, eerste lid, komt te luiden: Een club als bedoeld in artikel 2, eerste lid, van de wet kan subsidie aanvragen.",
        "Artikel 9 komt te luiden: Deze verordening wordt aangehaald als: Verordening sportpark.",
        "Artikel 6, eerste lid, komt te luiden: In afwijking van artikel 4 en het tweede lid is het park open.",
        "In artikel 1 komt de begripsomschrijving van park te luiden: park: het sportpark; in de winter: ook het veld.",
    ],
)
def test_een_plaats_in_een_zin_is_nog_geen_opdracht(opdracht: str) -> None:
    assert _geweigerd(opdracht) == []


def test_meer_dan_een_begrip_aangekondigd_en_een_gegeven_wordt_geweigerd() -> None:
    assert _geweigerd("Aan artikel 1 worden de volgende begrippen toegevoegd: kaart: een bewijs van toegang.") == [
        "aantal"
    ]
    assert (
        _geweigerd("Aan artikel 1 worden de volgende begrippen toegevoegd:\n\nkaart: een bewijs;\n\nzomer: juni.") == []
    )


@pytest.mark.parametrize(
    "opdracht",
    ["Artikel 7 vervalt met ingang van 1 juli 2027.", "In artikel 4 wordt “€ 5” vervangen door “€ 6” per 1 juli 2027."],
)
def test_een_dag_achter_de_opdracht_is_haar_dag(opdracht: str) -> None:
    besluit = lees_besluit(BESLUIT.format(opdracht=opdracht))
    assert [besluit.moment(o)[0] for o in besluit.opdrachten] == [date(2027, 7, 1)]


def test_een_dag_vooraan_geldt_voor_de_hele_zin() -> None:
    besluit = lees_besluit(
        BESLUIT.format(
            opdracht="Met ingang van 1 juli 2027 vervalt artikel 7 en wordt in artikel 4 “€ 5” vervangen door “€ 6”."
        )
    )
    assert {besluit.moment(o)[0] for o in besluit.opdrachten} == {date(2027, 7, 1)}


@pytest.mark.parametrize(
    "opdracht",
    [
        "Artikel 7 vervalt en in artikel 4 wordt met ingang van 1 juli 2027 “€ 5” vervangen door “€ 6”.",
        "In artikel 4 wordt “€ 5” vervangen door “€ 6” en vervalt artikel 7 met ingang van 1 juli 2027.",
        "Artikel 7 vervalt met ingang van 1 juli 2027. In artikel 4 wordt “€ 5” vervangen door “€ 6”.",
        "Artikel 7 vervalt met ingang van 1 juli 2027.\n\nIn artikel 4 wordt “€ 5” vervangen door “€ 6”.",
    ],
)
def test_een_dag_waarvan_niet_zeker_is_voor_welke_opdrachten_zij_geldt_wordt_geweigerd(opdracht: str) -> None:
    assert _geweigerd(opdracht) == ["dag-onzeker"]


def test_onder_een_eigen_letter_is_de_dag_zeker() -> None:
    opdracht = (
        "A\n\nArtikel 7 vervalt met ingang van 1 juli 2027.\n\nB\n\nIn artikel 4 wordt “€ 5” vervangen door “€ 6”."
    )
    besluit = lees_besluit(BESLUIT.format(opdracht=opdracht))
    assert [besluit.moment(o)[0] for o in besluit.opdrachten] == [date(2027, 7, 1), date(2027, 1, 1)]


def test_een_dag_die_niet_bestaat_is_een_weigering_en_geen_voorwaarde() -> None:
    assert _geweigerd("Artikel 7 vervalt met ingang van 31 juni 2027.") == ["dag-bestaat-niet"]
