"""``verordening verifieer``: check a published folder or an archive without the machine of who made it."""

from __future__ import annotations

from pathlib import Path

import click

from verordening.bevinding import Geweigerd
from werkbank.gedeeld import als_json, bestand_in, json_optie, meld, uitgang


@click.command()
@click.argument("map_", metavar="MAP|DOSSIER", type=bestand_in)
@click.option(
    "--sleutel", type=bestand_in, default=None, help="De openbare sleutel (.pub) van de griffie die u vertrouwt."
)
@click.option(
    "--tijdstempel-ca",
    type=bestand_in,
    default=None,
    metavar="PEM",
    help="Het certificaat van de tijdstempeldienst die u vertrouwt.",
)
@json_optie
def opdracht(map_: Path, sleutel: Path | None, tijdstempel_ca: Path | None, json_uit: bool) -> int:
    """Controleer handtekeningen en controlegetallen van een publicatie, of speel een archief opnieuw af.

    Van een MAP van «publiceer» wordt elk bestand vergeleken met de lijst, de lijst met haar handtekening, en elke sleutel
    met de handtekening van de vorige. Van een DOSSIER worden de ondertekende standen gecontroleerd, en wordt alles opnieuw
    vastgelegd en vergeleken. Uitgangscode 1 als er iets niet klopt. Hoe het zonder dit programma kan, staat in docs/tijd.md.
    """
    vertrouwd = sleutel.read_text("utf-8") if sleutel is not None and sleutel.is_file() else ""
    if sleutel is not None and not vertrouwd:
        raise Geweigerd.om("geen-sleutel", str(sleutel))
    if (map_ / ".git").exists():
        from werkbank.opdrachten.herbouw import speel_na

        return speel_na(map_, json_uit=json_uit, vertrouwd=vertrouwd)
    from versies.levering.bewijs import verifieer_map

    if not map_.is_dir():
        raise Geweigerd.om("geen-map/bestaat-2", str(map_))
    aantallen, bevindingen = verifieer_map(map_, vertrouwd, tijdstempel_ca)
    if json_uit:
        als_json({**aantallen, "bevindingen": bevindingen})
    else:
        click.echo(f"{aantallen['bestanden']} bestanden en {aantallen['sleutelbladen']} sleutelbladen gecontroleerd")
        meld(bevindingen)
    return uitgang(bevindingen)
