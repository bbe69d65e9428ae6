"""Nakijken: beslissen legt één regel vast over de rij, wist niets, zegt wie en wanneer, en een tweede krijgt beide te zien."""

from __future__ import annotations

import io
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from impact.dossier.koppelingen import Koppelingen
from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_wijziging import stuur

VELD = re.compile(r'name="(\w+)" value="([^"]*)"')


@pytest.fixture(scope="module")
def eigen(voorbeeld: Path, beeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    map_ = tmp_path_factory.mktemp("nakijken")
    shutil.copytree(voorbeeld, map_ / "dossier")
    werkbank = Dienst(map_ / "dossier", map_ / "werkmap", beeld=beeld).begin().open().wacht_op_beeld()
    yield werkbank
    werkbank.eind()


def als(dienst: Dienst, naam: str) -> Dienst:
    """Dezelfde werkbank in een andere browser, met een eigen naam."""
    ander = Dienst(dienst.dossier, dienst.werkmap, (), dienst.proces, dienst.poort)
    ander.koekje = f"{dienst.koekje.split(';')[0]}; wie_{dienst.poort}={naam}"
    return ander


def open_(dienst: Dienst, adres: str = "/nakijken") -> tuple[str, str]:
    code, koppen, inhoud = dienst.vraag("GET", adres)
    while code == 303:
        adres = koppen["location"]
        code, koppen, inhoud = dienst.vraag("GET", adres)
    assert code == 200
    return adres, inhoud.decode()


def velden(blad: str, doe: str) -> dict[str, str]:
    """De velden van het formulier dat dit doet."""
    for formulier in re.findall(r'<form method="post" action="/nakijken/besluit">(.*?)</form>', blad, re.S):
        gevonden = dict(VELD.findall(formulier))
        if gevonden["doe"] == doe:
            return gevonden
    raise AssertionError(doe)


def test_een_beslissing_draagt_wie_kans_en_beide_teksten_en_terugnemen_wist_niets(eigen: Dienst) -> None:
    assert "Wie kijkt na?" in open_(eigen)[1]
    mens = als(eigen, "een%20medewerker")
    adres, blad = open_(mens)
    verzonden = velden(blad, "bevestig")
    code, verder, _ = stuur(mens, "/nakijken/besluit", verzonden)
    assert code == 303 and verder.split("?")[0] != adres.split("?")[0]
    assert stuur(mens, "/nakijken/besluit", verzonden)[:2] == (303, verder), "twee keer sturen geeft de eerste uitkomst"
    pad = eigen.dossier / "koppelingen.xml"
    k = Koppelingen.lees(pad).koppelingen[-1]
    assert (k.maatregel, k.regeling, k.eId) == tuple(verzonden[n] for n in ("maatregel", "regeling", "eid"))
    assert k.wie == "een medewerker" and k.moment is not None and k.kans and k.citaat.tekst
    eerder = len(Koppelingen.lees(pad).koppelingen)
    _, blad = open_(mens, verder)
    assert "Bevestigd:" in blad
    zag = re.search(r'ongedaan">.*?name="zag" value="(\w+)"', blad, re.S)
    assert zag
    assert stuur(mens, "/nakijken/ongedaan", {"zag": zag[1], "rij": ""})[0] == 303
    assert stuur(mens, "/nakijken/ongedaan", {"zag": zag[1], "rij": ""})[0] == 303
    lijst = Koppelingen.lees(pad)
    assert len(lijst.koppelingen) == eerder + 1 and lijst.koppelingen[-1].status == "herroepen"
    assert lijst.koppelingen[-2].vervangen == lijst.koppelingen[-1].moment


def test_een_tweede_browser_krijgt_beide_beslissingen_te_zien(eigen: Dienst) -> None:
    een, twee = als(eigen, "een"), als(eigen, "twee")
    adres, blad = open_(een)
    plek = adres.split("?")[0]
    _, ook = open_(twee, adres)
    assert stuur(een, "/nakijken/besluit", velden(blad, "bevestig"))[0] == 303
    code, _, botsing = stuur(twee, "/nakijken/besluit", {**velden(ook, "verwerp"), "anders": "Nee, echt niet."})
    assert code == 409 and "door een," in botsing and "Nee, echt niet." in botsing
    mijn = dict(VELD.findall(botsing.split('action="/nakijken/besluit">')[1]))
    assert stuur(twee, "/nakijken/besluit", mijn)[0] == 303
    assert "<b>Verworpen</b> door twee" in open_(twee, plek)[1]


def test_een_heel_artikel_in_een_keer_en_weer_terug(eigen: Dienst) -> None:
    mens = als(eigen, "griffier")
    adres, blad = open_(mens)
    while "in één keer" not in blad:
        adres, blad = open_(mens, re.search(r'href="(\S+)" data-toets="s"', blad)[1])  # type: ignore[index]
    _, heel = open_(mens, adres + "&heel=ja")
    verzonden = velden(heel, "bevestig")
    aantal = len(verzonden["zelf"].split())
    assert aantal > 1 and f"Bevestig alle {aantal} bepalingen" in heel
    _, verder, _ = stuur(mens, "/nakijken/besluit", verzonden)
    _, blad = open_(mens, verder)
    assert f"en {aantal - 1} andere" in blad
    lijst = Koppelingen.lees(eigen.dossier / "koppelingen.xml")
    assert sum(k.wie == "griffier" and k.geldt for k in lijst.koppelingen) == aantal
    zag = re.search(r'ongedaan">.*?name="zag" value="(\w+)"', blad, re.S)[1]  # type: ignore[index]
    stuur(mens, "/nakijken/ongedaan", {"zag": zag, "rij": ""})
    lijst = Koppelingen.lees(eigen.dossier / "koppelingen.xml")
    assert not any(k.wie == "griffier" and k.geldt for k in lijst.koppelingen)


def test_een_beslissing_vervalt_zichtbaar_als_de_tekst_anders_is(eigen: Dienst) -> None:
    mens = als(eigen, "beleid")
    adres, blad = open_(mens)
    stuur(mens, "/nakijken/besluit", velden(blad, "bevestig"))
    pad = eigen.dossier / "koppelingen.xml"
    k = Koppelingen.lees(pad).koppelingen[-1]
    toen, nu = f">{k.citaat.tekst[:20]}", f">Anders {k.citaat.tekst[:20]}"
    pad.write_text(pad.read_text().replace(toen, nu))
    blad = open_(mens, adres)[1]
    assert "Opnieuw nakijken:" in blad and "onze tekst is sindsdien gewijzigd" in blad
    pad.write_text(pad.read_text().replace(nu, toen))
    assert "Opnieuw nakijken:" not in open_(mens, adres)[1]


def test_een_beslissing_staat_in_het_volgende_beeld_en_het_beeld_wordt_niet_bij_elk_besluit_gemaakt(
    eigen: Dienst,
) -> None:
    mens = als(eigen, "beleid")
    adres, blad = open_(mens)
    naam = adres.split("?")[0].split("/")[2:]
    stuur(mens, "/nakijken/besluit", velden(blad, "bevestig"))
    taken = {p.name for p in eigen.werkmap.rglob("taken/b_*")}
    assert len(taken) <= 4
    for _ in range(150):
        if b"Wordt nu opnieuw berekend" not in eigen.vraag("GET", "/bord")[2]:
            break
        time.sleep(0.2)
    blad = eigen.vraag("GET", f"/maatregel/{naam[0]}")[2].decode()
    assert "beleid" in blad, "het beeld kent de beslissing van de mens"
    assert "past op geen enkele plaats" not in eigen.vraag("GET", "/bord")[2].decode()


def _wacht(dienst: Dienst, adres: str) -> bytes:
    for _ in range(600):
        code, koppen, inhoud = dienst.vraag("GET", adres)
        if code == 303:
            adres = koppen["location"]
        elif b"data-taak" not in inhoud:
            return inhoud
        time.sleep(0.1)
    raise AssertionError(inhoud.decode())


def _ingevuld(blad: bytes, rij: int, **waarden: str) -> bytes:
    boek = load_workbook(io.BytesIO(blad))
    koppen = [c.value for c in next(boek["Koppelingen"].iter_rows())]
    for kolom, waarde in waarden.items():
        boek["Koppelingen"].cell(rij, koppen.index(kolom) + 1, waarde)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def _geef(dienst: Dienst, blad: bytes) -> tuple[str, str]:
    code, adres, fout = stuur(
        dienst, "/nakijken/rekenblad", {"keer": ""}, {"bestand": ("koppelingen van mij.xlsx", blad)}
    )
    assert code == 303, fout
    return adres, _wacht(dienst, adres).decode()


def test_een_ingevuld_rekenblad_komt_langs_dezelfde_weg_terug_en_wie_te_laat_is_ziet_beide(eigen: Dienst) -> None:
    blad = _wacht(eigen, "/nakijken/rekenblad")
    rij = next(
        n
        for n, r in enumerate(load_workbook(io.BytesIO(blad))["Koppelingen"].values, 1)
        if "voorstel" in r  # nog niet beslist
    )
    pad = eigen.dossier / "koppelingen.xml"
    voor = pad.read_bytes()
    assert "er is niets over te nemen" in _geef(eigen, blad)[1]
    half = _ingevuld(blad, rij, Status="bevestigd", Wie="collega")
    assert f"rij {rij}" in (fout := _geef(eigen, half)[1]) and "een beslissing heeft een naam en een reden" in fout
    adres, blz = _geef(eigen, _ingevuld(blad, rij, Status="bevestigd", Wie="collega", Waarom="In Excel bekeken."))
    assert "over 1 regel iets anders" in blz and "collega: In Excel bekeken." in blz
    te_laat, later = _geef(eigen, _ingevuld(blad, rij, Status="verworpen", Wie="ander", Waarom="Gaat hier niet over."))
    assert pad.read_bytes() == voor, "tonen legt niets vast"
    zag, ook = (re.search(r'name="zag" value="(\w+)"', b)[1] for b in (blz, later))  # type: ignore[index]
    for _ in range(2):  # twee keer sturen legt één keer vast
        assert stuur(eigen, f"{adres}/vast", {"zag": zag})[0] == 303
    lijst = Koppelingen.lees(pad).koppelingen
    assert [(k.status, k.waarom) for k in lijst if k.wie == "collega"] == [("bevestigd", "In Excel bekeken.")]
    code, _, botsing = stuur(eigen, f"{te_laat}/vast", {"zag": ook})
    assert code == 409 and "door collega" in botsing and "Gaat hier niet over." in botsing
    mijn = dict(VELD.findall(botsing.split(f'action="{te_laat}/vast">')[1]))
    assert stuur(eigen, f"{te_laat}/vast", mijn)[0] == 303
    assert [k.wie for k in Koppelingen.lees(pad).koppelingen if k.geldt and "Gaat hier" in k.waarom] == ["ander"]


def test_een_rekenblad_van_een_ander_dossier_wordt_geweigerd(eigen: Dienst) -> None:
    blad = _ingevuld(_wacht(eigen, "/nakijken/rekenblad"), 2, Regeling="Verordening van een ander")
    voor = (eigen.dossier / "koppelingen.xml").read_bytes()
    fout = _geef(eigen, blad)[1]
    assert "geen koppeling van dit dossier" in fout and "Neem over" not in fout
    assert (eigen.dossier / "koppelingen.xml").read_bytes() == voor
