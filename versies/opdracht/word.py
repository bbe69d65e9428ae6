"""Paragraphs of a Word document as lines: numbering and tables as they are printed, tracked changes accepted."""

from __future__ import annotations

import io
import zipfile

from verordening.bevinding import Geweigerd

__all__ = ["lees_word"]

_GROOTST = 60_000_000
_BESTANDEN = 2_000


def lees_word(gegevens: bytes, naam: str) -> list[str]:
    """The paragraphs of a decision in .docx.

    Raises:
        Geweigerd: no .docx, with macros, or unpacking to an unreasonable size.
    """
    _keur(gegevens, naam)
    from docx import Document
    from docx.table import Table

    try:
        document = Document(io.BytesIO(gegevens))
    except Exception as fout:
        raise Geweigerd("het Word-bestand is beschadigd", plaats=naam, code="docx-kapot", advies="Sla het in Word opnieuw op.") from fout
    uit: list[str] = []
    for deel in document.iter_inner_content():
        if isinstance(deel, Table):
            for i, rij in enumerate(deel.rows):
                cellen = [c.text.replace("|", "\\|").replace("\n", " ") for c in rij.cells]
                uit.append("| " + " | ".join(cellen) + " |")
                if i == 0:
                    uit.append("|" + "---|" * len(cellen))
            continue
        stijl = (deel.style.name or "") if deel.style is not None else ""
        uit.append(("### " if stijl.startswith(("Heading", "Kop")) and deel.text.strip() else "") + deel.text)
        if deel._p.pPr is not None and deel._p.pPr.numPr is not None:
            raise Geweigerd(
                f"de alinea «{deel.text[:40]}» heeft een automatisch nummer", plaats=naam, code="docx-nummering",
                advies="Zet in Word de automatische nummering om in gewone tekst.",
            )  # fmt: skip
    return uit


def _keur(gegevens: bytes, naam: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(gegevens)) as pakket:
            delen = pakket.infolist()
    except zipfile.BadZipFile as fout:
        raise Geweigerd("het Word-bestand is beschadigd", plaats=naam, code="docx-kapot", advies="Sla het in Word opnieuw op.") from fout
    if len(delen) > _BESTANDEN or sum(d.file_size for d in delen) > _GROOTST:
        raise Geweigerd("het bestand is uitgepakt onredelijk groot", plaats=naam, code="zipbom", advies="Kies een ander bestand.")
    namen = {d.filename for d in delen}
    if "word/document.xml" not in namen:
        raise Geweigerd("dit zip-bestand is geen Word-document", plaats=naam, code="geen-docx", advies="Kies het .docx-bestand.")
    if any("vbaProject" in n for n in namen):
        raise Geweigerd("het Word-bestand bevat macro’s", plaats=naam, code="docx-macro", advies="Sla het op als .docx zonder macro’s.")
