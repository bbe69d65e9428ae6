"""``verordening cib``: the college-informatiebrief, for one gemeente or for all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from verordening.bevinding import Verkeerd
from werkbank.gedeeld import bestand_in
from werkbank.papieren import bron_optie, datum_optie, maak_delen, op_optie, vorm_optie


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.option("--gemeente", "naam", metavar="NAAM", help="Maak de brief van deze gemeente (naam of code).")
@click.option("--alle", is_flag=True, help="Maak de brieven van alle gemeenten in het dossier.")
@click.option("-o", "uitvoer", metavar="MAP", type=bestand_in, required=True, help="Map voor de brieven.")
@bron_optie
@op_optie
@datum_optie
@vorm_optie
def opdracht(
    dossier: Path,
    naam: str | None,
    alle: bool,
    uitvoer: Path,
    bron: tuple[Path, ...],
    op: date | None,
    datum: date | None,
    vormen: tuple[str, ...],
) -> int:
    """Maak de college-informatiebrief met bijlage, per gemeente in een eigen map.

    Een verslag zegt welke delen van de brieven gelijk zijn en waar een gemeente afwijkt.
    """
    if bool(naam) == alle:
        raise Verkeerd("kies één van beide: --gemeente NAAM of --alle")
    return maak_delen(
        ["brieven"],
        uitvoer,
        dossier,
        bron,
        op,
        datum,
        vormen,
        kies=lambda regio: [regio[naam]] if naam else regio.gemeenten,
    )
