"""Local regulations: the version list has no dates, so the dates in the texts decide. The texts are examples."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.wetgeving.bronserver import Bronserver, Nepklok, Storing, draai
from verordening.bevinding import Geweigerd, Verkeerd
from wetgeving.bron.klant import Klant, lees_regeling
from wetgeving.bron.opslag import Opslag

ID = "CVDR123456"


def tekst(versie: int, van: str, tot: str = "", nummer: str = ID) -> bytes:
    uit = f"<overheidrg:uitwerkingtredingDatum>{tot}</overheidrg:uitwerkingtredingDatum>" if tot else ""
    inw = f"<overheidrg:inwerkingtredingDatum>{van}</overheidrg:inwerkingtredingDatum>" if van else ""
    return (
        '<cvdr xmlns="http://standaarden.overheid.nl/cvdr/terms/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:overheidrg="http://standaarden.overheid.nl/cvdr/meta/"><meta><owmskern>'
        f"<dcterms:identifier>{nummer}_{versie}</dcterms:identifier></owmskern><cvdripm>{inw}{uit}</cvdripm></meta>"
        "<body><intitule>Voorbeeldtekst, niet vastgesteld</intitule></body></cvdr>"
    ).encode()


def lijst(versies: list[int], genoemd: int) -> bytes:
    return (
        f'<work label="{ID}" _latestItem="{genoemd}/xml/{ID}_{genoemd}.xml">'
        + "".join(
            f'<expression label="{v}"><manifestation label="xml"><item label="{ID}_{v}.xml"/></manifestation>'
            "</expression>"
            for v in versies
        )
        + "</work>"
    ).encode()


VERSIES = {
    1: ("2020-01-01", "2022-01-01"),
    2: ("2022-01-01", "2024-06-30"),
    3: ("2027-01-01", ""),
    4: ("2024-07-01", ""),
}


@pytest.fixture
def server() -> Iterator[Bronserver]:
    bestanden = {f"/cvdr/{ID}/manifest.xml": lijst(list(VERSIES), genoemd=4)}
    bestanden |= {f"/cvdr/{ID}/{v}/xml/{ID}_{v}.xml": tekst(v, *data) for v, data in VERSIES.items()}
    with draai(Bronserver(bestanden)) as draaiend:
        yield draaiend


@pytest.fixture
def klant(server: Bronserver, tmp_path: Path) -> Klant:
    return Klant(server.url, opslag=Opslag(tmp_path / "opslag"), tijd=Nepklok().tijd())


@pytest.mark.parametrize(
    ("op", "versie", "codes"),
    [
        ("2020-01-01", "1", []),
        ("2022-01-01", "2", []),  # the first also names this day, but the second begins
        ("2024-06-30", "2", ["cvdr-laatste-dag"]),
        ("2024-07-01", "4", []),
        ("2026-12-31", "4", []),
        ("2027-01-01", "3", []),  # versions are a sequence, not a date
        (None, "4", []),
    ],
)
def test_de_data_in_de_teksten_kiezen_de_versie(klant: Klant, op: str | None, versie: str, codes: list[str]) -> None:
    resultaat = klant.tekst(ID, date.fromisoformat(op) if op else None)
    assert resultaat.herkomst.versie == versie
    assert resultaat.inhoud == tekst(int(versie), *VERSIES[int(versie)])
    assert resultaat.herkomst.inwerking == VERSIES[int(versie)][0]
    assert [b.code for b in resultaat.bevindingen] == [*codes, "zonder-hash"]


def test_een_dag_zonder_geldende_versie_wordt_geweigerd(klant: Klant) -> None:
    with pytest.raises(Geweigerd, match="geen enkele versie gold op 2019-12-31"):
        klant.tekst(ID, date(2019, 12, 31))


def test_een_versie_bij_nummer(klant: Klant, server: Bronserver) -> None:
    resultaat = klant.tekst(f"{ID}_3")
    assert (resultaat.herkomst.versie, resultaat.herkomst.precies) == ("3", None)
    assert len(server.gevraagd) == 2
    with pytest.raises(Geweigerd, match="versie 9 staat niet in de versielijst") as fout:
        klant.tekst(f"{ID}_9")
    assert "1, 2, 3, 4" in str(fout.value)
    with pytest.raises(Verkeerd, match="gaan niet samen"):
        klant.tekst(f"{ID}_3", date(2026, 1, 1))
    with pytest.raises(Verkeerd, match="wat op welke dag bekend was"):
        klant.tekst(ID, None, date(2026, 1, 1))


def test_geldt_er_vandaag_niets_dan_komt_de_laatste_met_een_waarschuwing(klant: Klant, server: Bronserver) -> None:
    server.bestanden[f"/cvdr/{ID}/4/xml/{ID}_4.xml"] = tekst(4, "2024-07-01", "2025-01-01")
    resultaat = klant.tekst(ID)
    assert (resultaat.herkomst.versie, resultaat.herkomst.precies) == ("4", False)
    assert resultaat.bevindingen[0].code == "versie-niet-precies"


def test_een_latere_versie_die_alweer_voorbij_is_maakt_de_keuze_twijfelachtig(klant: Klant, server: Bronserver) -> None:
    server.bestanden[f"/cvdr/{ID}/1/xml/{ID}_1.xml"] = tekst(1, "2020-01-01")
    server.bestanden[f"/cvdr/{ID}/4/xml/{ID}_4.xml"] = tekst(4, "2024-07-01", "2025-01-01")
    resultaat = klant.tekst(ID, date(2026, 1, 1))
    assert resultaat.herkomst.versie == "1"
    assert resultaat.bevindingen[0].code == "cvdr-volgorde"


def test_een_tekst_zonder_datum_wordt_niet_op_datum_gekozen(klant: Klant, server: Bronserver) -> None:
    server.bestanden[f"/cvdr/{ID}/4/xml/{ID}_4.xml"] = tekst(4, "")
    with pytest.raises(Geweigerd, match="geen enkele versie gold"):
        klant.tekst(ID, date(2025, 1, 1))


def test_een_andere_regeling_dan_gevraagd_wordt_geweigerd(klant: Klant, server: Bronserver) -> None:
    server.bestanden[f"/cvdr/{ID}/4/xml/{ID}_4.xml"] = tekst(4, "2024-07-01", nummer="CVDR999999")
    with pytest.raises(Geweigerd, match="CVDR999999"):
        klant.tekst(f"{ID}_4")


def test_het_nummer_mag_zoals_men_het_schrijft() -> None:
    for vorm in (
        "CVDR123456_2",
        "cvdr123456/2",
        "1.1:CVDR123456-2",
        "https://lokaleregelgeving.overheid.nl/CVDR123456/2",
    ):
        assert lees_regeling(vorm) == lees_regeling("CVDR123456_2")


def test_een_echte_lokale_regeling(klant: Klant, server: Bronserver, data: Path) -> None:
    echt = (data / "wetsuite" / "CVDR680781_1.xml").read_bytes()
    manifest = lijst([1], genoemd=1).replace(ID.encode(), b"CVDR680781")
    server.bestanden |= {"/cvdr/CVDR680781/manifest.xml": manifest, "/cvdr/CVDR680781/1/xml/CVDR680781_1.xml": echt}
    resultaat = klant.tekst("CVDR680781", date(2020, 1, 1))
    assert resultaat.inhoud == echt
    assert resultaat.herkomst.inwerking == "2019-08-30"


def test_een_oud_nummer_in_de_tekst_is_hetzelfde_nummer(klant: Klant, server: Bronserver, data: Path) -> None:
    """Older texts say 112779_1 where the repository says CVDR112779."""
    echt = (data / "wetsuite" / "CVDR112779_1.xml").read_bytes()
    manifest = lijst([1], genoemd=1).replace(ID.encode(), b"CVDR112779")
    server.bestanden |= {"/cvdr/CVDR112779/manifest.xml": manifest, "/cvdr/CVDR112779/1/xml/CVDR112779_1.xml": echt}
    assert klant.tekst("CVDR112779_1").inhoud == echt


@pytest.fixture
def afgebroken(server: Bronserver) -> Callable[[int], None]:
    def stel_in(na: int) -> None:
        server.storingen[f"/cvdr/{ID}/4/xml/{ID}_4.xml"] = [Storing(breek=na)]

    return stel_in


def test_zonder_hash_en_zonder_kenmerken_begint_een_afgebroken_bestand_opnieuw(
    klant: Klant, server: Bronserver, afgebroken: Callable[[int], None]
) -> None:
    """Nothing could prove that the two halves belong together."""
    server.met_etag = False
    afgebroken(100)
    server.storingen[f"/cvdr/{ID}/4/xml/{ID}_4.xml"][0].koppen = {"Last-Modified": ""}
    assert klant.tekst(f"{ID}_4").inhoud == tekst(4, *VERSIES[4])
    assert all("range" not in koppen for _, koppen in server.gevraagd)
