"""``verordening lever``: the package for official publication, with a list of what is there and what is not."""

from __future__ import annotations

from pathlib import Path

from werkbank.gedeeld import toon
from werkbank.opdrachtregel import JSON, opdrachtregel, optie


@opdrachtregel()
def opdracht(
    dossier: Path,
    besluit: str,
    uitvoer: Path = optie("De map waarin het pakket komt.", "-o", metavar="MAP"),
    overheid: str = optie("Code van de overheid, zoals gm0505; nodig voor STOP."),
    json_uit: bool = JSON,
) -> int:
    """Maak het pakket voor de bekendmaking van BESLUIT: de titel, het begin ervan, of het nummer van de vastlegging.

    De controlelijst zegt per onderdeel: aanwezig, ontbreekt (met wat u doet) of niet openbaar bekend. Meer dan wat daar
    «aanwezig» heet, levert dit programma niet. Wat geen besluit zegt (codes, onderwerpen, OIN, stijlnamen van het sjabloon)
    zet u in levering.toml in de map van het dossier; de controlelijst noemt wat er nog in moet.
    """
    from verordening.wissel import schrijf_set
    from versies.archief.vragen import Tijdbron
    from versies.levering.pakket import pakket

    with Tijdbron(dossier) as bron:
        bestanden, posten = pakket(bron, besluit, overheid)
    schrijf_set(uitvoer, bestanden)
    regels = (f"{p.staat:21} {p.wat}" + (f": {p.toelichting}" if p.toelichting else "") for p in posten)
    return toon(json_uit, {"map": uitvoer, "posten": posten}, regels)
