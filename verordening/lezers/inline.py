"""Inline elements that the official formats read in the same way: marks, references to notes, pictures, line breaks."""

from __future__ import annotations

from verordening.boom import Afbeelding, Inline, Opmaak, Regeleinde, Verwijzing
from verordening.lezers.bronlezer import Bronlezer, Element, Inlinelezer, attributen


def opmaak(soort: str = "") -> Inlinelezer:
    """A reader of marked words; without ``soort`` the mark is called as its element is."""

    def lees(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
        lezer.kwijt(element)
        if inhoud := lezer.inhoud(element, spatie):
            uit.append(Opmaak(soort or str(element.tag), tuple(inhoud)))

    return lees


def nootref(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    """A second call of a note."""
    inhoud = tuple(lezer.inhoud(element, spatie))
    uit.append(Verwijzing(element.get("refid") or "", "intern", inhoud, (("soort", "noot"),)))


def afbeelding(element: Element) -> Afbeelding:
    """The picture of an ``illustratie``: file name, description, all other attributes kept."""
    return Afbeelding(element.get("naam") or "", element.get("alt") or "", tuple(attributen(element, "naam", "alt")))


def regeleinde(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    """A forced line break; the space before it is layout."""
    if uit and isinstance(vorige := uit[-1], str):
        uit[-1] = vorige.rstrip(" ")
    uit.append(Regeleinde())
    spatie[0] = True
