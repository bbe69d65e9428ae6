"""Tracked changes of thirty pairs, accepted and rejected by LibreOffice and by our own reading of ECMA-376.

    python -m bench.bench_bijgehouden [DATA] [--paren 30]

The pairs: the first twenty small regulations that were drafted by hand, the two steps of the example, and successive versions of
national laws in DATA. LibreOffice's text after accepting (rejecting) must be, paragraph by paragraph, its text of the new (old)
version without changes; our own reading must find no difference. Exit code 1 when one of them does not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

from bench import DATA
from bench.bench_rondreis import EIGEN, HANDWERK, lees_versie
from tests.getuigen import kantoor
from verordening.boom import Regeling
from verordening.lezers import lees
from verordening.tekst.keuzes import Keuzes
from versies.verschil import vergelijk
from versies.weergave.bijgehouden import docx, odt


def paren(data: Path, aantal: int) -> list[tuple[str, Regeling, Regeling]]:
    """(name, was, wordt)."""

    def alles() -> Iterator[tuple[str, Regeling, Regeling]]:
        for map_ in sorted(HANDWERK.iterdir())[:20]:
            yield map_.name, lees(map_ / "was.md"), lees(map_ / "wordt.md")
        for a, b in pairwise(sorted(EIGEN.glob("*.xml"))):
            yield f"voorbeeld-{b.stem}", lees_versie(a), lees_versie(b)
        for map_ in sorted((data / "laws-markdown").iterdir()):
            for a, b in islice(pairwise(sorted(map_.glob("*.md"))), 1, 3):
                yield f"{map_.name}-{b.stem}", lees(a), lees(b)

    return list(islice(alles(), aantal))


def main() -> int:
    """Measure and print."""
    lezer = argparse.ArgumentParser()
    lezer.add_argument("data", nargs="?", type=Path, default=DATA)
    lezer.add_argument("--paren", type=int, default=30)
    opties = lezer.parse_args()
    fouten: list[str] = []
    goed: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as map_:
        werk: list[tuple[Path, str]] = []
        vragen: list[tuple[str, str, int]] = []
        gevallen = paren(opties.data, opties.paren)
        for naam, was, wordt in gevallen:
            for vorm, weergeef in (("docx", docx), ("odt", odt)):
                for rol, a, b in (("was", was, was), ("wordt", wordt, wordt), ("wijzigingen", was, wordt)):
                    (Path(map_) / f"{naam}-{rol}.{vorm}").write_bytes(weergeef(vergelijk(a, b)))
                basis = Path(map_) / f"{naam}-wijzigingen.{vorm}"
                for rol, opdracht in (("was", kantoor.VERWERP), ("wordt", kantoor.AANVAARD)):
                    vragen.append((naam, f"{vorm} {rol} LibreOffice", len(werk)))
                    werk += [(basis, opdracht), (Path(map_) / f"{naam}-{rol}.{vorm}", kantoor.AANVAARD)]
            inhoud = (Path(map_) / f"{naam}-wijzigingen.docx").read_bytes()
            for rol, wijze, moet in (("was", "verwerpen", was), ("wordt", "aanvaarden", wordt)):
                terug = lees(inhoud, naam="a.docx", keuzes=Keuzes(wijze))
                _tel(vergelijk(moet, terug).gelijk, naam, f"docx {rol} eigen lezing", goed, fouten)
        teksten = [_alineas(t) for t in kantoor.verwerk(werk, Path(map_) / "uit")]
    for naam, wat, plek in vragen:
        _tel(teksten[plek] == teksten[plek + 1], naam, wat, goed, fouten)
    for wat, n in sorted(goed.items()):
        print(f"{wat}: {n} van {len(gevallen)}")
    for fout in fouten:
        print("ANDERS", fout)
    return 1 if fouten else 0


def _tel(klopt: bool, naam: str, wat: str, goed: dict[str, int], fouten: list[str]) -> None:
    goed[wat] = goed.get(wat, 0) + klopt
    if not klopt:
        fouten.append(f"{naam}: {wat}")


def _alineas(tekst: str) -> list[str]:
    return [" ".join(r.split()) for r in tekst.splitlines() if r.strip()]


if __name__ == "__main__":
    sys.exit(main())
