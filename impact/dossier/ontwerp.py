"""A draft decision of the dossier beside the versions before and after, proven before any paper is made from it.

Executing the decision on the stored version before it must give the stored version after it, to the word. If it does not,
nothing is made: the raad would decide on one text and see another one in the table. What works only under a condition, or
later, is executed on top of it, and stands apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from impact.dossier.besluitvorm import Besluitvorm, lees_vorm
from impact.dossier.model import LokaleRegeling
from impact.stukken.stuk import Stukgegevens
from impact.stukken.taal import dag
from verordening.bevinding import Geweigerd
from verordening.boom import Regeling
from versies.besluit import Bepalingsoort, Opdracht
from versies.dossier import Besluit
from versies.opstellen.kern import Kernregel, eerste_afwijking, kern_van
from versies.toepassen import Ingang, Toepassing, pas_toe
from versies.verschil import Verschil, vergelijk


@dataclass(frozen=True)
class Deelwijziging:
    """A part of a decision that does not work on its day: conditional, or later.

    Args:
        nummer: of the article of the decision.
        wanneer: the words of the condition or the moment.
        verschil: what it changes on top of the rest; None when it cannot be executed now (``reden``).
    """

    nummer: str
    wanneer: str
    verschil: Verschil | None
    reden: str = ""


@dataclass(frozen=True)
class Ontwerp:
    """A draft decision about one regulation: its text, the versions before and after, and what executing it gave."""

    besluit: Besluit
    vorm: Besluitvorm
    was: LokaleRegeling
    wordt: LokaleRegeling
    uitkomst: Toepassing

    @property
    def tekst(self) -> str:
        """The words, in the layout of :mod:`impact.dossier.besluittekst`; empty when they cannot be set."""
        return self.vorm.tekst

    @cached_property
    def verschil(self) -> Verschil:
        """What changes on the day of the decision."""
        return vergelijk(self.was.regeling, self.wordt.regeling)

    @cached_property
    def later(self) -> tuple[Deelwijziging, ...]:
        """Parts that work under a condition or on a later day, each on top of the new version."""
        assert self.vorm.besluit is not None
        per: dict[tuple[str, str], list[Opdracht]] = {}
        for opdracht in self.uitkomst.overgeslagen:
            dag_, tijdstip, voorwaarde = self.vorm.besluit.moment(opdracht)
            wanneer = (
                voorwaarde
                or tijdstip
                or (f"met ingang van {dag(dag_)}" if dag_ else "op een dag die het besluit niet noemt")
            )
            per.setdefault((opdracht.nummer[0], wanneer), []).append(opdracht)
        samenloop = [
            Deelwijziging(
                b.nummer[0] if b.nummer else "",
                b.voorwaarde or b.tekst,
                None,
                "Deze bepaling verandert het besluit zelf als een ander besluit of een wet eerder ingaat.",
            )
            for b in self.vorm.besluit.van_soort(Bepalingsoort.SAMENLOOP)
        ]
        return (*(self._deel(nummer, wanneer, rij) for (nummer, wanneer), rij in per.items()), *samenloop)

    def _deel(self, nummer: str, wanneer: str, opdrachten: Sequence[Opdracht]) -> Deelwijziging:
        try:
            straks = pas_toe(self.wordt.regeling, opdrachten, nazien=False).wordt
        except Geweigerd as fout:
            return Deelwijziging(nummer, wanneer, None, f"Niet uit te voeren op de nieuwe tekst: {fout}")
        return Deelwijziging(nummer, wanneer, vergelijk(self.wordt.regeling, straks))


def ontwerpen(gegevens: Stukgegevens, orgaan: str) -> tuple[Ontwerp, ...]:
    """Draft decisions about regulations of this body, each proven.

    Raises:
        Geweigerd: the text of a draft or the version that it makes is missing; the text cannot be read or executed; or
            executing it does not give the stored version.
    """
    uit = []
    for besluit in gegevens.impact.besluiten:
        if besluit.status != "ontwerp":
            continue
        for wijzigt in besluit.wijzigt:
            regelingen = [r for r in gegevens.impact.regelingen if r.slug == wijzigt.regeling]
            if regelingen and regelingen[0].orgaan == orgaan:
                uit.append(_ontwerp(gegevens, besluit, regelingen[0]))
    return tuple(uit)


def _ontwerp(gegevens: Stukgegevens, besluit: Besluit, regeling: LokaleRegeling) -> Ontwerp:
    if not gegevens.besluiten.get(besluit.slug):
        raise Geweigerd.om("besluit-ontbreekt", f"besluiten/{besluit.bestand}")
    was, wordt = _versies(gegevens.later, besluit, regeling)
    vorm, uitkomst = beproef(besluit, gegevens.besluiten[besluit.slug], was.regeling, wordt.regeling)
    return Ontwerp(besluit, vorm, was, wordt, uitkomst)


def beproef(besluit: Besluit, woorden: bytes, was: Regeling, wordt: Regeling) -> tuple[Besluitvorm, Toepassing]:
    """A draft as it was read and executed: it gives the text that is to come, or it is refused.

    Args:
        besluit: its row in the dossier. woorden: its file.

    Raises:
        Geweigerd: as :func:`ontwerpen`.
    """
    vorm = lees_vorm(woorden, besluit.bestand)
    if vorm.besluit is None:
        fout = vorm.fout
        raise Geweigerd(
            f"dit ontwerpbesluit is niet te lezen: {fout.reden if fout else vorm.onzetbaar}",
            plaats=f"besluiten/{fout.plaats if fout and fout.plaats else besluit.bestand}",
            advies=(fout.advies if fout else "") or "Controleer het met «verordening toets».",
            code="besluit-onleesbaar",
        )
    uitkomst = pas_toe(was, vorm.besluit, ingang=Ingang(besluit.juridisch_werkend_vanaf))
    _bewijs(besluit, wordt, uitkomst)
    return vorm, uitkomst


def _versies(
    later: Mapping[str, tuple[LokaleRegeling, ...]], besluit: Besluit, regeling: LokaleRegeling
) -> tuple[LokaleRegeling, LokaleRegeling]:
    versies = (regeling, *later.get(regeling.slug, ()))
    dag_ = besluit.juridisch_werkend_vanaf
    wordt = next((v for v in versies if v.vanaf == dag_), None)
    was = [v for v in versies if v.vanaf < dag_ and v.status == "geldend"]  # een ontwerp verandert nog niets
    if wordt is None or not was:
        raise Geweigerd.om(
            "versie-ontbreekt",
            f"regelingen/{regeling.slug}/{dag_.isoformat()}.xml",
            deel="per" if wordt is None else "vóór",
            dag=dag(dag_),
            citeertitel=regeling.citeertitel,
        )
    return was[-1], wordt


def _bewijs(besluit: Besluit, wordt: Regeling, uitkomst: Toepassing) -> None:
    """The decision gives the stored version, or nothing is made."""
    afwijking = eerste_afwijking(kern_van(wordt), kern_van(uitkomst.wordt))
    if afwijking is None:
        return
    opgeslagen, gekregen = afwijking
    plek = next(regel.plaats() for regel in (opgeslagen, gekregen) if regel is not None)
    raise Geweigerd.om(
        "besluit-geeft-andere-tekst",
        f"besluiten/{besluit.bestand}, {plek}",
        vanaf=dag(besluit.juridisch_werkend_vanaf),
        gekregen=_citaat(gekregen),
        opgeslagen=_citaat(opgeslagen),
    )


def _citaat(regel: Kernregel | None) -> str:
    if regel is None or not regel.tekst:
        return "niets"
    tekst = regel.tekst
    return f"«{tekst if len(tekst) <= 120 else tekst[:120].rsplit(' ', 1)[0] + ' …'}»"


def opmerkingen(ontwerp: Ontwerp) -> Iterator[str]:
    """What a reader of the papers must know about how the decision was executed."""
    for b in ontwerp.uitkomst.bevindingen:
        if b.code not in ("niet-uitgevoerd", "samenloop") and b.ernst.value != "info":
            yield f"{b.adres}: {b.uitleg} {b.advies}".strip(": ")
