"""Decisions with a key by somebody else: what ``toepassen`` makes of each, beside the text that must come out.

    python -m bench.bench_besluiten MAP [--lijst] [--wortel HUIS]

In the folder stand ``NN-basis.md``, ``NN-besluit.*`` and ``NN-verwacht.md`` (with everything executed) or ``NN-verwacht-DAG.md``;
``-b`` is a second regulation that the same decision amends. A decision is right when every unit with text has the
expected words; refused when nothing is written; silently wrong when something else is written with exit 0.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bench import WORTEL
from verordening.lezers import lees
from verordening.tekstregels import tekstregels


def woorden(pad: Path) -> Counter[str]:
    """The lines of a regulation, without what only says that something lapsed."""
    regels = (tekst for _, adres, tekst in tekstregels(lees(pad)) if not adres.startswith("toelichting"))
    kaal = (re.sub(r"\W*\(?vervallen\)?\W*$", "", r, flags=re.IGNORECASE) for r in regels)
    return Counter(r for r in kaal if not re.fullmatch(r"(?:Artikel|Hoofdstuk|Paragraaf|Bijlage)? ?[\w.:]{0,6}", r))


def voer_uit(basis: Path, besluit: Path, uit: Path, huis: Path, *keuzes: str) -> tuple[int, str]:
    """(exit code, messages) of the command."""
    opdracht = [sys.executable, "-m", "werkbank", "toepassen", str(basis), str(besluit), "-o", str(uit), *keuzes]
    gedaan = subprocess.run(
        opdracht, cwd=huis, env={**os.environ, "PYTHONPATH": str(huis)}, capture_output=True, text=True
    )
    return gedaan.returncode, (gedaan.stdout + gedaan.stderr).strip()


def uitkomst(besluit: Path, huis: Path) -> tuple[str, str]:
    """How one decision ended, and what was said or what differs: of each regulation that it amends, on each day with a text."""
    nummer, zonder_dag = besluit.name[:2], []
    for verwacht in sorted(besluit.parent.glob(f"{nummer}-verwacht*.md")):
        t = re.fullmatch(r"\d\d-verwacht(?P<ander>-[a-z])?(?:-(?P<dag>\d{4}-\d\d-\d\d))?", verwacht.stem)
        basis = besluit.with_name(f"{nummer}-basis{t['ander'] or ''}.md") if t is not None else besluit
        keuzes = ["--op", t["dag"]] if t is not None and t["dag"] else []
        with tempfile.TemporaryDirectory() as map_:
            uit = Path(map_) / "wordt.xml"
            code, gezegd = voer_uit(basis, besluit, uit, huis, *keuzes)
            if code or not uit.is_file():
                return "geweigerd", f"{verwacht.stem}: {gezegd}"
            krijgt, moet = woorden(uit), woorden(verwacht)
            if krijgt != moet:
                verschil = [*(f"+ {r}" for r in krijgt - moet), *(f"- {r}" for r in moet - krijgt)]
                return "stil verkeerd", "\n".join([verwacht.stem, *verschil, gezegd])
            zonder_dag.append(gezegd)
    return "goed", "\n".join(zonder_dag)


def main() -> None:
    """Print the count, and with ``--lijst`` every decision that is not right."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("map", type=Path)
    lezer.add_argument("--lijst", action="store_true")
    lezer.add_argument("--wortel", type=Path, default=WORTEL)
    keuze = lezer.parse_args()
    telling: Counter[str] = Counter()
    for besluit in sorted(keuze.map.glob("[0-9][0-9]-besluit.*")):
        hoe, waarom = uitkomst(besluit, keuze.wortel)
        telling[hoe] += 1
        if keuze.lijst:
            print(f"{besluit.name[:2]} {hoe}" + (f"\n    {waarom}".replace("\n", "\n    ") if hoe != "goed" else ""))
    print(f"| {sum(telling.values())} | {telling['goed']} | {telling['geweigerd']} | {telling['stil verkeerd']} |")


if __name__ == "__main__":
    main()
