"""``verordening impact``: the main job: links, checks, law changes and all papers, in one folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from impact.dossier.velden import velden
from verordening.bevinding import Ernst, Geweigerd
from verordening.tellen import meervoud
from werkbank.gedeeld import meld, toon, voortgang
from werkbank.opdrachtregel import JSON, opdrachtregel, optie
from werkbank.papieren import BRON, DATUM, DELEN, OP, OPSLAG, VEROUDERD, VORMEN, Beeldvraag, van_eerder


@opdrachtregel()
def opdracht(
    dossier: Path,
    uitvoer: Path = optie(
        "Waar alles komt; wat er al staat en niet van deze opdracht is, blijft.", "-o", metavar="MAP"
    ),
    bron: tuple[Path, ...] = BRON,
    op: date | None = OP,
    opslag: Path | None = OPSLAG,
    datum: date | None = DATUM,
    vormen: tuple[str, ...] = VORMEN,
    zonder: tuple[str, ...] = optie("Laat dit deel weg; mag vaker.", keus=DELEN),
    haal_eerst: bool | None = optie(
        "Haal eerst de wetteksten die het dossier noemt, en ga zichtbaar door als dat niet lukt. Standaard als er geen --bron is.",
        "--haal/--niet-halen",
        envvar="VERORDENING_HALEN",
    ),
    verouderd_goed: bool = VEROUDERD,
    ijk: Path | None = optie(
        "De map van het memo dat is verstuurd: het nieuwe memo zegt wat sindsdien anders is.", "--vorige", metavar="MAP"
    ),
    brieven_weg: bool = optie("Hetzelfde als --zonder brieven.", "--zonder-brieven"),
    json_uit: bool = JSON,
) -> int:
    """Doe alles: koppelen, controleren, was en wordt, en alle stukken. Begin te lezen in MAP/index.html.

    De stukken zijn het impactmemo, per gemeente de informatiebrief met bijlage, raadsvoorstel, raadsbesluit en
    was-wordttabel, het AB-besluit, de maatregelkaarten, de besluitenkalender, de keuzemonitor en het rekenmodel. De opdrachten memo, cib, stukken
    en keuzes maken elk een deel daarvan.

    Er wordt niets geschreven voordat alles gemaakt is. Zonder wetteksten werkt het ook; de stukken zeggen dan wat
    ontbreekt. Is een ontwerpbesluit nog niet af, dan zijn er geen raadsstukken en zegt de index waarom. Staat er in MAP
    een eerdere uitkomst, dan meldt de index wat er sindsdien anders is.

    Fouten die de controle in de regels vindt zijn uitkomst en geen mislukking: uitgangscode 1 volgt alleen als het dossier
    zelf niet volledig is (zie ook «verordening controle»).
    """
    from verordening.wissel import schrijf_set
    from werkbank.diensten.impact import maak_alles
    from werkbank.diensten.wetteksten import haal_wetten

    if uitvoer.exists() and not uitvoer.is_dir():
        raise Geweigerd.om("doel-geen-map", str(uitvoer))
    weg = {*zonder, *(["brieven"] if brieven_weg else [])}
    with voortgang("wetten en regelingen lezen") as zeg:
        if haal_eerst if haal_eerst is not None else not bron:
            # Zonder verbinding zegt de eerste waarom; welke teksten er niet zijn, zegt wie ze leest.
            gehaald = haal_wetten(dossier, opslag, zeg=zeg)
            meld([g.bevinding for g in gehaald if g.bevinding is not None and g.geprobeerd])
        uitkomst = maak_alles(
            Beeldvraag(dossier, bron, op, datum, opslag, verouderd_goed),
            vormen=vormen,
            zonder=weg,
            vorige=uitvoer / "koppelingen.json",
            ijk=ijk,
            zeg=zeg,
        )
        zeg("schrijven")
        schrijf_set(uitvoer, uitkomst.bestanden)
    meld(van_eerder(uitvoer, uitkomst.bestanden))
    model, verschil, bestanden = uitkomst.model, uitkomst.verschil, uitkomst.bestanden
    alle = (*model.bevindingen, *model.dekking.bevindingen, *uitkomst.gemaakt)
    fouten = [b for b in alle if b.ernst is Ernst.FOUT]
    koppelingen = sum(len(b.geraakt) for b in model.geteld)
    samenvatting = {
        "uitvoer": uitvoer,
        "index": uitvoer / "index.html",
        "bestanden": sorted(bestanden),
        "op": model.op,
        "maatregelen": len(model.geteld),
        "koppelingen": koppelingen,
        "dekking": {"verklaard": len(model.dekking.verklaard), "gewijzigd": len(model.dekking.regels)},
        "ontbrekende_wetteksten": [velden(w, "bwb ontbreekt", wet=w.afkorting) for w in model.ontbrekende_teksten],
        "sinds_vorige_keer": {n: len(r) for n, r in verschil.items()} if verschil is not None else None,
        "bevindingen": alle,
    }
    regels = [
        f"{meervoud(koppelingen, 'koppeling', 'koppelingen')} voor {meervoud(len(model.geteld), 'maatregel', 'maatregelen')}; "
        f"{meervoud(len(fouten), 'fout', 'fouten')} gevonden in de regels."
    ]
    if gewijzigd := len(model.dekking.regels):
        regels.append(
            f"{len(model.dekking.verklaard)} van {meervoud(gewijzigd, 'gewijzigd wetsartikel', 'gewijzigde wetsartikelen')} verklaard."
        )
    regels.append(
        f"{meervoud(len(bestanden), 'bestand', 'bestanden')} → {uitvoer}. Begin bij {uitvoer / 'index.html'}."
    )
    genoemd = [b for b in (*uitkomst.gelezen, *uitkomst.gemaakt) if b.ernst is not Ernst.INFO]
    return toon(json_uit, samenvatting, regels, genoemd)
