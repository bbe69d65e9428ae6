"""How a replay of an archive executes the decisions in it (:mod:`versies.archief.herbouw`)."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.boom import Regeling
from versies.archief.herbouw import Bewijsvoering
from versies.registratie.stukken import lees_rectificatie
from versies.registratie.uitvoeren import gelezen, voer_uit
from versies.tijd.model import Uitvoering
from versies.toepassen import Ingang, pas_toe


def bewijsvoering(map_: Path | None = None) -> Bewijsvoering:
    """How a replay of an archive executes decisions; with its folder, by as many processes as there are cores."""
    return Bewijsvoering(_geheel, _deel, map_.absolute() if map_ else None, os.cpu_count() or 1)


def _geheel(was: Regeling, naam: str, besluit: bytes, dag: date | None, na: date | None) -> Regeling:
    try:
        wat = gelezen(besluit, naam)
    except Geweigerd:
        opdrachten = lees_rectificatie(besluit, naam)
        if not opdrachten:
            raise
        return pas_toe(was, opdrachten, datum=dag).wordt
    return pas_toe(was, wat, ingang=Ingang(dag, na)).wordt


def _deel(was: Regeling | None, uitvoering: Uitvoering, inhoud: bytes, dag: date | None) -> Regeling:
    return voer_uit(was, uitvoering, inhoud, dag, narekenen=True)[0]
