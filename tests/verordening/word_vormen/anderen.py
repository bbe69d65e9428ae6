"""Soorten die bij het lezen van proefbestanden van anderen fout gingen, in eigen zinnen."""

from tests.verordening.word_vormen.bouw import (
    DRIE,
    RUIMTEN,
    blad,
    leden,
    lijst,
    niv,
    num,
    nummering,
    p,
    r,
    rij,
    sdt,
    tabel,
)


def anderen():
    """Niveaus die het bestand zelf geeft, nummers van noten, koprijen, en waarden die ergens aan vastzitten."""
    a, b, c = DRIE
    streep = lijst(1, niv(0, "bullet", "–", links=142), niv(1, "bullet", "–", links=284))
    yield "streepjes op twee niveaus", blad(leden(a), leden(b, niveau="1"), leden(c), telling=nummering(*streep))
    plat = nummering(lijst(1, niv(0, links=360), niv(1, links=360)))
    yield "cijfers op twee niveaus, even ver", blad(leden(a, b), leden(c, a, niveau="1"), leden(b), telling=plat)
    twee = nummering(lijst(1, niv(0, "bullet", "•", links=0)), lijst(2, niv(0, links=0)))
    yield "bolletjes en dan cijfers", blad(leden(a, b), leden(c, a, num_="2"), telling=twee)
    diep = nummering(lijst(1, niv(0), niv(1, "lowerLetter")), lijst(2, niv(0, "bullet", "•", links=360)))
    yield (
        "bolletjes links van de letters",
        blad(leden(a), leden(b, niveau="1"), leden(c, num_="2"), leden(a), telling=diep),
    )
    groot = nummering(lijst(1, niv(0, "upperRoman")), num(2, 1))
    yield "grote Romeinse cijfers", blad(leden(a, b, c, a, b, c), telling=groot)
    noot = f'<w:endnotes {RUIMTEN}><w:endnote w:id="2">{p("Zie de wet.")}</w:endnote>'
    noot += f'<w:endnote w:id="3">{p("Zie het besluit.")}</w:endnote></w:endnotes>'
    tekens = [f'<w:r><w:endnoteReference w:id="{n}"/></w:r>' for n in (2, 3)]
    delen = {"endnotes": ("endnotes.xml", noot)}
    yield "eindnoten tellen Romeins", blad(p(a, tekens[0]), p(b, tekens[1]), delen=delen)
    letters = '<w:endnotePr><w:numFmt w:val="upperLetter"/><w:numStart w:val="3"/></w:endnotePr>'
    yield "eindnoten in letters vanaf C", blad(p(a, tekens[0]), p(b, tekens[1]), delen=delen, sectie=letters)
    per_blad = '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>'
    voet = {"footnotes": ("footnotes.xml", noot.replace("endnote", "footnote"))}
    teken = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    yield "noten per bladzijde geteld", blad(p(a, teken), delen=voet, sectie=per_blad)
    eigen = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    yield "noot met een eigen teken", blad(p(a, eigen), delen=voet)
    kop = "<w:tblHeader/>"
    yield "koprij onder een gewone rij", blad(tabel(rij("Soort", "Tarief"), rij("Jacht", "€ 11", eigen=kop)))
    binding = '<w:dataBinding w:xpath="/d" w:storeItemID="{A}"/>'
    gegevens = {"customXml": ("../customXml/item1.xml", "<d>2026-01-29T00:00:00</d>")}
    dag = sdt(r("29 januari 2026"), f'{binding}<w:date w:fullDate="2026-01-29T00:00:00Z"/>')
    yield "gebonden datum", blad(p("Dit geldt vanaf ", dag, "."), delen=gegevens)
