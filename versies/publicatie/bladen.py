"""A set of pages that a griffie can publish: every version of every regulation, on its own address, with proof.

Per regulation: all versions, the text that holds, every version with its forms, the comparisons, and the history of every
article; per decision a page with its words; and for the whole a first page, a search page, a feed and a map.
``controlegetallen.sha512`` holds the SHA-512 of every file, in the form that ``sha512sum -c`` reads. What is not known
(concurrent amendments without a combined text) is said on the page and is a finding.

Rules: Bekendmakingswet article 19 (consolidated text of every version), Regeling elektronische publicaties article 2.2
(PDF/A level a), ``regels`` C.1 and G.2 (what to deliver per version).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from verordening.bevinding import Bevinding
from verordening.dagen import dag
from verordening.papier.html import css
from versies.publicatie.besluitblad import Besluittekst, besluitbladen, besluitmap
from versies.publicatie.kop import atom, sitemap, zoekbladen
from versies.publicatie.reeks import CONTROLEGETALLEN, GEGEVENS, Bestanden, Regelingreeks, Vorige, waarom
from versies.publicatie.regelingblad import lees_json, regelingbladen
from versies.publicatie.versieblad import Vormgeving
from versies.publicatie.voorblad import toegankelijkheid, voorpagina
from versies.tijd.toestand import Inhoud
from versies.tijd.wti import Besluitrij


def publicatie(
    naam: str,
    status: str,
    reeksen: Sequence[Regelingreeks],
    stand: date,
    *,
    vorm: Vormgeving | None = None,
    herkomst: Sequence[tuple[str, str]] = (),
    besluiten: Mapping[int, Besluittekst] | None = None,
) -> tuple[Bestanden, tuple[Bevinding, ...]]:
    """All files of the set, and what could not be published.

    No file says on which day it was made: without a new decision a file is the same, byte for byte, until the day on which
    something else holds.

    Args:
        naam: of the whole ("Regelingen van …"). status: shown on the first page; empty: nothing.
        stand: the day from which is looked: what "holds now" means.
        vorm: forms, address and the set before; default only pages and XML.
        herkomst: name and value for the colophon of the first page (archive, program).
        besluiten: the words of the decisions, by number of the delivery.

    Returns:
        path (with ``/``) → content, or the file that has it; findings (``tekst-onbekend`` for a state without a known
        text).
    """
    vorm = vorm or Vormgeving()
    reeksen = _met_eigen_titel(reeksen)
    bestanden: Bestanden = {}
    for reeks in reeksen:
        bestanden |= regelingbladen(reeks, stand, vorm)
    bestanden |= besluitbladen(reeksen, besluiten or {}, vorm.vorige, vorm.basis)
    organen = {r.map: str(lees_json(bestanden[f"{r.map}/{GEGEVENS}"])["vastgesteld_door"]) for r in reeksen}
    bestanden["index.html"] = vorm.pagina(voorpagina(naam, status, reeksen, stand, herkomst, organen), "index.html")
    bestanden["toegankelijkheid.html"] = vorm.pagina(toegankelijkheid(naam), "toegankelijkheid.html")
    bestanden |= zoekbladen(css(), naam, _zoekrijen(reeksen, bestanden))
    bestanden["sitemap.xml"] = sitemap(vorm.basis, (p for p in bestanden if p.endswith(".html")))
    bestanden["wijzigingen.atom"] = atom(naam, vorm.basis, _feed(reeksen))
    sommen = (f"{_som(pad, inhoud, vorm.vorige)}  {pad}\n" for pad, inhoud in sorted(bestanden.items()))
    bestanden[CONTROLEGETALLEN] = "".join(sommen).encode()
    return bestanden, tuple(b for reeks in reeksen for b in _onbekend(reeks))


def _met_eigen_titel(reeksen: Sequence[Regelingreeks]) -> list[Regelingreeks]:
    """Two regulations with one title each get their folder behind it, so that no two pages have the same title."""
    keer = Counter(r.titel for r in reeksen)
    return [replace(r, naam=f"{r.titel} ({r.map})") if keer[r.titel] > 1 else r for r in reeksen]


def _som(pad: str, inhoud: bytes | Path, vorige: Vorige | None) -> str:
    if isinstance(inhoud, Path):
        assert vorige is not None  # only from there
        return vorige.sommen[pad]
    return hashlib.sha512(inhoud).hexdigest()


def _zoekrijen(
    reeksen: Sequence[Regelingreeks], bestanden: Mapping[str, bytes | Path]
) -> list[tuple[str, str, str, str]]:
    """Every unit of the last text of every regulation, as the files say it."""
    uit: list[tuple[str, str, str, str]] = []
    for reeks in reeksen:
        plek = max(reeks.mappen, default=None)
        if plek is None:
            continue
        hier = f"{reeks.map}/{reeks.mappen[plek]}"
        eenheden = lees_json(bestanden[f"{hier}/versie.json"])["eenheden"]
        assert isinstance(eenheden, list)  # made here
        adres = f"{hier}/index.html"
        uit += [(reeks.titel, e["adres"], f"{adres}#{e['eId']}" if e["eId"] else adres, e["tekst"]) for e in eenheden]
    return uit


def _feed(reeksen: Sequence[Regelingreeks]) -> list[tuple[str, str, date, str]]:
    """What became known: one item per decision."""
    per: dict[int, list[tuple[str, Besluitrij]]] = {}
    for reeks in reeksen:
        for rij in reeks.rijen:
            per.setdefault(rij.nummer, []).append((reeks.titel, rij))
    uit = []
    for nummer, rijen in per.items():
        u = rijen[0][1].uitwisseling
        zinnen = []
        for titel, r in rijen:
            wanneer = f"per {dag(r.regel.inwerkingtreding)}" if r.regel.inwerkingtreding else "zonder datum"
            zinnen.append(f"{titel}: " + ", ".join(x for x in (r.regel.betreft, wanneer, u.publicatie) if x))
        titel = f"Besluit {nummer}: {u.besluit or rijen[0][1].soort}"
        uit.append((titel, f"{besluitmap(nummer)}/index.html", u.bekend, "; ".join(zinnen)))
    return uit


def _onbekend(reeks: Regelingreeks) -> list[Bevinding]:
    return [
        Bevinding.van(
            "tekst-onbekend",
            reeks.werk,
            str(p.toestand.geldig_vanaf),
            geldig_vanaf=dag(p.toestand.geldig_vanaf),
            p=waarom(p),
        )
        for plek, p in enumerate(reeks.periodes)
        if plek not in reeks.mappen and p.toestand.inhoud is not Inhoud.NIET_IN_WERKING
    ]
