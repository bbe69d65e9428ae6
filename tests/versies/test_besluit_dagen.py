"""For which parts of a decision a day holds: exactly what the provision says, or a refusal; each part tells its own day."""

from __future__ import annotations

from datetime import date

import pytest

from versies.opdracht import toets_besluit

BESLUIT = """Besluit tot wijziging van de Verordening sportpark

Artikel I

De Verordening sportpark wordt als volgt gewijzigd:

A

Artikel 4 vervalt.

B

In artikel 5 wordt “18” vervangen door “21”.

C

In artikel 7 wordt “4” vervangen door “6”.

Artikel II

{wanneer}
"""
JANUARI, FEBRUARI, MAART, TERUG = date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1), date(2026, 7, 1)


def _dagen(wanneer: str) -> list[tuple[date | None, date | None]] | str:
    besluit, fouten = toets_besluit(BESLUIT.format(wanneer=wanneer))
    return fouten[0].code if fouten else [(besluit.moment(o)[0], besluit.geldig_vanaf(o)) for o in besluit.opdrachten]


@pytest.mark.parametrize(
    ("wanneer", "dagen"),
    [
        ("Onderdeel A treedt in werking op 1 januari 2027.", [JANUARI, None, None]),
        (
            "Onderdeel A treedt in werking op 1 januari 2027, onderdeel B op 1 februari 2027 en onderdeel C op 1 maart 2027.",
            [JANUARI, FEBRUARI, MAART],
        ),
        (
            "Onderdeel A treedt in werking op 1 januari 2027 en de onderdelen B en C treden in werking op 1 maart 2027.",
            [JANUARI, MAART, MAART],
        ),
        ("Met uitzondering van onderdeel B treedt dit besluit in werking op 1 januari 2027.", [JANUARI, None, JANUARI]),
        ("Dit besluit, behoudens onderdeel B, treedt in werking op 1 januari 2027.", [JANUARI, None, JANUARI]),
    ],
)
def test_elk_onderdeel_krijgt_zijn_eigen_dag(wanneer: str, dagen: list[date | None]) -> None:
    assert _dagen(wanneer) == [(dag, None) for dag in dagen]


@pytest.mark.parametrize(
    ("wanneer", "terug"),
    [
        ("werkt terug tot en met 1 juli 2026 voor zover het onderdeel A betreft.", [TERUG, None, None]),
        ("werkt terug tot en met 1 juli 2026 wat betreft de onderdelen A en B.", [TERUG, TERUG, None]),
        ("werkt wat onderdeel C betreft terug tot en met 1 juli 2026.", [None, None, TERUG]),
        ("werkt terug tot en met 1 juli 2026.", [TERUG, TERUG, TERUG]),
    ],
)
def test_wat_achter_de_terugwerkende_kracht_staat_zegt_voor_welke_delen(wanneer: str, terug: list[date | None]) -> None:
    gelezen = _dagen(f"Dit besluit treedt in werking op 1 januari 2027 en {wanneer}")
    assert gelezen == [(JANUARI, dag) for dag in terug]


@pytest.mark.parametrize(
    "wanneer",
    [
        "Dit besluit, onderdeel B daaronder niet begrepen, treedt in werking op 1 januari 2027.",
        "Dit besluit, onderdeel B daaronder begrepen, treedt in werking op 1 januari 2027.",
        "Dit besluit, zonder onderdeel B, treedt in werking op 1 januari 2027.",
        "Dit besluit, afgezien van onderdeel B, treedt in werking op 1 januari 2027.",
        "A. treedt in werking op 1 januari 2027.",
        "Dit besluit treedt in werking op 1 januari 2027 en werkt terug tot en met 1 juli 2026 voor lopende aanvragen.",
    ],
)
def test_een_deel_waarvan_niet_zeker_is_of_het_meedoet_wordt_geweigerd(wanneer: str) -> None:
    assert _dagen(wanneer) == "dag-verloren"
