"""``verordening koppeling``: the matrix measure × provision, with proof."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verordening.bevinding import Ernst
from verordening.tellen import meervoud
from werkbank.gedeeld import als_json, meld, toon, uitgang, voortgang
from werkbank.koppelbeslis import Opdracht, kandidaat, leg_vast
from werkbank.opdrachtregel import JSON, opdrachtregel, optie
from werkbank.papieren import BRON, OP, OPSLAG

if TYPE_CHECKING:
    from impact.dossier.laden import Invoer
    from impact.dossier.samen import Uitwerking
    from impact.graaf.bureau import Bureau
    from impact.graaf.kansen import Rest


@opdrachtregel()
def opdracht(
    dossier: Path,
    vraag: Opdracht,
    bron: tuple[Path, ...] = BRON,
    op: date | None = OP,
    opslag: Path | None = OPSLAG,
    onderwerpwoorden: bool = optie(
        "Ook koppelen op een gedeeld onderwerpwoord: vindt iets meer, en ongeveer de helft is dan onjuist."
    ),
    zwak: bool = optie("Toon ook verwijzingen naar een ongewijzigde plaats in een gewijzigd artikel."),
    plek: str | None = optie(
        "Toon alleen wat op deze plaats inwerkt en wat zij raakt, langs welke keten: «artikel 31 Pw», M08, SLUG#EID.",
        "--raakt",
        metavar="PLAATS",
    ),
    aantal: int | None = optie(
        "Toon de N paren die het nakijken het meest waard zijn, met kans en reden, en wat er naar verwachting onder de streep ligt.",
        "--bureau",
        soort=click.IntRange(1),
        metavar="N",
    ),
    oefenstof: bool = optie("Schrijf wat personen beslisten als JSON, zonder wie, wanneer en waarom."),
    json_uit: bool = JSON,
) -> int:
    """Toon per maatregel welke bepalingen zij raakt, hoe dat is gevonden en hoe zeker het is.

    Beslissingen van personen staan in koppelingen.xml van het dossier en gaan vóór wat gevonden wordt. Zij komen daar met --bevestig,
    --verwerp en --herroep (mag vaker), met --wie en --waarom.
    """
    beslist = vraag.iets
    from impact.dossier.laden import laad
    from impact.dossier.samen import werk_uit
    from impact.graaf.bureau import bureau as maak_bureau

    with voortgang("koppelen") as zeg:
        invoer = laad(dossier, bron=bron, op=op, opslag=opslag, voortgang=zeg)
        uitwerking = werk_uit(invoer, onderwerpwoorden=onderwerpwoorden, voortgang=zeg, beoordeel=json_uit)
    if oefenstof:
        als_json(list(invoer.koppelingen.als_oefenstof()))
        return 0
    if plek is not None:
        return _raakt(invoer, uitwerking, plek, op, bron, opslag, json_uit)
    model = uitwerking.model
    bevindingen = [*model.bevindingen, *model.dekking.bevindingen]
    geteld = {m.id for m in invoer.lijst.geteld}
    if beslist:
        tafel = maak_bureau(uitwerking.gekoppeld, model, uitwerking.kant, geteld, ook_beslist=True)
        regels = leg_vast(dossier, tafel, vraag, datetime.now().astimezone())
        return toon(json_uit, {"vastgelegd": regels}, regels)
    tafel = maak_bureau(uitwerking.gekoppeld, model, uitwerking.kant, geteld)
    if json_uit:
        from impact.stukken.matrix import als_json as matrix_json

        waarde = matrix_json(model, uitwerking.gekoppeld.zwak)
        links = sum(len(b.bepalingen) for b in model.geteld)
        waarde["verwacht_gemist"] = tafel.gemist_na(links).als_json()
        als_json(waarde | ({"bureau": [kandidaat(k) for k in tafel.rij[:aantal]]} if aantal else {}))
    elif aantal is not None:
        for regel in _bureau(tafel, aantal):
            click.echo(regel)
    else:
        meld(b for b in bevindingen if b.ernst is not Ernst.INFO)
        for regel in _regels(uitwerking, zwak):
            click.echo(regel)
    return uitgang(bevindingen)


def _bureau(tafel: Bureau, aantal: int) -> list[str]:
    regels = []
    for nummer, k in enumerate(tafel.rij[:aantal], 1):
        tekst = " ".join(k.plaats.tekst.split())
        regels += [
            f"{nummer:3}. {min(k.kans, 0.99):4.0%} {k.maatregel} {k.plaats.regeling}, {k.plaats.adres}",
            f"     de wet: {_kort(k.wet) or 'tekst onbekend'}",
            f"     onze regel: {_kort(tekst)}",
            *(f"     {reden}" for reden in k.redenen[:3]),
        ]
    regels.append(f"Onder deze streep verwachten wij nog {_hoeveel(tafel.gemist_na(aantal))}.")
    if (verder := tafel.streep()) > aantal:
        regels.append(
            f"Kijkt u er {verder} na (kans van 5 % of meer), dan blijven er {_hoeveel(tafel.gemist_na(verder))} over."
        )
    return regels


def _hoeveel(gemist: Rest) -> str:
    return f"{meervoud(gemist.n, 'geraakte bepaling', 'geraakte bepalingen')} (tussen {gemist.van} en {gemist.tot})"


def _kort(tekst: str) -> str:
    plat = " ".join(tekst.split())
    return plat if len(plat) <= 150 else plat[:149].rstrip() + "…"


def _raakt(
    invoer: Invoer,
    uitwerking: Uitwerking,
    plek: str,
    op: date | None,
    bron: tuple[Path, ...],
    opslag: Path | None,
    json_uit: bool,
) -> int:
    """What touches a place and what it touches, each with its chain. With --op only what holds on that day."""
    from impact.dossier.laden import lees_wtis
    from impact.graaf.bouw import bouw
    from impact.graaf.raakvraag import als_json as antwoord_json, als_regels, beantwoord

    wtis = lees_wtis(invoer, bron, opslag)
    antwoord = beantwoord(uitwerking, bouw(uitwerking, wtis), plek, op)
    if json_uit:
        als_json(antwoord_json(antwoord) | {"wti": [w.bwb_id for w in wtis]})
        return 0
    meld(b for w in wtis for b in w.bevindingen)
    for regel in als_regels(antwoord):
        click.echo(regel)
    if mist := [w.afkorting for w in invoer.wetten if w.bwb not in {x.bwb_id for x in wtis}]:
        click.echo(
            f"\nZonder WTI van {', '.join(mist)}: wie daar in andere wetten en besluiten op rust, staat hier niet (verordening haal --wti)."
        )
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
        regels.append(
            f"Dekking van dossier {dekking.dossier}: {len(dekking.verklaard)} van {len(dekking.regels)} gewijzigde "
            "wetsartikelen verklaard."
        )
    else:
        regels.append(f"Dekking van dossier {dekking.dossier}: niet te meten, de wettekst ontbreekt.")
    return regels
