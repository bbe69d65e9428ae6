"""Things together by what they share, in the order in which they come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def groepeer(paren: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The values of each key, in order.

    >>> groepeer((len(naam), naam) for naam in ("lid", "artikel", "zin"))
    {3: ['lid', 'zin'], 7: ['artikel']}
    """
    uit: dict[K, list[V]] = {}
    for sleutel, waarde in paren:
        uit.setdefault(sleutel, []).append(waarde)
    return uit
