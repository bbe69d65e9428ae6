"""From a folder with dated files to deliveries: the timeline of a dossier without an archive, and the start of one.

A folder says when a version takes effect, but seldom when it became known. What is missing is said, never made up: the
day of knowledge is then the day of entry into force, with a finding. A draft decision has no date (``regels`` D.6).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from verordening.bevinding import Bevinding
from versies.archief.archief import Archief
from versies.archief.bundel import Opname
from versies.archief.opslag import AUTEUR, is_veilig
from versies.dossier import Besluit, Dossier, binnen_map
from versies.tijd.model import Moment, Mutatie, SoortTijdstempel, Tijdstempel, Uitwisseling, Versie, Voorwaarde

_ONTWERP = "ontwerp: nog niet vastgesteld"


@dataclass(frozen=True, slots=True)
class _Stap:
    """One version in the folder: the day it is known, the doel it belongs to, and its file."""

    bekend: date
    doel: str
    regeling: str
    datum: date
    geldig: date | None
    besluit: Besluit | None
    concept: bool
    pad: Path
    titel: str


def is_ontwerp(u: Uitwisseling) -> bool:
    """Whether a delivery is that of a draft, which waits for its adoption."""
    return any(isinstance(s.datum, Voorwaarde) and s.datum.omschrijving == _ONTWERP for s in u.stempels)


def opnamen_van(
    dossier: Dossier, *, met_ontwerpen: bool = False, begin: bool = False
) -> tuple[list[Opname], list[Bevinding]]:
    """Deliveries with texts, one per decision (a first version is its own decision), in order of knowledge.

    Args:
        dossier: as :func:`versies.archief.poort.lees_dossier` gives it.
        met_ontwerpen: count drafts as if they were adopted; otherwise they wait for their adoption.
        begin: for an archive: a draft decision is not recorded, it stays in the folder until it is adopted or withdrawn.
    """
    stappen = [s for s in _stappen(dossier, met_ontwerpen) if not (begin and s.concept and s.besluit)]
    bevindingen = [Bevinding.van("bekendmaking-onbekend", "dossier.xml", aantal=len(stappen))] if stappen else []
    momenten: dict[str, Moment] = {}
    uit: list[Opname] = []
    # When a version was made is not known either, only in which order: seconds on the first day.
    moment = datetime.combine(min((s.datum for s in stappen), default=date.min), time(), UTC)
    for bekend, doel in dict.fromkeys((s.bekend, s.doel) for s in stappen):
        groep = [s for s in stappen if (s.bekend, s.doel) == (bekend, doel)]
        uit.append(_opname(groep, moment, momenten))
        moment += timedelta(seconds=1)
    return uit, bevindingen


def begin(dossier: Dossier) -> tuple[list[str], list[Bevinding]]:
    """Make the archive of a dossier that has none: every version, every decision, and the other files of the folder.

    Returns:
        The identifiers of the commits, and what could not be read from the folder.

    Raises:
        Geweigerd: there is an archive already with something in it, or the folder cannot be written.
    """
    opnamen, bevindingen = beginreeks(dossier)
    with Archief.open(dossier.map, maken=True) as archief:
        return archief.neem_reeks_op(opnamen), bevindingen


def beginreeks(dossier: Dossier) -> tuple[list[Opname], list[Bevinding]]:
    """The deliveries that :func:`begin` stores: those of :func:`opnamen_van`, the first with the other files of the folder."""
    opnamen, bevindingen = opnamen_van(dossier, begin=True)
    overig = {pad: (dossier.map / pad).read_bytes() for pad in _overige(dossier)}
    eerste = [replace(o, bestanden={**overig, **o.bestanden}) for o in opnamen[:1]]
    return [*eerste, *opnamen[1:]], bevindingen


def _overige(dossier: Dossier) -> list[str]:
    """Files that belong to the dossier as a whole; texts of laws are the user's own and stay out."""
    namen = [p.name for p in dossier.map.iterdir() if p.is_file() and p.suffix == ".xml" and is_veilig(p.name)]
    varianten = [p.relative_to(dossier.map).as_posix() for p in sorted((dossier.map / "varianten").glob("*/*/*.xml"))]
    eigen = [pad for pad in varianten if binnen_map(dossier.map, pad).is_file()]
    return sorted(namen) + eigen + [f"sjablonen/{p.name}" for p in dossier.sjablonen() if is_veilig(p.name)]


def _stappen(dossier: Dossier, met_ontwerpen: bool) -> list[_Stap]:
    stappen: list[_Stap] = []
    for versie in dossier.versies:
        dag = versie.juridisch_werkend_vanaf
        besluit = next(
            (
                b
                for b in dossier.blad.besluiten
                if b.juridisch_werkend_vanaf == dag and versie.regeling in {w.regeling for w in b.wijzigt}
            ),
            None,
        )
        titel = besluit.citeertitel if besluit else dossier.regeling(versie.regeling).citeertitel
        doel = besluit.doel if besluit else f"{versie.regeling}-{dag}"
        geldig = besluit.geldig_vanaf if besluit else None
        concept = versie.status == "ontwerp" and not met_ontwerpen
        stappen.append(_Stap(dag, doel, versie.regeling, dag, geldig, besluit, concept, versie.pad, titel))
    return sorted(stappen, key=lambda s: (s.bekend, s.doel, s.regeling))


def _opname(groep: list[_Stap], moment: datetime, momenten: dict[str, Moment]) -> Opname:
    mutaties: list[Mutatie] = []
    teksten: dict[str, bytes] = {}
    bestanden: dict[str, bytes] = {}
    for stap in groep:
        naam = f"{stap.regeling}@{stap.datum}"
        basis = (momenten[stap.regeling],) if stap.regeling in momenten else ()
        mutaties.append(Versie(stap.regeling, (stap.doel,), naam, basis))
        teksten[naam] = stap.pad.read_bytes()
        if not stap.concept:
            momenten[stap.regeling] = Moment(stap.doel, moment)
    eerste = groep[0]
    wachten = Voorwaarde(f"vaststelling {eerste.doel}", _ONTWERP)
    mutaties.append(Tijdstempel(eerste.doel, wachten if eerste.concept else eerste.datum))
    if eerste.geldig and not eerste.concept:
        mutaties.append(Tijdstempel(eerste.doel, eerste.geldig, SoortTijdstempel.GELDIG))
    if eerste.besluit:
        plek = eerste.pad.parents[2] / "besluiten" / eerste.besluit.bestand
        if plek.is_file():
            bestanden[f"besluiten/{eerste.besluit.bestand}"] = plek.read_bytes()
    betreft = "nieuwe regeling" if eerste.besluit is None else "wijziging"
    bekend = None if eerste.concept else eerste.bekend
    u = Uitwisseling(moment, tuple(mutaties), bekend, besluit=eerste.titel, betreft=betreft)
    return Opname(u, teksten, bestanden, AUTEUR)
