"""What every paper shares: the picture with what a paper needs besides it, the colophon, and filling a template.

A paper is a template (what it says) and blocks (what is computed). Both come from the same frozen values.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from impact.dossier.aannames import Aannames
from impact.dossier.bronnen import Bronnen
from impact.dossier.concepten import Concepten
from impact.dossier.model import Bestand, Impact, LokaleRegeling, Wettekst
from impact.sjablonen import Sjablonen, lees_sjablonen, vul
from impact.sjablonen.opmaak import Deel, Merk, delen, zet_merk
from impact.stukken.concept import zet_keuzes
from impact.stukken.orgaan import BESTUREN, Beleidsorgaan, beleidsorgaan
from impact.stukken.stand import Stand
from impact.stukken.taal import dag, hoofdletter, met_lidwoord, opsomming
from impact.woorden import woorden
from verordening.bevinding import Geweigerd
from verordening.gemeenten import Planningmoment
from verordening.papier import document as d
from verordening.xmlmodel import Gegevensbestand
from versies.dossier import Dossier, binnen_map

Blokken = Mapping[str, Callable[[], Sequence[d.Blok]]]
"""Name of a block in a template → what makes it."""

BESTANDENLIJST = "gebruikte-bestanden.sha512"
"""File beside the papers that lists every file used; the mark in a colophon is its hash."""


@dataclass(frozen=True)
class Stukgegevens:
    """Everything papers are made from.

    Args:
        impact: the picture.
        datum: date of the papers; never taken from a clock here.
        aannames: of the user; empty when there are none.
        sjablonen: templates, checked.
        besluiten: the file of each decision of the dossier that is there, by slug (:func:`impact.dossier.besluitvorm.lees_vorm`).
        later: newer versions of the local regulations by slug, drafts included, oldest first.
        bestanden: what was used besides what the picture lists.
        vorige: what the papers said that were sent before; None: there is nothing to compare with.
        voor_de_raad: the paper leaves the organisation: it names no program, and no lines of a text file in a note.
        bestuur: key of the one body for which the paper is, when the dossier names more.
        lokaal: the version of the regulation on which the paper rests, when it is about one.
        concepten: the words that people chose for drafts of beleidsregels.
    """

    impact: Impact
    datum: date
    sjablonen: Sjablonen
    aannames: Aannames = field(default_factory=Aannames)
    besluiten: Mapping[str, bytes] = field(default_factory=dict)
    later: Mapping[str, tuple[LokaleRegeling, ...]] = field(default_factory=dict)
    bestanden: tuple[Bestand, ...] = ()
    vorige: Stand | None = None
    voor_de_raad: bool = False
    bestuur: str = ""
    lokaal: str = ""
    concepten: Concepten = field(default_factory=Concepten)

    @cached_property
    def bronnen(self) -> Bronnen:
        """All sources by key."""
        return Bronnen.van(self.impact, regelnummers=not self.voor_de_raad)

    @property
    def stempel(self) -> str:
        """The status of the dossier as a paper says it: whose dossier it is says nothing to who receives it."""
        status = self.impact.status
        return str(woorden("stempel").get(status, status))

    @property
    def lokale_tekst(self) -> str:
        """Which versions of the regulations were laid beside the law, and which newer ones there are."""
        if self.lokaal:
            return self.lokaal
        op = self.impact.op
        nieuwer = sorted({v.vanaf for rij in self.later.values() for v in rij if v.status == "geldend"})
        staart = (
            f", de dag vóór de wetswijziging; wat de versie van {opsomming(dag(x) for x in nieuwer)} al aanpast, telt als aangepast"
            if nieuwer
            else ""
        )
        return (f"zoals die gold op {dag(op)}" if op.year < 9999 else "de nieuwste versie") + staart

    @cached_property
    def orgaan(self) -> Beleidsorgaan:
        """Who decides about beleidsregels."""
        return beleidsorgaan(self.impact, self.bestuur)

    def wie(self, sleutel: str) -> str:
        """A body as a table names it."""
        samen = self.impact.gemeenten.samenwerking
        namen = {**BESTUREN, "gr": samen.naam, "ab": self.orgaan.kort, "uitvoerder": samen.uitvoerder}
        return namen.get(sleutel, sleutel)

    @property
    def uitvoerder(self) -> str:
        """Who executes the regulations, in a sentence; a gemeente by itself gives no orders to itself but to those who work for it."""
        gemeenten = self.impact.gemeenten
        return "de ambtelijke organisatie" if gemeenten.alleen else met_lidwoord(gemeenten.samenwerking.uitvoerder)

    @property
    def iedereen(self) -> str:
        """For whom something is that holds everywhere."""
        namen = [g.naam for g in self.impact.gemeenten.gemeenten]
        return "alle gemeenten" if len(namen) > 1 else opsomming(namen)

    def voor(self, moment: Planningmoment) -> str:
        """For whom a moment of the planning is, in words."""
        codes = moment.geldt_voor
        gemeenten = self.impact.gemeenten
        return self.iedereen if codes == "alle" else opsomming(gemeenten[c].naam for c in codes.split())


@dataclass(frozen=True)
class Stuk:
    """A paper: file name without ending (with its folder, ``/``), the document, and its named parts."""

    naam: str
    document: d.Document
    delen: tuple[Deel, ...] = ()


def verzamel(
    dossier: Dossier, impact: Impact, datum: date, later: Mapping[str, tuple[LokaleRegeling, ...]] | None = None
) -> Stukgegevens:
    """Read what papers need besides the picture: templates, assumptions and the texts of decisions.

    Raises:
        Geweigerd: a template, assumption or decision that cannot be used.
    """
    bestanden: list[Bestand] = []
    gelezen: dict[str, Gegevensbestand] = {}
    for naam, soort in _VAN_DE_GEBRUIKER.items():
        pad = binnen_map(dossier.map, naam)
        if pad.is_file():
            gelezen[naam] = soort.lees(pad)
            bestanden.append(_bestand(pad, naam))
    aannames, concepten = (gelezen.get(naam) or soort() for naam, soort in _VAN_DE_GEBRUIKER.items())
    assert isinstance(aannames, Aannames) and isinstance(concepten, Concepten)
    genoemd = {t.gemeente for t in aannames.termijnen} | {i.gemeente for i in aannames.invoer}
    for wie in genoemd - {"alle"}:
        impact.gemeenten[wie]  # een aanname over een gemeente die er niet is, wordt geweigerd
    _op_hun_plaats(concepten, impact)
    besluiten: dict[str, bytes] = {}
    for besluit in dossier.blad.besluiten:
        pad = dossier.besluitbestand(besluit.slug)
        if pad.is_file():
            besluiten[besluit.slug] = pad.read_bytes()
            bestanden.append(_bestand(pad, f"besluiten/{besluit.bestand}"))
    for versies in (later or {}).values():
        bestanden += [v.bestand for v in versies]
    return Stukgegevens(
        impact,
        datum,
        lees_sjablonen(dossier.sjablonen()),
        aannames,
        besluiten,
        dict(later or {}),
        tuple(bestanden),
        concepten=concepten,
    )


_VAN_DE_GEBRUIKER: Mapping[str, type[Gegevensbestand]] = {"aannames.xml": Aannames, "concepten.xml": Concepten}


def _op_hun_plaats(concepten: Concepten, impact: Impact) -> None:
    """Chosen words are for a place that is there, with the words they replace; otherwise nobody would miss them.

    Raises:
        Geweigerd: a regulation, place or words that are not there.
    """
    regelingen = {r.slug: r for r in impact.regelingen}
    for slug in dict.fromkeys(k.regeling for k in concepten.keuzes):
        regeling, eigen = regelingen.get(slug), concepten.van(slug)
        gezet = zet_keuzes(regeling.regeling.wortel, eigen)[1] if regeling else ()
        for keuze in eigen:
            if keuze not in gezet:
                raise Geweigerd.om("concept-plaats", "concepten.xml", regeling=slug, plek=keuze.plaats)


def _bestand(pad: Path, naam: str) -> Bestand:
    return Bestand(naam, hashlib.sha512(pad.read_bytes()).hexdigest(), "dossier")


def maak_stuk(
    gegevens: Stukgegevens,
    sjabloon: str,
    naam: str,
    titel: str,
    velden: Mapping[str, object],
    blokken: Blokken,
    **kop: Any,
) -> Stuk:
    """Fill a template and make it a paper (:func:`document`).

    Raises:
        Geweigerd: the template asks for something that is not there; with its place.
    """
    bron = gegevens.sjablonen[sjabloon]

    def blok(welk: str) -> Sequence[d.Blok]:
        if welk not in blokken:
            raise Geweigerd.om("blok-onbekend/blok-bestaat", bron.plaats, welk=welk, blokken=", ".join(blokken))
        return blokken[welk]()

    def noot(waarde: str) -> d.Noot:
        sleutels, _, plaats = waarde.partition("|")
        return gegevens.bronnen.noot(sleutels, plaats)

    def bron_van(sleutels: str, plaats: str = "") -> Merk:
        return zet_merk("noot", f"{sleutels}|{plaats}")

    functies: dict[str, Callable[..., str]] = {
        "blok": lambda welk: zet_merk("blok", str(welk)),
        "bron": bron_van,
        "dag": lambda tekst: dag(date.fromisoformat(str(tekst))),
    }
    gezet = delen(vul(bron, velden, functies), blok, noot)
    inhoud = [b for deel in gezet for b in deel.blokken]
    return Stuk(naam, document(gegevens, titel, inhoud, **kop), gezet)


def document(
    gegevens: Stukgegevens,
    titel: str,
    blokken: Iterable[d.Blok],
    *,
    auteur: str = "",
    volledig: bool = False,
    **kop: Any,
) -> d.Document:
    """A paper of this dossier: its status on every page, and the colophon at the end.

    Args:
        auteur: in whose name it is; empty: the region's. volledig: see :func:`colofon`.
        kop: what :class:`~verordening.papier.document.Document` takes besides.
    """
    return d.Document(
        titel,
        (*blokken, colofon(gegevens, volledig=volledig)),
        status=hoofdletter(gegevens.stempel),
        auteur=auteur or gegevens.impact.gemeenten.samenwerking.naam,
        datum=gegevens.datum,
        **kop,
    )


def gebruikte_bestanden(gegevens: Stukgegevens) -> bytes:
    """Every file that was used with its SHA-512, in the form that ``sha512sum`` writes; templates included."""
    regels = {(b.sha512, b.naam) for b in (*gegevens.impact.bestanden, *gegevens.bestanden)}
    regels |= {(s.sha512, f"sjablonen/{s.naam}.md.j2") for s in gegevens.sjablonen.per_naam.values()}
    return "".join(f"{som}  {naam}\n" for som, naam in sorted(regels, key=lambda r: (r[1], r[0]))).encode()


def colofon(gegevens: Stukgegevens, *, volledig: bool = False) -> d.Colofon:
    """What a paper was made from: program, dates and the list of files used.

    Args:
        volledig: also the mark over the hashes of all files, and every file with the beginning of its hash.
    """
    impact = gegevens.impact
    lijst = gebruikte_bestanden(gegevens)
    met = f"verordening {impact.versie}".strip() + f", stuk van {dag(gegevens.datum)}"
    paren: list[tuple[str, d.Inhoud]] = [
        ("Dossier", (f"{impact.naam} ({gegevens.stempel})",)),
        *(() if gegevens.voor_de_raad else (("Gemaakt met", (met,)),)),
        ("Lokale tekst", (gegevens.lokale_tekst,)),
        ("Maatregelen", (f"gegevens per {dag(impact.lijst.peildatum)}, {impact.lijst.herkomst}",)),
        ("Wetteksten", ("; ".join(_wettekst(w) for w in impact.wetten) or "geen",)),
        ("Aannames", (gegevens.aannames.status,)),
        *(
            ()
            if gegevens.voor_de_raad
            else (("Gebruikte bestanden", (f"{len(lijst.splitlines())}; zie {BESTANDENLIJST}",)),)
        ),
    ]
    if volledig:
        paren.append(
            ("Kenmerk", (d.Stuk(hashlib.sha512(lijst).hexdigest(), vast=True), f": SHA-512 van {BESTANDENLIJST}"))
        )
        bestanden: list[d.Inline] = []
        for regel in lijst.decode().splitlines():
            som, _, naam = regel.partition("  ")
            bestanden += [f"{naam} ", d.Stuk(f"{som[:16]}…", vast=True), "; "]
        paren.append(
            ("Bestanden", (*bestanden[:-1], ". De hele hash staat in ", d.Stuk(BESTANDENLIJST, vast=True), "."))
        )
    return d.Colofon(tuple(paren))


def _wettekst(wet: Wettekst) -> str:
    if not (wet.datum_was or wet.datum_wordt):
        return f"{wet.afkorting}: niet gezien"
    was = dag(wet.datum_was) if wet.datum_was else "ontbreekt"
    wordt = dag(wet.datum_wordt) if wet.datum_wordt else "ontbreekt"
    return f"{wet.afkorting}: was {was}, wordt {wordt}"
