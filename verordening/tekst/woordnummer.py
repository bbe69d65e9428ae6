"""Automatic numbers as Word prints them: one count per abstract list, restarted per level (ECMA-376 part 1, 17.9).

All lists that rest on one abstract list share its count; a start that a list overrides holds at its first use only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from verordening.nummers import letter, rangtelwoord, romeins
from verordening.tekst.papierlezer import Eigenschappen
from verordening.tekst.woordstijl import Stijlen, W, aan, geheel, w_waarde
from verordening.tekst.woordteken import symbool

BOLLETJE = {"o": "◦", "§": "▪", "Ø": "➢", "·": "•", "ü": "✓", "*": "•"}
"""Letters that a symbol font or a habit prints as a bullet."""


@dataclass(frozen=True, slots=True)
class Plaats:
    """Where a paragraph stands in the lists of a document: list and level (0 = outermost)."""

    num: str
    niveau: int


@dataclass(frozen=True, slots=True)
class Nummer:
    """What Word prints before a paragraph.

    Args:
        tekst: the number or sign, as printed; empty when the level prints nothing.
        opsomteken: it is a bullet.
        merk: name of list and level, the same for paragraphs that continue each other.
        los: white space stands between number and words.
        fout: why the number is not certain; empty when it is.
        regel: the rule of Word by which it differs from plain counting; empty without.
    """

    tekst: str
    opsomteken: bool = False
    merk: str = ""
    los: bool = True
    fout: str = ""
    regel: str = ""


@dataclass(slots=True)
class _Num:
    abstract: str
    begin: dict[int, int] = field(default_factory=dict)
    eigen: dict[int, _Element] = field(default_factory=dict)


class Nummering:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, wortel: Eigenschappen, stijlen: Stijlen) -> None:
        self.stijlen = stijlen
        self.abstract: dict[str, _Element] = {}
        self.nums: dict[str, _Num] = {}
        self.standen: dict[str, dict[int, int]] = {}
        self.gebruikt: set[tuple[str, int]] = set()
        self.dubbel: set[str] = set()
        if wortel is None:
            return
        self.abstract = {str(a.get(f"{W}abstractNumId")): a for a in wortel.iterfind(f"{W}abstractNum")}
        for n in wortel.iterfind(f"{W}num"):
            num = _Num(w_waarde(n, "abstractNumId"))
            for over in n.iterfind(f"{W}lvlOverride"):
                niveau, begin, eigen = (
                    geheel(str(over.get(f"{W}ilvl"))),
                    w_waarde(over, "startOverride"),
                    over.find(f"{W}lvl"),
                )
                if begin:
                    num.begin[niveau] = geheel(begin, 1)
                if eigen is not None:
                    num.eigen[niveau] = eigen
            self.nums[str(n.get(f"{W}numId"))] = num
        for num in self.nums.values():
            num.abstract = self._achter_stijl(num.abstract)
        nums, lijsten = _tweemaal(wortel, "num", "numId"), _tweemaal(wortel, "abstractNum", "abstractNumId")
        nums |= {str(n.get(f"{W}numId")) for n in wortel.iterfind(f"{W}num") if _tweemaal(n, "lvlOverride", "ilvl")}
        lijsten |= {naam for naam, lijst in self.abstract.items() if _tweemaal(lijst, "lvl", "ilvl")}
        self.dubbel = nums | {n for n, num in self.nums.items() if num.abstract in lijsten}

    def _achter_stijl(self, abstract: str) -> str:
        """A list that only names a list style is the list of that style (17.9.21)."""
        gezien: set[str] = set()
        while abstract in self.abstract and abstract not in gezien:
            gezien.add(abstract)
            stijl = w_waarde(self.abstract[abstract], "numStyleLink")
            if not stijl:
                break
            via = next((self._num_van(e) for e in self.stijlen.keten(stijl) if self._num_van(e) in self.nums), "")
            eigen = [a for a, e in self.abstract.items() if w_waarde(e, "styleLink") == stijl]
            abstract = eigen[0] if eigen else self.nums[via].abstract if via else abstract
        return abstract

    def _num_van(self, stijl: _Element) -> str:
        numpr = stijl.find(f"{W}pPr/{W}numPr")
        return w_waarde(numpr, "numId")

    def plaats(self, ppr: Eigenschappen, stijl: str) -> Plaats | None:
        """List and level of a paragraph: what stands by hand, merged with its styles (17.9.18); None without a list."""
        eigen = ppr.find(f"{W}numPr") if ppr is not None else None
        num, niveau = w_waarde(eigen, "numId"), w_waarde(eigen, "ilvl")
        if not num or not niveau:
            uit_stijl = self._uit_stijlen(stijl)
            if not num:
                num = uit_stijl.num if uit_stijl else ""
                niveau = niveau or (str(uit_stijl.niveau) if uit_stijl else "")
        if not num or num == "0":
            return None
        return Plaats(num, min(max(geheel(niveau), 0), 8))

    def _uit_stijlen(self, stijl: str) -> Plaats | None:
        num = niveau = ""
        keten = []
        for element in self.stijlen.keten(stijl):
            keten.append(str(element.get(f"{W}styleId")))
            numpr = element.find(f"{W}pPr/{W}numPr")
            if numpr is None:
                continue
            niveau = niveau or w_waarde(numpr, "ilvl")
            num = w_waarde(numpr, "numId")
            if num:
                break
        if not num:
            return None
        for niveau_, element in self._niveaus(num):
            if w_waarde(element, "pStyle") in keten[:1]:
                return Plaats(num, niveau_)
        for niveau_, element in self._niveaus(num) if not niveau else ():
            if w_waarde(element, "pStyle") in keten:
                return Plaats(num, niveau_)
        return Plaats(num, geheel(niveau))

    def _niveaus(self, num: str) -> Iterator[tuple[int, _Element]]:
        return ((n, e) for n in range(9) if (e := self.niveau(num, n)) is not None)

    def niveau(self, num: str, diepte: int) -> _Element | None:
        """Definition of a level: the list's own, else that of its abstract list."""
        gevonden = self.nums.get(num)
        if gevonden is None:
            return None
        if diepte in gevonden.eigen:
            return gevonden.eigen[diepte]
        abstract = self.abstract.get(gevonden.abstract)
        alle = abstract.iterfind(f"{W}lvl") if abstract is not None else ()
        return next((e for e in alle if geheel(str(e.get(f"{W}ilvl"))) == diepte), None)

    def inspringing(self, plaats: Plaats) -> Eigenschappen:
        """The indent that a level gives (``w:ind``)."""
        niveau = self.niveau(plaats.num, plaats.niveau)
        return niveau.find(f"{W}pPr/{W}ind") if niveau is not None else None

    def volgende(self, plaats: Plaats) -> Nummer:
        """Count one paragraph at this place, and what is printed before it."""
        num, diepte = plaats.num, plaats.niveau
        niveau = self.niveau(num, diepte)
        if niveau is None and num in self.nums:
            merk = f"{self.nums[num].abstract}/{diepte}"
            return Nummer(
                "", merk=merk, fout=f"De lijst heeft geen niveau {diepte + 1}; wat op papier staat is niet zeker."
            )
        if niveau is None:
            return Nummer(
                "", fout=f"De alinea vraagt een nummer van een lijst die het bestand niet heeft (lijst {num})."
            )
        abstract = self.nums[num].abstract
        standen = self.standen.setdefault(abstract, {})
        self._tel(num, diepte, standen)
        merk = f"{abstract}/{diepte}"
        if num in self.dubbel:
            return Nummer(
                "", merk=merk, fout="Het bestand zegt twee keer hoe deze lijst telt; welke geldt, is niet zeker."
            )
        if aan(niveau.find(f"{W}rPr/{W}vanish")):
            return Nummer("", merk=merk, fout="Het nummer is hier verborgen; niet elk programma laat het weg.")
        soort = _vorm(niveau)
        vorm = w_waarde(niveau, "lvlText")
        if soort == "bullet" or niveau.find(f"{W}lvlPicBulletId") is not None:
            return Nummer(_bolletje(niveau, vorm), True, merk)
        tekst, fout = self._druk(num, diepte, vorm, aan(niveau.find(f"{W}isLgl")) or False)
        los = w_waarde(niveau, "suff") != "nothing" or tekst.endswith(" ")
        regels = ("isLgl", "lvlRestart") if soort != "ordinal" else ("numFmt",)
        regel = next((f"w:{naam}" for naam in regels if niveau.find(f"{W}{naam}") is not None), "")
        return Nummer(tekst.strip(), False, merk, los, fout, regel)

    def _tel(self, num: str, diepte: int, standen: dict[int, int]) -> None:
        begin = self.nums[num].begin
        for hoger in range(diepte + 1):
            if hoger in begin and (num, hoger) not in self.gebruikt:
                self.gebruikt.add((num, hoger))
                standen[hoger] = begin[hoger] - (hoger == diepte)
                self._wis_onder(num, hoger, standen)
        for hoger in range(diepte):
            standen.setdefault(hoger, self._start(num, hoger))
        standen[diepte] = standen[diepte] + 1 if diepte in standen else self._start(num, diepte)
        self._wis_onder(num, diepte, standen)

    def _wis_onder(self, num: str, diepte: int, standen: dict[int, int]) -> None:
        """Deeper levels start again, unless they say otherwise (17.9.10)."""
        for dieper in [d for d in standen if d > diepte]:
            niveau = self.niveau(num, dieper)
            herstart = w_waarde(niveau, "lvlRestart")
            if not herstart or (herstart != "0" and diepte < geheel(herstart)):
                del standen[dieper]

    def _start(self, num: str, diepte: int) -> int:
        return geheel(w_waarde(self.niveau(num, diepte), "start"), 0)

    def _druk(self, num: str, diepte: int, vorm: str, wettelijk: bool) -> tuple[str, str]:
        """The text of a level with its counts filled in, and why it is not certain."""
        standen = self.standen[self.nums[num].abstract]
        fout = ""

        def teken(raak: re.Match[str]) -> str:
            nonlocal fout
            d = int(raak.group(1)) - 1
            niveau = self.niveau(num, d)
            soort = _vorm(niveau)
            if wettelijk and soort not in ("none", "decimalZero"):
                soort = "decimal"
            uit = getal(standen.get(d, self._start(num, d)), soort)
            if uit is None:
                fout = f"De nummervorm «{soort}» wordt niet berekend."
                return str(standen.get(d, 0))
            return uit

        return re.sub(r"%([1-9])", teken, vorm), fout


class Notentelling:
    """The numbers of notes: format, start and restart of the document (``settings``) or of a section (17.11)."""

    def __init__(self, instellingen: Eigenschappen, romp: _Element) -> None:
        oud = {s for wijziging in romp.iter(f"{W}sectPrChange") for s in wijziging}
        self.instellingen = instellingen
        self.secties: list[Eigenschappen] = [*(s for s in romp.iter(f"{W}sectPr") if s not in oud), None]
        self.standen: dict[str, int] = {}

    def volgende_sectie(self) -> None:
        """A section ends here."""
        del self.secties[: len(self.secties) > 1]
        for soort in ("voet", "eind"):
            if self._stand(soort, "numRestart") == "eachSect":
                self.standen.pop(soort, None)

    def _stand(self, soort: str, naam: str) -> str:
        deel = f"{W}{'endnotePr' if soort == 'eind' else 'footnotePr'}"
        houders = (h.find(deel) for h in (self.secties[0], self.instellingen) if h is not None)
        return next(filter(None, (w_waarde(h, naam) for h in houders if h is not None)), "")

    def volgende(self, soort: str) -> tuple[str, str]:
        """Count one note: what is printed, and why that is not certain."""
        begin = geheel(self._stand(soort, "numStart"), 1)
        self.standen[soort] = self.standen[soort] + 1 if soort in self.standen else begin
        vorm = self._stand(soort, "numFmt") or ("lowerRoman" if soort == "eind" else "decimal")
        gedrukt = getal(self.standen[soort], vorm)
        if self._stand(soort, "numRestart") == "eachPage":
            return gedrukt or "", "De noten worden op elke bladzijde opnieuw genummerd."
        return gedrukt or str(self.standen[soort]), "" if gedrukt else f"De nummervorm «{vorm}» wordt niet berekend."


def _tweemaal(houder: _Element, naam: str, kenmerk: str) -> set[str]:
    """What the file describes more than once: programs do not agree which of the two is printed."""
    waarden = Counter(str(k.get(f"{W}{kenmerk}")) for k in houder.iterfind(f"{W}{naam}"))
    return {waarde for waarde, keer in waarden.items() if keer > 1}


def _vorm(niveau: Eigenschappen) -> str:
    """Number format of a level; one that stands in AlternateContent is taken from its fallback."""
    if niveau is None:
        return "decimal"
    formaat = niveau.find(f"{W}numFmt")
    if formaat is None:
        formaat = next(iter(niveau.iter(f"{W}numFmt")), None)
    soort = w_waarde(formaat) or "decimal"
    if soort == "custom" and formaat is not None:
        return str(formaat.get(f"{W}format") or "custom")
    return soort


def _bolletje(niveau: _Element, vorm: str) -> str:
    letters = niveau.find(f"{W}rPr/{W}rFonts")
    letter_ = str(letters.get(f"{W}ascii") or "") if letters is not None else ""
    teken = vorm.strip()[:1]
    gevonden = symbool(letter_, ord(teken)) if teken else ""
    return BOLLETJE.get(teken, gevonden or "•") if teken in BOLLETJE else gevonden or "•"


_TELVORM: dict[str, Callable[[int], str | None]] = {
    "decimal": str,
    "none": lambda n: "",
    "lowerLetter": lambda n: letter(n) if n > 0 else "",
    "upperLetter": lambda n: letter(n).upper() if n > 0 else "",
    "lowerRoman": lambda n: romeins(n).lower(),
    "upperRoman": romeins,
    "decimalZero": lambda n: f"{n:02d}",
    "ordinal": lambda n: f"{n}e",
    "ordinalText": lambda n: rangtelwoord(n).capitalize() if 0 < n <= 100 else None,
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "decimalEnclosedCircle": lambda n: chr(0x2460 + n - 1) if 0 < n <= 20 else None,
}


def getal(n: int, soort: str) -> str | None:
    """A count in one of the formats of 17.18.59; None when the format is not known here."""
    if soort in _TELVORM:
        return _TELVORM[soort](n)
    voor = re.fullmatch(r"(0*)1, 0*2, 0*3, \.\.\.", soort)
    return f"{n:0{len(voor.group(1)) + 1}d}" if voor else None
