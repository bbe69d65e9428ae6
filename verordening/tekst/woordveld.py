"""Fields of Word: of a field stands on paper what it gave, not what it asks (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from verordening.tekst.papierlezer import Eigenschappen
from verordening.tekst.woordstijl import W, aan, geheel, w_waarde
from verordening.tekst.woordteken import symbool

_DRUKT_NIETS = frozenset(
    """
    XE TC TA RD SET ASK PRIVATE DATA NEXT NEXTIF SKIPIF ADVANCE MERGEREC MERGESEQ DATABASE PRINT
    """.split()
)
_NIET_OPGESLAGEN = frozenset(
    ["LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BIDIOUTLINE", "EQ", "BARCODE", "DISPLAYBARCODE", "MERGEBARCODE"]
)
"""Fields whose result Word computes and does not store."""
_WISSELEND = frozenset(["PAGE", "NUMPAGES", "SECTIONPAGES", "DATE", "TIME", "PRINTDATE"])
"""Fields whose result is another one each time that the file is printed."""


@dataclass(slots=True)
class Veld:
    """One open field: its instruction so far, and whether its result has begun or holds words."""

    opdracht: str = ""
    uitkomst: bool = False
    gevuld: bool = False
    vak: Eigenschappen = None

    @property
    def soort(self) -> str:
        """Name of the field, in capitals."""
        return next(iter(self.opdracht.split()), "").upper()

    def druk(self) -> tuple[str, str]:
        """(words that stand on paper besides the stored result, why that is not certain)."""
        if self.soort in _NIET_OPGESLAGEN:
            return "", f"Wat het veld {self.soort} op papier zet, staat niet in het bestand."
        if self.soort in _WISSELEND:
            return "", f"Het veld {self.soort} hangt van het afdrukken af; gelezen is de laatste uitkomst."
        if self.soort == "FORMCHECKBOX":
            return ("" if self.gevuld else _vinkje(self.vak)), ""
        if self.soort == "FORMDROPDOWN":
            return ("" if self.gevuld else _keuze(self.vak)), ""
        if self.uitkomst or not self.soort or self.soort in _DRUKT_NIETS or self.soort == "FORMTEXT":
            return "", ""
        if self.soort in ("MACROBUTTON", "GOTOBUTTON"):
            return " ".join(self.opdracht.split()[2:]), ""
        if self.soort == "SYMBOL":
            return _symbool(self.opdracht)
        return "", f"Het veld {self.soort} heeft geen opgeslagen uitkomst."


def _vinkje(vak: Eigenschappen) -> str:
    doos = vak.find(f"{W}checkBox") if vak is not None else None
    if doos is None:
        return "☐"
    stand = aan(doos.find(f"{W}checked"))
    return "☒" if (aan(doos.find(f"{W}default")) if stand is None else stand) else "☐"


def _keuze(vak: Eigenschappen) -> str:
    lijst = vak.find(f"{W}ddList") if vak is not None else None
    if lijst is None:
        return ""
    woorden = [w_waarde(e) for e in lijst.iterfind(f"{W}listEntry")]
    plek = geheel(w_waarde(lijst, "result") or w_waarde(lijst, "default"))
    return woorden[plek] if 0 <= plek < len(woorden) else ""


def _symbool(opdracht: str) -> tuple[str, str]:
    raak = re.match(r"\s*SYMBOL\s+(0x[0-9A-Fa-f]+|\d+|\S)", opdracht, re.IGNORECASE)
    letter = re.search(r'\\f\s+(?:"([^"]+)"|(\S+))', opdracht)
    if raak is None:
        return "", "Het veld SYMBOL noemt geen teken."
    code = raak.group(1)
    getal = int(code, 0) if code[0].isdecimal() and len(code) > 1 else ord(code)
    teken = symbool((letter.group(1) or letter.group(2)) if letter else "", getal)
    return teken or "\ufffd", "" if teken else f"Het teken {code} van het veld SYMBOL is niet bekend."


@dataclass(slots=True)
class Velden:
    """The fields that are open at this place, outermost first; they run on over paragraphs."""

    open: list[Veld] = field(default_factory=list)

    @property
    def zichtbaar(self) -> bool:
        """Whether words at this place stand on paper."""
        return all(v.uitkomst and v.soort not in _DRUKT_NIETS and v.soort not in _NIET_OPGESLAGEN for v in self.open)

    @property
    def inhoudsopgave(self) -> bool:
        """Whether this place is inside a table of contents."""
        return any(v.soort == "TOC" for v in self.open)

    def teken(self, element: _Element) -> Veld | None:
        """A ``w:fldChar``; gives the field that it closes."""
        soort = str(element.get(f"{W}fldCharType") or "")
        if soort == "begin":
            self.open.append(Veld(vak=element.find(f"{W}ffData")))
        elif soort == "separate" and self.open:
            self.open[-1].uitkomst = True
        elif soort == "end" and self.open:
            return self.open.pop()
        return None

    def opdracht(self, tekst: str) -> None:
        """Words of an instruction."""
        if self.open and not self.open[-1].uitkomst:
            self.open[-1].opdracht += tekst

    def gevuld(self) -> None:
        """Words stand here."""
        for veld in self.open:
            veld.gevuld = veld.gevuld or veld.uitkomst
