"""Zip packages (.docx, .odt, .xlsx) with the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_TIJD = (1980, 1, 1, 0, 0, 0)
"""the earliest moment that a zip file can hold: a package has no clock"""


def pak(leden: Mapping[str, bytes]) -> bytes:
    """A zip package with fixed times and without traces of the machine.

    Args:
        leden: member name → content, in the order of the package (ODF wants ``mimetype`` first and stored, OPC wants
            ``[Content_Types].xml`` first).
    """
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as doel:
        for naam, inhoud in leden.items():
            kop = zipfile.ZipInfo(naam, _TIJD)
            kop.compress_type = zipfile.ZIP_STORED if naam == "mimetype" else zipfile.ZIP_DEFLATED
            kop.external_attr = 0o644 << 16
            kop.create_system = 3
            doel.writestr(kop, inhoud)
    return uit.getvalue()


def leden(gegevens: bytes) -> dict[str, bytes]:
    """The members of a zip package, in its order: the inverse of :func:`pak`."""
    with zipfile.ZipFile(io.BytesIO(gegevens)) as bron:
        return {naam: bron.read(naam) for naam in bron.namelist()}
