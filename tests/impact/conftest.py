"""The example dossier, read and worked out once for all tests of this room."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

import verordening.voorbeeld
from impact.dossier.laden import Invoer, laad
from impact.dossier.samen import Uitwerking, werk_uit

VOORBEELD = Path(verordening.voorbeeld.__file__).parent
SLEUTEL = Path(__file__).parent / "sleutel"


@pytest.fixture(scope="session")
def invoer(data: Path) -> Invoer:
    """The example dossier with the two official texts of the Participatiewet."""
    return laad(VOORBEELD, bron=[data / "regelrecht"])


@pytest.fixture(scope="session")
def uitwerking(invoer: Invoer) -> Uitwerking:
    """Worked out, without the recorded links: the tool on its own."""
    from dataclasses import replace

    from impact.dossier.koppelingen import Koppelingen

    return werk_uit(replace(invoer, koppelingen=Koppelingen(status="geen")))


@pytest.fixture(scope="session")
def sleutel() -> Callable[[str], list[dict[str, str]]]:
    """Reads a file of the key that was made by hand before there was a tool."""

    def lees(naam: str) -> list[dict[str, str]]:
        with (SLEUTEL / naam).open(encoding="utf-8") as bestand:
            return list(csv.DictReader(bestand, delimiter="\t", quoting=csv.QUOTE_NONE))

    return lees


DOSSIER = """<?xml version='1.0' encoding='UTF-8'?>
<dossier status="proef" uitvoerder="Proef">
  <naam>Proefdossier</naam>
  <regelingen>
    <regeling slug="proef" citeertitel="Proefregels" soort="{soort}" orgaan="ab" status="geldend" map="regelingen/proef"/>
  </regelingen>
  <wetten>
    <wet bwb="BWBR0015703" afkorting="Pw" citeertitel="Participatiewet" was="2024-01-01" wordt="2026-01-01"/>
  </wetten>
</dossier>
"""


@pytest.fixture
def proefdossier(tmp_path: Path) -> Callable[..., Path]:
    """Makes a small dossier of one regulation written as plain text."""
    from verordening.canoniek import schrijf
    from verordening.lezers import lees

    def maak(tekst: str, *, soort: str = "beleidsregel") -> Path:
        map_ = tmp_path / "dossier"
        (map_ / "regelingen" / "proef").mkdir(parents=True, exist_ok=True)
        (map_ / "dossier.xml").write_text(DOSSIER.format(soort=soort), "utf-8")
        bron = tmp_path / "proef.md"
        bron.write_text(tekst, "utf-8")
        (map_ / "regelingen" / "proef" / "2024-01-01.xml").write_bytes(schrijf(lees(bron)))
        return map_

    return maak
