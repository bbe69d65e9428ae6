"""Ctrl-C and a killed process, at any moment of a command that writes: the old or the new state, and a true message."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bench.bench_onderbreken import SCHRIJVEND, onderbreek
from tests.hulp.opdrachtregel import loop
from tests.hulp.proefdossier import REGELING, proefdossier


@pytest.fixture(scope="module")
def plek(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("onderbreken")


@pytest.mark.traag
@pytest.mark.parametrize("teken", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "gedood"])
@pytest.mark.parametrize("opdracht", SCHRIJVEND)
def test_na_een_onderbreking_staat_er_de_oude_of_de_nieuwe_stand(
    opdracht: str, teken: signal.Signals, plek: Path
) -> None:
    uitkomsten = [onderbreek(opdracht, teken, nummer, plek) for nummer in range(3)]
    assert not [u for u in uitkomsten if u.startswith("FOUT")]


@pytest.mark.parametrize("moment", ["voor", "tijdens"])
def test_ctrl_c_zegt_wat_vaststaat(tmp_path: Path, plek: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    from versies.archief.git import GitOpslag

    dossier = proefdossier(tmp_path / "d", plek)
    (tmp_path / "b.md").write_text("# Regels proef\n\n## Artikel 1 Begrippen\n\nEen proef is een proef.\n")
    naam = "_weiger_handwerk" if moment == "voor" else "_zet_in_map"
    echt = getattr(GitOpslag, naam)

    def met_ctrl_c(self: GitOpslag, bestanden: dict[str, bytes]) -> None:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)  # aan deze draad: geen andere krijgt het
        echt(self, bestanden)

    monkeypatch.setattr(GitOpslag, naam, met_ctrl_c)
    eerder = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # op de achtergrond begonnen is Ctrl-C anders doof
    woorden = (
        "neem-op",
        dossier,
        tmp_path / "b.md",
        "--doel",
        "proef",
        "--regeling",
        "proef",
        "--werkend",
        "1-1-2027",
        "--ja",
    )
    try:
        uit = loop(*woorden)
    finally:
        signal.signal(signal.SIGINT, eerder)
    monkeypatch.undo()
    assert uit.code == 2
    assert ("dit is al gedaan" in uit.fout) is (moment == "tijdens")
    assert ("er is niets vastgelegd" in uit.fout) is (moment == "voor")
    opnieuw = loop(*woorden)
    assert opnieuw.code == (1 if moment == "tijdens" else 0)
    assert ("al vastgelegd" in opnieuw.fout) is (moment == "tijdens")
    assert loop("herbouw", dossier).uit.startswith("4 vastleggingen")


def test_uitvoer_naar_een_gesloten_pijp_is_geen_fout(tmp_path: Path, plek: Path) -> None:
    dossier = proefdossier(tmp_path / "d", plek)
    opdracht = [sys.executable, "-m", "werkbank", "geldend", str(dossier), REGELING]
    kind = subprocess.Popen(opdracht, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert kind.stdout is not None and kind.stderr is not None
    kind.stdout.close()
    assert kind.wait(60) == 0 and kind.stderr.read() == b""


@pytest.mark.parametrize("doel", ["regelingen/nieuw", "varianten", ".git/hooks", "Regelingen"])
def test_geen_ander_dossier_tussen_wat_is_vastgelegd(tmp_path: Path, plek: Path, doel: str) -> None:
    dossier = proefdossier(tmp_path / "d", plek)
    wie = ("--naam", "Proef", "--uitvoerder", "gemeente Proefstad", "--gemeente", "gm0999=Proefstad")
    for opdracht in (("voorbeeld", dossier / doel), ("nieuw", dossier / doel, *wie)):
        uit = loop(*opdracht)
        assert uit.code == 3 and ("is vastgelegd" in uit.fout or "niet leeg" in uit.fout), uit.fout
    assert loop("controle", dossier).code == 0


@pytest.mark.parametrize("doel", ["regelingen/x.md", "consolidatie/0009.md", "format.md", ".git/x.md"])
def test_uitvoer_komt_nooit_tussen_wat_is_vastgelegd(tmp_path: Path, plek: Path, doel: str) -> None:
    dossier = proefdossier(tmp_path / "d", plek)
    uit = loop("geldend", dossier, REGELING, "-o", dossier / doel)
    assert uit.code == (3 if "format" not in doel else 0)


def test_uitvoer_over_de_invoer_wordt_geweigerd(tmp_path: Path, plek: Path) -> None:
    dossier = proefdossier(tmp_path / "d", plek)
    bron = tmp_path / "met spatie.xml"
    bron.write_bytes(next((dossier / "regelingen" / REGELING).glob("*.xml")).read_bytes())
    (tmp_path / "ander.xml").symlink_to(bron)
    for doel in (bron, tmp_path / "ander.xml"):
        uit = loop("verschil", bron, bron, "--als", "json", "-o", doel)
        assert uit.code == 3 and "de invoer zelf" in uit.fout
    assert loop("publiceer", dossier, "-o", dossier).code == 3


def test_een_klok_ver_van_de_vorige_vastlegging_wordt_gemeld(tmp_path: Path, plek: Path) -> None:
    dossier = proefdossier(tmp_path / "d", plek)
    bron = tmp_path / "besluit met spatie.md"
    bron.write_text("# Regels proef\n\n## Artikel 1 Begrippen\n\nEen proef is een proef.\n")
    rest = ("--doel", "p", "--regeling", "p", "--werkend", "1-1-2027", "--ontvangen", "1-1-2001", "--ja")
    assert "[klok]" in loop("neem-op", dossier, bron, *rest).fout
