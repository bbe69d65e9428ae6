"""Een gedeelde map met twee gebruikers, en een groot dossier waarin de poort alleen leest wat is aangeraakt."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import bench_ongelukken as ongelukken
from tests.getuigen import ontbreekt
from tests.hulp.opdrachtregel import loop
from tests.hulp.proefdossier import REGELING, proefdossier
from versies.archief import mapstand

_GROEP, _EEN, _TWEE, _VREEMD = 61234, 61231, 61232, 61299
"""Numbers of a group and two users that need not exist by name."""
_REGELS = "# Regels {naam}\n\n## Artikel 1 Begrippen\n\nEen {naam} is een {naam}.\n"


@pytest.fixture(scope="module")
def plek(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gedeeld")


def als(gebruiker: int, thuis: Path, *woorden: object, groep: int = _GROEP) -> subprocess.CompletedProcess[str]:
    """A command run by another user, with a home of their own and a Python that everybody may read."""
    eigen = thuis / str(gebruiker)
    eigen.mkdir(exist_ok=True)
    os.chown(eigen, gebruiker, groep)
    pad = os.pathsep.join((str(Path(__file__).parents[2]), sysconfig.get_path("purelib")))
    omgeving = {"HOME": str(eigen), "PATH": os.environ["PATH"], "PYTHONPATH": pad, "PYTHONDONTWRITEBYTECODE": "1"}
    kern = (
        f"import os, sys; os.setgroups([]); os.setgid({groep}); os.setuid({gebruiker}); os.umask(0o022); import runpy; "
    )
    return subprocess.run(
        [
            _python(),
            "-c",
            kern + "runpy.run_module('werkbank', run_name='__main__', alter_sys=True)",
            *map(str, woorden),
        ],
        env=omgeving | {"LC_ALL": "C.UTF-8"},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def _python() -> str:
    """This Python, or that of the system when this one stands in a home that others may not read."""
    hier = Path(sys.base_prefix)
    leesbaar = all(map_.stat().st_mode & 0o001 for map_ in (hier, *hier.parents))
    systeem = f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    return sys.executable if leesbaar or not Path(systeem).exists() else systeem


@pytest.fixture
def open_map() -> Iterator[Path]:
    """A folder that other users can reach; pytest's own are closed to them."""
    with tempfile.TemporaryDirectory(prefix="gedeeld-") as map_:
        Path(map_).chmod(0o755)
        yield Path(map_)


def test_twee_gebruikers_leggen_om_en_om_vast_in_een_gedeelde_map(open_map: Path) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        ontbreekt("twee gebruikers kan alleen de beheerder maken (root)")
    thuis = open_map / "thuis"
    thuis.mkdir()
    if als(_EEN, thuis, "--version").returncode:
        ontbreekt("een andere gebruiker kan dit programma niet lezen (map van het project of van Python)")
    gedeeld = open_map / "netwerkmap"
    gedeeld.mkdir()
    os.chown(gedeeld, _EEN, _GROEP)
    gedeeld.chmod(0o2775)
    for nummer, gebruiker in enumerate((_EEN, _TWEE, _EEN, _TWEE), 1):
        naam = f"proef{nummer}"
        bron = thuis / f"{naam}.md"
        bron.write_text(_REGELS.format(naam=naam))
        bron.chmod(0o644)
        rest = ("--doel", naam, "--regeling", naam, "--werkend", "1-1-2027", "--titel", naam, "--ja")
        gedaan = als(gebruiker, thuis, "neem-op", gedeeld / "d", bron, *rest)
        assert gedaan.returncode == 0, gedaan.stderr
        for lezer in (_EEN, _TWEE):
            gelezen = als(lezer, thuis, "geldend", gedeeld / "d", naam, "--op", "1-2-2027")
            assert gelezen.returncode == 0 and naam in gelezen.stdout and not gelezen.stderr, gelezen.stderr
    assert als(_TWEE, thuis, "herstel", gedeeld / "d", "1", "--reden", "vergissing", "--ja").returncode == 0
    for map_ in ("s1", "s1"):
        assert als(_TWEE, thuis, "publiceer", gedeeld / "d", "-o", gedeeld / map_, "--vorm", "md").returncode == 0
    gespeeld = als(_EEN, thuis, "herbouw", gedeeld / "d")
    assert gespeeld.returncode == 0 and gespeeld.stdout.startswith("5 vastleggingen"), gespeeld.stderr
    vreemd = als(_VREEMD, thuis, "geldend", gedeeld / "d", "proef2", "--op", "1-2-2027", groep=_VREEMD)
    assert vreemd.returncode == 0 and "proef2" in vreemd.stdout  # wie alleen mag lezen, leest


@pytest.fixture
def groot(tmp_path: Path, plek: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier that counts as a large one, looked at once."""
    monkeypatch.setattr(mapstand, "VEEL", 0)
    monkeypatch.setattr(mapstand, "_TEGELIJK", -60_000_000_000)
    dossier = proefdossier(tmp_path / "d", plek)
    assert loop("geldend", dossier, REGELING).code == 0 and (dossier / ".git/verordening/gezien").is_file()
    return dossier


def test_een_groot_dossier_leest_alleen_wat_is_aangeraakt(groot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gelezen: list[str] = []
    echt = mapstand._ident
    monkeypatch.setattr(mapstand, "_ident", lambda plek, modus: gelezen.append(plek) or echt(plek, modus))
    assert loop("keur", groot).code == 1 and gelezen == []
    bestand = next((groot / "regelingen" / REGELING).glob("*.xml"))
    bestand.write_bytes(bestand.read_bytes())
    assert loop("keur", groot).code == 1 and gelezen == [str(bestand)]


def test_dezelfde_omvang_en_dezelfde_tijd_is_niet_hetzelfde_bestand(groot: Path) -> None:
    bestand = next((groot / "regelingen" / REGELING).glob("*.xml"))
    was = bestand.stat()
    bestand.write_bytes(bestand.read_bytes().replace(b"meter", b"decim"))
    os.utime(bestand, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert bestand.stat().st_size == was.st_size and bestand.stat().st_mtime_ns == was.st_mtime_ns
    uit = loop("keur", groot)
    assert uit.code == 3 and "buiten het archief om veranderd" in uit.fout


def test_wat_onthouden_is_telt_niet_als_het_zelf_is_veranderd(groot: Path) -> None:
    gezien = groot / ".git/verordening/gezien"
    bestand = next((groot / "regelingen" / REGELING).glob("*.xml"))
    bestand.write_bytes(bestand.read_bytes() + b" ")
    s = bestand.stat()
    kenmerk = f"{s.st_mtime_ns} {s.st_ctime_ns} {s.st_size} {s.st_ino} {s.st_dev} {s.st_mode}"
    regels = gezien.read_text().split("\n")
    pad = bestand.relative_to(groot).as_posix()
    gezien.write_text("\n".join(f"{r.split(chr(9))[0]}\t{kenmerk}\t{pad}" if r.endswith(pad) else r for r in regels))
    assert loop("keur", groot).code == 3


@pytest.mark.parametrize("nummer", range(0, 45, 2))
def test_een_ongeluk_met_een_groot_dossier_blijft_niet_onopgemerkt(groot: Path, plek: Path, nummer: int) -> None:
    gewoon = {o: loop(*o).uit for o in _vragen(plek)}
    ongelukken.SOORTEN[nummer % len(ongelukken.SOORTEN)](groot, random.Random(nummer))
    for opdracht, hoort in zip(_vragen(groot), gewoon.values(), strict=True):
        uit = loop(*opdracht)
        gelijk = uit.uit.replace(str(groot), "D") == hoort.replace(str(plek / "dossier"), "D")
        assert uit.code == 3 or gelijk or (uit.code == 1 and uit.fout), (opdracht, uit)
    shutil.rmtree(groot, ignore_errors=True)


def _vragen(map_: Path) -> list[tuple[object, ...]]:
    dossier = map_ if (map_ / "format").is_file() or not (map_ / "dossier").is_dir() else map_ / "dossier"
    return [("geldend", dossier, REGELING, "--op", "2024-02-01"), ("tijdlijn", dossier, REGELING), ("keur", dossier)]
