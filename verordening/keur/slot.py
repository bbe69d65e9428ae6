"""Rules on the closing provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..bevinding import Bevinding, Ernst
from ..boom import Eenheid, Regeling, Soort, alineas, inlinetekst
from ..register import Register
from .opbouw import _lichaam, bevinding

__all__ = ["citeertitel", "geacht_in_werking", "inwerkingtreding"]


def _zinnen(regeling: Regeling) -> Iterator[tuple[Eenheid, str]]:
    for eenheid in _lichaam(regeling):
        for blok in eenheid.inhoud:
            if not isinstance(blok, Eenheid):
                for alinea in alineas(blok):
                    yield eenheid, inlinetekst(alinea.inhoud)


def inwerkingtreding(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """Entry into force is always regulated (Aanwijzing 4.14): without a clause the default of the law is uncertain."""
    if regeling.wortel.soort is not Soort.REGELING:
        return
    if not any(re.search(r"tre(?:edt|den)\b.*\bin werking|in werking (?:tre(?:edt|den))", z) for _, z in _zinnen(regeling)):
        yield bevinding(
            register, regeling.wortel, "inwerkingtreding-ontbreekt", Ernst.FOUT, "",
            "Nergens staat wanneer de regeling in werking treedt.",
            "Voeg een artikel toe: «Deze verordening treedt in werking met ingang van …».",
        )  # fmt: skip


def citeertitel(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """The text says how the regulation is cited."""
    if not any("aangehaald als" in z or "citeertitel" in z.lower() for _, z in _zinnen(regeling)):
        yield bevinding(
            register, regeling.wortel, "citeertitel-ontbreekt", Ernst.WAARSCHUWING, "",
            "De regeling heeft geen citeertitel.", "Voeg een artikel toe: «Deze verordening wordt aangehaald als: …».",
        )  # fmt: skip


def geacht_in_werking(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """Retroactivity is a separate clause; "wordt geacht in werking te zijn getreden" is not used (Aanwijzing 5.63)."""
    for eenheid, zin in _zinnen(regeling):
        if (treffer := re.search(r"wordt geacht[^.]{0,60}in werking[^.]{0,40}getreden", zin)) is not None:
            yield bevinding(
                register, eenheid, "geacht-in-werking", Ernst.FOUT, treffer.group(),
                "Terugwerkende kracht wordt met een fictie geregeld.", "Schrijf: «en werkt terug tot en met …».",
            )  # fmt: skip
