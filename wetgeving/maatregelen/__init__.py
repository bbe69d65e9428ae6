"""The national measures as data: what the law changes, how sure that is, and what it asks of local rules.

The file ``maatregelen.xml`` holds facts and figures with their source and certainty; ``maatregelen.rng`` is its schema.
Certainty: ``A`` seen in the consolidated text of the law, ``B`` two or more public sources, text not seen,
``C`` one source or only inferred. What carries ``duiding="ja"`` is our own reading: no source says so.

Example:
    >>> lijst = ingebouwde_maatregelen()
    >>> lijst["M01"].naam
    'Bijstand met terugwerkende kracht'
    >>> [p.jci for p in lijst["M01"].wetsplaatsen]
    ['jci1.3:c:BWBR0015703&artikel=44&lid=5', 'jci1.3:c:BWBR0015703&artikel=47b']
    >>> len(lijst.geteld), len(lijst.buiten_de_telling)
    (24, 8)
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import model_validator
from pydantic_xml import attr, element, wrapped

from verordening.xmlmodel import Gegevens, Gegevensbestand, Jci, Tekst, dubbele
from wetgeving.maatregelen.pakket import (
    Bedrag as Bedrag,
    Bronfout as Bronfout,
    Duiding,
    Factor as Factor,
    Fasenaam as Fasenaam,
    Formule as Formule,
    Gebeurtenis as Gebeurtenis,
    Geldfeit as Geldfeit,
    Leemte as Leemte,
    Pakket as Pakket,
    Tegenstrijdigheid as Tegenstrijdigheid,
    Telling as Telling,
    Termijn as Termijn,
    Vergelijking as Vergelijking,
    Wetsfout as Wetsfout,
    Zekerheid as Zekerheid,
)

BESTAND = Path(__file__).with_name("maatregelen.xml")


class Wet(Gegevens, tag="wet"):
    """A national act or decree, with the versions (*toestanden*) that were read for the facts."""

    afkorting: str = attr()
    bwb: str | None = attr(default=None)
    naam: Tekst = attr()
    toestanden: str = attr(default="")
    noot: Tekst | None = None


class Bron(Gegevens, tag="bron"):
    """A source. ``soort`` secundair means: do not build on it alone."""

    id: str = attr()
    soort: Literal["wettekst", "kamerstuk", "overheid", "secundair", "stuk"] = attr()
    datum: date | None = attr(default=None)
    bestand: str | None = attr(default=None)
    naam: Tekst = element()
    urls: tuple[Tekst, ...] = element(tag="url", default=())
    noot: Tekst | None = element(default=None)


class Wetsplaats(Gegevens, tag="wetsplaats"):
    """A place in the law that a measure touches.

    ``aard``: ``nieuw``, ``gewijzigd``, ``vervallen``, ``niet-in-werking`` (in the text, not yet in force),
    ``vindplaats`` (the present article was seen, the new text not) or ``ongewijzigd``.
    """

    wet: str = attr()
    jci: Jci = attr()
    aard: Literal["nieuw", "gewijzigd", "vervallen", "niet-in-werking", "vindplaats", "ongewijzigd"] = attr()
    zekerheid: Zekerheid = attr()
    vanaf: date | None = attr(default=None)
    noot: Tekst | None = None


class Fase(Gegevens, tag="fase"):
    """Phase of introduction as published; the package says what each number is called (:class:`Fasenaam`)."""

    nummer: str = attr()
    onzeker: Duiding = attr(default="nee")
    noot: Tekst | None = None


class Ingang(Gegevens, tag="ingang"):
    """Entry into force of (a part of) a measure on the two legal clocks."""

    juridisch_werkend_vanaf: date | None = attr(name="juridisch-werkend-vanaf", default=None)
    geldig_vanaf: date | None = attr(name="geldig-vanaf", default=None)
    zekerheid: Zekerheid = attr()
    noot: Tekst | None = None

    @property
    def terugwerkend(self) -> bool:
        """True when validity starts before the text had legal effect."""
        return bool(
            self.juridisch_werkend_vanaf and self.geldig_vanaf and self.geldig_vanaf < self.juridisch_werkend_vanaf
        )


class Gedoogd(Gegevens, tag="gedoogd"):
    """Period in which applying the measure ahead of the law is tolerated."""

    van: date = attr()
    tot: date = attr()
    bronnen: str = attr()
    noot: Tekst


class Aard(Gegevens, tag="aard"):
    """How far the law binds: codes separated by spaces, and the nuance in words."""

    codes: str = attr()
    noot: Tekst | None = None


class Instrument(Gegevens, tag="instrument"):
    """Local instrument that the measure asks for. Own reading unless ``duiding`` says otherwise."""

    soort: Literal["verordening", "beleidsregel", "werkinstructie", "ict"] = attr()
    duiding: Duiding = attr(default="ja")
    alternatief: Duiding = attr(default="nee")
    noot: Tekst | None = None


class Orgaan(Gegevens, tag="orgaan"):
    """Who decides. ``bevoegd-volgens-wet`` is who the law names; ``beslist`` who decides in practice in the region."""

    wie: Literal["wetgever", "college", "gr", "gemeenteraad", "onbekend"] = attr()
    rol: Literal["beslist", "bevoegd-volgens-wet", "weegt-af"] = attr()
    noot: Tekst | None = None


class Klantprofielen(Gegevens, tag="klantprofielen"):
    """Client profiles (KP1-KP3) that a measure touches; empty ``sleutels`` means: cannot be inferred."""

    duiding: Duiding = attr(default="ja")
    sleutels: str = attr(default="")
    grond: Tekst

    @property
    def lijst(self) -> tuple[str, ...]:
        """The keys."""
        return tuple(self.sleutels.split())


class Uitgaven(Gegevens, tag="uitgaven"):
    """Direction of spending. No source splits national money per measure, so ``bedrag`` stays unknown."""

    richting: Literal["meer", "minder", "lichter", "neutraal", "verschuiving", "onbekend"] = attr()
    duiding: Duiding = attr(default="ja")
    bedrag: Literal["onbekend"] = attr(default="onbekend")
    noot: Tekst


class Plek(Gegevens, tag="plek"):
    """Chapter of a model regulation that the measure concerns; own reading, the real layout is unknown."""

    duiding: Duiding = attr(default="ja")
    hoofdstukken: str = attr(default="")
    noot: Tekst

    @property
    def lijst(self) -> tuple[str, ...]:
        """Keys of the subjects; empty when no part of a verordening is concerned."""
        return tuple(self.hoofdstukken.split())


class Tegenhanger(Gegevens, tag="tegenhanger"):
    """The same rule in another act of the list, or why there is none."""

    wet: str = attr()
    stand: Literal[
        "gezien",
        "niet-gezien",
        "niet-nagezien",
        "niet-aanwezig",
        "uitgezonderd",
        "afwijking-mogelijk",
        "telt-mee",
        "niet-vermeld",
        "onbekend",
    ] = attr()
    zekerheid: Zekerheid = attr()
    jci: Jci | None = attr(default=None)
    noot: Tekst | None = None


class Koppeling(Gegevens, tag="koppeling"):
    """Another act, bill or decree on which a measure depends or with which it coincides."""

    soort: Literal["wetsvoorstel", "wet", "amvb", "kamerstuk"] = attr()
    bwb: str | None = attr(default=None)
    zekerheid: Zekerheid = attr()
    noot: Tekst


class Variant(Gegevens, tag="variant"):
    """One way to use the room that the law leaves, with what speaks for and against it, and as a sentence of a rule. Own reading."""

    naam: Tekst = attr()
    voor: Tekst = element()
    tegen: Tekst = element()
    tekst: Tekst | None = element(default=None)


class Afweging(Gegevens, tag="afweging"):
    """A choice that the measure leaves to a local body; ``aanbevolen``: name of the variant that the executor proposes.

    ``plaats``: the place of the law that leaves it, of which a ``tekst`` of a variant is the rule.
    """

    aanbevolen: str = attr(default="")
    plaats: Jci | None = attr(default=None)
    vraag: Tekst = element()
    varianten: tuple[Variant, ...] = element()


class Maatregel(Gegevens, tag="maatregel"):
    """One measure, or one item outside the count (``soort``)."""

    id: str = attr()
    soort: Literal["maatregel", "buiten-telling"] = attr()
    groep: str = attr()
    zekerheid: Zekerheid = attr()
    terugwerkend: Literal["ja", "nee", "deels", "onbekend"] = attr()
    bronnen: str = attr()
    naam: Tekst = element()
    zekerheidsnoot: Tekst | None = element(default=None)
    wetsplaatsen: tuple[Wetsplaats, ...] = element(default=())
    fase: Fase = element()
    ingang: tuple[Ingang, ...] = element(default=())
    gedoogd: Gedoogd | None = element(default=None)
    aard: Aard = element()
    instrumenten: tuple[Instrument, ...] = element(default=())
    wie_beslist: Tekst = element(tag="wie-beslist")
    organen: tuple[Orgaan, ...] = element(default=())
    doelgroep: Tekst = element()
    klantprofielen: Klantprofielen = element()
    uitgaven: Uitgaven = element()
    plek: Plek = element()
    was: Tekst = element()
    wordt: Tekst = element()
    gevolg: Tekst = element()
    afweging: Afweging | None = element(default=None)
    let_op: tuple[Tekst, ...] = element(tag="let-op", default=())
    tegenhangers: tuple[Tegenhanger, ...] = element(default=())
    koppelingen: tuple[Koppeling, ...] = element(default=())
    trefwoorden: tuple[Tekst, ...] = element(tag="trefwoord", default=())

    @property
    def bronsleutels(self) -> tuple[str, ...]:
        """Keys of the sources."""
        return tuple(self.bronnen.split())

    @property
    def instrument(self) -> str:
        """The local instruments as one phrase; ``geen`` when the measure asks for none."""
        return ", ".join(dict.fromkeys(i.soort for i in self.instrumenten)) or "geen"


class Onderwerp(Gegevens, tag="onderwerp"):
    """A subject that national law orders or allows a municipality to regulate by verordening."""

    id: str = attr()
    maatregelen: str = attr(default="")
    naam: Tekst = element()
    wetsplaatsen: tuple[Wetsplaats, ...] = element(default=())
    standen: tuple[Stand, ...] = element()
    noot: Tekst | None = element(default=None)

    def plicht(self, op: date) -> str:
        """Duty that holds on a day: that of the latest ``stand`` not after it (``onbekend`` before the first)."""
        eerder = [s for s in self.standen if s.peildatum <= op]
        return max(eerder, key=lambda s: s.peildatum).plicht if eerder else "onbekend"


class Stand(Gegevens, tag="stand"):
    """Duty to regulate a subject on a day, and what changed against the day before it in the list."""

    peildatum: date = attr()
    plicht: Literal["moet", "mag", "geen", "plan", "onbekend"] = attr()
    wijziging: Literal["eerste", "gelijk", "uitgebreid", "wijzigt", "onbekend"] = attr()
    verwacht: Duiding = attr(default="nee")
    noot: Tekst | None = None


Onderwerp.model_rebuild()


class Maatregelenlijst(Gegevensbestand, tag="maatregelen"):
    """Everything in ``maatregelen.xml``. Index by key: ``lijst["M07"]``."""

    SCHEMA: ClassVar = Path(__file__).with_name("maatregelen.rng")

    dossier: str = attr()
    peildatum: date = attr()
    naam: Tekst = element()
    pakket: Pakket = element(default=Pakket())
    wetten: tuple[Wet, ...] = wrapped("wetten", element(default=()))
    bronnen: tuple[Bron, ...] = wrapped("bronnen", element(default=()))
    tellingen: tuple[Telling, ...] = wrapped("tellingen", element(default=()))
    maatregelen: tuple[Maatregel, ...] = element(default=())
    onderwerpen: tuple[Onderwerp, ...] = wrapped("verordeningsonderwerpen", element(default=()))
    bedragen: tuple[Bedrag, ...] = wrapped("bedragen", element(default=()))
    termijnen: tuple[Termijn, ...] = wrapped("termijnen", element(default=()))
    formules: tuple[Formule, ...] = wrapped("formules", element(default=()))
    geld: tuple[Geldfeit, ...] = wrapped("geld", element(default=()))
    tijdlijn: tuple[Gebeurtenis, ...] = wrapped("tijdlijn", element(default=()))
    tegenstrijdigheden: tuple[Tegenstrijdigheid, ...] = wrapped("tegenstrijdigheden", element(default=()))
    wetsfouten: tuple[Wetsfout, ...] = wrapped("wetsfouten", element(default=()))
    bronfouten: tuple[Bronfout, ...] = wrapped("bronfouten", element(default=()))
    vergelijkingen: tuple[Vergelijking, ...] = wrapped("vergelijkingen", element(default=()))
    leemten: tuple[Leemte, ...] = wrapped("leemten", element(default=()))

    @model_validator(mode="after")
    def _sleutels_kloppen(self) -> Maatregelenlijst:
        """Keys are unique, and every key that is named exists."""
        afkortingen = {w.afkorting for w in self.wetten}
        bronnen, maatregelen = {b.id for b in self.bronnen}, {m.id for m in self.maatregelen}
        alle = (
            self.maatregelen,
            self.bronnen,
            self.onderwerpen,
            self.bedragen,
            self.termijnen,
            self.geld,
            self.tegenstrijdigheden,
            self.wetsfouten,
        )
        if dubbel := dubbele([rij.id for rijen in alle for rij in rijen]):
            raise ValueError(f"de sleutel {dubbel[0]} komt twee keer voor")
        for rij in _records(self):
            for veld, bekend, wat in (
                ("bronnen", bronnen, "bron"),
                ("maatregelen", maatregelen, "maatregel"),
                ("maatregel", maatregelen, "maatregel"),
                ("bron", bronnen, "bron"),
                ("wet", afkortingen, "wet"),
            ):
                waarde = getattr(rij, veld, None)
                for sleutel in waarde.split() if isinstance(waarde, str) else ():
                    if sleutel not in bekend:
                        raise ValueError(f"de {wat} {sleutel} is niet bekend in deze lijst")
        return self

    def __getitem__(self, sleutel: str) -> Maatregel:
        """Measure by key.

        Raises:
            KeyError: there is no such measure.
        """
        for maatregel in self.maatregelen:
            if maatregel.id == sleutel:
                return maatregel
        raise KeyError(sleutel)

    @property
    def geteld(self) -> tuple[Maatregel, ...]:
        """The measures proper."""
        return tuple(m for m in self.maatregelen if m.soort == "maatregel")

    @property
    def buiten_de_telling(self) -> tuple[Maatregel, ...]:
        """Items that are tracked but not counted as measures."""
        return tuple(m for m in self.maatregelen if m.soort == "buiten-telling")

    @property
    def hoofdwet(self) -> str:
        """Name of the act that the measures change: the first of the list."""
        return self.wetten[0].naam if self.wetten else self.naam

    @property
    def herkomst(self) -> str:
        """Where the measures come from, for a reader: the bill when the key is its number."""
        return f"kamerdossier {self.dossier}" if self.dossier.isdecimal() else self.dossier

    @property
    def fasen(self) -> dict[str, str]:
        """The phases that measures name, with what each is called, in the order of the package."""
        namen = {f.nummer: f.tekst for f in self.pakket.fasen}
        gebruikt = {m.fase.nummer: f"fase {m.fase.nummer}" for m in self.maatregelen}
        return {n: tekst for n, tekst in namen.items() if n in gebruikt} | {
            n: tekst for n, tekst in gebruikt.items() if n not in namen
        }

    def groepnaam(self, groep: str) -> str:
        """What a group of measures is called."""
        return next((g.tekst for g in self.pakket.groepen if g.groep == groep), groep)

    def bron(self, sleutel: str) -> Bron:
        """Source by key (raises KeyError)."""
        return {b.id: b for b in self.bronnen}[sleutel]

    def wet(self, afkorting: str) -> Wet:
        """Act by its abbreviation (raises KeyError)."""
        return {w.afkorting: w for w in self.wetten}[afkorting]


def _records(lijst: Maatregelenlijst) -> list[Gegevens]:
    """Every record in the list, nested ones too."""
    gevonden: list[Gegevens] = []
    wachtrij: list[Gegevens] = [lijst]
    while wachtrij:
        huidig = wachtrij.pop()
        for naam in type(huidig).model_fields:
            waarde = getattr(huidig, naam)
            kinderen = [k for k in (waarde if isinstance(waarde, tuple) else (waarde,)) if isinstance(k, Gegevens)]
            gevonden += kinderen
            wachtrij += kinderen
    return gevonden


@cache
def ingebouwde_maatregelen() -> Maatregelenlijst:
    """The measures that ship with the project (read once per process)."""
    return Maatregelenlijst.lees(BESTAND)
