"""Moments that a decision names in words, as days.

>>> from datetime import date
>>> dag_van("met ingang van de dag na de datum van uitgifte van het Gemeenteblad", date(2022, 5, 20))
datetime.date(2022, 5, 21)
>>> dag_van("op de achtste dag na die van de bekendmaking", date(2022, 5, 20))
datetime.date(2022, 5, 28)
>>> dag_van("op een door het college te bepalen tijdstip", date(2022, 5, 20)) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from verordening.dagen import MAANDEN, lees_dag

_TELWOORDEN = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")
_BEKEND = r"(?:bekend\s*(?:making|gemaakt)|uitgifte|uitgegeven|geplaatst|plaatsing|publicatie|afkondiging)"
_DAG_NA = re.compile(rf"(?:\b({'|'.join(_TELWOORDEN)}|veertiende)\s+)?\bdag\s+(?:na|volgend\s+op)\b.*\b{_BEKEND}", re.I)
_MAAND_NA = re.compile(rf"\beerste\s+dag\s+van\s+de\s+(?:kalender)?maand\s+.*\b{_BEKEND}", re.I)
_OP_DAG = re.compile(rf"\b(?:dag|datum)\s+van\s+(?:de\s+|haar\s+|zijn\s+)?{_BEKEND}", re.I)
_ACHTSTE = 8
_VASTGESTELD = re.compile(r"\b(?:vastgesteld|besloten|aldus|vergadering|gegeven)\b", re.I)
_DAG = re.compile(rf"\b\d{{1,2}}\s+(?:{'|'.join(MAANDEN)})\s+\d{{4}}\b", re.I)


def dag_van(tijdstip: str, bekend: date) -> date | None:
    """The day that words for a moment mean, for a decision that was published on ``bekend``; None when it is not fixed."""
    if (t := _DAG_NA.search(tijdstip)) is not None:
        woord = (t[1] or "eerste").lower()
        return bekend + timedelta(days=14 if woord == "veertiende" else _TELWOORDEN.index(woord) + 1)
    if _MAAND_NA.search(tijdstip):
        return date(bekend.year + bekend.month // 12, bekend.month % 12 + 1, 1)
    return bekend if _OP_DAG.search(tijdstip) else None


def zonder_tijdstip(bekend: date) -> date:
    """The day for a decision that names no moment: the eighth after that of publication (Gemeentewet article 142).

    >>> zonder_tijdstip(date(2026, 1, 1))
    datetime.date(2026, 1, 9)
    """
    return bekend + timedelta(days=_ACHTSTE)


def ondertekend_op(slot: Sequence[str]) -> date | None:
    """The day on which a decision was taken, from its closing words.

    >>> ondertekend_op(["Aldus vastgesteld in de openbare vergadering van de raad van 11 maart 2021."])
    datetime.date(2021, 3, 11)
    """
    for regel in slot:
        if _VASTGESTELD.search(regel) and (t := _DAG.search(regel)) is not None:
            return lees_dag(t.group())
    return None
