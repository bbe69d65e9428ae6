"""Writing to disk without leaving anything half-written."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from verordening.bevinding import Geweigerd

__all__ = ["dossierslot", "gewone_rechten", "neem_slot", "schrijf_atomair", "schrijf_set", "wissel"]


def gewone_rechten(bestand: Path, *, als: Path | None = None) -> None:
    """Give a temporary file the rights of an ordinary one; in a folder that a group shares, those of the group as well.

    Args:
        bestand: a file that was made for this user only. als: the folder whose sharing it follows.
    """
    masker = os.umask(0)
    os.umask(masker)
    gedeeld = stat.S_IMODE(als.stat().st_mode) & 0o060 if als is not None else 0
    bestand.chmod(0o666 & ~masker | gedeeld)


def schrijf_atomair(doel: Path, inhoud: bytes | str) -> None:
    """Write a whole file: first to a temporary file beside it, then by renaming.

    Args:
        doel: target path; its folder must exist.
        inhoud: bytes, or text that is stored as UTF-8 with LF.

    Raises:
        Geweigerd: the target is a folder or cannot be written; an older file is then untouched.
    """
    doel = Path(doel)
    if doel.is_dir():
        raise Geweigerd("het doel is een map", plaats=str(doel), advies="Geef een bestandsnaam.", code="doel-is-map")
    gegevens = inhoud.encode("utf-8") if isinstance(inhoud, str) else inhoud
    tijdelijk = ""
    try:
        handvat, tijdelijk = tempfile.mkstemp(prefix=f".{doel.name[:40]}.", suffix=".tmp", dir=doel.parent)
        with os.fdopen(handvat, "wb") as bestand:
            bestand.write(gegevens)
            bestand.flush()
            os.fsync(bestand.fileno())
        gewone_rechten(Path(tijdelijk))
        Path(tijdelijk).replace(doel)
    except OSError as fout:
        if tijdelijk:
            with contextlib.suppress(OSError):
                Path(tijdelijk).unlink()
        raise Geweigerd(
            f"kan niet schrijven ({fout.strerror or fout})",
            plaats=str(doel),
            advies="Controleer of de map bestaat, schrijfbaar is en of er ruimte is.",
            code="niet-schrijfbaar",
        ) from fout


@contextlib.contextmanager
def dossierslot(map_: Path, *, wacht: float = 5.0) -> Iterator[None]:
    """Hold the lock of a dossier: one writer at a time, also over processes. It ends with the process that holds it.

    Args:
        map_: the folder. wacht: seconds to wait for another writer.

    Raises:
        Geweigerd: the folder is gone or cannot be written, or another writer holds the lock for longer.
    """
    try:
        handvat = os.open(map_ / ".slot", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as fout:
        raise Geweigerd(
            f"het dossier is niet te vergrendelen ({fout.strerror or fout})",
            plaats=str(map_),
            advies="Kijk of de map er nog is en schrijfbaar is.",
            code="niet-schrijfbaar",
        ) from fout
    try:
        neem_slot(handvat, map_, wacht)
        yield
    finally:
        os.close(handvat)


def neem_slot(handvat: int, map_: Path, wacht: float) -> None:
    """Take the lock of the operating system on an open file: it is gone as soon as the file or the process is.

    Args:
        handvat: of the open file. map_: the folder that is locked, for the message. wacht: seconds to wait for another.

    Raises:
        Geweigerd: another holds it for longer.
    """
    tot = time.monotonic() + wacht
    while not _grijp(handvat):
        if time.monotonic() > tot:
            raise Geweigerd(
                "het dossier is in gebruik door een ander",
                plaats=str(map_),
                code="in-gebruik",
                advies="Probeer het straks opnieuw.",
            )
        time.sleep(0.02)


def _grijp(handvat: int) -> bool:
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


def wissel(pad: Path, verwacht: bytes | None, nieuw: bytes, *, map_: Path | None = None) -> bool:
    """Replace a file only when it still holds what the writer saw: read, compare and write under one lock.

    Args:
        pad: the file. verwacht: its content as the writer saw it; None: it was not there.
        nieuw: what it becomes. map_: whose lock; default the folder of the file.

    Returns:
        Whether it was replaced. False: somebody else changed it first, and nothing was written.

    Raises:
        Geweigerd: the lock is held too long, or the file cannot be written; it is then untouched.
    """
    with dossierslot(map_ or pad.parent):
        huidig = pad.read_bytes() if pad.is_file() else None
        if huidig != verwacht:
            return False
        schrijf_atomair(pad, nieuw)
        return True


def schrijf_set(map_: Path, bestanden: Mapping[str, bytes]) -> list[Path]:
    """Write all files below a folder, or none: staged beside the target, moved into place, and put back when a move fails.

    Args:
        map_: target folder; made when it is not there. Other files in it stay.
        bestanden: relative path with ``/`` → content.

    Raises:
        Geweigerd: the folder or a file cannot be written; what was there before is then untouched.
    """
    doelen = {_binnen(map_, naam): inhoud for naam, inhoud in bestanden.items()}
    if map_.exists() and not map_.is_dir():
        raise Geweigerd("het doel is geen map", plaats=str(map_), advies="Geef een map op.", code="doel-geen-map")
    for doel in doelen:
        if doel.is_dir():
            raise Geweigerd(
                "op de plaats van een bestand staat een map",
                plaats=str(doel),
                advies="Kies een andere map.",
                code="doel-is-map",
            )
    bestond = map_.is_dir()
    tijdelijk: Path | None = None
    gedaan: list[tuple[Path, Path | None]] = []
    try:
        map_.parent.mkdir(parents=True, exist_ok=True)
        tijdelijk = Path(tempfile.mkdtemp(prefix=f".{map_.name[:40]}.", suffix=".tmp", dir=map_.parent))
        klaar = []
        for n, (doel, inhoud) in enumerate(doelen.items()):
            (tijdelijk / f"{n}.nieuw").write_bytes(inhoud)
            klaar.append((tijdelijk / f"{n}.nieuw", doel, tijdelijk / f"{n}.oud"))
        for nieuw, doel, oud in klaar:
            doel.parent.mkdir(parents=True, exist_ok=True)
            bewaard = None
            if doel.exists():
                doel.replace(oud)
                bewaard = oud
            gedaan.append((doel, bewaard))
            nieuw.replace(doel)
    except OSError as fout:
        _herstel(gedaan)
        if not bestond and map_.is_dir():
            shutil.rmtree(map_, ignore_errors=True)
        raise Geweigerd(
            f"de stukken zijn niet te schrijven ({fout.strerror or fout})",
            plaats=str(map_),
            advies="Kijk of de map schrijfbaar is en of er ruimte is.",
            code="niet-schrijfbaar",
        ) from fout
    finally:
        if tijdelijk is not None:
            shutil.rmtree(tijdelijk, ignore_errors=True)
    return list(doelen)


def _herstel(gedaan: list[tuple[Path, Path | None]]) -> None:
    for doel, bewaard in reversed(gedaan):
        with contextlib.suppress(OSError):
            if bewaard is not None:
                bewaard.replace(doel)
            else:
                doel.unlink(missing_ok=True)


def _binnen(map_: Path, naam: str) -> Path:
    puur = PurePosixPath(naam)
    if puur.is_absolute() or ".." in puur.parts or not puur.name or "\\" in naam:
        raise ValueError(f"geen pad binnen de map: {naam!r}")
    return map_ / puur
