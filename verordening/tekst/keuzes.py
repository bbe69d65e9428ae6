"""What a reader may not decide by itself: tracked changes, words struck out by hand, hidden words, a line it cannot read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Lezing(NamedTuple):
    """What a line of a decision means in the words of a person.

    Args:
        regel: line of the decision, from 1.
        zin: the sentence that is read in its place; empty: the line belongs to nothing.
        toch: also when the line can be read as it stands: what was read is then not what was meant.
    """

    regel: int
    zin: str
    toch: bool = False


_MAG = {
    "wijzigingen": ("", "aanvaarden", "verwerpen"),
    "doorgehaald": ("", "weg", "blijft"),
    "verborgen": ("", "weg", "blijft"),
}


@dataclass(frozen=True, slots=True)
class Keuzes:
    """The choices of the user; empty: not chosen, then such a place is a finding of severity *fout*.

    Args:
        wijzigingen: read tracked changes as accepted ("aanvaarden") or rejected ("verwerpen").
        doorgehaald: words struck out by hand go ("weg") or stay ("blijft").
        verborgen: hidden words go or stay.
        lezingen: of a decision: what a line means in the words of a person, where it could not be read.
        van: with "aanvaarden": the authors whose tracked changes are accepted, those of others rejected; ``None``: all.

    Raises:
        ValueError: another choice.

    >>> Keuzes(doorgehaald="misschien")
    Traceback (most recent call last):
    ...
    ValueError: doorgehaald is weg of blijft, niet 'misschien'
    """

    wijzigingen: str = ""
    doorgehaald: str = ""
    verborgen: str = ""
    van: frozenset[str] | None = field(default=None, kw_only=True)
    lezingen: tuple[Lezing, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        for naam, mag in _MAG.items():
            waarde = getattr(self, naam)
            if waarde not in mag:
                raise ValueError(f"{naam} is {' of '.join(mag[1:])}, niet {waarde!r}")

    @property
    def verworpen(self) -> bool:
        """Whether tracked changes are read as rejected."""
        return self.wijzigingen == "verwerpen"

    def neemt_over(self, auteur: str) -> bool:
        """Whether a tracked change of this author is read as accepted.

        >>> Keuzes("aanvaarden", van=frozenset({"A. de Wit"})).neemt_over("B. Bos")
        False
        """
        return not self.verworpen and (self.van is None or auteur in self.van)
