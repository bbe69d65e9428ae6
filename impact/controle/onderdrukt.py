"""``controle.xml``: findings that a person has looked at and accepts, each with a reason.

Example:
    >>> o = Onderdrukking(code="begrip-ongebruikt", plaats="verordening-x#art_1", wie="jurist", wanneer="2026-02-01", reden="Blijft.")
    >>> o.past_op(Bevinding("begrip-ongebruikt", "fout", "", "", "", "", "verordening-x#art_1__list_o_1__item_a"))
    True
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import StringConstraints
from pydantic_xml import attr, element

from verordening.bevinding import Bevinding
from verordening.xmlmodel import Gegevens, Gegevensbestand, Tekst
from versies.dossier import binnen_map

BESTAND = "controle.xml"


class Onderdrukking(Gegevens, tag="onderdrukking"):
    """One accepted finding: its code and the place (``slug#eId``, or what the finding gives as ``plek``) or a place above it."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")] = attr()
    plaats: Tekst = attr()
    wie: Tekst = attr()
    wanneer: date = attr()
    reden: Tekst = element()

    def past_op(self, bevinding: Bevinding) -> bool:
        """Same code, and the same place or one inside it."""
        return bevinding.code == self.code and (
            bevinding.plek == self.plaats or bevinding.plek.startswith(f"{self.plaats}__")
        )


class Onderdrukkingen(Gegevensbestand, tag="controle"):
    """Everything in ``controle.xml``."""

    SCHEMA: ClassVar = Path(__file__).with_name("controle.rng")

    onderdrukkingen: tuple[Onderdrukking, ...] = element(default=())


def lees_onderdrukkingen(dossier: Path) -> Onderdrukkingen:
    """The accepted findings of a dossier; none when it has no ``controle.xml``.

    Raises:
        Geweigerd: unsafe or malformed XML, or a suppression without a reason; one Dutch line.
    """
    pad = binnen_map(dossier, BESTAND)
    return Onderdrukkingen.lees(pad) if pad.is_file() else Onderdrukkingen()
