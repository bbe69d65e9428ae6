"""A state of a regulation (toestand): the text that holds from a day on, and what is known of it. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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
    """A state inside one :class:`Stand`: until when it works in law, and whether that has passed.

    ``wijkt``: the first of its days for which a later text takes its place by working back; None: there is none.
    """

    toestand: Toestand
    tot: date | None
    niet_meer_actueel: bool
    wijkt: date | None = None


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
            terug = min((t.geldig_vanaf for t in self.toestanden[plek + 1 :]), default=date.max)
            wijkt = max(terug, toestand.geldig_vanaf) if tot is not None and terug < tot else None
            uit.append(Periode(toestand, tot, tot is not None and tot <= self.ontvangen_op, wijkt))
        return uit


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of the timeline: from ``geldig_vanaf`` on this state, as known since ``bekend_op``."""

    ontvangen_op: date
    bekend_op: date
    toestand: Toestand
