"""Marks of unfinished work in a Word file: a marker pen and comments are said, with whose they are."""

from io import BytesIO

import docx
from docx.enum.text import WD_COLOR_INDEX

from verordening.lezers import lees


def test_markeerstift_en_opmerkingen_zijn_bevindingen() -> None:
    document = docx.Document()
    document.add_heading("Verordening bankjes", 0)
    document.add_heading("Artikel 1 Termijn", 1)
    alinea = document.add_paragraph("Het college beslist binnen ")
    loop = alinea.add_run("acht weken")
    loop.font.highlight_color = WD_COLOR_INDEX.YELLOW
    alinea.add_run(".")
    for nummer in range(10):
        document.add_comment([loop], text=f"Klopt dit? {nummer}", author=f"Lezer {nummer}")
    bestand = BytesIO()
    document.save(bestand)
    gevonden = {b.code: b for b in lees(bestand.getvalue(), naam="a.docx").bevindingen}
    assert gevonden["gemarkeerd"].fragment == "acht weken"
    assert "10 opmerkingen van Lezer 0, Lezer 1, Lezer 2 en anderen" in gevonden["opmerking"].uitleg
    assert gevonden["opmerking"].fragment == "Klopt dit? 0"
    assert all("\n" not in b.regel() for b in gevonden.values())
