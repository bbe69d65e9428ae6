"""Commands that write, interrupted (Ctrl-C) or killed at a chance moment: the old or the new state, and a true message.

python -m bench.bench_onderbreken [AANTAL]     per command and per way; default 200
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import cache
from pathlib import Path

from tests.hulp.opdrachtregel import loop
from tests.hulp.proefdossier import REGELING, proefdossier

__all__ = ["SCHRIJVEND", "onderbreek"]

SCHRIJVEND = ("neem-op", "publiceer", "herstel")
_REGELS = "# Regels proef\n\n## Artikel 1 Begrippen\n\nEen proef is een proef.\n"


def _opdracht(naam: str, map_: Path, plek: Path) -> list[str]:
    if naam == "neem-op":
        (plek / "b.md").write_text(_REGELS)
        rest = ["--doel", "p", "--regeling", "p", "--werkend", "1-1-2027", "--titel", "Besluit p", "--ja"]
        return ["neem-op", str(map_), str(plek / "b.md"), *rest]
    if naam == "herstel":
        return ["herstel", str(map_), "3", "--reden", "vergissing", "--ja"]
    return ["publiceer", str(map_), "-o", str(map_.parent / f"{map_.name}-site"), "--vorm", "md", "--op", "2026-05-01"]


def _start(woorden: list[str]) -> subprocess.Popen[str]:
    opdracht = [sys.executable, "-m", "werkbank", *woorden]
    return subprocess.Popen(
        opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


@cache
def _duur(naam: str, plek: Path) -> float:
    map_ = proefdossier(plek / f"duur-{naam}", plek)
    begin = time.monotonic()
    assert _start(_opdracht(naam, map_, plek)).wait() == 0
    return time.monotonic() - begin


def _stand(naam: str, map_: Path) -> str:
    if naam != "publiceer":
        return subprocess.run(
            ["git", "-C", str(map_), "rev-parse", "main^{tree}"], capture_output=True, text=True, check=True
        ).stdout
    site = map_.parent / f"{map_.name}-site"
    return "\n".join(sorted(f"{p.relative_to(site)} {p.read_bytes()!r}" for p in site.rglob("*") if p.is_file()))


def onderbreek(naam: str, teken: signal.Signals, nummer: int, plek: Path) -> str:
    """Break one command off; what stood there afterwards, or ``FOUT`` and what was wrong.

    Args:
        naam: of :data:`SCHRIJVEND`. teken: SIGINT or SIGKILL, for the whole group. nummer: chooses the moment.
        plek: where to work.
    """
    map_ = proefdossier(plek / f"{naam}-{teken.name}-{nummer}", plek)
    if naam == "publiceer":
        shutil.copytree(_oude_site(plek), map_.parent / f"{map_.name}-site")
    oud = _stand(naam, map_)
    kind = _start(_opdracht(naam, map_, plek))
    time.sleep(_duur(naam, plek) * random.Random(nummer).uniform(0.3, 1.05))
    if kind.poll() is None:
        os.killpg(kind.pid, teken)
    gezegd = kind.communicate()[1]
    uit = _beoordeel(naam, map_, oud, gezegd if teken is signal.SIGINT and kind.returncode == 2 else None)
    resten = [p.name for p in map_.parent.glob(f".{map_.name}*") if teken is signal.SIGINT]
    shutil.rmtree(map_)
    return f"FOUT resten {resten}" if resten else uit


def _beoordeel(naam: str, map_: Path, oud: str, gezegd: str | None) -> str:
    nieuw = _stand(naam, map_) != oud
    if gezegd is not None and nieuw is not ("dit is al gedaan" in gezegd):
        return f"FOUT de melding klopt niet ({'nieuw' if nieuw else 'oud'}): {gezegd.strip()}"
    if naam == "publiceer":
        gecontroleerd = loop("verifieer", map_.parent / f"{map_.name}-site")
        if gecontroleerd.code:
            return f"FOUT halve site: {gecontroleerd.fout.strip()[:200]}"
    else:
        antwoord = loop("geldend", map_, REGELING, "--op", "1-3-2024")
        if antwoord.code or "3 meter" not in antwoord.uit:
            return f"FOUT {antwoord.fout.strip()[:200]}"
        loop("zet-terug", map_)
        herbouwd = loop("herbouw", map_)
        if herbouwd.code:
            return f"FOUT {herbouwd.fout.strip()[:200]}"
    return ("nieuw" if nieuw else "oud") + (" met melding" if gezegd else "")


@cache
def _oude_site(plek: Path) -> Path:
    map_ = proefdossier(plek / "oud", plek)
    assert loop("publiceer", map_, "-o", plek / "oude-site", "--vorm", "md", "--op", "2024-05-01").code == 0
    return plek / "oude-site"


def main() -> None:
    """Count the outcomes per command and way."""
    aantal = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    slecht = 0
    with tempfile.TemporaryDirectory() as map_:
        for naam in SCHRIJVEND:
            for teken in (signal.SIGINT, signal.SIGKILL):
                telling = Counter(onderbreek(naam, teken, n, Path(map_)) for n in range(aantal))
                slecht += sum(n for u, n in telling.items() if u.startswith("FOUT"))
                print(f"{naam:10} {teken.name}: {dict(telling)}", flush=True)
    sys.exit(bool(slecht))


if __name__ == "__main__":
    main()
