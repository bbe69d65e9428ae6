"""``verordening tijdlijn``: the states of a regulation, as a table, a drawing, or the public table of versions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from impact.dossier.velden import velden
from werkbank.gedeeld import TOESTAND, als_json, meld, uitgang, zet_neer
from werkbank.opdrachtregel import JSON, opdrachtregel, optie
from werkbank.uitvoer import past_bij


@opdrachtregel()
def opdracht(
    dossier: Path,
    regeling: str,
    vorm: str = optie(
        "tekst, een tekening (svg), of de tabel met wetstechnische informatie (wti).",
        "--als",
        keus=["tekst", "svg", "wti-html", "wti-csv"],
        default="tekst",
    ),
    uit: Path | None = optie("Schrijf naar dit bestand.", "-o"),
    geregistreerd: date | None = optie("Zoals dit dossier het op deze dag zou hebben gezegd."),
    ontwerp: bool = optie("Reken ontwerpen mee alsof zij zijn vastgesteld (niet uit het archief)."),
    json_uit: bool = JSON,
) -> int:
    """Toon alle toestanden van REGELING, zoals nu bekend: van wanneer tot wanneer, en door welke besluiten."""
    from versies.archief.vragen import Tijdbron
    from versies.tijd.controle import controleer_lijn
    from versies.tijd.tekening import beschrijving, svg
    from versies.tijd.wti import als_csv, als_html, besluitnamen, wti

    past_bij(uit, vorm)
    with Tijdbron(dossier, met_ontwerpen=ontwerp, geregistreerd=geregistreerd or date.max) as bron:
        regeling = bron.werk(regeling)
        lijn = bron.lijn(regeling)
        bevindingen = bron.bevindingen
    bevindingen += [b for b in controleer_lijn(lijn) if b not in bevindingen]
    if json_uit:
        als_json(
            {
                "regeling": regeling,
                "toestanden": [
                    velden(p.toestand, f"{TOESTAND} inhoud", juridisch_werkend_tot=p.tot) for p in lijn.stand.periodes()
                ],
                **velden(lijn.stand, "juridisch_uitgewerkt_op zonder_datum"),
                "kennis": [
                    velden(r, "bekend_op ontvangen_op") | velden(r.toestand, "geldig_vanaf inhoud versie?")
                    for r in lijn.regels
                ],
                "bevindingen": bevindingen,
            }
        )
        return uitgang(bevindingen)
    titel = f"Tijdlijn van {regeling}"
    namen = besluitnamen(lijn, genummerd=bron.heeft_archief)
    inhoud = {
        "tekst": lambda: beschrijving(lijn.stand, namen) + "\n",
        "svg": lambda: svg(lijn.stand, titel, namen),
        "wti-html": lambda: als_html(wti(lijn), f"Wetstechnische informatie: {regeling}"),
        "wti-csv": lambda: als_csv(wti(lijn)),
    }[vorm]()
    zet_neer(inhoud, uit)
    meld(bevindingen)
    return uitgang(bevindingen)
