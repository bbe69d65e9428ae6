"""``verordening geldend``: the text that held on a day, as known on another day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from verordening.bevinding import Bevinding, Ernst

from ..gedeeld import DAG, als_json, bestand_in, json_optie, meld, uitgang

__all__ = ["opdracht"]


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.argument("regeling", metavar="REGELING")
@click.option("--op", type=DAG, default=None, help="De dag waarop de tekst gold; standaard vandaag.")
@click.option("--bekend", type=DAG, default=None, help="Zoals bekend op deze dag; standaard alles wat het dossier weet.")
@click.option("--ontwerp", is_flag=True, help="Reken ontwerpen mee alsof zij zijn vastgesteld (niet uit het archief).")
@json_optie
def opdracht(dossier: Path, regeling: str, op: date | None, bekend: date | None, ontwerp: bool, json_uit: bool) -> int:
    """Toon de tekst van REGELING die op een dag gold, en door welke doelen.

    Een wijziging met terugwerkende kracht telt pas voor wie kijkt op of na de dag waarop zij recht werd.
    """
    from versies.archief.vragen import Tijdbron

    dag = op or date.today()
    with Tijdbron(dossier, met_ontwerpen=ontwerp) as bron:
        antwoord = bron.geldend(regeling, dag, bekend or date.max)
        xml = bron.tekst(antwoord.versie) if antwoord and antwoord.versie else None
        bevindingen = [b for b in bron.bevindingen if b.ernst is not Ernst.INFO]
    regels = _tekst(xml) if xml is not None else None
    if antwoord is None:
        bevindingen.append(Bevinding("niets-geldend", Ernst.WAARSCHUWING, regeling, str(dag),
                                     "Op die dag gold deze regeling niet, voor zover bekend.",
                                     "Vraag de tijdlijn op met «verordening tijdlijn»."))  # fmt: skip
    elif regels is None:
        bevindingen.append(Bevinding("samenloop", Ernst.FOUT, regeling, str(dag),
                                     f"De tekst van die dag is niet bekend: {', '.join(antwoord.samenloop) or 'niet geleverd'}.",
                                     "Maak een gezamenlijke versie met «verordening vlecht»."))  # fmt: skip
    if json_uit:
        als_json({
            "regeling": regeling, "op": dag, "bekend": bekend or date.today(),
            "versie": antwoord.versie or None if antwoord else None,
            "juridisch_werkend_vanaf": antwoord.juridisch_werkend_vanaf if antwoord else None,
            "geldig_vanaf": antwoord.geldig_vanaf if antwoord else None,
            "bekend_op": antwoord.bekend_op if antwoord else None,
            "doelen": antwoord.doelen if antwoord else (), "samenloop": antwoord.samenloop if antwoord else (),
            "tekst": "\n".join(t for _, t in regels) if regels is not None else None, "bevindingen": bevindingen,
        })  # fmt: skip
    else:
        for adres, tekst in regels or ():
            click.echo(f"{adres}\t{tekst}")
        meld(bevindingen)
    return uitgang(bevindingen)


def _tekst(xml: bytes) -> list[tuple[str, str]]:
    from verordening.canoniek import lees
    from verordening.register import tekstregels

    return [(adres, tekst) for _, adres, tekst in tekstregels(lees(xml))]
