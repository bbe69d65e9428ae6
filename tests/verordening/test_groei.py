"""Official XML that grows in every way, per element: reading it takes in proportion, or it is refused."""

from __future__ import annotations

import pytest

from tests.hulp.groei import groeit_te_hard, vijandig_xml
from verordening.lezers import lees

GEVALLEN = {
    f"{formaat}, {wat}": maak
    for formaat in ("xml", "bwb", "cvdr", "stop", "akn")
    for wat, maak in vijandig_xml(formaat)
}
SNEL = [n for n in GEVALLEN if n.startswith("cvdr, naast elkaar") or "in elkaar" in n][::4]


@pytest.mark.parametrize("geval", SNEL)
def test_lezen_groeit_evenredig(geval: str) -> None:
    assert not groeit_te_hard(lambda inhoud: lees(inhoud, naam="groei.xml"), GEVALLEN[geval], 300)


@pytest.mark.traag
@pytest.mark.parametrize("formaat", ["xml", "bwb", "cvdr", "stop", "akn"])
def test_geen_enkel_element_maakt_het_lezen_onevenredig_traag(formaat: str) -> None:
    eigen = {n: m for n, m in GEVALLEN.items() if n.startswith(f"{formaat},")}
    hard = {n: f for n, m in eigen.items() if (f := groeit_te_hard(lambda b: lees(b, naam="groei.xml"), m, 300))}
    assert hard == {}
