"""``verordening voeg-samen``: files of colleagues with one base, as one Word file with changes in their names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verordening.bevinding import Verkeerd
from werkbank.gedeeld import toon
from werkbank.opdrachtregel import JSON, argument, opdrachtregel, optie
from werkbank.uitvoer import past_bij

if TYPE_CHECKING:
    from versies.samenvoegen import Geschil

_MAG = ("eerste", "tweede", "beide", "basis")


@opdrachtregel()
def opdracht(
    basis: Path,
    bestanden: tuple[Path, ...] = argument("BESTAND BESTAND…"),
    uitvoer: Path = optie("Waar het Word-bestand komt.", "-o", metavar="BESTAND"),
    namen: tuple[str, ...] = optie(
        "Wie een bestand maakte; voor elk bestand één, in dezelfde volgorde (anders: wie de wijzigingen bijhield, of de naam "
        "van het bestand).",
        "--naam",
        metavar="NAAM",
    ),
    keuzes: tuple[str, ...] = optie(
        "Keuze voor een geschil; mag vaker.", "--keuze", metavar="SLEUTEL=eerste|tweede|beide|basis"
    ),
    overig: str | None = optie("Keuze voor elk ander geschil.", keus=_MAG),
    onbijgehouden: bool = optie(
        "Neem ook over wat buiten de bijgehouden wijzigingen anders is dan in BASIS, op naam van het bestand."
    ),
    json_uit: bool = JSON,
) -> int:
    """Voeg bewerkte bestanden van één BASIS samen tot één Word-bestand, met bijgehouden wijzigingen op ieders naam.

    De bestanden komen er in de gegeven volgorde bij. Wat twee collega's anders wijzigden, ziet u naast elkaar en vraagt een keuze;
    zonder keuze komt er geen bestand en is de uitgangscode 1. Het bestand is teruggelezen: alles aanvaarden geeft de samengevoegde
    tekst, alles verwerpen geeft BASIS.
    """
    from verordening.schijf import schrijf_atomair
    from werkbank.diensten.samenvoegen import als_docx, lees_plan, voeg_samen

    if len(bestanden) < 2:
        raise click.UsageError("geef twee of meer bewerkte bestanden.")
    if namen and len(namen) != len(bestanden):
        raise click.UsageError(f"er zijn {len(bestanden)} bestanden en {len(namen)} namen; geef er voor elk een.")
    past_bij(uitvoer, "docx")
    gekozen = dict(map(_keuze, keuzes))
    plan = lees_plan(basis, bestanden, namen=namen, onbijgehouden=onbijgehouden)
    uitkomst = voeg_samen(plan, gekozen, overig=overig or "")
    if not uitkomst.open:
        schrijf_atomair(uitvoer, als_docx(plan, uitkomst))
    bevindingen = (*plan.bevindingen, *uitkomst.bevindingen)
    waarde = {
        "uitvoer": None if uitkomst.open else str(uitvoer),
        "bijdragen": [{"bestand": b.naam, "auteurs": [wie for wie, _ in b.versies]} for b in plan.bijdragen],
        "geschillen": uitkomst.geschillen,
        "bevindingen": bevindingen,
    }
    namen_uit = "; ".join(f"{b.naam}: {b.auteurs}" for b in plan.bijdragen)
    slot = f"{uitvoer.name} geschreven ({namen_uit}); teruggelezen: aanvaard en verworpen kloppen."
    if uitkomst.open:
        slot = f"{len(uitkomst.open)} geschillen vragen een keuze: --keuze SLEUTEL=eerste"
    toon(json_uit, waarde, (regel for g in uitkomst.geschillen for regel in _naast_elkaar(g)), bevindingen, slot)
    return 1 if uitkomst.open else 0


def _keuze(woorden: str) -> tuple[str, str]:
    sleutel, _, kant = woorden.rpartition("=")
    if not sleutel or kant not in _MAG:
        raise Verkeerd(f"een keuze schrijft u als SLEUTEL={'|'.join(_MAG)}, niet «{woorden}»")
    return sleutel, kant


def _naast_elkaar(g: Geschil) -> list[str]:
    breed = max(len(g.van_eerste), len(g.van_tweede), len("basis"))
    regels = (("basis", g.basis), (g.van_eerste, g.eerste), (g.van_tweede, g.tweede))
    return [
        f"{g.adres} ({g.wat}): {g.keuze or 'kies'}   [{g.sleutel}]",
        *(f"  {naam:{breed}}  {' / '.join(tekst.splitlines()) or '(niets)'}" for naam, tekst in regels),
    ]
