"""What the commands that make papers share: reading the dossier, and writing a whole set or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from verordening.bevinding import Bevinding, Geweigerd
from werkbank.gedeeld import DAG, bestand_in, meld, uitgang, voortgang

if TYPE_CHECKING:
    from impact.dossier.samen import Uitwerking
    from impact.stukken.stuk import Stukgegevens
    from verordening.gemeenten import Gemeente, Gemeenten

GRENS = 365
"""Days between a paper and the oldest of its law texts and facts from which it is not made without being asked."""

dossier_argument = click.argument("dossier", metavar="DOSSIER", type=bestand_in)
uitvoer_optie = click.option(
    "-o", "uitvoer", metavar="MAP", type=bestand_in, required=True, help="Map voor de stukken."
)
bron_optie = click.option(
    "--bron", "bron", metavar="MAP", type=bestand_in, multiple=True, help="Map of bestand met wetteksten; mag vaker."
)
op_optie = click.option(
    "--op", type=DAG, default=None, help="De dag van de lokale teksten; standaard de dag vóór de wetswijziging."
)
datum_optie = click.option("--datum", type=DAG, default=None, help="De datum op de stukken; standaard vandaag.")
verouderd_optie = click.option(
    "--verouderd-goed",
    is_flag=True,
    envvar="VERORDENING_VEROUDERD_GOED",
    help=f"Maak de stukken ook als wetteksten of feiten meer dan {GRENS} dagen ouder zijn dan het stuk.",
)
vorm_optie = click.option(
    "--vorm",
    "--formaat",
    "vormen",
    type=click.Choice(("docx", "pdf", "html", "md")),
    multiple=True,
    help="Alleen deze vorm; mag vaker. Standaard alle vier.",
)


def lees_beeld(
    dossier: Path,
    bron: Sequence[Path],
    op: date | None,
    datum: date | None,
    *,
    opslag: Path | None = None,
    verouderd_goed: bool = True,
    zeg: Callable[[str], object],
) -> Beeld:
    """Read a dossier and work everything out: what every command that makes papers begins with.

    Args:
        verouderd_goed: False refuses papers that rest on law texts or facts of more than :data:`GRENS` days before.
        zeg: called with a line about what happens now.

    Raises:
        Geweigerd: no dossier, refused content, or too old.
    """
    from impact.controle import controleer
    from impact.dossier.laden import laad
    from impact.dossier.samen import oordeelsdag, werk_uit
    from impact.sjablonen import lees_sjablonen
    from impact.stukken.bestuur import ouderdom
    from impact.stukken.stuk import verzamel
    from versies.archief.poort import lees_dossier

    lees_sjablonen(lees_dossier(dossier).sjablonen())  # een fout in een sjabloon blijkt vóór het grote werk
    invoer = laad(dossier, bron=bron, op=op, opslag=opslag, voortgang=zeg)
    if not invoer.gemeenten.gemeenten:
        raise Geweigerd.om("gemeenten-onbekend", str(dossier / "gemeenten.xml"))
    uitwerking = werk_uit(invoer, voortgang=zeg, dag=max(datum or date.today(), oordeelsdag(invoer)))
    zeg("bepalingen controleren")
    # Wat de controle in de regels vindt, is inhoud van de stukken; of het dossier volledig is, bepaalt de uitgangscode.
    gevonden = controleer(invoer, uitwerking).bevindingen
    impact = replace(uitwerking.model, bevindingen=(*uitwerking.model.bevindingen, *gevonden))
    if not verouderd_goed and (oud := ouderdom(impact, datum or date.today())) > GRENS:
        raise Geweigerd.om("gegevens-verouderd", str(dossier), oud=oud, grens=GRENS)
    return Beeld(verzamel(invoer.dossier, impact, datum or date.today(), invoer.later), uitwerking, invoer.bevindingen)


class Beeld(NamedTuple):
    """What papers are made from, the intermediate results, and the findings about the dossier itself."""

    gegevens: Stukgegevens
    uitwerking: Uitwerking
    bevindingen: tuple[Bevinding, ...]


class Bestelling(NamedTuple):
    """What a command that makes papers was asked: as its options say."""

    dossier: Path
    uitvoer: Path
    bron: tuple[Path, ...]
    op: date | None
    datum: date | None
    vormen: tuple[str, ...]
    verouderd_goed: bool


def bestelbaar(functie: Callable[..., int]) -> Callable[..., int]:
    """Give a command the dossier, the folder and the options that all papers share; it gets them as one :class:`Bestelling`."""

    @wraps(functie)
    def opdracht(**opties: Any) -> int:
        eigen = {naam: waarde for naam, waarde in opties.items() if naam not in Bestelling._fields}
        return functie(Bestelling(*(opties[naam] for naam in Bestelling._fields)), **eigen)

    gezet: Callable[..., int] = opdracht
    for optie in (verouderd_optie, vorm_optie, datum_optie, op_optie, bron_optie, uitvoer_optie, dossier_argument):
        gezet = optie(gezet)
    return gezet


def maak_delen(
    delen: Sequence[str], bestelling: Bestelling, kies: Callable[[Gemeenten], Sequence[Gemeente]] | None = None
) -> int:
    """Make parts of the set and write them together, report what was written and what was found; the exit code.

    Args:
        delen: of :data:`impact.stukken.stel.DELEN`.
        kies: whose papers, when not all.

    Raises:
        Geweigerd: something cannot be read, rendered or written; then nothing is.
    """
    from impact.stukken.stel import maak_stel
    from impact.stukken.vormen import FORMATEN, maak_bestanden
    from verordening.wissel import schrijf_set

    b = bestelling
    with voortgang("het dossier lezen") as zeg:
        gegevens, uitwerking, _ = lees_beeld(b.dossier, b.bron, b.op, b.datum, verouderd_goed=b.verouderd_goed, zeg=zeg)
        zeg("de stukken opstellen")
        stel = maak_stel(gegevens, delen, kies(gegevens.impact.gemeenten) if kies else None)
        bestanden = {**maak_bestanden(stel.stukken, b.vormen or FORMATEN, voortgang=zeg), **stel.los}
        geschreven = schrijf_set(b.uitvoer, bestanden)
    for pad in geschreven:
        click.echo(pad)
    bevindingen = [*uitwerking.model.bevindingen, *stel.bevindingen]
    meld(bevindingen)
    return uitgang(bevindingen)
