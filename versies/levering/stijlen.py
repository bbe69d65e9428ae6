"""The names of paragraph styles in a Word document: those that a template for import expects."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from verordening.papier.pakket import leden, pak

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STIJLEN = "word/styles.xml"


def met_stijlnamen(docx: bytes, namen: Mapping[str, str]) -> tuple[bytes, list[str]]:
    """The same document with other names for its styles, and the names that it has no style for.

    Args:
        namen: name here ("Heading 2", capitals do not count) → name in the template. A renamed style is a style of the user.
    """
    if not namen:
        return docx, []
    over, delen = {n.casefold(): n for n in namen}, leden(docx)
    wortel = etree.fromstring(delen[_STIJLEN])
    for naam in wortel.iterfind(f"{{{_W}}}style/{{{_W}}}name"):
        eigen = over.pop((naam.get(f"{{{_W}}}val") or "").casefold(), None)
        stijl = naam.getparent()
        if eigen is not None and stijl is not None:
            naam.set(f"{{{_W}}}val", namen[eigen])
            stijl.set(f"{{{_W}}}customStyle", "1")
    stijlen = etree.tostring(wortel, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pak(delen | {_STIJLEN: stijlen}), sorted(over.values())
