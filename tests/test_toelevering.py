"""What is delivered: the lock file holds all that is needed and nothing else, the bill of materials says the same, the wheel is the same twice."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

WORTEL = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((WORTEL / "pyproject.toml").read_text("utf-8"))["project"]
_REGEL = re.compile(r"(?P<naam>[\w.-]+)==(?P<versie>\S+) --hash=sha256:(?P<som>[0-9a-f]{64})")
_OP_JAAR = {"diff-match-patch"}
"""Numbered by the day of issue: no number says that something breaks."""


def slot() -> dict[str, re.Match[str]]:
    regels = (WORTEL / "slot.txt").read_text("utf-8").splitlines()
    treffers = [_REGEL.fullmatch(r) for r in regels]
    assert None not in treffers, [r for r, t in zip(regels, treffers, strict=True) if t is None]
    uit = {canonicalize_name(t["naam"]): t for t in treffers if t is not None}
    assert len(uit) == len(regels), "een pakket staat er twee keer in"
    return uit


def nodig() -> dict[str, list[Requirement]]:
    """Every package that the project needs, directly or through another, and what is asked of it."""
    uit: dict[str, list[Requirement]] = {}
    open_ = [Requirement(r) for r in PROJECT["dependencies"]]
    gezien: set[tuple[str, str]] = set()
    while open_:
        eis = open_.pop()
        naam = canonicalize_name(eis.name)
        uit.setdefault(naam, []).append(eis)
        for extra in ("", *eis.extras):
            if (naam, extra) in gezien:
                continue
            gezien.add((naam, extra))
            verder = [Requirement(r) for r in distribution(naam).requires or ()]
            open_ += [v for v in verder if v.marker is None or v.marker.evaluate({"extra": extra})]
    return uit


def test_het_slot_heeft_van_alles_wat_nodig_is_een_vast_nummer_en_een_som_en_niets_meer() -> None:
    vast, eisen = slot(), nodig()
    assert vast.keys() == eisen.keys()
    past = {n: [str(e) for e in rij if not e.specifier.contains(vast[n]["versie"])] for n, rij in eisen.items()}
    assert {n: fout for n, fout in past.items() if fout} == {}


def test_elke_afhankelijkheid_heeft_een_bovengrens() -> None:
    eisen = [Requirement(r) for r in PROJECT["dependencies"]]
    zonder = [e.name for e in eisen if not any(s.operator in ("<", "<=", "==", "~=") for s in e.specifier)]
    assert set(zonder) == _OP_JAAR
    ver = {e.name: Version(slot()[canonicalize_name(e.name)]["versie"]).major + 1 for e in eisen}
    assert [e.name for e in eisen if e.name not in _OP_JAAR and e.specifier.contains(f"{ver[e.name] + 1}.0")] == []


def test_de_onderdelenlijst_is_cyclonedx_en_noemt_hetzelfde_als_het_slot() -> None:
    """The fields that CycloneDX 1.5 requires and the shapes that it gives them (docs/metingen.md: laid beside the official schema by hand)."""
    uit = subprocess.run(
        [sys.executable, ".ci/sbom.py"],
        input=(WORTEL / "slot.txt").read_bytes(),
        capture_output=True,
        cwd=WORTEL,
        check=True,
    )
    lijst = json.loads(uit.stdout)
    assert (lijst["bomFormat"], lijst["specVersion"], lijst["version"]) == ("CycloneDX", "1.5", 1)
    assert lijst["metadata"]["component"] == {
        "type": "application",
        "name": PROJECT["name"],
        "version": PROJECT["version"],
        "bom-ref": PROJECT["name"],
    }
    delen = lijst["components"]
    assert all(d["type"] == "library" and d["purl"] == d["bom-ref"] for d in delen)
    assert all(re.fullmatch(r"pkg:pypi/[a-z0-9.-]+@[^\s@]+", d["purl"]) for d in delen)
    assert len({d["bom-ref"] for d in delen}) == len(delen)
    noemt = {(canonicalize_name(d["name"]), d["version"], h["alg"], h["content"]) for d in delen for h in d["hashes"]}
    assert noemt == {(naam, t["versie"], "SHA-256", t["som"]) for naam, t in slot().items()}


@pytest.mark.traag
def test_het_wiel_is_twee_keer_hetzelfde_en_heeft_alles_wat_het_nodig_heeft(tmp_path: Path) -> None:
    kamers = ("verordening", "wetgeving", "versies", "impact", "werkbank")
    wielen = []
    for keer in ("een", "twee"):
        bron = tmp_path / keer / "bron"
        bron.mkdir(parents=True)
        for naam in kamers:
            shutil.copytree(WORTEL / naam, bron / naam, ignore=shutil.ignore_patterns("__pycache__"))
        for naam in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
            shutil.copy(WORTEL / naam, bron)
        bouw = "-m pip wheel -qq --no-deps --no-build-isolation --disable-pip-version-check -w".split()
        omgeving = os.environ | {"SOURCE_DATE_EPOCH": "315532800", "PIP_NO_INDEX": "1"}
        subprocess.run([sys.executable, *bouw, bron.parent, "."], cwd=bron, env=omgeving, check=True)
        wielen.append(next(bron.parent.glob("*.whl")))
    assert wielen[0].name == wielen[1].name
    assert wielen[0].read_bytes() == wielen[1].read_bytes()
    los = tmp_path / "los"
    plaats = "-m pip install -qq --no-deps --no-index --disable-pip-version-check --target".split()
    subprocess.run([sys.executable, *plaats, los, wielen[0]], check=True, stderr=subprocess.DEVNULL)
    schoon = {n: w for n, w in os.environ.items() if n != "PYTHONPATH"} | {"PYTHONPATH": str(los)}
    for opdracht in (["--version"], ["voorbeeld", tmp_path / "dossier"], ["toets", "--help"]):
        subprocess.run([sys.executable, "-m", "werkbank", *opdracht], cwd=tmp_path, env=schoon, check=True)
