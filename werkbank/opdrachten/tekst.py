"""``verordening tekst``: the legal text, one line per unit: address TAB text."""

from __future__ import annotations

from pathlib import Path

import click

from verordening.onzichtbaar import toonbaar
from werkbank.gedeeld import als_json, lees_regeling, meld, uitgang
from werkbank.opdrachtregel import JSON, opdrachtregel


@opdrachtregel(lezen=True)
def opdracht(regeling: Path, json_uit: bool = JSON) -> int:
    """Toon de wettekst: één regel per eenheid, adres TAB tekst. Redactionele tekst is geen wettekst en staat er niet bij."""
    from verordening.tekstregels import tekstregels

    gelezen = lees_regeling(regeling)
    if json_uit:
        als_json([{"eId": e.eId, "adres": adres, "tekst": tekst} for e, adres, tekst in tekstregels(gelezen)])
    else:
        for _, adres, tekst in tekstregels(gelezen):
            click.echo(toonbaar(f"{adres}\t{tekst}"))
        meld(gelezen.bevindingen)
    return uitgang(gelezen.bevindingen)
