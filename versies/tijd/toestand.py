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

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from versies.tijd.model import (
    Intrekking,
    Moment,
    Mutatie,
    SoortTijdstempel,
    Terugtrekking,
    Tijdstempel,
    Uitgewerkt,
    Uitwisseling,
    Versie,
    Vervuld,
    Voorwaarde,
    Wat,
)

__all__ = ["Achterstand", "Inhoud", "Kandidaat", "Periode", "Regel", "Stand", "Tijdlijn", "Toestand", "tijdlijnen"]


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


@dataclass(frozen=True, slots=True)
class Tijdlijn:
    """Everything ever known about one regulation. ``regels``: newest knowledge first, then latest date first."""

    werk: str
    standen: tuple[Stand, ...]
    regels: tuple[Regel, ...]

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
        grens = max(op, bekend)
        for regel in self.regels:
            toestand = regel.toestand
            if (
                toestand.geldig_vanaf <= op
                and regel.bekend_op <= bekend
                and regel.ontvangen_op <= ontvangen
                and toestand.juridisch_werkend_vanaf <= grens
            ):
                return None if toestand.inhoud is Inhoud.NIET_IN_WERKING else toestand
        return None

    @property
    def stand(self) -> Stand:
        """The states as they are known now."""
        return self.standen[-1]


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


@dataclass(slots=True)
class Werk:
    naam: str
    toppen: dict[str, Top] = field(default_factory=dict)
    gemaakt: dict[Moment, Top] = field(default_factory=dict)
    uitgewerkt: date | None = None
    einde: date | None = None
    nummers: dict[tuple[date, tuple[str, ...]], int] = field(default_factory=dict)
    per_datum: dict[date, int] = field(default_factory=dict)
    toestanden: list[Toestand] = field(default_factory=list)
    reeks: list[Toestand] = field(default_factory=list)
    standen: list[Stand] = field(default_factory=list)
    regels: list[list[Regel]] = field(default_factory=list)

    def nummer(self, datum: date, doelen: tuple[str, ...]) -> int:
        sleutel = (datum, doelen)
        if sleutel not in self.nummers:
            self.per_datum[datum] = self.nummers[sleutel] = self.per_datum.get(datum, 0) + 1
        return self.nummers[sleutel]


class Bouwer:
    """Takes deliveries in order of *gemaakt op* and keeps, per regulation, what follows from them."""

    def __init__(self) -> None:
        self.werken: dict[str, Werk] = {}
        self.stempels: dict[tuple[str, SoortTijdstempel], date | Voorwaarde] = {}
        self.teller = 0

    def werk(self, naam: str) -> Werk:
        return self.werken.setdefault(naam, Werk(naam))

    def neem(self, uitwisseling: Uitwisseling) -> None:
        self.teller += 1
        doelen: set[str] = set()
        geraakt: set[str] = set()
        # A version merged with another one of the same delivery comes after it.
        for mutatie in sorted(uitwisseling.mutaties, key=lambda m: _leunt_op(m, uitwisseling.gemaakt_op)):
            if isinstance(mutatie, (Versie, Intrekking)):
                geraakt.add(mutatie.werk)
                doelen.update(self._plaats(mutatie, uitwisseling))
            elif isinstance(mutatie, Uitgewerkt):
                self.werk(mutatie.werk).uitgewerkt = mutatie.datum
                geraakt.add(mutatie.werk)
            elif isinstance(mutatie, Terugtrekking):
                self._trek_terug(mutatie)
                geraakt.update({mutatie.werk} & self.werken.keys())
                doelen.add(mutatie.doel)
            else:
                doelen.update(self._stempel(mutatie))
        for naam, werk in self.werken.items():
            if naam in geraakt or doelen & werk.toppen.keys():
                self._verwerk(werk, uitwisseling, doelen)

    def _stempel(self, mutatie: Tijdstempel | Vervuld) -> set[str]:
        if isinstance(mutatie, Tijdstempel):
            self.stempels[mutatie.doel, mutatie.soort] = mutatie.datum
            return {mutatie.doel}
        wachtend = [s for s, w in self.stempels.items() if isinstance(w, Voorwaarde) and w.naam == mutatie.voorwaarde]
        for sleutel in wachtend:
            self.stempels[sleutel] = mutatie.datum
        return {doel for doel, _ in wachtend}

    def _plaats(self, mutatie: Versie | Intrekking, uitwisseling: Uitwisseling) -> tuple[str, ...]:
        werk = self.werk(mutatie.werk)
        intrekking = isinstance(mutatie, Intrekking)
        doelen = (mutatie.doel,) if isinstance(mutatie, Intrekking) else mutatie.doelen
        versie = "" if isinstance(mutatie, Intrekking) else mutatie.versie
        verwerkt: dict[str, datetime] = {}
        for moment in (*mutatie.basis, *mutatie.vervlochten):
            eerder = werk.gemaakt.get(moment)
            for doel, wanneer in eerder.verwerkt.items() if eerder else ():
                verwerkt[doel] = max(wanneer, verwerkt.get(doel, wanneer))
            verwerkt[moment.doel] = max(moment.gemaakt_op, verwerkt.get(moment.doel, moment.gemaakt_op))
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
            (self.teller, mutatie.eId),
        )
        for doel in doelen:
            top.eerste = top.eerste or (doel in werk.toppen and werk.toppen[doel].eerste)
            werk.toppen[doel] = top
            werk.gemaakt[Moment(doel, uitwisseling.gemaakt_op)] = top
        return doelen

    def _trek_terug(self, mutatie: Terugtrekking) -> None:
        if mutatie.wat is Wat.TIJDSTEMPEL:
            self.stempels.pop((mutatie.doel, mutatie.soort), None)
        elif mutatie.wat is Wat.UITGEWERKT:
            self.werk(mutatie.werk).uitgewerkt = None
        else:
            self.werk(mutatie.werk).toppen.pop(mutatie.doel, None)

    def _datum(self, doel: str, soort: SoortTijdstempel) -> date | None:
        waarde = self.stempels.get((doel, soort))
        return waarde if isinstance(waarde, date) else None

    def _gedateerd(self, doel: str) -> bool:
        return self._datum(doel, SoortTijdstempel.JURIDISCH_WERKEND) is not None

    def _wacht_op(self, doel: str) -> str:
        waarde = self.stempels.get((doel, SoortTijdstempel.JURIDISCH_WERKEND))
        return waarde.naam if isinstance(waarde, Voorwaarde) else ""

    def _groepen(self, werk: Werk) -> list[tuple[date, date, tuple[str, ...]]]:
        """Doelen with a date, together when their dates are equal, in legal order."""
        groepen: dict[tuple[date, date], list[str]] = {}
        for doel in werk.toppen:
            werkend = self._datum(doel, SoortTijdstempel.JURIDISCH_WERKEND)
            if werkend:
                geldig = self._datum(doel, SoortTijdstempel.GELDIG) or werkend
                groepen.setdefault((werkend, geldig), []).append(doel)
        return [(w, g, tuple(sorted(doelen))) for (w, g), doelen in sorted(groepen.items())]

    @staticmethod
    def _grenzen(
        werk: Werk, groepen: list[tuple[date, date, tuple[str, ...]]]
    ) -> tuple[date | None, tuple[date, date] | None]:
        """First day of a repeal, and the dates from which the regulation exists."""
        einden = [w for w, _, doelen in groepen if any(werk.toppen[d].intrekking for d in doelen)]
        begin = ((w, g) for w, g, doelen in groepen if any(werk.toppen[d].eerste for d in doelen))
        return min(einden, default=None), min(begin, default=None)

    def _verwerk(self, werk: Werk, uitwisseling: Uitwisseling, geraakt: set[str]) -> None:
        groepen = self._groepen(werk)
        einde, bestaat_vanaf = self._grenzen(werk, groepen)
        oud = {t.doelen: t for t in werk.toestanden}
        nieuw: list[Toestand] = []
        vuil = einde != werk.einde
        werk.einde = einde
        eerder: list[tuple[date, str]] = []  # (geldig vanaf, doel) of what took effect before, repeals excluded
        loos: list[str] = []
        for werkend, geldig, doelen in groepen:
            versiedoelen = tuple(d for d in doelen if not werk.toppen[d].intrekking)
            if bestaat_vanaf is None or (werkend, geldig) < bestaat_vanaf:
                loos.extend(versiedoelen)
            elif versiedoelen:
                vorige = oud.get(versiedoelen)
                vuil = vuil or vorige is None or vorige.sleutel != (werkend, geldig) or not geraakt.isdisjoint(doelen)
                # Ook een doel zonder datum telt: wat ervan verwerkt is, bepaalt of de versie achterloopt.
                vuil = vuil or any(g in werk.toppen[d].verwerkt for d in versiedoelen for g in geraakt)
                # En een toestand na het einde noemt de intrekkingen die haar beëindigen.
                vuil = vuil or (
                    einde is not None
                    and werkend >= einde
                    and any(d in geraakt and top.intrekking for d, top in werk.toppen.items())
                )
                vuil = vuil or len(nieuw) >= len(werk.toestanden) or werk.toestanden[len(nieuw)] is not vorige
                if vuil or vorige is None:
                    basis = tuple(sorted(d for g, d in eerder if g <= geldig))
                    vorige = self._toestand(werk, werkend, geldig, versiedoelen, basis, nieuw, einde)
                nieuw.append(vorige)
                eerder.extend((geldig, d) for d in versiedoelen)
        werk.toestanden = nieuw
        wachtend = tuple((d, self._wacht_op(d)) for d in sorted(werk.toppen) if not self._gedateerd(d))
        werk.standen.append(
            Stand(
                werk.naam,
                uitwisseling.gemaakt_op,
                uitwisseling.bekend,
                uitwisseling.ontvangen,
                tuple(nieuw),
                einde,
                werk.uitgewerkt,
                wachtend,
                tuple(loos),
            )
        )
        self._schrijf_regels(werk, uitwisseling, einde, [g for g in groepen if g[0] == einde])

    def _toestand(
        self,
        werk: Werk,
        werkend: date,
        geldig: date,
        doelen: tuple[str, ...],
        basis: tuple[str, ...],
        eerdere: list[Toestand],
        einde: date | None,
    ) -> Toestand:
        top = werk.toppen[doelen[0]]
        versies = {werk.toppen[d].versie or id(werk.toppen[d]) for d in doelen}
        tegen: list[Achterstand] = []
        if einde and werkend >= einde:
            tegen = [Achterstand(d, t.gemaakt_op) for d, t in sorted(werk.toppen.items()) if t.intrekking]
        elif len(versies) > 1:
            tegen = [Achterstand(d, werk.toppen[d].gemaakt_op) for d in doelen]
        verwerken = [] if tegen else self._achterstand(werk, top, (*doelen, *basis))
        nodig = {*doelen, *basis}
        ontvlechten = (
            []
            if tegen
            else [
                Achterstand(d, werk.toppen[d].gemaakt_op if d in werk.toppen else op, op)
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
            werk.naam,
            doelen,
            werkend,
            geldig,
            inhoud,
            top.versie if inhoud is Inhoud.BEKEND else "",
            basis,
            werk.nummer(werkend, doelen),
            tuple(verwerken),
            tuple(ontvlechten),
            tuple(tegen),
            self._kandidaten(werk, doelen, basis, eerdere) if inhoud is Inhoud.SAMENLOOP else (),
        )

    @staticmethod
    def _achterstand(werk: Werk, top: Top, nodig: Iterable[str]) -> list[Achterstand]:
        uit = []
        for doel in sorted(nodig):
            laatst = werk.toppen[doel].gemaakt_op
            heeft = top.verwerkt.get(doel)
            if heeft is None or heeft < laatst:
                uit.append(Achterstand(doel, laatst, heeft))
        return uit

    def _kandidaten(
        self, werk: Werk, doelen: tuple[str, ...], basis: tuple[str, ...], eerdere: list[Toestand]
    ) -> tuple[Kandidaat, ...]:
        """Versions to start from: those of the doelen themselves and the text that held just before."""
        toppen = {id(werk.toppen[d]): werk.toppen[d] for d in (*doelen, *(eerdere[-1].doelen if eerdere else ()))}
        gewogen = []
        for top in toppen.values():
            achter = self._achterstand(werk, top, (*doelen, *basis))
            bronnen = tuple(werk.toppen[a.doel].bron for a in achter)
            gewogen.append((len(achter), top.gemaakt_op, Kandidaat(top.versie, tuple(achter), bronnen)))
        return tuple(k for _, _, k in sorted(gewogen, key=lambda g: g[:2]) if k.versie)

    def _schrijf_regels(
        self,
        werk: Werk,
        uitwisseling: Uitwisseling,
        einde: date | None,
        intrekkingen: list[tuple[date, date, tuple[str, ...]]],
    ) -> None:
        """Lines from the first difference with what was known, so that older lines are shadowed from there on."""
        reeks = self._reeks(werk, einde, intrekkingen)
        gelijk = 0
        while gelijk < min(len(reeks), len(werk.reeks)) and self._gelijk(werk, werk.reeks[gelijk], reeks[gelijk]):
            gelijk += 1
        oud, nieuw = werk.reeks[gelijk:], reeks[gelijk:]
        if oud and (not nieuw or oud[0].sleutel < nieuw[0].sleutel):
            if gelijk:
                nieuw.insert(0, reeks[gelijk - 1])
            else:
                werkend, geldig = oud[0].sleutel
                nieuw.insert(
                    0, Toestand(werk.naam, (), werkend, geldig, Inhoud.NIET_IN_WERKING, nummer=werk.nummer(werkend, ()))
                )
        werk.reeks = reeks
        if nieuw:
            werk.regels.append(
                [
                    Regel(uitwisseling.ontvangen, self._bekend(werk, toestand, uitwisseling), self._af(werk, toestand))
                    for toestand in reversed(nieuw)
                ]
            )

    @staticmethod
    def _reeks(
        werk: Werk, einde: date | None, intrekkingen: list[tuple[date, date, tuple[str, ...]]]
    ) -> list[Toestand]:
        """The states until the end, and the end itself."""
        weg = [
            Toestand(werk.naam, doelen, werkend, geldig, Inhoud.NIET_IN_WERKING, nummer=werk.nummer(werkend, doelen))
            for werkend, geldig, doelen in intrekkingen
        ]
        return [*(t for t in werk.toestanden if einde is None or t.juridisch_werkend_vanaf < einde), *weg]

    def _gelijk(self, werk: Werk, oud: Toestand, nieuw: Toestand) -> bool:
        """Whether a state is what was known already (:mod:`versies.tijd.aanvullen` works sketches out first)."""
        return oud is nieuw or oud == nieuw

    def _af(self, werk: Werk, toestand: Toestand) -> Toestand:
        """The state as a line holds it."""
        return toestand

    @staticmethod
    def _bekend(werk: Werk, toestand: Toestand, uitwisseling: Uitwisseling) -> date:
        eigen = [
            top.bekend_op
            for d in toestand.doelen
            if (top := werk.toppen.get(d)) and top.gemaakt_op == uitwisseling.gemaakt_op
        ]
        return max(eigen, default=uitwisseling.bekend)


def _leunt_op(mutatie: Mutatie, moment: datetime) -> int:
    """Number of versions of this same delivery on which a version was made."""
    if not isinstance(mutatie, (Versie, Intrekking)):
        return 0
    return sum(m.gemaakt_op == moment for m in (*mutatie.basis, *mutatie.vervlochten, *mutatie.ontvlochten))


def tijdlijnen(uitwisselingen: Iterable[Uitwisseling]) -> dict[str, Tijdlijn]:
    """The timeline of every regulation.

    Args:
        uitwisselingen: deliveries in any order; they are taken in order of *gemaakt op*. Deliveries made at the same
            moment keep the order in which they are given.

    Returns:
        Per regulation (``werk``) its timeline, in order of first appearance.
    """
    bouwer = Bouwer()
    for uitwisseling in sorted(uitwisselingen, key=lambda u: u.gemaakt_op):
        bouwer.neem(uitwisseling)
    return {
        naam: Tijdlijn(naam, tuple(w.standen), tuple(r for blok in reversed(w.regels) for r in blok))
        for naam, w in bouwer.werken.items()
        if w.standen
    }
