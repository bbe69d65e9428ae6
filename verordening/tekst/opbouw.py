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
from verordening.boom import Alinea, Blok, Eenheid, Inline, Soort, Tabel, inlinetekst, kaal
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
    source; ``lijst``: the list of the file and the level in it that print the number ("4/1"), empty for a typed one. The
    series of the numbers decides; the level in the list, then the indent, only where the series does not.
    """

    nummer: str
    inhoud: tuple[Inline, ...] = ()
    term: tuple[Inline, ...] = ()
    diepte: int = -1
    blok: Blok | None = None
    rand: int = -1
    wit: int = 1
    regel: int = 0
    lijst: str = ""


@lru_cache(8192)
def stijl(nummer: str) -> tuple[str, ...]:
    """Possible numbering styles of a printed number, likeliest first.

    >>> [stijl(n) for n in ("1.", "a.", "i.", "1°.", "–", "A.", "2)")]
    [('cijfer',), ('letter',), ('letter', 'romein'), ('graad',), ('streep',), ('hoofdletter',), ('cijferhaak',)]
    """
    kern = kaal(nummer)
    if not kern:
        return ("streep" + nummer.strip("– \t"),)
    haak = "haak" if nummer.strip().endswith(")") else ""
    if kern[-1] in "°º":
        return ("graad",)
    if kern[0].isdecimal():
        return ("cijfer" + haak,)
    hoofd = "hoofd" if kern.isupper() else ""
    soorten = ("letter", "romein") if uit_romeins(kern) is not None else ("letter",)
    return tuple(f"{hoofd}{soort}{haak}" for soort in soorten)


@lru_cache(8192)
def _rang(nummer: str, soort: str) -> int:
    kern = kaal(nummer).rstrip("°º*")
    if "romein" in soort:
        return uit_romeins(kern) or 0
    if kern[:1].isdecimal():
        treffer = re.match(r"\d+", kern)
        return int(treffer.group()) if treffer else 0
    if "letter" in soort:
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
        """Depth and style at which a new item belongs: where its series allows it, on the level of its list, else by its indent."""
        mogelijk = stijl(punt.nummer)
        verder, nieuw = self._keuzen(punt, mogelijk)
        in_lijst = self._diepte_in_lijst(punt)
        passend = next((k for k in (*verder, *nieuw) if k[0] == in_lijst), None)
        if passend is not None:
            return passend
        if punt.diepte >= 0:
            diepte = min(punt.diepte, len(self.open))
            passend = diepte, self._stijl_op(diepte, mogelijk, punt)
        elif len(verder) + len(nieuw) > 1 and punt.rand >= 0:
            past = (k for k in (*verder, *nieuw) if self._past(k, k in verder, punt.rand))
            passend = next(past, None)
        if passend is None:
            binnen = (k for k in nieuw if self._mag_binnen(k[0], punt))
            passend = verder[0] if verder else next(binnen, nieuw[-1])
        if in_lijst not in (None, passend[0]):
            self.twijfel.append(f"«{punt.nummer}» staat in zijn lijst op een ander niveau dan zijn nummer zegt")
        return passend

    def _keuzen(self, punt: Punt, mogelijk: tuple[str, ...]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        """Where the series allows the number, deepest first: open levels that it continues, and where it starts a level.

        Only without these any level of its style. A number in parts stands below the number it begins with.
        """
        stam = kaal(punt.nummer).rpartition(".")[0]
        boven = next((d for d, k in enumerate(self.open) if stam and kaal(k.punt.nummer) == stam), None)
        if boven is not None:
            return [(boven + 1, mogelijk[0])], []
        self._toch_letter(punt, mogelijk[0])
        diepten = range(len(self.open) - 1, -1, -1)
        gelijk = [(d, s) for s in mogelijk for d in diepten if self.open[d].stijl == s]
        verder = [(d, s) for d, s in gelijk if _volgt(self.open[d], punt, s)]
        eerste = next((s for s in mogelijk if s.startswith("streep") or _rang(punt.nummer, s) == 1), None)
        nieuw = [(d, eerste) for d in range(len(self.open), -1, -1)] if eerste is not None else []
        if not verder and not nieuw:
            return gelijk, [] if gelijk else [(len(self.open), mogelijk[0])]
        return verder, nieuw

    def _diepte_in_lijst(self, punt: Punt) -> int | None:
        """The depth that the list of the file gives, beside the open items of the same list; None without these."""
        naam, niveau = _lijst_van(punt), punt.lijst.rpartition("/")[2]
        zelfde = [(d, k.punt.lijst) for d, k in enumerate(self.open) if naam and _lijst_van(k.punt) == naam]
        for diepte, lijst in reversed(zelfde):
            if lijst == punt.lijst:
                return diepte if self.open[diepte].stijl in stijl(punt.nummer) else None
            if int(lijst.rpartition("/")[2]) < int(niveau):
                return diepte + 1
        return zelfde[0][0] if zelfde else None

    def _mag_binnen(self, diepte: int, punt: Punt) -> bool:
        """Whether a new level may stand below an open item: not clearly left of it; below a bullet of a list of the file
        really to the right of it."""
        boven = self.open[diepte - 1].punt if diepte else None
        if boven is None or min(boven.rand, punt.rand) < 0:
            return True
        gelijk = not kaal(boven.nummer) and boven.lijst and punt.lijst
        return punt.rand >= boven.rand + _SPELING if gelijk else punt.rand > boven.rand - _SPELING

    def _toch_letter(self, punt: Punt, soort: str) -> None:
        """ "i, j, k": a list that began with i was no Roman one when j comes next."""
        laatste = self.open[-1] if self.open else None
        was_romein = laatste is not None and laatste.rang == 1 and laatste.stijl.replace("romein", "letter") == soort
        if laatste is None or not was_romein or laatste.stijl == soort:
            return
        if _rang(punt.nummer, soort) == _rang(laatste.punt.nummer, soort) + 1:
            laatste.stijl, laatste.rang = soort, _rang(laatste.punt.nummer, soort)

    def _past(self, keuze: tuple[int, str], verder: bool, rand: int) -> bool:
        """Whether the indent is that of the open level that goes on, or deeper than the item below which a level starts;
        a little deeper will do below one that announces a list."""
        diepte = keuze[0]
        if verder:
            return abs(self.open[diepte].punt.rand - rand) < _SPELING
        if not diepte:
            return not self.open or rand <= self.open[0].punt.rand - _SPELING
        boven = self.open[diepte - 1].punt
        return rand >= boven.rand + (1 if _kondigt_aan(boven) else _SPELING)

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
        if punt.rand < 0:
            return
        boven = self.open[diepte - 1].punt if diepte else None
        if diepte >= len(self.open):
            los = boven is not None and boven.lijst and punt.lijst and _lijst_van(boven) != _lijst_van(punt)
            los = los or (boven is not None and _ander_teken(boven, punt))
            if boven is not None and los and abs(boven.rand - punt.rand) < _SPELING and not _kondigt_aan(boven):
                self.twijfel.append(f"«{punt.nummer}» staat onder «{boven.nummer}» maar springt niet verder in")
            return
        zus = self.open[diepte].punt
        if zus.rand >= 0 and abs(zus.rand - punt.rand) >= _SPELING:
            self.twijfel.append(f"«{zus.nummer}» en «{punt.nummer}» volgen op elkaar maar springen niet even ver in")


def _ander_teken(boven: Punt, punt: Punt) -> bool:
    """Whether a bullet below another one is not one of those that a word processor has for a second or third level."""
    return not (kaal(boven.nummer) or kaal(punt.nummer) or boven.lijst or punt.lijst) and punt.nummer not in "◦▪"


def _kondigt_aan(punt: Punt) -> bool:
    """Whether the words announce a list."""
    return inlinetekst(punt.inhoud).rstrip().endswith((":", ","))


def _lijst_van(punt: Punt) -> str:
    return punt.lijst.rpartition("/")[0]


def _volgt(knoop: _Knoop, punt: Punt, soort: str) -> bool:
    if soort.startswith("streep"):
        in_lijst = knoop.punt.lijst and punt.lijst
        return not in_lijst or knoop.punt.nummer == punt.nummer or _lijst_van(knoop.punt) == _lijst_van(punt)
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
    knopen = [k for k in top if isinstance(k, _Knoop)]
    stijlen = [k.stijl for k in knopen]
    if "cijfer" in stijlen:
        aangekondigd = isinstance(top[0], Alinea) and inlinetekst(top[0].inhoud).rstrip()[-1:] == ":"
        begin = [inlinetekst(k.punt.inhoud).lstrip()[:1] for k in knopen if k.stijl == "cijfer"]
        return "" if aangekondigd and all(map(str.islower, begin)) else "cijfer"
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
    for plek in [p for p, raak in vooraan.items() if _is_los_getal(raak) and not _leidt_zin(punten[p + 1 : p + 2])]:
        del vooraan[plek]
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


def _is_los_getal(raak: re.Match[str]) -> bool:
    """Whether a number is no more than figures, before no words that begin a lid."""
    los = not (raak["woord"] or raak["stam"] or raak["teken"] or raak["letter"])
    return los and not _LID_BEGINT.match(raak["rest"] or "")


def _leidt_zin(onder: list[Punt]) -> bool:
    """Whether below a line there is a sentence without a number, as under a number on a line of its own."""
    woorden = _begin(onder[0]) if onder and not onder[0].nummer else ""
    return _LID_BEGINT.match(woorden) is not None and inlinetekst(onder[0].inhoud).rstrip()[-1:] in tuple(".:;")


def _begin(punt: Punt) -> str:
    """The plain words with which an unnumbered paragraph starts."""
    eerste = punt.inhoud[0] if punt.inhoud and punt.blok is None else ""
    return eerste if isinstance(eerste, str) else ""
