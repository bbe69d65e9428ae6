"""Finds expressions of the thesaurus in many short texts at once.

An expression is one word or a few words that stand close together, in any order. A word is found in its inflections (snowball stem) and as
a part of a compound: *gift* in "giften" and "giftenvrijlating", *toeslag* in "inkomenstoeslag".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from impact.graaf.termen import stam

DICHTBIJ = 6
"""Words that may stand between two of one expression."""

_WOORD = re.compile(r"\d+(?:[.,]\d+)*\s?%|\w+(?:-\w+)*|[.;:?!]")
_MINSTENS = 4
"""Letters of a word that may be part of a compound, and that the other part must have; one less behind a word of more than :data:`_LANG`."""
_LANG = 6
_LOS = frozenset(
    """
    aan achter beneden binnen boven buiten daar door heen hier mede over onder ondanks rond samen sinds tegen terug tijdens
    toen tussen vanaf verder volgens voor voort vooraf vooruit waar weder weer zelf zonder zoals
    """.split()
)
_VAST = ("be", "ge", "ver", "ont", "her", "th")
"""Particles and prefixes: they make another word of the one behind them (*onder-zoek*, *be-sparen*), no compound with it."""


class Woordindex:
    """The words of many texts, by stem.

    >>> index = Woordindex(["Geld of spullen die u van vrienden krijgt.", "De giftenvrijlating.", "U krijgt een brief."])
    >>> index.vind("geld vrienden"), index.vind("gift"), index.vind("brieven")
    ({0: 'Geld of spullen die u van vrienden'}, {1: 'giftenvrijlating'}, {2: 'brief'})
    """

    def __init__(self, teksten: Iterable[str]) -> None:
        self._teksten = list(teksten)
        self._plekken: dict[str, dict[int, list[int]]] = {}
        self._span: list[list[tuple[int, int]]] = []
        for nummer, tekst in enumerate(self._teksten):
            spannen: list[tuple[int, int]] = []
            for plek, m in enumerate(_WOORD.finditer(tekst)):
                spannen.append(m.span())
                self._plekken.setdefault(m.group().lower().replace(" ", ""), {}).setdefault(nummer, []).append(plek)
            self._span.append(spannen)
        self._woorden = sorted(self._plekken)
        self._op_stam: dict[str, list[str]] = {}
        for woord in self._woorden:
            self._op_stam.setdefault(stam(woord), []).append(woord)
        self._achterstevoren = sorted(s[::-1] for s in self._op_stam)
        self._bekend: dict[str, dict[int, list[int]]] = {}

    def vind(self, uitdrukking: str) -> dict[int, str]:
        """Numbers of the texts that say it, with the words as they stand there (the first time)."""
        eerste, *rest = [self._woord(w) for w in uitdrukking.lower().split()]
        uit: dict[int, str] = {}
        for nummer in set(eerste).intersection(*rest):
            span = next(filter(None, (self._samen(p, [r[nummer] for r in rest]) for p in eerste[nummer])), None)
            if span is not None:
                spannen = self._span[nummer]
                uit[nummer] = self._teksten[nummer][spannen[span[0]][0] : spannen[span[1]][1]]
        return uit

    @staticmethod
    def _samen(begin: int, rest: Sequence[Sequence[int]]) -> tuple[int, int] | None:
        """First and last place of words that stand within reach of each other; None when one of them does not."""
        van = tot = begin
        for plekken in rest:
            bij = [p for p in plekken if not van <= p <= tot and van - DICHTBIJ - 1 <= p <= tot + DICHTBIJ + 1]
            if not bij:
                return None
            dichtst = min(bij, key=lambda p: max(van - p, p - tot))
            van, tot = min(van, dichtst), max(tot, dichtst)
        return van, tot

    def _woord(self, woord: str) -> dict[int, list[int]]:
        """Text → places of a word in its inflections and in compounds."""
        if woord not in self._bekend:
            uit: dict[int, list[int]] = {}
            for vorm in self._vormen(woord):
                for nummer, plekken in self._plekken[vorm].items():
                    uit.setdefault(nummer, []).extend(plekken)
            self._bekend[woord] = {n: sorted(p) for n, p in uit.items()}
        return self._bekend[woord]

    def _vormen(self, woord: str) -> set[str]:
        """The word in its inflections, and the compounds that begin or end with it."""
        kern = stam(woord)
        vormen = set(self._op_stam.get(kern, ()))
        if len(woord) < _MINSTENS or not woord.isalpha() or woord in _LOS:
            return vormen
        for kop in [woord] if len(woord) > _MINSTENS else [f"{woord}{tussen}" for tussen in ("en", "s")]:
            rest = _MINSTENS - (len(kop) > _LANG)
            vormen.update(w for w in _met_begin(self._woorden, kop) if len(w) >= len(kop) + rest)
        if len(kern) >= _MINSTENS:
            for omgekeerd in _met_begin(self._achterstevoren, kern[::-1]):
                vormen.update(w for w in self._op_stam[omgekeerd[::-1]] if _eindigt_op(w, woord, kern))
        return vormen


def _eindigt_op(samenstelling: str, woord: str, kern: str) -> bool:
    """Whether a word is a compound with another as its last part: what stands before it is a word of its own.

    >>> [_eindigt_op(w, "besparen", stam("besparen")) for w in ("kostenbesparende", "besparende")]
    [True, False]
    >>> _eindigt_op("kostenbesparende", "sparen", stam("sparen")), _eindigt_op("vrijlatingsbedrag", "gedraging", stam("gedraging"))
    (False, False)
    """
    begin = samenstelling.find(woord[:3], _MINSTENS - 1)
    while begin >= 0:
        voor = samenstelling[:begin]
        heel = voor not in _LOS and voor.removesuffix("s") not in _LOS and not voor.endswith(_VAST)
        if heel and stam(samenstelling[begin:]) == kern:
            return True
        begin = samenstelling.find(woord[:3], begin + 1)
    return False


def _met_begin(woorden: Sequence[str], begin: str) -> Iterator[str]:
    for plek in range(bisect_left(woorden, begin), len(woorden)):
        if not woorden[plek].startswith(begin):
            return
        yield woorden[plek]
