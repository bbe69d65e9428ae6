"""What the operating system says, in Dutch: ``systeem.json``, one line per cause."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

_WOORDEN: dict[str, str] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
_ENGELS = {os.strerror(getattr(errno, naam)): woorden for naam, woorden in _WOORDEN.items() if hasattr(errno, naam)}


def gezegd(fout: object) -> str:
    """What went wrong, in Dutch where the system said it; words of another program stay as they are.

    >>> gezegd(OSError(28, "No space left on device", "a.xml")), gezegd("fatal: a.xml: No space left on device")
    ('de schijf is vol', 'de schijf is vol')
    """
    if isinstance(fout, UnicodeError):
        return "geen leesbare tekst"
    if isinstance(fout, OSError) and errno.errorcode.get(fout.errno or 0) in _WOORDEN:
        return _WOORDEN[errno.errorcode[fout.errno or 0]]
    tekst = " ".join(str(fout).split())
    return next((woorden for zin, woorden in _ENGELS.items() if zin in tekst), tekst)
