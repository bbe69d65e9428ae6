"""A server on this computer with official files in the layout of the repository, and a client that asks it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.wetgeving.bronserver import Bronserver, Nepklok, draai, uit_data
from wetgeving.bron.klant import Klant
from wetgeving.bron.opslag import Opslag


@pytest.fixture(scope="module")
def officieel(data: Path) -> dict[str, bytes]:
    return uit_data(data)


@pytest.fixture
def server(officieel: dict[str, bytes]) -> Iterator[Bronserver]:
    with draai(Bronserver(dict(officieel))) as draaiend:
        yield draaiend


@pytest.fixture
def klok() -> Nepklok:
    return Nepklok()


@pytest.fixture
def maak(server: Bronserver, klok: Nepklok, tmp_path: Path) -> Callable[..., Klant]:
    def klant(**opties: object) -> Klant:
        return Klant(server.url, opslag=Opslag(tmp_path / "opslag"), tijd=klok.tijd(), **opties)

    return klant
