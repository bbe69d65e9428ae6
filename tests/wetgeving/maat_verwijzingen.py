"""Measuring the finder against official markup: strip the links of a file, find them again.

A link counts when its JCI names an article; it is found when a find that overlaps it has the same regulation and article.
A find counts when its words name an article; it is right when a link over it says the same, or when the same article is linked
elsewhere in the same article (editors mark a repeated reference once). What remains is judged by reading: see ``oordelen.tsv``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verordening.boom import Regeling
from verordening.lezers import lees
from wetgeving.verwijzingen import Verwijzing, verwijzingen
from wetgeving.verwijzingen.doorzoek import teksten
from wetgeving.verwijzingen.opmaak import Opmaak, opmaak_in

OORDELEN = Path(__file__).with_name("oordelen.tsv")
MAPPEN = ("regelrecht", "wetsuite", "hva", "java-wetten-nl", "linkextractor-backend")


@dataclass
class Maat:
    """Counts of one file; ``open_`` are finds without a link (to be judged), ``gemist`` links that were not found."""

    bestand: str
    links: int = 0
    gevonden: int = 0
    vondsten: int = 0
    bevestigd: int = 0
    herhaald: int = 0
    gemist: list[tuple[str, str, str]] = field(default_factory=list)
    open_: list[tuple[str, Verwijzing]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.gevonden / self.links if self.links else 1.0

    @property
    def precisie_ruw(self) -> float:
        return (self.bevestigd + self.herhaald) / self.vondsten if self.vondsten else 1.0


def bestanden(data: Path) -> list[Path]:
    """Every BWB text in the shared data, fragments included."""
    namen = (p for map_ in MAPPEN for p in sorted((data / map_).rglob("BWBR*.xml")))
    return [p for p in namen if "WTI" not in p.name and "manifest" not in p.name]


def plat(nummer: str | None) -> str:
    """An article number as it is compared."""
    return (nummer or "").replace(" ", "").replace("_", "").lower()


def per_tekst(regeling: Regeling) -> Iterator[tuple[str, int, int, list[Opmaak], list[Verwijzing]]]:
    """Per alinea: article, eId-bound begin and end, its links and its finds (both with offsets in the unit's text)."""
    vondsten: dict[str, list[Verwijzing]] = {}
    for v in verwijzingen(regeling, zonder_opmaak=True):
        if v.reeks != "tussen":
            vondsten.setdefault(v.vindplaats.eId, []).append(v)
    for stuk in teksten(regeling):
        eind = stuk.begin + len(stuk.tekst)
        links = [o._replace(begin=o.begin + stuk.begin, eind=o.eind + stuk.begin) for o in opmaak_in(stuk.alinea)]
        hier = [v for v in vondsten.get(stuk.plaats.eId, []) if stuk.begin <= v.begin < max(eind, stuk.begin + 1)]
        yield stuk.plaats.artikel or stuk.plaats.eId, stuk.begin, eind, links, hier


def meet(pad: Path) -> Maat:
    """Measure one file."""
    maat = Maat(pad.name)
    rijen = list(per_tekst(lees(pad)))
    gelinkt = {(art, o.regeling, plat(o.artikel)) for art, _, _, links, _ in rijen for o in links if o.artikel}
    for artikel, _, _, links, vondsten in rijen:
        for link in links:
            if not link.artikel or not link.regeling:
                continue
            maat.links += 1
            raak = [v for v in vondsten if v.begin < link.eind and v.eind > link.begin]
            if any(v.regeling == link.regeling and plat(v.artikel) == plat(link.artikel) for v in raak):
                maat.gevonden += 1
            else:
                maat.gemist.append((artikel, f"{link.regeling} {link.artikel}", "; ".join(v.tekst for v in raak)[:60]))
        for v in vondsten:
            if v.artikel is None or v.relatief:
                continue
            maat.vondsten += 1
            over = [o for o in links if v.begin < o.eind and v.eind > o.begin]
            if any(o.regeling == v.regeling and plat(o.artikel) == plat(v.artikel) for o in over):
                maat.bevestigd += 1
            elif not any(o.artikel for o in over) and (artikel, v.regeling, plat(v.artikel)) in gelinkt:
                maat.herhaald += 1
            else:
                maat.open_.append((artikel, v))
    return maat


def oordelen() -> dict[tuple[str, str, str, str, str], str]:
    """(file, article, words, regulation, article found) → verdict: juist, onjuist."""
    with OORDELEN.open(encoding="utf-8", newline="") as bestand:
        rijen: list[dict[str, Any]] = list(csv.DictReader(bestand, delimiter="\t"))
    return {
        (r["bestand"], r["plaats"], " ".join(r["fragment"].split()), r["regeling"], r["artikel"]): r["oordeel"]
        for r in rijen
    }


def sleutel(bestand: str, artikel: str, v: Verwijzing) -> tuple[str, str, str, str, str]:
    """The key under which a verdict is kept."""
    return bestand, artikel, " ".join(v.tekst.split())[:60], v.regeling or "", v.artikel or ""
