"""Hele teksten in de vorm van gemeentelijke sjablonen. Voorbeeldtekst: eigen zinnen, geen bestaande gemeente."""

from tests.verordening.word_vormen.bouw import (
    RUIMTEN,
    cel,
    docx,
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
    vet,
)

TAB = "<w:r><w:tab/></w:r>"
BR = "<w:r><w:br/></w:r>"
AANHEF = (
    p("De raad van de gemeente Voorbeeldstad;")
    + p("gelezen het voorstel van het college van 3 februari 2026, nr. 26.014;")
    + p("gelet op artikel 149 van de Gemeentewet;")
    + p("overwegende dat het wenselijk is regels te stellen over speelplaatsen;")
)
BESLUIT = p("besluit vast te stellen de volgende verordening:")
ONDERTEKENING = p("Aldus vastgesteld in de openbare vergadering van 12 maart 2026.") + tabel(
    rij("De griffier,", "De voorzitter,"), rij("A. Voorbeeld", "B. Voorbeeld")
)
ZINNEN = (
    "Het college wijst speelplaatsen aan.",
    "Een aanwijzing vermeldt:",
    "de plaats;",
    "het tijdstip; en",
    "de toestellen.",
    "De aanwijzing geldt vijf jaar.",
)


def _sjabloon_met_lijst():
    """Eén lijst met meer niveaus, aan de kopstijlen gekoppeld: hoofdstuk, artikel, lid, onderdeel."""
    telling = nummering(
        lijst(
            5,
            niv(0, vorm="Hoofdstuk %1", meer='<w:pStyle w:val="Kop1"/>', links=0),
            niv(1, vorm="Artikel %1.%2", meer='<w:pStyle w:val="Kop2"/>', links=0),
            niv(2, vorm="%3.", meer='<w:pStyle w:val="Lid"/>', links=567),
            niv(3, "lowerLetter", "%4.", meer='<w:pStyle w:val="Onder"/>', links=1134),
        )
    )
    stijlen = stijl("Lid", "VS Lid", ppr='<w:numPr><w:ilvl w:val="2"/><w:numId w:val="5"/></w:numPr>')
    stijlen += stijl("Onder", "VS Onderdeel", ppr='<w:numPr><w:ilvl w:val="3"/><w:numId w:val="5"/></w:numPr>')
    een, twee, drie, vier, vijf, zes = ZINNEN
    artikel = (
        p(een, stijl="Lid")
        + p(twee, stijl="Lid")
        + "".join(p(z, stijl="Onder") for z in (drie, vier, vijf))
        + p(zes, stijl="Lid")
    )
    romp = p("Algemeen", stijl="Kop1", num="5") + p("Aanwijzing", stijl="Kop2", num="5", niveau="1") + artikel
    romp += p("Duur", stijl="Kop2", num="5", niveau="1") + artikel
    romp += (
        p("Slot", stijl="Kop1", num="5")
        + p("Citeertitel", stijl="Kop2", num="5", niveau="1")
        + p("Deze verordening wordt aangehaald als: Speelverordening.")
    )
    return docx(p("Speelverordening", stijl="Title") + AANHEF + BESLUIT + romp + ONDERTEKENING, telling, stijlen)


def _vette_koppen():
    """Alles in Standaard: vette koppen, getypte nummers met een tab, toelichting na de ondertekening."""
    een, twee, drie, vier, vijf, zes = ZINNEN
    leden = (
        "".join(p(f"{n}", TAB, r(z), links="567", eigen="") for n, z in (("1.", een), ("2.", twee)))
        + "".join(p(f"{n}", TAB, r(z), links="1134") for n, z in (("a.", drie), ("b.", vier), ("c.", vijf)))
        + p("3.", TAB, r(zes), links="567")
    )
    toel = (
        vet("Toelichting")
        + vet("Algemeen")
        + p("Spelen is gezond.")
        + vet("Artikelsgewijs")
        + vet("Artikel 1. Aanwijzing")
    )
    toel += p("Het eerste lid spreekt voor zich.") + vet("Artikel 2. Citeertitel") + p("De titel is kort.")
    return docx(
        vet("Speelverordening Voorbeeldstad 2026")
        + AANHEF
        + BESLUIT
        + vet("Artikel 1. Aanwijzing")
        + leden
        + vet("Artikel 2. Citeertitel")
        + p("Deze verordening wordt aangehaald als: Speelverordening.")
        + ONDERTEKENING
        + toel
    )


def _raadsbesluit_met_kop():
    """Een raadsbesluit met een tabel bovenaan, besturingselementen en een inhoudsopgave."""
    kop = tabel(
        rij("Zaaknummer", sdt(p("26.014")) and cel(sdt(p("26.014")))),
        rij("Onderwerp", "Speelverordening"),
        rij("Portefeuille", "Jeugd"),
    )
    toc = p("Inhoud") + sdt(
        "".join(p(r(t), TAB, r("2")) for t in ("Hoofdstuk 1 Algemeen", "Artikel 1 Aanwijzing", "Artikel 2 Slot")),
        '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
    )
    romp = (
        p("Hoofdstuk 1 Algemeen", stijl="Kop1")
        + p("Artikel 1 Aanwijzing", stijl="Kop2")
        + p(ZINNEN[0])
        + p("Artikel 2 Slot", stijl="Kop2")
    )
    romp += p("Deze verordening treedt in werking op ", sdt(r("1 april 2026"), "<w:date/>"), r("."))
    hdr = f"<w:hdr {RUIMTEN}>{p('Gemeente Voorbeeldstad')}</w:hdr>"
    ftr = f"<w:ftr {RUIMTEN}>{p('pagina ', veld('PAGE', '1'))}</w:ftr>"
    return docx(
        p("Raadsbesluit", stijl="Title") + kop + AANHEF + BESLUIT + toc + romp + ONDERTEKENING,
        delen={"header": ("header1.xml", hdr), "footer": ("footer1.xml", ftr)},
        sectie='<w:headerReference w:type="default" r:id="rheader"/><w:footerReference w:type="default" r:id="rfooter"/>',
    )


def _shift_enter():
    """Leden met Shift+Enter onder een kop met de titel op de tweede regel."""
    leden = p(
        r("1. Het college wijst aan."),
        BR,
        r("2. De raad stelt vast:"),
        BR,
        r("a. een plan;"),
        BR,
        r("b. een budget."),
        BR,
        r("3. De burgemeester opent."),
    )
    return docx(
        p("Speelverordening", stijl="Title")
        + AANHEF
        + BESLUIT
        + p(r("Artikel 1"), BR, r("Aanwijzing"), stijl="Kop2")
        + leden
        + p(r("Artikel 2"), BR, r("Slot"), stijl="Kop2")
        + p("Deze verordening heet Speelverordening.")
        + ONDERTEKENING
    )


def _kader():
    """De hele regeling in een tabel met twee kolommen: nummer links, tekst rechts."""
    rijen = [
        rij("Artikel 1", "Aanwijzing"),
        rij("1.", ZINNEN[0]),
        rij("2.", ZINNEN[1]),
        rij("a.", ZINNEN[2]),
        rij("b.", ZINNEN[3]),
        rij("Artikel 2", "Slot"),
        rij("", "Deze verordening heet Speelverordening."),
    ]
    return docx(p("Speelverordening", stijl="Title") + AANHEF + BESLUIT + tabel(*rijen) + ONDERTEKENING)


def _eigen_kopstijlen():
    """Kopstijlen van de gemeente zelf, die op kop 1 tot en met 3 rusten, met het nummer in de stijl."""
    telling = nummering(
        lijst(
            3,
            niv(0, "upperRoman", "Hoofdstuk %1.", links=0),
            niv(1, vorm="Artikel %2", meer='<w:lvlRestart w:val="0"/>', links=0),
        ),
        lijst(4, niv(0, vorm="%1"), niv(1, "lowerLetter", "%2)")),
        num(6, 4, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
    )
    stijlen = stijl("VSHoofdstuk", "VS Hoofdstuk", "Kop1", '<w:numPr><w:numId w:val="3"/></w:numPr>', "<w:caps/>")
    stijlen += stijl("VSArtikel", "VS Artikel", "Kop2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>')
    romp = (
        p("Algemeen", stijl="VSHoofdstuk")
        + p("Aanwijzing", stijl="VSArtikel")
        + p(ZINNEN[0], num="4")
        + p(ZINNEN[1], num="4")
    )
    romp += p(ZINNEN[2], num="4", niveau="1") + p(ZINNEN[3], num="4", niveau="1") + p("Slot", stijl="VSHoofdstuk")
    romp += p("Duur", stijl="VSArtikel") + p(ZINNEN[5], num="6") + p(ZINNEN[0], num="6")
    return docx(p("Speelverordening", stijl="Title") + AANHEF + BESLUIT + romp + ONDERTEKENING, telling, stijlen)


def _leges():
    """Een tarieventabel als bijlage, met hoofdstukken als rijen."""
    tarief = tabel(
        rij(cel(p("Hoofdstuk 1 Speelplaatsen"), eigen='<w:gridSpan w:val="3"/>')),
        rij("1.1", "Het tarief bedraagt voor het in behandeling nemen van een aanvraag voor:", ""),
        rij("1.1.1", "een speelplaats", "€ 25,00"),
        rij("1.1.2", "een trapveld", "€ 40,00"),
        rij(cel(p("Hoofdstuk 2 Evenementen"), eigen='<w:gridSpan w:val="3"/>')),
        rij("2.1", "een buurtfeest", "€ 10,00"),
        kolommen=3,
    )
    romp = p("Artikel 1 Belastbaar feit", stijl="Kop2") + p("Onder de naam leges worden rechten geheven.")
    romp += p("Artikel 2 Tarieven", stijl="Kop2") + p("De tarieven staan in de bijlage.")
    return docx(
        p("Legesverordening", stijl="Title")
        + AANHEF
        + BESLUIT
        + romp
        + ONDERTEKENING
        + p("Bijlage Tarieventabel", stijl="Kop1")
        + tarief
    )


def _apv():
    """Nummers met een dubbele punt, afdelingen met een punt, en een gereserveerd artikel."""
    romp = p("Hoofdstuk 2. Openbare orde", stijl="Kop1") + p("Afdeling 1. Straten en pleinen", stijl="Kop2")
    romp += p("Artikel 2:1 Samenscholing", stijl="Kop3") + p("1. Het is verboden op een openbare plaats te dringen.")
    romp += p("2. Het eerste lid geldt niet voor:") + p("a. kinderen;") + p("b. ouders.")
    romp += (
        p("Artikel 2:2 [gereserveerd]", stijl="Kop3")
        + p("Artikel 2:3 Optochten", stijl="Kop3")
        + p("Voor een optocht is een melding nodig.")
    )
    romp += (
        p("Afdeling 2. Water", stijl="Kop2")
        + p("Artikel 2:4 Zwemmen", stijl="Kop3")
        + p("Zwemmen in de haven is verboden.")
    )
    return docx(p("Algemene plaatselijke verordening", stijl="Title") + AANHEF + BESLUIT + romp + ONDERTEKENING)


def _oude_stijl():
    """Zonder stijlen: koppen in hoofdletters, «Art. 5.», leden zonder punt, harde spaties."""
    romp = (
        p("HOOFDSTUK I ALGEMENE BEPALINGEN")
        + p("Art.\u00a01. Aanwijzing")
        + p("1", TAB, r("Het college wijst speelplaatsen aan."))
    )
    romp += (
        p("2", TAB, r("De aanwijzing geldt vijf jaar."))
        + p("Art.\u00a02. Slot")
        + p("Deze verordening treedt in werking op 1\u00a0april\u00a02026.")
    )
    return docx(p("SPEELVERORDENING") + AANHEF + p("BESLUIT:") + romp + ONDERTEKENING)


def _bijlagen():
    """Voetnoten, een macht, en twee bijlagen waarvan een met eigen artikelen."""
    noten = f'<w:footnotes {RUIMTEN}><w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", " Gemeten langs de gevel.")}</w:footnote></w:footnotes>'
    romp = p("Artikel 1 Oppervlakte", stijl="Kop2") + p(
        "Een speelplaats is ten minste 200 m",
        r("2", '<w:vertAlign w:val="superscript"/>'),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        r(" groot."),
    )
    romp += p("Artikel 2 Reglement", stijl="Kop2") + p("Bijlage 2 geldt op elke speelplaats.") + ONDERTEKENING
    romp += p("Bijlage 1 Toestellen", stijl="Kop1") + tabel(
        rij("toestel", "hoogte", eigen="<w:tblHeader/>"), rij("wip", "1 m"), rij("glijbaan", "2 m")
    )
    romp += (
        p("Bijlage 2 Reglement", stijl="Kop1")
        + p("Artikel 1 Toegang", stijl="Kop2")
        + p("Iedereen mag spelen.")
        + p("Artikel 2 Rust", stijl="Kop2")
        + p("Na tien uur is het stil.")
    )
    return docx(
        p("Speelverordening", stijl="Title") + AANHEF + BESLUIT + romp, delen={"footnotes": ("footnotes.xml", noten)}
    )


def _ontwerp():
    """Een concept met bijgehouden wijzigingen, een opmerking en met de hand doorgehaalde woorden."""
    opm = f'<w:comments {RUIMTEN}><w:comment w:id="0" w:author="x">{p("Kan dit korter?")}</w:comment></w:comments>'
    romp = p("Artikel 1 Aanwijzing", stijl="Kop2") + p(
        "1. Het college beslist binnen ", spoor("del", r("acht")), spoor("ins", r("zes")), r(" weken.")
    )
    romp += p(
        '<w:commentRangeStart w:id="0"/>',
        r("2. De raad "),
        r("kan", "<w:strike/>"),
        r(" stelt regels."),
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    )
    return docx(
        p("Speelverordening", stijl="Title") + AANHEF + BESLUIT + romp + ONDERTEKENING,
        delen={"comments": ("comments.xml", opm)},
    )


def _beleidsregel():
    """Een beleidsregel met genummerde koppen en zonder artikelen."""
    return docx(
        p("Beleidsregel spelen", stijl="Title")
        + p("1. Inleiding", stijl="Kop1")
        + p("Spelen is gezond.")
        + p("2. Beleid", stijl="Kop1")
        + p("Het college wijst aan.")
    )


def _genummerd():
    """Een beleidsregel met vette koppen die Word nummert, een getypt nummer en een lijst met dezelfde nummers."""
    return docx(
        p("Beleidsregel spelen", stijl="Title")
        + vet("Inleiding", num="1")
        + p("Spelen is gezond.")
        + vet("Beleid", num="1")
        + p("Het college kijkt naar:")
        + p("Veiligheid", num="2")
        + p("Ruimte", num="2")
        + vet("2.1 Hekken")
        + p("Een hek is groen."),
        nummering(lijst(1, niv(0, "decimal", "%1.")), lijst(2, niv(0, "decimal", "%1."))),
    )


def _begrippen():
    """Begrippen met streepjes, met letters en in een tabel; onderdelen met graden."""
    romp = p("Artikel 1 Begrippen", stijl="Kop2") + p("In deze verordening wordt verstaan onder:")
    romp += "".join(
        p(z, num="1")
        for z in ("college: het college van burgemeester en wethouders;", "speelplaats: een plaats om te spelen;")
    )
    romp += (
        p("Artikel 2 Eisen", stijl="Kop2")
        + p("Een speelplaats heeft:")
        + "".join(p(z, num="2") for z in ("een hek;", "toestellen, te weten:"))
    )
    romp += (
        "".join(p(z, num="2", niveau="1") for z in ("een wip;", "een glijbaan;"))
        + p("een bank.", num="2")
        + p("Het hek is groen.")
    )
    telling = nummering(
        lijst(1, niv(0, "bullet", "-")), lijst(2, niv(0, "lowerLetter", "%1."), niv(1, "decimal", "%2°."))
    )
    return docx(p("Speelverordening", stijl="Title") + AANHEF + BESLUIT + romp + ONDERTEKENING, telling)


def _mandaat():
    """Tekst achter de kop, een tabel met artikelen van een wet, en een slotzin na de onderdelen."""
    romp = p("Artikel 1. Mandaat", stijl="Kop2") + p("1. Aan de directeur wordt mandaat verleend voor:", links="284")
    romp += (
        p("a. aanwijzingen;", links="568")
        + p("b. meldingen,", links="568")
        + p("voor zover het budget toereikend is.", links="284")
        + p("2. Ondermandaat is verboden.", links="284")
    )
    romp += (
        p("Artikel 2. Register", stijl="Kop2")
        + p("De mandaten staan in deze tabel:")
        + tabel(
            rij("grondslag", "bevoegdheid"), rij("artikel 4 van de wet", "aanwijzen"), rij("Artikel 5", "intrekken")
        )
    )
    return docx(
        p("Mandaatbesluit", stijl="Title")
        + p("Het college van de gemeente Voorbeeldstad;")
        + p("besluit:")
        + romp
        + ONDERTEKENING
    )


def _ingetrokken():
    """Vervallen artikelen, een tussengevoegd artikel en lid, en een overgangsbepaling met Romeinse nummers."""
    romp = (
        p("Artikel 1 Aanwijzing", stijl="Kop2")
        + p("1. Het college wijst aan.")
        + p("1a. De aanwijzing is openbaar.")
        + p("2. Zij geldt vijf jaar.")
    )
    romp += (
        p("Artikel 2 (vervallen)", stijl="Kop2")
        + p("Artikel 3 Vervallen", stijl="Kop2")
        + p("Artikel 3a Toezicht", stijl="Kop2")
        + p("Het college houdt toezicht.")
    )
    romp += (
        p("Artikel 4 Overgang", stijl="Kop2")
        + p("Oude aanwijzingen gelden:")
        + p("i. een jaar; of")
        + p("ii. tot intrekking.")
    )
    return docx(p("Speelverordening", stijl="Title") + AANHEF + BESLUIT + romp + ONDERTEKENING)


GEMEENTEN = {
    maak.__doc__.split(":")[0].split(".")[0]: maak
    for maak in (
        _sjabloon_met_lijst,
        _vette_koppen,
        _raadsbesluit_met_kop,
        _shift_enter,
        _kader,
        _eigen_kopstijlen,
        _leges,
        _apv,
        _oude_stijl,
        _bijlagen,
        _ontwerp,
        _beleidsregel,
        _genummerd,
        _begrippen,
        _mandaat,
        _ingetrokken,
    )
}
