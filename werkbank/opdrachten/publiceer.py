"""``verordening publiceer``: all consolidated texts of a dossier, in every version, as a set of pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from verordening.tellen import meervoud
from werkbank.gedeeld import toon, voortgang
from werkbank.opdrachtregel import JSON, opdrachtregel, optie


@opdrachtregel()
def opdracht(
    dossier: Path,
    uitvoer: Path = optie("De map waarin de bladzijden komen.", "-o", metavar="MAP"),
    namen: tuple[str, ...] = optie("Alleen deze regeling; mag vaker.", "--regeling", metavar="REGELING"),
    gemeente: str = optie("De teksten van deze gemeente; regelingen die niet van een gemeente zijn, blijven weg."),
    stand: date | None = optie("De dag van waaruit «geldt nu» is gezegd; standaard vandaag.", "--op"),
    ontwerp: bool = optie("Neem ook ontwerpen op, met die status op elke bladzijde (niet uit het archief)."),
    vormen: tuple[str, ...] = optie(
        "Deze vorm naast de bladzijde en de XML; mag vaker. Standaard pdf en docx.",
        "--vorm",
        keus=("pdf", "docx", "odt", "md"),
    ),
    onderteken: Path | None = optie(
        "Onderteken de lijst van controlegetallen met deze SSH-sleutel.", metavar="SLEUTEL"
    ),
    beheersleutel: Path | None = optie(
        "De sleutel die zegt welke sleutels tellen; standaard die van --onderteken.", metavar="SLEUTEL"
    ),
    vorige_sleutel: Path | None = optie(
        "De (beheer)sleutel van de vorige keer, als u van sleutel wisselt.", metavar="SLEUTEL"
    ),
    tijdstempel: str = optie(
        "Voeg een tijdstempel (RFC 3161) toe: van deze dienst, of uit dit bestand.", metavar="URL|BESTAND"
    ),
    adres: str = optie("Het webadres van de bladzijden, voor sitemap, feed en vaste links.", metavar="URL"),
    json_uit: bool = JSON,
) -> int:
    """Maak van een dossier de bladzijden die de griffie publiceert: elke regeling, elke versie, elk op een eigen adres.

    Per versie staan er de tekst, dezelfde tekst als PDF en Word, de canonieke XML, de metagegevens en wat er is gewijzigd.
    Begin bij index.html. In controlegetallen.sha512 staat van elk bestand de SHA-512.
    """
    from verordening.wissel import vervang_map
    from versies.archief import getuige
    from versies.levering.bewijs import Sleutelbos, bijlagen
    from versies.publicatie.reeks import CONTROLEGETALLEN
    from werkbank.diensten.publiceren import Wens, bewaar_vreemd, maak

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
    vreemd = bewaar_vreemd(uitvoer, bestanden)
    vervang_map(uitvoer, bestanden)
    if gemaakt.hoofd:
        getuige.onthoud(dossier, gemaakt.hoofd)
    waarde = {
        "map": str(uitvoer),
        "regelingen": gemaakt.regelingen,
        "bestanden": sorted(bestanden),
        "bevindingen": (*gemaakt.bevindingen, *vreemd),
    }
    regel = f"{meervoud(len(bestanden), 'bestand', 'bestanden')}; begin bij {uitvoer / 'index.html'}"
    return toon(json_uit, waarde, [regel], (*gemaakt.bevindingen, *vreemd))
