"""Writing what people decide: under one lock, only over what they saw, one record at a time."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from verordening.aanvullen import dossierslot
from verordening.schijf import schrijf_atomair


def lees_staat(pad: Path) -> dict[str, dict[str, Any]]:
    """All records of a file; none when it is not there."""
    if not pad.is_file():
        return {}
    staat: dict[str, dict[str, object]] = json.loads(pad.read_bytes())
    return staat


def merk(record: dict[str, object] | None) -> str:
    """What a form carries to say which state of *this record* its reader saw; of the file as a whole two readers always differ."""
    return hashlib.sha256(json.dumps(record or {}, sort_keys=True).encode()).hexdigest()[:16]


def werk_bij(pad: Path, sleutel: str, zag: str, nieuw: dict[str, object]) -> dict[str, object] | None:
    """Replace one record when its writer saw the last state.

    Args:
        zag: :func:`merk` of what was seen.

    Returns:
        None when it is stored (or was the same already); else the record as another has made it, and nothing is written.

    Raises:
        Geweigerd: the file cannot be written; it is then untouched.
    """
    with dossierslot(pad.parent):
        staat = lees_staat(pad)
        huidig = staat.get(sleutel, {})
        if huidig == nieuw:
            return None
        if merk(huidig) != zag:
            return huidig
        schrijf_atomair(pad, json.dumps({**staat, sleutel: nieuw}, ensure_ascii=False))
        return None
