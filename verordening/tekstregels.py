"""A regulation as lines with their addresses: the form of ``verordening tekst``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verordening.boom import Eenheid, Regeling, Soort, alineas, eigen_regels, inlinetekst, koptekst, noten
from verordening.register import LIJSTEN, Register

_ONZICHTBAAR = LIJSTEN | {Soort.REGELING, Soort.LICHAAM}
_KOPLOOS = frozenset({Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP})


def tekstregels(regeling: Regeling, *, redactie: bool = False) -> Iterator[tuple[Eenheid, str, str]]:
    """(unit, address, text) for every unit with text of its own, in document order: the form of ``verordening tekst``.

    The text of a unit is its heading and its own alineas on one line; units below it have their own lines. What stands in
    a table is text of the unit with the table; a note says that it is one.
    """
    register = Register.van(regeling)
    for eenheid, regel in eenheidregels(regeling, redactie=redactie):
        yield eenheid, register.adres(eenheid).tekst(kort=True) or eenheid.soort.value, regel


def eenheidregels(regeling: Regeling, *, redactie: bool = False) -> Iterator[tuple[Eenheid, str]]:
    """The same lines without their addresses, for whoever needs few of them."""
    for eenheid in _in_volgorde(regeling.wortel):
        if eenheid.soort in _ONZICHTBAAR and not eenheid.inhoud:
            continue
        delen = [] if eenheid.soort in _KOPLOOS else [koptekst(eenheid, redactie=redactie)]
        if eenheid.soort is Soort.BEGRIP:
            delen.append(koptekst(replace(eenheid, nummer=""), redactie=redactie))
        noot = nootregels(eenheid, redactie=redactie)
        delen += (f"[noot: {r}]" if r in noot else r for r in eigen_regels(eenheid, redactie=redactie))
        regel = " ".join(d for d in delen if d)
        if regel:
            yield eenheid, " ".join(regel.split())


def nootregels(eenheid: Eenheid, *, redactie: bool = False) -> frozenset[str]:
    """Those lines of the unit itself that are notes: law, but no part of the sentence before them."""
    eigen = [e for blok in eenheid.inhoud if not isinstance(blok, Eenheid) for e in alineas(blok)]
    bron = (eenheid.opschrift, eenheid.subtitel, *(e.inhoud for e in eigen))
    return frozenset(inlinetekst(a.inhoud, redactie=redactie).strip() for x in bron for n in noten(x) for a in n.inhoud)


def _in_volgorde(eenheid: Eenheid) -> Iterator[Eenheid]:
    yield eenheid
    for kind in eenheid.delen:
        yield from _in_volgorde(kind)
