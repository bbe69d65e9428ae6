"""``verordening cib``: the college-informatiebrief, for one gemeente or for all."""

from __future__ import annotations

import click

from verordening.bevinding import Verkeerd
from werkbank.papieren import Bestelling, bestelbaar, maak_delen


@click.command()
@bestelbaar
@click.option("--gemeente", "naam", metavar="NAAM", help="Maak de brief van deze gemeente (naam of code).")
@click.option("--alle", is_flag=True, help="Maak de brieven van alle gemeenten in het dossier.")
def opdracht(bestelling: Bestelling, naam: str | None, alle: bool) -> int:
    """Maak de college-informatiebrief met bijlage, per gemeente in een eigen map.

    Een verslag zegt welke delen van de brieven gelijk zijn en waar een gemeente afwijkt.
    """
    if bool(naam) == alle:
        raise Verkeerd("kies één van beide: --gemeente NAAM of --alle")
    return maak_delen(["brieven"], bestelling, lambda regio: [regio[naam]] if naam else regio.gemeenten)
