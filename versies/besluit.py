"""A decision that amends regulations, read: what it changes, when, under which condition, and what it says besides.

The reader (:mod:`versies.opdracht`) makes these values, the applier executes them, the drafter writes them. Everything
that is not an instruction (entry into force, repeal, transitional law …) is data here, never lost (``regels`` F.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from verordening.adres import Adres
from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Eenheid
from verordening.groepen import groepeer
from versies.wijziging import Wijziging


@dataclass(frozen=True, slots=True)
class Bronplek:
    """Where the words stand in the source: file, line and column (from 1), and the last line of the payload."""

    bron: str = ""
    regel: int = 0
    kolom: int = 1
    tot_regel: int = 0

    def __str__(self) -> str:
        if not self.regel:
            return self.bron
        plek = f"regel {self.regel}, kolom {self.kolom}"
        return f"{self.bron}, {plek}" if self.bron else plek


def regelnummer(plaats: str) -> int:
    """The line in the place of a message, as :class:`Bronplek` writes it; 0 when it names none.

    >>> regelnummer(str(Bronplek("besluit.txt", 17))), regelnummer("artikel 3")
    (17, 0)
    """
    t = re.search(r"\bregel (\d+)", plaats)
    return int(t[1]) if t is not None else 0


def regelnummers(fouten: Iterable[Geweigerd]) -> set[int]:
    """The lines that refusals name."""
    return {nummer for f in fouten if (nummer := regelnummer(f.plaats))}


@dataclass(frozen=True, slots=True)
class Opdracht:
    """One instruction sentence.

    Args:
        nummer: place in the decision: ``("I", "A", "1")``.
        zin: the sentence as it stands there.
        wijzigingen: what it does, in the order in which it is done.
        vormen: numbers in the catalogue of forms (``regels`` F.3) of the grammar rules that read it.
        nieuw: the addresses are those of the text as it has become ("(nieuw)").
        lading: the lines of new text, without the marks around them.
        bron: line and column.
        opschriften: (unit, heading) that the sentence, or a heading above it, names beside a number; must be in the text.
        afgeleid: no sentence says that the whole unit is replaced; the reader saw it from the new text alone.
    """

    nummer: tuple[str, ...]
    zin: str
    wijzigingen: tuple[Wijziging, ...]
    vormen: tuple[int, ...] = ()
    nieuw: bool = False
    lading: tuple[str, ...] = ()
    bron: Bronplek = Bronplek()
    opschriften: tuple[tuple[Adres, str], ...] = ()
    afgeleid: bool = False

    @property
    def naam(self) -> str:
        """The place in the decision as a lawyer says it.

        >>> Opdracht(("I", "A", "1"), "", ()).naam
        'artikel I, onderdeel A, onder 1'
        """
        return deelnaam(self.nummer)


def deelnaam(nummer: tuple[str, ...]) -> str:
    """A part of a decision as a lawyer says it.

    >>> deelnaam(("I", "A")), deelnaam(("bijlage A", "1"))
    ('artikel I, onderdeel A', 'bijlage A, onderdeel 1')
    """
    if nummer[:1] == ("enig",):
        nummer = ("het besluit", *nummer[1:])
    eerste = "" if nummer and nummer[0].startswith(("bijlage", "het besluit")) else "artikel "
    woorden = (eerste, ", onderdeel ", ", onder ", ", onder ", ", onder ")
    return "".join(w + n for w, n in zip(woorden, nummer, strict=False))


class Regelsoort(StrEnum):
    """What a stretch of a decision was claimed as; every stretch is exactly one of these."""

    KOP = "kop"
    AANHEF = "aanhef"
    OPDRACHT = "opdracht"
    NIEUWE_TEKST = "nieuwe tekst"
    SLOTBEPALING = "slotbepaling"
    ONDERTEKENING = "ondertekening"
    TOELICHTING = "toelichting"
    WEGGELATEN = "weggelaten"
    """Left out, and said so in a finding."""
    ONGELEZEN = "niet gelezen"
    """Claimed by nothing: a refusal says why."""


@dataclass(frozen=True, slots=True)
class Regel:
    """A stretch of the source and what it was claimed as.

    Args:
        regel: line, from 1.
        kolom: column, from 1.
        soort: the claim.
        tekst: the words of the source.
        hoort_bij: the part of the decision that claims it ("artikel I, onderdeel A"); empty for the decision itself.
    """

    regel: int
    soort: Regelsoort
    tekst: str
    hoort_bij: str = ""
    kolom: int = 1


class Bepalingsoort(StrEnum):
    """Kinds of provision of the decision itself (``regels`` F.3, 56–68)."""

    INWERKINGTREDING = "inwerkingtreding"
    TERUGWERKING = "terugwerking"
    INTREKKING = "intrekking"
    OVERGANG = "overgangsrecht"
    FICTIE = "fictie"
    HORIZON = "vervaldatum"
    HEFFING = "ingang van de heffing"
    BEKENDMAKING = "bekendmaking"
    CITEERTITEL = "citeertitel"
    GRONDSLAG = "nieuwe grondslag"
    SAMENLOOP = "samenloop"
    RECTIFICATIE = "rectificatie"
    TOELICHTING = "toelichting"
    EIGEN = "eigen bepaling"


@dataclass(frozen=True, slots=True)
class Bepaling:
    """A provision of the decision itself, as data.

    Args:
        soort: kind.
        nummer: place in the decision, e.g. ``("III", "2")``.
        tekst: the sentence.
        onderwerp: what it is about: a regulation, or parts of this decision ("artikel I, onderdelen C en D").
        delen: those parts as prefixes of :attr:`Opdracht.nummer`; empty = the whole decision.
        uitgezonderd: parts that it does not cover.
        datum: the day, when it is a fixed day.
        tijdstip: the words for the moment, when it is not a fixed day ("op de dag na bekendmaking").
        voorwaarde: the words of the condition; not empty = it is not known whether and when.
        naam: the title (citeertitel), the basis, or the corrected words; of a samenloop "vervalt" when it takes instructions out.
        lading: lines of new text below it (only for the explanatory note).
    """

    soort: Bepalingsoort
    nummer: tuple[str, ...]
    tekst: str
    onderwerp: str = ""
    delen: tuple[tuple[str, ...], ...] = ()
    uitgezonderd: tuple[tuple[str, ...], ...] = ()
    datum: date | None = None
    tijdstip: str = ""
    voorwaarde: str = ""
    naam: str = ""
    bron: Bronplek = Bronplek()
    lading: tuple[str, ...] = ()

    @property
    def terugval(self) -> bool:
        """It only says what holds when the decision is published later than its own day of entry into force."""
        return re.search(r"\b(?:uitgegeven|bekend ?gemaakt|geplaatst) (?:op of )?na \d", self.voorwaarde) is not None


@dataclass(frozen=True, slots=True)
class Wijzigartikel:
    """An article of the decision that amends one regulation, with its instructions in document order.

    ``voorwaarde``: the words of the condition under which it works ("indien het voorstel … tot wet wordt verheven").
    ``koppen``: the headings of blocks in it ("Artikel 3 wordt als volgt gewijzigd:"), with their places.
    """

    nummer: str
    regeling: str
    opdrachten: tuple[Opdracht, ...]
    voorwaarde: str = ""
    aanhef: str = ""
    opschrift: str = ""
    bron: Bronplek = Bronplek()
    koppen: tuple[tuple[str, Bronplek], ...] = ()


@dataclass(frozen=True, slots=True)
class Doelgroep:
    """The instructions that enter into force as one whole: one per distinct (date, condition) (``regels`` F.4)."""

    datum: date | None
    tijdstip: str
    voorwaarde: str
    geldig_vanaf: date | None
    opdrachten: tuple[Opdracht, ...]


@dataclass(frozen=True, slots=True)
class Besluit:
    """A decision, read."""

    opschrift: str = ""
    aanhef: tuple[str, ...] = ()
    artikelen: tuple[Wijzigartikel, ...] = ()
    bepalingen: tuple[Bepaling, ...] = ()
    slot: tuple[str, ...] = ()
    toelichting: tuple[str, ...] = ()
    bijlagen: tuple[Eenheid, ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()
    naam: str = ""
    regels: tuple[Regel, ...] = ()
    """The ledger: every line of the source and what it was claimed as; empty for a decision in XML."""

    def met(self, **velden: object) -> Besluit:
        """A copy with other values for the named fields."""
        return replace(self, **velden)  # type: ignore[arg-type]

    @property
    def opdrachten(self) -> tuple[Opdracht, ...]:
        """All instructions, in document order."""
        return tuple(o for artikel in self.artikelen for o in artikel.opdrachten)

    def regelingen(self) -> tuple[str, ...]:
        """Names of the amended regulations, in order, each once."""
        return tuple(dict.fromkeys(a.regeling for a in self.artikelen))

    def van_soort(self, soort: Bepalingsoort) -> Iterator[Bepaling]:
        """Provisions of one kind."""
        return (b for b in self.bepalingen if b.soort is soort)

    def moment(self, opdracht: Opdracht) -> tuple[date | None, str, str]:
        """(day, words for the moment, condition) of one instruction: the most specific provision decides."""
        artikel = next((a for a in self.artikelen if opdracht in a.opdrachten), None)
        voorwaarde = artikel.voorwaarde if artikel else ""
        if not (treft := self._treffen(opdracht, Bepalingsoort.INWERKINGTREDING)):
            return None, "", voorwaarde
        beste = treft[0]
        return beste.datum, beste.tijdstip, voorwaarde or beste.voorwaarde

    def dubbele_momenten(self) -> Iterator[tuple[Opdracht, Bepaling, Bepaling]]:
        """Instructions for which two provisions, equally precise, name another moment: which one holds, is not said."""
        for opdracht in self.opdrachten:
            for een, ander in pairwise(self._treffen(opdracht, Bepalingsoort.INWERKINGTREDING)[:2]):
                gelijk = _hoe_precies(opdracht.nummer, een.delen) == _hoe_precies(opdracht.nummer, ander.delen)
                if gelijk and een.datum != ander.datum and not ander.terugval:
                    yield opdracht, een, ander

    def geldig_vanaf(self, opdracht: Opdracht) -> date | None:
        """The day to which an instruction works back, when it does."""
        treft = self._treffen(opdracht, Bepalingsoort.TERUGWERKING)
        return treft[0].datum if treft else None

    def _treffen(self, opdracht: Opdracht, soort: Bepalingsoort) -> list[Bepaling]:
        """The provisions of one kind that are about an instruction, the most precise first."""
        eigen = (b for b in self.van_soort(soort) if _raakt(opdracht.nummer, b.delen, standaard=True))
        treft = [b for b in eigen if not _raakt(opdracht.nummer, b.uitgezonderd)]
        return sorted(treft, key=lambda b: -_hoe_precies(opdracht.nummer, b.delen))

    def doelen(self) -> tuple[Doelgroep, ...]:
        """The instructions grouped by what enters into force as one whole, in order of first appearance."""
        groepen = groepeer(((*self.moment(o), self.geldig_vanaf(o)), o) for o in self.opdrachten)
        return tuple(Doelgroep(*sleutel, tuple(o)) for sleutel, o in groepen.items())


def _hoe_precies(nummer: tuple[str, ...], delen: tuple[tuple[str, ...], ...]) -> int:
    """How many steps of the number a provision names; 0 when it is about the whole decision."""
    return max((len(deel) for deel in delen if nummer[: len(deel)] == deel), default=0)


def _raakt(nummer: tuple[str, ...], delen: tuple[tuple[str, ...], ...], *, standaard: bool = False) -> bool:
    if not delen:
        return standaard
    return any(nummer[: len(deel)] == deel for deel in delen)
