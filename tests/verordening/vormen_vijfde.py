"""Vormen die bij de vorige reeksen niet voorkwamen: Word, OpenDocument en geplakte tekst, met wat er op papier staat.

De verwachting is vastgelegd voordat de vorm gelezen werd; inspringing is wat onder wat staat. Wat de lezer niet kan lezen
mag hij weigeren of zeggen (``None``: alleen dat is goed). Eigen zinnen, voorbeeldtekst.
"""

from functools import partial

from tests.verordening import test_odt_lezen
from tests.verordening.test_odt_lezen import gebied, merk, p as op, sporen
from tests.verordening.word_vormen.bouw import (
    RUIMTEN,
    SLOT,
    TITEL,
    art,
    blad,
    docx,
    leden,
    lijst,
    niv,
    num,
    nummering,
    p,
    r,
    rij,
    sdt,
    spoor,
    stijl,
    tabel,
    veld,
)

A, B, C = "Het college helpt.", "De raad helpt.", "De burgemeester helpt."
EEN = nummering(lijst(1, niv(0), niv(1, "lowerLetter"), niv(2, "decimal", "%3°")))
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
odt = partial(test_odt_lezen.odt, manifest=MANIFEST)
HOOG = '<w:vertAlign w:val="superscript"/>'


def word():
    """Vormen van Word."""
    omgekeerd = num(1, 1) + lijst(1, niv(0))[0]
    yield "w:num staat voor w:abstractNum", blad(leden(A, B), telling=omgekeerd), [f"1. {A}", f"2. {B}"]
    lijststijl = stijl("LN", "List Number", ppr='<w:numPr><w:numId w:val="1"/></w:numPr>')
    yield (
        "nummer nul neemt de lijst van de stijl weg",
        blad(
            p(A, stijl="LN"),
            p("Dit geldt altijd.", stijl="LN", num="0", niveau="12"),
            p(B, stijl="LN"),
            telling=EEN,
            stijlen=lijststijl,
        ),
        [f"1. {A}", "  Dit geldt altijd.", f"2. {B}"],
    )
    herstart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    twee = nummering(lijst(1, niv(0)), num(2, 1, herstart))
    yield (
        "herstart in artikel 2 en dan verder met de stijl",
        docx(
            TITEL + art(1) + p(A, stijl="LN") + p(B, stijl="LN") + art(2) + p(A, num="2") + p(B, stijl="LN") + SLOT,
            telling=twee,
            stijlen=lijststijl,
        ),
        [f"1. {A}", f"2. {B}", "Artikel 2 Hulp", f"1. {A}", f"2. {B}"],
    )
    yield (
        "ingevoegd in een koppeling",
        blad(p("Het college ", f'<w:hyperlink w:anchor="x">{spoor("ins", r("helpt"))}</w:hyperlink>', r("."))),
        [A],
    )
    yield "ingevoegd door de een, weggehaald door de ander", blad(p(r(A), spoor("ins", spoor("del", r(" Niet."))))), [A]
    weg = '<w:del w:id="5" w:author="x" w:date="2026-01-01T00:00:00Z"/>'
    yield (
        "einde van een genummerde alinea weggehaald",
        blad(p("Het college ", num="1", merk=weg), p("helpt.", num="1"), p(B, num="1"), telling=EEN),
        [f"1. {A}", f"2. {B}"],
    )
    yield "som als veld", blad(p("Ten hoogste ", veld("= 2+3", "5"), r(" weken."))), ["Ten hoogste 5 weken."]
    yield "automatisch nummer van vroeger", blad(p(veld("AUTONUM", None), r(f" {A}"))), None
    yield (
        "nummer van een tabel als veld",
        blad(p("Zie tabel ", veld("SEQ Tabel", "1"), r(" hieronder."))),
        ["Zie tabel 1 hieronder."],
    )
    yield (
        "kolomeinde midden in de zin",
        blad(p(r("Het college "), '<w:r><w:br w:type="column"/></w:r>', r("helpt."))),
        [A],
    )
    yield (
        "regeleinde met wissen midden in de zin",
        blad(p(r("Het college"), '<w:r><w:br w:type="textWrapping" w:clear="all"/></w:r>', r("helpt."))),
        [A],
    )
    yield (
        "einde van een sectie in een alinea met tekst",
        blad(p(A, eigen='<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'), p(B)),
        [A, B],
    )
    eind = f'<w:endnotes {RUIMTEN}><w:endnote w:id="2">{p("Zie de wet.")}</w:endnote></w:endnotes>'
    yield (
        "eindnoot midden in een woord",
        docx(
            TITEL + art(1) + p("Het college", '<w:r><w:endnoteReference w:id="2"/></w:r>', r(" helpt.")) + SLOT,
            delen={"endnotes": ("endnotes.xml", eind)},
        ),
        [A, "Zie de wet."],
    )
    yield (
        "besturingselement om een rij en herhaalde koprij",
        blad(
            p("De bedragen zijn:"),
            tabel(rij("Soort", "Bedrag", eigen="<w:tblHeader/>"), sdt(rij("hond", "€ 10")), rij("kat", "€ 5")),
        ),
        ["De bedragen zijn:", "Soort", "Bedrag", "hond", "€ 10", "kat", "€ 5"],
    )
    yield (
        "zevenentwintigste letter",
        blad(p(A, num="1"), p(B, num="1"), telling=nummering(lijst(1, niv(0, "lowerLetter", "%1.", start=26)))),
        [f"  z. {A}", f"  aa. {B}"],
    )
    yield (
        "achtentwintigste letter",
        blad(p(A, num="1"), p(B, num="1"), telling=nummering(lijst(1, niv(0, "lowerLetter", "%1.", start=27)))),
        [f"  aa. {A}", f"  bb. {B}"],
    )
    yield (
        "romeinse onderdelen op het derde niveau",
        blad(
            p("Het college helpt:", num="1"),
            p("met:", num="1", niveau="1"),
            p("raad;", num="1", niveau="2"),
            p("daad.", num="1", niveau="2"),
            telling=nummering(lijst(1, niv(0), niv(1, "lowerLetter"), niv(2, "lowerRoman"))),
        ),
        ["1. Het college helpt:", "  a. met:", "    i. raad;", "    ii. daad."],
    )
    yield (
        "opmerking, bladwijzer en spelfout midden in een woord",
        blad(
            p(
                r("Het col"),
                '<w:commentRangeStart w:id="1"/><w:bookmarkStart w:id="2" w:name="b"/>',
                r("le"),
                '<w:proofErr w:type="spellStart"/><w:commentRangeEnd w:id="1"/><w:bookmarkEnd w:id="2"/>',
                r("ge helpt."),
            )
        ),
        [A],
    )
    yield (
        "nummer, punt en tab in drie lopen",
        blad(p(r("1"), r("."), "<w:r><w:tab/></w:r>", r(A)), p(r("2"), r("."), "<w:r><w:tab/></w:r>", r(B))),
        [f"1. {A}", f"2. {B}"],
    )
    yield (
        "macht en rangtelwoord",
        blad(p("De 1", r("e", HOOG), r(" 10 m"), r("2", HOOG), r(" is vrij."))),
        ["De 1e 10 m² is vrij."],
    )
    yield (
        "kop in kleine letters met de opmaak hoofdletters",
        docx(TITEL + p(r("artikel 1 hulp", "<w:caps/>"), stijl="Kop2") + p(A) + SLOT),
        [A],
    )
    yield (
        "losse voorvoegsels: artikelnummer uit de lijst van de kopstijl",
        docx(
            TITEL + p("Hulp", stijl="AK") + p(A) + p("Slot", stijl="AK") + p(B),
            telling=nummering(
                lijst(1, niv(0, "decimal", "Artikel %1", meer='<w:pStyle w:val="AK"/><w:suff w:val="space"/>'))
            ),
            stijlen=stijl("AK", "Artikelkop", "Kop2", ppr='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        ),
        [A, "Artikel 2 Slot", B],
    )
    yield (
        "tabel met de ondertekening",
        docx(
            TITEL
            + art(1)
            + p(A)
            + p("Aldus vastgesteld op 1 mei 2026.")
            + tabel(rij("de griffier,", "de voorzitter,"))
            + ""
        ),
        [A, "Aldus vastgesteld op 1 mei 2026.", "de griffier,", "de voorzitter,"],
    )
    yield (
        "twee nummers van een niveau: de tweede is weggehaald",
        blad(p(A, num="1"), p(spoor("del", r("Oud.")), num="1", merk=weg), p(B, num="1"), telling=EEN),
        [f"1. {A}", f"2. {B}"],
    )
    yield (
        "lid met een gewone alinea erachter op dezelfde inspringing",
        blad(
            p(A, num="1", links="360"), p("Dat doet het gratis.", links="360"), p(B, num="1", links="360"), telling=EEN
        ),
        [f"1. {A}", "  Dat doet het gratis.", f"2. {B}"],
    )
    yield (
        "wiskundig minteken en gradenteken uit de letter Symbol",
        blad(
            p(
                "Bij ",
                '<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>',
                r("5 "),
                '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>',
                r("C sluit het college."),
            )
        ),
        ["Bij −5 °C sluit het college."],
    )


def od_lijst(*items, kop='text:style-name="L"'):
    return f"<text:list {kop}>{''.join(items)}</text:list>"


def item(*delen, eigen=""):
    return f"<text:list-item{eigen}>{''.join(delen)}</text:list-item>"


def niveaus(een='style:num-format="1" style:num-suffix="."', twee='style:num-format="a" style:num-suffix="."'):
    return (
        f'<text:list-style style:name="L"><text:list-level-style-number text:level="1" {een}/>'
        f'<text:list-level-style-number text:level="2" {twee}/></text:list-style>'
    )


def opendocument():
    """Vormen van OpenDocument."""
    yield (
        "kop van een lijst zonder nummer",
        odt(od_lijst(f"<text:list-header>{op('Zij helpen:')}</text:list-header>", item(op(A)), item(op(B))), niveaus()),
        ["Zij helpen:", f"1. {A}", f"2. {B}"],
    )
    yield (
        "lijst gaat verder na een tussenalinea",
        odt(
            od_lijst(item(op(A)), item(op(B)))
            + op("Bovendien:")
            + od_lijst(item(op(C)), kop='text:style-name="L" text:continue-numbering="true"'),
            niveaus(),
        ),
        [f"1. {A}", f"2. {B}", "  Bovendien:", f"3. {C}"],
    )
    yield (
        "alinea met een eigen nummer",
        odt(
            '<text:numbered-paragraph text:list-id="l1" text:level="1" text:style-name="L"><text:p>'
            f"{A}</text:p></text:numbered-paragraph>"
            '<text:numbered-paragraph text:list-id="l1" text:level="1" text:style-name="L"><text:p>'
            f"{B}</text:p></text:numbered-paragraph>",
            niveaus(),
        ),
        [f"1. {A}", f"2. {B}"],
    )
    yield (
        "volgnummer van een tabel",
        odt(op('Zie tabel <text:sequence text:name="Tabel">1</text:sequence> hieronder.')),
        ["Zie tabel 1 hieronder."],
    )
    yield (
        "verwijzing naar een nummer",
        odt(
            op('Zie artikel <text:bookmark-ref text:reference-format="number" text:ref-name="x">2</text:bookmark-ref>.')
        ),
        ["Zie artikel 2."],
    )
    yield (
        "cel die zich herhaalt",
        odt(
            op("Zie:")
            + '<table:table><table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>nihil</text:p>'
            "</table:table-cell></table:table-row></table:table>"
        ),
        ["Zie:", "nihil", "nihil"],
    )
    yield (
        "opmerking midden in een woord",
        odt(op(f"Het col<office:annotation>{op('Let op')}</office:annotation>lege helpt.")),
        [A],
    )
    yield "zacht bladeinde midden in een woord", odt(op("Het col<text:soft-page-break/>lege helpt.")), [A]
    yield (
        "tekstvak in de zin",
        odt(op(f"Het college <draw:frame><draw:text-box>{op('Kader.')}</draw:text-box></draw:frame>helpt.")),
        [A, "Kader."],
    )
    yield (
        "tweede alinea van een onderdeel",
        odt(od_lijst(item(op(A), op("Dat doet het gratis.")), item(op(B))), niveaus()),
        [f"1. {A}", "  Dat doet het gratis.", f"2. {B}"],
    )
    yield (
        "nummers in delen",
        odt(
            od_lijst(item(op("Hulp"), od_lijst(item(op(A)), item(op(B)), kop=""))),
            niveaus(twee='style:num-format="1" text:display-levels="2"'),
        ),
        ["1. Hulp", "  1.1 Het college helpt.", "  1.2 De raad helpt."],
    )
    yield (
        "verborgen alinea met een voorwaarde",
        odt(op(f'<text:hidden-paragraph text:condition="ooow:TRUE" text:is-hidden="true"/>{A}') + op(B)),
        None,
    )
    yield (
        "voorwaardelijke tekst",
        odt(
            op(
                'Het college <text:conditional-text text:condition="ooow:1" text:current-value="true">helpt</text:conditional-text>.'
            )
        ),
        [A],
    )
    yield (
        "achtentwintigste letter",
        odt(
            od_lijst(item(op(A)), item(op(B))),
            niveaus(een='style:num-format="a" style:num-suffix="." text:start-value="27"'),
        ),
        [f"  aa. {A}", f"  ab. {B}"],
    )
    yield (
        "achtentwintigste letter, verdubbeld",
        odt(
            od_lijst(item(op(A)), item(op(B))),
            niveaus(een='style:num-format="a" style:num-letter-sync="true" style:num-suffix="." text:start-value="27"'),
        ),
        [f"  aa. {A}", f"  bb. {B}"],
    )
    yield (
        "datum die vaststaat",
        odt(op('Vanaf <text:date text:fixed="true" text:date-value="2026-05-01">1 mei 2026</text:date> geldt dit.')),
        ["Vanaf 1 mei 2026 geldt dit."],
    )
    yield (
        "datum die vaststaat zonder waarde",
        odt(op('Vanaf <text:date text:fixed="true">1 mei 2026</text:date>.')),
        None,
    )
    yield "datum die meeloopt", odt(op("Vanaf <text:date>1 mei 2026</text:date> geldt dit.")), None
    nieuw = op("oud " + merk("-start", "i") + "nieuw" + merk("-end", "i"))
    cel_ = f"<table:table-cell>{nieuw}</table:table-cell>"
    yield (
        "wijziging in een cel, zonder keuze",
        odt(
            sporen(gebied("i", "insertion"))
            + op("Zie:")
            + f"<table:table><table:table-row>{cel_}{cel_}</table:table-row></table:table>"
        ),
        None,
    )
    yield "spaties achter elkaar", odt(op('Het<text:s text:c="3"/>college<text:s/>helpt.')), [A]
    yield "koppeling met opmaak erin", odt(op("Zie <text:a>de <text:span>wet</text:span></text:a>.")), ["Zie de wet."]


KOP = "# Verordening proef\n\n## Artikel 1 Hulp\n\n"
EIND = "\n\n## Artikel 9 Slot\n\nDe raad regelt de rest.\n"


def geplakt():
    """Markdown en tekst uit een mail, een pdf of een webpagina."""

    def md(romp):
        return (KOP + romp + EIND).encode()

    def kaal(romp):
        return (f"Verordening proef\n\nArtikel 1 Hulp\n{romp}\n\nArtikel 9 Slot\nDe raad regelt de rest.\n").encode()

    yield (
        "elke regel aangehaald, zoals in een mail",
        ("> " + KOP.replace("\n", "\n> ") + f"1. {A}\n> 2. {B}").encode(),
        [f"1. {A}", f"2. {B}"],
    )
    yield (
        "haken in plaats van punten",
        kaal(f"1) {A}\n2) {B}\na) hulp;\nb) raad."),
        [f"1) {A}", f"2) {B}", "  a) hulp;", "  b) raad."],
    )
    yield (
        "harde spatie in de kop",
        f"Verordening proef\n\nArtikel\u00a01\u00a0Hulp\n{A}\n\nArtikel\u00a09\u00a0Slot\n{B}\n".encode(),
        [A],
    )
    yield (
        "lange streepjes als opsomming",
        md("Het college helpt met:\n\n— raad;\n— daad."),
        ["Het college helpt met:", "  – raad;", "  – daad."],
    )
    yield "oude codering", f"Verordening proef\n\nArtikel 1 Hulp\n{A[:-1]} cliënten.\n".encode("cp1252"), None
    yield (
        "utf-16 uit kladblok",
        f"Verordening proef\n\nArtikel 1 Hulp\n{A}\n\nArtikel 9 Slot\n{B}\n".encode("utf-16"),
        None,
    )
    yield (
        "tabs als inspringing",
        md(f"1. Het college helpt:\n\ta. thuis;\n\tb. elders.\n2. {B}"),
        [
            "1. Het college helpt:",
            "  a. thuis;",
            "  b. elders.",
            f"2. {B}",
        ],
    )
    yield (
        "afgebroken regels uit een mail",
        kaal("1. Het college helpt iedere inwoner die daarom vraagt en die woont\nin de gemeente.\n2. De raad helpt."),
        ["1. Het college helpt iedere inwoner die daarom vraagt en die woont in de gemeente.", f"2. {B}"],
    )
    yield (
        "onderstreepte kop",
        b"Verordening proef\n=================\n\nArtikel 1 Hulp\n--------------\n\n"
        + A.encode()
        + b"\n\nArtikel 9 Slot\n--------------\n\n"
        + B.encode()
        + b"\n",
        [A],
    )
    yield (
        "tekens als entiteit",
        md("Het college&nbsp;betaalt &euro;&nbsp;10 &amp; meer."),
        ["Het college\u00a0betaalt €\u00a010 & meer."],
    )
    yield "alles met een een ervoor", md(f"1. {A}\n1. {B}\n1. {C}"), None
    yield "ontsnapte punt", md(f"1\\. {A}"), [f"1. {A}"]
    yield (
        "sterretjes met een tweede laag",
        md("Het college helpt met:\n\n* raad:\n  * snel;\n  * goed;\n* daad."),
        [
            "Het college helpt met:",
            "  – raad:",
            "    – snel;",
            "    – goed;",
            "  – daad.",
        ],
    )
    yield "vet nummer", md(f"**1.** {A}\n\n**2.** {B}"), [f"1. {A}", f"2. {B}"]
    yield "nummer tussen haken", md(f"(1) {A}\n\n(2) {B}"), [f"(1) {A}", f"(2) {B}"]
    yield "art. met een punt", f"Verordening proef\n\nArt. 1 Hulp\n{A}\n\nArt. 9 Slot\n{B}\n".encode(), [A]
    yield "bladzijdenummer midden in de tekst", kaal(f"1. {A}\nPagina 3 van 12\n2. {B}"), [f"1. {A}", f"2. {B}"]
    yield "naam van het stuk boven elke bladzijde", kaal(f"1. {A}\nVerordening proef\n2. {B}"), None
    yield (
        "woord afgebroken aan het eind van de regel",
        kaal("1. Het college helpt iedere inwoner volgens deze ver-\nordening.\n2. De raad helpt."),
        ["1. Het college helpt iedere inwoner volgens deze verordening.", "2. De raad helpt."],
    )
    yield "bladwissel tussen twee leden", kaal(f"1. {A}\n\f2. {B}"), [f"1. {A}", f"2. {B}"]
    yield (
        "kop met een dubbele punt",
        f"Verordening proef\n\nArtikel 1: Hulp\n{A}\n\nArtikel 9: Slot\n{B}\n".encode(),
        [A],
    )
    yield (
        "paragraaf met een teken",
        f"Verordening proef\n\n§ 1 Hulp\n\nArtikel 1 Hulp\n{A}\n\n§ 2 Slot\n\nArtikel 9 Slot\n{B}\n".encode(),
        [A],
    )
    yield (
        "romeinse leden onder een letter",
        md("Het college helpt:\n\na. thuis:\n   i. met raad;\n   ii. met daad;\nb. elders."),
        [
            "Het college helpt:",
            "  a. thuis:",
            "    i. met raad;",
            "    ii. met daad;",
            "  b. elders.",
        ],
    )
    yield (
        "begrippen zonder streepjes",
        md("In deze verordening wordt verstaan onder:\n\ncollege: het college;\n\nraad: de raad."),
        [
            "In deze verordening wordt verstaan onder:",
            "  college: het college;",
            "  raad: de raad.",
        ],
    )


def alle():
    """Alle vormen: naam, bestandsnaam, inhoud, verwachting."""
    for soort, reeks in (("docx", word()), ("odt", opendocument()), ("md", geplakt())):
        for naam, inhoud, verwacht in reeks:
            yield f"{soort}: {naam}", f"vorm.{soort}", inhoud, verwacht
