"""``verordening toets``: read a decision without executing it, sentence beside meaning."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..gedeeld import als_json, bestand_in, json_optie, meld

if TYPE_CHECKING:
    from versies.besluit import Besluit, Opdracht

__all__ = ["opdracht"]


@click.command()
@click.argument("besluit", metavar="BESLUIT", type=bestand_in)
@json_optie
def opdracht(besluit: Path, json_uit: bool) -> int:
    """Lees een wijzigingsbesluit zonder het uit te voeren: per zin wat is begrepen, en wat niet.

    Uitgangscode 1 als er een zin is die niet te lezen is.
    """
    from versies.opdracht import toets_besluit

    gelezen, fouten = toets_besluit(besluit)
    if json_uit:
        als_json(_json(gelezen) | {"bevindingen": [f.als_bevinding().als_json() for f in fouten]
                                   + [b.als_json() for b in gelezen.bevindingen]})  # fmt: skip
        return 1 if fouten else 0
    for artikel in gelezen.artikelen:
        voorwaarde = f" — alleen {artikel.voorwaarde[0].lower()}{artikel.voorwaarde[1:]}" if artikel.voorwaarde else ""
        click.echo(f"Artikel {artikel.nummer} wijzigt {artikel.regeling or 'de regeling'}{voorwaarde}")
        for o in artikel.opdrachten:
            click.echo(f"\n{o.naam} (regel {o.bron.regel})\n  {o.zin}")
            for regel in _uitleg(o):
                click.echo(f"  → {regel}")
        click.echo("")
    for b in gelezen.bepalingen:
        click.echo(f"artikel {', '.join(b.nummer)} (regel {b.bron.regel})\n  {b.tekst}\n  → {_bepaling(b)}\n")
    meld(gelezen.bevindingen)
    meld(f.als_bevinding() for f in fouten)
    click.echo(f"{len(gelezen.opdrachten)} opdrachten gelezen, {len(fouten)} zinnen niet.", err=True)
    return 1 if fouten else 0


def _uitleg(o: Opdracht) -> list[str]:
    from versies.opdracht.uitleg import in_woorden

    return [in_woorden(w) for w in o.wijzigingen]


def _bepaling(b: object) -> str:
    from versies.opdracht.uitleg import bepaling_in_woorden

    return bepaling_in_woorden(b)  # type: ignore[arg-type]


def _json(besluit: Besluit) -> dict[str, object]:
    return {
        "opschrift": besluit.opschrift,
        "artikelen": [
            {
                "nummer": a.nummer, "regeling": a.regeling, "voorwaarde": a.voorwaarde or None,
                "opdrachten": [
                    {"plaats": o.naam, "zin": o.zin, "regel": o.bron.regel, "kolom": o.bron.kolom, "vormen": list(o.vormen),
                     "wijzigingen": [{"soort": w.soort, "uitleg": u} for w, u in zip(o.wijzigingen, _uitleg(o), strict=True)],
                     "nieuwe_tekst": list(o.lading)}
                    for o in a.opdrachten
                ],
            }
            for a in besluit.artikelen
        ],
        "bepalingen": [
            {"soort": b.soort.value, "plaats": "artikel " + ", ".join(b.nummer), "zin": b.tekst, "regel": b.bron.regel,
             "datum": b.datum.isoformat() if b.datum else None, "tijdstip": b.tijdstip or None, "voorwaarde": b.voorwaarde or None,
             "naam": b.naam or None, "uitleg": _bepaling(b)}
            for b in besluit.bepalingen
        ],
        "doelen": [
            {"datum": d.datum.isoformat() if d.datum else None, "tijdstip": d.tijdstip or None, "voorwaarde": d.voorwaarde or None,
             "geldig_vanaf": d.geldig_vanaf.isoformat() if d.geldig_vanaf else None, "opdrachten": [o.naam for o in d.opdrachten]}
            for d in besluit.doelen()
        ],
    }  # fmt: skip
