"""``verordening impact``: the main job: links, checks, law changes, memo and letters, in one folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from verordening.bevinding import Ernst, Geweigerd

from ..gedeeld import DAG, als_json, bestand_in, json_optie, meld, uitgang, voortgang
from .koppeling import bron_optie, op_optie, opslag_optie

__all__ = ["opdracht"]

_FORMATEN = ("docx", "pdf", "html", "md")


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.option("-o", "uitvoer", required=True, type=bestand_in, metavar="MAP", help="Waar alles komt; wat er al staat en niet van deze opdracht is, blijft.")
@bron_optie
@op_optie
@opslag_optie
@click.option("--datum", type=DAG, default=None, metavar="DAG", help="De datum op de stukken; standaard vandaag.")
@click.option("--formaat", "formaten", multiple=True, type=click.Choice(_FORMATEN), help="Alleen deze vorm van de stukken (mag vaker).")
@click.option("--zonder-brieven", is_flag=True, help="Geen brief per gemeente (zie «verordening cib»).")
@json_optie
def opdracht(
    dossier: Path, uitvoer: Path, bron: tuple[Path, ...], op: date | None, opslag: Path | None, datum: date | None,
    formaten: tuple[str, ...], zonder_brieven: bool, json_uit: bool,
) -> int:  # fmt: skip
    """Doe alles: koppelen, controleren, was en wordt, memo en brieven. Begin te lezen in MAP/index.html.

    Er wordt niets geschreven voordat alles gemaakt is. Zonder wetteksten werkt het ook; de stukken zeggen dan wat
    ontbreekt. Staat er in MAP een eerdere uitkomst, dan meldt de index wat er sindsdien anders is.

    Fouten die de controle in de regels vindt zijn uitkomst en geen mislukking: uitgangscode 1 volgt alleen als het dossier
    zelf niet volledig is (zie ook «verordening controle»).
    """
    from impact.controle import controleer
    from impact.gevolgen import lees_run, verschil_met
    from impact.laden import laad
    from impact.samen import werk_uit
    from impact.stuk import verzamel
    from impact.stukken import schrijf_set
    from impact.uitvoer import maak_set

    if uitvoer.exists() and not uitvoer.is_dir():
        raise Geweigerd("het doel is geen map", plaats=str(uitvoer), advies="Geef een map op.", code="doel-geen-map")
    with voortgang("wetten en regelingen lezen") as toon:
        invoer = laad(dossier, bron=bron, op=op, opslag=opslag, voortgang=toon)
        if uitvoer.resolve() == invoer.dossier.map:
            raise Geweigerd("het doel is het dossier zelf", plaats=str(uitvoer), advies="Kies een andere map.", code="doel-is-dossier")
        uitwerking = werk_uit(invoer, voortgang=toon)
        toon("bepalingen controleren")
        uitslag = controleer(invoer, uitwerking)
        model = replace(uitwerking.model, bevindingen=(*uitwerking.model.bevindingen, *uitslag.bevindingen))
        vorige = uitvoer / "koppelingen.json"
        verschil = verschil_met(lees_run(vorige), {b.maatregel.id: b.bepalingen for b in model.maatregelen}) if vorige.is_file() else None
        gegevens = verzamel(invoer.dossier, model, datum or date.today(), invoer.later)
        bestanden = maak_set(gegevens, uitwerking.gekoppeld.zwak, verschil, formaten or _FORMATEN,
                             met_brieven=not zonder_brieven, voortgang=toon)  # fmt: skip
        toon("schrijven")
        schrijf_set(uitvoer, bestanden)
    alle = (*model.bevindingen, *model.dekking.bevindingen)
    fouten = [b for b in alle if b.ernst is Ernst.FOUT]
    samenvatting = {
        "uitvoer": str(uitvoer), "index": str(uitvoer / "index.html"), "bestanden": sorted(bestanden), "op": model.op,
        "maatregelen": len(model.geteld), "koppelingen": sum(len(b.geraakt) for b in model.geteld),
        "dekking": {"verklaard": len(model.dekking.verklaard), "gewijzigd": len(model.dekking.regels)},
        "ontbrekende_wetteksten": [{"wet": w.afkorting, "bwb": w.bwb, "ontbreekt": w.ontbreekt} for w in model.ontbrekende_teksten],
        "sinds_vorige_keer": {n: len(r) for n, r in verschil.items()} if verschil is not None else None,
        "bevindingen": [b.als_json() for b in alle],
    }  # fmt: skip
    if json_uit:
        als_json(samenvatting)
    else:
        meld(b for b in invoer.bevindingen if b.ernst is not Ernst.INFO)
        click.echo(f"{samenvatting['koppelingen']} koppelingen voor {len(model.geteld)} maatregelen; {len(fouten)} fouten gevonden in de regels.")
        if model.dekking.regels:
            click.echo(f"{len(model.dekking.verklaard)} van {len(model.dekking.regels)} gewijzigde wetsartikelen verklaard.")
        click.echo(f"{len(bestanden)} bestanden → {uitvoer}. Begin bij {uitvoer / 'index.html'}.")
    return uitgang(invoer.bevindingen)
