"""``verordening publiceer``: all consolidated texts of a dossier, in every version, as a set of pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from werkbank.gedeeld import DAG, als_json, bestand_in, json_optie, meld, uitgang, voortgang
from werkbank.gemeentetekst import variant_van

if TYPE_CHECKING:
    from verordening.boom import Regeling
    from versies.archief.vragen import Tijdbron
    from versies.publicatie.besluitblad import Besluittekst
    from versies.publicatie.reeks import Regelingreeks, Tekst


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.option("-o", "uitvoer", metavar="MAP", type=bestand_in, required=True, help="De map waarin de bladzijden komen.")
@click.option("--regeling", "namen", metavar="REGELING", multiple=True, help="Alleen deze regeling; mag vaker.")
@click.option(
    "--gemeente",
    default="",
    help="De teksten van deze gemeente; regelingen die niet van een gemeente zijn, blijven weg.",
)
@click.option(
    "--op", "stand", type=DAG, default=None, help="De dag van waaruit «geldt nu» is gezegd; standaard vandaag."
)
@click.option(
    "--ontwerp", is_flag=True, help="Neem ook ontwerpen op, met die status op elke bladzijde (niet uit het archief)."
)
@click.option(
    "--vorm",
    "vormen",
    type=click.Choice(("pdf", "docx", "odt", "md")),
    multiple=True,
    help="Deze vorm naast de bladzijde en de XML; mag vaker. Standaard pdf en docx.",
)
@click.option(
    "--onderteken",
    type=bestand_in,
    default=None,
    metavar="SLEUTEL",
    help="Onderteken de lijst van controlegetallen met deze SSH-sleutel.",
)
@click.option(
    "--vorige-sleutel", type=bestand_in, default=None, help="De sleutel van de vorige keer, als u van sleutel wisselt."
)
@click.option(
    "--adres", default="", metavar="URL", help="Het webadres van de bladzijden, voor sitemap, feed en vaste links."
)
@json_optie
def opdracht(
    dossier: Path,
    uitvoer: Path,
    namen: tuple[str, ...],
    gemeente: str,
    stand: date | None,
    ontwerp: bool,
    vormen: tuple[str, ...],
    adres: str,
    onderteken: Path | None,
    vorige_sleutel: Path | None,
    json_uit: bool,
) -> int:
    """Maak van een dossier de bladzijden die de griffie publiceert: elke regeling, elke versie, elk op een eigen adres.

    Per versie staan er de tekst, dezelfde tekst als PDF en Word, de canonieke XML, de metagegevens en wat er is gewijzigd.
    Begin bij index.html. In controlegetallen.sha512 staat van elk bestand de SHA-512.
    """
    from verordening.wissel import vervang_map
    from versies.archief import getuige
    from versies.archief.vragen import Tijdbron
    from versies.publicatie.bladen import publicatie
    from versies.publicatie.reeks import CONTROLEGETALLEN, Vorige
    from versies.publicatie.versieblad import Vormgeving

    if uitvoer.exists() and (
        not uitvoer.is_dir() or (any(uitvoer.iterdir()) and not (uitvoer / CONTROLEGETALLEN).is_file())
    ):
        raise Geweigerd(
            "hier staat iets dat niet met «publiceer» is gemaakt",
            plaats=str(uitvoer),
            code="vreemde-map",
            advies="Kies een lege map: publiceren vervangt de hele map.",
        )

    dag = stand or date.today()
    eerder = getuige.gepubliceerd(uitvoer)
    if onderteken is not None:
        from versies.archief.ondertekening import controleer_sleutel

        controleer_sleutel(onderteken)
    with voortgang("de teksten lezen") as zeg, Tijdbron(dossier, met_ontwerpen=ontwerp) as bron:
        if eerder and bron.hoofd and not bron.archief.opslag.is_voorouder(eerder, bron.hoofd):
            raise getuige.weiger(
                uitvoer,
                eerder,
                "Hier staat een latere stand, of een ander dossier. Kies een nieuwe map, of zie «verordening zet-terug».",
            )
        reeksen, bevindingen = _reeksen(bron, namen, gemeente)
        naam, status = _titel(dossier, gemeente)
        bestanden, onbekend = publicatie(
            naam,
            status,
            reeksen,
            dag,
            vorm=Vormgeving(
                vormen or ("pdf", "docx"), adres.rstrip("/") + "/" if adres else "", Vorige(uitvoer), voortgang=zeg
            ),
            herkomst=_herkomst(bron),
            besluiten=_besluitteksten(bron),
        )
        bevindingen += [*onbekend, *(b for b in bron.bevindingen if b.ernst is not Ernst.INFO)]
    if onderteken is not None:
        from versies.levering.bewijs import ondertekend

        lijst = bestanden[CONTROLEGETALLEN]
        assert isinstance(lijst, bytes)  # made anew every time
        bestanden |= ondertekend(lijst, onderteken, uitvoer, vorige_sleutel)
    vervang_map(uitvoer, bestanden)
    if bron.hoofd:
        getuige.onthoud(dossier, bron.hoofd)
    if json_uit:
        als_json(
            {
                "map": str(uitvoer),
                "regelingen": [r.werk for r in reeksen],
                "bestanden": sorted(bestanden),
                "bevindingen": bevindingen,
            }
        )
    else:
        click.echo(f"{len(bestanden)} bestanden; begin bij {uitvoer / 'index.html'}")
        meld(bevindingen)
    return uitgang(bevindingen)


def _titel(dossier: Path, gemeente: str) -> tuple[str, str]:
    """Title of the first page and status of the dossier; a folder with only an archive has neither."""
    from versies.dossier import lees_dossierblad

    bestand = dossier / "dossier.xml"
    blad = lees_dossierblad(bestand) if bestand.is_file() else None
    van = f"de gemeente {gemeente}" if gemeente else blad.uitvoerder or blad.naam if blad else dossier.resolve().name
    return f"Regelingen van {van}", blad.status if blad else ""


def _herkomst(bron: Tijdbron) -> list[tuple[str, str]]:
    from importlib.metadata import version

    archief = [("Archief", f"vastgelegd tot en met {bron.hoofd}")] if bron.hoofd else []
    return [*archief, ("Gemaakt met", f"verordening {version('verordening')}")]


def _reeksen(bron: Tijdbron, namen: Sequence[str], gemeente: str) -> tuple[list[Regelingreeks], list[Bevinding]]:
    from versies.archief.logboek import naamdeel
    from versies.publicatie.graf import graven, teruggetrokken
    from versies.publicatie.reeks import Regelingreeks
    from versies.tijd.wti import besluitrijen

    reeksen: list[Regelingreeks] = []
    bevindingen: list[Bevinding] = []
    titels, ontwerpen, oud = bron.titels(), _ontwerpen(bron), bron.lijnen_met_herstelde()
    for werk in dict.fromkeys(map(bron.werk, namen)) or sorted(titels):
        lijn = bron.lijn(werk)
        periodes = [p for p in lijn.stand.periodes() if p.toestand.versie]
        teksten: dict[str, Tekst] = {}
        for periode in periodes:
            versie = periode.toestand.versie
            tekst, eigen = _tekst(bron, werk, versie, gemeente, periode.toestand.geldig_vanaf)
            bevindingen += eigen
            if tekst is not None:
                teksten[versie] = tekst
        if teksten or not gemeente:
            weg = graven(lijn, oud.get(werk), {p.toestand.geldig_vanaf.isoformat() for p in periodes})
            reeksen.append(
                Regelingreeks(
                    werk,
                    naamdeel(werk),
                    lijn.stand,
                    besluitrijen(lijn),
                    teksten,
                    ontwerpen,
                    titels.get(werk, ""),
                    weg,
                    teruggetrokken(lijn),
                )
            )
    return reeksen, bevindingen


def _besluitteksten(bron: Tijdbron) -> dict[int, Besluittekst]:
    """The decisions of which the archive holds the words, by number of the delivery."""
    from versies.publicatie.besluitblad import Besluittekst

    uit: dict[int, Besluittekst] = {}
    for nummer, pad, ident in bron.besluitbestanden():
        if pad.rpartition(".")[2].lower() in ("docx", "odt", "md", "txt"):
            uit.setdefault(nummer, Besluittekst(ident, partial(_regels, bron, pad, ident)))
    return uit


def _regels(bron: Tijdbron, pad: str, ident: str) -> Sequence[str]:
    from versies.opdracht.word import lees_word

    inhoud = bron.archief.opslag.lees(ident)
    if pad.lower().endswith((".docx", ".odt")):
        return lees_word(inhoud, pad)[0]
    return inhoud.decode("utf-8-sig").splitlines()


def _ontwerpen(bron: Tijdbron) -> frozenset[str]:
    """Versions that are a draft according to the dossier; an archive holds only what was adopted."""
    if bron.heeft_archief:
        return frozenset()
    from versies.dossier import lees_dossier

    return frozenset(
        f"{v.regeling}@{v.juridisch_werkend_vanaf}" for v in lees_dossier(bron.map).versies if v.status == "ontwerp"
    )


def _tekst(
    bron: Tijdbron, werk: str, versie: str, gemeente: str, op: date
) -> tuple[Tekst | None, tuple[Bevinding, ...]]:
    """A stored text; with a municipality its own text, and nothing when the regulation is not a municipality's."""
    from verordening.canoniek import lees, schrijf
    from versies.publicatie.reeks import Tekst
    from versies.tijd.varianten import vul_in

    def gewoon() -> tuple[Regeling, bytes]:
        tekst = bron.regeling(werk, versie)
        return tekst, schrijf(tekst)

    if not gemeente:
        return Tekst(bron.tekstkenmerk(versie), gewoon), ()
    gelezen = lees(bron.tekst(versie))
    if not gelezen.gegevens.gemeente:
        return None, ()
    eigen = vul_in(replace(gelezen, bevindingen=()), variant_van(bron.map, werk, gemeente, op))
    inhoud = schrijf(eigen)
    return Tekst(inhoud, lambda: (eigen, inhoud)), eigen.bevindingen
