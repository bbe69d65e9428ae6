"""The finder against official texts: recall, precision, places, links that disagree with their words."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pytest

from verordening.lezers import lees
from wetgeving.verwijzingen import Verwijzing, verwijzingen, zoek_in

from .maat_verwijzingen import Maat, bestanden, meet, oordelen, sleutel

STEEKPROEF = Path(__file__).with_name("steekproef.tsv")


@lru_cache(maxsize=1)
def _maten(data: Path) -> tuple[Maat, ...]:
    return tuple(meet(pad) for pad in bestanden(data))


@pytest.mark.traag
def test_recall_op_artikelniveau(data: Path) -> None:
    maten = _maten(data)
    assert len(maten) >= 20
    assert sum(m.gevonden for m in maten) / sum(m.links for m in maten) >= 0.985
    for maat in maten:
        assert maat.recall >= 0.97, (maat.bestand, maat.gemist)


@pytest.mark.traag
def test_precisie_na_oordeel(data: Path) -> None:
    oordeel = oordelen()
    juist = alles = 0
    onbeoordeeld = []
    for maat in _maten(data):
        alles += maat.vondsten
        juist += maat.bevestigd + maat.herhaald
        for artikel, v in maat.open_:
            uitspraak = oordeel.get(sleutel(maat.bestand, artikel, v))
            if uitspraak is None:
                onbeoordeeld.append((maat.bestand, artikel, v.tekst, v.regeling, v.artikel))
            juist += uitspraak == "juist"
    assert juist / alles >= 0.985, onbeoordeeld


@pytest.mark.traag
def test_lid_en_onderdeel_in_de_nagelezen_steekproef(data: Path) -> None:
    with STEEKPROEF.open(encoding="utf-8", newline="") as bestand:
        rijen = list(csv.DictReader(bestand, delimiter="\t"))
    per_naam = {p.name: p for p in bestanden(data)}
    gevonden: dict[str, dict[tuple[str, str], list[Verwijzing]]] = {}
    goed = 0
    for rij in rijen:
        if rij["bestand"] not in gevonden:
            hier = gevonden.setdefault(rij["bestand"], {})
            for v in verwijzingen(lees(per_naam[rij["bestand"]]), zonder_opmaak=True):
                hier.setdefault((v.vindplaats.eId, str(v.begin)), []).append(v)
        raak = gevonden[rij["bestand"]].get((rij["plaats"], rij["begin"]), [])
        goed += any(v.artikel == (rij["artikel"] or None) and _plekken(v) == rij["plekken"] for v in raak)
    assert len(rijen) == 300
    assert goed / len(rijen) >= 0.97


def _plekken(v: Verwijzing) -> str:
    return " | ".join("/".join([p.lid or "-", *p.onderdeel, *(f"z{n}" for n in p.nummers("zin"))]) for p in v.plekken)


def test_koppelingen_die_van_hun_woorden_afwijken(data: Path) -> None:
    gevonden = zoek_in(lees(data / "regelrecht" / "BWBR0015703_2026-01-01_0.xml"))
    afwijkend = {(b.adres, b.fragment[:12]) for b in gevonden.bevindingen if b.code == "koppeling-wijkt-af"}
    assert {("artikel 10d, lid 12", "artikel 10d,"), ("artikel 38, lid 5", "artikel 32, ")} <= afwijkend
    assert len(afwijkend) <= 8


def test_het_bestand_met_oordelen_bevat_geen_lange_aanhalingen() -> None:
    with (
        STEEKPROEF.open(encoding="utf-8") as een,
        Path(__file__).with_name("oordelen.tsv").open(encoding="utf-8") as twee,
    ):
        for regel in (*een, *twee):
            assert len(regel.split("\t")[3]) <= 60
