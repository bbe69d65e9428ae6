"""Accidents with a dossier × every command that reads one: the same answer, or a word about it; never silently another one.

    python -m bench.bench_ongelukken [AANTAL] [BEGIN]

Every accident has a number, and a number always gives the same accident.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from tests.hulp.opdrachtregel import Uitkomst, loop
from tests.hulp.proefdossier import REGELING, proefdossier

__all__ = ["SOORTEN", "Oordeel", "beoordeel"]

_ADRES = "artikel 2, eerste lid"
_WEG = ("verordening zet-terug", "reservekopie", "verordening neem-op", "opnieuw op", ".git/config")
"""Words by which a refusal names the recovery."""


def _bestanden(map_: Path, *, git: bool | None = None) -> list[Path]:
    alle = sorted(p for p in map_.rglob("*") if p.is_file() and not p.is_symlink())
    return [p for p in alle if git is None or (".git" in p.relative_to(map_).parts) == git]


def _git(map_: Path, *opdracht: str) -> str:
    kaal = ("git", "-C", str(map_), "-c", "user.name=x", "-c", "user.email=x@localhost")
    return subprocess.run([*kaal, *opdracht], check=True, capture_output=True, text=True).stdout.strip()


def afgekapt(map_: Path, kans: random.Random) -> None:
    """A file lost its end."""
    plek = kans.choice(_bestanden(map_))
    inhoud = plek.read_bytes()
    _schrijf(plek, inhoud[: kans.randrange(len(inhoud))] if inhoud else b"")


def verdwenen(map_: Path, kans: random.Random) -> None:
    """A file is gone."""
    kans.choice(_bestanden(map_)).unlink()


def map_verdwenen(map_: Path, kans: random.Random) -> None:
    """A folder is gone."""
    shutil.rmtree(kans.choice(sorted(p for p in map_.rglob("*") if p.is_dir() and p.name != ".git")))


def teruggerold(map_: Path, kans: random.Random) -> None:
    """The last commit is an earlier one."""
    _git(map_, "update-ref", "refs/heads/main", f"main~{kans.randint(1, 3)}")
    if kans.random() < 0.5:
        (map_ / ".git/verordening/register.sqlite").unlink()


def platgeslagen(map_: Path, kans: random.Random) -> None:
    """The history is one commit, or lost its middle."""
    ouders = ["-p", "main~2"] if kans.random() < 0.5 else []
    nieuw = _git(map_, "commit-tree", "-m", "x", *ouders, "main^{tree}")
    _git(map_, "update-ref", "refs/heads/main", nieuw)
    if kans.random() < 0.5:
        (map_ / ".git/verordening/register.sqlite").unlink()


def half_teruggezet(map_: Path, kans: random.Random) -> None:
    """Files of the folder come from an older copy."""
    oud = kans.choice(("main~1", "main~2"))
    for plek in _bestanden(map_, git=False):
        naam = plek.relative_to(map_).as_posix()
        uit = subprocess.run(["git", "-C", str(map_), "show", f"{oud}:{naam}"], capture_output=True, check=False)
        _schrijf(plek, uit.stdout) if not uit.returncode else plek.unlink()


def met_de_hand_veranderd(map_: Path, kans: random.Random) -> None:
    """Somebody edited a recorded file."""
    plek = kans.choice([p for p in _bestanden(map_, git=False) if p.name != "dossier.xml"])
    inhoud = plek.read_bytes()
    for was, wordt in ((b"meter", b"kilometer"), (b"twee", b"drie"), (b"2024", b"2023"), (b"2", b"3")):
        if was in inhoud:
            return _schrijf(plek, inhoud.replace(was, wordt, 1))
    _schrijf(plek, inhoud + b" ")


def met_git_vastgelegd(map_: Path, kans: random.Random) -> None:
    """Somebody changed or removed a recorded file and committed that with git itself."""
    if kans.random() < 0.7:
        met_de_hand_veranderd(map_, kans)
    else:
        kans.choice([p for p in _bestanden(map_, git=False) if p.suffix == ".xml" and p.name != "dossier.xml"]).unlink()
    _git(map_, "add", "-A")
    _git(map_, "commit", "-q", "--allow-empty", "-m", "beter")
    if kans.random() < 0.3:
        (map_ / ".git/verordening/register.sqlite").unlink()


def conflictkopie(map_: Path, kans: random.Random) -> None:
    """A synchronisation program left a second copy beside a file."""
    plek = kans.choice(_bestanden(map_, git=kans.random() < 0.2))
    naam = (
        f"{plek.stem} (conflicted copy 2026-01-01){plek.suffix}" if kans.random() < 0.5 else f"2026-05-05{plek.suffix}"
    )
    shutil.copy(plek, plek.with_name(naam))


def verwisseld(map_: Path, kans: random.Random) -> None:
    """Two recorded files changed places."""
    een, twee = kans.sample(
        [p for p in _bestanden(map_, git=False) if p.suffix == ".xml" and p.name != "dossier.xml"], 2
    )
    a, b = een.read_bytes(), twee.read_bytes()
    _schrijf(een, b)
    _schrijf(twee, a)


def koppeling_in_de_plaats(map_: Path, kans: random.Random) -> None:
    """A link stands in the place of a file."""
    plek = kans.choice(_bestanden(map_, git=False))
    elders = map_.parent / f"elders-{plek.name}"
    elders.write_bytes(plek.read_bytes().replace(b"4 meter", b"9 meter"))
    plek.unlink()
    plek.symlink_to(elders)


def verkeerde_rechten(map_: Path, kans: random.Random) -> None:
    """A file became a folder, or may not be read."""
    plek = kans.choice(_bestanden(map_))
    if os.geteuid() and kans.random() < 0.5:
        plek.chmod(0)
    else:
        plek.unlink()
        plek.mkdir()


def register_gekanteld(map_: Path, kans: random.Random) -> None:
    """One bit of the index fell over."""
    plek = map_ / ".git/verordening/register.sqlite"
    inhoud = bytearray(plek.read_bytes())
    inhoud[kans.randrange(len(inhoud))] ^= 1 << kans.randrange(8)
    _schrijf(plek, bytes(inhoud))


def gekanteld(map_: Path, kans: random.Random) -> None:
    """One bit of any file fell over."""
    plek = kans.choice([p for p in _bestanden(map_) if p.stat().st_size])
    inhoud = bytearray(plek.read_bytes())
    inhoud[kans.randrange(len(inhoud))] ^= 1 << kans.randrange(8)
    _schrijf(plek, bytes(inhoud))


def geleegd(map_: Path, kans: random.Random) -> None:
    """A file of git is empty after a power cut, as often happens."""
    _schrijf(kans.choice(_bestanden(map_, git=True)), b"")


def verwijzing_verzet(map_: Path, kans: random.Random) -> None:
    """A branch or label points elsewhere, or one was added."""
    doel = kans.choice(["refs/heads/doel/later", "refs/heads/doel/vreemd", "refs/heads/main", "refs/tags/versie/x/1"])
    _git(map_, "update-ref", doel, _git(map_, "rev-list", "--all").split()[kans.randrange(4)])


def _schrijf(plek: Path, inhoud: bytes) -> None:
    plek.chmod(0o644)
    plek.write_bytes(inhoud)


SOORTEN: tuple[Callable[[Path, random.Random], None], ...] = (
    afgekapt,
    verdwenen,
    map_verdwenen,
    teruggerold,
    platgeslagen,
    half_teruggezet,
    met_de_hand_veranderd,
    conflictkopie,
    verwisseld,
    koppeling_in_de_plaats,
    verkeerde_rechten,
    register_gekanteld,
    gekanteld,
    geleegd,
    verwijzing_verzet,
    met_git_vastgelegd,
)


def opdrachten(map_: Path, uit: Path) -> Iterator[tuple[object, ...]]:
    """Every command that reads a dossier."""
    yield "geldend", map_, REGELING, "--op", "2026-02-01"
    yield "geldend", map_, REGELING, "--op", "2024-02-01", "--json"
    yield "tijdlijn", map_, REGELING
    yield "samenloop", map_
    yield "herkomst", map_, REGELING, _ADRES
    yield "controle", map_, "--groep", "opbouw"
    yield "keur", map_
    yield "publiceer", map_, "-o", uit, "--vorm", "md", "--op", "2026-02-01"
    yield "herbouw", map_


Oordeel = tuple[str, str, str]
"""(what was done, command, judgement): gelijk, gezegd, or STIL, STUK with what was said."""


@cache
def _gewoon(plek: Path) -> tuple[tuple[Uitkomst, str], ...]:
    map_ = proefdossier(plek / "gewoon", plek)
    return tuple(_uitkomst(o, plek, map_) for o in opdrachten(map_, plek / "site-gewoon"))


def _uitkomst(opdracht: tuple[object, ...], plek: Path, map_: Path) -> tuple[Uitkomst, str]:
    u = loop(*opdracht)
    site = next((Path(str(d)) for d in opdracht if str(d).startswith(str(plek / "site-"))), None)
    inhoud = ""
    if site is not None and site.is_dir():
        bladen = sorted(p for p in site.rglob("*.xml") if "@" not in p.name)
        inhoud = "".join(f"{p.relative_to(site)}{p.read_bytes()!r}" for p in bladen)
        shutil.rmtree(site)
    uit, fout = (t.replace(str(map_), "D").replace(str(site), "S") for t in (u.uit, u.fout))
    if "--json" in opdracht and u.code == 0:
        waarde = json.loads(uit)
        fout += json.dumps(waarde.pop("bevindingen"))
        uit = json.dumps(waarde)
    return Uitkomst(u.code, uit, fout), inhoud


def beoordeel(nummer: int, plek: Path) -> list[Oordeel]:
    """Do one accident to a fresh dossier and run every command on it."""
    gewoon = _gewoon(plek)
    soort = SOORTEN[nummer % len(SOORTEN)]
    map_ = proefdossier(plek / f"d{nummer}", plek)
    soort(map_, random.Random(nummer))
    uit = []
    alle = list(enumerate(opdrachten(map_, plek / f"site-{nummer}")))
    eerste = nummer // len(SOORTEN) % len(alle)  # each command in turn is the first to meet an accident
    for n, opdracht in (*alle[eerste:], *alle[:eerste]):
        uit.append((soort.__name__, str(opdracht[0]), _oordeel(_uitkomst(opdracht, plek, map_), gewoon[n])))
    shutil.rmtree(map_)
    return uit


def _oordeel(nu: tuple[Uitkomst, str], hoort: tuple[Uitkomst, str]) -> str:
    (code, uit, fout), blad = nu
    if "gebrek in het programma" in fout:
        return f"STUK {fout.strip()[:200]}"
    if code == 3:
        return "geweigerd" if any(w in fout for w in _WEG) else f"STUK geen weg terug: {fout.strip()[:200]}"
    if (code, uit, blad) == (hoort[0].code, hoort[0].uit, hoort[1]):
        return "gelijk" if fout == hoort[0].fout else "gelijk, met melding"
    return "gezegd" if code == 1 and fout != hoort[0].fout else f"STIL uitgang {code}: {fout.strip()[:200]}"


def main() -> None:
    """Run a number of accidents and print the counts, and every failure."""
    aantal, begin = (int(a) for a in (*sys.argv[1:], *("1000", "0")[len(sys.argv) - 1 :]))
    telling: Counter[tuple[str, str]] = Counter()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as map_:
        for nummer in range(begin, begin + aantal):
            for soort, opdracht, oordeel in beoordeel(nummer, Path(map_)):
                telling[soort, oordeel.split(" ")[0].rstrip(",")] += 1
                if oordeel.startswith("ST"):
                    print(f"{nummer} {soort} × {opdracht}: {oordeel}", flush=True)
            if nummer % 50 == 49:
                print(f"tot en met {nummer}, {time.monotonic() - start:.0f} s", flush=True)
    for soort in SOORTEN:
        eigen = {o: n for (s, o), n in sorted(telling.items()) if s == soort.__name__}
        print(f"{soort.__name__:24} {eigen}")
    slecht = sum(n for (_, o), n in telling.items() if o in ("STIL", "STUK"))
    print(f"{aantal} ongelukken, {sum(telling.values())} antwoorden, {slecht} fout; {time.monotonic() - start:.0f} s")
    sys.exit(bool(slecht))


if __name__ == "__main__":
    main()
