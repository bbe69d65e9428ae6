"""Wat een dossier met een archief aan versies heeft, is wat het archief ervan weet: hersteld, samengevoegd, vervallen, vastgesteld."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from impact.dossier.laden import laad
from tests.versies.test_registratie import WIJZIGING, stuk
from verordening.boom import tekst
from verordening.lezers import lees
from versies.archief.poort import lees_dossier
from versies.registratie.opgave import Opgave
from versies.registratie.plan import plan
from versies.registratie.vastleggen import herstel, leg_vast
from werkbank.__main__ import groep

TITEL = "Beleidsregels giften GR Sociaal"
SLUG = "beleidsregels-giften"


@pytest.fixture(scope="module")
def voorbeeld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    doel = tmp_path_factory.mktemp("voorbeeld") / "dossier"
    groep.main(["voorbeeld", str(doel)], standalone_mode=False)
    return doel


@pytest.fixture
def dossier(voorbeeld: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(voorbeeld, tmp_path / "dossier"))


def besluit(zin: str, dag: str = "1 april 2026") -> str:
    return (
        WIJZIGING.replace("1 april 2021", dag)
        .replace("11 maart 2021", "11 maart 2026")
        .split("## Artikel I")[0]
        .replace("Proefverordening Voorbeeldstad", TITEL)
        + f"## Artikel I\n{zin}\n\n## Artikel II\nDit besluit treedt in werking met ingang van {dag}.\n"
    )


def _leg(dossier: Path, tmp_path: Path, inhoud: str) -> None:
    dag = date(2026, 3, 18)
    gemaakt = plan(dossier, Opgave(stuk=stuk(tmp_path, inhoud), bekend=dag, ontvangen=dag))
    leg_vast(dossier, gemaakt, gemaakt.kenmerk)


def _woorden(dossier: Path, op: date) -> str:
    versie = lees_dossier(dossier).versie_op(SLUG, op)
    return tekst(lees(versie.pad).wortel) if versie else ""


def test_een_hersteld_besluit_telt_niet_in_bord_en_stukken(dossier: Path, tmp_path: Path) -> None:
    _leg(
        dossier,
        tmp_path,
        besluit(f"In artikel 4, eerste lid, van de {TITEL} wordt “€ 1.000” vervangen door “€ 9.999”."),
    )
    assert "9.999" in _woorden(dossier, date(2026, 6, 1))
    terug = herstel(dossier, 14, "Verkeerde versie.", ontvangen=date(2026, 3, 19))
    leg_vast(dossier, terug, terug.kenmerk)
    assert (dossier / f"regelingen/{SLUG}/2026-04-01.xml").is_file(), "het archief wist niets"
    assert "9.999" not in _woorden(dossier, date(2026, 6, 1)) and "1.000" in _woorden(dossier, date(2026, 6, 1))
    (gekozen,) = [r for r in laad(dossier, op=date(2026, 6, 1)).regelingen if r.slug == SLUG]
    assert gekozen.vanaf == date(2024, 1, 1)


def test_een_ingetrokken_regeling_telt_niet_en_dat_wordt_gezegd(dossier: Path, tmp_path: Path) -> None:
    _leg(dossier, tmp_path, besluit(f"De {TITEL} worden ingetrokken.").replace("tot wijziging", "tot intrekking"))
    assert lees_dossier(dossier).versie_op(SLUG, date(2026, 3, 31)) is not None
    assert lees_dossier(dossier).versie_op(SLUG, date(2026, 4, 1)) is None
    geladen = laad(dossier, op=date(2026, 6, 1))
    assert SLUG not in {r.slug for r in geladen.regelingen}


def test_een_ontwerp_dat_is_vastgesteld_is_geen_ontwerp_meer(dossier: Path, tmp_path: Path) -> None:
    assert [b.slug for b in lees_dossier(dossier).blad.besluiten if b.status == "ontwerp"] == ["besluit-2027-ontwerp"]
    ontwerp = (dossier / "besluiten/besluit-2027-ontwerp.md").read_text("utf-8")
    begin, eind = ontwerp.index("> Voorbeeldtekst"), ontwerp.index("De raad van de gemeente")
    echt = (
        (ontwerp[:begin] + ontwerp[eind:])
        .replace("Ontwerp van een verordening", "Verordening")
        .replace("[datum]", "12 maart 2026")
    )
    _leg(dossier, tmp_path, echt)
    na = lees_dossier(dossier)
    vwi = [v for v in na.versies_van("verordening-werk-en-inkomen") if v.juridisch_werkend_vanaf == date(2027, 1, 1)]
    assert [(v.status, v.pad.name) for v in vwi] == [("geldend", "2027-01-01-2.xml")]
    assert not [b for b in na.blad.besluiten if b.status == "ontwerp"]
    assert not [b for b in na.bevindingen if b.code == "versie-naam"]
