"""``verordening controle``: references, legal bases, content, structure, and coverage of a dossier."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from werkbank.gedeeld import als_json, uitgang, voortgang
from werkbank.opdrachtregel import JSON, opdrachtregel, optie
from werkbank.papieren import BRON, OP, OPSLAG


@opdrachtregel()
def opdracht(
    dossier: Path,
    bron: tuple[Path, ...] = BRON,
    op: date | None = OP,
    opslag: Path | None = OPSLAG,
    groepen: tuple[str, ...] = optie(
        "Alleen deze groep: verwijzingen, grondslagen, inhoud, opbouw of wet (mag vaker).", "--groep", metavar="GROEP"
    ),
    codes: bool = optie("Toon alle codes met hun betekenis en stop."),
    json_uit: bool = JSON,
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
