"""Every format says the same, escapes everything, and has the same bytes for the same content."""

import csv as stdcsv
import io
import re
import zipfile
from datetime import date

import docx as pythondocx
import openpyxl
import pytest
from hypothesis import example, given, settings, strategies as st
from lxml import etree, html as lxmlhtml
from markdown import markdown as lees_markdown
from markdown_it import MarkdownIt

from tests.verordening.proefdocument import VIJANDIG, proef
from verordening.bevinding import Geweigerd
from verordening.onzichtbaar import toonbaar
from verordening.papier import FORMATEN, zet
from verordening.papier.document import Cel, Document, Kolom, Rij, Tabel, alinea, kop, noot, rij, stukken, tabel, wandel
from verordening.papier.docx import docx
from verordening.papier.html import html
from verordening.papier.markdown import markdown
from verordening.papier.odt import odt
from verordening.papier.rekenblad import Blad, csv, xlsx

_TEKST = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=60
)
_HTMLNS = {"text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}


def _plat(tekst: str) -> str:
    return " ".join(tekst.split())


def _alle_woorden() -> list[str]:
    """Every text of the sample document, from the model itself."""
    uit = []
    for blok in wandel(proef().blokken):
        for naam in ("inhoud", "bijschrift", "titel"):
            waarde = getattr(blok, naam, ())
            if isinstance(waarde, tuple):
                uit += [s.tekst for s in stukken(waarde) if hasattr(s, "tekst")]
    return [w for w in map(_plat, uit) if w]


def _tekst_van(formaat: str) -> str:
    inhoud = zet(proef(), formaat)
    if formaat == "html":
        return lxmlhtml.fromstring(inhoud.decode()).find(".//main").text_content()
    if formaat == "md":
        return lxmlhtml.fromstring(lees_markdown(inhoud.decode(), extensions=["tables"])).text_content()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as z:
        wortel = etree.fromstring(z.read("word/document.xml" if formaat == "docx" else "content.xml"))
    if formaat == "docx":
        return "".join(wortel.itertext("{*}t", "{*}delText"))
    for spatie in wortel.iter("{*}s"):
        spatie.text = " " * int(spatie.get(f"{{{_HTMLNS['text']}}}c", "1"))
    return "".join(wortel.itertext())


@pytest.mark.parametrize("formaat", ["html", "docx", "odt", "md"])
def test_elk_formaat_bevat_alle_woorden(formaat):
    tekst = re.sub(r"\s+", "", _tekst_van(formaat))
    for woorden in _alle_woorden():
        assert re.sub(r"\s+", "", woorden) in tekst, woorden


@pytest.mark.parametrize("formaat", FORMATEN)
def test_dezelfde_inhoud_geeft_dezelfde_bytes(formaat):
    assert zet(proef(), formaat) == zet(proef(), formaat)


@given(_TEKST)
@example(VIJANDIG)
@example("1. geen lijst")
@example("# geen kop")
@example("- geen streep")
@example("    geen code")
@example("~~~ > ==== ---")
@example("&amp; &#65; &lt;b&gt;")
@example("{{ 7*7 }}{% x %}")
@example("col\xadlege")
def test_tekst_blijft_tekst_in_html_en_markdown(tekst):
    document = Document("Proef", (alinea("begin ", tekst, " einde"), alinea(tekst, "z")))
    pagina = lxmlhtml.fromstring(html(document))
    gevonden = [_plat(p.text_content()) for p in pagina.findall(".//main/p")]
    assert gevonden == [_plat(toonbaar(f"begin {tekst} einde")), _plat(toonbaar(f"{tekst}z"))]
    for lezer in (lees_markdown, MarkdownIt("commonmark").render):
        terug = lxmlhtml.fromstring("<div>" + lezer(markdown(document)) + "</div>")
        assert {e.tag for e in terug.iter()} <= {"div", "h1", "p"}
        assert [_plat(p.text_content()) for p in terug.findall("p")] == gevonden


@given(_TEKST, _TEKST)
@settings(max_examples=15)
def test_tekst_blijft_tekst_in_word_en_odt(kopje, tekst):
    document = Document(tekst if tekst.strip() else "T", (kop(2, kopje + "x"), tabel("T", ["K"], [rij(tekst)])))
    w = pythondocx.Document(io.BytesIO(docx(document)))
    assert [p.text for p in w.paragraphs if p.style.name == "Heading 2"] == [toonbaar(kopje) + "x"]
    assert w.tables[0].cell(1, 0).text == toonbaar(tekst)
    assert w.core_properties.title == document.titel[:255]
    with zipfile.ZipFile(io.BytesIO(odt(document))) as z:
        wortel = etree.fromstring(z.read("content.xml"))
    for spatie in wortel.iter("{*}s"):
        spatie.text = " " * int(spatie.get(f"{{{_HTMLNS['text']}}}c", "1"))
    assert "".join(wortel.findall(".//text:h", _HTMLNS)[1].itertext()) == toonbaar(kopje) + "x"


def test_html_is_op_zichzelf_en_zonder_script():
    pagina = lxmlhtml.fromstring(html(proef()))
    assert pagina.get("lang") == "nl"
    assert len(pagina.findall(".//h1")) == 1
    assert not pagina.xpath("//script | //link | //iframe | //*[@onclick or @onload]")
    assert all(i.get("src").startswith("data:image/svg+xml;base64,") and i.get("alt") for i in pagina.iter("img"))
    assert all(t.find("caption") is not None for t in pagina.iter("table"))
    assert all(th.get("scope") for th in pagina.iter("th"))
    assert [e.text_content() for e in pagina.xpath("//ins | //del")][:2] == [
        "[vervallen:] kan [einde vervallen]",
        "[ingevoegd:] verstrekt op aanvraag [einde ingevoegd]",
    ]
    assert "http" not in re.sub(r"https://example\.org\S*", "", html(proef())).replace("http-equiv", "")


def test_word_heeft_echte_stijlen_koprijen_taal_titel_en_noten():
    inhoud = docx(proef())
    w = pythondocx.Document(io.BytesIO(inhoud))
    koppen = [(p.style.name, p.text) for p in w.paragraphs if p.style.name.startswith("Heading")]
    assert koppen[0] == ("Heading 1", proef().titel)
    assert {s for s, _ in koppen} == {"Heading 1", "Heading 2", "Heading 3"}
    assert w.core_properties.title == proef().titel and w.core_properties.language == "nl-NL"
    assert w.core_properties.created.date() == date(2026, 3, 1)
    with zipfile.ZipFile(io.BytesIO(inhoud)) as z:
        stijlen, lijf, noten = (z.read(f"word/{n}.xml").decode() for n in ("styles", "document", "footnotes"))
    assert 'w:lang w:val="nl-NL"' in stijlen
    assert lijf.count("<w:tblHeader/>") == lijf.count("<w:tbl>") == len(w.tables)
    assert lijf.count("descr=") == 3 and 'descr=""' not in lijf
    assert "eigen voorbeeld" in noten and lijf.count("<w:footnoteReference") == 2


def test_hash_van_een_word_bestand_hangt_niet_af_van_de_klok():
    zonder = Document("T", (alinea("x"),))
    with zipfile.ZipFile(io.BytesIO(docx(zonder))) as z:
        assert b"dcterms:created" not in z.read("docProps/core.xml")
        assert {lid.date_time for lid in z.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_cellen_over_kolommen_en_rijen_komen_in_elk_formaat_goed_terecht():
    t = Tabel(
        ("T",),
        tuple(Kolom((k,)) for k in "ABC"),
        (
            Rij((Cel((alinea("ab"),), kolommen=2), Cel((alinea("c"),), rijen=2))),
            rij("d", "e"),
        ),
    )
    document = Document("T", (t,))
    w = pythondocx.Document(io.BytesIO(docx(document))).tables[0]
    assert [[c.text for c in r.cells] for r in w.rows] == [["A", "B", "C"], ["ab", "ab", "c"], ["d", "e", "c"]]
    assert "| d | e | (zie hierboven) |" in markdown(document)
    assert '<td rowspan="2">c</td>' in html(document)


def test_een_lijst_begint_steeds_bij_een():
    from verordening.papier.document import Nummering, lijst

    twee = Document(
        "T", (lijst("a", "b", nummering=Nummering.CIJFER), alinea("x"), lijst("c", nummering=Nummering.CIJFER))
    )
    w = pythondocx.Document(io.BytesIO(docx(twee)))
    nummers = [p._p.pPr.numPr.numId.val for p in w.paragraphs if p.style.name == "List Number"]
    assert nummers[0] == nummers[1] != nummers[2]


def test_een_onbekend_formaat_is_er_niet():
    with pytest.raises(ValueError, match="onbekend formaat"):
        zet(proef(), "wpd")


# --- spreadsheets ---

_GEVAARLIJK = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "=cmd|' /C calc'!A0", "%x", "|x", "a\n=1"]


def test_csv_heeft_nooit_een_formule_en_houdt_de_tekst():
    blad = Blad("B", ("tekst", "getal"), tuple((t, 1.5) for t in _GEVAARLIJK))
    inhoud = csv(blad).decode("utf-8-sig")
    rijen = list(stdcsv.reader(io.StringIO(inhoud), delimiter=";"))
    assert [r[1] for r in rijen[1:]] == ["1,5"] * len(_GEVAARLIJK)
    for (cel, _), tekst in zip(rijen[1:], _GEVAARLIJK, strict=True):
        assert cel.lstrip()[:1] not in set("=+-@|%") and cel.endswith(tekst)


def test_xlsx_heeft_nooit_een_formule_en_houdt_typen():
    blad = Blad(
        "a/b: [x]", ("tekst", "getal", "dag", "leeg"), tuple((t, 2, date(2026, 1, 1), None) for t in _GEVAARLIJK)
    )
    inhoud = xlsx([blad, blad], titel="T", datum=date(2026, 3, 1))
    assert inhoud == xlsx([blad, blad], titel="T", datum=date(2026, 3, 1))
    boek = openpyxl.load_workbook(io.BytesIO(inhoud))
    vel = boek.worksheets[0]
    assert [vel.cell(r, 1).value for r in range(2, vel.max_row + 1)] == _GEVAARLIJK
    assert {c.data_type for rij_ in vel for c in rij_} <= {"s", "n", "d"}
    assert vel.freeze_panes == "A2" and len({v.title for v in boek.worksheets}) == 2
    with zipfile.ZipFile(io.BytesIO(inhoud)) as z:
        assert b"<f>" not in b"".join(z.read(n) for n in z.namelist() if "sheet" in n)


def test_rekenblad_weigert_wat_er_niet_in_past():
    with pytest.raises(Geweigerd, match="U\\+FFFF"):
        xlsx([Blad("B", ("k",), (("x\uffff",),))])
    with pytest.raises(Geweigerd, match="tekens"):
        xlsx([Blad("B", ("k",), (("x" * 32_768,),))])
    with pytest.raises(ValueError):
        Blad("B", ("a", "b"), (("x",),))


def test_elke_stijl_waar_een_document_naar_wijst_bestaat_in_zijn_eigen_bestand():
    with zipfile.ZipFile(io.BytesIO(docx(proef()))) as z:
        delen = {n: etree.fromstring(z.read(n)) for n in z.namelist() if n.startswith("word/") and n.endswith(".xml")}
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    bekend = {s.get(f"{w}styleId") for s in delen["word/styles.xml"].iter(f"{w}style")}
    gebruikt = {
        e.get(f"{w}val")
        for deel in delen.values()
        for e in deel.iter(*(f"{w}{n}" for n in ("pStyle", "rStyle", "basedOn", "next")))
    }
    assert len(gebruikt) >= 12 and gebruikt <= bekend
    with zipfile.ZipFile(io.BytesIO(odt(proef()))) as z:
        stukken = [etree.fromstring(z.read(n)) for n in ("styles.xml", "content.xml")]
    ns = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
    namen = {e.get(f"{ns}name") for stuk in stukken for e in stuk.iter() if isinstance(e.tag, str)} - {None}
    verwijst = {
        w
        for stuk in stukken
        for e in stuk.iter()
        if isinstance(e.tag, str)
        for n, w in e.attrib.items()
        if n.endswith(("}style-name", "}parent-style-name", "}page-layout-name", "}master-page-name"))
    }
    assert len(verwijst) >= 12 and verwijst <= namen


def test_een_gelijke_noot_staat_er_een_keer_en_heeft_overal_hetzelfde_nummer() -> None:
    bron = noot("Bron: een brief.")
    stuk = Document("Proef", (alinea("Een", bron, " twee", noot("Bron: de wet."), " drie", bron, "."),))
    md = markdown(stuk)
    assert "Een[^1] twee[^2] drie[^1]." in md and md.count("Bron: een brief.") == 1
    bladzijde = lxmlhtml.fromstring(html(stuk))
    assert [a.get("href") for a in bladzijde.xpath("//sup[@class='nootcijfer']/a")] == ["#noot-1", "#noot-2", "#noot-1"]
    with zipfile.ZipFile(io.BytesIO(docx(stuk))) as word:
        assert word.read("word/footnotes.xml").decode().count("Bron: een brief.") == 1
        assert "NOTEREF _RefNoot1" in word.read("word/document.xml").decode()
    with zipfile.ZipFile(io.BytesIO(odt(stuk))) as boek:
        assert boek.read("content.xml").decode().count("<text:note-ref ") == 1
    assert zet(stuk, "pdf")
