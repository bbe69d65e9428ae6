"""Damaged files in every form: what stands there, a finding or a refusal (``python -m bench.bench_fuzz`` for many more)."""

from __future__ import annotations

import pytest

from bench import bench_fuzz, verzamelaar


def test_een_beschadigd_bestand_geeft_zijn_tekst_een_melding_of_een_weigering() -> None:
    formaten = tuple(f for f in bench_fuzz.FORMATEN if f != "odt")
    assert [u for n in range(300) if (u := bench_fuzz.beoordeel(n, formaten))[0].isupper()] == []


@pytest.mark.traag
@pytest.mark.parametrize("formaat", bench_fuzz.FORMATEN)
def test_geen_formaat_leest_na_een_verandering_stil_iets_anders(formaat: str) -> None:
    gevallen = [bench_fuzz.beoordeel(nummer, (formaat,)) for nummer in range(1_000_000, 1_000_600)]
    assert [u for u in gevallen if u[0].isupper()] == []
    assert gevallen.count("gelezen") > 100


def test_de_verzamelaar_telt_nummers_van_word_zelf() -> None:
    vormen = bench_fuzz.zaden("docx")
    assert verzamelaar.uit_word(vormen["drie niveaus.docx"]).startswith("VerordeningproefArtikel1Hulp1")
    assert sum(bench_fuzz.beoordeelbaar("docx", naam) for naam in [*vormen][::10]) > 20
