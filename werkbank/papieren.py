"""What the commands that make papers share: reading the dossier, and writing a whole set or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verordening.bevinding import Bevinding

from .gedeeld import DAG, bestand_in, meld, uitgang, voortgang

if TYPE_CHECKING:
    from impact.stuk import Stuk, Stukgegevens

__all__ = ["bron_optie", "datum_optie", "formaat_optie", "lees_stukgegevens", "op_optie", "schrijf"]

bron_optie = click.option("--bron", "bron", metavar="MAP", type=bestand_in, multiple=True,
                          help="Map of bestand met wetteksten; mag vaker.")  # fmt: skip
op_optie = click.option("--op", type=DAG, default=None, help="De dag van de lokale teksten; standaard de dag vóór de wetswijziging.")
datum_optie = click.option("--datum", type=DAG, default=None, help="De datum op de stukken; standaard vandaag.")
formaat_optie = click.option("--vorm", "vormen", type=click.Choice(("docx", "pdf", "html", "md")), multiple=True,
                             help="Alleen deze vorm; mag vaker. Standaard alle vier.")  # fmt: skip


def lees_stukgegevens(
    dossier: Path, bron: Sequence[Path], op: date | None, datum: date | None
) -> tuple[Stukgegevens, list[Bevinding]]:
    """The picture and everything that papers need besides it, with the findings about the input.

    Raises:
        Geweigerd: no dossier, or refused content.
    """
    from impact.controle import controleer
    from impact.laden import laad
    from impact.samen import werk_uit
    from impact.sjablonen import lees_sjablonen
    from impact.stuk import verzamel
    from versies.dossier import lees_dossier

    lees_sjablonen(lees_dossier(dossier).sjablonen())  # een fout in een sjabloon blijkt vóór het grote werk
    with voortgang("het dossier lezen") as zeg:
        invoer = laad(dossier, bron=bron, op=op, voortgang=zeg)
        uitwerking = werk_uit(invoer, voortgang=zeg)
        # Wat de controle in de regels vindt, is inhoud van de stukken; of het dossier volledig is, bepaalt de uitgangscode.
        gevonden = controleer(invoer, uitwerking).bevindingen
        impact = replace(uitwerking.model, bevindingen=(*uitwerking.model.bevindingen, *gevonden))
    return verzamel(invoer.dossier, impact, datum or date.today(), invoer.later), list(uitwerking.model.bevindingen)


def schrijf(
    gegevens: Stukgegevens, stukken: Sequence[Stuk], uitvoer: Path, bevindingen: Sequence[Bevinding], vormen: Sequence[str] = (),
    los: Mapping[str, bytes] | None = None,
) -> int:  # fmt: skip
    """Render all papers, write them together, report what was written and what was found; the exit code.

    Raises:
        Geweigerd: something cannot be rendered or written; then nothing is.
    """
    from impact.stuk import BESTANDENLIJST, gebruikte_bestanden
    from impact.stukken import FORMATEN, maak_bestanden, schrijf_set

    with voortgang("de stukken zetten") as zeg:
        bestanden = {**maak_bestanden(stukken, vormen or FORMATEN, voortgang=zeg), **(los or {}),
                     BESTANDENLIJST: gebruikte_bestanden(gegevens)}  # fmt: skip
        geschreven = schrijf_set(uitvoer, bestanden)
    for pad in geschreven:
        click.echo(pad)
    meld(bevindingen)
    return uitgang(bevindingen)
