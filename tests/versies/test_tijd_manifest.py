"""Every day from 2000 to 2016, on many days of knowledge, against the official version list of one law."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from versies.tijd.model import Moment, SoortTijdstempel, Tijdstempel, Uitwisseling, Versie
from versies.tijd.tijdlijn import Tijdlijn, tijdlijnen
from wetgeving.bron.manifest import Expressie, Manifest, lees_manifest

KENNIS = [
    date(2000, 11, 1),
    date(2004, 1, 1),
    date(2005, 8, 1),
    date(2013, 1, 1),
    date(2013, 12, 31),
    date(2014, 1, 1),
    date(2014, 2, 14),
    date(2014, 2, 15),
    date(2015, 1, 1),
    date(2016, 12, 31),
    date.max,
]


def uit_manifest(werk: str, expressies: tuple[Expressie, ...]) -> list[Uitwisseling]:
    """Deliveries that give the states of an official version list.

    Every version is its own doel and holds every earlier version with an earlier or equal start of validity: the list
    publishes consolidated texts only. Versions without a start of validity (local lists) are left out.

    """
    reeks = sorted((e.zicht_van or e.inwerking, e.inwerking, e.label) for e in expressies if e.inwerking is not None)
    uit: list[Uitwisseling] = []
    eerder: list[tuple[date, Moment]] = []
    for zicht in sorted({z for z, _, _ in reeks}):
        moment = datetime.combine(zicht, time(), UTC)
        mutaties: list[Versie | Tijdstempel] = []
        for _, geldig, label in (r for r in reeks if r[0] == zicht):
            basis = tuple(m for g, m in eerder if g <= geldig)
            mutaties.append(Versie(werk, (label,), label, basis))
            mutaties.append(Tijdstempel(label, zicht))
            if geldig != zicht:
                mutaties.append(Tijdstempel(label, geldig, SoortTijdstempel.GELDIG))
            eerder.append((geldig, Moment(label, moment)))
        uit.append(Uitwisseling(moment, tuple(mutaties), besluit=werk))
    return uit


def _lees(data: Path) -> tuple[Manifest, Tijdlijn]:
    bron = data / "java-wetten-nl" / "BWBR0002458" / "manifest.xml"
    manifest = lees_manifest(bron.read_bytes())
    return manifest, tijdlijnen(uit_manifest("BWBR0002458", manifest.expressies))["BWBR0002458"]


def _officieel(manifest: Manifest, op: date, bekend: date) -> str | None:
    """The version that the list itself points at; None when the list says nothing for these dates."""
    raak = [e.label for e in manifest.expressies if e.geldt(op, bekend)]
    assert len(raak) <= 1
    return raak[0] if raak else None


def _zoals_toen_bekend(manifest: Manifest, op: date, bekend: date) -> str | None:
    """The last version with an earlier start among those visible on that day of knowledge."""
    zichtbaar = [
        e
        for e in manifest.expressies
        if e.inwerking and e.inwerking <= op and (e.zicht_van or date.min) <= bekend <= e.zicht_tot
    ]
    return max(zichtbaar, key=lambda e: (e.inwerking or date.min, e.zicht_van or date.min)).label if zichtbaar else None


def test_elke_dag_van_2000_tot_2017_op_elke_kennisdatum(data: Path) -> None:
    manifest, lijn = _lees(data)
    officieel = gevraagd = 0
    dag = date(2000, 11, 1)
    while dag <= date(2016, 12, 31):
        for bekend in (*KENNIS, dag):
            toestand = lijn.geldend(dag, bekend)
            gevonden = toestand.versie if toestand else None
            assert gevonden == _zoals_toen_bekend(manifest, dag, bekend), (dag, bekend)
            verwacht = _officieel(manifest, dag, bekend)
            if verwacht:
                assert gevonden == verwacht, (dag, bekend)
                officieel += 1
            gevraagd += 1
        dag += timedelta(days=1)
    assert gevraagd == 5905 * 12
    assert officieel > 35_000, "de lijst zelf geeft op de meeste vragen antwoord"


def test_wijziging_met_terugwerkende_kracht_geldt_pas_als_zij_recht_is(data: Path) -> None:
    _, lijn = _lees(data)
    zomer = date(2013, 6, 1)
    voor, na = lijn.geldend(zomer, date(2014, 2, 14)), lijn.geldend(zomer, date(2014, 2, 15))
    assert voor and voor.versie == "2013-01-01_0"
    assert na and (na.versie, na.juridisch_werkend_vanaf, na.geldig_vanaf) == (
        "2013-01-01_1",
        date(2014, 2, 15),
        date(2013, 1, 1),
    )


def test_voor_de_eerste_versie_gold_niets(data: Path) -> None:
    _, lijn = _lees(data)
    assert lijn.geldend(date(2000, 10, 31)) is None
    assert lijn.geldend(date(2005, 1, 1), date(2000, 10, 31)) is None
    assert lijn.geldend(date.min) is None
    laatste = lijn.geldend(date.max)
    assert laatste and laatste.versie == "2015-01-01_0"
