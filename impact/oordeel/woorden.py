"""How a verdict says places and advice to a reader."""

from __future__ import annotations

import re

from impact.oordeel.uitlijning import Lot

TELLEND = 2
"""Telling words that two texts must share before anything is said about them together."""
REEKS = 9
"""Words in a row that make a quotation of the law."""
_LANGST = 240


def woordenlijst(tekst: str) -> list[str]:
    """The words of a text in lower case, without marks."""
    return re.findall(r"[\w%€]+", tekst.lower())


def reeksen(tekst: str, lang: int = REEKS) -> list[str]:
    """Every row of words of a length.

    >>> reeksen("Een, twee; drie.", 2)
    ['een twee', 'twee drie']
    """
    woorden = woordenlijst(tekst)
    return [" ".join(woorden[i : i + lang]) for i in range(len(woorden) - lang + 1)]


def kort(tekst: str, langst: int = _LANGST) -> str:
    """A text on one line, cut at a word.

    >>> kort("een  lange zin", 9)
    'een lange…'
    """
    plat = " ".join(tekst.split())
    return (
        plat
        if len(plat) <= langst
        else plat[:langst].rsplit(" ", 1)[0] + "…"
        if plat[langst] != " "
        else plat[:langst] + "…"
    )


def hoort_verwijzing(lot: Lot, afkorting: str, *, grondslag: bool, aanhef: bool = False) -> str:
    """What a reference or basis to a place that is gone or moved must become; an aanhef itself is not amended (``aanhef``). Only when no successor and no transitional law
    was found, the reader is asked whether the provision can go: never as a conclusion."""
    wat = "grondslag" if grondslag else "verwijzing"
    overgang = ""
    if lot.overgang:
        overgang = f" Let op het overgangsrecht van {lot.overgang[0].in_wet(afkorting)}: voor wat al liep, blijft het oude gelden."
    if lot.opvolgers:
        eerste = lot.opvolgers[0]
        doe = "noem in het wijzigingsbesluit als grondslag" if aanhef else f"vervang de {wat} door"
        zin = f"{doe} {eerste.doel.in_wet(afkorting)} ({eerste.bewijs}).{overgang}"
        return f"Ga na en {zin}" if eerste.getuige != "uitlijning" else zin[0].upper() + zin[1:]
    return f"Er is geen opvolger gevonden; zoek uit of het onderwerp elders is geregeld voordat de bepaling vervalt.{overgang}"
