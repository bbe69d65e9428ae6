"""Building leden and lists from a flat run of numbered paragraphs, by their numbering styles.

Flat sources (Markdown, plain text, Word, the weaker CVDR files) give paragraphs with a number in front and no nesting.
The style and the order of the numbers tell the nesting: after "1." comes "a.", after "a." comes "1°." or "b.".

>>> alineas = [("1.", "Een."), ("a.", "x;"), ("1°.", "y;"), ("b.", "z."), ("2.", "Twee.")]
>>> blokken = bouw([Punt(n, (t,)) for n, t in alineas])
>>> from verordening.boom import Eenheid, Soort, tekst
>>> print("|".join(tekst(b) for b in blokken).replace("\\n", " / "))
1. Een. / a. x; / 1°. y; / b. z.|2. Twee.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Blok, Eenheid, Inline, Soort, Tabel, kaal
from verordening.nummers import uit_romeins

NUMMER_VOORAAN = re.compile(
    r"\s*(?P<nr>\d{1,3}[a-z]{0,2}[°º]\.?"
    r"|\(?\d{1,3}(?:[a-z]{0,2}|bis|ter|quater|quinquies|sexies)\*?(?:\)\.|[.)])(?!\d)"
    r"|\(?(?:[a-z]{1,3}|[ivxl]{1,6})(?:\)\.|[.)])(?!\w*\.)"
    r"|(?:(?P<hoofd>[A-Z])(?P=hoofd){0,2}|[IVXLC]{2,6})\.(?=\s)"
    r"|[–—•●◦▪-](?=\s))(?P<wit>\s*)"
)
"""A number or dash at the start of a paragraph."""
_SPELING = 2
"""Columns by which two indents may differ and still be the same level."""
_DIEPST = 20
_VOORAAN = re.compile(
    r"(?P<nr>(?P<woord>[Ll]id\s+|)"
    r"(?:(?P<stam>(?:\d{1,3}\.)*)(?P<cijfer>\d{1,3})(?P<tussen>[a-z]|bis|ter|quater|)|(?P<letter>[a-z]))"
    r"(?P<teken>\s?[.):–-]|))(?:\s+(?P<rest>.*)|\Z)",
    re.DOTALL,
)
_LID_BEGINT = re.compile(r"[A-Z‘“\"'„«]")


class Punt(NamedTuple):
    """One paragraph: its number (empty = plain paragraph), its text, and hints.

    ``term``: heading of a definition; ``diepte``: known level (0 = lid), -1 = unknown; ``blok``: a ready block (table);
    ``rand``: indent in columns, -1 = unknown; ``wit``: columns of space behind the number; ``regel``: its line in the
    source. The series of the numbers decides; the indent only where the series does not.
    """

    nummer: str
    inhoud: tuple[Inline, ...] = ()
    term: tuple[Inline, ...] = ()
    diepte: int = -1
    blok: Blok | None = None
    rand: int = -1
    wit: int = 1
    regel: int = 0


@lru_cache(8192)
def stijl(nummer: str) -> tuple[str, ...]:
    """Possible numbering styles of a printed number, likeliest first.

    >>> [stijl(n) for n in ("1.", "a.", "i.", "1°.", "–", "A.", "2)")]
    [('cijfer',), ('letter',), ('letter', 'romein'), ('graad',), ('streep',), ('hoofdletter',), ('cijferhaak',)]
    """
    kern = kaal(nummer)
    if not kern:
        return ("streep",)
    haak = "haak" if nummer.strip().endswith(")") else ""
    if kern[-1] in "°º":
        return ("graad",)
    if kern[0].isdigit():
        return ("cijfer" + haak,)
    if kern.isupper():
        return ("hoofdletter" + haak,)
    romeins = uit_romeins(kern)
    return ("letter" + haak, "romein" + haak) if romeins is not None else ("letter" + haak,)


@lru_cache(8192)
def _rang(nummer: str, soort: str) -> int:
    kern = kaal(nummer).rstrip("°º*")
    if soort.startswith("romein"):
        return uit_romeins(kern) or 0
    if kern[:1].isdigit():
        treffer = re.match(r"\d+", kern)
        return int(treffer.group()) if treffer else 0
    if soort.startswith(("letter", "hoofdletter")):
        klein = kern.lower()
        return ord(klein[0]) - 96 + 26 * (len(klein) - 1) if len(set(klein)) == 1 else ord(klein[0]) - 96
    return 0


@dataclass(slots=True)
class _Knoop:
    stijl: str
    rang: int
    punt: Punt
    inhoud: list[_Knoop | Blok] = field(default_factory=list)


@dataclass(slots=True)
class _Stand:
    """Open items from the outside in, and the top level."""

    top: list[_Knoop | Blok] = field(default_factory=list)
    open: list[_Knoop] = field(default_factory=list)
    twijfel: list[str] = field(default_factory=list)

    def plaats(self, punt: Punt) -> tuple[int, str]:
        """Depth and style at which a new item belongs."""
        mogelijk = stijl(punt.nummer)
        if punt.diepte >= 0:
            diepte = min(punt.diepte, len(self.open))
            return diepte, self._stijl_op(diepte, mogelijk, punt)
        keuzen = self._keuzen(punt, mogelijk)
        if len(keuzen) > 1 and punt.rand >= 0:
            passend = [k for k in keuzen if self._past(k[0], punt.rand)]
            return passend[0] if passend else keuzen[0]
        return keuzen[0]

    def _keuzen(self, punt: Punt, mogelijk: tuple[str, ...]) -> list[tuple[int, str]]:
        """Where the series allows the number, likeliest first: the deepest open level on which it follows, a level of
        its own, and only without these any level of its style. A number in parts stands below the number it begins with."""
        stam = kaal(punt.nummer).rpartition(".")[0]
        boven = next((d for d, k in enumerate(self.open) if stam and kaal(k.punt.nummer) == stam), None)
        if boven is not None:
            return [(boven + 1, mogelijk[0])]
        uit = []
        self._toch_letter(punt, mogelijk[0])
        for soort in mogelijk:
            for diepte in range(len(self.open) - 1, -1, -1):
                knoop = self.open[diepte]
                if knoop.stijl == soort and _volgt(knoop, punt, soort):
                    uit.append((diepte, soort))
        eerste = next((s for s in mogelijk if s == "streep" or _rang(punt.nummer, s) == 1), None)
        streep = any(k.stijl == eerste == "streep" for k in self.open)
        if eerste is not None and (not streep or punt.rand > self.open[-1].punt.rand >= 0):
            uit.append((len(self.open), eerste))
        if not uit:
            uit = [(d, s) for s in mogelijk for d in range(len(self.open) - 1, -1, -1) if self.open[d].stijl == s]
        return uit or [(len(self.open), mogelijk[0])]

    def _toch_letter(self, punt: Punt, soort: str) -> None:
        """ "i, j, k": a list that began with i was no Roman one when j comes next."""
        laatste = self.open[-1] if self.open else None
        if laatste is None or laatste.rang != 1 or (laatste.stijl[:6], soort[:6]) != ("romein", "letter"):
            return
        if _rang(punt.nummer, soort) == _rang(laatste.punt.nummer, soort) + 1:
            laatste.stijl, laatste.rang = soort, _rang(laatste.punt.nummer, soort)

    def _past(self, diepte: int, rand: int) -> bool:
        """Whether the indent is that of an open level, or deeper than all when the level is new."""
        if diepte < len(self.open):
            return abs(self.open[diepte].punt.rand - rand) < _SPELING
        return not self.open or rand >= self.open[-1].punt.rand + _SPELING

    def _stijl_op(self, diepte: int, mogelijk: tuple[str, ...], punt: Punt) -> str:
        if diepte < len(self.open) and self.open[diepte].stijl in mogelijk:
            return self.open[diepte].stijl
        return next((s for s in mogelijk if _rang(punt.nummer, s) == 1), mogelijk[0])

    def voeg_toe(self, punt: Punt) -> None:
        diepte, soort = self.plaats(punt)
        if diepte >= _DIEPST:
            raise Geweigerd.om("te-diep", punt.nummer, diepst=_DIEPST)
        self._vergelijk_rand(diepte, punt)
        del self.open[diepte:]
        knoop = _Knoop(soort, _rang(punt.nummer, soort), punt)
        (self.open[-1].inhoud if self.open else self.top).append(knoop)
        self.open.append(knoop)

    def _vergelijk_rand(self, diepte: int, punt: Punt) -> None:
        """Say so when the indent puts an item on another level than its number does."""
        if punt.rand < 0 or diepte >= len(self.open):
            return
        zus = self.open[diepte].punt
        if zus.rand >= 0 and abs(zus.rand - punt.rand) >= _SPELING:
            self.twijfel.append(f"«{zus.nummer}» en «{punt.nummer}» volgen op elkaar maar springen niet even ver in")


def _volgt(knoop: _Knoop, punt: Punt, soort: str) -> bool:
    if soort == "streep":
        return True
    vorig, nieuw = kaal(knoop.punt.nummer), kaal(punt.nummer)
    rang = _rang(punt.nummer, soort)
    if rang == knoop.rang + 1:
        return True
    if rang == knoop.rang:
        return nieuw != vorig or punt.nummer != knoop.punt.nummer
    # Letters tussengevoegd als "aa" of "ga"; of een vervallen nummer dat de bron weglaat.
    return len(nieuw) > 1 and nieuw.isalpha() and nieuw[0] == vorig[:1]


def bouw(punten: Iterable[Punt], *, leden: bool = True, twijfel: list[str] | None = None) -> list[Blok]:
    """Blocks of an artikel: leden (level of plain figures) with their lists, or lists without leden.

    Args:
        punten: the paragraphs of one artikel, in order.
        leden: treat figures at the top level as leden; ``False`` inside a lid or an annex.
        twijfel: takes a sentence for each place where numbers and indents contradict each other.

    Raises:
        Geweigerd: a list that is nested deeper than any regulation is.
    """
    stand = _Stand(twijfel=[] if twijfel is None else twijfel)
    for punt in punten:
        if punt.blok is not None or not punt.nummer:
            blok: Blok = punt.blok if punt.blok is not None else Alinea(punt.inhoud)
            diepte = _diepte_zonder_nummer(stand, punt, blok, leden)
            (stand.open[diepte - 1].inhoud if diepte else stand.top).append(blok)
            # Wat hierna komt mag niet vóór dit blok belanden: dieper open onderdelen zijn nu dicht.
            del stand.open[diepte:]
        else:
            stand.voeg_toe(punt)
    return _maak(stand.top, lid_stijl=_lidstijl(stand.top) if leden else "")


def _lidstijl(top: list[_Knoop | Blok]) -> str:
    """The style of the leden: plain figures; else figures with a bracket when nothing announces them as a list."""
    stijlen = [k.stijl for k in top if isinstance(k, _Knoop)]
    if "cijfer" in stijlen:
        return "cijfer"
    return "cijferhaak" if top and isinstance(top[0], _Knoop) and stijlen[0] == "cijferhaak" else ""


def _diepte_zonder_nummer(stand: _Stand, punt: Punt, blok: Blok, leden: bool) -> int:
    """Where a paragraph without number belongs: by its indent, else with the lid (or artikel), not with the last item."""
    if punt.diepte >= 0:
        return min(punt.diepte, len(stand.open))
    in_lid = bool(stand.open) and stand.open[0].stijl == "cijfer"
    buiten = min(1, len(stand.open)) if leden and (in_lid or isinstance(blok, Tabel)) else 0
    binnen = sum(k.punt.rand + _SPELING <= punt.rand for k in stand.open if k.punt.rand >= 0)
    return max(buiten, binnen)


def _maak(delen: list[_Knoop | Blok], *, lid_stijl: str) -> list[Blok]:
    uit: list[Blok] = []
    lijst: list[Eenheid] = []
    lijstsoort = ""

    def sluit() -> None:
        if lijst:
            uit.append(_lijst(lijst))
            lijst.clear()

    for deel in delen:
        if not isinstance(deel, _Knoop):
            sluit()
            uit.append(deel)
            continue
        punt = deel.punt
        eigen: list[Blok] = [Alinea(punt.inhoud)] if punt.inhoud else []
        inhoud = tuple(eigen + _maak(deel.inhoud, lid_stijl=""))
        if lid_stijl and deel.stijl == lid_stijl:
            sluit()
            uit.append(Eenheid(Soort.LID, nummer=punt.nummer, inhoud=inhoud))
            continue
        if deel.stijl != lijstsoort:
            sluit()
        lijstsoort = deel.stijl
        if punt.term:
            lijst.append(Eenheid(Soort.BEGRIP, opschrift=punt.term, inhoud=inhoud))
        else:
            lijst.append(Eenheid(Soort.ONDERDEEL, nummer=punt.nummer, inhoud=inhoud))
    sluit()
    return uit


def _lijst(delen: list[Eenheid]) -> Eenheid:
    if all(d.soort is Soort.BEGRIP for d in delen):
        return Eenheid(Soort.BEGRIPPENLIJST, inhoud=tuple(delen))
    genummerd = any(kaal(d.nummer) for d in delen)
    soort = "expliciet" if genummerd else "ongemarkeerd"
    return Eenheid(Soort.LIJST, inhoud=tuple(delen), kenmerken=(("type", soort),))


def met_reeksen(punten: list[Punt]) -> list[Punt]:
    """Leden and onderdelen whose numbers are written in a way of their own ("1 Het", "Lid 1:", "1.1", "a - een").

    What is a number is said by the series: paragraphs that write 1 and 2, or a and b, in one and the same way. A number
    that stands alone leads the next paragraph.

    >>> [p.nummer for p in met_reeksen([Punt("", ("Lid 1. Een.",)), Punt("", ("Lid 2. Twee.",)), Punt("", ("Lid 5.",))])]
    ['Lid 1.', 'Lid 2.', 'Lid 5.']
    >>> [p.nummer for p in met_reeksen([Punt("", ("Lid 2 van dit artikel geldt niet.",))])]
    ['']
    """
    vooraan = {
        plek: raak for plek, punt in enumerate(punten) if not punt.nummer and (raak := _VOORAAN.match(_begin(punt)))
    }
    if not vooraan:
        return punten
    gelezen = {plek for reeks in _reeksen(vooraan) for plek in reeks}
    uit: list[Punt] = []
    for plek, punt in enumerate(punten):
        if plek in gelezen:
            raak = vooraan[plek]
            inhoud = (raak["rest"], *punt.inhoud[1:]) if raak["rest"] else punt.inhoud[1:]
            uit.append(punt._replace(nummer=raak["nr"], inhoud=inhoud, diepte=-1 if raak["letter"] else 0))
        elif plek - 1 in gelezen and not (uit[-1].inhoud or punt.nummer or punt.blok):
            uit[-1] = uit[-1]._replace(inhoud=punt.inhoud)
        else:
            uit.append(punt)
    return uit


def _reeksen(vooraan: dict[int, re.Match[str]]) -> Iterator[list[int]]:
    """Runs of paragraphs that write a first and a second number in the same way, each later one not lower."""
    lopend: dict[tuple[bool, str, str, bool], list[tuple[int, int]]] = {}
    klaar: list[list[tuple[int, int]]] = []
    for plek, raak in vooraan.items():
        kaal_cijfer = not (raak["woord"] or raak["stam"] or raak["teken"] or raak["letter"])
        if kaal_cijfer and not _LID_BEGINT.match(raak["rest"] or ""):
            continue
        vorm = (bool(raak["woord"]), raak["stam"] or "", raak["teken"].strip(), bool(raak["letter"]))
        rang = ord(raak["letter"]) - 96 if raak["letter"] else int(raak["cijfer"])
        if rang == 1 and not raak["tussen"]:
            klaar.append([])
            lopend[vorm] = klaar[-1]
        if vorm in lopend and (not lopend[vorm] or rang >= lopend[vorm][-1][1]):
            lopend[vorm].append((plek, rang))
    for reeks in klaar:
        if [rang for plek, rang in reeks if not vooraan[plek]["tussen"]][:2] == [1, 2]:
            yield [plek for plek, _ in reeks]


def _begin(punt: Punt) -> str:
    """The plain words with which an unnumbered paragraph starts."""
    eerste = punt.inhoud[0] if punt.inhoud and punt.blok is None else ""
    return eerste if isinstance(eerste, str) else ""
