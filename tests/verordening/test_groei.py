"""Official XML that grows in every way: reading it takes in proportion, or it is refused.

A part of the elements, in steps; all of them, in time: ``python -m bench.bench_groei``.
"""

from __future__ import annotations

import pytest

from tests.hulp.groei import Maker, stapt_te_hard, vijandig_xml
from verordening.lezers import lees

GEVALLEN = {
    f"{formaat}, {wat}": maak
    for formaat in ("xml", "bwb", "cvdr", "stop", "akn")
    for wat, maak in list(vijandig_xml(formaat))[::13]
}


@pytest.mark.parametrize("maak", GEVALLEN.values(), ids=GEVALLEN)
def test_lezen_groeit_evenredig(maak: Maker) -> None:
    assert not stapt_te_hard(lambda inhoud: lees(inhoud, naam="groei.xml"), maak, 60)
