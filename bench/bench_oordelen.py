"""Verdicts of sets beside their keys: ``python -m bench.bench_oordelen SETMAP… [--los]``.

A set is a folder with ``regelingen/*.md`` and ``sleutel.tsv`` (columns ``regeling``, ``plaats``, ``maatregel``, ``oordeel``). ``--los`` writes every
provision on which key and program differ.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path

from bench import DATA
from impact.dossier.koppelingen import Koppelingen
from impact.dossier.samen import werk_uit
from tests.impact.maat_koppelen import laad_set
from tests.impact.maat_oordeel import DAG, gevonden, lees_sleutel, maten


def main() -> None:
    """Run from the command line."""
    lezer = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lezer.add_argument("set", type=Path, nargs="+")
    lezer.add_argument("--los", action="store_true")
    keuze = lezer.parse_args()
    for map_ in keuze.set:
        with tempfile.TemporaryDirectory() as werk:
            invoer = laad_set(map_, Path(werk), [DATA / "regelrecht"])
            gezegd = gevonden(invoer, werk_uit(replace(invoer, koppelingen=Koppelingen(status="geen")), dag=DAG))
        hoort = lees_sleutel(map_)
        print(map_.name, f"{len(hoort)} bepalingen")
        for soort, m in maten(hoort, gezegd).items():
            print(
                f"  {soort.value:34} {m.goed:3} goed van {m.gegeven:3} gegeven, van {m.hoort:3}   precisie {m.precisie:.2f} volledig {m.volledig:.2f} F1 {m.f1:.2f}"
            )
        for plek in sorted({*hoort, *gezegd}) if keuze.los else ():
            rij, zegt = ({s.value for s in v.get(plek, set())} for v in (hoort, gezegd))
            if plek[0] in {r for r, _ in hoort} and rij != zegt:
                print("   ", *plek, "| sleutel:", *sorted(rij), "| programma:", *sorted(zegt))


if __name__ == "__main__":
    main()
