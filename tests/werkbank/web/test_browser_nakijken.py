"""De beleidsmedewerker in een echte browser: twintig paren met alleen toetsen, twee terug, het venster dicht, en alles is er nog."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from impact.dossier.koppelingen import Koppeling, Koppelingen
from tests.getuigen.axe import MERKEN, browser, keur
from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_browser import context

pytestmark = pytest.mark.traag


@pytest.fixture(scope="module")
def eigen(voorbeeld: Path, beeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    map_ = tmp_path_factory.mktemp("beleid")
    shutil.copytree(voorbeeld, map_ / "dossier")
    werkbank = Dienst(map_ / "dossier", map_ / "werkmap", beeld=beeld).begin().open().wacht_op_beeld()
    yield werkbank
    werkbank.eind()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as b:
        yield b


def meld_aan(c: Any, dienst: Dienst, naam: str) -> Any:
    blad = c.new_page()
    blad.goto(f"{dienst.adres}/nakijken")
    blad.fill("#wie", naam)
    druk(blad, "Enter")  # pas als de bladzijde er helemaal is, luistert zij naar toetsen
    blad.wait_for_selector(".zaak")
    return blad


def druk(blad: Any, toets: str) -> None:
    """Een toets, en wachten tot de volgende bladzijde er is."""
    with blad.expect_navigation():
        blad.keyboard.press(toets)


def van(dienst: Dienst, naam: str) -> list[Koppeling]:
    lijst = Koppelingen.lees(dienst.dossier / "koppelingen.xml").koppelingen
    return [k for k in lijst if k.wie == naam and k.geldt]


def test_twintig_paren_met_toetsen_twee_terug_en_alles_is_er_nog(chromium: Any, eigen: Dienst) -> None:
    c = context(chromium, eigen)
    blad = meld_aan(c, eigen, "beleid")
    gemeld: list[str] = []
    blad.on("console", lambda m: gemeld.append(m.text))
    for n in range(20):
        if n == 3:  # verwerpen met de tweede reden
            blad.keyboard.press("v")
            blad.keyboard.press("ArrowDown")
            druk(blad, "Enter")
        elif n == 5:  # een ander oordeel
            blad.keyboard.press("o")
            blad.select_option("#oordeel", "in orde")
            blad.focus("#anders-o")
            blad.keyboard.type("Al nagevraagd.")
            druk(blad, "Enter")
        elif n == 7:
            druk(blad, "s")
            druk(blad, "b")
        else:
            druk(blad, "b")
    assert len(van(eigen, "beleid")) == 20
    druk(blad, "u")
    druk(blad, "u")
    over = van(eigen, "beleid")
    assert len(over) == 18 and [k.status for k in over].count("verworpen") == 1
    assert over[3].waarom == "De bepaling is al aangepast."
    assert (over[5].oordeel, over[5].waarom) == ("in orde", "Al nagevraagd.")
    plek = blad.url.split("?")[0]
    blad.close()
    weer = c.new_page()
    weer.goto(f"{eigen.adres}/nakijken")
    weer.wait_for_selector(".zaak")
    assert "beleid" in weer.inner_text(".meter"), "de naam wordt één keer gevraagd"
    assert weer.inner_text(".klaarregel").startswith("Bevestigd:") and plek
    for toets in ("j", "k"):
        druk(weer, toets)
    assert not gemeld


def test_een_tweede_browser_ziet_beide_beslissingen(chromium: Any, eigen: Dienst) -> None:
    een, twee = (meld_aan(context(chromium, eigen), eigen, naam) for naam in ("eerste", "tweede"))
    assert een.url.split("?")[0] == twee.url.split("?")[0]
    druk(een, "b")
    twee.keyboard.press("v")
    druk(twee, "Enter")
    tekst = twee.inner_text("main")
    assert "Een ander was u voor" in tekst and "door eerste" in tekst and "door tweede" in tekst
    twee.click("button:has-text('Houd de mijne')")
    twee.wait_for_selector(".klaarregel:has-text('Verworpen')")
    assert not van(eigen, "eerste") and len(van(eigen, "tweede")) == 1


def test_de_nieuwe_bladzijden_zijn_toegankelijk_en_begrensd(chromium: Any, eigen: Dienst) -> None:
    c = context(chromium, eigen, bypass_csp=True)
    blad = meld_aan(c, eigen, "keurder")
    fouten = []
    for pad in (
        blad.url.removeprefix(eigen.adres),
        "/nakijken?naam=wijzig",
        "/besluit",
        "/besluit/nieuw",
        "/nieuw/regels",
        "/cijfers",
        "/cijfers/gm0610/inwoners",
        "/keuzes",
        "/keuzes/gm0610/SK04",
        "/termijnen",
        "/toezeggingen",
        "/toezeggingen/nieuw?code=gm0610&nummer=",
        "/samenvoegen",
        "/publicatie",
        "/wet",
        "/samenloop/verordening-werk-en-inkomen",
    ):
        antwoord = blad.goto(eigen.adres + pad)
        blad.set_viewport_size({"width": 320, "height": 640})
        breed = blad.evaluate("document.documentElement.scrollWidth")
        blad.set_viewport_size({"width": 1300, "height": 900})
        knopen, lijf = blad.evaluate("document.querySelectorAll('*').length"), len(antwoord.body())
        axe = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in keur(blad, "tag", [*MERKEN, "best-practice"])]
        if axe or breed > 320 or knopen > 1500 or lijf > 150_000:
            fouten.append((pad, axe, breed, knopen, lijf))
    assert not fouten
