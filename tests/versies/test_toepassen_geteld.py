"""What lapses by its place in a row: every place counts what stood there before the first lapsed."""

from __future__ import annotations

import pytest

from verordening.bevinding import Geweigerd
from verordening.boom import tekst
from verordening.lezers import lees
from versies.opdracht import lees_besluit
from versies.toepassen import pas_toe

WAS = """# Verordening proef

## Artikel 1 Een

Zin een. Zin twee. Zin drie. Zin vier.

## Artikel 2 Twee

| Nr | Naam |
| --- | --- |
| 1 | Een |
| 2 | Twee |
| 3 | Drie |
| 4 | Vier |
| 5 | Vijf |

## Artikel 3 Drie

Dit is:

- punt een;
- punt twee;
- punt drie;
- punt vier.
"""


def _na(zin: str) -> str:
    besluit = lees_besluit(f"Besluit\n\nArtikel I\n\nDe Verordening proef wordt als volgt gewijzigd:\n\n{zin}\n")
    return tekst(pas_toe(lees(WAS.encode()), besluit).wordt.wortel)


@pytest.mark.parametrize(
    ("zin", "weg"),
    [
        ("In artikel 1 vervallen de tweede en derde zin.", ("Zin twee. ", "Zin drie. ")),
        ("In artikel 1 vervallen de derde en tweede zin.", ("Zin twee. ", "Zin drie. ")),
        ("In artikel 1 vervallen de laatste twee zinnen.", ("Zin drie. ", "Zin vier.")),
        ("In de tabel in artikel 2 vervallen de tweede en derde rij.", ("2\nTwee\n", "3\nDrie\n")),
        ("In de tabel in artikel 2 vervallen de laatste twee rijen.", ("4\nVier\n", "5\nVijf\n")),
        ("In de tabel in artikel 2 vervallen de rijen “Twee” en “Vier”.", ("2\nTwee\n", "4\nVier\n")),
        ("In artikel 3 vervallen het eerste en derde gedachtestreepje.", ("– punt een;", "– punt drie;")),
        ("In artikel 3 vervallen de laatste twee streepjes.", ("– punt drie;", "– punt vier.")),
    ],
)
def test_wat_geteld_vervalt_is_wat_er_stond(zin: str, weg: tuple[str, ...]) -> None:
    regels = tekst(lees(WAS.encode()).wortel)
    for stuk in weg:
        regels = regels.replace(stuk, "")
    assert "".join(_na(zin).split()) == "".join(regels.split())


@pytest.mark.parametrize(
    "zin",
    [
        "In artikel 1 vervalt de tweede zin en wordt in de derde zin “drie” vervangen door “anders”.",
        "In de tabel in artikel 2 vervallen de rij “Twee” en de rij “Vier”.",
        "In artikel 2 vervallen rij Twee en rij Vier.",
    ],
)
def test_wat_op_twee_manieren_te_tellen_of_te_lezen_is_wordt_geweigerd(zin: str) -> None:
    with pytest.raises(Geweigerd):
        _na(zin)
