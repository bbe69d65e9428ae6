"""The gemeenten: seven of them, known figures with source and date, and unknown said out loud."""

from __future__ import annotations

import pytest

from verordening.bevinding import Geweigerd
from verordening.gemeenten import BESTAND, Gemeenten

REGIO = Gemeenten.lees(BESTAND)


def test_zeven_gemeenten_met_hun_code() -> None:
    assert [(g.code, g.naam) for g in REGIO.gemeenten] == [
        ("gm0482", "Alblasserdam"),
        ("gm0505", "Dordrecht"),
        ("gm0523", "Hardinxveld-Giessendam"),
        ("gm0531", "Hendrik-Ido-Ambacht"),
        ("gm0590", "Papendrecht"),
        ("gm0610", "Sliedrecht"),
        ("gm0642", "Zwijndrecht"),
    ]


def test_alleen_sliedrecht_heeft_een_bekend_cijfer_en_een_toezegging() -> None:
    bekend = {g.naam: [c.sleutel for c in g.cijfers if c.getal is not None] for g in REGIO.gemeenten}
    assert {naam: cijfers for naam, cijfers in bekend.items() if cijfers} == {"Sliedrecht": ["bijstand"]}
    cijfer = REGIO["sliedrecht"].cijfer("bijstand")
    assert (cijfer.getal, cijfer.peildatum, cijfer.bron) == (529, "2025-08", "stuk-004")
    assert [t.nummer for g in REGIO.gemeenten for t in g.toezeggingen] == ["T24016"]


def test_elk_bekend_cijfer_heeft_een_bron() -> None:
    cijfers = [*REGIO.landelijk, *REGIO.samenwerking.cijfers, *(c for g in REGIO.gemeenten for c in g.cijfers)]
    assert all(c.bron for c in cijfers if c.waarde != "onbekend")


def test_termijnen_van_de_raad_zijn_onbekend_en_geen_nul() -> None:
    for gemeente in REGIO.gemeenten:
        assert gemeente.raadscyclus.getal("aanlevering_weken") is None


def test_planning_per_gemeente() -> None:
    sliedrecht, papendrecht = REGIO.planning_van("gm0610"), REGIO.planning_van("gm0590")
    assert len(sliedrecht) == 14 and set(papendrecht) < set(sliedrecht)
    assert any("zomerreces" in m.wanneer for m in sliedrecht)
    assert not any("zomerreces" in m.wanneer for m in papendrecht)


def test_een_onbekende_gemeente_wordt_geweigerd_met_de_namen_die_er_wel_zijn() -> None:
    with pytest.raises(Geweigerd, match=r"Gorinchem.*Alblasserdam, Dordrecht"):
        REGIO["Gorinchem"]


def test_gemeenten_zijn_na_schrijven_en_lezen_gelijk() -> None:
    assert Gemeenten.lees(REGIO.als_xml()) == REGIO
    assert REGIO.als_xml() == BESTAND.read_bytes()


@pytest.mark.parametrize(
    ("oud", "nieuw", "woord"),
    [
        ('code="gm0505"', 'code="gm0482"', "gm0482"),
        ('code="gm0505"', 'code="0505"', "code"),
        ('geldt-voor="gm0610"', 'geldt-voor="gm9999"', "gm9999"),
        ('bron="stuk-004"', 'bron="stuk-999"', "stuk-999"),
        ('aanlevering-weken="onbekend"', 'aanlevering-weken="zes"', "aanlevering-weken"),
    ],
)
def test_beschadigde_gegevens_worden_geweigerd(oud: str, nieuw: str, woord: str) -> None:
    tekst = BESTAND.read_text(encoding="utf-8")
    assert oud in tekst
    with pytest.raises(Geweigerd) as gevangen:
        Gemeenten.lees(tekst.replace(oud, nieuw, 1).encode(), naam="gemeenten.xml")
    assert woord in gevangen.value.reden and "\n" not in str(gevangen.value)
