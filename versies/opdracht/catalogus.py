"""The documentation of the language, made from the grammar itself: ``python -m versies.opdracht.catalogus``.

>>> sorted({n for regel in regels() for n in regel.vormen}) == list(range(1, 69))
True
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import takewhile

from versies.opdracht.lexer import Boom
from versies.opdracht.woorden import grammatica


@dataclass(frozen=True, slots=True)
class Regel:
    """One documented rule: numbers in the catalogue of forms, what it is, an example, how the grammar says it, and its name."""

    vormen: tuple[int, ...]
    uitleg: str
    voorbeeld: str
    grammatica: str
    naam: str


def regels() -> list[Regel]:
    """Every documented rule, in the order of the grammar."""
    bron = grammatica().split("\n")
    uit: list[Regel] = []
    for i, regel in enumerate(bron):
        if not regel.startswith("//:"):
            continue
        nummers, uitleg, voorbeeld = (d.strip() for d in regel[3:].split("|", 2))
        naam = bron[i + 1].split()[0].rstrip(":")
        eigen = takewhile(_begint(naam), bron[i + 1 :])
        vorm = " of ".join(f"`{r.removeprefix(naam).lstrip(' :=')}`" for r in eigen)
        uit.append(Regel(tuple(int(n) for n in nummers.split(",")), uitleg, voorbeeld, vorm, naam))
    return uit


def _begint(naam: str) -> Callable[[str], bool]:
    return lambda regel: regel.split()[:1] in ([naam], [f"{naam}:"])


@lru_cache(maxsize=1)
def _bij_naam() -> dict[str, set[int]]:
    uit: dict[str, set[int]] = {}
    for regel in regels():
        uit.setdefault(regel.naam, set()).update(regel.vormen)
    return uit


def vormen_van(boom: Boom) -> tuple[int, ...]:
    """The numbers in the catalogue of the rules that a sentence was read by.

    >>> from versies.opdracht.ontleden import ontleed
    >>> vormen_van(ontleed("Artikel 30 wordt vernummerd tot artikel 29a."))
    (44, 45, 46)
    """
    namen = [*(["nog"] if sum(d.naam in _bij_naam() for d in boom.takken) > 1 else []), *(d.naam for d in boom.alle())]
    gezien = {n for naam in namen for n in _bij_naam().get(naam, ())}
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
