"""``verordening neem-over``: take over what a person filled in in the workbook of links."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from verordening.bevinding import Geweigerd
from werkbank.gedeeld import bestand_in, voortgang
from werkbank.opdrachten.koppeling import bron_optie, op_optie


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.argument("bestand", metavar="BESTAND.xlsx", type=bestand_in)
@bron_optie
@op_optie
@click.option("--vastleggen", is_flag=True, help="Leg vast wat er getoond wordt; zonder dit wordt alleen getoond.")
def opdracht(dossier: Path, bestand: Path, bron: tuple[Path, ...], op: datetime | None, vastleggen: bool) -> int:
    """Neem over wat iemand invulde in koppelingen.xlsx: status, oordeel, wie en waarom.

    Elke rij wordt getoetst aan het dossier van nu. Klopt er één niet (een andere tekst, een onbekende koppeling, een
    formule, verschoven kolommen, een beslissing zonder naam of reden), dan wordt niets overgenomen. Gebruik dezelfde --bron
    als bij het maken van het blad.
    """
    from impact.dossier.laden import laad
    from impact.dossier.samen import oordeelsdag, werk_uit
    from impact.stukken.matrix import bladen
    from werkbank.diensten.overnemen import lees_blad, neem_over, wijzigingen

    with voortgang("het dossier lezen") as zeg:
        invoer = laad(dossier, bron=bron, op=op, voortgang=zeg)
        model = werk_uit(invoer, voortgang=zeg, dag=max(datetime.now().date(), oordeelsdag(invoer))).model
    blad = lees_blad(bestand.read_bytes(), bestand.name, bladen(model)[0].kolommen)
    rijen = wijzigingen(model, blad, bestand.name)
    for rij in rijen:
        click.echo(rij.tekst)
    if not rijen:
        click.echo("Het blad zegt hetzelfde als het dossier; er is niets over te nemen.")
    elif not vastleggen:
        click.echo(f"{len(rijen)} beslissingen getoond, niets vastgelegd. Klopt dit? Herhaal met --vastleggen.")
    elif neem_over(dossier, rijen, datetime.now()) is not None:
        raise Geweigerd(
            "een ander legde intussen iets anders vast over dezelfde koppelingen; er is niets overgenomen",
            plaats=str(dossier / "koppelingen.xml"),
            advies="Maak een nieuw blad met «verordening impact» en vul daar in.",
            code="intussen-gewijzigd",
        )
    else:
        click.echo(f"{len(rijen)} beslissingen vastgelegd in {dossier / 'koppelingen.xml'}.")
    return 0
