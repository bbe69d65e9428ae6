"""The blocks that papers are made of most: names with values, and a table or a list, or the sentence that there is nothing in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from verordening.papier import document as d
from verordening.papier.rekenblad import Blad

T = TypeVar("T")


def tafel(
    bijschrift: str,
    kolommen: Mapping[str, float] | Sequence[str],
    rijen: Iterable[d.Rij],
    anders: str = "",
    **meer: Any,
) -> tuple[d.Blok, ...]:
    """A table.

    Args:
        kolommen: head → relative width, or heads of columns that are all as wide. anders: the sentence when there are no rows; empty: the table without rows.
        meer: what :class:`~verordening.papier.document.Tabel` takes besides.
    """
    if (gezet := tuple(rijen)) or not anders:
        breedten = kolommen if isinstance(kolommen, Mapping) else dict.fromkeys(kolommen, 1.0)
        return (d.Tabel((bijschrift,), d.kolommen(breedten), gezet, **meer),)
    return (d.alinea(anders),)


def opsom(
    punten: Iterable[d.Blok | d.Inline], anders: str, nummering: d.Nummering = d.Nummering.STREEP
) -> tuple[d.Blok, ...]:
    """A list; ``anders``: the sentence when there are no points."""
    gezet = list(punten)
    return (d.lijst(*gezet, nummering=nummering) if gezet else d.alinea(anders),)


def kenmerken(paren: Mapping[str, str | d.Inhoud]) -> d.Gegevens:
    """Names with their values."""
    return d.Gegevens(tuple((naam, (w,) if isinstance(w, str) else w) for naam, w in paren.items()))


def vel(naam: str, kolommen: Mapping[str, Callable[[T], Any]], rijen: Iterable[T]) -> Blad:
    """A sheet: per column what stands in it of a row."""
    return Blad(naam, tuple(kolommen), tuple(tuple(waarde(r) for waarde in kolommen.values()) for r in rijen))
