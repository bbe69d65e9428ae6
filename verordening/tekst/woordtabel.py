"""Every element that can stand in the text of a Word file, and what the reader does with it: reading is closed.

Names are of ECMA-376 part 1 (transitional and strict), clause 17, and of Microsoft's published extensions. What is not in
these tables is entered in the ledger as *onverklaard*, a finding of severity *fout*.

>>> oordeel("w:strike").klasse, oordeel("w:keepNext").klasse
(<Klasse.KEUZE: 'keuze nodig'>, <Klasse.ONSCHADELIJK: 'onschadelijk'>)
>>> oordeel("w:ietsNieuws") is None
True
"""

from __future__ import annotations

from dataclasses import dataclass

from verordening.verantwoording import Klasse


@dataclass(frozen=True, slots=True)
class Oordeel:
    """What becomes of an element.

    Args:
        klasse: class in the ledger. Placed and structural elements are handled by name in the reader.
        waarom: one Dutch sentence, for what is not read.
    """

    klasse: Klasse
    waarom: str = ""


_OFFICE = "http://schemas.openxmlformats.org"
_MS = "http://schemas.microsoft.com/office"
RUIMTEN = {
    f"{_OFFICE}/wordprocessingml/2006/main": "w",
    f"{_OFFICE}/officeDocument/2006/relationships": "r",
    f"{_OFFICE}/officeDocument/2006/math": "m",
    f"{_OFFICE}/markup-compatibility/2006": "mc",
    f"{_OFFICE}/drawingml/2006/wordprocessingDrawing": "wp",
    f"{_OFFICE}/drawingml/2006/main": "a",
    f"{_OFFICE}/drawingml/2006/picture": "pic",
    f"{_OFFICE}/drawingml/2006/chart": "c",
    f"{_OFFICE}/drawingml/2006/diagram": "dgm",
    f"{_MS}/word/2010/wordml": "w14",
    f"{_MS}/word/2012/wordml": "w15",
    f"{_MS}/word/2010/wordprocessingShape": "wps",
    f"{_MS}/word/2010/wordprocessingGroup": "wpg",
    f"{_MS}/word/2010/wordprocessingCanvas": "wpc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
"""Namespace → the prefix by which it is called here."""


def kort(tag: object) -> str:
    """Name of an element with its prefix; a name of an unknown namespace keeps its address.

    >>> kort("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    'w:p'
    """
    if not isinstance(tag, str):
        return ""  # opmerking of verwerkingsopdracht van XML zelf
    ruimte, _, naam = tag[1:].partition("}")
    return f"{RUIMTEN[ruimte]}:{naam}" if ruimte in RUIMTEN else tag


def _namen(*namen: str) -> tuple[str, ...]:
    return tuple(naam if ":" in naam else f"w:{naam}" for reeks in namen for naam in reeks.split())


_GEPLAATST = _namen(
    "p r t delText tab br cr noBreakHyphen sym ptab tbl tr tc footnoteReference endnoteReference drawing pict object"
    " m:oMath m:oMathPara"
)
_STRUCTUUR = _namen(
    "body sdt sdtContent customXml smartTag hyperlink fldSimple fldChar instrText delInstrText dir bdo ins del moveFrom"
    " moveTo mc:AlternateContent mc:Choice mc:Fallback ruby",
    "pPr rPr pStyle rStyle numPr ind outlineLvl framePr vertAlign position rFonts vanish specVanish caps smallCaps b i lang",
    "tblPr tblGrid gridCol trPr tcPr gridSpan vMerge hMerge gridBefore gridAfter tblHeader hidden cellIns cellDel cellMerge"
    " sdtPr sdtEndPr customXmlPr smartTagPr bidiVisual numberingChange ilvl numId",
    "ffData name enabled calcOnExit entryMacro exitMacro helpText statusText label tabIndex checkBox size sizeAuto default"
    " checked ddList result listEntry textInput type maxLength format",
    "rPrChange pPrChange sectPrChange tblPrChange tblGridChange tcPrChange trPrChange tblPrExChange",
)
_ONSCHADELIJK = {
    "plaatsmerk zonder eigen tekst": _namen(
        "bookmarkStart bookmarkEnd proofErr permStart permEnd lastRenderedPageBreak moveFromRangeStart moveFromRangeEnd"
        " moveToRangeStart moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart"
        " customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart"
        " customXmlMoveToRangeEnd"
    ),
    "opmerking in de kantlijn; zij hoort niet tot de tekst": _namen(
        "commentRangeStart commentRangeEnd commentReference annotationRef"
    ),
    "het nummer of de streep van een noot; de noot zelf is gelezen": _namen(
        "footnoteRef endnoteRef separator continuationSeparator"
    ),
    "een afbreekteken dat alleen aan het eind van een regel zichtbaar is": _namen("softHyphen"),
    "bladspiegel, met kop- en voettekst; geen tekst van de regeling": _namen("sectPr"),
    "plaats van een alinea op de bladzijde": _namen(
        "keepNext keepLines pageBreakBefore widowControl suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku"
        " wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing"
        " contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap divId cnfStyle"
        " w15:collapsed"
    ),
    "letter, kleur en nadruk; de woorden zijn gelezen": _namen(
        "bCs iCs outline shadow emboss imprint noProof webHidden color w kern sz szCs highlight u effect bdr fitText rtl cs"
        " em eastAsianLayout oMath w14:glow w14:shadow w14:reflection w14:textOutline w14:textFill w14:scene3d w14:props3d"
        " w14:ligatures w14:numForm w14:numSpacing w14:stylisticSets w14:cntxtAlts"
    ),
    "maat en randen van een tabel": _namen(
        "tblStyle tblpPr tblOverlap tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders"
        " tblLayout tblCellMar tblLook tblCaption tblDescription wBefore wAfter cantSplit trHeight tcW tcBorders noWrap"
        " tcMar tcFitText vAlign hideMark headers tblPrEx"
    ),
}
_KEUZE = {
    "w:strike": "Met de hand doorgehaalde woorden: blijven zij staan of vallen zij weg?",
    "w:dstrike": "Met de hand dubbel doorgehaalde woorden: blijven zij staan of vallen zij weg?",
}
_GEWEIGERD = {
    "w:altChunk": "Een ingevoegd document wordt niet gelezen.",
    "w:subDoc": "Een subdocument wordt niet gelezen.",
    "w:contentPart": "Inkt of ander ingesloten materiaal wordt niet gelezen.",
    "w:pgNum": "Een bladzijdenummer in de tekst hangt van het afdrukken af.",
    "w:control": "Een ActiveX-besturingselement wordt niet gelezen.",
    "w:movie": "Beeld en geluid worden niet gelezen.",
    **dict.fromkeys(
        _namen("dayShort dayLong monthShort monthLong yearShort yearLong"),
        "De datum van het afdrukken is geen vaste tekst.",
    ),
}
_TABEL: dict[str, Oordeel] = {
    **{naam: Oordeel(Klasse.GEPLAATST) for naam in _GEPLAATST},
    **{naam: Oordeel(Klasse.ONSCHADELIJK, waarom) for waarom, namen in _ONSCHADELIJK.items() for naam in namen},
    **{naam: Oordeel(Klasse.STRUCTUUR) for naam in _STRUCTUUR},
    **{naam: Oordeel(Klasse.KEUZE, waarom) for naam, waarom in _KEUZE.items()},
    **{naam: Oordeel(Klasse.GEWEIGERD, waarom) for naam, waarom in _GEWEIGERD.items()},
}


def oordeel(naam: str) -> Oordeel | None:
    """What the reader does with an element; None when it is not known."""
    return _TABEL.get(naam)
