"""References of local text to local text: to what is not there (those to acts are judged in :mod:`impact.controle.oordelen`)."""

from __future__ import annotations

from collections.abc import Iterator

from impact.controle.gereedschap import Gereedschap, Stand
from verordening.bevinding import Bevinding, Ernst

__all__ = ["CODES", "controleer"]

CODES = {"verwijzing-bestaat-niet": "de verwijzing wijst naar een plaats die er niet is"}


def controleer(g: Gereedschap) -> Iterator[Bevinding]:
    """Every reference from one local provision to another."""
    for tekst in g.lokaal.values():
        for plaats in tekst.plaatsen:
            for ref in plaats.refs:
                for doel in ref.doelen:
                    if doel.artikel and doel.regeling in g.lokaal and g.stand(doel) is Stand.NOOIT:
                        waar = f"{doel.tekst()} ({g.titel(doel.regeling)})"
                        yield g.meld(
                            "verwijzing-bestaat-niet",
                            Ernst.FOUT,
                            plaats,
                            ref.tekst,
                            f"Wijst naar {waar}, en dat is er niet.",
                            "Verbeter de verwijzing.",
                            ref,
                        )
