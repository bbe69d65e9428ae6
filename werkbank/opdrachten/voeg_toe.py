"""``verordening voeg-toe``: bring regulations into a dossier of one's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from werkbank.gedeeld import DAG, bestand_in, lees_regeling, meld, uitgang


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.argument("bronnen", metavar="BRON…", nargs=-1, required=True, type=bestand_in)
@click.option("--citeertitel", default="", help="De titel, als de bron haar niet noemt (alleen bij één bron).")
@click.option(
    "--vanaf",
    type=DAG,
    default=None,
    metavar="DAG",
    help="De dag waarop deze tekst is ingegaan, als de bron die niet noemt.",
)
@click.option(
    "--soort", type=click.Choice(["verordening", "beleidsregel"]), default=None, help="Als de titel het niet zegt."
)
@click.option(
    "--orgaan",
    type=click.Choice(["gemeenteraad", "ab", "db", "college"]),
    default=None,
    help="Wie vaststelt, als de aanhef het niet zegt.",
)
@click.option("--ontwerp", is_flag=True, help="De tekst is nog niet vastgesteld.")
@click.option("--toch", is_flag=True, help="Ook als bij het lezen een fout is gemeld.")
def opdracht(
    dossier: Path,
    bronnen: tuple[Path, ...],
    citeertitel: str,
    vanaf: date | None,
    soort: str | None,
    orgaan: str | None,
    ontwerp: bool,
    toch: bool,
) -> int:
    """Breng BRON… in DOSSIER: Word, ODT, CVDR- of STOP-XML, Markdown of tekst.

    Titel, dag, soort en orgaan komen uit de bron; wat daar niet staat, wordt gevraagd. Alles komt erin, of niets.
    """
    from verordening.bevinding import Verkeerd
    from werkbank.diensten.eigendossier import Keuze, bereid_voor, voeg_toe

    if citeertitel and len(bronnen) > 1:
        raise Verkeerd("--citeertitel hoort bij één bron.")
    keuze = Keuze(citeertitel, vanaf, soort or "", orgaan or "", "ontwerp" if ontwerp else "geldend")
    toevoegingen = [bereid_voor(lees_regeling(bron), keuze, bron.name) for bron in bronnen]
    for toevoeging in toevoegingen:
        meld(toevoeging.bevindingen)
    voeg_toe(dossier, toevoegingen, toch=toch)
    for t in toevoegingen:
        click.echo(f"{t.rij.citeertitel} ({t.rij.soort}, {t.rij.orgaan}), geldend vanaf {t.vanaf.isoformat()}")
    return uitgang([b for t in toevoegingen for b in t.bevindingen])
