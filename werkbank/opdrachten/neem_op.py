"""``verordening neem-op``: store a version, a date or a decision in the archive of a dossier."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import click

from verordening.bevinding import Bevinding, Ernst, Geweigerd, Verkeerd
from werkbank.gedeeld import DAG, als_json, bestand_in, json_optie, lees_regeling, meld, uitgang

__all__ = ["opdracht"]


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.argument("tekst", metavar="[TEKST]", type=bestand_in, required=False)
@click.option("--regeling", default="", help="De regeling waar het om gaat.")
@click.option("--doel", default="", help="Het doel: alles wat als één geheel in werking treedt.")
@click.option("--op-basis-van", "basis", default="", metavar="DOEL", help="De versie van dit doel is het uitgangspunt.")
@click.option("--werkend", type=DAG, default=None, help="Juridisch werkend vanaf.")
@click.option("--geldig", type=DAG, default=None, help="Geldig vanaf, bij terugwerkende kracht.")
@click.option("--voorwaarde", default="", help="Waar de inwerkingtreding op wacht, als er geen datum is.")
@click.option(
    "--vervuld", default="", metavar="VOORWAARDE", help="Deze voorwaarde is vervuld; de datum staat bij --werkend."
)
@click.option("--intrekking", is_flag=True, help="De regeling vervalt wanneer het doel in werking treedt.")
@click.option("--terugtrekken", is_flag=True, help="Trek de datum van het doel terug (afstel).")
@click.option("--bekend", type=DAG, default=None, help="Dag van bekendmaking; standaard vandaag.")
@click.option("--ontvangen", type=DAG, default=None, help="Dag van ontvangst; standaard vandaag.")
@click.option("--besluit", type=bestand_in, default=None, help="Bestand met het besluit; gaat mee in het archief.")
@click.option("--titel", default="", help="Naam van het besluit.")
@click.option("--publicatie", default="", help="Bron van de bekendmaking, zoals gmb-2026-12345.")
@click.option("--betreft", default="", help="Wat er verandert, zoals «art. 4, 5».")
@click.option("--kenmerk", default="", help="Kenmerk van het voorstel.")
@click.option("--ondertekend", type=DAG, default=None, help="Datum van ondertekening.")
@click.option(
    "--onderteken", type=bestand_in, default=None, metavar="SLEUTEL", help="Onderteken de stand met deze SSH-sleutel."
)
@json_optie
def opdracht(dossier: Path, json_uit: bool, **opgave: Any) -> int:
    """Leg een versie, een datum of een besluit vast, met bekendmaking en datums.

    TEKST is een regeling in elke leesbare vorm, of een STOP-module ConsolidatieInformatie. Zonder TEKST wordt alleen een
    datum, voorwaarde, intrekking of terugtrekking vastgelegd. Een dossier zonder archief krijgt er eerst een, met alles
    wat er al in de map staat.
    """
    from versies.archief.archief import Archief
    from versies.tijd.controle import controleer

    _begin_zo_nodig(dossier)
    with Archief.open(dossier, maken=True) as archief:
        eerder = archief.uitwisselingen()
        opname = _opname(opgave, eerder)
        bekend = set(controleer(eerder))
        bevindingen = [b for b in controleer([*eerder, opname.uitwisseling]) if b not in bekend]
        if opname.uitwisseling.bekend > date.today():
            bevindingen.append(
                Bevinding(
                    "bekendmaking-later",
                    Ernst.WAARSCHUWING,
                    opname.uitwisseling.besluit,
                    str(opname.uitwisseling.bekend),
                    "De bekendmaking ligt in de toekomst.",
                    "Leg een besluit vast wanneer het bekend is gemaakt.",
                )
            )
        ident = archief.neem_op(opname)
        if opgave["onderteken"]:
            with archief.opslag.slot():
                archief.opslag.onderteken(opgave["onderteken"])  # type: ignore[attr-defined]
    if json_uit:
        als_json(
            {"vastlegging": ident, "gemaakt_op": opname.uitwisseling.gemaakt_op.isoformat(), "bevindingen": bevindingen}
        )
    else:
        click.echo(f"vastgelegd: {ident[:12]}")
        meld(bevindingen)
    return uitgang(bevindingen)


def _begin_zo_nodig(dossier: Path) -> None:
    """A folder with ``dossier.xml`` but without an archive gets one first."""
    from versies.archief.git import lees_hoofd

    if lees_hoofd(dossier) is None and (dossier / "dossier.xml").is_file():
        from versies.archief.uitdossier import begin
        from versies.dossier import lees_dossier

        ids, bevindingen = begin(lees_dossier(dossier))
        click.echo(f"archief begonnen met {len(ids)} vastleggingen uit de map", err=True)
        meld(bevindingen)


def _opname(opgave: dict[str, Any], eerder: list[Any]):  # type: ignore[no-untyped-def]
    from verordening.xmlveilig import lees_bytes
    from versies.archief.archief import Opname
    from versies.tijd.controle import LAATSTE, VROEGSTE
    from versies.tijd.model import Uitwisseling

    bekend = opgave["bekend"] or date.today()
    if not VROEGSTE <= bekend < LAATSTE:
        raise Verkeerd(f"{bekend} kan geen dag van bekendmaking zijn")
    laatste = max((u.gemaakt_op for u in eerder), default=datetime.min.replace(tzinfo=UTC))
    moment = max(
        datetime.combine(min(bekend, date.today()), time(), UTC), laatste + timedelta(seconds=1) if eerder else laatste
    )
    mantel = {
        "bekend_op": bekend,
        "ontvangen_op": opgave["ontvangen"] or date.today(),
        "besluit": opgave["titel"],
        "publicatie": opgave["publicatie"],
        "betreft": opgave["betreft"],
        "kenmerk": opgave["kenmerk"],
        "ondertekend_op": opgave["ondertekend"],
    }
    bestanden = {}
    if besluit := opgave["besluit"]:
        bestanden[f"besluiten/{besluit.name}"] = lees_bytes(besluit, naam=besluit.name)
        mantel["besluit"] = mantel["besluit"] or besluit.stem
    if opgave["tekst"] and _is_stop(opgave["tekst"]):
        from dataclasses import replace

        from versies.stop.tijd import lees_consolidatie

        return Opname(replace(lees_consolidatie(opgave["tekst"]), **mantel), {}, bestanden)
    mutaties, teksten = _mutaties(opgave, eerder, bekend)
    if not mutaties:
        raise Verkeerd("geef een TEKST, of een datum, voorwaarde, intrekking of terugtrekking bij een --doel")
    return Opname(Uitwisseling(moment, tuple(mutaties), **mantel), teksten, bestanden)


def _is_stop(pad: Path) -> bool:
    try:
        with pad.open("rb") as bestand:
            return b"ConsolidatieInformatie" in bestand.read(2000)
    except OSError as fout:
        raise Geweigerd("het bestand is niet te lezen", plaats=str(pad), code="onleesbaar") from fout


def _mutaties(opgave: dict[str, Any], eerder: list[Any], bekend: date) -> tuple[list[Any], dict[str, bytes]]:
    from versies.tijd.lijnen import Lijnen
    from versies.tijd.model import (
        Intrekking,
        SoortTijdstempel,
        Terugtrekking,
        Tijdstempel,
        Versie,
        Vervuld,
        Voorwaarde,
        Wat,
    )

    doel, werk = opgave["doel"], opgave["regeling"]
    if opgave["vervuld"]:
        if not opgave["werkend"]:
            raise Verkeerd("bij --vervuld hoort de datum: --werkend")
        return [Vervuld(opgave["vervuld"], opgave["werkend"])], {}
    if not doel:
        raise Verkeerd("noem het doel met --doel")
    uit: list[Any] = []
    teksten: dict[str, bytes] = {}
    lijnen = Lijnen(werk, eerder)
    basis = (lijnen.top(opgave["basis"]),) if opgave["basis"] else ()
    if opgave["tekst"] or opgave["intrekking"]:
        if not werk:
            raise Verkeerd("noem de regeling met --regeling")
        if not basis and lijnen.versies:
            eigen = [m for m in lijnen.versies if m.doel == doel]
            if not eigen:
                raise Verkeerd("deze regeling heeft al versies; noem met --op-basis-van het doel waarop u voortbouwt")
            basis = (lijnen.top(doel),)
    if opgave["tekst"]:
        naam, inhoud = _tekst(opgave, werk, {v.versie for v in lijnen.versies.values()}, bekend)
        teksten[naam] = inhoud
        uit.append(Versie(werk, (doel,), naam, basis))
    if opgave["intrekking"]:
        uit.append(Intrekking(werk, doel, basis))
    if opgave["terugtrekken"]:
        uit.append(Terugtrekking(Wat.TIJDSTEMPEL, doel))
    elif opgave["werkend"]:
        uit.append(Tijdstempel(doel, opgave["werkend"]))
    elif opgave["voorwaarde"]:
        uit.append(Tijdstempel(doel, Voorwaarde(opgave["voorwaarde"])))
    if opgave["geldig"]:
        uit.append(Tijdstempel(doel, opgave["geldig"], SoortTijdstempel.GELDIG))
    return uit, teksten


def _tekst(opgave: dict[str, Any], werk: str, namen: set[str], bekend: date) -> tuple[str, bytes]:
    """Canonical text, and a name that no version has yet: the date, with a letter when it is taken."""
    from verordening.canoniek import schrijf

    inhoud = schrijf(lees_regeling(opgave["tekst"]))
    dag = opgave["werkend"] or bekend
    for staart in ("", *(f"-{n}" for n in range(2, 1000))):
        if f"{werk}@{dag}{staart}" not in namen:
            return f"{werk}@{dag}{staart}", inhoud
    raise Geweigerd("er zijn te veel versies op deze dag", plaats=werk, code="versienaam")
