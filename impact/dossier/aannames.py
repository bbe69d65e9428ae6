"""What the user assumes: ``aannames.xml`` in the dossier. Lead times and inputs of the calculation that no source gives.

An assumption only fills what the facts leave *onbekend*; a known fact always wins, and the paper says of every figure
that it is an assumption, with its ground.

Example:
    >>> xml = b'''<aannames status="proef" peildatum="2026-03-01">
    ...   <termijn stap="aanlevering-weken" waarde="6" orgaan="gemeenteraad" gemeente="alle">Gebruikelijk.</termijn>
    ... </aannames>'''
    >>> Aannames.lees(xml).termijn("gemeenteraad", "gm0610", "aanlevering-weken").waarde
    6
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints, model_validator
from pydantic_xml import attr, element

from verordening.xmlmodel import Gegevens, Gegevensbestand, Tekst, dubbele

Wie = Annotated[str, StringConstraints(pattern=r"^(?:alle|gm[0-9]{4})$")]


class Termijnaanname(Gegevens, tag="termijn"):
    """A lead time that is assumed; the steps are those of :class:`verordening.gemeenten.Raadscyclus`."""

    orgaan: Literal["gemeenteraad", "ab"] = attr()
    gemeente: Wie = attr(default="alle")
    stap: Literal["aanlevering-weken", "beeldvormend-weken", "oordeelsvormend-weken", "bekendmaking-dagen"] = attr()
    waarde: int = attr()
    grond: Tekst


class Invoer(Gegevens, tag="invoer"):
    """An input of the calculation as a range. ``sleutel`` is a name that a formula of :mod:`impact.stukken.rekenmodel` asks for."""

    sleutel: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)] = attr()
    gemeente: Wie = attr(default="alle")
    laag: float = attr()
    hoog: float = attr()
    eenheid: Literal["personen", "deel", "euro", "maanden", "aanvragen"] = attr()
    grond: Tekst

    @model_validator(mode="after")
    def _laag_voor_hoog(self) -> Invoer:
        if not 0 <= self.laag <= self.hoog:
            raise ValueError(f"bij {self.sleutel} ligt «laag» niet tussen 0 en «hoog»")
        if self.eenheid == "deel" and self.hoog > 1:
            raise ValueError(f"bij {self.sleutel} is een deel groter dan 1")
        return self


class Aannames(Gegevensbestand, tag="aannames"):
    """Everything in ``aannames.xml``; an empty one when the dossier has none."""

    SCHEMA: ClassVar = Path(__file__).with_name("aannames.rng")

    status: Tekst = attr(default="geen aannames vastgelegd")
    peildatum: date | None = attr(default=None)
    termijnen: tuple[Termijnaanname, ...] = element(default=())
    invoer: tuple[Invoer, ...] = element(default=())

    @model_validator(mode="after")
    def _eenmaal(self) -> Aannames:
        sleutels = [f"{t.orgaan}, {t.gemeente}, {t.stap}" for t in self.termijnen]
        sleutels += [f"{i.sleutel}, {i.gemeente}" for i in self.invoer]
        if dubbel := dubbele(sleutels):
            raise ValueError(f"de aanname {dubbel[0]} staat er twee keer")
        return self

    def termijn(self, orgaan: str, gemeente: str, stap: str) -> Termijnaanname | None:
        """The assumption about a lead time: the one for this gemeente, else the one for all."""
        gevonden = {t.gemeente: t for t in self.termijnen if t.orgaan == orgaan and t.stap == stap}
        return gevonden.get(gemeente) or gevonden.get("alle")

    def getal(self, sleutel: str, gemeente: str) -> Invoer | None:
        """The assumed input of the calculation: the one for this gemeente, else the one for all."""
        gevonden = {i.gemeente: i for i in self.invoer if i.sleutel == sleutel}
        return gevonden.get(gemeente) or gevonden.get("alle")
