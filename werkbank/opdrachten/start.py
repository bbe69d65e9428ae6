"""``verordening start``: the workbench in the browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from werkbank.opdrachtregel import argument, opdrachtregel, optie
from werkbank.papieren import BRON


@opdrachtregel()
def opdracht(
    dossier: Path = argument("[DOSSIER]", default=Path(), required=False),
    bron: tuple[Path, ...] = BRON,
    poort: int = optie("Vaste poort; standaard een vrije.", soort=click.IntRange(0, 65535), default=0),
    stil: bool = optie("Open geen browser; toon het adres om zelf te openen.", "--geen-browser"),
    op: date | None = optie("Kijk vanaf deze dag; standaard vandaag."),
    snelkoppeling: bool = optie("Zet een startbestand voor dit dossier op het bureaublad, en start niet."),
) -> int:
    """Open de werkbank in de browser: het besluitbord, de regelingen, wijzigingen maken, zoeken en de stukken.

    DOSSIER is de map van een dossier; standaard de map waarin u staat. Alles blijft op deze computer: de werkbank luistert
    alleen naar deze computer zelf, en gaat alleen open met de sleutel die deze opdracht aan uw browser geeft.

    Draait de werkbank van dit dossier al, dan opent deze opdracht haar opnieuw.
    """
    if snelkoppeling:
        from werkbank.web.snelkoppeling import schrijf_snelkoppeling

        click.echo(f"Startbestand geschreven: {schrijf_snelkoppeling(dossier.resolve(), [b.resolve() for b in bron])}")
        return 0
    from werkbank.web.start import start

    return start(dossier, tuple(b.resolve() for b in bron), poort=poort, browser=not stil, op=op, zeg=click.echo)
