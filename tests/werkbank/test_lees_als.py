"""`verordening lees --als`: elk formaat komt uit dezelfde opdracht en is weer te lezen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from verordening.boom import tekst
from verordening.lezers import lees
from werkbank.opdrachten.lees import opdracht


def voer_uit(*woorden: str) -> tuple[int, str]:
    uitkomst = CliRunner().invoke(opdracht, list(woorden), standalone_mode=False)
    assert uitkomst.exception is None, uitkomst.exception
    return uitkomst.return_value, uitkomst.stdout


@pytest.mark.parametrize("formaat", ["canoniek", "stop", "akn", "cvdr", "markdown"])
def test_elk_formaat_is_weer_te_lezen(data: Path, tmp_path: Path, formaat: str) -> None:
    doel = tmp_path / ("uit.md" if formaat == "markdown" else "uit.xml")
    bron = data / "gemeentestad/consolidaties_2.xml"
    code, uit = voer_uit(str(bron), "-o", str(doel), "--als", formaat, "--json")
    antwoord = json.loads(uit)
    assert code == (1 if any(b["ernst"] == "fout" for b in antwoord["bevindingen"]) else 0)
    assert sorted(antwoord["bestanden"]) == sorted(str(p) for p in tmp_path.iterdir())
    if formaat == "cvdr":  # een omgevingsplan heeft geen CVDR-nummer; zonder nummer is het geen CVDR-bestand
        assert "cvdr-zonder-nummer" in [b["code"] for b in antwoord["bevindingen"]]
        return
    assert tekst(lees(doel).wortel).split() == tekst(lees(bron).wortel).split()
