"""``verordening lees``: any readable source to canonical XML."""

from __future__ import annotations

from pathlib import Path

import click

from ..gedeeld import als_json, bestand_in, json_optie, lees_regeling, meld, uitgang

__all__ = ["opdracht"]


@click.command()
@click.argument("bron", metavar="BRON", type=bestand_in)
@click.option("-o", "uitvoer", metavar="REGELING.xml", type=bestand_in, required=True, help="Waar de canonieke XML komt.")
@json_optie
def opdracht(bron: Path, uitvoer: Path, json_uit: bool) -> int:
    """Lees een bron (BWB-, CVDR-, STOP-, AKN- of publicatie-XML, Markdown, Word) in naar canonieke XML.

    Het soort bestand wordt aan de inhoud herkend. Elke herstelling staat als bevinding op stderr en in het bestand.
    """
    from verordening.canoniek import schrijf
    from verordening.schijf import schrijf_atomair

    regeling = lees_regeling(bron)
    schrijf_atomair(uitvoer, schrijf(regeling))
    if json_uit:
        als_json({"werk": regeling.gegevens.werk, "formaat": regeling.gegevens.formaat, "uitvoer": str(uitvoer),
                  "bevindingen": [b.als_json() for b in regeling.bevindingen]})  # fmt: skip
    else:
        meld(regeling.bevindingen)
    return uitgang(regeling.bevindingen)
