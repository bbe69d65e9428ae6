"""The memo: everything the AB asks for stands in it, follows from the picture, and is traceable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from impact.dossier.model import Verwerking
from impact.sjablonen import Sjablonen, Sjabloon
from impact.stukken.matrix import bladen
from impact.stukken.memo import memo
from impact.stukken.memo_blokken import gebeurtenissen
from impact.stukken.memo_maatregel import adressen, voorstel
from impact.stukken.memo_overzicht import in_beeld
from impact.stukken.stuk import gebruikte_bestanden
from tests.impact.stukhulp import klein, met_impact
from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.papier import document as d, zet
from verordening.papier.keuring import controleer


def woorden(document: d.Document) -> str:
    return zet(document, "md").decode()


def met_moment(gegevens, moment, **velden):
    regio = gegevens.impact.gemeenten
    anders = moment.model_copy(update=velden)
    planning = tuple(anders if m is moment else m for m in regio.planning)
    return met_impact(gemeenten=regio.model_copy(update={"planning": planning}))


def koppen(document: d.Document, niveau: int) -> list[str]:
    return [d.platte_tekst(b.inhoud) for b in document.blokken if isinstance(b, d.Kop) and b.niveau == niveau]


def test_de_memo_heeft_elk_deel_en_elke_maatregel():
    document = memo(klein()).document
    assert controleer(document) == ()
    assert koppen(document, 2) == [
        "Samenvatting",
        "Waarom nu?",
        "Wat klopt er nu niet?",
        "Welke keuzes zijn er?",
        "Wat kost het?",
        "Uitvoering, risico’s en communicatie",
        "Vervolg en evaluatie",
        "Bijlage 1: oordeel per bepaling",
        "Bijlage 2: overzicht van de maatregelen",
        "Open punten",
        "Bijlage 3: per maatregel",
        "Bijlage 4: toetsvragen bij de kaders",
        "Bijlage 5: verantwoording",
        "Bijlage 6: geld en planning volgens de bronnen",
        "Bijlage 7: bronnen",
    ]
    maatregelen = [k.split()[0] for k in koppen(document, 3) if k[:1] == "M" and k[1:3].isdigit()]
    assert maatregelen == [f"M{n:02}" for n in range(1, 25)]
    assert any(isinstance(b, d.Kader) and d.platte_tekst(b.titel) == "Gevraagd besluit" for b in document.blokken)


def test_het_overzicht_tekent_wat_raakt_en_wat_komt_met_een_tabel_ernaast():
    figuren = [b for b in in_beeld(klein()) if isinstance(b, d.Figuur)]
    assert len(figuren) == 2 and all(f.alt and f.uitleg and isinstance(f.uitleg[0], d.Tabel) for f in figuren)


def test_elke_maatregel_zegt_fase_instrument_wie_wanneer_geld_en_bron():
    document = memo(klein()).document
    gegevens = [b for b in document.blokken if isinstance(b, d.Gegevens)][1:]
    assert len(gegevens) == 24
    for blok in gegevens:
        paren = {naam: d.platte_tekst(waarde) for naam, waarde in blok.paren}
        assert set(paren) - {"Vooruitlopen"} == {"Fase en ingang", "Instrument", "Wie beslist", "Voor wie", "Zekerheid"}
        assert all(paren.values()) and "Uiterste datum: " in paren["Wie beslist"] and "Bronnen: " in paren["Zekerheid"]
    tekst = woorden(document)
    for woord in ("Klantprofielen:", "Uitvoering en ICT:", "Geld:", "Kaders:"):
        assert tekst.count(f"**{woord}") >= 24, woord


def test_de_samenvatting_en_het_gevraagde_besluit_staan_voor_de_eerste_nieuwe_bladzijde():
    blokken = memo(klein()).document.blokken
    eerste = blokken[: next(n for n, b in enumerate(blokken) if isinstance(b, d.Paginaeinde))]
    tekst = " ".join(d.platte_tekst(i) for b in d.wandel(eerste) for i in d.delen(b)[0])
    assert "Gevraagd besluit" in tekst and "Stand van kennis" in tekst and "niet meer toe te passen" in tekst
    assert not any(
        isinstance(i, d.Noot) for b in d.wandel(eerste) for inhoud in d.delen(b)[0] for i in inhoud
    )  # noten kosten de bladzijde


def test_elke_koppeling_staat_met_al_haar_bewijs_en_haar_kans_in_het_werkblad():
    model = klein().impact
    blad = bladen(model)[0]
    rijen = {(r["Maatregel"], r["eId"]): r for r in (dict(zip(blad.kolommen, rij, strict=True)) for rij in blad.rijen)}
    paren = [(beeld.maatregel.id, b) for beeld in model.maatregelen for b in beeld.bepalingen]
    assert paren and len(rijen) == len(paren)
    for maatregel, b in paren:
        rij = rijen[maatregel, b.eId]
        assert b.herkomst and all(h.bewijs in rij["Bewijs"] for h in b.herkomst) and rij["Kans"] == f"{b.kans:.0%}"


def test_elke_fout_en_waarschuwing_staat_er_met_haar_plaats_hoeveel_het_er_ook_zijn():
    veel = tuple(
        Bevinding("bedrag-verouderd", Ernst.FOUT, f"Proefverordening, artikel {n}", "", "x") for n in range(1, 121)
    )
    tekst = woorden(memo(met_impact(bevindingen=veel)).document)
    assert "120 (fout)" in tekst and all(f"artikel {n}" in tekst for n in range(1, 121))
    assert "de bepaling noemt een bedrag, percentage of termijn die de wet heeft gewijzigd" in tekst.lower()


def test_een_datum_zonder_dag_staat_ook_op_de_tijdlijn_zonder_dag():
    lijn = next(
        b for b in in_beeld(klein()) if isinstance(b, d.Figuur) and "Wat er komt" in d.platte_tekst(b.bijschrift)
    )
    rijen = [d.platte_tekst(r.cellen[0].blokken[0].inhoud) for r in lijn.uitleg[0].rijen]
    assert "2026" in rijen and not any(r.startswith("1 jun") for r in rijen)


def test_een_dag_van_de_wet_die_ook_in_de_planning_staat_is_een_regel():
    gegevens = klein()
    ene = next(m for m in gegevens.impact.gemeenten.planning if m.datum == "2027-01-01" and m.orgaan == "wetgever")
    regels = [g.tekst for g in gebeurtenissen(gegevens) if g.datum == date(2027, 1, 1)]
    assert sum("Fase 3" in r or ene.naam in r for r in regels) == 1
    assert any("Fase 3" in r and f"(in de planning: «{ene.naam}»)" in r for r in regels)
    van_een_ander = met_moment(gegevens, ene, orgaan="gemeenteraad")
    assert ene.naam in [g.tekst for g in gebeurtenissen(van_een_ander)]


def test_wat_onbekend_of_tegenstrijdig_is_staat_er_zo():
    tekst = woorden(memo(klein()).document)
    assert "Het bedrag voor deze maatregel is onbekend." in tekst
    for t in klein().impact.lijst.tegenstrijdigheden:
        assert t.oordeel.split("(")[0].strip()[:40] in tekst.replace("\\", "")
    assert "artikel 99" in tekst and "niet verklaard" in tekst
    assert "**Wettekst ontbreekt:** Participatiewet, was en wordt" in tekst
    assert "Pw: ontbreekt" in tekst


def test_de_wijziging_van_de_wet_staat_als_was_en_wordt_met_de_woorden_gemerkt():
    tabellen = [
        b for b in memo(klein()).document.blokken if isinstance(b, d.Tabel) and b.naam == "M01: wettekst, was en wordt"
    ]
    woorden_ = tabellen[0].rijen[0].cellen[1].blokken[0].inhoud
    assert [(s.tekst.strip(), s.wijziging.value) for s in woorden_ if s.wijziging] == [
        ("Oud", "vervallen"),
        ("Nieuw", "ingevoegd"),
    ]


def test_voorstel_volgt_uit_het_oordeel_en_uit_wat_al_verwerkt_is():
    b = klein().impact.beeld("M08").bepalingen[0]
    assert voorstel(b) == (
        "In strijd met de wet. De bepaling zegt het tegendeel van artikel 31. Breng de bepaling in lijn met artikel 31."
    )
    assert "verworpen" in voorstel(replace(b, status="verworpen"))
    ontwerp = Verwerking(date(2027, 1, 1), "gewijzigd", "ontwerp-2027", "ontwerp")
    assert voorstel(replace(b, verwerkt=(ontwerp,))) == "Aangepast in het ontwerp per 1 januari 2027."
    ander = replace(ontwerp, dient=False, naar="artikel 2")
    assert "voor een ander doel" in voorstel(replace(b, verwerkt=(ander,)))
    assert "In strijd met de wet" in voorstel(replace(b, verwerkt=(ander,)))
    assert "Blijft staan, met een aanvulling" in voorstel(replace(b, verwerkt=(replace(ontwerp, soort="aangevuld"),)))


def test_een_maatregel_zonder_koppeling_zegt_waarom():
    assert "Geen bepaling. De maatregel vraagt alleen een werkinstructie." in woorden(memo(klein()).document)


def test_leden_van_een_artikel_staan_samen():
    assert adressen(["artikel 4, eerste lid", "artikel 4, derde lid", "artikel 4, vierde lid, onderdeel a"]) == (
        "artikel 4, eerste en derde lid; artikel 4, vierde lid, onderdeel a"
    )


def test_het_colofon_noemt_alles_met_een_kenmerk_dat_na_te_rekenen_is():
    import hashlib

    gegevens = klein()
    lijst = gebruikte_bestanden(gegevens)
    tekst = woorden(memo(gegevens).document)
    assert hashlib.sha512(lijst).hexdigest() in tekst
    assert b"sjablonen/memo.md.j2" in lijst and b"proef.xml" in lijst
    ander = replace(
        gegevens, sjablonen=Sjablonen({**gegevens.sjablonen.per_naam, "cib": Sjabloon("cib", "anders", "dossier")})
    )
    assert gebruikte_bestanden(ander) != lijst


def test_dezelfde_invoer_geeft_dezelfde_memo():
    assert memo(klein()).document == memo(klein()).document


def test_opmaak_in_gegevens_blijft_tekst():
    vijand = '<script>alert(1)</script> **vet** {{ 7*7 }} [x](javascript:x) =HYPERLINK("http://x")'
    document = memo(met_impact(naam=vijand, status=vijand)).document
    html = zet(document, "html").decode()
    assert "<script>" not in html and "49" not in html.split("=HYPERLINK")[0][-40:]
    assert "&lt;script&gt;" in html and "javascript:x" not in "".join(
        s.link for b in d.wandel(document.blokken) for i in d.delen(b)[0] for s in i if isinstance(s, d.Stuk)
    )


def test_een_bron_die_er_niet_is_wordt_geweigerd():
    gegevens = klein()
    eigen = replace(
        gegevens,
        sjablonen=Sjablonen(
            {**gegevens.sjablonen.per_naam, "memo": Sjabloon("memo", 'x{{ bron("S-99") }}', "dossier")}
        ),
    )
    with pytest.raises(Geweigerd, match="S-99"):
        memo(eigen)
    eigen = replace(
        gegevens,
        sjablonen=Sjablonen({**gegevens.sjablonen.per_naam, "memo": Sjabloon("memo", '{{ blok("weg") }}', "dossier")}),
    )
    with pytest.raises(Geweigerd, match=r"weg.*sjablonen/memo|sjablonen/memo.*weg"):
        memo(eigen)


def test_een_leeg_beeld_geeft_een_memo_die_dat_zegt():
    leeg = met_impact(maatregelen=(), regelingen=(), zaken=(), wetten=(), bevindingen=())
    document = memo(leeg).document
    beeld = d.Document("Proef", tuple(in_beeld(leeg)))
    assert controleer(document) == () and "Er is niets om te tekenen" in woorden(beeld)


def test_voor_de_dag_van_de_wet_is_nog_niets_buiten_toepassing_te_laten():
    vroeg = replace(klein(), datum=date(2025, 11, 3))
    tekst = woorden(memo(vroeg).document)
    assert "vanaf 1 januari 2026 niet meer toe te passen voor zover de wet dan anders zegt" in tekst
    assert "vanaf 1 januari 2026 niet meer met de wet" in tekst and "Wat klopt er straks niet?" in tekst
    assert "nu anders zegt" not in tekst and "nu niet met de wet" not in tekst
