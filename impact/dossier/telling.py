"""How many links and provisions there are: each number under one name and with one explanation, wherever a reader meets it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verordening.tellen import meervoud

if TYPE_CHECKING:
    from impact.dossier.model import Maatregelbeeld


@dataclass(frozen=True, slots=True)
class Telling:
    """The counts of a dossier.

    Args:
        koppelingen: pairs of a measure and a provision that it touches; ``bepalingen``: those provisions, each once.
        uitvoering: found, but in a draft that carries out the measure; ``verworpen``: found, and rejected by a person.
        open: links about which nobody decided.
    """

    koppelingen: int
    bepalingen: int
    uitvoering: int
    verworpen: int
    open: int

    @property
    def zin(self) -> str:
        """The counts and what makes them differ, in one Dutch sentence.

        >>> Telling(270, 190, 80, 1, 9).zin
        '270 koppelingen van een maatregel met een bepaling, bij 190 verschillende bepalingen; niet meegeteld: 80 in ontwerpen die de maatregel zelf uitvoeren, 1 verworpen.'
        """
        buiten = [
            f"{n} {waar}"
            for n, waar in (
                (self.uitvoering, "in ontwerpen die de maatregel zelf uitvoeren"),
                (self.verworpen, "verworpen"),
            )
            if n
        ]
        staart = f"; niet meegeteld: {', '.join(buiten)}" if buiten else ""
        paren = meervoud(self.koppelingen, "koppeling", "koppelingen")
        bij = meervoud(self.bepalingen, "bepaling", "verschillende bepalingen")
        return f"{paren} van een maatregel met een bepaling, bij {bij}{staart}."

    def bij_nakijken(self, streep: int) -> str:
        """Why the desk offers another number of pairs: also the less likely ones, down to its line."""
        return f"De rij telt {streep} paren: gevonden koppelingen en paren die minder waarschijnlijk zijn, tot de streep. Gevonden zijn {self.zin}"


def tel(beelden: Iterable[Maatregelbeeld]) -> Telling:
    """Count the links of some measures (:attr:`impact.dossier.model.Impact.geteld`: those that every paper counts)."""
    rij = list(beelden)
    geraakt = [b for beeld in rij for b in beeld.geraakt]
    return Telling(
        len(geraakt),
        len({(b.regeling, b.eId) for b in geraakt}),
        sum(len(beeld.uitvoering) for beeld in rij),
        sum(b.status == "verworpen" for beeld in rij for b in beeld.bepalingen),
        sum(b.status == "voorstel" for b in geraakt),
    )
