"""A decision that grows: reading it takes in proportion, or it is refused; in time: ``python -m bench.bench_groei besluit``."""

from __future__ import annotations

import pytest

from tests.hulp.groei import Maker, duur, stapt_te_hard, vijandig_besluit
from versies.opdracht import toets_besluit

SOORTEN = dict(vijandig_besluit())


@pytest.mark.parametrize("maak", SOORTEN.values(), ids=SOORTEN)
def test_een_besluit_lezen_groeit_evenredig(maak: Maker) -> None:
    assert not stapt_te_hard(toets_besluit, maak, 60)


def test_een_lang_getal_in_een_kop_kost_geen_tijd() -> None:
    """One search over it is one step, so this is in seconds: 9 when every digit begins a search to the end."""
    assert duur(toets_besluit, SOORTEN["cijfers in een kop"](20_000)) < 2
