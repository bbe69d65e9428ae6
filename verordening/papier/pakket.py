"""Zip packages (.docx, .odt, .xlsx) with the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile

__all__ = ["vast"]

_TIJD = (1980, 1, 1, 0, 0, 0)
"""the earliest moment that a zip file can hold: a package has no clock"""


def vast(gegevens: bytes, vervang: dict[str, bytes] | None = None) -> bytes:
    """Rewrite a zip package with fixed times and without traces of the machine.

    The order of the members is kept (ODF wants ``mimetype`` first and stored, OPC wants ``[Content_Types].xml`` first).

    Args:
        gegevens: a zip file.
        vervang: member name → new content.
    """
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(gegevens)) as bron, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as doel:
        for lid in bron.infolist():
            kop = zipfile.ZipInfo(lid.filename, _TIJD)
            kop.compress_type = zipfile.ZIP_STORED if lid.filename == "mimetype" else zipfile.ZIP_DEFLATED
            kop.external_attr = 0o644 << 16
            kop.create_system = 3
            inhoud = (vervang or {}).get(lid.filename)
            doel.writestr(kop, bron.read(lid) if inhoud is None else inhoud)
    return uit.getvalue()
