"""Metingen aan de stukken: hoe lang het hele pakket en elke opdracht apart duren, en hoeveel geheugen alle processen samen vragen.

Draaien: ``python -m bench.bench_stukken [--wetten MAP] [--rondes 3]``. Elke opdracht is een vers proces op het
voorbeelddossier. Zonder wetteksten (een map met de Participatiewet 2024 en 2026) zijn de cijfers lager, en dat staat erbij.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import DATA

GRENZEN = {
    "impact": (20, 500),
    "memo": (6, 500),
    "cib": (6, 500),
    "stukken": (6, 500),
    "keuzes": (4, 500),
    "koppeling": (3, 500),
    "controle": (3, 500),
}
"""seconds and megabytes at most, on two cores"""
DRUK = 1.0
"""load above which somebody else used the cores: a clock that runs over a limit then says nothing of us"""
OPDRACHTEN = {
    "impact": ["impact", "{dossier}", "-o", "{uit}"],
    "memo": ["memo", "{dossier}", "-o", "{uit}"],
    "cib": ["cib", "{dossier}", "--alle", "-o", "{uit}"],
    "stukken": ["stukken", "{dossier}", "-o", "{uit}"],
    "keuzes": ["keuzes", "{dossier}", "-o", "{uit}"],
    "koppeling": ["koppeling", "{dossier}"],
    "controle": ["controle", "{dossier}"],
}


def geheugen(pid: int) -> int:
    """Kilobytes that a process and all its children hold, memory that they share counted once (Linux: PSS)."""
    totaal = 0
    try:
        for regel in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if regel.startswith("Pss:"):
                totaal += int(regel.split()[1])
        kinderen = " ".join(p.read_text() for p in Path(f"/proc/{pid}/task").glob("*/children")).split()
    except OSError:
        return totaal  # het proces is intussen klaar
    return totaal + sum(geheugen(int(kind)) for kind in kinderen)


def draai(opdracht: list[str]) -> tuple[float, float, int]:
    """Wall seconds, processor seconds and peak kilobytes of one command in a fresh process."""
    voor = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    proces = subprocess.Popen(
        [sys.executable, "-m", "werkbank", *opdracht], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    piek = 0
    while proces.poll() is None:
        piek = max(piek, geheugen(proces.pid))
        time.sleep(0.02)
    duur = time.perf_counter() - begin
    na = resource.getrusage(resource.RUSAGE_CHILDREN)
    if proces.returncode not in (0, 1):
        raise SystemExit(f"mislukt met uitgangscode {proces.returncode}: verordening {' '.join(opdracht)}")
    return duur, na.ru_utime + na.ru_stime - voor.ru_utime - voor.ru_stime, piek


def main() -> None:
    """Run every command a few times and print a table with the load of the machine beside it."""
    lezer = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data = DATA
    lezer.add_argument("--wetten", type=Path, default=data / "regelrecht", help="map met wetteksten")
    lezer.add_argument("--rondes", type=int, default=3)
    lezer.add_argument("--alleen", choices=list(OPDRACHTEN), nargs="*", default=list(OPDRACHTEN))
    keuze = lezer.parse_args()
    bron = ["--bron", str(keuze.wetten)] if keuze.wetten.is_dir() else []
    if not bron:
        print("LET OP: zonder wetteksten gemeten; met wetteksten duurt het langer.")
    print(
        "| opdracht | seconden, mediaan (snelste tot traagste) | processortijd | piek van alle processen | bestanden | belasting | grens |"
    )
    print("|---|---:|---:|---:|---:|---:|---|")
    with tempfile.TemporaryDirectory() as map_:
        dossier = Path(map_) / "dossier"
        subprocess.run(
            [sys.executable, "-m", "werkbank", "voorbeeld", str(dossier)], check=True, stdout=subprocess.DEVNULL
        )
        for naam in keuze.alleen:
            uit = Path(map_) / naam
            opdracht = [deel.format(dossier=dossier, uit=uit) for deel in OPDRACHTEN[naam]] + bron
            belasting = os.getloadavg()[0]
            metingen = [draai(opdracht) for _ in range(keuze.rondes)]
            duren, werk, pieken = zip(*metingen, strict=True)
            aantal = sum(p.is_file() for p in uit.rglob("*")) if uit.is_dir() else 0
            seconden, megabytes = GRENZEN[naam]
            if statistics.median(duren) <= seconden and max(pieken) / 1024 <= megabytes:
                oordeel = "gehaald"
            elif belasting > DRUK and max(pieken) / 1024 <= megabytes:
                oordeel = "op deze klok niet te zeggen: er liep ander werk"
            else:
                oordeel = "**niet gehaald**"
            print(
                f"| `{naam}` | {statistics.median(duren):.1f} ({min(duren):.1f} tot {max(duren):.1f}) | {statistics.median(werk):.1f} | "
                f"{max(pieken) / 1024:.0f} MB | {aantal or '–'} | {belasting:.1f} | {seconden} s, {megabytes} MB: "
                f"{oordeel} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
