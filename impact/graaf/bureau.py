"""The review desk: pairs in the order in which looking at them is worth most, and how much is expected below the line.

What a person decided stands apart; the rest is offered by probability, whether a trace was found or not. Nothing is computed again to record a
decision: it is laid over the pairs (:func:`bureau` takes them as they are).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from impact.dossier.model import Bepaling, Impact
from impact.dossier.plaatsen import Plaats
from impact.dossier.wetskant import Wetskant
from impact.graaf.kansen import Rest, rest
from impact.graaf.kenmerken import KENMERKEN, Paar
from impact.graaf.koppelen import Koppelresultaat

ONDERGRENS = 0.01
"""Below this probability a pair is not offered; it counts in the expectation."""

_ZIN = {
    "een_buur": "een ander lid van dit artikel is geraakt",
    "deel_regeling": "andere bepalingen van deze regeling zijn geraakt",
    "zwak": "zij verwijst naar een ongewijzigde plaats in een gewijzigd artikel",
    "onderwerp_tekst": "zij zegt een deel van het onderwerp",
    "onderwerp_kop": "het opschrift zegt een deel van het onderwerp",
    "onderwerp_omschreven": "zij zegt met wat haar eigen woorden betekenen een deel van het onderwerp",
    "grond_regeling": "de regeling rust op een artikel dat wijzigt",
    "trefwoord_tekst": "zij gebruikt een woord van de maatregel",
    "trefwoord_kop": "een opschrift gebruikt een woord van de maatregel",
    "trefwoord_titel": "de titel van de regeling gebruikt een woord van de maatregel",
    "woorden_wet": "zij deelt woorden met de gewijzigde wettekst",
    "woorden_maatregel": "zij deelt woorden met wat de maatregel doet",
}
_GENOEG = {
    "woorden_wet": 0.15,
    "woorden_maatregel": 0.12,
    "deel_regeling": 0.1,
    "onderwerp_tekst": 0.4,
    "onderwerp_kop": 0.4,
}


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
    """The queue, most likely first. ``decided`` pairs are not in it; ``_rest`` holds the probabilities that are never offered."""

    rij: tuple[Kandidaat, ...]
    _rest: tuple[float, ...] = ()

    def gemist_na(self, aantal: int) -> Rest:
        """How many touched provisions are expected below the line when the first ``aantal`` of the queue were looked at."""
        return rest([*(k.kans for k in self.rij[aantal:]), *self._rest])

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
    open_, onder = [], []
    for paar, kans in zip(gekoppeld.paren, gekoppeld.kansen, strict=True):
        link = links.get((paar.maatregel, paar.plaats.sleutel))
        beslist = link is not None and link.status != "voorstel"
        if paar.maatregel not in geteld or (beslist and not ook_beslist):
            continue
        if kans < ONDERGRENS and link is None:
            onder.append(kans)
        else:
            open_.append(_kandidaat(paar, kans, link, kant))
    open_.sort(key=lambda k: (-k.kans, k.maatregel, k.plaats.sleutel))
    return Bureau(tuple(open_), tuple(onder))


def _kandidaat(paar: Paar, kans: float, link: Bepaling | None, kant: Wetskant) -> Kandidaat:
    redenen: Sequence[str] = (
        [h.bewijs for h in link.herkomst if h.soort != "vastgelegd"] if link is not None else list(_uit_cijfers(paar))
    )
    wet = next((h.landelijk for h in link.herkomst if h.jci and h.landelijk), "") if link is not None else ""
    if not wet:
        wet = next((p.wordt or p.was for p in kant.van(paar.maatregel) if p.wordt or p.was), "")
    return Kandidaat(paar.maatregel, paar.plaats, kans, wet, tuple(redenen), link.status if link else "voorstel")


def _uit_cijfers(paar: Paar) -> Iterator[str]:
    """Why a pair without a trace is likely all the same."""
    for naam, zin in _ZIN.items():
        if paar.waarden[KENMERKEN.index(naam)] > _GENOEG.get(naam, 0):
            yield zin[:1].upper() + zin[1:] + "."
