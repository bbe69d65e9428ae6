"""A document as OpenDocument text (.odt, ODF 1.2): with changes as formatting, or as tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verordening.papier.document import Document
from verordening.papier.keuring import eis

if TYPE_CHECKING:
    from verordening.papier.spoor import Spoor


def odt(document: Document, spoor: Spoor | None = None) -> bytes:
    """The document as .odt.

    Args:
        document: what to render.
        spoor: make changes tracked changes, in this name and at this moment; ``None``: show them as formatting.

    Raises:
        Geweigerd: the document breaks a rule of :mod:`verordening.papier.keuring`.
    """
    eis(document)
    if spoor is None:
        from verordening.papier.odt_schrijver import Schrijver

        return Schrijver(document).schrijf()
    from verordening.papier.odt_spoor import SpoorSchrijver

    return SpoorSchrijver(document, spoor).schrijf()
