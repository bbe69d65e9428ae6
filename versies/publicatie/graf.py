"""Addresses that were once published and have no text any more: each keeps a page that says what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from verordening.dagen import dag
from verordening.papier import document as d
from versies.tijd.model import Intrekking, Terugtrekking, Tijdstempel, Uitwisseling, Versie, Vervuld, Wat
from versies.tijd.tijdlijn import Tijdlijn


@dataclass(frozen=True, slots=True)
class Graf:
    """What became of a version: the day that names its address, its doelen, and the delivery that ended it (or a correction)."""

    dag: date
    doelen: tuple[str, ...]
    reden: str


def teruggetrokken(lijn: Tijdlijn) -> dict[str, Uitwisseling]:
    """Per doel that was withdrawn or annulled, and did not come back, the delivery that did so."""
    uit: dict[str, Uitwisseling] = {}
    for u in lijn.uitwisselingen:
        for m in u.mutaties:
            if isinstance(m, Terugtrekking) and m.wat in (Wat.VERSIE, Wat.TIJDSTEMPEL):
                uit[m.doel] = u
            elif isinstance(m, Tijdstempel):
                uit.pop(m.doel, None)
    return uit


def graven(lijn: Tijdlijn, oud: Tijdlijn | None, nu: Iterable[str]) -> list[Graf]:
    """The addresses of earlier states that are no address now.

    Args:
        lijn: the timeline as it counts. oud: that with corrected deliveries as well; None when there are none.
        nu: the days that name an address now.
    """
    if oud is None and not _kan_verdwijnen(lijn):
        return []
    weg = teruggetrokken(lijn)
    bezet = set(nu)
    uit: dict[str, Graf] = {}
    for stand in (*lijn.standen, *(oud.standen if oud else ())):
        for t in stand.toestanden:
            naam = t.geldig_vanaf.isoformat()
            if t.versie and naam not in bezet and naam not in uit:
                uit[naam] = Graf(t.geldig_vanaf, t.doelen, _reden(lijn, t.doelen, weg, t.geldig_vanaf))
    return [uit[naam] for naam in sorted(uit)]


def _kan_verdwijnen(lijn: Tijdlijn) -> bool:
    """Whether a state can have lost its address: a text is unknown now, or something was withdrawn, ended, or dated anew."""
    if not all(t.versie for t in lijn.stand.toestanden):
        return True
    gedateerd: dict[str, int] = {}
    for nummer, u in lijn.genummerd:
        for m in u.mutaties:
            if isinstance(m, (Terugtrekking, Intrekking, Vervuld)) or (isinstance(m, Versie) and not m.versie):
                return True
            if isinstance(m, Tijdstempel) and gedateerd.setdefault(m.doel, nummer) != nummer:
                return True
    return False


def _reden(lijn: Tijdlijn, doelen: tuple[str, ...], weg: dict[str, Uitwisseling], vanaf: date) -> str:
    eind = next((weg[doel] for doel in doelen if doel in weg), None)
    if eind is not None:
        hoe = "vernietigd" if "vernietig" in f"{eind.besluit} {eind.betreft}".casefold() else "ingetrokken"
        waar = f" ({eind.publicatie})" if eind.publicatie else ""
        bij = f" bij «{eind.besluit}»{waar}" if eind.besluit else waar
        nooit = " en heeft nooit gegolden" if hoe == "vernietigd" or vanaf > eind.bekend else ""
        return f"Deze versie is {hoe}{bij}, bekend op {dag(eind.bekend)}{nooit}."
    werkend = next((w for doel in doelen if lijn.heeft(doel) and (w := lijn.datums(doel)[0])), None)
    if werkend is not None:
        return f"Deze versie heeft een andere datum gekregen: zij werkt vanaf {dag(werkend)}."
    return "Deze versie is bij vergissing vastgelegd; de vastlegging is hersteld en de versie heeft nooit gegolden."


def grafsteen(titel: str, graf: Graf) -> d.Document:
    """The page at the address of a version that is gone."""
    return d.Document(
        f"{titel}: versie van {dag(graf.dag)} bestaat niet",
        (
            d.Kader(("Deze versie bestaat niet",), (d.alinea(graf.reden),), "let-op"),
            d.alinea(d.link("Alle versies van deze regeling", "../index.html")),
        ),
        onderwerp=graf.reden,
    )
