"""``verordening voorbeeld``: the example dossier, ready to use, with its git archive."""

from __future__ import annotations

from pathlib import Path

from verordening.tellen import meervoud
from werkbank.gedeeld import toon, voortgang
from werkbank.opdrachtregel import JSON, argument, opdrachtregel


@opdrachtregel()
def opdracht(doel: Path = argument("MAP"), json_uit: bool = JSON) -> int:
    """Schrijf het voorbeelddossier naar een nieuwe of lege MAP, met archief.

    Alle regelingen en besluiten erin zijn voorbeeldteksten, geschreven voor dit project; geen orgaan heeft ze
    vastgesteld.
    """
    from werkbank.diensten.voorbeeld import schrijf_voorbeeld

    with voortgang("voorbeelddossier schrijven"):
        dossier, vastleggingen, bevindingen = schrijf_voorbeeld(doel)
    waarde = {
        "map": str(doel),
        "regelingen": [r.slug for r in dossier.blad.regelingen],
        "versies": len(dossier.versies),
        "vastleggingen": len(vastleggingen),
        "bevindingen": bevindingen,
    }
    verder = f"Ga verder met: verordening impact {doel} -o uit --bron MAP-MET-WETTEN"
    regels = [
        f"{meervoud(len(dossier.blad.regelingen), 'regeling', 'regelingen')} in {meervoud(len(dossier.versies), 'versie', 'versies')} → {doel}"
    ]
    return toon(json_uit, waarde, [*regels, f"Status: {dossier.blad.status}. {verder}"])
