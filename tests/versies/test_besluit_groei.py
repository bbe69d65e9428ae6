"""A decision that grows: reading it takes in proportion, or it is refused; in time: ``python -m bench.bench_groei besluit``."""

from __future__ import annotations

import pytest

from tests.hulp.groei import Maker, stapt_te_hard, vijandig_besluit
from verordening.bevinding import Geweigerd
from versies.opdracht import toets_besluit

SOORTEN = dict(vijandig_besluit())


@pytest.mark.parametrize("maak", SOORTEN.values(), ids=SOORTEN)
def test_een_besluit_lezen_groeit_evenredig(maak: Maker) -> None:
    assert not stapt_te_hard(toets_besluit, maak, 60)


@pytest.mark.parametrize("stuk", ["|", "|a", "a. ", "[a](", "een zin van gewone woorden en nog een zin. " * 9])
def test_een_regel_van_steeds_hetzelfde_wordt_geweigerd_voor_hij_wordt_gelezen(stuk: str) -> None:
    regels = [
        "# Besluit tot wijziging van de Proefverordening",
        "## Artikel I",
        f"Artikel 2 vervalt. {(stuk * 20_000)[:20_000]}",
    ]
    with pytest.raises(Geweigerd, match="regel 3"):
        toets_besluit("\n".join(regels))
