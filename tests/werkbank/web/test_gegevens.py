"""Gegevens als formulier en als rekenblad: één schrijfweg, niets stil overschreven, elke wijziging terug te nemen."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_nakijken import als
from tests.werkbank.web.test_wijziging import stuur, wacht
from verordening.gemeenten import Gemeenten

RIJ = "/cijfers/gm0610/inwoners"
BESTANDEN = ("gemeenten.xml", "keuzes.xml", "gegevens.jsonl")


@pytest.fixture(scope="module")
def eigen(voorbeeld: Path, beeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    map_ = tmp_path_factory.mktemp("gegevens")
    shutil.copytree(voorbeeld, map_ / "dossier")
    werkbank = Dienst(map_ / "dossier", map_ / "w", beeld=beeld).begin().open()
    yield werkbank
    werkbank.eind()


def zag(mens: Dienst, pad: str) -> str:
    m = re.search(r'name="zag" value="(\w*)"', mens.vraag("GET", pad)[2].decode())
    assert m
    return m[1]


def inhoud(eigen: Dienst) -> list[bytes]:
    return [(eigen.dossier / n).read_bytes() if (eigen.dossier / n).exists() else b"" for n in BESTANDEN]


def test_een_cijfer_invullen_verkeerd_goed_en_weer_terug(eigen: Dienst) -> None:
    mens, voor = als(eigen, "beleid"), inhoud(eigen)
    velden = {"zag": zag(mens, RIJ), "waarde": "veel", "peildatum": "ooit", "circa": "nee", "bron": "Telling 2025"}
    code, _, blad = stuur(mens, RIJ, velden)
    assert code == 400 and 'href="#waarde"' in blad and 'href="#peildatum"' in blad
    assert 'value="veel"' in blad and 'value="Telling 2025"' in blad and inhoud(eigen) == voor
    goed = {**velden, "waarde": "25.400", "peildatum": "augustus 2025"}
    assert stuur(mens, RIJ, goed)[:2] == (303, "/cijfers")
    assert stuur(mens, RIJ, goed)[0] == 303, "twee keer gestuurd telt één keer"
    assert len((eigen.dossier / "gegevens.jsonl").read_text().splitlines()) == 1
    regio = Gemeenten.lees(eigen.dossier / "gemeenten.xml")
    cijfer = regio["gm0610"].cijfer("inwoners")
    assert (cijfer.getal, cijfer.peildatum) == (25400, "2025-08")
    assert [b.naam for b in regio.bronnen if b.id == cijfer.bron] == ["Telling 2025"]
    blad = mens.vraag("GET", "/cijfers")[2].decode()
    moment = re.search(r'name="moment" value="([^"]+)"', blad)
    assert moment and "Bewaard door beleid" in blad, blad
    assert stuur(mens, "/cijfers/ongedaan", {"moment": moment[1]})[0] == 303
    assert Gemeenten.lees(eigen.dossier / "gemeenten.xml")["gm0610"].cijfer("inwoners").getal is None
    assert len((eigen.dossier / "gegevens.jsonl").read_text().splitlines()) == 2, "terugnemen is een regel erbij"
    assert "ongedaan gemaakt" in mens.vraag("GET", RIJ)[2].decode()


def test_een_tweede_mens_ziet_beide_waarden(eigen: Dienst) -> None:
    een, twee = als(eigen, "een"), als(eigen, "twee")
    pad = "/termijnen/gm0610/cyclus"
    gezien = zag(een, pad)
    assert stuur(een, pad, {"zag": gezien, "aanlevering_weken": "6"})[0] == 303
    code, _, botsing = stuur(twee, pad, {"zag": gezien, "aanlevering_weken": "4"})
    assert code == 409 and "<dd>6</dd>" in botsing and "<dd>4</dd>" in botsing
    mijn = dict(re.findall(r'name="(\w+)" value="([^"]*)"', botsing.split(f'action="{pad}">')[1]))
    assert stuur(twee, pad, mijn)[0] == 303
    assert Gemeenten.lees(eigen.dossier / "gemeenten.xml")["gm0610"].raadscyclus.aanlevering_weken == "4"


def test_een_toezegging_erbij_en_weer_weg(eigen: Dienst) -> None:
    mens = als(eigen, "griffie")
    pad = "/toezeggingen/gm0505/T26-01"
    assert mens.vraag("GET", "/toezeggingen/nieuw?code=gm0505&nummer=T26-01")[1]["location"] == pad
    velden = {"zag": zag(mens, pad), "bron": "Raad van 3 maart", "onderwerp": "Giften", "afdoening": ""}
    assert stuur(mens, pad, velden)[0] == 400, "hoe zij wordt afgedaan, is verplicht"
    assert stuur(mens, pad, {**velden, "afdoening": "Met een brief."})[0] == 303
    assert "T26-01" in mens.vraag("GET", "/toezeggingen")[2].decode()
    assert stuur(mens, pad, {"zag": zag(mens, pad), "doe": "weg"})[0] == 303
    assert Gemeenten.lees(eigen.dossier / "gemeenten.xml")["gm0505"].toezeggingen == ()
    assert mens.vraag("GET", "/toezeggingen/gm9999/T1")[0] == 404


def test_een_keuze_hoort_bij_haar_stand(eigen: Dienst) -> None:
    mens = als(eigen, "beleid")
    pad = "/keuzes/gm0505/SK04"
    velden = {"zag": zag(mens, pad), "stand": "gekozen", "optie": "", "datum": "1-2-2026"}
    code, _, blad = stuur(mens, pad, velden)
    assert code == 400 and 'href="#optie"' in blad
    goed = {**velden, "optie": "breed (hele doelgroep)", "volgende": "/keuzes/gm0505/SK05"}
    assert stuur(mens, pad, goed)[:2] == (303, "/keuzes/gm0505/SK05")
    assert stuur(mens, pad, {**goed, "volgende": "//kwaad.example"})[1] == "/keuzes"
    assert 'optie="breed (hele doelgroep)"' in (eigen.dossier / "keuzes.xml").read_text()


def boek(mens: Dienst, blad: str = "cijfers"):  # type: ignore[no-untyped-def]
    code, koppen, ruw = mens.vraag("GET", f"/{blad}/rekenblad")
    assert code == 200 and koppen["content-disposition"].startswith("attachment;")
    return load_workbook(io.BytesIO(ruw))


def terug(mens: Dienst, werkboek, blad: str = "cijfers") -> tuple[int, str, str]:  # type: ignore[no-untyped-def]
    uit = io.BytesIO()
    werkboek.save(uit)
    return geef(mens, uit.getvalue(), blad)


def geef(mens: Dienst, inhoud: bytes, blad: str = "cijfers") -> tuple[int, str, str]:
    """Een rekenblad, tot wat er gezien wordt: code van het formulier, adres van de bladzijde, en de bladzijde."""
    code, plek, fout = stuur(mens, f"/{blad}/rekenblad", {}, {"bestand": ("in.xlsx", inhoud)})
    return code, plek, wacht(mens, plek) if code == 303 else fout


def test_een_rekenblad_gaat_mee_en_komt_terug(eigen: Dienst) -> None:
    mens = als(eigen, "rekenaar")
    werkboek = boek(mens)
    assert "zegt hetzelfde" in terug(mens, werkboek)[2]
    vel = werkboek["Cijfers"]
    rij = next(r for r in vel.iter_rows(min_row=2) if (r[0].value, r[2].value) == ("gm0505", "bijstand"))
    rij[4].value, rij[5].value = 4100, "2025"
    code, plek, blad = terug(mens, werkboek)
    assert code == 303 and "Waarde wordt «4100», was onbekend" in blad
    assert wacht(mens, plek).count("4100") == 1, "herladen en teruggaan tonen hetzelfde"
    assert Gemeenten.lees(eigen.dossier / "gemeenten.xml")["gm0505"].cijfer("bijstand").getal is None, "eerst zien"
    for _ in range(2):
        assert stuur(mens, f"{plek}/vast", {"wie": "rekenaar"})[:2] == (303, "/cijfers")
    assert Gemeenten.lees(eigen.dossier / "gemeenten.xml")["gm0505"].cijfer("bijstand").getal == 4100
    rij[4].value = 4200
    assert "van een ander dossier, of is sindsdien gewijzigd" in terug(mens, werkboek)[2]


def _cel(rij: int, kolom: int, waarde: object):  # type: ignore[no-untyped-def]
    return lambda vel: vel.cell(rij, kolom, waarde)


@pytest.mark.parametrize(
    ("doe", "zegt"),
    [
        (_cel(2, 5, "heel veel"), "rij 2"),
        (_cel(2, 5, "=1+1"), "cel E2"),
        (_cel(2, 1, "gm9999"), "staat niet in dit dossier"),
        (_cel(3, 3, "bijstand"), "rij 2"),
        (_cel(1, 5, "Iets"), "kolom 5"),
        (lambda vel: setattr(vel, "title", "Anders"), "blad «Cijfers» ontbreekt"),
        (lambda vel: [_cel(2, 5, 12)(vel), _cel(2, 10, "van-elders")(vel)], "ander dossier"),
    ],
)
def test_een_rekenblad_dat_niet_klopt_wordt_in_zijn_geheel_geweigerd(eigen: Dienst, doe, zegt: str) -> None:  # type: ignore[no-untyped-def]
    mens, voor = als(eigen, "rekenaar"), inhoud(eigen)
    werkboek = boek(mens)
    doe(werkboek["Cijfers"])
    _, plek, blad = terug(mens, werkboek)
    assert zegt in blad and 'href="/cijfers">Terug naar het formulier' in blad, blad[-900:]
    assert "«Stukken»" not in blad and stuur(mens, f"{plek}/vast", {"wie": "x"})[0] == 404
    assert inhoud(eigen) == voor


def test_een_ander_bestand_of_een_verzonnen_rekenblad_verandert_niets(eigen: Dienst) -> None:
    mens, voor = als(eigen, "rekenaar"), inhoud(eigen)
    for stuk in (b"PK geen rekenblad", b"", b"%PDF-1.7"):
        assert "geen rekenblad" in geef(mens, stuk)[2]
    assert stuur(mens, "/cijfers/rekenblad", {})[0] == 400
    assert stuur(mens, "/cijfers/rekenblad/verzonnen_rekenblad/vast", {"wie": "x"})[0] == 404
    assert inhoud(eigen) == voor
