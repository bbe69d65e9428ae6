"""Signs that Word prints from a symbol font: which sign of Unicode they are.

``symboolletters.json`` has per font the runs of signs by their first code: Symbol in the order of Adobe's symbol encoding,
of Wingdings only signs that documents use. A sign that is not there is refused, never guessed.

>>> symbool("Symbol", 0xF0B3), symbool("Wingdings", 0xFC), symbool("Wingdings", 0x4A)
('≥', '✓', None)
"""

from __future__ import annotations

import json
import re
from pathlib import Path

_EIGEN = re.compile("[\ue000-\uf8ff]")
_LETTERS = {
    letter: {int(begin, 16) + plek: teken for begin, reeks in reeksen.items() for plek, teken in enumerate(reeks)}
    for letter, reeksen in json.loads(Path(__file__).with_name("symboolletters.json").read_text("utf-8")).items()
}


def is_symboolletter(letter: str) -> bool:
    """Whether a font prints other signs than the characters that it is given."""
    return letter.lower() in _LETTERS or letter.lower() in ("wingdings 3", "zapfdingbats")


def symbool(letter: str, teken: int) -> str | None:
    """The sign that a font prints for a code; None when that is not known here.

    Args:
        letter: name of the font.
        teken: the code, with or without 0xF000.
    """
    tabel = _LETTERS.get(letter.lower())
    if tabel is not None:
        return tabel.get(teken & 0xFF if teken >= 0xF000 else teken)
    if is_symboolletter(letter) or 0xE000 <= teken <= 0xF8FF:
        return None
    return chr(teken) if teken > 31 else None


def naar_unicode(tekst: str, letter: str) -> tuple[str, str]:
    """Text with the signs that its font prints; and the characters for which that is not known.

    >>> naar_unicode("\\uf0b3 10", "Symbol")
    ('≥ 10', '')
    """
    if not is_symboolletter(letter) and not _EIGEN.search(tekst):
        return tekst, ""
    uit, onbekend = [], []
    for teken in tekst:
        gevonden = " " if teken.isspace() else symbool(letter, ord(teken))
        uit.append(gevonden or "\ufffd")
        if gevonden is None:
            onbekend.append(teken)
    return "".join(uit), "".join(onbekend)
