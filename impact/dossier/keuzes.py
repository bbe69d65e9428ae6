"""State of the nineteen choices per gemeente (*keuzemonitor*): ``keuzes.xml``.

A choice is ``gekozen`` (with option, date and decision), ``open`` (known to be undecided) or ``onbekend``.
``vindplaats`` says which provision of the dossier is about a choice; own reading unless a source is named.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints, model_validator
from pydantic_xml import attr, element

from impact.kaders import Kaders
from verordening.bevinding import Bevinding
from verordening.xmlmodel import Gegevens, Gegevensbestand, Slug, Tekst, dubbele

Sleutel = Annotated[str, StringConstraints(pattern=r"^SK[0-9]{2}$")]


class Vindplaats(Gegevens, tag="vindplaats"):
    """A provision of the dossier that is about a choice."""

    sleutel: Sleutel = attr()
    regeling: Slug = attr()
    eId: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.\-]+$")] = attr()
    duiding: Literal["ja", "nee"] = attr(default="ja")
    noot: Tekst | None = None


class Keuze(Gegevens, tag="keuze"):
    """The state of one choice in one gemeente."""

    sleutel: Sleutel = attr()
    stand: Literal["gekozen", "open", "onbekend"] = attr()
    optie: Tekst | None = attr(default=None)
    datum: date | None = attr(default=None)
    besluit: Tekst | None = attr(default=None)
    noot: Tekst | None = None

    @model_validator(mode="after")
    def _gekozen_heeft_een_optie(self) -> Keuze:
        if (self.stand == "gekozen") != (self.optie is not None):
            raise ValueError(f"bij keuze {self.sleutel} hoort een optie alleen als de stand «gekozen» is")
        return self


class Keuzestand(Gegevens, tag="gemeente"):
    """The choices of one gemeente."""

    code: Annotated[str, StringConstraints(pattern=r"^gm[0-9]{4}$")] = attr()
    naam: Tekst = attr()
    keuzes: tuple[Keuze, ...] = element(default=())

    def stand(self, sleutel: str) -> Keuze:
        """The choice by key; one that is not recorded is unknown."""
        for keuze in self.keuzes:
            if keuze.sleutel == sleutel:
                return keuze
        return Keuze(sleutel=sleutel, stand="onbekend")


class Keuzes(Gegevensbestand, tag="keuzes"):
    """Everything in ``keuzes.xml``."""

    SCHEMA: ClassVar = Path(__file__).with_name("keuzes.rng")

    status: Tekst = attr()
    peildatum: date = attr()
    vindplaatsen: tuple[Vindplaats, ...] = element(default=())
    gemeenten: tuple[Keuzestand, ...] = element(default=())

    @model_validator(mode="after")
    def _sleutels_kloppen(self) -> Keuzes:
        if dubbel := dubbele([g.code for g in self.gemeenten]):
            raise ValueError(f"de gemeente {dubbel[0]} komt twee keer voor")
        for gemeente in self.gemeenten:
            if dubbel := dubbele([k.sleutel for k in gemeente.keuzes]):
                raise ValueError(f"de keuze {dubbel[0]} komt bij {gemeente.naam} twee keer voor")
        return self

    def vindplaatsen_van(self, sleutel: str) -> tuple[Vindplaats, ...]:
        """Provisions about one choice."""
        return tuple(v for v in self.vindplaatsen if v.sleutel == sleutel)


def controleer_keuzes(keuzes: Keuzes, kaders: Kaders) -> tuple[Bevinding, ...]:
    """Check keys and options against the frameworks, and report choices that are not recorded at all."""
    bekend = {k.sleutel: k.opties for k in kaders.van_soort("sturingskeuze")}
    vreemd = (p.sleutel for p in keuzes.vindplaatsen if p.sleutel not in bekend)
    gemeld = [Bevinding.van("keuze-onbekend", "keuzes.xml", sleutel) for sleutel in vreemd]
    for gemeente in keuzes.gemeenten:
        for keuze in gemeente.keuzes:
            if keuze.sleutel not in bekend:
                gemeld.append(Bevinding.van("keuze-onbekend", gemeente.naam, keuze.sleutel))
            elif keuze.optie is not None and keuze.optie not in bekend[keuze.sleutel]:
                waar = f"{gemeente.naam}, {keuze.sleutel}"
                gemeld.append(Bevinding.van("keuze-optie", waar, keuze.optie, bekend=", ".join(bekend[keuze.sleutel])))
        ontbreekt = [s for s in bekend if s not in {k.sleutel for k in gemeente.keuzes}]
        if ontbreekt:
            gemeld.append(Bevinding.van("keuze-ontbreekt", gemeente.naam, ", ".join(ontbreekt)))
    return tuple(gemeld)
