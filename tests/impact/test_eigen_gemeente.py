"""A gemeente of its own with two regulations of its own: what its papers say is true, complete and in the words of a board."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.impact.test_tweede_pakket import roep, stukken

SLEUTEL = Path(__file__).with_name("sleutel") / "lindehaven" / "regelingen"
REGELINGEN = (
    ("afstemmingsverordening-lindehaven-2022.md", "verordening", "gemeenteraad"),
    ("beleidsregels-aanvraag-middelen-en-samenwonen-lindehaven-2024.md", "beleidsregel", "college"),
)


@pytest.fixture(scope="module")
def papier(data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    map_ = tmp_path_factory.mktemp("lindehaven")
    dossier = map_ / "dossier"
    naam = ("--naam", "Bijstand Lindehaven", "--uitvoerder", "Gemeente Lindehaven", "--gemeente", "gm0998=Lindehaven")
    assert roep("nieuw", dossier, *naam).returncode == 0
    for bestand, soort, orgaan in REGELINGEN:
        hoe = ("--vanaf", "2024-01-01", "--soort", soort, "--orgaan", orgaan)
        assert roep("voeg-toe", dossier, SLEUTEL / bestand, *hoe).returncode == 0
    wat = ("--bron", data / "regelrecht", "--datum", "2026-12-02", "--vorm", "md", "--verouderd-goed")
    gedaan = roep("impact", dossier, "-o", map_ / "uit", *wat)
    assert gedaan.returncode in (0, 1), gedaan.stderr
    return stukken(map_ / "uit")


def test_een_zin_die_op_een_vervangen_zin_leunt_gaat_mee(papier: dict[str, str]) -> None:
    nieuw = [r.split("|")[3] for r in papier["collegebesluit.md"].splitlines() if re.match(r"\| artikel .*\{\+\+", r)]
    naar_de_wet = [t for t in nieuw if "Bij de toepassing van dit artikel" in t]
    assert len(naar_de_wet) > 5
    assert not [t for t in naar_de_wet if re.search(r"\b(?:Dan|Daarna|Ook) ", t)]


def test_een_bepaling_die_twee_keer_plaatsmaakt_voor_de_wet_zegt_dat_in_een_zin(papier: dict[str, str]) -> None:
    for regel in papier["collegebesluit.md"].splitlines():
        assert regel.count("Bij de toepassing van dit artikel") < 2, regel
    beide = (
        "gelden artikel 31, tweede lid, onderdeel m, en artikel 31, tweede lid, onderdeel s, van de Participatiewet."
    )
    assert beide in papier["collegebesluit.md"]
    assert "Artikel 7, vierde lid (vervalt" not in papier["collegebesluit.md"], "samengevoegd is niet vervallen"


def test_een_verwijzing_voor_een_bedrag_blijft_waar_dat_bedrag_nu_staat(papier: dict[str, str]) -> None:
    assert "In artikel 8 wordt" not in papier["collegebesluit.md"]


def test_een_college_draagt_niets_op_aan_de_eigen_gemeente(papier: dict[str, str]) -> None:
    besluit = papier["collegebesluit.md"]
    assert "de gemeente Lindehaven op te dragen" not in besluit
    assert "de ambtelijke organisatie op te dragen" in besluit


def test_een_vraag_is_geen_bewijs_van_strijd_zonder_haar_antwoord(papier: dict[str, str]) -> None:
    for naam, tekst in papier.items():
        assert not re.search(r"Bepaling: «[^»]*\?»", tekst), naam


def test_geen_stuk_noemt_een_dag_zoals_een_bestand_hem_schrijft(papier: dict[str, str]) -> None:
    for naam, tekst in papier.items():
        los = re.sub(r"https?://\S+|\S*\.xml|`[^`]*`", "", tekst)
        assert not re.search(r"(?<![\w/-])\d{4}-\d\d-\d\d(?![\w/-])", los), naam


def test_brief_en_memo_zeggen_hetzelfde_over_wat_de_raad_doet(papier: dict[str, str]) -> None:
    brief, memo = papier["cib-lindehaven.md"], papier["impactmemo.md"]
    na = brief.split("Wij gaan nog na of uw raad een regel moet stellen over deze onderwerpen:")[1].split("##")[0]
    for naam in re.findall(r"^- (.+)$", na, re.M):
        assert f"«{naam}»" in re.findall(r"Na te gaan of de gemeenteraad een regel moet stellen over (.+):", memo)[0]
    assert na.count("\n- ") == 2


def test_wat_in_een_verordening_fout_is_staat_in_de_volgorde_van_de_tekst(papier: dict[str, str]) -> None:
    plaatsen = "artikel 1, onderdeel c; artikel 2, eerste lid; artikel 5; artikel 6, eerste lid; artikel 7"
    for naam in ("impactmemo.md", "collegebesluit.md"):
        assert f"met de wet van nu: {plaatsen}" in papier[naam]


def test_het_bord_belooft_geen_besluit_waarvan_niet_bekend_is_wie_het_neemt(papier: dict[str, str]) -> None:
    tabel = papier["impactmemo.md"].split("**Wat vraagt om een besluit, of waarvan dat nog onbekend is**")[1]
    assert "| onbekend | Onbekend |" in tabel.split("##")[0]


def test_een_half_jaar_wordt_met_zijn_lidwoord_vervangen(papier: dict[str, str]) -> None:
    assert "wordt “een half jaar” vervangen door" in papier["collegebesluit.md"]
