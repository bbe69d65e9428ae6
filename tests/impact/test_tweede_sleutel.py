"""Two keys of one set, each made without the other: how far somebody else, with the same law and the same agreements, says the same.

    pytest -s tests/impact/test_tweede_sleutel.py

What two makers say alike, the sets do not limit: a program that says less often the same has something to learn.
"""

from __future__ import annotations

import pytest

from impact.oordeel.soorten import Oordeelsoort
from tests.impact.conftest import SLEUTEL
from tests.impact.maat_oordeel import als_vondst, lees_tsv, maten


@pytest.mark.parametrize("naam", ["lindehaven", "molenwijk"])
def test_een_tweede_maker_noemt_dezelfde_bepalingen_en_dezelfde_oordelen(naam: str) -> None:
    een, twee = (lees_tsv(SLEUTEL / naam / f"{s}.tsv") for s in ("sleutel", "tweede"))
    paren = [{(r["regeling"], r["plaats"], r["maatregel"]) for r in rijen} for rijen in (een, twee)]
    samen = paren[0] & paren[1]
    print(f"\n{naam}: {len(samen)} paren van beiden, van {len(paren[0])} en {len(paren[1])}")
    assert len(samen) >= 0.9 * max(map(len, paren)), paren[0] ^ paren[1]
    per_soort = maten(als_vondst(een), als_vondst(twee))
    for soort, m in per_soort.items():
        print(f"  {soort.value:34} {m.goed} van {m.hoort} en {m.gegeven}: F1 {m.f1:.2f}")
    assert per_soort[Oordeelsoort.STRIJD].f1 >= 0.9
