"""Reading what a municipality of a dossier has of its own: its name, its parameters, its deviations."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from verordening.bevinding import Geweigerd

if TYPE_CHECKING:
    from versies.tijd.varianten import Variant


def gemeenten_van(dossier: Path) -> list[str]:
    """The municipalities of a dossier, by name; none when it does not name them."""
    from verordening.gemeenten import Gemeenten

    bestand = dossier / "gemeenten.xml"
    return [g.naam for g in Gemeenten.lees(bestand).gemeenten] if bestand.is_file() else []


def variant_van(dossier: Path, regeling: str, gemeente: str, op: date) -> Variant:
    """What a municipality has of its own: ``varianten/<regeling>/<gemeente>/<dag>.xml``, the last one that held.

    Raises:
        Geweigerd: the municipality is not of this dossier, or the file is of another one.
    """
    from verordening.canoniek import lees
    from versies.archief.logboek import naamdeel
    from versies.dossier import binnen_map
    from versies.tijd.varianten import Variant, variant_uit

    namen = gemeenten_van(dossier)
    if gemeente not in namen:
        keus = f"Kies uit: {', '.join(namen)}." if namen else "Dit dossier noemt geen gemeenten."
        raise Geweigerd.om("gemeente-onbekend/dossier", gemeente=gemeente, keus=keus)
    map_ = binnen_map(dossier, f"varianten/{naamdeel(regeling)}/{naamdeel(gemeente.lower())}")
    geweest = sorted(p.stem for p in map_.glob("????-??-??.xml") if p.stem <= str(op)) if map_.is_dir() else []
    if not geweest:
        return Variant(gemeente, {"gemeente": gemeente})
    bestand = map_ / f"{geweest[-1]}.xml"
    variant = variant_uit(lees(bestand))
    if variant.gemeente != gemeente:
        raise Geweigerd.om("gemeente-anders", bestand.name, gemeente=variant.gemeente or "geen")
    return variant
