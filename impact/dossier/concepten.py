"""Words that a person chose for the draft of a beleidsregel: ``concepten.xml`` in the dossier.

A place gets one or more variants; the first is the one in the draft, the others stand beside it as choices. What the law settles
by itself (amounts, single references) needs no row: the verdicts give that.

Example:
    >>> xml = b'''<concepten status="proef"><concept regeling="regels" plaats="artikel 3, derde lid">
    ...   <variant naam="Vaste groepen">Het college behandelt de aanvraag eerder.</variant><variant naam="Laat vervallen" doe="vervalt"/>
    ... </concept></concepten>'''
    >>> [v.naam for v in Concepten.lees(xml).van("regels")[0].varianten]
    ['Vaste groepen', 'Laat vervallen']
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_xml import attr, element

from verordening.xmlmodel import Gegevens, Gegevensbestand, Slug, Tekst, dubbele


class Conceptvariant(Gegevens, tag="variant"):
    """One way to write a place. ``doe``: what happens to it; ``noot`` the new words, only for "vervang"."""

    naam: Tekst = attr()
    doe: Literal["vervang", "vervalt", "blijft"] = attr(default="vervang")
    noot: Tekst | None = None

    @model_validator(mode="after")
    def _woorden_alleen_bij_vervangen(self) -> Conceptvariant:
        if self.doe != "vervang" and self.noot:
            raise ValueError(f"bij de variant «{self.naam}» staan woorden, maar de plaats wordt niet vervangen")
        return self


class Conceptkeuze(Gegevens, tag="concept"):
    """The variants for one place of a regulation, as ``verordening tekst`` names it; ``oud``: only these words of it."""

    regeling: Slug = attr()
    plaats: Tekst = attr()
    oud: Tekst | None = attr(default=None)
    varianten: Annotated[tuple[Conceptvariant, ...], Field(min_length=1)] = element()

    @model_validator(mode="after")
    def _de_eerste_is_te_zetten(self) -> Conceptkeuze:
        if self.gekozen.doe == "vervang" and not self.gekozen.noot:
            raise ValueError(f"bij {self.plaats} heeft de eerste variant geen woorden")
        return self

    @property
    def gekozen(self) -> Conceptvariant:
        """The variant that stands in the draft."""
        return self.varianten[0]


class Concepten(Gegevensbestand, tag="concepten"):
    """Everything in ``concepten.xml``; an empty one when the dossier has none."""

    SCHEMA: ClassVar = Path(__file__).with_name("concepten.rng")

    status: Tekst = attr(default="geen teksten gekozen")
    keuzes: tuple[Conceptkeuze, ...] = element(default=())

    @model_validator(mode="after")
    def _eenmaal(self) -> Concepten:
        if dubbel := dubbele([f"{k.regeling}, {k.plaats}, {k.oud or 'geheel'}" for k in self.keuzes]):
            raise ValueError(f"over {dubbel[0]} staat er twee keer een concept")
        return self

    def van(self, slug: str) -> tuple[Conceptkeuze, ...]:
        """The chosen words for one regulation."""
        return tuple(k for k in self.keuzes if k.regeling == slug)
