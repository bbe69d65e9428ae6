"""Publishing: every consolidated text of a dossier, in every version, as a set of pages with their checksums."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.canoniek import lees, schrijf
from verordening.schijf import maak_map
from verordening.voltooid import meld
from verordening.wissel import maak_af
from versies.archief import getuige
from versies.archief.vragen import Tijdbron
from versies.publicatie.bladen import publicatie
from versies.publicatie.reeks import CONTROLEGETALLEN, Bestanden, Regelingreeks, Tekst, Vorige
from versies.publicatie.samenvatting import Bron, als_bron
from versies.publicatie.versieblad import Vormgeving
from werkbank.gemeentetekst import variant_van

if TYPE_CHECKING:
    from verordening.boom import Regeling
    from verordening.voortgang import Voortgang
    from versies.publicatie.besluitblad import Besluittekst


@dataclass(frozen=True, slots=True)
class Wens:
    """What is to be published.

    Args:
        namen: only these regulations; empty: all. gemeente: the texts of this one.
        dag: the day from which "holds now" is said. ontwerp: drafts too.
        vormen: of :data:`versies.publicatie.reeks.VORMEN`. adres: of the web site, for links.
    """

    dag: date
    namen: Sequence[str] = ()
    gemeente: str = ""
    ontwerp: bool = False
    vormen: Sequence[str] = ("pdf", "docx")
    adres: str = ""


@dataclass(frozen=True, slots=True)
class Publicatie:
    """The set: path → content, which regulations, the commit it was made from (empty without an archive), and findings."""

    bestanden: Bestanden
    regelingen: tuple[str, ...]
    hoofd: str
    bevindingen: tuple[Bevinding, ...]


def maak(dossier: Path, wens: Wens, vorige: Path, *, zeg: Voortgang) -> Publicatie:
    """All files of a publication; nothing is written.

    Args:
        vorige: the folder of the publication before this one (need not be there): what is the same, is taken from it.

    Raises:
        Geweigerd: the folder holds something else, or a later state; the dossier cannot be read.
    """
    maak_af(vorige)
    if vorige.exists() and (
        not vorige.is_dir() or (any(vorige.iterdir()) and not (vorige / CONTROLEGETALLEN).is_file())
    ):
        raise Geweigerd.om("vreemde-map", str(vorige))
    eerder = getuige.gepubliceerd(vorige)
    with Tijdbron(dossier, met_ontwerpen=wens.ontwerp) as bron:
        if eerder and bron.hoofd and not bron.archief.opslag.is_voorouder(eerder, bron.hoofd):
            raise getuige.weiger(
                vorige,
                eerder,
                "Hier staat een latere stand, of een ander dossier. Kies een nieuwe map, of zie «verordening zet-terug».",
            )
        bronnen, bevindingen = _bronnen(bron, wens)
        adres = wens.adres.rstrip("/") + "/" if wens.adres else ""
        bestanden, onbekend = publicatie(
            _titel(dossier, wens.gemeente),
            bronnen,
            wens.dag,
            vorm=Vormgeving(tuple(wens.vormen), adres, Vorige(vorige), voortgang=zeg),
            herkomst=_herkomst(bron),
            besluiten=_besluitteksten(bron),
        )
        bevindingen += [*onbekend, *(b for b in bron.bevindingen if b.ernst is not Ernst.INFO)]
        return Publicatie(bestanden, tuple(b.werk for b in bronnen), bron.hoofd or "", tuple(bevindingen))


def bewaar_vreemd(map_: Path, bestanden: Iterable[str]) -> list[Bevinding]:
    """Keep beside a publication what somebody else put in it, before a new one takes its place.

    Args:
        map_: the folder of the publication before this one (need not be there). bestanden: the files of the new one.
    """
    lijst = map_ / CONTROLEGETALLEN
    eigen = {r.partition("  ")[2] for r in lijst.read_text("utf-8").splitlines()} if lijst.is_file() else set()
    eigen.update(bestanden)
    namen = (p.relative_to(map_).as_posix() for p in sorted(map_.rglob("*")) if p.is_symlink() or not p.is_dir())
    vreemd = [n for n in namen if n not in eigen and not n.startswith((CONTROLEGETALLEN, "sleutels-"))]
    if not vreemd:
        return []
    thuis = map_.resolve()
    plek = next(p for n in count(1) if not (p := thuis.with_name(f"{thuis.name}-bewaard-{n}")).exists())
    for naam in vreemd:
        maak_map((plek / naam).parent)
        shutil.copy2(map_ / naam, plek / naam, follow_symlinks=False)
    meld(f"wat niet van «publiceer» was, is bewaard in {plek}")
    return [Bevinding.van("niet-van-publiceer", naam, plek=plek) for naam in vreemd]


def _titel(dossier: Path, gemeente: str) -> tuple[str, str]:
    """Title of the first page and status of the dossier; a folder with only an archive has neither."""
    from versies.dossier import lees_blad

    bestand = dossier / "dossier.xml"
    blad = lees_blad(dossier) if bestand.exists() else None
    van = f"de gemeente {gemeente}" if gemeente else blad.uitvoerder or blad.naam if blad else dossier.resolve().name
    van = re.sub(r"^(?=gemeente\s)", "de ", van)
    return f"Regelingen van {van}", blad.status if blad and not blad.status.endswith("dossier") else ""


def _herkomst(bron: Tijdbron) -> list[tuple[str, str]]:
    from importlib.metadata import version

    archief = [("Archief", f"vastgelegd tot en met {bron.hoofd}")] if bron.hoofd else []
    return [*archief, ("Gemaakt met", f"verordening {version('verordening')}")]


def _bronnen(bron: Tijdbron, wens: Wens) -> tuple[list[Bron], list[Bevinding]]:
    """The regulations to publish; one of which the archive holds nothing new need not be computed."""
    from versies.archief.logboek import naamdeel

    bevindingen: list[Bevinding] = []
    titels, ontwerpen = bron.titels(), _ontwerpen(bron)
    kernen = {} if wens.gemeente else bron.kernen()
    uit: list[Bron] = []
    for werk in dict.fromkeys(map(bron.werk, wens.namen)) or sorted(titels):
        titel = titels.get(werk, "")
        if werk in kernen and titel:
            maak = partial(_reeks, bron, werk, titel, "", ontwerpen, [])
            uit.append(Bron(werk, naamdeel(werk), titel, kernen[werk], maak))
            continue
        reeks = _reeks(bron, werk, titel, wens.gemeente, ontwerpen, bevindingen)
        if reeks.teksten or not wens.gemeente:
            uit.append(als_bron(reeks))
    return uit, bevindingen


def _reeks(
    bron: Tijdbron, werk: str, titel: str, gemeente: str, ontwerpen: frozenset[str], gemeld: list[Bevinding]
) -> Regelingreeks:
    """One regulation in time; ``gemeld`` gets what is to be said of its texts."""
    from versies.archief.logboek import naamdeel
    from versies.publicatie.graf import graven, teruggetrokken
    from versies.tijd.wti import besluitrijen

    lijn = bron.lijn(werk)
    periodes = [p for p in lijn.stand.periodes() if p.toestand.versie]
    teksten: dict[str, Tekst] = {}
    for periode in periodes:
        versie = periode.toestand.versie
        tekst, eigen = _tekst(bron, werk, versie, gemeente, periode.toestand.geldig_vanaf)
        gemeld += eigen
        if tekst is not None:
            teksten[versie] = tekst
    oud = bron.lijnen_met_herstelde.get(werk)
    return Regelingreeks(
        werk,
        naamdeel(werk),
        lijn.stand,
        besluitrijen(lijn),
        teksten,
        ontwerpen,
        titel,
        graven(lijn, oud, {p.toestand.geldig_vanaf.isoformat() for p in periodes}),
        teruggetrokken(lijn),
    )


def _besluitteksten(bron: Tijdbron) -> dict[int, Besluittekst]:
    """The decisions of which the archive holds the words, by number of the delivery."""
    from versies.publicatie.besluitblad import Besluittekst

    uit: dict[int, Besluittekst] = {}
    for nummer, pad, ident in bron.besluitbestanden():
        if pad.rpartition(".")[2].lower() in ("docx", "odt", "md", "txt"):
            uit.setdefault(nummer, Besluittekst(ident, partial(_regels, bron, pad, ident)))
    for nummer, sinds in bron.herstelde().items():
        uit[nummer] = Besluittekst("hersteld", tuple, sinds)
    return uit


def _regels(bron: Tijdbron, pad: str, ident: str) -> Sequence[str]:
    from versies.opdracht.word import lees_word

    inhoud = bron.archief.opslag.lees(ident)
    if pad.lower().endswith((".docx", ".odt")):
        return lees_word(inhoud, pad)[0]
    return inhoud.decode("utf-8-sig").splitlines()


def _ontwerpen(bron: Tijdbron) -> frozenset[str]:
    """Versions that are a draft according to the dossier; an archive holds only what was adopted."""
    if bron.heeft_archief:
        return frozenset()
    from versies.dossier import lees_map

    return frozenset(
        f"{v.regeling}@{v.juridisch_werkend_vanaf}" for v in lees_map(bron.map).versies if v.status == "ontwerp"
    )


def _tekst(
    bron: Tijdbron, werk: str, versie: str, gemeente: str, op: date
) -> tuple[Tekst | None, tuple[Bevinding, ...]]:
    """A stored text; with a municipality its own text, and nothing when the regulation is not a municipality's."""
    from versies.tijd.varianten import vul_in

    def gewoon() -> tuple[Regeling, bytes]:
        tekst = bron.regeling(werk, versie)
        return tekst, schrijf(tekst)

    if not gemeente:
        return Tekst(bron.tekstkenmerk(versie), gewoon), ()
    gelezen = lees(bron.tekst(versie))
    if not gelezen.gegevens.gemeente:
        return None, ()
    eigen = vul_in(replace(gelezen, bevindingen=()), variant_van(bron.map, werk, gemeente, op))
    inhoud = schrijf(eigen)
    return Tekst(inhoud, lambda: (eigen, inhoud)), eigen.bevindingen
