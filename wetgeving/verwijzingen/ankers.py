"""The cheap pass: one Aho-Corasick automaton over names and anchor words says where the grammar must run."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from verordening.nummers import rangtelwoord
from wetgeving.namen import Kandidaat, Namentabel, sleutel
from wetgeving.verwijzingen.aanhalingen import Aanhaling


class Naamplek(NamedTuple):
    """A name of a regulation in a text: its place and what it can mean."""

    begin: int
    eind: int
    naam: str
    kandidaten: tuple[Kandidaat, ...]
    onzeker: bool
    """The words around it make another, longer name of it, so that the id may not be used."""
    aanhaling: Aanhaling | None = None
    """The identifier, when it is one."""


_EENHEID = """
    artikel artikelen lid leden onderdeel onderdelen hoofdstuk paragraaf afdeling titel bijlage
""".split()
_REGEL = """
    wet rijkswet wetboek besluit regeling verordening richtlijn verdrag reglement statuut beleidsregel boek
""".split()
_HOOFDWOORDEN = """
    wet rijkswet besluit regeling verordening reglement verdrag overeenkomst protocol statuut handvest circulaire beleidsregels
""".split()
_TERUG = """
    dat die datzelfde diezelfde dezelfde genoemd genoemde voornoemde voornoemd laatstgenoemd laatstgenoemde
    eerstgenoemd eerstgenoemde bedoelde bedoeld
""".split()
_VOOR = ["vorig", "voorgaand", "voorafgaand"]
_DEEL = """
    hoofdstuk hoofdstukken paragraaf paragrafen subparagraaf afdeling afdelingen titel titels titeldeel boek tabel deel onderdeel
    onderdelen
""".split()
_BEGIN = "artikel|art. |artt. |§|bijlage|aanhef en ond|aanhef, ond|laatste lid|enige lid|wet van |rijkswet van ".split(
    "|"
)


def _woorden() -> set[str]:
    """Words at which a reference can begin, in lower case."""
    uit = {*_BEGIN, *(f"{woord} " for woord in _DEEL)}
    uit |= {f"{rangtelwoord(n)} " for n in range(1, 101)} | {"vierde,", "eerste,", "tweede,", "derde,"}
    uit |= {f"art{teken}{cijfer}" for teken in " ." for cijfer in range(10)}
    uit |= {f"{woord} {letter}" for woord in ("onder", "sub") for letter in "abcdefghijklmnopqrstuvwxyz0123456789"}
    uit |= {f"{woord} {cijfer}" for woord in ("lid", "leden") for cijfer in range(1, 10)}
    uit |= {f"{cijfer}{staart} l" for cijfer in range(10) for staart in ("e", "de", "ste")}
    uit |= {f"{wijs} {wat}" for wijs in _TERUG for wat in (*_EENHEID, *_REGEL)}
    uit |= {f"{wijs} {wat}" for wijs in ("dit", "deze", "dezer") for wat in (*_EENHEID, *_REGEL)}
    uit |= {f"{wijs} volzin" for wijs in _TERUG}  # «in die zin» wijst nergens heen
    uit |= {
        f"{wijs}{e} {wat}" for wijs in _VOOR for e in ("", "e") for wat in ("artikel", "lid", "leden", "zin", "volzin")
    }
    return uit


_KENMERKEN = (
    "jci1.|http://wetten.overheid.nl|https://wetten.overheid.nl|bwbr|bwbv|bwbw|cvdr|ecli:|eli/|stb|stcrt|trb.|trb-|gmb-|bgr-|prb-|wsb-|"
    "staatsblad |staatscourant |tractatenblad |gemeenteblad |richtlijn |verordening (|uitvoeringsverordening (|uitvoeringsrichtlijn (|verordening nr|verordening 20|besluit (|"
    "kaderbesluit 20|besluit 20"
).split("|")
_Waarde: TypeAlias = "list[tuple[str, tuple[Kandidaat, ...]]] | bool | None"
"""What a word stands for: a name with its meanings, None for a starting point, True for one when its noun has a capital, False for
an identifier."""


class Ankers:
    """The automaton of one table of names."""

    def __init__(self, tabel: Namentabel) -> None:
        import ahocorasick

        self._automaat = ahocorasick.Automaton()
        per_woord: dict[str, list[tuple[str, tuple[Kandidaat, ...]]]] = {}
        for naam, kandidaten in tabel.kort.items():
            per_woord.setdefault(sleutel(naam), []).append((naam, kandidaten))
        for naam, kandidaten in tabel.namen.items():
            per_woord.setdefault(naam, []).append(("", kandidaten))
        for woord in _woorden():
            self._voeg(woord, None)
        for woord in _HOOFDWOORDEN:
            self._voeg(f"de {woord} ", True)
            self._voeg(f"het {woord} ", True)
        for woord in _KENMERKEN:
            self._voeg(woord, False)
        for naam, varianten in per_woord.items():
            plat = naam.encode("latin-1", "replace").decode("latin-1")
            self._voeg(plat, varianten)
        self._automaat.make_automaton()

    def _voeg(self, woord: str, waarde: _Waarde) -> None:
        """Short words stand inside many others: they are added with what may stand before them, to be met less often."""
        if len(woord) <= 6:
            for voor in " (/[\"'\xab-":
                self._automaat.add_word(voor + woord, (len(woord), waarde))
        else:
            self._automaat.add_word(woord, (len(woord), waarde))

    def vind(self, tekst: str, laag: str) -> tuple[list[Naamplek], list[int], list[int]]:
        """Names (leftmost longest), starting points, and places where an identifier may stand, each in order.

        Args:
            tekst: the normalised text.
            laag: the same, lower case, one space at both ends.
        """
        namen: list[Naamplek] = []
        starts: list[int] = []
        kenmerken: list[int] = []
        voeg = starts.append
        hoofdletters = tekst.isupper()
        for eind, (lengte, varianten) in self._automaat.iter(laag):
            begin = eind - lengte
            if laag[begin].isalnum():
                continue
            if varianten is None:
                voeg(begin)
            elif varianten is False:
                kenmerken.append(begin)
            elif varianten is True:
                if tekst[tekst.index(" ", begin) + 1].isupper():
                    voeg(begin)
            elif not (laag[eind + 1].isalnum() or laag[begin] == "-" or laag[eind + 1] == "-"):
                klein = (
                    tekst[max(0, begin - 4) : begin].lower().endswith(("de ", "der "))
                    and _KLEINE_WET.fullmatch(tekst, begin, eind) is not None
                )
                kandidaten = _kies(tekst[begin:eind], varianten, hoofdletters or klein)
                if kandidaten is None:
                    continue
                while namen and namen[-1].begin >= begin:
                    namen.pop()
                if not namen or namen[-1].eind <= begin:
                    namen.append(naamplek(tekst, begin, eind, kandidaten))
        starts.sort()
        return namen, starts, kenmerken


_KLEINE_WET = re.compile(r"[a-z]{5,}wet")
"""The name of an act in one word, that people also write without a capital: "de participatiewet"."""
_LINKS = frozenset(("wet ", "uit ", "ing ", "ent ", "gel ", "ude ", "ere ", "ige "))
_REGELNAAM = re.compile(
    r"(?:oude|vroegere|voormalige|toenmalige) $|[A-Z][\w-]*(?:wet|besluit|regeling|verordening|reglement|beleidsregel|aanwijzing) $"
)
_RECHTS = re.compile(r" (?:BES|(?:18|19|20)\d\d)(?![\w/-])")


def naamplek(tekst: str, begin: int, eind: int, kandidaten: tuple[Kandidaat, ...]) -> Naamplek:
    """The name with the words that make it another name: "Invoeringswet …" or "oude" before it, a year or "BES" behind it."""
    onzeker = False
    if tekst[begin - 4 : begin] in _LINKS and (raak := _REGELNAAM.search(tekst, max(0, begin - 40), begin)):
        begin, onzeker = raak.start(), True
    if tekst[eind : eind + 1] == " " and (raak := _RECHTS.match(tekst, eind)):
        eind, onzeker = raak.end(), True
    return Naamplek(begin, eind, tekst[begin:eind], kandidaten, onzeker)


def voeg_samen(namen: list[Naamplek], nieuw: list[Naamplek]) -> list[Naamplek]:
    """Two ordered lists of names as one; where they overlap the first and longest stays."""
    uit: list[Naamplek] = []
    for plek in sorted(namen + nieuw, key=lambda p: (p.begin, -p.eind)):
        if not uit or plek.begin >= uit[-1].eind:
            uit.append(plek)
    return uit


def _kies(
    woorden: str, varianten: list[tuple[str, tuple[Kandidaat, ...]]], hoofdletters: bool
) -> tuple[Kandidaat, ...] | None:
    """The meaning of these words: an abbreviation in its own capitals, or a name that starts with a capital."""
    for kort, kandidaten in varianten:
        if kort:
            if woorden == kort:
                return kandidaten
        elif hoofdletters or woorden[0].isupper() or (woorden.count(" ") >= 2 and len(woorden) >= 20):
            return kandidaten
    return None


@lru_cache(maxsize=4)
def _ankers(tabelnummer: int) -> Ankers:
    return Ankers(_TABELLEN[tabelnummer])


_TABELLEN: dict[int, Namentabel] = {}


def ankers(tabel: Namentabel) -> Ankers:
    """The automaton of a table, built once per table."""
    _TABELLEN[id(tabel)] = tabel
    return _ankers(id(tabel))
