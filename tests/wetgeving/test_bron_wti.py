"""Technical information: nothing lost, nothing doubled, dates understood."""

import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from verordening.bevinding import Geweigerd
from wetgeving.bron.wti import GRONDSLAG_VOOR, VERWIJZING_DOOR, Relatie, Wti, lees_wti

BESTANDEN = ["regelrecht/BWBR0018451.WTI.xml", "wetsuite/BWBR0045754.WTI.xml"]


@pytest.fixture(params=BESTANDEN)
def paar(data: Path, request: pytest.FixtureRequest) -> tuple[Wti, ET.Element]:
    return lees_wti(data / request.param), ET.parse(data / request.param).getroot()


def sleutel(relatie: Relatie) -> tuple[str, ...]:
    p = relatie.periode
    assert p is not None
    return (
        relatie.soort,
        relatie.bwb_id,
        relatie.jci,
        relatie.tekst,
        str(p.geldig_van),
        str(p.geldig_tot),
        str(p.zichtbaar_van),
        str(p.zichtbaar_tot),
    )


def sleutels_van(blok: ET.Element) -> list[tuple[str, ...]]:
    rijen = []
    for groep in blok:
        for lid in groep:
            ref = lid.find("extref")
            assert ref is not None
            rijen.append(
                (
                    groep.tag,
                    lid.get("bwb-id", ""),
                    ref.get("doc", ""),
                    " ".join("".join(ref.itertext()).split()),
                    lid.get("geldig-van", ""),
                    lid.get("geldig-tot", ""),
                    lid.get("zichtbaar-van", ""),
                    lid.get("zichtbaar-tot", ""),
                )
            )
    return rijen


def test_alles_is_bekend(paar: tuple[Wti, ET.Element]) -> None:
    assert paar[0].bevindingen == ()


def test_elke_relatie_komt_over_een_voor_een(paar: tuple[Wti, ET.Element]) -> None:
    wti, getuige = paar
    blok = getuige.find("gerelateerde-regelgeving/regeling")
    assert blok is not None
    assert [sleutel(r) for r in wti.relaties] == sleutels_van(blok)
    for element in getuige.findall("gerelateerde-regelgeving/regelingelementen/regelingelement"):
        gelezen = wti.elementen[element.get("label-id", "")]
        assert [sleutel(r) for r in gelezen.relaties] == sleutels_van(element)
        assert gelezen.label == element.get("label")


@pytest.mark.parametrize(
    ("bestand", "relaties", "elementen", "in_elementen"),
    [(BESTANDEN[0], 343, 15, 434), (BESTANDEN[1], 347, 144, 262)],
)
def test_de_aantallen_zijn_die_van_een_telling_vooraf(
    data: Path, bestand: str, relaties: int, elementen: int, in_elementen: int
) -> None:
    wti = lees_wti(data / bestand)
    geteld = (
        len(wti.relaties),
        len(wti.elementen),
        sum(len(e.relaties) for e in wti.elementen.values()),
    )
    assert geteld == (relaties, elementen, in_elementen)
    soorten = Counter(r.soort for e in wti.elementen.values() for r in e.relaties)
    assert soorten[VERWIJZING_DOOR] > 200
    assert soorten[GRONDSLAG_VOOR] > 30


def test_algemene_informatie(data: Path) -> None:
    wti = lees_wti(data / BESTANDEN[1])
    assert (wti.bwb_id, wti.citeertitel) == ("BWBR0045754", "Wet open overheid")


def test_tot_is_exclusief_want_de_volgende_periode_begint_op_die_dag(data: Path) -> None:
    """Fact about the format on which the graph rests: periods of one link follow each other without a gap."""
    wti = lees_wti(data / BESTANDEN[0])
    artikel = wti.elementen["7153784"]
    per_link: dict[tuple[str, str], set[tuple[date, date]]] = {}
    for r in (r for r in artikel.relaties if r.soort == VERWIJZING_DOOR):
        assert r.periode is not None
        per_link.setdefault((r.jci, r.tekst), set()).add((r.periode.geldig_van, r.periode.geldig_tot))
    aansluitend = sum(1 for p in per_link.values() for _, tot in p if any(van == tot for van, _ in p))
    dag_ertussen = sum(1 for p in per_link.values() for _, tot in p if any((van - tot).days == 1 for van, _ in p))
    assert aansluitend > 0
    assert dag_ertussen == 0


KOP = '<wetstechnische-informatie bwb-id="BWBR0000001">'


def test_een_onbekend_onderdeel_wordt_gemeld() -> None:
    wti = lees_wti(
        (
            KOP + '<gerelateerde-regelgeving><regelingelementen><regelingelement label-id="1"><verwijzing-door><iets/>'
            '<gerelateerde-regeling geldig-van="gisteren"/></verwijzing-door></regelingelement>'
            "</regelingelementen></gerelateerde-regelgeving></wetstechnische-informatie>"
        ).encode()
    )
    assert [b.fragment for b in wti.bevindingen] == ["iets", "gisteren"]


def test_een_onbekende_soort_relatie_gaat_niet_verloren() -> None:
    wti = lees_wti(
        (
            KOP + '<gerelateerde-regelgeving><regelingelementen><regelingelement label-id="7"><soort-van-later>'
            '<gerelateerde-regeling bwb-id="BWBR0000002"><extref doc="jci1.3:c:BWBR0000002">Wet</extref>'
            "</gerelateerde-regeling></soort-van-later></regelingelement></regelingelementen></gerelateerde-regelgeving>"
            "</wetstechnische-informatie>"
        ).encode()
    )
    assert [(r.soort, r.bwb_id, r.periode) for r in wti.elementen["7"].relaties] == [
        ("soort-van-later", "BWBR0000002", None)
    ]


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"", "leeg"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><wetstechnische-informatie>&a;</wetstechnische-informatie>', "DOCTYPE"),
        (KOP.encode() + b"<algemene-informatie>", "afgebroken"),
        (b"<toestand/>", "geen wetstechnische informatie"),
        (KOP.encode() + b"</wetstechnische-informatie>" + b" " * 100, "groter dan"),
    ],
)
def test_wat_geen_wti_is_wordt_geweigerd(inhoud: bytes, reden: str) -> None:
    with pytest.raises(Geweigerd, match=reden):
        lees_wti(inhoud, "x.WTI", limiet=len(KOP) + 100)
