"""``verordening voorbeeld``: the example dossier, ready to use, with its git archive."""

from __future__ import annotations

from pathlib import Path

import click

from werkbank.gedeeld import als_json, voortgang
from werkbank.opdrachtregel import JSON, argument, opdrachtregel


@opdrachtregel()
def opdracht(doel: Path = argument("MAP"), json_uit: bool = JSON) -> int:
    """Schrijf het voorbeelddossier naar een nieuwe of lege MAP, met archief.

    Alle regelingen en besluiten erin zijn voorbeeldteksten, geschreven voor dit project; geen orgaan heeft ze
    vastgesteld.
    """
    from werkbank.diensten.voorbeeld import schrijf_voorbeeld

    with voortgang("voorbeelddossier schrijven"):
        dossier, vastleggingen, bevindingen = schrijf_voorbeeld(doel)
    if json_uit:
        als_json(
            {
                "map": str(doel),
                "regelingen": [r.slug for r in dossier.blad.regelingen],
                "versies": len(dossier.versies),
                "vastleggingen": len(vastleggingen),
                "bevindingen": [b.als_json() for b in bevindingen],
            }
        )
    else:
        click.echo(f"{len(dossier.blad.regelingen)} regelingen in {len(dossier.versies)} versies → {doel}")
        click.echo(
            f"Status: {dossier.blad.status}. Ga verder met: verordening impact {doel} -o uit --bron MAP-MET-WETTEN"
        )
    return 0
