"""In whose name and when a change is made, for the formats that track changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


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
