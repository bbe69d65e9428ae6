"""STOP lezen: tekst, plaatsen, identiteiten, gegevens; een wijziging is geen regeling."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from lxml import etree

from verordening.bevinding import Geweigerd
from verordening.boom import Figuur, Regeling, Soort, Status, Tabel, Verwijzing, tekst, wandel
from verordening.canoniek import lees as lees_canoniek, schrijf
from verordening.stop.lezer import lees_stop
from verordening.xmlveilig import lees_xml

T = "https://standaarden.overheid.nl/stop/imop/tekst/"
REGELINGEN = [
    "gemeentestad/initieel_besluit.xml",
    "gemeentestad/consolidaties_0.xml",
    "gemeentestad/consolidaties_2.xml",
    "gemeentestad/consolidaties_3a.xml",
    "lvbb-testeiland/initieel_besluit.xml",
]
MUTATIES = [
    "gemeentestad/mutatie_2.xml",
    "gemeentestad/mutatie_3a.xml",
    "lvbb-testeiland/wijzigingsbesluit_2.xml",
    "lvbb-testeiland/wijzigingsbesluit_4.xml",
]


def lees(bron: Path | str) -> Regeling:
    naam = bron.name if isinstance(bron, Path) else "proef.xml"
    return lees_stop(lees_xml(bron if isinstance(bron, Path) else bron.encode(), naam=naam), naam=naam)


def proef(lichaam: str, model: str = "RegelingKlassiek") -> str:
    """Een kleine regeling (voorbeeldtekst, niet vastgesteld)."""
    return (
        f'<{model} xmlns="{T}"><RegelingOpschrift eId="longTitle" wId="longTitle"><Al>Proef</Al></RegelingOpschrift>'
        f'<Lichaam eId="body" wId="body">{lichaam}</Lichaam></{model}>'
    )


def artikel(inhoud: str, nr: str = "1", eid: str = "") -> str:
    return (
        f'<Artikel eId="{eid or "art_" + nr}" wId="gm0000_1__art_{nr}"><Kop><Label>Artikel</Label><Nummer>{nr}</Nummer></Kop>'
        f"{inhoud}</Artikel>"
    )


def zonder_wit(tekst_: str) -> str:
    """Zonder wit; een macht staat in de bron als element en in de boom als het teken zelf (m³), hier beide als cijfer."""
    return "".join(unicodedata.normalize("NFKC", tekst_).split())


# --- officiële voorbeelden --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pad", REGELINGEN)
def test_tekst_en_tellingen_gelijk_aan_de_bron(data: Path, pad: str) -> None:
    wortel = lees_xml(data / pad, naam=pad)
    bron = next(e for e in wortel.iter(f"{{{T}}}RegelingCompact", f"{{{T}}}RegelingKlassiek"))
    regeling = lees(data / pad)
    # Getuige: alle tekst van het element, achter elkaar; alleen de dubbele punt na een begrip staat niet in de bron.
    for tag, soort in (
        ("Artikel", Soort.ARTIKEL),
        ("Bijlage", Soort.BIJLAGE),
        ("Lid", Soort.LID),
        ("Divisie", Soort.DIVISIE),
    ):
        verwacht = [zonder_wit("".join(map(str, e.itertext()))) for e in bron.iter(f"{{{T}}}{tag}")]
        gelezen = [zonder_wit(tekst(e)) for e in wandel(regeling.wortel) if e.soort is soort]
        if next(bron.iter(f"{{{T}}}Begrip"), None) is not None:
            verwacht, gelezen = ([t.replace(":", "") for t in lijst] for lijst in (verwacht, gelezen))
        assert gelezen == verwacht, tag
    for tag, soort in (
        ("Hoofdstuk", Soort.HOOFDSTUK),
        ("Afdeling", Soort.AFDELING),
        ("Li", Soort.ONDERDEEL),
        ("Lijst", Soort.LIJST),
        ("Begrip", Soort.BEGRIP),
        ("Divisietekst", Soort.DIVISIETEKST),
    ):
        assert sum(e.soort is soort for e in wandel(regeling.wortel)) == len(list(bron.iter(f"{{{T}}}{tag}"))), tag
    for soort_id in ("eId", "wId"):
        in_bron = [
            e.get(soort_id) for e in bron.iter(etree.Element) if e.get(soort_id) and "ref_o" not in str(e.get(soort_id))
        ]
        eenheden = [getattr(e, soort_id) for e in wandel(regeling.wortel) if getattr(e, soort_id)]
        blokken = [
            getattr(b, soort_id) for e in wandel(regeling.wortel) for b in e.inhoud if isinstance(b, (Tabel, Figuur))
        ]
        assert sorted(eenheden + [b for b in blokken if b]) == sorted(map(str, in_bron)), soort_id


@pytest.mark.parametrize("pad", REGELINGEN)
def test_gaat_ongewijzigd_door_de_canonieke_vorm(data: Path, pad: str) -> None:
    regeling = lees(data / pad)
    assert lees_canoniek(schrijf(regeling)) == regeling


@pytest.mark.parametrize("pad", MUTATIES)
def test_een_wijziging_is_geen_regeling(data: Path, pad: str) -> None:
    with pytest.raises(Geweigerd, match="verordening toepassen"):
        lees(data / pad)


def test_gegevens_van_een_geconsolideerde_versie(data: Path) -> None:
    g = lees(data / "gemeentestad/consolidaties_2.xml").gegevens
    assert (g.versienummer, g.overheid, str(g.juridisch_werkend_vanaf)) == ("2", "gm0297", "2020-04-07")
    assert g.bron.endswith("/nld@2") and g.bron.startswith(g.werk)
    assert dict(g.kenmerken)["doel.2"].endswith("eerstewijzigingRGL-20210308-125749")


def test_gegevens_uit_het_vaststellende_besluit(data: Path) -> None:
    regeling = lees(data / "gemeentestad/initieel_besluit.xml")
    g = regeling.gegevens
    assert (g.werk, str(g.juridisch_werkend_vanaf), str(g.zicht_start)) == (
        "/akn/nl/act/gm0297/2019/reg456",
        "2020-01-14",
        "2019-12-17",
    )
    assert g.citeertitel == "Gemeentestad (omgevingsplan Zaltbommel)"
    assert "stop-besluit" in [b.code for b in regeling.bevindingen]


def test_een_onjuiste_eid_in_een_officieel_voorbeeld_wordt_gemeld_en_behouden(data: Path) -> None:
    regeling = lees(data / "gemeentestad/consolidaties_0.xml")
    fragmenten = [b.fragment for b in regeling.bevindingen if b.code == "eid-afwijkend"]
    assert "gm0297_1__chp_5" in fragmenten
    assert "gm0297_1__chp_5" in [e.eId for e in wandel(regeling.wortel)]


# --- bijzonderheden ---------------------------------------------------------------------------------------------------


def test_renovooi_wordt_gelezen_als_de_nieuwe_tekst_met_bevinding() -> None:
    regeling = lees(
        proef(
            artikel(
                "<Inhoud><Al>Binnen <VerwijderdeTekst>acht</VerwijderdeTekst><NieuweTekst>zes</NieuweTekst> weken.</Al>"
                '<Al wijzigactie="verwijder">Weg.</Al><Al wijzigactie="voegtoe">Erbij.</Al></Inhoud>'
            )
        )
    )
    assert tekst(regeling.wortel).splitlines()[1:] == ["Artikel 1", "Binnen zes weken.", "Erbij."]
    assert [b.fragment for b in regeling.bevindingen if b.code == "stop-renvooi"] == ["acht", "zes", "Weg.", "Erbij."]


def test_vervallen_en_gereserveerd_zijn_status() -> None:
    regeling = lees(proef(artikel("<Vervallen/>") + artikel("<Gereserveerd/>", "2")))
    assert [e.status for e in wandel(regeling.wortel) if e.soort is Soort.ARTIKEL] == [
        Status.VERVALLEN,
        Status.GERESERVEERD,
    ]


def test_dubbele_eid_krijgt_de_berekende_en_dubbele_wid_wordt_geweigerd() -> None:
    regeling = lees(
        proef(artikel("<Inhoud><Al>Een.</Al></Inhoud>") + artikel("<Inhoud><Al>Twee.</Al></Inhoud>", "2", "art_1"))
    )
    assert [e.eId for e in wandel(regeling.wortel) if e.soort is Soort.ARTIKEL] == ["art_1", "art_2"]
    assert "eid-hersteld" in [b.code for b in regeling.bevindingen]
    een = artikel("<Inhoud><Al>Een.</Al></Inhoud>")
    with pytest.raises(Geweigerd, match="twee keer"):
        lees(proef(een + een))


def test_verwijzingen_behouden_hun_doel() -> None:
    regeling = lees(
        proef(
            artikel(
                '<Inhoud><Al>Zie <IntRef ref="art_2">artikel 2</IntRef>, <ExtRef ref="jci1.3:c:BWBR0015703" soort="JCI">de wet</ExtRef> en '
                '<ExtIoRef eId="art_1__ref_o_1" wId="gm0000_1__art_1__ref_o_1" ref="/join/id/x">kaart</ExtIoRef>.</Al></Inhoud>'
            )
        )
    )
    alinea = next(e for e in wandel(regeling.wortel) if e.soort is Soort.ARTIKEL).inhoud[0]
    doelen = [(d.soort, d.doel) for d in alinea.inhoud if isinstance(d, Verwijzing)]  # type: ignore[union-attr]
    assert doelen == [("intern", "art_2"), ("extern", "jci1.3:c:BWBR0015703"), ("extern", "/join/id/x")]


@pytest.mark.parametrize(
    ("bron", "reden"),
    [
        (proef(artikel("<Inhoud><Raar/></Inhoud>")), "onbekend element <Raar>"),
        (proef(artikel("los<Inhoud><Al>a</Al></Inhoud>")), "losse tekst"),
        (f'<Kennisgeving xmlns="{T}"/>', "geen regeling"),
        (
            f'<OfficielePublicatie xmlns="{T}">{proef(artikel(""))}{proef(artikel(""))}</OfficielePublicatie>',
            "2 regelingen",
        ),
        (
            proef(
                '<WijzigArtikel eId="art_I" wId="w"><Kop><Label>Artikel</Label></Kop><Wat>Zo.</Wat><RegelingMutatie/></WijzigArtikel>'
            ),
            "toepassen",
        ),
    ],
)
def test_slechte_invoer_wordt_geweigerd(bron: str, reden: str) -> None:
    with pytest.raises(Geweigerd, match=reden) as fout:
        lees(bron)
    assert "proef.xml, regel 1" in str(fout.value)


@pytest.mark.parametrize(
    "model", ["RegelingKlassiek", "RegelingCompact", "RegelingTijdelijkdeel", "RegelingVrijetekst"]
)
def test_elk_model_wordt_gelezen_en_onthouden(model: str) -> None:
    bron = proef(artikel("<Inhoud><Al>a</Al></Inhoud>"), model)
    assert lees(bron).wortel.kenmerk("element", "RegelingKlassiek") == model


def test_een_kenmerk_van_de_hele_regeling_dat_niemand_kent_wordt_gemeld() -> None:
    bron = proef(artikel("<Al>Tekst.</Al>")).replace("<RegelingKlassiek", '<RegelingKlassiek voorbehoud="ja"', 1)
    assert "kenmerk-niet-bewaard" in [b.code for b in lees(bron).bevindingen]
