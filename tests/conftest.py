"""What every test can use: the shared data and one way of running properties."""

import os
from pathlib import Path

import hypothesis
import pytest

from tests.getuigen import STRENG, ontbreekt

WORTEL = Path(__file__).resolve().parent.parent

hypothesis.settings.register_profile("gewoon", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if STRENG else "gewoon")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Compiling takes the longest and uses one processor: first, so that nobody waits for it at the end."""
    items.sort(key=lambda toets: toets.path.name != "test_gecompileerd.py")


@pytest.fixture(scope="session", autouse=True)
def _eigen_staat(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the program remembers for this user stays out of the home of whoever runs the tests."""
    os.environ.setdefault("VERORDENING_WERKMAP", str(tmp_path_factory.mktemp("staat")))
    os.environ.setdefault("VERORDENING_HALEN", "0")  # geen toets haalt iets van het net
    os.environ.setdefault("VERORDENING_VEROUDERD_GOED", "1")  # toetsen blijven ook over jaren slagen


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder with official texts, which are never part of the repository.

    ``VERORDENING_DATA`` names it; otherwise ``../shared/data`` beside the repository is tried. Absent: the test is
    skipped with this reason, or fails when ``VERORDENING_CI`` is set.
    """
    map_ = Path(os.environ.get("VERORDENING_DATA") or WORTEL.parent / "shared" / "data")
    if not map_.is_dir():
        ontbreekt("de map met officiële teksten is er niet; wijs haar aan met VERORDENING_DATA")
    return map_


@pytest.fixture(scope="session")
def wortel() -> Path:
    """The root of the repository."""
    return WORTEL
