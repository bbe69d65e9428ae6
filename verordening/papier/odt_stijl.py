"""The vocabulary of OpenDocument: its names, making an element, and our own parts (``odt_*.xml``) with values filled in."""

from __future__ import annotations

from importlib.resources import files
from typing import TypeAlias
from xml.sax.saxutils import escape

from lxml import etree

Element: TypeAlias = etree._Element

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NS = {
    "office": f"{_ODF}office:1.0",
    "style": f"{_ODF}style:1.0",
    "text": f"{_ODF}text:1.0",
    "table": f"{_ODF}table:1.0",
    "draw": f"{_ODF}drawing:1.0",
    "fo": f"{_ODF}xsl-fo-compatible:1.0",
    "svg": f"{_ODF}svg-compatible:1.0",
    "meta": f"{_ODF}meta:1.0",
    "manifest": f"{_ODF}manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def e(naam: str, attributen: dict[str, object] | None = None, *kinderen: Element | str) -> Element:
    """An ODF element: ``e("text:p", {"text:style-name": "Standard"}, "words", child)``."""
    voor, kort = naam.split(":")
    element = etree.Element(f"{{{NS[voor]}}}{kort}", nsmap=NS)
    for sleutel, waarde in (attributen or {}).items():
        voor, kort = sleutel.split(":")
        element.set(f"{{{NS[voor]}}}{kort}", str(waarde))
    for kind in kinderen:
        if not isinstance(kind, str):
            element.append(kind)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + kind
        else:
            element.text = (element.text or "") + kind
    return element


def blad(naam: str, **waarden: str) -> Element:
    """One of our own parts of a package as an element.

    Args:
        naam: "stijlen" (styles and pages) or "inhoud" (the words, still empty).
        waarden: what stands between braces in the file → the words that come there.
    """
    bron = files("verordening.papier").joinpath(f"odt_{naam}.xml").read_text(encoding="utf-8")
    gevuld = bron.format(**{sleutel: escape(waarde) for sleutel, waarde in waarden.items()})
    return etree.fromstring(gevuld.encode(), etree.XMLParser(remove_blank_text=True, remove_comments=True))
