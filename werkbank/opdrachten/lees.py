"""``verordening lees``: any readable source to canonical XML, or to a format of others."""

from __future__ import annotations

from pathlib import Path

import click

from werkbank.gedeeld import als_json, bestand_in, json_optie, lees_regeling, meld, uitgang

__all__ = ["opdracht"]


@click.command()
@click.argument("bron", metavar="BRON", type=bestand_in)
@click.option("-o", "uitvoer", metavar="REGELING.xml", type=bestand_in, required=True, help="Waar de uitkomst komt.")
@click.option(
    "--als",
    "formaat",
    type=click.Choice(["canoniek", "stop", "akn", "cvdr", "markdown"]),
    default="canoniek",
    show_default=True,
    help="Formaat van de uitkomst.",
)
@click.option(
    "--overheid", metavar="CODE", default="", help="Code van de overheid voor STOP en AKN, bijvoorbeeld gm0505."
)
@json_optie
def opdracht(bron: Path, uitvoer: Path, formaat: str, overheid: str, json_uit: bool) -> int:
    """Lees een bron (BWB-, CVDR-, STOP-, AKN- of publicatie-XML, Markdown, Word) in naar canonieke XML.

    Het soort bestand wordt aan de inhoud herkend. Elke herstelling staat als bevinding op stderr en in het bestand. Met --als
    komt de regeling in een ander formaat; wat dat formaat niet kan bevatten staat in zijspan.json naast de uitkomst.
    """
    from verordening.canoniek import schrijf as schrijf_canoniek
    from verordening.schijf import schrijf_atomair

    regeling = lees_regeling(bron)
    bevindingen = regeling.bevindingen
    bestanden: dict[Path, bytes]
    if formaat == "canoniek":
        bestanden = {uitvoer: schrijf_canoniek(regeling)}
    else:
        from verordening.schrijvers import schrijf

        export = schrijf(regeling, formaat, overheid=overheid)
        bevindingen += export.bevindingen
        bestanden = {uitvoer.with_name(f"{uitvoer.stem}.{naam}"): inhoud for naam, inhoud in export.bijlagen.items()}
        bestanden[uitvoer] = export.inhoud
    for pad, inhoud in bestanden.items():
        schrijf_atomair(pad, inhoud)
    if json_uit:
        als_json(
            {
                "werk": regeling.gegevens.werk,
                "formaat": regeling.gegevens.formaat,
                "uitvoer": str(uitvoer),
                "als": formaat,
                "bestanden": [str(p) for p in bestanden],
                "bevindingen": [b.als_json() for b in bevindingen],
            }
        )
    else:
        meld(bevindingen)
    return uitgang(bevindingen)
