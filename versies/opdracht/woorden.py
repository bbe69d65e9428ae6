"""The words of the grammar: the patterns of its terminals, and what they are called for somebody who writes a sentence.

They stand in ``grammatica.peg`` and, for lines instead of sentences, in ``regels.peg``, and nowhere else.

>>> patroon("DATUM").fullmatch("1 januari 2026") is not None
True
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from verordening.citeertitel import CITEERT

_EINDSYMBOOL = re.compile(
    r"^(?P<naam>[A-Z][A-Z_0-9]*)(?:\.(?P<rang>\d))?(?:\[(?P<waar>[^\]]*)\])?: /(?P<patroon>.*)/$", re.MULTILINE
)
_TAAL = {"CITEERT": CITEERT}
"""What the language of texts has a word for already."""
_VLAGGEN = re.IGNORECASE | re.DOTALL


class Eindsymbool(NamedTuple):
    """A terminal: its name, its rank against a place (2 before, 0 after), its pattern, and what must stand in front of it."""

    naam: str
    rang: int
    patroon: str
    waar: str = ""


@lru_cache(maxsize=2)
def _bestand(naam: str) -> str:
    return files(__package__).joinpath(f"{naam}.peg").read_text(encoding="utf-8")


def grammatica() -> str:
    """The text of the grammar file."""
    return _bestand("grammatica")


@lru_cache(maxsize=2)
def eindsymbolen(*, regels: bool = False) -> dict[str, Eindsymbool]:
    """Every terminal with words, in the order of the file, with the terminals that its pattern names filled in.

    Args:
        regels: also the shapes of lines (``regels.peg``), which no rule of the grammar uses.
    """
    uit: dict[str, Eindsymbool] = {}
    for t in _EINDSYMBOOL.finditer(grammatica() + (_bestand("regels") if regels else "")):
        heel = re.sub(r"<([A-Z_]+)>", lambda n: _TAAL.get(n[1]) or _zonder_namen(uit[n[1]].patroon), t.group("patroon"))
        heel = heel.replace(r"\/", "/").replace(" ?", r"\s*").replace(" ", r"\s+")
        uit[t.group("naam")] = Eindsymbool(t.group("naam"), int(t.group("rang") or 1), heel, t.group("waar") or "")
    return uit


def _zonder_namen(patroon: str) -> str:
    return re.sub(r"\(\?P<[a-z_\d]+>", "(?:", patroon)


@lru_cache(maxsize=512)
def patroon(naam: str) -> re.Pattern[str]:
    """One terminal, to be tried where a word begins: it ends at the end of a word. Or one shape of a line."""
    if naam in eindsymbolen():
        return re.compile(rf"(?:{eindsymbolen()[naam].patroon})(?:(?<!\w)|(?!\w))", _VLAGGEN)
    return re.compile(eindsymbolen(regels=True)[naam].patroon, _VLAGGEN)


@lru_cache(maxsize=64)
def een_van(namen: tuple[str, ...], *, ergens: bool = False) -> re.Pattern[str]:
    """The first of some terminals that fits, as a group with its name.

    Args:
        ergens: to be searched for; else to be tried where a word begins.
    """
    voor = r"(?<!\w)" if ergens else ""
    takken = (_zonder_namen(eindsymbolen()[n].patroon) for n in namen)
    return re.compile(
        "|".join(rf"(?P<{n}>{voor}(?:{tak})(?:(?<!\w)|(?!\w)))" for n, tak in zip(namen, takken, strict=True)), _VLAGGEN
    )


@lru_cache(maxsize=1)
def namen() -> dict[str, str]:
    """Terminals as a reader knows them, in the order in which they are named."""
    return dict(re.findall(r"^//= (\S+) (.+)$", grammatica(), re.MULTILINE))
