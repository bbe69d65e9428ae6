"""What child processes do for the pages about registering: work a proposal out, store it, make the package, replay the archive."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from impact.dossier.velden import velden
from verordening.bevinding import Geweigerd, Verkeerd
from werkbank.web.kindwerk import _plaatsen
from werkbank.web.klus import Klus, pak_in

if TYPE_CHECKING:
    from versies.levering.pakket import Post
    from versies.registratie.plan import Gevolg, Plan
    from versies.tijd.tijdlijn import Tijdlijn
    from werkbank.diensten.toets import Regel


def _plan(klus: Klus) -> Plan:
    """The plan of a task: the same every time, as long as the dossier is the same.

    Raises:
        Geweigerd: what was asked cannot be registered.
    """
    from versies.opdracht.lezingen import lees_lezingen
    from versies.registratie.opgave import Opgave
    from versies.registratie.plan import plan
    from versies.registratie.vastleggen import herstel

    dossier, dag = klus.dossier, klus.dag
    if klus.opdracht.get("herstel"):
        return herstel(dossier, int(klus.opdracht["herstel"]), klus.opdracht["reden"], ontvangen=dag)
    bekend = _dag(klus, "bekend") or dag
    tekst = klus.map / klus.opdracht["tekst"] if klus.opdracht["tekst"] else None
    try:
        return plan(
            dossier,
            Opgave(
                stuk=klus.map / klus.opdracht["stuk"] if klus.opdracht["stuk"] else None,
                regeling=klus.opdracht.get("regeling", ""),
                doel=klus.opdracht.get("doel", ""),
                titel=klus.opdracht.get("titel", ""),
                tekst=tekst,
                lezingen=lees_lezingen(klus.opdracht.get("lezing", ""), "lezing"),
                bekend=bekend,
                ontvangen=dag,
                publicatie=klus.opdracht["publicatie"],
                kenmerk=klus.opdracht.get("kenmerk", ""),
                ondertekend=_dag(klus, "ondertekend"),
                werkend=_dag(klus, "werkend"),
            ).ingevuld(),
        )
    except Verkeerd as fout:
        raise Geweigerd(str(fout), code="verkeerd") from fout


def _dag(klus: Klus, veld: str) -> date | None:
    ruw = klus.opdracht.get(veld, "")
    return date.fromisoformat(ruw) if ruw else None


def voorstel(klus: Klus) -> dict[str, object]:
    """What would be stored and what would then hold; nothing is stored."""
    from werkbank.diensten.vlechten import samenloop_van
    from werkbank.web.samenloop import als_blad

    klus.zeg("lezen en uitvoeren op wat geldt", 0, 2)
    gemaakt, dossier = _plan(klus), klus.dossier
    klus.zeg("vergelijken", 1, 2)
    voor = _lijnen(dossier)
    return {
        **velden(gemaakt, "titel soort kenmerk kan begint", bevindingen=klus.gemeld(gemaakt.bevindingen)),
        "gevolgen": [_gevolg(g, voor.get(g.werk)) for g in gemaakt.gevolgen],
        "samenloop": [
            als_blad(samen, g.titel, g.lijn) for g, samen in samenloop_van(dossier, gemaakt) if g.lijn is not None
        ],
        "regels": []
        if not klus.opdracht.get("stuk")
        else _regels(klus.map / klus.opdracht["stuk"], klus.opdracht.get("lezing", "")),
    }


def _lijnen(dossier: Path) -> dict[str, Tijdlijn]:
    from versies.archief.vragen import Tijdbron

    if not (dossier / ".git").exists() and not (dossier / "dossier.xml").is_file():
        return {}
    with Tijdbron(dossier) as bron:
        return dict(bron.tijdlijnen)


def _gevolg(g: Gevolg, voor: Tijdlijn | None) -> dict[str, object]:
    from versies.verschil import vergelijk
    from werkbank.diensten.plaatsen import plaatsen

    return {
        **velden(g, "werk titel"),
        "voor": _perioden(voor),
        "na": _perioden(g.lijn),
        "veranderd": [
            {
                "dag": dag,
                "was": was is not None,
                "wordt": wordt is not None,
                "plaatsen": _plaatsen(plaatsen(vergelijk(was, wordt))) if was and wordt else [],
            }
            for dag, was, wordt in g.stappen
        ],
    }


def _perioden(lijn: Tijdlijn | None) -> list[dict[str, object]]:
    return [
        velden(p, "tot")
        | velden(p.toestand, "samenloop", vanaf=p.toestand.geldig_vanaf, bekend=bool(p.toestand.versie))
        | {"werkend": p.toestand.juridisch_werkend_vanaf}
        for p in (lijn.stand.periodes() if lijn else ())
    ]


def _regels(pad: Path, lezing: str) -> Sequence[Regel]:
    """Line by line what the decision was read as; nothing for a piece that is no decision."""
    from verordening.tekst.keuzes import Keuzes
    from versies.opdracht import toets_besluit
    from versies.opdracht.lezingen import lees_lezingen
    from werkbank.diensten.toets import regels

    try:
        besluit, fouten = toets_besluit(
            pad.read_bytes(), naam=pad.name, keuzes=Keuzes(lezingen=lees_lezingen(lezing, "lezing"))
        )
    except Geweigerd:
        return []
    return regels(besluit, fouten)


def leg_vast(klus: Klus) -> dict[str, object]:
    """Store exactly the proposal that was seen, or nothing."""
    from versies.registratie.concept import concepten, trek_in
    from versies.registratie.vastleggen import leg_vast as vastleggen
    from versies.tijd.botsing import Kant, Keuze
    from werkbank.diensten.vlechten import leg_gekozen_vast

    bron = klus.map.parent / klus.opdracht["van"]
    eerste = {**json.loads((bron / "opdracht.json").read_bytes()), "dossier": klus.opdracht["dossier"]}
    klus.zeg("opnieuw uitrekenen wat u zag", 0, 2)
    gemaakt = _plan(replace(klus, opdracht=eerste, map=bron))
    klus.zeg("vastleggen", 1, 2)
    dossier = klus.dossier
    idents = vastleggen(dossier, gemaakt, klus.opdracht["gezien"])
    if eerste.get("ontwerp") in concepten(dossier):
        trek_in(dossier, eerste["ontwerp"])  # wat is vastgesteld, is geen ontwerp meer
    open_ = []
    for s in klus.opdracht.get("keuzes", []):
        keuzes = [Keuze(sleutel, Kant(kant)) for sleutel, kant in s["keuzes"].items()]
        open_.append(leg_gekozen_vast(dossier, s["werk"], (s["onze"], s["hunne"]), s["kenmerk"], keuzes))
    return {"titel": gemaakt.titel, "ident": idents[0], "open": [reden for reden in open_ if reden]}


def lever(klus: Klus) -> Sequence[Post]:
    """The package for publication of one registration, with its check list."""
    from verordening.wissel import schrijf_set
    from versies.archief.vragen import Tijdbron
    from versies.levering.pakket import pakket

    klus.zeg("het pakket maken")
    with Tijdbron(klus.dossier) as bron:
        bestanden, posten = pakket(bron, str(klus.opdracht["nummer"]))
    schrijf_set(klus.uit / "pakket", bestanden)
    pak_in(klus.uit / "pakket.zip", bestanden, date.today())
    return posten


def verifieer(klus: Klus) -> dict[str, object]:
    """Replay the whole archive and compare."""
    from werkbank.diensten.naspelen import speel_af

    klus.zeg("alles opnieuw afspelen en vergelijken")
    uitkomst, _, bevindingen = speel_af(klus.dossier)
    return velden(uitkomst, "uitwisselingen versies", bevindingen=bevindingen)


WERK = {"lever": lever, "verifieer": verifieer, "voorstel": voorstel, "vastleggen": leg_vast}
"""Kind of task → what does it."""
