"""References of local text: to what is not there, to what lapsed, and to a place that got another content."""

from __future__ import annotations

from collections.abc import Iterator

from impact.controle.gereedschap import Gereedschap, Stand
from impact.dossier.plaatsen import Plaats, Ref
from impact.graaf.termen import Profiel, gelijkenis, stammen
from verordening.adres import Adres
from verordening.bevinding import Bevinding, Ernst

__all__ = ["CODES", "andere_inhoud", "controleer"]

CODES = {
    "verwijzing-bestaat-niet": "de verwijzing wijst naar een plaats die er niet is",
    "verwijzing-vervallen": "de verwijzing wijst naar een plaats die is vervallen of vernummerd",
    "verwijzing-nog-niet": "de verwijzing wijst naar een plaats die nog niet in werking is",
    "verwijzing-andere-inhoud": "de plaats waarnaar wordt verwezen heeft nu een andere inhoud",
}

ANDERS = 0.35
"""Likeness of the words before and after (0 to 1) below which a place counts as having another content."""


def controleer(g: Gereedschap) -> Iterator[Bevinding]:
    """Every reference in every local provision (the aanhef is for :mod:`impact.controle.grondslagen`)."""
    for tekst in g.lokaal.values():
        for plaats in tekst.plaatsen:
            if plaats.soort == "aanhef":
                continue
            for ref in plaats.refs:
                for doel in ref.doelen:
                    if doel.artikel:
                        yield from _een(g, plaats, ref, doel)


def _een(g: Gereedschap, plaats: Plaats, ref: Ref, doel: Adres) -> Iterator[Bevinding]:
    waar = f"{doel.tekst()} ({g.titel(doel.regeling)})"
    match g.stand(doel):
        case Stand.NOOIT:
            yield g.meld(
                "verwijzing-bestaat-niet",
                Ernst.FOUT,
                plaats,
                ref.tekst,
                f"Wijst naar {waar}, en dat is er niet.",
                "Verbeter de verwijzing.",
                ref,
            )
        case Stand.VERVALLEN:
            yield g.meld(
                "verwijzing-vervallen",
                Ernst.FOUT,
                plaats,
                ref.tekst,
                f"Wijst naar {waar}, en dat is vervallen of vernummerd.",
                "Verwijs naar de nieuwe plaats of laat de bepaling vervallen.",
                ref,
            )
        case Stand.NOG_NIET:
            yield g.meld(
                "verwijzing-nog-niet",
                Ernst.INFO,
                plaats,
                ref.tekst,
                f"Wijst naar {waar}, en dat is nog niet in werking.",
                "Laat de bepaling niet eerder in werking treden.",
                ref,
            )
        case Stand.BESTAAT if doel.regeling in g.wetten and (doel.lid or doel.onderdeel):
            was, wordt = g.teksten(doel)
            if was and wordt and andere_inhoud(was, wordt):
                yield g.meld(
                    "verwijzing-andere-inhoud",
                    Ernst.WAARSCHUWING,
                    plaats,
                    ref.tekst,
                    f"{waar} bestaat nog, maar zegt nu iets anders: «{_kort(wordt)}».",
                    "Ga na of de verwijzing nog klopt.",
                    ref,
                )


def andere_inhoud(was: str, wordt: str) -> bool:
    """Whether a place kept its number but not its subject.

    >>> andere_inhoud("Giften die naar het oordeel verantwoord zijn", "Een vergoeding voor de inburgering en de taaltoets")
    True
    """
    eerst, nu = (Profiel((s, 1.0) for s in stammen(t)) for t in (was, wordt))
    return bool(eerst) and bool(nu) and gelijkenis(eerst, nu) < ANDERS


def _kort(tekst: str) -> str:
    plat = " ".join(tekst.split())
    return plat if len(plat) <= 160 else plat[:157] + "…"
