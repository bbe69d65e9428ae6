"""``verordening samenloop``: where decisions meet without a version that combines them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from impact.dossier.velden import velden
from verordening.bevinding import Ernst
from werkbank.gedeeld import toon
from werkbank.opdrachtregel import JSON, argument, opdrachtregel


@opdrachtregel()
def opdracht(dossier: Path, regeling: str | None = argument("[REGELING]"), json_uit: bool = JSON) -> int:
    """Noem de toestanden waarvan de tekst niet vaststaat doordat besluiten elkaar raken, en waar te beginnen.

    Uitgangscode 1 als er samenloop is.
    """
    from versies.archief.vragen import Tijdbron
    from versies.tijd.controle import samenloop

    with Tijdbron(dossier) as bron:
        lijnen = [bron.lijn(w) for w in ([bron.werk(regeling)] if regeling else bron.werken_met_samenloop())]
        gemeld = [b for b in bron.bevindingen if b.ernst is not Ernst.INFO]
    bevindingen = [*gemeld, *(b for lijn in lijnen for b in samenloop(lijn))]
    toestanden: list[dict[str, Any]] = [
        {
            **velden(t, "geldig_vanaf doelen samenloop", regeling=lijn.werk),
            "kandidaten": [
                {"versie": k.versie, "te_verwerken": [a.doel for a in k.te_verwerken]} for k in t.kandidaten
            ],
        }
        for lijn in lijnen
        for t in lijn.stand.toestanden
        if t.samenloop
    ]
    regels = []
    for t in toestanden:
        raakt = f"{', '.join(t['doelen'])} raakt {', '.join(t['samenloop'])}"
        regels.append(f"{t['regeling']} vanaf {t['geldig_vanaf']}: {raakt}")
        regels += [
            f"  beginnen met {k['versie']}; nog te verwerken: {', '.join(k['te_verwerken']) or 'niets'}"
            for k in t["kandidaten"]
        ]
    if bevindingen == gemeld:
        regels.append("geen samenloop")
    return toon(json_uit, {"toestanden": toestanden, "bevindingen": bevindingen}, regels, bevindingen)
