"""Texts without artikelen, each a file: what becomes of their numbered headings, or why they are refused."""

from pathlib import Path

import pytest

from verordening.bevinding import Geweigerd
from verordening.lezers import lees
from verordening.tekstregels import tekstregels

MAP = Path(__file__).parent / "paragrafen"


def gelezen(bron: Path) -> list[str]:
    """Place and text of every line, and what was remarked; or the refusal."""
    try:
        regeling = lees(bron)
    except Geweigerd as fout:
        return [f"! {fout.code}: {fout.reden}"]
    meldingen = {f"? {b.code}" for b in regeling.bevindingen if b.ernst != "info"}
    return [*(f"{adres} | {tekst}" for _, adres, tekst in tekstregels(regeling)), *sorted(meldingen)]


@pytest.mark.parametrize("bron", sorted(MAP.glob("*.md")) + sorted(MAP.glob("*.txt")), ids=lambda b: b.stem)
def test_een_genummerde_kop_is_een_paragraaf_of_er_wordt_iets_gezegd(bron: Path) -> None:
    assert gelezen(bron) == bron.with_suffix(".verwacht").read_text("utf-8").splitlines()
