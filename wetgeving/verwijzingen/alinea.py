"""What one paragraph says by itself, whoever reads it: names, starting points, windows read, words defined.

Successive versions of a regulation repeat most of their paragraphs, and every reader of this package sees many versions. So
reading is split: an :class:`Alinea` holds all that follows from the words alone and is remembered (bounded by characters, not by
number); :mod:`.lezing` adds what depends on the place, the date and the texts before. No reference crosses an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from verordening.taal.lexer import NAAM, ZWIJG, eindsymbolen, venster
from verordening.taal.vormen import Vorm, vorm
from wetgeving.namen import Kandidaat, sleutel
from wetgeving.verwijzingen.aanhalingen import aanhaling, celex, rij
from wetgeving.verwijzingen.ankers import NOOIT_EIGEN, Ankers, Naamplek, gewijzigd, met_voorrang, naamplek
from wetgeving.verwijzingen.duiding import Bron, naam_vanaf, onbekende_naam, onbekende_regeling
from wetgeving.verwijzingen.normaal import Normaal, kleine_letters, normaliseer

_LANG, _KORT = 4000, 300
"""How far a window may reach behind "artikel", and behind any other word: no text makes reading it slow."""
_REGELBEGIN = frozenset("\n#*_\t")
_KOPTEKENS = frozenset("#\n*_ ")
_KOPREST = re.compile(r"[ \t.:]{0,3}(?:$|[*_\[]|[A-Z][^\n]{0,140}[^.;:,\n ]$)")
_ACHTER_NUMMER = re.compile(r"(?<![\w.:/])(?!(?:19|20)\d\d,? $)\d[\w.:/]*(?<![.:]),? $")
ZOALS = (" zoals ", ", zoals ")
_LOPEND = re.compile(r"[Aa]rtikelen? ?:?\s*$")
_KOPBRON = re.compile(r"(?:de |het )?[Aa]rtikel")
_NUMMER = re.compile(r"\s*(?=\d|[A-Z] \d)")
_ARTIKEL = r"(?!(?:19|20)\d\d(?![\w.:]))\d{1,4}[a-zA-Z]{0,3}(?:[.:]\d{1,4}[a-z]{0,3})*"
_VOOR_NUMMER = "in bij van uit op ex aan tot met door naar volgens onverminderd behoudens overeenkomstig krachtens ingevolge conform ivm"
_NUMMER_VOOR = re.compile(
    rf"(?:^|[\n;:(,] ?|- |artikel(?:en)?:? |(?<![a-z])(?i:{_VOOR_NUMMER.replace(' ', '|')}|{eindsymbolen()['EN']}) )"
    rf"(?P<rij>{_ARTIKEL}(?:(?:, ?|,? {eindsymbolen()['EN']} ){_ARTIKEL})*),? $"
)
""" "2.2 lid 1", "4.5 en 4.6, tweede lid": the numbers before a lid, and what stands before those when they are artikelen."""
_HIERNA = re.compile(
    r",? \(?(?P<hierna>(?:hierna|verder)(?: (?:te noemen|ook|genoemd|aan te duiden als|afgekort(?: als)?|aangeduid als))*:? )?"
    r"\(?(?:de |het )?[\"'“„«]?(?P<woord>\w[\w'-]{1,20}(?: \d{4})?)[\"'”»]?(?P<dicht>\)(?! (?:19|20)\d\d))?"
)
_OMSCHRIJFT = re.compile(
    r"(?:^|[\n;.:] ?|, (?=[\"“„«])|versta(?:an|at) (?:[\w ]{0,30} )?onder )[ \t*]*(?:[a-z0-9]{1,2}[.)°] ?)?[\"'“„«]?(?:[Dd]e |[Hh]et )?"
    r"(?P<woord>\w[\w '-]{1,40}?)[\"'”»]? ?: ?[* ]*(?:de |het )?$"
)
_TERZIJDE = re.compile(
    r"( \([^()]{1,100}\)),? (?:van|bij|der|uit) (?:de |het )?|( op \d(?:(?!Protocol|Verdrag|Overeenkomst)[^:;.()]){8,120}? (?:gekomen|gesloten|ondertekende)) "
)
"""What may stand between a place and the name of its regulation: words in brackets, where and when a treaty was made."""
_VERSTAAT = re.compile(r"versta(?:an|at) (?:[\w ]{0,30} )?onder ")
_REGELWOORD = re.compile(
    r"(?:rijkswet|wetboek|wet|besluit|regeling|verordening|richtlijn|verdrag|reglement|beleidsregels?)$"
)
_REGELTERM = re.compile(
    r"(?:[\w-]+ )?[\w-]*(?:wet|wetboek|besluit|regeling|verordening|richtlijn|verdrag|reglement|statuut|beschikking)(?: [\w-]+){0,3}"
)
_GEEN_NAAM = re.compile(r"(?i:deze|dit|artikel(?:en)?|lid|onderdeel|hoofdstuk|paragraaf|afdeling|titel|bijlage)(?!\w)")
_ZELF_OMSCHREVEN = re.compile(
    r"(?:^|\n)[ \t]*(?:[a-z0-9]{1,2}[.)°] ?)?(?:[Dd]e |[Hh]et )?(?P<woord>rijkswet|wet|besluit|regeling|verordening|reglement|beleidsregels?|verdrag|"
    r"(?:[A-Z][\w-]{0,8}[A-Z][\w-]{0,8}|[A-Z][a-z]{1,4})(?: \d{4})?(?= ?: ?(?:de |het )?[^:;.]{0,40}(?i:wet|besluit|regeling|verordening|reglement|beleidsregels?)(?!\w)))"
    r" ?: ?(?:de |het )?(?:(?=[A-Z])|op \d[^:;.]{5,120}? (?=Verdrag|Overeenkomst|Protocol))"
)
_IN_TABEL = re.compile(r"\btabel (?:genoemd |vermeld )?$")
""" "in de tabel onder A": a row of that table, no onderdeel."""
_LANGER = re.compile(r" (?:(?:de )?gemeente )?[A-Z][\w-]+(?: (?:19|20)\d\d)?(?![\w-])")
ZONDER_AANHALING = str.maketrans(dict.fromkeys('"“„«', " "))
""" "artikel 5 van de «Torenverordening 2026»": a name between quotes is that name."""
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
    regeling: tuple[int, int] | None = None
    """Where a regulation stands that no table knows: "wet van 22 december 2011", "de Wet op de proef"."""
    onbekend: tuple[int, int] | None = None
    """Where a name stands behind it that no table knows."""


_NIETS = Venster(-1)
_maak = tuple.__new__


class EigenWoorden:
    """Words with a meaning of their own in one regulation: abbreviations that it defines, common nouns such as "wet" that it
    defines, and names that the caller gave (lower case → id).

    Equal words give the same object (:func:`eigen_woorden`), so that paragraphs read with them can be remembered.
    """

    __slots__ = ("_klein", "_letterlijk", "afkortingen", "namen", "regelwoorden")

    def __init__(
        self,
        afkortingen: tuple[tuple[str, Bron], ...],
        regelwoorden: tuple[str, ...],
        namen: tuple[tuple[str, str], ...],
    ) -> None:
        self.afkortingen = afkortingen
        self.namen = namen
        self.regelwoorden = tuple(f" {lidwoord} {w}" for w in regelwoorden for lidwoord in ("de", "het"))
        self._letterlijk = tuple(w for w, _ in afkortingen)
        self._klein = (*(naam for naam, _ in namen), *self.regelwoorden)

    def kan_in(self, tekst: str, laag: str) -> bool:
        """False when none of the words stands in a paragraph; in doubt it may."""
        for woord in self._letterlijk:
            if woord in tekst:
                return True
        for woord in self._klein:
            if woord in laag:
                return True
        return "\n" in laag


_eigen_woorden = lru_cache(maxsize=512)(EigenWoorden)


def eigen_woorden(begrippen: Mapping[str, Bron], namen: Mapping[str, str]) -> EigenWoorden | None:
    """Defined words and given names, sorted by what they do; None when there are none."""
    if not begrippen and not namen:
        return None
    afkortingen = tuple(
        (v, b) for w, b in begrippen.items() if is_term(w) for v in dict.fromkeys((w, w[0].upper() + w[1:]))
    )
    regelwoorden = tuple(w for w in begrippen if _REGELWOORD.match(w))
    return _eigen_woorden(afkortingen, regelwoorden, tuple((sleutel(n), doel) for n, doel in namen.items()))


def is_eigennaam(woord: str) -> bool:
    """Whether a defined word is an abbreviation or name of its own, not a common noun."""
    return len(woord) <= 80 and any(t.isupper() for t in woord) and _REGELWOORD.match(woord.lower()) is None


def is_term(woord: str) -> bool:
    """Whether a defined word means one regulation wherever it stands: an abbreviation, or "richtlijn meetinstrumenten"."""
    return is_eigennaam(woord) or (not is_regelwoord(woord) and _REGELTERM.fullmatch(woord) is not None)


def is_regelwoord(woord: str) -> bool:
    """Whether a defined word is a common noun for a regulation: "wet", "de verordening"."""
    return _REGELWOORD.match(woord.lower()) is not None


class Alinea:
    """One paragraph, normalised, with its names, its starting points and the windows that were read so far."""

    __slots__ = ("_vensters", "definities", "echt", "laag", "leeg", "loopt", "namen", "normaal", "starts", "tekst")

    def __init__(self, normaal: Normaal, origineel: str, laag: str, namen: list[Naamplek], starts: list[int]) -> None:
        self.normaal = normaal
        self.tekst = tekst = normaal.tekst
        self.echt = tekst if normaal.knip else origineel
        self.laag = laag
        self.loopt = "rtikel" in tekst[-20:] and _LOPEND.search(tekst, max(0, len(tekst) - 20)) is not None
        self.definities = tuple(_definities(tekst, namen)) if namen or ":" in tekst else ()
        starts.sort()
        self.namen = namen
        self.starts = starts
        self._vensters: list[Venster | None] = [None] * len(starts)
        self.leeg = not (starts or namen or self.loopt or self.definities)

    @classmethod
    def van(cls, origineel: str, ankers: Ankers) -> Alinea:
        """A paragraph read with the names of one table."""
        normaal = normaliseer(origineel)
        tekst = normaal.tekst
        laag = f" {kleine_letters(tekst)} "
        namen, starts, kenmerken = ankers.vind(tekst, laag.replace("\n", " ") if "\n" in laag else laag)
        if kenmerken:
            namen = met_voorrang(list(_aanhalingen(tekst, kenmerken)), namen)
        if tekst.startswith("Wijzigt "):
            namen = gewijzigd(tekst, namen)
        elif (
            ":" in tekst and (raak := _ZELF_OMSCHREVEN.match(tekst)) and " " in (kort := naam_vanaf(tekst, raak.end()))
        ):
            eind = raak.end() + len(kort)
            if not any(n.begin < eind and n.eind > raak.end() for n in namen):
                namen = met_voorrang([Naamplek(raak.end(), eind, kort, (), False)], namen)
        return cls(normaal, origineel, laag, namen, starts)

    def met(self, woorden: EigenWoorden) -> Alinea:
        """The same paragraph with the words that its regulation defines; itself when it means nothing by them."""
        nieuw = [*_eigen_afkortingen(self.tekst, woorden), *_eigen_namen(self.tekst, self.laag, woorden)]
        plekken = [(woord, plek) for woord in woorden.regelwoorden for plek in _alle(self.laag, woord)]
        starts = [plek for woord, plek in plekken if not _in_woord(self.laag[plek + len(woord)])]
        if not nieuw and not starts:
            return self
        anders = {(n.begin, n.eind): {k.doel for k in n.kandidaten} for n in nieuw}
        bekend = [n for n in self.namen if anders.get((n.begin, n.eind), n) in (n, {k.doel for k in n.kandidaten})]
        namen = met_voorrang(nieuw, bekend)  # «WVO: Wet veiligheidsonderzoeken» gaat voor wat de namenlijst zo noemt
        return Alinea(self.normaal, self.echt, self.laag, namen, self.starts + starts)

    @property
    def nummer(self) -> int:
        """Where the number stands with which the paragraph begins; ``-1``: it begins with none."""
        raak = _NUMMER.match(self.tekst)
        return raak.end() if raak else -1

    @property
    def dubbelepunt(self) -> int:
        """The last place before the colon with which the paragraph ends; ``-1``: it ends otherwise."""
        kaal = self.tekst.rstrip()
        return len(kaal) - 2 if kaal.endswith(":") else -1

    @property
    def is_kopbron(self) -> bool:
        """Whether it begins with an artikel."""
        return _KOPBRON.match(self.tekst) is not None

    def venster(self, nummer: int, volgend: int) -> Venster:
        """The window at one of the starting points, read once; ``volgend``: the first name behind it."""
        gelezen = self._vensters[nummer]
        if gelezen is None:
            gelezen = self._vensters[nummer] = self._lees_venster(self.starts[nummer], volgend)
        return gelezen

    def _lees_venster(self, start: int, volgend: int) -> Venster:
        tekst = self.tekst
        grens = self.namen[volgend].begin if volgend < len(self.namen) else len(tekst)
        raak = venster().match(tekst, start, min(grens, start + (_LANG if tekst[start] in "aA" else _KORT)))
        if raak is None:
            regeling = onbekende_regeling(tekst, start)
            return Venster(-1, regeling=regeling) if regeling else _NIETS
        eind = raak.end()
        staart = ""
        if grens - eind <= 4 and self.naam_volgt(eind, volgend):
            staart = f"{tekst[eind:grens].translate(ZONDER_AANHALING)}{NAAM}"
        elif tekst.startswith((" (", " op "), eind) and (terzijde := _TERZIJDE.fullmatch(tekst, eind, grens)):
            tot = terzijde.end(terzijde.lastindex or 0)
            staart = f"{ZWIJG * (tot - eind)}{tekst[tot:grens]}{NAAM}"
        gelezen = vorm(f"{tekst[start:eind]}{staart}")
        if gelezen is None:
            return _NIETS
        enige = gelezen.doelen[0] if len(gelezen.doelen) == 1 and not gelezen.bron else None
        eigen = enige is not None and enige.ankerpunt == "eigen"
        los = (
            eigen
            and tekst[start : start + 7].lower().startswith(NOOIT_EIGEN)
            and " van " not in tekst[start : start + gelezen.eind]
        )
        if eigen and (los or _IN_TABEL.search(tekst, max(0, start - 20), start)):
            return _NIETS
        regelbegin = start == 0 or tekst[start - 1] in _REGELBEGIN or (start > 1 and tekst[start - 2] in _KOPTEKENS)
        einde = start + gelezen.eind
        onbekend = onbekende_naam(tekst, einde) if not gelezen.bron and gelezen.doelen else None
        vlak = ""
        if onbekend is None and not tekst.startswith(ZOALS, einde):
            if enige and not enige.ankerpunt and enige.buiten[-1].nummer and start > 4 and not regelbegin:
                vlak = "artikel"
            elif eigen and achter_nummer(tekst, start) < 0:
                vlak = "eigen"
        return _maak(Venster, (eind, gelezen, vlak, self._kop(start, gelezen) if regelbegin else -1, None, onbekend))

    def naam_volgt(self, eind: int, volgend: int) -> bool:
        """Whether just white space, with a comma at most, stands between a window and the next name."""
        if volgend >= len(self.namen):
            return False
        naam = self.namen[volgend]
        if not eind < naam.begin:
            return False
        gat = self.tekst[eind : naam.begin]
        if self.tekst[max(0, eind - 4) : eind].endswith((" de", " het", " van")):
            gat = gat.translate(ZONDER_AANHALING)
        if not gat.replace(",", "", 1).isspace() or "\n\n" in gat:
            return False
        return naam.aanhaling is None or naam.aanhaling.noembaar

    def _kop(self, start: int, gelezen: Vorm) -> int:
        """End of the line, when it is a heading: "Artikel 8. Aanvraag"."""
        tekst = self.tekst
        doel = gelezen.doelen[0] if len(gelezen.doelen) == 1 else None
        if doel is None or doel.binnen or doel.ankerpunt or gelezen.bron:
            return -1
        voor = tekst[max(0, start - 14) : start].rstrip(" \t#*_")
        if voor and voor[-1] != "\n":
            return -1
        regeleind = tekst.find("\n", start + gelezen.eind)
        regeleind = len(tekst) if regeleind < 0 else regeleind
        past = _KOPREST.fullmatch(tekst, start + gelezen.eind, min(regeleind, start + 300))
        return regeleind if past else -1


def achter_nummer(tekst: str, plek: int) -> int:
    """Where the number begins right behind which a place stands; ``-1``: there is none.

    >>> achter_nummer("in 2.2 lid 1", 7), achter_nummer("in het lid 1", 7)
    (3, -1)
    """
    raak = _ACHTER_NUMMER.search(tekst, max(0, plek - 20), plek)
    return raak.start() if raak else -1


def rij_voor(tekst: str, vanaf: int, nummer: int, plek: int) -> int:
    """Where the row of numbers begins that are artikelen, the last of them (*nummer*) right before a place: "21, onderdeel b" in a list
    that a sentence interrupted. ``-1``: "aanwijzing 21, onderdeel b" is of something else, and never of the own artikel."""
    raak = _NUMMER_VOOR.search(tekst, max(vanaf, nummer - 60), plek)
    if raak is None or (raak[0][0] == "," and raak.start() > vanaf and tekst[raak.start() - 1].isdecimal()):
        return -1  # «de aanwijzingen 20, 21, onderdeel b»
    return raak.start("rij")


def _eigen_afkortingen(tekst: str, woorden: EigenWoorden) -> Iterator[Naamplek]:
    for woord, bron in woorden.afkortingen:
        if woord not in tekst:
            continue
        ids = (bron.regeling,) if bron.regeling else bron.kandidaten
        for begin in _alle(tekst, woord):
            eind = begin + len(woord)
            omschreven = woord[0].islower() and tekst[eind : eind + 1] == ":"
            if not (omschreven or _in_woord(tekst[begin - 1 : begin]) or _in_woord(tekst[eind : eind + 1])):
                yield Naamplek(begin, eind, bron.naam or woord, tuple(Kandidaat(i) for i in ids), False)


def _eigen_namen(tekst: str, laag: str, woorden: EigenWoorden) -> Iterator[Naamplek]:
    """The names that the caller gave; more words behind them make another name: "Verordening werk en inkomen Voorbeeldstad"."""
    laag = laag.replace("\n", " ")
    for naam, doel in woorden.namen:
        if naam not in laag:
            continue
        for plek in _alle(laag, naam):
            begin, eind = plek - 1, plek - 1 + len(naam)
            if _in_woord(tekst[begin - 1 : begin]) or _in_woord(tekst[eind : eind + 1]):
                continue
            if tekst[begin].isupper() or naam.count(" ") >= 2:
                raak = _LANGER.match(tekst, eind)
                gevonden = naamplek(tekst, begin, raak.end() if raak else eind, (Kandidaat(doel),))
                yield gevonden._replace(onzeker=True) if raak else gevonden


def kan_omschrijven(tekst: str) -> bool:
    """False when no definition of a regulation can stand in these words; in doubt it can."""
    return (
        ":" in tekst or ")" in tekst or "hierna" in tekst or "verder" in tekst or "\n" in tekst or not tekst.isascii()
    )


def _definities(tekst: str, plekken: list[Naamplek]) -> Iterator[tuple[str, Naamplek]]:
    """Words that the paragraph defines as a regulation: "de wet: de Participatiewet", "(hierna: Awb)"."""
    for plek in plekken:
        begin, eind = plek.begin, plek.eind
        if ":" in tekst[max(0, begin - 8) : begin] and (raak := _OMSCHRIJFT.search(tekst[max(0, begin - 60) : begin])):
            woord = _VERSTAAT.split(raak["woord"])[-1].removeprefix("de ").removeprefix("het ")
            term = woord[:1].islower() and _REGELTERM.fullmatch(woord) is not None
            term = term or sum(t.isupper() for t in woord) > 1 or (woord.istitle() and len(woord) <= 5)
            zeker = term or is_regelwoord(woord) or not plek.onbekend  # not: "Grondslag: Instellingsbesluit X"
            if (
                zeker and woord.count(" ") <= 2 and not _GEEN_NAAM.match(woord)
            ):  # not: "Dit besluit wordt aangehaald als:"
                yield woord, plek
        if tekst[eind : eind + 3] in (" (h", " (v", ", h", ", v") or tekst[eind : eind + 2] == " (":
            hierna = _HIERNA.match(tekst, eind)
            if hierna and (hierna["hierna"] or (hierna["dicht"] and is_eigennaam(hierna["woord"]))):
                yield hierna["woord"], plek
            elif plek.onzeker and tekst.startswith((" (Stb.", " (Stcrt."), eind):
                yield plek.naam, plek


def _aanhalingen(tekst: str, starts: list[int]) -> Iterator[Naamplek]:
    eind = 0
    for start in starts:
        if start >= eind and (wat := aanhaling(tekst, start)):
            verder = rij(tekst, wat.naam.split()[0], wat.eind) if wat.regel == "europees" else ()
            for begin, deze in ((start, wat), *verder):
                eind = deze.eind
                doel = deze.regeling or (celex(deze.naam) if deze.regel == "europees" else "")
                yield Naamplek(begin, eind, tekst[begin:eind], (Kandidaat(doel),) if doel else (), False, deze)


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

    def bewaar(self, wie: Hashable, gemaakt: Alinea) -> Alinea:
        lengte = len(gemaakt.tekst)
        if lengte <= _ONTHOUDBAAR:
            if self._tekens > _GEHEUGEN:
                self.wis()
            self._bekend[wie] = gemaakt
            self._tekens += lengte
        return gemaakt

    def wis(self) -> None:
        self._bekend.clear()
        self._tekens = 0


_gelezen = _Geheugen()
_met_woorden = _Geheugen()


def alinea(tekst: str, ankers: Ankers) -> Alinea:
    """The paragraph with these words, read with the names of one table."""
    wie = (tekst, ankers)
    return _gelezen.zoek(wie) or _gelezen.bewaar(wie, Alinea.van(tekst, ankers))


def met_eigen_woorden(kaal: Alinea, woorden: EigenWoorden) -> Alinea:
    """The same, read with the words that its regulation defines."""
    if not woorden.kan_in(kaal.tekst, kaal.laag):
        return kaal
    wie = (kaal, woorden)
    return _met_woorden.zoek(wie) or _met_woorden.bewaar(wie, kaal.met(woorden))


def vergeet() -> None:
    """Forget every paragraph, for measuring."""
    _gelezen.wis()
    _met_woorden.wis()
