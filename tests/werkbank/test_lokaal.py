"""Local regulations out of the official collection: listed per organisation, and brought into a dossier with all their versions.

The server on this computer answers in the form of the real one; every text is an example of our own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.werkbank.test_haal_dossier import roep
from tests.wetgeving.bronserver import Bronserver, Storing, draai
from versies.archief.poort import lees_dossier

WERK, ANDER = "CVDR700001", "CVDR700002"


def tekst(
    nummer: str, versie: int, van: str, tot: str = "", titel: str = "Verordening giften Voorbeeldstad", lid: str = ""
) -> bytes:
    """A file in the form of the repository: metadata in three blocks, headings in parts, a preamble."""
    uit = f"<overheidrg:uitwerkingtredingDatum>{tot}</overheidrg:uitwerkingtredingDatum>" if tot else ""
    inw = f"<overheidrg:inwerkingtredingDatum>{van}</overheidrg:inwerkingtredingDatum>" if van else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<cvdr xmlns="http://standaarden.overheid.nl/cvdr/terms/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:overheid="http://standaarden.overheid.nl/owms/terms/" xmlns:overheidrg="http://standaarden.overheid.nl/cvdr/meta/"><meta>
<owmskern><dcterms:identifier>{nummer}_{versie}</dcterms:identifier><dcterms:title>{titel}</dcterms:title><dcterms:language>nl</dcterms:language>
<dcterms:type scheme="overheid:Informatietype">regeling</dcterms:type><dcterms:creator scheme="overheid:Gemeente">Voorbeeldstad</dcterms:creator>
<dcterms:modified>2025-01-02</dcterms:modified></owmskern>
<owmsmantel><dcterms:isFormatOf resourceIdentifier="">De Voorbeeldbode</dcterms:isFormatOf><dcterms:alternative>{titel}</dcterms:alternative>
<dcterms:source resourceIdentifier="">Participatiewet, art. 8</dcterms:source>
<overheid:isRatifiedBy scheme="overheid:BestuursorgaanGemeente">gemeenteraad</overheid:isRatifiedBy>
<dcterms:subject>maatschappelijke zorg en welzijn</dcterms:subject><dcterms:issued>2019-12-01</dcterms:issued></owmsmantel>
<cvdripm>{inw}{uit}<overheidrg:betreft>nieuwe regeling</overheidrg:betreft><overheidrg:kenmerk>2019/1</overheidrg:kenmerk></cvdripm></meta>
<body><intitule>{titel}</intitule><regeling><aanhef><preambule><al>De raad van de gemeente Voorbeeldstad;</al><al>besluit:</al></preambule></aanhef>
<regeling-tekst><artikel><kop><label>Artikel</label><nr>1</nr><titel>Giften</titel></kop><lid><lidnr>1.</lidnr><al>Een gift tot € {versie}00 telt niet
mee.</al></lid>{lid}</artikel></regeling-tekst></regeling></body></cvdr>""".encode()


def lijst(nummer: str, versies: int) -> bytes:
    regels = "".join(
        f'<expression label="{v}"><manifestation label="xml"><item label="{nummer}_{v}.xml"/></manifestation></expression>'
        for v in range(1, versies + 1)
    )
    return f'<work label="{nummer}" _latestItem="{versies}/xml/{nummer}_{versies}.xml">{regels}</work>'.encode()


def record(nummer: str, versie: int, titel: str, maker: str = "Voorbeeldstad") -> str:
    return f"""<record><recordData><gzd xmlns:dcterms="http://purl.org/dc/terms/" xmlns:overheidrg="http://standaarden.overheid.nl/cvdr/meta/">
<originalData><meta><owmskern><dcterms:identifier>{nummer}_{versie}</dcterms:identifier><dcterms:title>{titel}</dcterms:title>
<dcterms:creator scheme="overheid:Gemeente">{maker}</dcterms:creator></owmskern><cvdripm>
<overheidrg:inwerkingtredingDatum>202{versie}-01-01</overheidrg:inwerkingtredingDatum></cvdripm></meta></originalData>
<enrichedData><organisatietype>Gemeente</organisatietype></enrichedData></gzd></recordData></record>"""


def blad(records: list[str], aantal: int | None = None, volgende: int | None = None) -> bytes:
    verder = f"<nextRecordPosition>{volgende}</nextRecordPosition>" if volgende else ""
    return (
        f'<searchRetrieveResponse xmlns="http://docs.oasis-open.org/ns/search-ws/sruResponse"><numberOfRecords>{aantal or len(records)}'
        f"</numberOfRecords><records>{''.join(records)}</records>{verder}</searchRetrieveResponse>"
    ).encode()


def zet(server: Bronserver, nummer: str, *versies: bytes) -> None:
    server.bestanden[f"/cvdr/{nummer}/manifest.xml"] = lijst(nummer, len(versies))
    for nr, inhoud in enumerate(versies, 1):
        server.bestanden[f"/cvdr/{nummer}/{nr}/xml/{nummer}_{nr}.xml"] = inhoud


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Bronserver]:
    monkeypatch.setenv("VERORDENING_OPSLAG", str(tmp_path / "opslag"))
    monkeypatch.setattr("wetgeving.bron.ophalen.time.sleep", lambda _: None)
    with draai(Bronserver({})) as draaiend:
        monkeypatch.setenv("VERORDENING_BRON", draaiend.url)
        zet(draaiend, WERK, tekst(WERK, 1, "2020-01-01", "2022-01-01"), tekst(WERK, 2, "2022-01-01"))
        zet(draaiend, ANDER, tekst(ANDER, 1, "2021-01-01", titel="Beleidsregels vermogen Voorbeeldstad"))
        records = [
            record(WERK, 1, "Verordening giften Voorbeeldstad"),
            record(ANDER, 1, "Beleidsregels vermogen Voorbeeldstad"),
        ]
        draaiend.bestanden["/sru/Search"] = blad([*records, record(WERK, 2, "Verordening giften Voorbeeldstad")])
        yield draaiend


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    assert roep("nieuw", tmp_path / "stad", "--naam", "Proef", "--uitvoerder", "Voorbeeldstad") == 0
    return tmp_path / "stad"


def test_wat_een_gemeente_heeft_staat_er_een_keer_met_zijn_versies(
    server: Bronserver, capsys: pytest.CaptureFixture[str]
) -> None:
    assert roep("haal", "--zoek", 'giften "of"', "--organisatie", "Voorbeeldstad") == 0
    regels = capsys.readouterr().out.splitlines()
    assert regels == [
        f"{ANDER}  Beleidsregels vermogen Voorbeeldstad  (Voorbeeldstad, gemeente; 1 versie, de laatste vanaf 2021-01-01)",
        f"{WERK}  Verordening giften Voorbeeldstad  (Voorbeeldstad, gemeente; 2 versies, de laatste vanaf 2022-01-01)",
    ]
    vraag = parse_qs(urlsplit(server.paden()[-1]).query)
    assert vraag["query"] == ['dcterms.title all "giften \\"of\\"" and dcterms.creator="Voorbeeldstad"']
    assert (vraag["x-connection"], vraag["version"], vraag["maximumRecords"]) == (["cvdr"], ["2.0"], ["100"])


def test_de_dienst_antwoordt_goed_met_een_verkeerde_status_en_in_bladen(
    server: Bronserver, capsys: pytest.CaptureFixture[str]
) -> None:
    eerste = blad([record(WERK, 1, "Verordening giften Voorbeeldstad")], aantal=2, volgende=2)
    tweede = blad([record(ANDER, 1, "Beleidsregels vermogen Voorbeeldstad")], aantal=2)
    server.storingen["/sru/Search"] = [Storing(status=406, inhoud=eerste), Storing(status=406, inhoud=tweede)]
    assert roep("haal", "--organisatie", "Voorbeeldstad", "--json") == 0
    assert [g["id"] for g in json.loads(capsys.readouterr().out)] == [ANDER, WERK]


def test_een_organisatie_zonder_regelingen_wijst_op_het_samenwerkingsverband(
    server: Bronserver, capsys: pytest.CaptureFixture[str]
) -> None:
    server.bestanden["/sru/Search"] = blad([])
    assert roep("haal", "--organisatie", "Nergensland") == 0
    assert "samenwerkingsverband publiceert onder zijn eigen naam" in capsys.readouterr().err


def test_een_nummer_brengt_alle_versies_met_hun_data_in_het_dossier(server: Bronserver, dossier: Path) -> None:
    assert roep("voeg-toe", dossier, WERK) == 0
    gelezen = lees_dossier(dossier)
    (regeling,) = gelezen.blad.regelingen
    assert (regeling.slug, regeling.soort, regeling.orgaan) == (
        "verordening-giften-voorbeeldstad",
        "verordening",
        "gemeenteraad",
    )
    assert regeling.status == "geldend"
    bestanden = sorted(p.stem for p in (dossier / regeling.map).glob("*.xml"))
    assert bestanden == ["2020-01-01", "2022-01-01"]
    assert "€ 200" in (dossier / regeling.map / "2022-01-01.xml").read_text("utf-8")


def test_een_versienummer_brengt_alleen_die_versie(server: Bronserver, dossier: Path) -> None:
    assert roep("voeg-toe", dossier, f"{WERK}_1") == 0
    (regeling,) = lees_dossier(dossier).blad.regelingen
    assert [p.stem for p in (dossier / regeling.map).glob("*.xml")] == ["2020-01-01"]
    assert regeling.status == "ingetrokken"  # haar laatste dag ligt achter ons


def test_de_hele_lijst_komt_er_in_een_keer_in(
    server: Bronserver, dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert roep("voeg-toe", dossier, "--organisatie", "Voorbeeldstad") == 0
    assert len(lees_dossier(dossier).blad.regelingen) == 2 and capsys.readouterr().out.count("geldend vanaf") == 3
    assert (
        roep("voeg-toe", dossier, "--organisatie", "Voorbeeldstad", "--zonder-netwerk") == 3
    )  # zoeken vraagt een verbinding
    assert roep("voeg-toe", dossier, WERK, ANDER, "--zonder-netwerk") == 0  # wat opgehaald is, is er


@pytest.mark.parametrize(
    ("versies", "reden"),
    [
        ((tekst(WERK, 1, ""),), "de bron zegt niet vanaf welke dag"),
        ((tekst(WERK, 1, "2020-01-01"), b"<html>storing</html>"), "cvdr"),
        ((tekst(WERK, 1, "2020-01-01"), tekst(ANDER, 1, "2021-01-01")), ANDER),
    ],
)
def test_een_versie_die_niet_deugt_laat_het_dossier_zoals_het_was(
    server: Bronserver, dossier: Path, capsys: pytest.CaptureFixture[str], versies: tuple[bytes, ...], reden: str
) -> None:
    zet(server, WERK, *versies)
    ervoor = (dossier / "dossier.xml").read_bytes()
    assert roep("voeg-toe", dossier, WERK) == 3
    assert reden in capsys.readouterr().err
    assert (dossier / "dossier.xml").read_bytes() == ervoor and not (dossier / "regelingen").exists()


def test_twee_versies_vanaf_een_dag_de_hoogste_telt_en_dat_wordt_gezegd(
    server: Bronserver, dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zet(server, WERK, tekst(WERK, 1, "2020-01-01"), tekst(WERK, 2, "2020-01-01"))
    roep("voeg-toe", dossier, WERK)
    assert "versie-zelfde-dag" in capsys.readouterr().err
    (regeling,) = lees_dossier(dossier).blad.regelingen
    assert "€ 200" in (dossier / regeling.map / "2020-01-01.xml").read_text("utf-8")


def test_een_wet_is_geen_lokale_regeling_en_een_nummer_dat_er_niet_is_wordt_gezegd(
    server: Bronserver, dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert roep("voeg-toe", dossier, "CVDR999999") == 3
    assert "dit bestaat niet in de bron" in capsys.readouterr().err
    assert roep("voeg-toe", dossier) == 2
