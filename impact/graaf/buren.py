"""What the neighbours of a pair are likely to be: the second step of the probability (:mod:`impact.graaf.kansen`).

The first step weighs each pair alone. A regulation is not a heap of pairs, though: a lid is about what its artikel is about, and a provision that is about one
measure is seldom about another. So whatever is not ruled out is weighed once more, with the probabilities that the first step gave around it
(:data:`impact.graaf.kenmerken.BUREN`).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from impact.dossier.plaatsen import Plaats
from impact.graaf.kenmerken import Paar, rang, van_anderen
from verordening.groepen import groepeer

VANAF = 0.01
"""A pair that is less likely than this in the first step keeps that probability."""


def logodds(kans: float) -> float:
    """The log-odds of a probability, within bounds.

    >>> logodds(0.5), round(logodds(0.0), 1)
    (0.0, -13.8)
    """
    zeker = min(max(kans, 1e-6), 1 - 1e-6)
    return math.log(zeker / (1 - zeker))


def met_buren(paren: Sequence[Paar], kansen: Sequence[float], geteld: Collection[str]) -> Iterator[Paar]:
    """The pairs, those that the first step did not rule out with the figures of their neighbours.

    Args:
        paren: all provisions per measure, in the same order for each; ``kansen``: what the first step gave each.
        geteld: the measures that count; the others have no neighbours and are none.
    """
    tellen = [n for n, p in enumerate(paren) if p.maatregel in geteld]
    per = groepeer((paren[n].maatregel, kansen[n]) for n in tellen)
    plaatsen = list({paren[n].plaats.sleutel: paren[n].plaats for n in tellen}.values())
    figuren = {m: iter(rij) for m, rij in zip(per, _figuren(plaatsen, list(per.values())), strict=True)}
    for paar, kans in zip(paren, kansen, strict=True):
        buren = next(figuren[paar.maatregel]) if paar.maatregel in figuren else ()
        yield replace(paar, buren=buren) if buren and kans > VANAF else paar


def _figuren(plaatsen: Sequence[Plaats], kansen: Sequence[Sequence[float]]) -> Iterator[list[tuple[float, ...]]]:
    """Per measure the figures of every provision, from the probabilities of all."""
    artikelen, hoofdstukken, regelingen = (
        list(groepeer((deel(p), n) for n, p in enumerate(plaatsen)).values())
        for deel in (_artikel, _hoofdstuk, lambda p: p.regeling)
    )
    per_plaats = list(zip(*kansen, strict=True))
    samen = [sum(rij) for rij in per_plaats]
    hoogste = [sorted((0.0, 0.0, *rij))[-2:] for rij in per_plaats]
    geraakt = [1 - math.prod([1 - k for k in rij]) for rij in per_plaats]
    artikel_geraakt, regeling_geraakt = van_anderen(geraakt, artikelen), [0.0] * len(plaatsen)
    for groep in regelingen:
        deel = sum([geraakt[n] for n in groep]) / len(groep)
        for n in groep:
            regeling_geraakt[n] = deel
    alles = sum(samen) or 1.0
    for eigen in kansen:
        top = [0.0] * len(eigen)
        for groep in artikelen:
            tweede, eerste = sorted((0.0, 0.0, *(eigen[n] for n in groep)))[-2:]
            for n in groep:
                top[n] = tweede if eigen[n] == eerste else eerste
        yield list(
            zip(
                [logodds(k) for k in eigen],
                [h[k != h[1]] for k, h in zip(eigen, hoogste, strict=True)],
                [s - k for k, s in zip(eigen, samen, strict=True)],
                top,
                *(van_anderen(eigen, groepen) for groepen in (artikelen, hoofdstukken, regelingen)),
                regeling_geraakt,
                rang(eigen, regelingen),
                [sum(eigen) / alles] * len(eigen),
                artikel_geraakt,
                strict=True,
            )
        )


def _artikel(plaats: Plaats) -> tuple[str, str]:
    return plaats.regeling, plaats.artikel or plaats.eId


def _hoofdstuk(plaats: Plaats) -> tuple[str, ...]:
    return (plaats.regeling, *plaats.koppen[1:]) if plaats.artikel else (plaats.regeling, "")
