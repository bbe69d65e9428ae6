"""``verordening herkomst``: which decision wrote these words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from verordening.bevinding import Ernst, Geweigerd, Verkeerd
from werkbank.gedeeld import als_json, meld
from werkbank.opdrachtregel import JSON, opdrachtregel, optie


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
    if json_uit:
        als_json(
            [
                {
                    "adres": s.adres,
                    "eId": s.eId,
                    "woorden": [_json(w) for w in s.woorden],
                    "vervallen": [_json(w) for w in s.vervallen],
                }
                for s in gevonden
            ]
        )
        return 0
    for spoor in gevonden:
        click.echo(spoor.adres)
        for woord in spoor.woorden:
            click.echo(f"  {woord.sinds}  {woord.besluit}\t{' '.join(woord.tekst.split())}")
        for woord in spoor.vervallen:
            click.echo(f"  {woord.sinds}  {woord.besluit}\tvervallen: {' '.join(woord.tekst.split())}")
    return 0


def _json(w) -> dict[str, object]:  # type: ignore[no-untyped-def]
    return {"tekst": w.tekst, "versie": w.versie, "besluit": w.besluit, "sinds": w.sinds}
