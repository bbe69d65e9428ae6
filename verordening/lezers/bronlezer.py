"""What every reader of official XML needs: refusing, remarking, dates, and mixed content without lost or doubled space.

A reader makes one :class:`Bronlezer` per source. Rule of the house: an element that the reader does not know is refused
with its line; an attribute without a place in the tree becomes a finding; neither disappears silently.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import TypeAlias, cast
from unicodedata import is_normalized, normalize

from lxml import etree

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Afbeelding, Blok, Inline, Noot, Opmaak, Redactie, Regeleinde, Verwijzing, smelt

Element: TypeAlias = etree._Element
Kenmerken: TypeAlias = tuple[tuple[str, str], ...]
Inlinelezer: TypeAlias = Callable[["Bronlezer", Element, list[Inline], list[bool]], None]
"""Reads one inline element: (reader, element, nodes so far, [legal text so far ends in a space])."""

_WIT = re.compile(r"[ \t\r\n]+")
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def schoon(tekst: str | None) -> str:
    """Text of an element without children: layout space collapsed, none at the ends, NFC.

    >>> schoon(" Artikel\\n   8a ")
    'Artikel 8a'
    """
    if not tekst:
        return ""
    return _samen(tekst).strip(" ")


def _samen(tekst: str) -> str:
    """Collapse layout space; other characters stay, in NFC."""
    if not tekst.isascii() and not is_normalized("NFC", tekst):
        tekst = normalize("NFC", tekst)
    if "\n" in tekst or "  " in tekst or "\t" in tekst or "\r" in tekst:
        return _WIT.sub(" ", tekst)
    return tekst


def attributen(element: Element, *behalve: str) -> list[tuple[str, str]]:
    """Attributes of an element as text, each name once and without namespace; the schema location is not data.

    >>> attributen(etree.fromstring('<a soort="x" xmlns:e="urn:eigen" e:soort="y" e:klasse="z"/>'))
    [('soort', 'x'), ('soort.2', 'y'), ('klasse', 'z')]
    """
    uit = cast("list[tuple[str, str]]", element.items())
    if behalve:
        uit = [paar for paar in uit if paar[0] not in behalve]
    namen = "".join([naam for naam, _ in uit])
    if "{" not in namen and "chemaLocation" not in namen:
        return uit
    uit = [(n.rpartition("}")[2], waarde) for n, waarde in uit if not n.endswith("chemaLocation")]
    return uit if len({naam for naam, _ in uit}) == len(uit) else list(kenmerken(uit))


def plat(element: Element, voor: str = "") -> Iterator[tuple[str, str]]:
    """Every attribute and text below an administrative element as (path, value): nothing lost, nothing interpreted.

    >>> list(plat(etree.fromstring('<a b="1"><c>twee</c></a>')))
    [('a.b', '1'), ('a.c', 'twee')]
    """
    pad = f"{voor}{etree.QName(element).localname}"
    for naam, waarde in attributen(element):
        if waarde:
            yield f"{pad}.{naam}", waarde
    if tekst := schoon(element.text):
        yield pad, tekst
    for kind in element:
        yield from plat(kind, f"{pad}.")
        if tekst := schoon(kind.tail):
            yield pad, tekst


def zonder_naamruimte(element: Element, ns: str | None) -> Element:
    """A copy of which the names in one namespace are without it."""
    kopie = deepcopy(element)
    for deel in kopie.iter(etree.Element):
        if etree.QName(deel).namespace == ns:
            deel.tag = etree.QName(deel).localname
    return kopie


def kenmerken(paren: Iterable[tuple[str, str]]) -> Kenmerken:
    """Attributes of a unit with names that occur once: a second one gets ``.2``, so that each can be an XML attribute.

    >>> kenmerken([("code", "b1"), ("code", "b2")])
    (('code', 'b1'), ('code.2', 'b2'))
    """
    uit: dict[str, str] = {}
    keer: dict[str, int] = {}
    for naam, waarde in paren:
        sleutel = naam
        while sleutel in uit:
            keer[naam] = keer.get(naam, 1) + 1
            sleutel = f"{naam}.{keer[naam]}"
        uit[sleutel] = waarde
    return tuple(uit.items())


class Bronlezer:
    """State of reading one source.

    Args:
        naam: how the source is called in messages.
        inline: inline elements that this source may use, by name.
    """

    def __init__(self, naam: str, inline: Mapping[str, Inlinelezer]) -> None:
        self.naam = naam
        self.inline = inline
        self.bevindingen: list[Bevinding] = []
        self._gemeld: set[tuple[str, str]] = set()

    # --- refusing and remarking ---------------------------------------------------------------------------------------

    def plaats(self, element: Element) -> str:
        """File and line of an element, as messages say it."""
        regel = element.sourceline
        return f"{self.naam}, regel {regel}" if regel else self.naam

    def weiger(self, element: Element, sleutel: str, /, **delen: object) -> Geweigerd:
        """The refusal to raise for an element."""
        return Geweigerd.om(sleutel, self.plaats(element), **delen)

    def onbekend(self, element: Element) -> Geweigerd:
        """Refusal of an element that would be lost."""
        ouder = element.getparent()
        waar = f" in <{etree.QName(ouder).localname}>" if ouder is not None else ""
        return self.weiger(element, "onbekend-element", tag=etree.QName(element).localname, waar=waar)

    def meld(
        self, element: Element | None, sleutel: str, /, *, fragment: str = "", adres: str = "", **delen: object
    ) -> None:
        """Add a finding about an element; without one, about the source."""
        regel = element.sourceline if element is not None else None
        plek = f"{self.naam}:{regel}" if regel else self.naam
        waar = adres or (f"{self.naam}, regel {regel}" if regel else self.naam)
        self.bevindingen.append(Bevinding.van(sleutel, waar, fragment, plek, **delen))

    def blok_in_noot(self, element: Element) -> None:
        """A table or figure inside a note: refused, unless the reader of this source has a place for it."""
        raise self.onbekend(element)

    def kwijt(self, element: Element, *behalve: str) -> None:
        """Report attributes of an element that have no place in the tree."""
        tag = etree.QName(element).localname
        for kort, waarde in attributen(element, *behalve):
            if waarde and (tag, kort) not in self._gemeld:
                self._gemeld.add((tag, kort))
                self.meld(element, "kenmerk-niet-bewaard", fragment=waarde, kenmerk=kort, tag=tag)

    def geen_losse_tekst(self, element: Element) -> None:
        """Refuse text between elements where only elements belong."""
        stuk = element.text
        if stuk and not stuk.isspace():
            raise self._los(element, stuk)
        for kind in element:
            stuk = kind.tail
            if stuk and not stuk.isspace():
                raise self._los(kind, stuk)

    def _los(self, element: Element, stuk: str) -> Geweigerd:
        return self.weiger(element, "losse-tekst", stuk=schoon(stuk)[:60])

    def datum(self, element: Element, naam: str, waarde: str | None) -> tuple[date | None, Kenmerken]:
        """A date in ISO form; anything else stays verbatim as attribute of the unit and becomes a finding.

        Returns:
            (date or None, attributes that keep what could not be read).
        """
        if not waarde:
            return None, ()
        if _ISO.fullmatch(waarde):
            try:
                return date.fromisoformat(waarde), ()
            except ValueError:
                pass
        self.meld(element, "datum-onleesbaar", fragment=waarde, naam=naam)
        return None, ((naam, waarde),)

    # --- blocks -------------------------------------------------------------------------------------------------------

    def blok(self, element: Element, uit: list[Blok]) -> None:
        """Append what one element becomes: a block, a unit, or several; every source has its own."""
        raise self.onbekend(element)

    def blokken(self, element: Element) -> list[Blok]:
        """The content of an element as blocks."""
        self.geen_losse_tekst(element)
        uit: list[Blok] = []
        for kind in element:
            self.blok(kind, uit)
        return uit

    # --- mixed content ------------------------------------------------------------------------------------------------

    def gemengd(self, element: Element) -> tuple[Inline, ...]:
        """Mixed content of an element: one space for layout space, none at the ends, also across marks."""
        if not len(element):
            tekst = schoon(element.text)
            return (tekst,) if tekst else ()
        return afgerond(self.inhoud(element, [True]))

    def inhoud(self, element: Element, spatie: list[bool]) -> list[Inline]:
        """Nodes of an element inside running text; ``spatie[0]`` says whether the legal text so far ends in a space."""
        uit: list[Inline] = []
        if element.text:
            voeg_tekst(uit, element.text, spatie)
        for kind in element:
            lezer = self.inline.get(kind.tag)
            if lezer is None:
                raise self.onbekend(kind)
            lezer(self, kind, uit, spatie)
            if kind.tail:
                voeg_tekst(uit, kind.tail, spatie)
        return uit


def voeg_tekst(uit: list[Inline], tekst: str, spatie: list[bool]) -> None:
    """Append text to nodes; its leading space goes when the legal text already ends in one."""
    tekst = _samen(tekst)
    if spatie[0] and tekst[0] == " ":
        tekst = tekst[1:]
    if tekst:
        spatie[0] = tekst[-1] == " "
        if uit and isinstance(uit[-1], str):
            uit[-1] += tekst
        else:
            uit.append(tekst)


def voeg_toe(uit: list[Inline], knopen: Iterable[Inline]) -> None:
    """Append nodes that stood inside a mark which the tree does not keep; words beside words become one."""
    for knoop in knopen:
        if isinstance(knoop, str) and uit and isinstance(vorige := uit[-1], str):
            uit[-1] = vorige + knoop
        else:
            uit.append(knoop)


def afgerond(uit: Iterable[Inline]) -> tuple[Inline, ...]:
    """The nodes without space at the end of the legal text; before editor's text the space moves into that text."""
    knopen = list(uit)
    plek = len(knopen)
    while plek:
        plek -= 1
        knoop = knopen[plek]
        if isinstance(knoop, (Redactie, Noot, Afbeelding)):
            continue
        if isinstance(knoop, str):
            kort = knoop.rstrip(" ")
            if kort != knoop and plek + 1 < len(knopen) and isinstance(volgende := knopen[plek + 1], Redactie):
                knopen[plek + 1] = replace(volgende, inhoud=smelt((" ", *volgende.inhoud)))
            knopen[plek : plek + 1] = [kort] if kort else []
            if kort:
                break
        elif isinstance(knoop, (Opmaak, Verwijzing)):
            knopen[plek] = replace(knoop, inhoud=afgerond(knoop.inhoud))
            if knopen[plek].inhoud:  # type: ignore[union-attr]
                break
        elif isinstance(knoop, Regeleinde):
            break
    return tuple(knopen)
