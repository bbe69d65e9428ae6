"""Git without surprises: nothing of the user's configuration, no hooks, no network, no foreign repository.

Legal time never comes from git; git keeps history and proves that nothing was changed (``regels`` H.3).
"""

from __future__ import annotations

import configparser
import os
from pathlib import Path

from verordening.bevinding import Geweigerd

__all__ = ["MERK", "controleer_vreemd", "omgeving"]

MERK = "verordening"
"""Folder of our own inside ``.git``: lock, journal, index."""

_VAST = {
    "safe.directory": "*",
    "core.autocrlf": "false",
    "core.eol": "lf",
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.attributesFile": os.devnull,
    "core.excludesFile": os.devnull,
    "core.quotePath": "true",
    "commit.gpgSign": "false",
    "tag.gpgSign": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "pack.threads": "1",
    "user.name": "Dossierbeheer",
    "user.email": "dossier@localhost",
}

_TOEGESTAAN = {
    "core": {
        "repositoryformatversion",
        "filemode",
        "bare",
        "logallrefupdates",
        "symlinks",
        "ignorecase",
        "precomposeunicode",
        "autocrlf",
        "eol",
    },
    "user": {"name", "email"},
    "extensions": {"objectformat"},
}
_TOEGESTANE_SOORTEN = ("remote ", "branch ")


def omgeving() -> dict[str, str]:
    """Environment for every git process: fixed settings, everything of the user switched off."""
    uit = {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_ATTR_NOSYSTEM": "1",
        "LC_ALL": "C",
        "GIT_CONFIG_COUNT": str(len(_VAST)),
    }
    for nummer, (sleutel, waarde) in enumerate(_VAST.items()):
        uit[f"GIT_CONFIG_KEY_{nummer}"] = sleutel
        uit[f"GIT_CONFIG_VALUE_{nummer}"] = waarde
    return uit


def schone_omgeving() -> None:
    """Take git's own variables out of this process: ``GIT_DIR`` and the like would point it elsewhere."""
    for naam in [n for n in os.environ if n.startswith("GIT_") and not n.startswith("GIT_PYTHON")]:
        del os.environ[naam]


def controleer_vreemd(map_: Path) -> None:
    """Refuse a folder whose ``.git`` was not made by this toolkit, or that could make git run or read something else.

    Raises:
        Geweigerd: no ``.git`` folder of our own, a link, borrowed objects, or a setting outside the harmless few.
    """
    git = map_ / ".git"
    if git.is_symlink() or not git.is_dir():
        raise Geweigerd(
            "deze map heeft geen eigen archief",
            plaats=str(map_),
            code="geen-archief",
            advies="Leg eerst iets vast met «verordening neem-op».",
        )
    if not (git / MERK / "slot").exists():
        raise Geweigerd(
            "deze git-opslag is niet door dit programma gemaakt",
            plaats=str(map_),
            code="vreemde-opslag",
            advies="Gebruik een lege map voor het archief.",
        )
    for naam in ("objects/info/alternates", "commondir", "objects/info/http-alternates", "shallow", "info/grafts"):
        if (git / naam).exists():
            raise Geweigerd(
                f"de git-opslag leent van elders ({naam})",
                plaats=str(map_),
                code="vreemde-opslag",
                advies="Haal het archief opnieuw op bij de eigenaar.",
            )
    for naam in ("objects", "refs", "config", "HEAD", MERK):
        if (git / naam).is_symlink():
            raise Geweigerd(
                f"een deel van de git-opslag is een koppeling ({naam})",
                plaats=str(map_),
                code="vreemde-opslag",
                advies="Haal het archief opnieuw op bij de eigenaar.",
            )
    _controleer_instellingen(git / "config", str(map_))


def _controleer_instellingen(bestand: Path, plaats: str) -> None:
    lezer = configparser.ConfigParser(strict=False, interpolation=None, allow_no_value=True)
    try:
        tekst = bestand.read_text("utf-8")
        lezer.read_string("\n".join(regel.strip() for regel in tekst.splitlines()))
    except (OSError, UnicodeDecodeError, configparser.Error) as fout:
        raise Geweigerd(
            "de instellingen van de git-opslag zijn niet te lezen",
            plaats=plaats,
            code="archief-beschadigd",
            advies="Zet het bestand .git/config terug uit een reservekopie.",
        ) from fout
    for groep in lezer.sections():
        soort = groep.split('"')[0].strip().lower()
        goed = _TOEGESTAAN.get(soort)
        for sleutel in lezer[groep]:
            if groep.lower().startswith(_TOEGESTANE_SOORTEN):
                continue
            if goed is None or sleutel not in goed:
                raise Geweigerd(
                    f"de git-opslag heeft een vreemde instelling ({groep}.{sleutel})",
                    plaats=plaats,
                    code="vreemde-opslag",
                    advies="Verwijder die regel uit .git/config.",
                )
