"""Official publications: the text is that of the source, and new text of another regulation stays recognisable."""

from pathlib import Path

import pytest

from tests.getuigen import bronxml
from verordening.boom import Figuur, Redactie, Soort, Tabel, tekst, wandel
from verordening.lezers import lees

PUBLICATIES = {
    "wetsuite/stb-2018-84.xml": ("stb-2018-84", "staatsblad"),
    "wetsuite/bgr-2024-715.xml": ("bgr-2024-715", "bladgemeenschappelijkeregeling"),
    "staatsblad/stb-2026-187_wijzigartikelen.xml": ("stb-2026-187", "staatsblad"),
}
elk = pytest.mark.parametrize("bestand", PUBLICATIES)


@elk
def test_nummer_en_blad(data: Path, bestand: str) -> None:
    gegevens = lees(data / bestand).gegevens
    assert (gegevens.werk, gegevens.soort) == PUBLICATIES[bestand]


@elk
def test_de_hele_tekst_is_de_hele_bron(data: Path, bestand: str) -> None:
    wortel = bronxml.wortel(data / bestand)
    delen = [wortel] if wortel.tag == "fragment" else [e for e in wortel if e.tag not in ("metadata", "kop")]
    bron = "".join("".join(bronxml.wettekst(deel)) for deel in delen)
    assert "".join(bronxml.woorden(tekst(lees(data / bestand).wortel))) == bron


@elk
def test_geen_eenheid_verloren_of_dubbel(data: Path, bestand: str) -> None:
    bron = [e.tag for e in bronxml.wortel(data / bestand).iter()]
    boom = [e.soort for e in wandel(lees(data / bestand).wortel)]
    assert boom.count(Soort.ARTIKEL) == bron.count("artikel") + bron.count("wijzig-artikel")
    assert boom.count(Soort.LID) == bron.count("lid") + bron.count("wijzig-lid")
    assert boom.count(Soort.ONDERDEEL) == bron.count("li") + bron.count("wijziging")
    assert boom.count(Soort.BEGRIP) == bron.count("definitie-item")


def test_nieuwe_tekst_van_een_andere_regeling_is_te_herkennen(data: Path) -> None:
    regeling = lees(data / "staatsblad/stb-2026-187_wijzigartikelen.xml")
    nieuw = [e for e in wandel(regeling.wortel) if e.kenmerk("element") == "artikeltekst"]
    assert len(nieuw) == 10
    wijzig = [e for e in wandel(regeling.wortel) if e.kenmerk("element") == "wijzig-artikel"]
    assert [e.nummer for e in wijzig] == ["99", "100", "101", "102", "103", "103a", "103b", "105"]


def test_afbeeldingen_en_verborgen_tabel(data: Path) -> None:
    stb = lees(data / "wetsuite/stb-2018-84.xml")
    figuren = [b for e in wandel(stb.wortel) for b in e.inhoud if isinstance(b, Figuur)]
    assert [f.afbeelding.bron for f in figuren] == ["stb-2018-84-001.png", "stb-2018-84-002.png"]
    bgr = lees(data / "wetsuite/bgr-2024-715.xml")
    assert [type(b) for e in wandel(bgr.wortel) for b in e.inhoud if isinstance(b, (Tabel, Redactie))] == [Tabel]
    assert "noot-met-blok" in {b.code for b in bgr.bevindingen}
