"""The last commit of an archive, found without starting git: there is one, there is none yet, or the archive is damaged."""

from __future__ import annotations

import re
from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.systeem import gezegd
from versies.archief.gitomgeving import MERK, heeft_bladen
from versies.archief.opslag import HOOFDLIJN
from versies.archief.werkbestanden import FORMAATBESTAND

ADVIES = "Zie «verordening zet-terug», of zet een reservekopie terug."
FORMAAT = 3
"""Number of the form of an archive, in the file ``format`` of the dossier. 1 (no such file): deliveries without the
decisions that made their texts, and without corrections. 2: all deliveries in one folder. Every earlier form is read; the
first delivery that is stored brings an archive to the present one, and what was stored stays where it is."""
_IDENT = re.compile(r"[0-9a-f]{40}")


def lees_hoofd(git: Path) -> str | None:
    """Identifier of the last commit on the main line as it stands in ``.git``; None when there is none.

    Raises:
        Geweigerd: it is there and cannot be read. An empty file, as after a power cut, is not an empty archive.
    """
    try:
        return _ident((git / "refs" / "heads" / HOOFDLIJN).read_text("ascii").strip(), git)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, UnicodeDecodeError) as fout:
        raise _onleesbaar(git, gezegd(fout)) from fout
    try:
        gepakt = (git / "packed-refs").read_text("ascii")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as fout:
        raise _onleesbaar(git, gezegd(fout)) from fout
    regels = re.findall(rf"^(.*) refs/heads/{HOOFDLIJN}$", gepakt, re.M)
    return _ident(regels[0] if len(regels) == 1 else " ", git) if regels else None


def vind_hoofd(map_: Path) -> str | None:
    """The last commit of the archive of a dossier; None when it has no archive, or nothing in it.

    Raises:
        Geweigerd: something was recorded here once and the last commit is gone or unreadable, or a copy of a
            synchronisation program stands beside it.
    """
    git = map_ / ".git"
    hoofd = lees_hoofd(git)
    dubbel = [p.name for p in (git / "refs" / "heads").glob(f"{HOOFDLIJN}?*") if p.suffix != ".lock"]
    if dubbel:
        raise Geweigerd.om("conflictkopie", str(git / "refs" / "heads"), naam=dubbel[0], advies=ADVIES)
    if hoofd is None and git.exists() and ((git / MERK / "register.sqlite").exists() or heeft_bladen(map_)):
        raise _onleesbaar(git, f"refs/heads/{HOOFDLIJN} ontbreekt")
    return hoofd


def stempel(map_: Path) -> tuple[object, ...]:
    """What is another when the last commit is, or the settings of git: times and sizes of the files that say them."""
    plekken = (map_ / ".git" / naam for naam in (f"refs/heads/{HOOFDLIJN}", "packed-refs", "config"))
    return tuple((p.stat().st_mtime_ns, p.stat().st_size) if p.is_file() else () for p in plekken)


def _ident(gelezen: str, git: Path) -> str:
    if _IDENT.fullmatch(gelezen):
        return gelezen
    raise _onleesbaar(git, f"refs/heads/{HOOFDLIJN} is {'leeg' if not gelezen else 'geen vastlegging'}")


def _onleesbaar(git: Path, reden: str) -> Geweigerd:
    return Geweigerd.om("hoofd-weg/onleesbaar", str(git.parent), reden=reden, advies=ADVIES)


def vorm_in(inhoud: bytes) -> int:
    """The number that the file ``format`` holds; 0 when it holds none."""
    return int(inhoud) if re.fullmatch(rb"\s*\d{1,9}\s*", inhoud) else 0


def controleer_formaat(map_: Path) -> None:
    """Refuse an archive of a later edition than this one, or of which the form cannot be read.

    Args:
        map_: the dossier.
    """
    bestand = map_ / FORMAATBESTAND
    try:
        nummer = vorm_in(bestand.read_bytes()) if bestand.exists() else 1
    except OSError:
        nummer = 0
    if not 1 <= nummer <= FORMAAT:
        raise Geweigerd.om("formaat-onbekend", str(map_), nummer=nummer or "onleesbaar")
