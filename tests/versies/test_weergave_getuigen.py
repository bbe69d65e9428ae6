"""Weergaven van echte paren, gelezen door andere programma's: LibreOffice, docx-revisions, veraPDF, axe."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.getuigen import axe, kantoor, ooxml, revisies, verapdf
from tests.versies.test_weergave import VWI, woorden
from verordening.boom import Eenheid, Figuur, alineas, inlinetekst, koptekst
from verordening.canoniek import lees
from verordening.lezers import lees as lees_bron
from verordening.papier import zet
from versies.verschil import vergelijk
from versies.weergave.bijgehouden import docx, odt
from versies.weergave.renvooi import renvooi
from versies.weergave.samenvatting import samenvatting
from versies.weergave.waswordt import waswordt
from versies.weergave.zetter import STATUSWOORD

pytestmark = pytest.mark.traag
PW = [f"regelrecht/BWBR0015703_{jaar}-01-01_0.xml" for jaar in (2024, 2026)]


def papiertekst(eenheid: Eenheid) -> list[str]:
    """Alle woorden die op papier horen: die van de wet, de naam van een figuur en de status in woorden."""
    uit = woorden(koptekst(eenheid))
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            uit += papiertekst(blok)
            continue
        if isinstance(blok, Figuur):
            uit += woorden(f"Afbeelding: {blok.afbeelding.alt or blok.afbeelding.bron}")
        for alinea in alineas(blok):
            uit += woorden(inlinetekst(alinea.inhoud))
    return uit + woorden(STATUSWOORD.get(eenheid.status, ""))


def voorbeeld(was: int, wordt: int):
    return [lees(VWI / f"{jaar}-01-01.xml") for jaar in (was, wordt)]


@pytest.fixture(scope="module")
def paren(data: Path):
    """Naam → twee versies: de voorbeeldverordening in twee stappen, en de Participatiewet."""
    return {
        "stap-1": voorbeeld(2024, 2026),
        "stap-2": voorbeeld(2026, 2027),
        "wet": [lees_bron(data / naam) for naam in PW],
    }


@pytest.fixture(scope="module")
def verschillen(paren):
    return {naam: vergelijk(*paar) for naam, paar in paren.items()}


@pytest.mark.parametrize(
    ("naam", "weergave"),
    [("stap-1", docx), ("stap-2", odt), ("wet", docx), ("wet", odt)],
    ids=["stap-1-docx", "stap-2-odt", "wet-docx", "wet-odt"],
)
def test_alles_aanvaarden_is_wordt_en_alles_verwerpen_is_was(naam, weergave, paren, verschillen, tmp_path):
    was, wordt = paren[naam]
    pad = tmp_path / f"{naam}.{weergave.__name__.rsplit('.', 1)[-1]}"
    pad.write_bytes(weergave(verschillen[naam], auteur="Proef"))
    aanvaard, verworpen = kantoor.beide_kanten(pad, tmp_path)
    assert woorden(aanvaard) == papiertekst(wordt.wortel)
    assert woorden(verworpen) == papiertekst(was.wortel)


def test_word_is_in_orde_en_noemt_bij_elke_wijziging_naam_en_moment(verschillen, tmp_path):
    moment = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
    for naam, verschil in verschillen.items():
        pad = tmp_path / f"{naam}.docx"
        pad.write_bytes(docx(verschil, auteur="Griffie", moment=moment))
        assert ooxml.gebreken(pad.read_bytes()) == []
        gevonden = revisies.revisies(pad)
        assert gevonden and {r.auteur for r in gevonden} == {"Griffie"}
        assert {r.moment[:16] for r in gevonden} == {"2026-01-31T09:30"}


def test_html_en_pdf_doorstaan_onafhankelijke_controle(verschillen, tmp_path):
    papieren = {
        "renvooi": renvooi(verschillen["stap-1"]),
        "waswordt": waswordt(verschillen["stap-1"]),
        "kort": samenvatting(verschillen["stap-1"]),
        "renvooi-2": renvooi(verschillen["stap-2"], alleen_gewijzigd=True),
        "wet": renvooi(verschillen["wet"], alleen_gewijzigd=True),
        "wet-waswordt": waswordt(verschillen["wet"], kolommen=3),
    }
    for naam, papier in papieren.items():
        (tmp_path / f"{naam}.html").write_bytes(zet(papier, "html"))
    # Zetten kost tijd: drie bladen die zoveel mogelijk verschillen.
    bladen = [tmp_path / f"{naam}.pdf" for naam in ("renvooi-2", "waswordt", "wet")]
    for blad in bladen:
        blad.write_bytes(zet(papieren[blad.stem], "pdf"))
    axe.eis_toegankelijk(tmp_path / f"{naam}.html" for naam in papieren)
    verapdf.eis_pdf(bladen)


def test_kantoorprogramma_leest_de_leesversie_in_elk_formaat(verschillen, tmp_path):
    papieren = (renvooi(verschillen["stap-1"]), waswordt(verschillen["stap-1"]))
    paden = []
    for papier in papieren:
        for vorm in ("docx", "odt"):
            paden.append(tmp_path / f"{papier.titel.split()[0]}-{vorm}.{vorm}")
            paden[-1].write_bytes(zet(papier, vorm))
            if vorm == "docx":
                assert ooxml.gebreken(paden[-1].read_bytes()) == []
    for tekst in kantoor.lees(paden, tmp_path / "uit"):
        assert "jongeren, voor zover het gaat om ondersteuning" in tekst
