"""In whose name and when a change is made, for the formats that track changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from verordening.papier.document import Blok, Inhoud, Stuk, delen, wandel


@dataclass(frozen=True, slots=True)
class Spoor:
    """Author and moment of tracked changes; a moment without zone is taken as UTC.

    >>> Spoor("Griffie", datetime(2026, 1, 1, 9, 30)).tijd
    '2026-01-01T09:30:00'
    """

    auteur: str
    moment: datetime

    @property
    def tijd(self) -> str:
        """The moment in UTC, without zone: JJJJ-MM-DDTHH:MM:SS."""
        moment = self.moment.replace(tzinfo=UTC) if self.moment.tzinfo is None else self.moment.astimezone(UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%S")


def van_woorden(*inhouden: Inhoud) -> str:
    """Who changed the first words that say so; empty: no words do."""
    return next((s.auteur for inhoud in inhouden for s in inhoud if isinstance(s, Stuk) and s.auteur), "")


def van_blokken(blokken: Iterable[Blok]) -> str:
    """Who changed the first words in these blocks, nested ones too, that say so."""
    return next(filter(None, (van_woorden(*delen(b)[0]) for b in wandel(blokken))), "")
