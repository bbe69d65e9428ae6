"""Styles and lists of OpenDocument: what the looks of words say about them, and the numbers that are printed."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.etree import _Element

from verordening.tekst.elementen import ODF
from verordening.tekst.papierlezer import Eigenschappen, Loopvorm
from verordening.tekst.woordnummer import BOLLETJE, getal
from verordening.tekst.woordstijl import geheel

_PER_CM = 567
"""Twips in a centimetre."""
_MAAT = {"cm": _PER_CM, "mm": _PER_CM / 10, "in": 1440, "pt": 20, "pc": 240}
_KLEURLOOS = ("", "transparent", "#ffffff")
kort = ODF.kort


def waarde(element: Eigenschappen, naam: str) -> str:
    """An attribute by its name with prefix; empty without."""
    return str(element.get(ODF.lang(naam)) or "") if element is not None else ""


def _twips(maat: str) -> int:
    """A length in twips.

    >>> _twips("1.27cm"), _twips("0.5in"), _twips("")
    (720, 720, 0)
    """
    lengte, eenheid = maat[:-2], maat[-2:]
    cijfers = lengte.lstrip("-").replace(".", "", 1)
    return round(float(lengte) * _MAAT[eenheid]) if eenheid in _MAAT and cijfers.isdecimal() else 0


class Odtstijlen:
    """Styles by name, inherited along their parents."""

    def __init__(self, wortels: Sequence[_Element]) -> None:
        self.elementen: dict[tuple[str, str], _Element] = {}
        self.letters: dict[str, str] = {}
        self.noten: dict[str, _Element] = {}
        for wortel in wortels:
            noten = wortel.iter(ODF.lang("text:notes-configuration"))
            self.noten |= {waarde(e, "text:note-class"): e for e in noten}
            for e in wortel.iter(*map(ODF.lang, ("style:style", "style:font-face"))):
                if kort(e.tag) == "style:style":
                    self.elementen.setdefault((waarde(e, "style:family"), waarde(e, "style:name")), e)
                else:
                    self.letters[waarde(e, "style:name")] = waarde(e, "svg:font-family").strip("'\"")
        self._vormen: dict[tuple[str, str], Loopvorm] = {}

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
            if not (naam[:1] == "P" and naam[1:].isdecimal()):
                return waarde(element, "style:display-name") or naam.replace("_20_", " ")
        return stijl.replace("_20_", " ")

    def _eigenschap(self, keten: Sequence[_Element], groep: str, naam: str) -> str:
        for element in keten:
            for kind in element:
                if kort(kind.tag) == f"style:{groep}-properties" and (gevonden := waarde(kind, naam)):
                    return gevonden
        return ""

    def op_kleur(self, p: _Element) -> bool:
        """Whether a paragraph stands in a table cell with a colour."""
        cellen = (waarde(e, "table:style-name") for e in p.iterancestors(ODF.lang("table:table-cell")))
        gronden = (self._eigenschap(self._keten("table-cell", c), "table-cell", "fo:background-color") for c in cellen)
        return any(g.lower() not in _KLEURLOOS for g in gronden)

    def links(self, stijl: str) -> int:
        """Left indent in twips."""
        return _twips(self._eigenschap(self._keten("paragraph", stijl), "paragraph", "fo:margin-left"))

    def nootnummer(self, soort: str, telling: int) -> tuple[str, str]:
        """What is printed at a note of a kind ("footnote", "endnote"), and why that is not certain (16.29)."""
        inrichting = self.noten.get(soort)
        vorm = waarde(inrichting, "style:num-format") or ("i" if soort == "endnote" else "1")
        gedrukt = getal(telling + geheel(waarde(inrichting, "text:start-value")), _VORM.get(vorm, vorm))
        if waarde(inrichting, "text:start-numbering-at") in ("page", "chapter"):
            return gedrukt or "", "De noten worden op elke bladzijde of in elk hoofdstuk opnieuw genummerd."
        return gedrukt or str(telling), "" if gedrukt else f"De nummervorm «{vorm}» wordt niet berekend."

    def vorm(self, stijl: str, span: str) -> Loopvorm:
        """Looks of words in a paragraph style and a character style."""
        if (stijl, span) not in self._vormen:
            keten = [*self._keten("text", span), *self._keten("paragraph", stijl)]

            def tekst(naam: str) -> str:
                return self._eigenschap(keten, "text", naam)

            streep = tekst("style:text-line-through-style") or tekst("style:text-line-through-type")
            hoog = tekst("style:text-position").split(" ")[0]
            boven = hoog == "super" or (hoog.endswith("%") and not hoog.startswith(("-", "0%")))
            gronden = tekst("fo:background-color"), self._eigenschap(keten, "paragraph", "fo:background-color")
            wit = tekst("fo:color").lower() == "#ffffff" and all(g.lower() in _KLEURLOOS for g in gronden)
            self._vormen[stijl, span] = Loopvorm(
                verborgen=tekst("text:display") in ("none", "true"),
                doorgehaald=streep not in ("", "none"),
                hoofdletters=tekst("fo:text-transform") == "uppercase",
                vet=tekst("fo:font-weight") in ("bold", "700", "800", "900"),
                hoogte="sup" if boven else "inf" if hoog == "sub" or hoog.startswith("-") else "",
                letter=self.letters.get(letter := tekst("style:font-name"), letter),
                gemarkeerd=gronden[0].lower() not in _KLEURLOOS,
                onleesbaar="wit" if wit else "klein" if 0 < _twips(tekst("fo:font-size")) <= 40 else "",
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

    def los(self, alinea: _Element) -> tuple[str, int]:
        """Name of the count and level of a ``text:numbered-paragraph``: all with one list-id are one list (5.3.6)."""
        naam = f"los {waarde(alinea, 'text:list-id')}"
        self.standen.setdefault(naam, {})
        self.stijl_van[naam] = waarde(alinea, "text:style-name") or self.stijl_van.get(naam, "")
        return naam, geheel(waarde(alinea, "text:level"), 1) - 1

    def nummer(self, lijst: str, diepte: int, begin: str = "", stijl: str = "") -> tuple[str, bool]:
        """Count an item, and (what is printed before it, whether that is a bullet).

        Args:
            begin: where the count starts anew, when the item says so. stijl: list style of this item alone.
        """
        niveaus = self.stijlen.get(stijl or self.stijl_van.get(lijst, ""), {})
        return self._tel(self.standen[lijst], niveaus, diepte, begin)

    def kopnummer(self, kop: _Element) -> str:
        """Count a heading, and what is printed before it."""
        niveau, begin = geheel(waarde(kop, "text:outline-level")) - 1, ""
        if waarde(kop, "text:restart-numbering") == "true":
            self.kopstanden.pop(niveau, None)
            begin = waarde(kop, "text:start-value")
        return self._tel(self.kopstanden, self.koppen, niveau, begin)[0] if self.koppen else ""

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
        standen[diepte] = int(begin) if begin.isdecimal() else standen[diepte] + 1 if diepte in standen else start
        self.fouten += ["Een nummer dat zo groot is, drukt niet elk programma."] * (standen[diepte] > 32_767)
        for dieper in [d for d in standen if d > diepte]:
            del standen[dieper]
        soort = waarde(niveau, "style:num-format")
        if not soort:
            return (waarde(niveau, "style:num-prefix") + waarde(niveau, "style:num-suffix")).strip(), False
        tonen = geheel(waarde(niveau, "text:display-levels"), 1)
        delen = []
        for d in range(diepte - tonen + 1, diepte + 1):
            eigen = niveaus.get(d)
            if vorm := waarde(eigen, "loext:num-format") or waarde(eigen, "style:num-format"):
                in_kolommen = vorm in ("a", "A") and waarde(eigen, "style:num-letter-sync") != "true"
                stand = standen.setdefault(d, 1)
                telling = _kolomletter(stand, vorm) if in_kolommen else getal(stand, _VORM.get(vorm, vorm)) or ""
                delen.append(telling)
                self.fouten += [] if telling else [f"De nummervorm «{vorm}» wordt niet berekend."]
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


def _kolomletter(n: int, begin: str) -> str:
    """Letters as above the columns of a spreadsheet: what is printed when the file does not ask for aa, bb, cc.

    >>> [_kolomletter(n, "a") for n in (1, 26, 27, 28, 53)]
    ['a', 'z', 'aa', 'ab', 'ba']
    """
    voor, rest = divmod(n - 1, 26)
    return (_kolomletter(voor, begin) if voor else "") + chr(ord(begin) + rest)


_VORM = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""Number formats, and what Word calls them."""
