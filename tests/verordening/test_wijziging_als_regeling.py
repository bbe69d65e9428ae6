"""Een wijzigingsbesluit wordt in geen vorm stil als regeling gelezen; een regeling wordt niet verdacht gemaakt."""

from io import BytesIO

import pytest
from click.testing import CliRunner
from docx import Document

from verordening.bevinding import Ernst
from verordening.lezers import lees
from werkbank.opdrachten.lees import opdracht

BESLUIT = """Verordening tot wijziging van de Verordening sportpark

De raad besluit:

Artikel I

De Verordening sportpark wordt als volgt gewijzigd:

A

In artikel 2 wordt “acht uur” vervangen door “negen uur”.

Artikel II

Dit besluit treedt in werking op 1 januari 2027.
"""
REGELING = """Verordening sportpark

Artikel 1 Begrippen

In deze verordening wordt verstaan onder park: het sportpark.

Artikel 9 Wijziging van de Marktverordening

In artikel 3 van de Marktverordening wordt “zes” vervangen door “zeven”.
"""


def word(tekst: str) -> bytes:
    document, uit = Document(), BytesIO()
    for regel in filter(None, tekst.split("\n")):
        document.add_paragraph(regel)
    document.save(uit)
    return uit.getvalue()


@pytest.mark.parametrize("bron", [BESLUIT.encode(), word(BESLUIT)], ids=["tekst", "word"])
def test_een_besluit_dat_wijzigt_is_een_fout(bron):
    (fout,) = [b for b in lees(bron).bevindingen if b.ernst is Ernst.FOUT]
    assert fout.code == "besluit-als-regeling"
    assert fout.fragment == "De Verordening sportpark wordt als volgt gewijzigd:"


def test_alleen_de_naam_is_een_vraag():
    tekst = "Derde wijziging Marktverordening\n\nArtikel 1 Tarief\n\nHet tarief is € 3.\n"
    assert [(b.code, b.ernst) for b in lees(tekst.encode()).bevindingen if b.code == "besluit-als-regeling"] == [
        ("besluit-als-regeling", Ernst.VRAAG)
    ]


@pytest.mark.parametrize("bron", [REGELING.encode(), word(REGELING)], ids=["tekst", "word"])
def test_een_regeling_die_achteraan_een_andere_wijzigt_blijft_een_regeling(bron):
    assert [b for b in lees(bron).bevindingen if b.code == "besluit-als-regeling"] == []


def test_lees_schrijft_een_besluit_alleen_met_een_keuze(tmp_path):
    bron, uit = tmp_path / "besluit.md", tmp_path / "uit.xml"
    bron.write_text(BESLUIT, encoding="utf-8")
    assert CliRunner().invoke(opdracht, [str(bron), "-o", str(uit)], standalone_mode=False).return_value == 1
    assert not uit.exists()
    CliRunner().invoke(opdracht, [str(bron), "-o", str(uit), "--toch"], standalone_mode=False)
    assert uit.exists()


@pytest.mark.parametrize(
    "tekst",
    [
        "De raad;\n\nbesluit:\n\n1. De Verordening sportpark als volgt te wijzigen:\n\nArtikel 12 Prijs\n\nEen kaart kost € 6.\n",
        "Besluit intrekking\n\nArtikel 1 Intrekking\n\nDe Verordening sportpark wordt ingetrokken.\n\nArtikel 2 Slot\n\nDit besluit treedt in werking op 1 mei 2027.\n",
    ],
    ids=["in punten", "alleen intrekken"],
)
def test_een_besluit_zonder_wijzigingszin_is_een_vraag(tekst):
    assert "besluit-als-regeling" in {b.code for b in lees(tekst.encode()).bevindingen if b.ernst is Ernst.VRAAG}
