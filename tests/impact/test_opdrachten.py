"""The commands voorbeeld, koppeling, controle, gevolgen and impact, from the front door: output, contract, refusals."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from werkbank.__main__ import main


def _doe(capsys: pytest.CaptureFixture[str], *argumenten: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as einde:
        main([str(a) for a in argumenten])
    uit, fout = capsys.readouterr()
    return int(einde.value.code or 0), uit, fout


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    doel = tmp_path_factory.mktemp("voorbeeld") / "dossier"
    with pytest.raises(SystemExit) as einde:
        main(["voorbeeld", str(doel)])
    assert einde.value.code == 0
    return doel


@pytest.fixture(autouse=True)
def _lege_opslag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERORDENING_OPSLAG", str(tmp_path / "opslag"))


def test_voorbeeld_is_een_dossier_met_archief(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert {"dossier.xml", "maatregelen.xml", "kaders.xml", "gemeenten.xml", "koppelingen.xml", "keuzes.xml"} <= {
        p.name for p in dossier.iterdir()
    }
    assert (dossier / ".git").is_dir()
    code, uit, _ = _doe(capsys, "geldend", dossier, "beleidsregels-giften", "--op", "2025-06-01", "--json")
    assert code == 0 and json.loads(uit)["juridisch_werkend_vanaf"] == "2024-01-01"


def test_voorbeeld_weigert_een_map_met_iets_erin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "eigen.txt").write_text("van mij", "utf-8")
    code, _, fout = _doe(capsys, "voorbeeld", tmp_path)
    assert code == 3 and "niet leeg" in fout and fout.count("\n") == 1
    assert [p.name for p in tmp_path.iterdir()] == ["eigen.txt"]


def test_koppeling_volgt_het_contract(dossier: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, uit, _ = _doe(capsys, "koppeling", dossier, "--bron", data / "regelrecht", "--json")
    gelezen: dict[str, Any] = json.loads(uit)
    assert code == 0
    assert set(gelezen["dekking"]) >= {"wetsartikelen_gewijzigd", "verklaard", "onverklaard"}
    assert len(gelezen["dekking"]["verklaard"]) == 30 and gelezen["dekking"]["onverklaard"] == []
    assert len([m for m in gelezen["maatregelen"] if m["id"].startswith("M")]) == 24
    for m in gelezen["maatregelen"]:
        assert set(m) >= {"id", "naam", "fase", "instrument", "orgaan", "wetsartikelen", "bepalingen", "geen_reden"}
        for b in m["bepalingen"]:
            assert set(b) >= {"regeling", "eId", "adres", "herkomst", "status", "zekerheid"}
            assert b["status"] in ("voorstel", "bevestigd", "verworpen")
            assert all(set(h) >= {"soort", "bewijs"} for h in b["herkomst"])
    giften = next(
        b
        for m in gelezen["maatregelen"]
        if m["id"] == "M08"
        for b in m["bepalingen"]
        if (b["regeling"], b["eId"]) == ("beleidsregels-giften", "chp_2__art_4__para_1")
    )
    assert giften["status"] == "bevestigd" and giften["wie"] == "voorbeeld"


def test_wat_een_plaats_raakt_met_keten_en_dag(dossier: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bron = ("--bron", data / "regelrecht")
    code, uit, _ = _doe(
        capsys, "koppeling", dossier, *bron, "--raakt", "beleidsregels-giften#chp_5__art_13__para_2", "--json"
    )
    gelezen = json.loads(uit)
    assert code == 0 and [k["knoop"] for k in gelezen["inwerking"] if k["soort"] == "maatregel"] == ["maatregel:M08"]
    code, uit, _ = _doe(
        capsys, "koppeling", dossier, *bron, "--raakt", "artikel 44, vijfde lid, Pw", "--op", "2026-01-01", "--json"
    )
    gelezen = json.loads(uit)
    assert gelezen["plaats"] == "artikel 44, vijfde lid, Pw" and gelezen["op"] == "2026-01-01"
    assert "maatregel:M01" in {k["knoop"] for k in gelezen["inwerking"]}
    for antwoord in (*gelezen["inwerking"], *gelezen["geraakt"]):
        assert antwoord["keten"] and all(
            set(r) >= {"van", "naar", "soort", "bewijs", "vanaf", "tot", "bron"} for r in antwoord["keten"]
        )
    code, uit, _ = _doe(
        capsys, "koppeling", dossier, *bron, "--raakt", "artikel 44, vijfde lid, Pw", "--op", "2025-12-31", "--json"
    )
    assert "maatregel:M01" not in {k["knoop"] for k in json.loads(uit)["inwerking"]}
    code, uit, _ = _doe(capsys, "koppeling", dossier, *bron, "--raakt", "artikel 44 Pw")
    assert code == 0 and "WORDT HIERDOOR GERAAKT" in uit and "Zonder WTI van Pw, IOAW, IOAZ" in uit


@pytest.mark.parametrize(
    ("vraag", "reden"),
    [
        ("niets#art_1", "geen plaats die hier bekend is"),
        ("artikel 9999 Pw", "gaat over artikel 9999 Pw"),
        ("artikel 31, tweede en derde lid, Pw", "meer dan één plaats"),
        ("", "geen plaats"),
    ],
)
def test_een_plaats_die_er_niet_is_wordt_geweigerd(
    dossier: Path, capsys: pytest.CaptureFixture[str], vraag: str, reden: str
) -> None:
    code, _, fout = _doe(capsys, "koppeling", dossier, "--raakt", vraag)
    assert code == 3 and reden in fout


def test_controle_meldt_fouten_met_uitgangscode(dossier: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, uit, _ = _doe(capsys, "controle", dossier, "--bron", data / "regelrecht", "--json")
    bevindingen = json.loads(uit)["bevindingen"]
    assert code == 1
    assert all(set(b) >= {"code", "ernst", "adres", "fragment", "uitleg", "advies"} for b in bevindingen)
    code, uit, _ = _doe(capsys, "controle", dossier, "--groep", "opbouw")
    assert code == 0 and "0 bevindingen" in uit
    assert _doe(capsys, "controle", dossier, "--groep", "bestaatniet")[0] == 2


def test_gevolgen_van_een_toekomstige_tekst(dossier: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The newer text as a draft over the older one: the dossier knows only the older."""
    oud = data / "regelrecht" / "BWBR0015703_2024-01-01_0.xml"
    nieuw = data / "regelrecht" / "BWBR0015703_2026-01-01_0.xml"
    code, uit, _ = _doe(capsys, "gevolgen", dossier, "--bron", oud, "--ontwerp", nieuw, "--json")
    gelezen = json.loads(uit)
    assert code == 0
    assert any(
        g["plaats"] == "artikel 12" and g["regeling"] == "beleidsregels-bijzondere-bijstand"
        for g in gelezen["gevolgen"]
    )
    assert _doe(capsys, "gevolgen", dossier)[0] == 2


def test_impact_zonder_wettekst_werkt_en_zegt_wat_ontbreekt(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    uit_map = tmp_path / "uit"
    keer = ("impact", dossier, "-o", uit_map, "--formaat", "md", "--zonder-brieven", "--datum", "2026-02-10")
    code, uit, _ = _doe(capsys, *keer, "--json")
    gelezen = json.loads(uit)
    assert code == 0
    assert {w["wet"] for w in gelezen["ontbrekende_wetteksten"]} == {"Pw", "IOAW", "IOAZ"}
    assert "Er ontbreken wetteksten" in (uit_map / "index.html").read_text("utf-8")
    assert {
        "index.html",
        "koppelingen.html",
        "koppelingen.xlsx",
        "koppelingen.csv",
        "koppelingen.json",
        "wetswijzigingen.html",
        "impactmemo.md",
    } <= set(gelezen["bestanden"])
    assert gelezen["sinds_vorige_keer"] is None
    eerst = {p.name: p.read_bytes() for p in uit_map.iterdir() if p.is_file()}
    _, uit, _ = _doe(capsys, *keer, "--json")
    assert json.loads(uit)["sinds_vorige_keer"] == {"nieuw": 0, "vervallen": 0, "anders": 0}
    assert (uit_map / "koppelingen.json").read_bytes() == eerst["koppelingen.json"]
    assert not [p for p in tmp_path.iterdir() if p.name.endswith(".tmp")]


def test_impact_schrijft_niets_half(dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kapot = tmp_path / "kapot"
    shutil.copytree(dossier, kapot)
    (kapot / "sjablonen").mkdir()
    (kapot / "sjablonen" / "memo.md.j2").write_text("{% if %}", "utf-8")
    code, _, fout = _doe(capsys, "impact", kapot, "-o", tmp_path / "uit", "--formaat", "md", "--zonder-brieven")
    assert code == 3 and fout.strip().splitlines()[-1].startswith("geweigerd:")
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    "kwaad", ["", "<dossier/>", "<!DOCTYPE x [<!ENTITY e 'x'>]><dossier>&e;</dossier>", "geen xml"]
)
def test_een_kwaad_dossier_geeft_een_regel(tmp_path: Path, capsys: pytest.CaptureFixture[str], kwaad: str) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "dossier.xml").write_text(kwaad, "utf-8")
    for opdracht in ("koppeling", "controle"):
        code, _, fout = _doe(capsys, opdracht, tmp_path / "d")
        assert code == 3 and fout.startswith("geweigerd:") and fout.count("\n") == 1


def test_formules_en_opmaak_komen_niet_in_de_uitvoer_tot_leven(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kwaad = tmp_path / "kwaad"
    shutil.copytree(dossier, kwaad)
    pad = kwaad / "koppelingen.xml"
    tekst = pad.read_text("utf-8").replace(
        "Voorbeeld van een bevestigde koppeling: de wet geeft",
        "=cmd|' /C calc'!A0 &lt;script&gt;alert(1)&lt;/script&gt; geeft",
    )
    assert "script" in tekst
    pad.write_text(tekst, "utf-8")
    assert _doe(capsys, "impact", kwaad, "-o", tmp_path / "uit", "--formaat", "md", "--zonder-brieven")[0] == 0
    assert "<script>" not in (tmp_path / "uit" / "koppelingen.html").read_text("utf-8")
    csv = (tmp_path / "uit" / "koppelingen.csv").read_text("utf-8-sig")
    assert "'=cmd" in csv and ";=cmd" not in csv


def test_de_bron_wordt_aan_de_inhoud_herkend(
    dossier: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other names, other files beside them, a text of another day: recognised, passed over, reported."""
    bron = tmp_path / "bron" / "diep"
    bron.mkdir(parents=True)
    shutil.copy(data / "regelrecht" / "BWBR0015703_2026-01-01_0.xml", bron / "nieuw.xml")
    (bron / "rommel.xml").write_text("<a/>", "utf-8")
    _, uit, _ = _doe(capsys, "koppeling", dossier, "--bron", tmp_path / "bron", "--json")
    codes = [(b["code"], b["adres"]) for b in json.loads(uit)["bevindingen"]]
    assert codes.count(("wettekst-ontbreekt", "Pw")) == 1
    assert len(json.loads(uit)["dekking"]["verklaard"]) == 30
