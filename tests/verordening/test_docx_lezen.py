"""Het Word-bestand van de jurist: automatische nummers, bijgehouden wijzigingen, tabellen, en wat geweigerd wordt."""

import io
import itertools
import zipfile

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from tests.verordening.word_vormen.bouw import blad, p
from verordening.bevinding import Geweigerd
from verordening.boom import Soort, tekst, wandel
from verordening.lezers import lees
from verordening.tekst.docx import lees_docx, lees_wordtekst
from verordening.tekst.keuzes import Keuzes


def bytes_van(document):
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


def basis():
    d = Document()
    d.add_heading("Verordening proef", 1)
    d.add_heading("Hoofdstuk 1 Algemeen", 2)
    d.add_heading("Artikel 1 Termijn", 3)
    return d


def lichaam(regeling):
    return tekst(next(e for e in regeling.wortel.inhoud if e.soort is Soort.LICHAAM)).split("\n")


def genummerd(document, tekst_, num, diepte):
    p = document.add_paragraph(tekst_)
    eigen = p._p.get_or_add_pPr()
    numpr = OxmlElement("w:numPr")
    for naam, waarde in (("w:ilvl", diepte), ("w:numId", num)):
        deel = OxmlElement(naam)
        deel.set(qn("w:val"), str(waarde))
        numpr.append(deel)
    eigen.append(numpr)
    return p


def met_nummering(document):
    """Een lijst met drie niveaus: 1. / a. / 1°."""
    nummering = document.part.numbering_part._element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for diepte, (soort, vorm) in enumerate((("decimal", "%1."), ("lowerLetter", "%2."), ("decimal", "%3°."))):
        niveau = OxmlElement("w:lvl")
        niveau.set(qn("w:ilvl"), str(diepte))
        for naam, waarde in (("w:start", "1"), ("w:numFmt", soort), ("w:lvlText", vorm)):
            deel = OxmlElement(naam)
            deel.set(qn("w:val"), waarde)
            niveau.append(deel)
        ppr, ind = OxmlElement("w:pPr"), OxmlElement("w:ind")
        ind.set(qn("w:left"), str(360 * (diepte + 1)))
        ppr.append(ind)
        niveau.append(ppr)
        abstract.append(niveau)
    nummering.insert(0, abstract)
    for num in ("77", "78"):
        n = OxmlElement("w:num")
        n.set(qn("w:numId"), num)
        verwijst = OxmlElement("w:abstractNumId")
        verwijst.set(qn("w:val"), "77")
        n.append(verwijst)
        if num == "78":
            over = OxmlElement("w:lvlOverride")
            over.set(qn("w:ilvl"), "0")
            begin = OxmlElement("w:startOverride")
            begin.set(qn("w:val"), "1")
            over.append(begin)
            n.append(over)
        nummering.append(n)


def test_automatische_nummers_worden_berekend_zoals_word_ze_drukt():
    d = basis()
    met_nummering(d)
    for tekst_, diepte in (
        ("Eerste lid:", 0),
        ("een;", 1),
        ("twee:", 1),
        ("diep;", 2),
        ("dieper.", 2),
        ("Tweede lid:", 0),
        ("opnieuw een.", 1),
    ):
        genummerd(d, tekst_, 77, diepte)
    d.add_heading("Artikel 2 Opnieuw", 3)
    genummerd(d, "Nieuw eerste lid.", 78, 0)
    assert lichaam(lees_docx(bytes_van(d))) == [
        "Hoofdstuk 1 Algemeen",
        "Artikel 1 Termijn",
        "1. Eerste lid:",
        "a. een;",
        "b. twee:",
        "1°. diep;",
        "2°. dieper.",
        "2. Tweede lid:",
        "a. opnieuw een.",
        "Artikel 2 Opnieuw",
        "1. Nieuw eerste lid.",
    ]


def test_getypte_nummers_en_inspringing_zeggen_de_diepte():
    d = basis()
    for tekst_, links in (
        ("1.\tHet college weegt:", 0.5),
        ("a.\tde duur:", 1),
        ("1°.\tkort;", 1.5),
        ("b.\tde ernst.", 1),
        ("2.\tKlaar.", 0.5),
    ):
        d.add_paragraph(tekst_).paragraph_format.left_indent = Cm(links)
    d.add_paragraph("Slotzin van het tweede lid.").paragraph_format.left_indent = Cm(0.5)
    regeling = lees_docx(bytes_van(d))
    assert lichaam(regeling)[2:] == [
        "1. Het college weegt:",
        "a. de duur:",
        "1°. kort;",
        "b. de ernst.",
        "2. Klaar.",
        "Slotzin van het tweede lid.",
    ]
    leden = [e for e in wandel(regeling.wortel) if e.soort is Soort.LID]
    assert [len(lid.inhoud) for lid in leden] == [2, 2]


def revisie(alinea, soort, tekst_):
    omslag = OxmlElement(f"w:{soort}")
    for naam, waarde in (("w:id", "1"), ("w:author", "x"), ("w:date", "2026-01-01T00:00:00Z")):
        omslag.set(qn(naam), waarde)
    run = OxmlElement("w:r")
    deel = OxmlElement("w:delText" if soort == "del" else "w:t")
    deel.text = tekst_
    deel.set(qn("xml:space"), "preserve")
    run.append(deel)
    omslag.append(run)
    alinea._p.append(omslag)


def test_bijgehouden_wijzigingen_aanvaard_en_afgewezen():
    d = basis()
    p = d.add_paragraph("Het college beslist binnen ")
    revisie(p, "del", "acht")
    revisie(p, "ins", "zes")
    p.add_run(" weken.")
    inhoud = bytes_van(d)
    assert lichaam(lees_docx(inhoud))[-1] == "Het college beslist binnen zes weken."
    assert lichaam(lees_docx(inhoud, keuzes=Keuzes("verwerpen")))[-1] == "Het college beslist binnen acht weken."
    assert "lezen-keuze-nodig" in {b.code for b in lees_docx(inhoud).bevindingen}
    gekozen = lees_docx(inhoud, keuzes=Keuzes("aanvaarden"))
    assert [(b.code, b.ernst.value) for b in gekozen.bevindingen if "gehouden" in b.code] == [("bijgehouden", "info")]


def test_een_ingevoegd_alinea_einde_telt_alleen_als_het_is_aanvaard():
    d = basis()
    p = d.add_paragraph("Eerste zin.")
    rpr = OxmlElement("w:rPr")
    rpr.append(OxmlElement("w:ins"))
    p._p.get_or_add_pPr().append(rpr)
    d.add_paragraph(" Tweede zin.")
    assert lichaam(lees_docx(bytes_van(d)))[-2:] == ["Eerste zin.", "Tweede zin."]
    assert lichaam(lees_docx(bytes_van(d), keuzes=Keuzes("verwerpen")))[-1] == "Eerste zin. Tweede zin."


def test_tabellen_en_tekens_die_opmaak_lijken():
    d = basis()
    d.add_paragraph("Het bedrag is *hoog* [sic] en a_b_c < 3.")
    tabel = d.add_table(rows=2, cols=2)
    for cel, waarde in zip(
        (c for r in tabel.rows for c in r.cells), ("Soort", "Bedrag", "een|twee", "€ 10"), strict=True
    ):
        cel.text = waarde
    regeling = lees_docx(bytes_van(d))
    assert lichaam(regeling)[2:] == ["Het bedrag is *hoog* [sic] en a_b_c < 3.", "Soort", "Bedrag", "een|twee", "€ 10"]


def test_het_bestand_dat_de_gereedschapskist_maakt_keert_letterlijk_terug(wortel):
    from versies.opstellen.kern import kern_van
    from versies.verschil import vergelijk
    from versies.weergave.bijgehouden import docx as weergeef

    map_ = wortel / "verordening" / "voorbeeld" / "regelingen" / "verordening-werk-en-inkomen"
    paden = sorted(map_.glob("*.xml"))
    for a, b in itertools.pairwise(paden):
        was, wordt = lees(a), lees(b)
        inhoud = weergeef(vergelijk(was, wordt))
        assert kern_van(lees_docx(inhoud)) == kern_van(wordt)
        assert kern_van(lees_docx(inhoud, keuzes=Keuzes("verwerpen"))) == kern_van(was)


# --- wat geweigerd of gemeld wordt ------------------------------------------------------------------------------------


def verbouwd(doe):
    d = basis()
    d.add_paragraph("Tekst.")
    oud = zipfile.ZipFile(io.BytesIO(bytes_van(d)))
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        delen = {n: oud.read(n) for n in oud.namelist()}
        doe(delen)
        for naam, inhoud in delen.items():
            nieuw.writestr(naam, inhoud)
    return uit.getvalue()


def _macro(delen):
    delen["word/vbaProject.bin"] = b"x"


def _extern(delen):
    delen["word/_rels/document.xml.rels"] = delen["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="x9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" '
        b'Target="http://voorbeeld.invalid/a.html" TargetMode="External"/></Relationships>',
    )


def _bom(delen):
    delen["word/groot.xml"] = b"<a>" + b" " * 30_000_000 + b"</a>"


def _entiteit(delen):
    delen["word/document.xml"] = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'


@pytest.mark.parametrize(
    ("doe", "reden"), [(_extern, "van buiten"), (_bom, "groot"), (_entiteit, "DOCTYPE|DTD|entiteit")]
)
def test_gevaarlijke_bestanden_worden_geweigerd(doe, reden):
    with pytest.raises(Geweigerd, match=reden):
        lees_docx(verbouwd(doe), naam="x.docx")


def test_een_gewone_koppeling_in_de_tekst_mag():
    def koppeling(delen):
        delen["word/_rels/document.xml.rels"] = delen["word/_rels/document.xml.rels"].replace(
            b"</Relationships>",
            b'<Relationship Id="x9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
            b'Target="https://wetten.overheid.nl/" TargetMode="External"/></Relationships>',
        )

    assert lichaam(lees_docx(verbouwd(koppeling)))[-1] == "Tekst."


@pytest.mark.parametrize("inhoud", [b"PK\x03\x04kapot", b"", b"PK\x05\x06" + b"\x00" * 18])
def test_een_kapot_bestand_wordt_geweigerd(inhoud):
    with pytest.raises(Geweigerd):
        lees_docx(inhoud, naam="x.docx")


@pytest.mark.parametrize("deel", ["numbering", "styles", "settings"])
def test_een_deel_dat_iets_anders_is_dan_waarnaar_wordt_verwezen_wordt_geweigerd(deel):
    """A list in another namespace is no list; without this its numbers were gone."""

    def anders(delen):
        naam = f"word/{deel}.xml"
        delen[naam] = delen[naam].replace(b"wordprocessingml/2006/main", b"wordprocessingml/2006/mein")

    with pytest.raises(Geweigerd, match="beschadigd"):
        lees_docx(verbouwd(anders), naam="x.docx")


def test_een_noot_zonder_tekst_wordt_hard_gemeld():
    d = basis()
    p = d.add_paragraph("Tekst met noot.")
    p.add_run()._r.append(OxmlElement("w:footnoteReference"))
    (post,) = lees_wordtekst(bytes_van(d), naam="x").boek.sluit().posten
    assert (post.klasse.value, post.wat) == ("geweigerd", "w:footnoteReference")


def test_macros_worden_niet_gelezen_en_dat_staat_erbij():
    regeling = lees_docx(verbouwd(_macro), naam="x.docm")
    assert lichaam(regeling)[-1] == "Tekst."
    assert [b.code for b in regeling.bevindingen] == ["docx-macro"]


def test_zonder_artikel_is_het_geen_regeling():
    d = Document()
    d.add_paragraph("Zomaar een brief.")
    with pytest.raises(Geweigerd, match="geen artikel"):
        lees_docx(bytes_van(d), naam="brief.docx")


def test_een_vast_koppelteken_is_hoe_ook_getypt_een_koppelteken() -> None:
    getypt = lees(blad(p("Een leer\u2011werktraject.")), naam="a.docx")
    element = lees(blad(p("<w:r><w:t>Een leer</w:t><w:noBreakHyphen/><w:t>werktraject.</w:t></w:r>")), naam="b.docx")
    assert getypt.wortel == element.wortel
    assert any("vast koppelteken" in wat for _, wat, _ in getypt.verantwoording.tellingen)
