"""The probability that a measure touches a provision, from everything that is known of the pair.

A small boosted model: questions of at most three steps, each adding or taking away, and per measure the words that were usual in provisions
about it. What a first row of questions does not rule out is asked a second row, with what the first gave the neighbours. It is data (``kansen.json``), made by ``python -m bench.oefen_kansen`` on sets with a key made by hand; nothing is trained at run
time. What it learned of words it never saw in the set that it was asked about, and how far it may be wrong as a whole (``spreiding``) is what
it was on sets that took no part.

>>> Model(0.0, ([0, 0.5, -1.0, 2.0],), ("x",)).kans((1.0,)) > 0.8
True
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from impact.dossier.model import Herkomst
from impact.graaf.buren import logodds, met_buren
from impact.graaf.kenmerken import BUREN, KENMERKEN, Paar
from verordening.bevinding import Geweigerd

HOOG, MIDDEL, JA = 0.9, 0.7, 0.6
"""Cuts: the words *hoog*, *middel* and (below both) *laag* are this figure in three steps; a pair is a link from :data:`JA`.
On eighteen sets, each left out in turn, 0.5 gave recall 0.93 and precision 0.83, and 0.6 gives 0.91 and 0.87: nearer to what is asked of the list, and the
review desk offers the rest in order."""

Knoop = float | Sequence[Any]
"""A question: the number of a figure, a threshold, and what follows when the figure is not larger and when it is: another question, or what it adds."""


@dataclass(frozen=True, slots=True)
class Model:
    """The model as data.

    Args:
        begin: the log-odds before any question; ``bomen``: the questions; ``kenmerken``: names of the figures.
        spreiding: how far the sum of the probabilities was off on sets that took no part, as a standard deviation of the logarithm.
        dossier: the list of measures for which words were learned; ``woorden``: per measure its stems.
        tweede: the second step, for a pair with the figures of its neighbours before its own; None = there is one step.
    """

    begin: float
    bomen: Sequence[Knoop]
    kenmerken: tuple[str, ...]
    spreiding: float = 0.5
    dossier: str = ""
    woorden: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    tweede: Model | None = None

    def woorden_voor(self, dossier: str) -> Mapping[str, Mapping[str, float]]:
        """The learned words of a list of measures; none for another list than they were learned for."""
        return self.woorden if dossier == self.dossier else {}

    def weeg(self, paren: Sequence[Paar], geteld: Collection[str]) -> tuple[list[Paar], list[float]]:
        """The pairs with what their neighbours say, and the probability of each: all provisions per measure, in the same order for each."""
        eerst = [self.kans(p.waarden) for p in paren]
        if self.tweede is None:
            return list(paren), eerst
        samen = list(met_buren(paren, eerst, geteld))
        tweede = self.tweede
        kansen = [tweede.kans((*p.buren, *p.waarden)) if p.buren else k for p, k in zip(samen, eerst, strict=True)]
        return samen, kansen

    def kans(self, waarden: Sequence[float]) -> float:
        """The probability, 0 to 1, for the figures of one pair, in one step."""
        som = self.begin
        for knoop in self.bomen:
            while not isinstance(knoop, float):
                nummer, drempel, niet, wel = knoop
                knoop = wel if waarden[nummer] > drempel else niet
            som += knoop
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


IJKING = 0.9
"""How far the share of what is touched in one dossier lies from that in others: a standard deviation of the log-odds, over nine sets."""
Gezien = Iterable[tuple[float, bool]]
"""Pairs about which a person decided: the probability that the model gave, and whether it was right."""


def ijk(gezien: Gezien) -> tuple[float, float]:
    """What decisions say of the dossier's own share: how much to add to the log-odds, and which part of the doubt about that is left.

    >>> [round(x, 1) for x in ijk([])], ijk([(0.5, True)] * 10)[0] > 1
    ([0.0, 1.0], True)
    """
    rij = [(logodds(k), raak) for k, raak in gezien]
    erbij, kromte = 0.0, IJKING**-2
    for _ in range(12):
        kansen = [1 / (1 + math.exp(-z - erbij)) for z, _ in rij]
        kromte = sum(k * (1 - k) for k in kansen) + IJKING**-2
        erbij += (sum(raak - k for k, (_, raak) in zip(kansen, rij, strict=True)) - erbij * IJKING**-2) / kromte
    return erbij, 1 / (IJKING * math.sqrt(kromte))


def geijkt(kans: float, erbij: float) -> float:
    """A probability with something added to its log-odds."""
    return 1 / (1 + math.exp(-logodds(kans) - erbij)) if erbij else kans


def rest(kansen: Iterable[float], spreiding: float | None = None, gezien: Gezien = ()) -> Rest:
    """The expected number of touched provisions among pairs with these probabilities.

    The interval allows for chance in each pair and for the model being wrong as a whole, as it was on sets that it had not seen.

    Args:
        spreiding: how far it may be wrong (:attr:`Model.spreiding`); None = what the packaged model learned.
        gezien: decisions of persons in the same dossier: they say how far it is wrong there as a whole, and take that half of the doubt away.

    >>> rest([0.5, 0.25, 0.25], 0.0)
    Rest(n=1, van=0, tot=3)
    """
    erbij, twijfel = ijk(gezien)
    rij = [geijkt(k, erbij) for k in kansen]
    som = sum(rij)
    sigma = (1 + twijfel) / 2 * (ingebouwd_model().spreiding if spreiding is None else spreiding)
    toeval = math.sqrt(sum(k * (1 - k) for k in rij)) / (som + 1)
    factor = math.exp(1.645 * math.hypot(sigma, toeval))
    return Rest(round(som), max(0, math.floor((som + 1) / factor - 1)), math.ceil((som + 1) * factor - 1))


_VLOER = {"hoog": HOOG, "middel": MIDDEL, "laag": 0.5}
_UIT_DE_TEKST = frozenset({"verwijzing", "grondslag", "begrip", "keten"})


def vloer(sporen: Iterable[Herkomst], aanhef: bool = False) -> float:
    """What the texts themselves prove needs no estimate: a pair is never less likely than its exact reference or definition, or a reference
    to the law around what changes.

    On thirteen sets 63 of 68 exact ones were right and 71 of 82 around what changes. What hangs on another provision (5 of 17 that the
    model itself doubted) is for the model to weigh, and so is an aanhef that names the law around a change (17 of 37).
    """
    hard = (
        h
        for h in sporen
        if h.soort in _UIT_DE_TEKST
        and (h.jci or h.zekerheid == "hoog")
        and not (h.soort == "begrip" and h.via)
        and not (aanhef and h.soort == "grondslag" and h.zekerheid == "middel")
    )
    return max((_VLOER.get(h.zekerheid, 0.0) for h in hard), default=0.0)


def met_vloer(paren: Sequence[Paar], kansen: Iterable[float]) -> tuple[float, ...]:
    """The probability of every pair, never less than what the texts prove. Who uses a word whose definition is touched is as likely as that
    trace says, and no likelier than the definition itself."""
    rij = [max(float(k), vloer(p.sporen, p.plaats.soort == "aanhef")) for p, k in zip(paren, kansen, strict=True)]
    van = {(p.maatregel, p.plaats.sleutel): k for p, k in zip(paren, rij, strict=True)}
    return tuple(
        max([k, *(min(_VLOER.get(h.zekerheid, 0.0), van.get((p.maatregel, v), 0.0)) for h, v in _gebruik(p.sporen))])
        for p, k in zip(paren, rij, strict=True)
    )


def _gebruik(sporen: Iterable[Herkomst]) -> Iterator[tuple[Herkomst, str]]:
    return ((h, v) for h in sporen if h.soort == "begrip" for v in h.via)


def zekerheid_van(kans: float) -> str:
    """The word for a probability: *hoog*, *middel* or *laag*."""
    return "hoog" if kans >= HOOG else "middel" if kans >= MIDDEL else "laag"


@lru_cache(maxsize=1)
def ingebouwd_model() -> Model:
    """The packaged model."""
    ruw = lees_model(str(__package__), "kansen.json", (*BUREN, *KENMERKEN))
    tweede = Model(ruw["tweede"]["begin"], ruw["tweede"]["bomen"], (*BUREN, *KENMERKEN))
    return Model(ruw["begin"], ruw["bomen"], KENMERKEN, ruw["spreiding"], ruw["dossier"], ruw["woorden"], tweede)


def lees_model(kamer: str, naam: str, kenmerken: tuple[str, ...], deel: str = "woorden") -> dict[str, Any]:
    """A packaged model as data.

    Args:
        deel: what it must have beside its figures.

    Raises:
        Geweigerd: the file is damaged, or of another version than this program: other figures, or another form.
    """
    try:
        ruw = dict(json.loads(resources.files(kamer).joinpath(naam).read_bytes()))
    except (OSError, ValueError, TypeError) as fout:
        raise Geweigerd.om("model-kapot", naam) from fout
    if tuple(ruw.get("kenmerken", ())) != kenmerken or deel not in ruw:
        raise Geweigerd.om("model-anders", naam)
    if ruw.pop("controlegetal", "") != controlegetal(ruw):
        raise Geweigerd.om("model-kapot", naam)
    return ruw


def controlegetal(gegevens: Mapping[str, object]) -> str:
    """The SHA-256 of the content, so that not one figure changes without a word."""
    return hashlib.sha256(json.dumps(gegevens, sort_keys=True).encode()).hexdigest()
