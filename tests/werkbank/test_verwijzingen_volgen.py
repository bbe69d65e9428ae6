"""``verwijzingen --doel`` with two versions of an act: what the words meant when they were written is followed by content, never by number."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from verordening.canoniek import schrijf
from verordening.tekst.markdown import lees
from werkbank.opdrachten.verwijzingen import opdracht

_WET = """# Proefwet

#### Artikel 1 Eerste
1. Water stroomt altijd naar het laagste punt van de polder.
{midden}

#### Artikel 2 Tweede
1. De molen bevat:
a. een wiek van eikenhout;
{onderdelen}
"""
_WAS = _WET.format(
    midden="2. Een dijk wordt elk najaar geschouwd door het polderbestuur.\n3. De sluiswachter woont naast zijn eigen sluis.",
    onderdelen="b. een stenen voet;\nc. een trap van binnen;",
)
_WORDT = _WET.format(
    midden="2. De sluiswachter woont naast zijn eigen sluis.\n3. Bij storm luidt de klok van de kerk drie keer.",
    onderdelen="b. een trap van binnen;\nc. een gouden haan op het dak;",
)


@pytest.mark.parametrize(
    ("woorden", "toestand", "nu"),
    [
        ("artikel 1, eerste lid, van de Proefwet", "bestaat", None),
        ("artikel 1, tweede lid, van de Proefwet", "vervallen", None),
        ("artikel 1, derde lid, van de Proefwet", "verschoven", "artikel 1, tweede lid"),
        (
            "artikel 2, eerste lid, onderdeel a of c, van de Proefwet",
            "verschoven",
            "artikel 2, eerste lid, onderdeel b",
        ),
        (
            "onderdeel a of b van artikel 2, eerste lid, van de Proefwet",
            "vervallen",
            "artikel 2, eerste lid, onderdeel b",
        ),
    ],
)
def test_een_verschoven_plaats_heet_niet_bestaand(tmp_path: Path, woorden: str, toestand: str, nu: str | None) -> None:
    for naam, tekst, jaar in (("was", _WAS, 2024), ("wordt", _WORDT, 2026)):
        wet = lees(tekst.encode())
        gegevens = replace(wet.gegevens, werk="BWBR9999991", citeertitel="Proefwet", geldig_vanaf=date(jaar, 1, 1))
        (tmp_path / f"{naam}.xml").write_bytes(schrijf(replace(wet, gegevens=gegevens)))
    (tmp_path / "regels.md").write_text(f"# Proefregels\n\n#### Artikel 1 Eerste\nWij volgen {woorden}.\n")
    doelen = ["--doel", str(tmp_path / "was.xml"), "--doel", str(tmp_path / "wordt.xml")]
    gedaan = CliRunner().invoke(opdracht, [str(tmp_path / "regels.md"), "--json", *doelen])
    (rij,) = json.loads(gedaan.stdout)
    assert (rij["doel"]["toestand"], rij["doel"]["nu"]) == (toestand, nu)
    na = CliRunner().invoke(opdracht, [str(tmp_path / "regels.md"), "--json", *doelen[2:]])
    assert (
        json.loads(na.stdout)[0]["doel"]["toestand"] == "bestaat"
    )  # wie alleen de nieuwe tekst geeft, krijgt alleen die
