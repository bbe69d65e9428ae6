"""What a version says, as a row of lines: the measure by which a set of instructions is proven.

Two versions are equal when every living unit of the body and the annexes has the same number, the same heading, the same
paragraphs and the same tables, in the same order and in the same place. Layout (mark-up, links, editor's text, runs of
white space, the punctuation around a number and between it and the heading, a dash or bullet before an item or a
definition, how lists are grouped) is no law and does not count; a unit that has lapsed says nothing and does not count either.

>>> from verordening.boom import Alinea
>>> lid = Eenheid(Soort.LID, nummer="1.", inhoud=(Alinea(("Het  college beslist.",)),))
>>> artikel = Eenheid(Soort.ARTIKEL, label="Artikel", nummer="5", opschrift=("Termijn",), inhoud=(lid,))
>>> for regel in kern(Eenheid(Soort.LICHAAM, inhoud=(artikel,))):
...     print(regel.plaats(), "|", regel.tekst)
artikel 5 | Artikel Termijn
artikel 5, eerste lid | Het college beslist.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from verordening.adres import Adres
from verordening.boom import (
    STRUCTUUR,
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Inline,
    Regeling,
    Soort,
    Status,
    Tabel,
    blokregels,
    is_bepaling,
    kaal,
    noten,
    wandel,
)
from versies.vergelijken.paar import beelden, legaal, nootplekken

_DOORZICHTIG = frozenset({Soort.LIJST, Soort.BEGRIPPENLIJST, Soort.DIVISIETEKST, Soort.LICHAAM, Soort.REGELING})
_KOPLOOS = frozenset({Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP})
_NA_NUMMER = ":–—- "
"""What stands between the number and the heading, as some sources print it in the heading."""


@dataclass(frozen=True, slots=True)
class Kernregel:
    """One paragraph, heading, table row or picture, with the unit in which it stands."""

    adres: Adres
    wat: str
    tekst: str

    def plaats(self) -> str:
        """The place as a reader says it."""
        return self.adres.tekst(kort=True) or "de regeling"


def kern_van(regeling: Regeling) -> list[Kernregel]:
    """Lines of the body and the annexes; title, preamble, closing and explanatory notes are not amended (Ar 2012, 226)."""
    return [r for deel in regeling.wortel.delen if deel.soort in (Soort.LICHAAM, Soort.BIJLAGE) for r in kern(deel)]


def geldt(regeling: Regeling) -> bool:
    """True when at least one artikel, or paragraaf with text, has not lapsed; else the regulation is repealed."""
    return any(is_bepaling(e) and e.status is not Status.VERVALLEN for e in wandel(regeling.wortel))


def kern(eenheid: Eenheid) -> list[Kernregel]:
    """Lines of one unit with everything below it."""
    return list(_eenheid(eenheid, Adres()))


def _eenheid(e: Eenheid, boven: Adres) -> Iterator[Kernregel]:
    if e.status is Status.VERVALLEN:
        if e.soort in STRUCTUUR:
            # Een levend artikel in een vervallen hoofdstuk blijft recht, en moet dus meetellen.
            for b in e.delen:
                yield from _eenheid(b, boven)
        return
    if e.soort in _DOORZICHTIG or (e.soort is Soort.LID and not kaal(e.nummer)):
        yield from _blokken(e, boven)
        return
    pad = boven.erbij("onderdeel" if e.soort is Soort.BEGRIP else e.soort.value, kaal(e.nummer))
    yield from _kop(e, pad)
    yield from _blokken(e, pad)


def _kop(e: Eenheid, pad: Adres) -> Iterator[Kernregel]:
    """The heading, with its notes; of what has none: the number, when no words stand behind it."""
    if e.soort not in _KOPLOOS:
        opschrift = legaal(e.opschrift).lstrip(_NA_NUMMER if kaal(e.nummer) or e.label else "")
        kop = " ".join(t for t in (e.label.strip().capitalize(), opschrift, legaal(e.subtitel)) if t)
        yield Kernregel(pad, "kop", kop)
    elif not any(isinstance(b, Alinea) and legaal(b.inhoud) for b in e.inhoud) and not legaal(e.opschrift):
        yield Kernregel(pad, "nummer", "")
    yield from _bijwerk((*e.opschrift, *e.subtitel), pad)


def _blokken(e: Eenheid, pad: Adres) -> Iterator[Kernregel]:
    """What stands in a unit; the term of a definition leads its first words."""
    voor = legaal(e.opschrift) if e.soort is Soort.BEGRIP else ""
    if voor and not voor.endswith(":"):
        voor += ":"
    for blok in e.inhoud:
        if voor and isinstance(blok, Eenheid):
            yield Kernregel(pad, "tekst", voor)
            voor = ""
        if isinstance(blok, Alinea) and (tekst := legaal(blok.inhoud)):
            yield Kernregel(pad, "tekst", f"{voor} {tekst}" if voor else tekst)
            voor = ""
        yield from _blok(blok, pad)
    if voor:
        yield Kernregel(pad, "tekst", voor)


def _blok(blok: Blok, pad: Adres) -> Iterator[Kernregel]:
    """A unit, table or picture; of an alinea what hangs in its words."""
    if isinstance(blok, Eenheid):
        yield from _eenheid(blok, pad)
    elif isinstance(blok, Alinea):
        yield from _bijwerk(blok.inhoud, pad)
    elif isinstance(blok, Tabel):
        yield from _tabel(blok, pad)
    else:
        yield from (Kernregel(pad, "tekst", t) for t in [legaal(blok.titel)] if t)
        yield Kernregel(pad, "beeld", blok.afbeelding.bron)
        yield from (Kernregel(pad, "tekst", t) for t in [legaal(blok.bijschrift)] if t)


def _bijwerk(inhoud: tuple[Inline, ...], pad: Adres) -> Iterator[Kernregel]:
    """Notes, with how many letters stand before them, and pictures: they are law too, but no words of the sentence."""
    for plek, noot in zip(nootplekken(inhoud), noten(inhoud), strict=True):
        yield from (Kernregel(pad, "noot", f"{plek}: {legaal(a.inhoud)}") for a in noot.inhoud)
    yield from (Kernregel(pad, "beeld", bron) for bron in beelden(inhoud))


def _tabel(tabel: Tabel, pad: Adres) -> Iterator[Kernregel]:
    if titel := legaal(tabel.titel):
        yield Kernregel(pad, "tabeltitel", titel)
    yield from _bijwerk(tabel.titel, pad)
    for groep in tabel.groepen:
        for rij in (*groep.kop, *groep.romp):
            yield Kernregel(pad, "rij", " | ".join(_cel(c) for c in rij.cellen))


def _cel(cel: Cel) -> str:
    tekst = " ¶ ".join(" ".join(regel.split()) for b in cel.inhoud for regel in blokregels(b))
    breed = f"{cel.van}…{cel.tot}" if cel.van and cel.van != cel.tot else ""
    return tekst + (
        f" [{breed}{'+' + str(cel.meer_rijen) if cel.meer_rijen else ''}]" if breed or cel.meer_rijen else ""
    )


def eerste_afwijking(
    verwacht: list[Kernregel], gekregen: list[Kernregel]
) -> tuple[Kernregel | None, Kernregel | None] | None:
    """The first lines that differ (expected, got); None when all are equal."""
    return next(((a, b) for a, b in zip_longest(verwacht, gekregen) if a != b), None)
