"""docx-revisions as a witness: which tracked changes does another library see in a Word file?

It reads runs; it knows nothing of marks on whole paragraphs or rows. For the effect of accepting or rejecting everything
ask LibreOffice (:mod:`tests.getuigen.kantoor`).
"""

from dataclasses import dataclass
from pathlib import Path

from tests.getuigen import ontbreekt


@dataclass(frozen=True)
class Revisie:
    """One tracked change: "ingevoegd" or "vervallen", its words, author and moment (ISO 8601)."""

    soort: str
    tekst: str
    auteur: str
    moment: str


def revisies(pad: Path) -> list[Revisie]:
    """Tracked changes in document order, those in tables after those in the running text."""
    try:
        import docx_revisions
    except ImportError:
        ontbreekt("het pakket docx-revisions ontbreekt; pip install -e .[toets]")
    uit = []
    for wijziging in docx_revisions.RevisionDocument(pad).track_changes:
        soort = "ingevoegd" if isinstance(wijziging, docx_revisions.TrackedInsertion) else "vervallen"
        moment = wijziging.date.isoformat() if wijziging.date else ""
        uit.append(Revisie(soort, wijziging.text, wijziging.author or "", moment))
    return uit
