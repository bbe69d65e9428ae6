"""From what was read to the whole picture (:class:`impact.dossier.model.Impact`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from impact.dossier.laden import Invoer
from impact.dossier.model import Bepaling, Impact, LokaleRegeling, Maatregelbeeld, Verwerking
from impact.dossier.plaatsen import Regelingtekst, lees_plaatsen
from impact.dossier.wetskant import Wetskant, lees_wetskant
from impact.graaf.koppelen import Koppelresultaat, koppel
from impact.oordeel.dekking import Kanten, meet_dekking, wetswijzigingen
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.oordeel import Beoordelaar
from versies.dossier import Besluit
from wetgeving.maatregelen import Maatregel

__all__ = ["Uitwerking", "maak_model", "oordeelsdag", "werk_uit"]


@dataclass(frozen=True)
class Uitwerking:
    """The picture with the intermediate results that checks and what-ifs need."""

    model: Impact
    teksten: tuple[Regelingtekst, ...]
    kant: Wetskant
    gekoppeld: Koppelresultaat
    beoordelaar: Beoordelaar


def maak_model(invoer: Invoer, *, onderwerpwoorden: bool = False, dag: date | None = None) -> Impact:
    """The picture, without the findings of ``controle`` (see :mod:`impact.controle`)."""
    return werk_uit(invoer, onderwerpwoorden=onderwerpwoorden, dag=dag).model


def oordeelsdag(invoer: Invoer, dag: date | None = None) -> date:
    """The day of the verdicts: a given one, else the day of the local texts or of the newest law text, whichever is later."""
    dagen = [w.datum_wordt for w in invoer.wetten if w.datum_wordt]
    return dag or max([d for d in (invoer.op, *dagen) if d.year < 9999], default=invoer.op)


def werk_uit(
    invoer: Invoer,
    *,
    onderwerpwoorden: bool = False,
    voortgang: Callable[[str], object] | None = None,
    dag: date | None = None,
) -> Uitwerking:
    """Links, law changes and coverage of everything that was read.

    Args:
        onderwerpwoorden: also link by subject words (weakest).
        voortgang: called with a line about what happens now.
        dag: the day of the verdicts (:func:`oordeelsdag`).
    """
    zeg = voortgang or (lambda _tekst: None)
    zeg("verwijzingen lezen")
    teksten = lees_plaatsen(invoer.regelingen)
    kant = lees_wetskant(invoer.lijst, invoer.wetten)
    zeg("maatregelen en bepalingen koppelen")
    gekoppeld = koppel(
        invoer.lijst, kant, teksten, invoer.koppelingen, thesaurus=invoer.thesaurus, onderwerpwoorden=onderwerpwoorden
    )
    zeg("dekking meten")
    kennis = Wetskennis(invoer.lijst, kant, invoer.wetten, oordeelsdag(invoer, dag))
    kanten = kennis.uitlijningen
    dekking = meet_dekking(invoer.lijst, invoer.wetten, kanten)
    later = {slug: lees_plaatsen(versies) for slug, versies in invoer.later.items()}
    beoordelaar = Beoordelaar(kennis, teksten, gekoppeld.bepalingen, invoer.koppelingen)
    zeg("bepalingen beoordelen")
    beelden = tuple(_beeld(m, invoer, gekoppeld, later, kanten, beoordelaar) for m in invoer.lijst.maatregelen)
    blad = invoer.dossier.blad
    model = Impact(
        blad.naam,
        blad.status,
        blad.uitvoerder,
        invoer.op,
        invoer.regelingen,
        invoer.wetten,
        beelden,
        dekking,
        (*invoer.bevindingen, *gekoppeld.bevindingen),
        invoer.lijst,
        invoer.kaders,
        invoer.gemeenten,
        invoer.keuzes,
        invoer.koppelingen,
        blad.besluiten,
        invoer.bestanden,
        _versie(),
    )
    return Uitwerking(model, teksten, kant, gekoppeld, beoordelaar)


def _beeld(
    maatregel: Maatregel,
    invoer: Invoer,
    gekoppeld: Koppelresultaat,
    later: Mapping[str, Sequence[Regelingtekst]],
    kanten: Kanten,
    beoordelaar: Beoordelaar,
) -> Maatregelbeeld:
    bepalingen = tuple(
        replace(
            b,
            verwerkt=tuple(_verwerkt(b, invoer.dossier.blad.besluiten, later.get(b.regeling, ()))),
            oordeel=beoordelaar.voor(b),
        )
        for b in gekoppeld.bepalingen[maatregel.id]
    )
    geen = "" if any(b.status != "verworpen" for b in bepalingen) else _geen_reden(maatregel, invoer, bepalingen)
    return Maatregelbeeld(
        maatregel, wetswijzigingen(maatregel, kanten), bepalingen, geen, invoer.kaders.geraakt_door(maatregel.id)
    )


def _geen_reden(maatregel: Maatregel, invoer: Invoer, bepalingen: Sequence[Bepaling]) -> str:
    """Why a measure touches no provision, in one sentence."""
    if bepalingen:
        return "Elke gevonden koppeling is door een persoon verworpen."
    if not maatregel.wetsplaatsen:
        return "Van deze maatregel is geen plaats in de wet bekend; er is niets om aan te koppelen."
    if all(p.aard == "ongewijzigd" for p in maatregel.wetsplaatsen):
        return "De wet verandert hier niet."
    soorten = {i.soort for i in maatregel.instrumenten}
    if soorten and soorten <= {"werkinstructie", "ict"}:
        return "De maatregel vraagt alleen een werkinstructie of aanpassing van systemen; geen bepaling in het dossier gaat erover."
    mist = [w.afkorting for w in invoer.wetten if w.ontbreekt]
    rest = f" De tekst van {', '.join(mist)} ontbreekt, dus langs die wet is niet alles te vinden." if mist else ""
    return "Geen bepaling in het dossier verwijst naar wat verandert, rust erop of gebruikt de woorden ervan." + rest


def _verwerkt(bepaling: Bepaling, besluiten: Sequence[Besluit], later: Sequence[Regelingtekst]) -> Iterator[Verwerking]:
    """Later versions in which the words of the provision are no longer there as they were."""
    vorige = " ".join(bepaling.tekst.split())
    for tekst in later:
        woorden = {" ".join(p.tekst.split()): p for p in tekst.plaatsen}
        if vorige in woorden:
            continue
        regeling: LokaleRegeling = tekst.regeling
        besluit = next(
            (
                b.slug
                for b in besluiten
                if b.juridisch_werkend_vanaf == regeling.vanaf and bepaling.regeling in {w.regeling for w in b.wijzigt}
            ),
            "",
        )
        hier = next((p for p in tekst.plaatsen if p.eId == bepaling.eId), None)
        yield Verwerking(
            regeling.vanaf, "gewijzigd" if hier is not None else "vervallen of verplaatst", besluit, regeling.status
        )
        if hier is None:
            return
        vorige = " ".join(hier.tekst.split())


def _versie() -> str:
    try:
        return version("verordening")
    except PackageNotFoundError:
        return "onbekend"
