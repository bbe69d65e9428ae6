"""``verordening verenig``: two copies of one dossier that both went on become one."""

from __future__ import annotations

from pathlib import Path

import click

from werkbank.gedeeld import meld, toon, uitgang
from werkbank.opdrachten.neem_op import vastgelegd, zeg_ja
from werkbank.opdrachtregel import JSON, opdrachtregel, optie


@opdrachtregel()
def opdracht(dossier: Path, ander: Path, ja: bool = optie("Leg vast zonder te vragen."), json_uit: bool = JSON) -> int:
    """Leg in DOSSIER vast wat in de kopie ANDER is vastgelegd en hier nog niet.

    Twee mensen legden vast in hun eigen kopie. Elk besluit uit ANDER wordt hier opnieuw uitgevoerd op wat dan geldt, en
    alles samen vastgelegd, of niets. Wat niet vanzelf kan, wordt genoemd. ANDER verandert niet; maak daar daarna een
    nieuwe kopie van DOSSIER van.
    """
    from versies.registratie.samenvoegen import leg_samen_vast, voeg_samen

    samen = voeg_samen(dossier, ander)
    if not json_uit:
        for wat, titels in (("komt erbij", samen.titels), ("staat hier al", samen.al)):
            for titel in titels:
                click.echo(f"{wat}: {titel}")
        meld(samen.bevindingen)
    ident = leg_samen_vast(dossier, samen) if samen.opnamen and zeg_ja(ja=ja or json_uit) else ""
    waarde = {"vastlegging": ident or None, "nieuw": samen.titels, "al": samen.al, "bevindingen": samen.bevindingen}
    toon(json_uit, waarde, *vastgelegd(ident, ()))
    return uitgang(samen.bevindingen)
