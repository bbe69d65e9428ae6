"""Verdicts of sets beside their keys: ``python -m bench.bench_oordelen SET… [--los] [--json]``.

A set is the name of one in ``tests/impact/sleutel`` (or ``voorbeeld``), or a folder with ``regelingen/*.md`` and ``sleutel.tsv`` (columns
``regeling``, ``plaats``, ``maatregel``, ``oordeel``). ``--los`` writes every provision on which key and program differ; ``--json`` gives per
set and kind the figures alone: right, given, and what the key has.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from bench import DATA
from bench.oefen_oordelen import SLEUTELS, open_sets
from impact.dossier.koppelingen import Koppelingen
from impact.dossier.samen import werk_uit
from tests.impact.maat_oordeel import DAG, Vondst, als_vondst, gevonden, lees_sleutel, lees_tsv, maten


def lees_set(naam: str) -> tuple[Vondst, Vondst]:
    """The kinds per provision: what the key says, and what the program says without anybody's decisions."""
    ((_, invoer),) = open_sets([naam], [DATA / "regelrecht"])
    gezegd = gevonden(invoer, werk_uit(replace(invoer, koppelingen=Koppelingen(status="geen")), dag=DAG))
    if naam == "voorbeeld":
        return als_vondst(lees_tsv(SLEUTELS / "oordeel" / "voorbeeld.tsv")), gezegd
    return lees_sleutel(SLEUTELS / naam), gezegd


def main() -> None:
    """Run from the command line."""
    lezer = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lezer.add_argument("set", nargs="+")
    lezer.add_argument("--los", action="store_true")
    lezer.add_argument("--json", action="store_true")
    keuze = lezer.parse_args()
    for naam in keuze.set:
        hoort, gezegd = lees_set(
            naam if (SLEUTELS / naam).is_dir() or naam == "voorbeeld" else str(Path(naam).resolve())
        )
        if keuze.json:
            print(json.dumps({soort.value: m for soort, m in maten(hoort, gezegd).items()}))
            continue
        print(naam, f"{len(hoort)} bepalingen")
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
