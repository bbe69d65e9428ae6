"""The recipes of docs/herstel.md, as they stand there."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hulp.opdrachtregel import loop
from tests.hulp.proefdossier import REGELING, proefdossier

RECEPTEN = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", Path("docs/herstel.md").read_text("utf-8"), re.M | re.S))


def _gewoon(map_: Path) -> None:
    pass


def _kopie(map_: Path) -> None:
    subprocess.run(["cp", "-a", "dossier", "reservekopie"], cwd=map_, check=True)


def _handwerk(map_: Path) -> None:
    plek = map_ / "dossier/regelingen" / REGELING / "2026-01-01.xml"
    plek.write_bytes(plek.read_bytes().replace(b"4 meter", b"9 meter"))
    (plek.parent / "2026-01-01 (kopie).xml").write_bytes(b"x")


def _twee_kopieen(map_: Path) -> None:
    """In each copy something was recorded that the other has not."""
    subprocess.run(["git", "clone", "-q", "dossier", "verhuisd"], cwd=map_, check=True)
    for kopie, naam in (("dossier", "hier"), ("verhuisd", "daar")):
        bron = map_ / f"{naam}.md"
        slot = "## Artikel 2 Inwerkingtreding\n\nDeze regels treden in werking met ingang van 1 januari 2027.\n"
        bron.write_text(f"# Regels {naam}\n\n## Artikel 1 Begrippen\n\nEen proef is een proef.\n\n{slot}", "utf-8")
        uit = loop("neem-op", map_ / kopie, bron, "--bekend", "1-12-2026", "--ja")
        assert uit.code == 0, uit.fout


def _stroom_weg(map_: Path) -> None:
    (map_ / "dossier/.git/refs/heads/main").write_bytes(b"")


def _met_git(map_: Path) -> None:
    _handwerk(map_)
    kaal = ("git", "-C", str(map_ / "dossier"), "-c", "user.name=x", "-c", "user.email=x@localhost")
    for woorden in (("add", "-A"), ("commit", "-qm", "beter")):
        subprocess.run([*kaal, *woorden], check=True)


def _dubbel(map_: Path) -> None:
    assert loop("nieuw", map_ / "dossier", "--gemeente", "gm0999=Proefstad").code == 0
    (map_ / "dossier/gemeenten-LAPTOP.xml").write_bytes((map_ / "dossier/gemeenten.xml").read_bytes())


ONGELUK: dict[str, Callable[[Path], None]] = {
    "Een reservekopie maken": _gewoon,
    "Een reservekopie terugzetten": _kopie,
    "Naar een andere computer": _gewoon,
    "Twee kopieën zijn allebei bijgewerkt": _twee_kopieen,
    "Een bestand is met de hand veranderd, weg of dubbel": _handwerk,
    "Iemand heeft met git zelf iets vastgelegd": _met_git,
    "Een synchronisatieprogramma liet twee bestanden staan": _dubbel,
    "Na een stroomstoring": _stroom_weg,
}


def test_elk_recept_wordt_uitgevoerd() -> None:
    assert ONGELUK.keys() == RECEPTEN.keys()


@pytest.mark.parametrize(("recept", "ongeluk"), ONGELUK.items())
def test_recept(recept: str, ongeluk: Callable[[Path], None], tmp_path: Path) -> None:
    proefdossier(tmp_path / "dossier", _basis(tmp_path))
    ongeluk(tmp_path)
    regels = "\n".join(re.findall(r"```sh\n(.*?)```", RECEPTEN[recept], re.S)).replace("REGELING", REGELING)
    assert regels
    programma = tmp_path / "bin/verordening"
    programma.parent.mkdir()
    programma.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m werkbank "$@"\n')
    programma.chmod(programma.stat().st_mode | stat.S_IXUSR)
    zoek = os.pathsep.join((str(programma.parent), os.environ["PATH"]))
    omgeving = {**os.environ, "PATH": zoek, "PYTHONPATH": str(Path.cwd())}
    uit = subprocess.run(["sh", "-ec", regels], cwd=tmp_path, env=omgeving, capture_output=True, text=True, check=False)
    assert uit.returncode == 0, uit.stderr
    for naam in {"dossier", "reservekopie", "verhuisd"} & {p.name for p in tmp_path.iterdir()}:
        gezegd = subprocess.run(
            ["verordening", "geldend", naam, REGELING, "--op", "1-3-2026"],
            cwd=tmp_path,
            env=omgeving,
            capture_output=True,
            text=True,
            check=True,
        )
        assert "4 meter" in gezegd.stdout, naam


def _basis(tmp_path: Path) -> Path:
    plek = tmp_path / "basis"
    plek.mkdir()
    return plek
