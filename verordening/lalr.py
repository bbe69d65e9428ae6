"""An LALR table at work: kinds of tokens in, a tree with the indexes of the tokens out.

Lark makes the table from the grammar file, once, when the project is built (:mod:`verordening.lalr_maken`);
reading it back takes a millisecond where building takes two hundred. The stack is a chain that is never changed, so that every
earlier state stays at hand: the longest readable start of a row is found without reading it twice.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from importlib import resources
from typing import NamedTuple, Self

_EINDE = "$END"
GRAMMATICA, TABEL = "grammatica.lark", "tabel.json"
INGANGEN = {"verordening.taal": ("verwijzing", "plaatsen", "nummers")}
"""Per package with a grammar its start rules, in the order in which they are tried."""


class Tak(NamedTuple):
    """A branch of the tree: rule and parts, which are branches or indexes of tokens."""

    naam: str
    delen: tuple[Tak | int, ...]
    takken: tuple[Tak, ...]
    """The parts that are branches."""
    bladen: tuple[int, ...]
    """All tokens below, in order."""


class Regel(NamedTuple):
    """One rule as the table needs it."""

    links: str
    """What stands on its left side: the key of the next state."""
    lengte: int
    naam: str
    """Name of the branch."""
    enkel: bool
    """A branch with one part is that part."""
    invoegen: tuple[int, ...]
    """Which parts are no branches of their own: their parts come in their place."""


class _Stapel(NamedTuple):
    staat: int
    waarde: Tak | int
    onder: _Stapel | None


_maak = tuple.__new__


class Tabel:
    """The parser of one grammar.

    Args:
        acties: per state what to do with a kind of token or rule: the next state, or ``-n - 1`` to reduce by rule *n*.
        regels: the rules.
        begin: per start rule the first state.
        eind: per start rule the state in which it is complete.
    """

    def __init__(
        self, acties: Sequence[dict[str, int]], regels: Sequence[Regel], begin: dict[str, int], eind: dict[str, int]
    ) -> None:
        self._acties, self._regels, self._begin, self._eind = acties, regels, begin, eind

    @classmethod
    def lees(cls, pakket: str) -> Self:
        """The table that lies in a package beside its grammar.

        Raises:
            RuntimeError: the grammar was changed and the table was not made anew.
        """
        map_ = resources.files(pakket)
        alles = json.loads(map_.joinpath(TABEL).read_text(encoding="utf-8"))
        if alles["van"] != som(map_.joinpath(GRAMMATICA).read_text(encoding="utf-8")):
            raise RuntimeError(f"{TABEL} hoort niet bij {GRAMMATICA}: draai make docs")
        regels = [Regel(links, n, naam, enkel, tuple(invoegen)) for links, n, naam, enkel, invoegen in alles["regels"]]
        return cls(alles["acties"], regels, alles["begin"], alles["eind"])

    def langste(self, soorten: Sequence[str], begin: str) -> tuple[int, Tak | None]:
        """The longest start of a row of kinds that the grammar accepts: number of tokens and tree; ``(0, None)`` when none."""
        stapel: _Stapel | None = _Stapel(self._begin[begin], 0, None)
        gehad: list[_Stapel] = []
        for plek, soort in enumerate(soorten):
            stapel = self._lees(stapel, soort, plek)
            if stapel is None:
                break
            gehad.append(stapel)
        for aantal in range(len(gehad), 0, -1):
            vol = self._lees(gehad[aantal - 1], _EINDE, aantal, self._eind[begin])
            if vol is not None and isinstance(vol.waarde, Tak):
                return aantal, vol.waarde
        return 0, None

    def _lees(self, stapel: _Stapel | None, soort: str, plek: int, eind: int = -1) -> _Stapel | None:
        """The stack after one more token, or in its last state; None when the grammar has no place for it."""
        acties, regels = self._acties, self._regels
        while stapel is not None and stapel.staat != eind:
            actie = acties[stapel.staat].get(soort)
            if actie is None:
                return None
            if actie >= 0:
                return _maak(_Stapel, (actie, plek, stapel))
            regel = regels[-actie - 1]
            delen: list[Tak | int] = []
            for _ in range(regel.lengte):
                delen.append(stapel.waarde)
                if stapel.onder is None:
                    return None
                stapel = stapel.onder
            delen.reverse()
            stapel = _maak(_Stapel, (acties[stapel.staat][regel.links], _tak(regel, delen), stapel))
        return stapel


def som(grammatica: str) -> str:
    """Ties a table to its grammar."""
    return sha256(grammatica.encode()).hexdigest()[:16]


def _tak(regel: Regel, delen: list[Tak | int]) -> Tak | int:
    """The branch of a rule; a part of a repetition is put in whole, so that a long row does not cost a step per pair."""
    uit: list[Tak | int] = []
    takken: list[Tak] = []
    bladen: list[int] = []
    for n, deel in enumerate(delen):
        if not isinstance(deel, Tak):
            uit.append(deel)
            bladen.append(deel)
            continue
        bladen += deel.bladen
        if n in regel.invoegen:
            uit += deel.delen
            takken += deel.takken
        else:
            uit.append(deel)
            takken.append(deel)
    if regel.enkel and len(uit) == 1:
        return uit[0]
    return _maak(Tak, (regel.naam, tuple(uit), tuple(takken), tuple(bladen)))
