"""The finder: reads the texts of one regulation in order and remembers what was named and defined before."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from wetgeving.namen import Kandidaat, Namentabel, beslis, namen

from .aanhalingen import aanhaling, celex
from .ankers import Naamplek, ankers, voeg_samen
from .duiding import Bron
from .lezing import Lezing
from .normaal import Normaal, kleine_letters, normaliseer
from .typen import Verwijzing, Vindplaats

__all__ = ["Context", "Zoeker", "vind_verwijzingen"]

_STUK = 1 << 18
_ONTHOUD = 20_000
_REGELWOORD = re.compile(
    r"(?:rijkswet|wetboek|wet|besluit|regeling|verordening|richtlijn|verdrag|reglement|beleidsregels?)$"
)
_HIERNA = re.compile(
    r",? \(?(?P<hierna>(?:hierna|verder)(?: (?:te noemen|ook|genoemd|aan te duiden als|afgekort(?: als)?|aangeduid als))*:? )?"
    r"\(?(?:de |het )?[\"'“„«]?(?P<woord>\w[\w-]{1,20}(?: \d{4})?)[\"'”»]?(?P<dicht>\))?"
)
_OMSCHRIJFT = re.compile(
    r"(?:^|[\n;.:] ?)[ \t]*(?:[a-z0-9]{1,2}[.)°] ?)?(?:de |het )?(?P<woord>\w[\w -]{1,40}?) ?: ?(?:de |het )?$"
)


_MET_HOOFDLETTER = ("de Wet ", "de Rijkswet ", "het Besluit ", "de Regeling ", "de Verordening ", "het Reglement ")
"""How a name starts that is a name even when the table does not know it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about a text before it is read.

    Args:
        regeling: id of the regulation in which the text stands (BWB, CVDR or empty).
        op: day at which names are read; None = any day.
        vindplaats: place of the text in the regulation.
        begrippen: words that the regulation defines as a regulation ("wet" → Participatiewet).
        tabel: names; None = the packaged table.
        koppen: whether headings stand in the text (plain text, Markdown): they are no references, and tell the own article.
    """

    regeling: str = ""
    op: date | None = None
    vindplaats: Vindplaats = field(default_factory=Vindplaats)
    begrippen: Mapping[str, Bron] = field(default_factory=dict)
    tabel: Namentabel | None = None
    koppen: bool = True


def vind_verwijzingen(tekst: str, context: Context | None = None) -> list[Verwijzing]:
    """All references in a text, in order of position; offsets are those of ``tekst`` itself.

    >>> [(v.artikel, v.lid, v.regeling) for v in vind_verwijzingen("artikel 8a, tweede lid, van de Participatiewet")]
    [('8a', ('2',), 'BWBR0015703')]
    """
    return list(Zoeker(context or Context()).vind(tekst))


class Zoeker:
    """Reads the texts of one regulation one after the other (one finder per regulation).

    ``plaats``, ``bronnen``, ``vorige`` and ``lopend`` are the memory between texts: where we are, which regulations were
    named, the last article named, and whether a list of article numbers goes on in the next text.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.plaats = context.vindplaats
        self.begrippen: dict[str, Bron] = {}
        self.eigen = Bron(context.regeling or None, "", (), True)
        self.bronnen: deque[Bron] = deque(maxlen=8)
        self.vorige: Verwijzing | None = None
        self.lopend = False
        self.kopbron: Bron | None = None
        self._ankers = ankers(context.tabel or namen())
        self._afkortingen: list[str] = []
        self._regelwoorden: list[str] = []
        self._weet: dict[str, Bron] = {}
        if context.begrippen:
            self._leer(dict(context.begrippen))

    def nieuw_artikel(self) -> None:
        """A new article begins: "die wet" does not reach over its heading, a list does not go on."""
        self.bronnen.clear()
        self.vorige = None
        self.lopend = False
        self.kopbron = None

    def vind(self, tekst: str, vindplaats: Vindplaats | None = None) -> Iterator[Verwijzing]:
        """The references in one text; a long text is read in pieces, so that memory does not grow with it."""
        if vindplaats is not None:
            self.plaats = vindplaats
        begin = 0
        while begin < len(tekst):
            eind = _knip(tekst, begin)
            heel = begin == 0 and eind == len(tekst)
            yield from self._stuk(tekst if heel else tekst[begin:eind], begin)
            begin = eind

    def leer_begrippen(self, tekst: str) -> None:
        """Only learn what the text defines: "de wet: de Participatiewet", "(hierna: de Awb)"."""
        normaal = normaliseer(tekst).tekst
        plekken, _, _ = self._ankers.vind(normaal, f" {kleine_letters(normaal)} ".replace("\n", " "))
        self._definities(normaal, plekken)

    def bron(self, plek: Naamplek) -> Bron:
        """The regulation that a name at a place means, at the date of the context."""
        bekend = self._weet.get(plek.naam)
        if bekend is None:
            ids = beslis(plek.kandidaten, self.context.op)
            if len(ids) != 1 or plek.onzeker or not ids[0].startswith(("BWB", "CVDR")):
                bekend = Bron(None, plek.naam, ids)
            else:
                bekend = Bron(ids[0], plek.naam, (), ids[0] == self.context.regeling)
            if len(self._weet) < _ONTHOUD:
                self._weet[plek.naam] = bekend
        return bekend

    def _stuk(self, origineel: str, schuif: int) -> list[Verwijzing]:
        normaal = normaliseer(origineel)
        tekst = normaal.tekst
        laag = f" {kleine_letters(tekst)} "
        plekken, starts, kenmerken = self._ankers.vind(tekst, laag.replace("\n", " "))
        if kenmerken:
            plekken = voeg_samen(plekken, list(_aanhalingen(tekst, kenmerken)))
        if plekken:
            self._definities(tekst, plekken)
        if self.begrippen:
            if nieuw := list(self._eigen_afkortingen(tekst)):
                plekken = voeg_samen(plekken, nieuw)
            for woord in self._regelwoorden:
                starts += _alle(laag, f" {woord}")
            starts.sort()
        onbekend = [plek for woorden in _MET_HOOFDLETTER for plek in _alle(tekst, woorden)]
        if onbekend:
            starts += onbekend
            starts.sort()
        lezing = Lezing(self, tekst, laag, tekst if normaal.knip else origineel, plekken)
        lezing.loop(starts)
        if not normaal.knip and not schuif:
            return lezing.uit
        return [_terug(v, normaal, origineel, schuif) for v in lezing.uit]

    def _eigen_afkortingen(self, tekst: str) -> Iterator[Naamplek]:
        for woord in self._afkortingen:
            bron = self.begrippen[woord]
            ids = (bron.regeling,) if bron.regeling else bron.kandidaten
            for begin in _alle(tekst, woord):
                eind = begin + len(woord)
                if not (_in_woord(tekst[begin - 1 : begin]) or _in_woord(tekst[eind : eind + 1])):
                    yield Naamplek(begin, eind, bron.naam or woord, tuple(Kandidaat(i) for i in ids), False)

    def _definities(self, tekst: str, plekken: list[Naamplek]) -> None:
        nieuw: dict[str, Bron] = {}
        for plek in plekken:
            begin, eind = plek.begin, plek.eind
            if ":" in tekst[max(0, begin - 5) : begin] and (
                raak := _OMSCHRIJFT.search(tekst[max(0, begin - 60) : begin])
            ):
                nieuw[raak["woord"]] = self.bron(plek)
            if tekst[eind : eind + 3] in (" (h", " (v", ", h", ", v") or tekst[eind : eind + 2] == " (":
                raak = _HIERNA.match(tekst, eind)
                if raak and (raak["hierna"] or (raak["dicht"] and _is_afkorting(raak["woord"]))):
                    nieuw[raak["woord"]] = self.bron(plek)
        if nieuw:
            self._leer(nieuw)

    def _leer(self, nieuw: dict[str, Bron]) -> None:
        for woord, bron in nieuw.items():
            if _REGELWOORD.match(woord.lower()):
                self.begrippen[woord.lower()] = bron
            elif _is_afkorting(woord):
                self.begrippen[woord] = bron
        self._weet.clear()
        self._afkortingen = [w for w in self.begrippen if _is_afkorting(w)]
        self._regelwoorden = [
            f"{lidwoord} {w}" for w in self.begrippen if _REGELWOORD.match(w) for lidwoord in ("de", "het")
        ]


def _is_afkorting(woord: str) -> bool:
    """Whether a defined word is an abbreviation or name of its own, not a common noun."""
    return len(woord) <= 40 and any(t.isupper() for t in woord) and _REGELWOORD.match(woord.lower()) is None


def _alle(tekst: str, woord: str) -> Iterator[int]:
    """Every place where a word stands, without overlap."""
    plek = tekst.find(woord)
    while plek >= 0:
        yield plek
        plek = tekst.find(woord, plek + len(woord))


def _in_woord(teken: str) -> bool:
    return teken.isalnum() or teken == "-"


def _aanhalingen(tekst: str, starts: list[int]) -> Iterator[Naamplek]:
    eind = 0
    for start in starts:
        if start >= eind and (wat := aanhaling(tekst, start)):
            eind = wat.eind
            doel = wat.regeling or (celex(wat.naam) if wat.regel == "europees" else "")
            yield Naamplek(start, eind, tekst[start:eind], (Kandidaat(doel),) if doel else (), False, wat)


def _terug(v: Verwijzing, normaal: Normaal, origineel: str, schuif: int) -> Verwijzing:
    begin, eind = normaal.terug(v.begin), normaal.terug_eind(v.eind)
    return v._replace(begin=begin + schuif, eind=eind + schuif, tekst=origineel[begin:eind])


def _knip(tekst: str, begin: int) -> int:
    """End of the piece that starts at ``begin``: at an empty line, a line end or a space, else hard."""
    eind = begin + _STUK
    if eind >= len(tekst):
        return len(tekst)
    for teken in ("\n\n", "\n", ". ", " "):
        plek = tekst.rfind(teken, begin + _STUK // 2, eind)
        if plek > 0:
            return plek + len(teken)
    return eind
