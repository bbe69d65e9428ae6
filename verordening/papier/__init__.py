"""Paper: one neutral document, and from it HTML, PDF, Word, OpenDocument, Markdown, spreadsheets and drawings.

The lowest room of the house: it knows nothing of regulations, measures or changes. Start at
:mod:`verordening.papier.document`; each format is a function from a document to text or bytes, in the module of its
name.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verordening.papier.document import Document

__all__ = ["FORMATEN", "zet"]

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
