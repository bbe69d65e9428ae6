"""Where the workbench keeps its own files: in the user's own state, one folder per dossier, for this user only."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def werkmap(dossier: Path) -> Path:
    """The folder of this dossier (mode 0700), made when it is not there. ``VERORDENING_WERKMAP`` moves all of them.

    What stands in it is made from the dossier and can be made again, except the changes that somebody is drafting.
    """
    eigen = os.environ.get("VERORDENING_WERKMAP")
    xdg = Path(os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA") or "")
    basis = Path(eigen) if eigen else (xdg if xdg.is_absolute() else Path.home() / ".local" / "state") / "verordening"
    pad = basis / "werkbank" / hashlib.sha256(str(dossier.resolve()).encode()).hexdigest()[:16]
    pad.mkdir(mode=0o700, parents=True, exist_ok=True)
    pad.chmod(0o700)
    return pad
