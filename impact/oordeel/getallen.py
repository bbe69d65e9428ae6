"""Amounts, percentages and terms in a text, and how those of the law changed at the innermost place.

>>> getallen("hooguit € 1.200,00 of 90 procent, binnen vier weken")
('€ 1.200', '90%', '4 weken')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from verordening.adres import Adres

_EEN = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
_TIEN = {
    "twintig": 20,
    "dertig": 30,
    "veertig": 40,
    "vijftig": 50,
    "zestig": 60,
    "zeventig": 70,
    "tachtig": 80,
    "negentig": 90,
}
_TELWOORDEN = (
    {w: n for n, w in enumerate(_EEN, 1)}
    | {"één": 1, "dertien": 13, "veertien": 14, "achttien": 18}
    | {f"{w}tien": 10 + n for n, w in enumerate(_EEN[:9], 1) if n not in (1, 2, 3, 4, 8)}
    | _TIEN
    | {
        f"{w}{'ën' if w.endswith('e') else 'en'}{t}": n + tien
        for n, w in enumerate(_EEN[:9], 1)
        for t, tien in _TIEN.items()
    }
)
_EENHEDEN = {
    "dag": "dagen",
    "week": "weken",
    "maand": "maanden",
    "jaren": "jaar",
    "uren": "uur",
    "kalenderjaar": "jaar",
}
_GETAL = re.compile(
    r"(?P<bedrag>€\s?[\d.]*\d(?:,\d\d)?)|(?P<deel>\d+(?:,\d+)?)\s?(?:%|procent|percent|ten honderd)"
    r"|\b(?P<woord>[a-zéë]{2,20})\s(?:procent|percent|ten honderd)\b"
    r"|\b(?P<aantal>\d+|[a-zé]{2,20})\s(?P<eenheid>dagen?|weken|week|maanden?|jaar|jaren|uur|uren)\b"
)


class Getalwijziging(NamedTuple):
    """What the law changed at one place: numbers that went and that came, in order of appearance."""

    doel: Adres
    weg: tuple[str, ...]
    bij: tuple[str, ...]

    def nieuw_voor(self, oud: str) -> str:
        """What the law says now instead of a number; empty when that is not certain."""
        if len(self.bij) == len(self.weg):
            return self.bij[self.weg.index(oud)]
        soort = [b for b in self.bij if _soort(b) == _soort(oud)]
        return soort[0] if len(soort) == 1 else ""

    def tussen(self, getal: str) -> str:
        """The new amount when a number lies between it and the old one: of a year in which the amount had been raised already.

        >>> Getalwijziging(Adres(), ("€ 7.575",), ("€ 8.000",)).tussen("€ 7.770"), _waarde("€ 1.234,50")
        ('€ 8.000', 1234.5)
        """
        paren = zip(self.weg, self.bij, strict=True) if len(self.weg) == len(self.bij) else ()
        eigen = _waarde(getal)
        return next((nu for oud, nu in paren if eigen and _waarde(oud) < eigen < _waarde(nu)), "")

    def derde(self, getal: str) -> str:
        """The new percentage when the law has one for another, and a number is a third one; the one amount that the law now has where it had none, when a
        number is another amount.

        >>> hoog, nieuw = Getalwijziging(Adres(), ("90%",), ("95%",)), Getalwijziging(Adres(), (), ("€ 1.200",))
        >>> hoog.derde("70%"), hoog.derde("90%"), hoog.derde("€ 70"), nieuw.derde("€ 900"), nieuw.derde("70%")
        ('95%', '', '', '€ 1.200', '')
        """
        bedragen = [b for b in self.bij if b.startswith("€")]
        if not self.weg and len(bedragen) == 1 and getal.startswith("€") and getal not in bedragen:
            return bedragen[0]
        een = (self.weg[0], self.bij[0]) if len(self.weg) == len(self.bij) == 1 else ()
        return self.bij[0] if een and {_soort(g) for g in (*een, getal)} == {"%"} and getal not in een else ""


def _waarde(getal: str) -> float:
    """An amount as a number; 0 for what is no amount."""
    return float(getal[2:].replace(".", "").replace(",", ".")) if getal.startswith("€") else 0.0


def vindplaatsen(tekst: str) -> Iterator[tuple[str, str]]:
    """(number in one form, its words in the text), in order."""
    for treffer in _GETAL.finditer(tekst):
        if treffer["bedrag"]:
            yield "€ " + re.sub(r"[€\s]", "", treffer["bedrag"]).removesuffix(",00"), treffer[0]
        elif treffer["deel"]:
            yield f"{treffer['deel']}%", treffer[0]
        else:
            woord = treffer["aantal"] or treffer["woord"]
            aantal = int(woord) if woord.isdecimal() else _TELWOORDEN.get(woord)
            if aantal is not None and treffer["woord"]:
                yield f"{aantal}%", treffer[0]
            elif aantal is not None:
                yield f"{aantal} {_EENHEDEN.get(treffer['eenheid'], treffer['eenheid'])}", treffer[0]


@lru_cache(maxsize=20_000)
def getallen(tekst: str) -> tuple[str, ...]:
    """Every number once, in order."""
    return tuple(dict.fromkeys(g for g, _ in vindplaatsen(tekst)))


def getalwijziging(doel: Adres, was: str, wordt: str) -> Getalwijziging | None:
    """Numbers that differ between two texts of one place; None when there are none."""
    oud, nieuw = getallen(was), getallen(wordt)
    weg, bij = tuple(g for g in oud if g not in nieuw), tuple(g for g in nieuw if g not in oud)
    return Getalwijziging(doel, weg, bij) if weg or bij else None


def opvallend(getal: str) -> bool:
    """Whether a number alone says where it comes from: an amount with three or more telling digits.

    >>> [opvallend(g) for g in ("€ 7.575", "€ 166", "€ 1.000", "90%", "4 weken")]
    [True, True, False, False, False]
    """
    return getal.startswith("€") and len(re.sub(r"\D", "", getal).strip("0")) >= 3


_PER = re.compile(r"\b(?:per|in een|elk|ieder|in het) (\w+)|\b(jaar|maand|week|dag)bedrag", re.I)


def zelfde_maat(een: str, wet: str, *, los: bool = True) -> bool:
    """Whether an amount in a sentence is for what that of the law is for: both per year; what the law gives once needs nothing, unless ``los`` is off.

    >>> zinnen = ("€ 500 per gebeurtenis", "€ 900 per jaar", "een jaarbedrag van € 900", "hooguit € 600")
    >>> [zelfde_maat(z, "€ 1.200 per kalenderjaar") for z in zinnen], zelfde_maat("€ 9", "€ 8", los=False)
    ([False, True, True, False], False)
    """
    eigen, wettelijk = ({_EENHEDEN.get(w, w) for m in _PER.findall(t) for w in m if w} for t in (een, wet))
    return bool(eigen & wettelijk) or (los and not wettelijk)


_DAGEN = {"dagen": 1, "weken": 7, "maanden": 30, "jaar": 365}
_LEEFTIJD = 12
"""Years from which a number of them is an age, no term."""


def termijnen(tekst: str) -> dict[str, int]:
    """The terms in a text, as they are written in one form, in days; an age is no term.

    >>> termijnen("Een jongere tot 27 jaar zoekt vier weken."), termijnen("twaalf maanden") == {"12 maanden": 365}
    ({'4 weken': 28}, True)
    """
    delen = ((g, *g.split(" ", 1)) for g in getallen(tekst) if g[0].isdecimal() and " " in g)
    return {
        g: int(n) * _DAGEN[maat] + int(n) // 12 * 5 * (maat == "maanden")
        for g, n, maat in delen
        if maat in _DAGEN and (maat != "jaar" or int(n) < _LEEFTIJD)
    }


def _soort(getal: str) -> str:
    return "€" if getal.startswith("€") else getal.lstrip("0123456789,. ")
