"""``verordening herstel``: a registration that was a mistake no longer counts; it stays in the archive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from werkbank.gedeeld import toon
from werkbank.opdrachten.neem_op import plan_json, toon_plan, vastgelegd, zeg_ja
from werkbank.opdrachtregel import JSON, argument, opdrachtregel, optie


@opdrachtregel()
def opdracht(
    dossier: Path,
    nummer: int = argument("N"),
    reden: str = optie("Waarom de vastlegging een vergissing was; dit blijft in het archief staan.", required=True),
    ontvangen: date | None = optie("Dag van dit herstel; standaard vandaag."),
    ja: bool = optie("Leg vast zonder te vragen."),
    json_uit: bool = JSON,
) -> int:
    """Maak vastlegging N ongedaan: zij blijft in het archief, maar telt niet meer in antwoorden.

    Wat het dossier daarvoor antwoordde, blijft te vragen: «geldend … --geregistreerd DAG». De nummers
    staan bij «verordening tijdlijn». Een herstel is zelf een vastlegging, en dus ook zelf te herstellen.
    """
    from versies.registratie.vastleggen import herstel, leg_vast

    voorstel = herstel(dossier, nummer, reden, ontvangen=ontvangen)
    if not json_uit:
        toon_plan(voorstel)
    ident = leg_vast(dossier, voorstel, voorstel.kenmerk)[0] if voorstel.kan and zeg_ja(ja=ja or json_uit) else ""
    waarde = {"vastlegging": ident or None, **plan_json(voorstel)}
    return toon(json_uit, waarde, *vastgelegd(ident, voorstel.bevindingen))
