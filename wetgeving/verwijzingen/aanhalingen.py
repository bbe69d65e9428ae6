"""References that are written as an identifier: JCI, BWB, CVDR, ECLI, ELI, Staatsblad and the like, EU acts.

Sources: ``regels`` A.1-A.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from verordening import adres, notaties
from verordening.taal.lexer import patroon

_SOORTEN = ("WETTENURL", "JCI", "BWB", "CVDR", "ECLI", "ELI", "PUBLICATIE", "EUROPEES")
_BWB = re.compile(r"BWB[RVW]\d{7}")
_BLAD = {"staatsblad": "stb", "staatscourant": "stcrt", "tractatenblad": "trb", "gemeenteblad": "gmb"}
_PUBLICATIE = re.compile(r"(?P<blad>[A-Za-z]+)\D*(?P<jaar>\d{4})\D+(?P<nummer>\d+)")
_EU = re.compile(r"(?P<a>\d{1,4}) ?/ ?(?P<b>\d{1,4})(?:/[A-Za-z]+)?$")
_EU_NUMMER = re.compile(r"(?:\(|(?i:nr)|\d)")


class Aanhaling(NamedTuple):
    """An identifier in running text."""

    eind: int
    regel: str
    regeling: str | None
    naam: str = ""
    adres: adres.Adres = adres.Adres()

    @property
    def noembaar(self) -> bool:
        """Whether it names a regulation, so that "artikel 3 van …" can stand before it."""
        return self.regel in ("bwb", "cvdr", "europees")


def aanhaling(tekst: str, plek: int) -> Aanhaling | None:
    """The identifier that starts at a place, or None.

    >>> gevonden = aanhaling("zie jci1.3:c:BWBR0015703&artikel=8&lid=1.", 4)
    >>> gevonden[:3], gevonden.adres.tekst()
    ((40, 'jci', 'BWBR0015703'), 'artikel 8, eerste lid')
    """
    for soort in _SOORTEN:
        raak = patroon(soort).match(tekst, plek)
        if raak is None or (raak.end() < len(tekst) and tekst[raak.end()].isalnum()):
            continue
        return _lees(soort, raak.group().rstrip("."), plek)
    return None


def rij(tekst: str, kop: str, plek: int) -> Iterator[tuple[int, Aanhaling]]:
    """The EU acts that go on a list: where each begins, and what it is, with the noun of the first.

    >>> [(v, w.naam) for v, w in rij("richtlijnen 64/432/EEG en 93/119/EG", "richtlijnen", 22)]
    [(26, 'richtlijnen 93/119/EG')]
    """
    while raak := patroon("EUNUMMER").match(tekst, plek):
        plek = raak.end()
        nummer = _EU_NUMMER.search(tekst, raak.start())
        begin = nummer.start() if nummer else plek
        yield begin, Aanhaling(plek, "europees", None, f"{kop} {tekst[begin:plek]}")


def _lees(soort: str, woorden: str, plek: int) -> Aanhaling:
    eind = plek + len(woorden)
    if soort in ("JCI", "WETTENURL"):
        begin = woorden.find("jci") if soort == "WETTENURL" else 0
        if begin >= 0:
            try:
                waar = notaties.uit_jci(woorden[begin:].replace("&amp;", "&"))
            except adres.AdresFout:
                return Aanhaling(eind, soort.lower(), None, woorden)
            return Aanhaling(eind, "jci", waar.regeling, "", adres.Adres(waar.stappen, waar.regeling))
        raak = _BWB.search(woorden)
        return Aanhaling(eind, "wetten-url", raak.group() if raak else None, woorden)
    if soort == "BWB":
        return Aanhaling(eind, "bwb", woorden)
    if soort == "CVDR":
        werk = re.search(r"\d+", woorden)
        return Aanhaling(eind, "cvdr", f"CVDR{werk.group()}" if werk else None)
    if soort == "PUBLICATIE" and (raak := _PUBLICATIE.match(woorden)):
        blad = raak["blad"].lower()
        return Aanhaling(eind, "publicatie", None, f"{_BLAD.get(blad, blad)}-{raak['jaar']}-{raak['nummer']}")
    return Aanhaling(eind, soort.lower(), None, woorden)


def celex(woorden: str) -> str:
    """The CELEX number of an EU act as named in a sentence, with ``CELEX:`` before it.

    >>> celex("Verordening (EU) 2016/679"), celex("richtlijn 2004/38/EG"), celex("verordening 1071/2009/EG")
    ('CELEX:32016R0679', 'CELEX:32004L0038', 'CELEX:32009R1071')
    """
    raak = _EU.search(woorden)
    if raak is None:
        return f"EU:{woorden}"
    soort = woorden.lower()
    letter = "L" if "richtlijn" in soort else "R" if "verordening" in soort else "F" if "kader" in soort else "D"
    jaar, nummer = raak.groups()
    if letter == "R" and (
        len(jaar) < 4 or not 2015 <= int(jaar) < 2100
    ):  # een verordening tot 2015 noemt eerst haar nummer
        jaar, nummer = nummer, jaar
    if len(jaar) == 2:
        jaar = f"19{jaar}"
    return f"CELEX:3{jaar}{letter}{int(nummer):04d}"
