"""The graph of influence: what changes what, dated, with the proof on every edge.

An edge runs from what influences to what is influenced: a measure changes a place of the law, a place of the law is named
by a provision, a provision is named by another, a definition is used. So "what does X touch" is following edges forward,
"what touches X" is following them back, and the chain is the shortest path.

>>> g = Graaf((Rand("maatregel:M06", "wet:A", "wijzigt", "", date(2026, 1, 1)), Rand("wet:A", "bepaling:b", "verwijzing", "«A»")))
>>> [r.naar for r in g.keten("maatregel:M06", "bepaling:b", op=date(2026, 6, 1))]
['wet:A', 'bepaling:b']
>>> g.raakt("bepaling:b", op=date(2025, 6, 1))
('wet:A',)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .plaatsen import Doel, Plaats
from .samen import Uitwerking
from .sporen import begrippen_van
from .wetskant import doel_van

__all__ = ["Graaf", "Rand", "bouw", "wetssleutel"]


@dataclass(frozen=True, slots=True)
class Rand:
    """One edge.

    Args:
        van, naar: keys of nodes: ``soort:sleutel``, soort one of maatregel, wet, bepaling, begrip, regeling, besluit,
            kader, dossier, onderwerp.
        soort: wijzigt, verwijzing, grondslag, begrip, verwijst (inside the law), opzij gezet, bevat, raakt, toegeschreven,
            delegatie.
        bewijs: the words, or what says so.
        vanaf: first day on which the edge holds; None = always.
    """

    van: str
    naar: str
    soort: str
    bewijs: str = ""
    vanaf: date | None = None

    def geldt(self, op: date | None) -> bool:
        """Whether it holds on a day (None = ever)."""
        return op is None or self.vanaf is None or self.vanaf <= op


@dataclass(frozen=True)
class Graaf:
    """All edges, with the two indexes."""

    randen: tuple[Rand, ...] = field(default=())

    @cached_property
    def _uit(self) -> dict[str, list[Rand]]:
        index: dict[str, list[Rand]] = {}
        for rand in self.randen:
            index.setdefault(rand.van, []).append(rand)
        return index

    @cached_property
    def _in(self) -> dict[str, list[Rand]]:
        index: dict[str, list[Rand]] = {}
        for rand in self.randen:
            index.setdefault(rand.naar, []).append(rand)
        return index

    @cached_property
    def knopen(self) -> frozenset[str]:
        """Every node."""
        return frozenset(self._uit) | frozenset(self._in)

    def geraakt_door(self, knoop: str, op: date | None = None) -> tuple[str, ...]:
        """Everything that the node influences, nearest first."""
        return tuple(k for k, _ in self._loop(knoop, op, vooruit=True))

    def raakt(self, knoop: str, op: date | None = None) -> tuple[str, ...]:
        """Everything that influences the node, nearest first."""
        return tuple(k for k, _ in self._loop(knoop, op, vooruit=False))

    def keten(self, van: str, naar: str, op: date | None = None) -> tuple[Rand, ...]:
        """The shortest chain of edges between two nodes; empty when there is none."""
        spoor: dict[str, Rand] = dict(self._loop(van, op, vooruit=True))
        if naar not in spoor:
            return ()
        keten = [spoor[naar]]
        while keten[0].van != van:
            keten.insert(0, spoor[keten[0].van])
        return tuple(keten)

    def _loop(self, begin: str, op: date | None, *, vooruit: bool) -> Iterator[tuple[str, Rand]]:
        index = self._uit if vooruit else self._in
        gezien, wachtrij = {begin}, deque([begin])
        while wachtrij:
            for rand in index.get(wachtrij.popleft(), ()):
                volgende = rand.naar if vooruit else rand.van
                if volgende not in gezien and rand.geldt(op):
                    gezien.add(volgende)
                    wachtrij.append(volgende)
                    yield volgende, rand


def wetssleutel(doel: Doel) -> str:
    """Key of a place of the law: ``wet:BWBR0015703/31/2/m``."""
    return "wet:" + "/".join(d for d in (doel.regeling, doel.artikel, doel.lid, *doel.onderdeel) if d)


def bouw(uitwerking: Uitwerking) -> Graaf:
    """The graph of everything that was worked out."""
    return Graaf(tuple(dict.fromkeys((*_maatregelen(uitwerking), *_wet(uitwerking), *_lokaal(uitwerking), *_overig(uitwerking)))))


def _maatregelen(u: Uitwerking) -> Iterator[Rand]:
    for beeld in u.model.maatregelen:
        van = f"maatregel:{beeld.maatregel.id}"
        for wijziging in beeld.wijzigingen:
            if wijziging.aard != "ongewijzigd" and (doel := doel_van(wijziging.jci)) is not None:
                yield Rand(van, wetssleutel(doel), "wijzigt", f"{wijziging.aard} (zekerheid {wijziging.zekerheid})", wijziging.vanaf)
        for kader in beeld.kaders:
            yield Rand(van, f"kader:{kader.sleutel}", "raakt", kader.naam)


def _wet(u: Uitwerking) -> Iterator[Rand]:
    for ketens in u.kant.ketens.values():
        for keten in ketens:
            yield Rand(wetssleutel(keten.raakpunt.doel), wetssleutel(keten.doel), keten.soort, keten.zin)
    for regel in u.model.dekking.regels:
        if (doel := doel_van(regel.jci)) is not None:
            yield Rand(f"dossier:{u.model.dekking.dossier}", wetssleutel(doel), "toegeschreven", regel.publicatie)
    for onderwerp in u.model.lijst.onderwerpen:
        for plaats in onderwerp.wetsplaatsen:
            if (doel := doel_van(plaats.jci)) is not None:
                yield Rand(wetssleutel(doel), f"onderwerp:{onderwerp.id}", "delegatie", onderwerp.naam)


def _lokaal(u: Uitwerking) -> Iterator[Rand]:
    doelen = {p.doel for punten in u.kant.raakpunten.values() for p in punten} | {k.doel for ks in u.kant.ketens.values() for k in ks}
    slugs = {t.regeling.slug: t for t in u.teksten}
    for tekst in u.teksten:
        vanaf = tekst.regeling.vanaf
        for plaats in tekst.plaatsen:
            hier = f"bepaling:{plaats.sleutel}"
            yield Rand(hier, f"regeling:{tekst.regeling.slug}", "bevat", plaats.adres, vanaf)
            for ref in plaats.refs:
                for doel in ref.doelen:
                    if doel.regeling in slugs:
                        for naar in slugs[doel.regeling].op_artikel(doel.artikel, doel.lid) if doel.artikel else ():
                            if naar.sleutel != plaats.sleutel:
                                yield Rand(f"bepaling:{naar.sleutel}", hier, "verwijzing", ref.tekst, vanaf)
                    elif doel.artikel:
                        yield from _naar_de_wet(plaats, hier, doel, doelen, ref.tekst, vanaf)
        for begrip in begrippen_van(tekst):
            for sleutel in sorted(begrip.in_tekst | begrip.in_kop):
                yield Rand(f"bepaling:{begrip.plaats.sleutel}", f"bepaling:{sleutel}", "begrip", begrip.plaats.term, vanaf)


def _naar_de_wet(plaats: Plaats, hier: str, doel: Doel, bekend: Iterable[Doel], tekst: str, vanaf: date) -> Iterator[Rand]:
    """The place itself, and known places that contain it or lie in it."""
    soort = "grondslag" if plaats.soort == "aanhef" else "verwijzing"
    yield Rand(wetssleutel(doel), hier, soort, tekst, vanaf)
    for ander in bekend:
        if ander != doel and (doel.binnen(ander) or ander.binnen(doel)):
            yield Rand(wetssleutel(ander), hier, soort, tekst, vanaf)


def _overig(u: Uitwerking) -> Iterator[Rand]:
    for besluit in u.model.besluiten:
        for gewijzigd in besluit.wijzigt:
            yield Rand(f"besluit:{besluit.slug}", f"regeling:{gewijzigd.regeling}", "wijzigt", besluit.citeertitel,
                       besluit.juridisch_werkend_vanaf)  # fmt: skip
