"""What kind of file something is that is no XML and no text: by its content, never by its name."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.xmlveilig import ZIP_KAPOT

_CFB = b"\xd0\xcf\x11\xe0"
"""Compound file (MS-CFB): old Office files, and new ones with a password (MS-OFFCRYPTO)."""


@cache
def _lijst(deel: str) -> list[tuple[str, str, str]]:
    """One part of ``bestandssoorten.json``: what is found in a file, what the file then is, what to do."""
    bron = json.loads(Path(__file__).with_name("bestandssoorten.json").read_text(encoding="utf-8"))
    return [(teken, wat, advies) for teken, wat, advies in bron[deel]]


def xmlsoort(element: str) -> tuple[str, str] | None:
    """What an XML file with this root is, and what to do; None when it is no known kind that is not a regulation."""
    return next(((wat, advies) for naam, wat, advies in _lijst("xml") if naam == element), None)


def weiger_binair(gegevens: bytes, naam: str) -> None:
    """Refuse a file that is no text, by the name of what it is.

    Raises:
        Geweigerd: it is no text.
    """
    for magie, wat, advies in _lijst("begin"):
        if gegevens.startswith(magie.encode("latin-1")):
            raise Geweigerd.om("onbekend-formaat/anders", naam, wat=wat, advies=advies)
    if gegevens.startswith(_CFB):
        gevonden = (regel for regel in _lijst("compound") if regel[0].encode("utf-16-le") in gegevens)
        _, wat, advies = next(gevonden)
        raise Geweigerd.om("onbekend-formaat/anders", naam, wat=wat, advies=advies)
    if b"\x00" in gegevens[:4096] and gegevens[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise Geweigerd.om("onbekend-formaat/tekst-bekend", naam)


def soort_zip(gegevens: bytes, naam: str) -> str:
    """What a zip file is: "docx", "odt" or "stop" (a package with a STOP regulation, or something unknown).

    Raises:
        Geweigerd: another office file, by its name.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(gegevens)) as pakket:
            namen = pakket.namelist()
            mime = pakket.read("mimetype")[:200].decode("ascii", "replace").strip() if "mimetype" in namen else ""
    except ZIP_KAPOT:
        return "docx"  # die lezer zegt dat het beschadigd is
    odf = next((wat for kind, wat, _ in _lijst("odf") if mime.endswith(f"opendocument.{kind}")), None)
    if odf == "odt" or any(n.startswith("word/") for n in namen):
        return odf or "docx"
    anders = odf or next((wat for deel, wat, _ in _lijst("zip") if any(n.startswith(deel) for n in namen)), "")
    if anders:
        raise Geweigerd.om("onbekend-formaat/tekst", naam, anders=anders)
    return "stop"
