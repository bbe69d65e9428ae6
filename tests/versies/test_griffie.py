"""Wat een griffier doet, uit bestanden die een jurist kan lezen; en wat gepubliceerd is leest terug als de versie.

Een geval is een map met de stukken en ``geval.txt``: per regel wat wordt getypt | uitgang | wat er te lezen staat («niet …»: wat
er niet te lezen mag staan). De stukken van de bovenliggende map zijn er ook. Enkele woorden zijn geen opdracht van het programma
maar van deze toets (:data:`HULP`).
"""

import re
import shlex
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree, which

import pytest

from tests.getuigen import ontbreekt
from tests.hulp.opdrachtregel import loop
from verordening.boom import tekst, wandel
from verordening.dagen import lees_dag
from verordening.lezers import lees
from versies.stop.tijd import lees_consolidatie
from versies.tijd.tijdlijn import tijdlijnen

GEVALLEN = Path(__file__).parent / "gevallen" / "griffie"
NAMEN = sorted(p.parent.name for p in GEVALLEN.glob("*/geval.txt"))


def _toon(werk: Path, pad: str) -> str:
    """What a person reads on a page."""
    return re.sub(r"<[^>]*>", " ", (werk / pad).read_text("utf-8"))


def _toon_xml(werk: Path, pad: str) -> str:
    """A file as it is, and whether the names in it are names."""
    inhoud = (werk / pad).read_text("utf-8")
    return inhoud + ("" if re.search(r'wId="[^"]*;', inhoud) else " geen wId met puntkomma")


def _weg(werk: Path, pad: str) -> str:
    assert not (werk / pad).exists(), pad
    return ""


def _kopie(werk: Path, van: str, naar: str) -> str:
    (werk / naar).write_bytes((werk / van).read_bytes())
    return ""


def _kloon(werk: Path, van: str, naar: str) -> str:
    subprocess.run(["git", "clone", "-q", werk / van, werk / naar], check=True)
    return ""


def _sleutel(werk: Path, naam: str, wachtwoord: str = "") -> str:
    if which("ssh-keygen") is None:
        ontbreekt("ssh-keygen is er niet (pakket openssh-client)")
    opdracht = ["ssh-keygen", "-q", "-t", "ed25519", "-N", wachtwoord, "-f", str(werk / naam)]
    subprocess.run(opdracht, check=True)
    return ""


def _gelijk(werk: Path, een: str, ander: str) -> str:
    """How many files differ between two folders."""
    paren = [
        ({p.relative_to(m): p.read_bytes() for p in m.rglob("*") if p.is_file()}) for m in (werk / een, werk / ander)
    ]
    return f"{sum(paren[0].get(n) != paren[1].get(n) for n in paren[0].keys() | paren[1].keys())} anders"


def _titels(werk: Path, map_: str) -> str:
    """How many pages share their title."""
    titels = Counter(
        re.findall(r"<title>([^<]*)", "".join(p.read_text("utf-8") for p in (werk / map_).rglob("*.html")))
    )
    return f"{sum(n > 1 for n in titels.values())} dubbel"


def _toestand(werk: Path, werknaam: str, op: str, bekend: str, *modules: str) -> str:
    """Which version STOP modules make hold on a day, as known on a day."""
    [lijn] = [x for n, x in tijdlijnen(lees_consolidatie(werk / m) for m in modules).items() if n.endswith(werknaam)]
    antwoord = lijn.geldend(*(lees_dag(d) or date.max for d in (op, bekend)))
    return antwoord.versie if antwoord else "niets"


HULP: dict[str, Callable[..., str]] = {
    "toon": _toon,
    "toon-xml": _toon_xml,
    "weg": _weg,
    "kopie": _kopie,
    "kloon": _kloon,
    "sleutel": _sleutel,
    "gelijk": _gelijk,
    "titels": _titels,
    "toestand": _toestand,
}


def _stappen(bestand: Path) -> list[tuple[list[str], int, str]]:
    regels = (r for r in bestand.read_text("utf-8").splitlines() if r and not r.startswith("#"))
    delen = ([d.strip() for d in r.split(" |")] for r in regels)
    return [(shlex.split(opdracht), int(code), verwacht) for opdracht, code, verwacht in delen]


def _doe(werk: Path, bestand: Path) -> None:
    for woorden, code, verwacht in _stappen(bestand):
        if woorden[0] in HULP:
            echte, gezegd = 0, HULP[woorden[0]](werk, *woorden[1:])
        else:
            uit = loop(*woorden)
            echte, gezegd = uit.code, uit.uit + uit.fout
        gezegd = " ".join(gezegd.split())
        assert echte == code, (woorden, gezegd[-600:])
        if verwacht.startswith("niet "):
            assert verwacht.removeprefix("niet ") not in gezegd, (woorden, gezegd[-600:])
        else:
            assert verwacht in gezegd, (woorden, gezegd[-1600:])
        assert "register-vernieuwd" not in gezegd, woorden


@pytest.mark.parametrize("naam", NAMEN)
def test_geval_van_de_griffie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, naam: str) -> None:
    werk = copytree(GEVALLEN, tmp_path / "werk")
    copytree(GEVALLEN / naam, werk, dirs_exist_ok=True)
    monkeypatch.chdir(werk)
    _doe(werk, werk / "geval.txt")


def test_een_dag_van_de_griffie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    werk = copytree(GEVALLEN, tmp_path / "werk")
    monkeypatch.chdir(werk)
    _doe(werk, werk / "dag.txt")
    _lees_terug(werk / "site", {"docx": 2, "odt": 2})


def _lees_terug(site: Path, hoort: dict[str, int]) -> None:
    """Elk gepubliceerd Word- en ODT-bestand geeft dezelfde woorden en dezelfde delen als de XML van die versie."""
    gelezen = dict.fromkeys(hoort, 0)
    for bron in sorted(site.rglob("tekst.xml")):
        versie = lees(bron.read_bytes(), naam="tekst.xml")
        for vorm in hoort:
            terug = lees(bron.with_suffix(f".{vorm}").read_bytes(), naam=f"tekst.{vorm}")
            assert tekst(terug.wortel) == tekst(versie.wortel), bron
            assert [(e.soort, e.nummer) for e in wandel(terug.wortel)] == [
                (e.soort, e.nummer) for e in wandel(versie.wortel)
            ]
            gelezen[vorm] += 1
    assert gelezen == hoort


def test_een_eigen_bladzijde_in_markdown_wordt_niet_als_regeling_gelezen(tmp_path: Path) -> None:
    assert loop("neem-op", tmp_path / "D", GEVALLEN / "verordening.md", "--bekend", "15-12-2024", "--ja").code == 0
    assert loop("publiceer", tmp_path / "D", "-o", tmp_path / "s", "--vorm", "md").code == 0
    blad = next((tmp_path / "s").rglob("tekst.md"))
    uit = loop("lees", blad, "--verantwoording")
    assert uit.code == 3 and "bladzijde van dit programma" in uit.fout
