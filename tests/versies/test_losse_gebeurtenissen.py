"""A date, a condition, a repeal or a withdrawal without a file of its own: noticed when repeated, and followed wherever it works through."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hulp.opdrachtregel import loop
from tests.hulp.proefdossier import REGELING, proefdossier
from versies.archief.archief import Archief


@pytest.fixture(scope="module")
def plek(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("los")


@pytest.fixture
def dossier(tmp_path: Path, plek: Path) -> Path:
    return proefdossier(tmp_path / "d", plek)


def _leg_vast(dossier: Path, *wat: object) -> tuple[int, str]:
    uit = loop("neem-op", dossier, *wat, "--bekend", "1-12-2025", "--ja")
    return uit.code, uit.fout


REEKS = (
    ("--regeling", REGELING, "--doel", "weg", "--intrekking", "--werkend", "1-1-2030", "--titel", "Intrekking"),
    ("--doel", "weg", "--terugtrekken", "--titel", "Afstel"),
    ("--doel", "weg", "--werkend", "1-1-2031"),
    ("--doel", "weg", "--voorwaarde", "een koninklijk besluit"),
    ("--vervuld", "een koninklijk besluit", "--werkend", "1-1-2032"),
)


def test_dezelfde_gebeurtenis_wordt_geen_tweede_keer_vastgelegd(dossier: Path) -> None:
    for stap in REEKS:
        assert _leg_vast(dossier, *stap)[0] == 0, stap
        code, gezegd = _leg_vast(dossier, *stap)
        assert code == 3 and "al vastgelegd als nummer" in gezegd, stap
    ander = ("--doel", "weg", "--werkend", "1-1-2033")
    assert [_leg_vast(dossier, *s)[0] for s in (ander, REEKS[2], ander)] == [0, 0, 0]  # heen en weer is geen herhaling
    assert loop("herbouw", dossier).uit.startswith("11 vastleggingen")


def _bestanden(map_: Path) -> dict[str, bytes]:
    return {p.relative_to(map_).as_posix(): p.read_bytes() for p in map_.rglob("*") if p.is_file()}


def test_het_register_en_de_publicatie_volgen_een_gebeurtenis_die_de_regeling_niet_noemt(
    dossier: Path, tmp_path: Path
) -> None:
    """A condition that was set by one decision and fulfilled by another names neither the regulation nor the doel."""
    for n, stap in enumerate(REEKS):
        assert _leg_vast(dossier, *stap)[0] == 0
        for map_ in ("site", f"vers-{n}"):
            assert loop("publiceer", dossier, "-o", tmp_path / map_, "--vorm", "md", "--op", "1-1-2035").code == 0
        assert _bestanden(tmp_path / "site") == _bestanden(tmp_path / f"vers-{n}"), stap
        with Archief.open(dossier) as archief:
            assert "register-vernieuwd" not in [b.code for b in archief.controleer()], stap
    assert "vervalt op 01-01-2032" in loop("tijdlijn", dossier, REGELING).uit
