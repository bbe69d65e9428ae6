"""What a line of a decision takes from the lines around it: a heading above it, or the beginning of the sentence before it.

>>> is_stam("In onderdeel a wordt:"), is_stam("In onderdeel a wordt “x” vervangen door:")
(True, False)
>>> aangevuld("In onderdeel a wordt", "- achter ‘hond’ toegevoegd: of kat")
'In onderdeel a wordt achter ‘hond’ toegevoegd: of kat'
>>> aangevuld("In lid 1 wordt", "en ‘mei’ vervangen door: juni")
'In lid 1 wordt ‘mei’ vervangen door: juni'
>>> aangevuld("In lid 1 wordt", "en de rest blijft")
''
"""

from __future__ import annotations

import re

from versies.opdracht.adressen import Plaats, lees_plek
from versies.opdracht.lexer import Boom
from versies.opdracht.ontleden import leesbaar
from versies.opdracht.zinsdelen import KOP, van

_STAM = re.compile(r"(?:In|Aan)\s[^„“«‘:;]{2,160}?\s(?:wordt|worden)\s*:\Z", re.IGNORECASE)
_STREEP = re.compile(r"\s*[-–•]\s+")
_EN = re.compile(r"(?:en|alsmede)\s+(?=[„“«‘’\"'])", re.IGNORECASE)
_WERKWOORD_WEG = re.compile(r"([”’\"'»])\s+(?:gewijzigd\s+in|vervangen\s+door|door|in)\b(?=\s*:|\s+[„“«‘\"'])")
_NUMMER_ERAF = re.compile(r"^\s*(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5})[.)]\s+")
_GEEN_KOP = re.compile(r"\b(?:wordt|worden|vervalt|vervallen|komt|komen|luidt|luiden|luidende)\b", re.IGNORECASE)


def zonder_nummer(zin: str) -> str:
    """A line without the number in front."""
    return _NUMMER_ERAF.sub("", zin).strip()


def is_stam(zin: str) -> bool:
    """The beginning of a sentence that the lines below it finish: "In onderdeel a wordt:"."""
    return _STAM.match(zin) is not None


def begin_van(boom: Boom, zin: str) -> str:
    """What a sentence has in front of its first quoted words, for a next line that leaves it out; empty when that is nothing."""
    if van(boom, "VERDER", "VERDER_MET", "EN_IN"):
        return ""  # Meer handelingen: waarmee de volgende regel verdergaat, is dan niet zeker.
    eerste = next(iter(van(boom, "CITAAT")), None)
    kop = zin[: eerste.begin].strip() if eerste is not None else ""
    return kop if re.search(r"\b(?:wordt|worden|vervalt|vervallen)\Z", kop) else ""


def aangevuld(stam: str, zin: str, *, streep: bool = True) -> str:
    """A line that leaves out the beginning of its sentence, made whole; empty when that gives no instruction.

    Args:
        stam: the beginning.
        streep: the line may also go on without «en» (an item below the beginning).
    """
    rest = _STREEP.sub("", zin, count=1).strip()
    los = _EN.sub("", rest, count=1)
    if not stam or (not streep and los == rest):
        return ""
    heel = f"{stam} {los}"
    return next((z for z in (heel, _WERKWOORD_WEG.sub(r"\g<1> vervangen door", heel)) if leesbaar(z)), "")


def met_werkwoord(zin: str) -> str:
    """An instruction in a series that leaves out the verb of the one before it, made whole; empty when that gives none.

    >>> met_werkwoord("in artikel 5, tweede lid, “€ 20,00” door: € 22,00;")
    'in artikel 5, tweede lid, wordt “€ 20,00” vervangen door: € 22,00;'
    """
    if _GEEN_KOP.search(zin) or _WERKWOORD_WEG.search(zin) is None:
        return ""
    heel = _WERKWOORD_WEG.sub(r"\g<1> vervangen door", re.sub(r"\s+(?=[„“«‘\"'])", " wordt ", zin, count=1))
    return heel if leesbaar(heel) else ""


def is_kopregel(zin: str) -> Plaats | None:
    """The unit that a line is the heading of ("Artikel 3", "Paragraaf 2.1 Termijnen"); None when it is something else."""
    if _GEEN_KOP.search(zin) or not zin[:1].isupper() or zin.endswith((";", ",")):
        return None
    for hoe in ("", "kop"):
        plaats = lees_plek(zin, 0, hoe)
        if plaats is not None and plaats.einde >= len(zin.rstrip(" .:")):
            adres = plaats.adressen[0]
            goed = (
                len(plaats.adressen) == 1
                and not plaats.regeling
                and adres.stappen
                and (not plaats.opschriften or adres.stappen[-1].soort in KOP)
            )
            return plaats if goed else None
    return None
