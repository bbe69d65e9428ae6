"""``verordening voeg-toe``: bring regulations into a dossier of one's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from werkbank.gedeeld import DAG, bestand_in, lees_regeling, meld, uitgang, voortgang


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.argument("bronnen", metavar="[BRON…]", nargs=-1)
@click.option(
    "--zoek",
    "woorden",
    metavar="WOORDEN",
    help="Alle regelingen met deze woorden in de titel, uit de officiële verzameling.",
)
@click.option("--organisatie", metavar="NAAM", default="", help="Alleen van deze gemeente of dit samenwerkingsverband.")
@click.option("--zonder-netwerk", is_flag=True, help="Gebruik alleen wat eerder is opgehaald.")
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
    bronnen: tuple[str, ...],
    woorden: str | None,
    organisatie: str,
    zonder_netwerk: bool,
    citeertitel: str,
    vanaf: date | None,
    soort: str | None,
    orgaan: str | None,
    ontwerp: bool,
    toch: bool,
) -> int:
    """Breng BRON… in DOSSIER: Word, ODT, CVDR- of STOP-XML, Markdown of tekst, of een nummer als CVDR123456.

    Een nummer haalt alle versies met hun data; met --zoek en --organisatie komt de hele lijst (wat er is, zegt `verordening haal`).
    Titel, dag, soort en orgaan komen uit de bron; wat daar niet staat, wordt gevraagd. Alles komt erin, of niets.
    """
    from verordening.bevinding import Geweigerd, Verkeerd
    from werkbank.diensten.eigendossier import Keuze, Toevoeging, bereid_voor, voeg_toe
    from werkbank.diensten.lokaal import toevoegingen as uit_de_verzameling
    from werkbank.diensten.lokaal import zoek
    from wetgeving.bron.klant import Klant

    met_lijst = woorden is not None or bool(organisatie)
    if citeertitel and (len(bronnen) > 1 or met_lijst):
        raise Verkeerd("--citeertitel hoort bij één bron.")
    if not bronnen and not met_lijst:
        raise click.UsageError(
            "Geef BRON… (een bestand of een nummer als CVDR123456), of --zoek WOORDEN --organisatie NAAM."
        )
    keuze = Keuze(citeertitel, vanaf, soort or "", orgaan or "", "ontwerp" if ontwerp else "geldend")
    toevoegingen: list[Toevoeging] = []
    with voortgang("regelingen lezen") as toon:
        klant = Klant(
            alleen_opslag=zonder_netwerk, voortgang=lambda wat, gedaan, totaal: toon(wat, gedaan, totaal or 0)
        )
        gevonden, bevindingen = zoek(klant, woorden or "", organisatie) if met_lijst else ((), ())
        meld(bevindingen)
        for bron in (*bronnen, *(g.id for g in gevonden)):
            if "CVDR" in bron.upper() and not Path(bron).exists():
                toevoegingen += uit_de_verzameling(klant, bron, keuze)
            else:
                pad = Path(bron)
                toevoegingen.append(bereid_voor(lees_regeling(pad), keuze, pad.name))
    if not toevoegingen:
        raise Geweigerd.om("niets-gevonden", organisatie or woorden or "")
    for toevoeging in toevoegingen:
        meld(toevoeging.bevindingen)
    voeg_toe(dossier, toevoegingen, toch=toch)
    for t in toevoegingen:
        click.echo(f"{t.rij.citeertitel} ({t.rij.soort}, {t.rij.orgaan}), geldend vanaf {t.vanaf.isoformat()}")
    return uitgang([b for t in toevoegingen for b in t.bevindingen])
