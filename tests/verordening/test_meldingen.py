"""De zinnen van bevindingen en weigeringen: elke sleutel in de code bestaat, elke zin wordt gebruikt en krijgt wat erin hoort."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

from verordening.bevinding import Ernst, meldingen

WORTEL = Path(__file__).parents[2]
KAMERS = ("verordening", "wetgeving", "versies", "impact", "werkbank")
EIGEN = {"fragment", "adres", "plek"}
"""Wat een melding altijd mag meekrijgen, en geen deel van een zin is."""


def _aanroepen() -> Iterator[tuple[Path, ast.Call, str]]:
    for kamer in KAMERS:
        for pad in sorted((WORTEL / kamer).rglob("*.py")):
            for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
                if isinstance(knoop, ast.Call):
                    for waarde in knoop.args[:3]:
                        if isinstance(waarde, ast.Constant) and isinstance(waarde.value, str):
                            yield pad, knoop, waarde.value


def _gaten(zinnen: tuple[str, ...]) -> set[str]:
    return {naam for zin in zinnen for _, naam, _, _ in string.Formatter().parse(zin) if naam}


def test_elke_melding_krijgt_precies_wat_in_haar_zinnen_hoort():
    fout = []
    for pad, aanroep, sleutel in _aanroepen():
        functie = ast.unparse(aanroep.func)
        eigen = functie in ("Geweigerd.om", "Bevinding.van")
        ander = WORTEL / "verordening" in pad.parents and functie.endswith(("meld", "weiger", "bevinding", "_fout"))
        if not (eigen or (ander and "boek" not in functie)) or sleutel not in meldingen():
            continue
        gegeven = {k.arg for k in aanroep.keywords} - (set() if eigen else EIGEN)
        if gegeven != _gaten(meldingen()[sleutel][1:]):
            fout.append(f"{pad.relative_to(WORTEL)}:{aanroep.lineno}: {sleutel} {sorted(map(str, gegeven))}")
    assert fout == []


def test_elke_sleutel_in_de_code_bestaat():
    namen = {"Geweigerd.om", "Bevinding.van"}
    mist = [
        f"{pad.relative_to(WORTEL)}:{aanroep.lineno}: {sleutel}"
        for pad, aanroep, sleutel in _aanroepen()
        if ast.unparse(aanroep.func) in namen and aanroep.args[0] is not None
        if isinstance(aanroep.args[0], ast.Constant) and aanroep.args[0].value == sleutel and sleutel not in meldingen()
    ]
    assert mist == []


def test_elke_zin_wordt_gebruikt():
    code = "\n".join(p.read_text(encoding="utf-8") for k in KAMERS for p in sorted((WORTEL / k).rglob("*.py")))
    code += (WORTEL / "verordening" / "xmlfouten.json").read_text(encoding="utf-8")
    vrij = {"stop-zonder-soortregeling", "stop-zonder-onderwerpen", "stop-zonder-eindverantwoordelijke"}
    assert [sleutel for sleutel in meldingen() if f'"{sleutel}"' not in code and sleutel not in vrij] == []


def test_elke_melding_heeft_een_ernst_en_is_een_zin():
    soorten = {*(e.value for e in Ernst), "weigering"}
    assert {soort for soort, _, _ in meldingen().values()} <= soorten
    slordig = [s for s, (soort, wat, _) in meldingen().items() if soort != "weigering" and not wat.endswith((".", "}"))]
    assert slordig == []
