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

from verordening.boom import Alinea, Regeling
from verordening.groepen import groepeer
from verordening.rust import zonder_opruimen
from versies.vergelijken.boompje import Uitlijning
from versies.vergelijken.paar import (
    Deel as Deel,
    Paar as Paar,
    beelden,
    delen_van as delen_van,
    eigen_tekst as eigen_tekst,
    legaal as legaal,
    uitgeklapt as uitgeklapt,
    wandel_paren as wandel_paren,
)
from versies.vergelijken.wijzigingen import (
    Artikelen as Artikelen,
    Woorden as Woorden,
    per_paar,
    tel_artikelen,
    tel_woorden,
)
from versies.vergelijken.woorden import vergelijk_tekst as vergelijk_tekst
from versies.wijziging import Wijziging

_WEINIG = 0.25
"""Share of equal text below which a comparison means little."""


@dataclass(frozen=True)
class Verschil:
    """The difference between two versions.

    Args:
        was, wordt: the versions.
        paren: the tree of pairs: one :class:`Paar` for the root.
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
        return tuple(wijziging for wijziging, _ in self.met_paar)

    @cached_property
    @zonder_opruimen()
    def met_paar(self) -> tuple[tuple[Wijziging, Paar], ...]:
        """Every change with the paar at which it happens."""
        return tuple(per_paar(self.paren))

    @cached_property
    def _per_paar(self) -> dict[int, list[Wijziging]]:
        return groepeer((id(paar), wijziging) for wijziging, paar in self.met_paar)

    def van(self, paar: Paar) -> tuple[Wijziging, ...]:
        """What happens at one paar of this comparison itself, not below it."""
        return tuple(self._per_paar.get(id(paar), ()))

    @cached_property
    def artikelen(self) -> Artikelen:
        """Numbers of the articles per kind of change."""
        return tel_artikelen(self.paren, self.van)

    @cached_property
    def woorden(self) -> Woorden:
        """The words counted, at first use."""
        return tel_woorden(self.paren)


@zonder_opruimen()
def vergelijk(was: Regeling, wordt: Regeling) -> Verschil:
    """Compare two versions.

    The versions may be any two regulations; if they have little in common, ``opmerkingen`` says so.
    """
    from versies.vergelijken.uitlijnen import lijn_uit

    return _beschrijf(was, wordt, lijn_uit(was.wortel, wordt.wortel))


def _ander_beeld(paar: Paar) -> bool:
    oud, nieuw = paar.was, paar.wordt
    if paar.gelijk or not isinstance(oud, Alinea) or not isinstance(nieuw, Alinea):
        return False
    return beelden(oud.inhoud) != beelden(nieuw.inhoud)


def _beschrijf(was: Regeling, wordt: Regeling, uitlijning: Uitlijning) -> Verschil:
    """The whole result: the tree, with what must be said about it."""
    paar = uitlijning.paar
    opmerkingen = list(uitlijning.opmerkingen)
    werken = [g.werk.split("_")[0] for g in (was.gegevens, wordt.gegevens)]
    if werken[0] != werken[1] and all(w.startswith(("BWB", "CVDR")) for w in werken):
        opmerkingen.append(
            f"Dit zijn twee verschillende regelingen ({werken[0]} en {werken[1]}); een vergelijking zegt dan weinig."
        )
    if keer := sum(_ander_beeld(p) for _, p in wandel_paren((paar,))):
        wat = "een afbeelding anders" if keer == 1 else f"{keer} keer een afbeelding anders"
        opmerkingen.append(f"In de tekst is {wat}; een vergelijking van woorden, zoals in Word, laat dat niet zien.")
    if uitlijning.gemeen < _WEINIG:
        opmerkingen.append(
            f"De twee teksten hebben maar {round(100 * uitlijning.gemeen)}% van hun tekst gemeen; een vergelijking zegt dan "
            "weinig."
        )
    return Verschil(was, wordt, paar, bool(uitlijning.opmerkingen), tuple(opmerkingen))
