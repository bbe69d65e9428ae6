"""The probability that a measure touches a provision, from everything that is known of the pair.

A small boosted model: a hundred questions of at most two steps, each adding or taking away. It is data (``kansen.json``), made by
``python -m bench.oefen_kansen`` on sets with a key made by hand; nothing is trained at run time. How sure it may be of itself was learned
with a part of the thesaurus taken away: so it has seen what a regulation in words of its own looks like.

>>> Model((0.0,), ((0, 0.5, 0, 0.0, -1.0, -1.0, 0, 0.0, 2.0, 2.0),), ("x",)).kans((1.0,)) > 0.8
True
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from impact.graaf.kenmerken import KENMERKEN
from verordening.bevinding import Geweigerd

HOOG, MIDDEL = 0.9, 0.6
"""Cuts: the words *hoog*, *middel* and (below both) *laag* are this figure in three steps."""

Vraag = tuple[int, float, int, float, float, float, int, float, float, float]
"""A tree of two steps: a feature with its threshold; when not larger, a second feature with threshold and two values; otherwise another."""


@dataclass(frozen=True, slots=True)
class Model:
    """The model as data. ``begin``: the log-odds before any question."""

    begin: tuple[float]
    bomen: tuple[Vraag, ...]
    kenmerken: tuple[str, ...]

    def kans(self, waarden: Sequence[float]) -> float:
        """The probability, 0 to 1, for the figures of one pair."""
        w = waarden
        som = [
            (a if w[f] <= t else b) if w[e] <= s else (c if w[g] <= u else d)
            for e, s, f, t, a, b, g, u, c, d in self.bomen
        ]
        return 1 / (1 + math.exp(-self.begin[0] - sum(som)))


@dataclass(frozen=True, slots=True)
class Rest:
    """How many touched provisions are expected among those that nobody looked at: ``n``, and in nine of ten cases ``van`` to ``tot``."""

    n: int
    van: int
    tot: int

    def als_json(self) -> dict[str, int]:
        """As the contract of the command line prints it."""
        return {"n": self.n, "van": self.van, "tot": self.tot}


def rest(kansen: Iterable[float]) -> Rest:
    """The expected number of touched provisions among pairs with these probabilities.

    The interval allows for chance in each pair and for the model being wrong as a whole by a third, as it was on sets that it had not
    seen (``docs/metingen.md``).

    >>> rest([0.5, 0.25, 0.25])
    Rest(n=1, van=0, tot=3)
    """
    rij = list(kansen)
    som = sum(rij)
    spreiding = 1.645 * math.sqrt(sum(k * (1 - k) for k in rij) + (som * _FOUT) ** 2)
    return Rest(round(som), max(0, math.floor(som - spreiding)), math.ceil(som + spreiding))


_FOUT = 1 / 3


def zekerheid_van(kans: float) -> str:
    """The word for a probability: *hoog*, *middel* or *laag*."""
    return "hoog" if kans >= HOOG else "middel" if kans >= MIDDEL else "laag"


@lru_cache(maxsize=1)
def ingebouwd_model() -> Model:
    """The packaged model.

    Raises:
        Geweigerd: the file is of another version than this program: other figures, or another form.
    """
    ruw = json.loads(resources.files(__package__).joinpath("kansen.json").read_text(encoding="utf-8"))
    if tuple(ruw["kenmerken"]) != KENMERKEN:
        raise Geweigerd(
            "het model voor de kansen hoort bij een andere versie van het programma",
            plaats="kansen.json",
            code="model-anders",
            advies="Installeer het pakket opnieuw, of oefen het model met `python -m bench.oefen_kansen`.",
        )
    return Model((ruw["begin"],), tuple(_als_vraag(b) for b in ruw["bomen"]), KENMERKEN)


def _als_vraag(ruw: list[Any]) -> Vraag:
    """A tree as it is written (``["b", value]`` or ``["n", feature, threshold, yes, no]``) as one question of two steps."""
    nummer, drempel, ja, nee = ruw[1:] if ruw[0] == "n" else (0, math.inf, ruw, ruw)
    return (nummer, drempel, *_tak(ja), *_tak(nee))


def _tak(ruw: list[Any]) -> tuple[int, float, float, float]:
    if ruw[0] == "b":
        return (0, math.inf, ruw[1], ruw[1])
    nummer, drempel, ja, nee = ruw[1:]
    return (nummer, drempel, ja[1], nee[1])
