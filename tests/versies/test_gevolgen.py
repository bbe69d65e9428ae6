"""Wat een wijziging elders doet, en wat een opsteller nakijkt voordat het besluit er ligt."""

import pytest

from verordening.bevinding import Geweigerd
from verordening.boom import tekst
from verordening.tekst.markdown import lees
from versies.gevolgen import verweesd, verweesd_in, werk_bij
from versies.opstellen.controle import gevolgen, weiger
from versies.verschil import vergelijk
from werkbank.diensten.opstellen import maak

WAS = """# Leenverordening

#### Artikel 1 Begrippen
- gereedschap: wat wordt uitgeleend;
- lener: wie iets leent.
#### Artikel 2 Lenen
1. Een lener krijgt gereedschap mee op vertoon van een pas.
2. Een kind krijgt alleen gereedschap mee met een ouder.
3. De lener brengt het gereedschap binnen acht dagen terug.
#### Artikel 3 Te laat
Wie de termijn, bedoeld in artikel 2, derde lid, overschrijdt, betaalt € 2 per dag.
#### Artikel 4 Kwijtschelding
Artikel 2, tweede lid, en artikel 3 gelden niet voor scholen.
#### Artikel 5 Slot
Deze verordening wordt aangehaald als: Leenverordening.

## Toelichting

### Artikelsgewijs

#### Artikel 2 Lenen
De termijn van acht dagen volgt uit artikel 2, derde lid.
#### Artikel 3 Te laat
Het bedrag dekt de kosten.
"""


def regeling(tekst_: str):
    return lees(tekst_.encode())


def verschil(oud: str = "", nieuw: str = "", *, wordt: str = ""):
    return vergelijk(regeling(WAS), regeling(wordt or WAS.replace(oud, nieuw)))


ZONDER_KIND = WAS.replace("2. Een kind krijgt alleen gereedschap mee met een ouder.\n3.", "2.")


def test_een_verwijzing_naar_wat_verschoof_of_verviel_wordt_gezien_ook_in_de_toelichting():
    gevonden = {
        (g.plaats, g.verwijzing.tekst): (g.nu and g.nu.tekst(kort=True), g.nieuw)
        for g in verweesd(verschil(wordt=ZONDER_KIND))
    }
    assert gevonden == {
        ("artikel 3", "artikel 2, derde lid"): ("artikel 2, tweede lid", "artikel 2, tweede lid"),
        ("artikel 4", "Artikel 2, tweede lid"): (None, ""),
        ("de toelichting op artikel 2", "artikel 2, derde lid"): ("artikel 2, tweede lid", "artikel 2, tweede lid"),
    }


def test_bijwerken_verandert_alleen_wat_zeker_is_en_daarna_klopt_het():
    v = verschil(wordt=ZONDER_KIND)
    nieuw, over = werk_bij(v.wordt, list(verweesd(v)))
    assert [g.plaats for g in over] == ["artikel 4"]
    assert "Wie de termijn, bedoeld in artikel 2, tweede lid, overschrijdt" in tekst(nieuw.wortel)
    assert "volgt uit artikel 2, tweede lid." in tekst(nieuw.wortel)
    assert [g.plaats for g in verweesd(vergelijk(v.was, nieuw))] == ["artikel 4"]


def test_wie_de_verwijzing_zelf_al_aanpaste_hoort_niets():
    assert (
        list(
            verweesd(
                verschil(
                    wordt=ZONDER_KIND.replace("2, derde lid", "2, tweede lid").replace(
                        "Artikel 2, tweede lid, en artikel 3 gelden", "Artikel 3 geldt"
                    )
                )
            )
        )
        == []
    )


def test_een_nieuwe_verwijzing_naar_wat_er_niet_is_wordt_gezien():
    (g,) = verweesd(verschil("op vertoon van een pas", "op vertoon van een pas als bedoeld in artikel 9"))
    assert (g.bevinding().code, g.plaats) == ("verwijzing-zonder-doel", "artikel 2, eerste lid")


def test_een_andere_regeling_die_de_gewijzigde_noemt_wordt_ook_gezien():
    ander = regeling(
        "# Schoolregels\n\n#### Artikel 1 Lenen\nArtikel 2, derde lid, van de Leenverordening geldt ook hier.\n"
    )
    ((gevonden, g),) = verweesd_in(verschil(wordt=ZONDER_KIND), [ander])
    assert gevonden is ander
    assert (g.nieuw, g.oud.tekst(kort=True)) == ("", "artikel 2, derde lid")


@pytest.mark.parametrize(
    ("oud", "nieuw", "code"),
    [
        ("op vertoon van een pas", "op vertoon van [PM]", "invulplek"),
        ("- lener: wie iets leent.", "- lener: wie iets leent;\n- bewijs: een briefje.", "begrip-volgorde"),
        ("- lener: wie iets leent.", "- lener: wie iets leent;\n- zaal: een ruimte.", "begrip-ongebruikt"),
        ("acht dagen terug", "zes dagen terug", "overgangsrecht"),
        ("€ 2 per dag", "€ 3 per dag", "overgangsrecht"),
        ("acht dagen terug", "zes dagen terug", "toelichting-ongewijzigd"),
        ("op vertoon", "op vertoning", "inwerking-niet-gekozen"),
    ],
)
def test_wat_een_mens_moet_nakijken_wordt_gezegd(oud, nieuw, code):
    assert code in {b.code for b in gevolgen(verschil(oud, nieuw))}


def test_waar_niets_aan_de_hand_is_wordt_alleen_de_dag_gevraagd():
    assert [b.code for b in gevolgen(verschil("voor scholen", "voor basisscholen"))] == ["inwerking-niet-gekozen"]


@pytest.mark.parametrize(
    ("wordt", "code"),
    [
        (WAS.replace("#### Artikel 4 K", "#### Artikel 3 Nog een\nIets.\n#### Artikel 4 K"), "opstellen-dubbel-nummer"),
        (
            "# Honden\n\n#### Artikel 1 Lijn\n"
            + "Een hond loopt in de kom aan de lijn en elders niet, tenzij het bord dat zegt. " * 8,
            "opstellen-andere-regeling",
        ),
    ],
)
def test_wat_niet_bedoeld_kan_zijn_wordt_geweigerd(wordt, code):
    with pytest.raises(Geweigerd) as fout:
        weiger(verschil(wordt=wordt))
    assert fout.value.code == code


def test_met_bijwerken_staat_de_verwijzing_in_het_besluit():
    ontwerp = maak([(regeling(WAS), regeling(ZONDER_KIND))], bijwerken=True)
    assert any("artikel 3" in o.naam or "In artikel 3 wordt" in o.zin for o in ontwerp.besluit.opdrachten)
    assert [b.adres for b in ontwerp.bevindingen if b.code == "verwijzing-verweesd"] == ["artikel 4"]


def test_het_concept_van_de_toelichting_zegt_per_onderdeel_wat_er_verandert_en_vraagt_waarom():
    from versies.opdracht import lees_besluit
    from werkbank.diensten.waarom import redenen
    from werkbank.diensten.wijziging import met_toelichting

    wordt = WAS.replace("acht dagen terug", "zes dagen terug").replace("€ 2 per dag", "€ 3 per dag")
    ontwerp = maak([(regeling(WAS), regeling(wordt))])
    concept = redenen(ontwerp)
    assert list(concept) == ["A", "B"]
    assert concept["A"] == "Was in artikel 2, derde lid: «acht dagen»; nu: «zes dagen».\n[Waarom: in te vullen.]"
    gezet = met_toelichting(ontwerp, concept)
    assert "Onderdeel B" in gezet.tekst.regels
    assert [o.wijzigingen for o in lees_besluit(gezet.tekst.tekst).opdrachten] == [
        o.wijzigingen for o in ontwerp.besluit.opdrachten
    ]


def test_een_paragraaf_in_een_ongewijzigde_paragraaf_is_waar_zij_was():
    was = "# Beleidsregels\n\n## 1 Inleiding\n\nDit gaat over giften.\n\n## 2 Giften\n\n### 2.1 Hoogte\n\nVrij.\n\n## 3 Slot\n\nZie paragraaf 2.1.\n"
    wordt = was.replace("giften.", "geld.")
    assert list(verweesd(vergelijk(lees(was.encode()), lees(wordt.encode())))) == []
