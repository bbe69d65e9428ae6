"""Do two texts speak of the same: words by their root, so that *gemeld* meets *melding* and *zoektermijn* meets *termijn*.

>>> sorted(gedeeld(wortels("De zoektermijn loopt vanaf de melding."), wortels("de termijn nadat hij zich heeft gemeld")))
['meld', 'termijn']
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from impact.graaf.termen import Zeldzaamheid, stammen

GEWOON = 2.5
"""Weight from which a word tells what a text is about."""
_WOORD = re.compile(r"[a-zà-ÿ]{4,}", re.IGNORECASE)
_GE = re.compile(r"^(aan|af|bij|in|mee|na|op|over|toe|uit|voor)?ge(?=[a-z]{3,}(?:d|t|en)$)")
_EIND = re.compile(r"(?:ingen|ing|enden|ende|end|en|t|d|e|s)$")
_SAMENSTELLING = 6
"""Letters that a root needs to be found inside a compound."""


@lru_cache(maxsize=50_000)
def _wortel(woord: str) -> str:
    if not any(True for _ in stammen(woord)):
        return ""  # een woord dat niets zegt
    kaal = _GE.sub(lambda t: t.group(1) or "", woord)
    kort = _EIND.sub("", kaal) if kaal == woord else re.sub(r"(?:en|d|t)$", "", kaal)
    kort = kort if len(kort) >= 4 else kaal
    kort = re.sub(r"([b-df-hj-np-tv-xz])\1$", r"\1", kort)
    return re.sub(r"([aeou])\1([b-df-hj-np-tv-xz])$", r"\1\2", kort)


@lru_cache(maxsize=20_000)
def wortels(tekst: str) -> frozenset[str]:
    """Roots of the telling words of a text."""
    return frozenset(w for woord in _WOORD.findall(tekst.lower()) if (w := _wortel(woord)))


def gedeeld(een: Iterable[str], ander: Iterable[str]) -> set[str]:
    """Roots that two texts share; a root of some length also meets the compound that begins or ends with it (the shorter
    root is given)."""
    links, rechts = frozenset(een), frozenset(ander)
    samen = set(links & rechts)
    lange = [[w for w in kant - samen if len(w) >= _SAMENSTELLING] for kant in (links, rechts)]
    for a in lange[0]:
        for b in lange[1]:
            kort, lang = (a, b) if len(a) <= len(b) else (b, a)
            if lang.startswith(kort) or lang.endswith(kort):
                samen.add(kort)
    return samen


class Wortelgewichten(Zeldzaamheid):
    """How telling a root is in an act."""

    def __init__(self, teksten: Iterable[str]) -> None:
        super().__init__(wortels(t) for t in teksten)

    def tellend(self, woorden: Iterable[str]) -> list[str]:
        """Those of some roots that tell what a text is about."""
        return [w for w in woorden if self.gewicht(w) >= GEWOON]

    def som(self, woorden: Iterable[str]) -> float:
        """Weight of a set of roots, the same in whatever order they come.

        >>> gewichten = Wortelgewichten(["giften tellen", "melding", "termijnen lopen", "bijdragen"])
        >>> gewichten.som(["melding", "gift"]) == gewichten.som(["gift", "melding"])
        True
        """
        return math.fsum(self.gewicht(w) for w in woorden)
