"""The Word template of every paper: styles, page, header and footer, language.

Styles carry names that an office recognises; nothing is formatted by hand that a style can say.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from docx import Document as nieuw_document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from verordening.papier.document import Document, Tabel, platte_tekst

__all__ = ["BLAUW", "BREEDTE", "LIGGEND", "TEKSTLETTER", "draai", "element", "rand", "sjabloon", "tabelvorm", "veld", "veldbegin"]

TEKSTLETTER, VASTE_LETTER = "Arial", "Courier New"
BLAUW, GRIJS, OKER = RGBColor(0x17, 0x37, 0x5E), RGBColor(0x45, 0x50, 0x5C), RGBColor(0x6B, 0x45, 0x00)
BREEDTE = Cm(16.3)
"""width of the text on a standing page"""
LIGGEND = Cm(25.7)
"""width of the text on a landscape page"""

_KOPPEN = {1: (19, 12), 2: (13.5, 20), 3: (11.5, 14), 4: (10.5, 12), 5: (10.5, 10), 6: (10.5, 10)}
"""level → size in points, space above in points"""


def element(naam: str, *kinderen: Any, **attributen: object) -> Any:
    """A WordprocessingML element: ``element("w:ind", **{"w:left": 720})``."""
    e = OxmlElement(naam)
    for sleutel, waarde in attributen.items():
        e.set(qn(sleutel), str(waarde))
    for kind in kinderen:
        e.append(kind)
    return e


def sjabloon(document: Document) -> Any:
    """An empty Word document with our styles, page and metadata."""
    d = nieuw_document()
    _stijlen(d)
    _taal(d, "nl-NL" if document.taal == "nl" else document.taal)
    _bladzijde(d, document)
    _eigenschappen(d, document)
    return d


def _letter(stijl: Any, *, naam: str = TEKSTLETTER, grootte: float = 0, kleur: Any = None, **meer: bool) -> None:
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

    def eigen(naam: str, soort: Any = WD_STYLE_TYPE.PARAGRAPH, basis: str = "Normal") -> Any:
        stijl = s[naam] if naam in [x.name for x in s] else s.add_style(naam, soort)
        if soort == WD_STYLE_TYPE.PARAGRAPH and naam != "Normal":
            stijl.base_style = s[basis]
        return stijl

    _letter(s["Normal"], grootte=10)
    _wit(s["Normal"])
    for niveau, (grootte, voor) in _KOPPEN.items():
        stijl = s[f"Heading {niveau}"]
        _letter(stijl, grootte=grootte, kleur=BLAUW, bold=niveau < 6, italic=niveau > 5)
        _wit(stijl, voor=voor, na=4, regel=1.1, keep_with_next=True)
    _letter(eigen("Subtitle"), grootte=12, kleur=GRIJS, italic=False)
    _wit(s["Subtitle"], na=10)
    for spatie in s["Subtitle"].element.rPr.findall(qn("w:spacing")):
        s["Subtitle"].element.rPr.remove(spatie)
    _letter(eigen("Status"), grootte=9, kleur=OKER, bold=True)
    _wit(s["Status"], na=2)
    _letter(eigen("Inleiding"), grootte=11)
    _letter(eigen("Klein"), grootte=8.5, kleur=GRIJS)
    _letter(eigen("Quote"), italic=True)
    _wit(s["Quote"], links=Cm(0.8))
    _letter(eigen("Caption"), grootte=9, kleur=BLAUW, bold=True)
    _wit(s["Caption"], voor=8, na=3, keep_with_next=True)
    _letter(eigen("Kadertitel"), kleur=BLAUW, bold=True)
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
    _letter(eigen("Code", WD_STYLE_TYPE.CHARACTER), naam=VASTE_LETTER)
    for naam in ("Header", "Footer"):
        _letter(s[naam], grootte=8, kleur=GRIJS)


def _taal(d: Any, taal: str) -> None:
    standaard = d.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for oud in standaard.findall(qn("w:lang")):
        standaard.remove(oud)
    standaard.append(element("w:lang", **{"w:val": taal, "w:eastAsia": taal, "w:bidi": "ar-SA"}))
    instellingen = d.settings.element
    for naam in ("w:themeFontLang", "w:compat"):
        for oud in instellingen.findall(qn(naam)):
            instellingen.remove(oud)
    eis = {
        "w:name": "compatibilityMode",
        "w:uri": "http://schemas.microsoft.com/office/word",
        "w:val": 15,
    }
    compat = element("w:compat", element("w:compatSetting", **eis))
    # The schema fixes the order; both stand before w:rsids, or before m:mathPr when there are none.
    for volgende in instellingen:
        if volgende.tag in (qn("w:rsids"), qn("m:mathPr"), qn("w:clrSchemeMapping"), qn("w:shapeDefaults")):
            volgende.addprevious(compat)
            break
    kleuren = instellingen.find(qn("w:clrSchemeMapping"))
    if kleuren is not None:
        kleuren.addprevious(element("w:themeFontLang", **{"w:val": taal}))


def draai(blad: Any, liggend: bool) -> None:
    """Landscape or portrait, with the margins that belong to it."""
    blad.orientation = WD_ORIENT.LANDSCAPE if liggend else WD_ORIENT.PORTRAIT
    blad.page_width, blad.page_height = (Cm(29.7), Cm(21)) if liggend else (Cm(21), Cm(29.7))
    blad.left_margin, blad.right_margin = (Cm(2), Cm(2)) if liggend else (Cm(2.5), Cm(2.2))


def _bladzijde(d: Any, document: Document) -> None:
    blad = d.sections[0]
    draai(blad, document.liggend)
    blad.top_margin = blad.bottom_margin = Cm(2.4)
    if document.status:
        kop = blad.header.paragraphs[0]
        kop.alignment = 2
        kop.add_run(document.status)
    voet = blad.footer.paragraphs[0]
    for stop in list(voet.style.paragraph_format.tab_stops):
        del voet.style.paragraph_format.tab_stops[0]
        assert stop is not None
    voet.paragraph_format.tab_stops.add_tab_stop(LIGGEND if document.liggend else BREEDTE, WD_TAB_ALIGNMENT.RIGHT)
    voet.add_run(document.titel if len(document.titel) < 80 else document.titel[:78].rstrip() + "…")
    voet.add_run("\tpagina ")
    veld(voet, "PAGE", "1")
    voet.add_run(" van ")
    veld(voet, "NUMPAGES", "1")


def veld(alinea: Any, opdracht: str, waarde: str) -> None:
    """A field with a first value; Word computes it anew when it opens."""
    for soort in ("begin", opdracht, "separate", waarde, "end"):
        loop = alinea.add_run()
        if soort == opdracht:
            code = element("w:instrText", **{"xml:space": "preserve"})
            code.text = f" {opdracht} "
            loop._r.append(code)
        elif soort == waarde:
            loop.text = waarde
        else:
            loop._r.append(element("w:fldChar", **{"w:fldCharType": soort}))


def _eigenschappen(d: Any, document: Document) -> None:
    e = d.core_properties
    e.title, e.author, e.subject = document.titel[:255], document.auteur[:255], document.onderwerp[:255]
    e.keywords = ", ".join(document.trefwoorden)[:255]
    e.language = "nl-NL" if document.taal == "nl" else document.taal
    e.comments, e.last_modified_by, e.revision = document.status[:255], document.auteur[:255], 1
    if document.datum:
        e.created = e.modified = datetime.combine(document.datum, time(12))
    else:
        for kind in list(e._element):
            if kind.tag in (qn("dcterms:created"), qn("dcterms:modified")):
                e._element.remove(kind)


def veldbegin(opdracht: str) -> list[Any]:
    """The runs that open a field; the caller closes it."""
    code = element("w:instrText", **{"xml:space": "preserve"})
    code.text = f" {opdracht} "
    return [
        element("w:r", element("w:fldChar", **{"w:fldCharType": "begin"})),
        element("w:r", code),
        element("w:r", element("w:fldChar", **{"w:fldCharType": "separate"})),
    ]


def rand(p: Any, soort: str) -> None:
    """A bar at the left and a light ground: a frame of paragraphs, no table for layout."""
    streep, grond = ("8A5A00", "FFFAF0") if soort == "let-op" else ("17375E", "F3F6FA")
    lijn = element("w:left", **{"w:val": "single", "w:sz": 24, "w:space": 8, "w:color": streep})
    eigenschappen = p._p.get_or_add_pPr()
    volgorde = [qn(f"w:{n}") for n in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr")]
    laatste = [k for k in eigenschappen if k.tag in volgorde]
    delen = [element("w:pBdr", lijn), element("w:shd", **{"w:val": "clear", "w:fill": grond})]
    for i, deel in enumerate(delen):
        eigenschappen.insert(len(laatste) + i, deel)


def tabelvorm(t: Any, tabel: Tabel) -> None:
    """Thin lines between rows, header row and first column named as such, caption as accessible title."""
    eigenschappen = t._tbl.tblPr
    lijn = {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "C5CED9"}
    randen = element("w:tblBorders", *(element(f"w:{k}", **lijn) for k in ("top", "bottom", "insideH")))
    kijk = eigenschappen.find(qn("w:tblLook"))
    if kijk is not None:
        eigenschappen.remove(kijk)
    marges = element(
        "w:tblCellMar",
        *(
            element(f"w:{k}", **{"w:w": v, "w:type": "dxa"})
            for k, v in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
        ),
    )
    indeling = eigenschappen.find(qn("w:tblLayout"))
    indeling.addprevious(randen)
    indeling.addnext(marges)
    eerste = int(tabel.rijkop)
    eigenschappen.append(
        element(
            "w:tblLook",
            **{"w:val": "04A0" if eerste else "0420", "w:firstRow": 1, "w:firstColumn": eerste, "w:noVBand": 1},
        )
    )
    eigenschappen.append(element("w:tblCaption", **{"w:val": (platte_tekst(tabel.bijschrift) or tabel.naam)[:250]}))
