"""``verordening geldend``: the text that held on a day, as known on another day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from verordening.bevinding import Bevinding, Ernst, Geweigerd

from ..gedeeld import DAG, als_json, bestand_in, json_optie, meld, uitgang

__all__ = ["opdracht"]


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.argument("regeling", metavar="REGELING")
@click.option("--op", type=DAG, default=None, help="De dag waarop de tekst gold; standaard vandaag.")
@click.option("--bekend", type=DAG, default=None, help="Zoals bekend op deze dag; standaard alles wat het dossier weet.")
@click.option("--ontwerp", is_flag=True, help="Reken ontwerpen mee alsof zij zijn vastgesteld (niet uit het archief).")
@click.option("--gemeente", default="", help="De tekst van deze gemeente: parameters ingevuld, eigen bepalingen erin.")
@click.option("--gelijkheid", is_flag=True, help="Laat zien waar de gemeenten gelijk zijn en waar niet.")
@json_optie
def opdracht(
    dossier: Path, regeling: str, op: date | None, bekend: date | None, ontwerp: bool, gemeente: str, gelijkheid: bool,
    json_uit: bool,
) -> int:  # fmt: skip
    """Toon de tekst van REGELING die op een dag gold, en door welke doelen.

    Een wijziging met terugwerkende kracht telt pas voor wie kijkt op of na de dag waarop zij recht werd.
    """
    from versies.archief.vragen import Tijdbron

    dag = op or date.today()
    with Tijdbron(dossier, met_ontwerpen=ontwerp) as bron:
        antwoord = bron.geldend(regeling, dag, bekend or date.max)
        xml = bron.tekst(antwoord.versie) if antwoord and antwoord.versie else None
        bevindingen = [b for b in bron.bevindingen if b.ernst is not Ernst.INFO]
    if xml is not None and gelijkheid:
        return _toon_gelijkheid(dossier, regeling, xml, dag, json_uit)
    regels, eigen = _tekst(xml, dossier, regeling, gemeente, dag) if xml is not None else (None, ())
    bevindingen += eigen
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
            "regeling": regeling, "gemeente": gemeente or None, "op": dag, "bekend": bekend or date.today(),
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


def _tekst(
    xml: bytes, dossier: Path, regeling: str, gemeente: str, op: date
) -> tuple[list[tuple[str, str]], tuple[Bevinding, ...]]:  # fmt: skip
    from verordening.canoniek import lees
    from verordening.register import tekstregels

    gelezen, eigen = lees(xml), tuple[Bevinding, ...]()
    if gemeente:
        from versies.tijd.varianten import vul_in

        gelezen = vul_in(replace(gelezen, bevindingen=()), _variant(dossier, regeling, gemeente, op))
        eigen = gelezen.bevindingen
    return [(adres, tekst) for _, adres, tekst in tekstregels(gelezen)], eigen


def _gemeenten(dossier: Path) -> list[str]:
    """The municipalities of the dossier, by name."""
    from verordening.gemeenten import BESTAND, lees_gemeenten

    bestand = dossier / "gemeenten.xml"
    return [g.naam for g in lees_gemeenten(bestand if bestand.is_file() else BESTAND).gemeenten]


def _variant(dossier: Path, regeling: str, gemeente: str, op: date):  # type: ignore[no-untyped-def]
    """What a municipality has of its own: ``varianten/<regeling>/<gemeente>/<dag>.xml``, the last one that held."""
    from verordening.canoniek import lees
    from versies.archief.logboek import naamdeel
    from versies.dossier import binnen_map
    from versies.tijd.varianten import Variant, variant_uit

    namen = _gemeenten(dossier)
    if gemeente not in namen:
        raise Geweigerd(f"de gemeente «{gemeente}» hoort niet bij dit dossier", code="gemeente-onbekend",
                        advies=f"Kies uit: {', '.join(namen)}.")  # fmt: skip
    map_ = binnen_map(dossier, f"varianten/{naamdeel(regeling)}/{naamdeel(gemeente.lower())}")
    geweest = sorted(p.stem for p in map_.glob("????-??-??.xml") if p.stem <= str(op)) if map_.is_dir() else []
    if not geweest:
        return Variant(gemeente, {"gemeente": gemeente})
    bestand = map_ / f"{geweest[-1]}.xml"
    variant = variant_uit(lees(bestand))
    if variant.gemeente != gemeente:
        raise Geweigerd(f"dit bestand is van een andere gemeente ({variant.gemeente or 'geen'})", plaats=bestand.name,
                        code="gemeente-anders")  # fmt: skip
    return variant


def _toon_gelijkheid(dossier: Path, regeling: str, xml: bytes, op: date, json_uit: bool) -> int:
    from verordening.canoniek import lees
    from versies.tijd.varianten import gelijkheid, vul_in

    gedeeld = lees(xml)
    teksten = {g: vul_in(gedeeld, _variant(dossier, regeling, g, op)) for g in _gemeenten(dossier)}
    delen = gelijkheid(teksten)
    if json_uit:
        als_json([{"adres": d.adres, "gelijk": d.gelijk, "groepen": d.groepen} for d in delen])
        return 0
    click.echo(f"{sum(d.gelijk for d in delen)} van {len(delen)} delen zijn in alle {len(teksten)} gemeenten gelijk")
    for deel in delen:
        if not deel.gelijk:
            click.echo(f"{deel.adres}: " + " | ".join(", ".join(groep) for groep in deel.groepen))
    return 0
