"""Everything a paper about consequences needs, as pure frozen values: read once, rendered many times.

:func:`impact.dossier.samen.werk_uit` fills it from a dossier; the memo, the letters, the matrix and the index only read it, so
that no two papers can say something different. Nothing here reads a file, a clock or the network.

Words on the sides: *landelijk* is the law, *lokaal* is the verordening or beleidsregel of the dossier.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from verordening.bevinding import Bevinding
from verordening.boom import Soort, tekst, wandel
from versies.tijd.namen import vaststeller
from versies.wijziging import Spanne

if TYPE_CHECKING:
    from impact.dossier.keuzes import Keuzes
    from impact.dossier.koppelingen import Koppelingen
    from impact.kaders import Kader, Kaders
    from impact.oordeel.soorten import Oordeel, Oordeelsoort
    from verordening.boom import Regeling
    from verordening.gemeenten import Gemeenten
    from versies.dossier import Besluit
    from wetgeving.maatregelen import Maatregel, Maatregelenlijst

ZEKERHEDEN = ("hoog", "middel", "laag")


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file that was used, for the colophon. ``herkomst``: "dossier", "opgegeven" (--bron) or "opgehaald" (cache)."""

    naam: str
    sha512: str
    herkomst: str


@dataclass(frozen=True, slots=True)
class LokaleRegeling:
    """A local regulation in the version that was tested.

    Args:
        slug: key in the dossier.
        soort: "verordening" or "beleidsregel".
        orgaan: who decides: "gemeenteraad", "ab", "db" or "college".
        status: "geldend" or "ontwerp".
        vanaf: juridisch werkend vanaf of this version.
        regeling: the tree.
        bestand: the file it was read from.
    """

    slug: str
    citeertitel: str
    soort: str
    orgaan: str
    status: str
    vanaf: date
    regeling: Regeling
    bestand: Bestand

    @property
    def gemeente(self) -> str:
        """The gemeente whose raad decided it, as its preamble says; empty when it names none."""
        aanhef = next((tekst(e) for e in wandel(self.regeling.wortel) if e.soort is Soort.AANHEF), "")
        orgaan, gemeente = vaststeller(aanhef)
        return gemeente if orgaan == "gemeenteraad" else ""


@dataclass(frozen=True, slots=True)
class Wettekst:
    """A national act with the versions before and after; a version that was not found is None (see ``ontbreekt``)."""

    bwb: str
    afkorting: str
    citeertitel: str
    was: Regeling | None = None
    wordt: Regeling | None = None
    datum_was: date | None = None
    datum_wordt: date | None = None
    bestand_was: Bestand | None = None
    bestand_wordt: Bestand | None = None

    @property
    def ontbreekt(self) -> tuple[str, ...]:
        """Which sides are missing: "was", "wordt"."""
        return tuple(n for n, r in (("was", self.was), ("wordt", self.wordt)) if r is None)


@dataclass(frozen=True, slots=True)
class Wetswijziging:
    """What happens at one place of the law that a measure names.

    Args:
        jci: the place; ``adres``: the same for a reader, e.g. "artikel 44, vijfde lid, Pw".
        aard, zekerheid: as the measure says (see :class:`wetgeving.maatregelen.Wetsplaats`).
        stand: what the two texts show: "gewijzigd", "nieuw", "vervallen", "vernummerd", "niet in werking", "gelijk",
            "niet gevonden" or "geen tekst" (a text is missing).
        oordeel: "klopt" when the texts agree with ``aard``; "vindplaats" when the measure does not claim that the new
            text is there; "niet te toetsen" when a text is missing or too old; "tegenspraak" when they contradict.
        was, wordt: the words of the place on both sides; empty when it is not there.
        spannen: the words compared (equal + lapsed = was, equal + new = wordt).
        vanaf: day on which the change takes effect, when known.
        uitleg: one Dutch sentence about ``oordeel``; empty when there is nothing to explain.
    """

    jci: str
    adres: str
    aard: str
    zekerheid: str
    stand: str
    oordeel: str
    was: str = ""
    wordt: str = ""
    spannen: tuple[Spanne, ...] = ()
    vanaf: date | None = None
    uitleg: str = ""


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Why a provision was linked to a measure: one finding with its proof.

    Args:
        soort: how it was found: verwijzing, grondslag, begrip, keten, bedrag, tekst (the provision is about what the measure
            changes, :mod:`impact.graaf.onderwerpen`), onderwerpwoord (a single keyword, on request), buren (how likely what
            stands around it is) or vastgelegd.
        bewijs: one Dutch sentence that shows the proof.
        lokaal: the words of the local provision.
        landelijk: the words (or the place) on the side of the law.
        jci: the place of the law, when there is one.
        via: eIds (``slug#eId``) of the provisions passed on the way, for a chain or a definition.
        zekerheid: "hoog", "middel" or "laag".
        eId: the innermost unit in which the words stand.
    """

    soort: str
    bewijs: str
    lokaal: str = ""
    landelijk: str = ""
    jci: str = ""
    via: tuple[str, ...] = ()
    zekerheid: str = "hoog"
    eId: str = ""


@dataclass(frozen=True, slots=True)
class Verwerking:
    """A later version in the dossier changes the linked provision.

    Args:
        soort: "gewijzigd", "aangevuld" (what it said stays), "vernummerd" or "vervallen".
        besluit: slug of the decision; ``status``: "geldend" or "ontwerp".
        dient: the change is explained by the measure; False: it was made for another purpose.
        naar: where the provision stands then.
    """

    vanaf: date
    soort: str
    besluit: str = ""
    status: str = "geldend"
    dient: bool = True
    naar: str = ""


@dataclass(frozen=True, slots=True)
class Zaak:
    """A provision with which something is the matter, once: its verdicts, heaviest first, and the measures they follow from.

    ``verwerkt``: what later versions in the dossier do with it, for any of those measures.
    """

    regeling: str
    eId: str
    adres: str
    tekst: str
    oordelen: tuple[Oordeel, ...]
    maatregelen: tuple[str, ...] = ()
    verwerkt: tuple[Verwerking, ...] = ()

    @property
    def oordeel(self) -> Oordeel:
        """The heaviest verdict."""
        return self.oordelen[0]

    @property
    def fouten(self) -> tuple[Oordeel, ...]:
        """Everything that is wrong with it, heaviest first; what is said of one place in the same words, once."""
        uniek: dict[tuple[Oordeelsoort, str], Oordeel] = {}
        for o in self.oordelen:
            if o.soort.fout:
                uniek.setdefault((o.soort, o.uitleg), o)
        return tuple(uniek.values())

    @property
    def open(self) -> bool:
        """Whether no version in force in the dossier mends it."""
        return not any(v.status == "geldend" and v.dient for v in self.verwerkt)


@dataclass(frozen=True, slots=True)
class Bepaling:
    """A link: a local provision that a measure touches.

    Args:
        regeling: slug; ``eId``: the lid, or the begrip, artikel, aanhef or bijlage when there is no lid.
        adres: for a reader, e.g. "artikel 4, eerste lid"; ``tekst``: the words of the provision.
        herkomst: why, strongest first; empty only when recorded by a person.
        zekerheid: the probability in a word (:func:`impact.graaf.kansen.zekerheid_van`).
        kans: probability, 0 to 1, that the measure touches it (:mod:`impact.graaf.kansen`); 1 or 0 once a person decided.
        status: "voorstel", "bevestigd" or "verworpen"; ``wie``, ``wanneer``, ``waarom`` when a person decided.
        verwerkt: later versions in the dossier that change this provision.
        oordeel: what is the matter with it, for this measure; None before it was judged.
        uitvoering: it stands in a draft that carries out the measure; nothing is the matter with it.
    """

    maatregel: str
    regeling: str
    eId: str
    adres: str
    tekst: str
    herkomst: tuple[Herkomst, ...] = ()
    zekerheid: str = "hoog"
    kans: float = 1.0
    status: str = "voorstel"
    wie: str = ""
    wanneer: date | None = None
    waarom: str = ""
    verwerkt: tuple[Verwerking, ...] = ()
    oordeel: Oordeel | None = None
    uitvoering: bool = False


@dataclass(frozen=True, slots=True)
class Maatregelbeeld:
    """One measure with everything that was found about it.

    ``bepalingen`` holds rejected links too (status "verworpen"), so that a reader sees that they were weighed;
    ``geraakt`` leaves them out. ``geen_reden`` says why there is none; empty when there is one.
    """

    maatregel: Maatregel
    wijzigingen: tuple[Wetswijziging, ...] = ()
    bepalingen: tuple[Bepaling, ...] = ()
    geen_reden: str = ""
    kaders: tuple[Kader, ...] = ()

    @property
    def geraakt(self) -> tuple[Bepaling, ...]:
        """Links that nobody rejected; a draft that carries out the measure is not touched by it."""
        return tuple(b for b in self.bepalingen if b.status != "verworpen" and not b.uitvoering)

    @property
    def uitvoering(self) -> tuple[Bepaling, ...]:
        """Provisions of drafts that carry out the measure."""
        return tuple(b for b in self.bepalingen if b.status != "verworpen" and b.uitvoering)


@dataclass(frozen=True, slots=True)
class Dekkingsregel:
    """An article of the law that the official source attributes to the dossier, and what explains it.

    ``maatregelen`` holds keys of measures and of items outside the count; empty = unexplained.
    """

    jci: str
    artikel: str
    opschrift: str
    publicatie: str
    maatregelen: tuple[str, ...] = ()

    @property
    def verklaard(self) -> bool:
        """True when a measure or item explains it."""
        return bool(self.maatregelen)


@dataclass(frozen=True, slots=True)
class Dekking:
    """Coverage both ways: law → measures (``regels``) and measures → law (contradictions in ``bevindingen``)."""

    dossier: str
    regels: tuple[Dekkingsregel, ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()

    @property
    def verklaard(self) -> tuple[Dekkingsregel, ...]:
        """Articles with an explanation."""
        return tuple(r for r in self.regels if r.verklaard)

    @property
    def onverklaard(self) -> tuple[Dekkingsregel, ...]:
        """Articles without one."""
        return tuple(r for r in self.regels if not r.verklaard)


@dataclass(frozen=True, slots=True)
class Impact:
    """The whole picture.

    Args:
        naam, status, uitvoerder: of the dossier; ``status`` goes on the face of every paper.
        op: the day at which the local texts were taken.
        regelingen: local regulations in the order of the dossier.
        wetten: national acts, with or without texts.
        maatregelen: one picture per measure, items outside the count last (``geteld`` and ``buiten_de_telling``).
        dekking: coverage of the official dossier.
        bevindingen: results of the checks (``controle``), with what is missing.
        lijst, kaders, gemeenten, keuzes, koppelingen, besluiten: the data they were made from.
        bestanden: every file used, for the colophon.
        versie: version of this program.
        zaken: every provision with which something is the matter, in the order of the regulations.
        oordeelsdag: the day of the verdicts.
    """

    naam: str
    status: str
    uitvoerder: str
    op: date
    regelingen: tuple[LokaleRegeling, ...]
    wetten: tuple[Wettekst, ...]
    maatregelen: tuple[Maatregelbeeld, ...]
    dekking: Dekking
    bevindingen: tuple[Bevinding, ...]
    lijst: Maatregelenlijst
    kaders: Kaders
    gemeenten: Gemeenten
    keuzes: Keuzes | None
    koppelingen: Koppelingen
    besluiten: tuple[Besluit, ...] = ()
    bestanden: tuple[Bestand, ...] = ()
    versie: str = ""
    zaken: tuple[Zaak, ...] = ()
    oordeelsdag: date | None = None

    @property
    def raakt_iets(self) -> bool:
        """Whether any provision of the dossier is about a measure."""
        return any(b.geraakt or b.uitvoering for b in self.geteld)

    @property
    def geteld(self) -> tuple[Maatregelbeeld, ...]:
        """The measures proper."""
        return tuple(b for b in self.maatregelen if b.maatregel.soort == "maatregel")

    @property
    def buiten_de_telling(self) -> tuple[Maatregelbeeld, ...]:
        """Items that are tracked but not counted."""
        return tuple(b for b in self.maatregelen if b.maatregel.soort != "maatregel")

    def beeld(self, sleutel: str) -> Maatregelbeeld:
        """Picture of one measure (raises KeyError)."""
        return {b.maatregel.id: b for b in self.maatregelen}[sleutel]

    def regeling(self, slug: str) -> LokaleRegeling:
        """Local regulation by slug (raises KeyError)."""
        return {r.slug: r for r in self.regelingen}[slug]

    def wet(self, bwb: str) -> Wettekst:
        """National act by BWB id (raises KeyError)."""
        return {w.bwb: w for w in self.wetten}[bwb]

    @property
    def ontbrekende_teksten(self) -> tuple[Wettekst, ...]:
        """Acts of which a text is missing: papers must say so."""
        return tuple(w for w in self.wetten if w.ontbreekt)
