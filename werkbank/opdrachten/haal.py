"""``verordening haal``: a text from the official repository, with the record of where it comes from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verordening.tellen import meervoud
from werkbank.gedeeld import meld, toon, uitgang, voortgang
from werkbank.opdrachtregel import JSON, opdrachtregel, optie

if TYPE_CHECKING:
    from wetgeving.bron.klant import Resultaat


@opdrachtregel()
def opdracht(
    regeling: str | None,
    dossier: Path | None = optie(
        "Haal alle wetteksten die dit dossier noemt; «impact» en «koppeling» vinden ze daarna vanzelf.", metavar="MAP"
    ),
    woorden: str | None = optie("Som lokale regelingen op met deze woorden in de titel.", "--zoek", metavar="WOORDEN"),
    organisatie: str | None = optie(
        "Som lokale regelingen op van deze gemeente of dit samenwerkingsverband.", metavar="NAAM"
    ),
    op: date | None = optie("De dag waarop de tekst geldt (anders: vandaag).", metavar="DAG"),
    bekend: date | None = optie("Volgens wat op deze dag bekend was (alleen wetten).", metavar="DAG"),
    doel: Path | None = optie(
        "Waar de tekst komt; de herkomst komt ernaast in BESTAND.herkomst.json.", "-o", metavar="BESTAND"
    ),
    met_wti: bool = optie("Haal ook de wetstechnische informatie (zelfde naam, .WTI).", "--wti"),
    opslag: Path | None = optie("Waar opgehaalde bestanden bewaard blijven.", metavar="MAP"),
    zonder_netwerk: bool = optie("Gebruik alleen wat eerder is opgehaald."),
    json_uit: bool = JSON,
) -> int:
    """Haal een officiële tekst op, met bewijs van herkomst.

    REGELING is een nummer: BWBR0015703 voor een wet, CVDR123456 (of CVDR123456_2 voor één versie) voor een lokale
    regeling. Een tekst die op de gevraagde dag niet gold, of waarvan de hash niet klopt, wordt geweigerd. Met --zoek en
    --organisatie somt de opdracht op wat er is; `verordening voeg-toe DOSSIER CVDR123456` brengt het in een dossier.
    """
    from wetgeving.bron.herkomst import keur_doel
    from wetgeving.bron.klant import Klant
    from wetgeving.bron.opslag import Opslag

    if dossier is not None:
        if regeling or doel or op or bekend or met_wti:
            raise click.UsageError(
                "--dossier haalt wat het dossier noemt: geef geen REGELING, -o, --op, --bekend of --wti."
            )
        return _van_dossier(dossier, opslag, zonder_netwerk, json_uit)
    if woorden is not None or organisatie is not None:
        if regeling or doel or op or bekend or met_wti or zonder_netwerk:
            raise click.UsageError(
                "--zoek en --organisatie sommen op: geef geen REGELING, -o, --op, --bekend, --wti of --zonder-netwerk."
            )
        return _som_op(woorden or "", organisatie or "", json_uit)
    if regeling is None or doel is None:
        raise click.UsageError("Geef REGELING en -o BESTAND, --dossier MAP, of --zoek WOORDEN --organisatie NAAM.")
    doelen = [doel, doel.with_suffix(".WTI")] if met_wti else [doel]
    if len(set(doelen)) < len(doelen):
        raise click.UsageError("Met --wti mag BESTAND niet op .WTI eindigen: zo heet de technische informatie.")
    for pad in doelen:
        keur_doel(pad)
    with voortgang(f"{regeling} ophalen") as zeg:
        klant = Klant(
            opslag=Opslag(opslag),
            alleen_opslag=zonder_netwerk,
            voortgang=lambda bericht, gedaan, totaal: zeg(_stand(bericht, gedaan, totaal)),
        )
        resultaten = [klant.tekst(regeling, op, bekend)]
        if met_wti:
            resultaten.append(klant.wti(regeling))
    uitkomsten = list(zip(doelen, resultaten, strict=True))
    for pad, resultaat in uitkomsten:
        resultaat.bewaar(pad)
    bevindingen = [b for resultaat in resultaten for b in resultaat.bevindingen]
    hoofd, *rest = ({"bestand": str(pad), **resultaat.als_json()} for pad, resultaat in uitkomsten)
    waarde = {**hoofd, **({"wti": rest[0]} if rest else {})}
    return toon(json_uit, waarde, (_verslag(pad, resultaat) for pad, resultaat in uitkomsten), bevindingen)


def _som_op(woorden: str, organisatie: str, json_uit: bool) -> int:
    from werkbank.diensten.lokaal import zoek
    from wetgeving.bron.klant import Klant

    with voortgang("zoeken") as zeg:
        gevonden, bevindingen = zoek(
            Klant(voortgang=lambda wat, gedaan, totaal: zeg(wat, gedaan, totaal or 0)), woorden, organisatie
        )
    meld(bevindingen)
    regels = []
    for g in gevonden:
        versies = meervoud(len(g.versies), "versie", "versies")
        tot = f" tot {g.tot}" if g.tot else ""
        maker = ", ".join(filter(None, (g.maker, g.organisatietype.lower())))
        regels.append(f"{g.id}  {g.titel}  ({maker}; {versies}, de laatste vanaf {g.vanaf or 'onbekend'}{tot})")
    toon(json_uit, gevonden, regels)
    return uitgang(bevindingen)


def _van_dossier(dossier: Path, opslag: Path | None, zonder_netwerk: bool, json_uit: bool) -> int:
    from werkbank.diensten.wetteksten import haal_wetten

    with voortgang("wetteksten ophalen") as zeg:
        alles = list(haal_wetten(dossier, opslag, alleen_opslag=zonder_netwerk, zeg=zeg))
    bevindingen = [g.bevinding for g in alles if g.bevinding is not None]
    waarde = [
        {"wet": g.afkorting, "bwb": g.bwb, "dag": g.dag, **(g.resultaat.als_json() if g.resultaat else {})}
        for g in alles
    ]
    regels = (
        f"{g.afkorting} ({g.bwb}) per {g.dag}: versie {g.resultaat.herkomst.versie}, in de opslag"
        for g in alles
        if g.resultaat is not None
    )
    toon(json_uit, waarde, regels, bevindingen)
    return 1 if bevindingen else 0


def _verslag(pad: Path, resultaat: Resultaat) -> str:
    """What was fetched, in one line."""
    h = resultaat.herkomst
    if h.soort == "wti":
        return f"{h.regeling}: wetstechnische informatie → {pad}"
    geldigheid = f", geldt vanaf {h.inwerking}" if h.inwerking else ""
    geldigheid += f" tot en met {h.einde}" if h.einde else ""
    bewijs = "SHA-512 klopt met de versielijst" if h.sha512_bron else "de versielijst geeft geen hash"
    return f"{h.regeling} versie {h.versie}{geldigheid}; {bewijs} → {pad}"


def _stand(bericht: str, gedaan: int, totaal: int | None) -> str:
    """How far the download is, for a person who is looking."""
    deel = f" ({100 * gedaan // totaal}%)" if totaal else ""
    return f"{bericht}: {gedaan // 1024} kB{deel}" if gedaan else bericht
