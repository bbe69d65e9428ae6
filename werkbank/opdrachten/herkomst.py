"""``verordening herkomst``: which decision wrote these words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from impact.dossier.velden import velden
from verordening.bevinding import Ernst, Geweigerd, Verkeerd
from werkbank.gedeeld import meld, toon
from werkbank.opdrachtregel import JSON, opdrachtregel, optie

_SPOOR = "tekst versie besluit sinds"
"""What is said of words: they, and who wrote them when."""


@opdrachtregel()
def opdracht(
    dossier: Path,
    regeling: str,
    adres: str,
    op: date | None = optie("De tekst zoals die op deze dag gold; standaard de laatste."),
    json_uit: bool = JSON,
) -> int:
    """Toon per lid, tot op het woord, welk besluit de tekst van ADRES schreef.

    ADRES schrijft u zoals in een verwijzing: "artikel 8, eerste lid".
    """
    from verordening.adres import AdresFout
    from verordening.taal import uit_tekst
    from versies.archief.vragen import Tijdbron
    from werkbank.diensten.herkomst import sporen

    try:
        plaats = uit_tekst(adres)
    except AdresFout as fout:
        raise Verkeerd(f"«{adres}» is geen adres: {fout}") from fout
    with Tijdbron(dossier) as bron:
        regeling = bron.werk(regeling)
        gevonden = sporen(bron, regeling, plaats, op)
        meld(b for b in bron.bevindingen if b.ernst is not Ernst.INFO)
    if not gevonden:
        raise Geweigerd.om("adres-onbekend", regeling=regeling, adres=adres)
    waarde = [
        velden(s, "adres eId", **{k: [velden(w, _SPOOR) for w in getattr(s, k)] for k in ("woorden", "vervallen")})
        for s in gevonden
    ]
    regels = []
    for spoor in gevonden:
        regels.append(spoor.adres)
        for woorden, wat in ((spoor.woorden, ""), (spoor.vervallen, "vervallen: ")):
            regels += [f"  {w.sinds}  {w.besluit}\t{wat}{' '.join(w.tekst.split())}" for w in woorden]
    return toon(json_uit, waarde, regels)
