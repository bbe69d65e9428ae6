"""The law that decisions make together: every decision executed in legal order, on what holds when it takes effect.

A state whose text is not known because decisions meet (:mod:`versies.tijd.tijdlijn`) is worked out by executing, on the
text that precedes it in law, the decisions of its doelen. So a decision that comes in between, works back, is postponed,
annulled or rectified gives new texts for everything after it, and a text stays unknown only when a decision does not fit
on what it finds, or when no decision is known that made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Regeling
from verordening.tekstregels import tekstregels
from versies.tijd.model import (
    Intrekking,
    Moment,
    Mutatie,
    SoortTijdstempel,
    Tijdstempel,
    Uitvoering,
    Uitwisseling,
    Versie,
    uitvoeringen,
)
from versies.tijd.tijdlijn import Tijdlijn, tijdlijnen
from versies.tijd.toestand import Inhoud, Stand, Toestand

Uitvoeren = Callable[["Regeling | None", Uitvoering, "date | None"], tuple[Regeling, tuple[Bevinding, ...]]]
"""(text, what to execute, day) → text after it, and what there is to remark. Raises ``Geweigerd``."""

_GRENS = 400
"""More texts than this from one delivery is not the work of a decision."""


@dataclass(frozen=True, slots=True)
class Botsing:
    """A state for which a decision could not be executed: its first day, the doelen, and why."""

    toestand: Toestand
    fout: Geweigerd
    nieuw: bool
    """The decision itself is the one being registered, and it fits on no earlier text either."""


@dataclass(slots=True)
class Geschikt:
    """What a delivery becomes: itself and, where knowledge came in another order, later ones; with the texts."""

    reeks: list[Uitwisseling]
    teksten: dict[str, Regeling] = field(default_factory=dict)
    botsingen: list[Botsing] = field(default_factory=list)
    bevindingen: list[Bevinding] = field(default_factory=list)


@dataclass(slots=True)
class Recht:
    """One regulation, with everything known of it.

    Args:
        werk: the regulation. log: (number, delivery) of all that counts and can touch it, in order.
        lees: text of a version. voer_uit: executes what a delivery says. namen: names of versions that are taken.
    """

    werk: str
    log: Sequence[tuple[int, Uitwisseling]]
    lees: Callable[[str], Regeling]
    voer_uit: Uitvoeren
    namen: set[str] = field(default_factory=set)

    def lijn(self, erbij: Sequence[Uitwisseling] = ()) -> Tijdlijn | None:
        """The timeline with more deliveries."""
        alle = [*(u for _, u in self.log), *erbij]
        return tijdlijnen(alle).get(self.werk)

    def schik(
        self, u: Uitwisseling, teksten: dict[str, Regeling] | None = None, na: datetime | None = None
    ) -> Geschikt:
        """Work out every text that a delivery makes known or changes.

        Args:
            u: the delivery, with its dates and what is to be executed. teksten: texts that it brings itself.
            na: moment of the last delivery so far, for the ones that come after ``u``.
        """
        uit = Geschikt([u], dict(teksten or {}))
        self.namen |= set(uit.teksten)
        self._werk_uit(uit, u.bekend)
        eerste = self.lijn([u])
        leeg = replace(u, mutaties=(), uitvoeringen=(), betreft="samenloop", publicatie="")
        for dag in [d for d in (eerste.kennisdagen if eerste else ()) if d > u.bekend]:
            moment = max(na or u.gemaakt_op, uit.reeks[-1].gemaakt_op) + timedelta(seconds=1)
            uit.reeks.append(replace(leeg, gemaakt_op=moment, bekend_op=dag))
            if not self._werk_uit(uit, dag, self._overschaduwd(uit, dag)):
                uit.reeks.pop()
        return uit

    def _overschaduwd(self, uit: Geschikt, dag: date) -> set[str]:
        """Doelen that got a text as known earlier, and about which more became known on this day."""
        gemaakt = {d for u in uit.reeks for m in u.versies for d in m.doelen}
        return {v.doel for _, u in self.log if u.bekend == dag for v in u.uitvoeringen} & gemaakt

    def _werk_uit(self, uit: Geschikt, bekend: date, ook: Set[str] = frozenset()) -> bool:
        """Add versions to the last delivery until nothing more can be worked out; True when it got any.

        Args:
            ook: doelen of which the text is made anew, also when one is known.
        """
        klaar: set[tuple[date, date, tuple[str, ...]]] = set()
        iets = False
        for _ in range(_GRENS):
            lijn = self.lijn(uit.reeks)
            stand = lijn.stand_op(bekend) if lijn else None
            kan = [t for t in (stand.reeks if stand else ()) if _open(t) or ook & set(t.doelen)]
            t = next((t for t in kan if (*t.sleutel, t.doelen) not in klaar), None)
            if t is None or stand is None:
                break
            klaar.add((*t.sleutel, t.doelen))
            bekende = [x for x in (*(u for _, u in self.log), *uit.reeks) if x.bekend <= bekend]
            erbij = _Poging(self, uit, stand, t, uitvoeringen(bekende, self.werk), bekende, bekend).doe()
            if erbij is not None:
                laatste = uit.reeks[-1]
                mutaties = (*laatste.mutaties, *erbij[0])
                uit.reeks[-1] = replace(laatste, mutaties=mutaties, uitvoeringen=(*laatste.uitvoeringen, *erbij[1]))
                iets = True
        return iets

    def vrije_naam(self, dag: date) -> str:
        """A name that no version has yet: the date, with a number when it is taken."""
        for n in range(1, 10_000):
            naam = f"{self.werk}@{dag}" + (f"-{n}" if n > 1 else "")
            if naam not in self.namen:
                self.namen.add(naam)
                return naam
        raise Geweigerd.om("versienaam", self.werk)


@dataclass(slots=True)
class _Poging:
    """Working out one state."""

    recht: Recht
    uit: Geschikt
    stand: Stand
    t: Toestand
    per_doel: dict[str, list[Uitvoering]]
    log: list[Uitwisseling]
    bekend: date

    def doe(self) -> tuple[list[Mutatie], list[Uitvoering]] | None:
        """The version for the state, or None when it cannot be worked out."""
        doelen = sorted(self.t.doelen, key=self._eerst)
        if any(not self.per_doel.get(d) for d in doelen):
            return None
        bases = self._bases()
        if self.per_doel[doelen[0]][0].heel:
            return self._maak(doelen, None)
        if not bases or bases[-1].inhoud is not Inhoud.BEKEND:
            return None  # what comes before it must be known first
        basis, mee = self._voor_terugwerking(bases)
        if any(not self.per_doel.get(d) for d in mee):
            return None
        try:
            return self._maak(doelen, basis, mee)
        except Geweigerd as fout:
            return self._apart(doelen, bases, fout)

    def _apart(
        self, doelen: list[str], bases: list[Toestand], fout: Geweigerd
    ) -> tuple[list[Mutatie], list[Uitvoering]] | None:
        """Decisions that do not fit together: the new one by itself, on an earlier text, so that both can be shown.

        Also one that is rectified, or annulled in part, while it already did not fit with another.
        """
        eigen = {v.doel for v in self.uit.reeks[0].uitvoeringen}
        nieuwe = [d for d in doelen if not self._heeft_tekst(d)] or [
            d for d in doelen if d in eigen and self._was_open()
        ]
        for basis in reversed(bases if len(nieuwe) < len(doelen) else bases[:-1]) if nieuwe else ():
            if basis.inhoud is Inhoud.BEKEND:
                try:
                    uit = self._maak(nieuwe, basis)
                except Geweigerd:
                    continue
                self.uit.botsingen.append(Botsing(self.t, fout, nieuw=False))
                return uit
        self.uit.botsingen.append(Botsing(self.t, fout, nieuw=bool(eigen.intersection(doelen))))
        return None

    def _was_open(self) -> bool:
        """Whether the text of this state was not known before the delivery either."""
        lijn = self.recht.lijn()
        stand = lijn.stand_op(self.bekend) if lijn else None
        return any(_open(e) and e.doelen == self.t.doelen for e in (stand.reeks if stand else ()))

    def _van(self, doelen: Iterable[str]) -> list[Uitvoering]:
        return [v for d in doelen for v in self.per_doel.get(d, ())]

    def _bases(self) -> list[Toestand]:
        """The states before this one that hold on its first day, without other stretches of the same decision."""
        plek = self.stand.reeks.index(self.t)
        return [e for e in self.stand.reeks[:plek] if e.geldig_vanaf <= self.t.geldig_vanaf and not self._zelfde(e)]

    def _voor_terugwerking(self, bases: list[Toestand]) -> tuple[Toestand, list[str]]:
        """The text to begin with, and the doelen that come between it and this state.

        Mostly the state before it. But when that took effect on the same day and reaches back to before a text that this
        state must hold as well, everything of that day is executed anew, in order, on the last text of before that day.
        """
        werkend, laatste = self.t.juridisch_werkend_vanaf, bases[-1]
        eerder = [e for e in bases if e.juridisch_werkend_vanaf < werkend]
        volgt = not eerder or eerder[-1].geldig_vanaf <= laatste.geldig_vanaf
        if laatste.juridisch_werkend_vanaf == werkend and volgt:
            return laatste, []
        voor = self.stand.reeks[: self.stand.reeks.index(self.t)]
        zelfde = [e for e in voor if e.juridisch_werkend_vanaf == werkend and e.geldig_vanaf <= self.t.geldig_vanaf]
        return eerder[-1], [d for e in zelfde for d in sorted(e.doelen, key=self._eerst)]

    def _zelfde(self, e: Toestand) -> bool:
        """Whether a state is another stretch of the same decision: on the same day, and no instruction of it is another's."""
        eigen = self._van(self.t.doelen)
        gelijk = e.juridisch_werkend_vanaf == self.t.juridisch_werkend_vanaf
        return gelijk and all(any(_zelfde_delen(v, w) for w in eigen) for v in self._van(e.doelen))

    def _eerst(self, doel: str) -> tuple[int, str]:
        """Place of the first delivery that has something for a doel: decisions of one day go in that order."""
        for n, u in enumerate(self.log):
            if any(v.doel == doel for v in u.uitvoeringen):
                return n, doel
        return len(self.log), doel

    def _heeft_tekst(self, doel: str) -> bool:
        eigen = (m for u in self.log for m in u.versies if m.werk == self.recht.werk and m.versie)
        return any(doel in m.doelen for m in eigen)

    def _rij(self, doelen: Iterable[str]) -> list[Uitvoering]:
        """What is to be executed, each decision once, with all of its parts."""
        rij: dict[tuple[str, bool], Uitvoering] = {}
        for v in self._van(doelen):
            al = rij.setdefault((v.bestand, v.rectificatie), v)
            rij[v.bestand, v.rectificatie] = replace(al, delen=tuple(dict.fromkeys((*al.delen, *v.delen))))
        return list(rij.values())

    def _tekst(self, rij: list[Uitvoering], basis: Toestand | None) -> Regeling:
        tekst: Regeling | None = None
        if basis is not None:
            tekst = self.uit.teksten.get(basis.versie) or self.recht.lees(basis.versie)
        for v in rij:
            tekst, bevindingen = self.recht.voer_uit(tekst, v, self.t.juridisch_werkend_vanaf)
            self.uit.bevindingen += [b for b in bevindingen if b not in self.uit.bevindingen]
        assert tekst is not None  # every doel has something to execute
        return tekst

    def _weiger_overschreven(self, doelen: list[str], basis: Toestand) -> None:
        """Of decisions that became known on one day nobody says which comes last.

        Raises:
            Geweigerd: one takes the place of what another amends, so that their order decides.
        """
        begin = self.uit.teksten.get(basis.versie) or self.recht.lees(basis.versie)
        for n in range(1, len(doelen)):
            eerder, later = (
                self._rij([d for d in doelen[:n] if self._sinds(d) == self._sinds(doelen[n])]),
                self._rij([doelen[n]]),
            )
            if not eerder or {v.bestand for v in eerder} & {v.bestand for v in later}:
                continue
            try:
                was, een, ander, samen = (self._regels(begin, rij) for rij in ([], eerder, later, [*eerder, *later]))
            except Geweigerd:  # the one builds on the other
                continue
            eigen = {plek for plek, zin in een.items() if was.get(plek) != zin and zin not in samen.values()}
            if weg := [plek for plek in een if plek in eigen and samen.get(plek) == ander.get(plek)]:
                raise Geweigerd.om("zelfde-dag-vervangen", later[0].bestand, plek=weg[0], eerder=eerder[0].bestand)

    def _sinds(self, doel: str) -> date | None:
        """The day on which the first decision for a doel became known."""
        return next((u.bekend for u in self.log if any(v.doel == doel for v in u.uitvoeringen)), None)

    def _regels(self, tekst: Regeling, rij: list[Uitvoering]) -> dict[str, str]:
        for v in rij:
            tekst, _ = self.recht.voer_uit(tekst, v, self.t.juridisch_werkend_vanaf)
        return {adres: zin for _, adres, zin in tekstregels(tekst)}

    def _maak(
        self, doelen: list[str], basis: Toestand | None, mee: Sequence[str] = ()
    ) -> tuple[list[Mutatie], list[Uitvoering]]:
        """The version that executing gives.

        Args:
            mee: doelen of the same day that are executed first.

        Raises:
            Geweigerd: a decision does not fit on the text.
        """
        rij = self._rij([*mee, *doelen])
        if basis is not None:
            self._weiger_overschreven(doelen, basis)
        tekst = self._tekst(rij, basis)
        lijn = self.recht.lijn(self.uit.reeks)
        assert lijn is not None
        zelf = [e for e in self.stand.reeks[: self.stand.reeks.index(self.t)] if self._zelfde(e)]
        eerder = [d for e in zelf if e.geldig_vanaf <= self.t.geldig_vanaf for d in e.doelen]
        vervlochten = [m for d in (*eerder, *mee) if (m := self._top(d))]
        nu, erbij = tuple(doelen), list[Mutatie]()
        eigen = [(v.bestand, v.delen) for v in self._van(doelen)]
        uitv = [replace(v, doel=doelen[0]) for v in rij if mee and (v.bestand, v.delen) not in eigen]
        if {(w, g or w) for w, g in (lijn.datums(d, self.bekend) for d in doelen)} != {self.t.sleutel}:
            # A stretch of a retroactive decision: a branch of its own, as a doel has one text.
            nu = (self._tak(doelen[0]),)
            geldig = Tijdstempel(nu[0], self.t.geldig_vanaf, SoortTijdstempel.GELDIG)
            erbij += [Tijdstempel(nu[0], self.t.juridisch_werkend_vanaf), geldig]
            uitv = [replace(v, doel=nu[0]) for v in rij]
        naam = self.recht.vrije_naam(self.t.juridisch_werkend_vanaf)
        self.uit.teksten[naam] = tekst
        momenten = tuple(m for d in (basis.doelen if basis else ()) if (m := self._top(d)))
        anders = tuple(dict.fromkeys(m for m in vervlochten if m not in momenten))
        erbij.append(Versie(self.recht.werk, nu, naam, momenten, anders))
        return erbij, uitv

    def _top(self, doel: str) -> Moment | None:
        """The last version on a doel."""
        for u in reversed(self.log):
            for m in u.mutaties:
                if isinstance(m, (Versie, Intrekking)) and m.werk == self.recht.werk and doel in m.doelen:
                    return Moment(doel, u.gemaakt_op)
        return None

    def _tak(self, doel: str) -> str:
        bezet = {v.doel for u in self.log for v in u.uitvoeringen}
        return next(naam for n in range(2, _GRENS * 10) if (naam := f"{doel}.{n}") not in bezet)


def _zelfde_delen(een: Uitvoering, ander: Uitvoering) -> bool:
    delen = een.delen == ander.delen or bool(set(een.delen) & set(ander.delen))
    return een.bestand == ander.bestand and delen


def _open(t: Toestand) -> bool:
    return t.inhoud in (Inhoud.SAMENLOOP, Inhoud.ONBEKEND)
