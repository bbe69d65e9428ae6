"""De woorden bij de gegevens: elke groep wordt door haar eigen kamer gebruikt, en elke gevraagde groep bestaat."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

WORTEL = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("map_", "vraag"), [("impact", ""), ("werkbank", ", __file__"), ("werkbank/web", ", __file__")]
)
def test_elke_groep_woorden_wordt_gebruikt_en_bestaat(map_: str, vraag: str):
    groepen = set(json.loads((WORTEL / map_ / "woorden.json").read_text(encoding="utf-8")))
    paden = (WORTEL / map_).rglob("*.py") if not vraag else (WORTEL / map_).glob("*.py")
    code = "\n".join(p.read_text(encoding="utf-8") for p in paden)
    assert set(re.findall(rf'\bwoorden\("(\w+)"{re.escape(vraag)}\)', code)) == groepen
