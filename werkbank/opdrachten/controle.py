"""``verordening controle``: references, legal bases, content, structure, and coverage of a dossier."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from werkbank.gedeeld import als_json, bestand_in, json_optie, uitgang, voortgang
from werkbank.opdrachten.koppeling import bron_optie, op_optie, opslag_optie


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@bron_optie
@op_optie
@opslag_optie
@click.option(
    "--groep",
    "groepen",
    multiple=True,
    metavar="GROEP",
    help="Alleen deze groep: verwijzingen, grondslagen, inhoud, opbouw of wet (mag vaker).",
)
@click.option("--codes", is_flag=True, help="Toon alle codes met hun betekenis en stop.")
@json_optie
def opdracht(
    dossier: Path,
    bron: tuple[Path, ...],
    op: date | None,
    opslag: Path | None,
    groepen: tuple[str, ...],
    codes: bool,
    json_uit: bool,
) -> int:
    """Controleer een dossier: verwijzingen, grondslagen, bedragen, begrippen, opbouw en dekking.

    Een bevinding die iemand heeft aanvaard, staat met reden in controle.xml van het dossier en telt niet mee.
    """
    from impact.controle import CODES, GROEPEN, als_regels, controleer

    if codes:
        for code, betekenis in CODES.items():
            click.echo(f"{code}\t{betekenis}")
        return 0
    for groep in groepen:
        if groep not in GROEPEN:
            raise click.UsageError(f"de groep «{groep}» bestaat niet; kies uit {', '.join(GROEPEN)}.")
    from impact.dossier.laden import laad
    from impact.dossier.samen import werk_uit

    with voortgang("controleren") as toon:
        invoer = laad(dossier, bron=bron, op=op, opslag=opslag, voortgang=toon)
        uitwerking = werk_uit(invoer, voortgang=toon)
        toon("bepalingen controleren")
        uitslag = controleer(invoer, uitwerking, groepen)
    model = uitwerking.model
    alle = (
        [*model.bevindingen, *model.dekking.bevindingen, *uitslag.bevindingen]
        if not groepen
        else list(uitslag.bevindingen)
    )
    if json_uit:
        als_json(
            {
                "bevindingen": [b.als_json() for b in alle],
                "onderdrukt": [{**b.als_json(), "reden": reden} for b, reden in uitslag.onderdrukt],
            }
        )
    else:
        for regel in als_regels(alle):
            click.echo(regel)
        for bevinding, reden in uitslag.onderdrukt:
            click.echo(f"onderdrukt ({reden}): {bevinding.regel()}")
        click.echo(f"{len(alle)} bevindingen, {len(uitslag.onderdrukt)} onderdrukt")
    return uitgang(alle)
