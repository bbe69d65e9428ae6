"""The Word template of every paper: styles, language, lists, and the package that a paper travels in.

Styles carry names that an office recognises; nothing is formatted by hand that a style can say. python-docx brings the
styles of Word and changes them; that happens once per language, and a paper takes the finished parts.
"""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx import Document as nieuw_document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

_TEKSTLETTER, _VASTE_LETTER = "Arial", "Courier New"
_BLAUW, _GRIJS, _OKER = RGBColor(0x17, 0x37, 0x5E), RGBColor(0x45, 0x50, 0x5C), RGBColor(0x6B, 0x45, 0x00)

_KOPPEN = {1: (19, 12), 2: (13.5, 20), 3: (11.5, 14), 4: (10.5, 12), 5: (10.5, 10), 6: (10.5, 10)}
"""level → size in points, space above in points"""
_DELEN = ("word/styles.xml", "word/settings.xml", "word/fontTable.xml", "word/theme/theme1.xml", "word/numbering.xml")


@dataclass(frozen=True)
class Sjabloon:
    """The parts that every paper of one language shares.

    Args:
        leden: member name → content.
        stijlen: name of a style → its id.
        lijsten: name of a list style → number of the abstract list that it counts in.
        nummers: how many numbered lists the template itself has.
    """

    leden: Mapping[str, bytes]
    stijlen: Mapping[str, str]
    lijsten: Mapping[str, int]
    nummers: int


@functools.cache
def sjabloon(taal: str) -> Sjabloon:
    """The template in one language (BCP 47)."""
    d = nieuw_document()
    _stijlen(d)
    _taal(d, taal)
    lijsten = {}
    getallen = d.part.numbering_part.element.num_lst
    for s in d.styles:
        nummer = getattr(getattr(s.element.pPr, "numPr", None), "numId", None)
        if nummer is not None:
            lijsten[s.name] = next(n for n in getallen if n.numId == nummer.val).abstractNumId.val
    uit = io.BytesIO()
    d.save(uit)
    with zipfile.ZipFile(uit) as z:
        leden = {naam: z.read(naam) for naam in _DELEN}
    return Sjabloon(leden, {s.name: s.style_id for s in d.styles}, lijsten, max(n.numId for n in getallen))


def _letter(stijl: Any, *, naam: str = _TEKSTLETTER, grootte: float = 0, kleur: Any = None, **meer: bool) -> None:
    stijl.font.name = naam
    letters = stijl.element.get_or_add_rPr().get_or_add_rFonts()
    for sleutel in list(letters.attrib):
        if sleutel.endswith("Theme"):
            del letters.attrib[sleutel]
    for soort in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        letters.set(qn(soort), naam)
    if grootte:
        stijl.font.size = Pt(grootte)
    if kleur is not None:
        stijl.font.color.rgb = kleur
    for wat, waarde in meer.items():
        setattr(stijl.font, wat, waarde)


def _wit(stijl: Any, *, voor: float = 0, na: float = 6, regel: float = 1.15, links: Any = None, **meer: Any) -> None:
    f = stijl.paragraph_format
    f.space_before, f.space_after, f.line_spacing = Pt(voor), Pt(na), regel
    if links is not None:
        f.left_indent = links
    for wat, waarde in meer.items():
        setattr(f, wat, waarde)


def _stijlen(d: Any) -> None:
    s = d.styles
    for overbodig in [x for x in s if x.type == WD_STYLE_TYPE.TABLE and not x.element.default]:
        overbodig.delete()  # honderd kleurige tabelstijlen die geen stuk gebruikt

    def eigen(naam: str, soort: Any = WD_STYLE_TYPE.PARAGRAPH, basis: str = "Normal") -> Any:
        stijl = s[naam] if naam in [x.name for x in s] else s.add_style(naam, soort)
        if soort == WD_STYLE_TYPE.PARAGRAPH and naam != "Normal":
            stijl.base_style = s[basis]
        return stijl

    _letter(s["Normal"], grootte=10)
    _wit(s["Normal"])
    for niveau, (grootte, voor) in _KOPPEN.items():
        stijl = s[f"Heading {niveau}"]
        _letter(stijl, grootte=grootte, kleur=_BLAUW, bold=niveau < 6, italic=niveau > 5)
        _wit(stijl, voor=voor, na=4, regel=1.1, keep_with_next=True)
    _letter(eigen("Subtitle"), grootte=12, kleur=_GRIJS, italic=False)
    _wit(s["Subtitle"], na=10)
    for spatie in s["Subtitle"].element.rPr.findall(qn("w:spacing")):
        s["Subtitle"].element.rPr.remove(spatie)
    _letter(eigen("Status"), grootte=9, kleur=_OKER, bold=True)
    _wit(s["Status"], na=2)
    _letter(eigen("Inleiding"), grootte=11)
    _letter(eigen("Klein"), grootte=8.5, kleur=_GRIJS)
    _letter(eigen("Quote"), italic=True)
    _wit(s["Quote"], links=Cm(0.8))
    _letter(eigen("Caption"), grootte=9, kleur=_BLAUW, bold=True)
    _wit(s["Caption"], voor=8, na=3, keep_with_next=True)
    _letter(eigen("Kadertitel"), kleur=_BLAUW, bold=True)
    _wit(s["Kadertitel"], voor=10, na=3)
    _letter(eigen("Tabeltekst"), grootte=9)
    _wit(s["Tabeltekst"], na=2, regel=1.1)
    _letter(eigen("Onderdeel"))
    _wit(s["Onderdeel"], na=3)
    _letter(eigen("Gegeven"))
    _wit(s["Gegeven"], na=2, links=Cm(4), first_line_indent=Cm(-4))
    s["Gegeven"].paragraph_format.tab_stops.add_tab_stop(Cm(4))
    for niveau in range(2, 7):
        _letter(eigen(f"toc {niveau}"))
        _wit(s[f"toc {niveau}"], na=2, links=Cm(0.6 * (niveau - 2)))
    for naam in ("List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Number 2", "List Number 3"):
        _wit(s[naam], na=3)
    _letter(eigen("footnote text"), grootte=8.5)
    _wit(s["footnote text"], na=2, regel=1.0)
    eigen("footnote reference", WD_STYLE_TYPE.CHARACTER).font.superscript = True
    _letter(eigen("Hyperlink", WD_STYLE_TYPE.CHARACTER), kleur=RGBColor(0x0B, 0x4F, 0x8A), underline=True)
    _letter(eigen("Code", WD_STYLE_TYPE.CHARACTER), naam=_VASTE_LETTER)
    for naam in ("Header", "Footer"):
        _letter(s[naam], grootte=8, kleur=_GRIJS)
    voet = s["Footer"].paragraph_format.tab_stops
    for _ in list(voet):
        del voet[0]  # een stuk zet er zelf één, op de breedte van zijn bladzijde


def _element(naam: str, *kinderen: Any, **attributen: object) -> Any:
    e = OxmlElement(naam)
    for sleutel, waarde in attributen.items():
        e.set(qn(sleutel), str(waarde))
    for kind in kinderen:
        e.append(kind)
    return e


def _taal(d: Any, taal: str) -> None:
    standaard = d.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for oud in standaard.findall(qn("w:lang")):
        standaard.remove(oud)
    standaard.append(_element("w:lang", **{"w:val": taal, "w:eastAsia": taal, "w:bidi": "ar-SA"}))
    instellingen = d.settings.element
    for naam in ("w:themeFontLang", "w:compat"):
        for oud in instellingen.findall(qn(naam)):
            instellingen.remove(oud)
    eis = {
        "w:name": "compatibilityMode",
        "w:uri": "http://schemas.microsoft.com/office/word",
        "w:val": 15,
    }
    compat = _element("w:compat", _element("w:compatSetting", **eis))
    # The schema fixes the order; both stand before w:rsids, or before m:mathPr when there are none.
    for volgende in instellingen:
        if volgende.tag in (qn("w:rsids"), qn("m:mathPr"), qn("w:clrSchemeMapping"), qn("w:shapeDefaults")):
            volgende.addprevious(compat)
            break
    kleuren = instellingen.find(qn("w:clrSchemeMapping"))
    if kleuren is not None:
        kleuren.addprevious(_element("w:themeFontLang", **{"w:val": taal}))
