"""``verordening geldend``: the text that held on a day, as known on another day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from impact.dossier.velden import velden
from verordening.tellen import meervoud
from werkbank.gedeeld import toon
from werkbank.gemeentetekst import gemeenten_van, variant_van
from werkbank.opdrachtregel import JSON, opdrachtregel, optie

if TYPE_CHECKING:
    from verordening.boom import Regeling

_NIETS: dict[str, object] = {
    **dict.fromkeys(("versie", "juridisch_werkend_vanaf", "geldig_vanaf", "bekend_op")),
    **dict.fromkeys(("doelen", "samenloop"), ()),
}
"""What is said of a day on which nothing held."""
_VORMEN = (".html", ".pdf", ".docx", ".odt", ".md", ".xml")


@opdrachtregel()
def opdracht(
    dossier: Path,
    regeling: str,
    op: date | None = optie("De dag waarop de tekst gold; standaard vandaag."),
    bekend: date | None = optie("Zoals bekend op deze dag; standaard alles wat het dossier weet."),
    geregistreerd: date | None = optie(
        "Wat dit dossier op deze dag zou hebben geantwoord: latere vastleggingen en herstel tellen niet."
    ),
    ontwerp: bool = optie("Reken ontwerpen mee alsof zij zijn vastgesteld (niet uit het archief)."),
    gemeente: str = optie("De tekst van deze gemeente: parameters ingevuld, eigen bepalingen erin."),
    gelijkheid: bool = optie("Laat zien waar de gemeenten gelijk zijn en waar niet."),
    uitvoer: Path | None = optie(
        "Schrijf de doorlopende tekst als stuk: .html, .pdf, .docx, .odt, .md, of .xml (canoniek).",
        "-o",
        metavar="BESTAND",
    ),
    json_uit: bool = JSON,
) -> int:
    """Toon de tekst van REGELING die op een dag gold, en door welke doelen.

    Een wijziging met terugwerkende kracht telt pas voor wie kijkt op of na de dag waarop zij recht werd.
    """
    from verordening.schijf import schrijf_atomair
    from versies.archief.vragen import Tijdbron
    from werkbank.diensten.geldend import als_stuk, geldend

    if uitvoer is not None and uitvoer.suffix.lower() not in _VORMEN:
        raise click.UsageError(f"de doorlopende tekst kan niet als «{uitvoer.suffix}»; kies uit {', '.join(_VORMEN)}.")
    if uitvoer is not None and gelijkheid:
        raise click.UsageError("--gelijkheid vergelijkt gemeenten en schrijft geen tekst; laat -o weg.")
    dag = op or date.today()
    with Tijdbron(dossier, met_ontwerpen=ontwerp, geregistreerd=geregistreerd or date.max) as bron:
        regeling = bron.werk(regeling)
        gevonden = geldend(bron, regeling, dag, bekend, gemeente="" if gelijkheid else gemeente)
    antwoord, gelezen, bevindingen = gevonden.antwoord, gevonden.regeling, gevonden.bevindingen
    if gelezen is not None and gelijkheid:
        return _toon_gelijkheid(dossier, regeling, gelezen, dag, json_uit)
    if uitvoer is not None and gelezen is not None:
        schrijf_atomair(uitvoer, als_stuk(gelezen, uitvoer.suffix[1:].lower(), gevonden.geldigheid))
    regels = _regels(gelezen) if gelezen is not None and (json_uit or uitvoer is None) else None
    waarde = {
        "regeling": regeling,
        "gemeente": gemeente or None,
        "op": dag,
        "bekend": bekend or date.today(),
        "geregistreerd": geregistreerd or date.today(),
        **(
            velden(antwoord, "versie? juridisch_werkend_vanaf geldig_vanaf bekend_op doelen samenloop")
            if antwoord
            else _NIETS
        ),
        "tekst": "\n".join(t for _, t in regels) if regels is not None else None,
        "bevindingen": bevindingen,
    }
    uit = [f"{adres}\t{tekst}" for adres, tekst in regels or ()]
    if uitvoer is not None and gelezen is not None:
        uit.append(str(uitvoer))
    elif uitvoer is not None and not json_uit:
        click.echo("er is niets geschreven", err=True)
    return toon(json_uit, waarde, uit, bevindingen)


def _regels(gelezen: Regeling) -> list[tuple[str, str]]:
    from verordening.tekstregels import tekstregels

    return [(adres, tekst) for _, adres, tekst in tekstregels(gelezen)]


def _toon_gelijkheid(dossier: Path, regeling: str, gedeeld: Regeling, op: date, json_uit: bool) -> int:
    from versies.tijd.varianten import gelijkheid, vul_in

    teksten = {g: vul_in(gedeeld, variant_van(dossier, regeling, g, op)) for g in gemeenten_van(dossier)}
    delen = gelijkheid(teksten)
    waarde = [velden(d, "adres gelijk groepen") for d in delen]
    kop = f"{sum(d.gelijk for d in delen)} van {meervoud(len(delen), 'deel', 'delen')} gelijk in alle {len(teksten)} gemeenten"
    anders = (f"{d.adres}: " + " | ".join(", ".join(groep) for groep in d.groepen) for d in delen if not d.gelijk)
    return toon(json_uit, waarde, [kop, *anders])
