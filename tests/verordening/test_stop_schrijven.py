"""STOP schrijven: de tekst keert ongeschonden terug, en de regels van STOP worden getoetst."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.hulp.bomen import regelingen
from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Eenheid, Gegevens, Regeling, Soort, Status, tekst, wandel
from verordening.eid import met_eids
from verordening.schrijvers import Export
from verordening.stop.lezer import lees_stop
from verordening.stop.lint import toets
from verordening.stop.schrijver import schrijf_stop

T = "https://standaarden.overheid.nl/stop/imop/tekst/"


def terug(export: Export) -> Regeling:
    return lees_stop(etree.fromstring(export.inhoud), naam="terug.xml")


def maak(*delen: Eenheid, **gegevens: object) -> Regeling:
    lichaam = Eenheid(Soort.LICHAAM, inhoud=delen)
    opschrift = Eenheid(Soort.OPSCHRIFT, inhoud=(Alinea(("Proef",)),))
    basis = replace(Gegevens("proef", citeertitel="Proef", overheid="gm0000"), **gegevens)  # type: ignore[arg-type]
    return met_eids(Regeling(basis, Eenheid(Soort.REGELING, inhoud=(opschrift, lichaam))))


def artikel(nummer: str, *blokken: object, **velden: object) -> Eenheid:
    return Eenheid(Soort.ARTIKEL, label="Artikel", nummer=nummer, inhoud=tuple(blokken), **velden)  # type: ignore[arg-type]


@settings(max_examples=60)
@given(regelingen())
def test_elke_regeling_komt_met_dezelfde_recht_en_identiteiten_terug(regeling: Regeling) -> None:
    export = schrijf_stop(regeling, overheid="gm0000")
    weer = terug(export)
    # Een leeg artikel kan in STOP niet; de generator maakt die alleen als vervallen.
    assert tekst(weer.wortel).split() == tekst(regeling.wortel).split()
    namen = [(e.soort, e.nummer, e.status, e.eId) for e in wandel(regeling.wortel)]
    gezien = [(e.soort, e.nummer, e.status, e.eId) for e in wandel(weer.wortel)]
    # Tekst los in een bijlage krijgt in STOP een eigen divisietekst; verder is de boom gelijk.
    assert gezien == namen
    fouten = {b.code for b in export.bevindingen if b.code.startswith("stop0")}
    assert fouten <= {"stop0010-doel-ontbreekt", "stop0005-lege-alinea", "stop0023-wid-naam"}, fouten


@pytest.mark.parametrize("pad", ["gemeentestad/consolidaties_2.xml", "lvbb-testeiland/initieel_besluit.xml"])
def test_een_officieel_bestand_komt_terug_zonder_verschil(data: Path, pad: str) -> None:
    from verordening.lezers import lees

    regeling = lees(data / pad)
    weer = terug(schrijf_stop(regeling))
    assert weer.wortel == regeling.wortel


@pytest.mark.traag
@pytest.mark.parametrize("pad", ["regelrecht/BWBR0015703_2026-01-01_0.xml", "wetsuite/BWBR0045754_2022-05-01_0.xml"])
def test_een_hele_wet_houdt_haar_tekst(data: Path, pad: str) -> None:
    from verordening.lezers import lees

    regeling = lees(data / pad)
    assert tekst(terug(schrijf_stop(regeling, overheid="gm0000")).wortel) == tekst(regeling.wortel)


def test_modules_horen_bij_de_regeling() -> None:
    from datetime import date

    export = schrijf_stop(
        maak(artikel("1", Alinea(("Tekst.",))), juridisch_werkend_vanaf=date(2026, 1, 1), versienummer="2")
    )
    assert set(export.bijlagen) == {
        "ExpressionIdentificatie.xml",
        "RegelingMetadata.xml",
        "RegelingVersieMetadata.xml",
        "zijspan.json",
    }
    identificatie = etree.fromstring(export.bijlagen["ExpressionIdentificatie.xml"])
    assert [e.text for e in identificatie] == [
        "/akn/nl/act/gm0000/2026/proef",
        "/akn/nl/act/gm0000/2026/proef/nld@2026-01-01;2",
        "/join/id/stop/work_019",
    ]
    assert "stop-zonder-soortregeling" in [b.code for b in export.bevindingen], (
        "een verplicht veld wordt niet verzonnen"
    )


def test_zonder_overheid_geen_verzonnen_identiteit() -> None:
    with pytest.raises(Geweigerd, match="overheid is onbekend"):
        schrijf_stop(maak(artikel("1", Alinea(("Tekst.",))), overheid=""))


def test_tekst_zonder_artikel_wordt_geweigerd_en_niet_verstopt() -> None:
    los = Eenheid(Soort.HOOFDSTUK, label="Hoofdstuk", nummer="1", inhoud=(Alinea(("Los.",)),))
    with pytest.raises(Geweigerd, match="STOP kent geen tekst onder «Hoofdstuk 1»"):
        schrijf_stop(maak(los))


def test_vervallen_artikel() -> None:
    export = schrijf_stop(maak(artikel("1", status=Status.VERVALLEN)))
    assert etree.fromstring(export.inhoud).find(f".//{{{T}}}Artikel/{{{T}}}Vervallen") is not None


# --- regels -----------------------------------------------------------------------------------------------------------

GOED = (
    f'<Lichaam xmlns="{T}" eId="body" wId="body"><Artikel eId="art_1" wId="gm0000_1__art_1"><Kop><Label>Artikel</Label>'
    '<Nummer>1</Nummer></Kop><Inhoud><Al>Zie <IntRef ref="art_1">hier</IntRef> en <ExtRef soort="JCI" ref="jci1.3:c:BWBR0015703">daar'
    '</ExtRef>.</Al><Lijst type="expliciet" eId="art_1__list_o_1" wId="gm0000_1__art_1__list_o_1"><Li eId="art_1__list_o_1__item_a" '
    'wId="gm0000_1__art_1__list_o_1__item_a"><LiNummer>a.</LiNummer><Al>x</Al></Li></Lijst><table eId="art_1__table_o_1" '
    'wId="gm0000_1__art_1__table_o_1"><tgroup cols="2"><colspec colname="c1"/><colspec colname="c2"/><tbody><row><entry colname="c1">'
    '<Al>1</Al></entry><entry colname="c2"><Al>2</Al></entry></row></tbody></tgroup></table></Inhoud></Artikel></Lichaam>'
)


def lint(xml: str) -> list[str]:
    return sorted(b.code.partition("-")[0] for b in toets(etree.fromstring(xml)))


def test_goede_tekst_geeft_geen_bevinding() -> None:
    assert lint(GOED) == []


@pytest.mark.parametrize(
    ("oud", "nieuw", "code"),
    [
        ('type="expliciet"', 'type="ongemarkeerd"', "stop0001"),
        ("<LiNummer>a.</LiNummer>", "", "stop0002"),
        ("<Al>x</Al>", "<Al/>", "stop0005"),
        ("<Label>Artikel</Label><Nummer>1</Nummer>", "<Label/>", "stop0006"),
        ('ref="art_1"', 'ref="art_9"', "stop0010"),
        ('eId="art_1__list_o_1__item_a"', 'eId="art_1__list_o_1__item_a."', "stop0013"),
        ('wId="gm0000_1__art_1__list_o_1__item_a"', 'wId="gm0000_1__art_1"', "stop0021"),
        ('eId="art_1__table_o_1"', 'eId="art_1__tabel_o_1"', "stop0022"),
        ('wId="gm0000_1__art_1"', 'wId="BWBR0015703_540"', "stop0023"),
        ('<entry colname="c1">', '<entry colname="c3">', "stop0036"),
        ('cols="2"', 'cols="3"', "stop0037"),
        ('<entry colname="c2"><Al>2</Al></entry>', "", "stop0038"),
        ('ref="jci1.3:c:BWBR0015703"', 'ref="https://voorbeeld.nl"', "stop0050"),
        ("<Inhoud>", "<Vervallen/><Inhoud>", "stop0070"),
    ],
)
def test_elke_regel_slaat_aan(oud: str, nieuw: str, code: str) -> None:
    assert oud in GOED
    assert lint(GOED.replace(oud, nieuw, 1))[0] == code


def test_ook_een_figuur_en_een_lijst_in_een_cel_krijgen_een_identiteit() -> None:
    from verordening.boom import Afbeelding, Cel, Figuur, Kolom, Rij, Tabel, Tabelgroep

    lijst = Eenheid(Soort.LIJST, inhoud=(Eenheid(Soort.ONDERDEEL, nummer="a.", inhoud=(Alinea(("x",)),)),))
    tabel = Tabel(
        (Tabelgroep((Kolom("c1"), Kolom("c2")), (), (Rij((Cel((lijst,), "c1"), Cel((Alinea(("y",)),), "c2"))),)),)
    )
    beeld = (("breedte", "10"), ("hoogte", "10"), ("formaat", "png"), ("dpi", "72"), ("uitlijning", "start"))
    export = schrijf_stop(maak(artikel("1", tabel, Figuur(Afbeelding("kaart.png", kenmerken=beeld)))))
    wortel = etree.fromstring(export.inhoud)
    zonder = [etree.QName(e).localname for e in wortel.iter() if e.get("eId") and not e.get("wId")]
    assert zonder == []
    assert not [b for b in export.bevindingen if b.code.startswith("stop0") or b.code == "stop-afbeelding"]
