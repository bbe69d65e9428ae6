"""Putting a whole folder in the place of another in one step: a reader sees the old one or the new one, never half."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from verordening.bevinding import Geweigerd

__all__ = ["vervang_map"]

_HIER, _WISSEL = -100, 2  # AT_FDCWD, RENAME_EXCHANGE of Linux


def vervang_map(map_: Path, bestanden: Mapping[str, bytes | Path]) -> None:
    """Make a folder with exactly these files, and put it in the place of what was there.

    Args:
        map_: the folder; what is in it and not among the files is gone afterwards.
        bestanden: relative path → content, or the path of a file that has it already (linked, not copied, where that can).

    Raises:
        Geweigerd: the folder cannot be written; what was there is then untouched.
    """
    tijdelijk: Path | None = None
    try:
        map_.parent.mkdir(parents=True, exist_ok=True)
        tijdelijk = Path(tempfile.mkdtemp(prefix=f".{map_.name[:40]}.", suffix=".tmp", dir=map_.parent))
        nieuw = tijdelijk / "nieuw"
        nieuw.mkdir()
        for naam, inhoud in bestanden.items():
            _zet(nieuw / _relatief(naam), inhoud)
        _ruil(nieuw, map_, tijdelijk / "oud")
    except OSError as fout:
        raise Geweigerd(
            f"de map is niet te schrijven ({fout.strerror or fout})",
            plaats=str(map_),
            advies="Kijk of de map schrijfbaar is en of er ruimte is.",
            code="niet-schrijfbaar",
        ) from fout
    finally:
        if tijdelijk is not None:
            shutil.rmtree(tijdelijk, ignore_errors=True)


def _zet(doel: Path, inhoud: bytes | Path) -> None:
    doel.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(inhoud, bytes):
        doel.write_bytes(inhoud)
        return
    try:
        os.link(inhoud, doel)
    except OSError:  # another disk, or one without links
        shutil.copy2(inhoud, doel)


def _ruil(nieuw: Path, map_: Path, oud: Path) -> None:
    if not map_.exists():
        nieuw.rename(map_)
        return
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        ruil = getattr(libc, "renameat2", None)
        if ruil is not None and ruil(_HIER, os.fsencode(nieuw), _HIER, os.fsencode(map_), _WISSEL) == 0:
            return
    map_.rename(oud)
    try:
        nieuw.rename(map_)
    except OSError:
        oud.rename(map_)
        raise


def _relatief(naam: str) -> str:
    puur = PurePosixPath(naam)
    if puur.is_absolute() or ".." in puur.parts or not puur.name or "\\" in naam:
        raise ValueError(f"geen pad binnen de map: {naam!r}")
    return naam
