"""The dossier on disk: what is in it, what is missing, and what must never be followed out of the folder."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from verordening.bevinding import Geweigerd
from verordening.xmlveilig import lees_xml
from versies.archief.poort import lees_dossier
from versies.dossier import Dossierblad, Regeling, binnen_map

VOORBEELD = Path(__file__).resolve().parents[2] / "verordening" / "voorbeeld" / "dossier.xml"
BLAD = Dossierblad.lees(VOORBEELD)


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """A dossier with a regulation in three versions (the last a draft), one policy rule, and one decision."""
    dossier = tmp_path / "dossier"
    for slug, dagen in {
        "verordening-werk-en-inkomen": ("2026-01-01", "2024-01-01", "2027-01-01"),
        "beleidsregels-giften": ("2024-01-01",),
    }.items():
        (dossier / "regelingen" / slug).mkdir(parents=True)
        for dag in dagen:
            (dossier / "regelingen" / slug / f"{dag}.xml").write_text("<regeling/>")
    (dossier / "besluiten").mkdir()
    (dossier / "besluiten" / "besluit-2026.md").write_text("Artikel I")
    blad = Dossierblad(**{**BLAD.__dict__, "regelingen": BLAD.regelingen[:2]})
    (dossier / "dossier.xml").write_bytes(blad.als_xml())
    return dossier


def test_het_voorbeeld_zegt_dat_het_een_voorbeeld_is() -> None:
    assert "voorbeeldtekst" in BLAD.status and "niet vastgesteld" in BLAD.status
    assert len(BLAD.regelingen) == 12
    assert [r.slug for r in BLAD.regelingen if r.soort == "verordening"] == ["verordening-werk-en-inkomen"]
    assert [(b.juridisch_werkend_vanaf.year, b.status) for b in BLAD.besluiten] == [
        (2026, "geldend"),
        (2027, "ontwerp"),
    ]
    assert (BLAD.wetten[0].bwb, BLAD.wetten[0].was, BLAD.wetten[0].wordt) == (
        "BWBR0015703",
        date(2024, 1, 1),
        date(2026, 1, 1),
    )


def test_het_blad_is_na_schrijven_en_lezen_gelijk() -> None:
    assert Dossierblad.lees(BLAD.als_xml()) == BLAD
    assert BLAD.als_xml() == VOORBEELD.read_bytes()


def test_versies_staan_op_datum_en_een_ontwerp_geldt_niet(map_: Path) -> None:
    dossier = lees_dossier(map_)
    slug = "verordening-werk-en-inkomen"
    versies = dossier.versies_van(slug)
    assert [(v.juridisch_werkend_vanaf.year, v.status) for v in versies] == [
        (2024, "geldend"),
        (2026, "geldend"),
        (2027, "ontwerp"),
    ]
    assert dossier.versie_op(slug, date(2023, 12, 31)) is None
    assert dossier.versie_op(slug, date(2025, 12, 31)) == versies[0]
    assert dossier.versie_op(slug, date(2030, 1, 1)) == versies[1]
    assert dossier.versie_op(slug, date(2030, 1, 1), met_ontwerpen=True) == versies[2]
    with pytest.raises(Geweigerd, match="verordening-werk-en-inkomen, beleidsregels-giften"):
        dossier.regeling("onbekend")


def test_wat_ontbreekt_of_te_veel_is_wordt_gemeld(map_: Path) -> None:
    (map_ / "regelingen" / "verdwaald").mkdir()
    (map_ / "regelingen" / "beleidsregels-giften" / "2026-02-30.xml").write_text("<regeling/>")
    (map_ / "regelingen" / "beleidsregels-giften" / "notitie.txt").write_text("x")
    (map_ / "regelingen" / "beleidsregels-giften" / "2024-01-01.xml").unlink()
    gemeld = [(b.code, b.ernst.value, b.plek) for b in lees_dossier(map_).bevindingen]
    assert sorted(gemeld) == sorted(
        [
            ("versie-naam", "waarschuwing", "regelingen/beleidsregels-giften/2026-02-30.xml"),
            ("versie-naam", "waarschuwing", "regelingen/beleidsregels-giften/notitie.txt"),
            ("regeling-zonder-versie", "fout", "regelingen/beleidsregels-giften"),
            ("regeling-niet-genoemd", "waarschuwing", "regelingen/verdwaald"),
            ("besluit-ontbreekt", "fout", "besluiten/besluit-2027-ontwerp.md"),
        ]
    )


def test_gegevensbestanden_wetten_en_sjablonen_zijn_er_of_niet(map_: Path) -> None:
    (map_ / "wetten").mkdir()
    (map_ / "wetten" / "pw.xml").write_text("<toestand/>")
    (map_ / "keuzes.xml").write_text("<keuzes/>")
    dossier = lees_dossier(map_)
    assert dossier.gegevensbestand("keuzes.xml") == dossier.map / "keuzes.xml"
    assert dossier.gegevensbestand("kaders.xml") is None
    assert [p.name for p in dossier.wetteksten()] == ["pw.xml"] and dossier.sjablonen() == ()
    assert dossier.besluitbestand("besluit-2026").read_text() == "Artikel I"
    with pytest.raises(KeyError):
        dossier.gegevensbestand("../geheim.xml")


@pytest.mark.parametrize("pad", ["../x", "/etc/passwd", "a/../../x", "..", "C:\\x", "a\\..\\x", "a\0b", "", "a\nb"])
def test_een_pad_dat_naar_buiten_wijst_wordt_geweigerd(tmp_path: Path, pad: str) -> None:
    with pytest.raises(Geweigerd) as gevangen:
        binnen_map(tmp_path, pad)
    assert gevangen.value.code == "pad-buiten-dossier" and "\n" not in str(gevangen.value)


@given(st.text(max_size=40))
def test_binnen_map_geeft_nooit_iets_buiten_de_map(pad: str) -> None:
    wortel = Path("/dossier-dat-er-niet-is")
    with contextlib.suppress(Geweigerd):
        assert binnen_map(wortel, pad).is_relative_to(wortel)


def test_een_koppeling_die_naar_buiten_leidt_wordt_geweigerd(map_: Path, tmp_path: Path) -> None:
    (tmp_path / "geheim.xml").write_text("<geheim/>")
    (map_ / "regelingen" / "beleidsregels-giften" / "2025-01-01.xml").symlink_to(tmp_path / "geheim.xml")
    with pytest.raises(Geweigerd) as gevangen:
        lees_dossier(map_)
    assert gevangen.value.code == "pad-buiten-dossier"


@pytest.mark.parametrize(
    ("oud", "nieuw", "woord"),
    [
        (b'map="regelingen/beleidsregels-giften"', b'map="../elders"', "map"),
        (b'map="regelingen/beleidsregels-giften"', b'map="/etc"', "map"),
        (b'slug="beleidsregels-giften"', b'slug="verordening-werk-en-inkomen"', "verordening-werk-en-inkomen"),
        (b'slug="beleidsregels-giften"', b'slug="../giften"', "slug"),
        (b'<wijzigt regeling="verordening-werk-en-inkomen"', b'<wijzigt regeling="weg"', "weg"),
        (b'juridisch-werkend-vanaf="2026-01-01"', b'juridisch-werkend-vanaf="1 januari"', "1 januari"),
        (b"<dossier ", b"<!DOCTYPE dossier><dossier ", "DOCTYPE"),
        (b'wordt="2026-01-01"', b'wordt="2020-01-01"', "Pw"),
    ],
)
def test_een_slecht_dossierblad_wordt_geweigerd(oud: bytes, nieuw: bytes, woord: str) -> None:
    inhoud = VOORBEELD.read_bytes()
    assert oud in inhoud
    with pytest.raises(Geweigerd) as gevangen:
        Dossierblad.lees(inhoud.replace(oud, nieuw, 1), naam="dossier.xml")
    assert woord in gevangen.value.reden and gevangen.value.plaats.startswith("dossier.xml")
    assert "\n" not in str(gevangen.value)


def test_geen_map_en_geen_dossier(tmp_path: Path) -> None:
    for map_, code in [(tmp_path / "weg", "geen-map"), (VOORBEELD, "geen-map"), (tmp_path, "geen-dossier")]:
        with pytest.raises(Geweigerd) as gevangen:
            lees_dossier(map_)
        assert gevangen.value.code == code


def test_een_regeling_is_bevroren_en_kent_geen_vreemde_velden() -> None:
    with pytest.raises(ValueError, match="frozen"):
        BLAD.regelingen[0].slug = "anders"
    with pytest.raises(ValueError, match="vreemd"):
        Regeling(**{**BLAD.regelingen[0].__dict__, "vreemd": 1})


def test_het_voorbeelddossier_zelf_is_heel() -> None:
    dossier = lees_dossier(VOORBEELD.parent)
    assert [b.regel() for b in dossier.bevindingen if b.code != "besluit-ontbreekt"] == []
    ontwerpen = {v.regeling for v in dossier.versies if v.status == "ontwerp"}
    assert {"beleidsregels-terugwerkende-kracht", "beleidsregels-bufferbudget"} <= ontwerpen
    for versie in dossier.versies:
        assert lees_xml(versie.pad, naam=versie.pad.name) is not None
