"""``verordening herstel``: a registration that was a mistake no longer counts; it stays in the archive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from werkbank.gedeeld import DAG, als_json, bestand_in, json_optie, meld, uitgang
from werkbank.opdrachten.neem_op import plan_json, toon_plan, zeg_ja


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.argument("nummer", metavar="N", type=int)
@click.option(
    "--reden", required=True, help="Waarom de vastlegging een vergissing was; dit blijft in het archief staan."
)
@click.option("--ontvangen", type=DAG, default=None, help="Dag van dit herstel; standaard vandaag.")
@click.option("--ja", is_flag=True, help="Leg vast zonder te vragen.")
@json_optie
def opdracht(dossier: Path, nummer: int, reden: str, ontvangen: date | None, ja: bool, json_uit: bool) -> int:
    """Maak vastlegging N ongedaan: zij blijft in het archief, maar telt niet meer in antwoorden.

    Wat het dossier daarvoor antwoordde, blijft te vragen: «geldend … --geregistreerd DAG». De nummers staan in de map
    consolidatie. Een herstel is zelf een vastlegging, en dus ook zelf te herstellen.
    """
    from versies.registratie.vastleggen import herstel, leg_vast

    voorstel = herstel(dossier, nummer, reden, ontvangen=ontvangen)
    if not json_uit:
        toon_plan(voorstel)
    ident = leg_vast(dossier, voorstel, voorstel.kenmerk)[0] if voorstel.kan and zeg_ja(ja=ja or json_uit) else ""
    if json_uit:
        als_json({"vastlegging": ident or None, **plan_json(voorstel)})
    else:
        meld(voorstel.bevindingen)
        click.echo(f"vastgelegd: {ident[:12]}" if ident else "er is niets vastgelegd", err=not ident)
    return uitgang(voorstel.bevindingen)
