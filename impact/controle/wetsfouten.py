"""Faults in the law itself that local rules inherit: references that miss, double numbers, references left behind.

Only the text after the change is judged. A reference is *left behind* when the place it names got another content and
the referring words did not change.
"""

from __future__ import annotations

from collections.abc import Iterator

from impact.controle.gereedschap import Gereedschap, Stand
from impact.dossier.plaatsen import Plaats, Ref
from impact.dossier.wetskant import Wetskant
from verordening.adres import Adres, plaats_in
from verordening.bevinding import Bevinding


def controleer(g: Gereedschap) -> Iterator[Bevinding]:
    """Faults per act of which the text is there."""
    kant: Wetskant = g.uitwerking.kant
    for bwb, plaatsen in kant.teksten.items():
        wet = g.invoer.wet(bwb)
        if wet is None or wet.wordt is None:
            continue
        for plaats in plaatsen:
            if plaats.lid.endswith("*"):
                yield g.meld(
                    "wet-dubbel-nummer", plaats, plaats.lid, artikel=plaats.artikel, lid=plaats.lid.rstrip("*")
                )
            for ref in plaats.refs:
                for doel in () if ref.relatief else ref.doelen:
                    if doel.artikel and doel.regeling == bwb:
                        yield from _een(g, plaats, ref, doel)


def _een(g: Gereedschap, plaats: Plaats, ref: Ref, doel: Adres) -> Iterator[Bevinding]:
    waar = doel.tekst()
    stand = g.stand(doel)
    if stand in (Stand.NOOIT, Stand.VERVALLEN) and not _over_vroeger(ref):
        wat = "en dat is er niet" if stand is Stand.NOOIT else "en dat is vervallen"
        yield g.meld("wet-verwijzing-mist", plaats, ref.tekst, ref, waar=waar, wat=wat)
    elif stand is Stand.BESTAAT and (doel.lid or doel.onderdeel):
        was, wordt = g.eenheden(doel)
        geraakt = {p.doel for punten in g.uitwerking.kant.raakpunten.values() for p in punten if p.aard == "gewijzigd"}
        if was is None or wordt is None or doel not in geraakt:
            return
        hier = plaats_in(doel.regeling, plaats.artikel, plaats.lid)
        oud, _ = g.teksten(hier)
        if ref.tekst in " ".join(oud.split()) and _verliest_onderwerp(g, doel, ref):
            yield g.meld("wet-verwijzing-achtergebleven", plaats, ref.tekst, ref, waar=waar)


def _verliest_onderwerp(g: Gereedschap, doel: Adres, ref: Ref) -> bool:
    """Whether words of the referring sentence stood at the place before, and do not now."""
    from impact.graaf.termen import stammen

    was, wordt = g.teksten(doel)
    weg = set(stammen(was)) - set(stammen(wordt))
    return len(weg & set(stammen(ref.zin))) >= 2


def _over_vroeger(ref: Ref) -> bool:
    """A reference to law as it was ("zoals dat luidde op") is meant to miss."""
    return "luidde" in ref.zin or "vervallen" in ref.zin
