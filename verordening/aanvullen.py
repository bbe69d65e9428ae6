"""Filling a folder that stays in its place: every file is made first and then moved, and who opens the folder finishes what was
broken off.

Between the first move and the last a folder ``NIET-AF.….tmp`` stands in it, with what is still to be moved. It travels along
with a copy, a person sees it, and every command that reads or writes there passes :func:`voltooi` first.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.schijf import SLOT, gewone_rechten, neem_slot, probeer_slot
from verordening.voltooid import meld, ononderbroken

_NIET_AF = "NIET-AF."
"""What the folder with what is still to be moved is called; before and after that it is hidden."""
_KLAD = ".aanvullen."
_RIJ = "rij.json"
"""In that folder: per file what stood in its place and what comes there, as :func:`_kenmerk`; the file itself is called by its
number in the row."""
_GEDULD = 2.0
"""Seconds that is waited for one who is still moving files."""
_GROOTST = 500_000_000
"""Bytes of the largest file that is read to tell it apart."""
_NIEUW = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_BESTAAND = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_Rij = Mapping[str, tuple[str, str]]


@contextlib.contextmanager
def dossierslot(map_: Path, *, wacht: float = 5.0) -> Iterator[None]:
    """Hold the lock of a dossier: one writer at a time, also over processes. It ends with the process that holds it.

    Args:
        map_: the folder; what was broken off in it is finished. wacht: seconds to wait for another writer.

    Raises:
        Geweigerd: the folder is gone or cannot be written, or another writer holds the lock for longer.
    """
    try:
        nieuw = not (map_ / SLOT).exists()
        handvat = os.open(map_ / SLOT, _NIEUW, 0o666)
        if nieuw:
            gewone_rechten(map_ / SLOT, als=map_)
    except OSError as fout:
        raise Geweigerd.om("niet-schrijfbaar/dossier-vergrendelen", str(map_), fout=fout) from fout
    try:
        neem_slot(handvat, map_, wacht)
        voltooi(map_)
        yield
    finally:
        os.close(handvat)


def vul_aan(map_: Path, bestanden: Mapping[str, bytes | None], wat: str) -> None:
    """Put files in a folder that is there, all of them or none; the rest stays as it is.

    Args:
        bestanden: relative path → content; None: the file goes. wat: what is told when it is done (:func:`verordening.voltooid.meld`).

    Raises:
        Geweigerd: something cannot be written; what was there is then put back.
    """
    voltooi(map_)
    try:
        with _kladmap(map_) as klad:
            rij = {}
            for n, (naam, inhoud) in enumerate(bestanden.items()):
                if inhoud is not None:
                    (klad / f"{n}.nieuw").write_bytes(inhoud)
                rij[relatief(naam)] = (_kenmerk(map_ / naam), _kenmerk(klad / f"{n}.nieuw"))
            (klad / _RIJ).write_text(json.dumps(rij), "utf-8")
            with ononderbroken():
                niet_af = klad.rename(map_ / f"{_NIET_AF}{klad.name.removeprefix(_KLAD)}")
                _verplaats(map_, niet_af, list(rij))
                niet_af.rename(klad)
                meld(wat)
    except OSError as fout:
        raise Geweigerd.om("niet-schrijfbaar/schrijven", str(map_), fout=fout) from fout


@contextlib.contextmanager
def _kladmap(map_: Path) -> Iterator[Path]:
    """A folder of our own in a folder, locked as long as this process lives; those of dead ones are cleared."""
    _ruim_op(map_)
    with ononderbroken():  # between making it and knowing its name
        klad = Path(tempfile.mkdtemp(prefix=_KLAD, suffix=".tmp", dir=map_))
    handvat = os.open(klad / "slot", _NIEUW, 0o666)
    try:
        probeer_slot(handvat)
        klad.chmod(stat.S_IMODE(map_.stat().st_mode) & 0o777)  # who shares the folder can finish it as well
        gewone_rechten(klad / "slot", als=map_)
        yield klad
    finally:
        with ononderbroken():
            os.close(handvat)
            shutil.rmtree(klad, ignore_errors=True)


def _ruim_op(map_: Path) -> None:
    for klad in map_.glob(f"{_KLAD}*.tmp"):
        if (klad / "slot").is_file() and not klad.is_symlink():
            handvat = os.open(klad / "slot", _BESTAAND)
            try:
                if probeer_slot(handvat):
                    shutil.rmtree(klad, ignore_errors=True)
            finally:
                os.close(handvat)


def _verplaats(map_: Path, klad: Path, namen: Sequence[str]) -> None:
    """Move the files in a row; when one fails, those before it come back as they were."""
    gedaan: list[tuple[Path, Path | None]] = []
    try:
        for n, naam in enumerate(namen):
            doel, bewaard = map_ / naam, klad / f"{n}.oud"
            doel.parent.mkdir(parents=True, exist_ok=True)
            bestond = os.path.lexists(doel)
            if bestond:
                zet(str(bewaard), doel)  # who is killed here leaves the old one in its place
            gedaan.append((doel, bewaard if bestond else None))
            _zet_of_haal_weg(klad / f"{n}.nieuw", doel)
    except OSError:
        for doel, oud in reversed(gedaan):  # when this fails as well, the folder goes on saying that it is not finished
            if oud is not None:
                oud.replace(doel)
            else:
                doel.unlink(missing_ok=True)
        klad.rename(map_ / f"{_KLAD}{klad.name.removeprefix(_NIET_AF)}")
        raise


def _zet_of_haal_weg(bron: Path, doel: Path) -> None:
    if os.path.lexists(bron):
        bron.replace(doel)
    else:
        doel.unlink(missing_ok=True)


def voltooi(map_: Path) -> None:
    """Finish what was broken off while files were moved in a folder; whoever reads or writes there passes here first.

    A file that somebody else made or changed since then stays.

    Raises:
        Geweigerd: it cannot be finished here (who may only read), or another is at it.
    """
    for klad in sorted(map_.glob(f"{_NIET_AF}*.tmp")):
        try:
            handvat = os.open(klad / "slot", _BESTAAND)
            try:
                neem_slot(handvat, map_, _GEDULD)
                if klad.is_dir():  # not finished by another in the meantime
                    _maak_af(map_, klad)
            finally:
                os.close(handvat)
        except (OSError, ValueError, TypeError) as fout:
            if os.path.lexists(klad):
                reden = fout if isinstance(fout, OSError) else "beschadigd"
                raise Geweigerd.om("schrijven-afgebroken", str(klad), fout=reden) from fout


def _maak_af(map_: Path, klad: Path) -> None:
    if klad.is_symlink():
        raise ValueError("een koppeling")
    rij = _lees_rij(klad / _RIJ)
    for n, (naam, (oud, nieuw)) in enumerate(rij.items()):
        bron, doel = klad / f"{n}.nieuw", map_ / relatief(naam)
        if not doel.parent.resolve().is_relative_to(map_.resolve()):
            raise ValueError(naam)
        if oud != nieuw and _kenmerk(doel, zoals=oud) == oud:
            if _kenmerk(bron, zoals=nieuw) != nieuw:
                raise ValueError(naam)
            doel.parent.mkdir(parents=True, exist_ok=True)
            _zet_of_haal_weg(bron, doel)
    af = klad.rename(map_ / f"{_KLAD}{klad.name.removeprefix(_NIET_AF)}")
    shutil.rmtree(af, ignore_errors=True)


def _lees_rij(pad: Path) -> _Rij:
    if pad.is_symlink() or not pad.is_file() or pad.stat().st_size > _GROOTST:
        raise ValueError(pad.name)
    return {naam: (oud, nieuw) for naam, (oud, nieuw) in json.loads(pad.read_text("utf-8")).items()}


def _kenmerk(pad: Path, *, zoals: str = "") -> str:
    """Size and SHA-256 of a file, "" where nothing stands; of what is no file or very large, or has another size than ``zoals``,
    something else that tells it apart."""
    if not os.path.lexists(pad):
        return ""
    staat = pad.lstat()
    if not stat.S_ISREG(staat.st_mode) or staat.st_size > _GROOTST:
        return f"{stat.S_IFMT(staat.st_mode)} {staat.st_ino} {staat.st_mtime_ns}"
    maat = f"{staat.st_size} "
    return maat + (hashlib.sha256(pad.read_bytes()).hexdigest() if zoals.startswith(maat) or not zoals else "")


def zet(doel: str, inhoud: bytes | Path) -> None:
    """Write a file, or link it to one that has its content already; copy it where links cannot be."""
    if isinstance(inhoud, bytes):
        Path(doel).write_bytes(inhoud)
        return
    try:
        os.link(inhoud, doel, follow_symlinks=False)
    except OSError:  # another disk, or one without links
        shutil.copy2(inhoud, doel, follow_symlinks=False)


def relatief(naam: str) -> str:
    """A path inside a folder, and not in its archive; anything else is a mistake of who asks.

    >>> relatief("map/bestand.md")
    'map/bestand.md'
    """
    if "\\" in naam or any(deel.casefold() in ("", ".", "..", ".git") for deel in naam.split("/")):
        raise ValueError(f"geen pad binnen de map: {naam!r}")
    return naam
