"""``verordening keuzes``: the keuzemonitor and the rekenmodel."""

from __future__ import annotations

import click

from werkbank.papieren import Bestelling, bestelbaar, maak_delen


@click.command()
@bestelbaar
def opdracht(bestelling: Bestelling) -> int:
    """Maak de keuzemonitor (stand van de sturingskeuzes per gemeente) en het rekenmodel, ook als rekenblad.

    Invoer voor het rekenmodel die het dossier niet heeft, kan in aannames.xml; zij heet dan aanname.
    """
    return maak_delen(["keuzes"], bestelling)
