"""The regulation in OpenDocument with real tracked changes: accept all gives the new text, reject all the old one."""

from __future__ import annotations

from datetime import datetime

from versies.verschil import Verschil
from versies.weergave.renvooi import spoor, zuivere_tekst


def weergeef(verschil: Verschil, *, auteur: str = "verordening", moment: datetime | None = None) -> bytes:
    """The words of the regulation with their changes, as an .odt.

    Args:
        auteur: name that the office program shows with each change.
        moment: date that the office program shows with each change; default the date of the new version, so that the same comparison
            always gives the same bytes.
    """
    from verordening.papier.odt import odt

    return odt(zuivere_tekst(verschil), spoor(verschil, auteur, moment))
