"""A decision in the Word template of a municipality: its styles and header, our words, and it reads back as the same decision."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.shared import RGBColor

from tests.hulp.opdrachtregel import loop
from verordening.bevinding import Geweigerd
from verordening.papier.huisstijl import in_huisstijl
from versies.opdracht import lees_besluit

WAS = "# Verordening bankjes\n\n#### Artikel 1 Termijn\n1. Het college beslist binnen acht weken.\n2. Het college hoort de buurt.\n"
WORDT = WAS.replace("acht weken", "zes weken").replace("hoort de buurt", "hoort de bewoners van de straat")


def sjabloon(plek: str = "[besluit]", *, naam: str = "Citaat") -> bytes:
    document = docx.Document()
    document.styles["Heading 1"].font.color.rgb = RGBColor(0xAA, 0, 0)
    document.sections[0].header.paragraphs[0].text = "Gemeente Voorbeeld — CONCEPT"
    document.styles["Quote"].element.name_val = naam
    if plek:
        document.add_paragraph("Raadsbesluit van de gemeente Voorbeeld")
        document.add_paragraph(plek)
        document.add_paragraph("Afschrift aan de indiener.")
    uit = BytesIO()
    document.save(uit)
    return uit.getvalue()


@pytest.fixture
def bestanden(tmp_path: Path) -> Path:
    (tmp_path / "was.md").write_text(WAS)
    (tmp_path / "wordt.md").write_text(WORDT)
    (tmp_path / "sjabloon.docx").write_bytes(sjabloon())
    return tmp_path


def deel(inhoud: bytes, naam: str) -> str:
    with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
        return pakket.read(naam).decode()


def test_het_besluit_staat_in_het_sjabloon_en_leest_terug(bestanden: Path) -> None:
    uit = bestanden / "besluit.docx"
    gedaan = loop(
        "opstellen", bestanden / "was.md", bestanden / "wordt.md", "--als", "docx", "-o", uit, "--huisstijl",
        bestanden / "sjabloon.docx", "--opmerkingen", "--citeertitel", "Eerste wijziging bankjes",
    )  # fmt: skip
    assert gedaan.code == 0, gedaan.fout
    inhoud = uit.read_bytes()
    document = docx.Document(BytesIO(inhoud))
    regels = [p.text for p in document.paragraphs]
    assert regels[0] == "Raadsbesluit van de gemeente Voorbeeld" and regels[-1] == "Afschrift aan de indiener."
    assert document.sections[0].header.paragraphs[0].text == "Gemeente Voorbeeld — CONCEPT"
    kop = next(p for p in document.paragraphs if p.text.startswith("Verordening tot wijziging"))
    assert kop.style.font.color.rgb == RGBColor(0xAA, 0, 0)
    assert any("wordt aangehaald als: Eerste wijziging bankjes." in r for r in regels)
    opmerkingen = [o.text for o in document.comments]
    assert len(opmerkingen) == 2 and all("[Waarom: in te vullen.]" in o for o in opmerkingen)  # bij elke wijziging een
    assert "acht weken" in opmerkingen[0] and "bewoners van de straat" in opmerkingen[1]
    assert [o.zin for o in lees_besluit(inhoud, naam="besluit.docx").opdrachten]


def test_een_leeg_sjabloon_is_zelf_de_plek() -> None:
    assert "Gemeente" in deel(in_huisstijl(_besluit(), sjabloon(""), "s.docx"), "word/header1.xml")


def test_een_stijl_die_het_sjabloon_niet_heeft_komt_mee() -> None:
    stijlen = deel(in_huisstijl(_besluit(), sjabloon(), "s.docx"), "word/styles.xml")
    gebruikt = set(
        re.findall(
            r'<w:pStyle w:val="([^"]+)"', deel(in_huisstijl(_besluit(), sjabloon(), "s.docx"), "word/document.xml")
        )
    )
    assert gebruikt <= set(re.findall(r'w:styleId="([^"]+)"', stijlen))


@pytest.mark.parametrize(
    ("bestand", "reden"),
    [
        (b"geen zip", "beschadigd"),
        (sjabloon("Hier komt de tekst"), "zegt niet waar het besluit komt"),
    ],
    ids=["geen-word", "geen-plek"],
)
def test_een_onbruikbaar_sjabloon_is_een_regel(bestand: bytes, reden: str) -> None:
    with pytest.raises(Geweigerd, match=reden) as fout:
        in_huisstijl(_besluit(), bestand, "sjabloon.docx")
    assert "sjabloon.docx" in fout.value.regel() and "\n" not in fout.value.regel()


def test_een_sjabloon_met_macros_wordt_geweigerd() -> None:
    met = BytesIO(sjabloon())
    with zipfile.ZipFile(met, "a") as pakket:
        pakket.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(Geweigerd, match="macro"):
        in_huisstijl(_besluit(), met.getvalue(), "sjabloon.docm")


def _besluit() -> bytes:
    from verordening.papier.document import Document, alinea, kop
    from verordening.papier.docx import docx as schrijf

    return schrijf(Document("Besluit", (kop(2, "Artikel I"), alinea("Tekst."), alinea("Nieuw.", soort="citaat"))))
