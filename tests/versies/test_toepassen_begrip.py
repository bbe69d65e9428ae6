"""A definition keeps the form of the list that it stands in."""

from __future__ import annotations

import pytest

from verordening.bevinding import Geweigerd
from verordening.boom import tekst
from verordening.lezers import lees
from versies.opdracht import lees_besluit
from versies.toepassen import pas_toe

WAS = """# Verordening markt Proefstad 2023

## Artikel 1 Begrippen

In deze verordening wordt verstaan onder:

{een} kraam: een verkoopplaats;

{twee} markt: de warenmarkt;

{drie} zaal: een ruimte.

## Bijlage 1 Gebieden

- Haven: de Havenkade;

- Plein: de Grote Markt.
"""


def _na(zin: str, een: str = "-", twee: str = "-", drie: str = "-") -> str:
    besluit = f"Besluit\n\nArtikel I\nDe Verordening markt Proefstad 2023 wordt als volgt gewijzigd:\n\nA\n\n{zin}\n"
    return tekst(pas_toe(lees(WAS.format(een=een, twee=twee, drie=drie).encode()), lees_besluit(besluit)).wordt.wortel)


def test_een_omschrijving_in_een_lijst_houdt_haar_dubbele_punt() -> None:
    zin = "In bijlage 1 komt de omschrijving van Haven te luiden:\n\n- Haven: de Loswal;"
    assert "Haven: de Loswal;" in _na(zin)


def test_een_begrip_zonder_letter_komt_niet_tussen_geletterde() -> None:
    zin = "In artikel 1 wordt na “kraam” een begrip ingevoegd:\n\n- loods: een opslagplaats;"
    assert "loods: een opslagplaats" in _na(zin)
    with pytest.raises(Geweigerd, match="geletterd"):
        _na(zin, "a.", "b.", "c.")


def test_een_begrip_vervalt_met_zijn_omschrijving() -> None:
    for zin in ("De begrippen “kraam” en “markt” in artikel 1 vervallen.", "In artikel 1 vervalt het begrip “kraam”."):
        assert "verkoopplaats" not in _na(zin)
    with pytest.raises(Geweigerd, match="een heel begrip"):
        _na("In artikel 1 vervalt “kraam”.")
