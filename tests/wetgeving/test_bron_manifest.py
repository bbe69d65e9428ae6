"""The version list: what it says, and which version it gives for two dates."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from verordening.bevinding import Geweigerd
from wetgeving.bron.manifest import OPEN, kies, laatste, lees_manifest

HASH = "ab" * 64


def lijst(*versies: str, wortel: str = '<work label="BWBR0000001">') -> bytes:
    return (wortel + "".join(versies) + "</work>").encode()


def versie(label: str, inw: str = "", eind: str = "", van: str = "", tot: str = "", weg: str = "false") -> str:
    velden = {"datum_inwerkingtreding": inw, "einddatum": eind, "zichtdatum_start": van, "zichtdatum_eind": tot}
    gegevens = "".join(f"<{naam}>{waarde}</{naam}>" for naam, waarde in velden.items() if waarde)
    return (
        f'<expression label="{label}"><metadata>{gegevens}</metadata><manifestation label="xml"><metadata>'
        f"<size>10</size><hashcode>{HASH.upper()}</hashcode></metadata>"
        f'<item label="BWBR0000001_{label}.xml" _deleted="{weg}"/></manifestation></expression>'
    )


@pytest.fixture(scope="module")
def dhw(data: Path) -> bytes:
    return (data / "java-wetten-nl" / "BWBR0002458" / "manifest.xml").read_bytes()


@pytest.mark.parametrize("pad", ["java-wetten-nl/BWBR0002458/manifest.xml", "wetsuite/BWBR0045754.manifest.xml"])
def test_elk_veld_van_de_officiele_lijst_komt_over(data: Path, pad: str) -> None:
    inhoud = (data / pad).read_bytes()
    getuige = ET.fromstring(inhoud)
    gelezen = lees_manifest(inhoud)
    assert gelezen.id == getuige.get("label")
    assert gelezen.wti == getuige.findtext("metadata/wti_locatie")
    assert gelezen.laatste_item == getuige.get("_latestItem")
    assert str(gelezen.inwerking) == getuige.findtext("metadata/datum_inwerkingtreding")
    assert len(gelezen.expressies) == len(getuige.findall("expression")) > 3
    for expressie, element in zip(gelezen.expressies, getuige.findall("expression"), strict=True):
        velden = [
            element.findtext(f"metadata/{naam}")
            for naam in (
                "datum_inwerkingtreding",
                "einddatum",
                "zichtdatum_start",
                "zichtdatum_eind",
                "tijdstip_toegevoegd",
                "tijdstip_laatste_wijziging",
            )
        ]
        assert velden == [
            str(expressie.inwerking),
            str(expressie.einde),
            str(expressie.zicht_van),
            str(expressie.zicht_tot),
            expressie.toegevoegd,
            expressie.gewijzigd,
        ]
        bestand = expressie.bestand()
        assert bestand is not None
        assert bestand.naam == element.find("manifestation/item").get("label")
        assert bestand.sha512 == element.findtext("manifestation/metadata/hashcode").strip()
        assert str(bestand.grootte) == element.findtext("manifestation/metadata/size").strip()


@pytest.mark.parametrize(
    ("geldig", "zicht", "label"),
    [
        ("2013-01-01", "2014-02-14", "2013-01-01_0"),
        ("2013-01-01", "2014-02-15", "2013-01-01_1"),
        ("2013-12-31", "2013-12-31", "2013-01-01_0"),
        ("2014-02-14", "2014-02-14", "2014-01-01_0"),
        ("2014-02-14", "2026-11-21", "2014-01-01_1"),
        ("2014-02-15", "2026-11-21", "2014-02-15_0"),
        ("2005-07-30", "2026-11-21", "2005-07-01_0"),
        ("2040-01-01", "2040-01-01", "2015-01-01_0"),
    ],
)
def test_de_twee_data_kiezen_de_versie(dhw: bytes, geldig: str, zicht: str, label: str) -> None:
    keuze = kies(lees_manifest(dhw), date.fromisoformat(geldig), date.fromisoformat(zicht))
    assert (keuze.expressie.label, keuze.precies, keuze.bevindingen) == (label, True, ())
    assert keuze.bestand.naam == f"BWBR0002458_{label}.xml"


@given(dagen=st.integers(0, 9000), kennis=st.integers(0, 9000))
def test_de_keuze_is_die_van_de_rauwe_lijst(data: Path, dagen: int, kennis: int) -> None:
    """Witness: the same question asked to the raw strings of the file, which sort as dates."""
    inhoud = (data / "java-wetten-nl" / "BWBR0002458" / "manifest.xml").read_bytes()
    geldig, zicht = date(1998, 1, 1) + timedelta(dagen), date(1998, 1, 1) + timedelta(kennis)

    def veld(element: ET.Element, naam: str) -> str:
        return element.findtext(f"metadata/{naam}") or ""

    passend = [
        e.get("label")
        for e in ET.fromstring(inhoud).findall("expression")
        if veld(e, "datum_inwerkingtreding") <= str(geldig) <= veld(e, "einddatum")
        and veld(e, "zichtdatum_start") <= str(zicht) <= veld(e, "zichtdatum_eind")
    ]
    keuze = kies(lees_manifest(inhoud), geldig, zicht)
    assert len(passend) <= 1
    assert keuze.precies is bool(passend)
    assert keuze.expressie.label == (passend[0] if passend else "2015-01-01_0")


def test_zonder_passende_versie_komt_de_nieuwste_en_dat_wordt_gezegd() -> None:
    gelezen = lees_manifest(
        lijst(
            versie("2001-01-01_0", "2001-01-01", "2001-12-31", "2001-01-01"),
            versie("2000-01-01_0", "2000-01-01", "2000-12-31", "2000-01-01"),
        )
    )
    keuze = kies(gelezen, date(1990, 1, 1), date(2020, 1, 1))
    assert (keuze.expressie.label, keuze.precies) == ("2001-01-01_0", False)
    assert [b.code for b in keuze.bevindingen] == ["versie-niet-precies"]


def test_een_verwijderd_bestand_telt_niet_mee() -> None:
    gelezen = lees_manifest(
        lijst(
            versie("2000-01-01_0", "2000-01-01", "", "2000-01-01"),
            versie("2000-01-01_1", "2000-01-01", "", "2000-01-01", weg="true"),
        )
    )
    keuze = kies(gelezen, date(2010, 1, 1), date(2010, 1, 1))
    assert (keuze.expressie.label, keuze.bevindingen) == ("2000-01-01_0", ())
    assert keuze.expressie.einde == OPEN


def test_een_lijst_met_alleen_verwijderde_bestanden_wordt_geweigerd() -> None:
    gelezen = lees_manifest(lijst(versie("2000-01-01_0", "2000-01-01", weg="true")))
    with pytest.raises(Geweigerd, match="geen bruikbare tekst"):
        kies(gelezen, date(2010, 1, 1), date(2010, 1, 1))


def test_overlappende_versies_worden_gemeld_en_de_hoogste_revisie_wint() -> None:
    versies = [versie(f"2000-01-01_{n}", "2000-01-01", "", "2000-01-01") for n in (9, 10)]
    keuze = kies(lees_manifest(lijst(*versies)), date(2010, 1, 1), date(2010, 1, 1))
    assert (keuze.expressie.label, [b.code for b in keuze.bevindingen]) == ("2000-01-01_10", ["versie-overlap"])


def test_cvdr_het_genoemde_laatste_bestand_gaat_voor_het_hoogste_nummer() -> None:
    def cvdr(nummer: int) -> str:
        return (
            f'<expression label="{nummer}"><manifestation label="xml"><item label="CVDR1234_{nummer}.xml"/>'
            f'</manifestation><manifestation label="html"><item label="CVDR1234_{nummer}.html"/>'
            "</manifestation></expression>"
        )

    genoemd = lees_manifest(lijst(cvdr(1), cvdr(2), cvdr(10), wortel='<work _latestItem="2/xml/CVDR1234_2.xml">'))
    assert laatste(genoemd).bestand.naam == "CVDR1234_2.xml"
    ongenoemd = lees_manifest(lijst(cvdr(1), cvdr(10), cvdr(2), wortel="<work>"))
    assert laatste(ongenoemd).bestand.naam == "CVDR1234_10.xml"
    assert laatste(ongenoemd).bestand.sha512 is None


def test_de_lijst_mag_in_een_omhulsel_staan() -> None:
    binnen = lijst(versie("2000-01-01_0", "2000-01-01"))
    assert lees_manifest(b"<repository>" + binnen + b"</repository>") == lees_manifest(binnen)


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"", "leeg"),
        (b"<work", "m.xml"),
        (b"<!DOCTYPE work><work/>", "DOCTYPE"),
        (b"<html/>", "geen versielijst"),
        (lijst(versie("../../etc")), "onbruikbare naam"),
        (lijst(versie("a/b")), "onbruikbare naam"),
        (lijst(versie("")), "onbruikbare naam"),
        (lijst("<metadata><wti_locatie>../x.WTI</wti_locatie></metadata>"), "onbruikbare naam"),
        (lijst(versie("2000-01-01_0", "1 januari 2000")), "geen datum"),
        (lijst(versie("2000-01-01_0"), versie("2000-01-01_0")), "twee keer"),
        (lijst(versie("2000-01-01_0")).replace(b"ABAB", b"ZZZZ"), "geen SHA-512"),
    ],
)
def test_wat_niet_kan_kloppen_wordt_geweigerd(inhoud: bytes, reden: str) -> None:
    with pytest.raises(Geweigerd, match=reden) as fout:
        lees_manifest(inhoud, "m.xml")
    assert "\n" not in str(fout.value)
    assert str(fout.value).startswith("m.xml")
