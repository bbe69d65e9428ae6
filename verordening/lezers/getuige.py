"""Witnesses beside the readers: the text of a source, collected without any code of a reader.

A reader closes its ledger with what stands here and with the text of its tree; letters and digits must be the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from verordening.onzichtbaar import ontsnapt


@dataclass(frozen=True, slots=True)
class Bronvorm:
    """Where the legal text stands in an XML format.

    Args:
        delen: names of the elements that hold it: the outermost of these are collected. Empty = the root itself.
        weg: names of elements that hold none: provenance, metadata, editor's text, numbers of notes.
        nummers: attributes that are printed: (element, attribute).
        redactie: the tree keeps as editor's text what the source has as text.
        slot_achteraan: the source has its closing behind the annexes, the tree before them.
        gelezen: attributes that the reader reads, per element ("*": all). onschadelijk: those that carry no law, per
            element or for all ("*"). With these two tables every other attribute is reported; without them the reader
            does so itself.
    """

    delen: frozenset[str] = frozenset()
    weg: frozenset[str] = frozenset()
    nummers: frozenset[tuple[str, str]] = frozenset()
    redactie: bool = False
    slot_achteraan: bool = False
    gelezen: Mapping[str, Collection[str]] = field(default_factory=dict)
    onschadelijk: Mapping[str, Collection[str]] = field(default_factory=dict)

    @classmethod
    def lees(cls, pad: Path) -> dict[str, Bronvorm]:
        """The tables of all formats, by the name of the format."""

        def per_element(groepen: dict[str, str]) -> dict[str, tuple[str, ...]]:
            return {element: tuple(wat.split()) for namen, wat in groepen.items() for element in namen.split()}

        return {
            naam: cls(
                frozenset(v.get("delen", "").split()),
                frozenset(v.get("weg", "").split()),
                frozenset((e, a) for e, _, a in (n.partition("@") for n in v.get("nummers", "").split())),
                v.get("redactie", False),
                v.get("slot_achteraan", False),
                per_element(v.get("gelezen", {})),
                per_element(v.get("onschadelijk", {})),
            )
            for naam, v in json.loads(pad.read_text(encoding="utf-8")).items()
        }


def wettekst(wortel: etree._Element, vorm: Bronvorm) -> str:
    """All legal text of a source, in its own order; what holds none is taken out of the tree, which nobody reads afterwards.

    >>> from lxml import etree
    >>> wettekst(etree.fromstring("<a><m>x</m><b>1 <i>de</i> raad</b></a>"), Bronvorm(weg=frozenset({"m"})))
    '1 de raad'
    """
    etree.strip_elements(wortel, *(f"{{*}}{naam}" for naam in vorm.weg), with_tail=False)
    for naam, kenmerk in vorm.nummers:
        for element in wortel.iter(f"{{*}}{naam}"):
            element.text = f"{element.get(kenmerk) or ''}{element.text or ''}"
    delen = list(wortel.iter(*(f"{{*}}{naam}" for naam in vorm.delen))) if vorm.delen else [wortel]
    alle = set(delen)
    buitenste = (deel for deel in delen if alle.isdisjoint(deel.iterancestors()))
    return "".join(str(deel.xpath("string()")) for deel in buitenste)


_MERKEN = re.compile(
    r"<(?:/?(?:sup|sub|b|i|u|em|strong|br|s|del|strike|ins|a|span|p|div|font|small|big|abbr|center|section|ul|ol|li|dl|dt|dd"
    r"|blockquote|mark|q|head|body|html|meta|h[1-6])\b[^<>]*)>",
    re.IGNORECASE,
)


def zichtbare_tekst(bron: str, weg: Collection[int] = ()) -> str:
    """What a person sees of Markdown: without comments, tags, pictures, and the addresses of links.

    Args:
        bron: the source, with ``\\n`` between lines.
        weg: numbers (from 1) of lines that the ledger says were left out.

    >>> zichtbare_tekst("Zie [de wet](a/(b).md) en <b>meer</b>.<!-- niets -->")
    'Zie [de wet en meer.'
    """
    alle = bron.split("\n")
    gevonden = (re.match(r"\s*\[(\^[^\[\]]+)\]:(.*)", regel) for regel in alle if "[^" in regel)
    noten = {raak[1]: raak[2] for raak in gevonden if raak}
    regels = [regel for nummer, regel in enumerate(alle, 1) if nummer not in weg]
    if noten:
        regels = [_met_noten(regel, noten) for regel in regels]
    heel = "\n".join(regels)
    if "<!--" in heel:
        delen = heel.split("<!--")
        heel = delen[0] + "".join(deel.partition("-->")[2] for deel in delen[1:])
    if "](" in heel:
        heel = "\n".join([_zonder_adressen(r) if "](" in r else r for r in heel.split("\n")])
    return ontsnapt(_MERKEN.sub("", heel))


def _met_noten(regel: str, noten: dict[str, str]) -> str:
    """The line, and below it the notes that it calls, as on a page."""
    tekens = [t for t in re.findall(r"\[(\^[^\[\]]+)\]", regel) if t in noten]
    for teken in tekens:
        regel = regel.replace(f"[{teken}]", "")
    return "\n".join([regel, *(noten[t] for t in tekens)])


def _zonder_adressen(regel: str) -> str:
    """The line without what stands behind ``](`` up to its bracket, and without the words of pictures."""
    uit: list[str] = []
    haken: list[int] = []  # Welke stukken met «[» beginnen: zo blijft zoeken naar de laatste lineair.
    for beurt, deel in enumerate(regel.split("](")):
        if beurt:
            kop = deel.partition(" ")[0]
            einde = _sluithaak(kop) if ")" in kop else deel.find(")")
            _zonder_beeld(uit, haken)
            deel = deel[einde + 1 :] if einde >= 0 else "](" + deel
        for stuk in filter(None, re.split(r"(?=\[)", deel)):
            haken.extend([len(uit)] * stuk.startswith("["))
            uit.append(stuk)
    return "".join(uit)


def _zonder_beeld(uit: list[str], haken: list[int]) -> None:
    """Takes the words of a picture away when the last bracket that is open begins one."""
    plek = haken[-1] if haken else 0
    if plek and uit[plek - 1].endswith("!"):
        haken.pop()
        voor = uit[plek - 1][:-1]
        uit[plek - 1 :] = [voor] * bool(voor)


def _sluithaak(woord: str) -> int:
    if "(" not in woord:
        return woord.find(")")
    saldo = 0
    for plek, teken in enumerate(woord):
        saldo += (teken == "(") - (teken == ")")
        if saldo < 0:
            return plek
    return woord.rfind(")")
