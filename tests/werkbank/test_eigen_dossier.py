"""A municipality begins with its own texts: every command takes the dossier, and nothing of the example stands in it."""

import json
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook

from verordening.bevinding import Geweigerd
from verordening.canoniek import schrijf
from verordening.lezers import lees
from werkbank.diensten.eigendossier import Keuze, bereid_voor, ingang_volgens_tekst


class Uit(NamedTuple):
    code: int
    uit: str
    fout: str


def draai(*argumenten: object) -> Uit:
    import subprocess
    import sys

    klaar = subprocess.run(
        [sys.executable, "-m", "werkbank", *map(str, argumenten)], capture_output=True, text=True, check=False
    )
    return Uit(klaar.returncode, klaar.stdout, klaar.stderr)


TEKST = """# Verordening proef Proefstad (voorbeeldtekst)

De raad van de gemeente Proefstad;

gelet op artikel 8a van de Participatiewet;

besluit vast te stellen de volgende verordening:

## Artikel 1 Tegenprestatie

1. Het college kan een tegenprestatie opdragen als bedoeld in artikel 9, eerste lid, onderdeel c, van de Participatiewet.
2. De tegenprestatie duurt ten hoogste acht weken.

## Artikel 2 Giften

Giften tot € 1.000 per kalenderjaar laat het college buiten beschouwing.

## Artikel 3 Inwerkingtreding

Deze verordening treedt in werking op 1 januari 2024.
"""


def test_van_leeg_naar_koppeling_en_stukken_zonder_een_naam_uit_het_voorbeeld(tmp_path: Path, data: Path) -> None:
    dossier, bron = tmp_path / "stad", tmp_path / "verordening.md"
    bron.write_text(TEKST, encoding="utf-8")
    assert draai("nieuw", dossier, "--naam", "Bijstand Proefstad", "--uitvoerder", "Gemeente Proefstad").code == 0
    assert draai("voeg-toe", dossier, bron, "--vanaf", "1-1-2024").code == 0
    assert "tegenprestatie" in draai("koppeling", dossier, "--bron", data / "regelrecht").uit
    stukken = draai("memo", dossier, "--vorm", "md", "-o", tmp_path / "uit")
    assert stukken.code == 3 and "gemeenten" in stukken.fout
    assert draai("nieuw", dossier, "--gemeente", "gm0999=Proefstad").code == 0
    assert draai("impact", dossier, "--bron", data / "regelrecht", "-o", tmp_path / "uit").code in (0, 1)
    teksten = [p.read_text(encoding="utf-8") for p in (tmp_path / "uit").rglob("*.md")]
    assert teksten
    memo = (tmp_path / "uit" / "impactmemo.md").read_text(encoding="utf-8")
    assert "€ 1.000; artikel 31, tweede lid, onderdeel m, Pw zegt € 1.200" in memo, (
        "de wet van het pakket is vergeleken"
    )
    brief = (tmp_path / "uit" / "proefstad" / "cib-proefstad.md").read_text(encoding="utf-8")
    assert "te wijzigen, voor" in memo and "rijlating van giften" in memo.partition("te wijzigen, voor")[2][:200]
    assert "geen bepaling van een verordening in dit dossier gaat daar zeker over" in memo
    assert "centrale aanbod" not in brief, "vragen uit de brief van een andere gemeente"
    assert "vrijlating van giften" not in brief.partition("loopt niet via")[2], "onze verordening regelt het zelf"
    assert not (tmp_path / "uit" / "ab-besluit.md").exists(), "een besluit zonder inhoud"
    for naam in ("Dordrecht", "Sliedrecht", "Drechtsteden", "GR Sociaal", "6.682"):
        assert not [t for t in teksten if naam in t], naam


def test_zonder_wettekst_zegt_de_memo_dat_er_niet_is_vergeleken(tmp_path: Path) -> None:
    dossier, bron = tmp_path / "stad", tmp_path / "verordening.md"
    bron.write_text(TEKST, encoding="utf-8")
    draai("nieuw", dossier, "--naam", "Proef", "--uitvoerder", "Gemeente Proefstad", "--gemeente", "gm0999=Proefstad")
    draai("voeg-toe", dossier, bron, "--vanaf", "1-3-2026")  # van na de wijziging van de wet: doet toch mee
    uit = draai("memo", dossier, "--vorm", "md", "-o", tmp_path / "uit")
    memo = next((tmp_path / "uit").rglob("*.md")).read_text(encoding="utf-8")
    assert "wettekst-ontbreekt" in uit.fout
    assert "Niet vergeleken:" in memo and "Geen bepaling zegt iets anders" not in memo
    assert "Verordening (" in memo, "de regeling van 1 maart 2026 is gekoppeld"


def test_wat_erin_komt_en_wat_wordt_overgenomen_is_ook_als_json_te_lezen(tmp_path: Path) -> None:
    dossier, bron, blad = tmp_path / "stad", tmp_path / "verordening.md", tmp_path / "cijfers.xlsx"
    bron.write_text(TEKST, encoding="utf-8")
    draai("nieuw", dossier, "--naam", "Proef", "--uitvoerder", "Gemeente Proefstad", "--gemeente", "gm0999=Proefstad")
    toegevoegd = json.loads(draai("voeg-toe", dossier, bron, "--vanaf", "1-1-2024", "--json").uit)["toegevoegd"]
    assert [(r["soort"], r["orgaan"], r["vanaf"]) for r in toegevoegd] == [
        ("verordening", "gemeenteraad", "2024-01-01")
    ]
    assert json.loads(draai("neem-over", dossier, blad, "--maak", "cijfers", "--json").uit) == {"bestand": str(blad)}
    leeg = {"regels": [], "vastgelegd": False}
    assert json.loads(draai("neem-over", dossier, blad, "--json", "--vastleggen", "--wie", "a").uit) == leeg
    boek = load_workbook(blad)
    kolommen = {c.value: c.column for c in boek["Cijfers"][1]}
    boek["Cijfers"].cell(2, kolommen["Waarde"], 7)
    boek["Cijfers"].cell(2, kolommen["Bron"], "telling")
    boek.save(blad)
    getoond = json.loads(draai("neem-over", dossier, blad, "--json").uit)
    vastgelegd = json.loads(draai("neem-over", dossier, blad, "--json", "--vastleggen", "--wie", "a").uit)
    assert "Waarde wordt «7»" in getoond["regels"][0] and getoond["vastgelegd"] is False
    assert vastgelegd == {**getoond, "vastgelegd": True}
    assert json.loads(draai("neem-over", dossier, blad, "--json").uit) == leeg


def test_zonder_wettekst_heet_niets_kloppend_en_een_raad_wijzigt_alleen_zijn_eigen_verordening(tmp_path: Path) -> None:
    dossier, bron, uit = tmp_path / "regio", tmp_path / "tekst.md", tmp_path / "uit"
    bron.write_text(TEKST, encoding="utf-8")
    steden = ("--gemeente", "gm9991=Proefstad", "--gemeente", "gm9992=Elders")
    draai("nieuw", dossier, "--naam", "Proef", "--uitvoerder", "Dienst Proef", "--samenwerking", "GR Proef", *steden)
    assert draai("voeg-toe", dossier, bron, "--vanaf", "2024-01-01").code == 0
    klaar = draai("impact", dossier, "-o", uit, "--niet-halen", "--verouderd-goed", "--vorm", "md")
    assert "[verordening-van-een-gemeente]" in klaar.fout
    memo, brief = (next(uit.rglob(n)).read_text(encoding="utf-8") for n in ("impactmemo.md", "cib-elders.md"))
    assert (
        "De raad van Proefstad te vragen de Verordening proef Proefstad" in memo
        and "klopt met de wet van nu" not in memo
    )
    gevonden = next(uit.rglob("koppelingen.json")).read_text(encoding="utf-8")
    assert "«Maatschappelijke participatie in plaats van tegenprestatie» wijzigt hier naar verwachting iets" in gevonden
    geen_regel = brief.partition("geen lokale regel nodig")[2].partition("weten wij nog niet:")
    assert "inkomsten tellen als" not in geen_regel[0] and "inkomsten tellen als" in geen_regel[2]


def test_de_dag_die_de_tekst_noemt_wordt_voorgesteld_ook_als_er_noten_in_staan() -> None:
    zonder = TEKST.replace("buiten beschouwing.", "buiten beschouwing[^1].") + "\n[^1]: Zie de toelichting.\n"
    for inhoud in (zonder.encode(), schrijf(lees(zonder.encode(), naam="t.md"))):
        gelezen = lees(inhoud, naam="t")
        assert ingang_volgens_tekst(gelezen) == (
            date(2024, 1, 1),
            "Deze verordening treedt in werking op 1 januari 2024.",
        )
        with pytest.raises(Geweigerd, match="wel: «Deze verordening treedt") as fout:
            bereid_voor(gelezen, Keuze(), "t")
        assert "--vanaf 01-01-2024" in fout.value.advies


def test_wat_de_bron_niet_zegt_wordt_gevraagd_met_een_voorbeeld(tmp_path: Path) -> None:
    dossier, bron = tmp_path / "stad", tmp_path / "tekst.md"
    bron.write_text("# Regels proef\n\n## Artikel 1 Eerste\n\nDit is een regel.\n", encoding="utf-8")
    draai("nieuw", dossier, "--naam", "Proef", "--uitvoerder", "Proefstad")
    for opties, wat in (
        ([], "vanaf welke dag"),
        (["--vanaf", "2024-01-01"], "verordening of een beleidsregel"),
        (["--vanaf", "2024-01-01", "--soort", "verordening"], "wie deze regeling vaststelt"),
    ):
        uit = draai("voeg-toe", dossier, bron, *opties)
        assert uit.code == 3 and wat in uit.fout and "bijvoorbeeld --" in uit.fout
    assert (
        draai(
            "voeg-toe", dossier, bron, "--vanaf", "2024-01-01", "--soort", "verordening", "--orgaan", "gemeenteraad"
        ).code
        == 0
    )
    assert draai("keur", dossier).code in (0, 1)


def test_een_tweede_tekst_voor_dezelfde_dag_en_een_map_met_iets_anders_worden_geweigerd(tmp_path: Path) -> None:
    dossier, bron = tmp_path / "stad", tmp_path / "v.md"
    bron.write_text(TEKST, encoding="utf-8")
    draai("nieuw", dossier, "--naam", "Proef", "--uitvoerder", "Proefstad")
    draai("voeg-toe", dossier, bron, "--vanaf", "2024-01-01")
    voor = sorted((p.name, p.read_bytes()) for p in dossier.rglob("*.xml"))
    bron.write_text(TEKST.replace("acht", "zes"), encoding="utf-8")
    uit = draai("voeg-toe", dossier, bron, "--vanaf", "2024-01-01")
    assert uit.code == 3 and "al een andere tekst" in uit.fout
    assert sorted((p.name, p.read_bytes()) for p in dossier.rglob("*.xml")) == voor
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "iets.txt").write_text("x")
    assert draai("nieuw", tmp_path / "vol", "--naam", "a", "--uitvoerder", "b").code == 3
    assert draai("nieuw", tmp_path / "leeg").code == 3


def test_een_dossier_zonder_blad_wijst_de_weg(tmp_path: Path) -> None:
    from versies.archief.poort import lees_dossier

    with pytest.raises(Geweigerd, match="verordening nieuw"):
        lees_dossier(tmp_path)


def test_wie_twee_keer_toevoegt_hoort_dat_het_er_al_staat_en_een_ontwerp_wordt_geen_geldende_tekst(
    tmp_path: Path,
) -> None:
    dossier, bron, later = tmp_path / "stad", tmp_path / "verordening.md", tmp_path / "later.md"
    bron.write_text(TEKST, encoding="utf-8")
    later.write_text(TEKST.replace("1.000", "1.100"), encoding="utf-8")
    draai("nieuw", dossier, "--naam", "Proef", "--uitvoerder", "Gemeente Proefstad", "--gemeente", "gm0999=Proefstad")
    assert "geldend vanaf" in draai("voeg-toe", dossier, bron, "--vanaf", "1-1-2024").uit
    stond = {p: p.read_bytes() for p in dossier.rglob("*") if p.is_file()}
    weer = draai("voeg-toe", dossier, bron, "--vanaf", "1-1-2024")
    assert (weer.code, weer.uit) == (0, "") and "al in het dossier" in weer.fout
    for anders in (("--ontwerp",), ("--soort", "beleidsregel"), ("--orgaan", "college")):
        uit = draai("voeg-toe", dossier, later, "--vanaf", "1-1-2025", *anders)
        assert uit.code == 3 and "staat al in het dossier als verordening, gemeenteraad, geldend" in uit.fout
    assert {p: p.read_bytes() for p in dossier.rglob("*") if p.is_file()} == stond
    assert draai("voeg-toe", dossier, later, "--vanaf", "1-1-2025").code == 0
