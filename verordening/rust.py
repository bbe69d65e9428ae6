"""The collector of cycles rests while a value is built.

Searching trees, references and comparisons for cycles over and over, while they grow and beside all that is already remembered, is a
quarter of the time. What was built counts as old afterwards, so that the first search does not go through all of it either; Python does
not count what comes into the oldest layer that way and would never search there again, so this module counts, and searches everything
whenever as much was built as there was left.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_MINST = 200_000
"""Objects that are never worth a search."""


@dataclass
class _Stand:
    """What was built since the last search of everything, and how much may be."""

    gebouwd: int = 0
    mag: int = _MINST

    def na_een_blok(self) -> None:
        """Count what was built; put it with what is old, or search everything."""
        jong, midden, oud = gc.get_count()
        ronde, stap, _ = gc.get_threshold()
        self.gebouwd += jong + ronde * (midden + stap * oud)
        if self.gebouwd > self.mag:
            gc.collect()
            self.gebouwd = 0
        gc.freeze()
        if not self.gebouwd:
            self.mag = max(_MINST, gc.get_freeze_count())
        gc.unfreeze()


_STAND = _Stand()


@contextmanager
def zonder_opruimen() -> Iterator[None]:
    """No search for cycles until the end of the block, or of the function when used as its decorator.

    >>> with zonder_opruimen():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    aan = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if aan:
            _STAND.na_een_blok()
            gc.enable()
