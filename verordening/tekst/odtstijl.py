"""Styles and lists of OpenDocument: what the looks of words say about them, and the numbers that are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verordening.nummers import letter, romeins
from verordening.tekst.woordnummer import BOLLETJE
from verordening.tekst.woordstijl import geheel

if TYPE_CHECKING:
    from lxml.etree import _Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_RUIMTEN = {
    f"{_OASIS}office:1.0": "office",
    f"{_OASIS}text:1.0": "text",
    f"{_OASIS}table:1.0": "table",
    f"{_OASIS}style:1.0": "style",
    f"{_OASIS}drawing:1.0": "draw",
    f"{_OASIS}xsl-fo-compatible:1.0": "fo",
    f"{_OASIS}svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://purl.org/dc/elements/1.1/": "dc",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
}
_TERUG = {kort_: lang for lang, kort_ in _RUIMTEN.items()}
_PER_CM = 567
"""Twips in a centimetre."""
_MAAT = {"cm": _PER_CM, "mm": _PER_CM / 10, "in": 1440, "pt": 20, "pc": 240}


def kort(tag: object) -> str:
    """Name of an element with its prefix."""
    if not isinstance(tag, str):
        return ""
    ruimte, _, naam = tag[1:].partition("}")
    return f"{_RUIMTEN[ruimte]}:{naam}" if ruimte in _RUIMTEN else tag


def waarde(element: _Element, naam: str) -> str:
    """An attribute by its name with prefix; empty without."""
    voor, _, kern = naam.partition(":")
    return str(element.get(f"{{{_TERUG[voor]}}}{kern}") or "")


def _twips(maat: str) -> int:
    """A length in twips.

    >>> _twips("1.27cm"), _twips("0.5in"), _twips("")
    (720, 720, 0)
    """
    getal, eenheid = maat[:-2], maat[-2:]
    cijfers = getal.lstrip("-").replace(".", "", 1)
    return round(float(getal) * _MAAT[eenheid]) if eenheid in _MAAT and cijfers.isdigit() else 0


@dataclass(frozen=True, slots=True)
class Odtvorm:
    """What of the looks of words says something about them."""

    verborgen: bool = False
    doorgehaald: bool = False
    vet: bool = False
    hoogte: str = ""


class Odtstijlen:
    """Styles by name, inherited along their parents."""

    def __init__(self, wortels: Sequence[_Element]) -> None:
        self.elementen: dict[tuple[str, str], _Element] = {}
        for wortel in wortels:
            for e in wortel.iter():
                if kort(e.tag) == "style:style":
                    self.elementen.setdefault((waarde(e, "style:family"), waarde(e, "style:name")), e)
        self._vormen: dict[tuple[str, str], Odtvorm] = {}

    def _keten(self, familie: str, naam: str) -> list[_Element]:
        uit: list[_Element] = []
        while (familie, naam) in self.elementen and len(uit) < 50:
            uit.append(self.elementen[familie, naam])
            naam = waarde(uit[-1], "style:parent-style-name")
        return uit

    def naam(self, stijl: str) -> str:
        """Name of the style that a person chose: that on which an automatic style rests."""
        for element in self._keten("paragraph", stijl):
            naam = waarde(element, "style:name")
            if not (naam[:1] == "P" and naam[1:].isdigit()):
                return waarde(element, "style:display-name") or naam.replace("_20_", " ")
        return stijl.replace("_20_", " ")

    def _eigenschap(self, keten: Sequence[_Element], groep: str, naam: str) -> str:
        for element in keten:
            for kind in element:
                if kort(kind.tag) == f"style:{groep}-properties" and (gevonden := waarde(kind, naam)):
                    return gevonden
        return ""

    def links(self, stijl: str) -> int:
        """Left indent in twips."""
        return _twips(self._eigenschap(self._keten("paragraph", stijl), "paragraph", "fo:margin-left"))

    def vorm(self, stijl: str, span: str) -> Odtvorm:
        """Looks of words in a paragraph style and a character style."""
        if (stijl, span) not in self._vormen:
            keten = [*self._keten("text", span), *self._keten("paragraph", stijl)]

            def tekst(naam: str) -> str:
                return self._eigenschap(keten, "text", naam)

            streep = tekst("style:text-line-through-style") or tekst("style:text-line-through-type")
            hoog = tekst("style:text-position").split(" ")[0]
            boven = hoog == "super" or (hoog.endswith("%") and not hoog.startswith(("-", "0%")))
            self._vormen[stijl, span] = Odtvorm(
                tekst("text:display") in ("none", "true"),
                streep not in ("", "none"),
                tekst("fo:font-weight") in ("bold", "700", "800", "900"),
                "sup" if boven else "inf" if hoog == "sub" or hoog.startswith("-") else "",
            )
        return self._vormen[stijl, span]


class Lijsten:
    """List styles, and how far each list has been counted (OpenDocument 1.3 part 3, 5.3 and 16.30)."""

    def __init__(self, wortels: Sequence[_Element]) -> None:
        self.stijlen: dict[str, dict[int, _Element]] = {}
        self.koppen: dict[int, _Element] = {}
        for wortel in wortels:
            for e in wortel.iter():
                niveaus = {geheel(waarde(n, "text:level"), 1) - 1: n for n in e if waarde(n, "text:level")}
                if kort(e.tag) == "text:list-style":
                    self.stijlen.setdefault(waarde(e, "style:name"), niveaus)
                elif kort(e.tag) == "text:outline-style":
                    self.koppen = niveaus
        self.standen: dict[str, dict[int, int]] = {}
        self.stijl_van: dict[str, str] = {}
        self.laatste: dict[str, str] = {}
        self.kopstanden: dict[int, int] = {}
        self.fouten: list[str] = []
        """why numbers are not certain, until the reader takes them"""

    def open(self, lijst: _Element, buiten: str | None) -> str:
        """Name of the count in which a list goes on: its own, that of another list, or that of the list around it."""
        stijl = waarde(lijst, "text:style-name") or (self.stijl_van.get(buiten, "") if buiten else "")
        if buiten is not None:
            if stijl and stijl != self.stijl_van.get(buiten):
                return self._nieuw(lijst, stijl)
            return buiten
        verder = waarde(lijst, "text:continue-list")
        if not verder and waarde(lijst, "text:continue-numbering") == "true":
            verder = self.laatste.get(stijl, "")
        if verder in self.standen:
            naam = waarde(lijst, "xml:id")
            if naam:
                self.standen[naam], self.stijl_van[naam] = self.standen[verder], stijl
            self.laatste[stijl] = naam or verder
            return naam or verder
        if verder:
            self.fouten.append("Een lijst gaat verder met de nummers van een lijst die het bestand niet noemt.")
        return self._nieuw(lijst, stijl)

    def _nieuw(self, lijst: _Element, stijl: str) -> str:
        naam = waarde(lijst, "xml:id") or f"lijst{len(self.standen) + 1}"
        self.standen[naam], self.stijl_van[naam], self.laatste[stijl] = {}, stijl, naam
        return naam

    def nummer(self, lijst: str, diepte: int, begin: str = "", stijl: str = "") -> tuple[str, bool]:
        """Count an item, and (what is printed before it, whether that is a bullet).

        Args:
            begin: where the count starts anew, when the item says so. stijl: list style of this item alone.
        """
        niveaus = self.stijlen.get(stijl or self.stijl_van.get(lijst, ""), {})
        return self._tel(self.standen[lijst], niveaus, diepte, begin)

    def kopnummer(self, niveau: int) -> str:
        """Count a heading, and what is printed before it."""
        return self._tel(self.kopstanden, self.koppen, niveau - 1, "")[0] if self.koppen else ""

    def _tel(self, standen: dict[int, int], niveaus: dict[int, _Element], diepte: int, begin: str) -> tuple[str, bool]:
        niveau = niveaus.get(diepte)
        if niveau is None:
            return "", False
        if kort(niveau.tag) != "text:list-level-style-number" and kort(niveau.tag) != "text:outline-level-style":
            teken = waarde(niveau, "text:bullet-char") or "•"
            return "•" if "\ue000" <= teken <= "\uf8ff" else BOLLETJE.get(teken, teken), True
        start = geheel(waarde(niveau, "text:start-value"), 1)
        for hoger in range(diepte):
            standen.setdefault(hoger, geheel(waarde(niveaus[hoger], "text:start-value"), 1) if hoger in niveaus else 1)
        standen[diepte] = int(begin) if begin.isdigit() else standen[diepte] + 1 if diepte in standen else start
        for dieper in [d for d in standen if d > diepte]:
            del standen[dieper]
        soort = waarde(niveau, "style:num-format")
        if not soort:
            return (waarde(niveau, "style:num-prefix") + waarde(niveau, "style:num-suffix")).strip(), False
        tonen = geheel(waarde(niveau, "text:display-levels"), 1)
        delen = []
        for d in range(diepte - tonen + 1, diepte + 1):
            eigen = niveaus.get(d)
            eigen_vorm = waarde(eigen, "loext:num-format") if eigen is not None else ""
            vorm = eigen_vorm or (waarde(eigen, "style:num-format") if eigen is not None else "")
            if vorm:
                delen.append(getal := _getal(standen.setdefault(d, 1), vorm))
                self.fouten += [] if getal else [f"De nummervorm «{vorm}» wordt niet berekend."]
        heel = waarde(niveau, "style:num-prefix") + ".".join(delen) + waarde(niveau, "style:num-suffix")
        return heel.strip(), False

    def links(self, lijst: str, diepte: int) -> int:
        """Left indent that a level gives, in twips."""
        niveau = self.stijlen.get(self.stijl_van.get(lijst, ""), {}).get(diepte)
        if niveau is None:
            return 0
        maten = [_twips(waarde(e, "fo:margin-left")) for e in niveau.iter() if waarde(e, "fo:margin-left")]
        maten += [_twips(waarde(e, "text:space-before")) for e in niveau.iter() if waarde(e, "text:space-before")]
        return maten[0] if maten else 0


def _getal(n: int, vorm: str) -> str:
    match vorm:
        case "a":
            return letter(n)
        case "A":
            return letter(n).upper()
        case "i":
            return romeins(n).lower()
        case "I":
            return romeins(n)
        case "1":
            return str(n)
    voor = re.fullmatch(r"(0*)1, 0*2, 0*3, \.\.\.", vorm)
    return f"{n:0{len(voor.group(1)) + 1}d}" if voor else ""
