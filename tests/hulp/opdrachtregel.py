"""The command line inside this process: exit code and what was said."""

from __future__ import annotations

import contextlib
import io
from typing import NamedTuple

from werkbank.__main__ import main

__all__ = ["Uitkomst", "loop"]


class Uitkomst(NamedTuple):
    """What a command did."""

    code: int
    uit: str
    fout: str


def loop(*argumenten: object) -> Uitkomst:
    """Run one command."""
    uit, fout = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    code = 0
    with contextlib.redirect_stdout(uit), contextlib.redirect_stderr(fout):
        try:
            main([str(a) for a in argumenten])
        except SystemExit as einde:
            code = int(einde.code or 0)
    return Uitkomst(code, _tekst(uit), _tekst(fout))


def _tekst(stroom: io.TextIOWrapper) -> str:
    stroom.seek(0)
    return stroom.read()
