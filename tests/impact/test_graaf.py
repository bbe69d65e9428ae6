"""The graph: edges from the WTI with their period, powers that the law gives, official sources, and chains that mean something."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from impact.dossier.samen import Uitwerking
from impact.graaf.bouw import bouw
from impact.graaf.graaf import Graaf, Rand
from impact.graaf.raakvraag import als_regels, beantwoord
from wetgeving.bron.wti import Wti, lees_wti

WTI = """<wetstechnische-informatie bwb-id="BWBR0015703">
 <algemene-informatie gegenereerd="2026-02-01T00:00:00"><citeertitels><citeertitel status="officieel" geldig-van="2004-01-01"
   geldig-tot="9999-12-31" zichtbaar-van="2004-01-01" zichtbaar-tot="9999-12-31">Participatiewet</citeertitel></citeertitels></algemene-informatie>
 <gerelateerde-regelgeving><regelingelementen>
  <regelingelement label-id="1" groep="artikel" label="Artikel 31">
   <grondslag-voor>
    <gerelateerde-regeling bwb-id="BWBR0099901" geldig-van="2015-01-01" geldig-tot="2020-01-01" zichtbaar-van="2015-01-01" zichtbaar-tot="9999-12-31">
     <extref doc="jci1.3:c:BWBR0099901" bwb-id="BWBR0099901">Proefbesluit middelen</extref></gerelateerde-regeling>
    <gerelateerde-regeling bwb-id="BWBR0099901" geldig-van="2020-01-01" geldig-tot="2026-01-01" zichtbaar-van="2020-01-01" zichtbaar-tot="9999-12-31">
     <extref doc="jci1.3:c:BWBR0099901" bwb-id="BWBR0099901">Proefbesluit middelen</extref></gerelateerde-regeling>
    <gerelateerde-regeling bwb-id="BWBR0099901" geldig-van="2010-01-01" geldig-tot="2030-01-01" zichtbaar-van="2010-01-01" zichtbaar-tot="2012-01-01">
     <extref doc="jci1.3:c:BWBR0099901" bwb-id="BWBR0099901">Proefbesluit middelen</extref></gerelateerde-regeling>
   </grondslag-voor>
   <wettelijke-bevoegdheid-voor>
    <gerelateerde-regeling bwb-id="BWBR0099903" geldig-van="2015-01-01" geldig-tot="9999-12-31" zichtbaar-van="2015-01-01" zichtbaar-tot="9999-12-31">
     <extref doc="jci1.3:c:BWBR0099903" bwb-id="BWBR0099903">Proefmandaat</extref></gerelateerde-regeling>
   </wettelijke-bevoegdheid-voor>
   <verwijzing-door>
    <gerelateerd-regelingelement bwb-id="BWBR0099902" geldig-van="2015-01-01" geldig-tot="9999-12-31" zichtbaar-van="2015-01-01" zichtbaar-tot="9999-12-31">
     <extref label="Proefwet toeslagen" groep="artikel" doc="jci1.3:c:BWBR0099902&amp;artikel=7" bwb-id="BWBR0099902" label-id="9">7</extref>
    </gerelateerd-regelingelement>
   </verwijzing-door>
  </regelingelement>
 </regelingelementen></gerelateerde-regelgeving>
</wetstechnische-informatie>"""


@pytest.fixture(scope="module")
def wti() -> Wti:
    gelezen = lees_wti(WTI.encode(), "proef.WTI")
    assert not gelezen.bevindingen
    return gelezen


@pytest.fixture(scope="module")
def graaf(uitwerking: Uitwerking, wti: Wti) -> Graaf:
    return bouw(uitwerking, (wti,))


def test_wti_zegt_wie_op_een_artikel_rust_en_in_welke_tijd(graaf: Graaf):
    randen = [r for r in graaf.randen if r.naar == "wet:BWBR0099901" and r.van == "wet:BWBR0015703/31"]
    assert [(r.soort, r.vanaf, r.tot) for r in randen] == [("grondslag-voor", date(2015, 1, 1), date(2026, 1, 1))]
    assert "WTI van BWBR0015703, gemaakt op 2026-02-01" in randen[0].bron
    assert graaf.naam("wet:BWBR0099901") == "Proefbesluit middelen"
    assert graaf.naam("wet:BWBR0099902/7") == "artikel 7, Proefwet toeslagen"
    assert [r.soort for r in graaf.keten("wet:BWBR0015703/31", "wet:BWBR0099903")] == ["wettelijke-bevoegdheid-voor"]


def test_een_maatregel_bereikt_wat_op_het_gewijzigde_artikel_rust_zolang_dat_geldt(graaf: Graaf):
    keten = graaf.keten("maatregel:M08", "wet:BWBR0099902/7", op=date(2026, 6, 1))
    assert [r.soort for r in keten] == ["wijzigt", "verwijzing-door"] and "noemt het geheel" in keten[-1].bewijs
    assert (
        graaf.keten("maatregel:M08", "wet:BWBR0099901", op=date(2026, 6, 1)) == ()
    )  # de grondslag verviel op 1 januari
    assert graaf.keten("wet:BWBR0015703/31", "wet:BWBR0099901", op=date(2025, 6, 1))


def test_de_wet_laat_de_raad_regels_stellen_en_de_verordening_doet_dat(graaf: Graaf):
    delegaties = {r.van for r in graaf.randen if r.naar == "orgaan:gemeenteraad"}
    verplicht = {f"wet:BWBR0015703/{p}" for p in ("8/1", "8a/1", "8b", "47")}
    assert verplicht <= delegaties
    assert any(
        r.soort == "delegatie" and r.naar.startswith("bepaling:verordening-werk-en-inkomen#") for r in graaf.randen
    )
    assert not any(r.soort == "delegatie" and r.naar.startswith("bepaling:beleidsregels") for r in graaf.randen)
    assert any(r.soort == "grondslag" and r.naar.endswith("#formula_1") for r in graaf.randen)


def test_een_wijziging_noemt_haar_maatregel_de_officiele_bron_en_de_wetteksten(graaf: Graaf):
    keten = graaf.keten("maatregel:M01", "wet:BWBR0015703/44/5")
    assert "de wetteksten tonen: nieuw" in keten[0].bewijs and "kamerdossier 36582" in keten[0].bewijs
    assert graaf.keten("tekst:BWBR0015703@2026-01-01", "wet:BWBR0015703/44/5")
    assert any(r.van.startswith("publicatie:Stb 2025, 312") and r.naar == "wet:BWBR0015703/44" for r in graaf.randen)


def test_twee_losse_verwijzingen_achter_elkaar_maken_geen_keten():
    graaf = Graaf(
        (
            Rand("wet:A", "wet:B", "noemt"),
            Rand("wet:B", "wet:C", "verwijzing-door"),
            Rand("wet:B", "bepaling:d", "verwijzing"),
        )
    )
    assert graaf.geraakt_door("wet:A") == ("wet:B", "bepaling:d")
    assert graaf.raakt("wet:C") == ("wet:B",)


def test_een_rand_geldt_tot_de_dag_waarop_hij_ophoudt():
    rand = Rand("a:1", "a:2", "noemt", vanaf=date(2020, 1, 1), tot=date(2026, 1, 1))
    assert [
        rand.geldt(d) for d in (date(2019, 12, 31), date(2020, 1, 1), date(2025, 12, 31), date(2026, 1, 1), None)
    ] == [False, True, True, False, True]


@pytest.mark.parametrize(
    "vraag",
    [
        "artikel 31, tweede lid, onderdeel m, Pw",
        "artikel 31, tweede lid, onderdeel m, van de Participatiewet",
        "jci1.3:c:BWBR0015703&artikel=31&lid=2&o=m",
    ],
)
def test_dezelfde_plaats_op_drie_manieren_gevraagd(uitwerking: Uitwerking, graaf: Graaf, vraag: str):
    antwoord = beantwoord(uitwerking, graaf, vraag, date(2026, 1, 1))
    assert antwoord.plaats == "artikel 31, tweede lid, onderdeel m, Pw"
    assert "maatregel:M08" in antwoord.inwerking and "dossier:36582" in antwoord.inwerking
    assert "bepaling:beleidsregels-giften#chp_2__art_4__para_1" in antwoord.geraakt
    assert not any(k.startswith("bepaling:beleidsregels-bufferbudget#") for k in antwoord.geraakt)


def test_een_lokale_plaats_en_een_besluit_zijn_ook_te_vragen(uitwerking: Uitwerking, graaf: Graaf):
    lokaal = beantwoord(uitwerking, graaf, "artikel 4 van de Beleidsregels giften GR Sociaal")
    assert "maatregel:M08" in lokaal.inwerking and lokaal.plaats == "artikel 4, Beleidsregels giften GR Sociaal"
    besluit = beantwoord(uitwerking, graaf, "besluit-2027-ontwerp")
    assert "regeling:verordening-werk-en-inkomen" in besluit.geraakt
    tekst = "\n".join(als_regels(besluit))
    assert "(ontwerp)" in tekst and "WERKT HIEROP IN: niets gevonden" in tekst


def test_echte_wti_heeft_alleen_randen_met_een_bron(uitwerking: Uitwerking, data: Path):
    echt = lees_wti(data / "regelrecht" / "BWBR0018451.WTI.xml")
    randen = [r for r in bouw(uitwerking, (echt,)).randen if r.bron.startswith("WTI")]
    assert {r.soort for r in randen} == {"grondslag-voor", "verwijzing-door"}
    nu = [r for r in randen if r.van == "wet:BWBR0018451/2" and r.geldt(date(2026, 1, 1))]
    assert "wet:BWBR0030989" in {r.naar for r in nu if r.soort == "grondslag-voor"}
    assert not any(r.naar == "wet:BWBR0015703/38" for r in nu)  # volgens het bestand tot 1 januari 2026
