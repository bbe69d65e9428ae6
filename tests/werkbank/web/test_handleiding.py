"""De handleiding: één blad per persoon, met plaatjes van de werkbank zelf; wie de bladzijde wijzigt, maakt ze opnieuw.

HANDLEIDING=maak pytest tests/werkbank/web/test_handleiding.py
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path

import pytest

from tests.getuigen.axe import browser
from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_browser import context
from tests.werkbank.web.test_wijziging import REGELING, stuur, wacht
from werkbank.documenteer import handleiding

WORTEL = Path(__file__).resolve().parents[3]
MAP = WORTEL / "docs" / "handleiding"
V = f"/regeling/{REGELING}"
PLAATJES = {
    "bord": ("/bord", 1300, 900),
    "maatregel-telefoon": ("/maatregel/M08", 390, 760),
    "gegevens": ("/cijfers", 1300, 760),
    "regeling": (V, 1300, 900),
    "vergelijk": (f"{V}/vergelijk/2026-01-01..2027-01-01", 1300, 800),
    "wijziging-begin": ("/wijziging", 1300, 640),
    "wijziging": ("{wijziging}?plek=3", 1300, 1500),
}
"""Name → address, width and height."""


@pytest.fixture(scope="module")
def rustig(voorbeeld: Path, beeld: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Dienst, str]:
    """Een eigen werkbank, zodat de plaatjes niet tonen wat andere toetsen maakten."""
    dienst = Dienst(voorbeeld, tmp_path_factory.mktemp("handleiding"), beeld=beeld).begin().open().wacht_op_beeld()
    map_ = voorbeeld / "regelingen" / REGELING / "2027-01-01.xml"
    velden = {"was": REGELING, "keer": "voor-de-handleiding"}
    _, adres, _ = stuur(dienst, "/wijziging", velden, {"wordt": ("VWI 2027 concept.xml", map_.read_bytes())})
    wacht(dienst, adres)
    return dienst, adres


def _merk(dienst: Dienst, adres: str) -> str:
    """Hoe de bladzijde eruitziet: welke onderdelen zij heeft, haar knoppen en velden, en het uiterlijk.

    Een andere uitkomst van het voorbeeld maakt een plaatje niet verouderd, een andere bladzijde wel.
    """
    code, _, inhoud = dienst.vraag("GET", adres)
    assert code == 200
    html = inhoud.decode()
    klassen = {k for groep in re.findall(r'class="([^"]*)"', html) for k in groep.split()}
    onderdelen = sorted(
        k for k in klassen if not re.fullmatch(r"o-\w+|[hwk]\d+|mens|laat|krap|leeg|getal|klein|let|hulp", k)
    )
    velden = re.findall(r"<(?:label|button)[^>]*>(.*?)</", html, re.DOTALL)
    woorden = [" ".join(re.sub(r"<[^>]+>", " ", tekst).split()) for tekst in velden]
    stijl = (WORTEL / "werkbank" / "web" / "vast" / "werkbank.css").read_text(encoding="utf-8")
    return hashlib.sha256(json.dumps([onderdelen, woorden, stijl]).encode()).hexdigest()[:32]


@pytest.mark.traag
def test_de_plaatjes_zijn_van_de_werkbank_zoals_zij_nu_is(rustig: tuple[Dienst, str]) -> None:
    dienst, wijziging = rustig
    adressen = {n: (a.format(wijziging=wijziging), b, h) for n, (a, b, h) in PLAATJES.items()}
    nu = {n: _merk(dienst, a) for n, (a, _, _) in adressen.items()}
    if os.environ.get("HANDLEIDING") == "maak":
        (MAP / "beeld").mkdir(parents=True, exist_ok=True)
        with browser() as b:
            c = context(b, dienst)
            for naam, (adres, breed, hoog) in adressen.items():
                blad = c.new_page()
                blad.set_viewport_size({"width": breed, "height": hoog})
                blad.goto(dienst.adres + adres)
                blad.screenshot(path=MAP / "beeld" / f"{naam}.jpg", type="jpeg", quality=70)
                blad.close()
        (MAP / "beeld" / "van.json").write_text(json.dumps(nu, indent=1) + "\n", encoding="utf-8")
        for naam, tekst in handleiding().items():
            (MAP / naam).write_text(tekst, encoding="utf-8")
    toen = json.loads((MAP / "beeld" / "van.json").read_text(encoding="utf-8"))
    assert toen == nu, "de plaatjes zijn verouderd; maak ze met HANDLEIDING=maak (zie boven)"
    assert {f"{n}.jpg" for n in PLAATJES} == {p.name for p in (MAP / "beeld").glob("*.jpg")}


def test_de_bladen_van_de_handleiding_zijn_die_van_de_hulp() -> None:
    assert {p.name: p.read_text(encoding="utf-8") for p in MAP.glob("*.md")} == handleiding()


def test_elk_plaatje_dat_een_blad_noemt_bestaat_en_heeft_een_beschrijving() -> None:
    genoemd = [
        m for p in MAP.glob("*.md") for m in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", p.read_text(encoding="utf-8"))
    ]
    assert genoemd and all(tekst.strip() and (MAP / pad).is_file() for tekst, pad in genoemd)
