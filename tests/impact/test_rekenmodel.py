"""The calculation: declared inputs, ranges, unknown where a figure is missing; and the monitor of choices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, strategies as st

from impact.dossier.aannames import Aannames
from impact.dossier.keuzes import Keuze, Keuzes, Keuzestand, Vindplaats
from impact.stukken import keuzemonitor, rekenmodel
from impact.stukken.rekenmodel import Bereik, reken
from tests.impact.stukhulp import klein, met_impact
from verordening.papier import zet
from verordening.papier.keuring import controleer
from verordening.papier.rekenblad import Blad, csv

REGIO = klein().impact.gemeenten


def uitkomsten(gegevens, naam):
    return {u.formule.maatregel: u for u in reken(gegevens, REGIO[naam])}


def test_met_alleen_de_grens_per_definitie_is_het_een_bovengrens_en_geen_raming():
    giften = uitkomsten(klein(), "Sliedrecht")["M08"]
    assert giften.bereik == Bereik(0, 529 * 1200) and giften.bovengrens
    assert giften.tekst == "niet meer dan € 634.800 per jaar (bovengrens, geen raming)"


def test_zonder_cijfer_is_de_uitkomst_onbekend_en_zegt_zij_wat_ontbreekt():
    giften = uitkomsten(klein(), "Dordrecht")["M08"]
    assert giften.bereik is None and giften.tekst == "onbekend: inwoners met bijstand ontbreekt"


def test_een_aanname_geeft_een_bereik_en_heet_aanname():
    aannames = Aannames.lees(
        b'<aannames status="p"><invoer sleutel="m23-deel" laag="0.05" hoog="0.10" eenheid="deel">Schatting van de uitvoering.</invoer>'
        b'<invoer sleutel="bijstand-aantal" gemeente="gm0505" laag="100" hoog="200" eenheid="personen">Schatting.</invoer></aannames>'
    )
    gegevens = replace(klein(), aannames=aannames)
    buffer = uitkomsten(gegevens, "Sliedrecht")["M23"]
    assert buffer.bereik == Bereik(0, 529 * 0.10 * 1000) and "(met aannames)" in buffer.tekst
    assert uitkomsten(gegevens, "Dordrecht")["M23"].bereik == Bereik(0, 200 * 0.10 * 1000)
    assert uitkomsten(gegevens, "Sliedrecht")["M23"].gegevens[0].soort == "dossier", "een feit gaat voor een aanname"


@given(st.lists(st.tuples(st.floats(0, 1e4), st.floats(0, 1e4)), min_size=1, max_size=5))
def test_een_product_van_bereiken_bevat_elk_product_van_waarden(paren):
    bereik, laag, hoog = Bereik(1, 1), 1.0, 1.0
    for a, b in paren:
        bereik, laag, hoog = bereik * Bereik(min(a, b), max(a, b)), laag * min(a, b), hoog * max(a, b)
    assert bereik.laag <= laag * (1 + 1e-9) and bereik.hoog >= hoog * (1 - 1e-9) and bereik.laag <= bereik.hoog


def test_elke_formule_noemt_een_bestaande_maatregel_en_een_bestaand_bedrag():
    bekend = {b.id for b in klein().impact.lijst.bedragen}
    for formule in klein().impact.lijst.formules:
        assert klein().impact.lijst[formule.maatregel]
        for factor in formule.factoren:
            soort, _, sleutel = factor.sleutel.partition(":")
            assert soort in ("cijfer", "bedrag", "invoer", "vast", "lokaal")
            assert soort != "bedrag" or sleutel in bekend
    assert all(
        g.soort != "onbekend"
        for u in reken(klein(), REGIO["Sliedrecht"])
        for g in u.gegevens
        if g.factor.sleutel.startswith("bedrag")
    )


def test_het_stuk_toont_formules_invoer_en_wat_geen_formule_heeft():
    stuk = rekenmodel.rekenmodel(klein())
    tekst = zet(stuk.document, "md").decode()
    assert controleer(stuk.document) == ()
    assert "Inwoners met bijstand × deel dat giften of bijdragen krijgt × vrij bedrag per jaar" in tekst
    assert "**M17 " in tekst and "niet het bedrag" in tekst


def met_keuzes(**velden):
    keuze = Keuze(
        sleutel="SK04",
        stand="gekozen",
        optie="breed (hele doelgroep)",
        datum=date(2025, 5, 1),
        besluit="Raadsbesluit 12",
    )
    keuzes = Keuzes(
        status="proef",
        peildatum=date(2026, 2, 1),
        gemeenten=(Keuzestand(code="gm0610", naam="Sliedrecht", keuzes=(keuze,)),),
        vindplaatsen=(
            Vindplaats(sleutel="SK04", regeling="proef", eId="art_1"),
            Vindplaats(sleutel="SK05", regeling="weg", eId="art_9"),
        ),
    )
    return met_impact(keuzes=keuzes.model_copy(update=velden))


def test_de_monitor_toont_keuze_datum_besluit_en_de_bepaling_waar_zij_op_slaat():
    stuk = keuzemonitor.keuzemonitor(met_keuzes())
    tekst = zet(stuk.document, "md").decode()
    assert controleer(stuk.document) == ()
    assert "Sliedrecht: breed (hele doelgroep) (1 mei 2025, Raadsbesluit 12)" in tekst
    assert "artikel 1 Proefverordening (onze uitleg)" in tekst and "weg#art\\_9 (niet gevonden)" in tekst
    assert len(keuzemonitor.blad(met_keuzes()).rijen) == 7 * 19


def test_een_vindplaats_of_gemeente_die_er_niet_is_wordt_gemeld():
    vreemd = Keuzestand(code="gm9999", naam="Elders")
    gemeld = keuzemonitor.controleer_vindplaatsen(met_keuzes(gemeenten=(vreemd,)))
    assert [b.code for b in gemeld] == ["keuze-vindplaats", "keuze-gemeente"]


def test_zonder_keuzes_is_alles_onbekend():
    tekst = zet(keuzemonitor.keuzemonitor(klein()).document, "md").decode()
    assert "Er is nog geen keuze vastgelegd" in tekst and "welke gemeente wat koos" not in tekst
    assert "|" not in tekst  # een tabel met alleen «onbekend» zegt niets


def test_een_formule_in_een_naam_wordt_geen_formule_in_het_rekenblad():
    rijen = tuple((f"=CMD|'/c calc'!{r[0]}", *r[1:]) for r in rekenmodel.blad(klein()).rijen[:1])
    assert (
        csv(Blad("x", rekenmodel.blad(klein()).kolommen, rijen)).decode("utf-8-sig").splitlines()[1].startswith("'=CMD")
    )
