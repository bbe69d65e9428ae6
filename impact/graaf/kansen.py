"""The probability that a measure touches a provision, from everything that is known of the pair.

A small boosted model: a hundred questions of at most two steps, each adding or taking away. It is data (``kansen.json``), made by
``python -m bench.oefen_kansen`` on sets with a key made by hand; nothing is trained at run time. How sure it may be of itself was learned
with a part of the thesaurus taken away: so it has seen what a regulation in words of its own looks like.

>>> Model((0.0,), ((("n", 0, 0.5, ("b", -1.0), ("b", 2.0)),)), ("x",)).kans((1.0,)) > 0.8
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

__all__ = ["LAAG", "MIDDEL", "Model", "Rest", "ingebouwd_model", "rest", "zekerheid_van"]

HOOG, MIDDEL, LAAG = 0.9, 0.6, 0.3
"""Cuts: the words *hoog*, *middel* and *laag* are this figure in three steps."""

Boom = tuple[Any, ...]
"""A leaf ``("b", value)``, or a question ``("n", feature, threshold, yes when not larger, otherwise)``."""


@dataclass(frozen=True, slots=True)
class Model:
    """The model as data. ``begin``: the log-odds before any question."""

    begin: tuple[float]
    bomen: tuple[Boom, ...]
    kenmerken: tuple[str, ...]

    def kans(self, waarden: Sequence[float]) -> float:
        """The probability, 0 to 1, for the figures of one pair."""
        som = self.begin[0]
        for boom in self.bomen:
            while boom[0] == "n":
                boom = boom[3] if waarden[boom[1]] <= boom[2] else boom[4]
            som += boom[1]
        return 1 / (1 + math.exp(-som))


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
    return Model((ruw["begin"],), tuple(_als_boom(b) for b in ruw["bomen"]), KENMERKEN)


def _als_boom(ruw: list[Any]) -> Boom:
    return tuple(_als_boom(r) if isinstance(r, list) else r for r in ruw)
