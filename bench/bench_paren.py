"""Held-out pairs: successive versions of regulations from the history of a git repository, drawn by lot.

    python -m bench.bench_paren OPSLAG [--paren 252] [--zaad 1] [--zonder BWBR0015703 …]

OPSLAG is a git directory with one Markdown file per regulation, each commit a version. Per pair: the changes of the
comparison executed on *was* must give *wordt*; the decision drafted from them must read back and give *wordt* as well, or
be refused loudly. Exit code 1 when a pair is silently wrong.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bench.bench_rondreis import Tel, meet
from verordening.bevinding import Geweigerd
from verordening.boom import Regeling
from verordening.lezers import lees
from versies.opstellen.kern import kern_van
from versies.toepassen import pas_toe
from versies.verschil import vergelijk

_BWB = re.compile(r"BWBR\d{7}")


@dataclass
class Woordenschat:
    """How the flat list of changes did, apart from any Dutch."""

    goed: int = 0
    geweigerd: list[str] = field(default_factory=list)
    fout: list[str] = field(default_factory=list)
    vastgelopen: list[str] = field(default_factory=list)


def versies(opslag: Path) -> dict[str, list[str]]:
    """Path of every regulation → the commits that wrote it, oldest first; only those with more than one."""
    uit: dict[str, list[str]] = {}
    commit = ""
    for regel in _git(opslag, "log", "--reverse", "--format=@%H", "--name-only", "--diff-filter=AM").splitlines():
        if regel.startswith("@"):
            commit = regel[1:]
        elif _BWB.search(regel) and regel.endswith(".md"):
            uit.setdefault(regel, []).append(commit)
    return {pad: commits for pad, commits in uit.items() if len(commits) > 1}


def _git(opslag: Path, *opdracht: str) -> str:
    klaar = subprocess.run(
        ["git", f"--git-dir={opslag}", "-c", "core.quotepath=off", *opdracht], capture_output=True, check=True
    )
    return klaar.stdout.decode("utf-8")


def trek(alle: dict[str, list[str]], zaad: int, zonder: set[str]) -> list[tuple[str, str, str]]:
    """(path, older commit, newer commit) of all successive versions, in an order by lot; the same for the same seed.

    >>> sorted(trek({"a/BWBR0000001/x.md": ["1", "2", "3"], "b/BWBR0000002/x.md": ["1", "4"]}, 1, {"BWBR0000002"}))
    [('a/BWBR0000001/x.md', '1', '2'), ('a/BWBR0000001/x.md', '2', '3')]
    """
    paren = [
        (pad, a, b)
        for pad, commits in sorted(alle.items())
        if not zonder & set(_BWB.findall(pad))
        for a, b in pairwise(commits)
    ]
    random.Random(zaad).shuffle(paren)
    return paren


def lezen(opslag: Path, pad: str, a: str, b: str) -> Iterator[Regeling]:
    """Both versions of a pair."""
    for commit in (a, b):
        yield lees(_git(opslag, "show", f"{commit}:{pad}").encode(), naam=f"{_BWB.findall(pad)[-1]}.md")


def _woordenschat(was: Regeling, wordt: Regeling, naam: str, tel: Woordenschat) -> None:
    try:
        uit = pas_toe(was, vergelijk(was, wordt).wijzigingen).wordt
    except Geweigerd as fout:
        tel.geweigerd.append(f"{naam}: {fout.regel()}")
        return
    except Exception as fout:  # een meting telt ook wat nooit had mogen gebeuren
        tel.vastgelopen.append(f"{naam}: {type(fout).__name__} {fout}")
        return
    if kern_van(uit) == kern_van(wordt):
        tel.goed += 1
    else:
        tel.fout.append(naam)


def main() -> int:
    """Measure and print; exit code 1 when a pair is silently wrong."""
    lezer = argparse.ArgumentParser()
    lezer.add_argument("opslag", type=Path)
    lezer.add_argument("--paren", type=int, default=252, help="zoveel met een wijziging van de wet")
    lezer.add_argument("--zaad", type=int, default=1)
    lezer.add_argument("--zonder", nargs="*", default=[], help="BWB-nummers waarop is ontwikkeld")
    opties = lezer.parse_args()
    begin = time.perf_counter()
    tel, woorden = Tel(), Woordenschat()
    onleesbaar: list[str] = []
    letters: list[str] = []
    for pad, a, b in trek(versies(opties.opslag), opties.zaad, set(opties.zonder)):
        if tel.paren - tel.geen_wijziging >= opties.paren:
            break
        naam = f"{_BWB.findall(pad)[-1]} {a[:7]} → {b[:7]}"
        try:
            was, wordt = lezen(opties.opslag, pad, a, b)
        except Geweigerd as fout:
            onleesbaar.append(f"{naam}: {fout.regel()}")
            continue
        _woordenschat(was, wordt, naam, woorden)
        anders = tel.artikelen - tel.artikelen_gelijk
        try:
            meet(was, wordt, naam, tel, heel=False)
        except Exception as fout:
            woorden.vastgelopen.append(f"{naam} (besluit): {type(fout).__name__} {fout}")
        if (erbij := tel.artikelen - tel.artikelen_gelijk - anders) > 0:
            letters.append(f"{naam}: {erbij} artikelen")
    print(f"{tel.paren} paren in {time.perf_counter() - begin:.0f} s, {len(onleesbaar)} niet gelezen")
    print(
        f"wijzigingen uitgevoerd: {woorden.goed} gelijk, {len(woorden.geweigerd)} geweigerd, {len(woorden.fout)} fout"
    )
    print(
        f"besluit: {tel.gelijk} gelijk, {tel.intrekking} intrekkingen, {tel.geen_wijziging} zonder wijziging, "
        f"{len(tel.geweigerd)} geweigerd, {len(tel.fout)} fout; {tel.grover} eenheden grover, {tel.regeling} keer de hele "
        f"regeling; langste {tel.langste[0]:.1f} s ({tel.langste[1]})"
    )
    print(f"artikelen letterlijk gelijk: {tel.artikelen_gelijk} van {tel.artikelen}")
    redenen = Counter(re.sub(r"«.*?»|\d+", "…", r.split(": ", 1)[1])[:90] for r in tel.geweigerd)
    for reden, n in redenen.most_common():
        print(f"geweigerd {n} keer: {reden}")
    for soort, rij in (
        ("niet gelezen", onleesbaar),
        ("niet letterlijk", letters),
        ("wijzigingen geweigerd", woorden.geweigerd),
        ("besluit geweigerd", tel.geweigerd),
        ("VASTGELOPEN", woorden.vastgelopen),
        ("FOUT, wijzigingen", woorden.fout),
        ("FOUT, besluit", tel.fout),
    ):
        for regel in rij:
            print(f"  {soort}: {regel[:300]}")
    return 1 if tel.fout or woorden.fout or woorden.vastgelopen else 0


if __name__ == "__main__":
    sys.exit(main())
