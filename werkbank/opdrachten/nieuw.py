"""``verordening nieuw``: begin a dossier of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import click

from werkbank.opdrachtregel import argument, opdrachtregel, optie


def _gemeente(waarde: str) -> tuple[str, str]:
    code, _, naam = waarde.partition("=")
    if not re.fullmatch(r"gm\d{4}", code) or not naam.strip():
        raise click.BadParameter(f"«{waarde}» is geen gemeente; schrijf gm0999=Proefstad.", param_hint="--gemeente")
    return code, naam.strip()


@opdrachtregel()
def opdracht(
    map_: Path = argument("MAP"),
    naam: str = optie("Hoe het dossier heet."),
    uitvoerder: str = optie("Wie de regels uitvoert, bijvoorbeeld «Gemeente Proefstad»."),
    samenwerking: str = optie("De gemeenschappelijke regeling, als die er is."),
    gemeenten: tuple[str, ...] = optie("Een gemeente; mag vaker.", "--gemeente", metavar="CODE=NAAM"),
    pakket: Path | None = optie("Een eigen pakket van maatregelen (maatregelen.xml).", metavar="BESTAND"),
) -> None:
    """Begin een eigen dossier in MAP, of vul een bestaand dossier aan met gemeenten.

    Wat niet wordt opgegeven, heet «onbekend»: niets van het voorbeeld komt erin. Daarna: `verordening voeg-toe MAP BRON…`.
    """
    from verordening.xmlveilig import lees_bytes
    from werkbank.diensten.eigendossier import nieuw

    inhoud = lees_bytes(pakket, naam=pakket.name) if pakket else b""
    for pad in nieuw(
        map_, naam, uitvoerder, samenwerking=samenwerking, gemeenten=dict(map(_gemeente, gemeenten)), pakket=inhoud
    ):
        click.echo(str(pad))
    click.echo(f"Breng nu uw regelingen erin: verordening voeg-toe {map_} BESTAND…", err=True)
