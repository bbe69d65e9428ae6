"""Words that a regulation made up itself: what its definitions say counts wherever the word is used.

A regulation that calls a bill paid by somebody else a *kostenvoordeel* says in its begripsbepalingen what that is. So a provision is read
with its own words filled in. Words of the law need no filling in: the law and the thesaurus know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from impact.dossier.plaatsen import Plaats, Regelingtekst
from impact.graaf.sporen import Begrip
from impact.graaf.termen import stammen
from verordening.dagen import MAANDEN

OVERAL = 0.5
_WEINIG = 6
"""A word in more than this part of the provisions ("klant") says nothing about one of them, unless there are few."""

_SOORT = r"(?:[Ww]et|[Bb]esluit|[Bb]eschikking|[Rr]egeling|[Vv]erordening|[Rr]egels?|[Rr]ichtlijn(?:en)?|[Hh]andboek|[Nn]ota)"
_NAAM = re.compile(rf"(?=[A-Z])\b\w*{_SOORT}(?:\s+[\w-]+){{1,10}}?\s+(?:19|20)\d\d\b")


def eigen_woorden(
    teksten: Sequence[Regelingtekst], begrippen: Iterable[Begrip], wet: Iterable[str]
) -> Mapping[str, tuple[Plaats, ...]]:
    """Per provision (key ``slug#eId``) the definitions of the regulation's own words that it uses, or stands under.

    Args:
        begrippen: the defined terms of all of them, with their use.
        wet: texts of the law: a word that stands there is no word of the regulation's own.
    """
    bekend = {stam for tekst in wet for stam in stammen(tekst)}
    soort = {p.sleutel: p.soort for t in teksten for p in t.plaatsen}
    aantal = {t.regeling.slug: sum(p.soort not in ("begrip", "aanhef") for p in t.plaatsen) for t in teksten}
    uit: dict[str, list[Plaats]] = {}
    for begrip in begrippen:
        gebruik = [s for s in begrip.in_tekst | begrip.in_kop | begrip.in_hoofdstuk if soort[s] != "begrip"]
        ruimte = max(_WEINIG, OVERAL * aantal[begrip.plaats.regeling])
        if not bekend.issuperset(stammen(begrip.plaats.term)) and len(gebruik) <= ruimte:
            for sleutel in gebruik:
                uit.setdefault(sleutel, []).append(begrip.plaats)
    return {s: tuple(rij) for s, rij in uit.items()}


def zonder_namen(tekst: str) -> str:
    """The text without names of regulations: a name says nothing about what the provision is about.

    >>> zonder_namen("De rente volgens de Beschikking geldelijke steun eigen woningen 1984 telt mee.")
    'De rente volgens de § telt mee.'
    >>> zonder_namen("Een regeling die voor 1 juni 2024 begon.")
    'Een regeling die voor 1 juni 2024 begon.'
    """
    return _NAAM.sub(lambda m: m.group() if m.group().split()[-2].lower() in MAANDEN else "§", tekst)
