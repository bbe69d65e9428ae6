"""``verordening voeg-toe``: bring regulations into a dossier of one's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from impact.dossier.velden import velden
from werkbank.gedeeld import lees_regeling, meld, toon, uitgang, voortgang
from werkbank.opdrachtregel import JSON, argument, opdrachtregel, optie


@opdrachtregel(lezen=True)
def opdracht(
    dossier: Path,
    bronnen: tuple[str, ...] = argument("[BRON…]", required=False),
    woorden: str | None = optie(
        "Alle regelingen met deze woorden in de titel, uit de officiële verzameling.", "--zoek", metavar="WOORDEN"
    ),
    organisatie: str = optie("Alleen van deze gemeente of dit samenwerkingsverband.", metavar="NAAM"),
    zonder_netwerk: bool = optie("Gebruik alleen wat eerder is opgehaald."),
    citeertitel: str = optie("De titel, als de bron haar niet noemt (alleen bij één bron)."),
    vanaf: date | None = optie("De dag waarop deze tekst is ingegaan, als de bron die niet noemt.", metavar="DAG"),
    soort: str | None = optie("Als de titel het niet zegt.", keus=["verordening", "beleidsregel"]),
    orgaan: str | None = optie(
        "Wie vaststelt, als de aanhef het niet zegt.", keus=["gemeenteraad", "ab", "db", "college"]
    ),
    ontwerp: bool = optie("De tekst is nog niet vastgesteld."),
    toch: bool = optie("Ook als bij het lezen een fout is gemeld."),
    json_uit: bool = JSON,
) -> int:
    """Breng BRON… in DOSSIER: Word, ODT, CVDR- of STOP-XML, Markdown of tekst, of een nummer als CVDR123456.

    De XML van een wet die het dossier noemt, komt in zijn map «wetten», waar elke opdracht haar vindt.

    Een nummer haalt alle versies met hun data; met --zoek en --organisatie komt de hele lijst (wat er is, zegt `verordening haal`).
    Titel, dag, soort en orgaan komen uit de bron; wat daar niet staat, wordt gevraagd. Alles komt erin, of niets.
    """
    from impact.dossier.laden import herken_wet
    from verordening.bevinding import Bevinding, Geweigerd, Verkeerd
    from werkbank.diensten.eigendossier import Keuze, Toevoeging, bereid_voor, voeg_toe
    from werkbank.diensten.lokaal import toevoegingen as uit_de_verzameling, zoek
    from werkbank.diensten.wetteksten import leg_neer
    from wetgeving.bron.klant import Klant

    met_lijst = woorden is not None or bool(organisatie)
    if citeertitel and (len(bronnen) > 1 or met_lijst):
        raise Verkeerd("--citeertitel hoort bij één bron.")
    if not bronnen and not met_lijst:
        raise click.UsageError(
            "Geef BRON… (een bestand of een nummer als CVDR123456), of --zoek WOORDEN --organisatie NAAM."
        )
    keuze = Keuze(citeertitel, vanaf, soort or "", orgaan or "", "ontwerp" if ontwerp else "geldend")
    toevoegingen: list[Toevoeging] = []
    wetten: list[tuple[str, bytes]] = []
    with voortgang("regelingen lezen") as zeg:
        klant = Klant(alleen_opslag=zonder_netwerk, voortgang=lambda wat, n, totaal: zeg(wat, n, totaal or 0))
        gevonden, bevindingen = zoek(klant, woorden or "", organisatie) if met_lijst else ((), ())
        meld(bevindingen)
        for bron in (*bronnen, *(g.id for g in gevonden)):
            if "CVDR" in bron.upper() and not Path(bron).exists():
                toevoegingen += uit_de_verzameling(klant, bron, keuze)
            elif (pad := Path(bron)).is_file() and herken_wet(inhoud := pad.read_bytes()):
                wetten.append((pad.name, inhoud))
            else:
                toevoegingen.append(bereid_voor(lees_regeling(pad), keuze, pad.name))
    if not toevoegingen and not wetten:
        raise Geweigerd.om("niets-gevonden", organisatie or woorden or "")
    gelezen = [b for t in toevoegingen for b in t.bevindingen]
    meld(gelezen)
    if wetten and toevoegingen:
        raise Verkeerd("geef wetteksten en eigen regels elk in een eigen opdracht; dan komt er niets half in.")
    if wetten:
        gelegd = [{"wet": wet, "vanaf": vanaf} for wet, vanaf in leg_neer(dossier, wetten)]
        return toon(json_uit, {"wetteksten": gelegd}, (f"wettekst van de {g['wet']} per {g['vanaf']}" for g in gelegd))
    erbij = voeg_toe(dossier, toevoegingen, toch=toch)
    al = [Bevinding.van("al-toegevoegd", f"{t.rij.citeertitel}, {t.vanaf}") for t in toevoegingen if t not in erbij]
    meld(al)
    rijen = [velden(t.rij, "slug citeertitel soort orgaan status", vanaf=t.vanaf) for t in erbij]
    regels = ("{citeertitel} ({soort}, {orgaan}), {status} vanaf {vanaf}".format_map(r) for r in rijen)
    toon(json_uit, {"toegevoegd": rijen, "bevindingen": [*bevindingen, *gelezen, *al]}, regels)
    return uitgang(gelezen)
