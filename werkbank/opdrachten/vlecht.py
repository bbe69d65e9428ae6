"""``verordening vlecht``: combine two doelen into one version; conflicts are shown per unit and wait for a choice."""

from __future__ import annotations

from pathlib import Path

import click

from verordening.bevinding import Verkeerd
from werkbank.gedeeld import als_json, bestand_in, json_optie, meld

_MERK = {"gelijk": "{}", "vervallen": "[-{}-]", "ingevoegd": "{{+{}+}}"}


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.argument("regeling", metavar="REGELING")
@click.argument("onze", metavar="DOEL")
@click.argument("hunne", metavar="ANDER-DOEL")
@click.option(
    "--keuze",
    "keuzes",
    multiple=True,
    metavar="SLEUTEL=basis|onze|hunne|beide",
    help="Keuze voor een botsing; te herhalen. «onze» is DOEL, «hunne» is ANDER-DOEL; «beide» zet ze na elkaar.",
)
@click.option(
    "-o", "uit", type=click.Path(path_type=Path), default=None, help="Schrijf de gezamenlijke versie hierheen."
)
@click.option("--neem-op", is_flag=True, help="Neem de gezamenlijke versie op in het archief, met de keuzes erbij.")
@json_optie
def opdracht(
    dossier: Path,
    regeling: str,
    onze: str,
    hunne: str,
    keuzes: tuple[str, ...],
    uit: Path | None,
    neem_op: bool,
    json_uit: bool,
) -> int:
    """Voeg de versies van twee doelen samen tot één versie van REGELING.

    Zijn de besluiten zelf vastgelegd, dan zijn zij al na elkaar uitgevoerd; dit is voor wat dan nog botst, en voor teksten
    zonder besluit. Wat maar één van beide wijzigde gaat vanzelf samen. Wat beide anders wijzigden wordt getoond, met per
    kant de woorden die verschillen, en vraagt een keuze; zonder keuze komt er geen tekst en is de uitgangscode 1. De
    gezamenlijke versie komt altijd op het doel dat het laatst in werking treedt.
    """
    from verordening.canoniek import schrijf
    from verordening.schijf import schrijf_atomair
    from versies.archief.vragen import Tijdbron
    from werkbank.diensten.vlechten import leg_vast, vlecht, woorden

    gekozen = [_keuze(k) for k in keuzes]
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
                "botsingen": [
                    {
                        "sleutel": b.sleutel,
                        "adres": b.adres,
                        "wat": b.wat,
                        "basis": b.basis,
                        "onze": b.onze,
                        "hunne": b.hunne,
                        "keuze": b.keuze.kant.value if b.keuze else None,
                    }
                    for b in uitkomst.botsingen
                ],
                "bevindingen": uitkomst.bevindingen,
            }
        )
    else:
        for b in uitkomst.botsingen:
            click.echo(f"{b.adres} ({b.wat}): {b.keuze.kant.value if b.keuze else 'kies'}   [{b.sleutel}]")
            for naam, tekst in (("basis", b.basis), ("onze", b.onze), ("hunne", b.hunne)):
                stukken = [("gelijk", tekst)] if naam == "basis" else woorden(b.basis, tekst)
                regel = "".join(_MERK[soort].format(stuk) for soort, stuk in stukken)
                click.echo(f"  {naam:6} {' / '.join(regel.splitlines()) or '(niets)'}")
        if uitkomst.regeling is None:
            click.echo(f"{len(uitkomst.open)} botsingen vragen een keuze: --keuze SLEUTEL=onze", err=True)
        elif uit is None and not neem_op:
            click.echo(schrijf(uitkomst.regeling).decode("utf-8"), nl=False)
        meld(uitkomst.bevindingen)
    return 1 if uitkomst.regeling is None or any(b.ernst == "fout" for b in uitkomst.bevindingen) else 0


def _keuze(tekst: str):  # type: ignore[no-untyped-def]
    from versies.tijd.vervlechten import Kant, Keuze

    sleutel, _, kant = tekst.rpartition("=")
    if not sleutel or kant not in {k.value for k in Kant}:
        raise Verkeerd(f"een keuze schrijft u als SLEUTEL=onze, =hunne, =beide of =basis, niet «{tekst}»")
    return Keuze(sleutel, Kant(kant))
