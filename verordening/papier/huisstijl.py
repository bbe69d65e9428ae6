"""The paper of an organisation: our words in the Word template of a municipality, with its styles, header, footer and page.

What the template looks like stays: styles, theme, headers and footers with logo and mark, page size and margins. Our paragraphs
take the style of the template that has the same name ("heading 2", "Quote"); a style that it lacks comes along from ours. The
words come where the template says «[besluit]» in a paragraph of its own, or on an empty page; nothing of the template is dropped
without a word.
"""

from __future__ import annotations

import posixpath
import re
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element

from verordening.bevinding import Geweigerd
from verordening.papier.pakket import leden, pak
from verordening.tekst.woordpakket import open_pakket
from verordening.xmlveilig import lees_xml

_MS = "http://schemas.openxmlformats.org"
_W, _R = f"{{{_MS}/wordprocessingml/2006/main}}", f"{{{_MS}/officeDocument/2006/relationships}}"
_REL, _SOORT = f"{{{_MS}/package/2006/relationships}}", f"{{{_MS}/package/2006/content-types}}"
_PLEK = re.compile(r"\s*\[\s*(?:besluit|tekst)\s*\]\s*", re.IGNORECASE)
_GEBRUIK = ("pStyle", "rStyle", "tblStyle")
_OPVOLGER = ("basedOn", "next", "link")
_HOOFD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ANDERS = {"kop": "heading", "titel": "title", "citaat": "quote"}
"""Dutch names that some programs write for Word's own styles"""


def in_huisstijl(inhoud: bytes, sjabloon: bytes, naam: str) -> bytes:
    """A Word file of ours in a template.

    Args:
        inhoud: what :func:`verordening.papier.docx.docx` wrote.
        sjabloon: a .docx or .dotx. naam: of the template, for messages.

    Raises:
        Geweigerd: no Word file, a template with macros, or one with words and no place for ours.
    """
    pakket = open_pakket(sjabloon, naam)
    if any(b.code == "docx-macro" for b in pakket.bevindingen):
        raise Geweigerd.om("sjabloon-macro", naam)
    ons, hun = leden(inhoud), {n: d for n, d in leden(sjabloon).items() if not n.endswith("/")} | pakket.delen
    document, romp = _romp(ons, "word/document.xml")
    doel, plaats = _romp(hun, pakket.hoofd)
    stijlpad = next((p for s, p in pakket.relaties(pakket.hoofd).values() if s == "styles"), "")
    if not stijlpad:
        raise Geweigerd.om("sjabloon-leeg", naam)
    stijlen = lees_xml(hun[stijlpad], naam=naam)
    eigen = lees_xml(ons["word/styles.xml"], naam="stijlen")
    namen = _Stijlnamen(eigen, stijlen)
    for element in romp.iter(*(_W + n for n in _GEBRUIK)):
        element.set(f"{_W}val", namen.van(str(element.get(f"{_W}val"))))
    mee = _Onderdelen(ons, hun, pakket.hoofd)
    mee.verplaats(document)
    for soort in ("footnotes", "comments"):
        mee.deel(soort, namen)
    _zet(plaats, [e for e in romp if e.tag != f"{_W}sectPr"], naam)
    hun |= {pakket.hoofd: _bytes(doel), stijlpad: _bytes(stijlen)} | mee.klaar()
    return pak(hun)


def _romp(delen: dict[str, bytes], pad: str) -> tuple[_Element, _Element]:
    document = lees_xml(delen[pad], naam=pad)
    romp = document.find(f"{_W}body")
    assert romp is not None
    return document, romp


def _bytes(element: _Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def _zet(romp: _Element, woorden: list[_Element], naam: str) -> None:
    """Our blocks at the place that the template keeps for them; a template without words is that place."""
    plek = next((e for e in romp if e.tag == f"{_W}p" and _PLEK.fullmatch(_tekst(e))), None)
    if plek is None:
        over = next((t for e in romp if (t := _tekst(e).strip())), "")
        if over:
            raise Geweigerd.om("sjabloon-zonder-plek", f"{naam}, «{over[:60]}»")
        for element in [e for e in romp if e.tag != f"{_W}sectPr"]:
            romp.remove(element)
        slot = romp.find(f"{_W}sectPr")
        rang = len(romp) if slot is None else romp.index(slot)
    else:
        rang = romp.index(plek)
        romp.remove(plek)
    for element in reversed(woorden):
        romp.insert(rang, element)


def _tekst(element: _Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{_W}t"))


class _Stijlnamen:
    """From our ids of styles to those of the template, by name; what it lacks is put with its own."""

    def __init__(self, ons: _Element, hun: _Element) -> None:
        self.ons = {str(s.get(f"{_W}styleId")): s for s in ons.iterfind(f"{_W}style")}
        self.hun = hun
        self.ids = {str(s.get(f"{_W}styleId")) for s in hun.iterfind(f"{_W}style")}
        self.op_naam = {
            (_naam(s), str(s.get(f"{_W}type"))): str(s.get(f"{_W}styleId")) for s in hun.iterfind(f"{_W}style")
        }
        self.gezet: dict[str, str] = {}

    def van(self, onze: str) -> str:
        """The id in the template."""
        if onze in self.gezet or onze not in self.ons:
            return self.gezet.get(onze, onze)
        stijl = self.ons[onze]
        bekend = self.op_naam.get((_naam(stijl), str(stijl.get(f"{_W}type"))))
        if bekend is not None:
            self.gezet[onze] = bekend
            return bekend
        self.gezet[onze] = vrij = next(n for n in (onze, f"{onze}Verordening") if n not in self.ids)
        nieuw = deepcopy(stijl)
        nieuw.set(f"{_W}styleId", vrij)
        if f"{_W}default" in nieuw.attrib:
            del nieuw.attrib[f"{_W}default"]
        for kind in nieuw.iter(*(_W + n for n in _OPVOLGER)):
            kind.set(f"{_W}val", self.van(str(kind.get(f"{_W}val"))))
        self.hun.append(nieuw)
        return vrij


def _naam(stijl: _Element) -> str:
    element = stijl.find(f"{_W}name")
    woorden = str(element.get(f"{_W}val") if element is not None else "").lower().split()
    return " ".join([_ANDERS.get(w, w) for w in woorden[:1]] + woorden[1:])


class _Onderdelen:
    """What our words refer to, brought into the package of the template under free names and numbers."""

    def __init__(self, ons: dict[str, bytes], hun: dict[str, bytes], hoofd: str) -> None:
        self.ons, self.hun, self.hoofd = ons, hun, hoofd
        self.relpad = posixpath.join(posixpath.dirname(hoofd), "_rels", posixpath.basename(hoofd) + ".rels")
        self.relaties = lees_xml(hun[self.relpad], naam=self.relpad)
        self.onze = {str(r.get("Id")): r for r in lees_xml(ons["word/_rels/document.xml.rels"], naam="relaties")}
        self.soorten = lees_xml(hun["[Content_Types].xml"], naam="soorten")
        self.erbij: dict[str, bytes] = {}

    def verplaats(self, document: _Element) -> None:
        """Links and pictures of our body; header and footer are those of the template."""
        for element in list(document.iter(f"{_W}headerReference", f"{_W}footerReference")):
            boven = element.getparent()
            assert boven is not None
            boven.remove(element)
        for element in document.iter():
            for attribuut in (f"{_R}id", f"{_R}embed"):
                onze = element.get(attribuut)
                relatie = self.onze.get(str(onze)) if onze else None
                if relatie is not None:
                    element.set(attribuut, self._relatie(str(relatie.get("Type")), str(relatie.get("Target")), relatie))

    def deel(self, soort: str, namen: _Stijlnamen) -> None:
        """Notes or comments of ours."""
        pad = f"word/{soort}.xml"
        if pad not in self.ons:
            return
        for r in [r for r in self.relaties if str(r.get("Type")).endswith(f"/{soort}")]:
            self.relaties.remove(r)  # its own separators only, or comments for who fills in the template
        wortel = lees_xml(self.ons[pad], naam=pad)
        for element in wortel.iter(*(_W + n for n in _GEBRUIK)):
            element.set(f"{_W}val", namen.van(str(element.get(f"{_W}val"))))
        doel = f"{soort}-besluit.xml"
        self._relatie(f"{_MS}/officeDocument/2006/relationships/{soort}", doel, None)
        inhoud = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{soort}+xml"
        etree.SubElement(self.soorten, f"{_SOORT}Override", PartName=f"/word/{doel}", ContentType=inhoud)
        self.erbij[f"word/{doel}"] = _bytes(wortel)

    def _relatie(self, soort: str, doel: str, bron: _Element | None) -> str:
        if soort.endswith("/image"):
            naam = f"media/besluit-{posixpath.basename(doel)}"
            self.erbij[f"word/{naam}"] = self.ons[f"word/{doel}"]
            if not any(str(s.get("Extension", "")).lower() == "png" for s in self.soorten):
                self.soorten.insert(0, etree.Element(f"{_SOORT}Default", Extension="png", ContentType="image/png"))
            doel = naam
        nummer = f"rIdBesluit{len(self.relaties) + 1}"
        nieuw = etree.SubElement(self.relaties, f"{_REL}Relationship", Id=nummer, Type=soort, Target=doel)
        if bron is not None and bron.get("TargetMode"):
            nieuw.set("TargetMode", str(bron.get("TargetMode")))
        return nummer

    def klaar(self) -> dict[str, bytes]:
        """The parts that are new or other than in the template, which becomes a document."""
        for s in self.soorten:
            if str(s.get("PartName", "")).lstrip("/") == self.hoofd:
                s.set("ContentType", _HOOFD)
        return {**self.erbij, self.relpad: _bytes(self.relaties), "[Content_Types].xml": _bytes(self.soorten)}
