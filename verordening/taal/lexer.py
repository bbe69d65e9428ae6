"""From the grammar's terminals to one fast matcher: the window in which a place can stand, and its tokens.

The patterns stand in ``grammatica.peg`` and nowhere else. :func:`venster` is one compiled pattern that eats the longest
run of terminals from an anchor on; :func:`tekens` splits such a run; :func:`soorten` gives a number, a letter and a larger unit
the kind that its words and the tokens before it dictate. What the words behind decide, the rules of the grammar see themselves.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from itertools import pairwise
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
    return resources.files(__package__).joinpath("grammatica.peg").read_text(encoding="utf-8")


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
            waarden = _waarden(soort, raak) if soort in _ALLEEN_PLAATSEN else ()
            uit.append(_maak(Teken, (_HEET.get(soort, soort), raak[soort], begin_, plek, waarden)))
    return uit


_CITAAT = re.compile(r"[„“”\"«‘']([^„“”\"«»]{1,200}?)[”“\"»’'](?!\w)")
_EN_DAN = {"BETREFT": re.compile(r"(?:\s+en|,)\s+(?=(?:de|het)\s+[A-Z])")} | dict.fromkeys(
    ("BEGRIPPENLOS", "RIJNAAM"), re.compile(r",\s+|\s+en\s+")
)
"""What stands between the names in a row."""


def _waarden(soort: str, raak: re.Match[str]) -> tuple[str, ...]:
    """The terms, or the words of a row or column, that a token names."""
    if soort in ("BEGRIP", "RIJ"):
        return tuple(_CITAAT.findall(raak[soort]))
    if soort == "KOPRIJ":
        return ("kop",)
    namen = raak.groupdict().get(soort.lower())
    if namen is None:
        return ()
    if soort not in _EN_DAN or (soort == "RIJNAAM" and raak[soort][:5].lower() != "rijen"):
        return (namen,)
    delen = _EN_DAN[soort].split(namen)
    return tuple(re.sub(r"^(?:de|het)\s+", "", d).strip() for d in delen) if soort == "BETREFT" else tuple(delen)


def soorten(reeks: list[Teken]) -> list[Teken]:
    """The same tokens as the rules know them: what their words and the tokens before them decide is in their kind.

    >>> [t.soort for t in soorten(tekens("artikel 8, eerste, en tweede lid, in bijlage 1"))]
    ['ARTIKEL', 'CIJFER', 'KOMMA', 'RANG', 'EN', 'RANG', 'LID', 'KOMMA']
    """
    uit: list[Teken] = []
    romeins = False
    for teken in reeks:
        vorige = uit[-1] if uit else _GEEN
        if vorige.soort in _SCHEIDT and teken.soort in ("EN", "KOMMA", "UITZ"):  # ", en": one separator
            teken = teken._replace(begin=uit.pop().begin)
        if teken.soort == "VAN" and vorige.soort == "KOMMA" and teken.tekst.lower() == "in":
            continue  # «bijlage 1, in de rij “x”»: van buiten naar binnen, zoals zonder «in».
        if vorige.soort == "ARTIKEL":
            romeins = teken.tekst.isalpha()
        fijn = _fijn(teken, uit, romeins) if teken.soort in _FIJNER else teken.soort
        uit.append(teken if fijn is teken.soort else _maak(Teken, (fijn, *teken[1:])))
    return _dieper(uit) if any(t.soort in _DELEN for t in uit) else uit


_GEEN = Teken("", "", 0, 0)
_SCHEIDT = frozenset({"EN", "KOMMA", "SAMEN"})
_FIJNER = frozenset("EN UITZ DEEL RANG SUBNR NR LETTER".split())
_TARIEF = re.compile(r"\d{1,2}(?:[.:]\d{1,3}){1,4}[a-z]?")
"""The number of a line of a schedule of fees: «onderdeel 1.2.1»."""


def _fijn(teken: Teken, voor: list[Teken], romeins: bool) -> str:
    """The kind of a token where its words make a difference, and of a number the words before it.

    Args:
        voor: the tokens before it.
        romeins: the artikelen have Roman numbers, so that a capital numeral is one of them.
    """
    soort, tekst, vorige = teken.soort, teken.tekst, voor[-1] if voor else _GEEN
    if soort == "EN":
        return "SAMEN" if tekst[:3].lower() in ("in ", "jun", "jo") else soort
    if soort == "UITZ":
        return "MINUS" if tekst[0] in "mMuU" else soort
    if soort == "DEEL":
        return {"bijlage": "BIJLAGE", "tabel": "TABEL"}.get(deelsoort(tekst), soort)
    if soort == "RANG":  # «artikel 17e»
        return soort if not tekst[0].isdecimal() else "NR" if vorige.soort == "ARTIKEL" else "RANGNR"
    if soort == "SUBNR":  # «artikel 19o», en achter 19n
        zelfde = vorige.tekst[:-1] == tekst[:-1] and vorige.soort == "NR"
        return "NR" if tekst[-1] == "o" and (vorige.soort == "ARTIKEL" or zelfde) else soort
    if tekst.isupper() and tekst.isalpha() and _gaat_verder(voor):
        return "VERDER"
    if soort == "LETTER":
        if vorige.tekst.isdecimal() and tekst in ascii_lowercase and teken.begin == vorige.eind + 1:
            return "BIJLETTER"  # «artikel 29 a»
        return "HOOFDLETTER" if tekst[0].isupper() else soort
    if tekst.isalpha():  # artikel XC noemt niemand, onderdeel CC wel
        return soort if romeins and tekst[1:] not in ("", "C") else "HOOFD"
    if tekst.isdecimal() and vorige.soort in _SCHEIDT and _hoger(int(tekst), voor):
        return "HOGER"
    if tekst.isdecimal() and len(tekst) <= 3:
        return "CIJFER"
    return "TARIEF" if _TARIEF.fullmatch(tekst) else soort


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
    """ "hoofdstuk 3, paragraaf 3.2": a comma, or nothing, between one larger unit and a smaller one says that it lies inside.

    Not so in "afdeling 5 van hoofdstuk 2, afdeling 6 van hoofdstuk 3": what was just said to lie in it, comes beside.
    """
    uit: list[Teken] = []
    boven, eerder, in_artikel = -1, -1, False
    for teken, volgende in pairwise((*reeks, _GEEN)):
        vorige = uit[-1] if uit else _GEEN
        komma = vorige.tekst == "," and teken.begin - vorige.eind <= 2
        artikel = teken.soort == "ARTIKEL" and teken.tekst.lower() not in _ARTIKELEN
        deel = teken.soort in _DELEN
        rang = RANGORDE.get(deelsoort(teken.tekst) if deel else "artikel", -1)
        if in_artikel and komma and teken.soort == "TABEL":
            uit[-1] = vorige._replace(soort="S_TABEL")
        elif artikel or (deel and volgende.soort in _GENUMMERD):
            in_artikel = artikel
            if deel and "VAN" in (vorige.soort, uit[-2].soort if vorige.soort == "DET" and len(uit) > 1 else ""):
                eerder = boven
            elif 0 <= boven < rang != eerder or (boven == _TITEL > rang >= 0 and komma):
                if komma:
                    uit[-1] = vorige._replace(soort="S_DIEP")
                elif vorige.soort in _GENUMMERD:
                    uit.append(Teken("S_DIEP", "", teken.begin, teken.begin))
            boven = -1 if artikel or _MEERVOUD.search(teken.tekst) else rang
        elif deel and 0 <= boven < rang and (voor := _voor_de_rang(uit)):
            uit[voor] = uit[voor]._replace(soort="S_DIEP")  # «bijlage 1, tweede tabel»
        elif teken.soort == "BIJLAGE":
            boven = rang  # «de bijlage, hoofdstuk 1»
        elif teken.soort in _SLUIT or (teken.soort in _GENUMMERD and vorige.soort in _SCHEIDT):
            boven = -1
        uit.append(teken)
    return uit


_SLUIT = frozenset({"TM", "LID", "ONDERDEEL"})
"""Behind these what follows stands beside the larger unit, not in it."""
_ARTIKELEN = ("artikelen", "artt.")
_DELEN = frozenset({"DEEL", "BIJLAGE", "TABEL"})
_NUMMERS = frozenset("NR CIJFER HOGER TARIEF HOOFD".split())
_GENUMMERD = _NUMMERS | {"HOOFDLETTER", "RANGNR", "BIJLETTER"}
_LEDEN = _NUMMERS | {"RANG", "RANGNR", "LID"}
_TUSSEN = _SCHEIDT | {"TM", "DET"}


def _voor_de_rang(uit: list[Teken]) -> int:
    """Where the comma stands in front of "tweede" or "tweede en derde" at the end; 0 when there is none."""
    plek = len(uit) - 1
    while plek > 1 and uit[plek].soort == uit[plek - 2].soort == "RANG":
        plek -= 2
    return plek - 1 if plek > 0 and uit[plek].soort == "RANG" and uit[plek - 1].tekst == "," else 0


def _hoger(nummer: int, voor: list[Teken]) -> bool:
    """Whether a number behind the leden of an artikel is the next artikel, for it is higher: "de artikelen 7 lid 2 en 8"."""
    rij = [t for t in voor if t.soort not in _TUSSEN]
    lid = max((n for n, t in enumerate(rij) if t.soort not in _NUMMERS), default=0)
    if not 0 < lid < len(rij) - 1 or rij[lid].soort != "LID" or not rij[lid - 1].tekst.isdecimal():
        return False
    meer = any(t.soort == "ARTIKEL" and t.tekst.lower() in _ARTIKELEN for t in voor)
    return nummer > max(int(rij[lid - 1].tekst), 0 if meer else 14)


def _gaat_verder(voor: list[Teken]) -> bool:
    """Whether a capital goes on a row of onderdelen of which the last one was named with a lid: "onderdelen C, F, eerste lid, H"."""
    rij = [t for t in voor if t.soort not in _TUSSEN]
    in_lid = False
    while rij and rij[-1].soort in _LEDEN:
        in_lid |= rij.pop().soort == "LID"
    letters = len(rij)
    while rij and rij[-1].soort in ("HOOFDLETTER", "HOOFD"):
        rij.pop()
    return in_lid and bool(rij) and (rij[-1].soort == "VERDER" or (rij[-1].soort == "ONDERDEEL" and len(rij) < letters))
