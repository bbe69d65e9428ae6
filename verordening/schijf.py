"""Writing to disk without leaving anything half-written."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from verordening.bevinding import Geweigerd

__all__ = ["schrijf_atomair", "schrijf_set"]


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
        masker = os.umask(0)
        os.umask(masker)
        Path(tijdelijk).chmod(0o666 & ~masker)
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
