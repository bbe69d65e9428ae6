"""``verordening corpus``: many regulations at once: who refers to this place, who says the same."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verordening.tellen import meervoud
from werkbank.gedeeld import lees_regeling, toon, voortgang
from werkbank.opdrachtregel import JSON, argument, opdrachtregel, optie

if TYPE_CHECKING:
    from wetgeving.corpus.vragen import Bepaling

_CORPUS = optie(
    "Het bestand dat `corpus bouw` maakte.", "--corpus", default=Path("corpus.db"), show_default=True, metavar="CORPUS"
)
_OP = optie("Alleen versies die op deze dag gelden; zonder dag de nieuwste van elke regeling.", metavar="DAG")


@click.group(options_metavar="[OPTIES]", subcommand_metavar="VRAAG [ARGUMENT]…")
def opdracht() -> None:
    """Alle regelingen van een verzameling in één bestand, en de vragen daaraan."""


@opdrachtregel(onder=opdracht)
def bouw(
    mappen: tuple[Path, ...] = argument("MAP…"),
    doel: Path = optie("Het bestand dat wordt gemaakt of bijgewerkt.", "-o", metavar="CORPUS"),
    werkers: int = optie(
        "Hoeveel processen lezen.", soort=click.IntRange(1), default=os.cpu_count() or 1, show_default="alle kernen"
    ),
    cluster: str = optie("Lees op een Dask-cluster (tcp://…); vraagt verordening[corpus].", metavar="ADRES"),
    parquet: Path | None = optie("Schrijf alle tabellen ook als Parquet; vraagt verordening[corpus].", metavar="MAP"),
    json_uit: bool = JSON,
) -> int:
    """Lees alles in MAP… (mappen, zip en tar) in een corpus.

    Alleen wat nieuw of veranderd is wordt gelezen; een afgebroken ronde gaat verder waar zij was. Wat niet te lezen is, staat
    er met zijn reden in: zie `corpus cijfers --geweigerd`.
    """
    from wetgeving.corpus.bouw import bouw as bouw_corpus
    from wetgeving.corpus.opslag import Opslag

    with voortgang("bestanden zoeken") as meld:
        uitslag = bouw_corpus(
            mappen, doel, werkers=werkers, cluster=cluster, meld=lambda n, naam: meld(f"{n} gelezen; {Path(naam).name}")
        )
    if parquet is not None:
        with Opslag(doel) as opslag:
            opslag.als_parquet(parquet)
    regel = (
        f"{uitslag.gelezen} gelezen, {uitslag.overgeslagen} onveranderd, {uitslag.geweigerd} geweigerd, "
        f"{uitslag.verwijderd} verdwenen; {doel} geschreven."
    )
    if uitslag.geweigerd:
        regel += f" Wat is geweigerd en waarom: `verordening corpus cijfers --geweigerd --corpus {doel}`."
    toon(json_uit, uitslag, [regel])
    return 1 if uitslag.geweigerd else 0


@opdrachtregel(onder=opdracht)
def raakt(plaats: str, pad: Path = _CORPUS, op: date | None = _OP, json_uit: bool = JSON) -> int:
    """Welke bepalingen verwijzen naar PLAATS, naar een deel ervan of naar het geheel waar zij deel van is.

    PLAATS is bijvoorbeeld «artikel 31, tweede lid, onderdeel m, Pw».
    """
    from wetgeving.corpus.opslag import Opslag
    from wetgeving.corpus.vragen import doel_uit, raakt as vraag

    with Opslag(pad) as opslag:
        gevonden = vraag(opslag, doel_uit(plaats), op)
    regels, vorige = [], ""
    for r in gevonden:
        kop = " · ".join(x for x in (r.bepaling.organisatie, r.bepaling.titel) if x)
        if kop != vorige:
            regels.append(f"\n{kop}" if vorige else kop)
            vorige = kop
        regels.append(f"  {r.bepaling.adres}\t{r.verhouding}\t«{r.woorden}»\t{_kort(r.bepaling.tekst)}")
    return toon(json_uit, gevonden, regels, slot=_aantal(gevonden))


@opdrachtregel(onder=opdracht)
def zoek(
    woorden: str,
    pad: Path = _CORPUS,
    aantal: int = optie("Hoogstens zoveel.", soort=click.IntRange(1, 1000), default=20, show_default=True),
    json_uit: bool = JSON,
) -> None:
    """In welke bepalingen staan deze woorden (op hun stam, het laatste ook als begin van een langer woord)."""
    from wetgeving.corpus.opslag import Opslag
    from wetgeving.corpus.vragen import zoek as vraag

    with Opslag(pad) as opslag:
        gevonden = vraag(opslag, woorden, aantal)
    _toon([(None, b) for b in gevonden], json_uit)


@opdrachtregel(onder=opdracht)
def gelijk(
    tekst: str,
    pad: Path = _CORPUS,
    minstens: float = optie(
        "Hoeveel van de woorden gelijk moet zijn.", soort=click.FloatRange(0, 1), default=0.7, show_default=True
    ),
    met_verschil: bool = optie("Toon per bepaling wat er anders is, woord voor woord.", "--verschil"),
    json_uit: bool = JSON,
) -> None:
    """Welke bepalingen zeggen (bijna) hetzelfde als TEKST: modeltekst en afwijking."""
    from wetgeving.corpus.opslag import Opslag
    from wetgeving.corpus.vragen import gelijk as vraag

    with Opslag(pad) as opslag:
        gevonden = vraag(opslag, tekst, minstens=minstens)
    _toon(list(gevonden), json_uit)
    if met_verschil and not json_uit:
        for score, bepaling in gevonden:
            if score < 1:
                click.echo(f"\n{bepaling.titel}, {bepaling.adres}\n  {_renvooi(tekst, bepaling.tekst)}")


@opdrachtregel(onder=opdracht, lezen=True)
def gevolgen(was: Path, wordt: Path, pad: Path = _CORPUS, op: date | None = _OP, json_uit: bool = JSON) -> int:
    """Een wet wijzigt van WAS naar WORDT: welke bepalingen verwijzen naar een plaats die verandert, en hoe."""
    from impact.oordeel.corpusgevolgen import gevolgen_in
    from versies.verschil import vergelijk
    from wetgeving.corpus.opslag import Opslag
    from wetgeving.corpus.uittreksel import met_nummer

    verschil = vergelijk(met_nummer(lees_regeling(was), str(was)), lees_regeling(wordt))
    with Opslag(pad) as opslag:
        gevonden = gevolgen_in(opslag, verschil, op)
    regels = []
    for g in gevonden:
        naar = f" → {g.wordt}" if g.wordt and g.wordt != g.was else ""
        regels.append(f"{g.was}{naar}\t{g.soort}\t{g.raak.bepaling.titel}, {g.raak.bepaling.adres}\t«{g.raak.woorden}»")
    return toon(json_uit, gevonden, regels, slot=f"{len(gevonden)} gevolgen.")


@opdrachtregel(onder=opdracht)
def cijfers(
    pad: Path = _CORPUS,
    geweigerd: bool = optie("Noem elk bestand dat niet is gelezen, met de reden."),
    json_uit: bool = JSON,
) -> None:
    """Wat er in het corpus staat, en de hash over alles wat is gelezen."""
    from wetgeving.corpus.opslag import Opslag
    from wetgeving.corpus.vragen import cijfers as vraag, niet_gelezen

    with Opslag(pad) as opslag:
        telling = vraag(opslag)
        rij = niet_gelezen(opslag) if geweigerd else ()
    regels = [f"{naam}\t{waarde}" for naam, waarde in telling.items()]
    regels += [f"{stand}\t{naam}\t{reden.removeprefix(f'{naam}: ')}" for naam, stand, reden in rij]
    toon(json_uit, {**telling, **({"niet gelezen": rij} if geweigerd else {})}, regels)


def _toon(rijen: list[tuple[float | None, Bepaling]], json_uit: bool) -> None:
    waarde = [asdict(b) | ({"gelijk": round(score, 3)} if score is not None else {}) for score, b in rijen]
    regels = []
    for score, b in rijen:
        hoeveel = f"{score:.0%}\t" if score is not None else ""
        regels.append(f"{hoeveel}{' · '.join(x for x in (b.organisatie, b.titel, b.adres) if x)}\t{_kort(b.tekst)}")
    toon(json_uit, waarde, regels, slot=_aantal(rijen))


def _aantal(gevonden: Sequence[object]) -> str:
    return meervoud(len(gevonden), "bepaling.", "bepalingen.")


def _kort(tekst: str, lengte: int = 100) -> str:
    plat = " ".join(tekst.split())
    return plat if len(plat) <= lengte else plat[: lengte - 1].rstrip() + "…"


def _renvooi(was: str, wordt: str) -> str:
    """Lapsed words as [-so-], new words as {+so+}: the same marks as `verschil` on a terminal."""
    from versies.vergelijken.woorden import vergelijk_tekst
    from versies.wijziging import Spannesoort

    mark = {Spannesoort.VERVALLEN: "[-{}-]", Spannesoort.INGEVOEGD: "{{+{}+}}"}
    return "".join(
        mark.get(s.soort, "{}").format(s.tekst) for s in vergelijk_tekst(" ".join(was.split()), " ".join(wordt.split()))
    )
