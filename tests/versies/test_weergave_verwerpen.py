"""Bijgehouden wijzigingen die goed te verwerpen zijn: elk soort waar het eerder misging, gelezen door LibreOffice en als XML."""

import re
import zipfile
from io import BytesIO

import pytest

from tests.getuigen import kantoor, ooxml
from tests.versies.test_weergave import woorden
from tests.versies.test_weergave_getuigen import papiertekst
from verordening.tekst.docx import lees_wordtekst
from verordening.tekst.keuzes import Keuzes
from verordening.tekst.markdown import lees
from verordening.tekst.odt import lees_odttekst
from verordening.tekst.woordblok import losse_woorden
from versies.verschil import vergelijk
from versies.weergave.bijgehouden import docx, odt
from versies.weergave.inhoud import aaneen
from versies.weergave.waswordt import toelichtingen
from versies.wijziging import Spanne, Spannesoort

KOP = "# Proefverordening\n\n#### Artikel 1 Hulp\n"
TABEL = "1. De bijdrage is:\n\n| Groep | Bedrag |\n|---|---|\n| kind | € 10 |\n| ouder | € 20 |\n\n2. Slot.\n"
PAREN = {
    "zin wordt lijst": (
        "1. Het college helpt met raad en daad.\n2. Slot.\n",
        "1. Het college helpt met:\n   a. raad; en\n   b. daad.\n2. Slot.\n",
    ),
    "lijst wordt zin": (
        "1. Het college helpt met:\n   a. raad; en\n   b. daad.\n2. Slot.\n",
        "1. Het college helpt met raad en daad.\n2. Slot.\n",
    ),
    "zin herschreven": (
        "1. Als het college bij een nieuwe vraag eerdere stukken gebruikt, vraagt het de inwoner alleen om de rest.\n2. Slot.\n",
        "1. Gebruikt het college eerdere stukken, dan vraagt het bij een nieuwe vraag alleen de rest aan wie vroeg.\n2. Slot.\n",
    ),
    "kolom erbij": (
        TABEL,
        TABEL.replace("Bedrag |", "Bedrag | Per |")
        .replace("---|---|", "---|---|---|")
        .replace("€ 10 |", "€ 10 | week |")
        .replace("€ 20 |", "€ 20 | maand |"),
    ),
    "lid erbij en lid weg": ("1. Een.\n2. Twee.\n", "1. Een.\n2. Drie en vier.\n3. Twee.\n"),
}
GEVALLEN = {**PAREN, **{f"{n}, terug": (b, a) for n, (a, b) in PAREN.items()}}


def paar(naam: str):
    was, wordt = (lees((KOP + t).encode()) for t in GEVALLEN[naam])
    return was, wordt, vergelijk(was, wordt)


def lijf(inhoud: bytes) -> str:
    return zipfile.ZipFile(BytesIO(inhoud)).read("word/document.xml").decode()


@pytest.mark.traag
@pytest.mark.parametrize("weergave", [docx, odt], ids=["docx", "odt"])
def test_aanvaarden_geeft_wordt_en_verwerpen_was_in_elk_geval(weergave, tmp_path):
    """Alle gevallen als artikelen van één regeling: het kantoorprogramma start maar één keer."""
    koppen = [f"#### Artikel {n} Hulp\n" for n in range(1, len(GEVALLEN) + 1)]
    was, wordt = (
        lees(
            (
                "# Proef\n\n" + "".join(k + g[kant] + "\n" for k, g in zip(koppen, GEVALLEN.values(), strict=True))
            ).encode()
        )
        for kant in (0, 1)
    )
    pad = tmp_path / f"alles.{weergave.__name__.rsplit('.', 1)[-1]}"
    pad.write_bytes(weergave(vergelijk(was, wordt)))
    aanvaard, verworpen = kantoor.beide_kanten(pad, tmp_path)
    assert woorden(aanvaard) == papiertekst(wordt.wortel)
    assert woorden(verworpen) == papiertekst(was.wortel)


@pytest.mark.parametrize("naam", GEVALLEN)
@pytest.mark.parametrize(
    ("weergave", "lees_papier"), [(docx, lees_wordtekst), (odt, lees_odttekst)], ids=["docx", "odt"]
)
def test_de_eigen_lezer_leest_aanvaard_wordt_en_verworpen_was(weergave, lees_papier, naam):
    was, wordt, verschil = paar(naam)
    for keuze, moet in (("aanvaarden", wordt), ("verwerpen", was)):
        document = lees_papier(weergave(verschil), naam="wijziging", keuzes=Keuzes(keuze))
        gelezen = " ".join(w for blok in document.blokken for w in losse_woorden(blok))
        assert woorden(gelezen) == papiertekst(moet.wortel)


@pytest.mark.parametrize("naam", GEVALLEN)
def test_het_bestand_is_goed_gevormd(naam):
    assert ooxml.gebreken(docx(paar(naam)[2])) == []


@pytest.mark.parametrize(("naam", "merk"), [("kolom erbij", "cellIns"), ("kolom erbij, terug", "cellDel")])
def test_een_kolom_is_als_kolom_bijgehouden(naam, merk):
    assert lijf(docx(paar(naam)[2])).count(f"<w:{merk} ") == 3


def test_een_herschreven_zin_is_een_wijziging():
    xml = lijf(docx(paar("zin herschreven")[2]))
    assert len(re.findall(r"<w:(?:ins|del) ", xml)) <= 4


def test_losse_wijzigingen_in_een_lange_zin_blijven_los():
    g, v, i = Spannesoort.GELIJK, Spannesoort.VERVALLEN, Spannesoort.INGEVOEGD
    rij = (
        Spanne(g, "De aanvrager krijgt binnen "),
        Spanne(v, "acht"),
        Spanne(i, "zes"),
        Spanne(g, " weken bericht van het college."),
    )
    assert aaneen(rij) == rij


def test_de_oude_toelichting_verklaart_de_wijziging_niet():
    noot = "\n## Toelichting\n\n### Artikelsgewijs\n\n#### Artikel 1 Hulp\nDe termijn is acht weken.\n"
    was, wordt = (KOP + f"Het college helpt binnen {n} weken.\n" for n in ("acht", "zes"))
    zelfde = vergelijk(lees((was + noot).encode()), lees((wordt + noot).encode()))
    anders = vergelijk(lees((was + noot).encode()), lees((wordt + noot.replace("acht", "zes")).encode()))
    assert toelichtingen(zelfde) == {}
    assert list(toelichtingen(anders).values()) == ["De termijn is zes weken."]
