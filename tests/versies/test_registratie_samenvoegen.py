"""Twee kopieën van een dossier waarin allebei is vastgelegd, worden weer één, of er wordt gezegd wat er te doen is."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.hulp.geschiedenis import REGELING
from tests.hulp.opdrachtregel import loop
from tests.versies.test_registratie import WIJZIGING, doe, dossier, stuk, woord
from verordening.bevinding import Geweigerd
from versies.registratie.samenvoegen import leg_samen_vast, voeg_samen

__all__ = ["dossier"]

ANDERE = WIJZIGING.replace("begin2", "begin3").replace("midden2", "midden3").replace("artikel 2 van", "artikel 3 van")


@pytest.fixture
def kopie(dossier: Path, tmp_path: Path) -> Path:
    shutil.copytree(dossier, tmp_path / "kopie")
    return tmp_path / "kopie"


def hoofd(map_: Path) -> str:
    return subprocess.run(["git", "-C", str(map_), "rev-parse", "main"], capture_output=True, text=True).stdout


def test_wat_in_de_andere_kopie_is_vastgelegd_komt_erbij(dossier: Path, kopie: Path, tmp_path: Path) -> None:
    doe(dossier, stuk(tmp_path, WIJZIGING, "een.md"))
    doe(kopie, stuk(tmp_path, ANDERE, "twee.md"), publicatie="gmb-2021-7")
    doe(kopie, stuk(tmp_path, WIJZIGING, "een.md"))
    voor = hoofd(dossier)
    samen = voeg_samen(dossier, kopie)
    assert len(samen.titels) == len(samen.al) == 1 and not samen.letterlijk
    assert hoofd(dossier) == voor
    leg_samen_vast(dossier, samen)
    assert woord(dossier, date(2021, 5, 1)) == "midden2"
    tekst = loop("geldend", dossier, REGELING, "--op", "2021-05-01").uit
    assert "midden2" in tekst and "midden3" in tekst
    assert "gmb-2021-7" in loop("tijdlijn", dossier, REGELING, "--als", "wti-csv").uit
    assert loop("herbouw", dossier).code == 0
    nog = loop("verenig", dossier, kopie, "--ja")
    assert nog.code == 0 and "er is niets vastgelegd" in nog.fout and nog.uit.count("staat hier al") == 2


def test_een_kopie_die_alleen_achterloopt_wordt_dezelfde(dossier: Path, kopie: Path, tmp_path: Path) -> None:
    doe(kopie, stuk(tmp_path, WIJZIGING, "een.md"))
    assert loop("verenig", dossier, kopie, "--ja").code == 0
    assert hoofd(dossier) == hoofd(kopie) and loop("herbouw", dossier).code == 0


def test_wat_niet_vanzelf_kan_wordt_genoemd_en_dan_komt_er_niets_over(
    dossier: Path, kopie: Path, tmp_path: Path
) -> None:
    doe(dossier, stuk(tmp_path, WIJZIGING, "een.md"))
    doe(kopie, stuk(tmp_path, ANDERE, "twee.md"))
    assert loop("herstel", kopie, "2", "--reden", "vergissing", "--ja").code == 0
    voor = hoofd(dossier)
    with pytest.raises(Geweigerd, match="kan hier niet vanzelf worden vastgelegd"):
        voeg_samen(dossier, kopie)
    assert hoofd(dossier) == voor


def test_twee_dossiers_zonder_gezamenlijk_begin_worden_geweigerd(dossier: Path, tmp_path: Path) -> None:
    assert loop("voorbeeld", tmp_path / "vreemd").code == 0
    uit = loop("verenig", dossier, tmp_path / "vreemd", "--ja")
    assert uit.code == 3 and "geen gezamenlijk begin" in uit.fout
