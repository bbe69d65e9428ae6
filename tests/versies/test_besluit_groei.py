"""A decision that grows: reading it takes in proportion, or it is refused; in time: ``python -m bench.bench_groei besluit``."""

from __future__ import annotations

import pytest

from tests.hulp.groei import Maker, stapt_te_hard, vijandig_besluit
from versies.opdracht import toets_besluit

SOORTEN = dict(vijandig_besluit())


@pytest.mark.parametrize("maak", SOORTEN.values(), ids=SOORTEN)
def test_een_besluit_lezen_groeit_evenredig(maak: Maker) -> None:
    assert not stapt_te_hard(toets_besluit, maak, 60)
