"""``verordening stukken``: raadsvoorstel, raadsbesluit, AB-besluit and besluitenkalender."""

from __future__ import annotations

from werkbank.opdrachtregel import opdrachtregel, optie
from werkbank.papieren import Bestelling, maak_delen


@opdrachtregel()
def opdracht(
    bestelling: Bestelling,
    naam: str | None = optie("Alleen de raadsstukken van deze gemeente; standaard alle.", "--gemeente", metavar="NAAM"),
) -> int:
    """Maak raadsvoorstel en raadsbesluit per gemeente, het AB-besluit en de besluitenkalender (ook als .ics en .xlsx).

    De tekst van een besluit komt uit de map besluiten van het dossier.
    """
    return maak_delen(["raadsstukken", "ab-besluit", "kalender"], bestelling, naam)
