"""Vormen van nummering. Eigen zinnen, voorbeeldtekst."""

from tests.verordening.word_vormen.bouw import (
    DRIE,
    TITEL,
    art,
    blad,
    cel,
    docx,
    leden,
    lijst,
    niv,
    num,
    nummering,
    p,
    r,
    rij,
    spoor,
    stijl,
    tabel,
    telling_van,
)


def nummervormen():
    """Elke nummervorm met elke manier van schrijven."""
    for soort in (
        "decimal",
        "lowerLetter",
        "upperLetter",
        "lowerRoman",
        "upperRoman",
        "decimalZero",
        "ordinal",
        "none",
        "numberInDash",
        "hex",
    ):
        yield f"vorm {soort}", blad(leden(*DRIE), telling=telling_van(soort))
    for vorm in ("%1.", "%1)", "(%1)", "%1", "%1°", "%1:", "Lid %1", "§ %1", "%1.1"):
        yield f"schrijfwijze {vorm}", blad(leden(*DRIE), telling=telling_van(vorm=vorm))
    for start in (0, 1, 3, 12):
        yield f"begint bij {start}", blad(leden(*DRIE), telling=telling_van(start=start))
    for letter, teken in (
        ("Symbol", "\uf0b7"),
        ("Wingdings", "\uf0a7"),
        ("Courier New", "o"),
        ("", "-"),
        ("", "–"),
        ("", "•"),
    ):
        rpr = f'<w:rFonts w:ascii="{letter}" w:hAnsi="{letter}"/>' if letter else ""
        yield (
            f"bolletje {letter} {teken}",
            blad(p("Het college geeft:"), leden(*DRIE), telling=telling_van("bullet", teken, rpr=rpr)),
        )
    for suff in ("tab", "space", "nothing"):
        yield f"suff {suff}", blad(leden(*DRIE), telling=telling_van(meer=f'<w:suff w:val="{suff}"/>'))
    for n in (26, 27, 28, 53):
        yield f"letter {n}", blad(leden(*DRIE), telling=telling_van("lowerLetter", start=n))
    for n in (4, 9, 14, 40):
        yield f"romein {n}", blad(leden(*DRIE), telling=telling_van("lowerRoman", start=n))


def herstart():
    """Waar een telling opnieuw begint."""
    over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    basis = lijst(1, niv(0), niv(1, "lowerLetter"), niv(2, "decimal", "%3°"))
    twee = art(2) + "{}"
    a, b, c = DRIE
    yield (
        "tweede num met startOverride",
        blad(leden(a, b), twee.format(leden(c, num_="2")), telling=nummering(*basis, num(2, 1, over))),
    )
    yield (
        "tweede num zonder startOverride",
        blad(leden(a, b), twee.format(leden(c, num_="2")), telling=nummering(*basis, num(2, 1))),
    )
    yield (
        "terug naar de eerste num",
        blad(leden(a, b), leden(c, num_="2"), leden(a), telling=nummering(*basis, num(2, 1, over))),
    )
    yield (
        "startOverride op 5",
        blad(leden(a), leden(b, c, num_="2"), telling=nummering(*basis, num(2, 1, over.replace('"1"/', '"5"/')))),
    )
    yield (
        "twee lijsten door elkaar",
        blad(leden(a), leden(b, num_="2"), leden(c), telling=nummering(*basis, *lijst(2, niv(0, "lowerLetter")))),
    )
    yield (
        "letters per lid",
        blad(leden(a), leden(b, c, niveau="1"), leden(a), leden(b, niveau="1"), telling=nummering(*basis)),
    )
    yield (
        "drie niveaus",
        blad(
            leden(a),
            leden(b, niveau="1"),
            leden(c, a, niveau="2"),
            leden(b, niveau="1"),
            leden(c),
            telling=nummering(*basis),
        ),
    )
    yield "niveau overgeslagen", blad(leden(a), leden(b, c, niveau="2"), telling=nummering(*basis))
    yield "begint op niveau 1", blad(leden(a, b, niveau="1"), leden(c), telling=nummering(*basis))
    eigen = f'<w:lvlOverride w:ilvl="0">{niv(0, "lowerLetter")}</w:lvlOverride>'
    yield (
        "eigen niveau",
        blad(p("Het college geeft:"), leden(a, b, num_="2"), telling=nummering(*basis, num(2, 1, eigen))),
    )
    yield (
        "eigen niveau en begin",
        blad(
            leden(a),
            leden(b, c, num_="2"),
            telling=nummering(*basis, num(2, 1, eigen.replace("<w:lvl ", '<w:startOverride w:val="1"/><w:lvl '))),
        ),
    )
    yield (
        "samengesteld nummer",
        blad(
            leden(a),
            leden(b, c, niveau="1"),
            leden(a),
            leden(b, niveau="1"),
            telling=nummering(lijst(1, niv(0), niv(1, "decimal", "%1.%2."))),
        ),
    )
    yield (
        "samengesteld met letter",
        blad(leden(a), leden(b, c, niveau="1"), telling=nummering(lijst(1, niv(0), niv(1, "lowerLetter", "%1%2.")))),
    )
    yield "lege alinea telt", blad(leden(a), p(num="1"), leden(b), telling=nummering(*basis))
    yield "lege alinea zonder nummer telt niet", blad(leden(a), p(), leden(b), telling=nummering(*basis))
    yield "tekst ertussen", blad(leden(a), p("Dit geldt ook als het regent."), leden(b), telling=nummering(*basis))
    yield "numId 0", blad(leden(a), p("Zonder nummer.", num="0"), leden(b), telling=nummering(*basis))
    yield "lijst ontbreekt", blad(leden(a, b, num_="77"), telling=nummering(*basis))
    yield "geen nummering", blad(leden(a, b))
    yield (
        "in een tabel geteld",
        blad(leden(a), tabel(rij(cel(p(b, num="1")), "x")), leden(c), telling=nummering(*basis)),
    )
    yield (
        "verborgen alinea telt niet",
        blad(leden(a), p(r(b, "<w:vanish/>"), num="1", merk="<w:vanish/>"), leden(c), telling=nummering(*basis)),
    )
    yield (
        "vervallen alinea telt niet",
        blad(
            leden(a),
            p(spoor("del", r(b)), num="1", merk='<w:del w:id="4" w:author="x"/>'),
            leden(c),
            telling=nummering(*basis),
        ),
    )


def stijlnummers():
    """Nummers die uit een stijl komen."""
    basis = lijst(1, niv(0), niv(1, "lowerLetter"))
    a, b, c = DRIE
    lid = stijl("Lid", ppr='<w:numPr><w:numId w:val="1"/></w:numPr>')
    yield "stijl met lijst", blad(p(a, stijl="Lid"), p(b, stijl="Lid"), telling=nummering(*basis), stijlen=lid)
    yield (
        "stijl met basedOn",
        blad(
            p(a, stijl="Lid2"), p(b, stijl="Lid2"), telling=nummering(*basis), stijlen=lid + stijl("Lid2", basis="Lid")
        ),
    )
    yield (
        "alleen ilvl bij de alinea",
        blad(
            p(a, stijl="Lid"), p(b, stijl="Lid", niveau="1"), p(c, stijl="Lid"), telling=nummering(*basis), stijlen=lid
        ),
    )
    onder = stijl("Onder", basis="Lid", ppr='<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    yield (
        "niveau in de afgeleide stijl",
        blad(
            p(a, stijl="Lid"), p(b, stijl="Onder"), p(c, stijl="Onder"), telling=nummering(*basis), stijlen=lid + onder
        ),
    )
    uit = stijl("LidKaal", basis="Lid", ppr='<w:numPr><w:numId w:val="0"/></w:numPr>')
    yield (
        "stijl zet het nummer uit",
        blad(p(a, stijl="Lid"), p(b, stijl="LidKaal"), telling=nummering(*basis), stijlen=lid + uit),
    )
    gekoppeld = lijst(
        1, niv(0, meer='<w:pStyle w:val="Lid"/>'), niv(1, "lowerLetter", meer='<w:pStyle w:val="Onder"/>')
    )
    onder2 = stijl("Onder", ppr='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    yield (
        "niveau door pStyle",
        blad(
            p(a, stijl="Lid"),
            p(b, stijl="Onder"),
            p(c, stijl="Onder"),
            p(a, stijl="Lid"),
            telling=nummering(*gekoppeld),
            stijlen=lid + onder2,
        ),
    )
    link = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Lijst"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Lijst"/>{niv(0)}{niv(1, "lowerLetter")}</w:abstractNum>'
    )
    soort = stijl("Lijst", soort="numbering", ppr='<w:numPr><w:numId w:val="2"/></w:numPr>')
    yield (
        "lijststijl",
        blad(leden(a), leden(b, niveau="1"), leden(c), telling=link + num(1, 1) + num(2, 2), stijlen=soort),
    )
    kop = lijst(
        1,
        niv(0, vorm="Hoofdstuk %1", meer='<w:pStyle w:val="Kop1"/>', links=0),
        niv(1, vorm="Artikel %2", meer='<w:pStyle w:val="Kop2"/>', links=0),
        niv(2, vorm="%3."),
    )
    alles = p("Begin", stijl="Kop1", num="1") + p("Hulp", stijl="Kop2", num="1", niveau="1")
    alles += leden(a, b, niveau="2") + p("Duur", stijl="Kop2", num="1", niveau="1") + leden(c, niveau="2")
    yield "koppen en leden in één lijst", docx(TITEL + alles, telling=nummering(*kop))
    normaal = lijst(1, niv(0, vorm="Artikel %1", links=0), niv(1, vorm="%2."), niv(2, "lowerLetter", "%3."))
    alles = p("Hulp", num="1", niveau="0") + leden(a, b, niveau="1") + leden("hulp;", "raad.", niveau="2")
    alles += p("Duur", num="1", niveau="0") + leden(c, niveau="1")
    yield "artikel, lid en onderdeel in Normal", docx(TITEL + alles, telling=nummering(*normaal))
    sa = "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>"
    yield "docDefaults", blad(leden(a, b), telling=nummering(*basis), stijlen=sa)
