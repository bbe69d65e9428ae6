"""Nummers in een eigen schrijfwijze, koppen in de alinea zelf, en woorden op plaatsen waar geen woorden horen."""

from tests.verordening.word_vormen.bouw import (
    DRIE,
    SLOT,
    TITEL,
    art,
    blad,
    docx,
    lijst,
    niv,
    nummering,
    p,
    r,
    rij,
    tabel,
    vet,
)

BR = "<w:r><w:br/></w:r>"
A, B, C = DRIE


def schrijfwijzen():
    """Leden die niet met «1.» beginnen."""
    yield "getypt Lid 1.", blad(p(f"Lid 1. {A}"), p(f"Lid 2. {B}"), p(f"Lid 3. {C}"))
    yield "getypt Lid 1 op een eigen regel", blad(p("Lid 1"), p(A), p("Lid 2"), p(B))
    yield "een zin die met Lid 2 begint", blad(p(A), p("Lid 2 van artikel 9 blijft gelden."))
    yield "getypt 1.1 en 1.2", blad(p(f"1.1 {A}"), p(f"1.2 {B}"))
    yield "getypt 1 en dubbele punt", blad(p(f"1: {A}"), p(f"2: {B}"))
    yield "tekst voor de leden zonder punt", blad(p("Voor spelen geldt het volgende."), p(f"1 {A}"), p(f"2 {B}"))
    yield "twee keer lid 1", blad(p(f"1. {A}"), p(f"1. {B}"))
    yield (
        "verborgen nummer",
        blad(p(A, num="1"), p(B, num="1"), telling=nummering(lijst(1, niv(0, rpr="<w:vanish/>")))),
    )
    koppen = p(r("Artikel 1 Hulp", "<w:b/>"), BR, r(f"1. {A}"), BR, r(f"2. {B}"))
    yield "koppen in de alinea van de tekst", docx(TITEL + koppen + p(r("Artikel 2 Duur", "<w:b/>"), BR, r(C)))
    yield "kop zonder titel in de alinea", docx(TITEL + p(r("Artikel 1", "<w:b/>"), BR, r("Hulp"), BR, r(A)) + SLOT)
    yield "twee nummers in een rij", docx(TITEL + vet("Artikel 1 Hulp") + tabel(rij("1.", "a.", A), rij("2.", "b.", B)))


def verdwaald():
    """Woorden die Word nergens laat zien, of waar zij niet horen: nooit stil weg."""
    heel = p(A)
    yield "woorden buiten een loop", blad(heel.replace("<w:r>", "los<w:r>"))
    yield "woorden in een eigenschap", blad(p(A, eigen="<w:jc>los</w:jc>"))
    yield "loop onder de verkeerde naam", blad(heel.replace("<w:r>", "<w:pStyle>").replace("</w:r>", "</w:pStyle>"))
    yield "alinea in een alinea", blad(f"<w:p><w:r><w:t>Een.{heel}</w:t></w:r></w:p>")
    yield "veld dat niet eindigt", blad(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "REF x"), heel)
    yield "grens van een veld zonder soort", blad(p('<w:r><w:fldChar w:fldCharType="iets"/></w:r>', A))
    yield "tweede romp", docx(TITEL + art(1) + heel + "<w:sectPr/></w:body><w:body>" + art(2) + p(B))
