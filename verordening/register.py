"""Finding units in a tree: by eId, by wId, by address; and the address of a unit.

>>> from verordening.adres import uit_tekst
>>> from verordening.boom import Alinea, Eenheid, Gegevens, Regeling, Soort
>>> lid = Eenheid(Soort.LID, nummer="2.", inhoud=(Alinea(("Het college beslist.",)),))
>>> hfst = Eenheid(Soort.HOOFDSTUK, nummer="1", inhoud=(Eenheid(Soort.ARTIKEL, nummer="5", inhoud=(lid,)),))
>>> register = Register.van(Eenheid(Soort.REGELING, inhoud=(hfst,)))
>>> [register.adres(e).tekst() for e in register.vind(uit_tekst("artikel 5, tweede lid"))]
['hoofdstuk 1, artikel 5, tweede lid']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from verordening.adres import Adres, Stap
from verordening.boom import (
    Eenheid,
    Regeling,
    Soort,
    Tabel,
    cellen,
    eigen_regels,
    inlinetekst,
    kaal,
    kinderen,
    koptekst,
)
from verordening.nummers import uit_romeins

__all__ = ["Register", "past", "tekstregels"]

_ONZICHTBAAR = frozenset({Soort.REGELING, Soort.LICHAAM, Soort.LIJST, Soort.BEGRIPPENLIJST})
_KOPLOOS = frozenset({Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP})


@dataclass(frozen=True)
class Register:
    """Index over one tree. Units are looked up by identity of place: the path of positions from the root.

    Build it once per version with :meth:`van`; it does not change.
    """

    wortel: Eenheid
    op_eid: dict[str, Eenheid] = field(default_factory=dict)
    op_wid: dict[str, Eenheid] = field(default_factory=dict)
    _ouder: dict[int, Eenheid] = field(default_factory=dict)

    @classmethod
    def van(cls, wortel: Eenheid | Regeling) -> Register:
        """Index a tree or a regulation."""
        register = cls(wortel.wortel if isinstance(wortel, Regeling) else wortel)
        register._vul(register.wortel)
        return register

    def _vul(self, eenheid: Eenheid) -> None:
        if eenheid.eId:
            self.op_eid[eenheid.eId] = eenheid
        if eenheid.wId:
            self.op_wid[eenheid.wId] = eenheid
        for kind in _directe(eenheid):
            self._ouder[id(kind)] = eenheid
            self._vul(kind)

    def ouder(self, eenheid: Eenheid) -> Eenheid | None:
        """The unit directly above (lists included); None for the root."""
        return self._ouder.get(id(eenheid))

    def voorouders(self, eenheid: Eenheid) -> Iterator[Eenheid]:
        """Units above, innermost first."""
        boven = self.ouder(eenheid)
        while boven is not None:
            yield boven
            boven = self.ouder(boven)

    def artikel(self, eenheid: Eenheid) -> Eenheid | None:
        """The artikel that the unit is or stands in."""
        if eenheid.soort is Soort.ARTIKEL:
            return eenheid
        return next((e for e in self.voorouders(eenheid) if e.soort is Soort.ARTIKEL), None)

    def adres(self, eenheid: Eenheid) -> Adres:
        """The address of a unit, from the outside in, lists left out."""
        keten = [eenheid, *self.voorouders(eenheid)]
        return Adres(tuple(_stap(e) for e in reversed(keten) if e.soort not in _ONZICHTBAAR))

    def vind(self, adres: Adres) -> list[Eenheid]:
        """All units at an address: per step a search among the descendants, so levels may be skipped (A.1).

        Steps that no unit answers to (zin, aanhef, opschrift) are left to the caller: they end the search at the unit
        they belong to. More than one hit means that the address is not unique in this text.
        """
        lijst = [self.wortel]
        for stap in adres.stappen:
            if stap.soort in ("zin", "aanhef", "opschrift") or (stap.soort == "lijst"):
                continue
            gevonden: list[Eenheid] = []
            for eenheid in lijst:
                gevonden.extend(_zoek(eenheid, stap))
            lijst = gevonden
            if not lijst:
                return []
        return lijst


def _directe(eenheid: Eenheid) -> Iterator[Eenheid]:
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            yield blok
        elif isinstance(blok, Tabel):
            for cel in cellen(blok):
                for binnen in cel.inhoud:
                    if isinstance(binnen, Eenheid):
                        yield binnen


def _stap(eenheid: Eenheid) -> Stap:
    if eenheid.soort is Soort.BEGRIP and not kaal(eenheid.nummer):
        return Stap("begrip", inlinetekst(eenheid.opschrift).strip().rstrip(":").strip())
    if eenheid.soort is Soort.BEGRIP:
        return Stap("onderdeel", kaal(eenheid.nummer))
    return Stap(eenheid.soort.value, kaal(eenheid.nummer))


def _zoek(boven: Eenheid, stap: Stap) -> Iterator[Eenheid]:
    """Nearest descendants that answer to a step: below a hit no further search."""
    for kind in kinderen(boven):
        if past(kind, stap):
            yield kind
        elif not (kind.soort is Soort.ARTIKEL and stap.soort == "artikel") and not _te_diep(kind, stap):
            yield from _zoek(kind, stap)


def _te_diep(kind: Eenheid, stap: Stap) -> bool:
    # Een lid of onderdeel zoekt men in het artikel zelf, niet in wat de toelichting erover zegt.
    return kind.soort in (Soort.TOELICHTING, Soort.ALGEMENE_TOELICHTING, Soort.ARTIKELGEWIJZE_TOELICHTING)


def past(eenheid: Eenheid, stap: Stap) -> bool:
    """True when a unit is the one that a step of an address names."""
    eigen = _stap(eenheid)
    if eigen.soort != stap.soort and not (eenheid.soort is Soort.BEGRIP and stap.soort in ("begrip", "onderdeel")):
        return False
    if eenheid.soort is Soort.BEGRIP and stap.soort == "begrip":
        return inlinetekst(eenheid.opschrift).strip().rstrip(":").strip().lower() == stap.nummer.lower()
    return _zelfde_nummer(eigen.nummer, stap.nummer)


def _zelfde_nummer(een: str, ander: str) -> bool:
    if een == ander:
        return True
    a, b = een.rstrip("°º"), ander.rstrip("°º")
    return a == b or (a.replace("_", "") == b.replace("_", "")) or _gelijk_romeins(a, b)


def _gelijk_romeins(a: str, b: str) -> bool:
    # «hoofdstuk II» en «hoofdstuk 2» zijn alleen gelijk als precies een van beide Romeins is.
    if a.isdigit() == b.isdigit():
        return False
    romeins, cijfers = (b, a) if a.isdigit() else (a, b)
    return romeins.isupper() and uit_romeins(romeins) == int(cijfers) if cijfers.isdigit() else False


def tekstregels(regeling: Regeling, *, redactie: bool = False) -> Iterator[tuple[Eenheid, str, str]]:
    """(unit, address, text) for every unit with text of its own, in document order: the form of ``verordening tekst``.

    The text of a unit is its heading and its own alineas on one line; units below it have their own lines. What stands in
    a table is text of the unit with the table.
    """
    register = Register.van(regeling)
    for eenheid in _in_volgorde(regeling.wortel):
        if eenheid.soort in (Soort.REGELING, Soort.LICHAAM, Soort.LIJST, Soort.BEGRIPPENLIJST) and not eenheid.inhoud:
            continue
        delen = [] if eenheid.soort in _KOPLOOS else [koptekst(eenheid, redactie=redactie)]
        if eenheid.soort is Soort.BEGRIP:
            delen.append(koptekst(replace(eenheid, nummer=""), redactie=redactie))
        delen += eigen_regels(eenheid, redactie=redactie)
        regel = " ".join(d for d in delen if d)
        if regel:
            adres = register.adres(eenheid).tekst(kort=True) or eenheid.soort.value
            yield eenheid, adres, " ".join(regel.split())


def _in_volgorde(eenheid: Eenheid) -> Iterator[Eenheid]:
    yield eenheid
    for kind in eenheid.inhoud:
        if isinstance(kind, Eenheid):
            yield from _in_volgorde(kind)
