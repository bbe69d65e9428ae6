"""Days in Dutch words."""

from __future__ import annotations

import re
from datetime import date

MAANDEN = tuple(
    """
    januari februari maart april mei juni juli augustus september oktober november december
    """.split()
)


def dag(d: date) -> str:
    """A day in words.

    >>> dag(date(2027, 1, 1))
    '1 januari 2027'
    """
    return f"{d.day} {MAANDEN[d.month - 1]} {d.year}"


def lees_iso(tekst: str | None) -> date | None:
    """A day as XML writes it (JJJJ-MM-DD); None when it is none."""
    try:
        return date.fromisoformat((tekst or "").strip())
    except ValueError:
        return None


_DAG = re.compile(r"(\d{1,2})(?: |-|/)([a-z]+|\d{1,2})(?: |-|/)(\d{4})", re.IGNORECASE)


def lees_dag(tekst: str) -> date | None:
    """The day that people mean with "1 januari 2027", 2027-01-01, 1-1-2027 or 1/1/2027; None when it is no day.

    >>> [lees_dag(t) for t in ("1 januari 2027", "2027-01-01", "1-1-2027", "31 februari 2027")]
    [datetime.date(2027, 1, 1), datetime.date(2027, 1, 1), datetime.date(2027, 1, 1), None]
    """
    plat = " ".join(tekst.split())
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", plat):
            return date.fromisoformat(plat)
        t = _DAG.fullmatch(plat)
        if t is None:
            return None
        maand = t[2].lower()
        namen = [m for m in MAANDEN if m == maand or (len(maand) == 3 and m.startswith(maand))]
        nummer = int(maand) if maand.isdecimal() else MAANDEN.index(namen[0]) + 1 if namen else 0
        return date(int(t[3]), nummer, int(t[1]))
    except ValueError:
        return None
