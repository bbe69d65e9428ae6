"""Walking through the tree, and the legal text of what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from .typen import (
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Figuur,
    Inline,
    Noot,
    Opmaak,
    Redactie,
    Regeleinde,
    Soort,
    Tabel,
    Verwijzing,
)  # fmt: skip

__all__ = [
    "alineas", "cellen", "eigen_alineas", "inlinetekst", "kaal", "kinderen", "koptekst", "regels", "smelt", "tekst",
    "wandel",
]  # fmt: skip


@lru_cache(8192)
def kaal(nummer: str) -> str:
    """A printed number without its punctuation; ``°`` and ``*`` stay, spaces inside become ``_`` (JCI, A.1).

    >>> [kaal(n) for n in ("1.", "a.", "1°.", "8*", " N 11 ", "(b)", "–")]
    ['1', 'a', '1°', '8*', 'N_11', 'b', '']
    """
    delen = nummer.split()
    if len(delen) == 1 and delen[0].isalnum():
        return delen[0]
    heel = "_".join(delen)
    begin, eind = 0, len(heel)
    while begin < eind and not (heel[begin].isalnum()):
        begin += 1
    while eind > begin and not (heel[eind - 1].isalnum() or heel[eind - 1] in "°*º"):
        eind -= 1
    return heel[begin:eind]


def wandel(eenheid: Eenheid) -> Iterator[Eenheid]:
    """The unit itself and every unit below it, in document order (also those inside table cells)."""
    yield eenheid
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            yield from wandel(blok)
        elif isinstance(blok, Tabel):
            for cel in cellen(blok):
                for binnen in cel.inhoud:
                    if isinstance(binnen, Eenheid):
                        yield from wandel(binnen)


def kinderen(eenheid: Eenheid) -> Iterator[Eenheid]:
    """Units directly below, looking through lists: the onderdelen of a lid, the leden of an artikel."""
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            if blok.soort in (Soort.LIJST, Soort.BEGRIPPENLIJST):
                yield from kinderen(blok)
            else:
                yield blok


def smelt(inhoud: Iterable[Inline]) -> tuple[Inline, ...]:
    """Mixed content in its one normal form: neighbouring strings joined, empty strings dropped.

    >>> smelt(("Het ", "", "college", Regeleinde(), "beslist"))
    ('Het college', Regeleinde(), 'beslist')
    """
    uit: list[Inline] = []
    for deel in inhoud:
        if isinstance(deel, str):
            if not deel:
                continue
            if uit and isinstance(uit[-1], str):
                uit[-1] += deel
                continue
        uit.append(deel)
    return tuple(uit)


def cellen(tabel: Tabel) -> Iterator[Cel]:
    for groep in tabel.groepen:
        for rij in (*groep.kop, *groep.romp):
            yield from rij.cellen


def inlinetekst(inhoud: Iterable[Inline], *, redactie: bool = False) -> str:
    """Legal text of mixed content: without notes and pictures, and without editor's text unless asked.

    >>> inlinetekst(("Het ", Opmaak("vet", ("college",)), Redactie("extra", (" [ingevoegd]",)), "."))
    'Het college.'
    """
    delen: list[str] = []
    for deel in inhoud:
        if isinstance(deel, str):
            delen.append(deel)
        elif isinstance(deel, (Opmaak, Verwijzing)):
            delen.append(inlinetekst(deel.inhoud, redactie=redactie))
        elif isinstance(deel, Redactie):
            if redactie:
                delen.append(inlinetekst(deel.inhoud, redactie=True))
        elif isinstance(deel, Regeleinde):
            delen.append(" ")
    return "".join(delen)


def _noten(inhoud: Iterable[Inline]) -> Iterator[Noot]:
    for deel in inhoud:
        if isinstance(deel, Noot):
            yield deel
        elif isinstance(deel, (Opmaak, Verwijzing)):
            yield from _noten(deel.inhoud)


def alineas(blok: Blok) -> Iterator[Alinea]:
    """Every alinea in and below a block, in document order: headings excluded, table titles and notes included."""
    if isinstance(blok, Alinea):
        yield blok
        for noot in _noten(blok.inhoud):
            yield from noot.inhoud
    elif isinstance(blok, Tabel):
        if blok.titel:
            yield Alinea(blok.titel, "tabeltitel")
        for cel in cellen(blok):
            for binnen in cel.inhoud:
                yield from alineas(binnen)
    elif isinstance(blok, Figuur):
        if blok.titel:
            yield Alinea(blok.titel, "figuurtitel")
        if blok.bijschrift:
            yield Alinea(blok.bijschrift, "bijschrift")
    else:
        for binnen in blok.inhoud:
            yield from alineas(binnen)


def eigen_alineas(eenheid: Eenheid) -> Iterator[Alinea]:
    """The alineas of the unit itself: those of its blocks, not those of units below it (lists included as units)."""
    for blok in eenheid.inhoud:
        if not isinstance(blok, Eenheid):
            yield from alineas(blok)


def koptekst(eenheid: Eenheid, *, redactie: bool = False) -> str:
    """Label, number and heading on one line.

    >>> koptekst(Eenheid(Soort.ARTIKEL, label="Artikel", nummer="8a", opschrift=("Reikwijdte",)))
    'Artikel 8a Reikwijdte'
    >>> koptekst(Eenheid(Soort.BEGRIP, opschrift=("college",)))
    'college:'
    """
    opschrift = inlinetekst(eenheid.opschrift, redactie=redactie)
    if eenheid.soort is Soort.BEGRIP and opschrift and not opschrift.rstrip().endswith(":"):
        opschrift += ":"
    delen = (
        eenheid.label,
        eenheid.nummer,
        opschrift.strip() if eenheid.soort is Soort.BEGRIP else opschrift,
        inlinetekst(eenheid.subtitel, redactie=redactie),
    )
    return " ".join(d for d in delen if d)


def regels(eenheid: Eenheid, *, redactie: bool = False) -> Iterator[tuple[Eenheid, str]]:
    """(unit, line) for every heading and alinea with legal text, in document order; a number leads its first line.

    A number without any text of its own still gives a line: nothing of the law is lost.
    """
    kop = koptekst(eenheid, redactie=redactie)
    if kop and eenheid.soort not in (Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP):
        yield eenheid, kop
        kop = ""
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            if kop:
                yield eenheid, kop
                kop = ""
            yield from regels(blok, redactie=redactie)
            continue
        for alinea in alineas(blok):
            regel = inlinetekst(alinea.inhoud, redactie=redactie).strip()
            if regel:
                yield eenheid, f"{kop} {regel}" if kop else regel
                kop = ""
    if kop:
        yield eenheid, kop


def tekst(eenheid: Eenheid, *, redactie: bool = False) -> str:
    """The legal text of a unit with everything below it, one line per heading or alinea."""
    return "\n".join(regel for _, regel in regels(eenheid, redactie=redactie))
