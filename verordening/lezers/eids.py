"""The eIds of a source that has its own, laid beside those that follow from number and place (``regels`` D.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from verordening.boom import Blok, Eenheid, Figuur, Tabel, koptekst, tekst, wandel
from verordening.eid import eids
from verordening.lezers.bronlezer import Bronlezer, Element, Inlinelezer

_VOORBEELDEN = 5
"""So many deviating eIds are named one by one; of more a reader learns nothing."""


class Idlezer(Bronlezer):
    """A reader of a source that gives its units identities."""

    def __init__(self, naam: str, inline: Mapping[str, Inlinelezer]) -> None:
        super().__init__(naam, inline)
        self._wids: dict[str, Element] = {}

    def wid(self, element: Element) -> str:
        """The identity of a unit; the same one twice is refused."""
        wid = element.get("wId") or ""
        if wid and (eerder := self._wids.setdefault(wid, element)) is not element:
            raise self.weiger(element, "dubbel-id/komt-twee-keer", wid=wid, regel=eerder.sourceline)
        return wid


def getoetste_eids(lezer: Bronlezer, boom: Eenheid) -> Eenheid:
    """The eIds of the source, checked: one that differs from the rules is reported, one that is no longer unique or is
    missing is replaced by the computed one."""
    berekend = eids(boom)
    anders: _Anders = []
    boom = _kies(lezer, boom, berekend, Counter(_alle_eids(boom)), anders)
    for oud, nieuw, wat in anders[:_VOORBEELDEN]:
        lezer.meld(None, "eid-afwijkend", fragment=oud, adres=wat, nieuw=nieuw)
    if (rest := len(anders) - _VOORBEELDEN) > 0:
        lezer.meld(None, "eid-afwijkend/bron-volgen", rest=rest)
    return boom


def _alle_eids(eenheid: Eenheid) -> list[str]:
    uit = [e.eId for e in wandel(eenheid) if e.eId]
    return uit + [b.eId for e in wandel(eenheid) for b in e.inhoud if isinstance(b, (Tabel, Figuur)) and b.eId]


_Anders: TypeAlias = "list[tuple[str, str, str]]"
"""Deviating eIds: (of the source, expected, place)."""


def _kies(
    lezer: Bronlezer,
    bron: Eenheid,
    berekend: Eenheid,
    tel: dict[str, int],
    anders: _Anders,
    boven: tuple[str, str] = ("", ""),
) -> Eenheid:
    def eid(oud: str, nieuw: str, wat: str, boven: tuple[str, str]) -> str:
        if oud == nieuw or not nieuw:
            return oud
        if oud and tel[oud] == 1:
            stuk_oud, stuk_nieuw = (e.removeprefix(f"{b}__") for e, b in zip((oud, nieuw), boven, strict=True))
            if stuk_oud != stuk_nieuw or oud == stuk_oud:  # anders volgt hij uit die van de eenheid erboven
                anders.append((oud, nieuw, wat))
            return oud
        lezer.meld(
            None,
            "eid-hersteld",
            fragment=oud,
            adres=wat,
            deel="komt meer dan eens voor" if oud else "ontbreekt",
            nieuw=nieuw,
        )
        return nieuw

    wat = koptekst(bron) or tekst(bron)[:40] or bron.soort.value
    eigen = eid(bron.eId, berekend.eId, wat, boven)
    hier = (bron.eId, berekend.eId) if berekend.eId else boven
    blokken: list[Blok] = []
    for een, ander in zip(bron.inhoud, berekend.inhoud, strict=True):
        if isinstance(een, Eenheid) and isinstance(ander, Eenheid):
            blokken.append(_kies(lezer, een, ander, tel, anders, hier))
        elif isinstance(een, (Tabel, Figuur)) and isinstance(ander, (Tabel, Figuur)):
            blokken.append(replace(ander, eId=eid(een.eId, ander.eId, "tabel of figuur", hier)))
        else:
            blokken.append(een)
    return replace(bron, eId=eigen, inhoud=tuple(blokken))
