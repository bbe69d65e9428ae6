"""What long work says while it runs: a line, and how many of how many when that is known."""

from __future__ import annotations

from typing import Protocol


class Voortgang(Protocol):
    """Called by long work. Raising in it stops the work: whoever works writes nothing until all is made.

    Args:
        wat: what happens now, as a line.
        gedaan, totaal: how many of how many; ``totaal`` 0 when that is not known.
    """

    def __call__(self, wat: str, gedaan: int = 0, totaal: int = 0, /) -> None:
        """*wat* is being done, *gedaan* of *totaal* (0: unknown)."""


def zwijg(_wat: str, _gedaan: int = 0, _totaal: int = 0, /) -> None:
    """Say nothing."""
