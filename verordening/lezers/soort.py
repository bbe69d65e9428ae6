"""What kind of file something is that is no XML and no text: by its content, never by its name."""

from __future__ import annotations

import io
import zipfile

from verordening.bevinding import Geweigerd
from verordening.xmlveilig import ZIP_KAPOT

_DOCX = "Sla het in Word op als .docx."
_ANDERS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "een PDF-bestand", "Een PDF heeft geen leesbare opbouw; neem het XML- of Word-bestand."),
    (b"{\\rtf", "een RTF-bestand", _DOCX),
    (b"\xdb\xa5", "een heel oud Word-bestand (.doc)", _DOCX),
    (b"MIME-Version", "een webarchief (.mht)", _DOCX),
    (b"\xffWPC", "een WordPerfect-bestand (.wpd)", _DOCX),
    (b"\x89PNG", "een afbeelding", "Neem het bestand met de tekst."),
    (b"\xff\xd8\xff", "een afbeelding", "Neem het bestand met de tekst."),
    (b"GIF8", "een afbeelding", "Neem het bestand met de tekst."),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)", "Pak het uit."),
    (b"Rar!", "een ingepakt bestand (RAR)", "Pak het uit."),
    (b"7z\xbc\xaf", "een ingepakt bestand (7z)", "Pak het uit."),
)
_CFB = b"\xd0\xcf\x11\xe0"
"""Compound file (MS-CFB): old Office files, and new ones with a password (MS-OFFCRYPTO)."""
_IN_CFB = (
    (
        "EncryptedPackage",
        "een met een wachtwoord beveiligd Office-bestand",
        "Verwijder het wachtwoord en sla het opnieuw op.",
    ),
    ("WordDocument", "een oud Word-bestand (.doc)", _DOCX),
    ("Workbook", "een oud Excel-bestand (.xls)", "Neem het bestand met de tekst van de regeling."),
    ("PowerPoint Document", "een oud PowerPoint-bestand (.ppt)", "Neem het bestand met de tekst van de regeling."),
    ("__properties_version1.0", "een bericht uit Outlook (.msg)", "Sla de bijlage zelf op."),
)
_ODF = {
    "text": "odt",
    "text-template": "odt",
    "spreadsheet": "een OpenDocument-rekenblad (.ods)",
    "presentation": "een OpenDocument-presentatie (.odp)",
}
_IN_ZIP = (
    ("xl/workbook", "een Excel-bestand (.xlsx)"),
    ("ppt/presentation", "een PowerPoint-bestand (.pptx)"),
    ("Index/Document.iwa", "een Pages-bestand (.pages) van Apple"),
    ("index.xml", "een oud Pages-bestand (.pages) van Apple"),
    ("META-INF/container.xml", "een e-boek (.epub)"),
)


def weiger_binair(gegevens: bytes, naam: str) -> None:
    """Refuse a file that is no text, by the name of what it is.

    Raises:
        Geweigerd: it is no text.
    """
    for magie, wat, advies in _ANDERS:
        if gegevens.startswith(magie):
            raise Geweigerd.om("onbekend-formaat/anders", naam, wat=wat, advies=advies)
    if gegevens.startswith(_CFB):
        gevonden = (regel for regel in _IN_CFB if regel[0].encode("utf-16-le") in gegevens)
        _, wat, advies = next(gevonden, ("", "een oud Office-bestand", _DOCX))
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
    odf = _ODF.get(mime.rpartition("opendocument.")[2]) if "opendocument." in mime else None
    if odf == "odt" or any(n.startswith("word/") for n in namen):
        return odf or "docx"
    anders = odf or next((wat for deel, wat in _IN_ZIP if any(n.startswith(deel) for n in namen)), "")
    if anders:
        raise Geweigerd.om("onbekend-formaat/tekst", naam, anders=anders)
    return "stop"
