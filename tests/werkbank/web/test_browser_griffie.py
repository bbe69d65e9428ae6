"""De griffie in een echte browser: verkeerd geweigerd, juist op twee dagen te zien, samenloop per woord, en weer terug."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.getuigen.axe import _AXE, MERKEN, browser, keur
from tests.hulp.geschiedenis import _regeling as eerste_tekst
from tests.versies.test_registratie import WIJZIGING
from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_besluiten import EERDER, ZIN, stand
from werkbank.web.deur import Sleutels

pytestmark = pytest.mark.traag


@pytest.fixture
def blad(tmp_path: Path) -> Iterator[tuple[Any, Dienst]]:
    (tmp_path / "dossier").mkdir()
    dienst = Dienst(tmp_path / "dossier", tmp_path / "w").begin().open()
    with browser() as b:
        c = b.new_context(viewport={"width": 1300, "height": 900}, locale="nl-NL", bypass_csp=True)
        blad = c.new_page()
        blad.set_default_timeout(60_000)
        blad.goto(f"{dienst.adres}/open?sleutel={Sleutels(next(dienst.werkmap.rglob('sleutels'))).maak()}")
        yield blad, dienst
    dienst.eind()


def _stel_voor(blad: Any, dienst: Dienst, tmp_path: Path, tekst: str, bekend: str) -> None:
    (tmp_path / "besluit.md").write_text(tekst)
    blad.goto(f"{dienst.adres}/besluit/nieuw")
    blad.set_input_files("#besluit", str(tmp_path / "besluit.md"))
    blad.fill("#bekend", bekend)
    blad.click("button:has-text('Lees het besluit')")
    blad.wait_for_selector("text=/nog niets vastgelegd|Zo kan dit niet|Dit is niet gelukt/")


def _leg_vast(blad: Any) -> None:
    blad.click("button:has-text('Leg vast')")
    blad.wait_for_selector("text=Vastgelegd.")


def test_de_griffie_van_verkeerde_levering_tot_samenloop_per_woord_en_herstel(
    blad: tuple[Any, Dienst], tmp_path: Path
) -> None:
    b, dienst = blad
    _stel_voor(b, dienst, tmp_path, eerste_tekst().replace("begin2", ZIN), "2019-12-12")
    _leg_vast(b)
    voor = stand(dienst.dossier)
    _stel_voor(b, dienst, tmp_path, WIJZIGING.replace("begin2", "staat er niet"), "2021-03-18")
    assert not b.is_visible("button:has-text('Leg vast')") and stand(dienst.dossier) == voor
    later = WIJZIGING.replace("1 april 2021", "1 januari 2022").replace("begin2", "acht").replace("midden2", "zes")
    _stel_voor(b, dienst, tmp_path, later, "2021-03-18")
    _leg_vast(b)
    slug = next((dienst.dossier / "regelingen").iterdir()).name
    for dag, woord in (("2021-12-31", "acht weken"), ("2022-01-01", "zes weken")):
        b.goto(f"{dienst.adres}/regeling/{slug}/op/{dag}")
        assert woord in b.inner_text("main")
    eerder = WIJZIGING.replace("1 april 2021", "1 juli 2021").replace("begin2", ZIN).replace("midden2", EERDER)
    _stel_voor(b, dienst, tmp_path, eerder, "2021-03-20")
    _leg_vast(b)  # zonder keuze: de samenloop blijft open
    b.goto(f"{dienst.adres}/regeling/{slug}")
    assert "is de tekst niet bekend" in b.inner_text(".antwoord")
    b.click("text=Kies welke gelden")
    b.check("input[value=woorden]")
    for n, kant in enumerate(("hunne", "onze")):
        b.select_option(f"select[name$='-{n}'] >> nth=0", kant)
    if _AXE.exists():
        assert keur(b, "tag", [*MERKEN, "best-practice"]) == []
    b.set_viewport_size({"width": 320, "height": 640})
    assert b.evaluate("document.documentElement.scrollWidth") <= 320
    b.click("button:has-text('Leg de gezamenlijke tekst vast')")
    b.wait_for_selector("text=Geen samenloop")
    b.goto(f"{dienst.adres}/regeling/{slug}/op/2022-02-01")
    assert "De raad beslist binnen zes weken" in b.inner_text("main")
    b.goto(f"{dienst.adres}/besluit")
    b.click("summary:has-text('Dit was een vergissing') >> nth=0")
    b.fill("input[name=reden] >> nth=0", "Verkeerde keuze.")
    b.click("details[open] button")
    b.wait_for_selector("text=/nog niets vastgelegd/")
    _leg_vast(b)
    b.goto(f"{dienst.adres}/regeling/{slug}")
    assert "is de tekst niet bekend" in b.inner_text(".antwoord"), "het herstel zet de samenloop weer open"
