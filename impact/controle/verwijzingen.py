"""References of local text to local text: to what is not there (those to acts are judged in :mod:`impact.controle.oordelen`)."""

from __future__ import annotations

from collections.abc import Iterator

from impact.controle.gereedschap import Gereedschap, Stand
from impact.dossier.plaatsen import Plaats, Ref, Regelingtekst
from verordening.adres import Adres, plaats_in
from verordening.bevinding import Bevinding, Ernst
from verordening.boom import Soort

CODES = {"verwijzing-bestaat-niet": "de verwijzing wijst naar een plaats die er niet is"}


def controleer(g: Gereedschap) -> Iterator[Bevinding]:
    """Every reference from one local provision to another."""
    for tekst in g.lokaal.values():
        for plaats in tekst.plaatsen:
            for ref in plaats.refs:
                for doel in ref.doelen:
                    weg = doel.artikel and doel.regeling in g.lokaal and g.stand(doel) is Stand.NOOIT
                    if (
                        weg
                        and not _alleen_het_laatste(g, doel, ref.doelen[-1])
                        and not _staat_in_de_wet(g, tekst, plaats, ref, doel)
                    ):
                        waar = f"{doel.tekst()} ({g.titel(doel.regeling)})"
                        zeker = not any(d.regeling.startswith("BWB") for r in plaats.refs for d in r.doelen)
                        yield g.meld(
                            "verwijzing-bestaat-niet",
                            Ernst.FOUT if zeker else Ernst.VRAAG,
                            plaats,
                            ref.tekst,
                            f"Wijst naar {waar}, en dat is er niet.",
                            "Verbeter de verwijzing."
                            if zeker
                            else "Is een plaats in de wet bedoeld? Noem dan de wet erbij.",
                            ref,
                        )


def _staat_in_de_wet(g: Gereedschap, tekst: Regelingtekst, plaats: Plaats, ref: Ref, doel: Adres) -> bool:
    """Whether the place is there in an act that the same artikel or the aanhef names: "past onderdeel r toe", after "artikel 31 van de wet"."""
    erbij = [*tekst.op_artikel(plaats.artikel), *(p for p in tekst.plaatsen if p.soort == Soort.AANHEF)]
    wetten = [d for p in erbij for r in p.refs for d in r.doelen if d.regeling.startswith("BWB")]
    if "artikel" in ref.tekst.lower():
        mogelijk = [plaats_in(d.regeling, doel.artikel, doel.lid, doel.onderdeel) for d in wetten]
    else:
        mogelijk = [plaats_in(d.regeling, d.artikel, d.lid, doel.onderdeel) for d in wetten if d.artikel]
    return any(g.stand(m) not in (Stand.NOOIT, Stand.GEEN_TEKST) for m in mogelijk)


def _alleen_het_laatste(g: Gereedschap, doel: Adres, laatste: Adres) -> bool:
    """ "tweede en derde lid, onderdeel a": the onderdeel may belong to the last lid only; both leden must be there."""
    zelfde = doel != laatste and doel.in_artikel == laatste.in_artikel and doel.onderdeel == laatste.onderdeel != ()
    lid = plaats_in(doel.regeling, doel.artikel, doel.lid)
    return zelfde and g.stand(laatste) is not Stand.NOOIT and g.stand(lid) is not Stand.NOOIT
