"""The frameworks against which an impact memo tests, as keyed data.

A measure refers to a framework by key and the memo shows which keys it touches. Those links (``raakt``) are our own
reading (*duiding*) unless a source is named. Schema: ``kaders.rng``; data: ``kaders.xml``.

Example:
    >>> kaders = ingebouwde_kaders()
    >>> kaders["SK04"].naam
    'Loonkostensubsidie'
    >>> [k.sleutel for k in kaders.geraakt_door("M20")][:2]
    ['SK03', 'SP2']
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints, model_validator
from pydantic_xml import attr, element, wrapped

from verordening.xmlmodel import Gegevens, Gegevensbestand, Tekst, dubbele

BESTAND = Path(__file__).with_name("kaders.xml")

Sleutel = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}[0-9]{1,2}$")]


class Kaderbron(Gegevens, tag="bron"):
    """Source of a block."""

    id: str = attr()
    bestand: str = attr()
    naam: Tekst


class Kader(Gegevens, tag="kader"):
    """One framework: a choice, tension, assumption, goal, test, profile, variant, trajectory or question.

    ``laag`` is the layer of a choice; ``opties`` what can be chosen; ``vraag`` the question to ask about a measure;
    ``aandeel`` the share of the caseload as the source words it.
    """

    sleutel: Sleutel = attr()
    laag: str | None = attr(default=None)
    aandeel: str | None = attr(default=None)
    naam: Tekst = element()
    tekst: Tekst | None = element(default=None)
    vraag: Tekst | None = element(default=None)
    opties: tuple[Tekst, ...] = element(tag="optie", default=())
    voor: tuple[Tekst, ...] = element(default=())
    tegen: tuple[Tekst, ...] = element(default=())


class Kaderblok(Gegevens, tag="blok"):
    """Frameworks of one kind (K1-K9 without the letter structure); ``lokaal``: laid down by one region or gemeente for itself."""

    id: Literal["K1", "K2", "K3", "K4", "K5", "K6", "K7", "K9"] = attr()
    soort: Literal[
        "sturingskeuze",
        "spanning",
        "veronderstelling",
        "doel",
        "drietrapstoets",
        "klantprofiel",
        "variant",
        "traject",
        "vraagstuk",
        "naleving",
        "meting",
        "uitgangspunt",
        "spoor",
        "sturingsvorm",
    ] = attr()
    lokaal: Literal["ja"] | None = attr(default=None)
    bron: str = attr()
    naam: Tekst = element()
    toelichting: tuple[Tekst, ...] = element(default=())
    kaders: tuple[Kader, ...] = element()


class Briefdeel(Gegevens, tag="deel"):
    """One section of the letter or its attachment; ``lokaal`` says whether it differs per gemeente."""

    sleutel: Annotated[str, StringConstraints(pattern=r"^[a-z]+(?:-[a-z]+)*$")] = attr()
    lokaal: Literal["ja", "nee"] = attr()
    naam: Tekst


class Briefopbouw(Gegevens, tag="briefopbouw"):
    """Structure of a college letter to the raad (K8): sections in order."""

    bron: str = attr()
    toelichting: tuple[Tekst, ...] = element(default=())
    brief: tuple[Briefdeel, ...] = wrapped("brief", element())
    bijlage: tuple[Briefdeel, ...] = wrapped("bijlage", element())


class Raakt(Gegevens, tag="raakt"):
    """A measure touches frameworks. ``duiding="nee"`` only when a source says so."""

    maatregel: str = attr()
    kaders: str = attr()
    duiding: Literal["ja", "nee"] = attr(default="ja")
    grond: Tekst

    @property
    def lijst(self) -> tuple[str, ...]:
        """The keys."""
        return tuple(self.kaders.split())


class Kaders(Gegevensbestand, tag="kaders"):
    """Everything in ``kaders.xml``. Index by key: ``kaders["SP4"]``. ``dossier``: the package of measures it was written for;
    empty = for any."""

    SCHEMA: ClassVar = Path(__file__).with_name("kaders.rng")

    dossier: str = attr(default="")
    naam: Tekst = element()
    bronnen: tuple[Kaderbron, ...] = wrapped("bronnen", element())
    blokken: tuple[Kaderblok, ...] = element()
    briefopbouw: Briefopbouw = element()
    raakt: tuple[Raakt, ...] = wrapped("raakvlakken", element(default=()))

    @model_validator(mode="after")
    def _sleutels_kloppen(self) -> Kaders:
        """Keys are unique, and every key that is named exists."""
        sleutels = [k.sleutel for b in self.blokken for k in b.kaders]
        if dubbel := dubbele(sleutels):
            raise ValueError(f"de sleutel {dubbel[0]} komt twee keer voor")
        bronnen = {b.id for b in self.bronnen}
        for bron in [*(b.bron for b in self.blokken), self.briefopbouw.bron]:
            if bron not in bronnen:
                raise ValueError(f"de bron {bron} is niet bekend in deze lijst")
        for raakvlak in self.raakt:
            for sleutel in raakvlak.lijst:
                if sleutel not in sleutels:
                    raise ValueError(f"het kader {sleutel} (geraakt door {raakvlak.maatregel}) bestaat niet")
        return self

    def __getitem__(self, sleutel: str) -> Kader:
        """Framework by key.

        Raises:
            KeyError: there is no such framework.
        """
        return {k.sleutel: k for b in self.blokken for k in b.kaders}[sleutel]

    def van_soort(self, soort: str) -> tuple[Kader, ...]:
        """All frameworks of a kind, in order (``sturingskeuze``, ``spanning``, ``doel`` ...)."""
        return tuple(k for b in self.blokken if b.soort == soort for k in b.kaders)

    def geraakt_door(self, maatregel: str) -> tuple[Kader, ...]:
        """Frameworks that a measure touches, in the order of the data."""
        geraakt = {s for r in self.raakt if r.maatregel == maatregel for s in r.lijst}
        return tuple(k for b in self.blokken for k in b.kaders if k.sleutel in geraakt)

    def landelijk(self) -> Kaders:
        """Without what one region or gemeente laid down for itself: what another dossier may start from."""
        blokken = tuple(b for b in self.blokken if b.lokaal is None)
        blijft = {k.sleutel for b in blokken for k in b.kaders}
        raakt = (
            r.model_copy(update={"kaders": " ".join(s for s in r.lijst if s in blijft)})
            for r in self.raakt
            if blijft & {*r.lijst}
        )
        return self.model_copy(update={"blokken": blokken, "raakt": tuple(raakt)})

    def voor(self, dossier: str) -> Kaders:
        """The frameworks for a package of measures: those of another package hold only the structure of the letter."""
        if self.dossier in ("", dossier):
            return self
        eigen = tuple(b for b in self.bronnen if b.id == self.briefopbouw.bron)
        return self.model_copy(update={"blokken": (), "raakt": (), "bronnen": eigen})

    def raakvlakken_van(self, maatregel: str) -> tuple[Raakt, ...]:
        """The links themselves, with their ground and whether they are our own reading."""
        return tuple(r for r in self.raakt if r.maatregel == maatregel)


@cache
def ingebouwde_kaders() -> Kaders:
    """The frameworks that ship with the project (read once per process)."""
    return Kaders.lees(BESTAND)
