"""The review desk: pairs in the order in which looking at them is worth most, and how much is expected below the line.

What a person decided stands apart; the rest is offered by probability, whether a trace was found or not. Nothing is computed again to record a
decision: it is laid over the pairs (:func:`bureau` takes them as they are), and tells how much of this dossier is touched
(:func:`impact.graaf.kansen.ijk`): the line below moves with it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from impact.dossier.model import Bepaling, Impact
from impact.dossier.plaatsen import Plaats
from impact.dossier.wetskant import Wetskant
from impact.graaf.kansen import Rest, rest
from impact.graaf.kenmerken import Paar
from impact.graaf.koppelen import Koppelresultaat

ONDERGRENS = 0.01
"""Below this probability a pair is not offered; it counts in the expectation."""


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """A pair to look at.

    Args:
        maatregel, plaats: the pair.
        kans: probability that the measure touches it.
        wet: the words of the law that the measure changes, as far as known.
        redenen: why, in Dutch sentences: the traces, or what the figures say.
        status: "voorstel", or what a person decided.
    """

    maatregel: str
    plaats: Plaats
    kans: float
    wet: str
    redenen: tuple[str, ...]
    status: str = "voorstel"


@dataclass(frozen=True, slots=True)
class Bureau:
    """The queue, most likely first. Decided pairs are not in it; ``_rest`` holds the probabilities that are never offered, ``_gezien``
    what was decided."""

    rij: tuple[Kandidaat, ...]
    _rest: tuple[float, ...] = ()
    _gezien: tuple[tuple[float, bool], ...] = ()

    def gemist_na(self, aantal: int) -> Rest:
        """How many touched provisions are expected below the line when the first ``aantal`` of the queue were looked at."""
        return rest([*(k.kans for k in self.rij[aantal:]), *self._rest], gezien=self._gezien)

    def streep(self, kans: float = 0.05) -> int:
        """How many pairs are at least this likely: below it, looking at twenty pairs finds less than one."""
        return sum(k.kans >= kans for k in self.rij)


def bureau(
    gekoppeld: Koppelresultaat, model: Impact, kant: Wetskant, geteld: Collection[str], *, ook_beslist: bool = False
) -> Bureau:
    """The queue of a dossier.

    Args:
        gekoppeld: pairs with their probability; ``model``: the links with what persons decided.
        kant: the law side, for its words; ``geteld``: the measures that count.
        ook_beslist: also the pairs about which a person decided, for who lays decisions over the queue himself.
    """
    links = {(b.maatregel, f"{b.regeling}#{b.eId}"): b for beeld in model.maatregelen for b in beeld.bepalingen}
    open_, onder, gezien = [], [], []
    for paar, kans in zip(gekoppeld.paren, gekoppeld.kansen, strict=True):
        link = links.get((paar.maatregel, paar.plaats.sleutel))
        if paar.maatregel not in geteld:
            continue
        if link is not None and link.status != "voorstel":
            gezien.append((kans, link.status == "bevestigd"))
            if not ook_beslist:
                continue
        if kans < ONDERGRENS and link is None:
            onder.append(kans)
        else:
            open_.append(_kandidaat(paar, kans, link, kant))
    open_.sort(key=lambda k: (-k.kans, k.maatregel, k.plaats.sleutel))
    return Bureau(tuple(open_), tuple(onder), tuple(gezien))


def _kandidaat(paar: Paar, kans: float, link: Bepaling | None, kant: Wetskant) -> Kandidaat:
    wet = next((h.landelijk for h in paar.sporen if h.jci and h.landelijk), "")
    if not wet:
        wet = next((p.wordt or p.was for p in kant.van(paar.maatregel) if p.wordt or p.was), "")
    redenen = (*paar.redenen(), *paar.buurzin())
    return Kandidaat(paar.maatregel, paar.plaats, kans, wet, redenen, link.status if link else "voorstel")
