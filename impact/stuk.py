"""What every paper shares: the picture with what a paper needs besides it, the colophon, and filling a template.

A paper is a template (what it says) and blocks (what is computed). Both come from the same frozen values.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from impact.aannames import Aannames, lees_aannames
from impact.bronnen import Bronnen
from impact.model import Bestand, Impact, LokaleRegeling
from impact.sjablonen import Sjablonen, lees_sjablonen, vul
from impact.sjablonen.opmaak import Deel, delen, zet_merk
from impact.taal import dag
from verordening.bevinding import Geweigerd
from verordening.papier import document as d
from versies.dossier import Dossier, binnen_map

__all__ = ["Blokken", "Stuk", "Stukgegevens", "colofon", "maak_stuk", "verzamel"]

Blokken = Mapping[str, Callable[[], Sequence[d.Blok]]]
"""Name of a block in a template → what makes it."""

_GROOTSTE_BESLUIT = 2_000_000


@dataclass(frozen=True)
class Stukgegevens:
    """Everything papers are made from.

    Args:
        impact: the picture.
        datum: date of the papers; never taken from a clock here.
        aannames: of the user; empty when there are none.
        sjablonen: templates, checked.
        besluiten: text of each decision of the dossier that is there, by slug.
        later: newer versions of the local regulations by slug, drafts included, oldest first.
        bestanden: what was used besides what the picture lists.
    """

    impact: Impact
    datum: date
    sjablonen: Sjablonen
    aannames: Aannames = field(default_factory=Aannames)
    besluiten: Mapping[str, str] = field(default_factory=dict)
    later: Mapping[str, tuple[LokaleRegeling, ...]] = field(default_factory=dict)
    bestanden: tuple[Bestand, ...] = ()

    @cached_property
    def bronnen(self) -> Bronnen:
        """All sources by key."""
        return Bronnen.van(self.impact)

    @property
    def ab(self) -> str:
        """The deciding body of the region as a reader knows it."""
        return f"het algemeen bestuur van {self.impact.gemeenten.samenwerking.naam}"


@dataclass(frozen=True)
class Stuk:
    """A paper: file name without ending (with its folder, ``/``), the document, and its named parts."""

    naam: str
    document: d.Document
    delen: tuple[Deel, ...] = ()


def verzamel(dossier: Dossier, impact: Impact, datum: date,
             later: Mapping[str, tuple[LokaleRegeling, ...]] | None = None) -> Stukgegevens:  # fmt: skip
    """Read what papers need besides the picture: templates, assumptions and the texts of decisions.

    Raises:
        Geweigerd: a template, assumption or decision that cannot be used.
    """
    bestanden: list[Bestand] = []
    aannames = Aannames()
    pad = binnen_map(dossier.map, "aannames.xml")
    if pad.is_file():
        aannames = lees_aannames(pad)
        bestanden.append(_bestand(pad, "aannames.xml"))
        for wie in {t.gemeente for t in (*aannames.termijnen, *aannames.invoer)} - {"alle"}:
            impact.gemeenten[wie]  # een aanname over een gemeente die er niet is, wordt geweigerd
    besluiten: dict[str, str] = {}
    for besluit in dossier.blad.besluiten:
        pad = dossier.besluitbestand(besluit.slug)
        if pad.is_file():
            besluiten[besluit.slug] = _lees_besluit(pad)
            bestanden.append(_bestand(pad, f"besluiten/{besluit.bestand}"))
    for versies in (later or {}).values():
        bestanden += [v.bestand for v in versies]
    return Stukgegevens(impact, datum, lees_sjablonen(dossier.sjablonen()), aannames, besluiten, dict(later or {}),
                        tuple(bestanden))  # fmt: skip


def _bestand(pad: Path, naam: str) -> Bestand:
    return Bestand(naam, hashlib.sha512(pad.read_bytes()).hexdigest(), "dossier")


def _lees_besluit(pad: Path) -> str:
    if pad.suffix != ".md":
        return ""  # andere vormen gaan niet als tekst mee; het besluit verwijst dan naar het bestand
    if pad.stat().st_size > _GROOTSTE_BESLUIT:
        raise Geweigerd("het besluit is groter dan 2 MB", plaats=pad.name, code="besluit-te-groot")
    try:
        return pad.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fout:
        raise Geweigerd("het besluit is geen UTF-8", plaats=pad.name, advies="Bewaar het als UTF-8.",
                        code="besluit-utf8") from fout  # fmt: skip


def maak_stuk(
    gegevens: Stukgegevens, sjabloon: str, naam: str, titel: str, velden: Mapping[str, Any], blokken: Blokken,
    *, ondertitel: str = "", auteur: str = "", onderwerp: str = "",
) -> Stuk:  # fmt: skip
    """Fill a template and make it a paper, with the colophon at the end.

    Raises:
        Geweigerd: the template asks for something that is not there; with its place.
    """
    bron = gegevens.sjablonen[sjabloon]

    def blok(welk: str) -> Sequence[d.Blok]:
        if welk not in blokken:
            raise Geweigerd(f"het blok «{welk}» bestaat niet", plaats=bron.plaats,
                            advies=f"Kies uit: {', '.join(blokken)}.", code="blok-onbekend")  # fmt: skip
        return blokken[welk]()

    def noot(waarde: str) -> d.Noot:
        sleutels, _, plaats = waarde.partition("|")
        return gegevens.bronnen.noot(sleutels, plaats)

    functies = {
        "blok": lambda welk: zet_merk("blok", str(welk)),
        "bron": lambda sleutels, plaats="": zet_merk("noot", f"{sleutels}|{plaats}"),
        "dag": lambda tekst: dag(date.fromisoformat(str(tekst))),
    }
    gezet = delen(vul(bron, velden, functies), blok, noot)
    inhoud = tuple(b for deel in gezet for b in deel.blokken)
    document = d.Document(
        titel, (*inhoud, colofon(gegevens, bron.plaats, bron.sha512)), status=hoofd(gegevens.impact.status),
        ondertitel=ondertitel, auteur=auteur, onderwerp=onderwerp, datum=gegevens.datum,
    )  # fmt: skip
    return Stuk(naam, document, gezet)


def hoofd(tekst: str) -> str:
    """The status with a capital."""
    return tekst[:1].upper() + tekst[1:]


def colofon(gegevens: Stukgegevens, sjabloon: str = "", sjabloon_hash: str = "") -> d.Colofon:
    """What a paper was made from: program, dates, and the hash of every file used."""
    impact = gegevens.impact
    paren: list[tuple[str, d.Inhoud]] = [
        ("Dossier", (impact.naam,)),
        ("Status", (impact.status,)),
        ("Gemaakt met", (f"verordening {impact.versie}".strip(),)),
        ("Datum van dit stuk", (dag(gegevens.datum),)),
        ("Lokale teksten per", (dag(impact.op) if impact.op.year < 9999 else "nieuwste versie",)),
        ("Gegevens over de maatregelen per", (dag(impact.lijst.peildatum),)),
        ("Aannames", (gegevens.aannames.status,)),
    ]
    for wet in impact.wetten:
        was = dag(wet.datum_was) if wet.datum_was else "ontbreekt"
        wordt = dag(wet.datum_wordt) if wet.datum_wordt else "ontbreekt"
        paren.append((f"Wettekst {wet.afkorting}", (f"was: {was}; wordt: {wordt}",)))
    regels = [(b.naam, b.sha512, b.herkomst) for b in (*impact.bestanden, *gegevens.bestanden)]
    if sjabloon:
        regels.append((sjabloon, sjabloon_hash, ""))
    alles = hashlib.sha512("\n".join(f"{h}  {n}" for n, h, _ in sorted(set(regels))).encode()).hexdigest()
    paren.append(("Kenmerk van alle bronnen samen (SHA-512)", (d.Stuk(alles, vast=True),)))
    paren += [
        (f"{naam} ({herkomst})" if herkomst else naam, (d.Stuk(f"sha512:{som[:32]}…", vast=True),))
        for naam, som, herkomst in sorted(set(regels))
    ]
    return d.Colofon(tuple(paren))
