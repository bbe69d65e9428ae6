"""Measurements; every figure in ``docs/metingen.md`` names the command of this room that gives it."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["DATA", "WORTEL"]

WORTEL = Path(__file__).resolve().parent.parent
"""The root of the repository."""
DATA = Path(os.environ.get("VERORDENING_DATA") or WORTEL.parent / "shared" / "data")
"""The folder with official texts, which are never part of the repository: ``$VERORDENING_DATA`` or ``../shared/data``."""
