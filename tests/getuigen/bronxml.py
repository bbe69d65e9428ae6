"""A second, simpler reading of official XML, to judge the readers: ElementTree and one recursive text collector.

It shares nothing with the readers: no lxml, no table of elements, no tree.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

GEEN_WET = {"meta-data", "redactie", "noot.nr", "terugwerkende-kracht-data"}
IN_DE_REGEL = {
    "nadruk",
    "sup",
    "inf",
    "extref",
    "intref",
    "noot",
    "ovl",
    "unl",
    "dfn",
    "afk",
    "cit",
    "aanhaling",
    "tekstcorrectie",
    "vet",
    "cursief",
    "onderstreept",
}


def wortel(pad: Path) -> ET.Element:
    """Root element of a file."""
    return ET.parse(pad).getroot()


def woorden(tekst: str) -> list[str]:
    """Words of a text, split at layout space only (a hard space belongs to its word)."""
    return [w for w in re.split(r"[ \t\r\n]+", tekst) if w]


def wettekst(element: ET.Element) -> list[str]:
    """Words of the legal text of an element: without provenance and editor's text."""
    stukken: list[str] = []
    _verzamel(element, stukken)
    return woorden("".join(stukken))


_HOOG_LAAG = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "inf": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
"""Een macht is inhoud: het teken dat op papier staat."""


def _verzamel(element: ET.Element, uit: list[str]) -> None:
    if element.tag in _HOOG_LAAG:
        uit.append("".join(element.itertext()).translate(_HOOG_LAAG[element.tag]))
        return
    rand = "" if element.tag in IN_DE_REGEL | {"redactie"} else " "
    uit.append(rand)
    if element.tag not in GEEN_WET:
        uit.append(element.text or "")
        for kind in element:
            _verzamel(kind, uit)
            uit.append(kind.tail or "")
    uit.append(rand)


def zonder(element: ET.Element, *weg: str) -> Iterator[ET.Element]:
    """The element and everything below it, without the subtrees of the named elements."""
    yield element
    for kind in element:
        if kind.tag not in weg:
            yield from zonder(kind, *weg)
