"""What is new since the memo that was sent: figures, promises, dates and verdicts, in the memo itself."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from impact.stukken.memo import memo
from impact.stukken.stand import als_stand, lees_stand, nieuw_sinds, schrijf_stand
from tests.impact.stukhulp import klein
from verordening.bevinding import Geweigerd
from verordening.papier import document as d, zet

NU = als_stand(klein())


def _tekst(was: dict[str, dict[str, str]]) -> str:
    return zet(d.Document("Proef", tuple(nieuw_sinds(was, NU))), "md").decode()


def _anders(soort: str, wat: str, waarde: str) -> dict[str, dict[str, str]]:
    return {**{k: dict(v) for k, v in NU.items()}, soort: {**NU[soort], wat: waarde}}


def test_niets_anders_wordt_gezegd() -> None:
    assert "gelijk gebleven" in _tekst({k: dict(v) for k, v in NU.items()})


@pytest.mark.parametrize("soort", [s for s in NU if s != "stuk" and NU[s]])
def test_elk_soort_gegeven_dat_wijzigt_staat_er_met_was_en_nu(soort: str) -> None:
    wat = next(iter(NU[soort]))
    tekst = _tekst(_anders(soort, wat, "iets anders"))
    assert soort in tekst and "iets anders" in tekst and "→" in tekst


def test_wat_verdween_en_wat_erbij_kwam() -> None:
    tekst = _tekst(_anders("Cijfer", "Verdwenen cijfer", "12"))
    assert "Verdwenen cijfer: vervallen (was 12)" in tekst
    was = {k: dict(v) for k, v in NU.items()}
    wat, _ = was["Uiterste dag"].popitem()
    assert f"{wat}: nieuw" in _tekst(was)


def test_het_memo_zelf_zegt_het_alleen_als_er_een_vorig_memo_is() -> None:
    assert "Nieuw sinds" not in zet(memo(klein()).document, "md").decode()
    gegevens = replace(klein(), vorige=_anders("stuk", "datum", "2026-01-05"))
    assert "Nieuw sinds het memo van 5 januari 2026" in zet(memo(gegevens).document, "md").decode()


def test_heen_en_terug_en_wat_geen_stand_is_of_van_een_ander() -> None:
    naam = NU["stuk"]["dossier"]
    assert lees_stand(schrijf_stand(NU), "stand.json", naam) == NU
    for fout in (b"[]", b"{}", b"geen json", json.dumps({"stuk": {"datum": "ooit", "dossier": naam}}).encode()):
        with pytest.raises(Geweigerd, match="geen stand"):
            lees_stand(fout, "stand.json", naam)
    with pytest.raises(Geweigerd, match="is van"):
        lees_stand(schrijf_stand(NU), "stand.json", "Een ander dossier")
