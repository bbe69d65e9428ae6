"""Everything of a dossier, read once: local regulations at a day, law texts before and after, data, decisions of persons.

Law texts are recognised by content (BWB id and date in the file), first in the folders that the user names, then in
``wetten/`` of the dossier, then among what ``haal`` fetched before. A text that is not there is reported, never replaced
by another act; a text of another day than the dossier asks for is used with a finding.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING

from impact.dossier.keuzes import Keuzes, controleer_keuzes
from impact.dossier.koppelingen import Koppelingen
from impact.dossier.model import Bestand, LokaleRegeling, Wettekst
from impact.kaders import Kaders, ingebouwde_kaders
from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Regeling
from verordening.gemeenten import Gemeenten, onbekende_gemeenten
from versies.archief.poort import lees_dossier
from versies.dossier import Dossier, Versie, Wet
from wetgeving.bron.wti import Wti, lees_wti
from wetgeving.maatregelen import Maatregelenlijst, ingebouwde_maatregelen
from wetgeving.maatregelen.thesaurus import Thesaurus, ingebouwde_thesaurus, lees_thesaurus

if TYPE_CHECKING:
    from wetgeving.bron.herkomst import Herkomst
    from wetgeving.bron.klant import Klant, Resultaat

MEESTE_BESTANDEN = 20_000
"""More files than this under a --bron folder are not looked at: the folder is probably the wrong one."""

_KOP = 65536
_BWB = re.compile(rb"<toestand\b[^>]*?\bbwb-id=[\"'](BWB[RVW]\d{7})[\"']")
_DAG = re.compile(rb"<toestand\b[^>]*?\binwerkingtreding=[\"'](\d{4}-\d\d-\d\d)[\"']")
_WTI = re.compile(rb"<wetstechnische-informatie\b[^>]*?\bbwb-id=[\"'](BWB[RVW]\d{7})[\"']")
_CANONIEK = re.compile(rb"<v:werk>(BWB[RVW]\d{7})</v:werk>")
_CANONIEK_DAG = re.compile(rb"<v:(?:geldig_vanaf|juridisch_werkend_vanaf)>(\d{4}-\d\d-\d\d)</v:")


@dataclass(frozen=True, slots=True)
class Wetsbestand:
    """A law text that was found: act, day from which it holds, file, and where it was found."""

    bwb: str
    vanaf: date
    pad: Path
    herkomst: str


@dataclass(frozen=True, slots=True)
class Invoer:
    """What was read. ``later``: newer versions of the local regulations, drafts included, by slug, oldest first."""

    dossier: Dossier
    op: date
    regelingen: tuple[LokaleRegeling, ...]
    later: dict[str, tuple[LokaleRegeling, ...]]
    wetten: tuple[Wettekst, ...]
    lijst: Maatregelenlijst
    kaders: Kaders
    gemeenten: Gemeenten
    keuzes: Keuzes | None
    koppelingen: Koppelingen
    bestanden: tuple[Bestand, ...]
    bevindingen: tuple[Bevinding, ...]
    thesaurus: Thesaurus | None = None

    def wet(self, bwb: str) -> Wettekst | None:
        """Act by BWB id, or None."""
        return next((w for w in self.wetten if w.bwb == bwb), None)


def laad(
    map_: Path,
    *,
    bron: Sequence[Path] = (),
    op: date | None = None,
    opslag: Path | None = None,
    voortgang: Callable[[str], object] | None = None,
) -> Invoer:
    """Read a dossier.

    Args:
        map_: folder of the dossier.
        bron: folders or files with law texts.
        op: day at which the local texts are taken; default the day before the first act changes, because that is the
            text that the change meets.
        opslag: cache of ``haal``; None = the usual place.
        voortgang: called with a line about what happens now.

    Raises:
        Geweigerd: no dossier, refused content, a --bron that does not exist.
    """
    zeg = voortgang or (lambda _tekst: None)
    dossier = lees_dossier(map_)
    lijst, kaders, gemeenten, keuzes, koppelingen, thesaurus, gegevens = _gegevens(dossier)
    gevraagd = dossier.blad.wetten or _pakketwetten(lijst)
    dag = op or _dag_voor_de_wijziging(gevraagd)
    bevindingen = list(dossier.bevindingen)
    zeg("de regelingen van het dossier lezen")
    regelingen, later = _regelingen(dossier, dag, bevindingen)
    bevindingen += _van_een(regelingen, gemeenten)
    zeg("de wetteksten lezen")
    wetten = _wetten(gevraagd, bron, dossier.wetteksten(), opslag, bevindingen)
    if keuzes is not None:
        bevindingen += controleer_keuzes(keuzes, kaders)
    if thesaurus is None:
        bevindingen.append(Bevinding.van("thesaurus-ontbreekt", "maatregelen.xml", lijst.dossier))
    bestanden = (
        *(r.bestand for r in regelingen),
        *(b for w in wetten for b in (w.bestand_was, w.bestand_wordt) if b is not None),
        *gegevens,
    )
    return Invoer(
        dossier,
        dag,
        regelingen,
        later,
        wetten,
        lijst,
        kaders,
        gemeenten,
        keuzes,
        koppelingen,
        bestanden,
        tuple(bevindingen),
        thesaurus,
    )


def wetten_van(dossier: Dossier) -> tuple[Wet, ...]:
    """The acts to compare: those that the dossier names, else those of its package of measures."""
    if dossier.blad.wetten:
        return dossier.blad.wetten
    return _pakketwetten(maatregelen_van(dossier))


def maatregelen_van(dossier: Dossier) -> Maatregelenlijst:
    """The measures of a dossier: its own, else those that ship with the program."""
    eigen = dossier.gegevensbestand("maatregelen.xml")
    return Maatregelenlijst.lees(eigen) if eigen else ingebouwde_maatregelen()


def kaders_van(dossier: Dossier) -> Kaders:
    """The frameworks of a dossier for its measures; of those that ship with the program only what is national."""
    eigen = dossier.gegevensbestand("kaders.xml")
    return (Kaders.lees(eigen) if eigen else ingebouwde_kaders().landelijk()).voor(maatregelen_van(dossier).dossier)


def gemeenten_van(dossier: Dossier) -> Gemeenten:
    """The gemeenten of a dossier; whose dossier it is, is never filled in from elsewhere."""
    eigen = dossier.gegevensbestand("gemeenten.xml")
    return Gemeenten.lees(eigen) if eigen else onbekende_gemeenten(dossier.blad.uitvoerder, {})


def _pakketwetten(lijst: Maatregelenlijst) -> tuple[Wet, ...]:
    """The acts that the measures touch; the days before and after are those of the act of which the package knows both."""
    geraakt = {p.wet for m in lijst.maatregelen for p in m.wetsplaatsen}
    bekend = (w.toestanden.split()[:2] for w in lijst.wetten)
    dagen = next(([date.fromisoformat(d) for d in paar] for paar in bekend if len(paar) == 2), None)
    if dagen is None:
        return ()
    return tuple(
        Wet(bwb=w.bwb, afkorting=w.afkorting, citeertitel=w.naam, was=dagen[0], wordt=dagen[1])
        for w in lijst.wetten
        if w.bwb and w.afkorting in geraakt
    )


def _dag_voor_de_wijziging(wetten: Sequence[Wet]) -> date:
    wordt = [w.wordt for w in wetten if w.wordt > w.was]
    return min(wordt) - timedelta(days=1) if wordt else date.max


# --- local texts ------------------------------------------------------------------------------------------------------


def lees_bestand(pad: Path) -> Regeling:
    """Any readable source as a tree."""
    from verordening.lezers import lees

    return lees(pad)


def _van_een(regelingen: Iterable[LokaleRegeling], gemeenten: Gemeenten) -> Iterator[Bevinding]:
    """A verordening of one raad in a dossier of more gemeenten: what the others have was not compared."""
    andere = {g.naam for g in gemeenten.gemeenten}
    for r in regelingen:
        if r.soort == "verordening" and len(andere) > 1 and r.gemeente in andere:
            yield Bevinding.van("verordening-van-een-gemeente", r.citeertitel, gemeente=r.gemeente, aantal=len(andere))


def _regelingen(
    dossier: Dossier, op: date, bevindingen: list[Bevinding]
) -> tuple[tuple[LokaleRegeling, ...], dict[str, tuple[LokaleRegeling, ...]]]:
    gekozen: list[LokaleRegeling] = []
    later: dict[str, tuple[LokaleRegeling, ...]] = {}
    for regeling in dossier.blad.regelingen:
        if regeling.status == "ingetrokken":
            continue
        versies = dossier.versies_van(regeling.slug)
        versie = dossier.versie_op(regeling.slug, op)
        if versie is None and regeling.status == "ontwerp" and versies:
            versie = versies[-1]  # een ontwerp heeft nog geen dag waarop het geldt: het nieuwste ontwerp telt
        komt = next((v for v in versies if (v.tot or date.max) > op), None)
        if versie is None and (versie := komt):  # een regeling van na die dag kan nog steeds van de wet afwijken
            waar, vanaf = regeling.citeertitel, versie.juridisch_werkend_vanaf
            bevindingen.append(Bevinding.van("regeling-van-later", waar, versie.pad.name, op=op, vanaf=vanaf))
        if versie is None:
            continue
        gekozen.append(_lokaal(dossier, versie))
        nieuwer = [v for v in versies if v.juridisch_werkend_vanaf > versie.juridisch_werkend_vanaf]
        if nieuwer:
            later[regeling.slug] = tuple(_lokaal(dossier, v) for v in nieuwer)
    return tuple(gekozen), later


def _lokaal(dossier: Dossier, versie: Versie) -> LokaleRegeling:
    blad = dossier.regeling(versie.regeling)
    gelezen = lees_bestand(versie.pad)
    naam = versie.pad.relative_to(dossier.map).as_posix()
    return LokaleRegeling(
        blad.slug,
        blad.citeertitel,
        blad.soort,
        blad.orgaan,
        versie.status,
        versie.juridisch_werkend_vanaf,
        gelezen,
        _bestand(versie.pad, naam, "dossier"),
    )


def _bestand(pad: Path, naam: str, herkomst: str) -> Bestand:
    return Bestand(naam, hashlib.sha512(pad.read_bytes()).hexdigest(), herkomst)


# --- law texts --------------------------------------------------------------------------------------------------------


def zoek_wetten(plekken: Iterable[Path], gezocht: frozenset[str], herkomst: str) -> Iterator[Wetsbestand]:
    """Law texts in files and folders (folders deep), recognised by what stands in them.

    Args:
        plekken: files or folders.
        gezocht: BWB ids; other acts are passed over.
        herkomst: what to say about where they come from.

    Raises:
        Geweigerd: a place that does not exist, or a folder with too many files.
    """
    for plek in plekken:
        if not plek.exists():
            raise Geweigerd.om("bron-ontbreekt", str(plek))
        paden = [plek] if plek.is_file() else sorted(islice(_bestanden(plek), MEESTE_BESTANDEN + 1))
        if len(paden) > MEESTE_BESTANDEN:
            raise Geweigerd.om("te-veel-bestanden/bron-bestanden", str(plek), meeste_bestanden=MEESTE_BESTANDEN)
        for pad in paden:
            with pad.open("rb") as bestand:
                gevonden = herken_wet(bestand.read(_KOP))
            if gevonden and gevonden[0] in gezocht:
                yield Wetsbestand(*gevonden, pad, herkomst)


def lees_wtis(invoer: Invoer, bron: Sequence[Path] = (), opslag: Path | None = None) -> tuple[Wti, ...]:
    """Technical information of acts: from what the user names, ``wetten/`` of the dossier, and what ``haal --wti`` kept.

    One per act, the first found. Any act that the user gives counts; of the kept ones those of the dossier.

    Raises:
        Geweigerd: a file that says it is technical information and cannot be read.
    """
    gevonden: dict[str, Wti] = {}
    for plek in (*bron, *invoer.dossier.wetteksten()):
        for pad in (
            [plek] if plek.is_file() else sorted(islice(_bestanden(plek, "*.[wWxX][tTmM][iIlL]"), MEESTE_BESTANDEN))
        ):
            with pad.open("rb") as bestand:
                raak = _WTI.search(bestand.read(_KOP))
            if raak and raak.group(1).decode() not in gevonden:
                gevonden[raak.group(1).decode()] = lees_wti(pad)
    for wet in invoer.wetten:
        if wet.bwb not in gevonden and (eerder := _opgehaald(opslag, methodcaller("wti", wet.bwb))):
            gevonden[wet.bwb] = lees_wti(eerder[1])
    return tuple(gevonden.values())


def _opgehaald(opslag: Path | None, vraag: Callable[[Klant], Resultaat]) -> tuple[Herkomst, Path] | None:
    """What ``haal`` fetched before, proven by its hash, with where it comes from; never the network."""
    from wetgeving.bron.opslag import Opslag

    voorraad = Opslag(opslag)
    if not voorraad.map.is_dir():
        return None
    from wetgeving.bron.klant import Klant

    try:
        herkomst = vraag(Klant(opslag=voorraad, alleen_opslag=True)).herkomst
        return herkomst, voorraad.inhoud(herkomst.sha512)
    except Geweigerd:
        return None


def _bestanden(map_: Path, vorm: str = "*.[xX][mM][lL]") -> Iterator[Path]:
    return (p for p in map_.rglob(vorm) if p.is_file() and not p.name.startswith("."))


def herken_wet(inhoud: bytes) -> tuple[str, date] | None:
    """Which act a file is, and from which day its text holds; None for anything else than a law text in XML."""
    kop = inhoud[:_KOP]
    for nummer, dag in ((_BWB, _DAG), (_CANONIEK, _CANONIEK_DAG)):
        if (bwb := nummer.search(kop)) and (vanaf := dag.search(kop)):
            try:
                return bwb.group(1).decode(), date.fromisoformat(vanaf.group(1).decode())
            except ValueError:
                return None
    return None


def _wetten(
    wetten: Sequence[Wet],
    bron: Sequence[Path],
    eigen: Sequence[Path],
    opslag: Path | None,
    bevindingen: list[Bevinding],
) -> tuple[Wettekst, ...]:
    gezocht = frozenset(w.bwb for w in wetten)
    gevonden = [*zoek_wetten(bron, gezocht, "opgegeven"), *zoek_wetten(eigen, gezocht, "dossier")]
    return tuple(_wettekst(wet, [g for g in gevonden if g.bwb == wet.bwb], opslag, bevindingen) for wet in wetten)


def _wettekst(wet: Wet, kandidaten: list[Wetsbestand], opslag: Path | None, bevindingen: list[Bevinding]) -> Wettekst:
    wordt = _exact(kandidaten, wet.wordt) or _uit_opslag(wet.bwb, wet.wordt, opslag)
    wordt = wordt or max((k for k in kandidaten if k.vanaf > wet.was), key=lambda k: k.vanaf, default=None)
    was = _exact(kandidaten, wet.was) or _uit_opslag(wet.bwb, wet.was, opslag)
    grens = wordt.vanaf if wordt else wet.wordt
    was = was or max(
        (k for k in kandidaten if k.vanaf < grens), key=lambda k: (k.vanaf <= wet.was, k.vanaf), default=None
    )
    for kant, dag, keuze in (("was", wet.was, was), ("wordt", wet.wordt, wordt)):
        if keuze is None:
            heet = wet.citeertitel
            mist = Bevinding.van("wettekst-ontbreekt", wet.afkorting, citeertitel=heet, dag=dag, kant=kant)
            bevindingen.append(mist)
        elif keuze.vanaf != dag and keuze.herkomst != "opgehaald":
            anders = Bevinding.van("wettekst-andere-dag", wet.afkorting, keuze.pad.name, dag=dag, vanaf=keuze.vanaf)
            bevindingen.append(anders)
    return Wettekst(
        wet.bwb,
        wet.afkorting,
        wet.citeertitel,
        lees_bestand(was.pad) if was else None,
        lees_bestand(wordt.pad) if wordt else None,
        was.vanaf if was else None,
        wordt.vanaf if wordt else None,
        _bestand(was.pad, was.pad.name, was.herkomst) if was else None,
        _bestand(wordt.pad, wordt.pad.name, wordt.herkomst) if wordt else None,
    )


def _exact(kandidaten: list[Wetsbestand], dag: date) -> Wetsbestand | None:
    return next((k for k in kandidaten if k.vanaf == dag), None)


def _uit_opslag(bwb: str, dag: date, opslag: Path | None) -> Wetsbestand | None:
    gevonden = _opgehaald(opslag, methodcaller("tekst", bwb, dag))
    if gevonden is None:
        return None
    herkomst, pad = gevonden
    return Wetsbestand(bwb, date.fromisoformat(herkomst.inwerking or dag.isoformat()), pad, "opgehaald")


# --- data -------------------------------------------------------------------------------------------------------------


def _gegevens(
    dossier: Dossier,
) -> tuple[Maatregelenlijst, Kaders, Gemeenten, Keuzes | None, Koppelingen, Thesaurus | None, list[Bestand]]:
    """The data files of the dossier, and which of them there are."""
    namen = ("maatregelen", "kaders", "gemeenten", "keuzes", "koppelingen", "thesaurus")
    paden = {n: pad for n in namen if (pad := dossier.gegevensbestand(f"{n}.xml")) is not None}
    lijst = maatregelen_van(dossier)
    thesaurus = ingebouwde_thesaurus() if ingebouwde_thesaurus().dossier == lijst.dossier else None
    return (
        lijst,
        kaders_van(dossier),
        gemeenten_van(dossier),
        Keuzes.lees(paden["keuzes"]) if "keuzes" in paden else None,
        Koppelingen.lees(paden["koppelingen"])
        if "koppelingen" in paden
        else Koppelingen(status="geen beslissingen vastgelegd"),
        lees_thesaurus(paden["thesaurus"], basis=thesaurus) if "thesaurus" in paden else thesaurus,
        [_bestand(pad, f"{n}.xml", "dossier") for n, pad in paden.items()],
    )
