"""What stands in the folder of a dossier, by identifier of its contents.

Every file is read and hashed, every time, up to some thousands. In a larger dossier a file that nobody touched since it was
read need not be read again: what the file system said of it then (size, both times to the nanosecond, number, disk) is
kept beside the index, as git does. A change that keeps all of these the same cannot be made by a program that writes
files: the time of the last change of a file cannot be set. A file that was touched in the same moment as it was read is
not kept, nor anything on a system without that time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.schijf import schrijf_atomair
from verordening.xmlveilig import LIMIET
from versies.archief.geheugen import object_id
from versies.archief.gitomgeving import MERK

VEEL = 2000
"""Up to so many files everything is read every time."""
_TEGELIJK = 2_000_000_000
"""Nanoseconds in which two changes may have the same time."""


def stand_van(map_: Path, paden: Iterable[str], *, alles: bool = False) -> dict[str, str]:
    """Identifier of what stands in each place: empty when there is no ordinary file, a word when it cannot be read.

    Args:
        map_: the dossier. paden: places in it, with ``/``. alles: read everything, whatever was kept.
    """
    namen = list(paden)
    onthoudt = not alles and len(namen) > VEEL and sys.platform != "win32"
    eerder = _lees(map_) if onthoudt else {}
    nu: dict[str, tuple[str, str]] = {}
    uit: dict[str, str] = {}
    for pad in namen:
        plek = f"{map_}/{pad}"
        try:
            gezien = os.lstat(plek)
        except (FileNotFoundError, NotADirectoryError):
            uit[pad] = ""
            continue
        except OSError:
            uit[pad] = "onleesbaar"
            continue
        kenmerk = f"{gezien.st_mtime_ns} {gezien.st_ctime_ns} {gezien.st_size} {gezien.st_ino} {gezien.st_dev} {gezien.st_mode}"
        oud = eerder.get(pad)
        uit[pad] = oud[1] if oud is not None and oud[0] == kenmerk else _ident(plek, gezien.st_mode)
        nu[pad] = (kenmerk, uit[pad])
    if onthoudt and nu != eerder:
        _bewaar(map_, nu)
    return uit


def _ident(plek: str, modus: int) -> str:
    if stat.S_ISLNK(modus):
        return "koppeling"
    try:
        inhoud = lees_begrensd(Path(plek))
    except OSError:
        return "onleesbaar"
    return object_id("blob", inhoud) if inhoud is not None else "te groot"


def lees_begrensd(plek: Path) -> bytes | None:
    """The contents of a file of a dossier; None when it is larger than anything that is ever recorded."""
    with plek.open("rb") as bestand:
        inhoud = bestand.read(LIMIET + 1)
    return inhoud if len(inhoud) <= LIMIET else None


def bestanden_onder(map_: Path, naam: str) -> Iterator[str]:
    """Everything below a folder of the dossier that is not a folder, as a place in the dossier; links are not followed."""
    for hier, mappen, bestanden in os.walk(map_ / naam):
        rest = Path(hier).relative_to(map_).as_posix()
        koppelingen = [m for m in mappen if Path(hier, m).is_symlink()]
        yield from (f"{rest}/{b}" for b in (*bestanden, *koppelingen))


def _plek(map_: Path) -> Path:
    return map_ / ".git" / MERK / "gezien"


def _lees(map_: Path) -> dict[str, tuple[str, str]]:
    """What was kept, as place → (what the file system said, identifier); nothing when it is not, byte for byte, what was written."""
    with contextlib.suppress(OSError, ValueError):
        som, _, inhoud = _plek(map_).read_bytes().partition(b"\n")
        if hashlib.sha256(inhoud).hexdigest().encode() == som:
            rijen = (rij.split("\t") for rij in inhoud.decode("ascii").split("\n"))
            return {pad: (kenmerk, ident) for ident, kenmerk, pad in rijen}
    return {}


def _bewaar(map_: Path, gezien: dict[str, tuple[str, str]]) -> None:
    """Keep what was seen, but for what was touched just now; where it cannot be written everything is read every time."""
    with contextlib.suppress(OSError, Geweigerd):
        proef = _plek(map_).with_name(".nu")
        proef.write_bytes(b"")  # the clock of the disk, which need not be ours
        grens = proef.stat().st_mtime_ns - _TEGELIJK
        proef.unlink()
        oud = {p: w for p, w in gezien.items() if w[1] and max(map(int, w[0].split(" ")[:2])) < grens}
        inhoud = "\n".join(f"{ident}\t{kenmerk}\t{pad}" for pad, (kenmerk, ident) in oud.items()).encode("ascii")
        som = hashlib.sha256(inhoud).hexdigest().encode()
        schrijf_atomair(_plek(map_), som + b"\n" + inhoud, intern=True, als=_plek(map_).parent)
