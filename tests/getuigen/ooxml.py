"""Order and uniqueness in a Word file: what Word itself demands and more lenient readers let pass.

The sequences are those of ECMA-376 part 1 (CT_PPr, CT_RPr, CT_TblPr, CT_TcPr, CT_SectPr, CT_Settings in part).
"""

import io
import zipfile

from lxml import etree

W = _W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_VOLGORDE = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid "
    "spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl "
    "divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign "
    "rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
    "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers "
    "cellIns cellDel cellMerge tcPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
    "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "hyperlink": "r ins del moveFrom moveTo",
}


def gebreken(inhoud: bytes) -> list[str]:
    """What is out of order or not unique in a .docx; empty when all is well."""
    uit: list[str] = []
    with zipfile.ZipFile(io.BytesIO(inhoud)) as z:
        delen = {n: etree.fromstring(z.read(n)) for n in z.namelist() if n.startswith("word/") and n.endswith(".xml")}
    for naam, wortel in delen.items():
        for ouder, volgorde in _VOLGORDE.items():
            rang = {f"{_W}{kind}": i for i, kind in enumerate(volgorde.split())}
            for element in wortel.iter(f"{_W}{ouder}"):
                plaatsen = [rang.get(kind.tag, -1) for kind in element if isinstance(kind.tag, str)]
                if -1 in plaatsen:
                    uit.append(f"{naam}: onbekend kind in {ouder}: {[k.tag for k in element]}")
                elif ouder != "hyperlink" and plaatsen != sorted(plaatsen):
                    uit.append(f"{naam}: volgorde in {ouder}: {[etree.QName(k).localname for k in element]}")
        for cel in wortel.iter(f"{_W}tc"):
            if cel[-1].tag != f"{_W}p":
                uit.append(f"{naam}: een cel eindigt niet met een alinea")
    lijf = delen["word/document.xml"]
    namen_ = [e.get(f"{_W}name") for e in lijf.iter(f"{_W}bookmarkStart")]
    if len(namen_) != len(set(namen_)):
        uit.append("dubbele naam van een boekmerk")
    merken = ("bookmarkStart", "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart")
    for naam, wortel in delen.items():
        waarden = [e.get(f"{_W}id") for e in wortel.iter(*(f"{_W}{m}" for m in merken))]
        if len(waarden) != len(set(waarden)):
            uit.append(f"{naam}: dubbele id van een merk")
    uit.extend(_verplaatsingen(lijf))
    namen = {e.get(f"{_W}name") for e in lijf.iter(f"{_W}bookmarkStart")}
    for h in lijf.iter(f"{_W}hyperlink"):
        anker = h.get(f"{_W}anchor")
        if anker and anker not in namen:
            uit.append(f"koppeling naar onbekend boekmerk {anker}")
    ids = [
        e.get("id") for e in lijf.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    ]
    if len(ids) != len(set(ids)):
        uit.append("dubbele id van een figuur")
    for vervallen in (e for wortel in delen.values() for e in wortel.iter(f"{_W}del")):
        if vervallen.find(f".//{_W}t") is not None:
            uit.append("vervallen tekst staat in w:t in plaats van w:delText")
    return uit


def _verplaatsingen(lijf: etree._Element) -> list[str]:
    """Ranges of moved text: each begins and ends once, in that order, and its name stands at both places."""
    uit: list[str] = []
    namen: dict[str, list[str]] = {"moveFrom": [], "moveTo": []}
    for soort, lijst in namen.items():
        open_: set[str] = set()
        for e in lijf.iter(f"{_W}{soort}RangeStart", f"{_W}{soort}RangeEnd", f"{_W}{soort}"):
            naam = etree.QName(e).localname
            if naam.endswith("Start"):
                lijst.append(e.get(f"{_W}name"))
                open_.add(e.get(f"{_W}id"))
            elif naam.endswith("End"):
                if e.get(f"{_W}id") not in open_:
                    uit.append(f"{soort}: een einde zonder begin")
                open_.discard(e.get(f"{_W}id"))
            elif not open_:
                uit.append(f"{soort} staat buiten een bereik")
        if open_:
            uit.append(f"{soort}: een begin zonder einde")
        if len(lijst) != len(set(lijst)):
            uit.append(f"{soort}: dubbele naam")
    if sorted(namen["moveFrom"]) != sorted(namen["moveTo"]):
        uit.append(f"verplaatsing met maar één plaats: {set(namen['moveFrom']) ^ set(namen['moveTo'])}")
    return uit


def deel(inhoud: bytes, naam: str) -> etree._Element:
    """One part of a Word file, as a tree."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as z:
        return etree.fromstring(z.read(naam))
