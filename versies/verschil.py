"""What changed between two versions of a regulation: one value from which every document is rendered.

>>> from verordening.boom import Alinea, Eenheid, Gegevens, Regeling, Soort
>>> def regeling(termijn):
...     artikel = Eenheid(Soort.ARTIKEL, label="Artikel", nummer="5", inhoud=(Alinea((f"Binnen {termijn} weken.",)),))
...     return Regeling(Gegevens("proef"), Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=(artikel,)),)))
>>> gevonden = vergelijk(regeling("acht"), regeling("zes"))
>>> gevonden.artikelen.gewijzigd
('5',)
>>> [(w.soort, w.plek.adres.tekst(), w.oud, w.nieuw) for w in gevonden.wijzigingen]
[('vervang tekst', 'artikel 5', 'Binnen acht weken.', 'Binnen zes weken.')]
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from verordening.adres import Adres
from verordening.boom import Regeling

from .paar import Deel, Paar, Verandering, delen_van, eigen_tekst, legaal, uitgeklapt, wandel_paren
from .wijziging import Wijziging

__all__ = [
    "Artikelen", "Deel", "Paar", "Verandering", "Verschil", "Woorden", "delen_van", "eigen_tekst", "legaal", "uitgeklapt",
    "vergelijk", "wandel_paren",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Artikelen:
    """Numbers of the articles (bare: "8a") per kind of change; an artikel may stand in more than one list.

    ``vervallen`` holds those that are gone and those that became a tombstone; ``vernummerd`` and ``verplaatst`` hold
    (was, wordt).
    """

    nieuw: tuple[str, ...] = ()
    vervallen: tuple[str, ...] = ()
    gewijzigd: tuple[str, ...] = ()
    vernummerd: tuple[tuple[str, str], ...] = ()
    verplaatst: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Woorden:
    """Number of words (tokens of :mod:`versies.woorden`) in alineas, headings and cells; moved words are equal words."""

    ingevoegd: int = 0
    vervallen: int = 0
    gelijk: int = 0


@dataclass(frozen=True)
class Verschil:
    """The difference between two versions.

    Args:
        was, wordt: the versions.
        paren: the change tree: one :class:`Paar` for the root.
        afgebroken: a limit was hit: the result is right, but not the shortest possible; ``opmerkingen`` says where.
        opmerkingen: Dutch sentences for the reader about the comparison as a whole.

    All else follows from the tree and is worked out at first use.
    """

    was: Regeling
    wordt: Regeling
    paren: Paar
    afgebroken: bool = False
    opmerkingen: tuple[str, ...] = ()

    @property
    def gelijk(self) -> bool:
        """No change at all in the legal text."""
        return self.paren.gelijk

    @cached_property
    def wijzigingen(self) -> tuple[Wijziging, ...]:
        """The same change as a flat list in the shared vocabulary, in order of the new document."""
        from .wijzigingen import per_paar

        return tuple(wijziging for wijziging, _ in per_paar(self.paren))

    @cached_property
    def artikelen(self) -> Artikelen:
        """Numbers of the articles per kind of change."""
        from .wijzigingen import tel_artikelen

        return tel_artikelen(self.paren)

    @cached_property
    def woorden(self) -> Woorden:
        """The words counted, at first use."""
        from .wijzigingen import tel_woorden

        return tel_woorden(self.paren)

    def adres_was(self, paar: Paar) -> Adres | None:
        """Address in the old version; of an alinea, row or cell: that of the unit around it."""
        return self._adressen.get(id(paar), (None, None))[0]

    def adres_wordt(self, paar: Paar) -> Adres | None:
        """Address in the new version; of an alinea, row or cell: that of the unit around it."""
        return self._adressen.get(id(paar), (None, None))[1]

    @cached_property
    def _adressen(self) -> dict[int, tuple[Adres | None, Adres | None]]:
        from .wijzigingen import adressen

        return adressen(self.paren)


def vergelijk(was: Regeling, wordt: Regeling) -> Verschil:
    """Compare two versions.

    The versions may be any two regulations; if they have little in common, ``opmerkingen`` says so.
    """
    from .uitlijnen import lijn_uit
    from .wijzigingen import beschrijf

    return beschrijf(was, wordt, lijn_uit(was.wortel, wordt.wortel))
