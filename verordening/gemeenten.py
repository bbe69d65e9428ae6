"""The gemeenten, the gemeenschappelijke regeling, who decides what and when: data that papers per gemeente need.

What is not known is written ``onbekend``, never left out and never guessed. The file of the example dossier ships as
``verordening/voorbeeld/gemeenten.xml``; a user's dossier has its own.

Example:
    >>> regio = Gemeenten.lees(BESTAND)
    >>> [g.naam for g in regio.gemeenten][-2:]
    ['Sliedrecht', 'Zwijndrecht']
    >>> regio["Sliedrecht"].cijfer("bijstand").getal, regio["gm0505"].cijfer("bijstand").getal
    (529, None)
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints, model_validator
from pydantic_xml import attr, element, wrapped

from verordening.bevinding import Geweigerd
from verordening.xmlmodel import Gegevens, Gegevensbestand, Tekst, dubbele

_VOORBEELD = Path(__file__).with_name("voorbeeld")
BESTAND = _VOORBEELD / "gemeenten.xml"

Code = Annotated[str, StringConstraints(pattern=r"^gm[0-9]{4}$")]
GetalOfOnbekend = Annotated[str, StringConstraints(pattern=r"^(?:onbekend|[0-9]+)$")]
DatumOfOnbekend = Annotated[str, StringConstraints(pattern=r"^(?:onbekend|[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)$")]


class Regiobron(Gegevens, tag="bron"):
    """A source: a public page or a document by its file name."""

    id: str = attr()
    url: str | None = attr(default=None)
    bestand: str | None = attr(default=None)
    naam: Tekst


class Cijfer(Gegevens, tag="cijfer"):
    """A figure with its reference date and source. ``waarde`` is a number as text, or ``onbekend``."""

    sleutel: str = attr()
    waarde: str = attr()
    eenheid: Literal["inwoners", "personen", "procent", "euro", "miljoen euro", "maatregelen", "deel"] = attr()
    peildatum: DatumOfOnbekend = attr()
    circa: Literal["ja", "nee"] = attr(default="nee")
    bron: str | None = attr(default=None)
    plaats: str | None = attr(default=None)
    naam: Tekst

    @property
    def getal(self) -> float | int | None:
        """The figure; None when unknown or not a single number."""
        try:
            return int(self.waarde)
        except ValueError:
            pass
        try:
            return float(self.waarde)
        except ValueError:
            return None


class Toezegging(Gegevens, tag="toezegging"):
    """A promise to the raad that a letter can settle."""

    nummer: str = attr()
    bron: str = attr()
    onderwerp: Tekst = element()
    afdoening: Tekst = element()
    let_op: Tekst | None = element(tag="let-op", default=None)


class Eerderebrief(Gegevens, tag="eerdere-brief"):
    """An earlier college letter; ``datum`` and ``kenmerk`` may be unknown."""

    datum: DatumOfOnbekend = attr()
    kenmerk: str = attr()
    bron: str = attr()
    naam: Tekst


class Raadscyclus(Gegevens, tag="raadscyclus"):
    """Lead times of a deciding body, counted back from the decision. A number, or ``onbekend``.

    ``aanlevering-weken``: papers handed in before the first treatment; ``beeldvormend-weken`` and
    ``oordeelsvormend-weken``: those treatments before the decision; ``bekendmaking-dagen``: from decision to
    publication. ``advies-weken``: from the request for advice to the cliëntenraad to handing in; absent when no
    verordening demands advice.
    """

    vergaderritme: str = attr()
    aanlevering_weken: GetalOfOnbekend = attr(name="aanlevering-weken")
    beeldvormend_weken: GetalOfOnbekend = attr(name="beeldvormend-weken")
    oordeelsvormend_weken: GetalOfOnbekend = attr(name="oordeelsvormend-weken")
    bekendmaking_dagen: GetalOfOnbekend = attr(name="bekendmaking-dagen")
    zomerreces_van: DatumOfOnbekend = attr(name="zomerreces-van")
    zomerreces_tot: DatumOfOnbekend = attr(name="zomerreces-tot")
    advies_weken: GetalOfOnbekend | None = attr(name="advies-weken", default=None)
    noot: Tekst | None = None

    def getal(self, sleutel: str) -> int | None:
        """A lead time by field name; None when unknown (raises AttributeError for an unknown field)."""
        waarde = getattr(self, sleutel)
        return None if waarde in (None, "onbekend") else int(waarde)


class Gemeente(Gegevens, tag="gemeente"):
    """One gemeente. ``code`` is the overheidscode (gmNNNN)."""

    code: Code = attr()
    naam: str = attr()
    cijfers: tuple[Cijfer, ...] = element(default=())
    eerdere_brieven: tuple[Eerderebrief, ...] = element(default=())
    toezeggingen: tuple[Toezegging, ...] = element(default=())
    raadscyclus: Raadscyclus = element()
    noot: Tekst | None = element(default=None)

    def cijfer(self, sleutel: str) -> Cijfer:
        """Figure by key (raises KeyError)."""
        return {c.sleutel: c for c in self.cijfers}[sleutel]


class Samenwerking(Gegevens, tag="samenwerking"):
    """The gemeenschappelijke regeling that executes the law for the gemeenten."""

    naam: str = attr()
    uitvoerder: str = attr()
    rechtsvorm: Tekst = element()
    zetel: Tekst = element()
    organen: tuple[Tekst, ...] = element(tag="orgaan", default=())
    taken: tuple[Tekst, ...] = element(tag="taak", default=())
    feiten: tuple[Tekst, ...] = element(tag="feit", default=())
    cijfers: tuple[Cijfer, ...] = element(default=())
    cyclus: Raadscyclus = element()


class Besluitrol(Gegevens, tag="besluitrol"):
    """Who decides about what."""

    orgaan: Literal["gemeenteraad", "ab", "uitvoerder", "college", "wetgever"] = attr()
    bron: str = attr()
    over: Tekst = element()
    grondslag: Tekst = element()


class Processtap(Gegevens, tag="processtap"):
    """One step in the route of an amended verordening; ``duiding`` where no source gives the order."""

    orgaan: str = attr()
    duiding: Literal["ja", "nee"] = attr()
    naam: Tekst


class Planningmoment(Gegevens, tag="moment"):
    """A moment in the planning; ``datum`` sorts, ``wanneer`` is how the source words it."""

    datum: DatumOfOnbekend = attr()
    wanneer: str = attr()
    orgaan: str = attr()
    geldt_voor: str = attr(name="geldt-voor")
    zekerheid: Literal["vast", "gepland", "waarschijnlijk", "optioneel"] = attr()
    bron: str = attr()
    plaats: str | None = attr(default=None)
    naam: Tekst


class Vraag(Gegevens, tag="vraag"):
    """A question about the local regulations, and what was found."""

    punt: Tekst = element()
    bevinding: Tekst = element()


class Onzekerheid(Gegevens, tag="onzekerheid"):
    """Something about the region that is uncertain or contradictory."""

    tekst: Tekst


class Gemeenten(Gegevensbestand, tag="gemeenten"):
    """Everything in ``gemeenten.xml``. Index by name or code: ``regio["Sliedrecht"]``, ``regio["gm0610"]``."""

    SCHEMA: ClassVar = _VOORBEELD / "gemeenten.rng"

    status: str = attr()
    naam: Tekst = element()
    bronnen: tuple[Regiobron, ...] = wrapped("bronnen", element(default=()))
    samenwerking: Samenwerking = element()
    gemeenten: tuple[Gemeente, ...] = element(default=())
    besluitrollen: tuple[Besluitrol, ...] = wrapped("besluitvorming", element(default=()))
    proces: tuple[Processtap, ...] = wrapped("proces", element(default=()))
    planning: tuple[Planningmoment, ...] = wrapped("planning", element(default=()))
    landelijk: tuple[Cijfer, ...] = wrapped("landelijk", element(default=()))
    vragen: tuple[Vraag, ...] = wrapped("vragen", element(default=()))
    onzekerheden: tuple[Onzekerheid, ...] = wrapped("onzekerheden", element(default=()))

    @model_validator(mode="after")
    def _sleutels_kloppen(self) -> Gemeenten:
        """Names and codes are unique; sources and gemeenten that are named exist."""
        if dubbel := dubbele([g.code for g in self.gemeenten] + [g.naam for g in self.gemeenten]):
            raise ValueError(f"de gemeente {dubbel[0]} komt twee keer voor")
        bekend = {b.id for b in self.bronnen}
        bronnen: list[str | None] = [rol.bron for rol in self.besluitrollen]
        bronnen += [moment.bron for moment in self.planning]
        for gemeente in self.gemeenten:
            if dubbel := dubbele([c.sleutel for c in gemeente.cijfers]):
                raise ValueError(f"het cijfer {dubbel[0]} komt bij {gemeente.naam} twee keer voor")
            bronnen += [c.bron for c in gemeente.cijfers] + [t.bron for t in gemeente.toezeggingen]
            bronnen += [b.bron for b in gemeente.eerdere_brieven]
        bronnen += [c.bron for c in (*self.landelijk, *self.samenwerking.cijfers)]
        for bron in " ".join(b for b in bronnen if b).split():
            if bron not in bekend:
                raise ValueError(f"de bron {bron} is niet bekend in deze lijst")
        codes = {"alle"} | {g.code for g in self.gemeenten}
        for moment in self.planning:
            for code in moment.geldt_voor.split():
                if code not in codes:
                    raise ValueError(f"de gemeente {code} in de planning bestaat niet")
        return self

    def __getitem__(self, sleutel: str) -> Gemeente:
        """Gemeente by name (any case) or code.

        Raises:
            Geweigerd: there is no such gemeente; names those that exist.
        """
        for gemeente in self.gemeenten:
            if sleutel.strip().casefold() in (gemeente.naam.casefold(), gemeente.code):
                return gemeente
        namen = ", ".join(g.naam for g in self.gemeenten)
        raise Geweigerd.om("gemeente-onbekend", "gemeenten.xml", sleutel_=sleutel, namen=namen)

    @property
    def alleen(self) -> bool:
        """Whether this is one gemeente by itself, without a gemeenschappelijke regeling."""
        return len(self.gemeenten) == 1 and self.samenwerking.naam == self.samenwerking.uitvoerder

    def planning_van(self, code: str) -> tuple[Planningmoment, ...]:
        """Moments that hold for one gemeente, those for all included, in the order of the data."""
        return tuple(m for m in self.planning if {"alle", code} & set(m.geldt_voor.split()))


def onbekende_gemeenten(uitvoerder: str, gemeenten: Mapping[str, str], samenwerking: str = "") -> Gemeenten:
    """What is known of a dossier of which only names are known: nothing is filled in from another.

    Args:
        uitvoerder: who executes the regulations.
        gemeenten: code → name ("gm0999": "Proefstad"); may be empty, then no paper can be addressed.
        samenwerking: name of the gemeenschappelijke regeling; empty = the executor.
    """
    onbekend = "onbekend"

    def cijfers(sleutels: Mapping[str, str]) -> tuple[Cijfer, ...]:
        return tuple(
            Cijfer(
                sleutel=s,
                waarde=onbekend,
                eenheid="procent" if s == "bijstand-aandeel" else "personen",
                peildatum=onbekend,
                naam=n,
            )
            for s, n in sleutels.items()
        )

    profielen = {f"klantprofiel-{n}": f"Inwoners met bijstand in klantprofiel {n}" for n in (1, 2, 3)}
    regio = {
        "bijstand-regio": "Inwoners met bijstand",
        "bijstand-aandeel": "Aandeel van de inwoners van 18 tot 67 jaar met bijstand",
    }
    gemeente = {
        "bijstand": "Inwoners met bijstand",
        "bijstand-trend": "Ontwikkeling van het aantal inwoners met bijstand",
        "inwoners": "Inwoners",
    }
    cyclus = Raadscyclus(
        vergaderritme=onbekend,
        aanlevering_weken=onbekend,
        beeldvormend_weken=onbekend,
        oordeelsvormend_weken=onbekend,
        bekendmaking_dagen=onbekend,
        zomerreces_van=onbekend,
        zomerreces_tot=onbekend,
    )
    return Gemeenten(
        status="wat ontbreekt is onbekend",
        naam=samenwerking or uitvoerder,
        samenwerking=Samenwerking(
            naam=samenwerking or uitvoerder,
            uitvoerder=uitvoerder,
            rechtsvorm=onbekend,
            zetel=onbekend,
            cijfers=cijfers(regio | profielen),
            cyclus=cyclus,
        ),
        gemeenten=tuple(
            Gemeente(code=c, naam=n, cijfers=cijfers(gemeente | profielen), raadscyclus=cyclus)
            for c, n in gemeenten.items()
        ),
        bronnen=(),
        besluitrollen=(),
        proces=(),
        planning=(),
        landelijk=(),
        vragen=(),
        onzekerheden=(),
    )
