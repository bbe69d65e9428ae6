"""``verordening memo``: the impact memo for the algemeen bestuur."""

from __future__ import annotations

from werkbank.opdrachtregel import opdrachtregel
from werkbank.papieren import Bestelling, maak_delen


@opdrachtregel()
def opdracht(bestelling: Bestelling) -> int:
    """Maak de impactmemo voor het algemeen bestuur als Word, PDF, HTML en Markdown.

    De memo volgt uit dezelfde gegevens als alle andere stukken. Er wordt niets geschreven als iets niet kan.
    """
    return maak_delen(["memo"], bestelling)
