"""Elke regeling van laws-markdown: gelezen en doorzocht, of geweigerd met een reden; nooit een gebrek.

Zonder meer: wat daarvan in de gegevens zit. Zet VERORDENING_WETTEN op een kopie van het geheel
(https://github.com/statengeneraal/laws-markdown); VERORDENING_WETTEN_STAP=20 neemt elke twintigste.
"""

import os
from pathlib import Path

import pytest

from verordening.bevinding import Geweigerd
from verordening.lezers import lees
from verordening.register import Register
from wetgeving.verwijzingen import eigen_tekst, zoek_in


def _lees(pad: Path) -> str:
    """What became of one file: "gelezen", or the reason of its refusal."""
    try:
        regeling = lees(pad)
    except Geweigerd as weigering:
        return str(weigering)
    eenheden = Register.van(regeling).op_eid
    for v in zoek_in(regeling).verwijzingen:
        tekst = eigen_tekst(eenheden.get(v.vindplaats.eId, regeling.wortel))
        assert v.reeks == "tussen" or tekst[v.begin : v.eind] == v.tekst, (pad, v)
    return "gelezen"


@pytest.mark.traag
@pytest.mark.timeout(7200)
def test_elke_wet_wordt_gelezen_of_met_een_reden_geweigerd(data: Path) -> None:
    map_ = Path(os.environ.get("VERORDENING_WETTEN") or data / "laws-markdown")
    paden = sorted(map_.rglob("*.md"))[:: int(os.environ.get("VERORDENING_WETTEN_STAP", "1"))]
    uitkomsten = [_lees(pad) for pad in paden]
    assert len(uitkomsten) > 50 and uitkomsten.count("gelezen") > 0.8 * len(uitkomsten)
    assert all(len(u) > 5 and ":" in u for u in uitkomsten if u != "gelezen")
