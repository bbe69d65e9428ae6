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
        relatie.label_id,
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
                    ref.get("label-id", ""),
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
        assert (gelezen.groep, gelezen.label) == (element.get("groep"), element.get("label"))


def test_elke_wijziging_komt_over_een_voor_een(paar: tuple[Wti, ET.Element]) -> None:
    wti, getuige = paar

    def uit(blok: ET.Element) -> list[tuple]:
        return [
            (
                dag.get("waarde") or "None",
                dag.get("label", ""),
                dag.get("versie-id", ""),
                d.findtext("betreft"),
                [b.get("urlidentifier") for b in d.findall("ontstaansbron/bron/bekendmaking")],
                [b.text for b in d.findall("inwerkingtreding/bron/bekendmaking/publicatiedatum")],
                [(t.get("waarde"), t.get("datum-scope")) for t in d.iter("terugwerkende-kracht-datum")],
                len(list(d.iter("opmerking"))),
                d.get("isvoorafgaand"),
            )
            for dag in blok.findall("datum")
            for d in dag.findall("details")
        ]

    def gelezen(wijzigingen: tuple) -> list[tuple]:
        return [
            (
                str(w.datum),
                w.label,
                w.versie_id,
                w.betreft,
                [b.id for b in w.bronnen if b.id],
                [str(b.datum) for b in w.inwerkingtreding],
                [(str(t.datum), t.bereik) for t in w.terugwerkend],
                len(w.opmerkingen),
                None if w.voorafgaand is None else str(w.voorafgaand).lower(),
            )
            for w in wijzigingen
        ]

    heel = getuige.find("wijzigingen/regeling")
    assert heel is not None
    assert gelezen(wti.wijzigingen) == uit(heel)
    elementen = getuige.findall("wijzigingen/regelingelementen/regelingelement")
    for element in elementen:
        assert gelezen(wti.elementen[element.get("label-id", "")].wijzigingen) == uit(element)
    assert {e.get("label-id") for e in elementen} | {
        e.get("label-id") for e in getuige.findall("gerelateerde-regelgeving/regelingelementen/regelingelement")
    } == set(wti.elementen)


@pytest.mark.parametrize(
    ("bestand", "relaties", "elementen", "in_elementen", "wijzigingen", "per_element"),
    [(BESTANDEN[0], 343, 15, 434, 74, 97), (BESTANDEN[1], 347, 144, 262, 17, 220)],
)
def test_de_aantallen_zijn_die_van_een_telling_vooraf(
    data: Path, bestand: str, relaties: int, elementen: int, in_elementen: int, wijzigingen: int, per_element: int
) -> None:
    wti = lees_wti(data / bestand)
    geteld = (
        len(wti.relaties),
        len(wti.elementen),
        sum(len(e.relaties) for e in wti.elementen.values()),
        len(wti.wijzigingen),
        sum(len(e.wijzigingen) for e in wti.elementen.values()),
    )
    assert geteld == (relaties, elementen, in_elementen, wijzigingen, per_element)
    soorten = Counter(r.soort for e in wti.elementen.values() for r in e.relaties)
    assert soorten[VERWIJZING_DOOR] > 200
    assert soorten[GRONDSLAG_VOOR] > 30


def test_algemene_informatie(data: Path) -> None:
    wti = lees_wti(data / BESTANDEN[1])
    assert (wti.bwb_id, wti.soort, wti.afkortingen) == ("BWBR0045754", "wet", ("Woo",))
    assert wti.rechtsgebieden == (("Staats- en bestuursrecht", "Bestuursrecht"),)
    assert wti.citeertitel(date(2022, 5, 1), date(2026, 1, 1)) == "Wet open overheid"
    assert wti.citeertitel(date(2022, 4, 30), date(2026, 1, 1)) is None


def test_tot_is_exclusief_want_de_volgende_periode_begint_op_die_dag(data: Path) -> None:
    """Fact about the format on which ``Periode.geldt`` rests: periods of one link follow each other without a gap."""
    wti = lees_wti(data / BESTANDEN[0])
    artikel = wti.elementen["7153784"]
    per_link: dict[tuple[str, str], set[tuple[date, date]]] = {}
    for r in (r for r in artikel.relaties if r.soort == VERWIJZING_DOOR):
        assert r.periode is not None
        per_link.setdefault((r.bwb_id, r.label_id), set()).add((r.periode.geldig_van, r.periode.geldig_tot))
    aansluitend = sum(1 for p in per_link.values() for _, tot in p if any(van == tot for van, _ in p))
    dag_ertussen = sum(1 for p in per_link.values() for _, tot in p if any((van - tot).days == 1 for van, _ in p))
    assert aansluitend > 0
    assert dag_ertussen == 0


def test_per_dag_geldt_hoogstens_een_versie_van_een_verwijzing(data: Path) -> None:
    wti = lees_wti(data / BESTANDEN[0])
    for element in wti.elementen.values():
        dag = date(2021, 1, 20)
        geldend = Counter(
            (r.bwb_id, r.label_id)
            for r in element.relaties
            if r.soort == VERWIJZING_DOOR and r.periode and r.periode.geldt(dag, date(2025, 1, 1))
        )
        assert not geldend or max(geldend.values()) == 1


def test_label_id_is_de_sleutel_naar_de_tekst(data: Path) -> None:
    """The articles that came on the date of the text, less those that lapsed the same day, are those of the text."""
    wti = lees_wti(data / BESTANDEN[1])
    tekst = ET.parse(data / "wetsuite" / "BWBR0045754_2022-05-01_0.xml").getroot()
    in_tekst = {e.get("label-id") for e in tekst.iter("artikel")}
    op_die_dag = {
        e.label_id: {w.betreft for w in e.wijzigingen if w.datum == date(2022, 5, 1)}
        for e in wti.elementen.values()
        if any(w.label.startswith("Artikel") for w in e.wijzigingen)
    }
    geldend = {label_id for label_id, betreft in op_die_dag.items() if betreft and "vervallen" not in betreft}
    assert len(geldend) > 100
    assert geldend == in_tekst


def test_een_wijziging_zonder_datum_is_nog_niet_of_nooit_in_werking(data: Path) -> None:
    wti = lees_wti(data / BESTANDEN[1])
    zonder = [w for e in wti.elementen.values() for w in e.wijzigingen if w.datum is None]
    assert any(w.betreft == "Aanhangig" for w in zonder)
    assert any("niet meer in werking" in tekst for w in zonder for _, tekst in w.opmerkingen)
    assert not any(w.inwerkingtreding for w in zonder)


KOP = '<wetstechnische-informatie bwb-id="BWBR0000001">'


def test_een_onbekend_onderdeel_wordt_gemeld() -> None:
    wti = lees_wti(
        (
            KOP + "<algemene-informatie><nieuw>x</nieuw></algemene-informatie>"
            "<gerelateerde-regelgeving><regelingelementen>"
            '<regelingelement label-id="1"><verwijzing-door><iets/></verwijzing-door></regelingelement>'
            '</regelingelementen></gerelateerde-regelgeving><wijzigingen><regeling><datum waarde="gisteren"><details>'
            "<vreemd/></details></datum></regeling></wijzigingen></wetstechnische-informatie>"
        ).encode()
    )
    assert [b.fragment for b in wti.bevindingen] == ["nieuw", "iets", "vreemd", "gisteren"]


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
