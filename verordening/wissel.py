"""Putting a whole folder in the place of another in one step: a reader sees the old one or the new one, never half."""

from __future__ import annotations

import contextlib
import ctypes
import glob
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from verordening.aanvullen import relatief, voltooi, vul_aan, zet
from verordening.bevinding import Geweigerd
from verordening.schijf import probeer_slot, schrijf_atomair
from verordening.voltooid import meld, ononderbroken, voorlopig

_MEESTE = 100_000
"""More files than this in a folder: linking them all takes longer than is waited for."""
_Kenmerk = tuple[int, int, int]
"""What tells that a file is still the same: number, time of change, size."""
_HIER, _WISSEL = -100, 2  # AT_FDCWD, RENAME_EXCHANGE of Linux
_BOEK = "boek.json"
"""In a working folder, from just before the switch: the folder, the number of the new one, and what was seen in the old one."""


def vervang_map(
    map_: Path, bestanden: Mapping[str, bytes | Path], *, gezien: Mapping[str, _Kenmerk | None] | None = None
) -> None:
    """Make a folder with exactly these files, and put it in the place of what was there.

    Args:
        map_: the folder; what is in it and not among the files is gone afterwards.
        bestanden: relative path → content, or the path of a file that has it already (linked, not copied, where that can).
        gezien: what was in it when its files were listed, None for what is replaced anyway; what came or changed since
            then stays.

    Raises:
        Geweigerd: the folder cannot be written; what was there is then untouched.
    """
    with bouw_map(map_, gezien=gezien) as nieuw:
        mappen: set[str] = set()
        for naam, inhoud in bestanden.items():
            hier = relatief(naam).rpartition("/")[0]
            if hier not in mappen:
                (nieuw / hier).mkdir(parents=True, exist_ok=True)
                mappen.add(hier)
            zet(f"{nieuw}/{naam}", inhoud)


@contextlib.contextmanager
def bouw_map(map_: Path, *, gezien: Mapping[str, _Kenmerk | None] | None = None) -> Iterator[Path]:
    """A new folder beside another, to be filled; it takes the place of the other in one step when nothing went wrong.

    Args:
        map_: the other; not one that somebody works in, who would be left in the old one. gezien: as :func:`vervang_map`.

    Raises:
        Geweigerd: as :func:`vervang_map`.
    """
    map_ = map_.resolve()  # behind a link: the folder itself
    if map_.exists() and Path.cwd().is_relative_to(map_):
        raise Geweigerd.om("doel-is-werkmap", str(map_))
    with kladmap(map_) as klad:
        nieuw = klad / "nieuw"
        nieuw.mkdir()
        with voorlopig():
            yield nieuw
        schrijf_atomair(klad / _BOEK, json.dumps([map_.name, nieuw.stat().st_ino, gezien]), intern=True)
        with ononderbroken():
            oud = _ruil(nieuw, map_, klad / "oud")
            try:
                _neem_mee(oud, map_, gezien)
            except OSError:
                _ruil(oud, map_, klad / "mislukt")
                raise
            meld(f"de map {map_.name} is geschreven")


def schrijf_set(map_: Path, bestanden: Mapping[str, bytes | None]) -> list[Path]:
    """Write all files below a folder, or none; other files in it stay.

    A folder is made new beside the old one and put in its place in one step. One that has to stay where it is (a dossier with an
    archive, the folder somebody works in, one with links in it) is filled as :func:`verordening.aanvullen.vul_aan` does.

    Args:
        map_: target folder; made when it is not there.
        bestanden: relative path with ``/`` → content; None: the file goes.

    Raises:
        Geweigerd: the folder or a file cannot be written; what was there before is then untouched.
    """
    doelen = [map_ / relatief(naam) for naam in bestanden]
    if map_.exists() and not map_.is_dir():
        raise Geweigerd.om("doel-geen-map", str(map_))
    for doel in doelen:
        if doel.is_dir():
            raise Geweigerd.om("doel-is-map/plaats-bestand", str(doel))
    voltooi(map_)
    blijft = _blijvers(map_.resolve())
    if blijft is not None:
        gezien = {naam: _kenmerk(pad) if naam not in bestanden else None for naam, pad in blijft.items()}
        samen = {naam: inhoud for naam, inhoud in {**blijft, **bestanden}.items() if inhoud is not None}
        vervang_map(map_, samen, gezien={**dict.fromkeys(bestanden), **gezien})
    else:
        vul_aan(map_, bestanden, f"de map {map_.name} is geschreven")
    return doelen


def _blijvers(map_: Path) -> dict[str, Path] | None:
    """The files that are in a folder; None when it has to stay where it is."""
    if not map_.exists():
        return {}
    if Path.cwd().is_relative_to(map_) or map_.is_mount() or not os.access(map_.parent, os.W_OK):
        return None
    uit: dict[str, Path] = {}
    for pad in map_.rglob("*"):
        gewoon = not pad.is_symlink() and (pad.is_file() or (pad.is_dir() and not pad.name.startswith(".")))
        if not gewoon or pad.name.casefold() == ".git" or len(uit) > _MEESTE:
            return None
        if pad.is_file():
            uit[pad.relative_to(map_).as_posix()] = pad
    return uit


def schrijf_samen(doelen: Mapping[Path, bytes]) -> None:
    """Write files that belong together in one folder of the user, all or none (:func:`verordening.aanvullen.vul_aan`).

    Args:
        doelen: path → content; the last one is what the user asked for. No folder is made.

    Raises:
        Geweigerd: one cannot be written; what was there before is then untouched.
    """
    for doel in doelen:
        if doel.is_dir():
            raise Geweigerd.om("doel-is-map", str(doel))
        if not doel.parent.is_dir():
            raise Geweigerd.om("niet-schrijfbaar", str(doel), fout="de map bestaat niet")
    gevraagd = list(doelen)[-1]
    if len(doelen) == 1:
        schrijf_atomair(gevraagd, doelen[gevraagd])
    else:
        vul_aan(gevraagd.parent, {doel.name: doelen[doel] for doel in doelen}, f"{gevraagd.name} is geschreven")


@contextlib.contextmanager
def kladmap(map_: Path) -> Iterator[Path]:
    """A working folder beside a folder; it is locked as long as this process lives, and those of dead ones are cleared."""
    eigen = None
    handvat = -1
    bestond = map_.exists()
    try:
        map_.parent.mkdir(parents=True, exist_ok=True)
        maak_af(map_)
        with ononderbroken():  # between making it and knowing its name
            eigen = Path(tempfile.mkdtemp(prefix=f".{map_.name[:40]}.", suffix=".tmp", dir=map_.parent))
        handvat = os.open(eigen / "slot", os.O_RDWR | os.O_CREAT, 0o600)
        probeer_slot(handvat)
        yield eigen
    except OSError as fout:
        if not bestond and map_.is_dir() and not any(p.is_file() for p in map_.rglob("*")):
            shutil.rmtree(map_, ignore_errors=True)
        raise Geweigerd.om("niet-schrijfbaar/schrijven", str(map_), fout=fout) from fout
    finally:
        with ononderbroken():
            if handvat >= 0:
                os.close(handvat)
            if eigen is not None:
                shutil.rmtree(eigen, ignore_errors=True)


def maak_af(map_: Path) -> None:
    """Finish what a process that was killed left beside a folder: what it had not taken along yet, and its working folder.

    Without an exchange in one step (:func:`_ruil`) the folder itself may be away; then it comes back as it was.
    """
    map_ = map_.resolve()
    for klad in map_.parent.glob(f".{glob.escape(map_.name[:40])}.*.tmp"):
        if not (klad / "slot").is_file():
            continue
        handvat = os.open(klad / "slot", os.O_RDWR)
        try:
            if probeer_slot(handvat) and _haal_in(klad, map_):
                shutil.rmtree(klad, ignore_errors=True)
        finally:
            os.close(handvat)


def _haal_in(klad: Path, map_: Path) -> bool:
    """Whether a working folder of a dead process holds nothing more that belongs in this folder."""
    if not (klad / _BOEK).is_file():
        return True  # killed before the switch
    naam, nummer, gezien = json.loads((klad / _BOEK).read_text())
    if naam != map_.name:
        return False  # of a folder of which the name begins alike
    oud = [m for m in (klad / "oud", klad / "nieuw") if m.is_dir() and m.stat().st_ino != nummer]
    if oud and not map_.exists():
        oud[0].rename(map_)
    elif oud:
        _neem_mee(oud[0], map_, gezien and {n: k and tuple(k) for n, k in gezien.items()})
    return True


def _ruil(nieuw: Path, map_: Path, oud: Path) -> Path:
    """Where what was there is now."""
    if not map_.exists():
        nieuw.rename(map_)
        return oud
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        ruil = getattr(libc, "renameat2", None)
        if ruil is not None and ruil(_HIER, os.fsencode(nieuw), _HIER, os.fsencode(map_), _WISSEL) == 0:
            return nieuw
    map_.rename(oud)
    try:
        nieuw.rename(map_)
    except OSError:
        oud.rename(map_)
        raise
    return oud


def _kenmerk(pad: Path) -> _Kenmerk:
    staat = pad.lstat()
    return staat.st_ino, staat.st_mtime_ns, staat.st_size


def _neem_mee(oud: Path, map_: Path, gezien: Mapping[str, _Kenmerk | None] | None) -> None:
    """Put also in the new folder what somebody else put in the old one, or changed there, while the new one was made.

    What was written in the new one since the switch is later, and stays.
    """
    wissel = (oud.parent / _BOEK).stat().st_mtime_ns
    for pad in oud.rglob("*") if gezien is not None else ():
        naam = pad.relative_to(oud).as_posix()
        bekend = gezien is None or (naam in gezien and gezien[naam] in (None, _kenmerk(pad)))
        hier = map_ / naam
        later = os.path.lexists(hier) and hier.lstat().st_mtime_ns > wissel
        if not (bekend or later) and (pad.is_symlink() or not pad.is_dir()):
            hier.parent.mkdir(parents=True, exist_ok=True)
            hier.unlink(missing_ok=True)
            zet(str(hier), pad)
