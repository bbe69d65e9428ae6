"""The cheap pass: one Aho-Corasick automaton over names and anchor words says where the grammar must run."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from verordening.nummers import rangtelwoord
from wetgeving.namen import Kandidaat, Namentabel, sleutel
from wetgeving.verwijzingen.aanhalingen import Aanhaling
from wetgeving.verwijzingen.duiding import naam_in, onbekende_regeling


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

    @property
    def onbekend(self) -> bool:
        """Whether no table knows the name."""
        return not self.kandidaten and self.aanhaling is None


_EENHEID = "artikel artikelen lid leden onderdeel onderdelen hoofdstuk paragraaf afdeling titel bijlage".split()
_REGEL = (
    "wet rijkswet wetboek besluit regeling verordening richtlijn verdrag reglement statuut beleidsregel boek".split()
)
_HOOFDWOORDEN = """
    wet rijkswet besluit regeling verordening reglement verdrag overeenkomst protocol statuut handvest circulaire beleidsregels
    beleidsregel keur beschikking algemene
""".split()
_VERDRAG = "verdrag verdragen overeenkomst protocol statuut handvest conventie akkoord".split()
"""What is named with a capital wherever its long name stands: "het op 5 oktober 1973 te München tot stand gekomen Verdrag …"."""
_SAMEN = "wet wetboek besluit regeling reglement verordening verdrag statuut beschikking richtlijn voorschrift circulaire".split()
"""How the name of a regulation ends that is one word: "Jachtwet", "SOLAS-verdrag"."""
_TERUG = """
    dat die datzelfde diezelfde dezelfde genoemd genoemde voornoemde voornoemd laatstgenoemd laatstgenoemde
    eerstgenoemd eerstgenoemde bedoelde bedoeld
""".split()
_VOOR = ["vorig", "voorgaand", "voorafgaand", "volgend"]
_DEEL = """
    hoofdstuk hoofdstukken paragraaf paragrafen subparagraaf afdeling afdelingen titel titels titeldeel boek tabel deel onderdeel
    onderdelen
""".split()
NOOIT_EIGEN = ("punten", "letter", "letters", "nummer", "nummers")
"""What is a place where its words say of what: "nummer 3 van bijlage 1", not "nummer 3"."""
_BEGIN = "artikel|art. |artt. |§|bijlage|aanhef en ond|aanhef, ond|laatste lid|laatste zin|laatste volzin|laatste alinea|enige lid|wet van |rijkswet van ".split(
    "|"
)


def _woorden() -> set[str]:
    """Words at which a reference can begin, in lower case."""
    uit = {*_BEGIN, *(f"{woord} " for woord in _DEEL)}
    uit |= {f"{rangtelwoord(n)} " for n in range(1, 101)} | {"vierde,", "eerste,", "tweede,", "derde,"}
    uit |= {f"art{teken}{cijfer}" for teken in " ." for cijfer in range(10)}
    uit |= {
        f"{woord} {letter}"
        for woord in ("onder", "sub", "punt", *NOOIT_EIGEN)
        for letter in "abcdefghijklmnopqrstuvwxyz0123456789"
    }
    uit |= {f"{woord} {cijfer}" for woord in ("lid", "leden") for cijfer in range(1, 10)}
    uit |= {f"{cijfer}{staart} l" for cijfer in range(10) for staart in ("e", "de", "ste")}
    uit |= {f"{wijs} {wat}" for wijs in _TERUG for wat in (*_EENHEID, *_REGEL)}
    uit |= {
        f"{wijs} {wat}"
        for wijs in ("dit", "deze", "dezer", "onderhavig", "onderhavige")
        for wat in (*_EENHEID, *_REGEL)
    }
    uit.add("dat punt")
    uit |= {f"{wijs} volzin" for wijs in _TERUG}  # «in die zin» wijst nergens heen
    uit |= {
        f"{wijs}{e} {wat}" for wijs in _VOOR for e in ("", "e") for wat in ("artikel", "lid", "leden", "zin", "volzin")
    }
    return uit


_KENMERKEN = (
    "jci1.|http://wetten.overheid.nl|https://wetten.overheid.nl|bwbr|bwbv|bwbw|cvdr|ecli:|eli/|stb|stcrt|trb.|trb-|gmb-|bgr-|prb-|wsb-|"
    "staatsblad |staatscourant |tractatenblad |gemeenteblad "
).split("|")
_EUROPEES = "verordening|richtlijn|besluit|beschikking|uitvoeringsverordening|uitvoeringsrichtlijn|uitvoeringsbesluit|kaderbesluit".split(
    "|"
)
_EU_AKTEN = [
    f"{akte}{en} {teken}"
    for akte in (*_EUROPEES, "gedelegeerde verordening", "gedelegeerde richtlijn")
    for en in ("", "en")
    for teken in ("(", "nr", *"0123456789")
]
"""What an EU act is called, with what its number begins with."""
_Betekenis: TypeAlias = "list[tuple[str, tuple[Kandidaat, ...]]]"
"""What a name can mean, an abbreviation in its own capitals."""
_NAAMBEGIN = 16
"""How much of a name the automaton knows: all of them in full make it ten times as large, and so slower than looking up the rest."""
_Waarde: TypeAlias = "list[int] | bool | int | str | None"
"""What a word stands for: the begin of names with their lengths, None for a starting point, a number for one when what stands so far behind it
is a capital, False for an identifier, text for the end of a name in one word."""


class Ankers:
    """The automaton of one table of names."""

    def __init__(self, tabel: Namentabel) -> None:
        import ahocorasick

        self._automaat = ahocorasick.Automaton()
        self._namen: dict[str, _Betekenis] = {}
        for naam, kandidaten in tabel.kort.items():
            self._namen.setdefault(_plat(sleutel(naam)), []).append((naam, kandidaten))
        for naam, kandidaten in tabel.namen.items():
            self._namen.setdefault(_plat(naam), []).append(("", kandidaten))
        for woord in _woorden():
            self._voeg(woord, None)
        for woord in _HOOFDWOORDEN:
            self._voeg(f"de {woord} ", 3)
            self._voeg(f"het {woord} ", 4)
        for woord in _VERDRAG:
            self._voeg(f"{woord} ", 0)
        for woord in (f"{teken}{eind}" for teken in "abcdefghijklmnopqrstuvwxyz0123456789-" for eind in _SAMEN):
            self._automaat.add_word(woord, (len(woord), "samen"))
        for woord in (*_KENMERKEN, *_EU_AKTEN):
            self._voeg(woord, False)
        lengten: dict[str, set[int]] = {}
        for naam in self._namen:
            lengten.setdefault(naam[:_NAAMBEGIN], set()).add(len(naam))
        for begin, hoe_lang in lengten.items():
            self._voeg(begin, sorted(hoe_lang))
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
        samen: list[tuple[int, int]] = []
        groot: list[tuple[int, int]] = []
        gelezen: list[tuple[int, int]] = []
        voeg = starts.append
        hoofdletters = tekst.isupper()
        for eind, (lengte, varianten) in self._automaat.iter(laag):
            begin = eind - lengte
            if laag[begin].isalnum():
                if (
                    varianten == "samen"
                    and tekst[woord := laag.rfind(" ", 0, begin)].isupper()
                    and not (laag[eind + 1].isalnum() or laag[eind + 1] == "-")
                ):
                    samen.append((woord, eind))
            elif varianten is None:
                voeg(begin)
            elif varianten is False:
                kenmerken.append(begin)
            elif varianten.__class__ is int:
                if tekst[begin + varianten].isupper() or tekst.startswith("verordening", begin + varianten):
                    groot.append((begin, begin + varianten))
            elif varianten != "samen" and laag[begin] != "-":
                gelezen += [(begin, begin + n) for n in varianten if laag[begin + 1 : begin + 1 + n] in self._namen]
        gelezen.sort()
        for begin, eind in gelezen:
            if not (laag[eind + 1].isalnum() or laag[eind + 1] == "-"):
                _naam(tekst, (begin, eind), self._namen[laag[begin + 1 : eind + 1]], namen, hoofdletters)
        if (samen or groot) and not hoofdletters:
            namen = _met_onbekende(tekst, namen, samen, groot, starts)
        starts.sort()
        return namen, starts, kenmerken


_WIJZIGT = re.compile(
    rf"Wijzigt (?:de|het) (?P<naam>[A-Z](?:(?! artikel | en (?:de|het) \w*(?i:{'|'.join(_SAMEN)}))[^(:;]){{3,250}}?)(?:, enz)?\.?(?: ?\(.*)?$"
)


def gewijzigd(tekst: str, namen: list[Naamplek]) -> list[Naamplek]:
    """The names, where an amending act has amended one that no table knows: "Wijzigt de Torenwet enkele bouwwerken, enz. (hoogte)."."""
    raak = _WIJZIGT.match(tekst)
    if raak is None or not all(n.begin > raak.start("naam") or n.onbekend or n.onzeker for n in namen):
        return namen
    begin, eind = raak.span("naam")
    return [Naamplek(begin, eind, raak["naam"], (), False), *(n for n in namen if n.begin >= eind)]


def _plat(naam: str) -> str:
    """A name as :func:`.normaal.kleine_letters` leaves it in a text."""
    return naam.encode("latin-1", "replace").decode("latin-1")


def _met_onbekende(
    tekst: str, namen: list[Naamplek], samen: list[tuple[int, int]], groot: list[tuple[int, int]], starts: list[int]
) -> list[Naamplek]:
    """The names with those that no table knows; where a capital makes no name, a starting point."""
    bekend = {grens for naam in namen for grens in (naam.begin, naam.eind)}
    plekken = [
        plek
        for begin, eind in samen
        if begin not in bekend and eind not in bekend and (plek := _samengesteld(tekst, begin, eind))
    ]
    for begin, woord in groot:
        if woord in bekend:
            continue
        if woorden := onbekende_regeling(tekst, begin):
            plekken.append(woorden)
        elif tekst[woord].isupper():
            starts.append(begin)
    return met_voorrang(namen, [Naamplek(b, e, tekst[b:e], (), False) for b, e in plekken]) if plekken else namen


def _naam(tekst: str, waar: tuple[int, int], varianten: _Betekenis, namen: list[Naamplek], hoofdletters: bool) -> None:
    """Add a name to those before it, if these words are one; of two that overlap the longer stays."""
    begin, eind = waar
    if (
        not hoofdletters
        and tekst[begin].islower()
        and tekst[max(0, begin - 4) : begin].lower().endswith(("de ", "der "))
    ):
        hoofdletters = _KLEINE_WET.fullmatch(tekst, begin, eind) is not None
    kandidaten = _kies(tekst[begin:eind], varianten, hoofdletters)
    if kandidaten is None:
        return
    while namen and namen[-1].begin >= begin:
        namen.pop()
    if not namen or namen[-1].eind <= begin:
        namen.append(naamplek(tekst, begin, eind, kandidaten))


_KLEINE_WET = re.compile(r"[a-z]{5,}wet")
"""The name of an act in one word, that people also write without a capital: "de participatiewet"."""
_LINKS = frozenset(("wet ", "uit ", "ing ", "ent ", "gel ", "ude ", "ere ", "ige "))
_REGELNAAM = re.compile(
    rf"(?:oude|vroegere|voormalige|toenmalige) $|[A-Z][\w-]*(?:{'|'.join(_SAMEN)}|beleidsregel|aanwijzing) $"
)
_LANGER_VOOR = re.compile(
    rf"\b(?:[Dd]e|[Hh]et) (?P<naam>(?=[A-Z])(?i:[\w-]*(?:{'|'.join(_SAMEN)}|beleidsregels?))"
    r"(?: (?!(?:de|het|een|der|van|en|of|in|bij|op|als|krachtens|ingevolge|volgens|overeenkomstig) )[\w'-]+){1,8} )$"
)
_RECHTS = re.compile(r" (?:BES|(?:[a-z][\w-]{2,} ){0,6}(?:18|19|20)\d\d)(?![\w/-])| van [a-z -]{3,40}(?= \(Stb\.)")


def naamplek(tekst: str, begin: int, eind: int, kandidaten: tuple[Kandidaat, ...]) -> Naamplek:
    """The name with the words that make it another name: "Invoeringswet …" or "oude" before it, a year or "BES" behind it."""
    onzeker = False
    if tekst[begin - 4 : begin] in _LINKS and (raak := _REGELNAAM.search(tekst, max(0, begin - 40), begin)):
        begin, onzeker = raak.start(), True
    elif (
        tekst[begin - 2 : begin - 1].islower()
        and (raak := _LANGER_VOOR.search(tekst, max(0, begin - 120), begin))
        and naam_in(raak["naam"]) == raak["naam"].rstrip()
    ):  # «het Besluit kring verzekerden Ziekenfondswet»
        begin, onzeker = raak.start("naam"), True
    if (
        tekst[eind : eind + 1] == " "
        and (raak := _RECHTS.match(tekst, eind))
        and naam_in(tekst[eind : raak.end()]) == raak[0]
    ):
        eind, onzeker = raak.end(), True
    return Naamplek(begin, eind, tekst[begin:eind], kandidaten, onzeker)


_BEPAALD = tuple(f"{voor}{woord} " for voor in " \n(" for woord in "de De het Het der en of alsmede".split())
_SAMENTREKKING = re.compile(r"(?:(?!De |Het )[A-Z][\w-]* )*(?:[A-Z][\w-]*- (?:en|of) )$|(?<=[a-z] )(?:[A-Z][a-z]+e )+$")
"""What belongs to a name in one word before it: "Algemene Weduwen- en Wezenwet"."""
_VERDER = re.compile(
    r"(?: (?:[A-Z][\w-]*|[a-z'-]{4,}|van|en|de|het|der)){0,8} (?:1[89]|20)\d\d(?:-\d{4})?(?![\w/-])|"
    r"(?:(?: en| (?:gemeente|provincie|waterschap|hoogheemraadschap|regio))? [A-Z][\w-]*)+"
)


def _is_bepaald(tekst: str, begin: int) -> bool:
    """Whether the words before a name say that it is one, not a common noun."""
    voor = f" {tekst[max(0, begin - 9) : begin]}"
    return voor.endswith(_BEPAALD) or (voor[-2:] in (", ", ": ") and not voor.endswith("als: "))


def _samengesteld(tekst: str, begin: int, eind: int) -> tuple[int, int] | None:
    """Where a name in one word stands, when the words before say that it is one: "de Jachtwet", "het Honden- en Kattenbesluit 1999"."""
    if tekst[begin:eind].lower() in _HOOFDWOORDEN or tekst.startswith(("EG-", "EU-", "EEG-"), begin):
        return None
    if tekst[begin - 5 : begin - 3] == "- " or not _is_bepaald(tekst, begin):
        eerst = _SAMENTREKKING.search(tekst, max(0, begin - 60), begin)
        if eerst is None or not _is_bepaald(tekst, begin := eerst.start()):
            return None
    raak = _VERDER.match(tekst, eind)
    return begin, begin + len(naam_in(tekst[begin : raak.end()])) if raak else eind


def met_voorrang(nieuw: list[Naamplek], namen: list[Naamplek]) -> list[Naamplek]:
    """Both, in order; a name that no table knows gives way to what is new."""
    houd = []
    for naam in namen:
        plek = bisect_right(nieuw, naam.eind - 1, key=attrgetter("begin")) - 1
        if not naam.onbekend or plek < 0 or nieuw[plek].eind <= naam.begin:
            houd.append(naam)
    uit: list[Naamplek] = []
    for naam in sorted(houd + nieuw, key=lambda p: (p.begin, -p.eind)):  # de eerste en langste blijft
        if not uit or naam.begin >= uit[-1].eind:
            uit.append(naam)
    return uit


def _kies(woorden: str, varianten: _Betekenis, hoofdletters: bool) -> tuple[Kandidaat, ...] | None:
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
