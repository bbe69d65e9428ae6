"""Voor gewone mensen: alles zit in het pakket, en het startbestand op het bureaublad start precies deze werkbank."""

from __future__ import annotations

import fnmatch
import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest

from werkbank.web.snelkoppeling import inhoud, schrijf_snelkoppeling

WORTEL = Path(__file__).resolve().parents[3]
LASTIG = ["regels", "Onze regels 2026", "100% zeker", "kost $5", "a'b", "één & twee", "back\\slash", "`x`"]


def test_elk_sjabloon_en_elk_vast_bestand_gaat_mee_in_het_pakket() -> None:
    patronen = tomllib.loads((WORTEL / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
        "package-data"
    ]["*"]
    bestanden = [p for map_ in ("sjablonen", "vast", "hulp") for p in (WORTEL / "werkbank" / "web" / map_).iterdir()]
    assert bestanden
    assert [
        p.name
        for p in bestanden
        if not any(fnmatch.fnmatch(f"web/{p.parent.name}/{p.name}", q.replace("**/", "*/")) for q in patronen)
    ] == []


def _uit_exec(regel: str) -> list[str]:
    """Een Exec-regel gelezen volgens de Desktop Entry Specification: eerst de waarde, dan de aanhalingstekens, dan %%."""
    waarde = regel.removeprefix("Exec=").replace("\\\\", "\\")
    woorden = re.findall(r'"(?:[^"\\]|\\.)*"|\S+', waarde)
    kaal = [re.sub(r"\\(.)", r"\1", w[1:-1]) if w.startswith('"') else w for w in woorden]
    return [w.replace("%%", "%") for w in kaal]


@pytest.mark.parametrize("naam", LASTIG)
def test_het_startbestand_geeft_dezelfde_opdracht_terug(naam: str) -> None:
    dossier, wetten = Path("/huis") / naam, Path("/wetten van toen")
    verwacht = ["/py/bin python", "-m", "werkbank", "start", str(dossier), "--bron", str(wetten)]
    desktop = inhoud("linux", dossier, [wetten], "/py/bin python")
    assert _uit_exec(next(r for r in desktop.splitlines() if r.startswith("Exec="))) == verwacht
    mac = inhoud("darwin", dossier, [wetten], "/py/bin python")
    assert shlex.split(mac.splitlines()[1].removeprefix("exec ")) == verwacht
    windows = inhoud("win32", dossier, [wetten], "/py/bin python")
    regel = windows.splitlines()[2].replace("%%", "%")
    if "'" not in naam:  # voor Windows een gewone letter, voor deze lezer niet
        assert shlex.split(regel.replace("\\", "\\\\")) == verwacht
    assert windows.count("%") == 2 * str(dossier).count("%") and windows.endswith("\r\n")


def test_het_startbestand_is_uitvoerbaar_en_staat_waar_het_hoort(tmp_path: Path) -> None:
    dossier = tmp_path / "mijn regels"
    dossier.mkdir()
    pad = schrijf_snelkoppeling(dossier, [], map_=tmp_path)
    assert pad.parent == tmp_path and pad.stat().st_mode & 0o111 and "mijn regels" in pad.name
    assert str(dossier) in pad.read_text(encoding="utf-8") and sys.executable in pad.read_text(encoding="utf-8")
