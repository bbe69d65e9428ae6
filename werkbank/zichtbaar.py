"""What goes to a terminal or a pipe: signs that cannot be seen are shown as a code, never sent raw."""

from __future__ import annotations

import re
from typing import Any

from verordening.onzichtbaar import ONZICHTBAAR, toonbaar

_BESTURING = re.compile(r"(\x1b\[[0-9;?]*[A-Za-z])")
"""Colour and cursor of the program itself; text of a regulation with such a code is shown by its first sign elsewhere."""


def beveilig(stroom: Any) -> None:
    """Let a text stream show what it would send raw; on a terminal the program's own colours still pass."""
    schrijf, kleur = stroom.write, stroom.isatty()

    def veilig(tekst: str) -> int:
        if not kleur:
            uit = toonbaar(tekst)
        else:
            uit = "".join(d if n % 2 else toonbaar(d) for n, d in enumerate(_BESTURING.split(tekst)))
        schrijf(uit.replace("⟦U+000D⟧", "\r"))
        return len(tekst)

    stroom.write = veilig


def json_veilig(tekst: str) -> str:
    """JSON with invisible signs as escapes: the value stays exactly the same.

    >>> json_veilig('"a\\u202eb"')
    '"a\\\\u202eb"'
    """
    return ONZICHTBAAR.sub(lambda raak: "".join(f"\\u{n:04x}" for n in _eenheden(raak.group())), tekst)


def _eenheden(teken: str) -> list[int]:
    ruw = teken.encode("utf-16-be")
    return [int.from_bytes(ruw[i : i + 2], "big") for i in range(0, len(ruw), 2)]
