"""The regulation with real tracked changes, in Word and OpenDocument: accept all gives the new text, reject all the old."""

from __future__ import annotations

from datetime import datetime

from versies.verschil import Verschil
from versies.weergave.auteurs import Toeschrijving
from versies.weergave.renvooi import spoor, zuivere_tekst


def docx(
    verschil: Verschil,
    *,
    auteur: str = "verordening",
    moment: datetime | None = None,
    wie: Toeschrijving | None = None,
) -> bytes:
    """The words of the regulation with their changes, as a .docx.

    Args:
        auteur: name that the office program shows with each change.
        moment: date that it shows with each change; default the date of the new version, so that the same comparison always
            gives the same bytes.
        wie: who changed what, when that was more than one person.
    """
    from verordening.papier.docx import docx as schrijf

    return schrijf(zuivere_tekst(verschil, wie), spoor(verschil, auteur, moment))


def odt(verschil: Verschil, *, auteur: str = "verordening", moment: datetime | None = None) -> bytes:
    """The same as an .odt; see :func:`docx`."""
    from verordening.papier.odt import odt as schrijf

    return schrijf(zuivere_tekst(verschil), spoor(verschil, auteur, moment))
