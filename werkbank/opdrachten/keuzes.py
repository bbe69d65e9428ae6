"""``verordening keuzes``: the keuzemonitor and the rekenmodel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ..gedeeld import bestand_in
from ..papieren import bron_optie, datum_optie, formaat_optie, lees_stukgegevens, op_optie, schrijf

__all__ = ["opdracht"]


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.option("-o", "uitvoer", metavar="MAP", type=bestand_in, required=True, help="Map voor de stukken.")
@bron_optie
@op_optie
@datum_optie
@formaat_optie
def opdracht(dossier: Path, uitvoer: Path, bron: tuple[Path, ...], op: date | None, datum: date | None,
             vormen: tuple[str, ...]) -> int:  # fmt: skip
    """Maak de keuzemonitor (stand van de sturingskeuzes per gemeente) en het rekenmodel, ook als rekenblad.

    Invoer voor het rekenmodel die het dossier niet heeft, kan in aannames.xml; zij heet dan aanname.
    """
    gegevens, bevindingen = lees_stukgegevens(dossier, bron, op, datum)
    from impact import keuzemonitor, rekenmodel
    from verordening.papier.rekenblad import csv, xlsx

    bladen = [keuzemonitor.blad(gegevens), rekenmodel.blad(gegevens)]
    los = {"keuzes.xlsx": xlsx(bladen, titel="Keuzemonitor en rekenmodel", datum=gegevens.datum),
           "keuzemonitor.csv": csv(bladen[0]), "rekenmodel.csv": csv(bladen[1])}  # fmt: skip
    gemeld = keuzemonitor.controleer_vindplaatsen(gegevens)
    stukken = [keuzemonitor.keuzemonitor(gegevens), rekenmodel.rekenmodel(gegevens)]
    return schrijf(gegevens, stukken, uitvoer, [*bevindingen, *gemeld], vormen, los)
