"""Another act, other measures, other words: a second package runs through the whole main job without a line of Python."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from verordening.canoniek import schrijf
from verordening.lezers import lees

HIER = Path(__file__).with_name("tweede_pakket")
BLAD = """<?xml version='1.0' encoding='UTF-8'?>
<dossier status="voorbeeldtekst" uitvoerder="Gemeente Voorbeelddam">
  <naam>Saldohulp Voorbeelddam</naam>
  <regelingen>
    <regeling slug="beleidsregels-saldohulp" citeertitel="Beleidsregels saldohulp Voorbeelddam" soort="beleidsregel" orgaan="college" status="geldend" map="regelingen/beleidsregels-saldohulp"/>
    <regeling slug="verordening-saldohulp" citeertitel="Verordening saldohulp Voorbeelddam" soort="verordening" orgaan="gemeenteraad" status="geldend" map="regelingen/verordening-saldohulp"/>
  </regelingen>
  <wetten>
    <wet bwb="BWBR0099001" afkorting="Vws" citeertitel="Voorbeeldwet saldohulp" was="2024-01-01" wordt="2026-01-01"/>
  </wetten>
</dossier>
"""


def roep(*argumenten: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "werkbank", *map(str, argumenten)], capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def uit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("saldo")
    dossier = map_ / "dossier"
    dossier.mkdir()
    (dossier / "dossier.xml").write_text(BLAD, "utf-8")
    (dossier / "maatregelen.xml").write_bytes((HIER / "maatregelen.xml").read_bytes())
    for bron in (HIER / "regelingen").glob("*.md"):
        eigen = dossier / "regelingen" / bron.stem
        eigen.mkdir(parents=True)
        (eigen / "2024-03-01.xml").write_bytes(schrijf(lees(bron)))
    assert roep("nieuw", dossier, "--gemeente", "gm0999=Voorbeelddam").returncode == 0
    gedaan = roep(
        "impact", dossier, "--bron", HIER / "wetten", "-o", map_ / "uit", "--datum", "2026-03-02", "--vorm", "md"
    )
    assert gedaan.returncode in (0, 1), gedaan.stderr
    return map_ / "uit"


def stukken(uit: Path) -> dict[str, str]:
    return {p.name: p.read_text("utf-8") for p in uit.rglob("*.md")}


def test_het_hele_pakket_stukken_is_er(uit: Path) -> None:
    namen = set(stukken(uit))
    assert {"impactmemo.md", "collegebesluit.md", "cib-voorbeelddam.md", "bijlage-uitwerking.md"} <= namen
    assert (uit / "index.html").is_file()


def test_elke_maatregel_is_gekoppeld_en_beoordeeld_uit_de_gegevens(uit: Path) -> None:
    beeld = json.loads((uit / "koppelingen.json").read_text("utf-8"))
    soorten = {
        (m["id"], k["regeling"], (k["oordeel"] or {}).get("soort"))
        for m in beeld["maatregelen"]
        for k in m["bepalingen"]
    }
    assert ("SALDO-1", "beleidsregels-saldohulp", "bedrag of termijn wijkt af") in soorten
    assert any(m == "SALDO-2" and s == "in strijd met de wet" for m, _, s in soorten), soorten


def test_niets_van_het_eerste_pakket_staat_in_de_stukken(uit: Path) -> None:
    for naam, tekst in stukken(uit).items():
        for vreemd in ("Participatiewet", "bijstand", "36582", "algemeen bestuur", "spoor 1", "IOAW"):
            assert vreemd not in tekst, (naam, vreemd, tekst[max(0, tekst.find(vreemd) - 80) : tekst.find(vreemd) + 80])
        assert not re.search(r"\b[MX]\d\d\b", tekst), naam


def test_de_eigen_zinnen_fasen_en_formules_van_het_pakket_staan_er_wel(uit: Path) -> None:
    alles = stukken(uit)
    assert "Wie schulden heeft, moet eerder weten waar hij aan toe is." in alles["cib-voorbeelddam.md"]
    assert "Stap A: geldt sinds 1 januari 2026" in alles["impactmemo.md"]
    assert "Stellen wij een eis aan de administratie van de ondernemer?" in alles["impactmemo.md"]
    assert "ollege van burgemeester en wethouders van Voorbeelddam" in alles["impactmemo.md"]
    assert "ndernemers met een plan per jaar × eigen bijdrage" in alles["rekenmodel.md"]


def test_een_keuze_van_de_raad_heet_zo_en_staat_in_de_brief(uit: Path) -> None:
    alles = stukken(uit)
    vraag = "Stellen wij een eis aan de administratie van de ondernemer?"
    assert f"**{vraag}**<br>Raad; geldt nu" in alles["impactmemo.md"]
    assert f"{vraag} A. Geen eis vooraf (voorstel). B. Administratie op orde." in alles["cib-voorbeelddam.md"]


def test_wat_nodig_is_staat_niet_ernaast_als_vraag_en_een_zin_begint_met_een_gewone_letter(uit: Path) -> None:
    alles = stukken(uit)
    assert "Een afwegingskader in een beleidsregel is nodig." in alles["maatregelkaarten.md"]
    assert "Ga na of daar een regel voor nodig is" not in alles["impactmemo.md"]
    assert "Eén bron of alleen afgeleid" in alles["maatregelkaarten.md"]
    assert not [naam for naam, tekst in alles.items() if "Één" in tekst]


def test_de_kalender_legt_geen_volgorde_uit_waar_geen_dag_van_twee_is(uit: Path) -> None:
    assert "beslist eerst" not in stukken(uit)["besluitenkalender.md"]


def test_geen_zin_telt_of_belooft_wat_er_niet_is(uit: Path) -> None:
    """A list without items has no sentence that announces it, and one gemeente is not «alle gemeenten»."""
    tekst = "\n".join(stukken(uit).values())
    leeg = (
        "Andere stukken noemen een ander aantal: geen",
        "Op 0 punten",
        "keuzes.xml",
        "stuurt met 0 keuzes",
        "stuk-004",
    )
    gevraagd = (
        "Dit zijn de laatste dagen",
        "Bij deze maatregelen verandert",
        "De stappen voor een wijziging",
        "alle gemeenten",
    )
    for woorden in (*leeg, *gevraagd, "raden en bestuur", "(was 100.00)", "die bepalingen nu al", "  Elk oordeel"):
        assert woorden not in tekst, (woorden, tekst[max(0, tekst.find(woorden) - 80) : tekst.find(woorden) + 80])
    assert "Voor «hulp ook voor ondernemers» geldt de wet al." in stukken(uit)["cib-voorbeelddam.md"]
    assert "keuzemonitor.md" not in stukken(uit)
