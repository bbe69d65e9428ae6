"""Marks of unfinished work in a Word file, and what it says in two ways: said, never chosen in silence."""

from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX

from tests.verordening.word_vormen.bouw import blad, leden, niv, p
from verordening.bevinding import Ernst
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


_LIJST = '<w:abstractNum w:abstractNumId="{}">{}</w:abstractNum>'
_NUM = '<w:num w:numId="1"><w:abstractNumId w:val="{}"/>{}</w:num>'
_ANDERS = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
TWEEMAAL = {
    "een niveau": _LIJST.format(1, niv(0) + niv(0, "upperRoman")) + _NUM.format(1, ""),
    "een lijst": _LIJST.format(1, niv(0)) + _LIJST.format(1, niv(0, "upperRoman")) + _NUM.format(1, ""),
    "een verwijzing": _LIJST.format(1, niv(0))
    + _LIJST.format(2, niv(0, "upperRoman"))
    + _NUM.format(1, "")
    + _NUM.format(2, ""),
    "een begin": _LIJST.format(1, niv(0)) + _NUM.format(1, _ANDERS.format(4) + _ANDERS.format(7)),
}


def _fouten(inhoud: bytes) -> list[str]:
    return [b.uitleg for b in lees(inhoud, naam="a.docx").bevindingen if b.ernst is Ernst.FOUT]


@pytest.mark.parametrize("telling", TWEEMAAL.values(), ids=TWEEMAAL)
def test_een_telling_die_twee_keer_is_beschreven_is_niet_zeker(telling: str) -> None:
    assert any(
        "twee keer hoe deze lijst telt" in uitleg for uitleg in _fouten(blad(leden("Een.", "Twee."), telling=telling))
    )
    assert not _fouten(
        blad(leden("Een.", "Twee."), telling=_LIJST.format(1, niv(0)) + _NUM.format(1, _ANDERS.format(4)))
    )


def test_een_vorm_die_alleen_een_ander_programma_kent_en_die_iets_anders_zegt() -> None:
    """With the namespace known the first branch is read; unknown with the same words, the other; with other words it is said."""
    for ruimte, eerste, zeker in (("wps", "26", True), ("nieuw", "25", True), ("nieuw", "26", False)):
        keuze = f'<mc:Choice xmlns:nieuw="urn:x" Requires="{ruimte}"><w:t>{eerste}</w:t></mc:Choice>'
        terugval = "<mc:Fallback><w:t>25</w:t></mc:Fallback>"
        loop = f"<w:r><mc:AlternateContent>{keuze}{terugval}</mc:AlternateContent></w:r>"
        assert (not _fouten(blad(p("Het bedrag is ", loop, " euro.")))) is zeker, (ruimte, eerste)
