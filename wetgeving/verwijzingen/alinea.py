"""What one paragraph says by itself, whoever reads it: names, starting points, windows read, words defined.

Successive versions of a regulation repeat most of their paragraphs, and every reader of this package sees many versions. So
reading is split: an :class:`Alinea` holds all that follows from the words alone and is remembered (bounded by characters, not by
number); :mod:`.lezing` adds what depends on the place, the date and the texts before. No reference crosses an empty line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from typing import NamedTuple

from wetgeving.namen import Kandidaat

from .aanhalingen import aanhaling, celex
from .ankers import Ankers, Naamplek, voeg_samen
from .duiding import WET_VAN, Bron
from .lexer import NAAM, venster
from .normaal import kleine_letters, normaliseer
from .vormen import Vorm, vorm

__all__ = ["Alinea", "EigenWoorden", "Venster", "alinea", "eigen_woorden", "is_eigennaam", "is_regelwoord",
           "met_eigen_woorden"]  # fmt: skip

_LANG, _KORT = 4000, 300
"""How far a window may reach behind "artikel", and behind any other word: no text makes reading it slow."""
_REGELBEGIN = frozenset("\n#*_\t")
_KOPTEKENS = frozenset("#\n*_ ")
_KOPREST = re.compile(r"[ \t.:]{0,3}(?:$|[*_\[]|[A-Z][^\n]{0,140}[^.;:,\n ]$)")
_CIJFER_OF_KOMMA = frozenset("0123456789,")
_NAAM_KAN_VOLGEN = frozenset(("van", " de", "het", "bij", "uit"))
_ZOALS = (" zoals ", ", zoals ")
_LOPEND = re.compile(r"[Aa]rtikelen? ?:?\s*$")
_KOPBRON = re.compile(r"(?:de |het )?[Aa]rtikel")
_NUMMER = re.compile(r"\s*(?=\d|[A-Z] \d)")
_HIERNA = re.compile(
    r",? \(?(?P<hierna>(?:hierna|verder)(?: (?:te noemen|ook|genoemd|aan te duiden als|afgekort(?: als)?|aangeduid als))*:? )?"
    r"\(?(?:de |het )?[\"'“„«]?(?P<woord>\w[\w-]{1,20}(?: \d{4})?)[\"'”»]?(?P<dicht>\))?"
)
_OMSCHRIJFT = re.compile(
    r"(?:^|[\n;.:] ?)[ \t]*(?:[a-z0-9]{1,2}[.)°] ?)?(?:de |het )?(?P<woord>\w[\w -]{1,40}?) ?: ?(?:de |het )?$"
)
_REGELWOORD = re.compile(
    r"(?:rijkswet|wetboek|wet|besluit|regeling|verordening|richtlijn|verdrag|reglement|beleidsregels?)$"
)
_MET_HOOFDLETTER = ("de Wet ", "de Rijkswet ", "het Besluit ", "de Regeling ", "de Verordening ", "het Reglement ")
"""How a name starts that is a name even when the table does not know it."""
_GEHEUGEN = 6_000_000
_ONTHOUDBAAR = 20_000


class Venster(NamedTuple):
    """The fragment that starts at one place, read as far as the words alone allow."""

    eind: int
    """End of the run of terminals; ``-1``: nothing starts here."""
    gelezen: Vorm | None = None
    vlak: str = ""
    """Nothing behind the fragment can change what it means: ``eigen``: one place in the own article; ``artikel``: one article of
    the own regulation, unless a name stands before it. By far the most are one of the two."""
    kop: int = -1
    """End of the line when the fragment is a heading, in texts that have headings."""
    wet_van: int = -1
    """End of "wet van 22 december 2011"."""


_NIETS = Venster(-1)


class EigenWoorden:
    """Words that a regulation defines: its own abbreviations with what they mean, and common nouns such as "wet".

    Equal words give the same object (:func:`eigen_woorden`), so that paragraphs read with them can be remembered.
    """

    __slots__ = ("afkortingen", "regelwoorden")

    def __init__(self, afkortingen: tuple[tuple[str, Bron], ...], regelwoorden: tuple[str, ...]) -> None:
        self.afkortingen = afkortingen
        self.regelwoorden = tuple(f" {lidwoord} {w}" for w in regelwoorden for lidwoord in ("de", "het"))


_eigen_woorden = lru_cache(maxsize=512)(EigenWoorden)


def eigen_woorden(begrippen: dict[str, Bron]) -> EigenWoorden | None:
    """The words of a dictionary of defined words, sorted by what they do; None when there are none."""
    if not begrippen:
        return None
    afkortingen = tuple((w, b) for w, b in begrippen.items() if is_eigennaam(w))
    return _eigen_woorden(afkortingen, tuple(w for w in begrippen if _REGELWOORD.match(w)))


def is_eigennaam(woord: str) -> bool:
    """Whether a defined word is an abbreviation or name of its own, not a common noun."""
    return len(woord) <= 40 and any(t.isupper() for t in woord) and _REGELWOORD.match(woord.lower()) is None


def is_regelwoord(woord: str) -> bool:
    """Whether a defined word is a common noun for a regulation: "wet", "de verordening"."""
    return _REGELWOORD.match(woord.lower()) is not None


class Alinea:
    """One paragraph, normalised, with its names, its starting points and the windows that were read so far."""

    __slots__ = (
        "_vensters",
        "definities",
        "dubbelepunt",
        "echt",
        "is_kopbron",
        "laag",
        "leeg",
        "loopt",
        "namen",
        "normaal",
        "nummer",
        "starts",
        "tekst",
    )  # fmt: skip

    def __init__(self, origineel: str, ankers: Ankers) -> None:
        self.normaal = normaal = normaliseer(origineel)
        self.tekst = tekst = normaal.tekst
        self.echt = tekst if normaal.knip else origineel
        self.laag = laag = f" {kleine_letters(tekst)} "
        plekken, starts, kenmerken = ankers.vind(tekst, laag.replace("\n", " ") if "\n" in laag else laag)
        if kenmerken:
            plekken = voeg_samen(plekken, list(_aanhalingen(tekst, kenmerken)))
        self.definities = tuple(_definities(tekst, plekken))
        for woorden in _MET_HOOFDLETTER:
            if woorden in tekst:
                starts += _alle(tekst, woorden)
        self._zet(plekken, starts)
        self.loopt = _LOPEND.search(tekst, max(0, len(tekst) - 20)) is not None
        nummer = _NUMMER.match(tekst)
        self.nummer = nummer.end() if nummer else -1
        kaal = tekst.rstrip()
        self.dubbelepunt = len(kaal) - 2 if kaal.endswith(":") else -1
        self.is_kopbron = _KOPBRON.match(tekst) is not None

    def _zet(self, namen: list[Naamplek], starts: list[int]) -> None:
        starts.sort()
        self.namen = namen
        self.starts = starts
        self._vensters: list[Venster | None] = [None] * len(starts)
        self.leeg = not (starts or namen)

    def met(self, woorden: EigenWoorden) -> Alinea:
        """The same paragraph with the words that its regulation defines; itself when it holds none of them."""
        nieuw = list(_eigen_afkortingen(self.tekst, woorden))
        starts = [plek for woord in woorden.regelwoorden if woord in self.laag for plek in _alle(self.laag, woord)]
        if not nieuw and not starts:
            return self
        zelf = object.__new__(Alinea)
        for veld in self.__slots__:
            setattr(zelf, veld, getattr(self, veld))
        zelf._zet(voeg_samen(self.namen, nieuw) if nieuw else self.namen, self.starts + starts)
        return zelf

    def venster(self, nummer: int) -> Venster:
        """The window at one of the starting points, read once."""
        gelezen = self._vensters[nummer]
        if gelezen is None:
            gelezen = self._vensters[nummer] = self._lees_venster(self.starts[nummer])
        return gelezen

    def _lees_venster(self, start: int) -> Venster:
        tekst = self.tekst
        volgend = bisect_right(self.namen, start, key=_begin)
        grens = self.namen[volgend].begin if volgend < len(self.namen) else len(tekst)
        raak = venster().match(self.laag, start + 1, min(grens, start + (_LANG if tekst[start] in "aA" else _KORT)) + 1)
        if raak is None:
            wet_van = WET_VAN.match(tekst, start)
            return Venster(-1, wet_van=wet_van.end()) if wet_van else _NIETS
        eind = raak.end() - 1
        naam_volgt = grens - eind <= 4 and self.naam_volgt(eind, volgend)
        gelezen = vorm(f"{tekst[start:eind]}{tekst[eind:grens]}{NAAM}" if naam_volgt else tekst[start:eind])
        if gelezen is None:
            return _NIETS
        regelbegin = start == 0 or tekst[start - 1] in _REGELBEGIN or (start > 1 and tekst[start - 2] in _KOPTEKENS)
        vlak = ""
        if gelezen.eind == eind - start or tekst[eind - 3 : eind] not in _NAAM_KAN_VOLGEN:
            if gelezen.gewoon is not None and start > 4 and not regelbegin:
                vlak = "artikel"
            elif gelezen.eigen and tekst[start - 2 : start - 1] not in _CIJFER_OF_KOMMA:
                vlak = "eigen"
        if tekst.startswith(_ZOALS, start + gelezen.eind):
            vlak = ""
        return Venster(eind, gelezen, vlak, self._kop(start, gelezen) if regelbegin else -1)

    def naam_volgt(self, eind: int, volgend: int) -> bool:
        """Whether just white space, with a comma at most, stands between a window and the next name."""
        if volgend >= len(self.namen):
            return False
        naam = self.namen[volgend]
        if not eind < naam.begin:
            return False
        gat = self.tekst[eind : naam.begin]
        if not gat.replace(",", "", 1).isspace() or "\n\n" in gat:
            return False
        return naam.aanhaling is None or naam.aanhaling.noembaar

    def _kop(self, start: int, gelezen: Vorm) -> int:
        """End of the line, when it is a heading: "Artikel 8. Aanvraag"."""
        tekst = self.tekst
        doel = gelezen.doelen[0] if len(gelezen.doelen) == 1 else None
        if doel is None or doel.plekken or doel.ankerpunt or gelezen.bron:
            return -1
        voor = tekst[max(0, start - 14) : start].rstrip(" \t#*_")
        if voor and voor[-1] != "\n":
            return -1
        regeleind = tekst.find("\n", start + gelezen.eind)
        regeleind = len(tekst) if regeleind < 0 else regeleind
        past = _KOPREST.fullmatch(tekst, start + gelezen.eind, min(regeleind, start + 300))
        return regeleind if past else -1


def _begin(plek: Naamplek) -> int:
    return plek.begin


def _eigen_afkortingen(tekst: str, woorden: EigenWoorden) -> Iterator[Naamplek]:
    for woord, bron in woorden.afkortingen:
        if woord not in tekst:
            continue
        ids = (bron.regeling,) if bron.regeling else bron.kandidaten
        for begin in _alle(tekst, woord):
            eind = begin + len(woord)
            if not (_in_woord(tekst[begin - 1 : begin]) or _in_woord(tekst[eind : eind + 1])):
                yield Naamplek(begin, eind, bron.naam or woord, tuple(Kandidaat(i) for i in ids), False)


def _definities(tekst: str, plekken: list[Naamplek]) -> Iterator[tuple[str, Naamplek]]:
    """Words that the paragraph defines as a regulation: "de wet: de Participatiewet", "(hierna: Awb)"."""
    for plek in plekken:
        begin, eind = plek.begin, plek.eind
        if ":" in tekst[max(0, begin - 5) : begin] and (raak := _OMSCHRIJFT.search(tekst[max(0, begin - 60) : begin])):
            yield raak["woord"], plek
        if tekst[eind : eind + 3] in (" (h", " (v", ", h", ", v") or tekst[eind : eind + 2] == " (":
            hierna = _HIERNA.match(tekst, eind)
            if hierna and (hierna["hierna"] or (hierna["dicht"] and is_eigennaam(hierna["woord"]))):
                yield hierna["woord"], plek


def _aanhalingen(tekst: str, starts: list[int]) -> Iterator[Naamplek]:
    eind = 0
    for start in starts:
        if start >= eind and (wat := aanhaling(tekst, start)):
            eind = wat.eind
            doel = wat.regeling or (celex(wat.naam) if wat.regel == "europees" else "")
            yield Naamplek(start, eind, tekst[start:eind], (Kandidaat(doel),) if doel else (), False, wat)


def _alle(tekst: str, woord: str) -> Iterator[int]:
    """Every place where a word stands, without overlap."""
    plek = tekst.find(woord)
    while plek >= 0:
        yield plek
        plek = tekst.find(woord, plek + len(woord))


def _in_woord(teken: str) -> bool:
    return teken.isalnum() or teken == "-"


class _Geheugen:
    """Paragraphs read before, by their words and by what they were read with; emptied when it holds too many characters."""

    def __init__(self) -> None:
        self._bekend: dict[Hashable, Alinea] = {}
        self._tekens = 0
        self.zoek = self._bekend.get

    def bewaar(self, sleutel: Hashable, lengte: int, maak: Callable[[], Alinea]) -> Alinea:
        gemaakt = maak()
        if lengte <= _ONTHOUDBAAR:
            if self._tekens > _GEHEUGEN:
                self._bekend.clear()
                self._tekens = 0
            self._bekend[sleutel] = gemaakt
            self._tekens += lengte
        return gemaakt


_gelezen = _Geheugen()
_met_woorden = _Geheugen()


def alinea(tekst: str, ankers: Ankers) -> Alinea:
    """The paragraph with these words, read with the names of one table."""
    sleutel = (tekst, ankers)
    return _gelezen.zoek(sleutel) or _gelezen.bewaar(sleutel, len(tekst), lambda: Alinea(tekst, ankers))


def met_eigen_woorden(kaal: Alinea, woorden: EigenWoorden) -> Alinea:
    """The same, read with the words that its regulation defines."""
    sleutel = (kaal, woorden)
    return _met_woorden.zoek(sleutel) or _met_woorden.bewaar(sleutel, len(kaal.tekst), lambda: kaal.met(woorden))
