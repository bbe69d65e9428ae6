"""From a sentence to the symbols of the grammar.

What can stand at a place in the sentence says the grammar, what it looks like its terminals (``grammatica.peg``); places and
numbers are read by :mod:`verordening.taal`, quotations here.

>>> [s.soort for s in symbolen("In artikel 2, eerste lid, wordt “a” telkens vervangen door “b”.")]
['IN', 'ADRES', 'KOMMA', 'WORDT', 'CITAAT', 'TELKENS', 'VERVANGEN_DOOR', 'CITAAT', 'PUNT']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from verordening.adres import Adres, Stap
from verordening.nummers import TELWOORDEN, getal_uit_rangtelwoord
from versies.opdracht.adressen import AANHALING, Plaats, lees_nummers, lees_plek, noemt_er_meer, soort_van
from versies.opdracht.vakken import soorten, symbolen_in
from versies.opdracht.woorden import een_van, eindsymbolen, namen, patroon

Nummers: TypeAlias = tuple[tuple[str, str], ...]
Waarde: TypeAlias = "str | int | Plaats | Nieuw | Nummers | tuple[str, ...]"


MEER = -1
"""More than one, and the sentence does not say how many: "de volgende begrippen"."""


@dataclass(frozen=True, slots=True)
class Nieuw:
    """ "twee leden": how many units of which kind (0 = any number, or ``MEER``); ``nummer`` when it is named ("een nieuw artikel 7a")."""

    aantal: int
    soort: str
    nummer: str = ""


@dataclass(frozen=True, slots=True)
class Symbool:
    """A terminal of the grammar with its words, its place (offset from 0 in the sentence) and its meaning.

    ``opmerking``: how it was read, when the source is not written as it should be, for the reader of the decision.
    """

    soort: str
    tekst: str
    begin: int
    waarde: Waarde
    opmerking: str = ""

    @property
    def plaats(self) -> Plaats:
        """The place that it names."""
        assert isinstance(self.waarde, Plaats)
        return self.waarde

    @property
    def woorden(self) -> str:
        """The words that it holds: of a quotation, of new text, of a name."""
        assert isinstance(self.waarde, str)
        return self.waarde


@dataclass(frozen=True, slots=True)
class Boom:
    """A branch of the tree of a sentence: the name of its rule, and its parts."""

    naam: str
    delen: tuple[Boom | Symbool, ...]

    @property
    def takken(self) -> list[Boom]:
        """The parts that are branches."""
        return [d for d in self.delen if isinstance(d, Boom)]

    def alle(self, *namen: str) -> Iterator[Boom]:
        """This branch and all below it; only those with one of some names, when names are given."""
        if not namen or self.naam in namen:
            yield self
        for tak in self.takken:
            yield from tak.alle(*namen)


class Onbegrepen(Exception):
    """Reading stopped at ``plek`` (offset in the sentence); ``open``: inside a quotation that is not closed."""

    def __init__(self, plek: int, reden: str = "", *, open: bool = False) -> None:
        self.plek, self.reden, self.open = plek, reden, open
        super().__init__(f"{plek}: {reden}")


@lru_cache(maxsize=512)
def _als(naam: str) -> tuple[str, ...]:
    """The symbols that a terminal is another spelling of."""
    return () if naam.startswith("ZWIJG") else tuple(naam.rstrip("0123456789").split("__"))


@lru_cache(maxsize=8)
def _van_rang(rang: int) -> tuple[str, ...]:
    gebruikt = {*soorten(), "PUNT"}
    return tuple(n for n, e in eindsymbolen().items() if e.rang == rang and (n in gebruikt or set(_als(n)) <= gebruikt))


# --- quotations -------------------------------------------------------------------------------------------------------


def citaat(zin: str, plek: int) -> tuple[str, int] | None:
    """The quotation that opens at ``plek``: (its words, position after the closing quote). Inner quotes are kept.

    Raises:
        Onbegrepen: it is not closed.

    >>> citaat("“de «wet»” vervalt", 0)
    ('de «wet»', 10)
    """
    opent = zin[plek]
    sluit = AANHALING.get(opent)
    if sluit is None:
        return None
    diep = 0
    for i in range(plek + 1, len(zin)):
        teken = zin[i]
        if teken in sluit:
            na = zin[i + 1 : i + 2]
            # Een apostrof in een woord ("foto’s", "’s-Gravenhage") sluit niet.
            if teken in "’'" and (na.isalpha() or (na == "" and i == plek + 1)):
                continue
            if diep and teken != opent:
                diep -= 1
                continue
            if i > plek + 1 or na != "":
                return zin[plek + 1 : i], i + 1
        elif teken == opent and opent not in sluit:
            diep += 1
    if (eind := _gemengd(zin, plek)) > 0:
        return Gemengd(zin[plek + 1 : eind]), eind + 1
    raise Onbegrepen(plek, reden="het aanhalingsteken wordt niet (of met een ander teken) gesloten", open=True)


def is_open(tekst: str) -> bool:
    """True for words that begin with a quotation mark which is not closed.

    >>> is_open("“de wet"), is_open("“de wet”."), is_open("de wet")
    (True, False, False)
    """
    kern = tekst.strip()
    try:
        return bool(kern) and kern[0] in AANHALING and citaat(kern, 0) is None
    except Onbegrepen:
        return True


class Gemengd(str):
    """Words between quotation marks that are no pair."""


_FAMILIE = {teken: rij for rij in ('„“”"«»', "‘’'‚") for teken in rij}


def _gemengd(zin: str, plek: int) -> int:
    """Where a quotation ends that another mark of the same kind closes (‘x'); 0 when more than one place can be its end."""
    familie = _FAMILIE.get(zin[plek], "")
    einden = [
        i
        for i in range(plek + 2, len(zin))
        if zin[i] in familie and not zin[i + 1 : i + 2].isalnum() and not zin[i - 1].isspace()
    ]
    # Een teken dat zelf weer opent, staat na wit; dan is het einde niet zeker.
    opent = [i for i in range(plek + 1, len(zin)) if zin[i] in familie and zin[i - 1].isspace()]
    eerste = next((i for i in einden if not any(plek < o < i for o in opent)), 0)
    twee = len(einden) > 1 and not any(eerste < o < einden[1] for o in opent)
    return 0 if twee or patroon("ACHTER_CITAAT").match(zin, eerste + 1) is None else eerste


# --- the sentence -----------------------------------------------------------------------------------------------------

_WIT = re.compile(r"[\s\u00a0]*")
_TEKENS = {"punt": ".", "puntkomma": ";", "komma": ",", "dubbelepunt": ":"}
_Gelezen: TypeAlias = tuple[list[Symbool], int]


def symbolen(zin: str) -> list[Symbool]:
    """The symbols of one sentence.

    Raises:
        Onbegrepen: at the first word that belongs to no slot and does not say nothing.
    """
    uit: list[Symbool] = []
    vorige, gehad = "", set[str]()
    plek = _sla_over(zin, 0)
    while plek < len(zin):
        gelezen = _volgend(zin, plek, vorige, gehad)
        if gelezen is None and zin[plek] == ",":
            gelezen = [Symbool("KOMMA", ",", plek, "")], plek + 1
        if gelezen is None and zin[plek] == ":" and vorige == "ADRES":
            gelezen = [], plek + 1  # «Artikel 5: vervalt»: achter een plaats zegt een dubbele punt niets.
        if gelezen is None:
            weet = "een begroting is geen regeling met artikelen; haar bedragen worden hier niet gewijzigd"
            raise Onbegrepen(plek, reden=weet if patroon("BEGROTING").match(zin, plek) else "")
        uit.extend(gelezen[0])
        gehad |= {s.soort for s in gelezen[0]}
        vorige = next((s.soort for s in uit[-1:]), "")
        plek = _sla_over(zin, gelezen[1])
    return _voorwerp(uit)


_ZONDER_WAT = (("GESCHRAPT",), ("VERVANGEN_DOOR", "LADING"))


def _voorwerp(reeks: list[Symbool]) -> list[Symbool]:
    """ "In artikel 6 lid 3 te laten vervallen": in front of an infinitive «lid 3» is what lapses, and «in artikel 6» says where.

    >>> [s.soort for s in symbolen("In artikel 6 lid 3 te laten vervallen.")], [s.soort for s in symbolen("In artikel 6 lid 3 vervalt.")]
    (['ADRES', 'WORDT', 'GESCHRAPT', 'PUNT'], ['IN', 'ADRES', 'VERVALT', 'PUNT'])
    """
    soorten_, werk = [s.soort for s in reeks], [s.begin for s in reeks[2:4]]
    if soorten_[:3] != ["IN", "ADRES", "WORDT"] or len(set(werk)) != 1 or len(reeks[1].plaats.adressen[0].stappen) < 2:
        return reeks
    return reeks[1:] if any(tuple(soorten_[3 : 3 + len(v)]) == v for v in _ZONDER_WAT) else reeks


def _sla_over(zin: str, plek: int) -> int:
    t = _WIT.match(zin, plek)
    return t.end() if t is not None else plek


def _volgend(zin: str, plek: int, vorige: str, gehad: Set[str]) -> _Gelezen | None:
    """What stands at a place, behind a kind of symbol and after some kinds; no symbols for words that say nothing."""
    if zin[plek] in AANHALING and (gelezen := citaat(zin, plek)) is not None:
        tekst = zin[plek : gelezen[1]]
        scheef = f"de aanhalingstekens in {tekst} vormen geen paar; gelezen is «{gelezen[0]}»"
        mis = scheef if isinstance(gelezen[0], Gemengd) else ""
        return [Symbool("CITAAT", tekst, plek, str(gelezen[0]), mis)], gelezen[1]
    if (
        zin[plek] == ":"
        and not (vorige in _VOOR_TEKST or "NIEUW" in gehad)
        and _is_heel_citaat(zin, _sla_over(zin, plek + 1))
    ):
        return [], plek + 1
    # «onder vernummering van 2.1.3 tot 2.1.4», «onder verlettering van b tot c»
    kaal = vorige == "ONDER_VERNUMMERING" and patroon("KAAL_NUMMER").match(zin, plek) is not None
    if (kaal or vorige in _VOOR_NUMMERS) and (
        nummers := lees_nummers(_tot(zin, plek, "TOT" if kaal else "NOG_EEN_TOT"), plek)
    ) is not None:
        return [Symbool("NUMMERS", zin[plek : nummers[1]], plek, nummers[0])], nummers[1]
    if (voor := _woord(zin, plek, vorige, gehad, 2)) is not None:
        return voor
    woord = _woord(zin, plek, vorige, gehad, 1)
    plaats = _plaats(zin, plek, gehad)
    if plaats is not None and (woord is None or plaats.einde > woord[1]):
        return [Symbool("ADRES", zin[plek : plaats.einde], plek, plaats)], plaats.einde
    return woord or _woord(zin, plek, vorige, gehad, 0)


_VOOR_TEKST = frozenset({"ALS_VOLGT_GEWIJZIGD", "WIJZIGT", "TE_LUIDEN"})
"""Behind these and a colon stands new text, or more instructions."""
_VOOR_NUMMERS = frozenset({"TOT", "VERNUMMERD", "AANGEPAST_IN"})
_VOOR_EEN_NUMMER = frozenset({"IN", "AAN", "VAN", "KOMMA", "VOORWAARDE", "TIJDSTIP"})
"""Behind these, or in front of all, a number with a stop in it is a place."""
_BIJZAAK = frozenset({"ONDER_TOEVOEGING", "ONDER_VERVANGING"})
"""Behind the place of a side condition, «, in» begins the place of the instruction itself."""
_OMNUMMERT = frozenset({"ONDER_VERNUMMERING", "VERNUMMERD"})
"""Behind these a place is followed by «tot» and a new number: «lid 3 tot 2» is no range there."""


def _tot(zin: str, plek: int, grens: str) -> str:
    """The sentence up to where a place or a row of numbers ends."""
    t = patroon(grens).search(zin, plek)
    return zin[: t.start()] if t is not None else zin


def _plaats(zin: str, plek: int, gehad: Set[str]) -> Plaats | None:
    if not gehad.isdisjoint(_OMNUMMERT):
        kort = _tot(zin, plek, "TOT")
        kleinste = lees_plek(kort, plek, "zin") if kort != zin else None
        if kleinste is not None:
            return kleinste
    if gehad <= _VOOR_EEN_NUMMER and patroon("GEPUNT_NUMMER").match(zin, plek) is not None:
        return _kaal_nummer(zin, plek)
    if not gehad.isdisjoint(_BIJZAAK):
        zin = _tot(zin, plek, "IN_ERNA")
    return lees_plek(zin, plek, "zin")  # «het derde tot tweede lid»: de soort staat pas achter «tot».


def _kaal_nummer(zin: str, plek: int) -> Plaats | None:
    """ "3.3 onder c": a number with a stop in it, and what is read behind it as behind «artikel»; which kind it is, says the text."""
    heel = lees_plek(f"artikel {zin[plek:]}", 0)
    if heel is None or heel.regeling or any(not a.artikel for a in heel.adressen):
        return None
    einde = plek + heel.einde - len("artikel ")
    nummer = patroon("GEPUNT_NUMMER").match(zin, plek)
    if any(patroon("ACHTER_EIGEN_NUMMER").match(zin, e) for e in (einde, nummer.end() if nummer else einde)):
        return None
    los = [[Adres((Stap("onderdeel", a.artikel), *a.stappen[1:])) for a in reeks] for reeks in heel.reeksen]
    return replace(heel, reeksen=tuple((van, tot) for van, tot in los), einde=einde)


def _is_heel_citaat(zin: str, plek: int) -> bool:
    """True when behind a colon stands a quotation ("vervangen door: “x” en …") that is the whole text."""
    if plek >= len(zin) or zin[plek] not in AANHALING:
        return False
    try:
        gelezen = citaat(zin, plek)
    except Onbegrepen:
        return False
    return gelezen is not None and patroon("ACHTER_CITAAT").match(zin, gelezen[1]) is not None


def _woord(zin: str, plek: int, vorige: str, gehad: Set[str], rang: int) -> _Gelezen | None:
    """The first terminal of a rank that fits and that can stand here."""
    eerste = een_van(_van_rang(rang)).match(zin, plek)
    if eerste is None or eerste.lastgroup is None:
        return None
    for naam in _van_rang(rang)[_van_rang(rang).index(eerste.lastgroup) :]:
        if not _kan(naam, vorige, gehad):
            continue
        t = patroon(naam).match(zin, plek)
        waarde = _BETEKENIS.get(naam, _letterlijk)(t) if t is not None else None
        if t is not None and waarde is not None:
            tekst, soorten = t.group().strip(" ,"), _als(naam)
            mis = _opmerking(naam, soorten, tekst, t)
            gelezen = [Symbool(s, tekst, plek, waarde, mis) for s in soorten], t.end()
            return _dieper(gelezen, zin) if naam == "ADRES3" else gelezen
    return None


@lru_cache(maxsize=512)
def _eisen(naam: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """What the file says must stand in front of a terminal: how, and which symbols."""
    uit = []
    for eis in filter(None, eindsymbolen()[naam].waar.split(", ")):
        hoe, *soorten_ = re.split(r" (?=[A-Z]|werkwoord)", eis)
        uit.append((hoe, frozenset[str]().union(*(symbolen_in(s) or {s} for n in soorten_ for s in n.split()))))
    return tuple(uit)


def _kan(naam: str, vorige: str, gehad: Set[str]) -> bool:
    """True when a terminal can stand behind a symbol, and behind all those before it."""
    for hoe, genoemd in _eisen(naam):
        raak = not gehad if "vooraan" in hoe else not ({vorige} if "achter" in hoe else gehad).isdisjoint(genoemd)
        if raak != (hoe in ("achter", "na", "vooraan")):
            return False
    return True


def _opmerking(naam: str, soorten: tuple[str, ...], tekst: str, t: re.Match[str]) -> str:
    if naam in ("REST", "CITAAT6", "CITAAT7", "CITAAT8", "CITAAT12"):
        return f"zonder dubbele punt of aanhalingstekens; gelezen is «{_letterlijk(t)}»"
    if naam == "ADRES2":
        return f"«{tekst}» is gelezen als de begripsomschrijving van «{t.group('waarde')}»"
    if not t.groupdict().get("slip"):
        return ""
    verder = "; wat er verder wordt gewijzigd, staat er niet" if "gewijzigd" in tekst and soorten[0] == "WORDT" else ""
    return f"«{tekst}» is gelezen als {namen()[soorten[0]]}{verder}"


def _letterlijk(t: re.Match[str]) -> Waarde | None:
    return next((w.strip() for n in ("waarde", "hoeveel", "los") if (w := t.groupdict().get(n))), "")


def _nieuw(t: re.Match[str]) -> Nieuw | None:
    eigen = next((s for s in ("begrip", "opschrift", "rij", "tabel", "tekst", "bepaling") if t.group(s)), "")
    soort = eigen or soort_van(t.group("wat"))
    telwoord, rang = t.group("n").lower(), getal_uit_rangtelwoord(t.group("rang") or "")
    aantal = _aantal(telwoord)
    een = telwoord in ("de", "het", "nieuw")
    if re.search("volgende|onderstaande", telwoord):
        aantal = MEER if noemt_er_meer(t.group("wat")) else 0
    elif een:
        aantal = 1
    if not soort or aantal is None or (t.group("rang") and rang is None):
        return None
    return Nieuw(aantal, soort, t.group("nr") or (str(rang) if rang else ""))


def _teken(t: re.Match[str]) -> str:
    teken = _TEKENS["".join(t.group("waarde").lower().split())]
    return f"{teken} {t.group('erbij')}" if t.group("erbij") else teken


def _maal(t: re.Match[str]) -> int | None:
    return _aantal(t.group("waarde").lower().replace("beide", "twee"))


def _aantal(woord: str) -> int | None:
    """A number in figures or words; more than three figures count nothing in a decision."""
    return int(woord) if woord.isdecimal() and len(woord) < 4 else TELWOORDEN.get(woord)


def _welk_bedrag(t: re.Match[str]) -> int:
    """0 = the only amount, -1 = each, n = the n-th."""
    if t.group("rang"):
        return getal_uit_rangtelwoord(t.group("rang")) or 0
    return -1 if t.group("waarde").lower() in ("bedragen", "tarieven", "percentages") else 0


def _afronding(t: re.Match[str]) -> str:
    """ "naar boven afgerond op € 0,05", with the step as a number."""
    waarde, naar = t.group("waarde").lower(), t.group("vooraf") or t.group("richting")
    stap = "1" if "euro" in waarde else re.sub(r"[^\d,]", "", waarde) or "0,01"
    return f", {f'naar {naar.lower()} ' if naar else ''}afgerond op {stap}"


def _genoemd(soort: str) -> Callable[[re.Match[str]], Plaats]:
    """The place that is called by its bare number or words."""

    def plaats(t: re.Match[str]) -> Plaats:
        woorden = [t.group("waarde")] if soort != "onderdeel" else re.findall(r"\d[\w.]*\w|\w", t.group("waarde"))
        # «4.1.b»: onderdeel b van 4.1
        delen = [re.split(r"\.(?=[a-z]\Z)", w) if soort == "onderdeel" else [w] for w in woorden]
        adressen = [Adres(tuple(Stap(soort, d) for d in deel)) for deel in delen]
        return Plaats(tuple((a, a) for a in adressen), einde=t.end())

    return plaats


def _bijlage(t: re.Match[str]) -> Plaats | None:
    plaats = lees_plek(t.group("waarde"), 0)
    return plaats and replace(plaats, einde=t.end())


def _dieper(gelezen: _Gelezen, zin: str) -> _Gelezen:
    """ "2.1, tweede alinea": a place without its kind, with a finer one behind it."""
    (nummer,), einde = gelezen
    komma = zin.startswith(", ", einde)
    if not (komma or zin.startswith(" lid ", einde)) or (fijn := lees_plek(zin, einde + 1 + komma, "zin")) is None:
        return gelezen
    if not fijn.adressen[0].stappen or fijn.zelf or fijn.adressen[0].artikel:
        return gelezen
    boven = nummer.plaats.adressen[0].stappen
    reeksen = tuple((Adres((*boven, *a.stappen)), Adres((*boven, *b.stappen))) for a, b in fijn.reeksen)
    plaats = replace(fijn, reeksen=reeksen)
    return [replace(nummer, tekst=zin[nummer.begin : fijn.einde], waarde=plaats)], fijn.einde


def _regeling(t: re.Match[str]) -> str | None:
    naam = t.group("waarde").strip()
    goed = patroon("REGELINGNAAM").match(naam) and not patroon("BEGROTING").match(naam)
    return naam if goed and not patroon("ZINSEINDE").search(naam) else None


def _is_plek(tekst: str) -> bool:
    """Whether words are a place and nothing else: «art. 4 lid 1» in front of an amount is no name beside it."""
    plek = lees_plek(tekst, 0)
    return plek is not None and plek.einde == len(tekst)


_BETEKENIS: dict[str, Callable[[re.Match[str]], Waarde | None]] = {
    "NIEUW": _nieuw,
    "TEKEN": _teken,
    "MAAL": _maal,
    "KEER": lambda t: getal_uit_rangtelwoord(t.group("waarde") or t.group("rang")),
    "BEDRAG": _welk_bedrag,
    **dict.fromkeys(("BEDRAG2", "BEDRAG3"), lambda t: 0),
    "AFGEROND": _afronding,
    **dict.fromkeys(("VAN_NAAR", "VAN_NAAR2", "VAN_NAAR5"), lambda t: (t.group("oud"), t.group("nieuw"))),
    "VAN_NAAR4": lambda t: (t.group("oud"), t.group("nieuw")) if t.group("wat") in (None, t.group("ook")) else None,
    "VAN_NAAR3": lambda t: None if _is_plek(t["naam"]) else (t.group("oud"), t.group("nieuw"), t.group("naam")),
    "ADRES2": _genoemd("begrip"),
    **dict.fromkeys(("ADRES3", "ADRES4", "ADRES6", "ADRES9", "ADRES10", "ADRES11"), _genoemd("onderdeel")),
    **dict.fromkeys(("ADRES5", "ADRES8"), _genoemd("rij")),
    "ADRES7": _bijlage,
    **dict.fromkeys(
        ("TEKST_VAN__ADRES12", "TEKST_VAN__ADRES13"), lambda t: Plaats(((Adres(), Adres()),), einde=t.end())
    ),
    "BIJGEVOEGD": lambda t: t.group("bijgevoegd") or t.group("waarde") or t.group("bijlage"),
    **dict.fromkeys(("REGELING2", "REGELING3", "REGELING4", "REGELING6"), _regeling),
}
"""What a terminal means; None when it is none after all. The others mean their words."""
