"""One sentence to its parse tree, by the grammar; and a Dutch explanation when that fails.

>>> str(ontleed("Artikel 17 vervalt.").data)
'zin'
>>> uitleg("Artikel 17 vervlat.")
'vanaf kolom 12 («vervlat.») niet begrepen; verwacht: «wordt», «vervalt», «komt», «in …», «aan …», «na …» …'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from versies.opdracht.lexer import Onbegrepen, Symbool, symbolen

NAMEN = {
    "WORDT": "«wordt»",
    "VERVALT": "«vervalt»",
    "KOMT": "«komt»",
    "IN": "«in …»",
    "AAN": "«aan …»",
    "NA": "«na …»",
    "VOOR": "«voor …»",
    "ADRES": "een plaats (artikel, lid, onderdeel …)",
    "CITAAT": "woorden tussen aanhalingstekens",
    "VERVANGEN_DOOR": "«vervangen door»",
    "TELKENS": "«telkens»",
    "MAAL": "«tweemaal»",
    "VAN_NAAR": "«verhoogd van € … naar € …»",
    "INGEVOEGD": "«ingevoegd»",
    "TOEGEVOEGD": "«toegevoegd»",
    "NIEUW": "een aantal eenheden (een lid, twee artikelen …)",
    "LADING": "«, luidende:» of een dubbele punt",
    "TE_LUIDEN": "«te luiden»",
    "NUMMERS": "een nieuw nummer",
    "TOT": "«tot»",
    "DOOR": "«door»",
    "PUNT": "een punt",
    "$END": "het einde van de zin",
    "ALS_VOLGT_GEWIJZIGD": "«als volgt gewijzigd»",
    "VERNUMMERD": "«vernummerd tot»",
    "AAN_HET_SLOT_VAN": "«aan het slot van»",
    "TEKEN": "een leesteken (de punt, een puntkomma)",
    "EN": "«en»",
    "VERDER": "«en wordt …»",
    "REGELING": "een regeling",
    "TEKST": "woorden tussen aanhalingstekens",
    "WORDEN_GELEZEN": "«worden gelezen»",
    "MOET": "«moet»",
    "AANGEHAALD_ALS": "«wordt aangehaald als»",
    "IN_WERKING": "«in werking»",
    "BERUST": "«berust»",
    "OP_ARTIKEL": "«op artikel …»",
    "VERVALT_REGELING": "«vervalt de …»",
    "ANDERS_GEMAAKT": "«wordt gewijzigd»",
}
"""Terminals as a reader knows them."""
_VOLGORDE = list(NAMEN)


LANGSTE_ZIN = 20_000
"""Characters of the longest sentence that is read, new text in the same paragraph included; more is refused."""
LANGSTE_BEPALING = 6_000
"""Characters of the longest provision that is recognised; a longer one is only kept."""
_VORMEN = re.compile(r"(?m)^bepaling:(?P<vormen>.+)$")


@lru_cache(maxsize=1)
def _bron() -> str:
    return files(__package__).joinpath("grammatica.lark").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def vormen() -> tuple[str, ...]:
    """The forms of a provision of the decision itself, in the order in which they are tried."""
    t = _VORMEN.search(_bron())
    assert t is not None
    return tuple(v.strip() for v in t.group("vormen").split("|"))


@lru_cache(maxsize=1)
def grammatica() -> Any:
    """The LALR parser of the catalogue: it starts at ``opdracht`` or at one of :func:`vormen`."""
    from lark import Lark, Token
    from lark.lexer import Lexer

    class Doorgeefluik(Lexer):
        """Hands ready symbols to lark."""

        def __init__(self, _conf: Any) -> None: ...

        def lex(self, data: list[Symbool]) -> Iterator[Any]:  # type: ignore[override]
            for symbool in data:
                yield Token(symbool.soort, symbool, symbool.begin)

    return Lark(_bron(), parser="lalr", lexer=Doorgeefluik, start=["opdracht", *vormen()], maybe_placeholders=False)


def ontleed(zin: str) -> Any:
    """The parse tree of a sentence; its leaves are :class:`~versies.opdracht.lexer.Symbool` values.

    Raises:
        Onbegrepen: with the place where reading stopped and what was expected there.
    """
    uit = boom_of_reden(zin)
    if isinstance(uit, Onbegrepen):
        raise uit
    return uit


@lru_cache(maxsize=8192)
def boom_of_reden(zin: str) -> Any:
    """The parse tree of a sentence, or why there is none; a sentence of new text is asked about more than once."""
    from lark import UnexpectedInput
    from lark.exceptions import UnexpectedToken

    if len(zin) > LANGSTE_ZIN:
        return Onbegrepen(0, reden=f"een zin van meer dan {LANGSTE_ZIN} tekens wordt niet gelezen")
    try:
        return grammatica().parse(symbolen(zin), start="opdracht").children[0]
    except Onbegrepen as fout:
        return fout
    except UnexpectedToken as fout:
        plek = fout.token.value.begin if isinstance(fout.token.value, Symbool) else len(zin)
        return Onbegrepen(plek, tuple(fout.accepts or fout.expected))
    except UnexpectedInput:
        return Onbegrepen(0)


@lru_cache(maxsize=32)
def _eindsymbolen(vorm: str) -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """The terminals of one form of provision: all in one pattern, in the order of the file, and each by itself."""
    regels: dict[str, list[Any]] = {}
    for regel in grammatica().rules:
        regels.setdefault(regel.origin.name, []).extend(regel.expansion)
    namen: set[str] = set()
    rij, gehad = [vorm], {vorm}
    while rij:
        for symbool in regels[rij.pop()]:
            if symbool.is_term:
                namen.add(symbool.name)
            elif symbool.name not in gehad:
                gehad.add(symbool.name)
                rij.append(symbool.name)
    los = {
        t.name: r"(?<!\w)(?:" + t.pattern.value.replace(" ?", r"\s*").replace(" ", r"\s+") + r")(?:(?<!\w)|(?!\w))"
        for t in sorted(grammatica().terminals, key=lambda t: _bron().find(f"\n{t.name}:"))
        if t.name in namen and t.pattern is not None
    }
    heel = "|".join(f"(?P<{naam}>{patroon.replace('(?P<waarde>', '(?:')})" for naam, patroon in los.items())
    vlag = re.IGNORECASE | re.DOTALL
    return re.compile(heel, vlag), {naam: re.compile(patroon, vlag) for naam, patroon in los.items()}


def stukken(zin: str, vorm: str) -> list[Symbool]:
    """A provision as the terminals of one form, with WOORDEN between them.

    >>> [(s.soort, s.waarde) for s in stukken("Deze regeling wordt aangehaald als: Regeling proef.", "citeertitel")]
    [('DEZE_REGELING', 'Deze regeling'), ('AANGEHAALD_ALS', 'Regeling proef')]
    """
    heel, los = _eindsymbolen(vorm)
    einde = len(zin.rstrip().removesuffix("."))
    uit: list[Symbool] = []
    vorige = 0

    def woorden(tot: int) -> None:
        if zin[vorige:tot].strip(" ,:\u00a0"):
            uit.append(Symbool("WOORDEN", zin[vorige:tot], vorige, zin[vorige:tot].strip()))

    for t in heel.finditer(zin, 0, einde):
        woorden(t.start())
        naam = t.lastgroup or ""
        eigen = los[naam].match(zin, t.start(), einde)
        assert eigen is not None
        uit.append(Symbool(naam, t.group(), t.start(), (eigen.groupdict().get("waarde") or t.group()).strip()))
        vorige = t.end()
    woorden(einde)
    return uit


@lru_cache(maxsize=1024)
def ontleed_bepaling(zin: str, vorm: str) -> Any:
    """The parse tree of a provision of the decision itself as one form; None when it is not that form."""
    from lark import UnexpectedInput

    if len(zin) > LANGSTE_BEPALING:
        return None
    try:
        return grammatica().parse(stukken(zin, vorm), start=vorm)
    except UnexpectedInput:
        return None


def bijna_bepaling(zin: str) -> str:
    """Which form of provision a sentence comes nearest to, and what was expected there; empty when none comes near.

    >>> bijna_bepaling("In gmb-2026-1 moet voor “a” worden gelezen.")
    'als rectificatie gelezen tot kolom 43; verwacht: woorden tussen aanhalingstekens'
    """
    from lark.exceptions import UnexpectedToken

    if len(zin) > LANGSTE_BEPALING:
        return ""
    beste, uit = 1, ""
    for vorm in vormen():
        invoer = stukken(zin, vorm)
        try:
            grammatica().parse(invoer, start=vorm)
        except UnexpectedToken as fout:
            plek = (
                fout.token.value.begin if isinstance(fout.token.value, Symbool) else len(zin.rstrip().removesuffix("."))
            )
            eigen = sum(s.soort != "WOORDEN" and s.begin < plek for s in invoer)
            namen = _namen(fout.accepts or fout.expected)
            if eigen > beste and namen:
                beste, uit = (
                    eigen,
                    f"als {vorm.replace('_', ' ')} gelezen tot kolom {plek + 1}; verwacht: {', '.join(namen)}",
                )
    return uit


def _namen(verwacht: Iterable[str]) -> list[str]:
    return [NAMEN[v] for v in sorted(verwacht, key=lambda v: _VOLGORDE.index(v) if v in NAMEN else 99) if v in NAMEN]


def _verwacht(zin: str, plek: int) -> tuple[str, ...]:
    """What the grammar accepts after the part of the sentence that was understood."""
    from lark.exceptions import UnexpectedToken

    try:
        gelezen = symbolen(zin[:plek])
    except Onbegrepen:
        return ()
    try:
        staat = grammatica().parse_interactive(gelezen, start="opdracht")
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
    namen = _namen(verwacht)
    return f"{waar}; verwacht: {', '.join(namen[:6])}{' …' if len(namen) > 6 else ''}" if namen else waar


def uitleg(zin: str) -> str:
    """Why a sentence cannot be read; empty when it can."""
    try:
        ontleed(zin)
    except Onbegrepen as fout:
        return waarom_niet(zin, fout)
    return ""
