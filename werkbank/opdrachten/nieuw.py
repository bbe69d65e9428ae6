"""``verordening nieuw``: begin a dossier of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import click

from werkbank.gedeeld import bestand_in


def _gemeente(_ctx: click.Context, _param: click.Parameter, waarden: tuple[str, ...]) -> dict[str, str]:
    uit = {}
    for waarde in waarden:
        code, _, naam = waarde.partition("=")
        if not re.fullmatch(r"gm\d{4}", code) or not naam.strip():
            raise click.BadParameter(f"«{waarde}» is geen gemeente; schrijf gm0999=Proefstad.")
        uit[code] = naam.strip()
    return uit


@click.command()
@click.argument("map_", metavar="MAP", type=bestand_in)
@click.option("--naam", default="", help="Hoe het dossier heet.")
@click.option("--uitvoerder", default="", help="Wie de regels uitvoert, bijvoorbeeld «Gemeente Proefstad».")
@click.option("--samenwerking", default="", help="De gemeenschappelijke regeling, als die er is.")
@click.option(
    "--gemeente", "gemeenten", multiple=True, callback=_gemeente, metavar="CODE=NAAM", help="Een gemeente; mag vaker."
)
@click.option(
    "--pakket", type=bestand_in, metavar="BESTAND", help="Een eigen pakket van maatregelen (maatregelen.xml)."
)
def opdracht(
    map_: Path, naam: str, uitvoerder: str, samenwerking: str, gemeenten: dict[str, str], pakket: Path | None
) -> None:
    """Begin een eigen dossier in MAP, of vul een bestaand dossier aan met gemeenten.

    Wat niet wordt opgegeven, heet «onbekend»: niets van het voorbeeld komt erin. Daarna: `verordening voeg-toe MAP BRON…`.
    """
    from verordening.xmlveilig import lees_bytes
    from werkbank.diensten.eigendossier import nieuw

    inhoud = lees_bytes(pakket, naam=pakket.name) if pakket else b""
    for pad in nieuw(map_, naam, uitvoerder, samenwerking=samenwerking, gemeenten=gemeenten, pakket=inhoud):
        click.echo(str(pad))
    click.echo(f"Breng nu uw regelingen erin: verordening voeg-toe {map_} BESTAND…", err=True)
