"""Damaged files in every form: a text or a refusal (``python -m bench.bench_fuzz`` for many more)."""

from __future__ import annotations

from bench.bench_fuzz import beoordeel


def test_een_beschadigd_bestand_wordt_gelezen_of_geweigerd() -> None:
    assert {u for u in map(beoordeel, range(200)) if u[0].isupper()} == set()
