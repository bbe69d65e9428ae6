"""Comparing versions: which pairs have a page, the page of a pair, and the list of pairs. All readable without script.

Every pair of the first eight versions has a page; a later version is compared with the one before it and with the first.
So an address, once given, stays, and a new version adds at most eight pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verordening.papier import document as d
from versies.publicatie.reeks import Regelingreeks
from versies.verschil import Verschil
from versies.weergave.renvooi import renvooi

ALLE_PAREN = 8
"""The first so many versions are compared with every earlier one."""


def vergeleken(reeks: Regelingreeks, plek: int) -> list[int]:
    """Places of the earlier states with which the text of a state has a page of comparison, oldest first."""
    eerder = [p for p in reeks.mappen if p < plek]
    return eerder if len(eerder) < ALLE_PAREN else [eerder[0], eerder[-1]]


def paarnaam(reeks: Regelingreeks, van: int, tot: int) -> str:
    """Name of the page in the folder of the newer version."""
    voor = max((p for p in reeks.mappen if p < tot), default=None)
    return "wijzigingen.html" if van == voor else f"vergelijk-{reeks.mappen[van]}.html"


def paarblad(reeks: Regelingreeks, van: int, tot: int, verschil: Verschil) -> d.Document:
    """The redline of two versions, with the way back."""
    oud, nieuw = reeks.dagnaam(van), reeks.dagnaam(tot)
    wegwijzer = d.links(
        (f"Tekst vanaf {oud}", f"../{reeks.mappen[van]}/index.html"),
        (f"tekst vanaf {nieuw}", "index.html"),
        ("andere versies vergelijken", "../vergelijk.html"),
    )
    blad = renvooi(verschil)
    titel = f"{reeks.titel}, verschil tussen {oud} en {nieuw}"
    return replace(blad, titel=titel, blokken=(d.alinea(*wegwijzer), *blad.blokken), onderwerp=titel)


def vergelijkblad(reeks: Regelingreeks) -> d.Document:
    """Every pair of versions that has a page of comparison."""
    rijen = []
    for plek, map_ in reversed(reeks.mappen.items()):
        links = d.links(
            *(
                (f"met {reeks.dagnaam(ander)}", f"{map_}/{paarnaam(reeks, ander, plek)}")
                for ander in reversed(vergeleken(reeks, plek))
            )
        )
        rijen.append(d.rij(f"vanaf {reeks.dagnaam(plek)}", d.Alinea(links or ("eerste versie",))))
    return d.Document(
        f"{reeks.titel}: twee versies vergelijken",
        (
            d.alinea(d.link("Alle versies van deze regeling", "index.html")),
            *_uitleg(len(reeks.mappen)),
            d.tabel("Versies die met elkaar zijn vergeleken", ("Tekst", "Vergeleken met de tekst vanaf"), rijen),
        ),
        onderwerp=f"Verschillen tussen versies van {reeks.titel}",
    )


def _uitleg(aantal: int) -> Sequence[d.Blok]:
    zin = "Elke versie is vergeleken met elke eerdere versie."
    if aantal > ALLE_PAREN:
        zin = (
            f"De eerste {ALLE_PAREN} versies zijn vergeleken met elke eerdere versie. Elke latere versie is vergeleken met de "
            "versie ervoor en met de eerste; een ander paar vergelijkt u met de opdracht «verordening verschil» op de "
            "XML-bestanden van de twee versies."
        )
    return (d.alinea(zin),)
