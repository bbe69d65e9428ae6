"""Een nieuwe gemeente: drie Word-bestanden die dit programma niet maakte, tot en met de memo, zonder één naam van het voorbeeld."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.verordening.word_vormen.bouw import art, docx, p
from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_besluiten import wacht
from tests.werkbank.web.test_wijziging import formulier, stuur
from verordening.bevinding import Bevinding
from werkbank.web.antwoord import op_het_scherm

pytestmark = pytest.mark.traag
ZINNEN = {
    "Verordening tegenprestatie Proefstad 2024": "Het college kan een tegenprestatie opdragen als bedoeld in artikel 9, eerste lid, onderdeel c, van de Participatiewet.",
    "Beleidsregels giften Proefstad 2023": "Giften als bedoeld in artikel 31, tweede lid, onderdeel m, van de Participatiewet blijven vrij tot een bedrag van € 1.000.",
    "Beleidsregels inlichtingen Proefstad 2022": "De belanghebbende meldt wijzigingen als bedoeld in artikel 17, eerste lid, van de Participatiewet binnen tien dagen.",
}


def word(titel: str, zin: str) -> bytes:
    orgaan = (
        "De raad van de gemeente Proefstad;" if "Verordening" in titel else "Het college van de gemeente Proefstad;"
    )
    romp = (
        p(titel, stijl="Title")
        + p(orgaan)
        + p("besluit vast te stellen:")
        + art(1, "Onderwerp")
        + p(zin)
        + art(2, "Citeertitel")
        + p(f"Deze regeling wordt aangehaald als: {titel}.")
    )
    return bytes(docx(romp))


def begin(tmp_path: Path) -> Dienst:
    (tmp_path / "dossier").mkdir()
    return Dienst(tmp_path / "dossier", tmp_path / "werkmap").begin().open()


def drop(dienst: Dienst, keer: str, bestanden: list[tuple[str, bytes]]) -> tuple[int, str]:
    """Meer bestanden in één veld."""
    lijf, soort = formulier({"keer": keer, "teksten-plak": ""}, {})
    grens = soort.split("boundary=")[1].encode()
    for naam, inhoud in bestanden:
        kop = f'Content-Disposition: form-data; name="teksten"; filename="{naam}"\r\nContent-Type: application/octet-stream'
        deel = b"--" + grens + b"\r\n" + kop.encode() + b"\r\n\r\n" + inhoud + b"\r\n"
        lijf = lijf.replace(b"--" + grens + b"--", deel + b"--" + grens + b"--")
    code, koppen, _ = dienst.vraag("POST", "/nieuw/regels", lijf, content_type=soort)
    return code, koppen.get("location", "")


def test_van_drie_word_bestanden_tot_de_memo(tmp_path: Path) -> None:
    dienst = begin(tmp_path)
    try:
        assert "Begin met uw eigen regels" in dienst.vraag("GET", "/begin")[2].decode()
        code, _, blad = stuur(dienst, "/nieuw", {"naam": "Bijstand Proefstad", "gemeenten": "Proefstad"})
        assert code == 400 and 'value="Bijstand Proefstad"' in blad and 'href="#uitvoerder"' in blad
        velden = {"naam": "Bijstand Proefstad", "uitvoerder": "Gemeente Proefstad", "gemeenten": "gm0999 Proefstad"}
        for _ in range(2):
            assert stuur(dienst, "/nieuw", velden)[:2] == (303, "/nieuw/regels")
        bestanden = [(f"{t}.docx", word(t, z)) for t, z in ZINNEN.items()]
        assert drop(dienst, "drie-word-bestanden", bestanden) == (303, "/nieuw/regels")
        blad = wacht(dienst, "/nieuw/regels")
        lezingen = re.findall(r'href="(/nieuw/regels/[\w-]+)"', blad)
        assert len(lezingen) == 3, blad
        for adres in lezingen:
            blad = wacht(dienst, adres)
            assert "Elk teken van het bestand is verklaard." in blad, blad
            velden = dict(re.findall(r'name="(citeertitel)" value="([^"]*)"', blad))
            for naam in ("soort", "orgaan"):
                gekozen = re.search(rf'name="{naam}".*?<option value="(\w*)" selected', blad, re.S)
                velden[naam] = gekozen[1] if gekozen else ""
            assert velden["citeertitel"] in ZINNEN and velden["soort"] and velden["orgaan"]
            code, _, fout = stuur(dienst, adres, velden)
            assert code == 400 and 'href="#vanaf"' in fout and velden["citeertitel"] in fout
            assert stuur(dienst, adres, {**velden, "vanaf": "2024-01-01"})[:2] == (303, "/nieuw/regels")
        assert "3 regelingen staan in het dossier" in wacht(dienst, "/nieuw/regels")
        assert "M17" in dienst.wacht_op_beeld().vraag("GET", "/bord")[2].decode()
        _, adres, _ = stuur(dienst, "/stukken", {"keer": "eerste-stukken-1"})
        assert "impactmemo" in _klaar(dienst, adres).lower()
        zip_ = zipfile.ZipFile(io.BytesIO(dienst.vraag("GET", "/stukken/eerste-stukken-1/alles")[2]))
        teksten = [zip_.read(n).decode() for n in zip_.namelist() if n.endswith((".md", ".html"))]
        assert any("Verordening tegenprestatie Proefstad 2024" in t for t in teksten)
        for naam in ("Dordrecht", "Sliedrecht", "Drechtsteden", "GR Sociaal", "6.682"):
            assert not [t[:80] for t in teksten if naam in t], naam
    finally:
        dienst.eind()


def _klaar(dienst: Dienst, adres: str) -> str:
    for _ in range(900):
        code, koppen, inhoud = dienst.vraag("GET", adres)
        if code == 303:
            return dienst.vraag("GET", koppen["location"])[2].decode()
        assert b"data-taak" in inhoud, inhoud.decode()
        time.sleep(0.1)
    raise AssertionError(adres)


@pytest.mark.parametrize(
    ("advies", "hoort"),
    [
        ("Geef haar met --reden.", "Geef haar met het veld «Waarom was dit een vergissing?»."),
        ("Kies met --verborgen weg of blijft.", "Kies met het veld «Verborgen woorden» weg of blijft."),
        ("Geef --iets-anders.", "Geef --iets-anders."),
    ],
)
def test_een_raad_noemt_het_veld_in_plaats_van_de_optie(advies: str, hoort: str) -> None:
    assert op_het_scherm(advies) == hoort


@pytest.mark.parametrize("code", ["inwerking-niet-gekozen", "inwerking-voor-bekendmaking"])
def test_op_het_scherm_staat_geen_optie_die_daar_niet_is(code):
    assert "--" not in op_het_scherm(Bevinding.van(code, "x").advies)


def test_een_geweigerd_bestand_en_geplakte_tekst(tmp_path: Path) -> None:
    dienst = begin(tmp_path)
    try:
        velden: dict[str, Any] = {"naam": "Proef", "uitvoerder": "Proef", "gemeenten": "gm0999 Proefstad"}
        stuur(dienst, "/nieuw", velden)
        assert (
            drop(
                dienst,
                "een-fout-bestand-1",
                [
                    ("scan.pdf", b"%PDF-1.7"),
                ],
            )[0]
            == 303
        )
        blad = wacht(dienst, "/nieuw/regels")
        assert "niet gelezen" in blad
        adres = re.search(r'href="(/nieuw/regels/[\w-]+)"', blad)
        assert adres and "fout-vlak" in wacht(dienst, adres[1])
        assert stuur(dienst, f"{adres[1]}/weg", {})[0] == 303
        tekst = "# Verordening proef\n\nDe raad;\n\n## Artikel 1 Doel\n\nDeze verordening gaat over hulp.\n"
        assert stuur(dienst, "/nieuw/regels", {"keer": "geplakte-tekst-1", "teksten-plak": tekst})[0] == 303
        assert "geplakte tekst" in wacht(dienst, "/nieuw/regels")
    finally:
        dienst.eind()


def test_een_eigen_pakket_wordt_gekozen_en_een_verkeerd_pakket_geweigerd_met_wat_er_stond(tmp_path: Path) -> None:
    dienst = begin(tmp_path)
    try:
        velden = {"naam": "Proef", "uitvoerder": "Gemeente Proefstad", "gemeenten": "gm0999 Proefstad"}
        fout = ("mijn pakket.xml", b"<maatregelen><onzin/></maatregelen>")
        code, _, blad = stuur(dienst, "/nieuw", velden, {"pakket": fout})
        assert code == 400 and "Dit pakket kan niet" in blad and "gm0999 Proefstad" in blad
        assert not list(dienst.dossier.iterdir())
        goed = (Path(__file__).parents[2] / "impact/tweede_pakket/maatregelen.xml").read_bytes()
        assert stuur(dienst, "/nieuw", velden, {"pakket": ("x.xml", goed)})[0] == 303
        assert (dienst.dossier / "maatregelen.xml").read_bytes() == goed
    finally:
        dienst.eind()
