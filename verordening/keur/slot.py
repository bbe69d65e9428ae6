"""Rules on the closing provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verordening.bevinding import Bevinding
from verordening.boom import Eenheid, Regeling, Soort, alineas, inlinetekst
from verordening.keur.opbouw import _lichaam, bevinding
from verordening.register import Register

_DEZE = r"(?:deze|dit|de)\s+(?:[\w-]*verordening|[\w-]*regeling|[\w-]*regels|[\w-]*besluit|afspraken)\b"
_DAG = (
    r"(?:\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december) \d{4}|"
    r"de (?:eerste )?dag (?:na|waarop|van)|de datum|\[)"
)

INWERKING = re.compile(
    r"tre(?:edt|den)\b.*\bin ?werking|in ?werking (?:tre(?:edt|den))|"
    rf"\b{_DEZE} (?:geldt|gelden|gaat in|gaan in|werkt|werken|begint|beginnen)\b[^.]{{0,30}}?(?:vanaf|met ingang van|op|per|sinds) {_DAG}",
    re.IGNORECASE,
)
"""A sentence that says when the regulation enters into force, in the usual words or in plain language ("geldt vanaf 1 mei 2024").

Plain words count only with the regulation itself as subject and a day: "deze regels gelden vanaf 18 jaar" is something else.
"""

CITEERTITEL = re.compile(
    rf"aangehaald als|citeertitel|\b{_DEZE} (?:heet|heten|noemen (?:wij|we)|kunt u noemen|wordt genoemd|worden genoemd)\b|"
    rf"\bde naam van {_DEZE} (?:is|luidt)\b|\bu kunt {_DEZE} (?:noemen|aanhalen)\b",
    re.IGNORECASE,
)
"""A sentence that gives the regulation its name: "wordt aangehaald als: …", or in plain language "heet: …"."""


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
    if not any(INWERKING.search(z) for _, z in _zinnen(regeling)):
        yield bevinding(register, regeling.wortel, "inwerkingtreding-ontbreekt")


def citeertitel(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """The text says how the regulation is cited."""
    if not any(CITEERTITEL.search(z) for _, z in _zinnen(regeling)):
        yield bevinding(register, regeling.wortel, "citeertitel-ontbreekt")


def geacht_in_werking(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """Retroactivity is a separate clause; "wordt geacht in werking te zijn getreden" is not used (Aanwijzing 5.63)."""
    for eenheid, zin in _zinnen(regeling):
        if (treffer := re.search(r"wordt geacht[^.]{0,60}in werking[^.]{0,40}getreden", zin)) is not None:
            yield bevinding(register, eenheid, "geacht-in-werking", treffer.group())
