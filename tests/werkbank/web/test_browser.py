"""Mensen in een echte browser: de jurist, het bestuur op een telefoon, de griffie, wie zoekt; en wat elke bladzijde moet zijn.

Geen melding op de console onder het inhoudsbeleid, axe zonder overtreding, begrensd in knopen en bytes, te gebruiken zonder
script, met alleen toetsen, op 400 procent, in gedwongen kleuren en op papier.
"""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.getuigen.axe import MERKEN, browser, keur
from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_wijziging import REGELING, stuur, wacht
from verordening.lezers import lees
from versies.opdracht import lees_besluit
from versies.toepassen import pas_toe
from versies.verschil import vergelijk
from werkbank.diensten.verschil import als_vorm
from werkbank.web.deur import Sleutels

pytestmark = pytest.mark.traag
V = f"/regeling/{REGELING}"
BLADEN = {
    "vol": [
        "/bord",
        "/bord?stand=verstreken&orde=bepalingen",
        "/maatregel/M08",
        "/maatregel/M17?regeling=verordening-werk-en-inkomen",
        "/regeling",
        V,
        f"{V}/op/2026-11-30",
        "/regeling/beleidsregels-giften/op/2026-11-30",
        f"{V}/op/2027-01-01/chp_3__art_36",
        f"{V}/op/2027-01-01/chp_2__subsec_2.2__art_18?toon=herkomst",
        f"{V}/vergelijk/2026-01-01..2027-01-01",
        f"{V}/vergelijk/2026-01-01..2027-01-01?als=ineen",
        "/zoek?q=toeslag",
        "/zoek?q=18+lid+3",
        "/wijziging",
        "/wijziging/besluit",
        "/stukken",
        "/hulp",
        "/hulp/jurist",
        "/hulp/toetsen",
    ],
    "leeg": ["/bord?wie=xx", "/zoek", "/zoek?q=qqqzzz", f"{V}/vergelijk/2026-01-01..2026-01-01", "/begin"],
    "fout": ["/niets", f"{V}/op/2020-01-01", f"{V}?op=zz", "/maatregel/M99", "/taak/bestaat-niet-1"],
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as b:
        yield b


def context(b: Any, dienst: Dienst, **opties: Any) -> Any:
    """Een browser die door de deur is."""
    c = b.new_context(**{"viewport": {"width": 1300, "height": 900}, "locale": "nl-NL", **opties})
    blad = c.new_page()
    sleutel = Sleutels(next(dienst.werkmap.rglob("sleutels"))).maak()
    blad.goto(f"{dienst.adres}/open?sleutel={sleutel}")
    blad.wait_for_url("**/bord")
    blad.close()
    return c


@pytest.fixture(scope="module")
def wordt(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = voorbeeld / "regelingen" / REGELING
    pad = tmp_path_factory.mktemp("word") / "VWI 2027 concept 3.docx"
    pad.write_bytes(als_vorm(vergelijk(lees(map_ / "2026-01-01.xml"), lees(map_ / "2027-01-01.xml")), "docx"))
    return pad


@pytest.fixture(scope="module")
def wijziging(dienst: Dienst, wordt: Path) -> str:
    velden = {"was": REGELING, "keer": "voor-de-browser-1", "wijzigingen": "aanvaarden"}
    _, adres, _ = stuur(dienst, "/wijziging", velden, {"wordt": (wordt.name, wordt.read_bytes())})
    wacht(dienst, adres)
    return adres


@pytest.fixture(scope="module")
def mislukt(dienst: Dienst) -> str:
    _, adres, _ = stuur(dienst, "/wijziging", {"was": REGELING, "keer": ""}, {"wordt": ("scan.pdf", b"%PDF-1.7")})
    wacht(dienst, adres)
    return adres


def test_elke_bladzijde_is_toegankelijk_stil_en_begrensd(
    chromium: Any, dienst: Dienst, wijziging: str, mislukt: str
) -> None:
    eigen = [f"{wijziging}?als={a}&plek=3" for a in ("naast", "ineen", "besluit")] + [mislukt]
    c, rechter = context(chromium, dienst), context(chromium, dienst, bypass_csp=True)
    blad, keurder = c.new_page(), rechter.new_page()
    gemeld: list[str] = []
    blad.on("console", lambda m: gemeld.append(m.text))
    blad.on("pageerror", lambda m: gemeld.append(str(m)))
    fouten = []
    for soort, paden in {**BLADEN, "vol": [*BLADEN["vol"], *eigen]}.items():
        for pad in paden:
            antwoord = blad.goto(dienst.adres + pad)
            knopen, lijf = blad.evaluate("document.querySelectorAll('*').length"), len(antwoord.body())
            stil = [m for m in gemeld if not (soort == "fout" and m.startswith("Failed to load resource"))]
            gemeld.clear()
            blad.set_viewport_size({"width": 320, "height": 640})  # 1280 beeldpunten op 400 procent
            breed = blad.evaluate("document.documentElement.scrollWidth")
            blad.set_viewport_size({"width": 1300, "height": 900})
            keurder.goto(dienst.adres + pad)
            axe = [
                f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in keur(keurder, "tag", [*MERKEN, "best-practice"])
            ]
            if stil or axe or knopen > 1500 or lijf > 150_000 or breed > 320:
                fouten.append((pad, stil, axe, knopen, lijf, breed))
    assert not fouten


@pytest.mark.parametrize("breed", [390, 1280])
def test_elke_bladzijde_is_ook_in_donker_te_lezen(chromium: Any, dienst: Dienst, wijziging: str, breed: int) -> None:
    blad = context(
        chromium, dienst, bypass_csp=True, color_scheme="dark", viewport={"width": breed, "height": 844}
    ).new_page()
    fouten = {}
    for pad in [*BLADEN["vol"], *BLADEN["fout"], *(f"{wijziging}?als={a}&plek=3" for a in ("naast", "ineen"))]:
        blad.goto(dienst.adres + pad)
        axe = [v["nodes"][0]["html"] for v in keur(blad, "rule", ["color-contrast", "link-in-text-block"])]
        licht = blad.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        if axe or licht or blad.evaluate("document.documentElement.scrollWidth") > breed:
            fouten[pad] = axe
    assert not fouten


def test_na_bewaren_of_een_fout_staat_de_aandacht_waar_zij_hoort(chromium: Any, dienst: Dienst, wijziging: str) -> None:
    blad = context(chromium, dienst, viewport={"width": 390, "height": 844}).new_page()
    blad.goto(f"{dienst.adres}{wijziging}?plek=5")
    blad.focus("#gezien")
    with blad.expect_navigation():
        blad.keyboard.press("Space")
    blad.wait_for_function("document.activeElement.id === 'gezien' && document.activeElement.checked")
    blad.goto(f"{dienst.adres}/stukken")
    assert blad.evaluate("document.activeElement.tagName") == "BODY"
    hier = blad.locator(".nav [aria-current]").bounding_box()
    assert hier["x"] >= 0 and hier["x"] + hier["width"] <= 390, "waar u bent, staat in beeld"
    blad.goto(f"{dienst.adres}/wijziging/besluit")
    with blad.expect_navigation():
        blad.click("button:has-text('Lees het besluit')")
    blad.wait_for_function("document.activeElement.textContent.startsWith('Controleer wat u invulde')")


def test_de_jurist_sleept_word_erin_en_neemt_het_bewezen_besluit_mee(
    chromium: Any, dienst: Dienst, wordt: Path, voorbeeld: Path, tmp_path: Path
) -> None:
    blad = context(chromium, dienst, accept_downloads=True).new_page()
    blad.goto(f"{dienst.adres}/wijziging")
    blad.set_input_files("#wordt", str(wordt))
    blad.click("summary:has-text('Keuzes bij het lezen')")
    blad.select_option("#keuze-wijzigingen", "aanvaarden")
    blad.click("button:has-text('Vergelijk')")
    blad.wait_for_selector("#gelezen", timeout=60_000)
    assert blad.inner_text(".bewijs").startswith("Bewezen.")
    zin = "Omdat de wet de premie ook voor jongeren toelaat."
    blad.click("nav a:has-text('Artikel 18')")
    blad.fill("#toelichting", zin)
    blad.click("button:has-text('Bewaar en volgende')")
    blad.wait_for_url("**plek=4**")
    with blad.expect_download() as download:
        blad.click("text=Besluit in Word")
    doel = tmp_path / "besluit.docx"
    download.value.save_as(doel)
    assert download.value.suggested_filename == f"besluit-{REGELING}.docx"
    was, nieuw = (lees(voorbeeld / "regelingen" / REGELING / f"{d}.xml") for d in ("2026-01-01", "2027-01-01"))
    besluit = lees_besluit(doel.read_bytes(), naam="besluit.docx")
    assert vergelijk(pas_toe(was, besluit).wordt, nieuw).gelijk
    assert any(zin in t for t in besluit.toelichting)
    from tests.getuigen import kantoor

    assert zin in kantoor.lees([doel], tmp_path)[0]


def test_het_bestuur_ziet_op_een_telefoon_in_drie_tikken_wie_en_wanneer(chromium: Any, dienst: Dienst) -> None:
    c = context(chromium, dienst, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    blad = c.new_page()
    blad.goto(dienst.adres)
    assert not blad.is_visible(".kies section"), "de keuzes staan op een telefoon dicht"
    blad.tap("#maatregelen a[href='/maatregel/M08']")
    blad.wait_for_url("**/maatregel/M08")
    antwoord = blad.inner_text(".antwoord")
    assert "Beslist: algemeen bestuur." in antwoord and "sinds 1 januari 2026" in antwoord
    assert blad.evaluate("document.querySelector('.antwoord').getBoundingClientRect().bottom") < 844, "zonder schuiven"


def test_de_griffie_leest_een_dag_een_bepaling_en_een_vergelijking(chromium: Any, dienst: Dienst) -> None:
    blad = context(chromium, dienst).new_page()
    blad.goto(f"{dienst.adres}/regeling")
    blad.click("a:has-text('Verordening werk en inkomen')")
    blad.fill("#op", "2025-06-01")
    blad.click("button:has-text('Toon')")
    assert "op 1 juni 2025" in blad.inner_text("h1")
    blad.click("a:has-text('Artikel 36')")
    assert "tegenprestatie" in blad.inner_text("article").lower()
    blad.click("nav a:has-text('1 januari 2027 (ontwerp)')")
    assert "niet vastgesteld" in blad.inner_text(".let-op")
    blad.click("text=Wie schreef dit?")
    assert "sinds 1 januari 2027" in blad.inner_text("main")
    blad.goto(f"{dienst.adres}{V}")
    blad.click("main button:has-text('Vergelijk')")
    assert "14 plaatsen verschillen" in blad.inner_text(".antwoord")
    blad.go_back()
    assert blad.url.endswith(V)


def test_alles_kan_met_toetsen_en_losse_toetsen_zijn_uit_te_zetten(
    chromium: Any, dienst: Dienst, wijziging: str
) -> None:
    blad = context(chromium, dienst).new_page()
    blad.goto(f"{dienst.adres}/bord")
    blad.keyboard.press("Tab")
    assert blad.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    blad.keyboard.press("/")
    blad.keyboard.type("giften/")
    assert blad.input_value("#q") == "giften/"
    blad.keyboard.press("Enter")
    blad.wait_for_url("**/zoek?q=giften%2F")
    blad.goto(f"{dienst.adres}{wijziging}?plek=2")
    blad.keyboard.press("j")
    blad.wait_for_url("**plek=3**")
    blad.keyboard.press("g")
    blad.wait_for_function("document.querySelector('input[name=gezien]').checked")
    blad.focus("#toelichting")
    blad.keyboard.type("jjkg")
    assert blad.input_value("#toelichting").endswith("jjkg") and "plek=3" in blad.url
    blad.uncheck("#losse-toetsen")
    blad.evaluate("document.activeElement.blur()")
    blad.keyboard.press("k")
    blad.wait_for_timeout(300)
    assert "plek=3" in blad.url


def test_zonder_script_werkt_alles_ook(chromium: Any, dienst: Dienst, wordt: Path) -> None:
    blad = context(chromium, dienst, java_script_enabled=False).new_page()
    blad.goto(f"{dienst.adres}/wijziging")
    blad.set_input_files("#wordt", str(wordt))
    blad.click("summary:has-text('Keuzes bij het lezen')")
    blad.select_option("#keuze-wijzigingen", "aanvaarden")
    blad.click("button:has-text('Vergelijk')")
    blad.wait_for_selector("#gelezen", timeout=60_000)
    blad.fill("#toelichting", "Zonder script.")
    blad.click("button:has-text('Bewaar') >> nth=0")
    assert blad.input_value("#toelichting") == "Zonder script."
    assert not blad.is_visible("#losse-toetsen")


def test_gedwongen_kleuren_en_papier(chromium: Any, dienst: Dienst) -> None:
    blad = context(chromium, dienst, forced_colors="active").new_page()
    blad.goto(f"{dienst.adres}/bord")
    stijl = "getComputedStyle(document.querySelector('.oordeel'))"
    assert blad.evaluate(f"{stijl}.borderStyle") in ("dashed", "solid")
    blad.emulate_media(media="print", forced_colors="none")
    assert not blad.is_visible(".nav") and not blad.is_visible(".kies") and blad.is_visible("#maatregelen")
    assert len(blad.pdf(format="A4")) > 10_000


def test_een_bladzijde_op_een_andere_poort_kan_niet_lezen_en_niet_schrijven(chromium: Any, dienst: Dienst) -> None:
    kwaad = f"""<!DOCTYPE html><title>x</title><form method=post action="{dienst.adres}/stop"><button>Win een prijs</button></form>
    <script>fetch("{dienst.adres}/bord", {{credentials: "include"}}).then(r => r.text(), e => "geweigerd").then(t => document.title = t.slice(0, 40));
    var s = document.createElement("script"); s.src = "{dienst.adres}/vast/werkbank.js"; s.onload = () => document.body.id = "gelezen"; document.body.append(s);</script>"""

    class Kwaad(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(kwaad.encode())

        def log_message(self, *_: object) -> None:
            return

    elders = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Kwaad)
    threading.Thread(target=elders.serve_forever, daemon=True).start()
    blad = context(chromium, dienst).new_page()
    blad.goto(f"http://127.0.0.1:{elders.server_port}/")
    blad.wait_for_function("document.title !== 'x'")
    assert blad.title() == "geweigerd" and blad.evaluate("document.body.id") == ""
    blad.click("button")
    assert "niet van de werkbank zelf" in blad.content()
    assert dienst.vraag("GET", "/bord")[0] == 200
    elders.shutdown()


def test_openen_via_een_bestand_komt_door_de_deur(chromium: Any, dienst: Dienst, tmp_path: Path) -> None:
    sleutel = Sleutels(next(dienst.werkmap.rglob("sleutels"))).maak()
    pad = tmp_path / "open.html"
    pad.write_text(f'<meta http-equiv="refresh" content="0;url={dienst.adres}/open?sleutel={sleutel}">')
    blad = chromium.new_context().new_page()
    blad.goto(pad.as_uri())
    blad.wait_for_url("**/bord", timeout=10_000)
    blad.reload()
    assert blad.inner_text("h1").startswith("Wat moet besloten zijn")
