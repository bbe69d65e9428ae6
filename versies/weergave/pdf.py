"""The redline as PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

from verordening.papier import zet
from versies.verschil import Verschil
from versies.weergave.renvooi import renvooi


def weergeef(verschil: Verschil, *, alleen_gewijzigd: bool = False) -> bytes:
    """The redline as the bytes of a file; see :func:`.renvooi.renvooi`."""
    return zet(renvooi(verschil, alleen_gewijzigd=alleen_gewijzigd), "pdf")
