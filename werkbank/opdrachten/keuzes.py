"""``verordening keuzes``: the keuzemonitor and the rekenmodel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from werkbank.gedeeld import bestand_in
from werkbank.papieren import bron_optie, datum_optie, maak_delen, op_optie, vorm_optie


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.option("-o", "uitvoer", metavar="MAP", type=bestand_in, required=True, help="Map voor de stukken.")
@bron_optie
@op_optie
@datum_optie
@vorm_optie
def opdracht(
    dossier: Path, uitvoer: Path, bron: tuple[Path, ...], op: date | None, datum: date | None, vormen: tuple[str, ...]
) -> int:
    """Maak de keuzemonitor (stand van de sturingskeuzes per gemeente) en het rekenmodel, ook als rekenblad.

    Invoer voor het rekenmodel die het dossier niet heeft, kan in aannames.xml; zij heet dan aanname.
    """
    return maak_delen(["keuzes"], uitvoer, dossier, bron, op, datum, vormen)
