"""What goes to a terminal or a pipe: signs that cannot be seen are shown as a code, never sent raw."""

from __future__ import annotations

import re
from typing import Any

from verordening.onzichtbaar import ONZICHTBAAR, toonbaar

_TERUG = "⟦U+000D⟧"
_KLEUR = re.compile(r"(\x1b\[[0-9;]*m|\r(?=\n))")
_VOORTGANG = re.compile(r"(\r?\x1b\[[0-9;?]*[A-Za-z]|\r(?=\n))")
"""What the program itself sends to a terminal: colour, and where progress is shown also the cursor."""


def beveilig(stroom: Any, *, voortgang: bool = False) -> None:
    """Let a text stream show what it would send raw; on a terminal the program's own colours still pass.

    Args:
        voortgang: on a terminal it also shows progress, so that what is said there must be made :func:`een_regel`.
    """
    schrijf = stroom.write
    eigen = (_VOORTGANG if voortgang else _KLEUR) if stroom.isatty() else re.compile(r"(\r(?=\n))")

    def veilig(tekst: str) -> int:
        delen = (d if n % 2 else toonbaar(d).replace("\r", _TERUG) for n, d in enumerate(eigen.split(tekst)))
        schrijf("".join(delen))
        return len(tekst)

    stroom.write = veilig


def een_regel(melding: str) -> str:
    """What is said, on one line and without a sign that cannot be seen: the name of a file can hold anything.

    >>> een_regel("a\\nb.md: het bestand is leeg.")
    'a⟦U+000A⟧b.md: het bestand is leeg.'
    """
    return toonbaar(melding).replace("\n", "⟦U+000A⟧").replace("\r", _TERUG)


def json_veilig(tekst: str) -> str:
    """JSON with invisible signs as escapes: the value stays exactly the same.

    >>> json_veilig('"a\\u202eb"')
    '"a\\\\u202eb"'
    """
    return ONZICHTBAAR.sub(lambda raak: "".join(f"\\u{n:04x}" for n in _eenheden(raak.group())), tekst)


def _eenheden(teken: str) -> list[int]:
    ruw = teken.encode("utf-16-be")
    return [int.from_bytes(ruw[i : i + 2], "big") for i in range(0, len(ruw), 2)]
