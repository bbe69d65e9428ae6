"""Terugtrekken, herstellen en terugwerken in STOP: eigen modules, de toestand die eruit volgt; niets wordt overgeslagen."""

from __future__ import annotations

import copy
from datetime import date

import pytest
from lxml import etree

from verordening.bevinding import Geweigerd
from verordening.stop.modules import DATA as NS
from versies.stop.tijd import lees_consolidatie
from versies.tijd.model import Uitwisseling
from versies.tijd.tijdlijn import Tijdlijn, tijdlijnen

WERK = "/akn/nl/act/gm9999/2030/PROEF"


def doel(naam: str) -> str:
    return f"/join/id/proces/gm9999/2030/{naam}"


def versie(naam: str, v: str, *basis: tuple[str, str], bekend: str = "") -> str:
    momenten = "".join(
        f"<Basisversie><doel>{doel(d)}</doel><gemaaktOp>{op}T09:00:00Z</gemaaktOp></Basisversie>" for d, op in basis
    )
    van = f"<gemaaktOpBasisVan>{momenten}</gemaaktOpBasisVan>" if basis else ""
    dag = f"<bekendOp>{bekend}</bekendOp>" if bekend else ""
    return (
        f"<BeoogdeRegelgeving><BeoogdeRegeling>{dag}<doelen><doel>{doel(naam)}</doel></doelen>"
        f"<instrumentVersie>{WERK}/nld@2030;{v}</instrumentVersie><eId>art_I</eId>{van}</BeoogdeRegeling></BeoogdeRegelgeving>"
    )


def stempel(naam: str, werkend: str, geldig: str = "") -> str:
    soorten = [("juridischWerkendVanaf", werkend), ("geldigVanaf", geldig)]
    delen = "".join(
        f"<Tijdstempel><doel>{doel(naam)}</doel><soortTijdstempel>{s}</soortTijdstempel><datum>{d}</datum><eId>art_II</eId>"
        "</Tijdstempel>"
        for s, d in soorten
        if d
    )
    return f"<Tijdstempels>{delen}</Tijdstempels>"


def terug(naam: str, bekend: str, basis: tuple[str, str]) -> str:
    d, op = basis
    return (
        f"<Terugtrekkingen><TerugtrekkingRegeling><bekendOp>{bekend}</bekendOp><doel>{doel(naam)}</doel><instrument>{WERK}"
        f"</instrument><eId>art_I</eId><gemaaktOpBasisVan><Basisversie><doel>{doel(d)}</doel><gemaaktOp>{op}T09:00:00Z"
        f"</gemaaktOp></Basisversie></gemaaktOpBasisVan></TerugtrekkingRegeling><TerugtrekkingTijdstempel><bekendOp>{bekend}"
        f"</bekendOp><doel>{doel(naam)}</doel><soortTijdstempel>juridischWerkendVanaf</soortTijdstempel><eId>art_I</eId>"
        "</TerugtrekkingTijdstempel></Terugtrekkingen>"
    )


def module(op: str, *delen: str) -> bytes:
    return (
        f'<ConsolidatieInformatie schemaversie="1.3.0" xmlns="{NS}"><gemaaktOp>{op}T09:00:00Z</gemaaktOp>'
        f"{''.join(delen)}</ConsolidatieInformatie>"
    ).encode()


def lijn(*modules: bytes) -> Tijdlijn:
    return tijdlijnen([lees(m) for m in modules])[WERK]


def lees(gegevens: bytes) -> Uitwisseling:
    return lees_consolidatie(gegevens, naam="module.xml")


def tekst_op(tijdlijn: Tijdlijn, op: str, bekend: str) -> tuple[str, str]:
    toestand = tijdlijn.geldend(date.fromisoformat(op), date.fromisoformat(bekend))
    assert toestand is not None
    return toestand.inhoud.value, toestand.versie.rpartition(";")[2]


BEGIN = module("2030-01-10", versie("begin", "v1"), stempel("begin", "2030-02-01"))
WIJZIGING = module("2030-03-10", versie("wijziging", "v2", ("begin", "2030-01-10")), stempel("wijziging", "2030-04-01"))
VERNIETIGD = module("2030-06-15", terug("wijziging", "2030-06-01", ("wijziging", "2030-03-10")))


def test_een_vernietiging_geldt_vanaf_de_dag_waarop_zij_bekend_was() -> None:
    tijdlijn = lijn(BEGIN, WIJZIGING, VERNIETIGD)
    assert tekst_op(tijdlijn, "2030-05-30", "2030-05-30") == ("bekend", "v2")
    assert tekst_op(tijdlijn, "2030-06-05", "2030-06-05") == ("bekend", "v1")
    assert tijdlijn.standen[-1].bekend_op == date(2030, 6, 1)
    assert tijdlijn.standen[-1].ontvangen_op == date(2030, 6, 15)


def test_na_een_teruggedraaide_vernietiging_is_de_nieuwe_tekst_bekend() -> None:
    herstel = module(
        "2030-07-10", versie("wijziging", "v3", ("wijziging", "2030-06-15")), stempel("wijziging", "2030-04-01")
    )
    tijdlijn = lijn(BEGIN, WIJZIGING, VERNIETIGD, herstel)
    assert tekst_op(tijdlijn, "2030-08-01", "2030-08-01") == ("bekend", "v3")
    assert tekst_op(tijdlijn, "2030-07-01", "2030-07-01") == ("bekend", "v1")


def test_terugwerken_over_een_tussenversie_maakt_alleen_het_stuk_ervoor_onbekend() -> None:
    terugwerkend = module(
        "2030-04-20", versie("terug", "v3", ("wijziging", "2030-03-10")), stempel("terug", "2030-05-01", "2030-03-15")
    )
    tijdlijn = lijn(BEGIN, WIJZIGING, terugwerkend)
    assert tekst_op(tijdlijn, "2030-06-01", "2030-06-01") == ("bekend", "v3")
    assert tekst_op(tijdlijn, "2030-04-10", "2030-06-01") == ("bekend", "v3")
    assert tekst_op(tijdlijn, "2030-03-20", "2030-06-01")[0] == "samenloop"
    assert tekst_op(tijdlijn, "2030-03-01", "2030-06-01") == ("bekend", "v1")


@pytest.mark.parametrize("bron", [BEGIN, WIJZIGING, VERNIETIGD], ids=["begin", "wijziging", "vernietigd"])
def test_elke_verandering_van_een_element_wordt_geweigerd_of_gelezen(bron: bytes) -> None:
    """Weg, dubbel of hernoemd: nooit dezelfde lezing terwijl de bron iets anders zegt."""
    gelezen = lees(bron)
    aantal = len(list(etree.fromstring(bron).iter()))
    for n in range(1, aantal):
        for wijze in ("weg", "dubbel", "hernoemd"):
            wortel = etree.fromstring(bron)
            element = list(wortel.iter())[n]
            ouder = element.getparent()
            assert ouder is not None
            if wijze == "weg":
                ouder.remove(element)
            elif wijze == "dubbel":
                ouder.insert(ouder.index(element), copy.deepcopy(element))
            else:
                element.tag = f"{element.tag}Anders"
            try:
                assert lees(etree.tostring(wortel)) != gelezen, (wijze, element.tag)
            except Geweigerd:
                continue


def test_een_onbekend_element_wordt_geweigerd_met_zijn_regel() -> None:
    with pytest.raises(Geweigerd, match="regel 1: het element vreemd in Tijdstempel is onbekend"):
        lees(BEGIN.replace(b"<eId>art_II</eId>", b"<vreemd/>"))
