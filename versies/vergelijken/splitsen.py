"""Units that were split, and units that were joined: their words went to, or came from, a neighbour."""

from __future__ import annotations

from versies.vergelijken.knopen import Knoop
from versies.vergelijken.woorden import lijkt

_SOORTEN = frozenset({"lid", "onderdeel", "artikel", "begrip"})
_DEEL = 0.7
_SAMEN = 0.6
_MINSTENS = 4
"""Words below which a unit may share words by chance."""


def zoek_gedeeld(een: list[Knoop], ander: list[Knoop]) -> None:
    """Set ``gedeeld`` where one unit of ``een`` has the words of several neighbours in ``ander``.

    Called with (was, wordt) it finds splits, with (wordt, was) merges.
    """
    if all(k.partner is not None for k in ander):
        return
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
    midden = rij.index(kern)
    delen = [kern]
    gelijk = _gelijk(heel, delen)
    # Van de kern naar buiten: een buur doet mee als de meeste van zijn woorden in het geheel een plaats vinden.
    for buur in (*reversed(rij[:midden]), *rij[midden + 1 :]):
        erbij = sorted([*delen, buur], key=rij.index)
        winst = _gelijk(heel, erbij) - gelijk
        if len(buur.woorden) >= _MINSTENS and winst >= _DEEL * len(buur.woorden):
            delen, gelijk = erbij, gelijk + winst
    if len(delen) > 1 and 2 * gelijk / (len(heel.woorden) + sum(len(k.woorden) for k in delen)) >= _SAMEN:
        for knoop in delen:
            knoop.gedeeld = heel
        heel.verdeeld = True


def _gelijk(heel: Knoop, delen: list[Knoop]) -> float:
    """Number of words that the parts, one after the other, have in common with the whole."""
    woorden = [w for k in delen for w in k.woorden]
    return lijkt(heel.woorden, woorden) * (len(heel.woorden) + len(woorden)) / 2
