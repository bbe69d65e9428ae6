"""The documentation of the language, made from the grammar itself: ``python -m versies.opdracht.catalogus``.

>>> sorted({n for regel in regels() for n in regel.vormen}) == list(range(1, 69))
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from versies.opdracht.lexer import Boom
from versies.opdracht.woorden import grammatica


@dataclass(frozen=True, slots=True)
class Regel:
    """One documented rule: numbers in the catalogue of forms, what it is, an example, and how the grammar says it."""

    vormen: tuple[int, ...]
    uitleg: str
    voorbeeld: str
    grammatica: str
    namen: tuple[str, ...]
    """The names under which the rule stands in a tree."""


def regels() -> list[Regel]:
    """Every documented rule, in the order of the grammar."""
    bron = grammatica().split("\n")
    uit: list[Regel] = []
    for i, regel in enumerate(bron):
        if not regel.startswith("//:"):
            continue
        nummers, uitleg, voorbeeld = (d.strip() for d in regel[3:].split("|", 2))
        vorm: list[str] = []
        namen: list[str] = []
        alias = ""
        for volgend in bron[i + 1 :]:
            if volgend.startswith(("//", "%")) or not volgend.strip():
                break
            naam = volgend.partition("->")[2].strip()
            namen += [naam] if naam else re.findall(r"^\??(\w+):", volgend)
            if not vorm or naam == alias or (alias == "na" and naam == "voor"):
                alias = naam
                vorm.append(" ".join(re.sub(r"->.*", "", volgend).strip(" |:?").split()).removeprefix("wordt: "))
        uit.append(
            Regel(
                tuple(int(n) for n in nummers.split(",")),
                uitleg,
                voorbeeld,
                " of ".join(f"`{v}`" for v in vorm if v),
                tuple(namen),
            )
        )
    return uit


@lru_cache(maxsize=1)
def _bij_naam() -> dict[str, set[int]]:
    uit: dict[str, set[int]] = {}
    for regel in regels():
        for naam in regel.namen:
            uit.setdefault(naam, set()).update(regel.vormen)
    return uit


def vormen_van(boom: Boom) -> tuple[int, ...]:
    """The numbers in the catalogue of the rules that a sentence was read by.

    >>> from versies.opdracht.ontleden import ontleed
    >>> vormen_van(ontleed("Artikel 30 wordt vernummerd tot artikel 29a."))
    (44, 45, 46)
    """
    gezien = {n for deel in boom.alle() for n in _bij_naam().get(deel.naam, ())}
    return tuple(sorted(gezien))


def als_markdown() -> str:
    """The page ``docs/opdrachten-taal.md``."""
    uit = [files("versies.opdracht").joinpath("afspraken.md").read_text(encoding="utf-8")]
    for regel in sorted(regels(), key=lambda r: r.vormen[0]):
        nummers = ", ".join(map(str, regel.vormen))
        uit.append(f"| {nummers} | {regel.uitleg} | {regel.voorbeeld} |\n")
    uit.append("\n## Grammatica\n\n| wat | regel |\n|---|---|\n")
    uit.extend(f"| {r.uitleg} | {r.grammatica} |\n" for r in regels() if r.grammatica)
    return "".join(uit)


if __name__ == "__main__":
    print(als_markdown(), end="")
