"""The words of the grammar: the patterns of its terminals, and what they are called for somebody who writes a sentence.

They stand in ``grammatica.lark`` and nowhere else.

>>> patroon("DATUM").fullmatch("1 januari 2026") is not None
True
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

_EINDSYMBOOL = re.compile(r"^(?P<naam>[A-Z][A-Z_0-9]*)(?:\.(?P<rang>\d))?: /(?P<patroon>.*)/$", re.MULTILINE)
_VLAGGEN = re.IGNORECASE | re.DOTALL


class Eindsymbool(NamedTuple):
    """A terminal: its name, its rank against a place (2 before, 0 after), and its pattern."""

    naam: str
    rang: int
    patroon: str


@lru_cache(maxsize=1)
def grammatica() -> str:
    """The text of the grammar file."""
    return files(__package__).joinpath("grammatica.lark").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def eindsymbolen() -> dict[str, Eindsymbool]:
    """Every terminal with words, in the order of the file, with the terminals that its pattern names filled in."""
    uit: dict[str, Eindsymbool] = {}
    for t in _EINDSYMBOOL.finditer(grammatica()):
        heel = re.sub(r"<([A-Z_]+)>", lambda n: uit[n.group(1)].patroon, t.group("patroon"))
        heel = heel.replace(r"\/", "/").replace(" ?", r"\s*").replace(" ", r"\s+")
        uit[t.group("naam")] = Eindsymbool(t.group("naam"), int(t.group("rang") or 1), heel)
    return uit


@lru_cache(maxsize=512)
def patroon(naam: str) -> re.Pattern[str]:
    """One terminal, to be tried where a word begins; it ends at the end of a word."""
    return re.compile(rf"(?:{eindsymbolen()[naam].patroon})(?:(?<!\w)|(?!\w))", _VLAGGEN)


@lru_cache(maxsize=64)
def een_van(namen: tuple[str, ...], *, ergens: bool = False) -> re.Pattern[str]:
    """The first of some terminals that fits, as a group with its name.

    Args:
        ergens: to be searched for; else to be tried where a word begins.
    """
    voor = r"(?<!\w)" if ergens else ""
    takken = (re.sub(r"\(\?P<[a-z_\d]+>", "(?:", eindsymbolen()[n].patroon) for n in namen)
    return re.compile(
        "|".join(rf"(?P<{n}>{voor}(?:{tak})(?:(?<!\w)|(?!\w)))" for n, tak in zip(namen, takken, strict=True)), _VLAGGEN
    )


@lru_cache(maxsize=1)
def namen() -> dict[str, str]:
    """Terminals as a reader knows them, in the order in which they are named."""
    return dict(re.findall(r"^//= (\S+) (.+)$", grammatica(), re.MULTILINE))
