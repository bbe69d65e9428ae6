"""From deliveries to states, for one regulation.

Rules (STOP, ``regels`` D.6; checked against the 39 public scenarios, see ``docs/tijd.md``):

- Doelen with a date are ordered by (juridisch werkend vanaf, geldig vanaf); equal dates take effect together.
- A version counts for its doelen only when it holds the last version of every doel that took effect before it
  (*te verwerken*), no doel that does not take effect (*te ontvlechten*), and when doelen with equal dates agree on one
  version (*tegensprekend*). Otherwise the text is not known: samenloop, until someone delivers a combined version.
- A regulation whose first version has no date does not exist yet: amendments of it make no state.
- What an earlier delivery said stays known: it is never rewritten, only shadowed by a later line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from versies.tijd.model import (
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
from versies.tijd.toestand import Achterstand, Inhoud, Kandidaat, Regel, Stand, Toestand


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
        stichtend = {v.doel for v in uitwisseling.uitvoeringen if v.werk == self.naam and v.heel}
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
        intrekking, doelen = isinstance(mutatie, Intrekking), mutatie.doelen
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
        wachtend = tuple(
            (d, self._wacht_op(d))
            for d in sorted(self.toppen)
            if self.datum(d, SoortTijdstempel.JURIDISCH_WERKEND) is None
        )
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
        ontvlechten = [
            Achterstand(d, self.toppen[d].gemaakt_op if d in self.toppen else op, op)
            for d, op in sorted(top.verwerkt.items())
            if d not in nodig and not tegen
        ]
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
