"""How long reading the Participatiewet into the tree takes, and how much memory: one Markdown row.

    python -m bench.bench_lezen [FILE] [--keer N]
    python -m bench.bench_lezen FOLDER [--keer N]     megabytes per second (processor time) over the large sources in it, per kind

Time: the best of N in one process, file to tree, eIds included. Memory: the highest resident size of a fresh process
that imports and reads once (``ru_maxrss``), and what Python itself allocated while reading (``tracemalloc``).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from bench import DATA, WORTEL

BESTAND = DATA / "regelrecht" / "BWBR0015703_2026-01-01_0.xml"
GRENS_SECONDEN = 0.25
GRENS_MB = 150.0

_GEHEUGEN = """
import resource, sys, tracemalloc
from pathlib import Path
from verordening.lezers import lees
if sys.argv[2] == "python":
    inhoud = Path(sys.argv[1]).read_bytes()  # from bytes: reading a file reserves the whole limit, without using it
    tracemalloc.start()
    lees(inhoud)
    print(tracemalloc.get_traced_memory()[1] / 1e6)
else:
    lees(Path(sys.argv[1]))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)
"""


def seconden(bestand: Path, keer: int) -> float:
    """Best time of *keer* readings, in seconds."""
    from verordening.lezers import lees

    beste = float("inf")
    for _ in range(keer):
        begin = time.perf_counter()
        lees(bestand)
        beste = min(beste, time.perf_counter() - begin)
    return beste


def megabytes(bestand: Path, wat: str) -> float:
    """Peak memory of a fresh process that reads once: ``proces`` (resident) or ``python`` (allocated while reading)."""
    uit = subprocess.run(
        [sys.executable, "-c", _GEHEUGEN, str(bestand), wat], check=True, capture_output=True, text=True, cwd=WORTEL
    )
    return float(uit.stdout)


def snelheid(map_: Path, keer: int) -> None:
    """Print megabytes per second of processor time over the sources of 20 KB and more below a folder, the best of *keer* rounds."""
    from verordening.bevinding import Geweigerd
    from verordening.lezers import lees

    for einde in (".md", ".xml"):
        bronnen: list[bytes] = []
        for pad in sorted(map_.rglob(f"*{einde}")):
            if (inhoud := pad.read_bytes())[20_000:]:
                try:
                    lees(inhoud, naam=pad.name)
                    bronnen.append(inhoud)
                except Geweigerd:
                    continue  # geen regeling
        beste = float("inf")
        for _ in range(keer if bronnen else 0):
            begin = time.process_time()
            for inhoud in bronnen:
                lees(inhoud, naam=f"bron{einde}")
            beste = min(beste, time.process_time() - begin)
        mb = sum(map(len, bronnen)) / 1e6
        print(f"{einde}: {len(bronnen)} bronnen, {mb:.1f} MB" + (f", {mb / beste:.1f} MB/s" if bronnen else ""))


def main() -> int:
    """Print the table; exit code 1 when a bar is missed."""
    ontleder = argparse.ArgumentParser(description=__doc__)
    ontleder.add_argument("bestand", nargs="?", type=Path, default=BESTAND)
    ontleder.add_argument("--keer", type=int, default=15)
    keuze = ontleder.parse_args()
    if keuze.bestand.is_dir():
        snelheid(keuze.bestand, min(keuze.keer, 5))
        return 0
    if not keuze.bestand.is_file():
        print(f"het bestand {keuze.bestand.name} is er niet; wijs de data aan met VERORDENING_DATA", file=sys.stderr)
        return 3
    tijd = seconden(keuze.bestand, keuze.keer)
    proces, python = megabytes(keuze.bestand, "proces"), megabytes(keuze.bestand, "python")
    gehaald = tijd <= GRENS_SECONDEN and proces <= GRENS_MB
    print(
        "| wat | bestand | omvang (MB) | tijd (s) | grens (s) | piek proces (MB) | piek Python-objecten (MB) | grens (MB) | gehaald |"
    )
    print("| --- | --- | --: | --: | --: | --: | --: | --: | --- |")
    print(
        f"| lezen in de boom | {keuze.bestand.name} | {keuze.bestand.stat().st_size / 1e6:.2f} | {tijd:.3f} | {GRENS_SECONDEN} "
        f"| {proces:.0f} | {python:.0f} | {GRENS_MB:.0f} | {'ja' if gehaald else 'nee'} |"
    )
    return 0 if gehaald else 1


if __name__ == "__main__":
    raise SystemExit(main())
