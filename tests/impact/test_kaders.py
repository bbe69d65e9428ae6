"""The frameworks: every key of the facts is there, and links point at what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from impact.kaders import BESTAND, Kaders, ingebouwde_kaders
from verordening.bevinding import Geweigerd
from wetgeving.maatregelen import ingebouwde_maatregelen

KADERS = ingebouwde_kaders()


@pytest.mark.parametrize(
    ("soort", "sleutels"),
    [
        ("sturingskeuze", [f"SK{n:02}" for n in range(1, 20)]),
        ("spanning", [f"SP{n}" for n in range(1, 5)]),
        ("veronderstelling", [f"V{n}" for n in range(1, 6)]),
        ("doel", [f"D{n}" for n in range(1, 7)]),
        ("drietrapstoets", ["T1", "T2", "T3"]),
        ("klantprofiel", ["KP1", "KP2", "KP3"]),
        ("traject", [f"AT{n}" for n in range(1, 8)]),
        ("vraagstuk", ["Q1", "Q2"]),
        ("sturingsvorm", [f"FS{n}" for n in range(1, 8)]),
        ("naleving", [f"CN{n}" for n in range(1, 5)]),
        ("variant", ["VA1"]),
    ],
)
def test_alle_sleutels_zijn_er(soort: str, sleutels: list[str]) -> None:
    assert [k.sleutel for k in KADERS.van_soort(soort)] == sleutels


def test_elke_keuze_heeft_laag_en_opties_en_elke_spanning_een_vraag() -> None:
    assert all(k.laag and len(k.opties) >= 2 for k in KADERS.van_soort("sturingskeuze"))
    assert all(k.vraag for s in ("spanning", "drietrapstoets", "vraagstuk") for k in KADERS.van_soort(s))
    assert KADERS["SK06"].opties == ("niet (rust)", "beperkt (collectief)", "individueel (mede uit Wmo)")


def test_de_brief_heeft_de_delen_in_volgorde() -> None:
    brief = [d.sleutel for d in KADERS.briefopbouw.brief]
    assert brief[0] == "aanhef" and brief[-1] == "lijst-van-bijlagen" and len(brief) == 12
    assert brief.index("lokale-betekenis") < brief.index("planning") < brief.index("toezeggingen")
    assert next(d.sleutel for d in KADERS.briefopbouw.bijlage) == "doelen"
    assert {d.sleutel for d in KADERS.briefopbouw.brief if d.lokaal == "ja"} == {
        "aanhef",
        "wat-en-waarom",
        "lokale-betekenis",
        "planning",
        "toezeggingen",
        "ondertekening",
    }


def test_elke_maatregel_raakt_kaders_en_verwijst_naar_bestaande() -> None:
    maatregelen = ingebouwde_maatregelen()
    for maatregel in maatregelen.geteld:
        assert KADERS.geraakt_door(maatregel.id), maatregel.id
        for profiel in maatregel.klantprofielen.lijst:
            assert KADERS[profiel]
    assert {r.maatregel for r in KADERS.raakt} <= {m.id for m in maatregelen.maatregelen}


def test_wat_een_bron_zegt_is_geen_duiding() -> None:
    gezegd = {(r.maatregel, r.kaders) for r in KADERS.raakt if r.duiding == "nee"}
    assert gezegd == {("M02", "AT4"), ("M18", "AT1"), ("M19", "AT1"), ("M24", "AT4")}


def test_kaders_zijn_na_schrijven_en_lezen_gelijk() -> None:
    geschreven = KADERS.als_xml()
    assert Kaders.lees(geschreven) == KADERS and geschreven == BESTAND.read_bytes()


@pytest.mark.parametrize(
    ("oud", "nieuw", "woord"),
    [
        ('sleutel="SK02"', 'sleutel="SK01"', "SK01"),
        ('kaders="SP4 D4 D5"', 'kaders="SP4 ZZ9"', "ZZ9"),
        ('bron="stuk-002"', 'bron="stuk-009"', "stuk-009"),
        ('soort="spanning"', 'soort="onzin"', "blok"),
        ("</briefopbouw>", "</briefopbouw><meer/>", "meer"),
    ],
)
def test_beschadigde_kaders_worden_geweigerd(oud: str, nieuw: str, woord: str) -> None:
    tekst = BESTAND.read_text(encoding="utf-8")
    assert oud in tekst
    with pytest.raises(Geweigerd) as gevangen:
        Kaders.lees(tekst.replace(oud, nieuw, 1).encode(), naam="kaders.xml")
    assert woord in gevangen.value.reden and gevangen.value.plaats.startswith("kaders.xml")


def test_de_sleutels_van_het_feitenblad_komen_overeen(data: Path) -> None:
    feiten = data.parent / "feiten" / "kaders.md"
    if not feiten.exists():
        pytest.skip("het feitenblad is hier niet aanwezig")
    in_tabel = set(re.findall(r"^\| ((?:SK|SP|KP|AT)\d+) \|", feiten.read_text(encoding="utf-8"), re.M))
    assert len(in_tabel) == 33
    assert all(KADERS[sleutel] for sleutel in in_tabel)
