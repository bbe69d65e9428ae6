"""Text templates that a jurist can edit: what a letter or decision says, around the tables that the program makes.

A template is text with light marks and a small part of Jinja2. A copy in ``DOSSIER/sjablonen/`` with the same name takes
the place of the one that ships with the program; it is checked before anything is made.

Marks, at the start of a line: ``## [naam] Kop`` (heading, optionally with the name of the part), ``[naam]`` (a part
without heading), ``- punt``, ``1. punt``; within text ``**vet**`` and ``[[in te vullen]]``. An empty line ends a paragraph.

Of Jinja2 only ``{{ naam.veld }}``, ``{% if %}``, ``{% for %}`` and the functions in :data:`FUNCTIES` and filters in
:data:`FILTERS` exist. Everything else is refused by name before the template runs: the syntax tree is compared with a
list of what is allowed, so there is nothing to escape from. Values never become marks: a name that holds ``##`` or
``**`` or HTML is shown as it is.

Example:
    >>> bron = Sjabloon("proef", "## [begin] Aan {{ gemeente.naam }}\\n\\nEr zijn **{{ n }}** punten.\\n")
    >>> tekst = vul(bron, {"gemeente": {"naam": "# Dorp"}, "n": 3})
    >>> [type(b).__name__ for b in als_blokken(tekst)]
    ['Kop', 'Alinea']
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, Undefined, UndefinedError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from impact.sjablonen.opmaak import Merk, als_blokken, onschadelijk
from verordening.bevinding import Geweigerd
from verordening.tellen import meervoud

__all__ = ["FILTERS", "FUNCTIES", "NAMEN", "Sjablonen", "Sjabloon", "als_blokken", "lees_sjablonen", "toets", "vul"]

MAP = Path(__file__).parent
NAMEN = ("memo", "cib", "cib-bijlage", "raadsvoorstel", "raadsbesluit", "ab-besluit")
"""Templates that exist; a file with another name in the dossier is refused, so that a spelling error is seen."""
FUNCTIES = ("blok", "bron", "dag")
FILTERS = ("join", "length", "first", "last", "upper", "lower", "capitalize", "tel")
TESTS = ("defined", "none", "string", "number", "equalto", "eq", "ne", "in")
_LUS = ("index", "first", "last", "length")
_LANGST = 100_000
_MEESTE = 400_000
_SECONDEN = 5.0
_DIEPST = 3
_KNOPEN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.NSRef,
    nodes.Const,
    nodes.If,
    nodes.For,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Filter,
    nodes.Test,
    nodes.Call,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Keyword,
    nodes.Tuple,
)


@dataclass(frozen=True, slots=True)
class Sjabloon:
    """A template: name, text, and where it comes from ("meegeleverd" or "dossier")."""

    naam: str
    tekst: str
    herkomst: str = "meegeleverd"

    @property
    def plaats(self) -> str:
        """How messages call it."""
        return f"sjablonen/{self.naam}.md.j2" + (" (meegeleverd)" if self.herkomst == "meegeleverd" else "")

    @property
    def sha512(self) -> str:
        """Hash of the text, for the colophon."""
        return hashlib.sha512(self.tekst.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Sjablonen:
    """All templates by name."""

    per_naam: Mapping[str, Sjabloon] = field(default_factory=dict)

    def __getitem__(self, naam: str) -> Sjabloon:
        return self.per_naam[naam]


def lees_sjablonen(paden: tuple[Path, ...] = ()) -> Sjablonen:
    """The templates that ship with the program, with those of the user in their place; all of them checked.

    Args:
        paden: files of the user, ``<naam>.md.j2``.

    Raises:
        Geweigerd: unknown name, unreadable, too long, wrong syntax, or something that a template may not do.
    """
    gevonden = {n: Sjabloon(n, (MAP / f"{n}.md.j2").read_text(encoding="utf-8")) for n in NAMEN}
    for pad in paden:
        naam = pad.name.removesuffix(".md.j2")
        if naam not in NAMEN or naam == pad.name:
            raise Geweigerd.om(
                "sjabloon-onbekend", f"sjablonen/{pad.name}", aantal=", ".join(n + ".md.j2" for n in NAMEN)
            )
        if pad.stat().st_size > _LANGST:
            raise Geweigerd.om("sjabloon-te-lang", f"sjablonen/{pad.name}", langst=_LANGST)
        try:
            tekst = pad.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as fout:
            raise Geweigerd.om("sjabloon-utf8", f"sjablonen/{pad.name}") from fout
        gevonden[naam] = Sjabloon(naam, tekst, "dossier")
    for sjabloon in gevonden.values():
        toets(sjabloon)
    return Sjablonen(gevonden)


class _Omgeving(ImmutableSandboxedEnvironment):
    """Jinja2 without attributes: a point or a bracket only looks up a key of a table or a place in a list."""

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in _LUS:
            return getattr(obj, attribute)
        return self.unsafe_undefined(obj, attribute)

    def getitem(self, obj: object, argument: Any) -> object:
        if isinstance(obj, Mapping) and argument in obj:
            return obj[argument]
        if isinstance(obj, (list, tuple)) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)


def _omgeving() -> _Omgeving:
    omgeving = _Omgeving(
        undefined=StrictUndefined,
        loader=None,
        autoescape=False,
        finalize=_als_uitvoer,
        extensions=(),
        keep_trailing_newline=True,
    )
    omgeving.globals.clear()
    omgeving.filters = {n: f for n, f in omgeving.filters.items() if n in FILTERS} | {"tel": meervoud}
    omgeving.tests = {n: f for n, f in omgeving.tests.items() if n in TESTS}
    return omgeving


def _zonder_opdrachtregels(tekst: str) -> str:
    """A line that holds only ``{% … %}`` leaves no empty line behind; the comment keeps the line numbers right."""
    return re.sub(r"(?m)^[ \t]*(\{%(?:(?!%\}).)*%\})[ \t]*\n", r"\1{#\n#}", tekst)


def _als_uitvoer(waarde: object) -> str:
    """What comes out of ``{{ }}``: marks of our own as they are, text of others made harmless, nothing else at all."""
    if isinstance(waarde, Merk):
        return waarde
    if isinstance(waarde, Undefined):
        return str(waarde)  # zegt zelf welk veld er niet is
    if isinstance(waarde, bool) or waarde is None or not isinstance(waarde, (str, int, float)):
        raise TemplateError("hier hoort een tekst of een getal, geen lijst of groep")
    return onschadelijk(str(waarde))


@lru_cache(maxsize=64)
def toets(sjabloon: Sjabloon) -> nodes.Template:
    """Check a template without running it.

    Raises:
        Geweigerd: wrong syntax, or something that a template may not do; with the line.
    """
    if len(sjabloon.tekst) > _LANGST:
        raise Geweigerd.om("sjabloon-te-lang", sjabloon.plaats, langst=_LANGST)
    try:
        boom = _omgeving().parse(_zonder_opdrachtregels(sjabloon.tekst))
    except TemplateSyntaxError as fout:
        raise Geweigerd.om(
            "sjabloon-syntaxis", f"{sjabloon.plaats}, regel {fout.lineno}", nederlands=_nederlands(str(fout.message))
        ) from fout
    except RecursionError as fout:
        raise Geweigerd.om("sjabloon-verboden/sjabloon-diep", sjabloon.plaats) from fout
    _toets_knoop(boom, sjabloon, 0)
    return boom


def _toets_knoop(knoop: nodes.Node, sjabloon: Sjabloon, diepte: int) -> None:
    if fout := _verboden(knoop):
        plaats = f"{sjabloon.plaats}, regel {knoop.lineno}"
        raise Geweigerd.om("sjabloon-verboden/vorm", plaats, fout=fout, functies=", ".join(FUNCTIES))
    diepte += isinstance(knoop, nodes.For)
    if diepte > _DIEPST:
        raise Geweigerd.om("sjabloon-verboden", f"{sjabloon.plaats}, regel {knoop.lineno}", diepst=_DIEPST)
    for kind in knoop.iter_child_nodes():
        _toets_knoop(kind, sjabloon, diepte)


def _verboden(knoop: nodes.Node) -> str:
    if not isinstance(knoop, _KNOPEN):
        return f"«{type(knoop).__name__}»"
    if isinstance(knoop, nodes.Name) and (knoop.name.startswith("_") or knoop.name == "self"):
        return f"de naam «{knoop.name}»"
    if isinstance(knoop, nodes.Getattr) and knoop.attr.startswith("_"):
        return f"het veld «{knoop.attr}»"
    if isinstance(knoop, nodes.Filter) and (
        knoop.name not in FILTERS or not all(isinstance(a, nodes.Const) for a in knoop.args)
    ):
        return f"het filter «{knoop.name}»"
    if isinstance(knoop, nodes.Test) and knoop.name not in TESTS:
        return f"de toets «{knoop.name}»"
    if isinstance(knoop, nodes.For) and knoop.recursive:
        return "een lus die zichzelf herhaalt"
    if isinstance(knoop, nodes.Call):
        naam = knoop.node.name if isinstance(knoop.node, nodes.Name) else ""
        if naam not in FUNCTIES or knoop.dyn_args or knoop.dyn_kwargs:
            return f"de aanroep «{naam or 'van een veld'}»"
    return ""


@lru_cache(maxsize=64)
def _gereed(sjabloon: Sjabloon) -> Template:
    """The template checked and compiled: once, however many gemeenten get a letter."""
    toets(sjabloon)
    return _omgeving().from_string(_zonder_opdrachtregels(sjabloon.tekst))


def vul(
    sjabloon: Sjabloon, velden: Mapping[str, object], functies: Mapping[str, Callable[..., object]] | None = None
) -> str:
    """Fill a template: the text with marks, for :func:`als_blokken`.

    Args:
        velden: tables (dict), lists, texts and numbers only.
        functies: of :data:`FUNCTIES`.

    Raises:
        Geweigerd: wrong syntax, a field that does not exist, an attempt to reach further, too long or too slow.
    """
    bezig = time.monotonic()
    uit: list[str] = []
    lengte = 0
    try:
        for stuk in _gereed(sjabloon).generate({**velden, **(functies or {})}):
            uit.append(stuk)
            lengte += len(stuk)
            if lengte > _MEESTE or time.monotonic() - bezig > _SECONDEN:
                raise Geweigerd.om("sjabloon-te-groot", sjabloon.plaats)
    except UndefinedError as fout:
        raise Geweigerd.om("sjabloon-veld", _regel(sjabloon, fout), nederlands=_nederlands(str(fout))) from fout
    except (TemplateError, TypeError, ValueError, RecursionError, OverflowError) as fout:
        raise Geweigerd.om("sjabloon-vullen", _regel(sjabloon, fout), nederlands=_nederlands(str(fout))) from fout
    return "".join(uit)


def _regel(sjabloon: Sjabloon, fout: BaseException) -> str:
    """The place in the template where an error arose, from the rewritten trace."""
    spoor, regel = fout.__traceback__, 0
    while spoor is not None:
        if spoor.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            regel = spoor.tb_lineno
        spoor = spoor.tb_next
    return f"{sjabloon.plaats}, regel {regel}" if regel else sjabloon.plaats


def _nederlands(tekst: str) -> str:
    """The few messages of the library that a user meets, in Dutch; others as they are."""
    if m := re.search(r"'([^']*)' is undefined|no (?:attribute|element) '?([^']*)'?$", tekst):
        return f"«{m.group(1) or m.group(2)}»"
    if m := re.search(r"unsafe|access to attribute '([^']*)'", tekst):
        return f"«{m.group(1) or tekst}» is niet toegestaan"
    if m := re.search(r"No (filter|test) named '([^']*)'", tekst):
        return f"{'het filter' if m.group(1) == 'filter' else 'de toets'} «{m.group(2)}» bestaat niet"
    if m := re.search(r"unknown tag '([^']*)'", tekst):
        return f"de opdracht «{m.group(1)}» bestaat niet of staat verkeerd"
    if "Unexpected end" in tekst or "unexpected end" in tekst:
        return "het einde komt te vroeg: er is iets niet afgesloten"
    return tekst
