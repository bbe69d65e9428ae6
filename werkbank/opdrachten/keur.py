"""``verordening keur``: schema, drafting rules and integrity of a regulation or a whole dossier."""

from __future__ import annotations

from pathlib import Path

import click

from verordening.bevinding import Bevinding
from werkbank.gedeeld import als_json, lees_regeling, meld, uitgang
from werkbank.opdrachtregel import JSON, argument, opdrachtregel


@opdrachtregel(lezen=True)
def opdracht(bron: Path = argument("REGELING|DOSSIER"), json_uit: bool = JSON) -> int:
    """Keur een regeling, of alle regelingen van een dossier: schema, tekstregels en samenhang.

    Uitgangscode 1 als er een bevinding van ernst fout is.
    """
    from verordening.keur import keur

    paden, gemeld = _bestanden(bron)
    alle: list[tuple[str, Bevinding]] = [("dossier", b) for b in gemeld]
    for pad in paden:
        regeling = lees_regeling(pad)
        naam = str(pad.relative_to(bron)) if bron.is_dir() else pad.name
        alle += [(naam, b) for b in (*regeling.bevindingen, *keur(regeling))]
    if json_uit:
        als_json([{"bestand": naam, **b.als_json()} for naam, b in alle])
    else:
        for naam, bevinding in alle:
            if bron.is_dir():
                click.echo(f"{naam}: ", err=True, nl=False)
            meld([bevinding])
        click.echo(f"{len(alle)} bevindingen" if alle else "geen bevindingen")
    return uitgang([b for _, b in alle])


def _bestanden(bron: Path) -> tuple[list[Path], tuple[Bevinding, ...]]:
    if not bron.is_dir() or not any((bron / naam).exists() for naam in ("dossier.xml", ".git")):
        return [bron], ()
    from versies.archief.poort import lees_dossier

    gemeld = lees_dossier(bron).bevindingen
    return sorted((bron / "regelingen").glob("*/*.xml")), gemeld
