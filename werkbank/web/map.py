"""Where the workbench keeps its own files: in the user's own state, one folder per dossier, for this user only."""

from __future__ import annotations

import hashlib
from pathlib import Path

from verordening.schijf import eigen_map


def werkmap(dossier: Path) -> Path:
    """The folder of this dossier (mode 0700), made when it is not there. ``VERORDENING_WERKMAP`` moves all of them.

    What stands in it is made from the dossier and can be made again, except the changes that somebody is drafting.
    """
    pad = eigen_map() / "werkbank" / hashlib.sha256(str(dossier.resolve()).encode()).hexdigest()[:16]
    pad.mkdir(mode=0o700, parents=True, exist_ok=True)
    pad.chmod(0o700)
    return pad
