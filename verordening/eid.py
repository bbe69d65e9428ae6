"""Positions (eId) and identities (wId) of units, as STOP prescribes (``regels`` D.3).

An eId says where a unit stands in this version and changes on renumbering or moving; a wId is given once and never again.

>>> from verordening.boom import Eenheid, Soort
>>> lid = Eenheid(Soort.LID, nummer="1.", inhoud=(Eenheid(Soort.LIJST, inhoud=(Eenheid(Soort.ONDERDEEL, nummer="a."),)),))
>>> artikel = Eenheid(Soort.ARTIKEL, label="Artikel", nummer="2.10", inhoud=(lid,))
>>> boom = eids(Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=(artikel,)),)))
>>> from verordening.boom import wandel
>>> [e.eId for e in wandel(boom)]
['', 'body', 'art_2.10', 'art_2.10__para_1', 'art_2.10__para_1__list_o_1', 'art_2.10__para_1__list_o_1__item_a']
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from verordening.boom import Alinea, Blok, Eenheid, Figuur, Regeling, Soort, Tabel, kaal, wandel
from verordening.soorten import EENMALIG, EID

_ANDERS = re.compile(r"[^0-9A-Za-z.\-]")


@lru_cache(8192)
def eid_nummer(nummer: str) -> str:
    """The number part of an eId; empty when the unit has no number of its own.

    >>> [eid_nummer(n) for n in ("8a", "1°.", "N 11", "3A:85", "a.", "–", "8*")]
    ['8a', '1', 'N11', '3A.85', 'a', '', '8']
    """
    return _ANDERS.sub(".", kaal(nummer).replace("_", "")).strip(".")


class _Teller:
    """Hands out unique names below one container."""

    __slots__ = ("gezien", "ongenummerd")

    def __init__(self) -> None:
        self.gezien: dict[str, int] = {}
        self.ongenummerd: dict[str, int] = {}

    def naam(self, ref: str, nummer: str) -> str:
        deel = eid_nummer(nummer)
        if not deel:
            volg = self.ongenummerd.get(ref, 0) + 1
            self.ongenummerd[ref] = volg
            deel = f"o_{volg}"
        return self.uniek(f"{ref}_{deel}")

    def uniek(self, naam: str) -> str:
        keer = self.gezien.get(naam, 0) + 1
        self.gezien[naam] = keer
        return naam if keer == 1 else f"{naam}_inst{keer}"


def _blok(blok: Blok, voor: str, teller: _Teller) -> Blok:
    if isinstance(blok, Alinea):
        return blok
    if isinstance(blok, Eenheid):
        enkel = blok.soort in EENMALIG
        eigen = teller.uniek(EID[blok.soort]) if enkel else teller.naam(EID[blok.soort], blok.nummer)
        eid = voor + eigen
        binnen = "" if blok.soort is Soort.LICHAAM else eid + "__"
        # De leden van het lichaam tellen mee in de ruimte van de regeling zelf: body geeft geen voorvoegsel.
        binnenteller = teller if blok.soort is Soort.LICHAAM else _Teller()
        inhoud = tuple([b if isinstance(b, Alinea) else _blok(b, binnen, binnenteller) for b in blok.inhoud])
        # Met de hand en niet met replace(): dit is de binnenste lus van elke lezer.
        return Eenheid(
            blok.soort,
            blok.label,
            blok.nummer,
            blok.opschrift,
            blok.subtitel,
            inhoud,
            blok.status,
            eid,
            blok.wId,
            blok.herkomst,
            blok.kenmerken,
        )
    if isinstance(blok, Tabel):
        eid = voor + teller.naam("table", "")
        celteller = _Teller()
        return replace(blok.elk(lambda b: _blok(b, f"{eid}__", celteller)), eId=eid)
    assert isinstance(blok, Figuur)
    return replace(blok, eId=voor + teller.naam("img", ""))


def eids(wortel: Eenheid) -> Eenheid:
    """The same tree with every eId computed from its position; the root itself has none."""
    teller = _Teller()
    return replace(wortel, eId="", inhoud=tuple([_blok(b, "", teller) for b in wortel.inhoud]))


def met_eids(regeling: Regeling) -> Regeling:
    """The same regulation with every eId computed from its position."""
    return replace(regeling, wortel=eids(regeling.wortel))


def met_wids(regeling: Regeling, overheid: str, versie: str) -> Regeling:
    """Give every unit, table and figure without wId one: ``<overheid>_<versie>__<eId>`` (D.3); existing wIds are kept.

    Args:
        overheid: code of the authority, e.g. ``gm0505``.
        versie: version in which the unit is born, e.g. ``1`` or ``2026-01-01``.

    A wId that is already taken gets a suffix: an identity is never given twice.
    """
    bezet = {e.wId for e in wandel(regeling.wortel) if e.wId}

    def nieuw(eid: str) -> str:
        basis = wid = f"{overheid}_{versie}__{eid}"
        keer = 1
        while wid in bezet:
            keer += 1
            wid = f"{basis}_{keer}"
        bezet.add(wid)
        return wid

    return replace(regeling, wortel=_wids(regeling.wortel, nieuw))


def _wids(eenheid: Eenheid, nieuw: Callable[[str], str]) -> Eenheid:
    def blok(b: Blok) -> Blok:
        if isinstance(b, Eenheid):
            return _wids(b, nieuw)
        if isinstance(b, Alinea):
            return b
        b = b if b.wId or not b.eId else replace(b, wId=nieuw(b.eId))
        return b.elk(blok) if isinstance(b, Tabel) else b

    wid = eenheid.wId or (nieuw(eenheid.eId) if eenheid.eId else "")
    return replace(eenheid, wId=wid, inhoud=tuple(blok(b) for b in eenheid.inhoud))
