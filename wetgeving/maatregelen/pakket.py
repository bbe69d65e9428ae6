"""What stands in a package of measures besides the measures: the words that papers use, formulas, amounts, terms, faults."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic_xml import attr, element

from verordening.xmlmodel import Gegevens, Jci, Tekst

Zekerheid = Literal["A", "B", "C", "onbekend"]
Duiding = Literal["ja", "nee"]


class Fasenaam(Gegevens, tag="fasenaam"):
    """What a phase of introduction is called: its number as measures name it, and the words for a reader."""

    nummer: str = attr()
    tekst: Tekst


class Groepnaam(Gegevens, tag="groepnaam"):
    """What a group of measures is called."""

    groep: str = attr()
    tekst: Tekst


class Pakket(Gegevens, tag="pakket"):
    """The sentences of the papers that belong to these measures and to no others; what is absent is left out of a paper.

    Args:
        doelgroep: whom the act is about, as "inwoners met bijstand"; ``cijfer``: key of the figure that counts them.
        programma: the source of the goals and tracks in the attachment to the letter.
        spoor: which of the tracks these measures are, as "spoor 1".
        wettekst: the source that a reader of the letter can look up.
        waarom, opgave, stappen: sentences of the letter: why the act changes, what the task is, and in which steps.
        inspraak: who must be heard, in the raadsvoorstel; ``evaluatie``: when the act is evaluated.
        grondslagen: what a decision about beleidsregels rests on; ``van_samenwerking``: what it rests on besides, where the
            board of a gemeenschappelijke regeling decides.
    """

    cijfer: str = attr(default="")
    programma: str = attr(default="")
    spoor: str = attr(default="")
    wettekst: str = attr(default="")
    doelgroep: Tekst | None = element(default=None)
    waarom: Tekst | None = element(default=None)
    opgave: Tekst | None = element(default=None)
    stappen: Tekst | None = element(default=None)
    inspraak: Tekst | None = element(default=None)
    evaluatie: Tekst | None = element(default=None)
    grondslagen: tuple[Tekst, ...] = element(tag="grondslag", default=())
    van_samenwerking: tuple[Tekst, ...] = element(tag="grondslag-samenwerking", default=())
    fasen: tuple[Fasenaam, ...] = element(default=())
    groepen: tuple[Groepnaam, ...] = element(default=())


class Factor(Gegevens, tag="factor"):
    """One input of a formula.

    Args:
        sleutel: figure of the gemeente ("cijfer:bijstand"), amount of the law ("bedrag:BG01"), input of the user
            ("invoer:m08-deel"), or a number that is fixed ("vast:12").
        laag, hoog: range that holds by definition when the user gives nothing; absent = unknown then.
        tot_en_met: the amount is a maximum: the range starts at 0.
    """

    sleutel: str = attr()
    laag: float | None = attr(default=None)
    hoog: float | None = attr(default=None)
    tot_en_met: Duiding = attr(name="tot-en-met", default="nee")
    naam: Tekst

    @property
    def grens(self) -> tuple[float, float] | None:
        """The range by definition."""
        return None if self.laag is None or self.hoog is None else (self.laag, self.hoog)


class Formule(Gegevens, tag="formule"):
    """What is calculated for a measure: ``uitkomst`` in words, and the factors that are multiplied."""

    maatregel: str = attr()
    uitkomst: Tekst = element()
    factoren: tuple[Factor, ...] = element()

    @property
    def tekst(self) -> str:
        """The formula as shown."""
        return " × ".join(f.naam for f in self.factoren)


class Bedrag(Gegevens, tag="bedrag"):
    """An amount or percentage in the law on a day. ``waarde`` is a decimal number, without thousands separator."""

    id: str = attr()
    waarde: str = attr()
    eenheid: Literal["euro", "procent"] = attr()
    per: Literal["maand", "kalenderjaar", "jaar", "keer", "geen"] = attr()
    peildatum: date = attr()
    jci: Jci = attr()
    zekerheid: Zekerheid = attr()
    maatregelen: str = attr(default="")
    was: str | None = attr(default=None)
    naam: Tekst = element()
    noot: Tekst | None = element(default=None)


class Termijn(Gegevens, tag="termijn"):
    """A period in the law."""

    id: str = attr()
    aantal: int = attr()
    eenheid: Literal["weken", "maanden", "jaren"] = attr()
    jci: Jci = attr()
    zekerheid: Zekerheid = attr()
    maatregelen: str = attr(default="")
    naam: Tekst


class Geldfeit(Gegevens, tag="geldfeit"):
    """National money, in millions of euros. Division per measure or municipality is unknown."""

    id: str = attr()
    miljoen: str = attr()
    miljoen_tot: str | None = attr(name="miljoen-tot", default=None)
    circa: Duiding = attr(default="nee")
    bronnen: str = attr()
    jaar: str | None = attr(default=None)
    naam: Tekst = element()
    noot: Tekst | None = element(default=None)


class Gebeurtenis(Gegevens, tag="gebeurtenis"):
    """An event in the history of the act; ``datum`` is a year, a month or a day (ISO)."""

    datum: str = attr()
    tot: str | None = attr(default=None)
    bronnen: str = attr()
    zekerheid: Literal["vast", "onzeker"] = attr(default="vast")
    naam: Tekst


class Tegenstrijdigheid(Gegevens, tag="tegenstrijdigheid"):
    """Two sources that disagree, and what was decided about it."""

    id: str = attr()
    maatregelen: str = attr(default="")
    punt: Tekst = element()
    bron_a: Tekst = element(tag="bron-a")
    bron_b: Tekst = element(tag="bron-b")
    oordeel: Tekst = element()


class Wetsfout(Gegevens, tag="wetsfout"):
    """A known reference fault in the law itself: where it stands, what it says, what it should have said."""

    id: str = attr()
    wet: str = attr()
    jci: Jci = attr()
    soort: Literal["dubbel-nummer", "verkeerde-plaats", "bestaat-niet", "verouderd"] = attr()
    doel: Jci | None = attr(default=None)
    bedoeld: Jci | None = attr(default=None)
    uitleg: Tekst


class Bronfout(Gegevens, tag="bronfout"):
    """A statement in a secondary source that must not be taken over."""

    bron: str = attr()
    maatregelen: str = attr(default="")
    bewering: Tekst = element()
    wettekst: Tekst = element()


class Telling(Gegevens, tag="telling"):
    """How many measures a source counts. The number is a fact about the source, not a constant."""

    aantal: str = attr()
    bronnen: str = attr()
    noot: Tekst | None = None


class Vergelijking(Gegevens, tag="vergelijking"):
    """A regulation elsewhere on the same subject, for comparison only."""

    gemeente: str = attr()
    cvdr: str = attr()
    naam: Tekst


class Leemte(Gegevens, tag="leemte"):
    """Something that was looked for and not found, or known to exist and not read."""

    maatregelen: str = attr(default="")
    tekst: Tekst
