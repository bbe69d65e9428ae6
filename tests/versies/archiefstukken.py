"""What the tests of the archive put in it, and git as a witness beside it."""

import os
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from versies.archief.bundel import Opname
from versies.archief.gitomgeving import omgeving
from versies.tijd.model import Moment, Mutatie, Tijdstempel, Uitwisseling, Versie

BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)


def instelling(werk: str = "vwi", **velden: object) -> Opname:
    u = Uitwisseling(
        BEGIN,
        (Versie(werk, ("instelling",), f"{werk}@2026-02-01"), Tijdstempel("instelling", date(2026, 2, 1))),
        besluit="Verordening",
        **velden,
    )  # type: ignore[arg-type]
    return Opname(u, {f"{werk}@2026-02-01": b"<tekst>een</tekst>\n"})


def wijziging(
    nummer: int, *, basis: tuple[Moment, ...] = (Moment("instelling", BEGIN),), door: str | None = None
) -> Opname:
    doel, op = f"wijziging-{nummer}", BEGIN + timedelta(days=30 * nummer)
    versie = f"vwi@{nummer}"
    mutaties: tuple[Mutatie, ...] = (
        Versie("vwi", (doel,), versie, basis),
        Tijdstempel(doel, date(2026, 2, 1) + timedelta(days=30 * nummer)),
    )
    u = Uitwisseling(op, mutaties, besluit=f"Wijziging {nummer}", publicatie=f"gmb-2026-{nummer}", betreft="art. 5")
    return Opname(u, {versie: f"<tekst>{nummer}</tekst>\n".encode()}, {f"besluiten/{nummer}.xml": b"<besluit/>\n"})


def git(map_: Path, *opdracht: str) -> str:
    return subprocess.run(
        ["git", "-C", str(map_), *opdracht], env=os.environ | omgeving(), capture_output=True, text=True, check=True
    ).stdout
