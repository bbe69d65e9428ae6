"""From the grammar's terminals to one fast matcher: the window in which a place can stand, and its tokens.

The patterns stand in ``grammatica.lark`` and nowhere else. :func:`venster` is one compiled pattern that eats the longest
run of terminals from an anchor on; :func:`tekens` splits such a run; :func:`soorten` gives separators, ordinals and
"van" the kind that the following word dictates, so that an LALR parser can decide with one token of lookahead.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from string import ascii_lowercase
from typing import NamedTuple

NAAM, ONBEKEND, VERVOLG, ZWIJG = "\ue000", "\ue002", "\ue003", "\ue004"
"""Private characters that stand for a regulation's name (behind, unknown), for the continuation of a list, and for words that
are no part of the place ("(nieuw)", a heading beside a number)."""

WIT = r"(?:[ \t]{1,3}(?:\n[ \t]{0,3})?|\n[ \t]{0,3})"
"""White space inside a reference: a few blanks, or one line end; an empty line always ends it."""

_AANHALING = frozenset("JCI WETTENURL BWB CVDR ECLI ELI PUBLICATIE EUROPEES".split())
"""Terminals that are found by themselves, before a place is read."""
_LOS = _AANHALING | frozenset("EUNUMMER NAAM ONBEKEND VERVOLG ZWIJG".split())
_ALLEEN_PLAATSEN = frozenset(
    """OPSCHRIFT CITEERTITEL CONSIDERANS TELT BEGRIP RIJ RIJNOEM RIJNAAM KOPRIJ BETREFT BEGRIPPENLOS BEGRIPLOS INOP OPGENOMEN VANIN
    ENIN STERNR""".split()
)
"""Terminals that are read only where a place is expected."""
_MAX_VENSTER = 400
_NIET_IN_TEKST, _NIET_IN_PLAATSEN = _AANHALING | _ALLEEN_PLAATSEN, _AANHALING | {"ALINEAHAAK", "VOORGAAND"}


class Teken(NamedTuple):
    """One token: kind, text and place in the fragment; of a term or a row also its words."""

    soort: str
    tekst: str
    begin: int
    eind: int
    waarden: tuple[str, ...] = ()


_maak = tuple.__new__


@lru_cache(maxsize=1)
def grammatica() -> str:
    """The text of the grammar file."""
    return resources.files(__package__).joinpath("grammatica.lark").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def eindsymbolen() -> dict[str, str]:
    """Terminal → regular expression, in the order of the file, which is the order of precedence."""
    gevonden = re.findall(r"^([A-Z]+): /(.*)/$", grammatica(), re.MULTILINE)
    return {naam: uitdrukking.replace(r"\/", "/") for naam, uitdrukking in gevonden}


@lru_cache(maxsize=64)
def patroon(naam: str) -> re.Pattern[str]:
    """One terminal, compiled."""
    return re.compile(eindsymbolen()[naam])


@lru_cache(maxsize=1)
def venster() -> re.Pattern[str]:
    """The longest run of terminals that may belong to a reference; at most 400 tokens."""
    teken = "|".join(u for naam, u in eindsymbolen().items() if naam not in _LOS | _ALLEEN_PLAATSEN)
    return re.compile(rf"(?:{WIT}?(?:{teken})){{1,{_MAX_VENSTER}}}")


@lru_cache(maxsize=2)
def _hoofdpatroon(weg: frozenset[str]) -> re.Pattern[str]:
    """White space and one of all terminals but some, in their order; the group that matched names the kind of a token."""
    takken = "|".join(f"(?P<{n}>{u})" for n, u in eindsymbolen().items() if n not in weg)
    return re.compile(f"{WIT}?+(?:{takken})")


_HEET = {"VANIN": "VAN", "ENIN": "EN", "STERNR": "NR", "TABELNAAM": "DEEL"}
"""Terminals that are another one where a place is expected."""


def tekens(fragment: str, begin: str = "verwijzing") -> list[Teken]:
    """Tokens of a fragment, up to the first place where none fits.

    >>> [t.soort for t in tekens("artikel 8, eerste lid")]
    ['ARTIKEL', 'NR', 'KOMMA', 'RANG', 'LID']
    """
    patroon_ = _hoofdpatroon(_NIET_IN_PLAATSEN if begin == "plaatsen" else _NIET_IN_TEKST)
    plek = 0
    uit: list[Teken] = []
    while raak := patroon_.match(fragment, plek):
        soort = raak.lastgroup or ""
        begin_, plek = raak.span(soort)
        if soort not in ("ZWIJG", "BEHORENDE"):
            waarden = _waarden(soort, raak[soort]) if soort in _ALLEEN_PLAATSEN else ()
            uit.append(_maak(Teken, (_HEET.get(soort, soort), raak[soort], begin_, plek, waarden)))
    return uit


_CITAAT = re.compile(r"[„“”\"«‘']([^„“”\"«»]{1,200}?)[”“\"»’'](?!\w)")
_BETREFT_TOT = re.compile(r"\s+en\s+(?=(?:de|het)\s+[A-Z])|,\s+(?=(?:de|het)\s+[A-Z])")
_LEIDT_IN = re.compile(
    r"\S+(?: (?:en|met) (?:de )?(?:daar)?bij(?:be)?horende (?:begrips)?omschrijving)?(?: van)?(?: het begrip| de begrippen)? ",
    re.I,
)
_LEIDT_RIJ_IN = re.compile(r"\S+ (?:(?:met|van|voor|bij|inzake|betreffende|over) )?(?:(?:de|het) )?(?:\w*code )?", re.I)


def _waarden(soort: str, woorden: str) -> tuple[str, ...]:
    """The terms, or the words of a row or column, that a token names."""
    if soort in ("BEGRIP", "RIJ"):
        return tuple(_CITAAT.findall(woorden))
    if soort == "KOPRIJ":
        return ("kop",)
    if soort == "RIJNAAM":
        naam = _LEIDT_RIJ_IN.sub("", woorden, count=1)
        return tuple(re.split(r",\s+|\s+en\s+", naam)) if woorden[:5].lower() == "rijen" else (naam,)
    if soort == "BETREFT":
        namen = woorden.split(" met betrekking tot ", 1)[1]
        return tuple(re.sub(r"^(?:de|het)\s+", "", n).strip() for n in _BETREFT_TOT.split(namen))
    if soort in ("BEGRIPPENLOS", "BEGRIPLOS"):
        termen = _LEIDT_IN.sub("", woorden, count=1)
        return tuple(re.split(r",\s+|\s+en\s+", termen)) if soort == "BEGRIPPENLOS" else (termen,)
    return ()


_SCHEIDT = {
    soort: regel.split()[0]
    for regel in """S_SCHAKEL ARTIKEL DEEL DEEL_KAAL DAT DIT VOORGAAND RANG_DEEL; S_NR NR TELWOORD; S_LID RANG_LID LID; S_ZIN
    RANG_ZIN ZIN; S_STREEP RANG_STREEP STREEP; S_OND ONDERDEEL AANHEF BEGRIP BETREFT BEGRIPLOS BEGRIPPENLOS RIJ
    RIJNOEM RIJNAAM KOPRIJ OPSCHRIFT; S_TELT TELT; S_LETTER LETTER SUBNR VERDER""".split(";")
    for soort in regel.split()[1:]
}
"""What a separator separates follows from the token behind it."""
_RANG_BIJ = {s: f"RANG_{s.removesuffix('_KAAL')}" for s in "LID ZIN STREEP DEEL DEEL_KAAL".split()}
_EENHEID = frozenset("ARTIKEL RANG_LID LID DAT DIT VOORGAAND ONDERDEEL RANG_ZIN RANG_STREEP AANHEF TELT".split())
_EENHEID |= frozenset("RIJ RIJNOEM RIJNAAM BEGRIP BEGRIPLOS BEGRIPPENLOS".split())


def soorten(reeks: list[Teken]) -> list[Teken]:
    """The same tokens with the kinds that the grammar declares; a separator that separates nothing disappears.

    >>> [t.soort for t in soorten(tekens("artikel 8, eerste en tweede lid, van de wet"))]
    ['ARTIKEL', 'NR', 'S_LID', 'RANG_LID', 'S_LID', 'RANG_LID', 'LID', 'VAN', 'DEWET']
    """
    heeft = {t.soort for t in reeks}
    reeks = _letters(reeks) if "LETTER" in heeft else reeks
    if "ONDERDEEL" in heeft or "RANG" in heeft or "SUBNR" in heeft:
        reeks = _bij_het_vorige(reeks)
    uit: list[Teken] = []
    rang = ""
    for plek in range(len(reeks) - 1, -1, -1):
        teken = reeks[plek]
        volgend = uit[-1].soort if uit else ""
        if volgend.startswith("S_") and teken.soort in ("EN", "KOMMA"):  # ", en": one separator
            uit[-1] = uit[-1]._replace(begin=teken.begin)
            continue
        soort = _soort(reeks, plek, uit, rang) if teken.soort in _HANGT_AF else teken.soort
        if not soort:
            continue
        if volgend == "DET" and _neemt_lidwoord(teken, soort):
            uit.pop()
        if soort in _RANG_BIJ:
            rang = _RANG_BIJ[soort]
        elif not soort.startswith(("RANG", "S_")) and soort not in ("TM", "DET"):
            rang = ""
        uit.append(teken if soort is teken.soort else _maak(Teken, (soort, *teken[1:])))
    uit.reverse()
    return _dieper(uit) if "DEEL" in heeft or "DEEL_KAAL" in heeft else uit


_HANGT_AF = frozenset("DEEL DEEL_KAAL RANG EN KOMMA VAN UITZ".split())


def _soort(reeks: list[Teken], plek: int, verder: list[Teken], rang: str) -> str:
    """The kind of a token that depends on those behind it (*verder*, the next one last); empty: it says nothing."""
    teken = reeks[plek]
    soort, volgend = teken.soort, verder[-1].soort if verder else ""
    achter = verder[-2:] if volgend == "DET" else verder[-1:]
    doel = achter[0].soort if achter and achter[0].soort != "DET" else ""
    if soort in ("DEEL", "DEEL_KAAL"):
        return "DEEL" if volgend == "NR" or (volgend == "LETTER" and verder[-1].tekst.isupper()) else "DEEL_KAAL"
    if soort == "RANG":
        return rang or _los_rangtelwoord(reeks, plek)
    if soort == "KOMMA" and volgend in ("VAN", "VAN_DEEL", "VAN_EENHEID", "NAAM", "EV", "UITZ", "DAARVAN"):
        return ""
    if soort in ("EN", "KOMMA"):
        if doel == "NR" and _noemt_artikel(verder, reeks[:plek]):
            return "S_ARTIKEL"
        # «… en (in) het opschrift»: nog een plaats.
        return "S_SCHAKEL" if (soort, doel) == ("EN", "OPSCHRIFT") else _SCHEIDT.get(doel, soort)
    if soort == "VAN" and teken.tekst.lower() == "in" and plek and reeks[plek - 1].soort == "KOMMA":
        return ""  # «bijlage 1, in de rij “x”»: van buiten naar binnen, zoals zonder «in».
    if soort == "VAN":
        return _waarvan(doel, achter)
    if volgend in ("ARTIKEL", "DEEL") and teken.tekst[0] in "mMuU":
        return "S_SCHAKEL"  # «de artikelen 3 tot en met 9, met uitzondering van artikel 6, van de wet»
    return soort


def _neemt_lidwoord(teken: Teken, soort: str) -> bool:
    """Whether a token of this kind takes the article behind it: «tot en met de laatste volzin», «in verbinding met het derde lid»."""
    if teken.soort == "VAN":
        return soort != "VAN"
    return soort in ("TM", "S_SCHAKEL") or (soort == "S_LID" and teken.tekst[:3].lower() in ("in ", "jun", "jo"))


def _waarvan(doel: str, volgende: list[Teken]) -> str:
    """The kind of "van" before a token of kind *doel*; *volgende*: that token, first."""
    vast = doel == "DEEL_KAAL" and deelsoort(volgende[0].tekst) in ("bijlage", "tabel")
    if vast or doel in ("DEEL", "RANG_DEEL"):
        return "VAN_DEEL"
    return "VAN_EENHEID" if doel in _EENHEID else "VAN"


_GROOT = tuple(
    (woord.split("=")[0], woord.split("=")[-1])
    for woord in """bijlage tarieventabel=bijlage legestarieventabel=bijlage boek deel delen=deel hoofdstuk titel onderafdeling=afdeling
    afdeling paragra=paragraaf §=paragraaf subparagra=subparagraaf sub-paragra=subparagraaf tabel""".split()
)
RANGORDE = {soort: n for n, (_, soort) in enumerate(_GROOT)} | {"artikel": 20}
_TITEL = RANGORDE["titel"]
"""In a schedule of fees a titel holds hoofdstukken: «titel 2, hoofdstuk 3»."""
_MEERVOUD = re.compile(r"(?:en|s|§)\Z")


@lru_cache(maxsize=1024)
def deelsoort(woord: str) -> str:
    """Kind of larger unit that a noun names, singular or plural."""
    laag = woord.lower()
    anders = "tabel" if laag.endswith("tabel") else laag
    return next((soort for begin, soort in _GROOT if laag.startswith(begin)), anders)


def is_meervoud(woord: str) -> bool:
    """Whether a noun means several larger units of which, without numbers, nobody can say which; annexes are all of them.

    >>> [is_meervoud(w) for w in ("titels", "afdelingen", "titel", "bijlagen")]
    [True, True, False, False]
    """
    return _MEERVOUD.search(woord) is not None and deelsoort(woord) != "bijlage"


def _dieper(reeks: list[Teken]) -> list[Teken]:
    """ "hoofdstuk 3, paragraaf 3.2": a comma, or nothing, between one larger unit and a smaller one says that it lies inside; not so in
    "afdeling 5 van hoofdstuk 2, afdeling 6 van hoofdstuk 3"."""
    uit: list[Teken] = []
    boven, eerder, in_artikel = -1, -1, False
    for teken in reeks:
        vorige = uit[-1] if uit else None
        komma = vorige is not None and vorige.tekst == "," and teken.begin - vorige.eind <= 2
        if in_artikel and komma and teken.soort in ("DEEL", "DEEL_KAAL") and deelsoort(teken.tekst) == "tabel":
            uit[-1] = uit[-1]._replace(soort="S_TABEL")
        elif teken.soort in ("DEEL", "ARTIKEL") and teken.tekst.lower() not in ("artikelen", "artt."):
            in_artikel = teken.soort == "ARTIKEL"
            rang = RANGORDE.get("artikel" if in_artikel else deelsoort(teken.tekst), -1)
            if vorige is not None and vorige.soort == "VAN_DEEL":
                eerder = boven
            elif (0 <= boven < rang != eerder or (boven == _TITEL > rang >= 0 and komma)) and vorige is not None:
                if komma and vorige.soort == "S_SCHAKEL":
                    uit[-1] = vorige._replace(soort="S_DIEP")
                elif vorige.soort in ("NR", "LETTER"):
                    uit.append(Teken("S_DIEP", "", teken.begin, teken.begin))
            boven = -1 if in_artikel or _MEERVOUD.search(teken.tekst) else rang
        elif (voor := _voor_de_rang(uit)) > 0 and 0 <= boven < RANGORDE.get(deelsoort(teken.tekst), -1):
            uit[voor] = uit[voor]._replace(soort="S_DIEP")  # «bijlage 1, tweede tabel»
        elif teken.soort == "DEEL_KAAL" and deelsoort(teken.tekst) == "bijlage":
            boven = RANGORDE["bijlage"]  # «de bijlage, hoofdstuk 1»
        elif teken.soort in ("EN", "TM", "S_NR", "RANG_LID", "LID", "ONDERDEEL"):
            boven = -1
        uit.append(teken)
    return uit


def _voor_de_rang(uit: list[Teken]) -> int:
    """Where the comma stands in front of "tweede" or "tweede en derde" at the end; 0 when there is none."""
    plek = len(uit) - 1
    while plek > 1 and uit[plek].soort == uit[plek - 2].soort == "RANG_DEEL":
        plek -= 2
    return plek - 1 if plek > 0 and uit[plek].soort == "RANG_DEEL" and uit[plek - 1].tekst == "," else 0


def _vorige(voor: list[Teken]) -> Teken | None:
    return next((t for t in reversed(voor) if t.soort not in ("EN", "KOMMA", "TM")), None)


_MET_PUNTEN = re.compile(r"\d{1,2}(?:[.:]\d{1,3}){1,4}[a-z]?")  # een regel van een tarieventabel: «onderdeel 1.2.1»


def _is_tariefnummer(teken: Teken, voor: list[Teken]) -> bool:
    """True for such a number right behind "onderdeel", or in a row of them; "onderdelen b en d, en 2.163" goes on with an artikel."""
    vorige = _vorige(voor)
    los = vorige is not None and (vorige.soort == "ONDERDEEL" or _MET_PUNTEN.fullmatch(vorige.tekst) is not None)
    return los and _MET_PUNTEN.fullmatch(teken.tekst) is not None


def _noemt_artikel(verder: list[Teken], voor: list[Teken]) -> bool:
    """Whether a number behind leden, the last of *verder*, is an artikel: "2.2 lid 1 en 2.3", "2 lid 1, 3 lid 2", "artikelen 7 lid 2 en 8"."""
    rij = [t for t in voor if t.soort not in ("EN", "KOMMA", "TM")]
    lid = max((n for n, t in enumerate(rij) if t.soort != "NR"), default=-1)
    if not 0 <= lid < len(rij) - 1 or rij[lid].soort != "LID":
        return False
    nummer, artikel = verder[-1].tekst, rij[lid - 1].tekst if lid else ""
    meer = any(t.soort == "ARTIKEL" and t.tekst.lower() in ("artikelen", "artt.") for t in voor)
    hoger = nummer.isdecimal() and artikel.isdecimal() and int(nummer) > max(int(artikel), 0 if meer else 14)
    anders = _MET_PUNTEN.match(nummer) is not None and not _MET_PUNTEN.match(rij[lid + 1].tekst)
    return hoger or anders or [t.soort for t in verder[-3:-1]] == ["NR", "LID"]


def _is_artikel(cijfers: str, voor: list[Teken]) -> bool:
    """Whether "19o" is an artikel, not 19°: right behind the word, or behind "19n"."""
    vorige = _vorige(voor) or voor[0]
    return vorige.soort == "ARTIKEL" or (vorige.soort == "NR" and vorige.tekst[:-1] == cijfers)


def _gaat_verder(voor: list[Teken]) -> bool:
    """Whether a capital goes on a row of onderdelen of which the last one was named with a lid: "onderdelen C, F, eerste lid, H"."""
    rij = [t for t in voor if t.soort not in ("EN", "KOMMA", "TM", "DET")]
    in_lid = False
    while rij and rij[-1].soort in ("RANG", "LID", "NR"):
        in_lid |= rij.pop().soort == "LID"
    return in_lid and bool(rij) and rij[-1].soort in ("LETTER", "VERDER") and rij[-1].tekst.isupper()


def _letters(reeks: list[Teken]) -> list[Teken]:
    """A capital in a row of larger units is a number ("hoofdstukken G en H"); so is a letter one blank behind an artikel ("artikel 29 a")."""
    uit: list[Teken] = []
    kop = ""
    for teken in reeks:
        if teken.soort in ("ARTIKEL", "DEEL"):
            kop = teken.soort
        elif teken.soort not in ("NR", "LETTER", "EN", "KOMMA", "TM"):
            kop = kop if teken.soort in ("RANG", "LID") else ""
        elif teken.soort == "LETTER" and kop == "DEEL" and teken.tekst[0].isupper():
            teken = teken._replace(soort="NR")
        elif (
            kop == "ARTIKEL"
            and uit[-1].tekst.isdecimal()
            and teken.tekst in ascii_lowercase
            and teken.begin == uit[-1].eind + 1
        ):
            teken = Teken("NR", uit[-1].tekst + teken.tekst, uit.pop().begin, teken.eind)
        uit.append(teken)
    return uit


def _bij_het_vorige(reeks: list[Teken]) -> list[Teken]:
    """What the words before decide: inside "onderdeel" a capital is a letter (onderdelen I en K) and a plain number a
    sub-number (onder 1, 2 of 3); "17e" behind "artikel" or before "eerste lid" is an article, not an ordinal."""
    uit: list[Teken] = []
    in_onderdeel = romeins = False
    for plek, teken in enumerate(reeks):
        if teken.soort == "NR" and uit and uit[-1].soort == "ARTIKEL":
            romeins = teken.tekst.isalpha()
        letters = teken.soort == "NR" and in_onderdeel and teken.tekst.isalpha()
        if letters and (not romeins or teken.tekst[1:] in ("", "C")):  # artikel XC noemt niemand, onderdeel CC wel
            teken = teken._replace(soort="LETTER")
        elif teken.soort == "NR" and in_onderdeel and _telt_door(reeks, plek, uit):
            teken = teken._replace(soort="SUBNR")
        elif teken.soort == "RANG" and teken.tekst[-1] == "e" and teken.tekst[:-1].isdecimal():
            volgende = next((t for t in reeks[plek + 1 : plek + 4] if t.soort not in ("EN", "KOMMA", "TM")), None)
            rang = volgende is not None and volgende.soort == "RANG" and not volgende.tekst[0].isdecimal()
            if rang or (uit and uit[-1].soort == "ARTIKEL"):
                teken = teken._replace(soort="NR")
        elif teken.soort == "SUBNR" and teken.tekst[-1] == "o" and uit and _is_artikel(teken.tekst[:-1], uit):
            teken = teken._replace(soort="NR")
        elif teken.soort == "NR" and in_onderdeel and _is_tariefnummer(teken, uit):
            teken = teken._replace(soort="SUBNR")
        elif teken.tekst.isupper() and teken.soort in ("NR", "LETTER") and _gaat_verder(uit):
            teken = teken._replace(soort="VERDER")
        if teken.soort not in ("EN", "KOMMA", "TM", "LETTER", "SUBNR"):
            in_onderdeel = teken.soort in ("ONDERDEEL", "VERDER")
        uit.append(teken)
    return uit


def _los_rangtelwoord(reeks: list[Teken], plek: int) -> str:
    """An ordinal without a noun: "onder 1e" is a sub-number, "18d of 18e" an article."""
    if not reeks[plek].tekst[0].isdecimal():
        return "RANG"
    voor = _vorige(reeks[:plek])
    return "SUBNR" if voor is not None and voor.soort in ("ONDERDEEL", "LETTER", "SUBNR") else "NR"


def _telt_door(reeks: list[Teken], plek: int, voor: list[Teken]) -> bool:
    """Whether a plain number goes on a list of sub-numbers: "onder 1, 2 of 3", but not "onderdeel b, 35, vierde lid"."""
    vorige = _vorige(voor)
    volgende = next((t.soort for t in reeks[plek + 1 : plek + 3] if t.soort != "KOMMA"), "")
    if not (reeks[plek].tekst.isdecimal() and len(reeks[plek].tekst) <= 3):
        return False
    if vorige is None or (vorige.soort == "SUBNR" and volgende in ("RANG", "ONDERDEEL")):
        return False
    return vorige.soort == "ONDERDEEL" or (vorige.soort == "SUBNR" and vorige.tekst.isdecimal())
