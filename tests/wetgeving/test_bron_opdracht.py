"""The command ``haal`` through the real front door, as a user meets it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.wetgeving.bronserver import DHW, Bronserver, Storing, draai, tekstpad, uit_data
from verordening.schijf import schrijf_atomair
from werkbank.__main__ import main

Uitkomst = tuple[int, str, str]


@pytest.fixture
def server(data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Bronserver]:
    monkeypatch.setenv("VERORDENING_OPSLAG", str(tmp_path / "opslag"))
    with draai(Bronserver(uit_data(data))) as draaiend:
        monkeypatch.setenv("VERORDENING_BRON", draaiend.url)
        yield draaiend


@pytest.fixture
def haal(capsys: pytest.CaptureFixture[str]) -> Callable[..., Uitkomst]:
    def roep(*argumenten: object) -> Uitkomst:
        with pytest.raises(SystemExit) as einde:
            main(["haal", *map(str, argumenten)])
        uit, fout = capsys.readouterr()
        return int(einde.value.code or 0), uit, fout

    return roep


def test_een_wet_van_toen_met_de_kennis_van_toen(
    haal: Callable[..., Uitkomst], server: Bronserver, tmp_path: Path
) -> None:
    doel = tmp_path / "wet.xml"
    code, uit, fout = haal(DHW, "--op", "1-1-2013", "--bekend", "2014-02-14", "-o", doel)
    assert (code, fout) == (0, "")
    assert "versie 2013-01-01_0" in uit
    assert "SHA-512 klopt" in uit
    assert doel.read_bytes() == server.bestanden[tekstpad("2013-01-01_0")]
    assert json.loads((tmp_path / "wet.xml.herkomst.json").read_text("utf-8"))["versie"] == "2013-01-01_0"


def test_json_is_het_record(haal: Callable[..., Uitkomst], server: Bronserver, tmp_path: Path) -> None:
    doel = tmp_path / "wet.xml"
    code, uit, _ = haal(DHW, "--op", "2013-01-01", "-o", doel, "--json")
    record = json.loads(uit)
    assert code == 0
    assert record.pop("bestand") == str(doel)
    assert record == json.loads((tmp_path / "wet.xml.herkomst.json").read_text("utf-8"))


def test_met_wti_komt_die_ernaast(
    haal: Callable[..., Uitkomst], server: Bronserver, tmp_path: Path, data: Path
) -> None:
    woo = "BWBR0045754"
    naam = f"{woo}_2022-05-01_0"
    bron = data / "wetsuite"
    server.bestanden[f"/bwb/{woo}/manifest.xml"] = (bron / f"{woo}.manifest.xml").read_bytes()
    server.bestanden[f"/bwb/{woo}/{woo}.WTI"] = (bron / f"{woo}.WTI.xml").read_bytes()
    server.bestanden[f"/bwb/{woo}/2022-05-01_0/xml/{naam}.xml"] = (bron / f"{naam}.xml").read_bytes()
    code, uit, _ = haal(woo, "--op", "2022-05-01", "--wti", "-o", tmp_path / "woo.xml", "--json")
    assert code == 0
    assert json.loads(uit)["wti"]["soort"] == "wti"
    assert (tmp_path / "woo.WTI").read_bytes() == (bron / f"{woo}.WTI.xml").read_bytes()
    assert (tmp_path / "woo.WTI.herkomst.json").is_file()


@pytest.mark.parametrize(
    ("argumenten", "code", "reden"),
    [
        ((DHW, "--op", "gisteren"), 2, "geen dag"),
        (("CVDR123456_2", "--op", "2026-01-01"), 2, "CVDR123456"),
        (("geen-nummer",), 3, "geen nummer van een regeling"),
        (("BWBR9999999",), 3, "bestaat niet in de bron"),
        ((DHW, "--op", "1950-01-01"), 3, "geen enkele versie gold op 1950-01-01"),
    ],
)
def test_wat_niet_kan_krijgt_een_regel_en_laat_niets_achter(
    haal: Callable[..., Uitkomst],
    server: Bronserver,
    tmp_path: Path,
    argumenten: tuple[str, ...],
    code: int,
    reden: str,
) -> None:
    server.bestanden["/cvdr/CVDR123456/manifest.xml"] = (
        b'<work><expression label="2"><manifestation label="xml"><item label="a.xml"/></manifestation></expression>'
        b"</work>"
    )
    uit = tmp_path / "uit"
    uit.mkdir()
    gekregen, stdout, fout = haal(*argumenten, "-o", uit / "wet.xml")
    assert (gekregen, stdout) == (code, "")
    assert reden in fout
    assert fout.count("\n") == 1
    assert list(uit.iterdir()) == []


def test_een_verkeerde_hash_laat_het_oude_bestand_staan(
    haal: Callable[..., Uitkomst], server: Bronserver, tmp_path: Path
) -> None:
    doel = tmp_path / "wet.xml"
    schrijf_atomair(doel, "ouder")
    server.bestanden[tekstpad("2015-01-01_0")] += b" "
    code, _, fout = haal(DHW, "-o", doel)
    assert code == 3
    assert "SHA-512" in fout
    assert doel.read_text() == "ouder"


def test_een_onbruikbaar_doel_wordt_gezegd_voordat_er_iets_wordt_gehaald(
    haal: Callable[..., Uitkomst], server: Bronserver, tmp_path: Path
) -> None:
    assert haal(DHW, "-o", tmp_path)[0] == 3
    assert haal(DHW, "-o", tmp_path / "geen" / "map.xml")[0] == 3
    assert haal(DHW, "-o", tmp_path / "a.WTI", "--wti")[0] == 2
    assert server.gevraagd == []


def test_zonder_netwerk_werkt_wat_er_al_is(haal: Callable[..., Uitkomst], server: Bronserver, tmp_path: Path) -> None:
    assert haal(DHW, "--zonder-netwerk", "-o", tmp_path / "a.xml")[0] == 3
    assert haal(DHW, "-o", tmp_path / "b.xml")[0] == 0
    aantal = len(server.gevraagd)
    assert haal(DHW, "--zonder-netwerk", "-o", tmp_path / "c.xml")[0] == 0
    assert len(server.gevraagd) == aantal
    assert (tmp_path / "b.xml").read_bytes() == (tmp_path / "c.xml").read_bytes()


def test_een_bezette_bron_kost_geduld_maar_lukt(
    haal: Callable[..., Uitkomst], server: Bronserver, tmp_path: Path
) -> None:
    server.storingen[f"/bwb/{DHW}/manifest.xml"] = [Storing(503, {"Retry-After": "1"})]
    assert haal(DHW, "-o", tmp_path / "a.xml")[0] == 0
