"""What goes wrong with git, in words for who uses the dossier."""

from __future__ import annotations

import contextlib
from pathlib import Path

from verordening.bevinding import Bevinding, Ernst, Geweigerd


def kort(fout: object) -> str:
    """The message of an error on one line."""
    with contextlib.suppress(Exception):
        return " ".join(str(getattr(fout, "stderr", "") or fout).split())[:200]
    return type(fout).__name__


def beschadigd(map_: Path, fout: object) -> Geweigerd:
    """Something that was stored cannot be read."""
    return Geweigerd(
        f"het archief is beschadigd ({kort(fout)})",
        plaats=str(map_),
        code="archief-beschadigd",
        advies="Zet het terug uit een reservekopie.",
    )


def inhoud_weg(map_: Path, inhoud: str) -> Geweigerd:
    """Something that must have been stored is not there."""
    return Geweigerd(
        "deze inhoud staat niet (meer) in het archief",
        plaats=f"{map_}: {inhoud}",
        code="inhoud-weg",
        advies="Zet het archief terug uit een reservekopie.",
    )


def schrijffout(map_: Path, fout: object) -> Geweigerd:
    """Git refused to store."""
    return Geweigerd(
        f"vastleggen is niet gelukt ({kort(fout)})",
        plaats=str(map_),
        code="niet-vastgelegd",
        advies="Er is niets veranderd. Controleer schijfruimte en rechten.",
    )


def niet_schrijfbaar(map_: Path, fout: OSError) -> Geweigerd:
    """The folder or disk does not let us write."""
    return Geweigerd(
        f"kan niet schrijven ({fout.strerror or fout})",
        plaats=str(map_),
        code="niet-schrijfbaar",
        advies="Controleer of de map schrijfbaar is en of er ruimte is.",
    )


def anders(pad: str, *, weg: bool) -> Bevinding:
    """A file of the folder that is not what was recorded."""
    code, uitleg = (
        ("bestand-weg", "Het bestand staat niet meer in de map.")
        if weg
        else ("handwerk", "Het bestand is buiten het archief om veranderd.")
    )
    return Bevinding(
        code,
        Ernst.FOUT,
        pad,
        "",
        uitleg,
        "Zet het terug met «verordening zet-terug»; leg een wijziging vast als besluit.",
    )
