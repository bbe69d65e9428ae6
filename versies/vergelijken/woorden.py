"""Words: which words of a text lapsed and which are new, as few as possible and in stretches that a reader can follow.

The text is cut into tokens of law: "€ 1.200,00", "artikel 8a", "1 januari 2026", "1°" and "6 weken" stay whole. The longest
common run of tokens (LCS) gives the fewest changed tokens; then stretches are slid and joined where that reads better and
costs little. Applying the result gives both texts back, character for character.

>>> for s in vergelijk_tekst("Het college beslist binnen 8 weken.", "Het college beslist binnen 6 weken na ontvangst."):
...     print(s.soort.value, repr(s.tekst))
gelijk 'Het college beslist binnen '
vervallen '8 weken'
ingevoegd '6 weken na ontvangst'
gelijk '.'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from verordening.dagen import MAANDEN
from versies.wijziging import Spanne, Spannesoort

_EENHEDEN = (
    "%|procent|percent|promille|euro|seconden?|minuten|minuut|uren|uur|dagen|dag|weken|week|maanden|maand|jaren|jaar"
    "|werkdagen|werkdag|kilometer|km|meter|cm|mm|m²|m2|m³|m3|ha|liter|kilogram|gram|kg|ton|kW|MW|dB"
)
_MAANDEN = "|".join(MAANDEN)
_GETAL = r"\d+(?:[.,:]\d+)*"
_TOKEN = re.compile(
    rf" ?(?:€ ?{_GETAL}(?:,[-–—]+)?"
    rf"|(?:[Aa]rtikel|[Hh]oofdstuk|[Pp]aragraaf|[Bb]ijlage|[Aa]fdeling) {_GETAL}(?:[a-z]{{1,2}}\b)?(?!\w)"
    rf"|\d{{1,2}} (?:{_MAANDEN})(?: \d{{4}})?(?!\w)"
    rf"|\d+[a-z]{{0,2}}[°º]"
    rf"|{_GETAL} ?(?:{_EENHEDEN})(?!\w)"
    rf"|{_GETAL}\w*"
    r"|\w+(?:['’-]\w+)*"
    r"|\S)"
)
_CELLEN = 400_000_000
"""Largest matrix (tokens × tokens, one bit per cell: 50 MB) that is worked out in one piece."""
_BEWIJS = 3_000_000_000
"""Largest product of length and changed tokens for which a result made in pieces is still proven (about a second)."""
_ZWAK = frozenset(
    """
    de het een en of van in op te ten ter tot aan bij voor door met om uit is als dat die dan wel niet , ; : . ( ) –
    -
    """.split()
)


class Hap(NamedTuple):
    """A changed stretch: tokens ``a0:a1`` of the old text became ``b0:b1`` of the new."""

    a0: int
    a1: int
    b0: int
    b1: int


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """Spans, the number of tokens per kind, and whether a limit stood between this and the shortest possible."""

    spannen: tuple[Spanne, ...]
    ingevoegd: int
    vervallen: int
    gelijk: int
    minimaal: bool = True


def tokens(tekst: str) -> list[str]:
    """Tokens of law, each with the space before it (text with single spaces, :func:`versies.vergelijken.paar.legaal`).

    >>> tokens("Artikel 8a: € 1.200,00 per 1°, 6 weken")
    ['Artikel 8a', ':', ' € 1.200,00', ' per', ' 1°', ',', ' 6 weken']
    """
    return _TOKEN.findall(tekst)


def vergelijk_tekst(was: str, wordt: str) -> tuple[Spanne, ...]:
    """The stretches of two texts in order, equal neighbours joined; see :func:`vergelijk_woorden` for the counts."""
    return vergelijk_woorden(was, wordt).spannen


def vergelijk_woorden(was: str, wordt: str) -> Uitkomst:
    """Compare two texts with single spaces.

    Never stops early: when the texts are too long to work out in one piece, they are cut at places that both share, and
    ``minimaal`` tells whether the result is proven to be the shortest possible.
    """
    if was == wordt:
        return Uitkomst((Spanne(Spannesoort.GELIJK, was),) if was else (), 0, 0, len(tokens(was)))
    a, b = tokens(was), tokens(wordt)
    ka, kb = [t.lstrip(" ") for t in a], [t.lstrip(" ") for t in b]
    happen, minimaal = _happen(ka, kb)
    happen = _leesbaar(ka, kb, happen)
    weg = sum(h.a1 - h.a0 for h in happen)
    bij = sum(h.b1 - h.b0 for h in happen)
    return Uitkomst(_spannen(a, b, happen), bij, weg, len(a) - weg, minimaal)


def lijkt(een: Sequence[str], ander: Sequence[str], minstens: float = 0.0) -> float:
    """How much two rows of tokens have in common: 2 × LCS / total, 0 when below ``minstens``."""
    totaal = len(een) + len(ander)
    if not totaal:
        return 1.0
    return float(LCSseq.similarity(een, ander, score_cutoff=int(minstens * totaal / 2)) * 2 / totaal)


# --- the fewest words -------------------------------------------------------------------------------------------------


def gemeenschappelijk(a: list[int], b: list[int]) -> list[Hap]:
    """The changed stretches between two rows of numbers: all outside them is the longest common row (see ``_CELLEN``).

    >>> gemeenschappelijk([1, 2, 3, 4], [1, 3, 4, 5])
    [Hap(a0=1, a1=2, b0=1, b1=1), Hap(a0=4, a1=4, b0=3, b1=4)]
    """
    happen: list[Hap] = []
    _stuk(a, b, 0, 0, happen)
    return _aaneen(happen)


def _happen(a: list[str], b: list[str]) -> tuple[list[Hap], bool]:
    nummers: dict[str, int] = {}
    na = [nummers.setdefault(t, len(nummers)) for t in a]
    nb = [nummers.setdefault(t, len(nummers)) for t in b]
    grenzen: list[Hap] = []
    heel = _stuk(na, nb, 0, 0, grenzen)
    happen = _aaneen(grenzen)
    if heel:
        return happen, True
    gelijk = len(na) - sum(h.a1 - h.a0 for h in happen)
    anders = len(na) + len(nb) - 2 * gelijk
    if max(len(na), len(nb)) * anders > _BEWIJS:
        return happen, False
    return happen, LCSseq.similarity(na, nb, score_cutoff=gelijk + 1) <= gelijk


def _stuk(a: list[int], b: list[int], va: int, vb: int, uit: list[Hap]) -> bool:
    """Changed stretches of one piece, added to ``uit``; ``va``/``vb`` is where the piece starts. False: cut in pieces."""
    kop = _gelijk_begin(a, b)
    staart = _gelijk_begin(a[kop:][::-1], b[kop:][::-1])
    a, b = a[kop : len(a) - staart], b[kop : len(b) - staart]
    va, vb = va + kop, vb + kop
    if not a or not b:
        if a or b:
            uit.append(Hap(va, va + len(a), vb, vb + len(b)))
        return True
    if len(a) * len(b) <= _CELLEN:
        for stap in LCSseq.editops(a, b):
            i, j = va + stap.src_pos, vb + stap.dest_pos
            uit.append(Hap(i, i + 1, j, j) if stap.tag == "delete" else Hap(i, i, j, j + 1))
        return True
    ankers = _ankers(a, b)
    if not ankers:
        uit.append(Hap(va, va + len(a), vb, vb + len(b)))
        return False
    pa = pb = 0
    for i, j in [*ankers, (len(a), len(b))]:
        _stuk(a[pa:i], b[pb:j], va + pa, vb + pb, uit)
        pa, pb = i, j
    return False


def _gelijk_begin(a: list[int], b: list[int]) -> int:
    tel = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        tel += 1
    return tel


def _ankers(a: list[int], b: list[int]) -> list[tuple[int, int]]:
    """Places in both rows where a run of tokens stands that occurs once on each side, in rising order on both."""
    for lengte in (12, 6, 3, 1):
        links, rechts = _eenmalig(a, lengte), _eenmalig(b, lengte)
        samen = sorted((plek, rechts[rij]) for rij, plek in links.items() if rij in rechts)
        stijgend = langste_stijgende([j for _, j in samen])
        ankers = [samen[k] for k in stijgend]
        # Een anker aan het begin van beide rijen deelt niets: dan zou het stuk even groot blijven.
        ankers = [p for p in ankers if p != (0, 0)]
        if ankers:
            return ankers
    return []


def _eenmalig(rij: list[int], lengte: int) -> dict[tuple[int, ...], int]:
    uit: dict[tuple[int, ...], int] = {}
    for plek in range(len(rij) - lengte + 1):
        sleutel = tuple(rij[plek : plek + lengte])
        uit[sleutel] = -1 if sleutel in uit else plek
    return {sleutel: plek for sleutel, plek in uit.items() if plek >= 0}


def langste_stijgende(rij: Sequence[int]) -> list[int]:
    """Positions of a longest strictly rising subsequence.

    >>> langste_stijgende([3, 1, 2, 9, 4])
    [1, 2, 4]
    """
    from bisect import bisect_left

    toppen: list[int] = []
    plekken: list[int] = []
    vorige: list[int] = []
    for plek, waarde in enumerate(rij):
        k = bisect_left(toppen, waarde)
        if k == len(toppen):
            toppen.append(waarde)
            plekken.append(plek)
        else:
            toppen[k], plekken[k] = waarde, plek
        vorige.append(plekken[k - 1] if k else -1)
    uit: list[int] = []
    plek = plekken[-1] if plekken else -1
    while plek >= 0:
        uit.append(plek)
        plek = vorige[plek]
    return uit[::-1]


def _aaneen(happen: list[Hap]) -> list[Hap]:
    """Stretches that touch on both sides become one."""
    uit: list[Hap] = []
    for hap in happen:
        if uit and uit[-1].a1 == hap.a0 and uit[-1].b1 == hap.b0:
            uit[-1] = Hap(uit[-1].a0, hap.a1, uit[-1].b0, hap.b1)
        else:
            uit.append(hap)
    return uit


# --- readable ---------------------------------------------------------------------------------------------------------


def _leesbaar(a: list[str], b: list[str], happen: list[Hap]) -> list[Hap]:
    """Slide and join stretches: no letters adrift, no confetti; at most a few words more than needed."""
    if not happen:
        return happen
    happen = _aaneen([_schuif(a, b, happen, plek) for plek in range(len(happen))])
    return _voeg_samen(a, b, happen)


def _schuif(a: list[str], b: list[str], happen: list[Hap], plek: int) -> Hap:
    """A stretch that only lapses or only is new may lie a few words further: choose where a reader would put it."""
    hap = happen[plek]
    if hap.a0 != hap.a1 and hap.b0 != hap.b1:
        return hap
    rij, begin, eind = (a, hap.a0, hap.a1) if hap.a0 != hap.a1 else (b, hap.b0, hap.b1)
    # De buren blijven op hun plek of schuiven zelf ook: houd aan elke kant de helft van de ruimte vrij.
    vorige = happen[plek - 1].a1 if plek else 0
    volgende = happen[plek + 1].a0 if plek + 1 < len(happen) else len(a)
    links = (hap.a0 - vorige + 1) // 2 if plek else hap.a0
    rechts = (volgende - hap.a1) // 2 if plek + 1 < len(happen) else volgende - hap.a1
    terug = 0
    while terug < links and rij[begin - terug - 1] == rij[eind - terug - 1]:
        terug += 1
    vooruit = 0
    while vooruit < rechts and rij[begin + vooruit] == rij[eind + vooruit]:
        vooruit += 1
    if not terug and not vooruit:
        return hap
    beste = max(range(-terug, vooruit + 1), key=lambda s: (_grens(rij, begin + s, eind + s), -abs(s)))
    return Hap(hap.a0 + beste, hap.a1 + beste, hap.b0 + beste, hap.b1 + beste)


def _grens(rij: list[str], begin: int, eind: int) -> int:
    """How natural it is that a stretch starts and ends here: whole sentences, then whole phrases."""
    voor = rij[begin - 1] if begin else "."
    slot = rij[eind - 1]
    na = rij[eind] if eind < len(rij) else "."
    if voor in ".;:" and slot in ".;:":
        return 4
    if rij[begin] == "," and (na in ",.;:" or slot not in ".,;:"):
        return 3
    if voor in ",.;:" or na in ".;:":
        return 2
    return 1 if rij[begin] in ("en", "of", "dan", "dan wel", "alsmede") else 0


def _voeg_samen(a: list[str], b: list[str], happen: list[Hap]) -> list[Hap]:
    """Join two stretches when only a few words without weight stand between them."""
    weg = sum(h.a1 - h.a0 for h in happen)
    bij = sum(h.b1 - h.b0 for h in happen)
    eilanden = [a[v.a1 : n.a0] for v, n in pairwise(happen)]
    gelijk = len(a) - weg
    if len(happen) >= 3 and gelijk * 5 < min(len(a), len(b)) and weg and bij:
        # Bijna alles is anders: de hele zin weg en de hele zin erbij leest beter dan losse woorden die toevallig blijven.
        return [Hap(0, len(a), 0, len(b))]
    uit = [happen[0]]
    for hap, eiland in zip(happen[1:], eilanden, strict=True):
        vorig = uit[-1]
        if _zwak(eiland, vorig, hap):
            uit[-1] = Hap(vorig.a0, hap.a1, vorig.b0, hap.b1)
        else:
            uit.append(hap)
    return uit


def _zwak(eiland: list[str], links: Hap, rechts: Hap) -> bool:
    if len(eiland) > 2 or not all(t.lower() in _ZWAK for t in eiland):
        return False
    klein = min(max(h.a1 - h.a0, h.b1 - h.b0) for h in (links, rechts))
    vervangt = links.a0 != links.a1 and links.b0 != links.b1 and rechts.a0 != rechts.a1 and rechts.b0 != rechts.b1
    return vervangt and klein >= 2 * len(eiland)


# --- spans ------------------------------------------------------------------------------------------------------------


class _Schrijver:
    """Collects text per kind; a lapsed and a new stretch that both start with a space share it with what went before."""

    def __init__(self) -> None:
        self.uit: list[Spanne] = []
        self.gelijk: list[str] = []
        self.weg: list[str] = []
        self.bij: list[str] = []

    def anders(self, weg: list[str], bij: list[str]) -> None:
        self.weg += weg
        self.bij += bij

    def zelfde(self, token: str, ander: str) -> None:
        if token != ander:
            # Zelfde woord, maar aan één kant zonder de spatie ervoor.
            (self.weg if token[0] == " " else self.bij).append(" ")
            token = token.lstrip(" ")
        if self.weg or self.bij:
            self.schrijf()
        self.gelijk.append(token)

    def schrijf(self) -> None:
        weg, bij = "".join(self.weg), "".join(self.bij)
        if weg[:1] == bij[:1] == " ":
            self.gelijk.append(" ")
            weg, bij = weg[1:], bij[1:]
        slot = ""
        if len(weg) > 1 and len(bij) > 1 and weg[-1] == bij[-1] == " ":
            slot, weg, bij = " ", weg[:-1], bij[:-1]
        if self.gelijk:
            self.uit.append(Spanne(Spannesoort.GELIJK, "".join(self.gelijk)))
        if weg:
            self.uit.append(Spanne(Spannesoort.VERVALLEN, weg))
        if bij:
            self.uit.append(Spanne(Spannesoort.INGEVOEGD, bij))
        self.gelijk, self.weg, self.bij = [slot] if slot else [], [], []


def _spannen(a: list[str], b: list[str], happen: list[Hap]) -> tuple[Spanne, ...]:
    schrijver = _Schrijver()
    pa = pb = 0
    for hap in happen:
        _gelijk(schrijver, a[pa : hap.a0], b[pb : hap.b0])
        schrijver.anders(a[hap.a0 : hap.a1], b[hap.b0 : hap.b1])
        pa, pb = hap.a1, hap.b1
    _gelijk(schrijver, a[pa:], b[pb:])
    schrijver.schrijf()
    return tuple(schrijver.uit)


def _gelijk(schrijver: _Schrijver, a: list[str], b: list[str]) -> None:
    if not a:
        return
    schrijver.zelfde(a[0], b[0])
    if a[1:] == b[1:]:
        schrijver.gelijk += a[1:]
        return
    for x, y in zip(a[1:], b[1:], strict=True):
        schrijver.zelfde(x, y)
