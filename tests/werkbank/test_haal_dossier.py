"""The law texts of a dossier in one command: found afterwards without a word; what fails is said, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from impact.dossier.laden import laad
from tests.wetgeving.bronserver import DHW, Bronserver, draai, uit_data
from werkbank.__main__ import main

BLAD = """<?xml version='1.0' encoding='UTF-8'?>
<dossier status="proef" uitvoerder="Proef">
  <naam>Proef</naam>
  <wetten>
    <wet bwb="{goed}" afkorting="Dhw" citeertitel="Drank- en horecawet" was="2005-07-31" wordt="2009-07-01"/>
    <wet bwb="BWBR0099009" afkorting="Weg" citeertitel="Wet die er niet is" was="2005-07-31" wordt="2009-07-01"/>
  </wetten>
</dossier>
"""


@pytest.fixture
def dossier(data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "dossier.xml").write_text(BLAD.format(goed=DHW), "utf-8")
    monkeypatch.setenv("VERORDENING_OPSLAG", str(tmp_path / "opslag"))
    with draai(Bronserver(uit_data(data))) as draaiend:
        monkeypatch.setenv("VERORDENING_BRON", draaiend.url)
        yield tmp_path / "d"


def roep(*argumenten: object) -> int:
    with pytest.raises(SystemExit) as einde:
        main([str(a) for a in argumenten])
    return int(einde.value.code or 0)


def test_wat_het_dossier_noemt_wordt_gehaald_en_daarna_vanzelf_gevonden(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert laad(dossier).wetten[0].ontbreekt == ("was", "wordt")
    assert roep("haal", "--dossier", dossier) == 1  # een van de twee bestaat niet
    uit, fout = capsys.readouterr()
    assert uit.count("in de opslag") == 2 and "Weg" in fout and "niet opgehaald" in fout
    assert laad(dossier).wetten[0].ontbreekt == ()


def test_zonder_netwerk_zegt_elke_tekst_dat_hij_er_niet_is(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert roep("haal", "--dossier", dossier, "--zonder-netwerk") == 1
    assert capsys.readouterr().err.count("niet opgehaald") == 4


def test_een_dossier_samen_met_een_regeling_is_verkeerd_gebruik(dossier: Path) -> None:
    assert roep("haal", DHW, "--dossier", dossier) == 2
    assert roep("haal") == 2
