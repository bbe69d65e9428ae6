"""WordprocessingML as text: a paragraph and its runs, sections, and the marks that Word wants in a fixed order.

A long table has tens of thousands of elements; making each of them an object costs twenty times what its text costs.
Element names are of ECMA-376 part 1, clause 17; the order inside ``w:pPr`` and ``w:rPr`` is that of its schema.

>>> p = Alineavak("Heading2", inhoud=[loop("Wat & hoe", vet=True)])
>>> str(p)
'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Wat &amp; hoe</w:t></w:r></w:p>'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_WIT = re.compile(r"([\t\r\n])")
_PPR = ("keepNext", "numPr", "pBdr", "shd", "tabs", "spacing", "ind", "jc", "rPr", "sectPr")
"""order of the properties of a paragraph that we use (CT_PPr), after its style"""
_RPR = ("b", "i", "strike", "dstrike", "color", "u", "vertAlign")
"""order of the properties of a run that we use (CT_RPr), after its style"""


def plat(waarde: object) -> str:
    """A value as text or attribute of XML.

    >>> plat('a < "b"')
    'a &lt; &quot;b&quot;'
    """
    uit = str(waarde)
    if "&" in uit:
        uit = uit.replace("&", "&amp;")
    if "<" in uit:
        uit = uit.replace("<", "&lt;")
    return uit.replace(">", "&gt;").replace('"', "&quot;")


def twips(cm: float) -> int:
    """Centimetres in twentieths of a point.

    >>> twips(2.4)
    1361
    """
    return round(int(cm * 360_000) / 635)


def attributen(waarden: dict[str, object]) -> str:
    """Attributes of the namespace ``w``; a name with a prefix keeps it."""
    return "".join(f' {n if ":" in n else "w:" + n}="{plat(w)}"' for n, w in waarden.items())


def eigenschap(naam: str, inhoud: str = "", **waarden: object) -> str:
    """An element of the namespace ``w``.

    >>> eigenschap("ind", left=720), eigenschap("tabs", eigenschap("tab", val="left"))
    ('<w:ind w:left="720"/>', '<w:tabs><w:tab w:val="left"/></w:tabs>')
    """
    kop = f"w:{naam}{attributen(waarden)}"
    return f"<{kop}>{inhoud}</w:{naam}>" if inhoud else f"<{kop}/>"


def tekst(woorden: str, *, vervallen: bool = False) -> str:
    """The words of a run; tabs and line breaks are elements."""
    tag = "delText" if vervallen else "t"
    uit = []
    for deel in _WIT.split(woorden):
        if deel == "\t":
            uit.append("<w:tab/>")
        elif deel in ("\n", "\r"):
            uit.append("<w:br/>")
        elif deel:
            ruimte = ' xml:space="preserve"' if vervallen or deel.strip() != deel else ""
            uit.append(f"<w:{tag}{ruimte}>{plat(deel)}</w:{tag}>")
    return "".join(uit)


def loop(woorden: str, *, stijl: str = "", vet: bool = False, vervallen: bool = False, **vorm: str) -> str:
    """A run.

    Args:
        stijl: id of a character style.
        vervallen: the words stand in ``w:delText``, as inside ``w:del``.
        vorm: further properties, name → ``w:val``; "" for an element without.
    """
    return rauwe_loop(tekst(woorden, vervallen=vervallen), stijl=stijl, vet=vet, **vorm)


def rauwe_loop(inhoud: str, *, stijl: str = "", vet: bool = False, **vorm: str) -> str:
    """A run with elements that are no words: a reference to a note, a field, a drawing."""
    if vet:
        vorm["b"] = ""
    eigen = f'<w:rStyle w:val="{plat(stijl)}"/>' if stijl else ""
    for naam in _RPR if vorm else ():
        if naam in vorm:
            eigen += f'<w:{naam} w:val="{plat(vorm[naam])}"/>' if vorm[naam] else f"<w:{naam}/>"
    return f"<w:r><w:rPr>{eigen}</w:rPr>{inhoud}</w:r>" if eigen else f"<w:r>{inhoud}</w:r>"


@dataclass(slots=True)
class Alineavak:
    """A paragraph in the making: id of its style, properties (name → element) and content (elements)."""

    stijl: str = ""
    eigen: dict[str, str] = field(default_factory=dict)
    inhoud: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        eigen = f'<w:pStyle w:val="{plat(self.stijl)}"/>' if self.stijl else ""
        if self.eigen:
            eigen += "".join(self.eigen[naam] for naam in _PPR if naam in self.eigen)
        return f"<w:p>{f'<w:pPr>{eigen}</w:pPr>' if eigen else ''}{''.join(self.inhoud)}</w:p>"


def sectie(liggend: bool, verwijzingen: str = "") -> str:
    """Page size and margins of what stands before it; *verwijzingen* to header and footer in the first section only."""
    breed, hoog = (twips(29.7), twips(21)) if liggend else (twips(21), twips(29.7))
    links, rechts = (twips(2), twips(2)) if liggend else (twips(2.5), twips(2.2))
    maat = eigenschap("pgSz", w=breed, h=hoog, **({"orient": "landscape"} if liggend else {}))
    rand = eigenschap(
        "pgMar", top=twips(2.4), right=rechts, bottom=twips(2.4), left=links, header=720, footer=720, gutter=0
    )
    return eigenschap(
        "sectPr", verwijzingen + maat + rand + eigenschap("cols", space=720) + eigenschap("docGrid", linePitch=360)
    )


def veldbegin(opdracht: str) -> str:
    """The runs that open a field; the caller closes it with ``w:fldChar`` end."""
    begin, scheiding = (rauwe_loop(eigenschap("fldChar", fldCharType=soort)) for soort in ("begin", "separate"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {plat(opdracht)} </w:instrText></w:r>{scheiding}'


def veld(opdracht: str, waarde: str) -> str:
    """A field with a first value; Word computes it anew when it opens."""
    return veldbegin(opdracht) + loop(waarde) + rauwe_loop(eigenschap("fldChar", fldCharType="end"))


def tekening(nummer: int, alt: str, naam: str, verwijzing: str, breed: int, hoog: int) -> str:
    """A picture in the line of the text (ECMA-376 part 1, 20.4.2.8), with its alternative; sizes in drawing units."""
    maat = f'cx="{breed}" cy="{hoog}"'
    return (
        f'<w:drawing><wp:inline><wp:extent {maat}/><wp:docPr id="{nummer}" name="Figuur {nummer}" '
        f'descr="{plat(alt)}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="{naam}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{verwijzing}"/><a:stretch>'
        f'<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {maat}/></a:xfrm>'
        '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
