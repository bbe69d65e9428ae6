"""Dates in Dutch prose.

>>> lees_datum("1 januari 2026"), lees_datum("31 december")
(datetime.date(2026, 1, 1), None)
>>> lees_datum("01-07-2026")
datetime.date(2026, 7, 1)
"""

from __future__ import annotations

import re
from datetime import date

from verordening.dagen import MAANDEN

DATUM = r"(?:\d{1,2}\s+(?:" + "|".join(MAANDEN) + r")\s+\d{4}|\d{1,2}[-/]\d{1,2}[-/]\d{4})"
_DATUM = re.compile(r"(\d{1,2})[ /-]([a-z]+|\d{1,2})[ /-](\d{4})\Z", re.IGNORECASE)


def lees_datum(tekst: str) -> date | None:
    """The day; None when the words are no full date or no day that exists."""
    t = _DATUM.match(" ".join(tekst.split()))
    if t is None:
        return None
    maand = t.group(2).lower()
    try:
        return date(int(t.group(3)), int(maand) if maand.isdigit() else MAANDEN.index(maand) + 1, int(t.group(1)))
    except ValueError:
        return None


def lees_iso(tekst: str) -> date | None:
    """A day in XML (JJJJ-MM-DD); None when it is none."""
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None
