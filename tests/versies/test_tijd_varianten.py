"""The same regulation in several municipalities, and the trace of words through versions."""

from datetime import date

import pytest

from tests.versies.test_tijd_vervlechten import artikel
from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Eenheid, Gegevens, Regeling, Soort, Verwijzing, tekst
from verordening.canoniek import lees, schrijf
from verordening.eid import met_eids
from verordening.taal import uit_tekst
from versies.tijd.botsing import Kant, Keuze
from versies.tijd.herkomst import Bron, herkomst
from versies.tijd.varianten import (
    Afwijking,
    Variant,
    gelijkheid,
    normaal,
    variant_uit,
    vingerafdruk,
    vul_in,
)
from versies.tijd.vervlechten import vervlecht

GEMEENTEN = ["Aa", "Bee", "Cee", "Dee", "Ee", "Ef", "Gee"]


def regeling(*artikelen: Eenheid) -> Regeling:
    lichaam = Eenheid(Soort.LICHAAM, wId="body", inhoud=artikelen)
    return met_eids(Regeling(Gegevens("proef"), Eenheid(Soort.REGELING, inhoud=(lichaam,))))


GEDEELD = regeling(
    artikel("1", ["De raad van [naam] stelt vast."]),
    artikel("2", ["Het bedrag is € [bedrag]."]),
    artikel("3", ["Zes weken."]),
)
ZEVEN = [Variant(g, {"naam": g, "bedrag": "100"}) for g in GEMEENTEN[:6]] + [
    Variant("Gee", {"naam": "Gee", "bedrag": "250"}, (Afwijking("w3", artikel("3", ["Acht weken."]), "raadsbesluit"),))
]


def test_een_keer_opgeslagen_zeven_keer_ingevuld() -> None:
    teksten = {v.gemeente: vul_in(GEDEELD, v) for v in ZEVEN}
    assert "De raad van Cee stelt vast." in tekst(teksten["Cee"].wortel)
    assert "Acht weken." in tekst(teksten["Gee"].wortel) and "Zes weken." in tekst(teksten["Aa"].wortel)
    assert teksten["Bee"].gegevens.gemeente == "Bee"
    per_artikel = {g.adres: g for g in gelijkheid(teksten)}
    assert [len(g.groepen) for g in per_artikel.values()] == [7, 2, 2]
    assert per_artikel["artikel 3"].groepen == (("Aa", "Bee", "Cee", "Dee", "Ee", "Ef"), ("Gee",))


def test_gelijk_is_gelijk_na_normaliseren_en_alleen_dan() -> None:
    een, twee = artikel("1", ["Binnen “acht weken” – dus."]), artikel("1", ['Binnen  "acht\u00a0weken" - dus.'])
    assert vingerafdruk(een) == vingerafdruk(twee) != vingerafdruk(artikel("1", ["Binnen acht weken - dus."]))
    assert normaal("e\u0301") == normaal("é")


@pytest.mark.parametrize(
    "variant",
    [
        Variant("Aa", {"naam": "Aa", "bedrag": "1", "anders": "2"}),
        Variant("Aa", {"naam": "Aa", "bedrag": "1"}, (Afwijking("w99", None),)),
    ],
)
def test_overbodige_opgave_wordt_geweigerd(variant: Variant) -> None:
    with pytest.raises(Geweigerd):
        vul_in(GEDEELD, variant)


def test_ontbrekende_waarde_blijft_zichtbaar_en_wordt_gemeld() -> None:
    uit = vul_in(GEDEELD, Variant("Aa", {"naam": "Aa"}))
    assert "€ [bedrag]." in tekst(uit.wortel)
    assert [(b.code, b.fragment) for b in uit.bevindingen] == [("parameter-open", "[bedrag]")]


def test_variant_komt_uit_een_canoniek_bestand() -> None:
    eigen = regeling(artikel("3", ["Acht weken."]))
    eigen = Regeling(Gegevens("proef", gemeente="Gee", kenmerken=(("naam", "Gee"), ("bedrag", "250"))), eigen.wortel)
    assert vul_in(GEDEELD, variant_uit(lees(schrijf(eigen)))).wortel == vul_in(GEDEELD, ZEVEN[-1]).wortel


def test_parameter_in_een_verwijzing_wordt_ook_ingevuld() -> None:
    lid = Eenheid(Soort.LID, wId="x", inhoud=(Alinea((Verwijzing("jci", "extern", ("bij [naam]",)),)),))
    assert "bij Aa" in tekst(vul_in(regeling(lid), Variant("Aa", {"naam": "Aa"})).wortel)


def test_regionale_wijziging_gaat_naar_alle_zeven_en_meldt_wat_botst() -> None:
    teksten = {v.gemeente: vul_in(GEDEELD, v) for v in ZEVEN}
    was = vul_in(GEDEELD, ZEVEN[0])
    nieuw = regeling(
        artikel("1", ["De raad van [naam] stelt vast."]),
        artikel("2", ["Het bedrag is € [bedrag]."]),
        artikel("3", ["Vier weken."]),
        artikel("4", ["Nieuw."]),
    )
    uit = {naam: vervlecht(was, eigen, vul_in(nieuw, ZEVEN[0])) for naam, eigen in teksten.items()}
    assert [naam for naam, u in uit.items() if u.regeling is None] == ["Gee"]
    assert "De raad van Dee" in tekst(uit["Dee"].regeling.wortel) and "Vier weken." in tekst(uit["Dee"].regeling.wortel)
    [botsing] = uit["Gee"].open
    assert (botsing.onze, botsing.hunne) == ("Acht weken.", "Vier weken.")
    keuze = Keuze(botsing.sleutel, Kant.ONZE, "eigen raadsbesluit")
    nu = tekst(vervlecht(was, teksten["Gee"], vul_in(nieuw, ZEVEN[0]), (keuze,)).regeling.wortel)
    assert "Acht weken." in nu and "Nieuw." in nu


def bron(nummer: int, *artikelen: Eenheid) -> Bron:
    return Bron(f"r@{nummer}", f"besluit {nummer}", date(2020 + nummer, 1, 1), regeling(*artikelen))


def test_herkomst_tot_op_het_woord() -> None:
    reeks = [
        bron(1, artikel("5", ["Het college beslist binnen acht weken.", "Tweede lid."])),
        bron(2, artikel("5", ["Het college beslist binnen zes weken.", "Tweede lid."])),
        bron(3, artikel("5", ["Het college beslist binnen zes weken na ontvangst.", "Tweede lid."])),
    ]
    een, twee = herkomst(reeks, uit_tekst("artikel 5"))[-2:]
    assert [(w.tekst.strip(), w.versie) for w in een.woorden] == [
        ("1. Het college beslist binnen", "r@1"),
        ("zes", "r@2"),
        ("weken", "r@1"),
        ("na ontvangst", "r@3"),
        (".", "r@1"),
    ]
    assert [(w.tekst, w.versie) for w in een.vervallen] == [("acht", "r@2")]
    assert twee.versies == ("r@1",) and een.versies == ("r@1", "r@2", "r@3")


def test_herkomst_volgt_een_vernummerd_artikel_en_ziet_een_nieuw_lid() -> None:
    reeks = [bron(1, artikel("5", ["Oud."])), bron(2, artikel("6", ["Oud.", "Nieuw."], naam="5"))]
    sporen = {s.adres: s.versies for s in herkomst(reeks, uit_tekst("artikel 6"))}
    assert sporen["artikel 6, eerste lid"] == ("r@1",) and sporen["artikel 6, tweede lid"] == ("r@2",)
    assert herkomst(reeks, uit_tekst("artikel 5")) == ()
    assert herkomst([], uit_tekst("artikel 5")) == ()
