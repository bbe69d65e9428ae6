"""``verordening publiceer``: all consolidated texts of a dossier, in every version, as a set of pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from werkbank.gedeeld import DAG, als_json, bestand_in, json_optie, meld, uitgang, voortgang


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.option("-o", "uitvoer", metavar="MAP", type=bestand_in, required=True, help="De map waarin de bladzijden komen.")
@click.option("--regeling", "namen", metavar="REGELING", multiple=True, help="Alleen deze regeling; mag vaker.")
@click.option(
    "--gemeente",
    default="",
    help="De teksten van deze gemeente; regelingen die niet van een gemeente zijn, blijven weg.",
)
@click.option(
    "--op", "stand", type=DAG, default=None, help="De dag van waaruit «geldt nu» is gezegd; standaard vandaag."
)
@click.option(
    "--ontwerp", is_flag=True, help="Neem ook ontwerpen op, met die status op elke bladzijde (niet uit het archief)."
)
@click.option(
    "--vorm",
    "vormen",
    type=click.Choice(("pdf", "docx", "odt", "md")),
    multiple=True,
    help="Deze vorm naast de bladzijde en de XML; mag vaker. Standaard pdf en docx.",
)
@click.option(
    "--onderteken",
    type=bestand_in,
    default=None,
    metavar="SLEUTEL",
    help="Onderteken de lijst van controlegetallen met deze SSH-sleutel.",
)
@click.option(
    "--beheersleutel",
    type=bestand_in,
    default=None,
    metavar="SLEUTEL",
    help="De sleutel die zegt welke sleutels tellen; standaard die van --onderteken.",
)
@click.option(
    "--vorige-sleutel",
    type=bestand_in,
    default=None,
    metavar="SLEUTEL",
    help="De (beheer)sleutel van de vorige keer, als u van sleutel wisselt.",
)
@click.option(
    "--tijdstempel",
    default="",
    metavar="URL|BESTAND",
    help="Voeg een tijdstempel (RFC 3161) toe: van deze dienst, of uit dit bestand.",
)
@click.option(
    "--adres", default="", metavar="URL", help="Het webadres van de bladzijden, voor sitemap, feed en vaste links."
)
@json_optie
def opdracht(
    dossier: Path,
    uitvoer: Path,
    namen: tuple[str, ...],
    gemeente: str,
    stand: date | None,
    ontwerp: bool,
    vormen: tuple[str, ...],
    adres: str,
    onderteken: Path | None,
    beheersleutel: Path | None,
    vorige_sleutel: Path | None,
    tijdstempel: str,
    json_uit: bool,
) -> int:
    """Maak van een dossier de bladzijden die de griffie publiceert: elke regeling, elke versie, elk op een eigen adres.

    Per versie staan er de tekst, dezelfde tekst als PDF en Word, de canonieke XML, de metagegevens en wat er is gewijzigd.
    Begin bij index.html. In controlegetallen.sha512 staat van elk bestand de SHA-512.
    """
    from verordening.wissel import vervang_map
    from versies.archief import getuige
    from versies.levering.bewijs import Sleutelbos, bijlagen
    from versies.publicatie.reeks import CONTROLEGETALLEN
    from werkbank.diensten.publiceren import Wens, maak

    if onderteken is None and (beheersleutel or vorige_sleutel):
        raise click.UsageError("bij deze sleutel hoort --onderteken.")
    if onderteken is not None:
        from versies.archief.ondertekening import controleer_sleutel

        controleer_sleutel(onderteken)
    wens = Wens(stand or date.today(), namen, gemeente, ontwerp, vormen or ("pdf", "docx"), adres)
    with voortgang("de teksten lezen") as zeg:
        gemaakt = maak(dossier, wens, uitvoer, zeg=zeg)
    bestanden = gemaakt.bestanden
    lijst = bestanden[CONTROLEGETALLEN]
    assert isinstance(lijst, bytes)  # made anew every time
    sleutels = Sleutelbos(onderteken, beheersleutel, vorige_sleutel) if onderteken is not None else None
    bestanden |= bijlagen(lijst, uitvoer, sleutels, tijdstempel)
    vervang_map(uitvoer, bestanden)
    if gemaakt.hoofd:
        getuige.onthoud(dossier, gemaakt.hoofd)
    if json_uit:
        als_json(
            {
                "map": str(uitvoer),
                "regelingen": gemaakt.regelingen,
                "bestanden": sorted(bestanden),
                "bevindingen": gemaakt.bevindingen,
            }
        )
    else:
        click.echo(f"{len(bestanden)} bestanden; begin bij {uitvoer / 'index.html'}")
        meld(gemaakt.bevindingen)
    return uitgang(gemaakt.bevindingen)
