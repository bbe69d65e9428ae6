"""Deciding about links on the command line: recorded with both sides, in bulk per artikel, undone by a new line, never half."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from impact.dossier.koppelingen import Koppelingen
from tests.impact.maat_koppelen import maak_dossier
from verordening.bevinding import Geweigerd
from werkbank.opdrachten.koppeling import opdracht

REGELS = """# Proefregels

### Artikel 1 Giften

1. Een gift tot € 800 per kalenderjaar telt niet als middel.

2. Wat een gift meer bedraagt dan € 800, telt wel als middel.

### Artikel 2 Loket

Het loket is op werkdagen open.
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    (tmp_path / "in" / "regelingen").mkdir(parents=True)
    (tmp_path / "in" / "regelingen" / "giften.md").write_text(REGELS, encoding="utf-8")
    return maak_dossier(tmp_path / "in" / "regelingen", tmp_path / "uit")


def _roep(dossier: Path, *woorden: str) -> Result:
    return CliRunner().invoke(opdracht, [str(dossier), *woorden], standalone_mode=False)


def test_een_artikel_in_een_keer_en_wat_er_is_bewaard(dossier: Path) -> None:
    _roep(dossier, "--bevestig", "M08/giften/art_1", "--wie", "jurist", "--waarom", "Eigen bedrag.")
    lijst = Koppelingen.lees(dossier / "koppelingen.xml")
    assert {k.eId for k in lijst.van("M08")} == {"art_1__para_1", "art_1__para_2"}
    een = lijst.van("M08")[0]
    assert een.moment is not None and een.kans is not None and 0 < een.kans < 1 and een.waarom == "Eigen bedrag."
    assert een.citaat.tekst.startswith(("Een gift", "Wat een gift"))  # zonder het nummer van het lid


def test_terugnemen_is_een_nieuwe_regel_en_oefenstof_noemt_niemand(dossier: Path) -> None:
    _roep(dossier, "--bevestig", "M08/giften/art_1", "--wie", "jurist Jansen", "--waarom", "Eigen bedrag.")
    _roep(dossier, "--herroep", "M08/giften/art_1__para_1", "--wie", "jurist Jansen")
    lijst = Koppelingen.lees(dossier / "koppelingen.xml")
    assert len(lijst.koppelingen) == 3 and [k.eId for k in lijst.van("M08")] == ["art_1__para_2"]
    stof = json.loads(_roep(dossier, "--oefenstof").output)
    assert [(s["maatregel"], s["raak"]) for s in stof] == [("M08", True)] and "Jansen" not in str(stof)


def test_een_ingevoegd_lid_laat_de_beslissing_staan_een_ander_bedrag_niet(dossier: Path) -> None:
    _roep(dossier, "--verwerp", "M08/giften/art_1__para_2", "--wie", "jurist", "--waarom", "Blijft zo.")
    pad = dossier / "regelingen" / "giften" / "2024-01-01.xml"
    anders = REGELS.replace("2. Wat", "2. Het college zegt u dat vooraf.\n\n3. Wat")
    for tekst, status in ((anders, "verworpen"), (anders.replace("800", "900"), "voorstel")):
        (dossier / "nieuw.md").write_text(tekst, encoding="utf-8")
        from verordening.canoniek import schrijf
        from verordening.lezers import lees

        pad.write_bytes(schrijf(lees(dossier / "nieuw.md")))
        uit = json.loads(_roep(dossier, "--json").output)
        assert ("koppeling-vervallen" in str(uit)) == (status == "voorstel")


def test_niets_half_en_niets_zonder_wie_of_waarom(dossier: Path) -> None:
    half = _roep(
        dossier,
        "--bevestig",
        "M08/giften/art_1",
        "--bevestig",
        "M08/giften/art_9",
        "--wie",
        "jurist",
        "--waarom",
        "Zo is het.",
    )
    assert isinstance(half.exception, Geweigerd)
    zonder = _roep(dossier, "--verwerp", "M08/giften/art_1", "--wie", "jurist")
    assert "--waarom" in str(zonder.exception)
    assert "--wie" in str(_roep(dossier, "--herroep", "M08/giften/art_1").exception)
    assert not (dossier / "koppelingen.xml").exists()
