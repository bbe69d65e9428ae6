"""References of local text to local text: to what is not there (those to acts are judged in :mod:`impact.controle.oordelen`)."""

from __future__ import annotations

from collections.abc import Iterator

from impact.controle.gereedschap import Gereedschap, Stand
from verordening.adres import Adres, plaats_in
from verordening.bevinding import Bevinding, Ernst

__all__ = ["CODES", "controleer"]

CODES = {"verwijzing-bestaat-niet": "de verwijzing wijst naar een plaats die er niet is"}


def controleer(g: Gereedschap) -> Iterator[Bevinding]:
    """Every reference from one local provision to another."""
    for tekst in g.lokaal.values():
        for plaats in tekst.plaatsen:
            for ref in plaats.refs:
                for doel in ref.doelen:
                    weg = doel.artikel and doel.regeling in g.lokaal and g.stand(doel) is Stand.NOOIT
                    if weg and not _alleen_het_laatste(g, doel, ref.doelen[-1]):
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


def _alleen_het_laatste(g: Gereedschap, doel: Adres, laatste: Adres) -> bool:
    """ "tweede en derde lid, onderdeel a": the onderdeel may belong to the last lid only; both leden must be there."""
    zelfde = doel != laatste and doel.in_artikel == laatste.in_artikel and doel.onderdeel == laatste.onderdeel != ()
    lid = plaats_in(doel.regeling, doel.artikel, doel.lid)
    return zelfde and g.stand(laatste) is not Stand.NOOIT and g.stand(lid) is not Stand.NOOIT
