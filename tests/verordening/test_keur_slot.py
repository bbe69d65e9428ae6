"""Closing provisions: entry into force and title, in the usual words and in plain language."""

from __future__ import annotations

from pathlib import Path

import pytest

from verordening.keur import keur
from verordening.lezers import lees


def _codes(map_: Path, *zinnen: str) -> set[str]:
    bron = map_ / "proef.md"
    artikelen = "\n\n".join(f"### Artikel {n} Proef\n\n{zin}" for n, zin in enumerate(zinnen, 1))
    bron.write_text(f"# Verordening proef\n\n*voorbeeldtekst, niet vastgesteld*\n\n{artikelen}\n", "utf-8")
    return {b.code for b in keur(lees(bron))} & {"inwerkingtreding-ontbreekt", "citeertitel-ontbreekt"}


@pytest.mark.parametrize(
    "zin",
    [
        "Deze verordening treedt in werking met ingang van 1 januari 2024.",
        "Deze verordening treedt inwerking met ingang van 1 januari 2024.",
        "Deze verordening geldt vanaf 1 januari 2024.",
        "Deze regels gelden sinds 1 maart 2023.",
        "Deze beleidsregels gaan in op 1 mei 2024.",
        "Deze verordening geldt met ingang van de dag na die van de bekendmaking.",
    ],
)
def test_een_zin_over_de_inwerkingtreding_in_gewone_taal_telt(tmp_path: Path, zin: str) -> None:
    assert _codes(tmp_path, zin) == {"citeertitel-ontbreekt"}


@pytest.mark.parametrize(
    "zin",
    [
        "Deze verordening wordt aangehaald als: Verordening proef.",
        "Deze verordening heet: Verordening proef.",
        "Deze beleidsregels heten Beleidsregels proef.",
        "De naam van deze verordening is Verordening proef.",
    ],
)
def test_een_zin_die_de_regeling_een_naam_geeft_telt(tmp_path: Path, zin: str) -> None:
    assert _codes(tmp_path, zin) == {"inwerkingtreding-ontbreekt"}


@pytest.mark.parametrize(
    "zin",
    [
        "Deze regels gelden vanaf 18 jaar.",
        "De toeslag geldt vanaf 1 januari 2024.",
        "De Verordening oud 2016 geldt niet meer.",
        "Het plan heet: plan van aanpak.",
    ],
)
def test_een_zin_over_iets_anders_telt_niet(tmp_path: Path, zin: str) -> None:
    assert _codes(tmp_path, zin) == {"inwerkingtreding-ontbreekt", "citeertitel-ontbreekt"}
