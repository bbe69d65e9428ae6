"""What stands on paper of a Word or OpenDocument file: effective paragraphs and tables, and the ledger so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from verordening.bevinding import Bevinding
from verordening.boom import Inline, inlinetekst
from verordening.verantwoording import Boekhouder


@dataclass(frozen=True, slots=True)
class Wordalinea:
    """An effective paragraph.

    Args:
        inhoud: mixed content; tabs and line breaks are the characters ``\\t`` and ``\\n``.
        stijl: name of its style. kop: level of a heading (1 to 9), 0 for text.
        nummer: what Word prints before it, as printed. los: white space stands between number and words.
        merk: the same for paragraphs that continue one list on one level.
        links: left indent in twips (1/1440 inch).
        vet: every word is bold. inhoudsopgave: a line of a table of contents. plaats: where it stands in the file.
        anker: name by which the toolkit marked it in its own paper.
    """

    inhoud: tuple[Inline, ...]
    stijl: str = ""
    nummer: str = ""
    links: int = 0
    kop: int = 0
    los: bool = True
    merk: str = ""
    vet: bool = False
    inhoudsopgave: bool = False
    plaats: str = ""
    anker: str = ""

    @property
    def tekst(self) -> str:
        """The words."""
        return inlinetekst(self.inhoud)


@dataclass(frozen=True, slots=True)
class Wordcel:
    """A cell: its blocks, and how many columns and rows it covers."""

    blokken: tuple[Wordblok, ...] = ()
    kolommen: int = 1
    rijen: int = 1

    @property
    def tekst(self) -> str:
        """The words on one line."""
        return " ".join(w for blok in self.blokken for w in losse_woorden(blok))


@dataclass(frozen=True, slots=True)
class Wordrij:
    """A row; ``kop``: it is repeated at the head of each page. A cell that a cell above covers is absent."""

    cellen: tuple[tuple[int, Wordcel], ...]
    """(index of the column where it begins, cell)"""
    kop: bool = False


@dataclass(frozen=True, slots=True)
class Wordtabel:
    """A table."""

    inhoud: tuple[Wordrij, ...]

    @property
    def breed(self) -> int:
        """Number of columns."""
        return max((k + c.kolommen for r in self.inhoud for k, c in r.cellen), default=0)

    @property
    def rijen(self) -> tuple[tuple[str, ...], ...]:
        """Rows of plain words; what a cell beside or above covers is empty."""
        uit = []
        for rij in self.inhoud:
            woorden = {k: c.tekst for k, c in rij.cellen}
            uit.append(tuple(woorden.get(k, "") for k in range(self.breed)))
        return tuple(uit)


Wordblok: TypeAlias = "Wordalinea | Wordtabel"


def losse_woorden(blok: Wordblok) -> Iterator[str]:
    """The words of a block, one by one."""
    if isinstance(blok, Wordalinea):
        yield from f"{blok.nummer} {blok.tekst}".split()
    else:
        yield from (w for rij in blok.inhoud for _, c in rij.cellen for w in c.tekst.split())


@dataclass(frozen=True, slots=True)
class Worddocument:
    """What stands on paper, what a reader should know, and the ledger so far (still open).

    ``sporen``: number of tracked changes.
    """

    blokken: tuple[Wordblok, ...]
    bevindingen: tuple[Bevinding, ...] = ()
    sporen: int = 0
    boek: Boekhouder = field(default_factory=Boekhouder)

    @property
    def bijgehouden(self) -> bool:
        """Whether there are tracked changes."""
        return self.sporen > 0
