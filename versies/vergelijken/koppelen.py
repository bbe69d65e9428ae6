"""Matching brothers and sisters: which unit of the old version is which unit of the new one.

In order of trust: identity for life (wId); equal content in the same order; equal content elsewhere; and between those
fixed points the most similar, where an equal number counts in favour. The whole row is decided at once, so a lapsed lid
is one lapsed lid and not a chain of moves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from ..woorden import Hap, gemeenschappelijk, langste_stijgende, lijkt
from .knopen import Knoop

__all__ = ["koppel", "orden"]

_MAX_CELLEN = 40_000
"""Largest gap (old × new units) in which every pair is compared."""
_DREMPEL = 0.5
_VERHUISD = 0.75
_ZEKER = 0.6
_ALINEA = 0.3
_GEWICHT = 30
"""Characters below which equal words elsewhere prove nothing."""

Meld = Callable[[Knoop, Knoop], None]


def verbind(a: Knoop, b: Knoop) -> None:
    """The two are one unit."""
    a.partner, b.partner = b, a


def koppel(was: list[Knoop], wordt: list[Knoop], meld: Meld, *, ver: bool = True) -> None:
    """Set ``partner`` on both sides for all that belong together; nodes that have one already are left alone.

    Args:
        was, wordt: the row on each side.
        meld: called when a gap was too large to compare every pair.
        ver: also look for partners out of order.
    """
    _op_wid(was, wordt)
    a, b = _los(was), _los(wordt)
    if not a or not b:
        return
    eenmalig = _eenmalige_kernen(a, b)
    happen = gemeenschappelijk([_sleutel(k, eenmalig) for k in a], [_sleutel(k, eenmalig) for k in b])
    pa = pb = 0
    for hap in [*happen, Hap(len(a), len(a), len(b), len(b))]:
        for x, y in zip(a[pa : hap.a0], b[pb : hap.b0], strict=True):
            verbind(x, y)
        pa, pb = hap.a1, hap.b1
    gaten = [(a[h.a0 : h.a1], b[h.b0 : h.b1]) for h in happen]
    if ver:
        _zelfde_kern(_los(a), _los(b))
    for x, y in gaten:
        _gat(_los(x), _los(y), meld)
    if ver:
        _elders(_los(a), _los(b))
        _zelfde_nummer(_los(a), _los(b))


def _los(rij: list[Knoop]) -> list[Knoop]:
    return [k for k in rij if k.partner is None]


def _op_wid(was: list[Knoop], wordt: list[Knoop]) -> None:
    op_wid = {k.wid(): k for k in wordt if k.partner is None and k.wid()}
    for knoop in was:
        if knoop.partner is None and knoop.wid():
            ander = op_wid.pop(knoop.wid(), None)
            if ander is not None and ander.klasse == knoop.klasse:
                verbind(knoop, ander)


def _eenmalige_kernen(a: list[Knoop], b: list[Knoop]) -> set[int]:
    """Contents that occur once on each side: those are recognised under any number."""
    links = Counter(k.vinger.kern for k in a)
    rechts = Counter(k.vinger.kern for k in b)
    zwaar = {k.vinger.kern for k in a if k.vinger.grootte and not k.grafsteen}
    return {kern for kern in zwaar if links[kern] == 1 and rechts.get(kern) == 1}


def _sleutel(knoop: Knoop, eenmalig: set[int]) -> int:
    # Wat vaker voorkomt, wordt alleen met hetzelfde nummer herkend: vol en kern delen één nummering.
    return knoop.vinger.kern if knoop.vinger.kern in eenmalig else knoop.vinger.vol


def _zelfde_kern(a: list[Knoop], b: list[Knoop]) -> None:
    op_kern: dict[int, list[Knoop]] = {}
    for knoop in b:
        if knoop.vinger.grootte >= _GEWICHT and not knoop.grafsteen:
            op_kern.setdefault(knoop.vinger.kern, []).append(knoop)
    for knoop in a:
        rij = op_kern.get(knoop.vinger.kern)
        if rij:
            verbind(knoop, rij.pop(0))


# --- gaps -------------------------------------------------------------------------------------------------------------


def _gat(a: list[Knoop], b: list[Knoop], meld: Meld) -> None:
    """Match what stands between two fixed points."""
    if not a or not b:
        return
    if len(a) == len(b) == 1:
        if _alleen(a[0], b[0]):
            verbind(a[0], b[0])
        return
    _zekere(a, b)
    a, b = _los(a), _los(b)
    if len(a) * len(b) > _MAX_CELLEN:
        meld(a[0], b[0])
        _grof(a, b)
    elif a and b:
        for i, j in _beste_rij(a, b):
            verbind(a[i], b[j])


def _alleen(a: Knoop, b: Knoop) -> bool:
    """Whether the only one that is left on each side is the same unit."""
    if a.klasse != b.klasse:
        return False
    if a.nummer == b.nummer or a.klasse in ("alinea", "lijst", "begrippenlijst", "tabel", "figuur", "cel"):
        return True
    return lijkt(a.woorden, b.woorden, 0.4) > 0


def _zekere(a: list[Knoop], b: list[Knoop]) -> None:
    """Equal number and clearly the same text, and no neighbour that fits better: no need to compare all with all."""
    plek = {(k.klasse, k.nummer): j for j, k in enumerate(b) if k.nummer}
    dubbel = Counter((k.klasse, k.nummer) for k in a) + Counter((k.klasse, k.nummer) for k in b)
    vorige = -1
    for i, knoop in enumerate(a):
        sleutel = (knoop.klasse, knoop.nummer)
        j = plek.get(sleutel, -1)
        if j <= vorige or dubbel[sleutel] != 2:
            continue
        gelijkenis = lijkt(knoop.woorden, b[j].woorden, _ZEKER)
        if gelijkenis >= _ZEKER and (gelijkenis > 0.9 or not _buur_past_beter(a, b, i, j, gelijkenis)):
            verbind(knoop, b[j])
            vorige = j


def _buur_past_beter(a: list[Knoop], b: list[Knoop], i: int, j: int, grens: float) -> bool:
    buren = [(a[i], b[n]) for n in (j - 1, j + 1) if 0 <= n < len(b)]
    buren += [(a[n], b[j]) for n in (i - 1, i + 1) if 0 <= n < len(a)]
    return any(
        x.klasse == y.klasse and x.partner is None and y.partner is None and lijkt(x.woorden, y.woorden, grens) > grens
        for x, y in buren
    )


def _score(a: Knoop, b: Knoop) -> float:
    """How much speaks for the two being one unit; 0 = they are not."""
    if a.klasse != b.klasse:
        return 0.0
    zelfde = bool(a.nummer) and a.nummer == b.nummer
    if a.grafsteen or b.grafsteen:
        return 0.3 if zelfde else 0.0
    drempel = 0.0 if zelfde else _ALINEA if a.klasse in ("alinea", "rij", "lijst", "begrippenlijst") else _DREMPEL
    gelijkenis = lijkt(a.woorden, b.woorden, drempel)
    if zelfde:
        return gelijkenis + 0.2 if gelijkenis >= _DREMPEL else 0.25 + 0.3 * gelijkenis
    return gelijkenis if gelijkenis >= drempel else 0.0


def _beste_rij(a: list[Knoop], b: list[Knoop]) -> list[tuple[int, int]]:
    """The set of pairs in the same order on both sides with the highest total score."""
    breed = len(b)
    scores = [[_score(x, y) for y in b] for x in a]
    totaal = [[0.0] * (breed + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        rij, onder, score = totaal[i], totaal[i + 1], scores[i]
        for j in range(breed - 1, -1, -1):
            beste = onder[j] if onder[j] >= rij[j + 1] else rij[j + 1]
            if score[j] and score[j] + onder[j + 1] > beste:
                beste = score[j] + onder[j + 1]
            rij[j] = beste
    uit: list[tuple[int, int]] = []
    i = j = 0
    while i < len(a) and j < breed:
        if scores[i][j] and totaal[i][j] == scores[i][j] + totaal[i + 1][j + 1]:
            uit.append((i, j))
            i, j = i + 1, j + 1
        elif totaal[i][j] == totaal[i + 1][j]:
            i += 1
        else:
            j += 1
    return uit


def _grof(a: list[Knoop], b: list[Knoop]) -> None:
    """For a very large gap: only pairs with the same number, or the same beginning or end, are looked at."""
    kandidaten: dict[tuple[object, ...], list[Knoop]] = {}
    for knoop in b:
        for sleutel in _kenmerken(knoop):
            kandidaten.setdefault(sleutel, []).append(knoop)
    for knoop in a:
        beste, hoogste = None, 0.0
        for sleutel in _kenmerken(knoop):
            for ander in kandidaten.get(sleutel, ())[:8]:
                if ander.partner is None:
                    score = _score(knoop, ander)
                    if score > hoogste:
                        beste, hoogste = ander, score
        if beste is not None:
            verbind(knoop, beste)


def _kenmerken(knoop: Knoop) -> list[tuple[object, ...]]:
    uit: list[tuple[object, ...]] = [("nr", knoop.klasse, knoop.nummer)] if knoop.nummer else []
    woorden = knoop.woorden
    if len(woorden) >= 5:
        uit += [("begin", knoop.klasse, *woorden[:5]), ("eind", knoop.klasse, *woorden[-5:])]
    return uit


# --- out of order -----------------------------------------------------------------------------------------------------


def _elders(a: list[Knoop], b: list[Knoop]) -> None:
    """Moved and changed: the most similar pairs first."""
    a = [k for k in a if k.vinger.grootte >= _GEWICHT and not k.grafsteen]
    b = [k for k in b if k.vinger.grootte >= _GEWICHT and not k.grafsteen]
    if not a or not b or len(a) * len(b) > _MAX_CELLEN:
        return
    paren = []
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            if x.klasse == y.klasse:
                gelijkenis = lijkt(x.woorden, y.woorden, _VERHUISD)
                if gelijkenis >= _VERHUISD:
                    paren.append((-gelijkenis, i, j))
    for _, i, j in sorted(paren):
        if a[i].partner is None and b[j].partner is None:
            verbind(a[i], b[j])


def _zelfde_nummer(a: list[Knoop], b: list[Knoop]) -> None:
    """What is left under the same number, and only once on each side, is that unit with other words (artikelen only)."""
    op_nummer = {k.nummer: k for k in b if k.klasse == "artikel" and k.nummer}
    dubbel = Counter(k.nummer for k in b if k.klasse == "artikel")
    for knoop in a:
        ander = op_nummer.get(knoop.nummer)
        if knoop.klasse == "artikel" and ander is not None and ander.partner is None and dubbel[knoop.nummer] == 1:
            verbind(knoop, ander)


def orden(was: list[Knoop], wordt: list[Knoop]) -> None:
    """Set ``blijft`` on the matched nodes that keep their order, the largest part of the text staying where it is."""
    plek = {id(k): i for i, k in enumerate(was)}
    paren = [(plek[id(k.partner)], k) for k in wordt if k.partner is not None and id(k.partner) in plek]
    rij = [i for i, _ in paren]
    if all(x < y for x, y in zip(rij, rij[1:], strict=False)):
        vast = list(range(len(rij)))
    elif len(rij) > 400:
        vast = langste_stijgende(rij)
    else:
        vast = _zwaarste_stijgende(rij, [k.vinger.grootte + 1 for _, k in paren])
    for n in vast:
        knoop = paren[n][1]
        knoop.blijft = True
        assert knoop.partner is not None
        knoop.partner.blijft = True


def _zwaarste_stijgende(rij: list[int], gewicht: list[int]) -> list[int]:
    beste = list(gewicht)
    vorige = [-1] * len(rij)
    for j in range(len(rij)):
        for i in range(j):
            if rij[i] < rij[j] and beste[i] + gewicht[j] > beste[j]:
                beste[j], vorige[j] = beste[i] + gewicht[j], i
    plek = max(range(len(rij)), key=beste.__getitem__) if rij else -1
    uit: list[int] = []
    while plek >= 0:
        uit.append(plek)
        plek = vorige[plek]
    return uit[::-1]
