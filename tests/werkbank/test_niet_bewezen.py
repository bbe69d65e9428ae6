"""Wat niet bewezen is, zegt dat zelf: op het scherm, in het bestand en op het stuk."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.hulp.opdrachtregel import loop

WAS = "# Verordening proef\n\n## Artikel 1 Hulp\n\n1. Het college helpt.\n2. De raad helpt.\n"


@pytest.fixture
def paar(tmp_path: Path) -> list[str]:
    was, wordt = tmp_path / "was.md", tmp_path / "wordt.md"
    was.write_text(WAS)
    wordt.write_text(WAS.replace("Het college helpt", "Het college helpt ~~niet~~ altijd"))
    return [str(was), str(wordt)]


def draai(*woorden: str) -> tuple[int, str]:
    uitkomst = loop("opstellen", *woorden)
    return uitkomst.code, uitkomst.uit + uitkomst.fout


def test_zonder_toch_komt_er_geen_besluit(paar: list[str]) -> None:
    code, uit = draai(*paar)
    assert code == 3 and "Artikel I" not in uit


def test_met_toch_staat_op_het_besluit_dat_het_niet_is_bewezen(paar: list[str], tmp_path: Path) -> None:
    _, uit = draai(*paar, "--toch")
    assert "> Niet bewezen: bij het lezen bleven fouten staan (1)." in uit
    assert "; bewezen:" not in uit
    draai(*paar, "--toch", "--als", "docx", "-o", str(tmp_path / "b.docx"))
    with zipfile.ZipFile(io.BytesIO((tmp_path / "b.docx").read_bytes())) as pakket:
        delen = [pakket.read(n).decode() for n in pakket.namelist() if n.endswith(".xml")]
    assert sum("Niet bewezen" in deel for deel in delen) >= 2  # boven het besluit en op elke bladzijde


def test_een_onbewezen_besluit_wordt_niet_aangeleverd(paar: list[str]) -> None:
    code, uit = draai(*paar, "--toch", "--als", "stop")
    assert code == 2 and "Niet bewezen" in uit
