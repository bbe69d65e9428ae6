"""A grammar at work: kinds of tokens in, a tree with the indexes of the tokens out.

The rules stand in a grammar file; they are tried in the order of the file, each as far as it goes, and may look ahead: ``&x`` says that
*x* must follow, ``!x`` that it must not. Nothing is generated and nothing else is needed to read a text.

>>> from verordening.ontleder import Grammatica
>>> taal = Grammatica("lijst: NR (_en NR)* !LID\\n_en: EN | KOMMA EN?\\n")
>>> taal.lees(("NR", "KOMMA", "EN", "NR", "VAN"), "lijst")[0], taal.lees(("NR", "LID"), "lijst")
(4, (0, None))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_REGEL = re.compile(r"^(?P<los>\??)(?P<naam>[a-z_]+): (?P<vorm>.+(?:\n +\|.+)*)", re.MULTILINE)
_WOORD = re.compile(r"->\s*[a-z_]+|\w+|[()|?*&!]")


_DIEPST = 60
"""Rules in each other; no text says "van hoofdstuk 1 van deel 2 van …" so often."""


class Tak(NamedTuple):
    """A branch of the tree: rule and parts, which are branches or indexes of tokens."""

    naam: str
    delen: tuple[Tak | int, ...]

    takken: tuple[Tak, ...]
    """The parts that are branches."""
    bladen: tuple[int, ...]
    """All tokens below, in order."""


Delen = tuple[Tak | int, ...]


class _Vorm(NamedTuple):
    """A part of a rule: a name, or an operator with what it works on."""

    wat: str
    """``naam``, ``rij``, ``keus``, or one of the signs ``?``, ``*``, ``&`` and ``!``."""
    naam: str = ""
    delen: tuple[_Vorm, ...] = ()


class Grammatica:
    """The rules of a grammar file, ready to read with."""

    def __init__(self, tekst: str) -> None:
        self._regels = {t["naam"]: _keus(_woorden(t["vorm"])) for t in _REGEL.finditer(tekst)}
        self._los = {t["naam"] for t in _REGEL.finditer(tekst) if t["los"]}
        self._eerste: dict[str, frozenset[str]] = {}
        for naam in self._regels:
            self._eerste[naam] = self._begint(_Vorm("naam", naam))[0]

    def lees(self, soorten: Sequence[str], begin: str) -> tuple[int, Tak | None]:
        """What a rule makes of the start of a row of kinds: number of tokens and tree; ``(0, None)`` when it does not fit."""
        gelezen = _Lezing(self._regels, self._los, self._eerste, soorten).regel(begin, 0)
        if gelezen is None or not isinstance(tak := gelezen[1][0], Tak):
            return 0, None
        return gelezen[0], tak

    def _begint(self, vorm: _Vorm) -> tuple[frozenset[str], bool]:
        """The kinds that a part can start with, and whether it can be nothing. No rule is nothing."""
        if vorm.wat == "naam":
            if vorm.naam not in self._regels:
                return frozenset({vorm.naam}), False
            return self._eerste.get(vorm.naam) or self._begint(self._regels[vorm.naam])[0], False
        uit: frozenset[str] = frozenset()
        leeg = vorm.wat != "keus"
        for deel in vorm.delen if vorm.wat not in "&!" else ():
            soorten, niets = self._begint(deel)
            uit |= soorten
            if vorm.wat == "keus":
                leeg |= niets
            elif vorm.wat == "rij" and not niets:
                return uit, False
        return uit, leeg


def _woorden(vorm: str) -> list[str]:
    """The words of a rule, the first one last."""
    return _WOORD.findall(re.sub(r"//.*", "", vorm))[::-1]


def _keus(woorden: list[str]) -> _Vorm:
    """The alternatives that stand next, up to a closing bracket."""
    keuzen = [_rij(woorden)]
    while woorden and woorden[-1] == "|":
        woorden.pop()
        keuzen.append(_rij(woorden))
    return _Vorm("keus", delen=tuple(keuzen))


def _rij(woorden: list[str]) -> _Vorm:
    delen: list[_Vorm] = []
    naam = ""
    while woorden and woorden[-1] not in ("|", ")"):
        woord = woorden.pop()
        if woord.startswith("->"):
            naam = woord[2:].strip()
        elif woord in ("?", "*"):
            delen.append(_Vorm(woord, delen=(delen.pop(),)))
        elif woord in ("&", "!"):
            delen.append(_Vorm(woord, delen=(_een(woorden.pop(), woorden),)))
        else:
            delen.append(_een(woord, woorden))
    return _Vorm("rij", naam, tuple(delen))


def _een(woord: str, woorden: list[str]) -> _Vorm:
    if woord != "(":
        return _Vorm("naam", woord)
    binnen = _keus(woorden)
    woorden.pop()
    return binnen


class _Lezing:
    """One row of kinds being read; what a rule makes of a place is remembered."""

    def __init__(
        self, regels: dict[str, _Vorm], los: set[str], eerste: dict[str, frozenset[str]], soorten: Sequence[str]
    ) -> None:
        self.regels, self.los, self.eerste, self.soorten = regels, los, eerste, soorten
        self.eerder: dict[tuple[str, int], tuple[int, Delen] | None] = {}
        self.diep = 0

    def regel(self, naam: str, plek: int) -> tuple[int, Delen] | None:
        """The end of what a rule takes from a place on, and its parts or its branch."""
        if plek >= len(self.soorten) or self.soorten[plek] not in self.eerste[naam]:
            return None
        if (naam, plek) not in self.eerder and self.diep < _DIEPST:
            self.diep += 1
            self.eerder[naam, plek] = self._regel(naam, plek)
            self.diep -= 1
        return self.eerder.get((naam, plek))

    def _regel(self, naam: str, plek: int) -> tuple[int, Delen] | None:
        for rij in self.regels[naam].delen:
            if (gelezen := self._pas(rij, plek)) is not None:
                eind, delen = gelezen
                if naam.startswith("_") or (naam in self.los and len(delen) == 1):
                    return eind, delen
                return eind, (_tak(rij.naam or naam, delen),)
        return None

    def _pas(self, vorm: _Vorm, plek: int) -> tuple[int, Delen] | None:
        if vorm.wat == "naam":
            if vorm.naam in self.regels:
                return self.regel(vorm.naam, plek)
            return (plek + 1, (plek,)) if self.soorten[plek : plek + 1] == (vorm.naam,) else None
        if vorm.wat == "keus":
            return next((g for deel in vorm.delen if (g := self._pas(deel, plek)) is not None), None)
        if vorm.wat in "&!":
            past = self._pas(vorm.delen[0], plek) is not None
            return (plek, ()) if past == (vorm.wat == "&") else None
        uit: list[Tak | int] = []
        for deel in self._herhaald(vorm):
            gelezen = self._pas(deel, plek)
            if gelezen is None:
                return None if vorm.wat == "rij" else (plek, tuple(uit))
            plek, delen = gelezen
            uit += delen
        return plek, tuple(uit)

    def _herhaald(self, vorm: _Vorm) -> Iterator[_Vorm]:
        """The parts that are read one after another: of a row all, of ``?`` and ``*`` as long as they are there."""
        yield from vorm.delen
        while vorm.wat == "*":
            yield vorm.delen[0]


def _tak(naam: str, delen: Delen) -> Tak:
    takken = tuple([d for d in delen if isinstance(d, Tak)])
    return Tak(naam, delen, takken, tuple([n for d in delen for n in (d.bladen if isinstance(d, Tak) else (d,))]))
