"""``verordening zet-terug``: after an accident, bring a dossier back to what was recorded."""

from __future__ import annotations

from pathlib import Path

from werkbank.gedeeld import toon
from werkbank.opdrachtregel import JSON, opdrachtregel, optie


@opdrachtregel()
def opdracht(
    dossier: Path,
    alles: bool = optie("Ook de bestanden waarin u werkt, zoals keuzes.xml en sjablonen."),
    aanvaard: bool = optie("Een oudere stand is met opzet teruggezet: neem haar zoals zij is, ook al was er meer."),
    json_uit: bool = JSON,
) -> int:
    """Zet terug wat is vastgelegd: de laatste vastlegging, en de bestanden in de map.

    Er gaat niets verloren: wat er in de plaats van een vastgelegd bestand stond, komt in een nieuwe map naast het dossier.
    Kan niet worden vastgesteld wat de laatste vastlegging was, dan wordt dat gezegd; gebruik dan een reservekopie.
    """
    from versies.archief.terugzetten import zet_terug

    gedaan = zet_terug(dossier, alles=alles, aanvaard=aanvaard)
    bewaard = str(gedaan.bewaard) if gedaan.bewaard else ""
    regels = [f"laatste vastlegging teruggevonden: {gedaan.hoofd[:12]}"] if gedaan.hoofd else []
    regels += [f"teruggezet of weggehaald: {pad}" for pad in gedaan.bestanden]
    regels += [f"wat er stond, is bewaard in {bewaard}"] if bewaard else []
    regels = regels or ["alles staat zoals het is vastgelegd; er is niets veranderd"]
    regels += [f"blijft zoals u het maakte (terugzetten: --alles): {pad}" for pad in gedaan.werk]
    waarde = {
        "hoofd": gedaan.hoofd or None,
        "bestanden": gedaan.bestanden,
        "bewaard": bewaard or None,
        "werk": gedaan.werk,
    }
    return toon(json_uit, waarde, regels)
