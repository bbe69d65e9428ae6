"""``verordening haal``: a text from the official repository, with the record of where it comes from."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from wetgeving.bron.klant import Resultaat
    from wetgeving.bron.ophalen import Voortgang

__all__ = ["opdracht"]


def _dag(_ctx: click.Context, _param: click.Parameter, waarde: str | None) -> date | None:
    """A date as people here write it: 2026-01-31 or 31-1-2026."""
    if waarde is None:
        return None
    for vorm in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(waarde.strip(), vorm).date()
        except ValueError:
            continue
    raise click.BadParameter(f"«{waarde}» is geen datum; schrijf bijvoorbeeld 2026-01-31 of 31-1-2026.")


@click.command("haal")
@click.argument("regeling", metavar="REGELING")
@click.option(
    "--op", "op", callback=_dag, metavar="DATUM", help="De dag waarop de tekst moet gelden (anders: vandaag)."
)
@click.option("--bekend", callback=_dag, metavar="DATUM", help="Volgens wat op deze dag bekend was (alleen wetten).")
@click.option(
    "-o",
    "--uit",
    "doel",
    required=True,
    metavar="BESTAND",
    type=click.Path(path_type=Path),
    help="Waar de tekst komt; de herkomst komt ernaast in BESTAND.herkomst.json.",
)
@click.option("--wti", "met_wti", is_flag=True, help="Haal ook de wetstechnische informatie (zelfde naam, .WTI).")
@click.option("--opslag", type=click.Path(path_type=Path), metavar="MAP", help="Waar opgehaalde bestanden blijven.")
@click.option("--zonder-netwerk", is_flag=True, help="Gebruik alleen wat eerder is opgehaald.")
@click.option("--json", "als_json", is_flag=True, help="Druk de herkomst af als JSON.")
def opdracht(
    regeling: str,
    op: date | None,
    bekend: date | None,
    doel: Path,
    met_wti: bool,
    opslag: Path | None,
    zonder_netwerk: bool,
    als_json: bool,
) -> None:
    """Haal een officiële tekst op, met bewijs van herkomst.

    REGELING is een nummer: BWBR0015703 voor een wet, CVDR123456 (of CVDR123456_2 voor één versie) voor een lokale
    regeling. Een tekst die op de gevraagde dag niet gold, of waarvan de hash niet klopt, wordt geweigerd.
    """
    from wetgeving.bron.herkomst import keur_doel
    from wetgeving.bron.klant import Klant
    from wetgeving.bron.opslag import Opslag

    doelen = [doel, doel.with_suffix(".WTI")] if met_wti else [doel]
    if len(set(doelen)) < len(doelen):
        raise click.UsageError(
            "Met --wti mag BESTAND niet op .WTI eindigen: die naam is voor de technische informatie."
        )
    for pad in doelen:
        keur_doel(pad)
    klant = Klant(opslag=Opslag(opslag), alleen_opslag=zonder_netwerk, voortgang=_voortgang())
    resultaten = [klant.tekst(regeling, op, bekend)]
    if met_wti:
        resultaten.append(klant.wti(regeling))
    for pad, resultaat in zip(doelen, resultaten, strict=True):
        resultaat.bewaar(pad)
    _wis_voortgang()
    for resultaat in resultaten:
        for bevinding in resultaat.bevindingen:
            click.echo(bevinding.regel(), err=True)
    if als_json:
        hoofd = {"bestand": str(doel), **resultaten[0].als_json()}
        if met_wti:
            hoofd["wti"] = {"bestand": str(doelen[1]), **resultaten[1].als_json()}
        click.echo(json.dumps(hoofd, ensure_ascii=False, indent=2))
        return
    for pad, resultaat in zip(doelen, resultaten, strict=True):
        click.echo(_verslag(pad, resultaat))


def _verslag(pad: Path, resultaat: Resultaat) -> str:
    """What was fetched, in one line."""
    h = resultaat.herkomst
    if h.soort == "wti":
        return f"{h.regeling}: wetstechnische informatie → {pad}"
    geldigheid = f", geldt vanaf {h.inwerking}" if h.inwerking else ""
    geldigheid += f" tot en met {h.einde}" if h.einde else ""
    bewijs = "SHA-512 klopt met de versielijst" if h.sha512_bron else "de versielijst geeft geen hash"
    return f"{h.regeling} versie {h.versie}{geldigheid}; {bewijs} → {pad}"


def _voortgang() -> Voortgang | None:
    """Progress for a person who is looking; nothing otherwise."""
    if not sys.stderr.isatty():
        return None

    def toon(bericht: str, gedaan: int, totaal: int | None) -> None:
        deel = f" {100 * gedaan // totaal}%" if totaal else ""
        kb = f" {gedaan // 1024} kB" if gedaan else ""
        sys.stderr.write(f"\r\x1b[K{bericht[:60]}{kb}{deel}")
        sys.stderr.flush()

    return toon


def _wis_voortgang() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
