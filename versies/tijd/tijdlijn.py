"""Which text held when: from deliveries to states (toestanden), and the question "on this day, as known on that day".

>>> from datetime import datetime, timezone
>>> van = datetime(2026, 1, 5, tzinfo=timezone.utc)
>>> log = [Uitwisseling(van, (Versie("vwi", ("instelling",), "v1"), Tijdstempel("instelling", date(2026, 2, 1))))]
>>> lijn = tijdlijnen(log)["vwi"]
>>> lijn.geldend(date(2026, 3, 1), date(2026, 1, 5)).versie
'v1'
>>> lijn.geldend(date(2026, 3, 1), date(2026, 1, 4)) is None     # not known yet
True
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import takewhile

from versies.tijd.bouwer import Bouwer
from versies.tijd.lijnen import Lijnen
from versies.tijd.model import (
    Intrekking,
    SoortTijdstempel,
    Tijdstempel,
    Uitgewerkt,
    Uitwisseling,
    Versie,
    Vervuld,
    Voorwaarde,
)
from versies.tijd.toestand import Inhoud, Regel, Stand, Toestand


@dataclass(frozen=True)
class Tijdlijn:
    """Everything ever known about one regulation.

    Args:
        werk: the regulation.
        genummerd: every delivery that can touch it, in order of *gemaakt op*, with its number among all deliveries.
    """

    werk: str
    genummerd: tuple[tuple[int, Uitwisseling], ...]
    _standen: dict[tuple[int, int], Stand | None] = field(default_factory=dict, repr=False, compare=False)

    def geldend(self, op: date, bekend: date = date.max, *, ontvangen: date = date.max) -> Toestand | None:
        """The state that held on a day, as known on another day.

        Args:
            op: the day asked about.
            bekend: the day of knowledge; default everything that was ever published.
            ontvangen: only what this archive had received on that day.

        Returns:
            The state, or None when nothing is known to hold (not yet made, repealed, or withdrawn). Text for a day
            before *juridisch werkend vanaf* (retroactive) counts only for an observer on or after that day: until then
            it was not law.
        """
        stand = self.stand_op(bekend, ontvangen)
        grens = max(op, bekend)
        for toestand in reversed(stand.reeks if stand else ()):
            if toestand.geldig_vanaf <= op and toestand.juridisch_werkend_vanaf <= grens:
                return None if toestand.inhoud is Inhoud.NIET_IN_WERKING else toestand
        return None

    def bekend_sinds(self, op: date, bekend: date = date.max) -> date | None:
        """Since which day the answer of :meth:`geldend` has been known without interruption; None when there is none."""

        def zegt(dag: date) -> tuple[object, ...] | None:
            t = self.geldend(op, dag)
            return (t.versie, t.doelen, t.inhoud) if t is not None else None

        dagen = [d for d in self.kennisdagen if d <= bekend] if (nu := zegt(bekend)) is not None else []
        return min(takewhile(lambda dag: zegt(dag) == nu, reversed(dagen)), default=None)

    def stand_op(self, bekend: date = date.max, ontvangen: date = date.max) -> Stand | None:
        """The states as they follow from what was known (and received) on a day; None when that is nothing."""
        sleutel = bisect_right(self.kennisdagen, bekend), bisect_right(self._ontvangsten, ontvangen)
        if sleutel not in self._standen:
            bouwer, laatste = self._ingenomen(bekend, ontvangen)
            self._standen[sleutel] = bouwer.stand(laatste) if laatste else None
        return self._standen[sleutel]

    @cached_property
    def kennisdagen(self) -> list[date]:
        """The days on which something became known."""
        eigen = (getattr(m, "bekend_op", None) for _, u in self.genummerd for m in u.mutaties)
        return sorted({*filter(None, eigen), *(u.bekend for _, u in self.genummerd)})

    @cached_property
    def _ontvangsten(self) -> list[date]:
        return sorted({u.ontvangen for _, u in self.genummerd})

    @cached_property
    def _bouwer(self) -> Bouwer:
        """Everything taken in."""
        return self._ingenomen(date.max, date.max)[0]

    def _ingenomen(self, bekend: date, ontvangen: date) -> tuple[Bouwer, Uitwisseling | None]:
        """What was known and received on two days, and the last delivery of it."""
        bouwer = Bouwer(self.werk)
        laatste = None
        for nummer, u in self.genummerd:
            gezien = _bekend_deel(u, bekend) if u.ontvangen <= ontvangen else None
            if gezien is not None and bouwer.neem(nummer, gezien):
                laatste = gezien
        return bouwer, laatste

    def datums(self, doel: str, bekend: date = date.max) -> tuple[date | None, date | None]:
        """(juridisch werkend vanaf, geldig vanaf) of a doel as known on a day; None as long as it has none."""
        bouwer = self._bouwer if bekend == date.max else self._ingenomen(bekend, date.max)[0]
        return bouwer.datum(doel, SoortTijdstempel.JURIDISCH_WERKEND), bouwer.datum(doel, SoortTijdstempel.GELDIG)

    def heeft(self, doel: str) -> bool:
        """Whether the regulation has, or had, a version or a repeal on a doel."""
        return any(m.doel == doel for m in self._bouwer.gemaakt)

    @cached_property
    def takken(self) -> Lijnen:
        """All versions, by doel and moment."""
        return Lijnen(self.werk, self.uitwisselingen)

    @property
    def uitwisselingen(self) -> tuple[Uitwisseling, ...]:
        """The deliveries that can touch this regulation."""
        return tuple(u for _, u in self.genummerd)

    @cached_property
    def stand(self) -> Stand:
        """The states as they are known now."""
        stand = self.stand_op()
        assert stand is not None  # tijdlijnen() makes no timeline of nothing
        return stand

    @cached_property
    def _geschiedenis(self) -> tuple[tuple[Stand, ...], tuple[Regel, ...]]:
        bouwer, standen, blokken = Bouwer(self.werk), list[Stand](), list[list[Regel]]()
        reeks: tuple[Toestand, ...] = ()
        for nummer, u in self.genummerd:
            if bouwer.neem(nummer, u):
                stand = bouwer.stand(u)
                blokken.append(bouwer.regels(u, reeks, stand.reeks))
                standen.append(stand)
                reeks = stand.reeks
        return tuple(standen), tuple(r for blok in reversed(blokken) for r in blok)

    @property
    def standen(self) -> tuple[Stand, ...]:
        """The states after each delivery, in order of delivery."""
        return self._geschiedenis[0]

    @property
    def regels(self) -> tuple[Regel, ...]:
        """What each delivery added to what was known: newest knowledge first, then latest date first."""
        return self._geschiedenis[1]


def _bekend_deel(u: Uitwisseling, bekend: date) -> Uitwisseling | None:
    """What a delivery says, as far as it was known on a day."""
    gezien = tuple(m for m in u.mutaties if (getattr(m, "bekend_op", None) or u.bekend) <= bekend)
    voert_uit = u.uitvoeringen if u.bekend <= bekend else ()
    if len(gezien) == len(u.mutaties) and voert_uit == u.uitvoeringen:
        return u
    return replace(u, mutaties=gezien, uitvoeringen=voert_uit) if gezien or voert_uit else None


def tijdlijnen(uitwisselingen: Iterable[Uitwisseling]) -> dict[str, Tijdlijn]:
    """The timeline of every regulation.

    Args:
        uitwisselingen: deliveries in any order; they are taken in order of *gemaakt op*. Deliveries made at the same
            moment keep the order in which they are given. Of a whole log give only those that count
            (:func:`versies.tijd.model.tellend`).

    Returns:
        Per regulation (``werk``) its timeline, in order of first appearance.
    """
    alle = sorted(uitwisselingen, key=lambda u: u.gemaakt_op)
    namen: dict[str, list[int]] = {}  # doel, condition or regulation → deliveries that name it
    doelen_van: dict[str, dict[str, None]] = {}
    wacht_op: dict[str, set[str]] = {}
    for plaats, u in enumerate(alle):
        for sleutel in sleutels(u):
            namen.setdefault(sleutel, []).append(plaats)
        for v in u.uitvoeringen:
            doelen_van.setdefault(v.werk, {}).setdefault(v.doel)
        for m in u.mutaties:
            if isinstance(m, (Versie, Intrekking)):
                doelen_van.setdefault(m.werk, {}).update(dict.fromkeys(m.doelen))
            elif isinstance(m, Uitgewerkt):
                doelen_van.setdefault(m.werk, {})
            elif isinstance(m, Tijdstempel) and isinstance(m.datum, Voorwaarde):
                wacht_op.setdefault(m.doel, set()).add(m.datum.naam)
    uit: dict[str, Tijdlijn] = {}
    for werk, eigen in doelen_van.items():
        raakt = {f"werk {werk}", *(f"doel {d}" for d in eigen)}
        raakt |= {f"voorwaarde {v}" for d in eigen for v in wacht_op.get(d, ())}
        plaatsen = sorted({n for sleutel in raakt for n in namen.get(sleutel, ())})
        uit[werk] = Tijdlijn(werk, tuple((n + 1, alle[n]) for n in plaatsen))
    return uit


def sleutels(u: Uitwisseling) -> set[str]:
    """What a delivery names: "werk …", "doel …", "voorwaarde …". Deliveries that share none do not touch each other."""
    uit = {f"{soort} {naam}" for v in u.uitvoeringen for soort, naam in (("werk", v.werk), ("doel", v.doel))}
    for m in u.mutaties:
        if isinstance(m, Vervuld):
            uit.add(f"voorwaarde {m.voorwaarde}")
            continue
        if isinstance(m, Tijdstempel) and isinstance(m.datum, Voorwaarde):
            uit.add(f"voorwaarde {m.datum.naam}")
        doelen = m.doelen if isinstance(m, Versie) else (getattr(m, "doel", ""),)
        uit.update(f"doel {d}" for d in doelen if d)
        if werk := getattr(m, "werk", ""):
            uit.add(f"werk {werk}")
    return uit
