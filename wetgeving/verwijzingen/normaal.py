"""Text as it is matched, and the way back to the text as it is.

Legal text is never changed: what stands here is a copy for matching, with a map of positions. Characters of one width
(no-break space, dashes, carriage return) are replaced in place, so that most texts need no map at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_EEN_OP_EEN = dict.fromkeys(
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\ue000\ue001\ue002\ue003", " "
)
_EEN_OP_EEN |= dict.fromkeys("‐‑‒–—―−", "-")
_EEN_OP_EEN |= {"\u2019": "'", "\u2018": "'"}
_ANDERS = dict.fromkeys("\xad\u200b\u200c\u200d\u2060\ufeff", "")
_ANDERS |= zip("ĳĲ\ufb00\ufb01\ufb02\ufb03\ufb04", "ij IJ ff fi fl ffi ffl".split(), strict=True)
_AFBREKING = r"-[ \t]{0,4}\n[ \t]*(?!en\b|of\b)"
_SPATIES = r"  +"
_DUBBEL = re.compile(r"  (?<=[^\W\d_A-Z]  ) *[^\W\d_A-Z]")
"""Starts with a literal, so that the engine skips to it; just the first two blanks of a run stand behind a letter."""
_maak = tuple.__new__


class Normaal(NamedTuple):
    """A normalised text; ``knip`` holds (position here, shift) from which the original position follows."""

    tekst: str
    knip: tuple[int, ...] = ()
    verschuiving: tuple[int, ...] = ()

    def terug(self, plek: int) -> int:
        """Position in the original text of a position in the normalised text.

        >>> normaliseer("arti\\xadkel 8").terug(8)
        9
        """
        if not self.knip:
            return plek
        return plek + self.verschuiving[bisect_right(self.knip, plek) - 1]

    def terug_eind(self, plek: int) -> int:
        """The same for an exclusive end: what was left out behind the last character stays outside."""
        return self.terug(plek - 1) + 1 if self.knip and plek else plek


def normaliseer(tekst: str) -> Normaal:
    """A copy for matching: one kind of space and dash, no soft hyphens, ligatures written out, broken words joined.

    >>> normaliseer("artikel\\xa08 – de Wet werk en bĳstand").tekst
    'artikel 8 - de Wet werk en bijstand'
    """
    tekst = tekst.replace("\r", " ")
    ingrepen: list[str] = []
    if not tekst.isascii():
        tekst = tekst.replace("\xa0", " ")
        if "\xad" in tekst:
            ingrepen.append("\xad")
        if len(tekst.encode("latin-1", "ignore")) < len(tekst):
            for teken, wordt in _EEN_OP_EEN.items():
                tekst = tekst.replace(teken, wordt)
            ingrepen += [re.escape(t) for t in _ANDERS if t in tekst and t != "\xad"]
    if "-\n" in tekst or "- \n" in tekst:
        ingrepen.append(_AFBREKING)
    if "  " in tekst and _DUBBEL.search(tekst):  # words of one sentence more than one space apart: text from a scanner
        ingrepen.append(_SPATIES)
    if not ingrepen:
        return _maak(Normaal, (tekst, (), ()))
    stukken: list[str] = []
    knip, verschuiving = [0], [0]
    oud = nieuw = 0
    for raak in re.finditer("|".join(ingrepen), tekst):
        if raak.group()[0] in "- " and not _tussen_woorden(tekst, raak.start(), raak.end()):
            continue
        wordt = _ANDERS.get(raak.group(), " " if raak.group().startswith("  ") else "")
        stukken += (tekst[oud : raak.start()], wordt)
        nieuw += raak.start() - oud
        for extra in range(1, len(wordt)):  # every character of a written-out ligature is that ligature
            knip.append(nieuw + extra)
            verschuiving.append(raak.start() - nieuw - extra)
        nieuw += len(wordt)
        oud = raak.end()
        knip.append(nieuw)
        verschuiving.append(oud - nieuw)
    stukken.append(tekst[oud:])
    return Normaal("".join(stukken), tuple(knip), tuple(verschuiving))


def _tussen_woorden(tekst: str, begin: int, eind: int) -> bool:
    return tekst[begin - 1 : begin].islower() and tekst[eind : eind + 1].islower()


def kleine_letters(tekst: str) -> str:
    """Lower case, position by position (``str.lower`` may lengthen a text).

    Characters outside Latin-1 become ``?``: no name or anchor holds them.
    """
    return tekst.lower() if tekst.isascii() else tekst.encode("latin-1", "replace").lower().decode("latin-1")
