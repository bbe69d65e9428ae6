"""Een archief van een eerdere vorm wordt gelezen zoals het is en krijgt met de volgende vastlegging de vorm van nu."""

import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.versies.archiefstukken import BEGIN, git, instelling, wijziging
from verordening.bevinding import Geweigerd
from versies.archief.archief import Archief
from versies.archief.herbouw import herbouw
from versies.archief.hoofd import FORMAAT
from versies.tijd.model import Moment


@pytest.fixture(params=(1, 2))
def oud(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Form 1: no file that names the form. Form 2: all deliveries in one folder."""
    eerste = instelling()
    if request.param == 2:
        eerste = replace(eerste, bestanden={**eerste.bestanden, "format": b"2\n"})
    with Archief.open(tmp_path / "d", maken=True) as archief:
        archief.neem_reeks_op([eerste, wijziging(1)], naspelen=True)
    assert (tmp_path / "d" / "format").exists() is (request.param == 2)
    assert sorted(p.name for p in (tmp_path / "d" / "consolidatie").iterdir()) == ["0001.xml", "0002.xml"]
    return tmp_path / "d"


def test_de_oude_vorm_geeft_dezelfde_antwoorden_en_verandert_door_lezen_niet(oud: Path) -> None:
    hoofd = git(oud, "rev-parse", "main")
    with Archief.open(oud) as archief:
        antwoord = archief.geldend("vwi", date(2026, 3, 20), date.max)
        assert antwoord is not None and antwoord.versie == "vwi@1"
        assert archief.tekst("vwi@1") == b"<tekst>1</tekst>\n"
        assert herbouw(archief).bevindingen == ()
    assert git(oud, "rev-parse", "main") == hoofd


def test_de_volgende_vastlegging_brengt_het_archief_in_de_vorm_van_nu_met_alles_erin(oud: Path) -> None:
    voor = git(oud, "rev-parse", "main").strip()
    with Archief.open(oud) as archief:
        archief.neem_op(wijziging(2, basis=(Moment("wijziging-1", BEGIN + timedelta(days=30)),)))
        assert [archief.tekst(f"vwi@{n}") for n in (1, 2)] == [b"<tekst>1</tekst>\n", b"<tekst>2</tekst>\n"]
        eerder = archief.geldend("vwi", date(2026, 3, 20), date.max)
        assert eerder is not None and eerder.versie == "vwi@1"
        assert herbouw(archief).bevindingen == ()
    assert (oud / "format").read_text() == git(oud, "show", "main:format") == f"{FORMAAT}\n"
    git(oud, "merge-base", "--is-ancestor", voor, "main")  # niets herschreven: de oude stand zit in de nieuwe
    assert (oud / "consolidatie/0000/0003.xml").is_file() and (oud / "consolidatie/0002.xml").is_file()


def test_een_kloon_van_de_oude_vorm_is_een_archief(oud: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", str(oud), str(tmp_path / "kloon")], check=True, capture_output=True)
    with Archief.open(tmp_path / "kloon") as archief:
        assert archief.tekst("vwi@2026-02-01") == b"<tekst>een</tekst>\n"


@pytest.mark.parametrize("vorm", [f"{FORMAAT + 1}\n", "0\n", "twee\n", ""])
def test_een_vorm_die_niet_bestaat_wordt_geweigerd(oud: Path, vorm: str) -> None:
    (oud / "format").write_text(vorm)
    with pytest.raises(Geweigerd, match="vorm die deze uitgave niet kent"):
        Archief.open(oud).uitwisselingen()
