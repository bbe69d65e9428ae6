"""Numbered headings of a text without artikelen: «2.1 Hoogte van de gift» opens a paragraaf, as «Artikel 2» does elsewhere.

Policy rules are written so. How deep a paragraaf lies is said by its number; that its number fits in the series is what
tells a heading from an item of a list. A line that looks like such a heading and does not fit is refused, not guessed.

>>> kop = nummerkop("2.1 Hoogte van de gift")
>>> kop.soort.value, kop.nummer, kop.rest
('paragraaf', '2.1', 'Hoogte van de gift')
>>> [nummerkop(r) is None for r in ("2. de aanvraag;", "2.1 Het college beslist.", "1 januari 2026")]
[True, True, True]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from verordening.bevinding import Geweigerd
from verordening.boom import Soort, kaal
from verordening.tekst.koppen import Kop
from verordening.tekst.regels import Aard, Regel

Nummer = tuple[tuple[int, str], ...]
_KOP = re.compile(
    r"(?P<nr>\d{1,2}[a-z]?(?:\.\d{1,2}[a-z]?){0,4}\.?)(?:\s+(?P<titel>[(\[„“‘]?[^\W\d_a-z].{0,118}[^\s.;:,]))?"
)
_DEEL = re.compile(r"(\d+)([a-z]?)")


def nummerkop(tekst: str, hek: int = 0) -> Kop | None:
    """The heading that a line is when it is a number and a title; None for a sentence or an item of a list."""
    raak = _KOP.fullmatch(tekst.strip().strip("*_").strip())
    return Kop(Soort.PARAGRAAF, "", raak["nr"], raak["titel"] or "", hek) if raak and (hek or raak["titel"]) else None


def diepte(nummer: str) -> int:
    """How deep the number of a paragraaf lies: 1 for "2.", 2 for "2.1"."""
    return kaal(nummer).count(".") + 1


def kandidaten(regels: Sequence[Regel], koppen: Mapping[int, Kop]) -> dict[int, Kop]:
    """Lines that can be such a heading, up to the first annex or explanatory note; none where the text has artikelen."""
    if any(kop.soort is Soort.ARTIKEL for kop in koppen.values()):
        return {}
    uit: dict[int, Kop] = {}
    for i, regel in enumerate(regels):
        if (i in koppen and koppen[i].soort is Soort.BIJLAGE) or _toelichting(regel):
            break
        los = regel.aard is Aard.TEKST and (regel.vet or regel.rand == 0)
        if (
            i not in koppen
            and (regel.aard is Aard.KOP or los)
            and (kop := nummerkop(regel.heel, regel.hek)) is not None
        ):
            uit[i] = kop
    return uit


def _toelichting(regel: Regel) -> bool:
    naam = regel.tekst.strip("*_.: ").lower()
    return naam.startswith("toelichting") if regel.aard is Aard.KOP else naam in ("toelichting", "nota van toelichting")


def in_reeks(koppen: Mapping[int, Kop], vol: Mapping[int, bool], eigen: Mapping[int, Kop], naam: str) -> dict[int, Kop]:
    """Those of the candidates (``eigen``) that are headings.

    Args:
        koppen: all headings. vol: which of them have text below them. naam: of the source.

    Raises:
        Geweigerd: a line that looks like a heading, of which the number does not follow, in a text that has no other headings.
    """
    lijstjes = frozenset(_lijstjes(eigen, vol))
    echt = {i: kop for i, kop in sorted(koppen.items()) if i not in lijstjes}
    andere = {i: kop for i, kop in echt.items() if i not in eigen}
    if len(echt) - len(andere) < 2 and not any(kop.hek for i, kop in echt.items() if i in eigen):
        return andere
    pad: Nummer = ()
    for i, kop in echt.items():
        nummer = _nummer(kop.nummer)
        if i in eigen and not _volgt(pad, nummer, los=not kop.hek):
            if andere:
                return andere
            vorige = ".".join(f"{n}{letter}" for n, letter in pad) or "het begin"
            raise Geweigerd.om("paragraaf-volgorde", naam, nummer=kop.nummer, titel=kop.rest, vorige=vorige)
        pad = nummer if kop.soort is not Soort.BIJLAGE else ()
    return echt


def _lijstjes(eigen: Mapping[int, Kop], vol: Mapping[int, bool]) -> Iterator[int]:
    """Lines without ``#`` that follow each other by number with nothing in between: a list, not headings."""
    for (i, a), (j, b) in pairwise(sorted(eigen.items())):
        een, ander = _nummer(a.nummer), _nummer(b.nummer)
        if not (a.hek or b.hek or vol[i]) and len(een) == len(ander) and _volgt(een, ander, los=True):
            yield from (i, j)


def _nummer(nummer: str) -> Nummer:
    delen = [_DEEL.fullmatch(deel) for deel in kaal(nummer).split(".")]
    return tuple((int(d[1]), d[2]) for d in delen if d is not None)


def _volgt(pad: Nummer, nummer: Nummer, *, los: bool) -> bool:
    """Whether a number comes next: the first below the open one, or a later one beside it or beside what is around it.

    Args:
        los: the line has no ``#``; then no number may have been skipped.
    """
    boven, (cijfer, letter) = nummer[:-1], nummer[-1]
    if pad[: len(boven)] != boven:
        return False
    if len(pad) < len(nummer):
        return len(pad) == len(boven) and (cijfer in (0, 1) or not los)
    vorig, vorige_letter = pad[len(boven)]
    verder = cijfer - vorig if not letter or cijfer != vorig else int(letter > vorige_letter)
    return verder == 1 or (verder > 1 and not los)
