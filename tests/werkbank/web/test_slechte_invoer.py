"""Slechte invoer, op elke plaats waar iemand iets kan geven: een duidelijke bladzijde in het Nederlands, niets kwijt, niets dubbel."""

from __future__ import annotations

import fcntl
import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hulp.opdrachtregel import loop
from tests.versies.test_registratie import WIJZIGING
from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_besluiten import wacht
from tests.werkbank.web.test_nakijken import als, open_, velden
from tests.werkbank.web.test_wijziging import REGELING, stuur

pytestmark = pytest.mark.traag


@pytest.fixture(scope="module")
def eigen(voorbeeld: Path, beeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    map_ = tmp_path_factory.mktemp("slecht")
    shutil.copytree(voorbeeld, map_ / "dossier")
    werkbank = Dienst(map_ / "dossier", map_ / "w", beeld=beeld).begin().open().wacht_op_beeld()
    yield werkbank
    werkbank.eind()


def stand(dossier: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(dossier)): p.read_bytes()
        for p in dossier.rglob("*")
        if p.is_file() and p.name != ".slot" and "register.sqlite" not in p.name
    }


def _docx(deel: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", deel)
    return uit.getvalue()


SLECHT = {
    "leeg": b"",
    "pdf": b"%PDF-1.7\n%...",
    "plaatje": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "oude Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "half pakket": _docx(b"<w:document/>")[:60],
    "kapotte xml": _docx(b"<w:document><w:body>"),
    "entiteit": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "bom": _docx(b"<w:document>" + b" " * 60_000_000 + b"</w:document>"),
    "geen tekst": b"\xff\xfe\x00\x01" * 50,
}
PLEKKEN = {
    "/wijziging": ("wordt", {"was": REGELING}),
    "/wijziging/besluit": ("besluit", {}),
    "/besluit/nieuw": ("besluit", {}),
    "/nieuw/regels": ("teksten", {}),
    "/samenvoegen": ("bestanden", {"basis": REGELING}),
    "/cijfers/rekenblad": ("bestand", {}),
    "/nakijken/rekenblad": ("bestand", {}),
}


@pytest.mark.parametrize("plek", PLEKKEN)
@pytest.mark.parametrize("soort", SLECHT)
def test_een_verkeerd_bestand_geeft_overal_een_duidelijke_bladzijde(eigen: Dienst, plek: str, soort: str) -> None:
    veld, extra = PLEKKEN[plek]
    voor, naam = stand(eigen.dossier), "<script>alert(1)</script>.docx"
    lijst = [(veld, (naam, SLECHT[soort]))] * (2 if plek == "/samenvoegen" else 1)
    code, adres, blad = stuur(eigen, plek, {**extra, "keer": ""}, lijst)
    if code == 303:
        if plek == "/nieuw/regels":  # daar wachten de teksten op een rij
            adres = re.findall(r'href="(/nieuw/regels/[^"]+)"', wacht(eigen, adres))[-1]
        blad = wacht(eigen, adres)
    assert code in (303, 400, 404, 409, 413), blad
    assert "gebrek in het programma" not in blad and "onverwachte fout" not in blad, blad
    assert "<script>alert" not in blad and "Traceback" not in blad
    assert re.search(
        r'class="(fout-vlak|let-op)"|Dit kan nu niet|niet gelukt|Niet gelezen|is nog geen besluit', blad
    ), blad
    assert stand(eigen.dossier) == voor


def test_een_besluit_over_een_andere_regeling_wordt_niet_vastgelegd(eigen: Dienst) -> None:
    voor = stand(eigen.dossier)
    _, adres, _ = stuur(eigen, "/besluit/nieuw", {"keer": ""}, {"besluit": ("b.md", WIJZIGING.encode())})
    blad = wacht(eigen, adres)
    assert "Leg vast" not in blad and "Proefverordening Voorbeeldstad" in blad and stand(eigen.dossier) == voor


def test_twee_mensen_op_een_gedeelde_map(eigen: Dienst, tmp_path: Path) -> None:
    ander = Dienst(eigen.dossier, tmp_path / "w2").begin().open().wacht_op_beeld()
    een, twee = als(eigen, "een"), als(ander, "twee")
    adres, blad = open_(een)
    _, ook = open_(twee, adres.split("?")[0])
    assert stuur(een, "/nakijken/besluit", velden(blad, "bevestig"))[0] == 303
    code, _, botsing = stuur(twee, "/nakijken/besluit", velden(ook, "bevestig"))
    assert code == 409 and "door een" in botsing
    pad = "/termijnen/gm0610/cyclus"
    zag = re.search(r'name="zag" value="(\w+)"', twee.vraag("GET", pad)[2].decode())
    assert zag and stuur(een, pad, {"zag": zag[1], "bekendmaking_dagen": "5"})[0] == 303
    assert stuur(twee, pad, {"zag": zag[1], "bekendmaking_dagen": "7"})[0] == 409
    assert stuur(twee, "/cijfers/gm0505/inwoners", {"zag": "", "waarde": "1", "circa": "nee"})[0] == 409
    assert (eigen.dossier / "koppelingen.xml").read_bytes().count(b'wie="een"') == 1
    ander.eind()


def test_een_vergrendeld_dossier_zegt_dat_en_laat_alles_staan(eigen: Dienst) -> None:
    mens, voor = als(eigen, "derde"), stand(eigen.dossier)
    adres, blad = open_(mens)
    with (eigen.dossier / ".slot").open("a") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        code, _, uit = stuur(mens, "/nakijken/besluit", velden(blad, "bevestig"))
    assert code == 409 and "in gebruik door een ander" in uit and stand(eigen.dossier) == voor
    assert stuur(mens, "/nakijken/besluit", velden(blad, "bevestig"))[0] == 303, adres


def test_de_map_verdwijnt_en_komt_terug(eigen: Dienst) -> None:
    weg = eigen.dossier.with_name("even-weg")
    paden = (
        "/bord",
        "/maatregel/M08",
        "/regeling",
        f"/regeling/{REGELING}",
        "/nakijken",
        "/wijziging",
        "/besluit",
        "/besluit/nieuw",
    )
    paden += (
        "/cijfers",
        "/keuzes/gm0610/SK04",
        "/stukken",
        "/zoek?q=giften",
        "/wet",
        "/samenvoegen",
        "/publicatie",
        "/nieuw",
        "/api/bord",
    )
    eigen.dossier.rename(weg)
    try:
        for pad in paden:
            code, _, inhoud = eigen.vraag("GET", pad)
            assert code in (200, 303, 404, 409) and b"gebrek in het programma" not in inhoud, (pad, code, inhoud)
        assert "map van dit dossier is er niet meer" in eigen.vraag("GET", "/bord")[2].decode()
    finally:
        weg.rename(eigen.dossier)
    assert eigen.vraag("GET", "/bord")[0] == 200


@pytest.mark.traag
def test_een_oudere_kopie_of_een_leeg_hoofd_geeft_op_geen_bladzijde_een_oud_antwoord(
    voorbeeld: Path, beeld: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A snapshot of that older copy is still kept: it does not answer either."""
    monkeypatch.setenv("VERORDENING_WERKMAP", str(tmp_path / "w"))
    dossier, ouder, nieuwer = tmp_path / "dossier", tmp_path / "ouder", tmp_path / "nieuwer"
    shutil.copytree(voorbeeld, dossier)
    shutil.copytree(dossier, ouder)
    werkbank = Dienst(dossier, tmp_path / "w", beeld=beeld).begin().open().wacht_op_beeld()
    paden = ("/bord", "/api/bord", "/maatregel/M08", "/regeling", "/regeling/beleidsregels-giften", "/zoek?q=giften")
    paden += ("/besluit", "/stukken", "/nakijken", "/publicatie", "/cijfers", "/wet")
    assert {werkbank.vraag("GET", p)[0] for p in paden} == {200}
    (tmp_path / "b.md").write_text("# Regels proef\n\n## Artikel 1 Bedrag\n\nHet bedrag is 100 euro.\n")
    wat = ("--regeling", "proef", "--doel", "proef", "--werkend", "1-1-2027", "--bekend", "1-12-2026", "--ja")
    assert loop("neem-op", dossier, tmp_path / "b.md", *wat).code == 0
    werkbank.wacht_op_beeld()
    dossier.rename(nieuwer)
    ouder.rename(dossier)
    for pad in paden:
        code, _, inhoud = werkbank.vraag("GET", pad)
        assert code == 409 and b"/terugzetten" in inhoud, (pad, code)
    dossier.rename(ouder)
    nieuwer.rename(dossier)
    assert {werkbank.vraag("GET", p)[0] for p in paden} == {200}
    (dossier / ".git/refs/heads/main").write_bytes(b"")
    assert {werkbank.vraag("GET", p)[0] for p in paden} == {404}
    werkbank.eind()
