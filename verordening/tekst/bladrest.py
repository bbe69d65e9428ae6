"""What a text brings along from where it was copied, seen from the whole of it: a mail around it, pages, cells with tabs.

>>> blad = bladresten(["Hoi,", "", "> Artikel 1 Hulp", "> De raad helpt.", "", "Groet"])
>>> blad.regels, sorted(blad.weg)
(['Hoi,', '', 'Artikel 1 Hulp', 'De raad helpt.', '', 'Groet'], [1, 6])
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from verordening.tekst.koppen import lees_kop
from verordening.tekst.opbouw import NUMMER_VOORAAN

_CITAAT = re.compile(r"\s*>(?:\s?>)*\s?")
_TELLER = re.compile(r"(?:pagina|bladzijde|blz\.?|p\.)\s(?P<nr>\d{1,4})\s?(?:van|/)\s?(?P<alle>\d{1,4})", re.IGNORECASE)
_LOS_TEKEN = re.compile(
    r"(?P<rand>\s*)(?P<teken>[oØ]|[^\w\s#|>*<({\[\"'“”„«‘’`~=±×÷≤≥≈€$…–—+.,:;!?/\\&%@^°º•●◦▪‣⁃∙·■□➢✓\u2500-\u257f\uf000-\uf0ff-])"
    r"[ \t\u00a0]+(?=[*_]{0,3}[^\W\d_]|[“„«‘\"'(])"
)
"""A sign of its own before the words, that is no known bullet and begins no sentence."""
_BOL = {"o": "◦", "○": "◦", "Ø": "➢", "−": "–"}
_DICHTBIJ = 3
"""How many lines apart the same sign shows a list."""
_NUMMER = re.compile(
    r"(?P<voor>.{0,80}?)(?:[-–—]\s?(?P<streep>\d{1,3})\s?[-–—]|\b(?:pagina|bladzijde|blz\.?)\s(?P<nr>\d{1,3}))",
    re.IGNORECASE,
)
"""A line that says which page it is."""
_LIJN = re.compile(r"[\s|:-]+")


@dataclass(slots=True)
class Bladrest:
    """The lines of a text without what does not belong to it.

    Args:
        regels: all lines, each in its own place.
        weg: number of a line that is left out, from 1 → (what it is, why).
        rijen: number of a line with cells between tabs, now with pipes → whether it is the head of its table.
        ontbreekt: number of the line with the first page number that does not follow the one before it; 0 when none.
    """

    regels: list[str]
    weg: dict[int, tuple[str, str]] = field(default_factory=dict)
    rijen: dict[int, bool] = field(default_factory=dict)
    ontbreekt: int = 0
    letters: set[int] = field(default_factory=set)
    """numbers of the lines of which the first letter is a bullet"""


def bladresten(regels: list[str]) -> Bladrest:
    """Find these in the lines of a text."""
    blad = Bladrest(list(regels))
    _uit_mail(blad)
    _opsommingstekens(blad)
    _bladzijden(blad)
    _tabellen(blad)
    return blad


def _uit_mail(blad: Bladrest) -> None:
    """A quotation that holds all artikelen, with nothing inside it that is not quoted, and blank lines around it."""
    regels = blad.regels
    if not any(r.lstrip()[:1] == ">" for r in regels):
        return
    plekken = [i for i, r in enumerate(regels) if r.lstrip()[:1] == ">"]
    eerste, laatste = plekken[0], plekken[-1]
    binnen = {i: _CITAAT.sub("", regels[i], count=1) for i in plekken}
    buiten = [i for i, r in enumerate(regels) if r.strip() and i not in binnen]
    los = all(not regels[i].strip() for i in (eerste - 1, laatste + 1) if 0 <= i < len(regels))
    if not los or any(eerste < i < laatste for i in buiten) or any(_is_kop(regels[i]) for i in buiten):
        return
    if not any(_is_kop(r) for r in binnen.values()):
        return
    for i, woorden in binnen.items():
        regels[i] = woorden
    for i in buiten:
        blad.weg[i + 1] = "rond het citaat", "Staat buiten de aangehaalde tekst, dus niet in de regeling."


def _opsommingstekens(blad: Bladrest) -> None:
    """Lines near each other that begin with the same sign of its own, which is then a bullet: an «o» of a word processor too."""
    vorige: dict[str, tuple[int, int]] = {}
    gevonden: set[int] = set()
    tel = 0
    for i, regel in enumerate(blad.regels):
        tel += bool(regel.strip())
        raak = _LOS_TEKEN.match(regel)
        if raak is None or _is_kop(regel):
            continue
        teken, (laatste, bij) = raak["teken"], vorige.get(raak["teken"], (-1, -9))
        if tel - bij <= _DICHTBIJ:
            gevonden |= {laatste, i}
        elif regel[raak.end("teken")] == "\t" and teken in "oØ":
            gevonden.add(i)
        vorige[teken] = (i, tel)
    for i in gevonden:
        raak = _LOS_TEKEN.match(blad.regels[i])
        if raak:
            blad.regels[i] = f"{raak['rand']}{_BOL.get(raak['teken'], '▪')}{blad.regels[i][raak.end('teken') :]}"
            blad.letters |= {i + 1} if raak["teken"].isalpha() else set()


def _is_kop(regel: str) -> bool:
    kaal = regel.strip()
    hek = len(kaal) - len(kaal.lstrip("#"))
    return lees_kop(kaal[hek:], hek=hek) is not None


def _bladzijden(blad: Bladrest) -> None:
    """Lines that count all pages, each one once, and the lines that stand beside these and nowhere else."""
    vol = [i for i, r in enumerate(blad.regels) if r.strip() and i + 1 not in blad.weg]
    tellers = {i: t for i in vol if (t := _TELLER.fullmatch(blad.regels[i].strip(" -–|"))) is not None}
    if tellers:
        verwacht = list(range(1, int(next(iter(tellers.values()))["alle"]) + 1))
        nummers = [int(t["nr"]) for t in tellers.values()]
        if nummers != verwacht:
            rij = zip(tellers, nummers, verwacht, strict=False)
            blad.ontbreekt = next((i for i, nr, hoort in rij if nr != hoort), max(tellers)) + 1
            return
    tellers = tellers or _oplopend(blad, vol)
    for i in tellers:
        blad.weg[i + 1] = "bladzijde", "Telt de bladzijden; zij zijn er alle, elk één keer."
    while tellers and (nieuw := _naast(blad, vol)):
        for i in nieuw:
            blad.weg[i + 1] = "bladzijde", "Komt terug bij de telling van de bladzijden en nergens anders."


def _oplopend(blad: Bladrest, vol: list[int]) -> dict[int, re.Match[str]]:
    """Lines that say the number of a page without how many there are: alike but for the number, from 1 or 2 on, each once."""
    tellers = {i: t for i in vol if (t := _NUMMER.fullmatch(" ".join(blad.regels[i].split()))) is not None}
    nummers = [int(t["streep"] or t["nr"]) for t in tellers.values()]
    gelijk = len({(t["voor"], bool(t["streep"])) for t in tellers.values()}) == 1
    volgt = gelijk and nummers[0] in (1, 2) and nummers == list(range(nummers[0], nummers[0] + len(nummers)))
    los = all(vol.index(b) - vol.index(a) > 1 for a, b in pairwise(tellers))
    return tellers if volgt and los and (len(nummers) > 1 or next(iter(tellers.values()))["streep"]) else {}


def _naast(blad: Bladrest, vol: list[int]) -> set[int]:
    """Lines beside one that goes, or first or last of all, of which the words stand only on such places, at least twice."""
    waar: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
    over = [i for i in vol if i + 1 not in blad.weg]
    for voor, i, na in zip([-1, *vol], vol, [*vol[1:], -1], strict=False):
        if i + 1 not in blad.weg:
            naast = voor + 1 in blad.weg or na + 1 in blad.weg or i in (over[0], over[-1])
            waar[" ".join(blad.regels[i].split())].append((i, naast))
    vast = (
        r for w, r in waar.items() if len(r) > 1 and all(n for _, n in r) and w[-1] not in ".;:," and not _is_kop(w)
    )
    return {i for rij in vast for i, _ in rij}


def _tabellen(blad: Bladrest) -> None:
    """Rows under each other with as many cells: between pipes without a line below the head, or, as a spreadsheet gives
    them, between tabs."""
    for teken, blok in groupby(enumerate(blad.regels), lambda paar: _celgrens(paar[1])):
        rijen = list(blok) if teken else []
        if teken == "|" and len(rijen) > 1 and not any(_LIJN.fullmatch(regel) for _, regel in rijen):
            blad.rijen.update((i + 1, i == rijen[0][0]) for i, _ in rijen)
        cellen = [[c.strip() for c in regel.split(teken)] for _, regel in rijen] if teken == "\t" else []
        if _is_rooster(cellen) and not any(_is_kop(regel) for _, regel in rijen):
            for (i, _), rij in zip(rijen, cellen, strict=True):
                blad.regels[i] = f"| {' | '.join(c.replace('|', chr(92) + '|') for c in rij)} |"
                blad.rijen[i + 1] = i == rijen[0][0]


def _celgrens(regel: str) -> str:
    """The sign between the cells of a row; empty when a line is none."""
    kaal = regel.strip()
    if kaal[:1] == "|" == kaal[-1:] and len(kaal) > 1:
        return "|"
    return "\t" if kaal and regel.count("\t") > 1 else ""


def _is_rooster(rijen: list[list[str]]) -> bool:
    """Whether these are rows of one table: as wide, no column empty, no numbers of a list but in front, no signatures."""
    if len(rijen) < 2 or len({len(r) for r in rijen}) > 1 or not all(map(any, zip(*rijen, strict=True))):
        return False
    binnen = [c for rij in rijen for c in rij[1:]]
    return not any(c[-1:] == "," or NUMMER_VOORAAN.fullmatch(c) for c in (*binnen, *rijen[0]) if c)
