"""What the commands that make papers share: reading the dossier, and writing a whole set or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from verordening.bevinding import Bevinding, Geweigerd
from werkbank.gedeeld import meld, uitgang, voortgang
from werkbank.opdrachtregel import optie

if TYPE_CHECKING:
    from impact.dossier.laden import Invoer
    from impact.dossier.samen import Uitwerking
    from impact.stukken.stuk import Stukgegevens
    from verordening.voortgang import Voortgang

GRENS = 365
"""Days between a paper and the oldest of its law texts and facts from which it is not made without being asked."""

DELEN = ("memo", "brieven", "raadsstukken", "ab-besluit", "kaarten", "kalender", "keuzes")
"""Parts of the set, as :data:`impact.stukken.stel.DELEN`, which is not loaded for the help."""

BRON = optie("Map of bestand met wetteksten (mag vaker); zij worden aan hun inhoud herkend.", metavar="MAP")
OP = optie("De dag waarop de lokale tekst geldt; standaard de dag vóór de eerste wetswijziging.", metavar="DAG")
OPSLAG = optie("Waar «haal» wetteksten bewaart.", metavar="MAP")
DATUM = optie("De datum op de stukken; standaard vandaag.")
VORMEN = optie(
    "Alleen deze vorm; mag vaker. Standaard alle vier.", "--vorm", "--formaat", keus=("docx", "pdf", "html", "md")
)
VEROUDERD = optie(
    f"Maak de stukken ook als wetteksten of feiten meer dan {GRENS} dagen ouder zijn dan het stuk.",
    "--verouderd-goed",
    envvar="VERORDENING_VEROUDERD_GOED",
)


@dataclass(frozen=True, slots=True)
class Beeldvraag:
    """Which picture is asked.

    Args:
        bron: law texts beside those of the dossier. op: the day on which the local text holds. opslag: where fetched law texts are.
        datum: on the papers; None: today.
        verouderd_goed: False refuses papers that rest on law texts or facts of more than :data:`GRENS` days before.
    """

    dossier: Path
    bron: Sequence[Path]
    op: date | None = None
    datum: date | None = None
    opslag: Path | None = None
    verouderd_goed: bool = True


def lees_beeld(vraag: Beeldvraag, zeg: Callable[[str], object]) -> Beeld:
    """Read a dossier and work everything out: what every command that makes papers begins with.

    Args:
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

    dossier, vandaag = vraag.dossier, vraag.datum or date.today()
    lees_sjablonen(lees_dossier(dossier).sjablonen())  # een fout in een sjabloon blijkt vóór het grote werk
    invoer = laad(dossier, bron=vraag.bron, op=vraag.op, opslag=vraag.opslag, voortgang=zeg)
    if not invoer.gemeenten.gemeenten:
        raise Geweigerd.om("gemeenten-onbekend", str(dossier / "gemeenten.xml"))
    uitwerking = werk_uit(invoer, voortgang=zeg, dag=max(vandaag, oordeelsdag(invoer)))
    zeg("bepalingen controleren")
    # Wat de controle in de regels vindt, is inhoud van de stukken; of het dossier volledig is, bepaalt de uitgangscode.
    gevonden = controleer(invoer, uitwerking).bevindingen
    impact = replace(uitwerking.model, bevindingen=(*uitwerking.model.bevindingen, *gevonden))
    if not vraag.verouderd_goed and (oud := ouderdom(impact, vandaag)) > GRENS:
        raise Geweigerd.om("gegevens-verouderd", str(dossier), oud=oud, grens=GRENS)
    return Beeld(verzamel(invoer.dossier, impact, vandaag, invoer.later), uitwerking, invoer.bevindingen)


class Beeld(NamedTuple):
    """What papers are made from, the intermediate results, and the findings about the dossier itself."""

    gegevens: Stukgegevens
    uitwerking: Uitwerking
    bevindingen: tuple[Bevinding, ...]


class Bestelling(NamedTuple):
    """What every command that makes papers is asked."""

    dossier: Path
    uitvoer: Path = optie("Map voor de stukken.", "-o", metavar="MAP")
    bron: tuple[Path, ...] = BRON
    op: date | None = OP
    datum: date | None = DATUM
    vormen: tuple[str, ...] = VORMEN
    verouderd_goed: bool = VEROUDERD


class Vraag(NamedTuple):
    """Which dossier, beside which law texts: what every command is asked that works one out."""

    dossier: Path
    bron: tuple[Path, ...] = BRON
    op: date | None = OP
    opslag: Path | None = OPSLAG

    def laad(self, zeg: Voortgang) -> Invoer:
        """Read it."""
        from impact.dossier.laden import laad

        return laad(self.dossier, bron=self.bron, op=self.op, opslag=self.opslag, voortgang=zeg)


def maak_delen(delen: Sequence[str], bestelling: Bestelling, gemeente: str | None = None) -> int:
    """Make parts of the set and write them together, report what was written and what was found; the exit code.

    Args:
        delen: of :data:`impact.stukken.stel.DELEN`.
        gemeente: whose papers, by name or code; None: of all.

    Raises:
        Geweigerd: something cannot be read, rendered or written; then nothing is.
    """
    from impact.stukken.stel import maak_stel
    from impact.stukken.vormen import FORMATEN, maak_bestanden
    from verordening.wissel import schrijf_set

    b = bestelling
    vraag = Beeldvraag(b.dossier, b.bron, b.op, b.datum, verouderd_goed=b.verouderd_goed)
    with voortgang("het dossier lezen") as zeg:
        gegevens, uitwerking, _ = lees_beeld(vraag, zeg)
        zeg("de stukken opstellen")
        stel = maak_stel(gegevens, delen, [gegevens.impact.gemeenten[gemeente]] if gemeente else None)
        bestanden = {**maak_bestanden(stel.stukken, b.vormen or FORMATEN, voortgang=zeg), **stel.los}
        geschreven = schrijf_set(b.uitvoer, bestanden)
    for pad in geschreven:
        click.echo(pad)
    bevindingen = [*uitwerking.model.bevindingen, *stel.bevindingen, *van_eerder(b.uitvoer, bestanden)]
    meld(bevindingen)
    return uitgang(bevindingen)


def van_eerder(map_: Path, bestanden: Collection[str]) -> list[Bevinding]:
    """That papers of an earlier run stand beside those just made, in a form that was not made now: their content is old."""
    from impact.stukken.vormen import FORMATEN

    namen = (Path(b) for b in bestanden if b.rpartition(".")[2] in FORMATEN)
    andere = {n.with_suffix(f".{vorm}").as_posix() for n in namen for vorm in FORMATEN} - set(bestanden)
    oud = sorted(n for n in andere if (map_ / n).is_file())
    return [Bevinding.van("stuk-van-eerder", str(map_), namen=", ".join(oud))] if oud else []
