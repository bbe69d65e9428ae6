"""Findings of ``controle`` judged one by one on regulations of five sets: what is called a fault must be one."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from impact.controle import controleer
from impact.dossier.samen import werk_uit
from tests.impact.maat_koppelen import laad_set
from verordening.bevinding import Bevinding, Ernst

SLEUTEL = Path(__file__).parent / "sleutel"
SETS = ("heuvelmark", "vlietrijk", "waterrijk", "oudervoort", "voorbeeldstreek")


def _oordelen() -> dict[tuple[str, ...], bool]:
    with (SLEUTEL / "controle.tsv").open(encoding="utf-8") as stroom:
        rijen = csv.DictReader(stroom, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(r["set"], r["code"], r["plek"], r["fragment"]): r["goed"] == "ja" for r in rijen}


@pytest.fixture(scope="module")
def bevindingen(data: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Bevinding, bool | None]]:
    """Every finding about the regulations themselves, with the judgement; None when nobody judged it."""
    oordelen, uit = _oordelen(), []
    for naam in SETS:
        invoer = laad_set(SLEUTEL / naam, tmp_path_factory.mktemp(naam), [data / "regelrecht"])
        for b in controleer(invoer, werk_uit(invoer)).bevindingen:
            if not b.code.startswith(("wet-", "dekking")):
                uit.append((b, oordelen.get((naam, b.code, b.plek, " ".join(b.fragment.split())[:60]))))
    return uit


def test_wat_geen_vraag_is_klopt(bevindingen: list[tuple[Bevinding, bool | None]]) -> None:
    """A finding that nobody judged counts as wrong: who changes a check judges what it says anew."""
    beweerd = [goed is True for b, goed in bevindingen if b.ernst is not Ernst.VRAAG]
    print(f"{sum(beweerd)} van {len(beweerd)} = {sum(beweerd) / len(beweerd):.3f}")
    assert len(beweerd) >= 28 and sum(beweerd) / len(beweerd) >= 0.9


def test_een_code_die_te_vaak_mis_is_vraagt_alleen(bevindingen: list[tuple[Bevinding, bool | None]]) -> None:
    per_code: dict[str, list[bool]] = defaultdict(list)
    for b, goed in bevindingen:
        if b.ernst is not Ernst.VRAAG:
            per_code[b.code].append(goed is True)
    assert {c: rij for c, rij in per_code.items() if sum(rij) < 0.8 * len(rij)} == {}
