"""The effective properties of paragraphs and runs: style chains with ``basedOn``, defaults, and what stands by hand.

ECMA-376 part 1, 17.7.2 (order of styles) and 17.7.3 (toggle properties: a mark that both the paragraph style and the
character style set is off again).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from verordening.tekst.papierlezer import Eigenschappen, Loopvorm

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WISSEL = ("vanish", "strike", "dstrike", "caps", "smallCaps", "b", "specVanish")
_OVERIG = ("vertAlign", "position", "highlight", "color", "sz")


def w_waarde(element: Eigenschappen, naam: str = "") -> str:
    """``w:val`` of an element, or of its child of that name; empty without."""
    gevonden = element.find(f"{W}{naam}") if naam and element is not None else element
    return str(gevonden.get(f"{W}val") or "") if gevonden is not None else ""


def geheel(tekst: str, anders: int = 0) -> int:
    """A whole number as Word writes it ("720", "-12.5"); ``anders`` when it is none.

    >>> geheel("720"), geheel("-12.5"), geheel("", 7)
    (720, -12, 7)
    """
    begin, _, _ = tekst.strip().partition(".")
    return int(begin) if begin.lstrip("-").isdecimal() and begin.count("-") <= 1 else anders


def aan(element: Eigenschappen) -> bool | None:
    """State of an on-off property: True, False, or None when it is not there (17.17.4)."""
    if element is None:
        return None
    return str(element.get(f"{W}val") or "1").lower() not in ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class _Laag:
    """Properties of a run on one layer: direct, or one style chain merged."""

    wissels: dict[str, bool]
    overig: dict[str, str]


_LEEG = _Laag({}, {})


class Stijlen:
    """Styles of a document by id, inherited along ``basedOn``."""

    def __init__(self, wortel: Eigenschappen) -> None:
        alle = list(wortel.iterfind(f"{W}style")) if wortel is not None else []
        self.elementen = {str(s.get(f"{W}styleId")): s for s in alle}
        standaard = [s for s in alle if aan_attribuut(s, "default")]
        self.standaard = {str(s.get(f"{W}type")): str(s.get(f"{W}styleId")) for s in standaard}
        rpr = wortel.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if wortel is not None else None
        self.grond = _laag(rpr)
        self._lagen: dict[str, _Laag] = {}
        self._vormen: dict[tuple[str, str], Loopvorm] = {}

    def alineastijl(self, ppr: Eigenschappen) -> str:
        """Id of the style of a paragraph; the default one when it names none that exists."""
        stijl = w_waarde(ppr, "pStyle")
        return stijl if stijl in self.elementen else self.standaard.get("paragraph", "")

    def keten(self, stijl: str) -> Iterator[_Element]:
        """The style and those on which it rests, nearest first."""
        gezien: set[str] = set()
        while stijl in self.elementen and stijl not in gezien:
            gezien.add(stijl)
            yield self.elementen[stijl]
            stijl = w_waarde(self.elementen[stijl], "basedOn")

    def naam(self, stijl: str) -> str:
        """Name of a style as Word shows it."""
        return w_waarde(self.elementen.get(stijl), "name") or stijl

    def namen(self, stijl: str) -> Iterator[str]:
        """Names along the chain, lower case."""
        return (w_waarde(s, "name").lower() for s in self.keten(stijl))

    def inspringing(self, stijl: str) -> Eigenschappen:
        """The indent of the nearest style along the chain that has one (``w:ind``)."""
        alle = (element.find(f"{W}pPr/{W}ind") for element in self.keten(stijl))
        return next((e for e in alle if e is not None), None)

    def kopniveau(self, ppr: Eigenschappen, stijl: str) -> int:
        """Outline level, 1 to 9; 0 for body text. A style that rests on "heading 2" is on level 2."""
        element = ppr.find(f"{W}outlineLvl") if ppr is not None else None
        for laag in self.keten(stijl) if element is None else ():
            element = laag.find(f"{W}pPr/{W}outlineLvl")
            if element is not None:
                break
            naam = w_waarde(laag, "name").lower()
            if naam.startswith(("heading ", "kop ")) and naam[-1].isdecimal() and naam.split()[-1].isdecimal():
                return min(int(naam.split()[-1]), 9)
        niveau = geheel(w_waarde(element), 9) if element is not None else 9
        return niveau + 1 if 0 <= niveau < 9 else 0

    def loopvorm(self, rpr: Eigenschappen, alineastijl: str) -> Loopvorm:
        """What the effective properties of a run say about its words."""
        tekenstijl = w_waarde(rpr, "rStyle") or self.standaard.get("character", "")
        if rpr is None or not any(k.tag != f"{W}rStyle" for k in rpr):
            sleutel = (alineastijl, tekenstijl)
            if sleutel not in self._vormen:
                self._vormen[sleutel] = self._vorm(_LEEG, *sleutel)
            return self._vormen[sleutel]
        return self._vorm(_laag(rpr), alineastijl, tekenstijl)

    def _vorm(self, eigen: _Laag, alineastijl: str, tekenstijl: str) -> Loopvorm:
        a, t = self._van_stijl(alineastijl), self._van_stijl(tekenstijl)

        def wissel(naam: str) -> bool:
            if naam in eigen.wissels:
                return eigen.wissels[naam]
            stand = a.wissels.get(naam, False) != t.wissels.get(naam, False)
            return stand or self.grond.wissels.get(naam, False)

        def overig(naam: str) -> str:
            return next((laag.overig[naam] for laag in (eigen, t, a, self.grond) if naam in laag.overig), "")

        return Loopvorm(
            verborgen=wissel("vanish"),
            doorgehaald=wissel("strike") or wissel("dstrike"),
            hoofdletters=wissel("caps"),
            vet=wissel("b"),
            hoogte={"superscript": "sup", "subscript": "inf"}.get(overig("vertAlign"), "")
            or _stand(overig("position")),
            letter=overig("letter"),
            gemarkeerd=overig("highlight") not in ("", "none", "white"),
            samengevoegd=wissel("specVanish"),
            onleesbaar="wit"
            if overig("color").upper() == "FFFFFF"
            else "klein"
            if 0 < geheel(overig("sz")) <= 4
            else "",
        )

    def _van_stijl(self, stijl: str) -> _Laag:
        if stijl not in self._lagen:
            wissels: dict[str, bool] = {}
            overig: dict[str, str] = {}
            for element in self.keten(stijl):
                laag = _laag(element.find(f"{W}rPr"))
                wissels = {**laag.wissels, **wissels}
                overig = {**laag.overig, **overig}
            self._lagen[stijl] = _Laag(wissels, overig)
        return self._lagen[stijl]


def aan_attribuut(element: _Element, naam: str) -> bool:
    """Whether an on-off attribute is on."""
    return str(element.get(f"{W}{naam}") or "0").lower() in ("1", "true", "on")


def _laag(rpr: Eigenschappen) -> _Laag:
    if rpr is None:
        return _LEEG
    wissels: dict[str, bool] = {}
    overig: dict[str, str] = {}
    for kind in rpr:
        naam = str(kind.tag).rpartition("}")[2]
        stand = aan(kind) if naam in _WISSEL else None
        if stand is not None:
            wissels[naam] = stand
        elif naam in _OVERIG:
            overig[naam] = w_waarde(kind)
        elif naam == "rFonts" and (letter := kind.get(f"{W}ascii") or kind.get(f"{W}hAnsi")):
            overig["letter"] = str(letter)
    return _Laag(wissels, overig)


def _stand(positie: str) -> str:
    """Text that was raised or lowered by hand by two points or more is a power or an index."""
    hoogte = geheel(positie)
    return "sup" if hoogte >= 4 else "inf" if hoogte <= -4 else ""


def op_kleur(r: _Element) -> bool:
    """Whether a run stands on a colour: its own shading, or that of its paragraph, cell or table style."""
    for houder in (r, *r.iterancestors()):
        eigen = houder.find(f"{W}{str(houder.tag).rpartition('}')[2]}Pr")
        vlak = eigen.find(f"{W}shd") if eigen is not None else None
        kleurt = vlak is not None and str(vlak.get(f"{W}fill") or "auto").lower() not in ("auto", "ffffff")
        if kleurt or (eigen is not None and eigen.find(f"{W}tblStyle") is not None):
            return True
    return False
