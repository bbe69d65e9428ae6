"""The words that a verdict lets a provision keep, with the new words in place: for numbers and for single references."""

from __future__ import annotations

from impact.dossier.plaatsen import Ref
from impact.oordeel.uitlijning import Lot
from verordening.adres import Adres


def nieuwe_verwijzing(ref: Ref, lot: Lot) -> tuple[tuple[str, str], ...]:
    """(old words, new words) of a reference that names one place in full and moved to one place; empty otherwise.

    >>> from verordening.adres import plaats_in
    >>> from impact.oordeel.uitlijning import Opvolger, Stand
    >>> oud, nieuw = plaats_in("BWBR0015703", "10f"), plaats_in("BWBR0015703", "7a", "3")
    >>> ref = Ref("artikel 10f van de wet", (oud,), "", "")
    >>> nieuwe_verwijzing(ref, Lot(oud, Stand.VERVALLEN, opvolgers=(Opvolger(nieuw, "inhoud", ""),)))
    (('artikel 10f van de wet', 'artikel 7a, derde lid, van de wet'),)
    """
    plat = " ".join(ref.tekst.split())
    kern = lot.doel.tekst()
    if len(ref.doelen) != 1 or len(lot.opvolgers) != 1 or plat != ref.tekst or not plat.lower().startswith(kern):
        return ()
    rest = plat[len(kern) :].removeprefix(",")
    if rest and not rest.startswith(" van "):
        return ()
    return ((plat, _zet(lot.opvolgers[0].doel, plat[0]) + _staart(lot.opvolgers[0].doel, rest)),)


def _zet(doel: Adres, begin: str) -> str:
    tekst = doel.tekst()
    return tekst[0].upper() + tekst[1:] if begin.isupper() else tekst


def _staart(doel: Adres, rest: str) -> str:
    return ("," if rest and len(doel.stappen) > 1 else "") + rest
