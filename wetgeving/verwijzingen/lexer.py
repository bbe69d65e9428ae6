"""From the grammar's terminals to one fast matcher: the window in which a reference can stand, and its tokens.

The patterns stand in ``grammatica.lark`` and nowhere else. :data:`venster` is one compiled pattern that eats the longest
run of terminals from an anchor on; :func:`tekens` splits such a run; :func:`soorten` gives separators, ordinals and
"van" the kind that the following word dictates, so that an LALR parser can decide with one token of lookahead.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from wetgeving.verwijzingen.patronen import klein, samengevoegd, vertak

__all__ = [
    "NAAM",
    "ONBEKEND",
    "VERVOLG",
    "VOORNAAM",
    "Teken",
    "eindsymbolen",
    "patroon",
    "soorten",
    "tekens",
    "venster",
]

NAAM, VOORNAAM, ONBEKEND, VERVOLG = "\ue000", "\ue001", "\ue002", "\ue003"
"""Private characters that stand for a regulation's name (behind, before, unknown) and for the continuation of a list."""

WIT = r"(?:[ \t]{1,3}(?:\n[ \t]{0,3})?|\n[ \t]{0,3})"
"""White space inside a reference: a few blanks, or one line end; an empty line always ends it."""

_LOS = frozenset(
    {
        "JCI",
        "WETTENURL",
        "BWB",
        "CVDR",
        "ECLI",
        "ELI",
        "PUBLICATIE",
        "EUROPEES",
        "NAAM",
        "VOORNAAM",
        "ONBEKEND",
        "VERVOLG",
    }
)
_MAX_VENSTER = 400


class Teken(NamedTuple):
    """One token: kind, text and place in the fragment."""

    soort: str
    tekst: str
    begin: int
    eind: int


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
    """The longest run of terminals that may belong to a reference, in lower-case text; at most 400 tokens.

    It may run too far (it knows no capitals), never stop too early: :func:`tekens` decides on the text itself.
    """
    takken = [tak for naam, u in eindsymbolen().items() if naam not in _LOS for tak in vertak(klein(u))]
    teken = samengevoegd(takken)
    return re.compile(rf"(?:{teken})(?:{WIT}?(?:{teken})){{0,{_MAX_VENSTER}}}")


@lru_cache(maxsize=1)
def _hoofdpatroon() -> re.Pattern[str]:
    delen = (f"(?P<{naam}>{u})" for naam, u in eindsymbolen().items())
    return re.compile("|".join(delen))


def tekens(fragment: str) -> list[Teken]:
    """Tokens of a fragment, up to the first place where none fits.

    >>> [t.soort for t in tekens("artikel 8, eerste lid")]
    ['ARTIKEL', 'NR', 'KOMMA', 'RANG', 'LID']
    """
    hoofd, wit = _hoofdpatroon(), re.compile(WIT)
    plek, uit = 0, []
    while plek < len(fragment):
        if spatie := wit.match(fragment, plek):
            plek = spatie.end()
        raak = hoofd.match(fragment, plek)
        if raak is None or raak.end() == plek:
            break
        uit.append(Teken(raak.lastgroup or "", raak.group(), plek, raak.end()))
        plek = raak.end()
    return uit


_SCHEIDT = {
    "ARTIKEL": "S_SCHAKEL",
    "DEEL": "S_SCHAKEL",
    "DEEL_KAAL": "S_SCHAKEL",
    "DAT": "S_SCHAKEL",
    "DIT": "S_SCHAKEL",
    "RANG_DEEL": "S_SCHAKEL",
    "NR": "S_NR",
    "RANG_LID": "S_LID",
    "LID": "S_LID",
    "RANG_ZIN": "S_ZIN",
    "ZIN": "S_ZIN",
    "RANG_STREEP": "S_STREEP",
    "STREEP": "S_STREEP",
    "ONDERDEEL": "S_OND",
    "AANHEF": "S_OND",
    "LETTER": "S_LETTER",
    "SUBNR": "S_LETTER",
}
_RANG_BIJ = {
    "LID": "RANG_LID",
    "ZIN": "RANG_ZIN",
    "STREEP": "RANG_STREEP",
    "DEEL": "RANG_DEEL",
    "DEEL_KAAL": "RANG_DEEL",
}
_EENHEID = frozenset({"ARTIKEL", "RANG_LID", "LID", "DAT", "DIT", "ONDERDEEL", "RANG_ZIN", "RANG_STREEP", "AANHEF"})


def soorten(reeks: list[Teken]) -> list[Teken]:
    """The same tokens with the kinds that the grammar declares; a separator that separates nothing disappears.

    >>> [t.soort for t in soorten(tekens("artikel 8, eerste en tweede lid, van de wet"))]
    ['ARTIKEL', 'NR', 'S_LID', 'RANG_LID', 'S_LID', 'RANG_LID', 'LID', 'VAN', 'DEWET']
    """
    reeks = _bij_het_vorige(reeks)
    uit: list[Teken] = []
    volgend, na_lidwoord, rang = "", "", ""
    for plek in range(len(reeks) - 1, -1, -1):
        teken = reeks[plek]
        soort = teken.soort
        if soort in ("DEEL", "DEEL_KAAL"):
            soort = "DEEL" if volgend == "NR" or (volgend == "LETTER" and uit[-1].tekst.isupper()) else "DEEL_KAAL"
        elif soort == "RANG":
            soort = rang or _los_rangtelwoord(reeks, plek)
        elif soort in ("EN", "KOMMA"):
            doel = na_lidwoord if volgend == "DET" else volgend
            if volgend.startswith("S_"):  # ", en": one separator
                uit[-1] = uit[-1]._replace(begin=teken.begin)
                continue
            if soort == "KOMMA" and volgend in ("VAN", "VAN_DEEL", "VAN_EENHEID", "NAAM", "EV", "UITZ"):
                continue
            soort = _SCHEIDT.get(doel, soort)
            if soort == "S_SCHAKEL" and volgend == "DET":
                uit.pop()
        elif soort == "VAN":
            doel = na_lidwoord if volgend == "DET" else volgend
            if doel in ("DEEL", "RANG_DEEL"):
                soort = "VAN_DEEL"
            elif doel in _EENHEID:
                soort = "VAN_EENHEID"
            if soort != "VAN" and volgend == "DET":
                uit.pop()
        if soort in _RANG_BIJ:
            rang = _RANG_BIJ[soort]
        elif not soort.startswith(("RANG", "S_")) and soort not in ("TM", "DET"):
            rang = ""
        if soort == "DET":
            na_lidwoord = volgend
        uit.append(teken._replace(soort=soort))
        volgend = soort
    uit.reverse()
    return uit


def _bij_het_vorige(reeks: list[Teken]) -> list[Teken]:
    """What the words before decide: inside "onderdeel" a capital is a letter (onderdelen I en K) and a plain number a
    sub-number (onder 1, 2 of 3); "17e" behind "artikel" or before "eerste lid" is an article, not an ordinal."""
    uit: list[Teken] = []
    in_onderdeel = False
    for plek, teken in enumerate(reeks):
        if teken.soort == "NR" and in_onderdeel and teken.tekst.isalpha():
            teken = teken._replace(soort="LETTER")
        elif teken.soort == "NR" and in_onderdeel and teken.tekst.isdigit() and _telt_door(reeks, plek, uit):
            teken = teken._replace(soort="SUBNR")
        elif teken.soort == "RANG" and teken.tekst[-1] == "e" and teken.tekst[:-1].isdigit():
            volgende = next((t for t in reeks[plek + 1 : plek + 4] if t.soort not in ("EN", "KOMMA", "TM")), None)
            if (uit and uit[-1].soort == "ARTIKEL") or (
                volgende is not None and volgende.soort == "RANG" and not volgende.tekst[0].isdigit()
            ):
                teken = teken._replace(soort="NR")
        if teken.soort not in ("EN", "KOMMA", "TM", "LETTER", "SUBNR"):
            in_onderdeel = teken.soort == "ONDERDEEL"
        uit.append(teken)
    return uit


def _los_rangtelwoord(reeks: list[Teken], plek: int) -> str:
    """An ordinal without a noun: "onder 1e" is a sub-number, "18d of 18e" an article."""
    if not reeks[plek].tekst[0].isdigit():
        return "RANG"
    voor = next((t.soort for t in reversed(reeks[:plek]) if t.soort not in ("EN", "KOMMA", "TM")), "")
    return "SUBNR" if voor in ("ONDERDEEL", "LETTER", "SUBNR") else "NR"


def _telt_door(reeks: list[Teken], plek: int, voor: list[Teken]) -> bool:
    """Whether a plain number goes on a list of sub-numbers: "onder 1, 2 of 3", but not "onderdeel b, 35, vierde lid"."""
    vorige = next((t for t in reversed(voor) if t.soort not in ("EN", "KOMMA", "TM")), None)
    volgende = next((t.soort for t in reeks[plek + 1 : plek + 3] if t.soort != "KOMMA"), "")
    if vorige is None or (vorige.soort == "SUBNR" and volgende in ("RANG", "ONDERDEEL")):
        return False
    return vorige.soort == "ONDERDEEL" or (vorige.soort == "SUBNR" and vorige.tekst.isdigit())
