"""Where the new text of an instruction ends: a line that it cannot hold is the decision's own, whether or not it can be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from versies.opdracht.adressen import lees_plek
from versies.opdracht.beeld import Beeld, beeld
from versies.opdracht.lading import zonder_buitencitaat
from versies.opdracht.lexer import is_open
from versies.opdracht.volgorde import volgende_nummers
from versies.opdracht.woorden import patroon


@dataclass(slots=True)
class Telling:
    """How far the numbering of some new text is; each line is counted once."""

    gehad: int = 0
    streep: bool = False
    open: list[Beeld] = field(default_factory=list)

    def is_af(self, lading: Sequence[str], regel: str) -> bool:
        """True when a line with a number, letter or dash does not go on in the numbering of the new text above it.

        >>> Telling().is_af(["1. Verboden is:", "a. roken;", "b. drinken."], "2. De raad beslist.")
        False
        >>> Telling().is_af(["1. Roken.", "2. Drinken."], "2. De raad beslist."), Telling().is_af(["- hond;"], "- kat;")
        (True, False)
        """
        for gezien in map(_label, lading[self.gehad :]):
            self.streep |= gezien.streep
            if gezien.nummer:
                plek = next((i for i, b in enumerate(self.open) if _zelfde(b, gezien)), len(self.open))
                self.open = [*self.open[: min(plek, _plek(self.open, gezien))], gezien]
        self.gehad = len(lading)
        label = _label(regel)
        begint = label.nummer in volgende_nummers([]) or not lading
        return not begint and (_plek(self.open, label) == len(self.open) if label.nummer else not self.streep)


def _zelfde(een: Beeld, ander: Beeld) -> bool:
    return (een.stijl, een.nummer) == (ander.stijl, ander.nummer)


def _plek(open_: Sequence[Beeld], label: Beeld) -> int:
    """Index of the open list in which a label is the next; behind them all when it begins one."""
    telt = (i for i, b in enumerate(open_) if b.stijl == label.stijl and label.nummer in volgende_nummers([b.nummer]))
    return max(telt, default=len(open_))


def is_dicht(lading: Sequence[str]) -> bool:
    """True when the new text, or the last paragraph of it, stands whole between quotation marks: they say where it ends.

    >>> is_dicht(["“2. Het college beslist.", "3. Het college betaalt.”."]), is_dicht(["“college”: het bestuur"])
    (True, False)
    """
    laatste = next((r for r in reversed(lading) if r.strip()), "")
    sluit = re.search(r"[”“»’\"'][ .;]*\Z", laatste) is not None
    return sluit and (_in_citaat([laatste]) or _in_citaat(lading))


def _in_citaat(regels: Sequence[str]) -> bool:
    return not is_open("\n".join(regels)) and zonder_buitencitaat(regels) != regels


def is_los(lading: Sequence[str], regel: Beeld) -> bool:
    """True for a sentence about what happens to some words, or without a number about some place, below new text that is no whole artikel.

    >>> begrip = ["- hond: een dier;"]
    >>> is_los(begrip, beeld("Het tarief in artikel 5 gaat van € 2 naar € 3")), is_los(begrip, beeld("Of een wolf."))
    (True, False)
    """
    eerste = next((_label(r) for r in lading if r.strip()), None)
    aangehaald = patroon("AANGEHAALDE_WOORDEN").search(regel.kern) is not None
    if eerste is not None and aangehaald and regel.taal and not regel.tabelrij:
        return True  # Wat met woorden gebeurt, zegt een opdracht.
    if eerste is None or eerste.begint("EENHEID") or regel.nummer or regel.streep or regel.tabelrij:
        return False
    kern, vooraan = regel.kern, patroon("PLAATS_VOORAAN").match(regel.kern)
    begin = [max(kern.rfind(" ", 0, vooraan.end()) + 1, 0)] if vooraan is not None else []
    if kern[:1].islower():  # Het slot van een zin die in onderdelen uiteenviel, mag elders een plaats noemen.
        return any(lees_plek(kern, b) for b in begin)
    begin += [t.start() for t in patroon("PLEK").finditer(kern)]
    return aangehaald or any(lees_plek(kern, b) for b in begin)


def _label(regel: str) -> Beeld:
    return beeld(regel.lstrip("#„“«\"‘' "))
