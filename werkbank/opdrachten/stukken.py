"""``verordening stukken``: raadsvoorstel, raadsbesluit, AB-besluit and besluitenkalender."""

from __future__ import annotations

import click

from werkbank.papieren import Bestelling, bestelbaar, maak_delen


@click.command()
@bestelbaar
@click.option("--gemeente", "naam", metavar="NAAM", help="Alleen de raadsstukken van deze gemeente; standaard alle.")
def opdracht(bestelling: Bestelling, naam: str | None) -> int:
    """Maak raadsvoorstel en raadsbesluit per gemeente, het AB-besluit en de besluitenkalender (ook als .ics en .xlsx).

    De tekst van een besluit komt uit de map besluiten van het dossier.
    """
    delen = ["raadsstukken", "ab-besluit", "kalender"]
    return maak_delen(delen, bestelling, lambda regio: [regio[naam]] if naam else regio.gemeenten)
