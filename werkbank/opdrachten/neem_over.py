"""``verordening neem-over``: take over what a person filled in in a workbook: of links, or of what the dossier knows."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verordening.bevinding import Geweigerd
from verordening.tellen import meervoud
from werkbank.gedeeld import toon, voortgang
from werkbank.opdrachtregel import JSON, argument, opdrachtregel, optie
from werkbank.papieren import BRON, OP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from impact.dossier.model import Impact

_BLADEN = ("cijfers", "termijnen", "toezeggingen", "keuzes")


@opdrachtregel()
def opdracht(
    dossier: Path,
    bestand: Path = argument("BESTAND.xlsx"),
    bron: tuple[Path, ...] = BRON,
    op: date | None = OP,
    vastleggen: bool = optie("Leg vast wat er getoond wordt; zonder dit wordt alleen getoond."),
    wie: str = optie("Wie invulde; voor koppelingen staat dat per rij in het blad.", metavar="NAAM"),
    maak: str | None = optie("Schrijf BESTAND: het rekenblad met deze gegevens, om in te vullen.", keus=_BLADEN),
    json_uit: bool = JSON,
) -> int:
    """Neem over wat iemand invulde in een rekenblad: koppelingen.xlsx, of een blad van --maak.

    Elke rij wordt getoetst aan het dossier van nu. Klopt er één niet (een andere tekst, een onbekende regel, een
    formule, verschoven kolommen, een beslissing zonder naam of reden), dan wordt niets overgenomen. Gebruik bij
    koppelingen dezelfde --bron als bij het maken van het blad.
    """
    from impact.dossier.invullen import BLADEN
    from verordening.papier.rekenblad import xlsx
    from verordening.schijf import schrijf_atomair
    from verordening.xmlveilig import lees_bytes
    from werkbank.diensten import gegevens
    from werkbank.diensten.overnemen import bladnamen

    if maak:
        schrijf_atomair(bestand, xlsx([gegevens.als_vel(dossier, maak)]))
        return toon(json_uit, {"bestand": str(bestand)}, [f"Rekenblad geschreven: {bestand}"])
    inhoud = lees_bytes(bestand, naam=bestand.name)
    soort = next((b for b in BLADEN if BLADEN[b].kop in bladnamen(inhoud, bestand.name)), "")
    if soort and vastleggen and not wie.strip():
        raise click.UsageError("wie vulde dit in? Voeg toe: --wie «naam of functie».")
    regels, neem_over = (
        _gegevens(dossier, soort, inhoud, bestand.name, wie)
        if soort
        else _koppelingen(dossier, inhoud, bestand.name, bron, op)
    )
    vastleggen = vastleggen and bool(regels)
    if vastleggen and not neem_over():
        raise Geweigerd.om("intussen-gewijzigd/blad", str(dossier))
    slot = f"{meervoud(len(regels), 'regel', 'regels')} getoond, niets vastgelegd. Klopt dit? Herhaal met --vastleggen."
    if not regels:
        slot = "Het blad zegt hetzelfde als het dossier; er is niets over te nemen."
    elif vastleggen:
        slot = f"{meervoud(len(regels), 'regel', 'regels')} vastgelegd in {dossier}."
    return toon(json_uit, {"regels": regels, "vastgelegd": vastleggen}, [*regels, slot])


def _gegevens(
    dossier: Path, soort: str, inhoud: bytes, naam: str, wie: str
) -> tuple[Sequence[str], Callable[[], bool]]:
    """Lines about what changes, and what records them; False: another was first."""
    from impact.dossier.invullen import BLADEN
    from werkbank.diensten import gegevens
    from werkbank.diensten.overnemen import lees_blad

    vel = lees_blad(inhoud, naam, gegevens.kolommen(soort), BLADEN[soort].kop)
    anders = list(gegevens.uit_vel(dossier, soort, vel, naam))
    rijen = [i for _, i in anders]
    return [
        gegevens.regel(r, i.waarden) for r, i in anders
    ], lambda: gegevens.leg_vast(dossier, soort, rijen, wie.strip(), datetime.now()) is None


def _koppelingen(
    dossier: Path, inhoud: bytes, naam: str, bron: tuple[Path, ...], op: date | None
) -> tuple[Sequence[str], Callable[[], bool]]:
    from impact.dossier.laden import laad
    from impact.dossier.samen import oordeelsdag, werk_uit
    from werkbank.diensten.beslissen import beslis
    from werkbank.diensten.overnemen import lees_koppelblad

    with voortgang("het dossier lezen") as zeg:

        def maak() -> Impact:
            invoer = laad(dossier, bron=bron, op=op, voortgang=zeg)
            return werk_uit(invoer, voortgang=zeg, dag=max(date.today(), oordeelsdag(invoer))).model

        over = lees_koppelblad(dossier, inhoud, naam, maak)
    return over.regels, lambda: beslis(dossier, over.zag, over.beslissingen) is None
