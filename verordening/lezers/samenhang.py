"""What in a pasted text does not hold together although each line was read: numbers that were lost, sentences that came twice.

A text that was copied can lose the numbers of its leden, or break off right before the number of a reference. The lines that
are left are sentences; only what they say of each other shows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from verordening.bevinding import Bevinding
from verordening.boom import STRUCTUUR, Alinea, Eenheid, Soort, inlinetekst, kaal
from verordening.keur.opbouw import bevinding
from verordening.nummers import getal_uit_rangtelwoord
from verordening.register import Register

_EIGEN_LID = re.compile(r"\b(?:[Hh]et|[Dd]it) (?P<rang>\w+(?:ste|de)) lid\b(?!,? (?:van|bij|uit|en|of|tot)\b)")
_ANDER = re.compile(r"\b(?:[Aa]rtikel(?:en)?|[Ww]et|\w+wet|\w+besluit|\w+verordening)\b")
"""What a lid further on in a sentence can be a lid of, when it is not one of the artikel itself."""
_VERWIJST = re.compile(r"(?:\b(?:artikel|artikelen|lid|onderdeel|onderdelen|sub|bijlage)|(?<!verstaan) onder)\Z")
"""How a sentence ends that breaks off before the number of a reference."""
_WOORD = 5
"""From how many letters on a word says the same as its two halves with a hyphen."""
_GESTREEPT = re.compile(r"(?<![\w-])[^\W\d_]{2,}-[^\W\d_]{2,}(?![\w-])")
_LANG = 30
"""From how many signs on a sentence does not come back by chance."""


class Houder(NamedTuple):
    """A unit with its own plain paragraphs; a block of another kind is an empty one."""

    eenheid: Eenheid
    zinnen: list[str]

    @classmethod
    def van(cls, eenheid: Eenheid) -> Houder:
        """The unit, its paragraphs looked up once."""
        return cls(eenheid, zinnen_van(eenheid))


def zinnen_van(eenheid: Eenheid) -> list[str]:
    """The plain paragraphs of a unit itself, a block of another kind as an empty one."""
    return [inlinetekst(b.inhoud).strip() if isinstance(b, Alinea) and not b.rol else "" for b in eenheid.inhoud]


def samenhang(romp: list[Houder], register: Register, gezegd: set[str]) -> Iterator[Bevinding]:
    """A finding for each place in these units that does not hold together.

    Args:
        gezegd: eIds of units of which it was said that a sentence has no end.
    """
    heel = "\n".join(zin for _, zinnen in romp for zin in zinnen).lower()
    for eenheid, zinnen in romp:
        in_zin = eenheid.soort in (Soort.ARTIKEL, Soort.LID, Soort.ONDERDEEL) and eenheid.eId not in gezegd
        for zin in (z for z in zinnen if in_zin and z[-1:].isalpha() and _VERWIJST.search(z)):
            yield bevinding(register, eenheid, "zin-onaf", zin[-60:])
        for woord in (w for zin in zinnen if "-" in zin for w in _GESTREEPT.findall(zin.lower())):
            if _staat_er(woord.replace("-", ""), heel):
                yield bevinding(register, eenheid, "leesfout/streepje", woord)
    for artikel in _per_artikel(romp):
        yield from _artikel(artikel, register)


def _staat_er(woord: str, heel: str) -> bool:
    """Whether a text has this as a word of its own, and it is long enough to be one."""
    return len(woord) >= _WOORD and woord in heel and re.search(rf"(?<![^\W\d_]){woord}(?![^\W\d_])", heel) is not None


def _per_artikel(romp: list[Houder]) -> list[list[Houder]]:
    """The units of each artikel, the artikel first."""
    uit: list[list[Houder]] = []
    open_ = False
    for houder in romp:
        begint = houder.eenheid.soort is Soort.ARTIKEL
        open_ = begint or (open_ and houder.eenheid.soort not in STRUCTUUR)
        if begint:
            uit.append([])
        if open_:
            uit[-1].append(houder)
    return uit


def _artikel(delen: list[Houder], register: Register) -> Iterator[Bevinding]:
    artikel = delen[0].eenheid
    leden = {kaal(e.nummer).lower().removeprefix("lid ") for e in artikel.delen if e.soort is Soort.LID}
    for zin in (zin for _, zinnen in delen for zin in zinnen if " lid" in zin):
        for raak in _EIGEN_LID.finditer(zin):
            lid = getal_uit_rangtelwoord(raak["rang"])
            voor = zin[: raak.start()].rpartition(". ")[2]
            if lid is not None and str(lid) not in leden and not _ANDER.search(voor):
                yield bevinding(register, artikel, "lid-verloren", zin[max(0, raak.start() - 20) : raak.end() + 20])
    lang = [
        z for e, zinnen in delen if e.soort is not Soort.ONDERDEEL for z in zinnen if len(z) >= _LANG and z[-1] == "."
    ]
    for zin, keer in Counter(lang).items() if len(set(lang)) < len(lang) else ():
        if keer > 1 and "nog niet in werking" not in zin:
            yield bevinding(register, artikel, "zin-dubbel", zin[:60])
    eerste = artikel.inhoud[0] if artikel.inhoud else None
    if isinstance(eerste, Eenheid) and eerste.soort is Soort.LIJST and len(eerste.delen) > 1:
        begin = [next(filter(None, zinnen_van(deel)), "") for deel in eerste.delen]
        if all(kaal(d.nummer) for d in eerste.delen) and all(b[:1].isupper() and b[-1] in ".:" for b in begin):
            yield bevinding(register, artikel, "lijst-zonder-aanhef", begin[0][:60])
