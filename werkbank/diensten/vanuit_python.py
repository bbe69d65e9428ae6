"""What the public interface for Python adds: whole questions in one call (:mod:`verordening`, ``docs/python.md``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from impact.dossier.model import Bepaling
from verordening.boom import Regeling
from verordening.canoniek import schrijf as schrijf_canoniek
from verordening.schrijvers import schrijf as schrijf_formaat
from werkbank.diensten.geldend import Geldend, geldend as vraag


def geldend(dossier: Path, regeling: str, op: date, bekend: date | None = None) -> Geldend:
    """The text that held on a day, as known on another.

    Args:
        dossier: the folder.
        regeling: title, slug or id.
        op: the day. bekend: the day of knowledge; default today.

    Raises:
        Geweigerd: no dossier, or no such regulation in it.
    """
    from versies.archief.vragen import Tijdbron

    with Tijdbron(dossier) as bron:
        return vraag(bron, bron.werk(regeling), op, bekend)


def koppel(dossier: Path, bron: Sequence[Path] = ()) -> tuple[Bepaling, ...]:
    """Every local provision that a measure touches, with evidence and probability, in the order of the measures.

    Args:
        dossier: the folder.
        bron: folders or files with the texts of the law.

    Raises:
        Geweigerd: no dossier, or refused content.
    """
    from impact.dossier.laden import laad
    from impact.dossier.samen import werk_uit

    model = werk_uit(laad(dossier, bron=bron)).model
    return tuple(b for beeld in model.geteld for b in beeld.geraakt)


def schrijf(regeling: Regeling, formaat: str = "canoniek", *, overheid: str = "") -> bytes:
    """A regulation as bytes.

    Args:
        formaat: "canoniek", "stop", "akn", "cvdr" or "markdown".
        overheid: code of the authority for STOP and AKN ("gm0999").

    Raises:
        Geweigerd: the format cannot hold this text.
    """
    return (
        schrijf_canoniek(regeling)
        if formaat == "canoniek"
        else schrijf_formaat(regeling, formaat, overheid=overheid).inhoud
    )
