"""``verordening controle``: references, legal bases, content, structure, and coverage of a dossier."""

from __future__ import annotations

import click

from werkbank.gedeeld import toon, uitgang, voortgang
from werkbank.opdrachtregel import JSON, opdrachtregel, optie
from werkbank.papieren import Vraag


@opdrachtregel()
def opdracht(
    vraag: Vraag,
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
    from impact.dossier.samen import werk_uit

    with voortgang("controleren") as zeg:
        invoer = vraag.laad(zeg)
        uitwerking = werk_uit(invoer, voortgang=zeg)
        zeg("bepalingen controleren")
        uitslag = controleer(invoer, uitwerking, groepen)
    model = uitwerking.model
    dossierbreed = () if groepen else (*model.bevindingen, *model.dekking.bevindingen)
    alle = [*dossierbreed, *uitslag.bevindingen]
    onderdrukt = [{**b.als_json(), "reden": reden} for b, reden in uitslag.onderdrukt]
    regels = [*als_regels(alle), *(f"onderdrukt ({reden}): {b.regel()}" for b, reden in uitslag.onderdrukt)]
    regels.append(f"{len(alle)} bevindingen, {len(onderdrukt)} onderdrukt")
    toon(json_uit, {"bevindingen": alle, "onderdrukt": onderdrukt}, regels)
    return uitgang(alle)
