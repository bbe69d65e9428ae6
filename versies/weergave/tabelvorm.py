"""Making the rows of two versions of a table fit in one: columns, cells that span, rows of unequal length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verordening.boom import Cel, Rij, Tabel
from verordening.papier import document as d
from verordening.papier.keuring import dekking
from versies.vergelijken.paar import delen_van


def kolommen_van(cel: Cel, tabel: Tabel) -> int:
    """How many columns a cell takes (CALS ``namest``/``nameend``)."""
    if not (cel.van and cel.tot):
        return 1
    for groep in tabel.groepen:
        namen = [k.naam for k in groep.kolommen]
        if cel.van in namen and cel.tot in namen:
            return max(1, namen.index(cel.tot) - namen.index(cel.van) + 1)
    return 1


def _geplaatst(tabel: Tabel) -> Iterator[tuple[Rij, tuple[tuple[int, d.Cel], ...]]]:
    """The rows with where each cell begins and how far it reaches, as paper counts that (:func:`d.plaatsen`)."""
    rijen = [r for r in delen_van(tabel) if isinstance(r, Rij)]
    los = (
        d.Rij(tuple(d.Cel((), kolommen=kolommen_van(c, tabel), rijen=c.meer_rijen + 1) for c in r.cellen))
        for r in rijen
    )
    plaatsen = d.plaatsen(d.Tabel((), (), tuple(los)))
    yield from ((rij, cellen) for rij, (_, cellen) in zip(rijen, plaatsen, strict=True))


def kolombegin(tabel: Tabel) -> dict[int, tuple[int, ...]]:
    """id(row) → the column where each of its cells begins, cells from above that reach down accounted for."""
    return {id(rij): tuple(kolom for kolom, _ in cellen) for rij, cellen in _geplaatst(tabel)}


def breedte(tabel: Tabel) -> int:
    """Number of columns of a table."""
    return max((kolom + c.kolommen for _, cellen in _geplaatst(tabel) for kolom, c in cellen), default=1)


def passend(rijen: Sequence[d.Rij], begin: Sequence[tuple[int, ...]], breed: int) -> tuple[tuple[d.Rij, ...], int]:
    """Rows that fill the table exactly, and the number of columns.

    Rows of two versions together may not fit: one is shorter, or a cell that reached down now reaches over a row of the
    other version. Then every cell stands in its own row only, in the column where it stood, with empty cells between.
    """
    bedekt, past_niet = dekking(d.Tabel((), (), tuple(rijen)), breed)
    if not past_niet and all(b == breed for b in bedekt):
        return tuple(rijen), breed
    gezet: list[list[d.Cel]] = []
    for rij, plaatsen in zip(rijen, begin, strict=True):
        cellen: list[d.Cel] = []
        kolom = 0
        for rang, cel in enumerate(rij.cellen):
            leeg = max(0, (plaatsen[rang] if rang < len(plaatsen) else kolom) - kolom)
            cellen += [d.cel("")] * leeg
            cellen.append(replace(cel, rijen=1))
            kolom += leeg + cel.kolommen
        gezet.append(cellen)
    breed = max([breed, *(sum(c.kolommen for c in cellen) for cellen in gezet)])
    for cellen in gezet:
        cellen += [d.cel("")] * (breed - sum(c.kolommen for c in cellen))
    return tuple(replace(rij, cellen=tuple(cellen)) for rij, cellen in zip(rijen, gezet, strict=True)), breed
