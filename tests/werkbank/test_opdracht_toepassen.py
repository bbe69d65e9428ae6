"""The commands ``toepassen`` and ``toets``: exit codes, nothing half-written, what the reader sees."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.versies.gevallen import MAP, besluit_van
from verordening.bevinding import Geweigerd
from verordening.boom import tekst
from verordening.lezers import lees
from werkbank.opdrachten import toepassen, toets


@pytest.fixture
def besluit(tmp_path: Path):
    def schrijf(*regels: str) -> Path:
        pad = tmp_path / "besluit.md"
        pad.write_text(besluit_van(list(regels)), encoding="utf-8")
        return pad

    return schrijf


def voer(opdracht, *argumenten) -> object:
    return CliRunner().invoke(opdracht, [str(a) for a in argumenten], standalone_mode=False)


def test_toepassen_schrijft_de_nieuwe_versie(besluit, tmp_path):
    uit = tmp_path / "wordt.xml"
    uitkomst = voer(
        toepassen.opdracht,
        MAP / "proefverordening.md",
        besluit("In artikel 9 wordt “kan” vervangen door “mag”."),
        "-o",
        uit,
        "--json",
    )
    assert uitkomst.return_value == 0, uitkomst.exception
    assert "mag van deze verordening" in tekst(lees(uit).wortel)
    gegevens = json.loads(uitkomst.stdout)
    assert [o["plaats"] for o in gegevens["uitgevoerd"]] == ["artikel I, onderdeel A"]
    assert gegevens["bevindingen"] == []


def test_toepassen_schrijft_niets_als_een_opdracht_niet_past(besluit, tmp_path):
    uit = tmp_path / "wordt.xml"
    goed_en_fout = besluit("In artikel 9 wordt “kan” vervangen door “mag”.", "### B", "Artikel 99 vervalt.")
    uitkomst = voer(toepassen.opdracht, MAP / "proefverordening.md", goed_en_fout, "-o", uit)
    assert isinstance(uitkomst.exception, Geweigerd)
    assert "artikel 99 bestaat niet" in str(uitkomst.exception)
    assert not uit.exists()


def test_toets_zet_zin_en_betekenis_bij_elkaar(besluit):
    uitkomst = CliRunner(env={"COLUMNS": "80"}).invoke(
        toets.opdracht, [str(besluit("In artikel 9 wordt “kan” vervangen door “mag”."))], standalone_mode=False
    )
    assert uitkomst.return_value == 0
    assert (
        "  In artikel 9 wordt “kan” vervangen door “mag”.\n  → in artikel 9: «kan» wordt «mag» (precies één keer)"
        in uitkomst.stdout
    )
    assert "inwerkingtreding; 1-1-2026" in uitkomst.stdout


def test_toets_zet_in_een_breed_venster_links_wat_er_staat_en_rechts_wat_is_begrepen(besluit):
    pad = besluit("In artikel 9 wordt “kan” vervangen door “mag”.", "### B", "Artikel 7 vervlat.")
    uitkomst = CliRunner(env={"COLUMNS": "120"}).invoke(toets.opdracht, [str(pad)], standalone_mode=False)
    regels = uitkomst.stdout.split("\n")
    assert max(map(len, regels)) <= 120
    (zin,) = [r for r in regels if r.startswith("In artikel 9 wordt")]
    assert [d.strip() for d in zin.split("│")] == [
        "In artikel 9 wordt “kan” vervangen door “mag”.",
        "→ in artikel 9: «kan» wordt «mag» (precies één keer)",
    ]
    (fout,) = [i for i, r in enumerate(regels) if r.startswith("Niet gelezen (regel 8)")]
    assert regels[fout + 1].startswith("Artikel 7 vervlat.") and "✗" in regels[fout + 1]
    assert [r for r in regels if r.startswith(("Artikel I wijzigt", "Wat het besluit"))] == [
        "Artikel I wijzigt Proefverordening 2024",
        "Wat het besluit zelf bepaalt",
    ]


@pytest.mark.parametrize("vorm", ["html", "docx"])
def test_toets_op_papier_noemt_wat_niet_is_gelezen(besluit, tmp_path, vorm):
    uit = tmp_path / f"toets.{vorm}"
    uitkomst = voer(
        toets.opdracht,
        besluit("In artikel 9 wordt “<b>kan</b>” vervangen door “mag”.", "### B", "Artikel 7 vervlat."),
        "--als",
        vorm,
        "-o",
        uit,
    )
    assert uitkomst.return_value == 1
    gegevens = uit.read_bytes()
    if vorm == "html":
        assert (
            "Niet gelezen" in gegevens.decode()
            and "<b>kan" not in gegevens.decode()
            and "&lt;b&gt;kan" in gegevens.decode()
        )
    else:
        assert gegevens.startswith(b"PK")


def test_toets_naar_het_scherm_kan_niet_als_word(besluit):
    assert "-o BESTAND.docx" in str(voer(toets.opdracht, besluit("Artikel 9 vervalt."), "--als", "docx").exception)


def test_toepassen_zegt_het_als_een_eerdere_opdracht_in_de_weg_staat(besluit, tmp_path):
    pad = besluit(
        "In artikel 9 wordt “kan” vervangen door “mag”.", "### B", "In artikel 9 wordt “kan” vervangen door “moet”."
    )
    uitkomst = voer(toepassen.opdracht, MAP / "proefverordening.md", pad, "-o", tmp_path / "wordt.xml")
    assert "een eerdere opdracht in dit besluit heeft deze plaats veranderd" in str(uitkomst.exception)


def test_toepassen_meldt_wat_bij_het_lezen_opviel(besluit, tmp_path):
    pad = besluit("Hoofdstuk 2 (artikelen 5 tot en met 9) vervalt.")
    uitkomst = voer(toepassen.opdracht, MAP / "proefverordening.md", pad, "-o", tmp_path / "wordt.xml", "--json")
    assert "tussen-haakjes" in [b["code"] for b in json.loads(uitkomst.stdout)["bevindingen"]]


def test_toets_noemt_elke_onleesbare_zin_met_regel_en_kolom(besluit):
    pad = besluit(
        "In artikel 9 word “kan” vervangem door “mag”.", "### B", "Artikel 8 vervalt.", "### C", "Artikel 7 vervlat."
    )
    uitkomst = voer(toets.opdracht, pad, "--json")
    assert uitkomst.return_value == 1
    gegevens = json.loads(uitkomst.stdout)
    fouten = [b for b in gegevens["bevindingen"] if b["ernst"] == "fout"]
    assert [f["code"] for f in fouten] == ["opdracht-onleesbaar"] * 2
    assert all("kolom" in f["adres"] and "verwacht" in f["uitleg"] for f in fouten)
    assert [o["plaats"] for a in gegevens["artikelen"] for o in a["opdrachten"]] == ["artikel I, onderdeel B"]


def test_toets_laat_de_doelen_zien(besluit):
    gegevens = json.loads(voer(toets.opdracht, besluit("Artikel 9 vervalt."), "--json").stdout)
    assert [(d["datum"], d["opdrachten"]) for d in gegevens["doelen"]] == [("2026-01-01", ["artikel I, onderdeel A"])]


def test_over_bijgehouden_wijzigingen_in_word_kiest_de_gebruiker(tmp_path):
    """Refused without a choice; with one, both commands read the same text and say so."""
    from tests.versies.test_opdracht_gegevens import _word_met

    pad, uit = tmp_path / "besluit.docx", tmp_path / "wordt.xml"
    pad.write_bytes(_word_met("del"))
    for opdracht, *rest in ((toets.opdracht, pad), (toepassen.opdracht, MAP / "proefverordening.md", pad, "-o", uit)):
        assert "--wijzigingen aanvaarden" in str(voer(opdracht, *rest).exception)
    assert not uit.exists()
    gelezen = voer(toets.opdracht, pad, "--wijzigingen", "aanvaarden")
    assert "1 opdracht gelezen" in gelezen.stderr and "alle zijn gelezen als aanvaard" in gelezen.stderr
    gedaan = voer(toepassen.opdracht, MAP / "proefverordening.md", pad, "-o", uit, "--wijzigingen", "aanvaarden")
    assert gedaan.return_value == 0 and "acht weken" in tekst(lees(uit).wortel)


def test_toepassen_op_een_besluit_geeft_weer_een_besluit(tmp_path):
    """A decision that amends another decision: text in, text out; words that do not fit change nothing."""
    doel, novelle, uit = tmp_path / "besluit.md", tmp_path / "novelle.md", tmp_path / "wordt.md"
    tekst_was = besluit_van(["In artikel 9 wordt “kan” vervangen door “mag”."])
    doel.write_text(tekst_was.replace("Besluit", "Wijzigingsbesluit proef", 1), encoding="utf-8")
    zin = "Novelle\n\n## Artikel I\nIn artikel I, onderdeel A, van het Wijzigingsbesluit proef wordt “mag” vervangen door “{}”.\n"
    novelle.write_text(zin.format("moet"), encoding="utf-8")
    assert voer(toepassen.opdracht, doel, novelle, "-o", uit).return_value == 0
    assert "vervangen door “moet”." in uit.read_text(encoding="utf-8")
    novelle.write_text(zin.format("moet").replace("“mag”", "“mocht”"), encoding="utf-8")
    assert "staan 0 keer" in str(voer(toepassen.opdracht, doel, novelle, "-o", tmp_path / "niet.md").exception)
    assert not (tmp_path / "niet.md").exists()


def test_een_besluit_dat_niet_bestaat_is_geweigerde_invoer(tmp_path):
    assert isinstance(voer(toets.opdracht, tmp_path / "weg.md").exception, Geweigerd)
