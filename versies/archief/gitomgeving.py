"""Git without surprises: a dossier is data, never a program.

Nothing of the user's configuration counts, no hooks, no network, no foreign repository. What a received dossier may say in
its own ``.git/config`` is a short list of settings and values; it is git itself that reads that file here, so that there is
no second opinion about what it says. Anything outside the list is refused before git is asked anything about the dossier.

Legal time never comes from git; git keeps history and proves that nothing was changed (``regels`` H.3).
"""

from __future__ import annotations

import os
import re
import stat
import subprocess
from functools import lru_cache
from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.schijf import SLOT
from verordening.xmlveilig import LIMIET
from versies.archief.werkbestanden import FORMAATBESTAND, MAPPEN

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
    "core.commitGraph": "false",
    "core.multiPackIndex": "false",
    "commit.gpgSign": "false",
    "tag.gpgSign": "false",
    "log.showSignature": "false",
    "gpg.program": "false",
    "gpg.ssh.program": "ssh-keygen",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "pack.threads": "1",
    "user.name": "Dossierbeheer",
    "user.email": "dossier@localhost",
}

_MAG_GROOT = (".git/objects/", f".git/{MERK}/register.sqlite")
_JA_NEE = re.compile(r"true|false")
_REGEL = re.compile(r"[^\x00-\x1f\x7f]{0,200}")
_TOEGESTAAN = {
    "core.repositoryformatversion": re.compile("0"),
    "core.filemode": _JA_NEE,
    "core.bare": re.compile("false"),
    "core.logallrefupdates": _JA_NEE,
    "core.symlinks": _JA_NEE,
    "core.ignorecase": _JA_NEE,
    "core.precomposeunicode": _JA_NEE,
    "core.sharedrepository": re.compile(r"group|all|umask|world|everybody|true|false|0?[0-7]{1,3}"),
    "receive.denynonfastforwards": _JA_NEE,  # git zet dit zelf in een gedeelde map
    "core.autocrlf": _JA_NEE,
    "core.eol": re.compile("lf|native"),
    "user.name": _REGEL,
    "user.email": _REGEL,
}
"""Setting → the values that it may have. Nothing of this can make git run or read anything else."""
_TAKKEN = re.compile(r"(branch\..*\.(merge|remote|rebase)|remote\..*\.fetch)", re.S)
"""What ``git clone`` writes about branches: names only, which nothing here uses."""
_HERKOMST = re.compile(r"remote\..*\.url", re.S)
_GEWOON_ADRES = re.compile(r"(?!-)(?!.*::)[^\x00-\x1f\x7f]{1,1000}")
"""Where a clone came from: any address but one that names a helper program. It is never followed."""


def omgeving(*, gedeeld: bool = False) -> dict[str, str]:
    """Environment for every git process: fixed settings, everything of the user switched off.

    Args:
        gedeeld: a group shares the archive: what git writes can be written by the group as well.
    """
    vast = _VAST | ({"core.sharedRepository": "group"} if gedeeld else {})
    uit = {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_ALLOW_PROTOCOL": "geen",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOC_LIMIT": str(2 * LIMIET),
        "GIT_PAGER": "cat",
        "GIT_EDITOR": "false",
        "GIT_ASKPASS": "false",
        "LC_ALL": "C",
        "GIT_CONFIG_COUNT": str(len(vast)),
    }
    for nummer, (sleutel, waarde) in enumerate(vast.items()):
        uit[f"GIT_CONFIG_KEY_{nummer}"] = sleutel
        uit[f"GIT_CONFIG_VALUE_{nummer}"] = waarde
    return uit


def is_gedeeld(git: Path) -> bool:
    """Whether a group may write in an archive (a shared network folder)."""
    try:
        return bool(git.stat().st_mode & stat.S_IWGRP)
    except OSError:
        return False


def heeft_bladen(map_: Path) -> bool:
    """Whether a folder holds deliveries of ours: a copy made with ``git clone`` is an archive."""
    return any(not p.is_symlink() for p in (map_ / "consolidatie").rglob("[0-9]*.xml"))


def schone_omgeving() -> None:
    """Take git's own variables out of this process: ``GIT_DIR`` and the like would point it elsewhere."""
    for naam in [n for n in os.environ if n.startswith("GIT_")]:
        del os.environ[naam]


def keur(map_: Path) -> bool:
    """Refuse a folder that could lead elsewhere; True when it has an archive, which is ours (:func:`controleer_vreemd`)."""
    heeft = (map_ / ".git").exists()
    (controleer_vreemd if heeft else controleer_map)(map_)
    return heeft


def controleer_vreemd(map_: Path) -> None:
    """Refuse a folder whose ``.git`` holds no archive, or that could make git run or read something else.

    Raises:
        Geweigerd: no ``.git`` folder with an archive, a link, borrowed objects, or a setting outside the harmless few.
    """
    git = map_ / ".git"
    if git.is_symlink() or not git.is_dir():
        raise Geweigerd.om("geen-archief", str(map_))
    if not (git / MERK / "slot").exists() and not heeft_bladen(map_):
        raise Geweigerd.om("vreemde-opslag", str(map_))
    for naam in (
        "objects/info/alternates",
        "commondir",
        "objects/info/http-alternates",
        "shallow",
        "info/grafts",
        "config.worktree",
        "modules",
        "worktrees",
    ):
        if (git / naam).exists():
            raise Geweigerd.om("vreemde-opslag/opslag-leent", str(map_), naam=naam)
    controleer_map(map_)
    _controleer_instellingen(git / "config", str(map_))


def controleer_map(map_: Path) -> None:
    """Refuse a folder in which something stands that is no ordinary file: it could lead a reader or writer elsewhere, or hold it.

    In ``.git`` nothing may be a link, and none of the small files (nor those of the dossier itself) may be very large. Elsewhere a file may be a link (the gate
    compares it with what was recorded), but not to a device; and no folder of recorded files may be one.

    Args:
        map_: the dossier.

    Raises:
        Geweigerd: a pipe, socket or device, a link as said, or such a large file; with its place.
    """
    mappen = [("", str(map_))]
    while mappen:
        voor, hier = mappen.pop()
        for plek in _plekken(hier):
            pad = voor + plek.name
            if plek.is_dir(follow_symlinks=False):
                mappen.append((f"{pad}/", plek.path))
            elif voor and plek.is_file(follow_symlinks=False) and not pad.startswith(".git/"):
                continue  # most of them
            elif fout := _bijzonder(plek, pad):
                raise Geweigerd.om(fout, str(map_), naam=pad)


def _plekken(map_: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(map_) as plekken:
            return list(plekken)
    except OSError:  # gone meanwhile, or not to be read: whoever needs it says so
        return []


def _bijzonder(plek: os.DirEntry[str], pad: str) -> str:
    """What is the matter with a place that is no folder: the key of a refusal, or nothing."""
    if plek.is_symlink():
        if pad.startswith(".git/") or (plek.is_dir() and f"{pad}/".startswith(MAPPEN)) or pad == SLOT:
            return "vreemde-opslag/deel-opslag"
        return (
            "vreemde-opslag/bijzonder" if Path(plek.path).exists() and not plek.is_file() and not plek.is_dir() else ""
        )
    if not plek.is_file():
        return "vreemde-opslag/bijzonder"
    klein = pad.startswith(".git/") and not pad.startswith(_MAG_GROOT)
    klein = klein or ("/" not in pad and pad.endswith((".xml", FORMAATBESTAND)))
    try:
        return "vreemde-opslag/groot" if klein and plek.stat().st_size > LIMIET else ""
    except OSError:
        return ""


def _controleer_instellingen(bestand: Path, plaats: str) -> None:
    """The settings in a file as git itself reads them; includes are not followed, and nothing is run for it."""
    gelezen = _lees_instellingen(bestand.read_bytes()) if bestand.is_file() else None
    if gelezen is None:
        raise Geweigerd.om("archief-beschadigd", plaats)
    for sleutel, waarde in gelezen:
        vorm = _TOEGESTAAN.get(sleutel)
        if _TAKKEN.fullmatch(sleutel) or (vorm is not None and vorm.fullmatch(waarde)):
            continue
        if _HERKOMST.fullmatch(sleutel) and _GEWOON_ADRES.fullmatch(waarde):
            continue
        raise Geweigerd.om("vreemde-opslag/opslag-vreemde", plaats, sleutel_=f"{sleutel[:80]!r}")


@lru_cache(maxsize=8)
def _lees_instellingen(inhoud: bytes) -> tuple[tuple[str, str], ...] | None:
    """None when git cannot read them. Asked once for the same content: a page opens the archive several times."""
    opdracht = ["git", "config", "--no-includes", "--null", "--list", "--file", "-"]
    schoon = {n: w for n, w in os.environ.items() if not n.startswith("GIT_")} | omgeving()
    try:
        uit = subprocess.run(
            opdracht, input=inhoud, capture_output=True, env=schoon, cwd=Path.cwd().anchor, check=False
        )
    except FileNotFoundError as fout:
        raise Geweigerd.om("geen-git") from fout
    if uit.returncode != 0:
        return None
    rijen = (rij.partition("\n") for rij in uit.stdout.decode("utf-8", "surrogateescape").split("\0") if rij)
    return tuple((sleutel, waarde if teken else "true") for sleutel, teken, waarde in rijen)
