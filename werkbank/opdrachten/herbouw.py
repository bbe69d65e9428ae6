"""``verordening herbouw``: replay the archive from the first delivery and compare: proof that nothing was changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verordening.bevinding import Geweigerd
from verordening.boom import Regeling
from werkbank.gedeeld import als_json, bestand_in, json_optie, meld, uitgang, voortgang

if TYPE_CHECKING:
    from versies.tijd.model import Uitvoering


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@json_optie
def opdracht(dossier: Path, json_uit: bool) -> int:
    """Speel alles opnieuw af vanaf de eerste vastlegging en vergelijk met wat is opgeslagen.

    Controleert ook de opslag, de bestanden in de map, het register en de besluiten zelf. Uitgangscode 1 bij een verschil.
    """
    from versies.archief.archief import Archief
    from versies.archief.herbouw import herbouw
    from versies.archief.poort import poort

    try:
        gemeld = [b for b in poort(dossier, alleen_archief=True).bevindingen if b.code == "register-vernieuwd"]
    except Geweigerd as fout:
        if fout.code != "archief-teruggezet":
            raise
        gemeld = [fout.als_bevinding()]  # a check says what else is wrong as well
    with voortgang("opnieuw afspelen"), Archief.open(dossier) as archief:
        uitkomst = herbouw(archief, _pas_toe, _voer_uit)
    bevindingen = (*gemeld, *uitkomst.bevindingen)
    if json_uit:
        als_json(
            {
                "uitwisselingen": uitkomst.uitwisselingen,
                "versies": uitkomst.versies,
                "besluiten_toegepast": uitkomst.besluiten,
                "zonder_besluit": uitkomst.zonder_besluit,
                "bevindingen": bevindingen,
            }
        )
    else:
        click.echo(
            f"{uitkomst.uitwisselingen} vastleggingen en {uitkomst.versies} versies opnieuw afgespeeld; "
            f"{uitkomst.besluiten} besluiten toegepast, {uitkomst.zonder_besluit} versies zonder leesbaar besluit"
        )
        meld(bevindingen)
    return uitgang(bevindingen)


def _pas_toe(was: Regeling, naam: str, besluit: bytes, dag: date | None, na: date | None) -> Regeling:
    """Read a decision from the archive and execute it."""
    from versies.opdracht import lees_besluit
    from versies.registratie.stukken import lees_rectificatie
    from versies.toepassen import pas_toe

    try:
        gelezen = lees_besluit(besluit, naam=naam)
    except Geweigerd:
        opdrachten = lees_rectificatie(besluit, naam)
        if not opdrachten:
            raise
        return pas_toe(was, opdrachten, datum=dag).wordt
    return pas_toe(was, gelezen, datum=dag, na=na, dag_bekend=True).wordt


def _voer_uit(was: Regeling | None, uitvoering: Uitvoering, inhoud: bytes, dag: date | None) -> Regeling:
    """Execute what a delivery says that made its text."""
    from versies.registratie.uitvoeren import voer_uit

    return voer_uit(was, uitvoering, inhoud, dag)[0]
