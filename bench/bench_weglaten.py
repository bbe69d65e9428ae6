"""The whole program on sets that none of its models knows: ``python -m bench.bench_weglaten [SET…]`` (extra ``oefenen``; a minute or two a set).

Per set the three models (links, verdicts, numbers) are made anew from the other sets, put in a copy of the program, and
``bench_oordelen`` runs that copy. Two things still know the set: the cut of the numbers, and the words that people chose for the thesaurus and the norms.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench import DATA, WORTEL, oefen_getallen, oefen_kansen, oefen_oordelen
from bench.oefen_kansen import OEFEN, Les, bewaar
from bench.oefen_oordelen import SETS, Geval, open_sets
from tests.impact.maat_oordeel import Maat

_MODELLEN = {"kansen": oefen_kansen.DOEL, "oordelen": oefen_oordelen.DOEL, "getallen": oefen_getallen.DOEL}


def modellen(namen: list[str], werk: Path) -> Iterator[str]:
    """Make per set the folder ``werk/NAME`` with the three models that did not learn from it; gives each name when it is there."""
    bron = [DATA / "regelrecht"]
    stellen, los = oefen_kansen.lees_stellen(bron, None), oefen_kansen.losse_zinnen()
    spreiding = json.loads(_MODELLEN["kansen"].read_text("utf-8"))["spreiding"]
    gevallen: list[Geval] = []
    getallen = [
        g for naam, invoer in open_sets(oefen_getallen.GETALSETS, bron) for g in oefen_getallen.gevallen(naam, invoer)
    ]
    for naam, invoer in open_sets(SETS, bron):
        mee = [o for o in OEFEN if o != naam]
        les = Les(stellen, mee, los)
        gevallen += oefen_oordelen.gevallen_van(naam, invoer, les)
        (werk / naam).mkdir()
        bewaar(oefen_kansen.als_gegevens(les, mee, spreiding), werk / naam / _MODELLEN["kansen"].name)
    zinnen = oefen_oordelen.losse_oordelen()
    alle, _, derde = oefen_oordelen.meet(gevallen, zinnen)
    grens = json.loads(_MODELLEN["getallen"].read_text("utf-8"))["grens"]
    for naam in namen:
        grenzen = oefen_oordelen.grenzen_van([v for v in (*alle, *derde) if v[0].set != naam])
        weging = oefen_oordelen.oefen([g for g in gevallen if g.set != naam], zinnen, grenzen, invoer.lijst.dossier)
        andere = [s for s in SETS if s != naam]
        bewaar(oefen_oordelen.als_gegevens(weging, andere), werk / naam / _MODELLEN["oordelen"].name)
        getal = oefen_getallen.oefen([g for g in getallen if g.set != naam], grens)
        bewaar(oefen_getallen.als_gegevens(getal, andere), werk / naam / _MODELLEN["getallen"].name)
        yield naam


def meet(naam: str, eigen: Path, werk: Path) -> dict[str, Maat]:
    """What a copy of the program with these models says of the set, beside its key."""
    kopie = werk / "kopie"
    shutil.rmtree(kopie, ignore_errors=True)
    kopie.mkdir()
    for kamer in ("bench", "tests", "verordening", "wetgeving", "versies", "werkbank"):
        (kopie / kamer).symlink_to(WORTEL / kamer)
    shutil.copytree(WORTEL / "impact", kopie / "impact")
    for pad in _MODELLEN.values():
        shutil.copyfile(eigen / pad.name, kopie / pad.relative_to(WORTEL))
    opdracht = [sys.executable, "-m", "bench.bench_oordelen", naam, "--json"]
    omgeving = os.environ | {"PYTHONPATH": str(kopie), "VERORDENING_DATA": str(DATA)}
    uit = subprocess.run(opdracht, cwd=kopie, env=omgeving, check=True, capture_output=True, text=True).stdout
    return {soort: Maat(*cijfers) for soort, cijfers in json.loads(uit).items()}


def main() -> None:
    """Run from the command line."""
    oefen_kansen.een_draad()
    lezer = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lezer.add_argument("set", nargs="*", default=[*SETS])
    samen: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as map_:
        for naam in modellen(lezer.parse_args().set, Path(map_)):
            gemeten = meet(naam, Path(map_) / naam, Path(map_))
            print(
                naam.ljust(12),
                "; ".join(f"{s} {m.goed}/{m.gegeven} van {m.hoort}" for s, m in gemeten.items()),
                flush=True,
            )
            for soort, m in gemeten.items():
                samen.setdefault(soort, Counter()).update(m._asdict())
    for soort, som in samen.items():
        m = Maat(**som)
        print(
            f"{soort:34} {m.goed} goed van {m.gegeven}, van {m.hoort}   precisie {m.precisie:.2f} volledig {m.volledig:.2f} F1 {m.f1:.2f}"
        )


if __name__ == "__main__":
    main()
