"""References of local text to local text: to what is not there (those to acts are judged in :mod:`impact.controle.oordelen`).

It asks and does not say that it is wrong: on texts that nobody had looked at, another text was meant in twelve of fifteen cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from impact.controle.gereedschap import Gereedschap, Stand
from impact.dossier.plaatsen import Plaats, Ref, Regelingtekst
from verordening.adres import Adres, plaats_in
from verordening.bevinding import Bevinding
from verordening.boom import Soort


def controleer(g: Gereedschap) -> Iterator[Bevinding]:
    """Every reference from one local provision to another, once: what is not there of what its words name."""
    for tekst in g.lokaal.values():
        for plaats in tekst.plaatsen:
            for ref in plaats.refs:
                weg = [d for d in ref.doelen if _mist(g, tekst, plaats, ref, d)]
                if weg:
                    waar = f"{weg[0].tekst()} ({g.titel(weg[0].regeling)})"
                    yield g.meld("verwijzing-bestaat-niet", plaats, ref.tekst, ref, waar=waar)


def _mist(g: Gereedschap, tekst: Regelingtekst, plaats: Plaats, ref: Ref, doel: Adres) -> bool:
    weg = doel.stappen and doel.regeling in g.lokaal and g.stand(doel) is Stand.NOOIT
    if not doel.artikel:
        return bool(weg)
    return bool(weg) and not _bij_een_ander_lid(g, doel, ref) and not _staat_in_de_wet(g, tekst, plaats, ref, doel)


def _staat_in_de_wet(g: Gereedschap, tekst: Regelingtekst, plaats: Plaats, ref: Ref, doel: Adres) -> bool:
    """Whether the place is there in an act that the same artikel or the aanhef names: "past onderdeel r toe", after "artikel 31 van de wet"."""
    hier = _landelijk(tekst.op_artikel(plaats.artikel))
    if any((d.artikel, d.lid) == (doel.artikel, doel.lid) for d in hier):
        return True
    wetten = [*hier, *_landelijk(p for p in tekst.plaatsen if p.soort == Soort.AANHEF)]
    if "artikel" in ref.tekst.lower():
        mogelijk = [plaats_in(d.regeling, doel.artikel, doel.lid, doel.onderdeel) for d in wetten]
    else:
        mogelijk = [plaats_in(d.regeling, d.artikel, d.lid, doel.onderdeel) for d in wetten if d.artikel]
    return any(g.stand(m) not in (Stand.NOOIT, Stand.GEEN_TEKST) for m in mogelijk)


def _landelijk(plaatsen: Iterable[Plaats]) -> list[Adres]:
    return [d for p in plaatsen for r in p.refs for d in r.doelen if d.regeling.startswith("BWB")]


def _bij_een_ander_lid(g: Gereedschap, doel: Adres, ref: Ref) -> bool:
    """ "tweede en derde lid, onderdelen a en b": an onderdeel may belong to the last lid only; both leden must be there."""
    lid = plaats_in(doel.regeling, doel.artikel, doel.lid)
    return (
        bool(doel.onderdeel)
        and g.stand(lid) is not Stand.NOOIT
        and any(
            d.in_artikel == doel.in_artikel
            and d.lid != doel.lid
            and d.onderdeel == doel.onderdeel
            and g.stand(d) is not Stand.NOOIT
            for d in ref.doelen
        )
    )
