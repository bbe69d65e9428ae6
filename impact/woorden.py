"""What a reader calls the keys in the data: the words of papers, checks and forms, in one file that a jurist can read and correct."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _alle(bij: str) -> dict[str, dict[str, object]]:
    alle: dict[str, dict[str, object]] = json.loads(Path(bij).with_name("woorden.json").read_text(encoding="utf-8"))
    return alle


def woorden(groep: str, bij: str = __file__) -> dict[str, Any]:
    """The words of one kind: key → what a reader sees, in the order in which a reader meets them.

    Args:
        bij: the module beside which the file stands; each room has its own.

    >>> woorden("zekerheid")["A"]
    'gezien in de officiële wettekst'
    """
    return _alle(bij)[groep]
