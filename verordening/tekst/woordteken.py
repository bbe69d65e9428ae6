"""Signs that Word prints from a symbol font: which sign of Unicode they are.

The order of the font Symbol is that of Adobe's symbol encoding; of Wingdings only signs that documents use are here.
A sign that is not here is refused, never guessed.

>>> symbool("Symbol", 0xF0B3), symbool("Wingdings", 0xFC), symbool("Wingdings", 0x4A)
('≥', '✓', None)
"""

from __future__ import annotations

import re

_EIGEN = re.compile("[\ue000-\uf8ff]")

_SYMBOL_LAAG = " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HOOG = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
_SYMBOL = {
    **{0x20 + i: teken for i, teken in enumerate(_SYMBOL_LAAG)},
    **{0xA0 + i: teken for i, teken in enumerate(_SYMBOL_HOOG)},
    **{0xF1 + i: teken for i, teken in enumerate("〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭")},
}
_WINGDINGS = {
    int(paar[:2], 16): paar[2]
    for paar in [
        "22✂",
        "28☎",
        "2A✉",
        "6C●",
        "6D❍",
        "6E■",
        "6F□",
        "70□",
        "71❑",
        "72❒",
        "73⬧",
        "75◆",
        "76❖",
        "77⬥",
        "78☒",
        "9F•",
        "A1○",
        "A2○",
        "A7▪",
        "A8☐",
        "D8➢",
        "DF←",
        "E0→",
        "E1↑",
        "E2↓",
        "E8➔",
        "EF⇦",
        "F0⇨",
        "FB✗",
        "FC✓",
        "FD☒",
        "FE☑",
    ]
}
_LETTERS: dict[str, dict[int, str]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x4F: "✗"},
    "webdings": {0x61: "✓", 0x72: "✗", 0x63: "☐"},
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
