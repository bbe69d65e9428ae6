"""The decision as a paper: Word and the other formats, from the same lines as the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from verordening.papier import document as d

from . import Ontwerp

__all__ = ["NIEUWE_TEKST", "besluit_docx", "besluit_papier"]

NIEUWE_TEKST = "nieuwe tekst"
_KOP = re.compile(r"(?P<hek>#{1,4}) (?P<tekst>.+)\Z")
_PUNT = re.compile(r"(?P<nr>\d+\.|[a-z]{1,2}\.) (?P<tekst>.+)\Z")


def besluit_papier(ontwerp: Ontwerp) -> d.Document:
    """The decision as a neutral document; new text stands behind ``>``, as in the text form, so that it reads back."""
    regels = list(ontwerp.tekst.regels)
    return d.Document(regels[0].lstrip("# "), tuple(_blokken(regels[1:])), status=ontwerp.verschil.wordt.gegevens.versiestatus)


def besluit_docx(ontwerp: Ontwerp) -> bytes:
    """The decision in Word; read back and compared before it is given.

    Raises:
        Geweigerd: the Word file does not read back as the same decision.
    """
    from verordening.bevinding import Geweigerd
    from verordening.papier.docx import docx

    from ..opdracht import lees_besluit

    inhoud = docx(besluit_papier(ontwerp))
    terug = lees_besluit(inhoud, naam="besluit.docx")
    if [o.wijzigingen for o in terug.opdrachten] != [o.wijzigingen for o in ontwerp.besluit.opdrachten]:
        raise Geweigerd("het besluit leest in Word niet als hetzelfde besluit", code="opstellen-docx", advies="Gebruik het besluit als tekst.")
    return inhoud


def _blokken(regels: Sequence[str]) -> Iterator[d.Blok]:
    for regel in regels:
        if not regel:
            continue
        if (t := _KOP.match(regel)) is not None:
            yield d.kop(len(t.group("hek")), t.group("tekst"))
        elif regel.startswith("> "):
            yield d.alinea(regel, soort="klein")
        else:
            yield d.alinea(regel)
