"""The Word file in which a lawyer edited a regulation, read as a version: clean, or with tracked changes.

Three steps: effective paragraphs (:mod:`~verordening.tekst.wordtekst`), lines that each are one thing (here), and the
structure, which Word shares with every other text (:class:`~verordening.tekst.markdown.Regellezer`). The ledger runs
through all three.
"""

from __future__ import annotations

from verordening.boom import Regeling
from verordening.tekst.keuzes import Keuzes
from verordening.tekst.woordregels import lees_papier
from verordening.tekst.wordtekst import lees_wordtekst


def lees_docx(gegevens: bytes, *, naam: str = "document.docx", keuzes: Keuzes | None = None) -> Regeling:
    """Read a regulation from Word.

    Args:
        keuzes: what the user chose about tracked changes, words struck out by hand, and hidden words.

    Raises:
        Geweigerd: no .docx, outside parts, an unreasonable size, or no artikel in it.
    """
    return lees_papier(lees_wordtekst(gegevens, naam=naam, keuzes=keuzes), naam, "docx", keuzes)
