"""De griffie: een verkeerde levering wordt geweigerd en laat alles staan, een juiste geldt vanaf haar dag, herstel draait haar terug."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.hulp.geschiedenis import REGELING, _regeling as eerste_tekst
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


def met_begin(dienst: Dienst) -> None:
    """De eerste tekst is vastgelegd, ook als een toets alleen draait."""
    if not (dienst.dossier / "regelingen").is_dir():
        leg_vast(dienst, *stel_voor(dienst, "begin-van-de-tekst-1", eerste_tekst(), bekend="2019-12-12"))


def stand(dossier: Path) -> dict[str, bytes]:
    """Alle bestanden, behalve het slot en het register: dat is uit het archief gemaakt en wordt bij het lezen gemaakt."""
    over = (p for p in dossier.rglob("*") if p.is_file() and p.name != ".slot" and "register.sqlite" not in p.name)
    return {str(p.relative_to(dossier)): p.read_bytes() for p in over}


def test_verkeerd_goed_en_hersteld(griffie: Dienst) -> None:
    adres, blad = stel_voor(griffie, "begin-van-de-griffie", eerste_tekst(), bekend="2019-12-12")
    assert "Er is nog niets vastgelegd" in blad and not (griffie.dossier / ".git").exists()
    assert "Vastgelegd.</b>" in leg_vast(griffie, adres, blad)
    voor = stand(griffie.dossier)
    verkeerd = WIJZIGING.replace("begin2", "iets dat er niet staat")
    _, blad = stel_voor(griffie, "verkeerd-besluit-1", verkeerd, bekend="2021-03-18")
    assert "Leg vast" not in blad and "iets dat er niet staat" in blad
    _, blad = stel_voor(griffie, "verkeerde-levering", WIJZIGING, bekend="2021-03-18", tekst=eerste_tekst())
    assert "Leg vast" not in blad
    assert stand(griffie.dossier) == voor, "een weigering wijzigt niets"
    adres, blad = stel_voor(griffie, "een-goed-besluit-1", WIJZIGING, bekend="2021-03-18")
    assert "Vanaf 1 april 2021" in blad and "midden2" in blad
    assert "Vastgelegd.</b>" in leg_vast(griffie, adres, blad)
    slug = next((griffie.dossier / "regelingen").iterdir()).name

    def op(dag: str) -> bool:
        return "midden2" in wacht(griffie, f"/regeling/{slug}/op/{dag}")

    assert not op("2021-03-31") and op("2021-04-01")
    lijst = wacht(griffie, "/besluit")
    assert "2 vastleggingen, de nieuwste bovenaan" in lijst and REGELING in lijst
    code, naar, _ = stuur(griffie, "/besluit/2/lever", {})
    pakket = wacht(griffie, naar)
    assert code == 303 and "Controlelijst" in pakket and "aanwezig" in pakket
    zip_ = re.search(r'href="(/besluit/pakket/\S+/alles)"', pakket)
    assert zip_ and griffie.vraag("GET", zip_[1])[2][:2] == b"PK"
    assert stuur(griffie, "/besluit/2/herstel", {"keer": "herstel-van-nummer-2", "reden": " "})[0] == 409
    _, adres, _ = stuur(griffie, "/besluit/2/herstel", {"keer": "herstel-van-nummer-2", "reden": "Verkeerde versie."})
    assert "Vastgelegd.</b>" in leg_vast(griffie, adres, wacht(griffie, adres))
    assert not op("2021-04-01")
    lijst = wacht(griffie, "/besluit")
    assert "Hersteld: deze vastlegging telt niet meer" in lijst and "Verkeerde versie." in lijst
    _, naar, _ = stuur(griffie, "/besluit/verifieer", {})
    assert "Alles klopt." in wacht(griffie, naar)


def test_een_ander_besluit_ertussen_laat_een_oud_voorstel_niet_door(griffie: Dienst) -> None:
    met_begin(griffie)
    eerst, blad = stel_voor(
        griffie, "eerst-gezien-voorstel", WIJZIGING.replace("midden2", "anders2"), bekend="2021-03-20"
    )
    ander, ander_blad = stel_voor(
        griffie, "ertussen-gekomen-1", WIJZIGING.replace("midden2", "tussen2"), bekend="2021-03-19"
    )
    leg_vast(griffie, ander, ander_blad)
    voor = stand(griffie.dossier)
    blad = leg_vast(griffie, eerst, blad)
    assert "Vastgelegd.</b>" not in blad and stand(griffie.dossier) == voor


def test_een_regel_die_een_mens_las_wordt_met_zijn_lezing_vastgelegd(griffie: Dienst) -> None:
    met_begin(griffie)
    slug = next((griffie.dossier / "regelingen").iterdir()).name
    later = WIJZIGING.replace("1 april 2021", "1 april 2024")
    zin = f"In artikel 1 van de {REGELING} wordt “begin1” vervangen door “gelezen1”."
    assert 'name="lezing"' in wacht(griffie, "/besluit/nieuw")
    vreemd = "In artikel 1 mag “begin1” voortaan wijken voor “gelezen1”."
    eigenaardig = "\n".join(vreemd if "wordt “" in r else r for r in later.splitlines())
    nummer = 1 + eigenaardig.splitlines().index(vreemd)
    adres, blad = stel_voor(griffie, "zonder-lezing-niet-1", eigenaardig, bekend="2021-03-18")
    assert f"Besluit van de raad.md, regel {nummer}" in blad  # zoals de gebruiker het bestand kent
    assert "Leg vast" not in blad and "Lees dit besluit zin voor zin" in blad and "Terug naar het formulier" in blad
    code, lezen, _ = stuur(griffie, f"{adres}/lees", {})
    assert code == 303 and f'name="lezing-{nummer}"' in wacht(griffie, lezen)
    stuur(griffie, f"{lezen}/keuzes", {f"lezing-{nummer}": zin})
    verder = re.search(r'href="(/besluit/nieuw\?van=\S+)"', wacht(griffie, lezen))
    assert verder
    blad = wacht(griffie, verder[1])
    assert f"{nummer}: {zin}" in unescape(blad) and 'name="besluit"' not in blad
    velden = {"van": verder[1].split("=")[1], "lezing": f"{nummer}: {zin}", "bekend": "2021-03-18"}
    code, adres, blad = stuur(griffie, "/besluit/nieuw", {**velden, "ondertekend": "gisteren"})
    assert code == 400 and 'name="van"' in blad and "is geen dag" in blad
    code, adres, _ = stuur(griffie, "/besluit/nieuw", {**velden, "ondertekend": "2021-03-11", "kenmerk": "R-12"})
    blad = wacht(griffie, adres)
    assert "zoals iemand haar opschreef" in blad and "Leg vast" in blad
    fout = stuur(griffie, "/besluit/nieuw", {"lezing": "regel x"}, {"besluit": ("b.md", eigenaardig.encode())})
    assert fout[0] == 400 and "een lezing is een nummer van een regel" in fout[2]
    adres, blad = stel_voor(griffie, "met-lezing-wel-123", eigenaardig, bekend="2021-03-18", lezing=f"{nummer}: {zin}")
    assert "zoals iemand haar opschreef" in blad and "Vastgelegd.</b>" in leg_vast(griffie, adres, blad)
    assert "gelezen1" in wacht(griffie, f"/regeling/{slug}/op/2024-04-01")


def _samenloop(dienst: Dienst, keer: str, woord: str, jaar: str, doe: dict[int, str]) -> tuple[str, str]:
    """Een later besluit dat eerder in werking treedt en dezelfde woorden wijzigt; de keuzes bij het vastleggen."""
    later = WIJZIGING.replace("1 april 2021", f"1 januari {int(jaar) + 1}").replace("midden2", f"later{woord}")
    eerder = WIJZIGING.replace("1 april 2021", f"1 juli {jaar}").replace("midden2", f"eerder{woord}")
    adres, blad = stel_voor(dienst, f"{keer}-later-1", later, bekend=f"{jaar}-03-18")
    assert "Vastgelegd.</b>" in leg_vast(dienst, adres, blad)
    adres, blad = stel_voor(dienst, f"{keer}-eerder-1", eerder, bekend=f"{jaar}-03-20")
    assert "Samenloop in Proefverordening" in blad and f"<ins>later{woord}" in blad and "verordening vlecht" not in blad
    gezien, veld = re.search(r'name="gezien" value="(\w+)"', blad), re.search(r'name="(keuze-[^"]+-0)"', blad)
    assert gezien and veld
    velden = {"gezien": gezien[1], **({veld[1]: doe[0]} if doe else {})}
    assert stuur(dienst, f"{adres}/vast", velden)[0] == 303
    return wacht(dienst, adres), veld[1]


def test_samenloop_wordt_per_woord_gekozen_bij_het_besluit_of_later(tmp_path: Path) -> None:
    (tmp_path / "dossier").mkdir()
    dienst = Dienst(tmp_path / "dossier", tmp_path / "w").begin().open()
    try:
        adres, blad = stel_voor(dienst, "eerste-tekst-hier", eerste_tekst(), bekend="2019-12-12")
        leg_vast(dienst, adres, blad)
        slug = next((dienst.dossier / "regelingen").iterdir()).name
        blad, _ = _samenloop(dienst, "met-keuze", "A", "2022", {0: "hunne"})
        assert "Vastgelegd.</b>" in blad and "samenloop is nog open" not in blad, blad
        tekst = wacht(dienst, f"/regeling/{slug}/op/2023-02-01")
        assert "eerderA" in tekst and "laterA" not in tekst
        assert "Geen samenloop" in wacht(dienst, f"/samenloop/{slug}")
    finally:
        dienst.eind()


ZIN, LATER, EERDER = "Het college beslist binnen acht weken", "zes", "De raad beslist binnen tien weken"


def samenloop_in_een_zin(dienst: Dienst) -> tuple[str, str]:
    """Twee besluiten in één zin: het een wijzigt één woord, het ander ook een woord waar het eerste niet aan raakt."""
    adres, blad = stel_voor(dienst, "eerste-tekst-hier", eerste_tekst().replace("begin2", ZIN), bekend="2019-12-12")
    leg_vast(dienst, adres, blad)
    later = WIJZIGING.replace("1 april 2021", "1 januari 2022").replace("begin2", "acht").replace("midden2", LATER)
    eerder = WIJZIGING.replace("1 april 2021", "1 juli 2021").replace("begin2", ZIN).replace("midden2", EERDER)
    adres, blad = stel_voor(dienst, "later-in-de-tijd-1", later, bekend="2021-03-18")
    assert "Vastgelegd.</b>" in leg_vast(dienst, adres, blad)
    return stel_voor(dienst, "eerder-in-de-tijd-1", eerder, bekend="2021-03-20")


def test_elk_woord_van_een_zin_is_apart_te_kiezen_en_anders_blijft_de_samenloop_open(tmp_path: Path) -> None:
    (tmp_path / "dossier").mkdir()
    dienst = Dienst(tmp_path / "dossier", tmp_path / "w").begin().open()
    try:
        adres, blad = samenloop_in_een_zin(dienst)
        slug = next((dienst.dossier / "regelingen").iterdir()).name
        veld = f"keuze-{slug}-0"
        kiezers = re.findall(rf'<select name="({veld}-\d)".*?</select>', blad, re.S)
        assert kiezers == [f"{veld}-0", f"{veld}-1"] and "zes (eerste)" in blad and "tien (tweede)" in blad
        gezien = re.search(r'name="gezien" value="(\w+)"', blad)
        assert gezien
        half = {"gezien": gezien[1], veld: "woorden", f"{veld}-0": "hunne"}
        code, _, fout = stuur(dienst, f"{adres}/vast", half)
        assert code == 400 and "kies bij elke botsing en elk woord" in fout and 'value="hunne" selected' in fout
        assert stuur(dienst, f"{adres}/vast", {**half, f"{veld}-1": "onze"})[0] == 303
        blad = wacht(dienst, adres)
        assert "Vastgelegd.</b>" in blad and "samenloop is nog open" not in blad, blad
        tekst = wacht(dienst, f"/regeling/{slug}/op/2022-02-01")
        assert "De raad beslist binnen zes weken" in tekst
        _, naar, _ = stuur(dienst, "/besluit/verifieer", {})
        assert "Alles klopt." in wacht(dienst, naar)
    finally:
        dienst.eind()


def test_een_samenloop_die_open_bleef_wordt_bij_de_regeling_gekozen(tmp_path: Path) -> None:
    (tmp_path / "dossier").mkdir()
    dienst = Dienst(tmp_path / "dossier", tmp_path / "w").begin().open()
    try:
        adres, blad = stel_voor(dienst, "eerste-tekst-hier", eerste_tekst(), bekend="2019-12-12")
        leg_vast(dienst, adres, blad)
        slug = next((dienst.dossier / "regelingen").iterdir()).name
        _, veld = _samenloop(dienst, "zonder-keuze", "B", "2022", {})
        code, _, inhoud = dienst.vraag("GET", f"/regeling/{slug}/op/2023-02-01")
        assert code == 404 and f'href="/samenloop/{slug}"' in inhoud.decode()
        blad = wacht(dienst, f"/samenloop/{slug}")
        kenmerk = re.search(r'name="kenmerk" value="(\w+)"', blad)
        assert kenmerk
        code, _, fout = stuur(dienst, f"/samenloop/{slug}", {"kenmerk": kenmerk[1]})
        assert code == 400 and f'href="#{veld}"' in fout
        assert stuur(dienst, f"/samenloop/{slug}", {"kenmerk": "oud", veld: "onze"})[0] == 409
        for _ in range(2):
            assert stuur(dienst, f"/samenloop/{slug}", {"kenmerk": kenmerk[1], veld: "onze"})[0] == 303
        assert "laterB" in wacht(dienst, f"/regeling/{slug}/op/2023-02-01")
        _, naar, _ = stuur(dienst, "/besluit/verifieer", {})
        assert "Alles klopt." in wacht(dienst, naar)
    finally:
        dienst.eind()


def test_een_besluit_met_regelingen_in_bijlagen_begint_ze_in_de_browser(tmp_path: Path) -> None:
    (tmp_path / "dossier").mkdir()
    dienst = Dienst(tmp_path / "dossier", tmp_path / "werkmap").begin().open()
    try:
        twee = (Path(__file__).parents[2] / "versies/gevallen/griffie/levering/twee.md").read_text("utf-8")
        adres, blad = stel_voor(dienst, "twee-regelingen-1", twee, bekend="2024-12-20")
        titels = re.findall(r"^De (.+?) wordt vastgesteld", twee, re.M)
        assert len(titels) == 2 and all(t in blad for t in titels), blad
        assert blad.count("Een nieuwe tekst: er gold nog niets.") == 2
        assert "Vastgelegd.</b>" in leg_vast(dienst, adres, blad)
        lijst = wacht(dienst, "/besluit")
        assert "1 vastlegging" in lijst
        for map_ in (dienst.dossier / "regelingen").iterdir():
            assert "Artikel" in wacht(dienst, f"/regeling/{map_.name}/op/2026-01-01")
    finally:
        dienst.eind()
