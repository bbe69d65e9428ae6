"""The verdict about a provision: kinds in order of weight, and the value with its evidence from both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from verordening.adres import Adres
from verordening.notaties import als_jci


class Oordeelsoort(StrEnum):
    """What is the matter with a provision, heaviest first."""

    STRIJD = "in strijd met de wet"
    GRONDSLAG = "grondslag vervallen of verhuisd"
    VERWIJZING = "verwijzing dood of verschoven"
    BEDRAG = "bedrag of termijn wijkt af"
    OUDE_TEKST = "herhaalt oude wettekst"
    RUIMTE = "beleidsruimte: afweging nodig"
    KLOPT_NU = "klopt nu, wijzigt op"
    VOERT_UIT = "voert de maatregel al uit"
    NALOPEN = "nalopen"
    IN_ORDE = "in orde"

    @property
    def gewicht(self) -> int:
        """Rank, 0 = heaviest."""
        return _RANG[self]

    @property
    def fout(self) -> bool:
        """Whether the provision says something that the law does not (any more) say."""
        return self.gewicht <= Oordeelsoort.OUDE_TEKST.gewicht


_RANG = {soort: n for n, soort in enumerate(Oordeelsoort)}


@dataclass(frozen=True, slots=True)
class Oordeel:
    """A verdict about one provision, a proposal until a person agrees.

    Args:
        sinds: first day on which it holds (for ``KLOPT_NU``: the day on which it changes); None = unknown.
        plaats: the place of the law that decides; None when there is none.
        uitleg: one Dutch sentence: what is the matter.
        hoort: one Dutch sentence: what the provision should do or say instead.
        lokaal, landelijk: the words on both sides.
        naar: where the law has it now, when it moved.
        vervang: (old words, new words) that can be replaced in the provision as it stands.
        maatregel: the measure that it follows from; empty when it follows from the two texts alone.
        eId: innermost unit of the provision in which the words stand.
        lot: what became of the place, for a reference or basis (:class:`impact.oordeel.uitlijning.Stand`).
        fragment: the words of the reference.
        mens: a person decided so.
        verteld: ``landelijk`` is in the words of the measure, not of the law.
        gesplitst: the place kept the number of the provision, and the rest went elsewhere.
    """

    soort: Oordeelsoort
    sinds: date | None
    plaats: Adres | None
    uitleg: str
    hoort: str
    lokaal: str = ""
    landelijk: str = ""
    naar: tuple[Adres, ...] = ()
    vervang: tuple[tuple[str, str], ...] = ()
    maatregel: str = ""
    eId: str = ""
    lot: str = ""
    fragment: str = ""
    mens: bool = False
    verteld: bool = False
    gesplitst: bool = False

    @property
    def jci(self) -> str:
        """The place of the law as JCI; empty when there is none."""
        return als_jci(self.plaats) if self.plaats is not None else ""


def zwaarste(oordelen: Iterable[Oordeel]) -> Oordeel | None:
    """The heaviest verdict; of equal weight the first."""
    return min(oordelen, key=lambda o: o.soort.gewicht, default=None)
