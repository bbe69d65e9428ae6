"""Writing to disk without leaving anything half-written."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
import time
from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.voltooid import meld, ononderbroken

SLOT = ".slot"
"""The lock of a dossier, a file in it."""


def eigen_map() -> Path:
    """Where this user's own state is kept; ``VERORDENING_WERKMAP`` moves it. It is not made here."""
    eigen = os.environ.get("VERORDENING_WERKMAP")
    xdg = Path(os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA") or "")
    return Path(eigen) if eigen else (xdg if xdg.is_absolute() else Path.home() / ".local" / "state") / "verordening"


def gewone_rechten(bestand: Path, *, als: Path | None = None) -> None:
    """Give a temporary file the rights of an ordinary one; in a folder that a group shares, those of the group as well.

    Args:
        bestand: a file that was made for this user only. als: the folder whose sharing it follows.
    """
    masker = os.umask(0)
    os.umask(masker)
    gedeeld = stat.S_IMODE(als.stat().st_mode) & 0o060 if als is not None else 0
    bestand.chmod(0o666 & ~masker | gedeeld)


def maak_map(map_: Path) -> None:
    """Make a folder and those above it; in a folder that a group shares, the group may write in the new ones as well.

    Shared is a folder in which the group may write and that hands its group on (``chmod g+ws``).
    """
    nieuw = [m for m in (map_, *map_.parents) if not m.exists()]
    for m in reversed(nieuw):
        m.mkdir(exist_ok=True)
        boven = stat.S_IMODE(m.parent.stat().st_mode)
        if boven & stat.S_ISGID and boven & stat.S_IWGRP:
            m.chmod(stat.S_IMODE(m.stat().st_mode) | stat.S_ISGID | 0o070)


def schrijf_atomair(doel: Path, inhoud: bytes | str, *, intern: bool = False, als: Path | None = None) -> None:
    """Write a whole file: first to a temporary file beside it, then by renaming.

    Args:
        doel: target path; its folder must exist.
        inhoud: bytes, or text that is stored as UTF-8 with LF.
        intern: not something that the user asked for, so not worth telling when the command is broken off.
        als: the folder whose sharing the file follows (:func:`gewone_rechten`).

    Raises:
        Geweigerd: the target is a folder, a device or a pipe, or cannot be written; what was there is then untouched.
    """
    doel = Path(doel)
    if doel.is_dir():
        raise Geweigerd.om("doel-is-map", str(doel))
    if doel.parent == Path("/dev") or (doel.exists() and not doel.is_file()):  # renaming would put a file in its place
        raise Geweigerd.om("geen-bestand", str(doel))
    gegevens = inhoud.encode("utf-8") if isinstance(inhoud, str) else inhoud
    tijdelijk = ""
    try:
        with ononderbroken():  # between making it and knowing its name
            handvat, tijdelijk = tempfile.mkstemp(prefix=f".{doel.name[:40]}.", suffix=".tmp", dir=doel.parent)
        with os.fdopen(handvat, "wb") as bestand:
            bestand.write(gegevens)
            bestand.flush()
            os.fsync(bestand.fileno())
        gewone_rechten(Path(tijdelijk), als=als)
        with ononderbroken():
            Path(tijdelijk).replace(doel)
            if not intern:
                meld(f"{doel.name} is geschreven")
    except OSError as fout:
        raise Geweigerd.om("niet-schrijfbaar", str(doel), fout=fout) from fout
    finally:
        if tijdelijk:
            with contextlib.suppress(OSError):
                Path(tijdelijk).unlink()


def neem_slot(handvat: int, map_: Path, wacht: float) -> None:
    """Take the lock of the operating system on an open file: it is gone as soon as the file or the process is.

    Args:
        handvat: of the open file. map_: the folder that is locked, for the message. wacht: seconds to wait for another.

    Raises:
        Geweigerd: another holds it for longer.
    """
    tot = time.monotonic() + wacht
    while not probeer_slot(handvat):
        if time.monotonic() > tot:
            raise Geweigerd.om("in-gebruik", str(map_))
        time.sleep(0.02)


def probeer_slot(handvat: int) -> bool:
    """Take the lock on an open file when nobody has it; whether that was so."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handvat, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handvat, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
