"""One sentence to its parse tree, by the grammar; and a Dutch explanation when that fails.

>>> str(ontleed("Artikel 17 vervalt.").data)
'zin'
>>> uitleg("Artikel 17 vervlat.")
'vanaf kolom 12 («vervlat.») niet begrepen; verwacht: «wordt», «vervalt», «komt», «in …», «aan …», «na …» …'
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from .lexer import Onbegrepen, Symbool, symbolen

__all__ = ["NAMEN", "grammatica", "ontleed", "uitleg", "waarom_niet"]

NAMEN = {
    "WORDT": "«wordt»", "VERVALT": "«vervalt»", "KOMT": "«komt»", "IN": "«in …»", "AAN": "«aan …»", "NA": "«na …»",
    "VOOR": "«voor …»", "ADRES": "een plaats (artikel, lid, onderdeel …)", "CITAAT": "woorden tussen aanhalingstekens",
    "VERVANGEN_DOOR": "«vervangen door»", "TELKENS": "«telkens»", "INGEVOEGD": "«ingevoegd»", "TOEGEVOEGD": "«toegevoegd»",
    "NIEUW": "een aantal eenheden (een lid, twee artikelen …)", "LADING": "«, luidende:» of een dubbele punt",
    "TE_LUIDEN": "«te luiden»", "NUMMERS": "een nieuw nummer", "TOT": "«tot»", "DOOR": "«door»", "PUNT": "een punt",
    "$END": "het einde van de zin", "ALS_VOLGT_GEWIJZIGD": "«als volgt gewijzigd»", "VERNUMMERD": "«vernummerd tot»",
    "AAN_HET_SLOT_VAN": "«aan het slot van»", "TEKEN": "een leesteken (de punt, een puntkomma)", "EN": "«en»",
    "VERDER": "«en wordt …»", "REGELING": "een regeling",
}  # fmt: skip
"""Terminals as a reader knows them."""
_VOLGORDE = list(NAMEN)


@lru_cache(maxsize=1)
def grammatica() -> Any:
    """The LALR parser of the catalogue."""
    from lark import Lark, Token
    from lark.lexer import Lexer

    class Doorgeefluik(Lexer):
        """Hands ready symbols to lark."""

        def __init__(self, _conf: Any) -> None: ...

        def lex(self, data: list[Symbool]) -> Iterator[Any]:  # type: ignore[override]
            for symbool in data:
                yield Token(symbool.soort, symbool, symbool.begin)

    bron = files(__package__).joinpath("grammatica.lark").read_text(encoding="utf-8")
    return Lark(bron, parser="lalr", lexer=Doorgeefluik, start="opdracht", maybe_placeholders=False)


@lru_cache(maxsize=4096)
def ontleed(zin: str) -> Any:
    """The parse tree of a sentence; its leaves are :class:`~versies.opdracht.lexer.Symbool` values.

    Raises:
        Onbegrepen: with the place where reading stopped and what was expected there.
    """
    from lark import UnexpectedInput
    from lark.exceptions import UnexpectedToken

    invoer = symbolen(zin)
    try:
        return grammatica().parse(invoer).children[0]
    except UnexpectedToken as fout:
        plek = fout.token.value.begin if isinstance(fout.token.value, Symbool) else len(zin)
        raise Onbegrepen(plek, tuple(fout.accepts or fout.expected)) from None
    except UnexpectedInput:
        raise Onbegrepen(0) from None


def _verwacht(zin: str, plek: int) -> tuple[str, ...]:
    """What the grammar accepts after the part of the sentence that was understood."""
    from lark.exceptions import UnexpectedToken

    try:
        gelezen = symbolen(zin[:plek])
    except Onbegrepen:
        return ()
    try:
        staat = grammatica().parse_interactive(gelezen)
        staat.exhaust_lexer()
        return tuple(staat.accepts())
    except UnexpectedToken:
        return ()


def waarom_niet(zin: str, fout: Onbegrepen) -> str:
    """The reason why a sentence was not understood, with column and expectation."""
    rest = zin[fout.plek : fout.plek + 40].split("\n")[0]
    woorden = " ".join(rest.split()[:4]) or "het einde"
    waar = f"vanaf kolom {fout.plek + 1} («{woorden}») niet begrepen"
    if fout.reden:
        return f"{waar}: {fout.reden}"
    verwacht = fout.verwacht or _verwacht(zin, fout.plek)
    namen = [NAMEN[v] for v in sorted(verwacht, key=lambda v: _VOLGORDE.index(v) if v in NAMEN else 99) if v in NAMEN]
    return f"{waar}; verwacht: {', '.join(namen[:6])}{' …' if len(namen) > 6 else ''}" if namen else waar


def uitleg(zin: str) -> str:
    """Why a sentence cannot be read; empty when it can."""
    try:
        ontleed(zin)
    except Onbegrepen as fout:
        return waarom_niet(zin, fout)
    return ""
