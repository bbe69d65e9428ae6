"""``verordening herbouw``: replay the archive from the first delivery and compare: proof that nothing was changed."""

from __future__ import annotations

from pathlib import Path

from impact.dossier.velden import velden
from verordening.tellen import meervoud
from werkbank.gedeeld import toon, voortgang
from werkbank.opdrachtregel import JSON, opdrachtregel


@opdrachtregel()
def opdracht(dossier: Path, json_uit: bool = JSON) -> int:
    """Speel alles opnieuw af vanaf de eerste vastlegging en vergelijk met wat is opgeslagen.

    Controleert ook de opslag, de bestanden in de map, het register en de besluiten zelf. Uitgangscode 1 bij een verschil.
    """
    return speel_na(dossier, json_uit=json_uit)


def speel_na(dossier: Path, *, json_uit: bool, vertrouwd: str = "") -> int:
    """Check the signed states and replay everything.

    Args:
        vertrouwd: public key by which every signed state must be signed; empty: any.
    """
    from werkbank.diensten.naspelen import speel_af

    with voortgang("opnieuw afspelen"):
        uitkomst, standen, bevindingen = speel_af(dossier, vertrouwd)
    waarde = {
        **velden(uitkomst, "uitwisselingen versies zonder_besluit", besluiten_toegepast=uitkomst.besluiten),
        "ondertekende_standen": standen,
        "bevindingen": bevindingen,
    }
    getekend = f"; {meervoud(standen, 'ondertekende stand', 'ondertekende standen')}" if standen else ""
    regel = (
        f"{meervoud(uitkomst.uitwisselingen, 'vastlegging', 'vastleggingen')} en {meervoud(uitkomst.versies, 'versie', 'versies')} opnieuw afgespeeld; "
        f"{meervoud(uitkomst.besluiten, 'besluit', 'besluiten')} toegepast, {meervoud(uitkomst.zonder_besluit, 'versie', 'versies')} zonder leesbaar besluit{getekend}"
    )
    return toon(json_uit, waarde, [regel], bevindingen)
