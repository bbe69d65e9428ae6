"""The regulation in Word with real tracked changes: accept all gives the new text, reject all the old one."""

from __future__ import annotations

from datetime import UTC, datetime, time

from verordening.papier.docx import Spoor, docx

from ..verschil import Verschil
from .renvooi import zuivere_tekst

__all__ = ["weergeef"]


def weergeef(verschil: Verschil, *, auteur: str = "verordening", moment: datetime | None = None) -> bytes:
    """The words of the regulation with their changes, as a .docx.

    Args:
        auteur: name that Word shows with each change.
        moment: date that Word shows with each change; default the date of the new version, so that the same comparison
            always gives the same bytes.
    """
    if moment is None:
        werkend = verschil.wordt.gegevens.juridisch_werkend_vanaf
        moment = datetime.combine(werkend, time(), UTC) if werkend else datetime(2000, 1, 1, tzinfo=UTC)
    return docx(zuivere_tekst(verschil), Spoor(auteur, moment))
