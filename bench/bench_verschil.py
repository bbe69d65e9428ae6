"""Structural difference beside other programs, in one run: ``python -m bench.bench_verschil [--alles] [--schaal]``.

Every program gets the files as they are on disk and gives a difference; reading is included. xmldiff gets the same law as
plain XML with the identity of every unit in ``id`` (*tuned*: fast match, ids as unique attribute), as nobody has official
XML of these versions; making that XML is not counted against it.
"""

from __future__ import annotations

import argparse
import gc
import re
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lxml import etree

from bench import DATA
from verordening.boom import Eenheid, Regeling, alineas, inlinetekst, kaal, koptekst
from verordening.canoniek import schrijf
from verordening.eid import met_eids
from verordening.lezers import lees as lees_elk
from verordening.tekst.markdown import lees
from versies.verschil import vergelijk

PAREN = (
    ("2015-06-26", "2015-08-24"),
    ("2014-07-09", "2014-09-10"),
    ("2015-02-02", "2015-04-08"),
    ("2014-12-18", "2015-01-05"),
)
OFFICIEEL = ("BWBR0015703_2024-01-01_0.xml", "BWBR0015703_2026-01-01_0.xml")


def platte_xml(regeling: Regeling) -> bytes:
    """The law as plain XML with ids, for xmldiff."""
    wortel = etree.Element("wet")

    def voeg(eenheid: Eenheid, boven: etree._Element) -> None:
        element = etree.SubElement(boven, eenheid.soort.value.replace(" ", "-"), id=eenheid.eId or "wortel")
        if koptekst(eenheid):
            etree.SubElement(element, "kop").text = koptekst(eenheid)
        for blok in eenheid.inhoud:
            if isinstance(blok, Eenheid):
                voeg(blok, element)
            else:
                for alinea in alineas(blok):
                    etree.SubElement(element, "al").text = inlinetekst(alinea.inhoud)

    voeg(regeling.wortel, wortel)
    return etree.tostring(wortel)


def klok(werk: Callable[[], object], keer: int) -> float:
    """Median seconds of a number of runs."""
    tijden = []
    for _ in range(keer):
        gc.collect()
        begin = time.perf_counter()
        werk()
        tijden.append(time.perf_counter() - begin)
    return statistics.median(tijden)


def anderen(a: Path, b: Path, *, traag: bool) -> dict[str, tuple[Callable[[], object], int]]:
    """Name → (work, number of runs) of every other program."""
    import diff_match_patch
    import fast_diff_match_patch
    from lxml.html.diff import htmldiff
    from redlines import Redlines
    from xmldiff import main as xmldiff

    ta, tb = a.read_text("utf-8"), b.read_text("utf-8")
    xa, xb = platte_xml(lees(a)), platte_xml(lees(b))
    ids = {"uniqueattrs": ["id"]}
    snel = {**ids, "F": 0.5, "ratio_mode": "fast", "fast_match": True}
    snelst = {**snel, "ratio_mode": "faster"}
    dmp = diff_match_patch.diff_match_patch()
    uit: dict[str, tuple[Callable[[], object], int]] = {
        "xmldiff, afgesteld": (lambda: xmldiff.diff_texts(xa, xb, diff_options=snel), 3),
        "xmldiff, afgesteld, ruwste gelijkenis": (lambda: xmldiff.diff_texts(xa, xb, diff_options=snelst), 3),
        "redlines": (lambda: Redlines(ta, tb).output_markdown, 1),
        "lxml.html.diff": (lambda: htmldiff(_html(ta), _html(tb)), 3),
        "diff-match-patch (grens 1 s)": (lambda: dmp.diff_main(ta, tb), 1),
        "fast-diff-match-patch": (lambda: fast_diff_match_patch.diff(ta, tb, timelimit=0, counts_only=False), 1),
    }
    if traag:
        uit["xmldiff, met ids"] = (lambda: xmldiff.diff_texts(xa, xb, diff_options=ids), 1)
        uit["xmldiff, standaard"] = (lambda: xmldiff.diff_texts(xa, xb), 1)
    return uit


def _html(tekst: str) -> str:
    return "".join(f"<p>{regel}</p>" for regel in tekst.split("\n") if regel.strip())


def overbodig(a: Path, b: Path) -> list[tuple[str, int, int]]:
    """(kind of token, changed tokens that we show, fewest possible over the whole text).

    Two kinds: the tokens of law of :mod:`versies.vergelijken.woorden` ("€ 1.200,00" is one), and bare words and marks.
    """
    from rapidfuzz.distance import Indel

    from versies.vergelijken.woorden import tokens
    from versies.verschil import uitgeklapt
    from versies.wijziging import Spannesoort

    verschil = vergelijk(lees(a), lees(b))
    anders: list[str] = []
    stapel = [verschil.paren]
    while stapel:
        paar = stapel.pop()
        if paar.gelijk or paar.vertrokken:
            continue
        anders += [s.tekst for s in paar.spannen if s.soort is not Spannesoort.GELIJK]
        stapel.extend(uitgeklapt(paar))
    uit = []
    for naam, snijd in (("wetstokens", tokens), ("losse woorden", re.compile(r"\w+|[^\w\s]").findall)):
        nummers: dict[str, int] = {}
        rijen = [
            [nummers.setdefault(w.strip(), len(nummers)) for tekst in _teksten(v) for w in snijd(tekst)]
            for v in (verschil.was, verschil.wordt)
        ]
        getoond = sum(1 for tekst in anders for w in snijd(tekst) if w.strip())
        uit.append((naam, getoond, Indel.distance(*rijen)))
    return uit


def _teksten(regeling: Regeling) -> list[str]:
    from versies.verschil import delen_van, eigen_tekst

    uit: list[str] = []
    stapel: list[object] = [regeling.wortel]
    while stapel:
        deel = stapel.pop()
        uit.append(eigen_tekst(deel))  # type: ignore[arg-type]
        stapel.extend(reversed(delen_van(deel)))  # type: ignore[arg-type]
    return [t for t in uit if t]


def schaal() -> None:
    """The curve: the heavy pair, made larger by repeating the law with its own numbers."""
    a, b = (lees(DATA / "laws-markdown" / "pw" / f"{dag}.md") for dag in PAREN[3])
    print("\n| omvang (MB) | eenheden ×1000 | verschil (s) | s per MB |\n|---:|---:|---:|---:|")
    for keer in (1, 2, 5, 10, 25, 50):
        was, wordt = _groot(a, keer), _groot(b, keer)
        tijd = klok(lambda was=was, wordt=wordt: vergelijk(was, wordt), 3 if keer < 10 else 1)  # type: ignore[misc]
        mb = keer * 0.2
        print(f"| {mb:.1f} | {keer * 1.9:.1f} | {tijd:.3f} | {tijd / mb:.3f} |")


def _groot(regeling: Regeling, keer: int) -> Regeling:
    """The law a number of times after itself, each time with its own article numbers and words."""

    def kopie(eenheid: Eenheid, n: int) -> Eenheid:
        inhoud = tuple(kopie(b, n) if isinstance(b, Eenheid) else b for b in eenheid.inhoud)
        nummer = f"{n}.{kaal(eenheid.nummer)}" if eenheid.label and eenheid.nummer else eenheid.nummer
        return replace(eenheid, inhoud=inhoud, nummer=nummer)

    def wissel(blok: Eenheid) -> Eenheid:
        if blok.soort.value != "lichaam":
            return blok
        return replace(
            blok, inhoud=tuple(kopie(b, n) for n in range(keer) for b in blok.inhoud if isinstance(b, Eenheid))
        )

    wortel = regeling.wortel
    return met_eids(replace(regeling, wortel=replace(wortel, inhoud=tuple(wissel(b) for b in wortel.inhoud))))  # type: ignore[arg-type]


def main() -> None:
    """Run and print Markdown tables."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--alles", action="store_true", help="ook wat tientallen seconden duurt, op het zware paar")
    lezer.add_argument("--schaal", action="store_true", help="ook de kromme tot 10 MB")
    keuze = lezer.parse_args()
    print("| paar | programma | seconden | keer zo lang als wij |\n|---|---|---:|---:|")
    for was, wordt in PAREN:
        a, b = (DATA / "laws-markdown" / "pw" / f"{dag}.md" for dag in (was, wordt))
        eigen = klok(lambda a=a, b=b: vergelijk(lees(a), lees(b)).wijzigingen, 9)  # type: ignore[misc]
        print(f"| {was} → {wordt} | **verschil** (lezen en vergelijken) | {eigen:.3f} | 1 |")
        for naam, (werk, keer) in anderen(a, b, traag=keuze.alles and wordt == PAREN[3][1]).items():
            tijd = klok(werk, keer)
            print(f"| | {naam} | {tijd:.3f} | {tijd / eigen:.1f} |")
        for soort, getoond, minimum in overbodig(a, b):
            te_veel = 100 * (getoond / minimum - 1)
            print(f"| | gewijzigde {soort}: getoond {getoond}, minimaal {minimum} | | {te_veel:+.1f}% |")
    paden = [DATA / "regelrecht" / naam for naam in OFFICIEEL]
    eigen = klok(lambda: vergelijk(lees_elk(paden[0]), lees_elk(paden[1])).wijzigingen, 5)
    piek = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"| officiële XML 2024 → 2026 | **verschil** (lezen en vergelijken) | {eigen:.3f} | (piek hele meting {piek:.0f} MB) |"
    )
    print(f"| | canonieke XML van 2026: {len(schrijf(lees_elk(paden[1]))) / 1e6:.2f} MB | | |")
    if keuze.schaal:
        schaal()


if __name__ == "__main__":
    main()
