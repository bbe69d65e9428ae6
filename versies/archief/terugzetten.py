"""After an accident: bring a dossier back to what was recorded, and keep whatever stood in its place."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.schijf import maak_map, schrijf_atomair
from verordening.voltooid import meld, ononderbroken
from versies.archief import getuige
from versies.archief.git import GitOpslag
from versies.archief.gitomgeving import MERK, controleer_vreemd
from versies.archief.hoofd import lees_hoofd
from versies.archief.opslag import HOOFDLIJN
from versies.archief.poort import afwijkingen
from versies.archief.register import Vorig
from versies.archief.werkbestanden import herschreven, is_vastgelegd


@dataclass(frozen=True, slots=True)
class Teruggezet:
    """What was done: the last commit when it had to be found again, the files put back, and where the others are kept."""

    hoofd: str = ""
    bestanden: tuple[str, ...] = ()
    bewaard: Path | None = None
    werk: tuple[str, ...] = ()
    """What people work in, and is not as it was recorded: that stays."""


def zet_terug(map_: Path, *, alles: bool = False, aanvaard: bool = False) -> Teruggezet:
    """Put back what was recorded: the last commit, branches and labels, and the files of the folder.

    Args:
        map_: the dossier. aanvaard: the last commit that is there counts, also when more was seen here before.
        alles: also the files that people work in (choices, decisions on links, templates).

    Returns:
        What was done. A file that stood in the place of a recorded one, or passed for one, is moved to a new folder
        beside the dossier; nothing is thrown away.

    Raises:
        Geweigerd: no archive, or one that needs a backup.
    """
    controleer_vreemd(map_)
    if aanvaard:
        lees_hoofd(map_ / ".git")
        getuige.vergeet(map_)
        (map_ / ".git" / MERK / "register.sqlite").unlink(missing_ok=True)
    hoofd = _herstel_hoofd(map_)
    with GitOpslag(map_, gekeurd=True) as opslag, opslag.slot():
        opslag.ruim_sloten()
        opslag.zet_verwijzingen_recht()
        boom = opslag.boom(opslag.hoofd() or "")
        anders = afwijkingen(map_, boom)
        raak = [p for p in anders if alles or is_vastgelegd(p) or not _is_gewoon(map_ / p)]
        inhoud = {pad: opslag.lees(boom[pad]) for pad in raak if pad in boom}
        weg = _verplaats(map_, [p for p in raak if (map_ / p).exists() or (map_ / p).is_symlink()])
        for pad, wat in inhoud.items():
            maak_map((map_ / pad).parent)
            schrijf_atomair(map_ / pad, wat)
    return Teruggezet(hoofd, tuple(raak), weg, tuple(p for p in anders if p not in raak))


def _is_gewoon(plek: Path) -> bool:
    return plek.is_file() and not plek.is_symlink()


def _verplaats(map_: Path, paden: list[str]) -> Path | None:
    if not paden:
        return None
    thuis = map_.resolve()
    plek = next(p for n in count(1) if not (p := thuis.with_name(f"{thuis.name}-bewaard-{n}")).exists())
    with ononderbroken():
        for pad in paden:
            if os.path.lexists(map_ / pad):  # else it went with the folder that stood in the place of a file
                (plek / pad).parent.mkdir(parents=True, exist_ok=True)
                (map_ / pad).rename(plek / pad)
        meld(f"wat er stond, is bewaard in {plek}")
    return plek


def _herstel_hoofd(map_: Path) -> str:
    """The last commit, found again by the index or git's own journal when it is gone or was turned back; else empty."""
    git = map_ / ".git"
    try:
        staat = lees_hoofd(git)
    except Geweigerd:
        staat = None
    kandidaat = _onthouden(git)
    if kandidaat == "" and staat is None:
        raise _niet_te_vinden(map_)
    with GitOpslag(map_) as opslag:
        if staat is not None and (not kandidaat or opslag.is_voorouder(kandidaat, staat)):
            staat = kandidaat = _laatste_levering(opslag, staat)
            if not kandidaat:
                return ""  # the archive went on after the index was made
        if not opslag.is_heel(kandidaat) or (staat is not None and not opslag.is_voorouder(staat, kandidaat)):
            raise _niet_te_vinden(map_)
        opslag.ruim_sloten()
        with ononderbroken():
            (git / "refs" / "heads" / HOOFDLIJN).unlink(missing_ok=True)
            opslag.zet_hoofd(kandidaat)
            meld("de laatste vastlegging is teruggevonden")
    return kandidaat


def _laatste_levering(opslag: GitOpslag, hoofd: str) -> str:
    """The last delivery, when somebody else changed with git what was recorded and nothing was recorded since; else empty."""
    laatste = next((v.id for v in reversed(opslag.historie()) if v.is_levering), "")
    try:
        anders = herschreven(opslag.erbij(laatste, hoofd), opslag.boom(laatste)) if laatste else ""
    except Geweigerd as fout:  # a name that this program stores nowhere
        anders = fout.reden
    return laatste if anders else ""


def _onthouden(git: Path) -> str:
    """The last commit that this copy knows of."""
    if uit := getuige.herinnerd(git.parent) or Vorig(git / MERK / "register.sqlite").hoofd:
        return uit
    try:
        regels = (git / "logs" / "refs" / "heads" / HOOFDLIJN).read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return regels[-1].split(" ")[1] if regels and len(regels[-1].split(" ")) > 1 else ""


def _niet_te_vinden(map_: Path) -> Geweigerd:
    return Geweigerd.om("hoofd-weg", str(map_))
