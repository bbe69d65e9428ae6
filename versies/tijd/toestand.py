"""Which text held when: from deliveries to states (toestanden), and the question "on this day, as known on that day".

Rules (STOP, ``regels`` D.6; checked against the 39 public scenarios, see ``docs/tijd.md``):

- Doelen with a date are ordered by (juridisch werkend vanaf, geldig vanaf); equal dates take effect together.
- A version counts for its doelen only when it holds the last version of every doel that took effect before it
  (*te verwerken*), no doel that does not take effect (*te ontvlechten*), and when doelen with equal dates agree on one
  version (*tegensprekend*). Otherwise the text is not known: samenloop, until someone delivers a combined version.
- A regulation whose first version has no date does not exist yet: amendments of it make no state.
- What an earlier delivery said stays known: it is never rewritten, only shadowed by a later line.

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
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from versies.tijd.model import (
    HEEL,
    Intrekking,
    Moment,
    SoortTijdstempel,
    Terugtrekking,
    Tijdstempel,
    Uitgewerkt,
    Uitwisseling,
    Versie,
    Vervuld,
    Voorwaarde,
    Wat,
    op_volgorde,
)


class Inhoud(StrEnum):
    """What is known of the text of a state."""

    BEKEND = "bekend"
    SAMENLOOP = "samenloop"
    ONBEKEND = "onbekend"
    NIET_IN_WERKING = "niet in werking"


@dataclass(frozen=True, slots=True)
class Achterstand:
    """A doel that a version did not take in (fully): last known moment, and the moment that it did take in."""

    doel: str
    laatst_bekend: datetime
    laatst_verwerkt: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """A version from which a combined text can be made, with what it still lacks."""

    versie: str
    te_verwerken: tuple[Achterstand, ...]
    bronnen: tuple[tuple[int, str], ...]
    """(number of the delivery from 1, eId) of the publications still to be merged in."""


@dataclass(frozen=True, slots=True)
class Toestand:
    """The text that holds from ``geldig_vanaf`` on, by the doelen that took effect on ``juridisch_werkend_vanaf``.

    ``versie`` is empty unless ``inhoud`` is BEKEND. ``nummer`` tells states with equal date but other doelen apart.
    """

    werk: str
    doelen: tuple[str, ...]
    juridisch_werkend_vanaf: date
    geldig_vanaf: date
    inhoud: Inhoud = Inhoud.BEKEND
    versie: str = ""
    basisdoelen: tuple[str, ...] = ()
    nummer: int = 1
    te_verwerken: tuple[Achterstand, ...] = ()
    te_ontvlechten: tuple[Achterstand, ...] = ()
    tegensprekend: tuple[Achterstand, ...] = ()
    kandidaten: tuple[Kandidaat, ...] = ()

    @property
    def sleutel(self) -> tuple[date, date]:
        """Legal order of states."""
        return self.juridisch_werkend_vanaf, self.geldig_vanaf

    @property
    def samenloop(self) -> tuple[str, ...]:
        """The doelen that stand in the way of a known text."""
        return tuple(a.doel for a in (*self.te_verwerken, *self.te_ontvlechten, *self.tegensprekend))


@dataclass(frozen=True, slots=True)
class Periode:
    """A state inside one :class:`Stand`: until when it works in law, and whether that has passed."""

    toestand: Toestand
    tot: date | None
    niet_meer_actueel: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """All states of one regulation as they were known after one delivery."""

    werk: str
    gemaakt_op: datetime
    bekend_op: date
    ontvangen_op: date
    toestanden: tuple[Toestand, ...]
    juridisch_uitgewerkt_op: date | None = None
    materieel_uitgewerkt_op: date | None = None
    zonder_datum: tuple[tuple[str, str], ...] = ()
    """(doel, name of the condition or empty) of versions that wait for a date."""
    zonder_instelling: tuple[str, ...] = ()
    """Doelen with a date that come to nothing, as the regulation itself does not exist yet."""
    reeks: tuple[Toestand, ...] = ()
    """The states until the end in legal order, and the end itself as a state that is not in force."""

    def periodes(self) -> list[Periode]:
        """The states with their end; a repeal cuts every state off."""
        uit: list[Periode] = []
        for plek, toestand in enumerate(self.toestanden):
            volgende = self.toestanden[plek + 1].juridisch_werkend_vanaf if plek + 1 < len(self.toestanden) else None
            einden = [d for d in (volgende, self.juridisch_uitgewerkt_op) if d]
            tot = min(einden) if einden else None
            uit.append(Periode(toestand, tot, tot is not None and tot <= self.ontvangen_op))
        return uit


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of the timeline: from ``geldig_vanaf`` on this state, as known since ``bekend_op``."""

    ontvangen_op: date
    bekend_op: date
    toestand: Toestand


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

    def bekend_sinds(self, op: date, bekend: date = date.max, *, ontvangen: date = date.max) -> date | None:
        """Since which day the answer of :meth:`geldend` has been known without interruption; None when there is none."""
        antwoord = self.geldend(op, bekend, ontvangen=ontvangen)
        sinds = None
        if antwoord is None:
            return None
        for dag in reversed([d for d in self._dagen if d <= bekend]):
            toen = self.geldend(op, dag, ontvangen=ontvangen)
            if toen is None or (toen.versie, toen.doelen, toen.inhoud) != (
                antwoord.versie,
                antwoord.doelen,
                antwoord.inhoud,
            ):
                break
            sinds = dag
        return sinds

    def stand_op(self, bekend: date = date.max, ontvangen: date = date.max) -> Stand | None:
        """The states as they follow from what was known (and received) on a day; None when that is nothing."""
        sleutel = bisect_right(self._dagen, bekend), bisect_right(self._ontvangsten, ontvangen)
        if sleutel not in self._standen:
            bouwer, laatste = self._ingenomen(bekend, ontvangen)
            self._standen[sleutel] = bouwer.stand(laatste) if laatste else None
        return self._standen[sleutel]

    @cached_property
    def _dagen(self) -> list[date]:
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

    @property
    def kennisdagen(self) -> tuple[date, ...]:
        """The days on which something became known."""
        return tuple(self._dagen)

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


# --- from deliveries to states ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Top:
    """The tip of one doel for one regulation. ``verwerkt``: per doel the last moment that the text holds."""

    gemaakt_op: datetime
    bekend_op: date
    versie: str
    verwerkt: dict[str, datetime]
    intrekking: bool
    eerste: bool
    bron: tuple[int, str]


class Bouwer:
    """Takes deliveries in order of *gemaakt op* and says what follows from them for one regulation."""

    def __init__(self, werk: str) -> None:
        self.naam = werk
        self.toppen: dict[str, Top] = {}
        self.gemaakt: dict[Moment, Top] = {}
        self.stempels: dict[tuple[str, SoortTijdstempel], date | Voorwaarde] = {}
        self.uitgewerkt: date | None = None
        self.nummers: dict[tuple[date, tuple[str, ...]], int] = {}
        self.per_datum: dict[date, int] = {}

    def nummer(self, datum: date, doelen: tuple[str, ...]) -> int:
        """Which text of one day this is, counted per set of doelen; the same question gives the same number."""
        sleutel = (datum, doelen)
        if sleutel not in self.nummers:
            self.per_datum[datum] = self.nummers[sleutel] = self.per_datum.get(datum, 0) + 1
        return self.nummers[sleutel]

    def neem(self, nummer: int, uitwisseling: Uitwisseling) -> bool:
        """Take one delivery in; True when it says something about this regulation."""
        doelen = self._beloofd(uitwisseling, nummer)
        geraakt = bool(doelen)
        # A version merged with another one of the same delivery comes after it.
        for mutatie in op_volgorde(uitwisseling.mutaties, uitwisseling.gemaakt_op):
            if isinstance(mutatie, (Versie, Intrekking)):
                if mutatie.werk == self.naam:
                    geraakt = True
                    doelen.update(self._plaats(mutatie, uitwisseling, nummer))
            elif isinstance(mutatie, Uitgewerkt):
                if mutatie.werk == self.naam:
                    self.uitgewerkt, geraakt = mutatie.datum, True
            elif isinstance(mutatie, Terugtrekking):
                geraakt = self._trek_terug(mutatie, uitwisseling.gemaakt_op) or geraakt
                doelen.add(mutatie.doel)
            else:
                doelen.update(self._stempel(mutatie))
        return geraakt or bool(doelen & self.toppen.keys())

    def _beloofd(self, uitwisseling: Uitwisseling, nummer: int) -> set[str]:
        """Doelen for which a decision came in: their text is not known until it is delivered (mostly at once)."""
        doelen = {v.doel for v in uitwisseling.uitvoeringen if v.werk == self.naam}
        stichtend = {v.doel for v in uitwisseling.uitvoeringen if v.werk == self.naam and v.delen == HEEL}
        for doel in doelen:
            oud = self.toppen.get(doel)
            eerste = doel in stichtend or (oud is not None and oud.eerste)
            top = Top(uitwisseling.gemaakt_op, uitwisseling.bekend, "", {}, False, eerste, (nummer, ""))
            self.toppen[doel] = top
            self.gemaakt[Moment(doel, uitwisseling.gemaakt_op)] = top
        return doelen

    def _stempel(self, mutatie: Tijdstempel | Vervuld) -> set[str]:
        if isinstance(mutatie, Tijdstempel):
            self.stempels[mutatie.doel, mutatie.soort] = mutatie.datum
            return {mutatie.doel}
        wachtend = [s for s, w in self.stempels.items() if isinstance(w, Voorwaarde) and w.naam == mutatie.voorwaarde]
        for sleutel in wachtend:
            self.stempels[sleutel] = mutatie.datum
        return {doel for doel, _ in wachtend}

    def _plaats(self, mutatie: Versie | Intrekking, uitwisseling: Uitwisseling, nummer: int) -> tuple[str, ...]:
        intrekking = isinstance(mutatie, Intrekking)
        doelen = (mutatie.doel,) if isinstance(mutatie, Intrekking) else mutatie.doelen
        versie = "" if isinstance(mutatie, Intrekking) else mutatie.versie
        verwerkt = self._verwerkt((*mutatie.basis, *mutatie.vervlochten))
        for moment in mutatie.ontvlochten:
            verwerkt.pop(moment.doel, None)
        if versie or intrekking:
            verwerkt.update(dict.fromkeys(doelen, uitwisseling.gemaakt_op))
        top = Top(
            uitwisseling.gemaakt_op,
            mutatie.bekend_op or uitwisseling.bekend,
            versie,
            verwerkt,
            intrekking,
            not mutatie.basis and not intrekking,
            (nummer, mutatie.eId),
        )
        for doel in doelen:
            top.eerste = top.eerste or (doel in self.toppen and self.toppen[doel].eerste)
            self.toppen[doel] = top
            self.gemaakt[Moment(doel, uitwisseling.gemaakt_op)] = top
        return doelen

    def _verwerkt(self, momenten: Iterable[Moment]) -> dict[str, datetime]:
        """Per doel the last moment that a text made on the basis of these holds."""
        uit: dict[str, datetime] = {}
        for moment in momenten:
            eerder = self.gemaakt.get(moment)
            for doel, wanneer in eerder.verwerkt.items() if eerder else ():
                uit[doel] = max(wanneer, uit.get(doel, wanneer))
            uit[moment.doel] = max(moment.gemaakt_op, uit.get(moment.doel, moment.gemaakt_op))
        return uit

    def _trek_terug(self, mutatie: Terugtrekking, op: datetime) -> bool:
        if mutatie.wat is Wat.TIJDSTEMPEL:
            self.stempels.pop((mutatie.doel, mutatie.soort), None)
            return False
        if mutatie.werk != self.naam:
            return False
        if mutatie.wat is Wat.UITGEWERKT:
            self.uitgewerkt = None
        else:
            weg = self.toppen.pop(mutatie.doel, None)
            if weg is not None and mutatie.basis:
                # Een latere versie kan op de teruggetrokken stand verdergaan: die houdt wat haar basis hield.
                verwerkt = {d: w for d, w in self._verwerkt(mutatie.basis).items() if d != mutatie.doel}
                self.gemaakt[Moment(mutatie.doel, op)] = replace(weg, gemaakt_op=op, versie="", verwerkt=verwerkt)
        return True

    def datum(self, doel: str, soort: SoortTijdstempel) -> date | None:
        """A date of a doel, when it has one."""
        waarde = self.stempels.get((doel, soort))
        return waarde if isinstance(waarde, date) else None

    def _gedateerd(self, doel: str) -> bool:
        return self.datum(doel, SoortTijdstempel.JURIDISCH_WERKEND) is not None

    def _wacht_op(self, doel: str) -> str:
        waarde = self.stempels.get((doel, SoortTijdstempel.JURIDISCH_WERKEND))
        return waarde.naam if isinstance(waarde, Voorwaarde) else ""

    def _groepen(self) -> list[tuple[date, date, tuple[str, ...]]]:
        """Doelen with a date, together when their dates are equal, in legal order."""
        groepen: dict[tuple[date, date], list[str]] = {}
        for doel in self.toppen:
            werkend = self.datum(doel, SoortTijdstempel.JURIDISCH_WERKEND)
            if werkend:
                geldig = self.datum(doel, SoortTijdstempel.GELDIG) or werkend
                groepen.setdefault((werkend, geldig), []).append(doel)
        return [(w, g, tuple(sorted(doelen))) for (w, g), doelen in sorted(groepen.items())]

    def stand(self, uitwisseling: Uitwisseling) -> Stand:
        """The states as they are after a delivery."""
        groepen = self._groepen()
        einde = min((w for w, _, doelen in groepen if any(self.toppen[d].intrekking for d in doelen)), default=None)
        bestaat_vanaf = min(
            ((w, g) for w, g, doelen in groepen if any(self.toppen[d].eerste for d in doelen)), default=None
        )
        toestanden: list[Toestand] = []
        eerder: list[tuple[date, str]] = []  # (geldig vanaf, doel) of what took effect before, repeals excluded
        loos: list[str] = []
        for werkend, geldig, doelen in groepen:
            versiedoelen = tuple(d for d in doelen if not self.toppen[d].intrekking)
            if bestaat_vanaf is None or (werkend, geldig) < bestaat_vanaf:
                loos.extend(versiedoelen)
            elif versiedoelen:
                # Retroactive over texts that came in between: one state for each stretch, as each needs a text of its own.
                tot = min((g for w, g, _ in groepen if w == werkend and g > geldig), default=date.max)
                for vanaf in sorted({geldig, *(g for g, _ in eerder if geldig < g < tot)}):
                    basis = tuple(sorted(d for g, d in eerder if g <= vanaf))
                    toestanden.append(self._toestand(werkend, vanaf, versiedoelen, basis, toestanden, einde))
                eerder.extend((geldig, d) for d in versiedoelen)
        wachtend = tuple((d, self._wacht_op(d)) for d in sorted(self.toppen) if not self._gedateerd(d))
        weg = [
            Toestand(self.naam, doelen, werkend, geldig, Inhoud.NIET_IN_WERKING, nummer=self.nummer(werkend, doelen))
            for werkend, geldig, doelen in groepen
            if werkend == einde
        ]
        return Stand(
            self.naam,
            uitwisseling.gemaakt_op,
            uitwisseling.bekend,
            uitwisseling.ontvangen,
            tuple(toestanden),
            einde,
            self.uitgewerkt,
            wachtend,
            tuple(loos),
            (*(t for t in toestanden if einde is None or t.juridisch_werkend_vanaf < einde), *weg),
        )

    def _toestand(
        self,
        werkend: date,
        geldig: date,
        doelen: tuple[str, ...],
        basis: tuple[str, ...],
        eerdere: list[Toestand],
        einde: date | None,
    ) -> Toestand:
        top = self.toppen[doelen[0]]
        versies = {self.toppen[d].versie or id(self.toppen[d]) for d in doelen}
        tegen: list[Achterstand] = []
        if einde and werkend >= einde:
            tegen = [Achterstand(d, t.gemaakt_op) for d, t in sorted(self.toppen.items()) if t.intrekking]
        elif len(versies) > 1:
            tegen = [Achterstand(d, self.toppen[d].gemaakt_op) for d in doelen]
        verwerken = [] if tegen else self._achterstand(top, (*doelen, *basis))
        nodig = {*doelen, *basis}
        ontvlechten = (
            []
            if tegen
            else [
                Achterstand(d, self.toppen[d].gemaakt_op if d in self.toppen else op, op)
                for d, op in sorted(top.verwerkt.items())
                if d not in nodig
            ]
        )
        inhoud = Inhoud.BEKEND
        if not tegen and not top.versie:
            inhoud = Inhoud.ONBEKEND
        elif tegen or verwerken or ontvlechten:
            inhoud = Inhoud.SAMENLOOP
        return Toestand(
            self.naam,
            doelen,
            werkend,
            geldig,
            inhoud,
            top.versie if inhoud is Inhoud.BEKEND else "",
            basis,
            self.nummer(werkend, doelen),
            tuple(verwerken),
            tuple(ontvlechten),
            tuple(tegen),
            self._kandidaten(doelen, basis, eerdere) if inhoud is Inhoud.SAMENLOOP else (),
        )

    def _achterstand(self, top: Top, nodig: Iterable[str]) -> list[Achterstand]:
        uit = []
        for doel in sorted(nodig):
            laatst = self.toppen[doel].gemaakt_op
            heeft = top.verwerkt.get(doel)
            if heeft is None or heeft < laatst:
                uit.append(Achterstand(doel, laatst, heeft))
        return uit

    def _kandidaten(
        self, doelen: tuple[str, ...], basis: tuple[str, ...], eerdere: list[Toestand]
    ) -> tuple[Kandidaat, ...]:
        """Versions to start from: those of the doelen themselves and the text that held just before."""
        toppen = {id(self.toppen[d]): self.toppen[d] for d in (*doelen, *(eerdere[-1].doelen if eerdere else ()))}
        gewogen = []
        for top in toppen.values():
            achter = self._achterstand(top, (*doelen, *basis))
            bronnen = tuple(self.toppen[a.doel].bron for a in achter)
            gewogen.append((len(achter), top.gemaakt_op, Kandidaat(top.versie, tuple(achter), bronnen)))
        return tuple(k for _, _, k in sorted(gewogen, key=lambda g: g[:2]) if k.versie)

    def regels(self, uitwisseling: Uitwisseling, oud: tuple[Toestand, ...], nu: tuple[Toestand, ...]) -> list[Regel]:
        """Lines from the first difference with what was known, so that older lines are shadowed from there on."""
        gelijk = 0
        while gelijk < min(len(nu), len(oud)) and oud[gelijk] == nu[gelijk]:
            gelijk += 1
        rest, nieuw = oud[gelijk:], list(nu[gelijk:])
        if rest and (not nieuw or rest[0].sleutel < nieuw[0].sleutel):
            if gelijk:
                nieuw.insert(0, nu[gelijk - 1])
            else:
                werkend, geldig = rest[0].sleutel
                nummer = self.nummer(werkend, ())
                nieuw.insert(0, Toestand(self.naam, (), werkend, geldig, Inhoud.NIET_IN_WERKING, nummer=nummer))
        return [Regel(uitwisseling.ontvangen, self._bekend(t, uitwisseling), t) for t in reversed(nieuw)]

    def _bekend(self, toestand: Toestand, uitwisseling: Uitwisseling) -> date:
        eigen = [
            top.bekend_op
            for d in toestand.doelen
            if (top := self.toppen.get(d)) and top.gemaakt_op == uitwisseling.gemaakt_op
        ]
        return max(eigen, default=uitwisseling.bekend)


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
                doelen = (m.doel,) if isinstance(m, Intrekking) else m.doelen
                doelen_van.setdefault(m.werk, {}).update(dict.fromkeys(doelen))
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
