"""Units that were split, and units that were joined: their words went to, or came from, a neighbour."""

from __future__ import annotations

from ..woorden import lijkt
from .knopen import Knoop

__all__ = ["zoek_gedeeld"]

_SOORTEN = frozenset({"lid", "onderdeel", "artikel", "begrip"})
_HELFT = 0.6
_SAMEN = 0.8
_WINST = 0.1


def zoek_gedeeld(een: list[Knoop], ander: list[Knoop]) -> None:
    """Set ``gedeeld`` where one unit of ``een`` has the words of several neighbours in ``ander``.

    Called with (was, wordt) it finds splits, with (wordt, was) merges.
    """
    for plek, knoop in enumerate(ander):
        partner = knoop.partner
        if partner is None or knoop.klasse not in _SOORTEN or knoop.vinger.kern == partner.vinger.kern:
            continue
        if partner.ouder is None or partner not in een:
            continue
        rij = _buren(ander, plek)
        if len(rij) > 1:
            _deel_toe(partner, knoop, rij)


def _buren(rij: list[Knoop], plek: int) -> list[Knoop]:
    """The unit with the unmatched neighbours of its kind around it, in order."""
    begin = eind = plek
    klasse = rij[plek].klasse
    while begin > 0 and plek - begin < 4 and _vrij(rij[begin - 1], klasse):
        begin -= 1
    while eind + 1 < len(rij) and eind - plek < 4 and _vrij(rij[eind + 1], klasse):
        eind += 1
    return rij[begin : eind + 1]


def _vrij(knoop: Knoop, klasse: str) -> bool:
    return knoop.partner is None and knoop.gedeeld is None and knoop.klasse == klasse


def _deel_toe(heel: Knoop, kern: Knoop, rij: list[Knoop]) -> None:
    # Alleen buren waarvan de meeste woorden in het geheel staan, doen mee.
    delen = [k for k in rij if k is kern or _zit_in(k, heel)]
    if len(delen) < 2:
        return
    los = lijkt(heel.woorden, kern.woorden)
    samen = lijkt(heel.woorden, [w for k in delen for w in k.woorden])
    if samen >= _SAMEN and samen > los + _WINST:
        for knoop in delen:
            knoop.gedeeld = heel
        heel.gedeeld = kern


def _zit_in(knoop: Knoop, heel: Knoop) -> bool:
    if not knoop.woorden:
        return False
    gelijk = lijkt(knoop.woorden, heel.woorden) * (len(knoop.woorden) + len(heel.woorden)) / 2
    return gelijk >= _HELFT * len(knoop.woorden)
