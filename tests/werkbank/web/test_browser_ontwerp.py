"""Op een telefoon en met alleen toetsen: van een nieuw Word-bestand naar ontwerp, vaststellen en publiceren."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.getuigen.axe import MERKEN, browser, keur
from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_browser import context
from tests.werkbank.web.test_ontwerp import SLUG, dienst, dossier, leeg_van_ontwerp, word

__all__ = ["dienst", "dossier", "leeg_van_ontwerp"]
pytestmark = pytest.mark.traag
BREED = 390


def _druk(blad: Any, woord: str, wacht: str) -> None:
    """Tab tot de knop of ingang met dit woord, Enter, en wachten tot dat er staat; dan past alles op het scherm en keurt axe het goed."""
    for _ in range(120):
        blad.keyboard.press("Tab")
        hier = blad.evaluate("[document.activeElement.tagName, document.activeElement.innerText || '']")
        if hier[0] in ("A", "BUTTON") and woord in hier[1]:
            break
    else:
        raise AssertionError(f"«{woord}» is met Tab niet te bereiken op {blad.url}")
    blad.keyboard.press("Enter")
    blad.wait_for_selector(f"text={wacht}", timeout=120_000)
    assert blad.evaluate("document.documentElement.scrollWidth") <= BREED, blad.url
    assert not keur(blad, "tag", [*MERKEN, "best-practice"]), blad.url


def test_van_een_nieuw_bestand_tot_de_publicatie_met_alleen_toetsen_op_een_telefoon(
    dienst: Dienst, tmp_path: Path
) -> None:
    nieuw = tmp_path / "nieuw.docx"
    nieuw.write_bytes(word("€ 1.200"))
    with browser() as b:
        telefoon = {"viewport": {"width": BREED, "height": 844}, "is_mobile": True, "has_touch": True}
        blad = context(b, dienst, bypass_csp=True, **telefoon).new_page()
        blad.goto(f"{dienst.adres}/wijziging")
        blad.set_input_files("input[name=wordt]", str(nieuw))
        blad.select_option("select[name=was]", SLUG)
        blad.fill("input[name=inwerking]", "2027-01-01")
        _druk(blad, "Vergelijk", "klaar en bewezen")
        _druk(blad, "Leg vast als ontwerp", "Nog niet vastgesteld")
        _druk(blad, "Vastgesteld: leg het vast", "is vastgesteld")
        blad.fill("input[name=bekend]", "2026-11-28")
        _druk(blad, "Lees het besluit", "Klopt dit?")
        _druk(blad, "Leg vast", "Naar de besluiten")
        _druk(blad, "Naar de besluiten", "Publiceer de teksten")
        _druk(blad, "Publiceer de teksten", "Maak de bladzijden")
        _druk(blad, "Maak de bladzijden", "klopt het controlegetal")
