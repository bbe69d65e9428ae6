"""Een tweede reeks vormen, na de eerste bedacht: om te tellen wat bij eerste lezing goed gaat. Eigen zinnen, voorbeeldtekst."""

from tests.verordening.word_vormen.bouw import (
    DRIE,
    RUIMTEN,
    SLOT,
    TITEL,
    art,
    blad,
    cel,
    docx,
    leden,
    lijst,
    niv,
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

HOOG = '<w:vertAlign w:val="superscript"/>'


def nogmeer():
    """Nummers, sporen en opbouw door elkaar."""
    a, b, c = DRIE
    basis = lijst(1, niv(0), niv(1, "lowerLetter"), niv(2, "decimal", "%3°"), niv(3, "lowerRoman"))
    yield (
        "stijl die nergens staat",
        docx(p("Verordening proef", stijl="Heading1") + p("Artikel 1 Hulp", stijl="Heading2") + p(a)),
    )
    yield "niveau dat de lijst niet heeft", blad(leden(a), leden(b, niveau="7"), leden(c), telling=nummering(*basis))
    yield "harde spatie na het nummer", blad(p(f"1.\u00a0{a}"), p(f"2.\u00a0{b}"))
    noot = f'<w:footnotes {RUIMTEN}><w:footnote w:id="2">{p("Zie de wet.")}</w:footnote></w:footnotes>'
    yield (
        "noot in de kop",
        docx(
            TITEL
            + p("Artikel 1", '<w:r><w:footnoteReference w:id="2"/></w:r>', r(" Hulp"), stijl="Kop2")
            + p(a)
            + SLOT,
            delen={"footnotes": ("footnotes.xml", noot)},
        ),
    )
    yield (
        "kleine o boven de regel",
        blad(p("a. hulp:"), p("1", r("o", HOOG), r(". thuis;")), p("2", r("o", HOOG), r(". elders."))),
    )
    yield "eerste met e boven de regel", blad(p("De 1", r("e", HOOG), r(" dag telt.")))
    yield (
        "alinea verplaatst",
        blad(
            p(spoor("moveFrom", r(a)), merk='<w:moveFrom w:id="5" w:author="x"/>'),
            p(b),
            p(spoor("moveTo", r(a)), merk='<w:moveTo w:id="6" w:author="x"/>'),
        ),
    )
    yield (
        "lid ingevoegd met nummer",
        blad(
            leden(a),
            p(spoor("ins", r(b)), num="1", merk='<w:ins w:id="5" w:author="x"/>'),
            leden(c),
            telling=nummering(*basis),
        ),
    )
    yield (
        "vMerge en gridSpan",
        blad(
            tabel(
                rij(cel("soort", eigen='<w:vMerge w:val="restart"/>'), cel("bedrag", eigen='<w:gridSpan w:val="2"/>')),
                rij(cel(eigen="<w:vMerge/>"), "laag", "hoog"),
                kolommen=3,
            )
        ),
    )
    yield (
        "bijlage zonder nummer met artikelen",
        docx(TITEL + art(1) + p(a) + p("Bijlage", stijl="Kop1") + art(1, "Regels") + p(b)),
    )
    yield (
        "kop met streep",
        docx(TITEL + p("Artikel 1 – Hulp", stijl="Kop2") + p(a) + p("Artikel 2 – Duur", stijl="Kop2") + p(b)),
    )
    yield "kop met dubbele punt", docx(TITEL + vet("Artikel 1: Hulp") + p(a) + vet("Artikel 2: Duur") + p(b))
    yield (
        "haakjes onder haakjes",
        blad(p(f"1) {a}"), p("2) De raad geeft:"), p("a) hulp;"), p("b) raad."), p(f"3) {c}")),
    )
    yield (
        "streepjes onder letters",
        blad(p("Het college geeft:"), p("a. hulp:"), p("- thuis;"), p("- elders;"), p("b. raad.")),
    )
    yield (
        "bolletjes onder een lid",
        blad(
            leden(a),
            p("hulp;", num="2"),
            p("raad.", num="2"),
            leden(b),
            telling=nummering(*basis, *lijst(2, niv(0, "bullet", "•", links=720))),
        ),
    )
    yield (
        "vier niveaus",
        blad(
            leden(a),
            leden("een;", niveau="1"),
            leden("twee;", niveau="2"),
            leden("drie.", "vier.", niveau="3"),
            leden("vijf.", niveau="1"),
            leden(b),
            telling=nummering(*basis),
        ),
    )
    yield (
        "tekst na tabel in een lid",
        blad(
            p(f"1. {a}", links="360"),
            tabel(rij("laag", "€ 10")),
            p("Dit geldt altijd.", links="360"),
            p(f"2. {b}", links="360"),
        ),
    )
    yield (
        "hoofdstuktitel op eigen regel",
        docx(TITEL + p("Hoofdstuk 1", stijl="Kop1") + p("Algemeen", stijl="Kop1") + art(1) + p(a) + SLOT),
    )
    yield "lege koppen ertussen", docx(TITEL + p(stijl="Kop1") + art(1) + p(a) + p(stijl="Kop2") + SLOT)
    yield "hoofdletter als nummer", blad(p("Het college geeft:"), p("A. hulp;"), p("B. raad."))
    yield "grote Romeinse nummers", blad(p("Het college geeft:"), p("I. hulp;"), p("II. raad;"), p("III. geld."))
    yield (
        "doorgehaald in de kop",
        docx(TITEL + p("Artikel 1 ", r("Oude ", "<w:strike/>"), r("Hulp"), stijl="Kop2") + p(a) + SLOT),
    )
    yield (
        "heel artikel verborgen",
        docx(
            TITEL
            + art(1)
            + p(a)
            + p(r("Artikel 2 Geheim", "<w:vanish/>"), stijl="Kop2", merk="<w:vanish/>")
            + p(r(b, "<w:vanish/>"), merk="<w:vanish/>")
            + SLOT
        ),
    )
    yield (
        "vinkje als besturing",
        blad(p(sdt(r("☒"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'), " de raad stemt in")),
    )
    yield (
        "paragrafen zonder hoofdstuk",
        docx(
            TITEL + p("Paragraaf 1 Begin", stijl="Kop1") + art(1) + p(a) + p("§ 2 Slot", stijl="Kop1") + art(2) + p(b)
        ),
    )
    yield "enig artikel", docx(TITEL + p("Enig artikel", stijl="Kop2") + p(a))
    yield (
        "toelichting met genummerde koppen",
        docx(
            TITEL
            + art(1)
            + p(a)
            + p("Toelichting", stijl="Kop1")
            + p("1. Algemeen", stijl="Kop2")
            + p("Spelen is gezond.")
            + p("2. Per artikel", stijl="Kop2")
            + p("Niets.")
        ),
    )
    yield (
        "vastgesteld zonder aldus",
        docx(
            TITEL
            + art(1)
            + p(a)
            + p("Vastgesteld in de vergadering van 3 maart 2025.")
            + p("De voorzitter,")
            + p("De griffier,")
        ),
    )
    yield (
        "ondertekening met voornaam",
        docx(
            TITEL
            + art(1)
            + p(a)
            + p("Aldus besloten in de vergadering van 3 maart 2025,")
            + p("C. Voorbeeld, voorzitter")
        ),
    )
    yield (
        "Normal is genummerd",
        docx(
            TITEL + p("Artikel 1 Hulp", stijl="Kop2") + p(a) + p(b),
            nummering(*basis),
            '<w:style w:type="paragraph" w:styleId="Normal2"><w:name w:val="x"/></w:style>',
        ),
    )
    yield "lid in een kopstijl", docx(TITEL + art(1) + p(f"1. {a}", stijl="Kop3") + p(f"2. {b}", stijl="Kop3"))
    yield (
        "gewone zin in een kopstijl",
        docx(
            TITEL + art(1) + p("Het college helpt iedereen die hulp nodig heeft en daarom vraagt.", stijl="Kop3") + SLOT
        ),
    )
    yield "vet woord aan het begin", blad(p(r("Artikel 5", "<w:b/>"), " van de wet geldt."), p(b))
    yield "run-in kop", docx(TITEL + p(r("Artikel 1. ", "<w:b/>"), a) + p(r("Artikel 2. ", "<w:b/>"), b))
    yield (
        "definitielijst met tabs",
        docx(
            TITEL
            + art(1, "Begrippen")
            + p("In deze verordening wordt verstaan onder:")
            + p("college:", "<w:r><w:tab/></w:r>", r("het college;"))
            + p("raad:", "<w:r><w:tab/></w:r>", r("de raad."))
            + SLOT
        ),
    )
    yield "nummer los van de tekst", blad(p("1."), p(a), p("2."), p(b))
    yield "samenvoegveld", blad(p("De heer ", veld("MERGEFIELD Naam", "«Naam»"), r(" helpt.")))
    yield "kapotte verwijzing", blad(p("Zie ", veld("REF x", "Fout! Verwijzingsbron niet gevonden."), r(".")))
    yield "twee artikelen met hetzelfde nummer", docx(TITEL + art(1) + p(a) + art(1) + p(b) + SLOT)
    yield "artikelnummer springt", docx(TITEL + art(1) + p(a) + art(5) + p(b) + SLOT)
    yield "datum vooraan", blad(p("1 januari 2026 is een feestdag."), p("2. De raad helpt."))
    yield "bedrag vooraan", blad(p("10.000 euro is genoeg."), p("1.500 euro ook."))
    yield "vermenigvuldiging", blad(p("Het is 2 × 10", r("6", HOOG), r(" m", ""), r("3", HOOG), r(".")))
    yield (
        "cel met kop van een artikel en data",
        docx(
            TITEL
            + art(1)
            + p(a)
            + tabel(rij("Artikel 2 van de wet", "bevoegdheid"), rij("Artikel 3", "mandaat"))
            + SLOT
        ),
    )
    yield (
        "stijl met eigen inspringing",
        blad(p("a. hulp;", stijl="Ins"), p("b. raad.", stijl="Ins"), stijlen=stijl("Ins", ppr='<w:ind w:left="720"/>')),
    )


def kaders():
    """Tabellen die alleen een kader zijn, en tabellen die dat niet zijn."""
    a, b, _ = DRIE
    yield "leden in een tabel met nummers links", blad(tabel(rij("1.", a), rij("2.", b)))
    yield "leden in een kader van één cel", blad(tabel(rij(cel(f"1. {a}", f"2. {b}")), kolommen=1))
    yield "nummers en bedragen blijven een tabel", blad(tabel(rij("1.", "€ 10"), rij("2.", "€ 25")))
    yield "een kader met een zin blijft een tabel", blad(tabel(rij(cel("Let op het bedrag.")), kolommen=1))
    yield (
        "toelichting als gewone regel",
        docx(
            TITEL
            + art(1)
            + p(a)
            + p("Aldus vastgesteld op 3 maart 2025.")
            + p("Artikelsgewijze toelichting")
            + p("Artikel 1 Hulp")
            + p("Uitleg.")
        ),
    )
    yield (
        "hoofdstuk in een diepere kopstijl dan het artikel",
        docx(
            TITEL
            + p("Hoofdstuk 1 Begin", stijl="Kop2")
            + p("Artikel 1 Hulp", stijl="Kop1")
            + p(a)
            + p("Hoofdstuk 2 Slot", stijl="Kop2")
            + p("Artikel 2 Duur", stijl="Kop1")
            + p(b)
        ),
    )
