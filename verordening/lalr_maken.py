"""Makes the table of :mod:`verordening.lalr` from the grammar files, with Lark: ``python -m verordening.lalr_maken`` (``make docs``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

from lark import Lark, Token
from lark.grammar import Rule
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from verordening.lalr import GRAMMATICA, INGANGEN, TABEL, Regel, som


class _Stil(Lexer):
    """No text is read here: only the table is wanted."""

    def __init__(self, _conf: object) -> None:
        pass

    def lex(self, lexer_state: object, parser_state: object) -> Iterator[Token]:
        return iter(())


def maak(grammatica: str, begin: Sequence[str]) -> str:
    """The table of a grammar in Lark's notation, as the text of the file."""
    lezer = Lark(grammatica, parser="lalr", lexer=_Stil, maybe_placeholders=False, start=list(begin))
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
        "van": som(grammatica),
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
