"""``verordening gevolgen``: what a future law text means locally, and what changed since an earlier run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from impact.dossier.velden import velden
from verordening.tellen import meervoud
from werkbank.gedeeld import lees_regeling, toon, voortgang
from werkbank.opdrachtregel import JSON, opdrachtregel, optie
from werkbank.papieren import BRON, OP, OPSLAG


@opdrachtregel(lezen=True)
def opdracht(
    dossier: Path,
    ontwerp: Path | None = optie("Een toekomstige wettekst (elk leesbaar formaat).", metavar="WETTEKST"),
    sinds: Path | None = optie("Uitvoer van een eerdere keer: wat is sindsdien anders?", metavar="MAP"),
    bron: tuple[Path, ...] = BRON,
    op: date | None = OP,
    opslag: Path | None = OPSLAG,
    json_uit: bool = JSON,
) -> int:
    """Toon wat een toekomstige wettekst lokaal betekent (--ontwerp), of wat er sinds een eerdere keer anders is (--sinds)."""
    if ontwerp is None and sinds is None:
        raise click.UsageError("geef --ontwerp WETTEKST, --sinds MAP, of allebei.")
    from impact.dossier.laden import laad
    from impact.dossier.samen import werk_uit
    from impact.oordeel.gevolgen import gevolgen_van, lees_run, met_ontwerp, verschil_met

    eerder = lees_run(sinds) if sinds is not None else None
    uit: dict[str, object] = {}
    regels: list[str] = []
    with voortgang("gevolgen zoeken") as zeg:
        invoer = laad(dossier, bron=bron, op=op, opslag=opslag, voortgang=zeg)
        bevindingen = list(invoer.bevindingen)
        if ontwerp is not None:
            tekst = lees_regeling(ontwerp)
            lijst, gevonden, gemeld = gevolgen_van(invoer, tekst, ontwerp.name)
            bevindingen += gemeld
            invoer = met_ontwerp(invoer, tekst)
            uit["wijzigingen"] = [
                velden(w, "aard was wordt", plaats=w.adres, naar=w.naar.tekst() if w.naar is not None else None)
                for w in lijst
            ]
            uit["gevolgen"] = [
                velden(g, "regeling eId adres bewijs zekerheid", plaats=g.wijziging.adres, aard=g.wijziging.aard)
                for g in gevonden
            ]
            titels = {r.slug: r.citeertitel for r in invoer.regelingen}
            for w in lijst:
                regels.append(f"{w.adres}: {w.zin}")
                regels += [f"   {titels[g.regeling]}, {g.adres} [{g.zekerheid}]" for g in gevonden if g.wijziging is w]
            regels.append(
                f"{meervoud(len(lijst), 'plaats', 'plaatsen')} in de wet anders; {meervoud(len(gevonden), 'gevolg', 'gevolgen')} in het dossier."
            )
        if eerder is not None:
            nu = werk_uit(invoer, voortgang=zeg).model
            uit["sinds"] = verschil = verschil_met(eerder, {b.maatregel.id: b.bepalingen for b in nu.maatregelen})
            for soort, rij in verschil.items():
                regels.append(f"{soort}: {len(rij)}")
                regels += [
                    f"   {r['maatregel']} {r['regeling']}, {r['adres']}"
                    + (f": {r['was']} → {r['wordt']}" if soort == "anders" else "")
                    for r in rij
                ]
    genoemd = [b for b in bevindingen if b.ernst != "info"]
    return toon(json_uit, {**uit, "bevindingen": bevindingen}, regels, genoemd)
