"""Wat tussen alinea's kan staan: tabellen, koppen, lijsten. Eigen zinnen, voorbeeldtekst."""

from tests.verordening.word_vormen.bouw import (
    DRIE,
    RUIMTEN,
    SLOT,
    TITEL,
    art,
    blad,
    cel,
    docx,
    lijst,
    niv,
    nummering,
    p,
    r,
    rij,
    sdt,
    stijl,
    tabel,
    telling_van,
    veld,
    vet,
)


def blokken():
    """Wat tussen alinea's kan staan, en hoe alinea's in elkaar overlopen."""
    a, b, _ = DRIE
    yield "altChunk", blad(p(a), '<w:altChunk r:id="r9"/>')
    yield "besturing om alinea's", blad(sdt(p(a) + p(b)))
    yield "customXml om alinea's", blad(f'<w:customXml w:element="x">{p(a)}</w:customXml>')
    yield "einde vervallen", blad(p("Het college ", merk='<w:del w:id="4" w:author="x"/>'), p("helpt."))
    yield "einde ingevoegd", blad(p(a, merk='<w:ins w:id="4" w:author="x"/>'), p(b))
    yield "einde vervallen voor een tabel", blad(p(a, merk='<w:del w:id="4" w:author="x"/>'), tabel(rij("x", "y")))
    yield "einde vervallen in een cel", blad(tabel(rij(cel(p("x", merk='<w:del w:id="4" w:author="x"/>')), "y")))
    yield (
        "beginkapitaal",
        blad(p("H", eigen='<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>'), p("et college helpt.")),
    )
    yield "kader", blad(p(a, eigen='<w:framePr w:w="2000" w:wrap="around"/>'), p(b))
    yield (
        "alternatief als blok",
        blad(
            f'<mc:AlternateContent><mc:Choice Requires="wps">{p(a)}</mc:Choice><mc:Fallback>{p(a)}</mc:Fallback></mc:AlternateContent>'
        ),
    )
    yield "onbekend blok", blad(f"<w:iets>{p(a)}</w:iets>")
    toc = veld('TOC \\o "1-3"', f"{r('Artikel 1 Hulp')}<w:r><w:tab/></w:r>{r('1')}")
    yield "inhoudsopgave als veld", docx(TITEL + p(toc) + art(1) + p(a) + SLOT)
    stuk = sdt(
        p(r("Artikel 1 Hulp"), "<w:r><w:tab/><w:t>1</w:t></w:r>")
        + p(r("Artikel 9 Slot"), "<w:r><w:tab/><w:t>1</w:t></w:r>"),
        '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
    )
    yield "inhoudsopgave als stuk", docx(TITEL + stuk + art(1) + p(a) + SLOT)
    yield (
        "inhoudsopgave getypt",
        docx(
            TITEL
            + p("Artikel 1 Hulp", "<w:r><w:tab/><w:t>1</w:t></w:r>")
            + p("Artikel 9 Slot", "<w:r><w:tab/><w:t>2</w:t></w:r>")
            + art(1)
            + p(a)
            + SLOT
        ),
    )
    kop = f"<w:hdr {RUIMTEN}>{p('Gemeente Voorbeeldstad')}</w:hdr>"
    yield (
        "koptekst",
        blad(
            p(a), delen={"header": ("header1.xml", kop)}, sectie='<w:headerReference w:type="default" r:id="rheader"/>'
        ),
    )
    yield "sectie-einde", blad(p(a, eigen='<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'), p(b))
    yield "bladzijde-einde", blad(p(a), p('<w:r><w:br w:type="page"/></w:r>'), p(b))
    yield "stijl Koptekst", blad(p(a), p(b, stijl="Koptekst"), stijlen=stijl("Koptekst", "header"))
    yield "stijl Klein", blad(p(a), p(b, stijl="Klein"), stijlen=stijl("Klein", "Kleine tekst"))
    yield "stijl bestaat niet", blad(p(a), p(b, stijl="Weg"))


def tabellen():
    """Vormen van tabellen."""
    kop = rij("soort", "bedrag")
    yield "tabel", blad(tabel(kop, rij("laag", "€ 10"), rij("hoog", "€ 25")))
    yield "koprij", blad(tabel(rij("soort", "bedrag", eigen="<w:tblHeader/>"), rij("laag", "€ 10")))
    yield "gridSpan", blad(tabel(kop, rij(cel("samen € 35", eigen='<w:gridSpan w:val="2"/>'))))
    yield (
        "vMerge",
        blad(
            tabel(rij(cel("laag", eigen='<w:vMerge w:val="restart"/>'), "€ 10"), rij(cel(eigen="<w:vMerge/>"), "€ 25"))
        ),
    )
    yield "hMerge", blad(tabel(kop, rij(cel("samen", eigen='<w:hMerge w:val="restart"/>'), cel(eigen="<w:hMerge/>"))))
    yield "gridBefore", blad(tabel(kop, rij("€ 25", eigen='<w:gridBefore w:val="1"/>')))
    yield "gridAfter", blad(tabel(kop, rij("laag", eigen='<w:gridAfter w:val="1"/>')))
    yield "besturing om cel", blad(tabel(kop, f"<w:tr>{cel('laag')}{sdt(cel('€ 25'))}</w:tr>"))
    yield "besturing om rij", blad(tabel(kop, sdt(rij("laag", "€ 25"))))
    yield (
        "rij vervallen",
        blad(tabel(kop, rij("oud", "€ 1", eigen='<w:del w:id="4" w:author="x"/>'), rij("laag", "€ 25"))),
    )
    yield "rij ingevoegd", blad(tabel(kop, rij("laag", "€ 25", eigen='<w:ins w:id="4" w:author="x"/>')))
    yield "cel vervallen", blad(tabel(rij("soort", cel("oud", eigen='<w:cellDel w:id="4" w:author="x"/>'))))
    yield "rij verborgen", blad(tabel(kop, rij("laag", "€ 25", eigen="<w:hidden/>")))
    yield "tabel in tabel", blad(tabel(kop, rij("laag", cel(tabel(rij("x", "y")) + "<w:p/>"))))
    yield (
        "lijst in cel",
        blad(tabel(kop, rij("laag", cel(p("hulp", num="1"), p("raad", num="1")))), telling=telling_van("lowerLetter")),
    )
    yield "getypte lijst in cel", blad(tabel(kop, rij("laag", cel("a. hulp", "b. raad"))))
    yield "twee alinea's in cel", blad(tabel(kop, rij("laag", cel("hulp", "raad"))))
    yield "lege cel", blad(tabel(kop, rij("laag", "")))
    yield "hoog in cel", blad(tabel(kop, rij(cel(p("10", r("2", '<w:vertAlign w:val="superscript"/>'))), "€ 25")))
    yield "artikelen in een kader", docx(TITEL + tabel(rij(cel(art(1), p("Het college helpt."))), kolommen=1) + SLOT)
    yield (
        "artikelen in twee kolommen",
        docx(TITEL + tabel(rij("Artikel 1", "Hulp"), rij("1.", "Het college helpt."), rij("2.", "De raad helpt."))),
    )
    yield (
        "tarieven per artikel",
        blad(tabel(rij("artikel", "tarief"), rij("Artikel 1", "€ 25"), rij("Artikel 2", "€ 30"))),
    )


def opbouw():
    """Hoe gemeenten koppen, leden en onderdelen opmaken."""
    a, b, c = DRIE
    yield "getypte leden", blad(p(f"1. {a}"), p(f"2. {b}"), p(f"3. {c}"))
    yield "getypt met tab", blad(*(p(f"{n}", f"<w:r><w:tab/></w:r>{r(t)}") for n, t in enumerate(DRIE, 1)))
    yield "getypt met haakjes", blad(*(p(f"({n}) {t}") for n, t in enumerate(DRIE, 1)))
    yield "getypte letters", blad(p("Het college geeft:"), p("a. hulp;"), p("b. raad."))
    yield "lid met letters", blad(p(f"1. {a}"), p("2. De raad geeft:"), p("a. hulp;"), p("b. raad."), p(f"3. {c}"))
    yield (
        "letters zonder inspringing, graden",
        blad(p("1. De raad geeft:"), p("a. hulp:"), p("1°. thuis;"), p("2°. elders;"), p("b. raad."), p(f"2. {c}")),
    )
    yield (
        "letter verder ingesprongen",
        blad(
            p("1. De raad geeft:"),
            p("a. hulp;", links="360"),
            p("b. raad;", links="360"),
            p("c. meer.", links="900"),
            p(f"2. {b}"),
        ),
    )
    yield "lid op de kantlijn", blad(p(f"1. {a}", links="500"), p(f"2. {b}", links="500"), p(f"3. {c}"))
    yield "h en i", blad(p("Het college geeft:"), *(p(f"{x}. {x} hulp;") for x in "abcdefghij"))
    yield "i is romeins", blad(p("a. hulp:"), p("i. thuis;", links="360"), p("ii. elders;", links="360"), p("b. raad."))
    yield "shift-enter", blad(p(r("1. Een."), "<w:r><w:br/></w:r>", r("2. Twee."), "<w:r><w:br/></w:r>", r("3. Drie.")))
    yield "shift-enter in een zin", blad(p(r("Het college"), "<w:r><w:br/></w:r>", r("helpt.")))
    yield (
        "shift-enter in de kop",
        docx(TITEL + p(r("Artikel 1"), "<w:r><w:br/></w:r>", r("Hulp"), stijl="Kop2") + p(a) + SLOT),
    )
    yield (
        "vette koppen",
        docx(TITEL + vet("Artikel 1 Hulp") + p(a) + vet("Artikel 2. Duur") + p(f"1. {b}") + p(f"2. {c}")),
    )
    yield "koppen zonder opmaak", docx(TITEL + p("Artikel 1 Hulp") + p(a) + p("Artikel 2 Duur") + p(b))
    yield (
        "titel op een eigen regel",
        docx(TITEL + vet("Artikel 1") + vet("Hulp") + p(a) + vet("Artikel 2") + vet("Duur") + p(b)),
    )
    yield (
        "koppen in hoofdletters",
        docx(TITEL + p("HOOFDSTUK 1 ALGEMEEN", stijl="Kop1") + p("ARTIKEL 1 HULP", stijl="Kop2") + p(a) + SLOT),
    )
    yield (
        "eigen kopstijl",
        docx(
            TITEL + p("Artikel 1 Hulp", stijl="GemArtikel") + p(a) + SLOT,
            stijlen=stijl("GemArtikel", "Gemeente artikel", "Kop2"),
        ),
    )
    yield (
        "eigen kopstijl met niveau",
        docx(
            TITEL + p("Artikel 1 Hulp", stijl="A") + p(a) + SLOT,
            stijlen=stijl("A", "Artikelkop", ppr='<w:outlineLvl w:val="1"/>'),
        ),
    )
    yield (
        "toelichting met kopstijl",
        docx(
            TITEL
            + art(1)
            + p(a)
            + p("Aldus vastgesteld op 3 maart 2025.")
            + p("Toelichting", stijl="Kop1")
            + art(1)
            + p("Dit artikel helpt.")
        ),
    )
    yield (
        "toelichting vet",
        docx(
            TITEL
            + vet("Artikel 1 Hulp")
            + p(a)
            + p("Aldus vastgesteld op 3 maart 2025.")
            + vet("Toelichting")
            + vet("Artikel 1 Hulp")
            + p("Dit artikel helpt.")
        ),
    )
    yield (
        "artikelsgewijze toelichting vet",
        docx(
            TITEL
            + vet("Artikel 1 Hulp")
            + p(a)
            + p("Aldus vastgesteld op 3 maart 2025.")
            + vet("Artikelsgewijze toelichting")
            + vet("Artikel 1 Hulp")
            + p("Dit artikel helpt.")
        ),
    )
    yield (
        "na de ondertekening zonder kop",
        docx(TITEL + art(1) + p(a) + p("Aldus vastgesteld op 3 maart 2025.") + art(1) + p("Dit artikel helpt.")),
    )
    yield (
        "bijlage met artikelen",
        docx(TITEL + art(1) + p(a) + p("Bijlage 1 Regels", stijl="Kop1") + art(1, "Reglement") + p(b)),
    )
    yield "bijlage vet", docx(TITEL + art(1) + p(a) + vet("Bijlage 1 Tarieven") + tabel(rij("laag", "€ 10")))
    yield (
        "hoofdstukken en paragrafen",
        docx(
            TITEL
            + p("Hoofdstuk 1 Begin", stijl="Kop1")
            + p("Paragraaf 1.1 Doel", stijl="Kop2")
            + p("Artikel 1 Hulp", stijl="Kop3")
            + p(a)
            + p("Hoofdstuk 2 Slot", stijl="Kop1")
            + p("Artikel 2 Duur", stijl="Kop3")
            + p(b)
        ),
    )
    yield (
        "begrippen met streepjes",
        docx(
            TITEL
            + art(1, "Begrippen")
            + p("In deze verordening wordt verstaan onder:")
            + p("- college: het college;")
            + p("- raad: de raad.")
            + SLOT
        ),
    )
    yield (
        "begrippen met letters",
        docx(
            TITEL
            + art(1, "Begrippen")
            + p("In deze verordening wordt verstaan onder:")
            + p("a. college: het college;")
            + p("b. raad: de raad.")
            + SLOT
        ),
    )
    yield "afkorting vooraan", blad(p("Het college past toe:"), p("art. 31 van de wet;"), p("nr. 5 van de lijst."))
    yield "artikel vervallen", docx(TITEL + art(1) + p(a) + p("Artikel 2 (vervallen)", stijl="Kop2") + SLOT)
    yield "artikel 2a", docx(TITEL + art(1) + p(a) + art("2a") + p(b) + SLOT)
    yield "artikel 1.1", docx(TITEL + p("Hoofdstuk 1 Begin", stijl="Kop1") + art("1.1") + p(a) + art("1.2") + p(b))
    yield "lid 1a", blad(p(f"1. {a}"), p(f"1a. {b}"), p(f"2. {c}"))
    yield (
        "slotzin na onderdelen",
        blad(
            p("1. Het college geeft:", links="360"),
            p("a. hulp;", links="720"),
            p("b. raad,", links="720"),
            p("als het kan.", links="360"),
            p(f"2. {b}", links="360"),
        ),
    )
    yield (
        "kop die leden nummert",
        docx(
            TITEL
            + p("Hulp", stijl="Kop2", num="1")
            + p(a, stijl="Kop3", num="1", niveau="1")
            + p(b, stijl="Kop3", num="1", niveau="1"),
            telling=nummering(lijst(1, niv(0, vorm="Artikel %1", links=0), niv(1, vorm="%2."))),
        ),
    )
