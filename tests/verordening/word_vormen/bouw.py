"""Kleine Word-bestanden uit losse XML: genoeg om elke vorm los te maken die in een gemeentelijk bestand kan staan."""

import io
import zipfile

OD = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RUIMTEN = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OD}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
STIJLEN = "".join(
    f'<w:style w:type="paragraph" {"w:default=" + chr(34) + "1" + chr(34) if i == "Normal" else ""} w:styleId="{i}">'
    f'<w:name w:val="{n}"/>{"" if i == "Normal" else "<w:basedOn w:val=" + chr(34) + "Normal" + chr(34) + "/>"}'
    f"{f'<w:pPr><w:outlineLvl w:val={chr(34)}{u}{chr(34)}/></w:pPr>' if u else ''}</w:style>"
    for i, n, u in (
        ("Normal", "Normal", ""),
        ("Title", "Title", ""),
        ("Kop1", "heading 1", "0"),
        ("Kop2", "heading 2", "1"),
        ("Kop3", "heading 3", "2"),
    )
)
_KOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SOORT = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def r(tekst, eigen=""):
    """Een loop; ``eigen`` is de inhoud van w:rPr."""
    return f'<w:r>{f"<w:rPr>{eigen}</w:rPr>" if eigen else ""}<w:t xml:space="preserve">{tekst}</w:t></w:r>'


def p(*delen, stijl="", num="", niveau="", eigen="", merk="", links=""):
    """Een alinea; losse woorden worden lopen."""
    ppr = f'<w:pStyle w:val="{stijl}"/>' if stijl else ""
    if num or niveau:
        ppr += "<w:numPr>" + (f'<w:ilvl w:val="{niveau}"/>' if niveau else "")
        ppr += (f'<w:numId w:val="{num}"/>' if num else "") + "</w:numPr>"
    ppr += (f'<w:ind w:left="{links}"/>' if links else "") + eigen + (f"<w:rPr>{merk}</w:rPr>" if merk else "")
    inhoud = "".join(d if d.startswith("<") else r(d) for d in delen)
    return f"<w:p>{f'<w:pPr>{ppr}</w:pPr>' if ppr else ''}{inhoud}</w:p>"


def vet(tekst, **meer):
    """Een alinea die alleen vet is."""
    return p(r(tekst, "<w:b/>"), **meer)


def art(nr, titel="Hulp"):
    """De kop van een artikel."""
    return p(f"Artikel {nr} {titel}".strip(), stijl="Kop2")


def niv(i, soort="decimal", vorm="", start=1, meer="", rpr="", links=None):
    """Een niveau van een lijst."""
    vorm = vorm or f"%{i + 1}."
    ind = f'<w:pPr><w:ind w:left="{360 * (i + 1) if links is None else links}" w:hanging="360"/></w:pPr>'
    return (
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{soort}"/>{meer}<w:lvlText w:val="{vorm}"/>'
        f"{ind}{f'<w:rPr>{rpr}</w:rPr>' if rpr else ''}</w:lvl>"
    )


def lijst(nummer, *niveaus, meer=""):
    """Een w:abstractNum met de lijst van hetzelfde nummer."""
    return f'<w:abstractNum w:abstractNumId="{nummer}">{meer}{"".join(niveaus)}</w:abstractNum>', num(nummer, nummer)


def num(nummer, abstract, meer=""):
    """Een w:num."""
    return f'<w:num w:numId="{nummer}"><w:abstractNumId w:val="{abstract}"/>{meer}</w:num>'


def nummering(*delen):
    """De nummering: eerst alle abstracte lijsten, dan de lijsten."""
    plat = [d for deel in delen for d in (deel if isinstance(deel, tuple) else (deel,))]
    return "".join(sorted(plat, key=lambda d: d.startswith("<w:num ")))


def stijl(sid, naam="", basis="Normal", ppr="", rpr="", soort="paragraph"):
    """Een stijl."""
    return (
        f'<w:style w:type="{soort}" w:styleId="{sid}"><w:name w:val="{naam or sid}"/>'
        f"{f'<w:basedOn w:val={chr(34)}{basis}{chr(34)}/>' if basis and soort == 'paragraph' else ''}"
        f"{f'<w:pPr>{ppr}</w:pPr>' if ppr else ''}{f'<w:rPr>{rpr}</w:rPr>' if rpr else ''}</w:style>"
    )


def cel(*delen, eigen=""):
    """Een cel."""
    inhoud = "".join(d if d.startswith(("<w:p", "<w:tbl", "<w:sdt")) else p(d) for d in delen) or "<w:p/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{eigen}</w:tcPr>{inhoud}</w:tc>'


def rij(*cellen, eigen=""):
    """Een rij; losse woorden worden cellen."""
    binnen = "".join(c if c.startswith("<") else cel(c) for c in cellen)
    return f"<w:tr>{f'<w:trPr>{eigen}</w:trPr>' if eigen else ''}{binnen}</w:tr>"


def tabel(*rijen, kolommen=2):
    """Een tabel."""
    raster = '<w:gridCol w:w="2000"/>' * kolommen
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{raster}</w:tblGrid>{"".join(rijen)}</w:tbl>'


def veld(opdracht, uitkomst=None, extra=""):
    """Een veld; ``uitkomst`` None: niets opgeslagen."""

    def teken(soort, binnen=""):
        return f'<w:r><w:fldChar w:fldCharType="{soort}">{binnen}</w:fldChar></w:r>'

    eigen, haak, genest = opdracht.partition("<")
    uit = teken("begin", extra) + f'<w:r><w:instrText xml:space="preserve"> {eigen} </w:instrText></w:r>{haak}{genest}'
    if uitkomst is not None:
        uit += teken("separate") + (uitkomst if uitkomst.startswith("<") else r(uitkomst))
    return uit + teken("end")


def sdt(inhoud, eigen=""):
    """Een inhoudsbesturingselement."""
    return f"<w:sdt><w:sdtPr>{eigen}</w:sdtPr><w:sdtContent>{inhoud}</w:sdtContent></w:sdt>"


def spoor(soort, inhoud):
    """Een bijgehouden wijziging om lopen heen."""
    inhoud = inhoud.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ") if soort == "del" else inhoud
    return f'<w:{soort} w:id="9" w:author="x" w:date="2026-01-01T00:00:00Z">{inhoud}</w:{soort}>'


def docx(romp, telling="", stijlen="", delen=None, sectie=""):
    """Het bestand. ``delen``: soort van de relatie → (pad, inhoud)."""
    delen = dict(delen or {})
    delen["styles"] = (
        "styles.xml",
        f"<w:styles {RUIMTEN}>{stijlen if '<w:docDefaults' in stijlen else ''}{STIJLEN}"
        f"{'' if '<w:docDefaults' in stijlen else stijlen}</w:styles>",
    )
    if telling:
        delen["numbering"] = ("numbering.xml", f"<w:numbering {RUIMTEN}>{telling}</w:numbering>")
    soorten = "".join(
        f'<Override PartName="/word/{pad}" ContentType="{_SOORT}.{soort}+xml"/>' for soort, (pad, _) in delen.items()
    )
    relaties = "".join(
        f'<Relationship Id="r{soort}" Type="{OD}/{soort}" Target="{pad}"/>' for soort, (pad, _) in delen.items()
    )
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr(
            "[Content_Types].xml",
            f'{_KOP}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_SOORT}.document.main+xml"/>'
            f"{soorten}</Types>",
        )
        pakket = "http://schemas.openxmlformats.org/package/2006/relationships"
        z.writestr(
            "_rels/.rels",
            f'{_KOP}<Relationships xmlns="{pakket}"><Relationship Id="r1" Type="{OD}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        z.writestr("word/_rels/document.xml.rels", f'{_KOP}<Relationships xmlns="{pakket}">{relaties}</Relationships>')
        for pad, inhoud in delen.values():
            z.writestr(f"word/{pad}", _KOP + inhoud)
        maat = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>'
        z.writestr(
            "word/document.xml",
            f"{_KOP}<w:document {RUIMTEN}><w:body>{romp}<w:sectPr>{sectie}{maat}</w:sectPr></w:body></w:document>",
        )
    return uit.getvalue()


DRIE = ("Het college helpt.", "De raad helpt.", "De burgemeester helpt.")
TITEL = p("Verordening proef", stijl="Title")
SLOT = art(9, "Slot") + p("De raad regelt de rest.")


def blad(*romp, **meer):
    """Een verordening met deze alinea's in artikel 1."""
    return docx(TITEL + art(1) + "".join(romp) + SLOT, **meer)


def telling_van(soort="decimal", vorm="", **meer):
    return nummering(lijst(1, niv(0, soort, vorm, **meer), niv(1, "lowerLetter"), niv(2, "decimal", "%3°")))


def leden(*namen, num_="1", **meer):
    return "".join(p(n, num=num_, **meer) for n in namen)
