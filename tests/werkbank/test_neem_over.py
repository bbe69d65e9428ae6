"""Excel both ways: what a person fills in comes back as a decision; what is not in order is refused as a whole, with its row."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

import impact.stukken.matrix
from impact.dossier.laden import laad
from impact.dossier.model import Impact
from impact.dossier.samen import werk_uit
from tests.impact.test_tweede_pakket import BLAD, HIER
from verordening.bevinding import Geweigerd
from verordening.canoniek import schrijf
from verordening.lezers import lees
from verordening.papier.rekenblad import xlsx
from werkbank.diensten.beslissen import beslis, lees_beslissingen
from werkbank.diensten.overnemen import Wijziging, lees_blad, lees_koppelblad, wijzigingen

KOLOMMEN = tuple(impact.stukken.matrix._KOLOMMEN)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("over")
    (map_ / "dossier.xml").write_text(BLAD, "utf-8")
    (map_ / "maatregelen.xml").write_bytes((HIER / "maatregelen.xml").read_bytes())
    for bron in (HIER / "regelingen").glob("*.md"):
        (map_ / "regelingen" / bron.stem).mkdir(parents=True)
        (map_ / "regelingen" / bron.stem / "2024-03-01.xml").write_bytes(schrijf(lees(bron)))
    return map_


@pytest.fixture(scope="module")
def model(dossier: Path) -> Impact:
    return _model(dossier)


def _model(dossier: Path) -> Impact:
    return werk_uit(laad(dossier, bron=[HIER / "wetten"]), dag=date(2026, 3, 2)).model


def _blad(model: Impact, doe: Callable[[Workbook], None] = lambda boek: None) -> bytes:
    boek = load_workbook(io.BytesIO(xlsx(impact.stukken.matrix.bladen(model))))
    doe(boek)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def _vul(rij: int, **waarden: str) -> Callable[[Workbook], None]:
    def doe(boek: Workbook) -> None:
        for kolom, waarde in waarden.items():
            boek["Koppelingen"].cell(rij, KOLOMMEN.index(kolom) + 1, waarde)

    return doe


def _lees(model: Impact, gegevens: bytes) -> list[Wijziging]:
    return wijzigingen(model, lees_blad(gegevens, "k.xlsx", KOLOMMEN), "k.xlsx")


def test_een_blad_dat_niemand_invulde_verandert_niets(model: Impact) -> None:
    assert _lees(model, _blad(model)) == []


def test_wat_iemand_invult_komt_terug_als_beslissing(dossier: Path, model: Impact) -> None:
    gegevens = _blad(model, _vul(2, Status="verworpen", Wie="beoordelaar", Waarom="Gaat over iets anders."))
    rijen = _lees(model, gegevens)
    assert [r.rij for r in rijen] == [2] and "voorstel → verworpen" in rijen[0].tekst
    over = lees_koppelblad(dossier, gegevens, "k.xlsx", lambda: model)
    assert over.regels == (rijen[0].tekst,) and beslis(dossier, over.zag, over.beslissingen) is None
    (k,) = lees_beslissingen(dossier).koppelingen
    assert (k.status, k.wie, k.waarom) == ("verworpen", "beoordelaar", "Gaat over iets anders.")
    nieuw = _model(dossier)
    assert _lees(nieuw, _blad(nieuw)) == [], "wat is vastgelegd, staat zo in het volgende blad"
    (dossier / "koppelingen.xml").unlink()


@pytest.mark.parametrize(
    ("doe", "wat"),
    [
        (_vul(3, Status="bevestigd", Waarom="Klopt."), "rij 3.*«Wie» is leeg"),
        (_vul(3, Status="bevestigd", Wie="a"), "rij 3.*«Waarom» is leeg"),
        (_vul(3, Status="akkoord", Wie="a", Waarom="b"), "rij 3.*«akkoord»"),
        (_vul(3, Status="bevestigd", Wie="a", Waarom="b", Oordeel="mooi"), "rij 3.*oordeel «mooi»"),
        (_vul(3, Maatregel="M08"), "rij 3.*geen koppeling van dit dossier"),
        (_vul(3, eId="art_99"), "rij 3.*geen koppeling van dit dossier"),
        (_vul(3, Woorden="Andere woorden."), "rij 3.*verschoven of de tekst gewijzigd"),
        (_vul(3, Wie="=1+1"), "cel O3.*formule"),
        (lambda boek: boek["Koppelingen"].insert_cols(3), "kolom 3.*verschoven"),
        (lambda boek: boek["Koppelingen"].append([c.value for c in boek["Koppelingen"][2]]), "ook in rij 2"),
        (lambda boek: boek.remove(boek["Koppelingen"]), "«Koppelingen» ontbreekt"),
    ],
)
def test_een_rij_die_niet_klopt_en_niets_wordt_overgenomen(
    model: Impact, doe: Callable[[Workbook], None], wat: str
) -> None:
    goed = _vul(2, Status="verworpen", Wie="a", Waarom="b")
    with pytest.raises(Geweigerd) as fout:
        _lees(model, _blad(model, lambda boek: (goed(boek), doe(boek))[1]))
    import re

    assert re.search(wat, f"{fout.value.plaats}: {fout.value}"), str(fout.value)


def test_iets_anders_dan_een_rekenblad_wordt_geweigerd() -> None:
    with pytest.raises(Geweigerd, match="geen rekenblad"):
        lees_blad(b"niet een zip", "k.xlsx", KOLOMMEN)
