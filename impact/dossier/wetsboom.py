"""A text with its articles by number, so that a place is found without walking the whole tree."""

from __future__ import annotations

from functools import cached_property

from impact.dossier.plaatsen import Doel
from verordening.adres import Adres, Stap
from verordening.boom import Eenheid, Regeling, Soort, kaal, wandel
from verordening.register import Register

__all__ = ["Wetsboom", "adres_van"]

_TOELICHTING = frozenset({Soort.TOELICHTING, Soort.ALGEMENE_TOELICHTING, Soort.ARTIKELGEWIJZE_TOELICHTING})


def adres_van(doel: Doel) -> Adres:
    """A place as an address inside its regulation.

    >>> adres_van(Doel("BWBR0015703", "31", "2", ("m",))).tekst()
    'artikel 31, tweede lid, onderdeel m'
    """
    return Adres((Stap("artikel", doel.artikel), *_onder(doel)))


def _onder(doel: Doel) -> tuple[Stap, ...]:
    lid = (Stap("lid", doel.lid),) if doel.lid else ()
    return (*lid, *(Stap("onderdeel", o) for o in doel.onderdeel))


class Wetsboom:
    """One version of a regulation. What the explanatory note says of an artikel is not found."""

    def __init__(self, tekst: Regeling | Register) -> None:
        self.register = tekst if isinstance(tekst, Register) else Register.van(tekst)
        self._bekend: dict[Doel, Eenheid | None] = {}

    @cached_property
    def _artikelen(self) -> dict[str, list[Eenheid]]:
        uit: dict[str, list[Eenheid]] = {}
        for eenheid in wandel(self.register.wortel):
            if eenheid.soort is Soort.ARTIKEL and not any(
                e.soort in _TOELICHTING for e in self.register.voorouders(eenheid)
            ):
                uit.setdefault(kaal(eenheid.nummer), []).append(eenheid)
        return uit

    def vind(self, doel: Doel) -> Eenheid | None:
        """The first unit at a place, lapsed ones included; None when there is none."""
        if doel not in self._bekend:
            self._bekend[doel] = self._vind(doel)
        return self._bekend[doel]

    def _vind(self, doel: Doel) -> Eenheid | None:
        onder = _onder(doel)
        for artikel in self._artikelen.get(doel.artikel.replace(" ", "_"), ()):
            gevonden = Register(artikel).vind(Adres(onder)) if onder else [artikel]
            if gevonden:
                return gevonden[0]
        return None
