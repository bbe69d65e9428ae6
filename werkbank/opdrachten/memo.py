"""``verordening memo``: the impact memo for the algemeen bestuur."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from werkbank.gedeeld import bestand_in
from werkbank.papieren import bron_optie, datum_optie, maak_delen, op_optie, vorm_optie


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.option("-o", "uitvoer", metavar="MAP", type=bestand_in, required=True, help="Map voor de memo.")
@bron_optie
@op_optie
@datum_optie
@vorm_optie
def opdracht(
    dossier: Path, uitvoer: Path, bron: tuple[Path, ...], op: date | None, datum: date | None, vormen: tuple[str, ...]
) -> int:
    """Maak de impactmemo voor het algemeen bestuur als Word, PDF, HTML en Markdown.

    De memo volgt uit dezelfde gegevens als alle andere stukken. Er wordt niets geschreven als iets niet kan.
    """
    return maak_delen(["memo"], uitvoer, dossier, bron, op, datum, vormen)
