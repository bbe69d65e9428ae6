"""A small picture, built by hand, for the tests of papers: one law change, one linked provision, the example data."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from impact.dossier.koppelingen import Koppelingen
from impact.dossier.model import (
    Bepaling,
    Bestand,
    Dekking,
    Dekkingsregel,
    Herkomst,
    Impact,
    LokaleRegeling,
    Maatregelbeeld,
    Wetswijziging,
    Wettekst,
    Zaak,
)
from impact.kaders import ingebouwde_kaders
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.sjablonen import lees_sjablonen
from impact.stukken.stuk import Stukgegevens
from verordening.adres import plaats_in
from verordening.bevinding import Bevinding, Ernst
from verordening.boom import Alinea, Eenheid, Gegevens, Regeling, Soort
from verordening.gemeenten import BESTAND, Gemeenten
from versies.dossier import Besluit, Wijzigt
from versies.vergelijken.woorden import vergelijk_tekst
from wetgeving.maatregelen import ingebouwde_maatregelen

VOORBEELD = BESTAND.parent
DATUM = date(2026, 3, 2)
BESLUIT = """# Verordening tot wijziging (voorbeeldtekst)

> Voorbeeldtekst, niet vastgesteld.

De raad van de gemeente [gemeente];

besluit vast te stellen de volgende verordening:

## Artikel I
De Proefverordening wordt als volgt gewijzigd:

### A
In artikel 1 wordt “acht weken” vervangen door “zes weken”.

## Artikel II
Deze verordening treedt in werking met ingang van 1 januari 2027.

## Slot

Aldus vastgesteld in de openbare vergadering van [datum].

## Toelichting

### Artikelsgewijs
#### Artikel I, onderdeel A
De termijn wordt korter.
"""


def regeling(werk: str, zin: str, titel: str = "Proefverordening") -> Regeling:
    """A regulation of one artikel."""
    artikel = Eenheid(
        Soort.ARTIKEL,
        label="Artikel",
        nummer="1",
        eId="art_1",
        wId="art_1",
        opschrift=("Termijn",),
        inhoud=(Alinea((zin,)),),
    )
    lichaam = Eenheid(Soort.LICHAAM, eId="body", wId="body", inhoud=(artikel,))
    return Regeling(Gegevens(werk, citeertitel=titel), Eenheid(Soort.REGELING, inhoud=(lichaam,)))


def lokaal(
    slug: str, titel: str, soort: str, orgaan: str, zin: str, vanaf: date, status: str = "geldend"
) -> LokaleRegeling:
    """A local regulation of one artikel."""
    return LokaleRegeling(
        slug,
        titel,
        soort,
        orgaan,
        status,
        vanaf,
        regeling(slug, zin, titel),
        Bestand(f"{slug}.xml", "0" * 128, "dossier"),
    )


OORDELEN = {
    "M08": Oordeel(
        Oordeelsoort.STRIJD,
        date(2026, 1, 1),
        plaats_in("BWBR0015703", "31", "2", ("m",)),
        "de bepaling zegt het tegendeel van artikel 31.",
        "Breng de bepaling in lijn met artikel 31.",
        "Giften tot € 800 tellen niet mee.",
        "Giften tot € 1.200 tellen niet mee.",
    ),
    "M17": Oordeel(
        Oordeelsoort.KLOPT_NU,
        date(2027, 1, 1),
        plaats_in("BWBR0015703", "9", "1", ("c",)),
        "dit wijzigt",
        "Bereid voor.",
    ),
}


@cache
def klein() -> Stukgegevens:
    """The picture: the measures of the project, two local regulations, one draft decision."""
    lijst, kaders, regio = ingebouwde_maatregelen(), ingebouwde_kaders(), Gemeenten.lees(BESTAND)
    verordening = lokaal(
        "proef",
        "Proefverordening",
        "verordening",
        "gemeenteraad",
        "Het college beslist binnen acht weken.",
        date(2024, 1, 1),
    )
    beleid = lokaal(
        "beleid",
        "Beleidsregels proef GR Sociaal",
        "beleidsregel",
        "ab",
        "Giften tot € 800 tellen niet mee.",
        date(2024, 1, 1),
    )
    nieuw = lokaal(
        "proef",
        "Proefverordening",
        "verordening",
        "gemeenteraad",
        "Het college beslist binnen zes weken.",
        date(2027, 1, 1),
        "ontwerp",
    )
    beelden = []
    for m in lijst.maatregelen:
        wijzigingen = tuple(
            Wetswijziging(
                p.jci,
                f"plaats {n} van {m.id}",
                p.aard,
                p.zekerheid,
                "gewijzigd",
                "klopt",
                "Oud woord blijft.",
                "Nieuw woord blijft.",
                vergelijk_tekst("Oud woord blijft.", "Nieuw woord blijft."),
                p.vanaf,
            )
            for n, p in enumerate(m.wetsplaatsen[:2], 1)
        )
        bepalingen: tuple[Bepaling, ...] = ()
        if m.id in ("M08", "M17"):
            slug = "beleid" if m.id == "M08" else "proef"
            herkomst = (
                Herkomst(
                    "verwijzing", f"Verwijzing naar wat {m.id} wijzigt", "artikel 31", "31 lid 2", zekerheid="hoog"
                ),
            )
            bepalingen = (Bepaling(m.id, slug, "art_1", "artikel 1", "tekst", herkomst, oordeel=OORDELEN[m.id]),)
        beelden.append(
            Maatregelbeeld(
                m,
                wijzigingen,
                bepalingen,
                "" if bepalingen else "De maatregel vraagt alleen een werkinstructie.",
                kaders.geraakt_door(m.id),
            )
        )
    besluit = Besluit(
        slug="ontwerp",
        bestand="ontwerp.md",
        doel="ontwerp",
        juridisch_werkend_vanaf=date(2027, 1, 1),
        status="ontwerp",
        citeertitel="Verordening tot wijziging",
        wijzigt=(Wijzigt(regeling="proef"),),
    )
    impact = Impact(
        "Proefdossier",
        "voorbeeldtekst, niet vastgesteld",
        "GR Sociaal",
        date(2025, 12, 31),
        (verordening, beleid),
        (Wettekst("BWBR0015703", "Pw", "Participatiewet"),),
        tuple(beelden),
        Dekking(
            "36582",
            (
                Dekkingsregel("jci1.3:c:BWBR0015703&artikel=44", "44", "Ingang", "Stb. 2025, 312", ("M01",)),
                Dekkingsregel("jci1.3:c:BWBR0015703&artikel=99", "99", "Raadsel", "Stb. 2025, 312"),
            ),
        ),
        (Bevinding("wettekst-ontbreekt", Ernst.WAARSCHUWING, "Pw", "", "De tekst ontbreekt.", "Haal hem op."),),
        lijst,
        kaders,
        regio,
        None,
        Koppelingen(status="geen"),
        (besluit,),
        (verordening.bestand, beleid.bestand),
        "0.1.0",
        tuple(
            Zaak(b.regeling, b.eId, b.adres, b.tekst, (b.oordeel,), (b.maatregel,))
            for beeld in beelden
            for b in beeld.bepalingen
            if b.oordeel is not None
        ),
        DATUM,
    )
    return Stukgegevens(
        impact, DATUM, lees_sjablonen(), besluiten={"ontwerp": BESLUIT.encode()}, later={"proef": (nieuw,)}
    )


def met_impact(**velden: object) -> Stukgegevens:
    """The small picture with other values."""
    gegevens = klein()
    return replace(gegevens, impact=replace(gegevens.impact, **velden))  # type: ignore[arg-type]


def dossier(map_: Path) -> Path:
    """A copy of the example dossier."""
    doel = map_ / "dossier"
    shutil.copytree(VOORBEELD, doel, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return doel
