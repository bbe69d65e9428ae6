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
from verordening.groepen import groepeer
from verordening.papier.html import css
from versies.publicatie.besluitblad import Besluittekst, besluitbladen, besluitmap
from versies.publicatie.kop import atom, sitemap, zoekbladen
from versies.publicatie.reeks import CONTROLEGETALLEN, Bestanden, Vorige, inhoud_van
from versies.publicatie.regelingblad import ZOEK, regelingbladen
from versies.publicatie.samenvatting import Bron, Samenvatting
from versies.publicatie.versieblad import Vormgeving
from versies.publicatie.voorblad import toegankelijkheid, voorpagina


def publicatie(
    titel: tuple[str, str],
    bronnen: Sequence[Bron],
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
        titel: of the whole ("Regelingen van …"), and its status for the first page; empty: nothing.
        stand: the day from which is looked: what "holds now" means.
        vorm: forms, address and the set before; default only pages and XML.
        herkomst: name and value for the colophon of the first page (archive, program).
        besluiten: the words of the decisions, by number of the delivery.

    Returns:
        path (with ``/``) → content, or the file that has it; findings (``tekst-onbekend`` for a state without a known
        text).
    """
    (naam, status), vorm = titel, vorm or Vormgeving()
    bestanden: Bestanden = {}
    regelingen: list[Samenvatting] = []
    for bron in _met_eigen_titel(bronnen):
        eigen, samenvatting = regelingbladen(bron, stand, vorm)
        bestanden |= eigen
        regelingen.append(samenvatting)
    bestanden |= besluitbladen(regelingen, besluiten or {}, vorm.vorige, vorm.basis)
    bestanden["index.html"] = vorm.pagina(voorpagina(naam, status, regelingen, herkomst), "index.html")
    bestanden["toegankelijkheid.html"] = vorm.pagina(toegankelijkheid(naam), "toegankelijkheid.html")
    bestanden |= zoekbladen(css(), naam, [inhoud_van(bestanden[f"{r.map}/{ZOEK}"]) for r in regelingen])
    bestanden["sitemap.xml"] = sitemap(vorm.basis, (p for p in bestanden if p.endswith(".html")))
    bestanden["wijzigingen.atom"] = atom(naam, vorm.basis, _feed(regelingen))
    sommen = (f"{_som(pad, inhoud, vorm.vorige)}  {pad}\n" for pad, inhoud in sorted(bestanden.items()))
    bestanden[CONTROLEGETALLEN] = "".join(sommen).encode()
    return bestanden, tuple(b for r in regelingen for b in _onbekend(r))


def _met_eigen_titel(bronnen: Sequence[Bron]) -> list[Bron]:
    """Two regulations with one title each get their folder behind it, so that no two pages have the same title."""
    keer = Counter(b.titel for b in bronnen)
    return [replace(b, titel=f"{b.titel} ({b.map})") if keer[b.titel] > 1 else b for b in bronnen]


def _som(pad: str, inhoud: bytes | Path, vorige: Vorige | None) -> str:
    if isinstance(inhoud, Path):
        assert vorige is not None  # only from there
        return vorige.sommen[pad]
    return hashlib.sha512(inhoud).hexdigest()


def _feed(regelingen: Sequence[Samenvatting]) -> list[tuple[str, str, date, str]]:
    """What became known: one item per decision."""
    per = groepeer((regel.nummer, (regeling.titel, regel)) for regeling in regelingen for regel in regeling.besluiten)
    uit = []
    for nummer, rijen in per.items():
        u = rijen[0][1]
        zinnen = []
        for titel, r in rijen:
            vanaf = f"per {dag(date.fromisoformat(r.inwerkingtreding))}" if r.inwerkingtreding else "zonder datum"
            zinnen.append(f"{titel}: " + ", ".join(x for x in (r.wat, vanaf, u.publicatie) if x))
        titel = f"Besluit {nummer}: {u.besluit or u.soort}"
        uit.append((titel, f"{besluitmap(nummer)}/index.html", date.fromisoformat(u.bekend), "; ".join(zinnen)))
    return uit


def _onbekend(regeling: Samenvatting) -> list[Bevinding]:
    return [
        Bevinding.van(
            "tekst-onbekend",
            regeling.werk,
            iso,
            geldig_vanaf=dag(date.fromisoformat(iso)),
            p=reden,
        )
        for iso, reden in regeling.onbekend
    ]
