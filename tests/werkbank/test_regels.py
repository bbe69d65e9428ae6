"""What docstrings cite as a rule stands in the project's own page of rules."""

import re
from pathlib import Path

import pytest

KAMERS = ("verordening", "wetgeving", "versies", "impact", "werkbank")
AANHALING = re.compile(r"``regels`` ((?:[A-H](?:\.\d+)?(?:[-–,; ]+(?=[A-H]))?)+)")


def _aanhalingen(wortel: Path) -> dict[str, str]:
    gevonden: dict[str, str] = {}
    for kamer in KAMERS:
        for bestand in (wortel / kamer).rglob("*.py"):
            for treffer in AANHALING.finditer(bestand.read_text(encoding="utf-8")):
                for code in re.findall(r"[A-H](?:\.\d+)?", treffer.group(1)):
                    gevonden.setdefault(code, f"{bestand.relative_to(wortel)}")
    return gevonden


def test_elke_aangehaalde_regel_staat_in_de_bladzijde_van_regels(wortel: Path) -> None:
    koppen = set(
        re.findall(r"^##+ ([A-H](?:\.\d+)?)\.? ", (wortel / "docs" / "regels.md").read_text(encoding="utf-8"), re.M)
    )
    aangehaald = _aanhalingen(wortel)
    assert len(aangehaald) > 20
    ontbreekt = {code: waar for code, waar in aangehaald.items() if code not in koppen}
    assert not ontbreekt


@pytest.mark.parametrize("kamer", KAMERS)
def test_geen_docstring_haalt_een_blad_aan_dat_hier_niet_staat(wortel: Path, kamer: str) -> None:
    for bestand in (wortel / kamer).rglob("*.py"):
        tekst = bestand.read_text(encoding="utf-8")
        assert not re.search(r"(?<![./\w])standaarden`* [A-H]\b", tekst), bestand
