"""``verordening koppeling``: the matrix measure × provision, with proof."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verordening.bevinding import Ernst

from ..gedeeld import DAG, als_json, bestand_in, json_optie, meld, uitgang, voortgang

if TYPE_CHECKING:
    from impact.samen import Uitwerking

__all__ = ["bron_optie", "op_optie", "opdracht", "opslag_optie"]

bron_optie = click.option(
    "--bron", "bron", multiple=True, type=bestand_in, metavar="MAP",
    help="Map of bestand met wetteksten (mag vaker); zij worden aan hun inhoud herkend.",
)  # fmt: skip
op_optie = click.option(
    "--op", type=DAG, default=None, metavar="DAG",
    help="De dag waarop de lokale tekst geldt; standaard de dag vóór de eerste wetswijziging.",
)  # fmt: skip
opslag_optie = click.option("--opslag", type=bestand_in, metavar="MAP", help="Waar «haal» wetteksten bewaart.")


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@bron_optie
@op_optie
@opslag_optie
@click.option("--onderwerpwoorden", is_flag=True, help="Ook koppelen op een gedeeld onderwerpwoord (zwakste spoor).")
@click.option("--zwak", is_flag=True, help="Toon ook verwijzingen naar een ongewijzigde plaats in een gewijzigd artikel.")
@click.option("--keten", "plek", metavar="SLUG#EID", help="Toon alleen welke maatregelen deze bepaling raken, en langs welke keten.")
@json_optie
def opdracht(
    dossier: Path, bron: tuple[Path, ...], op: date | None, opslag: Path | None, onderwerpwoorden: bool, zwak: bool,
    plek: str | None, json_uit: bool,
) -> int:  # fmt: skip
    """Toon per maatregel welke bepalingen zij raakt, hoe dat is gevonden en hoe zeker het is.

    Beslissingen van personen staan in koppelingen.xml van het dossier en gaan vóór wat gevonden wordt.
    """
    from impact.laden import laad
    from impact.samen import werk_uit

    with voortgang("koppelen") as toon:
        invoer = laad(dossier, bron=bron, op=op, opslag=opslag, voortgang=toon)
        uitwerking = werk_uit(invoer, onderwerpwoorden=onderwerpwoorden, voortgang=toon)
    if plek is not None:
        return _keten(uitwerking, plek, json_uit)
    model = uitwerking.model
    bevindingen = [*model.bevindingen, *model.dekking.bevindingen]
    if json_uit:
        from impact.matrix import als_json as matrix_json

        als_json(matrix_json(model, dict(uitwerking.gekoppeld.zwak)))
    else:
        meld(b for b in bevindingen if b.ernst is not Ernst.INFO)
        for regel in _regels(uitwerking, zwak):
            click.echo(regel)
    return uitgang(bevindingen)


def _keten(uitwerking: Uitwerking, plek: str, json_uit: bool) -> int:
    """The chains from measures to one provision."""
    from impact.graaf import bouw
    from verordening.bevinding import Geweigerd

    graaf, naar = bouw(uitwerking), f"bepaling:{plek}"
    if naar not in graaf.knopen:
        raise Geweigerd("deze bepaling is er niet", plaats=plek, advies="Geef SLUG#EID zoals in de JSON van koppeling.",
                        code="bepaling-onbekend")  # fmt: skip
    ketens = {m: graaf.keten(m, naar) for m in graaf.raakt(naar) if m.startswith("maatregel:")}
    if json_uit:
        als_json([{"maatregel": m.removeprefix("maatregel:"), "keten": [
            {"van": r.van, "naar": r.naar, "soort": r.soort, "bewijs": r.bewijs, "vanaf": r.vanaf} for r in keten]}
            for m, keten in ketens.items()])  # fmt: skip
        return 0
    for maatregel, keten in ketens.items():
        click.echo(maatregel.removeprefix("maatregel:"))
        for rand in keten:
            click.echo(f"   {rand.van} —{rand.soort}→ {rand.naar}  «{rand.bewijs}»")
    if not ketens:
        click.echo("Geen maatregel raakt deze bepaling langs een verwijzing of begrip.")
    return 0


def _regels(uitwerking: Uitwerking, zwak: bool) -> list[str]:
    model = uitwerking.model
    regels: list[str] = []
    for beeld in model.maatregelen:
        m = beeld.maatregel
        regels.append(f"{m.id} {m.naam} ({len(beeld.geraakt)})")
        if beeld.geen_reden:
            regels.append(f"   geen koppeling: {beeld.geen_reden}")
        for b in beeld.bepalingen:
            reden = b.herkomst[0].bewijs if b.herkomst else b.waarom
            regels.append(f"   {model.regeling(b.regeling).citeertitel}, {b.adres} [{b.status}, {b.zekerheid}] {reden}")
        for b in uitwerking.gekoppeld.zwak.get(m.id, ()) if zwak else ():
            regels.append(f"   ({model.regeling(b.regeling).citeertitel}, {b.adres}) {b.herkomst[0].bewijs}")
    dekking = model.dekking
    if dekking.regels:
        regels.append(f"Dekking van dossier {dekking.dossier}: {len(dekking.verklaard)} van {len(dekking.regels)} gewijzigde "
                      "wetsartikelen verklaard.")  # fmt: skip
    else:
        regels.append(f"Dekking van dossier {dekking.dossier}: niet te meten, de wettekst ontbreekt.")
    return regels
