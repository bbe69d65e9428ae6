"""The graph of influence: what changes what, dated, with the proof and the source on every edge.

An edge runs from what influences to what is influenced: a measure changes a place of the law, a place of the law is named
by a provision, a provision is named by another, a definition is used. So "what does X touch" is following edges forward,
"what touches X" is following them back, and the chain is the shortest path. :mod:`impact.graaf.bouw` makes the edges.

>>> g = Graaf((Rand("maatregel:M06", "wet:A", "wijzigt", "", date(2026, 1, 1)), Rand("wet:A", "bepaling:b", "verwijzing", "«A»")))
>>> [r.naar for r in g.keten("maatregel:M06", "bepaling:b", op=date(2026, 6, 1))]
['wet:A', 'bepaling:b']
>>> g.raakt("bepaling:b", op=date(2025, 6, 1))
('wet:A',)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from verordening.adres import Adres
from verordening.groepen import groepeer

LOS = frozenset({"noemt", "verwijzing-door", "bron"})
"""Edges that say no more than that one act names another, or which publication once made an article. A chain may hold one:
two of them in a row say nothing any more."""


@dataclass(frozen=True, slots=True)
class Rand:
    """One edge.

    Args:
        van, naar: keys of nodes: ``soort:sleutel``, soort one of maatregel, wet, bepaling, regeling, besluit, publicatie,
            tekst, kader, dossier, onderwerp, orgaan.
        soort: wijzigt, bron, toegeschreven, verwijzing, grondslag, delegatie, begrip, verwijst and opzij gezet (inside the
            law, from a changed place), noemt (inside the law, any), bevat, raakt; from the WTI: grondslag-voor,
            wettelijke-bevoegdheid-voor, verwijzing-door.
        bewijs: the words, or what says so.
        vanaf: first day on which the edge holds; None = always, or the day is unknown (see ``bewijs``).
        bron: where it was read.
        tot: first day on which it holds no more; None = still.
    """

    van: str
    naar: str
    soort: str
    bewijs: str = ""
    vanaf: date | None = None
    bron: str = ""
    tot: date | None = None

    def geldt(self, op: date | None) -> bool:
        """Whether it holds on a day (None = ever)."""
        return op is None or ((self.vanaf is None or self.vanaf <= op) and (self.tot is None or op < self.tot))


@dataclass(frozen=True)
class Graaf:
    """All edges, with the two indexes; ``namen``: nodes for a reader; ``doelen``: the exact place of each ``wet:`` node."""

    randen: tuple[Rand, ...] = field(default=())
    namen: Mapping[str, str] = field(default_factory=dict)
    doelen: Mapping[str, Adres] = field(default_factory=dict)

    @cached_property
    def _uit(self) -> dict[str, list[Rand]]:
        return groepeer((rand.van, rand) for rand in self.randen)

    @cached_property
    def _in(self) -> dict[str, list[Rand]]:
        return groepeer((rand.naar, rand) for rand in self.randen)

    @cached_property
    def knopen(self) -> frozenset[str]:
        """Every node."""
        return frozenset(self._uit) | frozenset(self._in)

    def naam(self, knoop: str) -> str:
        """A node for a reader; the key without its kind when it has no name."""
        return self.namen.get(knoop) or knoop.partition(":")[2]

    def geraakt_door(self, knoop: str) -> tuple[str, ...]:
        """Everything that the node influences, nearest first."""
        return tuple(self.ketens((knoop,)))

    def raakt(self, knoop: str, op: date | None = None) -> tuple[str, ...]:
        """Everything that influences the node, nearest first."""
        return tuple(self.ketens((knoop,), op, vooruit=False))

    def keten(self, van: str, naar: str, op: date | None = None) -> tuple[Rand, ...]:
        """The shortest chain of edges between two nodes; empty when there is none."""
        return self.ketens((van,), op).get(naar, ())

    def ketens(
        self, begin: Iterable[str], op: date | None = None, *, vooruit: bool = True
    ) -> dict[str, tuple[Rand, ...]]:
        """What is influenced by the nodes, or influences them, each with its shortest chain in the order of influence.

        Args:
            begin: the nodes; they are no answer themselves.
            op: only edges that hold on this day; None = all.
            vooruit: True: what they influence; False: what influences them.

        Returns:
            node → chain, nearest first.
        """
        start = tuple(begin)
        uit: dict[str, tuple[Rand, ...]] = {}
        for knoop, weg in self._loop(start, op, vooruit=vooruit):
            if knoop not in uit and knoop not in start:
                uit[knoop] = weg if vooruit else weg[::-1]
        return uit

    def _loop(
        self, begin: tuple[str, ...], op: date | None, *, vooruit: bool
    ) -> Iterator[tuple[str, tuple[Rand, ...]]]:
        index = self._uit if vooruit else self._in
        wachtrij: deque[tuple[str, bool, tuple[Rand, ...]]] = deque((k, False, ()) for k in begin)
        gezien = {(k, False) for k in begin}
        while wachtrij:
            hier, los, weg = wachtrij.popleft()
            for rand in index.get(hier, ()):
                volgende = rand.naar if vooruit else rand.van
                ook_los = rand.soort in LOS
                if not rand.geldt(op) or (los and ook_los):
                    continue
                staat = (volgende, los or ook_los)
                if staat not in gezien and (volgende, False) not in gezien:
                    gezien.add(staat)
                    wachtrij.append((*staat, (*weg, rand)))
                    yield volgende, (*weg, rand)
