"""``verordening verschil``: what changed between two versions, in the form that is asked for."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..gedeeld import als_json, bestand_in, json_optie, lees_regeling, meld

if TYPE_CHECKING:
    from versies.verschil import Verschil

__all__ = ["opdracht"]

_VORMEN = {
    "tekst": "terminal", "json": "json", "html": "html", "was-wordt": "waswordt", "docx": "docx", "odt": "odt", "pdf": "pdf",
    "stop": "stop", "samenvatting": "samenvatting",
}  # fmt: skip
"""Name on the command line → module in :mod:`versies.weergave`, imported when it is asked for."""
_AANWEZIG = sorted(naam for naam, module in _VORMEN.items() if find_spec(f"versies.weergave.{module}") is not None)
_BINAIR = ("docx", "odt", "pdf")


@click.command()
@click.argument("was", metavar="WAS", type=bestand_in)
@click.argument("wordt", metavar="WORDT", type=bestand_in)
@click.option(
    "--als",
    "vorm",
    type=click.Choice(_AANWEZIG),
    default="tekst",
    show_default=True,
    help="In welke vorm. Bij was-wordt kiest de naam van het bestand: .html, .docx of .pdf.",
)
@click.option("-o", "uitvoer", metavar="BESTAND", type=bestand_in, help="Waar de uitkomst komt (anders: het scherm).")
@json_optie
def opdracht(was: Path, wordt: Path, vorm: str, uitvoer: Path | None, json_uit: bool) -> int:
    """Toon het verschil tussen twee versies van een regeling: wat is gewijzigd, waar, en niets anders.

    WAS en WORDT zijn leesbare bronnen van elk soort. Een andere opmaak met dezelfde woorden is geen verschil.
    """
    from versies.verschil import vergelijk

    if vorm in _BINAIR and uitvoer is None:
        raise click.UsageError(f"een {vorm}-bestand past niet op het scherm; geef met -o een bestand op.")
    oud, nieuw = lees_regeling(was), lees_regeling(wordt)
    verschil = vergelijk(oud, nieuw)
    if json_uit or vorm == "json":
        from versies.weergave.json import als_waarde, weergeef

        if uitvoer is None:
            als_json({**als_waarde(verschil), "bestanden": {"was": str(was), "wordt": str(wordt)}})
        else:
            _schrijf(uitvoer, weergeef(verschil))
        return 0
    inhoud = _weergave(verschil, vorm, uitvoer)
    if uitvoer is not None:
        _schrijf(uitvoer, inhoud)
    else:
        click.echo(inhoud.decode(), nl=False)
    meld((*oud.bevindingen, *nieuw.bevindingen))
    if uitvoer is not None:
        for opmerking in verschil.opmerkingen:
            click.echo(f"let op: {opmerking}", err=True)
    return 0


def _weergave(verschil: Verschil, vorm: str, uitvoer: Path | None) -> bytes:
    from importlib import import_module

    opties: dict[str, Any] = {}
    if vorm == "tekst":
        opties["kleur"] = uitvoer is None and sys.stdout.isatty()
    elif vorm == "was-wordt" and uitvoer is not None and uitvoer.suffix:
        opties["vorm"] = uitvoer.suffix[1:].lower()
    inhoud: bytes = import_module(f"versies.weergave.{_VORMEN[vorm]}").weergeef(verschil, **opties)
    return inhoud


def _schrijf(uitvoer: Path, inhoud: bytes) -> None:
    from verordening.schijf import schrijf_atomair

    schrijf_atomair(uitvoer, inhoud)
