"""Names as other laws use them: ``python -m bench.oogst_namen MAP >koppelingen.tsv``.

A title list knows what a law is called today. What it was called, and what it is called for short, stands in the links of other
laws: each link ties words to a number. MAP is a checkout of laws in Markdown (``[words](…/BWBR0005792/README.md)``); the result is
a list for :mod:`bench.maak_namen`. What a law calls itself counts as soon as another law says it too. Only facts are taken:
name, number, and how many laws say so.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bench.maak_namen import bruikbaar
from wetgeving.namen import sleutel

_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\s]*?(BWB[RV]\d{7})/README\.md[^()]*\)")
_NAAM = re.compile(r"(?:^|\b(?:van|bij|in|uit|op) (?:de |het )?|^(?:de|het) )(?=[A-Z])")
_GEEN_NAAM = re.compile(r",|\bhoudende\b|\b(?:artikel|article|lid|onderdeel|hoofdstuk|paragraaf|van \d{1,2}) ")
_ZELF = re.compile(
    r"aangehaald(?: worden)? (?:als|onder de titel)(?: van)?:?[ *‘„“\"'«]{1,4}([A-Z][^\n’”»\"]{4,250}?)[*’”»\"'. ]*$",
    re.MULTILINE,
)
_KORT = re.compile(r"(?![IVXLC]+$)[A-Z][A-Za-z]{1,9}(?: (?:19|20)\d\d)?")
_DEEL = 0.15
"""Share of the laws from which a second meaning counts."""
_MINSTENS = 2
"""Laws that must use an abbreviation, or a name of one or two words: "het Algemeen Reglement" may be short for another one."""
_MINSTENS_VERDRAG = 3
"""Laws that must use the name of a treaty: "het Eerste Protocol" is one of many."""

_WOORD = 5
"""Laws in which an abbreviation stands in lower case before it is taken for a word."""

Telling = dict[str, Counter[str]]


def tel(teksten: Iterable[str]) -> tuple[Telling, Telling, Counter[str]]:
    """Names and abbreviations with the numbers they are tied to (one count per law), and in how many laws each word stands in lower case.

    >>> lang, kort, _ = tel(["Zie [artikel 3 van de Proefwet 1990](../BWBR0000001/README.md) en [Pwt](../BWBR0000001/README.md)."])
    >>> dict(lang), dict(kort)
    ({'proefwet 1990': Counter({'BWBR0000001': 1})}, {'Pwt': Counter({'BWBR0000001': 1})})
    """
    lang: Telling = defaultdict(Counter)
    kort: Telling = defaultdict(Counter)
    woorden: Counter[str] = Counter()
    for tekst in teksten:
        woorden.update(set(re.findall(r"\b[a-z]{2,10}\b", _LINK.sub(" ", tekst))))
        for naam, nummer in {(n, i) for woord, i in _LINK.findall(tekst) for n in _naam(woord)}:
            if bruikbaar(naam) and not _GEEN_NAAM.search(naam):
                lang[sleutel(naam)][nummer] += 1
            elif _KORT.fullmatch(naam):
                kort[naam][nummer] += 1
    return lang, kort, woorden


def eigen_titels(teksten: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """Number, the name by which a law says that it is cited, and how many other laws say that name.

    Args:
        teksten: texts of laws by number.

    >>> list(eigen_titels({"BWBR0000001": "Deze wet wordt aangehaald als: Proefwet 1990.", "BWBR0000002": "artikel 3 Proefwet 1990"}))
    [('BWBR0000001', 'proefwet 1990', 1)]
    """
    import ahocorasick

    namen = {i: sleutel(t[-1]) for i, tekst in teksten.items() if (t := _ZELF.findall(tekst)) and "(" not in t[-1]}
    automaat = ahocorasick.Automaton()
    for naam in {n for n in namen.values() if bruikbaar(n)}:
        automaat.add_word(naam, naam)
    automaat.make_automaton()
    tellen: Counter[str] = Counter()
    for tekst in teksten.values() if len(automaat) else ():
        tellen.update({naam for _, naam in automaat.iter(sleutel(tekst))})
    yield from ((i, naam, tellen[naam] - 1) for i, naam in namen.items() if tellen[naam] > 1)


def _naam(woorden: str) -> Iterator[str]:
    """The name at the end of the words of a link: "artikel 3 van de Proefwet 1990"."""
    plat = " ".join(woorden.replace("*", "").replace("\xa0", " ").split())
    if raak := _NAAM.search(plat):
        yield plat[raak.end() :].rstrip(" .;:")


def regels(lang: Telling, kort: Telling, woorden: Counter[str]) -> Iterator[str]:
    """Lines ``bwb_id TAB soort TAB naam TAB bron TAB aantal``; an abbreviation that is also a word is left out."""
    yield "bwb_id\tsoort\tnaam\tbron\taantal"
    for telling, bron in ((lang, "koppeling"), (kort, "afkorting")):
        for naam, per_nummer in sorted(telling.items()):
            if (
                bron == "afkorting"
                and sum(t.isupper() for t in naam) < 2
                and woorden[naam.split()[0].lower()] >= _WOORD
            ):
                continue
            for nummer, aantal in sorted(per_nummer.items()):
                if aantal >= max(_nodig(naam, nummer), _DEEL * per_nummer.total()):
                    yield f"{nummer}\t\t{naam}\t{bron}\t{aantal}"


def _nodig(naam: str, nummer: str) -> int:
    if nummer.startswith("BWBV"):
        return _MINSTENS_VERDRAG
    return _MINSTENS if naam.count(" ") < 2 else 1


if __name__ == "__main__":
    map_ = Path(sys.argv[1])
    paden = {b.parent.name: b for b in sorted(map_.rglob("README.md"))}
    bladen = {nummer: b.read_text(encoding="utf-8") for nummer, b in paden.items()}
    print("\n".join(regels(*tel(bladen.values()))))
    for nummer, naam, aantal in eigen_titels({i: _LINK.sub(r"\1", tekst) for i, tekst in bladen.items()}):
        print(f"{nummer}\t{paden[nummer].relative_to(map_).parts[0]}\t{naam}\teigen\t{aantal}")
