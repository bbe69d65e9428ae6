"""What other programs say of our papers: veraPDF, axe in Chromium, LibreOffice, docx-revisions, poppler."""

import io
import zipfile
from datetime import UTC, date, datetime

import pikepdf
import pytest

from tests.getuigen import bladzijde, kantoor, ooxml
from tests.getuigen.axe import axe, eis_toegankelijk
from tests.getuigen.pdftekst import voorgelezen
from tests.getuigen.revisies import Revisie, revisies
from tests.getuigen.verapdf import eis_pdf, verapdf
from tests.verordening.proefdocument import VIJANDIG, proef
from verordening.papier import svg
from verordening.papier.document import (
    Alinea,
    Cel,
    Document,
    Inhoudsopgave,
    Kader,
    Kolom,
    Noot,
    Rij,
    Stuk,
    Tabel,
    Wijziging,
    alinea,
    cel,
    ingevoegd,
    kop,
    link,
    noot,
    rij,
    tabel,
    vervallen,
)
from verordening.papier.docx import Spoor, docx
from verordening.papier.html import html
from verordening.papier.odt import odt
from verordening.papier.pakket import leden, pak
from verordening.papier.pdf import pdf

pytestmark = pytest.mark.traag


def _soorten() -> dict[str, Document]:
    """Documents that differ in shape as much as possible, for judgement in one batch."""
    genest = tabel("Binnen", ["A", "B"], [rij("1", "2")])
    return {
        "alles": proef(),
        "kaal": Document("Alleen een titel", ()),
        "lang": Document(
            "Was-wordt",
            (
                Inhoudsopgave(),
                kop(2, "Tabel"),
                Tabel(
                    ("Tabel van veel rijen",),
                    (Kolom(("Artikel",)), Kolom(("Was",), 3), Kolom(("Wordt",), 3)),
                    tuple(
                        Rij(
                            (
                                cel(f"artikel {n}"),
                                cel("Het college ", vervallen("kan")),
                                cel("Het college ", ingevoegd("zal")),
                            )
                        )
                        for n in range(1, 301)
                    ),
                ),
            ),
        ),
        "genest": Document(
            "Genest", (Kader(("K",), (genest,)), Tabel(("Buiten",), (Kolom(("X",)),), (Rij((Cel((genest,)),)),)))
        ),
        "koppelingen": Document(
            "Koppelingen",
            (
                kop(2, "Kop met noot", Noot(("in een kop",)), anker="a"),
                alinea(
                    link("begin van de alinea", "#a"), " en ", link("nog een", "https://example.org/"), noot("x"), "."
                ),
                alinea(
                    Stuk("vet en link", vet=True, link="https://example.org/"), " of ", link("los", "memo.docx"), "."
                ),
                Tabel(
                    (),
                    (Kolom(("Met noot", noot("in een kolomkop"))),),
                    tuple(rij(f"{n}") for n in range(90)),
                    naam="Naam",
                ),
                alinea(Stuk("ingevoegde link", link="https://example.org/", wijziging=Wijziging.INGEVOEGD)),
                Alinea((link("in een hele nieuwe alinea", "#a"), noot("y")), wijziging=Wijziging.VERVALLEN),
                svg.staven(VIJANDIG, [(VIJANDIG, 0), ("✓ → ≥ ﬁ €", 1)]),
            ),
        ),
    }


@pytest.fixture(scope="module")
def papieren(tmp_path_factory):
    map_ = tmp_path_factory.mktemp("papier")
    for naam, document in _soorten().items():
        (map_ / f"{naam}.pdf").write_bytes(pdf(document))
        (map_ / f"{naam}.html").write_text(html(document), encoding="utf-8")
        (map_ / f"{naam}.docx").write_bytes(docx(document))
        (map_ / f"{naam}.odt").write_bytes(odt(document))
    return map_


def test_elke_pdf_is_pdfa_2a_en_pdfua_1(papieren):
    eis_pdf(sorted(papieren.glob("*.pdf")))


def test_verapdf_ziet_wat_er_niet_deugt(tmp_path):
    with pikepdf.open(io.BytesIO(pdf(proef()))) as p:
        xmp = p.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b"")
        p.Root.Metadata = p.make_stream(xmp, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        p.save(tmp_path / "zonder.pdf")
    (tmp_path / "stuk.pdf").write_bytes(b"%PDF-1.7 geen pdf")
    uitslagen = {(u.pad.stem, u.profiel): u for u in verapdf(sorted(tmp_path.glob("*.pdf")))}
    assert uitslagen["zonder", "2a"].goed
    assert not uitslagen["zonder", "ua1"].goed and "5-1" in uitslagen["zonder", "ua1"].regels[0]
    assert not uitslagen["stuk", "2a"].goed and not uitslagen["stuk", "ua1"].goed


def test_pdf_heeft_titel_bladwijzers_bladzijdenummers_en_alleen_onze_letters(papieren):
    pad = papieren / "alles.pdf"
    with pikepdf.open(pad) as p:
        assert str(p.docinfo.Title) == proef().titel and p.Root.ViewerPreferences.DisplayDocTitle
        assert str(p.Root.Lang) == "nl"
        with p.open_outline() as bladwijzers:
            boven = bladwijzers.root[0]
            assert boven.title == proef().titel
            assert [k.title for k in boven.children][:3] == ["Inhoud", "Gevraagd besluit", "Samenvatting"]
        letters = {str(o.BaseFont) for o in p.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}
        aantal = len(p.pages)
    assert letters and all("Liberation" in naam or "DejaVu" in naam for naam in letters), letters
    tekst = bladzijde.tekst(pad)
    assert f"pagina 1 van {aantal}" in tekst and "Voorbeeldtekst, niet vastgesteld" in tekst
    assert "[vervallen:] kan [einde vervallen]" in " ".join(voorgelezen(pad).split())
    assert '<script>alert("x")</script>' in " ".join(tekst.split())


def test_elke_bladzijde_op_het_scherm_is_toegankelijk(papieren):
    eis_toegankelijk(sorted(papieren.glob("*.html")))


def test_axe_ziet_wat_er_niet_deugt(tmp_path):
    (tmp_path / "fout.html").write_text("<html><title>x</title><img src='data:,'><p style='color:#ccc'>vaag</p></html>")
    assert {o.regel for o in axe([tmp_path / "fout.html"])} >= {"html-has-lang", "image-alt", "color-contrast"}


def test_kantoorprogramma_leest_word_en_odt_en_ziet_dezelfde_woorden(papieren, tmp_path):
    namen = list(_soorten())
    uit_word = kantoor.lees([papieren / f"{n}.docx" for n in namen], tmp_path / "w")
    uit_odt = kantoor.lees([papieren / f"{n}.odt" for n in namen], tmp_path / "o")
    for naam, word, open_ in zip(namen, uit_word, uit_odt, strict=True):
        assert _soorten()[naam].titel in word and _soorten()[naam].titel in open_
    for tekst in (uit_word[0], uit_odt[0]):
        for woorden in (
            VIJANDIG,
            "Een hele alinea die nieuw is.",
            "€ 1.200,00",
            "onderdeel met eigen nummer:",
        ):
            assert woorden in tekst
    als_pdf = kantoor.zet_om([papieren / "alles.docx"], "pdf", tmp_path / "w")
    als_pdf += kantoor.zet_om([papieren / "alles.odt"], "pdf", tmp_path / "o")
    assert all("Bron: eigen voorbeeld." in bladzijde.tekst(p) for p in als_pdf)


def _spoordocument() -> Document:
    was_rij, nieuwe_rij = rij("blijft", "a"), Rij((cel("komt"), cel("b")), Wijziging.INGEVOEGD)
    weg_rij = Rij((cel("gaat"), cel("c")), Wijziging.VERVALLEN)
    return Document(
        "Wijziging",
        (
            alinea("Het college ", vervallen("kan"), ingevoegd("verstrekt"), " bijstand."),
            Alinea(("Nieuw lid, met ", Stuk("vet", vet=True), "."), wijziging=Wijziging.INGEVOEGD),
            Alinea(("Oud lid.",), wijziging=Wijziging.VERVALLEN),
            alinea("Slot."),
            tabel("Tabel", ["X", "Y"], [was_rij, nieuwe_rij, weg_rij]),
        ),
        datum=date(2026, 3, 1),
    )


def test_aanvaarden_geeft_wordt_en_verwerpen_geeft_was(tmp_path):
    pad = tmp_path / "spoor.docx"
    pad.write_bytes(docx(_spoordocument(), Spoor("Griffie", datetime(2026, 3, 1, 9, tzinfo=UTC))))

    def regels(tekst: str) -> list[str]:
        return [r.strip() for r in tekst.splitlines() if r.strip()]

    assert regels(kantoor.aanvaard(pad, tmp_path)) == [
        "Wijziging",
        "Het college verstrekt bijstand.",
        "Nieuw lid, met vet.",
        "Slot.",
        "Tabel",
        "X",
        "Y",
        "blijft",
        "a",
        "komt",
        "b",
    ]
    assert regels(kantoor.verwerp(pad, tmp_path)) == [
        "Wijziging",
        "Het college kan bijstand.",
        "Oud lid.",
        "Slot.",
        "Tabel",
        "X",
        "Y",
        "blijft",
        "a",
        "gaat",
        "c",
    ]


def test_een_andere_bibliotheek_leest_de_revisies(tmp_path):
    pad = tmp_path / "spoor.docx"
    pad.write_bytes(docx(_spoordocument(), Spoor("Griffie", datetime(2026, 3, 1, 9, tzinfo=UTC))))
    gelezen = revisies(pad)
    assert gelezen[:2] == [
        Revisie("vervallen", "kan", "Griffie", "2026-03-01T09:00:00+00:00"),
        Revisie("ingevoegd", "verstrekt", "Griffie", "2026-03-01T09:00:00+00:00"),
    ]
    assert [r.tekst for r in gelezen if r.soort == "vervallen"] == ["kan", "Oud lid.", "gaat", "c"]
    assert [r.tekst for r in gelezen if r.soort == "ingevoegd"] == [
        "verstrekt",
        "Nieuw lid, met ",
        "vet",
        ".",
        "komt",
        "b",
    ]


def test_word_bestanden_houden_de_volgorde_die_word_eist(papieren):
    spoor = Spoor("Griffie", datetime(2026, 3, 1, 9, tzinfo=UTC))
    for naam, document in _soorten().items():
        assert ooxml.gebreken((papieren / f"{naam}.docx").read_bytes()) == [], naam
        assert ooxml.gebreken(docx(document, spoor)) == [], naam


def test_de_volgordetoets_ziet_wat_er_niet_deugt():
    goed = docx(Document("T", (alinea("x"),)))
    with zipfile.ZipFile(io.BytesIO(goed)) as z:
        lijf = z.read("word/document.xml")
    fout = lijf.replace(b"<w:pPr><w:pStyle", b'<w:pPr><w:jc w:val="left"/><w:pStyle', 1)
    assert fout != lijf
    assert ooxml.gebreken(goed) == []
    assert "volgorde in pPr" in ooxml.gebreken(pak(leden(goed) | {"word/document.xml": fout}))[0]


def test_zonder_spoor_staan_er_geen_revisies_in(papieren):
    assert revisies(papieren / "alles.docx") == []
    assert io.BytesIO((papieren / "alles.docx").read_bytes()).read(2) == b"PK"
