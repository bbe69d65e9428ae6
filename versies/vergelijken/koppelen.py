"""Matching brothers and sisters: which unit of the old version is which unit of the new one.

In order of trust: identity for life (wId); equal content in the same order; equal content elsewhere; and between those
fixed points the most similar, where an equal number counts in favour. The whole row is decided at once, so a lapsed lid
is one lapsed lid and not a chain of moves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from itertools import pairwise
from operator import itemgetter

from verordening.groepen import groepeer
from versies.vergelijken.knopen import Knoop
from versies.vergelijken.woorden import Hap, gemeenschappelijk, langste_stijgende, lijkt

_MAX_CELLEN = 40_000
"""Largest gap (old × new units) in which every pair is compared."""
_DREMPEL = 0.5
_VERHUISD = 0.75
_ZEKER = 0.6
_ALINEA = 0.3
_KORT = 12
"""Words below which "all of it is in there" proves nothing."""
_VAST = frozenset({"alinea", "lijst", "begrippenlijst", "tabel", "figuur", "cel"})
"""Parts without an identity of their own: they belong to the place where they stand."""
_GEWICHT = 30
"""Characters below which equal words elsewhere prove nothing."""


def verbind(a: Knoop, b: Knoop) -> None:
    """The two are one unit."""
    a.partner, b.partner = b, a


def koppel(was: list[Knoop], wordt: list[Knoop], *, ver: bool = True) -> None:
    """Set ``partner`` on both sides where there is no doubt; nodes that have one already are left alone.

    What remains may have its partner under another parent: :func:`koppel_rest` comes after that was looked at.

    ``ver``: also look for partners out of order.
    """
    koppel_op(was, wordt, lambda k: (k.klasse, wid) if (wid := k.wid()) else None)
    a, b = _zonder_gelijke_einden(_los(was), _los(wordt))
    if not a or not b:
        return
    if len(a) == len(b) == 1:
        _gat(a, b, streng=True)
        return
    kernen = _eenmalige_kernen(a, b)
    happen = gemeenschappelijk([_sleutel(k, kernen) for k in a], [_sleutel(k, kernen) for k in b])
    pa = pb = 0
    for hap in [*happen, Hap(len(a), len(a), len(b), len(b))]:
        for x, y in zip(a[pa : hap.a0], b[pb : hap.b0], strict=True):
            verbind(x, y)
        pa, pb = hap.a1, hap.b1
    gaten = [(a[h.a0 : h.a1], b[h.b0 : h.b1]) for h in happen]
    if ver:
        koppel_op(a, b, lambda k: k.vinger.kern if k.vinger.grootte >= _GEWICHT and not k.grafsteen else None)
    for links, rechts in gaten:
        _gat(_los(links), _los(rechts), streng=True)
    if ver:
        _elders(_los(a), _los(b))


def koppel_rest(was: list[Knoop], wordt: list[Knoop]) -> list[Knoop]:
    """Match what is left between those that stay (after :func:`orden`), on weaker grounds; returns the newly matched of ``was``."""
    uit: list[Knoop] = []
    if not any(k.partner is None for k in was) or not any(k.partner is None for k in wordt):
        return uit
    plek = {id(k): i for i, k in enumerate(was)}
    pa = pb = 0
    grenzen = [(plek[id(k.partner)], j) for j, k in enumerate(wordt) if k.blijft]
    for i, j in [*grenzen, (len(was), len(wordt))]:
        a = [k for k in was[pa:i] if k.partner is None and k.gedeeld is None]
        b = [k for k in wordt[pb:j] if k.partner is None and k.gedeeld is None]
        _gat(a, b, streng=False)
        uit += [k for k in a if k.partner is not None]
        pa, pb = i + 1, j + 1
    return uit


def koppel_op(was: list[Knoop], wordt: list[Knoop], sleutel: Callable[[Knoop], Hashable]) -> None:
    """Match in order, of what is left, the nodes that have the same key; None is no key."""
    op_sleutel = groepeer((s, k) for k in wordt if k.partner is None and (s := sleutel(k)) is not None)
    for knoop in was if op_sleutel else ():
        if knoop.partner is None and (rij := op_sleutel.get(sleutel(knoop))):
            verbind(knoop, rij.pop(0))


def koppel_zelfde_nummer(was: list[Knoop], wordt: list[Knoop]) -> None:
    """Articles left under the same number, wherever they stand, when that number is there once on each side."""
    op_nummer = eenmalig(was, wordt, lambda k: k.nummer or None)
    koppel_op(was, wordt, lambda k: k.nummer if k.nummer in op_nummer else None)


def eenmalig(was: list[Knoop], wordt: list[Knoop], sleutel: Callable[[Knoop], Hashable]) -> dict[Hashable, Knoop]:
    """Keys that one node on each side has → the node of the new side; None is no key."""
    links, rechts = (Counter(map(sleutel, kant)) for kant in (was, wordt))
    return {s: k for k in wordt if (s := sleutel(k)) is not None and links[s] == rechts[s] == 1}


def _los(rij: list[Knoop]) -> list[Knoop]:
    return [k for k in rij if k.partner is None]


def _zonder_gelijke_einden(a: list[Knoop], b: list[Knoop]) -> tuple[list[Knoop], list[Knoop]]:
    """Match what is equal at the beginning and at the end; what stands between is returned."""
    begin, kort = 0, min(len(a), len(b))
    while begin < kort and a[begin].vinger.vol == b[begin].vinger.vol:
        verbind(a[begin], b[begin])
        begin += 1
    eind = 0
    while eind < kort - begin and a[-1 - eind].vinger.vol == b[-1 - eind].vinger.vol:
        verbind(a[-1 - eind], b[-1 - eind])
        eind += 1
    return a[begin : len(a) - eind], b[begin : len(b) - eind]


def _eenmalige_kernen(a: list[Knoop], b: list[Knoop]) -> set[int]:
    """Contents that occur once on each side: those are recognised under any number."""
    zwaar = {k.vinger.kern for k in a if k.vinger.grootte and not k.grafsteen}
    return zwaar & eenmalig(a, b, lambda k: k.vinger.kern).keys()


def _sleutel(knoop: Knoop, kernen: set[int]) -> int:
    # Wat vaker voorkomt, wordt alleen met hetzelfde nummer herkend: vol en kern delen één nummering.
    return knoop.vinger.kern if knoop.vinger.kern in kernen else knoop.vinger.vol


# --- gaps -------------------------------------------------------------------------------------------------------------


def _gat(a: list[Knoop], b: list[Knoop], *, streng: bool) -> None:
    """Match what stands between two fixed points; ``streng``: only what cannot belong elsewhere."""
    if not a or not b:
        return
    if len(a) == len(b) == 1:
        if _alleen(a[0], b[0], streng=streng):
            verbind(a[0], b[0])
        return
    if streng:
        _zekere(a, b)
        a, b = _los(a), _los(b)
    if len(a) * len(b) > _MAX_CELLEN:
        b[0].vingers.grof.append(b[0])
        _grof(a, b, streng=streng)
    elif a and b:
        for i, j in _beste_rij([[_score(x, y, streng=streng) for y in b] for x in a]):
            verbind(a[i], b[j])


def _alleen(a: Knoop, b: Knoop, *, streng: bool) -> bool:
    """Whether the only one that is left on each side is the same unit."""
    zelfde = a.nummer == b.nummer and (not streng or (a.nummer and a.tekst and a.tekst == b.tekst))
    return a.klasse == b.klasse and bool(a.klasse in _VAST or zelfde or _score(a, b, streng=streng) > 0)


def _zekere(a: list[Knoop], b: list[Knoop]) -> None:
    """Equal number and heading, or number and clearly the same text while no neighbour fits better."""
    plek = {(k.klasse, k.nummer): j for j, k in enumerate(b) if k.nummer}
    dubbel = Counter((k.klasse, k.nummer) for k in a) + Counter((k.klasse, k.nummer) for k in b)
    vorige = -1
    for i, knoop in enumerate(a):
        sleutel = (knoop.klasse, knoop.nummer)
        j = plek.get(sleutel, -1)
        if j <= vorige or dubbel[sleutel] != 2 or knoop.elders_gelijk or b[j].elders_gelijk:
            continue
        if knoop.klasse == "artikel" and knoop.tekst and knoop.tekst == b[j].tekst:
            verbind(knoop, b[j])
            vorige = j
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


def _score(a: Knoop, b: Knoop, *, streng: bool) -> float:
    """How much speaks for the two being one unit; 0 = they are not."""
    if a.klasse != b.klasse:
        return 0.0
    zelfde = bool(a.nummer) and a.nummer == b.nummer
    if a.grafsteen or b.grafsteen:
        return 0.3 if zelfde else 0.0
    if streng and (a.elders_gelijk or b.elders_gelijk):
        return 0.0
    drempel = _ALINEA if a.klasse in _VAST or a.klasse == "rij" else _DREMPEL
    if a.klasse == "artikel":
        kop = a.tekst
        zelfde_kop = bool(kop) and kop == b.tekst
        drempel = 0.25 if zelfde_kop else _DREMPEL if streng else 0.35
        zelfde = zelfde or zelfde_kop
    gelijkenis = _gelijkenis(a, b)
    if gelijkenis >= drempel:
        return gelijkenis + 0.2 * zelfde
    return 0.25 + 0.3 * gelijkenis if zelfde and not streng else 0.0


def _gelijkenis(a: Knoop, b: Knoop) -> float:
    """Words in common, over all words; or, a little less weighty, over those of the shortest: something was added."""
    x, y = a.woorden, b.woorden
    samen = lijkt(x, y)
    kortst = min(len(x), len(y))
    if kortst < _KORT:
        return samen
    return max(samen, 0.8 * samen * (len(x) + len(y)) / 2 / kortst)


def _beste_rij(scores: list[list[float]]) -> list[tuple[int, int]]:
    """The set of pairs in the same order on both sides with the highest total score."""
    hoog, breed = len(scores), len(scores[0])
    totaal = [[0.0] * (breed + 1) for _ in range(hoog + 1)]
    for i in range(hoog - 1, -1, -1):
        rij, onder, score = totaal[i], totaal[i + 1], scores[i]
        for j in range(breed - 1, -1, -1):
            beste = onder[j] if onder[j] >= rij[j + 1] else rij[j + 1]
            if score[j] and score[j] + onder[j + 1] > beste:
                beste = score[j] + onder[j + 1]
            rij[j] = beste
    uit: list[tuple[int, int]] = []
    i = j = 0
    while i < hoog and j < breed:
        if scores[i][j] and totaal[i][j] == scores[i][j] + totaal[i + 1][j + 1]:
            uit.append((i, j))
            i, j = i + 1, j + 1
        elif totaal[i][j] == totaal[i + 1][j]:
            i += 1
        else:
            j += 1
    return uit


def _grof(a: list[Knoop], b: list[Knoop], *, streng: bool) -> None:
    """For a very large gap: only pairs with the same number, or the same beginning or end, are looked at."""
    kandidaten = groepeer((sleutel, knoop) for knoop in b for sleutel in _kenmerken(knoop))
    for knoop in a:
        vrij = (x for s in _kenmerken(knoop) for x in kandidaten.get(s, ())[:8] if x.partner is None)
        scores = [(x, _score(knoop, x, streng=streng)) for x in vrij]
        beste, hoogste = max(scores, key=itemgetter(1), default=(knoop, 0.0))
        if hoogste > 0:
            verbind(knoop, beste)


def _kenmerken(knoop: Knoop) -> list[tuple[object, ...]]:
    uit: list[tuple[object, ...]] = [("nr", knoop.klasse, knoop.nummer)] if knoop.nummer else []
    woorden = knoop.woorden
    if len(woorden) >= 5:
        uit += [("begin", knoop.klasse, *woorden[:5]), ("eind", knoop.klasse, *woorden[-5:])]
    return uit


# --- out of order -----------------------------------------------------------------------------------------------------


def _elders(a: list[Knoop], b: list[Knoop]) -> None:
    """Moved and changed."""

    def lijken(x: Knoop, y: Knoop) -> float:
        artikel = x.klasse == "artikel"
        score = _score(x, y, streng=True) if artikel else lijkt(x.woorden, y.woorden, _VERHUISD)
        return score if score >= (_DREMPEL if artikel else _VERHUISD) else 0.0

    a, b = ([k for k in kant if k.vinger.grootte >= _GEWICHT and not k.grafsteen] for kant in (a, b))
    for x, y in meest_gelijk(a, b, lijken, _MAX_CELLEN):
        verbind(x, y)


def meest_gelijk(
    was: list[Knoop], wordt: list[Knoop], lijken: Callable[[Knoop, Knoop], float], hoogstens: int
) -> Iterator[tuple[Knoop, Knoop]]:
    """Pairs of one kind without a partner, the most similar first; none when there are too many to compare."""
    a, b = _los(was), _los(wordt)
    paren = ((x, y) for x in a for y in b if x.klasse == y.klasse) if len(a) * len(b) <= hoogstens else ()
    op_score = sorted(((-score, x, y) for x, y in paren if (score := lijken(x, y))), key=itemgetter(0))
    yield from ((x, y) for _, x, y in op_score if x.partner is y.partner is None)


def orden(was: list[Knoop], wordt: list[Knoop]) -> None:
    """Set ``blijft`` on the matched nodes that keep their order, the largest part of the text staying where it is."""
    plek = {id(k): i for i, k in enumerate(was)}
    paren = [(plek[id(k.partner)], k) for k in wordt if k.partner is not None and id(k.partner) in plek]
    rij = [i for i, _ in paren]
    if all(x < y for x, y in pairwise(rij)):
        vast = list(range(len(rij)))
    elif len(rij) > 400:
        vast = langste_stijgende(rij)
    else:
        vast = _zwaarste_stijgende(rij, [k.vinger.grootte + 1 for _, k in paren])
    blijven = [paren[n] for n in vast]
    for knoop in (*was, *wordt):
        knoop.blijft = False
    for i, knoop in blijven:
        was[i].blijft = knoop.blijft = True


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
