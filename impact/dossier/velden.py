"""A value as a record for JSON: its fields by their own names, and beside them what the record alone has."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from datetime import date
from pathlib import Path


def velden(waarde: object, namen: str | Iterable[str], /, **eigen: object) -> dict[str, object]:
    """The record of a value.

    Args:
        namen: fields, as words of a text or as the keys of a type; one with a question mark is None when it is empty.
        eigen: what the record has besides.

    >>> from verordening.bevinding import Geweigerd
    >>> velden(Geweigerd("het bestand is leeg", plaats="a.xml"), "plaats advies?", regel=3)
    {'plaats': 'a.xml', 'advies': None, 'regel': 3}
    """
    uit = {}
    for naam in namen.split() if isinstance(namen, str) else namen:
        veld = naam.rstrip("?")
        inhoud = getattr(waarde, veld)
        uit[veld] = inhoud if veld == naam else inhoud or None
    return uit | eigen


def als_tekst(waarde: object, inspring: int | None = None) -> str:
    """JSON with Dutch characters as they are, days as ISO writes them, and every value as its own record."""
    return json.dumps(waarde, ensure_ascii=False, indent=inspring, default=_overig)


def _overig(waarde: object) -> object:
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, (set, frozenset)):
        return list(waarde)
    if hasattr(waarde, "als_json"):
        return waarde.als_json()
    if is_dataclass(waarde) and not isinstance(waarde, type):
        return asdict(waarde)
    if isinstance(waarde, Path):
        return str(waarde)
    raise TypeError(f"{type(waarde).__name__} kan niet als JSON")
