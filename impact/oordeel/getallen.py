"""Amounts, percentages and terms in a text, and how those of the law changed at the innermost place.

>>> getallen("hooguit € 1.200,00 of 90 procent, binnen vier weken")
('€ 1.200', '90%', '4 weken')
>>> getallen("duizend euro, een kwart, 1/3 deel, een vierde deel van de norm, negen tiende van de norm, een maand of een half jaar")
('€ 1.000', '25%', '33,33%', '90%', '1 maanden', '6 maanden')
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
_TELWOORDEN |= {
    f"{'' if w == 'een' else w}{groot}": n * maal
    for w, n in list(_TELWOORDEN.items())
    for groot, maal in (("honderd", 100), ("duizend", 1000))
}
_VOLUIT = {n: woord for woord, n in reversed(_TELWOORDEN.items()) if woord != "één"}
"""A number → its word."""
_DELEN = {"derde": 3, "vierde": 4, "vijfde": 5, "tiende": 10}
_STUKKEN = {"helft": 50.0, "driekwart": 75.0, "kwart": 25.0}
_EENHEDEN = {
    "dag": "dagen",
    "week": "weken",
    "maand": "maanden",
    "jaren": "jaar",
    "uren": "uur",
    "kalenderjaar": "jaar",
    "kalendermaand": "maanden",
}
_DAGEN = {"dagen": 1, "weken": 7, "maanden": 30, "jaar": 365}
_LEEFTIJD = 12
"""Years from which a number of them is an age, no term."""
_GETAL = re.compile(
    r"(?P<bedrag>€\s?[\d.]*\d(?:,\d\d)?)|\b(?P<euro>\d[\d.]*(?:,\d\d)?|[a-zéë]{3,24}) euro\b"
    r"|(?P<deel>\d+(?:,\d+)?)\s?(?:%|procent|percent|ten honderd)"
    r"|\b(?P<woord>[a-zéë]{2,20})\s(?:procent|percent|ten honderd)\b"
    r"|\b(?P<teller>\d|[a-zé]{3,5})(?:/(?P<noemer>\d)(?![\d/])|\s(?P<noemwoord>derde|vierde|vijfde|tiende)\s(?:deel|van)\b)"
    r"|\b(?P<stuk>helft|driekwart|kwart)\b|\b(?:een )?(?P<half>anderhalf|half) jaar\b"
    r"|\b(?P<aantal>\d+|[a-zé]{2,20})\s(?P<eenheid>dag(?:en)?|weken|week|maand(?:en)?|jaar|jaren|uur|uren)\b"
)


class Getal(NamedTuple):
    """A number in a text: its kind ("€", "%", "termijn", or the unit), its value (a term in days), in one form, its words, and where they begin."""

    soort: str
    waarde: float
    vorm: str
    woorden: str
    begin: int

    def is_gelijk(self, ander: Getal) -> bool:
        """Whether two numbers are as much: a quarter of a year and three months are."""
        speling = 2.5 if self.soort == "termijn" else 0.005
        return self.soort == ander.soort and abs(self.waarde - ander.waarde) <= speling


class Getalwijziging(NamedTuple):
    """What the law changed at one place: numbers that went and that came, in order of appearance."""

    doel: Adres
    weg: tuple[str, ...]
    bij: tuple[str, ...]


def _aantal(woord: str) -> float | None:
    """A number in digits or words."""
    if woord[0].isdecimal():
        return float(woord.replace(".", "").replace(",", "."))
    return _TELWOORDEN.get(woord)


def vindplaatsen(tekst: str) -> Iterator[Getal]:
    """Every number, in order."""
    for treffer in _GETAL.finditer(tekst):
        gelezen = _lees(treffer)
        if gelezen is not None:
            yield Getal(*gelezen, treffer[0], treffer.start())


def _lees(treffer: re.Match[str]) -> tuple[str, float, str] | None:
    """Kind, value and form of a number; None for words that are none."""
    if geld := treffer["bedrag"] or treffer["euro"]:
        kaal = re.sub(r"[€\s]", "", geld)
        waarde = _aantal(kaal)
        vorm = kaal.removesuffix(",00") if kaal[0].isdecimal() else f"{waarde or 0:,.0f}".replace(",", ".")
        return None if waarde is None else ("€", waarde, f"€ {vorm}")
    if not (treffer["half"] or treffer["eenheid"]):
        deel = _procent(treffer)
        return None if deel is None else ("%", deel, f"{deel:.2f}".rstrip("0").rstrip(".").replace(".", ",") + "%")
    aantal = {"half": 6.0, "anderhalf": 18.0}.get(treffer["half"] or "") or _aantal(treffer["aantal"])
    if aantal is None:
        return None
    eenheid = _EENHEDEN.get(treffer["eenheid"] or "maand", treffer["eenheid"])
    if eenheid not in _DAGEN or (eenheid == "jaar" and aantal >= _LEEFTIJD):
        return eenheid, aantal, f"{aantal:.0f} {eenheid}"
    dagen = aantal * _DAGEN[eenheid] + aantal // 12 * 5 * (eenheid == "maanden")
    return "termijn", dagen, f"{aantal:.0f} {eenheid}"


def _procent(treffer: re.Match[str]) -> float | None:
    """A percentage or a fraction, in hundredths."""
    if treffer["stuk"]:
        return _STUKKEN[treffer["stuk"]]
    heel = _aantal(treffer["deel"] or treffer["woord"] or treffer["teller"])
    noemer = _DELEN.get(treffer["noemwoord"] or "") or int(treffer["noemer"] or 0)
    return heel if heel is None or not treffer["teller"] else heel * 100 / noemer if noemer else None


def in_schrijfwijze(getal: Getal, voorbeeld: str) -> str:
    """A number written as another of its kind is: in words or digits, with the same sign or word; empty when that form cannot hold it.

    >>> def als(tekst, voorbeeld):
    ...     return in_schrijfwijze(next(vindplaatsen(tekst)), voorbeeld)
    >>> als("4 weken", "twee weken"), als("vier weken", "2 weken"), als("een maand", "vier weken"), als("half jaar", "een jaar")
    ('vier weken', '4 weken', 'een maand', 'zes maanden')
    >>> als("€ 1.200,00", "€ 1.000,00"), als("€ 1.200", "duizend euro"), als("€ 2.000", "duizend euro"), als("95%", "90 procent")
    ('€ 1.200,00', 'twaalfhonderd euro', 'tweeduizend euro', '95 procent')
    >>> als("95%", "negentig ten honderd"), als("€ 70,50", "zestig euro"), als("60%", "de helft")
    ('vijfennegentig ten honderd', '70,50 euro', '')
    """
    cijfers = getal.vorm.strip("€% ").split()[0]
    telling = getal.waarde if getal.soort in ("€", "%") else float(cijfers)
    voluit = _VOLUIT.get(int(telling)) if voorbeeld[0].isalpha() and telling == int(telling) else None
    if getal.soort not in ("€", "%"):
        _, eenheid = getal.vorm.split()
        enkel = next((w for w, m in _EENHEDEN.items() if m == eenheid and not w.startswith("kalender")), eenheid)
        return f"{voluit or cijfers} {enkel if cijfers == '1' and eenheid != 'jaar' else eenheid}"
    teken = re.search(r"^€\s?|\s?%$|\s(?:euro|procent|percent|ten honderd)$", voorbeeld)
    if teken is None:
        return ""
    if getal.soort == "€" and voorbeeld.endswith(",00") and "," not in cijfers:
        cijfers += ",00"
    return teken[0] + cijfers if teken.start() == 0 else (voluit or cijfers) + teken[0]


@lru_cache(maxsize=20_000)
def getallen(tekst: str) -> tuple[str, ...]:
    """Every number once, in order."""
    return tuple(dict.fromkeys(g.vorm for g in vindplaatsen(tekst)))


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


def per(tekst: str) -> frozenset[str]:
    """The time that what a text gives is for.

    >>> sorted(per("€ 900 per kalenderjaar")), sorted(per("een maandbedrag, per gebeurtenis"))
    (['jaar'], ['maanden'])
    """
    maten = {_EENHEDEN.get(w, w) for m in _PER.findall(tekst) for w in m if w}
    return frozenset(maten & _DAGEN.keys())
