"""A small dossier with an archive, made once: two regulations, one of them amended. Sample texts of our own."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from tests.hulp.opdrachtregel import loop

__all__ = ["REGELING", "proefdossier"]

REGELING = "speelplaatsenverordening-proefstad"
_EERST = """# Speelplaatsenverordening Proefstad

De raad van de gemeente Proefstad;

besluit vast te stellen de volgende verordening:

## Artikel 1 Begrippen

In deze verordening wordt verstaan onder speelplaats: een terrein dat voor spelen is ingericht.

## Artikel 2 Hoogte

1. Een toestel is niet hoger dan {hoogte} meter.

2. Het college kan afwijken van het eerste lid.

## Artikel 3 Citeertitel

Deze verordening wordt aangehaald als: Speelplaatsenverordening Proefstad.
"""
_ANDER = """# Beleidsregels schommels Proefstad

## Artikel 1 Schommels

Een schommel hangt aan twee kettingen.
"""


@cache
def _basis(plek: Path) -> Path:
    map_ = plek / "dossier"
    for naam, tekst in (("eerst", _EERST.format(hoogte=3)), ("ander", _ANDER), ("later", _EERST.format(hoogte=4))):
        (plek / f"{naam}.md").write_text(tekst, "utf-8")
    for bron, regeling, doel, dag in (
        ("eerst", REGELING, "eerste", "1-1-2024"),
        ("ander", "beleidsregels-schommels-proefstad", "schommels", "1-2-2024"),
        ("later", REGELING, "later", "1-1-2026"),
    ):
        basis = ("--op-basis-van", "eerste") if doel == "later" else ()
        uit = loop(
            "neem-op",
            map_,
            plek / f"{bron}.md",
            "--regeling",
            regeling,
            "--doel",
            doel,
            "--werkend",
            dag,
            "--bekend",
            "1-12-2023",
            "--titel",
            f"Besluit {doel}",
            "--ja",
            *basis,
        )
        assert uit.code == 0, uit.fout
    assert loop("geldend", map_, REGELING, "--op", "1-3-2024").code == 0
    return map_


def proefdossier(doel: Path, plek: Path) -> Path:
    """A fresh copy of the dossier at ``doel``; ``plek`` is where the original is made."""
    shutil.copytree(_basis(plek), doel, symlinks=True)
    return doel
