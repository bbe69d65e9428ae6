"""The regulation in Word with real tracked changes: accept all gives the new text, reject all the old one."""

from __future__ import annotations

from datetime import datetime

from versies.verschil import Verschil
from versies.weergave.auteurs import Toeschrijving
from versies.weergave.renvooi import spoor, zuivere_tekst


def weergeef(
    verschil: Verschil,
    *,
    auteur: str = "verordening",
    moment: datetime | None = None,
    wie: Toeschrijving | None = None,
) -> bytes:
    """The words of the regulation with their changes, as a .docx.

    Args:
        auteur: name that Word shows with each change.
        moment: date that Word shows with each change; default the date of the new version, so that the same comparison
            always gives the same bytes.
        wie: who changed what, when that was more than one person.
    """
    from verordening.papier.docx import docx

    return docx(zuivere_tekst(verschil, wie), spoor(verschil, auteur, moment))
