"""Days in Dutch words."""

from __future__ import annotations

from datetime import date

__all__ = ["MAANDEN", "dag"]

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def dag(d: date) -> str:
    """A day in words.

    >>> dag(date(2027, 1, 1))
    '1 januari 2027'
    """
    return f"{d.day} {MAANDEN[d.month - 1]} {d.year}"
