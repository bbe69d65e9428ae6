"""Wat in een alinea kan staan. Eigen zinnen, voorbeeldtekst."""

from tests.verordening.word_vormen.bouw import (
    RUIMTEN,
    blad,
    p,
    r,
    sdt,
    spoor,
    stijl,
    veld,
)


def letters():
    """Wat de opmaak van woorden over de woorden zegt."""
    zin = "Het college helpt binnen {} weken."
    for naam, eigen in (
        ("vet", "<w:b/>"),
        ("cursief", "<w:i/>"),
        ("onderstreept", '<w:u w:val="single"/>'),
        ("hoofdletters", "<w:caps/>"),
        ("klein kapitaal", "<w:smallCaps/>"),
        ("doorgehaald", "<w:strike/>"),
        ("dubbel doorgehaald", "<w:dstrike/>"),
        ("doorgehaald uit", '<w:strike w:val="0"/>'),
        ("verborgen", "<w:vanish/>"),
        ("verborgen uit", '<w:vanish w:val="false"/>'),
        ("kleur", '<w:color w:val="FF0000"/>'),
        ("markering", '<w:highlight w:val="yellow"/>'),
        ("taal", '<w:lang w:val="en-GB"/>'),
        ("hoog", '<w:vertAlign w:val="superscript"/>'),
        ("laag", '<w:vertAlign w:val="subscript"/>'),
        ("gewone hoogte", '<w:vertAlign w:val="baseline"/>'),
        ("met de hand hoog", '<w:position w:val="6"/><w:sz w:val="14"/>'),
        ("rand", '<w:bdr w:val="single"/>'),
        ("webHidden", "<w:webHidden/>"),
        ("noProof", "<w:noProof/>"),
        ("gloed", '<w14:glow w14:rad="1"><w14:srgbClr w14:val="FF0000"/></w14:glow>'),
    ):
        yield f"loop {naam}", blad(p("Het college helpt binnen 10", r("2", eigen), " weken."))
    verborgen = stijl("Geheim", rpr="<w:vanish/>", soort="character")
    yield (
        "verborgen door tekenstijl",
        blad(p("Zes", r(" geheime", '<w:rStyle w:val="Geheim"/>'), " weken."), stijlen=verborgen),
    )
    yield (
        "doorgehaald door tekenstijl",
        blad(
            p("Zes", r(" acht", '<w:rStyle w:val="Weg"/>'), " weken."),
            stijlen=stijl("Weg", rpr="<w:strike/>", soort="character"),
        ),
    )
    yield (
        "verborgen door alineastijl",
        blad(p(zin.format("zes")), p("Interne noot.", stijl="Intern"), stijlen=stijl("Intern", rpr="<w:vanish/>")),
    )
    yield (
        "verborgen door basisstijl",
        blad(
            p(zin.format("zes")),
            p("Interne noot.", stijl="Intern2"),
            stijlen=stijl("Intern", rpr="<w:vanish/>") + stijl("Intern2", basis="Intern"),
        ),
    )
    yield (
        "dubbel verborgen is zichtbaar",
        blad(
            p(zin.format("zes")),
            p(r("Toch te zien.", '<w:rStyle w:val="Geheim"/>'), stijl="Intern"),
            stijlen=verborgen + stijl("Intern", rpr="<w:vanish/>"),
        ),
    )
    yield "hoofdletters door stijl", blad(p("Let op dit lid.", stijl="Groot"), stijlen=stijl("Groot", rpr="<w:caps/>"))


def inhoud():
    """Wat in een alinea kan staan."""

    def zin(*delen, **meer):
        return blad(p("Het bedrag is ", *delen, r(" euro.")), **meer)

    for naam, xml in (
        ("tab", "<w:r><w:t>25</w:t><w:tab/><w:t>tot</w:t></w:r>"),
        ("regeleinde", "<w:r><w:t>25</w:t><w:br/><w:t>tot</w:t></w:r>"),
        ("cr", "<w:r><w:t>25</w:t><w:cr/><w:t>tot</w:t></w:r>"),
        (
            "ptab",
            '<w:r><w:t>25</w:t><w:ptab w:alignment="right" w:relativeTo="margin" w:leader="none"/><w:t>tot</w:t></w:r>',
        ),
        ("vast koppelteken", "<w:r><w:t>25</w:t><w:noBreakHyphen/><w:t>30</w:t></w:r>"),
        ("zacht afbreekteken", "<w:r><w:t>vijf</w:t><w:softHyphen/><w:t>tig</w:t></w:r>"),
        ("nulbreedte", "<w:r><w:t>vijf\u200btig</w:t></w:r>"),
        ("laatste bladzijde", "<w:r><w:lastRenderedPageBreak/><w:t>25</w:t></w:r>"),
        ("koppeling", f'<w:hyperlink w:anchor="x">{r("25")}</w:hyperlink>'),
        ("smartTag", f'<w:smartTag w:element="x">{r("25")}</w:smartTag>'),
        ("bladwijzer", f'<w:bookmarkStart w:id="1" w:name="x"/>{r("25")}<w:bookmarkEnd w:id="1"/>'),
        ("spelling", f'<w:proofErr w:type="spellStart"/>{r("25")}<w:proofErr w:type="spellEnd"/>'),
        ("besturing", sdt(r("25"))),
        ("besturing in besturing", sdt(sdt(r("25")))),
        ("dir", f'<w:dir w:val="ltr">{r("25")}</w:dir>'),
        ("customXml", f'<w:customXml w:element="x">{r("25")}</w:customXml>'),
        ("fldSimple", f'<w:fldSimple w:instr=" REF x ">{r("25")}</w:fldSimple>'),
        ("REF", veld("REF x", "25")),
        ("genest veld", veld(f"IF 1 = 1 {veld('QUOTE 7', '7')}", "25")),
        ("XE", r("25") + veld('XE "bedrag"')),
        ("veld zonder uitkomst", veld("DOCPROPERTY Bedrag")),
        ("LISTNUM", veld("LISTNUM", "")),
        ("AUTONUM", veld("AUTONUM")),
        ("MACROBUTTON", veld("MACROBUTTON Niets 25")),
        ("EQ", veld("EQ \\f(1;2)")),
        ("PAGE", veld("PAGE", "1")),
        ("formuliertekst", veld("FORMTEXT", "25", "<w:ffData><w:textInput/></w:ffData>")),
        (
            "vinkje aan",
            veld(
                "FORMCHECKBOX", None, '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
            ),
        ),
        (
            "vinkje uit",
            veld("FORMCHECKBOX", None, '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'),
        ),
        (
            "keuzelijst",
            veld(
                "FORMDROPDOWN",
                None,
                '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="20"/><w:listEntry w:val="25"/></w:ddList></w:ffData>',
            ),
        ),
        ("ingevoegd", spoor("ins", r("25"))),
        ("vervallen", r("25") + spoor("del", r("20"))),
        ("verplaatst", spoor("moveTo", r("25")) + spoor("moveFrom", r("30"))),
        ("opmaak gewijzigd", r("25", '<w:b/><w:rPrChange w:id="3" w:author="x"><w:rPr/></w:rPrChange>')),
        (
            "alternatief",
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>25</w:t></mc:Choice><mc:Fallback><w:t>25</w:t></mc:Fallback></mc:AlternateContent></w:r>',
        ),
        ("formule", "<m:oMath><m:r><m:t>25</m:t></m:r></m:oMath>"),
        (
            "macht",
            "<m:oMath><m:sSup><m:e><m:r><m:t>5</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
        ),
        (
            "breuk",
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
        ),
        ("ruby", f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('boven')}</w:rt><w:rubyBase>{r('25')}</w:rubyBase></w:ruby></w:r>"),
        ("datum van nu", "<w:r><w:dayLong/></w:r>"),
        ("onbekend", "<w:r><w:ietsNieuws/><w:t>25</w:t></w:r>"),
        ("subdocument", '<w:subDoc r:id="r9"/>'),
        ("plaatshouder", sdt(r("Klik hier"), "<w:showingPlcHdr/>")),
        ("sierletters", '<w:r><w:pict><v:shape><v:textpath string="CONCEPT"/></v:shape></w:pict></w:r>'),
    ):
        yield f"in de zin: {naam}", zin(xml if xml.startswith("<") else r(xml))
    for letter, code in (
        ("Symbol", "F0B3"),
        ("Symbol", "F0A3"),
        ("Symbol", "F0B0"),
        ("Wingdings", "F0FC"),
        ("Wingdings", "F06F"),
        ("Wingdings", "F0E0"),
        ("Wingdings 2", "F050"),
        ("Symbol", "F0D7"),
        ("Vreemd", "F041"),
    ):
        yield f"symbool {letter} {code}", zin(f'<w:r><w:sym w:font="{letter}" w:char="{code}"/></w:r>')
    yield "letter Symbol", zin(r("\uf0b3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'))
    noten = f'<w:footnotes {RUIMTEN}><w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", " Zie bijlage 1.")}</w:footnote></w:footnotes>'
    yield (
        "voetnoot",
        zin(r("25"), '<w:r><w:footnoteReference w:id="2"/></w:r>', delen={"footnotes": ("footnotes.xml", noten)}),
    )
    eind = noten.replace("footnote", "endnote")
    yield (
        "eindnoot",
        zin(r("25"), '<w:r><w:endnoteReference w:id="2"/></w:r>', delen={"endnotes": ("endnotes.xml", eind)}),
    )
    yield "noot ontbreekt", zin(r("25"), '<w:r><w:footnoteReference w:id="7"/></w:r>')
    opm = f'<w:comments {RUIMTEN}><w:comment w:id="0" w:author="x">{p("Klopt dit?")}</w:comment></w:comments>'
    yield (
        "opmerking",
        zin(
            '<w:commentRangeStart w:id="0"/>',
            r("25"),
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
            delen={"comments": ("comments.xml", opm)},
        ),
    )
    vak = f"<w:txbxContent>{p('Let op het bedrag.')}</w:txbxContent>"
    yield (
        "tekstvak",
        zin(
            r("25"),
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>{vak}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{vak}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>',
        ),
    )
