"""An LALR table at work: kinds of tokens in, a tree with the indexes of the tokens out.

Lark makes the table from the grammar file, once, when the project is built (:func:`maak`, ``python -m verordening.lalr``);
reading it back takes a millisecond where building takes two hundred. The stack is a chain that is never changed, so that every
earlier state stays at hand: the longest readable start of a row is found without reading it twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib import resources
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from lark.grammar import Rule

_EINDE = "$END"
GRAMMATICA, TABEL = "grammatica.lark", "tabel.json"
INGANGEN = {"verordening.taal": ("verwijzing", "plaatsen", "nummers")}
"""Per package with a grammar its start rules."""


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
        if alles["van"] != _som(map_.joinpath(GRAMMATICA).read_text(encoding="utf-8")):
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
                return _Stapel(actie, plek, stapel)
            regel = regels[-actie - 1]
            delen: list[Tak | int] = []
            for _ in range(regel.lengte):
                delen.append(stapel.waarde)
                if stapel.onder is None:
                    return None
                stapel = stapel.onder
            delen.reverse()
            stapel = _Stapel(acties[stapel.staat][regel.links], _tak(regel, delen), stapel)
        return stapel


def _som(grammatica: str) -> str:
    return sha256(grammatica.encode()).hexdigest()[:16]


def _tak(regel: Regel, delen: list[Tak | int]) -> Tak | int:
    if regel.invoegen:
        delen = list(_ingevoegd(regel, delen))
    if regel.enkel and len(delen) == 1:
        return delen[0]
    takken = tuple([d for d in delen if d.__class__ is Tak])
    if len(takken) == len(delen) == 1:
        bladen = takken[0].bladen
    else:
        bladen = tuple([n for d in delen for n in (d.bladen if isinstance(d, Tak) else (d,))])
    return Tak(regel.naam, tuple(delen), takken, bladen)


def _ingevoegd(regel: Regel, delen: list[Tak | int]) -> Iterator[Tak | int]:
    for n, deel in enumerate(delen):
        if n in regel.invoegen and isinstance(deel, Tak):
            yield from deel.delen
        else:
            yield deel


def maak(grammatica: str, begin: Sequence[str]) -> str:
    """The table of a grammar in Lark's notation, as the text of the file."""
    from lark import Lark, Token
    from lark.lexer import Lexer
    from lark.parsers.lalr_analysis import Shift

    class Stil(Lexer):
        """No text is read here: only the table is wanted."""

        def __init__(self, _conf: object) -> None:
            pass

        def lex(self, lexer_state: object, parser_state: object) -> Iterator[Token]:
            return iter(())

    lezer = Lark(grammatica, parser="lalr", lexer=Stil, maybe_placeholders=False, start=list(begin))
    bron = lezer.parser.parser._parse_table
    regels = list(lezer.rules)
    sleutels = {(r.origin.name, tuple(s.name for s in r.expansion), r.alias): n for n, r in enumerate(regels)}
    nummer = {staat: n for n, staat in enumerate(_bereikt(bron.states, [bron.start_states[b] for b in begin]))}
    acties: list[dict[str, int]] = []
    for staat in nummer:
        rij: dict[str, int] = {}
        acties.append(rij)
        for soort, (wat, doel) in sorted(bron.states[staat].items()):
            if wat is Shift:
                rij[soort] = nummer[doel]
            else:
                rij[soort] = -sleutels[doel.origin.name, tuple(s.name for s in doel.expansion), doel.alias] - 1
    uit = {
        "van": _som(grammatica),
        "begin": {b: nummer[bron.start_states[b]] for b in begin},
        "eind": {b: nummer[bron.end_states[b]] for b in begin},
        "regels": [_regel(r) for r in regels],
        "acties": acties,
    }
    return json.dumps(uit, separators=(",", ":")) + "\n"


def _bereikt(staten: Mapping[object, Mapping[str, tuple[object, object]]], begin: Iterable[object]) -> list[object]:
    """The states in an order that depends on the grammar alone: from the start states on, by the names of the symbols."""
    uit = list(begin)
    gehad = set(uit)
    for staat in uit:
        for _, (_, doel) in sorted(staten[staat].items(), key=itemgetter(0)):
            if doel in staten and doel not in gehad:
                gehad.add(doel)
                uit.append(doel)
    return uit


def _regel(regel: Rule) -> Regel:
    invoegen = tuple(n for n, s in enumerate(regel.expansion) if not s.is_term and s.name.startswith("_"))
    enkel = bool(regel.options.expand1 and not regel.alias)
    return Regel(regel.origin.name, len(regel.expansion), regel.alias or regel.origin.name, enkel, invoegen)


if __name__ == "__main__":
    for pakket, begin in INGANGEN.items():
        map_ = Path(__file__).parents[1].joinpath(*pakket.split("."))
        (map_ / TABEL).write_text(maak((map_ / GRAMMATICA).read_text(encoding="utf-8"), begin), encoding="utf-8")
