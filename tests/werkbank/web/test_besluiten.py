"""De griffie: een verkeerde levering wordt geweigerd en laat alles staan, een juiste geldt vanaf haar dag, herstel draait haar terug."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hulp.geschiedenis import REGELING
from tests.hulp.geschiedenis import _regeling as eerste_tekst
from tests.versies.test_registratie import WIJZIGING
from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_wijziging import stuur

pytestmark = pytest.mark.traag


@pytest.fixture(scope="module")
def griffie(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    map_ = tmp_path_factory.mktemp("griffie")
    (map_ / "dossier").mkdir()
    werkbank = Dienst(map_ / "dossier", map_ / "werkmap").begin().open()
    yield werkbank
    werkbank.eind()


def wacht(dienst: Dienst, adres: str) -> str:
    for _ in range(300):
        code, koppen, inhoud = dienst.vraag("GET", adres)
        if code == 303:
            adres = koppen["location"]
        elif b"data-taak" not in inhoud:
            return inhoud.decode()
        time.sleep(0.1)
    raise AssertionError(inhoud.decode())


def stel_voor(dienst: Dienst, keer: str, inhoud: str, **velden: str) -> tuple[str, str]:
    bestanden = {"besluit": ("Besluit van de raad.md", inhoud.encode())}
    if tekst := velden.pop("tekst", ""):
        bestanden["tekst"] = ("levering.md", tekst.encode())
    code, adres, blad = stuur(dienst, "/besluit/nieuw", {"keer": keer, **velden}, bestanden)
    assert code == 303, blad
    return adres, wacht(dienst, adres)


def leg_vast(dienst: Dienst, adres: str, blad: str) -> str:
    gezien = re.search(r'name="gezien" value="(\w+)"', blad)
    assert gezien, blad
    for _ in range(2):  # twee keer sturen legt één keer vast
        assert stuur(dienst, f"{adres}/vast", {"gezien": gezien[1]})[0] == 303
    return wacht(dienst, adres)


def stand(dossier: Path) -> dict[str, bytes]:
    """Alle bestanden, behalve het slot en het register: dat is uit het archief gemaakt en wordt bij het lezen gemaakt."""
    over = (p for p in dossier.rglob("*") if p.is_file() and p.name != ".slot" and "register.sqlite" not in p.name)
    return {str(p.relative_to(dossier)): p.read_bytes() for p in over}


def test_verkeerd_goed_en_hersteld(griffie: Dienst) -> None:
    adres, blad = stel_voor(griffie, "begin-van-de-griffie", eerste_tekst(), bekend="2019-12-12")
    assert "Er is nog niets vastgelegd" in blad and not (griffie.dossier / ".git").exists()
    assert "<b>Vastgelegd.</b>" in leg_vast(griffie, adres, blad)
    voor = stand(griffie.dossier)
    verkeerd = WIJZIGING.replace("begin2", "iets dat er niet staat")
    _, blad = stel_voor(griffie, "verkeerd-besluit-1", verkeerd, bekend="2021-03-18")
    assert "Leg vast" not in blad and "iets dat er niet staat" in blad
    _, blad = stel_voor(griffie, "verkeerde-levering", WIJZIGING, bekend="2021-03-18", tekst=eerste_tekst())
    assert "Leg vast" not in blad
    assert stand(griffie.dossier) == voor, "een weigering wijzigt niets"
    adres, blad = stel_voor(griffie, "een-goed-besluit-1", WIJZIGING, bekend="2021-03-18")
    assert "Vanaf 1 april 2021" in blad and "midden2" in blad
    assert "<b>Vastgelegd.</b>" in leg_vast(griffie, adres, blad)
    slug = next((griffie.dossier / "regelingen").iterdir()).name

    def op(dag: str) -> bool:
        return "midden2" in wacht(griffie, f"/regeling/{slug}/op/{dag}")

    assert not op("2021-03-31") and op("2021-04-01")
    lijst = wacht(griffie, "/besluit")
    assert "2 vastleggingen, waarvan 2 tellen" in lijst and REGELING in lijst
    code, naar, _ = stuur(griffie, "/besluit/2/lever", {})
    pakket = wacht(griffie, naar)
    assert code == 303 and "Controlelijst" in pakket and "aanwezig" in pakket
    zip_ = re.search(r'href="(/besluit/pakket/\S+/alles)"', pakket)
    assert zip_ and griffie.vraag("GET", zip_[1])[2][:2] == b"PK"
    assert stuur(griffie, "/besluit/2/herstel", {"keer": "herstel-van-nummer-2", "reden": " "})[0] == 409
    _, adres, _ = stuur(griffie, "/besluit/2/herstel", {"keer": "herstel-van-nummer-2", "reden": "Verkeerde versie."})
    assert "<b>Vastgelegd.</b>" in leg_vast(griffie, adres, wacht(griffie, adres))
    assert not op("2021-04-01")
    lijst = wacht(griffie, "/besluit")
    assert "Hersteld: deze vastlegging telt niet meer" in lijst and "Verkeerde versie." in lijst
    _, naar, _ = stuur(griffie, "/besluit/verifieer", {})
    assert "Alles klopt." in wacht(griffie, naar)


def test_een_ander_besluit_ertussen_laat_een_oud_voorstel_niet_door(griffie: Dienst) -> None:
    eerst, blad = stel_voor(
        griffie, "eerst-gezien-voorstel", WIJZIGING.replace("midden2", "anders2"), bekend="2021-03-20"
    )
    ander, ander_blad = stel_voor(
        griffie, "ertussen-gekomen-1", WIJZIGING.replace("midden2", "tussen2"), bekend="2021-03-19"
    )
    leg_vast(griffie, ander, ander_blad)
    voor = stand(griffie.dossier)
    blad = leg_vast(griffie, eerst, blad)
    assert "<b>Vastgelegd.</b>" not in blad and stand(griffie.dossier) == voor
