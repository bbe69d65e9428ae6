"""Which files of a dossier only a registration may change, and which are ones that people work in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from verordening.bevinding import Bevinding, Ernst

FORMAATBESTAND = "format"
MAPPEN = ("regelingen/", "besluiten/", "consolidatie/", "bevindingen/", "varianten/")
"""Folders of a dossier that only a registration changes."""


def is_vastgelegd(pad: str) -> bool:
    """Whether a place in a dossier is one that only a registration may change.

    >>> [is_vastgelegd(p) for p in ("regelingen/vwi/2026-01-01.xml", "regelingen", "format", "keuzes.xml")]
    [True, True, True, False]
    """
    return f"{pad}/".startswith(MAPPEN) or pad == FORMAATBESTAND


def herschreven(vastleggingen: Iterable[Mapping[str, str]], boom: Mapping[str, str]) -> str:
    """Why a history is none of this program: a recorded text, decision or delivery was changed or taken away; empty when it is one.

    Args:
        vastleggingen: per commit, in order, the files that it brought: path to identifier of the contents. boom: the files before it.

    >>> herschreven([{"regelingen/a/1.xml": "1"}, {"dossier.xml": "2"}, {"regelingen/a/1.xml": "3"}], {"dossier.xml": "0"})
    'regelingen/a/1.xml is buiten dit programma om in de geschiedenis veranderd'
    """
    stond = dict(boom)
    for erbij in vastleggingen:
        for pad, inhoud in erbij.items():
            if pad.startswith(MAPPEN) and stond.get(pad, inhoud) != inhoud:
                return f"{pad} is buiten dit programma om in de geschiedenis veranderd"
        stond |= erbij
    return ""


def werkbestand(map_: Path, pad: str, *, weg: bool) -> Bevinding | None:
    """What to say of a recorded file that differs, when it is one that people work in (choices, decisions on links, figures).

    Args:
        map_: the dossier. pad: place in it. weg: it is not there any more.

    Returns:
        None: only a registration may change this file, so that a difference is a fault.
    """
    if is_vastgelegd(pad) or (pad == "dossier.xml" and (weg or (map_ / pad).is_symlink())):
        return None
    uitleg = "Dit bestand is vastgelegd en staat er niet meer." if weg else "Anders dan bij de laatste vastlegging."
    code, ernst = ("gegevens-weg", Ernst.WAARSCHUWING) if weg else ("gegevens-anders", Ernst.INFO)
    return Bevinding(code, ernst, pad, "", uitleg, "Was dat niet de bedoeling: «verordening zet-terug --alles».")
