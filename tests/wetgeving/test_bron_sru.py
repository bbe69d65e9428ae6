"""Searching: the query that goes out, and the records that come back."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, strategies as st

from tests.wetgeving.bronserver import Bronserver, Nepklok, Storing, draai
from verordening.bevinding import Geweigerd
from wetgeving.bron.klant import Klant
from wetgeving.bron.opslag import Opslag
from wetgeving.bron.sru import cql_tekst, lees_zoekblad, zoekadres

BWB_RECORD = """<record><recordSchema>gzd</recordSchema><recordData><gzd:gzd xmlns:gzd="http://standaarden.overheid.nl/sru"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:overheid="http://standaarden.overheid.nl/owms/terms/"
 xmlns:overheidbwb="http://standaarden.overheid.nl/bwb/terms/"><gzd:originalData><overheidbwb:meta><owmskern>
 <dcterms:identifier>BWBR0015703</dcterms:identifier><dcterms:title>Wet {n}</dcterms:title>
 <dcterms:type>wet</dcterms:type><dcterms:modified>2026-01-02</dcterms:modified>
 <overheid:authority>SZW</overheid:authority></owmskern><bwbipm>
 <overheidbwb:geldigheidsperiode_startdatum>2026-01-01</overheidbwb:geldigheidsperiode_startdatum>
 <overheidbwb:geldigheidsperiode_einddatum>9999-12-31</overheidbwb:geldigheidsperiode_einddatum></bwbipm>
 </overheidbwb:meta></gzd:originalData><gzd:enrichedData>
 <overheidbwb:locatie_toestand>https://x.nl/t.xml</overheidbwb:locatie_toestand>
 <overheidbwb:locatie_manifest>https://x.nl/m.xml</overheidbwb:locatie_manifest></gzd:enrichedData>
 </gzd:gzd></recordData></record>"""

CVDR_RECORD = """<record><recordData><gzd xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:overheidrg="http://standaarden.overheid.nl/cvdr/meta/"><originalData><meta><owmskern>
 <dcterms:identifier>CVDR123456_2</dcterms:identifier><dcterms:title>Verordening (voorbeeldtekst)</dcterms:title>
 <dcterms:creator scheme="overheid:Gemeente">Voorbeeldstad</dcterms:creator></owmskern><cvdripm>
 <overheidrg:inwerkingtredingDatum>2025-01-01</overheidrg:inwerkingtredingDatum></cvdripm></meta></originalData>
 <enrichedData><organisatietype>Gemeente</organisatietype><publicatieurl_xml>https://x.nl/2.xml</publicatieurl_xml>
 <preferred_url>https://x.nl/2</preferred_url></enrichedData></gzd></recordData></record>"""


def blad(aantal: int, records: list[str], volgende: int | None = None, extra: str = "", ns: str = "zing/srw") -> bytes:
    verder = f"<nextRecordPosition>{volgende}</nextRecordPosition>" if volgende else ""
    return (
        f'<searchRetrieveResponse xmlns="http://www.loc.gov/{ns}/"><numberOfRecords>{aantal}</numberOfRecords>'
        f"<records>{''.join(records)}</records>{verder}{extra}</searchRetrieveResponse>"
    ).encode()


@pytest.mark.parametrize("ns", ["zing/srw", "zing/sru/2"])
def test_een_wet_als_treffer(ns: str) -> None:
    gelezen = lees_zoekblad(blad(1, [BWB_RECORD.format(n=1)], ns=ns))
    assert (gelezen.aantal, gelezen.volgende) == (1, None)
    treffer = gelezen.treffers[0]
    assert (treffer.id, treffer.titel, treffer.soort, treffer.maker, treffer.gewijzigd) == (
        "BWBR0015703",
        "Wet 1",
        "wet",
        "SZW",
        "2026-01-02",
    )
    assert (treffer.geldig_van, treffer.geldig_tot) == ("2026-01-01", "9999-12-31")
    assert treffer.locaties == {"locatie_toestand": "https://x.nl/t.xml", "locatie_manifest": "https://x.nl/m.xml"}


def test_een_lokale_regeling_als_treffer() -> None:
    treffer = lees_zoekblad(blad(1, [CVDR_RECORD])).treffers[0]
    assert (treffer.id, treffer.maker, treffer.geldig_van, treffer.geldig_tot) == (
        "CVDR123456_2",
        "Voorbeeldstad",
        "2025-01-01",
        "",
    )
    assert treffer.locaties == {"publicatieurl_xml": "https://x.nl/2.xml", "preferred_url": "https://x.nl/2"}
    assert ("organisatietype", "Gemeente") in treffer.velden


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"<html/>", "geen zoekresultaat"),
        (b"niets", "geen XML"),
        (b"<searchRetrieveResponse/>", "hoeveel treffers"),
        (
            blad(
                0, [], extra="<diagnostics><diagnostic><message>Unsupported index</message></diagnostic></diagnostics>"
            ),
            "weigert de vraag .Unsupported index.",
        ),
    ],
)
def test_wat_geen_antwoord_is_wordt_geweigerd(inhoud: bytes, reden: str) -> None:
    with pytest.raises(Geweigerd, match=reden):
        lees_zoekblad(inhoud)


@given(st.text())
def test_een_tekst_breekt_niet_uit_de_vraag(tekst: str) -> None:
    """Witness: reading the quoted string back gives the text, and the closing quote is the last character."""
    vraag = cql_tekst(tekst)
    assert (vraag[0], vraag[-1]) == ('"', '"')
    terug, i = "", 1
    while i < len(vraag) - 1:
        assert vraag[i] != '"'
        i += vraag[i] == "\\"
        terug += vraag[i]
        i += 1
    assert (terug, i) == (tekst, len(vraag) - 1)


def test_het_adres_draagt_de_vraag_ongeschonden() -> None:
    cql = 'dcterms.title any "wérk & inkomen" and dcterms.modified>=2026-01-01'
    vragen = parse_qs(urlsplit(zoekadres("https://z.nl/sru", "bwb", cql, vanaf=51, aantal=50)).query)
    assert vragen["query"] == [cql]
    assert vragen["x-connection"] == ["BWB"]
    assert (vragen["startRecord"], vragen["maximumRecords"]) == (["51"], ["50"])
    with pytest.raises(Geweigerd, match="onbekende verzameling"):
        zoekadres("https://z.nl/sru", "stcrt", cql)


@pytest.fixture
def server() -> Iterator[Bronserver]:
    with draai(Bronserver({})) as draaiend:
        yield draaiend


@pytest.fixture
def klant(server: Bronserver, tmp_path: Path) -> Klant:
    return Klant(server.url, opslag=Opslag(tmp_path), tijd=Nepklok().tijd())


def test_alle_bladen_worden_gelezen_tot_het_einde(klant: Klant, server: Bronserver) -> None:
    bladen = [range(1, 51), range(51, 101), range(101, 121)]
    server.storingen["/sru/Search"] = [
        Storing(inhoud=blad(120, [BWB_RECORD.format(n=n) for n in nummers], volgende))
        for nummers, volgende in zip(bladen, (51, 101, None), strict=True)
    ]
    aantal, treffers = klant.zoek("bwb", "dcterms.title any " + cql_tekst("wet"))
    assert aantal == 120
    assert [t.titel for t in treffers] == [f"Wet {n}" for n in range(1, 121)]
    assert [parse_qs(urlsplit(pad).query)["startRecord"] for pad in server.paden()] == [["1"], ["51"], ["101"]]


def test_niet_meer_dan_gevraagd(klant: Klant, server: Bronserver) -> None:
    server.storingen["/sru/Search"] = [Storing(inhoud=blad(3937, [CVDR_RECORD] * 10, 11))]
    aantal, treffers = klant.zoek("cvdr", "workid=CVDR123456", hoogstens=10)
    assert (aantal, len(treffers), len(server.gevraagd)) == (3937, 10, 1)
    assert "maximumRecords=10" in server.paden()[0]


def test_een_blad_dat_naar_zichzelf_wijst_houdt_op(klant: Klant, server: Bronserver) -> None:
    server.storingen["/sru/Search"] = [Storing(inhoud=blad(100, [CVDR_RECORD], 1)) for _ in range(5)]
    assert len(klant.zoek("cvdr", "x")[1]) == 1


def test_406_met_een_goed_antwoord_is_een_antwoord(klant: Klant, server: Bronserver) -> None:
    """Reported by users of the real service, not verified here; without a readable result it stays a refusal."""
    server.storingen["/sru/Search"] = [Storing(406, inhoud=blad(1, [CVDR_RECORD])), Storing(406, inhoud=b"nee")]
    assert klant.zoek("cvdr", "x")[0] == 1
    with pytest.raises(Geweigerd, match="geen XML"):
        klant.zoek("cvdr", "x")


def test_een_drukke_zoekdienst_krijgt_een_tweede_kans(klant: Klant, server: Bronserver) -> None:
    goed = Storing(inhoud=blad(1, [CVDR_RECORD]))
    half = Storing(inhoud=blad(1, [CVDR_RECORD]), breek=40)
    server.storingen["/sru/Search"] = [Storing(503, {"Retry-After": "1"}), half, goed]
    assert klant.zoek("cvdr", "x")[0] == 1
    assert len(server.gevraagd) == 3
