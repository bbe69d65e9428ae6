"""``verordening stukken``: raadsvoorstel and raadsbesluit per gemeente, AB-besluit and besluitenkalender."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ..gedeeld import bestand_in
from ..papieren import bron_optie, datum_optie, formaat_optie, lees_stukgegevens, op_optie, schrijf

__all__ = ["opdracht"]


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.option("--gemeente", "naam", metavar="NAAM", help="Alleen de raadsstukken van deze gemeente; standaard alle.")
@click.option("-o", "uitvoer", metavar="MAP", type=bestand_in, required=True, help="Map voor de stukken.")
@bron_optie
@op_optie
@datum_optie
@formaat_optie
def opdracht(dossier: Path, naam: str | None, uitvoer: Path, bron: tuple[Path, ...], op: date | None, datum: date | None,
             vormen: tuple[str, ...]) -> int:  # fmt: skip
    """Maak raadsvoorstel en raadsbesluit per gemeente, het AB-besluit en de besluitenkalender (ook als .ics en .xlsx).

    De tekst van een besluit komt uit de map besluiten van het dossier.
    """
    gegevens, bevindingen = lees_stukgegevens(dossier, bron, op, datum)
    from impact import kalender
    from impact.raadsstukken import ab_besluit, raadsstukken
    from verordening.papier.rekenblad import csv, xlsx

    regio = gegevens.impact.gemeenten
    stukken, gemeld = raadsstukken(gegevens, [regio[naam]] if naam else regio.gemeenten)
    blad = kalender.blad(gegevens)
    los = {
        "besluitenkalender.ics": kalender.ics(gegevens), "besluitenkalender.csv": csv(blad),
        "besluitenkalender.xlsx": xlsx([blad], titel="Besluitenkalender", datum=gegevens.datum),
    }  # fmt: skip
    return schrijf(gegevens, [*stukken, ab_besluit(gegevens), kalender.kalender(gegevens)], uitvoer, [*bevindingen, *gemeld], vormen, los)
