"""``verordening tekst``: the legal text, one line per unit: address TAB text."""

from __future__ import annotations

from pathlib import Path

from verordening.onzichtbaar import toonbaar
from werkbank.gedeeld import lees_regeling, toon
from werkbank.opdrachtregel import JSON, opdrachtregel


@opdrachtregel(lezen=True)
def opdracht(regeling: Path, json_uit: bool = JSON) -> int:
    """Toon de wettekst: één regel per eenheid, adres TAB tekst. Redactionele tekst is geen wettekst en staat er niet bij."""
    from verordening.tekstregels import tekstregels

    gelezen = lees_regeling(regeling)
    rijen = list(tekstregels(gelezen))
    waarde = [{"eId": e.eId, "adres": adres, "tekst": tekst} for e, adres, tekst in rijen]
    return toon(json_uit, waarde, (toonbaar(f"{adres}\t{tekst}") for _, adres, tekst in rijen), gelezen.bevindingen)
