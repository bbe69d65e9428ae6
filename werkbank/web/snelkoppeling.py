"""A start file for the desktop, so that nobody needs a command line again."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.schijf import schrijf_atomair

_EINDE = {"win32": ".cmd", "darwin": ".command"}


def schrijf_snelkoppeling(dossier: Path, bronnen: Sequence[Path], *, map_: Path | None = None) -> Path:
    """Write the start file on the desktop (or in the home folder when there is none); the path.

    Args:
        map_: another place.

    Raises:
        Geweigerd: no such dossier, or the file cannot be written.
    """
    if not dossier.is_dir():
        raise Geweigerd.om("geen-map", str(dossier))
    plekken = [Path.home() / naam for naam in ("Desktop", "Bureaublad", "OneDrive/Desktop", "OneDrive/Bureaublad")]
    plek = map_ or next((p for p in plekken if p.is_dir()), Path.home())
    pad = plek / f"Werkbank {dossier.name}{_EINDE.get(sys.platform, '.desktop')}"
    schrijf_atomair(pad, inhoud(sys.platform, dossier, bronnen))
    pad.chmod(0o755)
    return pad


def inhoud(systeem: str, dossier: Path, bronnen: Sequence[Path], python: str = sys.executable) -> str:
    """What stands in the file: this same program, with full paths.

    >>> print(inhoud("win32", Path("D:/Onze regels 100%"), [], "C:/Python/python.exe").replace("\\r", ""), end="")
    @echo off
    chcp 65001 >nul
    C:/Python/python.exe -m werkbank start "D:/Onze regels 100%%"
    if errorlevel 1 pause
    >>> inhoud("linux", Path("/huis/regels"), [], "/usr/bin/python3").splitlines()[3]
    'Exec=/usr/bin/python3 -m werkbank start /huis/regels'
    """
    woorden = [python, "-m", "werkbank", "start", str(dossier)]
    for bron in bronnen:
        woorden += ["--bron", str(bron)]
    if any(c in w for w in woorden for c in '\r\n"'):
        raise Geweigerd.om("geweigerd/naam-aanhalingsteken", str(dossier))
    if systeem == "win32":
        regel = subprocess.list2cmdline(woorden).replace("%", "%%")
        return f"@echo off\r\nchcp 65001 >nul\r\n{regel}\r\nif errorlevel 1 pause\r\n"
    if systeem == "darwin":
        return f"#!/bin/sh\nexec {shlex.join(woorden)}\n"
    uitvoer = " ".join(_exec(w) for w in woorden)
    return f"[Desktop Entry]\nType=Application\nName=Werkbank {dossier.name}\nExec={uitvoer}\nTerminal=true\nCategories=Office;\n"


def _exec(woord: str) -> str:
    """One argument by the rules of the Desktop Entry Specification: double quotes, and ``%`` doubled."""
    gedubbeld = woord.replace("%", "%%")
    if all(c.isalnum() or c in "/._-%" for c in woord):
        return gedubbeld
    return '"' + "".join("\\" * 4 if c == "\\" else f"\\\\{c}" if c in "`$" else c for c in gedubbeld) + '"'
