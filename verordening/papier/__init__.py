"""Paper: one neutral document, and from it HTML, PDF, Word, OpenDocument, Markdown, spreadsheets and drawings.

The lowest room of the house: it knows nothing of regulations, measures or changes. Start at
:mod:`verordening.papier.document`; each format is a function from a document to text or bytes, in the module of its
name. :func:`schrijf` writes several formats at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verordening.papier.document import Document

__all__ = ["FORMATEN", "schrijf", "zet"]

FORMATEN = ("html", "pdf", "docx", "odt", "md")


def zet(document: Document, formaat: str) -> bytes:
    """The document in one format of :data:`FORMATEN`, as the bytes of a file.

    Raises:
        Geweigerd: the document breaks a rule of :mod:`verordening.papier.keuring`.
        ValueError: unknown format.
    """
    if formaat not in FORMATEN:
        raise ValueError(f"onbekend formaat {formaat!r}; kies uit {', '.join(FORMATEN)}")
    naam = "markdown" if formaat == "md" else formaat
    # Each format has its own heavy library, loaded when first asked for.
    gemaakt: str | bytes = getattr(import_module(f"verordening.papier.{naam}"), naam)(document)
    return gemaakt.encode("utf-8") if isinstance(gemaakt, str) else gemaakt


def schrijf(document: Document, stam: Path, formaten: Iterable[str] = FORMATEN) -> list[Path]:
    """Write the document in several formats: all are made before the first is written, so never half a set.

    Args:
        document: what to write.
        stam: path without ending; the folder must exist.
        formaten: of :data:`FORMATEN`.

    Returns:
        the files written.

    Raises:
        Geweigerd: the document breaks a rule, or a file cannot be written.
    """
    from verordening.schijf import schrijf_atomair

    gemaakt = {stam.with_name(f"{stam.name}.{formaat}"): zet(document, formaat) for formaat in formaten}
    for pad, inhoud in gemaakt.items():
        schrijf_atomair(pad, inhoud)
    return list(gemaakt)
