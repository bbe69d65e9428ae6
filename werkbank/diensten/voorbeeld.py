"""The example dossier: written whole, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from verordening.bevinding import Bevinding, Geweigerd
from verordening.wissel import bouw_map
from werkbank.uitvoer import niet_in_archief

if TYPE_CHECKING:
    from versies.dossier import Dossier


def schrijf_voorbeeld(doel: Path) -> tuple[Dossier, Sequence[object], Sequence[Bevinding]]:
    """Write the example with its archive to a new or empty folder: the dossier, what was recorded, and findings.

    Raises:
        Geweigerd: the folder is not empty, or cannot be written; nothing stays then.
    """
    from versies.archief.poort import lees_dossier
    from versies.archief.uitdossier import begin

    _keur_doel(doel)
    with bouw_map(doel) as klad:
        _vul(klad)
        dossier = lees_dossier(klad)
        vastleggingen, bevindingen = begin(dossier)
    return dossier, vastleggingen, bevindingen


def _keur_doel(doel: Path) -> None:
    niet_in_archief(doel)
    if doel.exists() and not doel.is_dir():
        raise Geweigerd.om("doel-is-bestand", str(doel))
    if doel.is_dir() and any(doel.iterdir()):
        raise Geweigerd.om("map-niet-leeg/leeg", str(doel))


def _vul(klad: Path) -> None:
    """Every file of the example, from the rooms that own them."""
    import impact.kaders
    import verordening.voorbeeld
    import wetgeving.maatregelen

    bron = Path(verordening.voorbeeld.__file__).parent
    for pad in sorted(bron.rglob("*")):
        if pad.is_file() and pad.suffix in (".xml", ".md") and "__pycache__" not in pad.parts:
            naar = klad / pad.relative_to(bron)
            naar.parent.mkdir(parents=True, exist_ok=True)
            naar.write_bytes(pad.read_bytes())
    (klad / "maatregelen.xml").write_bytes(wetgeving.maatregelen.BESTAND.read_bytes())
    (klad / "kaders.xml").write_bytes(impact.kaders.BESTAND.read_bytes())
