"""How a text is cited, as it says itself: one form of words, for a text and for the provision that says it."""

from __future__ import annotations

import re

from verordening.boom import Eenheid, Soort, alineas, inlinetekst

CITEERT = r"(?:(?:wordt|worden|kan worden|kunnen worden) (?:aangehaald|geciteerd) (?:als|onder de (?:naam|titel))|citeertitel (?:is|luidt))"
"""The words before the title; a space is any white space."""
_TITEL = re.compile(
    CITEERT.replace(" ", r"\s+") + r"\s*[:;]?\s*(?:(?:de|het)\s+(?=[“”„«\"‘’']|(?-i:[A-Z])))?"
    r"(?:[“”„«\"‘’'](?P<aangehaald>[^“”„«»\"]{1,600}?)[”»\"’'](?!\w)|(?P<kaal>[^\n“”„«»\"]{1,600}?)(?=[.;]?\s*\Z|,?\s+en\s+treed(?:t|en)\s|(?-i:(?<=[a-z]{4})\.\s[A-Z])))",
    re.IGNORECASE,
)


def naamkern(naam: str) -> str:
    """The words of a name as they are compared: without the article before it, and without signs or capitals.

    >>> naamkern("De Verordening A-2026")
    'verordening a 2026'
    """
    return " ".join(
        re.sub(r"\W+", " ", re.sub(r"^(?:de|het)\s+", "", naam.strip(), flags=re.IGNORECASE).casefold()).split()
    )


def citeertitel_in(zin: str) -> str:
    """The title that a provision gives; empty when it gives none.

    >>> citeertitel_in("Deze verordening wordt aangehaald als: “Verordening A 2026”.")
    'Verordening A 2026'
    >>> citeertitel_in("Dit besluit kan worden geciteerd onder de naam Besluit beheer. Het treedt morgen in werking.")
    'Besluit beheer'
    """
    begin, eind = citeertitel_op(zin)
    return " ".join(zin[begin:eind].split())


def citeertitel_op(zin: str) -> tuple[int, int]:
    """Where in a provision the title stands that it gives; twice the same when it gives none."""
    t = _TITEL.search(zin.rstrip())
    return t.span("aangehaald" if t["aangehaald"] else "kaal") if t else (0, 0)


def eigen_titel(deel: Eenheid) -> str:
    """The title that a text gives itself: the last one in its body; empty when it gives none."""
    lichaam = next((b for b in deel.delen if b.soort is Soort.LICHAAM), deel)
    for blok in reversed(lichaam.inhoud):  # zij staat achteraan
        zinnen = [inlinetekst(a.inhoud) for a in alineas(blok)]
        for z in reversed(zinnen):
            if (("angehaald" in z and "als" in z) or "iteer" in z) and (titel := citeertitel_in(z)):
                return titel
    return ""
