"""Writing to disk without leaving anything half-written."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from .bevinding import Geweigerd

__all__ = ["schrijf_atomair"]


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
