"""``verordening toets``: read a decision without executing it, sentence beside meaning."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from werkbank.gedeeld import als_json, gekozen, meld, zet_neer
from werkbank.opdrachtregel import JSON, LEZING, opdrachtregel, optie
from werkbank.uitvoer import past_bij

if TYPE_CHECKING:
    from werkbank.diensten.toets import Regel

_SMAL, _BREED = 88, 150
"""Columns of a terminal: below the first the meaning stands under the sentence; the second is as wide as it gets."""

_KLEUR = {
    "opdracht": "green",
    "slotbepaling": "cyan",
    "toelichting": "blue",
    "weggelaten": "yellow",
    "niet gelezen": "red",
}
"""On a terminal; heads, preamble and signature have the colour of the window."""


@opdrachtregel(lezen=True)
def opdracht(
    besluit: Path,
    vorm: str = optie("In welke vorm.", "--als", keus=["tekst", "html", "docx"], default="tekst", show_default=True),
    uit: Path | None = optie("Waar het komt; zonder: op het scherm.", "-o", metavar="BESTAND"),
    lezing: Path | None = LEZING,
    json_uit: bool = JSON,
) -> int:
    """Lees een wijzigingsbesluit zonder het uit te voeren: links wat er staat, rechts wat is begrepen.

    Uitgangscode 1 als er een zin is die niet te lezen is.
    """
    from verordening.bevinding import Bevinding
    from verordening.xmlveilig import lees_bytes
    from versies.opdracht import bronregels, toets_besluit
    from werkbank.diensten.toets import als_waarde, papier, regels, telling, zonder_gevolg

    if vorm == "docx" and uit is None:
        raise click.UsageError("--als docx vraagt -o BESTAND.docx.")
    past_bij(uit, vorm)
    inhoud, keuzes = lees_bytes(besluit, naam=besluit.name), gekozen(lezing)
    gelezen, fouten = toets_besluit(inhoud, naam=besluit.name, keuzes=keuzes)
    uitgang = 1 if fouten else 0
    if not fouten and zonder_gevolg(gelezen):
        uitgang = 1
        leeg = Bevinding.van("geen-opdracht/besluit-opdracht", besluit.name)
        gelezen = gelezen.met(bevindingen=(*gelezen.bevindingen, leeg))
    if json_uit:
        bevindingen = [*(f.als_bevinding() for f in fouten), *gelezen.bevindingen]
        als_json({**als_waarde(gelezen), "bevindingen": bevindingen})
        return uitgang
    rijen = regels(gelezen, fouten, (bronregels(inhoud, besluit.name, keuzes) or ((),))[0])
    if vorm == "tekst":
        scherm = "\n".join(_scherm(rijen, _breedte())) + "\n"
        gegevens = click.unstyle(scherm).encode()
    else:
        from verordening.papier import zet

        gegevens = zet(papier(gelezen, rijen), vorm)
    zet_neer(scherm if vorm == "tekst" and uit is None else gegevens, uit)
    meld(gelezen.bevindingen)
    if uit is not None or vorm != "tekst":
        meld(f.als_bevinding() for f in fouten)
    click.echo(telling(gelezen, fouten), err=True)
    return uitgang


# --- on the screen ----------------------------------------------------------------------------------------------------


def _breedte() -> int:
    return min(shutil.get_terminal_size((100, 24)).columns, _BREED)


def _scherm(rijen: Sequence[Regel], breedte: int) -> Iterator[str]:
    """Two columns side by side; in a narrow window the meaning stands below its sentence."""
    if breedte >= _SMAL:
        half = (breedte - 3) // 2
        yield f"{'WAT ER STAAT'.ljust(half)} │ WAT IS BEGREPEN"
    for r in rijen:
        if r.kop:
            yield ""
            yield from textwrap.wrap(r.kop, breedte)
        yield "─" * breedte
        kop = f"{r.waar} (regel {r.regel})" if r.regel else r.waar
        yield click.style(kop, fg=_KLEUR.get(r.soort), bold=not r.goed)
        merk = "→" if r.goed else "✗"
        if breedte < _SMAL:
            yield from _vouw(r.staat, breedte, "  ", "  ")
            yield from _vouw(r.begrepen, breedte, f"  {merk} ", "    ")
            continue
        links, rechts = list(_vouw(r.staat, half, "", "")), list(_vouw(r.begrepen, half, f"{merk} ", "  "))
        for i in range(max(len(links), len(rechts))):
            yield f"{(links[i] if i < len(links) else '').ljust(half)} │ {rechts[i] if i < len(rechts) else ''}".rstrip()
    yield "─" * breedte


def _vouw(alineas: Sequence[str], breedte: int, eerste: str, verder: str) -> Iterator[str]:
    for alinea in alineas:
        inspring = verder + ("  " if alinea.startswith("> ") else "")
        yield from textwrap.wrap(
            alinea, breedte, initial_indent=eerste, subsequent_indent=inspring, break_on_hyphens=False
        ) or [eerste.rstrip()]
