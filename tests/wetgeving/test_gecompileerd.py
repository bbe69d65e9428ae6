"""De gecompileerde modules zeggen over elke wet en elk paar hetzelfde als hun bron."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.getuigen import ontbreekt

WORTEL = Path(__file__).resolve().parents[2]
UITKOMST = """
import hashlib, pathlib, sys
from verordening.lezers import lees
from versies.verschil import vergelijk
from wetgeving.verwijzingen.doorzoek import zoek_in
import verordening.taal.vormen as vormen
print(pathlib.Path(vormen.__file__).suffix, file=sys.stderr)
vorige = {}
for pad in sorted(pathlib.Path(sys.argv[1]).rglob("BWBR*_*.xml"))[:40] + sorted((pathlib.Path(sys.argv[1]) / "laws-markdown").rglob("*.md"))[:20]:
    regeling = lees(pad)
    print(pad.name, hashlib.sha256(repr((regeling, zoek_in(regeling))).encode()).hexdigest())
    werk = regeling.gegevens.werk
    if werk in vorige:
        print(pad.name, hashlib.sha256(repr(vergelijk(vorige[werk], regeling).wijzigingen).encode()).hexdigest())
    vorige[werk] = regeling
"""


def _uitkomst(map_, data):
    omgeving = {**os.environ, "PYTHONPATH": str(map_), "PYTHONHASHSEED": "0"}
    opdracht = [sys.executable, "-c", UITKOMST, str(data)]
    gedaan = subprocess.run(opdracht, cwd=map_, env=omgeving, capture_output=True, text=True, check=False)
    assert gedaan.returncode == 0, gedaan.stderr[-2000:]
    return gedaan


@pytest.mark.traag
@pytest.mark.timeout(1500)
def test_gecompileerd_is_gelijk_aan_de_bron(data, tmp_path):
    if shutil.which("gcc") is None:
        ontbreekt("gcc is er niet, en mypyc heeft het nodig")
    for naam in ("verordening", "wetgeving", "versies"):
        shutil.copytree(WORTEL / naam, tmp_path / naam, ignore=shutil.ignore_patterns("__pycache__"))
    for naam in ("setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(WORTEL / naam, tmp_path)
    omgeving = {**os.environ, "VERORDENING_SNEL": "1", "VERORDENING_SNEL_OPTIMALISATIE": "0", "PYTHONPATH": ""}
    bouw = [sys.executable, "setup.py", "-q", "build_ext", "--inplace"]
    gebouwd = subprocess.run(bouw, cwd=tmp_path, env=omgeving, capture_output=True, text=True, check=False)
    assert gebouwd.returncode == 0, gebouwd.stderr[-2000:]
    bron, snel = _uitkomst(WORTEL, data), _uitkomst(tmp_path, data)
    assert (bron.stderr.strip(), snel.stderr.strip()) == (".py", ".so")
    assert bron.stdout == snel.stdout and bron.stdout.count("\n") > 40
