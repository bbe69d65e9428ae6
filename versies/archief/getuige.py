"""A witness outside the dossier: this user's own state remembers the last commit that was recorded or published from it.

A folder that was put back as a whole, ``.git`` and all, is in itself in order; only somebody who saw more can tell.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.schijf import eigen_map, schrijf_atomair
from versies.archief.gitomgeving import MERK
from versies.archief.hoofd import FORMAAT
from versies.archief.logboek import MAP, bladnaam

_GEZIEN = re.compile(r"vastgelegd tot en met ([0-9a-f]{40})")


def herinnerd(map_: Path) -> str:
    """The last commit that this user recorded or published here; empty when nothing is remembered of this dossier.

    It is this dossier when it has the same name of its own, as a copy of the folder has, or begins with the same delivery, as
    a clone does: another dossier in the same place has neither.
    """
    with contextlib.suppress(OSError, UnicodeDecodeError):
        hoofd, *kent = _plek(map_).read_text("ascii").split("\n")
        weg = not (map_ / ".git").exists()  # what is left of it are its texts
        if re.fullmatch(r"[0-9a-f]{40}", hoofd) and set(kent) & {*_kenmerken(map_), *(_teksten(map_) if weg else ())}:
            return hoofd
    return ""


def onthoud(map_: Path, hoofd: str) -> None:
    """Remember a commit; without a place of one's own nothing is remembered, and nothing else suffers."""
    with contextlib.suppress(OSError, Geweigerd):
        plek = _plek(map_)
        plek.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        schrijf_atomair(plek, "\n".join((hoofd, *_kenmerken(map_), *_teksten(map_))), intern=True)


def vergeet(map_: Path) -> None:
    """Accept the dossier as it stands."""
    with contextlib.suppress(OSError):
        _plek(map_).unlink(missing_ok=True)


def gepubliceerd(site: Path) -> str:
    """The last commit that a set of pages says that it was made from; empty when it says none."""
    try:
        raak = _GEZIEN.search((site / "index.html").read_text("utf-8", "replace"))
    except OSError:
        return ""
    return raak[1] if raak else ""


def weiger(plaats: Path, eerder: str, advies: str) -> Geweigerd:
    """The refusal when a commit that was seen before is not part of the archive any more."""
    return Geweigerd.om("archief-teruggezet/gezien", str(plaats), vastlegging=eerder[:12], advies=advies)


def _kenmerken(map_: Path) -> list[str]:
    """By what a dossier is known again: the name that this program gave it, and its first delivery."""
    plekken = (map_ / ".git" / MERK / "slot", *(map_ / MAP / f"{bladnaam(1, vorm)}.xml" for vorm in (1, FORMAAT)))
    return [hashlib.sha256(p.read_bytes()).hexdigest() for p in plekken if p.is_file() and p.stat().st_size]


def _teksten(map_: Path) -> list[str]:
    """The first text of some of its regulations."""
    eerste = (min(werk.glob("*.xml"), default=None) for werk in sorted((map_ / "regelingen").glob("*"))[:5])
    plekken = [p for p in eerste if p is not None]
    return [hashlib.sha256(p.read_bytes()).hexdigest() for p in plekken if p.is_file()]


def _plek(map_: Path) -> Path:
    naam = hashlib.sha256(str(map_.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return eigen_map() / "getuige" / naam
