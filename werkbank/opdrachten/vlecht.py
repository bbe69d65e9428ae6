"""``verordening vlecht``: combine two doelen into one version; conflicts are shown per unit and wait for a choice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from impact.dossier.velden import velden
from werkbank.gedeeld import als_json, meld
from werkbank.opdrachtregel import JSON, argument, opdrachtregel, optie
from werkbank.uitvoer import past_bij

if TYPE_CHECKING:
    from versies.tijd.botsing import Botsing, Stuk

_MERK = {"gelijk": "{}", "vervallen": "[-{}-]", "ingevoegd": "{{+{}+}}"}


@opdrachtregel()
def opdracht(
    dossier: Path,
    regeling: str,
    onze: str = argument("DOEL"),
    hunne: str = argument("ANDER-DOEL"),
    keuzes: tuple[str, ...] = optie(
        "Keuze voor een botsing of voor woorden daarin; te herhalen. «onze» is DOEL, «hunne» is ANDER-DOEL; «beide» zet ze na elkaar.",
        "--keuze",
        metavar="SLEUTEL=basis|onze|hunne|beide",
    ),
    uit: Path | None = optie("Schrijf de gezamenlijke versie hierheen.", "-o"),
    neem_op: bool = optie("Neem de gezamenlijke versie op in het archief, met de keuzes erbij."),
    json_uit: bool = JSON,
) -> int:
    """Voeg de versies van twee doelen samen tot één versie van REGELING.

    Zijn de besluiten zelf vastgelegd, dan zijn zij al na elkaar uitgevoerd; dit is voor wat dan nog botst, en voor teksten
    zonder besluit. Wat maar één van beide wijzigde gaat vanzelf samen. Wat beide anders wijzigden wordt getoond, met per
    kant de woorden die verschillen, en vraagt een keuze: voor het geheel, of voor elk van de woorden. Zonder keuze komt er
    geen tekst en is de uitgangscode 1. Eigen woorden kunnen niet: die heeft niemand vastgesteld. De gezamenlijke versie komt
    altijd op het doel dat het laatst in werking treedt.
    """
    from verordening.canoniek import schrijf
    from verordening.schijf import schrijf_atomair
    from versies.archief.vragen import Tijdbron
    from werkbank.diensten.vlechten import lees_keuze, leg_vast, vlecht

    past_bij(uit, "canoniek")
    gekozen = [lees_keuze(k) for k in keuzes]
    with Tijdbron(dossier) as bron:
        regeling = bron.werk(regeling)
        samen = vlecht(regeling, bron.uitwisselingen, bron.tekst, (onze, hunne), gekozen)
        uitkomst = samen.uitkomst
        if uitkomst.regeling is not None:
            if uit is not None:
                schrijf_atomair(uit, schrijf(uitkomst.regeling))
            if neem_op:
                leg_vast(bron, samen)
    if json_uit:
        als_json(
            {
                "regeling": regeling,
                "basis": samen.basis,
                "vervlochten": uitkomst.regeling is not None,
                "botsingen": [botsing_json(b) for b in uitkomst.botsingen],
                "bevindingen": uitkomst.bevindingen,
            }
        )
    else:
        toon_botsingen(uitkomst.botsingen)
        if uitkomst.regeling is None:
            click.echo(f"{len(uitkomst.open)} botsingen vragen een keuze: --keuze SLEUTEL=onze", err=True)
        elif uit is None and not neem_op:
            click.echo(schrijf(uitkomst.regeling).decode("utf-8"), nl=False)
        meld(uitkomst.bevindingen)
    return 1 if uitkomst.regeling is None or any(b.ernst == "fout" for b in uitkomst.bevindingen) else 0


def botsing_json(b: Botsing) -> dict[str, object]:
    """A conflict as JSON, with the words that can be chosen by themselves."""
    stukken = [velden(s, "sleutel basis onze hunne") | _keuze(s) for s in b.stukken if s.sleutel]
    return velden(b, "sleutel adres wat basis onze hunne") | _keuze(b) | {"woorden": stukken}


def _keuze(x: Botsing | Stuk) -> dict[str, str | None]:
    return {"keuze": x.keuze.kant.value if x.keuze else None}


def toon_botsingen(botsingen: Sequence[Botsing]) -> None:
    """Conflicts on the screen: what each side made of the base, and the keys for the whole and for its words."""
    from werkbank.diensten.vlechten import woorden

    for b in botsingen:
        click.echo(f"{b.adres} ({b.wat}): {b.keuze.kant.value if b.keuze else 'kies'}   [{b.sleutel}]")
        for naam, tekst in (("basis", b.basis), ("onze", b.onze), ("hunne", b.hunne)):
            stukken = [("gelijk", tekst)] if naam == "basis" else woorden(b.basis, tekst)
            regel = "".join(_MERK[soort].format(stuk) for soort, stuk in stukken)
            click.echo(f"  {naam:6} {' / '.join(regel.splitlines()) or '(niets)'}")
        te_kiezen = [s for s in b.stukken if s.sleutel]
        for s in te_kiezen if len(te_kiezen) > 1 else ():
            kanten = " · ".join(f"{k} «{' '.join(getattr(s, k).split())}»" for k in ("basis", "onze", "hunne"))
            click.echo(f"  of     {kanten}: {s.keuze.kant.value if s.keuze else 'kies'}   [{s.sleutel}]")
