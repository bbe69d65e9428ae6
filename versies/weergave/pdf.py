"""The redline as PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

from verordening.papier import zet

from ..verschil import Verschil
from .renvooi import renvooi

__all__ = ["weergeef"]


def weergeef(verschil: Verschil) -> bytes:
    """The redline as the bytes of a file."""
    return zet(renvooi(verschil), "pdf")
