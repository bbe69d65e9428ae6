"""Traps of official XML on small texts of our own, and input that must be refused."""

from pathlib import Path

import pytest

from tests.verordening.jci import jcis
from verordening.bevinding import Geweigerd
from verordening.boom import (
    Alinea,
    Eenheid,
    Noot,
    Opmaak,
    Redactie,
    Regeling,
    Soort,
    Status,
    Tabel,
    Verwijzing,
    tekst,
    wandel,
)
from verordening.lezers import lees


def toestand(wettekst: str, voor: str = "") -> bytes:
    """A toestand around own example text."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<toestand bwb-id="BWBR0000001" inwerkingtreding="2026-01-01" bwb-ng-vast-deel="http://wetten.overheid.nl/id/BWBR0000001/2026-01-01/0">
<wetgeving soort="wet" label-id="1">{voor}<wet-besluit><wettekst>{wettekst}</wettekst></wet-besluit></wetgeving></toestand>""".encode()


def artikel(inhoud: str, kenmerken: str = 'label-id="2"') -> Eenheid:
    """The artikel that comes out of a toestand with one artikel 5."""
    regeling = lees(toestand(f"<artikel {kenmerken}><kop><label>Artikel</label><nr>5</nr></kop>{inhoud}</artikel>"))
    return next(e for e in wandel(regeling.wortel) if e.soort is Soort.ARTIKEL)


def alinea(al: str) -> Alinea:
    """The only alinea of an artikel with this ``al``."""
    blok = artikel(f"<al>{al}</al>").inhoud[0]
    assert isinstance(blok, Alinea)
    return blok


# --- space ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("al", "inhoud"),
    [
        ("\n  Het  college\n  beslist. \n", ("Het college beslist.",)),
        ("Het <nadruk type='vet'>college</nadruk> beslist.", ("Het ", Opmaak("vet", ("college",)), " beslist.")),
        ("Het <nadruk> college </nadruk> beslist.", ("Het ", Opmaak("cursief", ("college ",)), "beslist.")),
        ("Kom <nadruk type='ondlijn'>hier </nadruk>\n", ("Kom ", Opmaak("onderstreept", ("hier",)))),
        ("E<inf>H;<nadruk>nd</nadruk></inf>", ("E", Opmaak("inf", ("H;", Opmaak("cursief", ("nd",)))))),
        ("a&#160; b", ("a\u00a0 b",)),
        ("e&#x301;e&#x301;n", ("één",)),
        (
            "4,8 procent <redactie type='extra'>lees: 5</redactie> van de norm",
            ("4,8 procent ", Redactie("extra", ("lees: 5 ",)), "van de norm"),
        ),
        ("Klaar. <redactie type='extra'>Zie hierna.</redactie>\n", ("Klaar.", Redactie("extra", (" Zie hierna.",)))),
        (
            "een woord <noot type='voet'><noot.nr>1</noot.nr><noot.al>Uitleg.</noot.al></noot> verder",
            ("een woord", Noot("1", (Alinea(("Uitleg.",)),)), " verder"),
        ),
        (
            "zie <extref doc='jci1.3:c:BWBR0000002' anker='x'>die wet</extref>",
            ("zie ", Verwijzing("jci1.3:c:BWBR0000002", "extern", ("die wet",), (("anker", "x"),))),
        ),
    ],
)
def test_ruimte_en_opmaak(al: str, inhoud: tuple[object, ...]) -> None:
    assert alinea(al).inhoud == inhoud


# --- variants, status, definitions, tables ----------------------------------------------------------------------------

VARIANTEN = """
<al><redactie type="extra">Dit artikel is gedeeltelijk in werking getreden.</redactie></al>
<tussenkop>Tekst tot het tweede tijdstip</tussenkop>
<lid label-id="2L1"><lidnr>1</lidnr><al>Het college kan helpen.</al></lid>
<lid label-id="2L2"><lidnr>2</lidnr><al>De raad stelt regels.</al></lid>
<tussenkop>Tekst vanaf het tweede tijdstip</tussenkop>
<lid label-id="2L3"><lidnr>1</lidnr><al>Het college helpt.</al></lid>
"""


def test_varianten_naast_elkaar_blijven_in_volgorde() -> None:
    eenheid = artikel(VARIANTEN)
    assert tekst(eenheid).splitlines() == [
        "Artikel 5",
        "Tekst tot het tweede tijdstip",
        "1 Het college kan helpen.",
        "2 De raad stelt regels.",
        "Tekst vanaf het tweede tijdstip",
        "1 Het college helpt.",
    ]
    assert [e.eId for e in wandel(eenheid)][1:] == ["art_5__para_1", "art_5__para_2", "art_5__para_1_inst2"]


def test_bij_varianten_wijst_de_jci_de_eerste_aan() -> None:
    regeling = lees(toestand(f"<artikel><kop><label>Artikel</label><nr>5</nr></kop>{VARIANTEN}</artikel>"))
    assert list(jcis(regeling)) == ["", "art_5", "art_5__para_1", "art_5__para_2"]
    assert [b.code for b in regeling.bevindingen] == ["dubbel-nummer"]


def test_een_nummer_met_een_spatie_is_in_jci_1_0_ontsnapt_en_in_1_3_een_laag_streepje() -> None:
    regeling = lees(toestand("<artikel><kop><label>Artikel</label><nr>A 1</nr></kop><al>Tekst.</al></artikel>"))
    assert [list(jcis(regeling, versie, data=False).values())[1] for versie in ("1.3", "1.0")] == [
        f"jci1.3:c:{regeling.gegevens.werk}&artikel=A_1",
        f"1.0:c:{regeling.gegevens.werk}&artikel=A%201",
    ]


@pytest.mark.parametrize(
    ("al", "status"),
    [
        ("<redactie type='vervanging'>Vervallen</redactie>", Status.VERVALLEN),
        ("<redactie type='vervanging'>vervallen;</redactie>", Status.VERVALLEN),
        ("<redactie type='vervanging'>Dit lid is nog niet in werking getreden.</redactie>", Status.NOG_NIET),
        ("<redactie type='vervanging'>Wijzigt de Wet op iets.</redactie>", Status.GELDEND),
        ("Deze regeling is vervallen.", Status.GELDEND),
    ],
)
def test_status_van_een_lid_zonder_status(al: str, status: Status) -> None:
    lid = artikel(f"<lid><lidnr>1</lidnr><al>{al}</al></lid>").inhoud[0]
    assert isinstance(lid, Eenheid) and lid.status is status


def test_een_onbekende_status_wordt_gemeld() -> None:
    regeling = lees(toestand('<artikel status="raar"><kop><label>Artikel</label><nr>1</nr></kop></artikel>'))
    assert [(b.code, b.fragment) for b in regeling.bevindingen] == [("status-onbekend", "raar")]


def test_definitielijst() -> None:
    lijst = artikel(
        "<definitielijst type='ongemarkeerd'><definitie-item><term>college: </term>"
        "<definitie><al>het college;</al><lijst><li><li.nr>a.</li.nr><al>x</al></li></lijst></definitie>"
        "</definitie-item></definitielijst>"
    ).inhoud[0]
    assert isinstance(lijst, Eenheid) and lijst.soort is Soort.BEGRIPPENLIJST
    begrip = lijst.inhoud[0]
    assert isinstance(begrip, Eenheid) and begrip.soort is Soort.BEGRIP
    assert begrip.opschrift == ("college:",)
    assert tekst(begrip) == "college: het college;\na. x"


def test_tabel_met_samengevoegde_cellen() -> None:
    tabel = artikel(
        """<table frame="all"><title>Bedragen</title><tgroup cols="2"><colspec colname="a" colwidth="1*"/><colspec colname="b"/>
        <spanspec spanname="ab" namest="a" nameend="b"/>
        <thead valign="top"><row><entry spanname="ab"><al>Kop</al></entry></row></thead>
        <tbody><row><entry colname="a" morerows="1"><al>1</al></entry><entry/></row></tbody></tgroup>
        <bron><al>Eigen opgave.</al></bron></table>"""
    )
    blok, bron = tabel.inhoud
    assert isinstance(blok, Tabel) and isinstance(bron, Alinea)
    assert (blok.titel, bron.rol) == (("Bedragen",), "bron")
    kop, rij = blok.groepen[0].kop[0].cellen[0], blok.groepen[0].romp[0].cellen
    assert (kop.van, kop.tot, rij[0].meer_rijen, rij[1].inhoud) == ("a", "b", 1, ())


@pytest.mark.parametrize(
    ("kop", "verwacht"),
    [
        ("<label>Artikel 3a</label>", ("Artikel", "3a", (), ())),
        ("<nr>Eerste</nr><label>Afdeling</label><titel>Algemeen</titel>", ("Afdeling", "Eerste", ("Algemeen",), ())),
        ("<label>§</label><nr>1.1</nr><titel>A</titel><subtitel>B</subtitel>", ("§", "1.1", ("A",), ("B",))),
        (
            "<label>Artikel</label><nr>1</nr><titel status='redactioneel'>Van ons</titel>",
            ("Artikel", "1", (Redactie("titel", ("Van ons",)),), ()),
        ),
    ],
)
def test_koppen(kop: str, verwacht: tuple[object, ...]) -> None:
    eenheid = next(
        e
        for e in wandel(lees(toestand(f"<artikel><kop>{kop}</kop><al>x</al></artikel>")).wortel)
        if e.soort is Soort.ARTIKEL
    )
    assert (eenheid.label, eenheid.nummer, eenheid.opschrift, eenheid.subtitel) == verwacht


def test_datums_en_onbekende_kenmerken_gaan_niet_verloren() -> None:
    eenheid = artikel("<al>x</al>", 'label-id="2" inwerking="19971212" code="b1-6" nieuw-kenmerk="ja"')
    assert eenheid.kenmerken == (("inwerking", "19971212"), ("code", "b1-6"), ("nieuw-kenmerk", "ja"))
    assert eenheid.herkomst is not None and eenheid.herkomst.inwerking is None


# --- refused ----------------------------------------------------------------------------------------------------------

ART = "<artikel><kop><label>Artikel</label><nr>1</nr></kop>{}</artikel>"


@pytest.mark.parametrize(
    ("inhoud", "code", "woord"),
    [
        (b"", "leeg", "leeg"),
        (b"  \n", "leeg", "leeg"),
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]><toestand bwb-id='B'>&x;</toestand>", "doctype", "DOCTYPE"),
        (toestand(ART.format("<al>&onbekend;</al>")), "", "regel 3"),
        (toestand(ART.format("<al>x</al>"))[:-40], "", "regel 3"),
        (toestand(ART.format("<al>caf\u00e9</al>")).decode().encode("latin-1"), "codering", "codering"),
        (b"<iets/>", "onbekend-formaat", "<iets>"),
        (b"<work/>", "geen-regeling", "manifest"),
        (b"%PDF-1.7 ...", "onbekend-formaat", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "onbekend-formaat", ".docx"),
        (b"abc\x00\x01\x02", "onbekend-formaat", "geen tekst"),
        (toestand(ART.format("<raar>tekst</raar>")), "onbekend-element", "<raar> in <artikel>"),
        (toestand(ART.format("<al>een <blink>woord</blink></al>")), "onbekend-element", "<blink> in <al>"),
        (toestand(ART.format("losse woorden<al>x</al>")), "losse-tekst", "losse woorden"),
        (toestand('<artikel label-id="7"/>\n<artikel label-id="7"/>'), "dubbel-id", "regel 4"),
        (toestand("", "<intitule label-id='1'>Wet</intitule>"), "dubbel-id", "label-id 1"),
        (b"<toestand bwb-id='BWBR0000001'/>", "geen-tekst", "geen wetgeving"),
        (b"<toestand bwb-id='BWBR0000001'><wetgeving/></toestand>", "geen-tekst", "geen wettekst"),
    ],
)
def test_slechte_invoer_geeft_een_regel_met_plaats_en_reden(inhoud: bytes, code: str, woord: str) -> None:
    with pytest.raises(Geweigerd) as fout:
        lees(inhoud, naam="besluit.xml")
    regel = str(fout.value)
    assert regel.startswith("besluit.xml") and "\n" not in regel
    assert woord in regel
    assert not code or fout.value.code == code
    assert fout.value.advies


def test_boven_de_grens_en_map_en_afwezig(tmp_path: Path) -> None:
    bestand = tmp_path / "wet.xml"
    bestand.write_bytes(toestand(ART.format("<al>x</al>")))
    assert isinstance(lees(bestand), Regeling)
    for pad, limiet, code in (
        (bestand, 100, "te-groot"),
        (tmp_path, 100, "is-map"),
        (tmp_path / "n.xml", 100, "niet-gevonden"),
    ):
        with pytest.raises(Geweigerd) as fout:
            lees(pad, limiet=limiet)
        assert fout.value.code == code


def test_de_naam_van_het_bestand_doet_er_niet_toe(tmp_path: Path) -> None:
    pad = tmp_path / "wet.docx"
    pad.write_bytes("\ufeff".encode() + toestand(ART.format("<al>x</al>")))
    assert lees(pad).gegevens.formaat == "bwb-toestand"
    assert len(lees(pad).gegevens.bron_sha512) == 128


def test_markdown_met_een_metaregel_is_geen_xml() -> None:
    regeling = lees(b"<meta http-equiv='Content-Type' content='text/html' />\n\n## Artikel 1\n\nHet college helpt.\n")
    assert "Het college helpt." in tekst(regeling.wortel)
