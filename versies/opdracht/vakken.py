"""A sentence by its slots: which words are the deed, which the places, the old words and the new text.

The grammar file says what a slot looks like and which slots a deed takes; their order is free. Every symbol of the sentence must
stand in exactly one slot, and there must be exactly one way to do that; else the sentence is not read.

>>> [(d.naam, [v.naam for v in d.vakken]) for d in verdeel(("IN", "ADRES", "WORDT", "CITAAT", "VERVANGEN_DOOR", "CITAAT"))]
[('vervang_woorden', ['in', 'werkwoord', 'woorden', 'door'])]
>>> verdeel(("IN", "ADRES", "WORDT", "CITAAT"))
4
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from versies.opdracht.woorden import grammatica

FINIET = frozenset({"VERVALT", "LUIDT", "WIJZIGT"})
"""Verbs that are whole by themselves."""


class Vak(NamedTuple):
    """A slot: its name, and which symbols stand in it."""

    naam: str
    begin: int
    eind: int


class Daad(NamedTuple):
    """A deed with its slots, in the order of the sentence."""

    naam: str
    vakken: tuple[Vak, ...]


Werkwoorden: TypeAlias = "tuple[str, ...]"
"""The verbs of one deed, in alphabetical order."""


class _Raam(NamedTuple):
    naam: str
    werkwoorden: frozenset[Werkwoorden]
    moet: Counter[str]
    mag: frozenset[str]


class _Vooraf(NamedTuple):
    """What a deed can take from the ones before it: their verbs, and their slots."""

    werkwoorden: Werkwoorden = ()
    vakken: frozenset[str] = frozenset()


# --- the file ---


@lru_cache(maxsize=1)
def _vormen() -> dict[str, str]:
    """The rules of the file, names filled in."""
    return dict(re.findall(r"^(\w+): ([^/\n].*)$", grammatica(), re.MULTILINE))


_TEKENS: dict[str, str] = {}


def _regex(vorm: str) -> str:
    def vul(t: re.Match[str]) -> str:
        naam = t.group()
        return f"(?:{_regex(_vormen()[naam])})" if naam in _vormen() else _teken(naam)

    return re.sub(r"\w+", vul, vorm).replace(" ", "")


def _teken(soort: str) -> str:
    if soort not in _TEKENS:
        _TEKENS[soort] = chr(0xE000 + len(_TEKENS))
    return _TEKENS[soort]


@lru_cache(maxsize=1)
def _vakvormen() -> dict[str, re.Pattern[str]]:
    """The pattern of each slot over symbols."""
    namen = {n for r in _ramen() for n in (*r.moet, *r.mag)} | {"werkwoord"}
    return {n: re.compile(_regex(v)) for n, v in _vormen().items() if n in namen}


@lru_cache(maxsize=1)
def _ramen() -> tuple[_Raam, ...]:
    groepen: dict[str, list[str]] = {}
    uit: list[_Raam] = []
    for t in re.finditer(r"^(?P<naam>\w+) = (?P<rest>.*)$", grammatica(), re.MULTILINE):
        delen = [[n for m in d.split() for n in groepen.get(m, [m])] for d in t.group("rest").split(":")]
        if len(delen) == 1:
            groepen[t.group("naam")] = delen[0]
            continue
        werkwoorden = frozenset(() if w == "-" else tuple(sorted(w.split("+"))) for w in delen[0])
        moet = (Counter(keuze.split()) for keuze in " ".join(delen[1]).split("|"))
        uit += [_Raam(t.group("naam"), werkwoorden, m, frozenset(delen[2])) for m in moet]
    return tuple(uit)


@lru_cache(maxsize=1)
def daadwoorden() -> frozenset[str]:
    """The symbols that are a verb."""
    return frozenset(w for r in _ramen() for rij in r.werkwoorden for w in rij)


def regel_van(vorm: str) -> str:
    """A rule as the file has it."""
    return _vormen()[vorm]


@lru_cache(maxsize=128)
def symbolen_in(vorm: str) -> frozenset[str]:
    """Every symbol that a rule can have."""
    namen = set(re.findall(r"\w+", _vormen().get(vorm, "")))
    return frozenset({n for n in namen if n not in _vormen()}.union(*(symbolen_in(n) for n in namen if n in _vormen())))


@lru_cache(maxsize=1)
def soorten() -> frozenset[str]:
    """Every symbol that can stand in a slot or between two deeds."""
    return symbolen_in("nog").union(*(symbolen_in(n) for n in _vakvormen()))


@lru_cache(maxsize=32)
def patroon_van(vorm: str) -> re.Pattern[str]:
    """A rule as a pattern over symbols, each one character (:func:`rij`)."""
    return re.compile(_regex(_vormen()[vorm]))


def rij(soorten: Sequence[str]) -> str:
    """Symbols as characters."""
    return "".join(map(_teken, soorten))


@lru_cache(maxsize=1)
def bepalingvormen() -> tuple[str, ...]:
    """The forms of a provision of the decision itself, in the order in which they are tried."""
    return tuple(re.findall(r"\w+", _vormen()["bepaling"]))


# --- reading ---


@lru_cache(maxsize=8192)
def verdeel(soorten: tuple[str, ...]) -> tuple[Daad, ...] | int:
    """The deeds of a sentence; or how many symbols could be divided; -1 when there is more than one way."""
    lezer = _Verdeler(soorten)
    gelezen = lezer.vanaf(0, _Vooraf())
    if not gelezen:
        return lezer.verst
    minst = min(len(g) for g in gelezen)
    beste = list(dict.fromkeys(g for g in gelezen if len(g) == minst))
    return beste[0] if len(beste) == 1 else -1


def ontbreekt(soorten: tuple[str, ...]) -> list[str]:
    """The slots that a sentence with these symbols lacks to be one deed; empty when that is not what is wrong."""
    lezer = _Verdeler(soorten)
    vakken = lezer.vakken(0, len(soorten))
    namen = Counter(v.naam for v in vakken)
    werkwoorden = lezer.werkwoorden(vakken, _Vooraf())
    if not werkwoorden:
        return ["werkwoord"]
    mist = [sorted(r.moet - namen) for r in _ramen() if werkwoorden in r.werkwoorden]
    return min(mist, key=len, default=[])


class _Verdeler:
    def __init__(self, soorten: tuple[str, ...]) -> None:
        self.soorten = soorten
        self.rij = rij(soorten)
        self.grenzen = [i for i, s in enumerate(soorten) if s in symbolen_in("nog")]
        self.verst = 0
        self.eerder: dict[tuple[int, _Vooraf], list[tuple[Daad, ...]]] = {}

    def vanaf(self, begin: int, vooraf: _Vooraf) -> list[tuple[Daad, ...]]:
        """Every way to divide the symbols from one on into deeds."""
        if (begin, vooraf) in self.eerder:
            return self.eerder[begin, vooraf]
        uit: list[tuple[Daad, ...]] = []
        for eind in [*(i for i in self.grenzen if i > begin), len(self.soorten)]:
            daad = self.daad(begin, eind, vooraf)
            if daad is None:
                continue
            if eind == len(self.soorten):
                uit.append((daad,))
                continue
            verder = eind + 1
            while verder in self.grenzen:
                verder += 1
            uit += [(daad, *rest) for rest in self.vanaf(verder, self.erft(daad, vooraf))]
        self.eerder[begin, vooraf] = uit
        return uit

    def erft(self, daad: Daad, vooraf: _Vooraf) -> _Vooraf:
        """What a next deed can leave out because this one has it."""
        eigen = self.werkwoorden(daad.vakken, vooraf)
        return _Vooraf(eigen, vooraf.vakken | {v.naam for v in daad.vakken})

    def werkwoorden(self, vakken: Sequence[Vak], vooraf: _Vooraf) -> Werkwoorden:
        """The verbs of a deed: its own, with the first half of those before it when it has only a second."""
        eigen = [s for v in vakken for s in self.soorten[v.begin : v.eind] if s in daadwoorden()]
        hulp = symbolen_in("HULP")
        if eigen and hulp.isdisjoint(eigen) and eigen[0] not in FINIET:
            eigen += [w for w in vooraf.werkwoorden if w in hulp]
        return tuple(sorted(eigen)) or vooraf.werkwoorden

    def daad(self, begin: int, eind: int, vooraf: _Vooraf) -> Daad | None:
        """The deed that some symbols are; None when they are none, or more than one."""
        vakken = self.vakken(begin, eind)
        werkwoorden = self.werkwoorden(vakken, vooraf)
        namen = Counter(v.naam for v in vakken if v.naam != "werkwoord")
        erft = vooraf.vakken & {"plaats", "bedrag"}
        volgorde = [v.naam for v in vakken if v.naam in ("woorden", "door")]
        if volgorde[:1] == ["door"] and "woorden" in volgorde:
            return None  # Wat er staat, gaat vooraf aan wat ervoor in de plaats komt.
        passend = (
            {r.naam for r in _ramen() if werkwoorden in r.werkwoorden and _past(r, namen, erft)} if vakken else set()
        )
        return Daad(passend.pop(), vakken) if len(passend) == 1 else None

    def vakken(self, begin: int, eind: int) -> tuple[Vak, ...]:
        """The slots that some symbols fill; empty when one of them fits nowhere."""
        uit: list[Vak] = []
        plek = begin
        while plek < eind:
            past = [(t.end(), n) for n, p in _vakvormen().items() if (t := p.match(self.rij, plek, eind)) is not None]
            if past:
                tot, naam = max(past, key=lambda p: p[0])
                uit.append(Vak(naam, plek, tot))
                plek = tot
            elif self.soorten[plek] == "KOMMA":
                plek += 1
            else:
                self.verst = max(self.verst, plek)
                return ()
        self.verst = max(self.verst, plek)
        return tuple(uit)


def _past(raam: _Raam, namen: Counter[str], erft: frozenset[str]) -> bool:
    """True when the slots are those of a frame: what it must have once, what it can have, and nothing else."""
    over = namen - raam.moet
    mist = raam.moet - namen
    return all(n in raam.mag for n in over) and all(n in erft for n in mist)
