"""A new repository, beside the dossier that it will belong to: half of one, or an empty one, never shows."""

from __future__ import annotations

import os
import stat
import uuid
from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.schijf import gewone_rechten, maak_map
from versies.archief.gitomgeving import MERK, is_gedeeld, omgeving
from versies.archief.gitproces import GitProces, kort
from versies.archief.opslag import HOOFDLIJN


def begin(map_: Path, klad: Path) -> Path:
    """Make a repository in a working folder; its ``.git``.

    Args:
        map_: the dossier, which need not be there: who may write in it, or in the folder above, may write in the repository.
        klad: the working folder.

    Raises:
        Geweigerd: no git program, or a folder that cannot be written.
    """
    boven = next(m for m in (map_, *map_.parents) if m.exists())
    gedeeld = is_gedeeld(boven) and (boven == map_ or bool(boven.stat().st_mode & stat.S_ISGID))
    eigen = klad / "d" / ".git" / MERK
    try:
        if gedeeld:
            klad.chmod(0o2770)
        git = GitProces(klad, os.environ | omgeving(gedeeld=gedeeld))
        if reden := git.doe("init", "-q", "--template=", f"--initial-branch={HOOFDLIJN}", "d"):
            raise Geweigerd.om("niet-vastgelegd/mislukt", str(map_), reden=reden)
        maak_map(eigen)
        (eigen / "slot").write_text(uuid.uuid4().hex)
        gewone_rechten(eigen / "slot", als=eigen)
    except OSError as fout:
        raise Geweigerd.om("niet-schrijfbaar/schrijven", str(map_), fout=kort(fout)) from fout
    return eigen.parent
