"""Lang werk: echte voortgang, stoppen laat niets na, een herstart verliest niets; en beginnen zonder dossier."""

from __future__ import annotations

import io
import os
import shutil
import signal
import time
import zipfile
from pathlib import Path

import pytest

from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_wijziging import stuur, wacht
from werkbank.web.taken import Taken, is_id


@pytest.mark.traag
def test_alle_stukken_met_zip_en_wat_nieuw_is_sinds(dienst: Dienst) -> None:
    code, adres, blad = stuur(dienst, "/stukken", {"naam": "1 september", "keer": "stukken-eerste-keer"})
    assert code == 303 and adres.startswith("/taak/"), blad
    gezien = set()
    for _ in range(600):
        stand = dienst.vraag("GET", f"/api{adres}")[2].decode()
        gezien.add(stand)
        if '"bezig"' not in stand:
            break
        time.sleep(0.1)
    assert len(gezien) > 2, "voortgang die niet beweegt"
    code, koppen, _ = dienst.vraag("GET", adres)
    assert (code, koppen["location"]) == (303, "/stukken/stukken-eerste-keer")
    blad = dienst.vraag("GET", koppen["location"])[2].decode()
    assert "Alle stukken over 24 maatregelen" in blad and "impactmemo" in blad.lower()
    code, koppen, inhoud = dienst.vraag("GET", "/stukken/stukken-eerste-keer/alles")
    assert code == 200 and koppen["content-disposition"].startswith("attachment;")
    namen = zipfile.ZipFile(io.BytesIO(inhoud)).namelist()
    assert "index.html" in namen and any(n.endswith(".pdf") for n in namen)
    assert dienst.vraag("GET", f"/stukken/stukken-eerste-keer/bestand/{namen[0]}")[0] == 200
    for vreemd in ("../blad.json", "..%2fblad.json", "/etc/passwd", "niets"):
        assert dienst.vraag("GET", f"/stukken/stukken-eerste-keer/bestand/{vreemd}")[0] == 404
    _, adres, _ = stuur(
        dienst, "/stukken", {"naam": "nu", "sinds": "stukken-eerste-keer", "keer": "stukken-tweede-keer"}
    )
    assert "Bezig" in dienst.vraag("GET", adres)[2].decode()
    assert stuur(dienst, f"{adres}/stop", {})[0] == 303
    assert "Gestopt" in dienst.vraag("GET", adres)[2].decode()
    map_ = next(dienst.werkmap.rglob("stukken-tweede-keer"))
    assert not {"uit", "uit.deel"} & {p.name for p in map_.iterdir()}


def _taken(tmp_path: Path) -> Taken:
    return Taken(tmp_path / "taken", tmp_path / "geen-dossier", ())


def test_een_taak_die_mislukt_zegt_waarom_en_laat_niets_na(tmp_path: Path) -> None:
    taken = _taken(tmp_path)
    taken.begin("beeld", {"dag": "2026-11-30"}, id_="een-mislukking")
    for _ in range(200):
        taak = taken.taak("een-mislukking")
        if taak and taak.stand != "bezig":
            break
        time.sleep(0.05)
    assert taak is not None and taak.stand == "mislukt" and taak.fout is not None
    assert "bestaat niet" in taak.fout["reden"] and not taak.uit.exists()


def test_een_taak_die_wordt_gedood_heet_afgebroken_ook_na_een_herstart(tmp_path: Path) -> None:
    taken = _taken(tmp_path)
    taken.begin("beeld", {"dag": "2026-11-30"}, id_="een-gedode-taak")
    os.kill(taken._kinderen["een-gedode-taak"].pid, signal.SIGKILL)
    taken._kinderen["een-gedode-taak"].wait(10)
    for gezien in (taken.taak("een-gedode-taak"), _taken(tmp_path).taak("een-gedode-taak")):
        assert gezien is not None and gezien.stand == "afgebroken" and not gezien.uit.exists()


@pytest.mark.parametrize(
    "naam", ["", "..", "a/b", "kort", "a" * 41, "met spatie 123", "../../../etc/x", "aaaaaaaaaaaa\n"]
)
def test_een_naam_van_een_taak_is_nooit_een_pad(tmp_path: Path, naam: str) -> None:
    assert not is_id(naam)
    assert _taken(tmp_path).taak(naam) is None


@pytest.mark.traag
def test_beginnen_met_een_lege_map_en_het_voorbeeld(tmp_path: Path) -> None:
    leeg = tmp_path / "mijn regels"
    leeg.mkdir()
    dienst = Dienst(leeg, tmp_path / "w").begin().open()
    assert dienst.vraag("GET", "/")[1]["location"] == "/begin"
    assert "Nog geen dossier" in dienst.vraag("GET", "/begin")[2].decode()
    code, adres, _ = stuur(dienst, "/begin/voorbeeld", {})
    assert code == 303
    wacht(dienst, adres)
    dienst.wacht_op_beeld()
    assert "24 maatregelen" in dienst.vraag("GET", "/bord")[2].decode()
    dienst.eind()


@pytest.mark.traag
def test_het_dossier_verdwijnt_en_komt_terug(voorbeeld: Path, beeld: Path, tmp_path: Path) -> None:
    kopie = tmp_path / "dossier"
    shutil.copytree(voorbeeld, kopie)
    dienst = Dienst(kopie, tmp_path / "w", beeld=beeld).begin().open().wacht_op_beeld()
    kopie.rename(tmp_path / "elders")
    for pad in ("/bord", "/regeling", "/wijziging", "/stukken", "/zoek?q=giften", "/maatregel/M08"):
        code, _, inhoud = dienst.vraag("GET", pad)
        assert code in (404, 409) and "er niet meer" in inhoud.decode(), (pad, code, inhoud.decode()[-1500:])
    (tmp_path / "elders").rename(kopie)
    assert dienst.vraag("GET", "/bord")[0] == 200
    dienst.eind()


@pytest.mark.traag
def test_een_gewijzigd_dossier_toont_de_vorige_uitkomst_met_haar_moment(
    voorbeeld: Path, beeld: Path, tmp_path: Path
) -> None:
    kopie = tmp_path / "dossier"
    shutil.copytree(voorbeeld, kopie)
    dienst = Dienst(kopie, tmp_path / "w", beeld=beeld).begin().open().wacht_op_beeld()
    (kopie / "keuzes.xml").write_bytes((kopie / "keuzes.xml").read_bytes() + b"\n")
    blad = dienst.vraag("GET", "/bord")[2].decode()
    assert "Berekend op" in blad and "24 maatregelen" in blad
    for _ in range(200):
        blad = dienst.vraag("GET", "/bord")[2].decode()
        if "Berekend op" not in blad:
            break
        time.sleep(0.2)
    assert "Berekend op" not in blad
    dienst.eind()


def test_een_tweede_start_opent_dezelfde_werkbank(dienst: Dienst) -> None:
    tweede = Dienst(dienst.dossier, dienst.werkmap).begin()
    assert tweede.poort == dienst.poort
    assert tweede.proces is not None and tweede.proces.wait(20) == 0
    assert dienst.vraag("GET", f"/open?sleutel={tweede.sleutel}", koekje=False)[0] == 200
