"""``verordening stukken``: raadsvoorstel and raadsbesluit per gemeente, AB-besluit and besluitenkalender."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from werkbank.gedeeld import bestand_in
from werkbank.papieren import bron_optie, datum_optie, maak_delen, op_optie, vorm_optie


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.option("--gemeente", "naam", metavar="NAAM", help="Alleen de raadsstukken van deze gemeente; standaard alle.")
@click.option("-o", "uitvoer", metavar="MAP", type=bestand_in, required=True, help="Map voor de stukken.")
@bron_optie
@op_optie
@datum_optie
@vorm_optie
def opdracht(
    dossier: Path,
    naam: str | None,
    uitvoer: Path,
    bron: tuple[Path, ...],
    op: date | None,
    datum: date | None,
    vormen: tuple[str, ...],
) -> int:
    """Maak raadsvoorstel en raadsbesluit per gemeente, het AB-besluit en de besluitenkalender (ook als .ics en .xlsx).

    De tekst van een besluit komt uit de map besluiten van het dossier.
    """
    return maak_delen(
        ["raadsstukken", "ab-besluit", "kalender"],
        uitvoer,
        dossier,
        bron,
        op,
        datum,
        vormen,
        kies=lambda regio: [regio[naam]] if naam else regio.gemeenten,
    )
