"""Commands that write, interrupted (Ctrl-C) or killed at a chance moment: the old or the new state, and a true message.

    python -m bench.bench_onderbreken [AANTAL] [OPDRACHT …]     per command and per way; default 200 and all

The command runs in a fork of this process, in which everything is loaded already: so the moments fall in its work, and not
in the loading of it.
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
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.hulp.opdrachtregel import loop
from tests.hulp.proefdossier import REGELING, proefdossier
from werkbank.__main__ import main as opdrachtregel

__all__ = ["SCHRIJVEND", "onderbreek"]

_REGELS = "# Regels proef\n\n## Artikel 1 Begrippen\n\nEen proef is een proef.\n"
_TOESLAG = """# Verordening toeslag Proefstad

## Artikel 1 Giften

Giften als bedoeld in artikel 31, tweede lid, onderdeel m, van de Participatiewet worden niet in aanmerking genomen.

## Artikel 2 Citeertitel

Deze verordening wordt aangehaald als: Verordening toeslag Proefstad.
"""
_PAAR = "M08/verordening-toeslag-proefstad/art_1"


def _neem_op(map_: Path, plek: Path) -> list[str]:
    (plek / "b.md").write_text(_REGELS)
    rest = ["--doel", "p", "--regeling", "p", "--werkend", "1-1-2027", "--titel", "Besluit p", "--ja"]
    return ["neem-op", str(map_), str(plek / "b.md"), *rest]


def _uit(map_: Path) -> Path:
    return map_.parent / f"{map_.name}-uit"


SCHRIJVEND: dict[str, Callable[[Path, Path], list[str]]] = {
    "neem-op": _neem_op,
    "publiceer": lambda map_, _: ["publiceer", str(map_), "-o", str(_uit(map_)), "--vorm", "md", "--op", "2026-05-01"],
    "herstel": lambda map_, _: ["herstel", str(map_), "3", "--reden", "vergissing", "--ja"],
    "impact": lambda map_, _: ["impact", str(map_), "-o", str(_uit(map_)), "--vorm", "md", "--datum", "2026-05-01"],
    "koppeling": lambda map_, _: [
        "koppeling",
        str(map_),
        "--bevestig",
        _PAAR,
        "--wie",
        "A. Proef",
        "--waarom",
        "proef",
    ],
}
"""What writes: command → its words, for a dossier and a folder to work in."""
_EEN_MAP = ("publiceer", "impact")
"""These write a set of files beside the dossier."""


@dataclass
class _Kind:
    """A command in a process of its own."""

    pid: int
    gezegd: Path
    code: int | None = None

    def loopt(self) -> bool:
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.code = os.waitstatus_to_exitcode(status) if pid else None
        return self.code is None

    def wacht(self) -> int:
        if self.code is None:
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.code


def _start(woorden: list[str], plek: Path) -> _Kind:
    handvat, gezegd = tempfile.mkstemp(dir=plek)
    lezen, klaar = os.pipe()
    pid = os.fork()
    if pid:
        os.close(handvat)
        os.close(klaar)
        os.read(lezen, 1)
        os.close(lezen)
        return _Kind(pid, Path(gezegd))
    try:  # the child: never returns
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(handvat, 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
        os.write(klaar, b"x")
        opdrachtregel(woorden)
        os._exit(0)
    except SystemExit as einde:
        sys.stderr.flush()
        os._exit(int(einde.code or 0))
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(99)


@cache
def _nieuw(naam: str, plek: Path) -> tuple[float, str]:
    """How long a command takes, and what it leaves when nothing happens; everything is loaded then."""
    for keer in ("laden", "meten"):
        map_ = _dossier(naam, plek / f"{keer}-{naam}", plek)
        woorden = SCHRIJVEND[naam](map_, plek)
        if keer == "laden":
            loop(*woorden)
            continue
        begin = time.monotonic()
        kind = _start(woorden, plek)
        assert kind.wacht() in (0, 1), kind.gezegd.read_text()
    return time.monotonic() - begin, _stand(naam, map_)


def _dossier(naam: str, doel: Path, plek: Path) -> Path:
    map_ = proefdossier(doel, plek)
    if naam in ("impact", "koppeling"):
        assert loop("nieuw", map_, "--gemeente", "gm0999=Proefstad").code == 0
        (plek / "toeslag.md").write_text(_TOESLAG)
        rest = ("--werkend", "1-2-2024", "--bekend", "1-12-2023", "--ja")
        assert loop("neem-op", map_, plek / "toeslag.md", *rest).code == 0
    if naam in _EEN_MAP:
        oud = SCHRIJVEND[naam](map_, plek)
        oud[-1] = "2024-05-01"
        assert loop(*oud).code in (0, 1)
    return map_


def _stand(naam: str, map_: Path) -> str:
    if naam in ("neem-op", "herstel"):
        opdracht = ["git", "-C", str(map_), "rev-parse", "main^{tree}"]
        return subprocess.run(opdracht, capture_output=True, text=True, check=True).stdout
    if naam == "koppeling":
        bestand = map_ / "koppelingen.xml"
        return (
            "beslist" if bestand.is_file() and f'eId="{_PAAR.split("/")[2]}"' in bestand.read_text() else "niet beslist"
        )
    alle = sorted(p for p in _uit(map_).rglob("*") if p.is_file())
    return "\n".join(f"{p.relative_to(_uit(map_))} {p.read_bytes()!r}".replace(map_.name, "D") for p in alle)


def onderbreek(naam: str, teken: signal.Signals, nummer: int, plek: Path) -> str:
    """Break one command off; what stood there afterwards, or ``FOUT`` and what was wrong.

    Args:
        naam: of :data:`SCHRIJVEND`. teken: SIGINT or SIGKILL, for the whole group. nummer: chooses the moment.
        plek: where to work.
    """
    duur, nieuw = _nieuw(naam, plek)
    map_ = _dossier(naam, plek / f"{naam}-{teken.name}-{nummer}", plek)
    oud = _stand(naam, map_)
    kind = _start(SCHRIJVEND[naam](map_, plek), plek)
    time.sleep(duur * random.Random(nummer).uniform(0.02, 1.05))
    if kind.loopt():
        os.killpg(kind.pid, teken)
    kind.wacht()
    gezegd = kind.gezegd.read_text()
    kind.gezegd.unlink()
    uit = _beoordeel(naam, map_, (oud, nieuw), gezegd if teken is signal.SIGINT and kind.code == 2 else None)
    resten = [p.name for p in map_.parent.glob(f".{map_.name}*") if teken is signal.SIGINT]
    shutil.rmtree(map_)
    shutil.rmtree(_uit(map_), ignore_errors=True)
    return f"FOUT resten {resten}" if resten else uit


def _beoordeel(naam: str, map_: Path, standen: tuple[str, str], gezegd: str | None) -> str:
    oud, hoort = standen
    staat = _stand(naam, map_)
    nieuw = staat != oud
    if gezegd is not None and nieuw is not ("dit is al gedaan" in gezegd):
        return f"FOUT de melding klopt niet ({'nieuw' if nieuw else 'oud'}): {gezegd.strip()}"
    if nieuw and naam in ("impact", "koppeling") and staat != hoort:
        return "FOUT niet de oude stand en niet de nieuwe"
    if naam == "publiceer":
        gecontroleerd = loop("verifieer", _uit(map_))
        if gecontroleerd.code:
            return f"FOUT halve site: {gecontroleerd.fout.strip()[:200]}"
    antwoord = loop("geldend", map_, REGELING, "--op", "1-3-2024")
    if antwoord.code or "3 meter" not in antwoord.uit:
        return f"FOUT {antwoord.fout.strip()[:200]}"
    if naam in ("neem-op", "herstel"):
        loop("zet-terug", map_)
        herbouwd = loop("herbouw", map_)
        if herbouwd.code:
            return f"FOUT {herbouwd.fout.strip()[:200]}"
    return ("nieuw" if nieuw else "oud") + (" met melding" if gezegd else "")


def main() -> None:
    """Count the outcomes per command and way."""
    aantal = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    slecht = 0
    with tempfile.TemporaryDirectory() as map_:
        for naam in sys.argv[2:] or SCHRIJVEND:
            for teken in (signal.SIGINT, signal.SIGKILL):
                telling = Counter(onderbreek(naam, teken, n, Path(map_)) for n in range(aantal))
                slecht += sum(n for u, n in telling.items() if u.startswith("FOUT"))
                print(f"{naam:10} {teken.name}: {dict(telling)}", flush=True)
    sys.exit(bool(slecht))


if __name__ == "__main__":
    main()
