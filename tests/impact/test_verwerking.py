"""What a later version does with a provision: followed by content, and told for another purpose when the measure does not explain it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from impact.dossier.model import LokaleRegeling
from impact.dossier.verwerking import Volger, _dient
from tests.impact.stukhulp import klein, lokaal
from verordening.boom import wandel
from verordening.lezers import lees

EERST = """# Beleidsregels attenties

## Artikel 1 Attentie
Een attentie telt niet mee zolang zij binnen artikel 31, tweede lid, onderdeel m, van de Participatiewet blijft.

## Artikel 2 Opgave
1. Een attentie in natura wordt geschat op de winkelwaarde.
2. De inwoner hoeft een attentie onder € 50 niet op te geven.
3. Het bestuur bewaart de opgave vijf jaar.
"""

LATER = """# Beleidsregels attenties

## Artikel 1 Attentie
1. Een attentie telt niet mee zolang zij binnen artikel 31, tweede lid, onderdeel m, van de Participatiewet blijft.
2. Het bestuur legt dit uit in een folder.

## Artikel 2 Opgave
1. De inwoner gebruikt een formulier.
2. Een attentie in natura wordt geschat op de winkelwaarde.
3. De inwoner hoeft een attentie onder € 50 niet op te geven.
"""


@pytest.fixture
def versies(tmp_path: Path) -> list[LokaleRegeling]:
    uit = []
    for dag, tekst in ((date(2024, 3, 1), EERST), (date(2026, 5, 1), LATER)):
        pad = tmp_path / f"{dag}.md"
        pad.write_text(tekst, encoding="utf-8")
        uit.append(
            replace(lokaal("attenties", "Beleidsregels attenties", "beleidsregel", "ab", "x", dag), regeling=lees(pad))
        )
    return uit


@pytest.mark.parametrize(
    ("eid", "soort", "naar"),
    [
        ("art_1", "aangevuld", ""),
        ("art_2__para_1", "vernummerd", "artikel 2, tweede lid"),
        ("art_2__para_2", "vernummerd", "artikel 2, derde lid"),
        ("art_2__para_3", "vervallen", ""),
    ],
)
def test_een_bepaling_wordt_op_inhoud_gevolgd(versies: list[LokaleRegeling], eid: str, soort: str, naar: str) -> None:
    (eenheid,) = [e for e in wandel(versies[0].regeling.wortel) if e.eId == eid]
    beeld = klein().impact.beeld("M08")
    (gevonden,) = Volger(versies).verwerkt(beeld.bepalingen[0], eenheid, beeld.maatregel)
    assert (gevonden.soort, gevonden.naar) == (soort, naar)


def test_waar_alleen_kan_erbij_komt_zegt_de_zin_voor_welke_maatregel_dat_is() -> None:
    giften, ander = (klein().impact.beeld(m) for m in ("M08", "M06"))
    was, wordt = (
        "Giften tot een bedrag per kalenderjaar worden vrijgelaten.",
        "Giften tot een bedrag per kalenderjaar kunnen worden vrijgelaten.",
    )
    bepaling = giften.bepalingen[0]
    assert _dient(bepaling, giften.maatregel, was, wordt)
    assert not _dient(bepaling, ander.maatregel, was, wordt)


def test_wat_een_ander_doel_heeft_dient_de_maatregel_niet(versies: list[LokaleRegeling]) -> None:
    (eenheid,) = [e for e in wandel(versies[0].regeling.wortel) if e.eId == "art_1"]
    beeld = klein().impact.beeld("M08")
    (gevonden,) = Volger(versies).verwerkt(beeld.bepalingen[0], eenheid, beeld.maatregel)
    assert not gevonden.dient


def test_een_verwijzing_in_een_herschreven_zin_is_verholpen_en_in_dezelfde_zin_niet() -> None:
    """«Onderdeel m» says something else since the new law: a sentence written for that law may name it, the old one may not."""
    zinnen = (
        "Giften als bedoeld in artikel 31, onderdeel m, tellen niet mee.",
        "Giften tot het bedrag in artikel 31, onderdeel m, tellen niet mee.",
    )
    dagen = (date(2024, 3, 1), date(2026, 1, 1))
    rij = [lokaal("x", "Beleidsregels x", "beleidsregel", "ab", z, d) for z, d in zip(zinnen, dagen, strict=True)]
    (eenheid,) = [e for e in wandel(rij[0].regeling.wortel) if e.eId == "art_1"]
    woorden = "artikel 31, onderdeel m"
    assert [v.dient for v in Volger(rij).verholpen(eenheid, woorden, {dagen[1]})] == [True]
    assert [v.dient for v in Volger(rij).verholpen(eenheid, woorden)] == [False], "niet voor deze maatregel herschreven"
    langer = lokaal("x", "Beleidsregels x", "beleidsregel", "ab", f"{zinnen[0]} Dat geldt ook in mei.", dagen[1])
    assert [v.dient for v in Volger([rij[0], langer]).verholpen(eenheid, woorden, {dagen[1]})] == [False]
