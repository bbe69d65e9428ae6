"""Drafts, the proposal to the councils and the decision of the board against the data: complete, and none says what another denies."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from impact.dossier.concepten import Conceptkeuze, Conceptvariant
from impact.dossier.laden import Invoer
from impact.dossier.model import Bepaling
from impact.dossier.ontwerp import ontwerpen
from impact.dossier.samen import werk_uit
from impact.oordeel.soorten import Oordeelsoort
from impact.stukken import uiterlijk
from impact.stukken.abbesluit import ab_besluit
from impact.stukken.bestuur import besluitpunten, openstaand, strijdzaken
from impact.stukken.bord import OORDELEN, rijen as bordrijen
from impact.stukken.brief import brief
from impact.stukken.concept import Keuzestof, maak_concept
from impact.stukken.kaart import kaarten
from impact.stukken.kalender import kalender, regels as regels_van
from impact.stukken.memo import memo
from impact.stukken.raadsstukken import blijft, raadsstukken, voert_uit
from impact.stukken.rekenmodel import reken
from impact.stukken.stuk import Stukgegevens, verzamel
from impact.stukken.taal import dag
from verordening.bevinding import Geweigerd
from verordening.boom import regels, tekst as boomtekst
from verordening.dagen import MAANDEN
from verordening.papier import zet
from verordening.register import Register
from wetgeving.maatregelen import Maatregel

DATUM = date(2026, 11, 30)
_DAG = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MAANDEN)}) (\d{{4}})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_KORT = re.compile(r"\b(\d{1,2})-(\d{1,2})-(\d{4})\b")
_BEDRAG = re.compile(r"€ ?(\d[\d.]*(?:,\d+)?)")
_ARTIKEL = re.compile(r"\bartikel (\d+[a-z]*(?::\d+[a-z]*)?)\b")


@pytest.fixture(scope="module")
def gegevens(invoer: Invoer) -> Stukgegevens:
    return verzamel(invoer.dossier, werk_uit(invoer, dag=DATUM).model, DATUM, invoer.later)


@pytest.fixture(scope="module")
def stukken(gegevens: Stukgegevens) -> dict[str, str]:
    gemeente = gegevens.impact.gemeenten["Sliedrecht"]
    alle = [memo(gegevens), ab_besluit(gegevens), brief(gegevens, gemeente), kalender(gegevens)]
    alle += [*raadsstukken(gegevens, [gemeente])[0], kaarten(gegevens)]
    return {s.naam: zet(s.document, "md").decode().replace("\\", "") for s in alle}


def test_een_bepaling_die_op_een_verschoven_plaats_rust_krijgt_geen_half_concept(gegevens: Stukgegevens) -> None:
    """Elsewhere the same paper says that the reference is wrong; mending only the amount would contradict that."""
    plaats = {Oordeelsoort.GRONDSLAG, Oordeelsoort.VERWIJZING}
    half = 0
    for regeling in gegevens.impact.regelingen:
        zaken = [z for z in gegevens.impact.zaken if z.regeling == regeling.slug and z.open]
        concept = maak_concept(regeling, zaken)
        gedaan = {z.eId for z, *_ in concept.gedaan}
        assert not [z.adres for z in concept.rest if z.eId in gedaan and z.oordeel.soort in plaats]
        half += sum(z.oordeel.soort in plaats and any(o.vervang for o in z.oordelen) for z in concept.rest)
    assert half  # het voorbeeld heeft zulke bepalingen


def test_elke_beleidsregel_heeft_een_volledig_concept_met_de_andere_keuzes(
    gegevens: Stukgegevens, stukken: dict[str, str]
) -> None:
    """Nothing is left to write, no old amount or dead place stands in what was mended, and what can be chosen is said."""
    besluit = stukken["ab-besluit"]
    opdracht = besluitpunten(gegevens).opdracht
    assert len(opdracht) == 9
    for r in opdracht:
        zaken = [z for z in gegevens.impact.zaken if z.regeling == r.slug and z.open]
        concept = maak_concept(r, zaken, Keuzestof(gegevens.concepten.van(r.slug)))
        assert concept.tekst and not [z for z in concept.rest if z.oordeel.soort.fout], (r.slug, concept.reden)
        nieuw = {e.eId: t for e, t in regels(concept.wordt.regeling.wortel)}
        for z in zaken:
            oud = [o for x in z.oordelen if x.soort is Oordeelsoort.BEDRAG for o, _ in x.vervang]
            assert not [o for o in oud if o in nieuw.get(z.eId, "")], z.adres
        assert f"| {r.citeertitel} | volledig concept voor" in besluit
        assert f"{r.citeertitel}: was en wordt volgens het concept" in besluit
    assert "nog te schrijven" not in besluit and "Alleen bij overmacht: «" in besluit


def test_elk_bedrag_in_een_concept_staat_op_die_plaats_in_de_wettekst(gegevens: Stukgegevens) -> None:
    wet = gegevens.impact.wet("BWBR0015703").wordt
    assert wet is not None
    register, gezien = Register(wet.wortel), 0
    for r in besluitpunten(gegevens).opdracht:
        zaken = [z for z in gegevens.impact.zaken if z.regeling == r.slug and z.open]
        concept = maak_concept(r, zaken, Keuzestof(gegevens.concepten.van(r.slug)))
        bedragen = [(o.plaats, nieuw) for _, o, _, nieuw in concept.gedaan if o.soort is Oordeelsoort.BEDRAG]
        for plaats, nieuw in bedragen:
            assert plaats is not None
            eenheid = register.vind(plaats).eenheid
            assert eenheid is not None
            getal = re.sub(r",00$", "", nieuw.strip("€ %")).replace(".", "")
            assert getal in boomtekst(eenheid).replace(".", ""), (r.slug, plaats.tekst(), nieuw)
            gezien += 1
    assert gezien == 13


def test_wat_blijft_staan_lost_een_fout_bedrag_niet_op(gegevens: Stukgegevens) -> None:
    giften = next(r for r in gegevens.impact.regelingen if r.slug == "beleidsregels-giften")
    zaken = [z for z in gegevens.impact.zaken if z.regeling == giften.slug and z.adres == "artikel 4, eerste lid"]
    blijft = Conceptkeuze(
        regeling=giften.slug, plaats=zaken[0].adres, varianten=(Conceptvariant(naam="Houd", doe="blijft"),)
    )
    assert maak_concept(giften, zaken, Keuzestof((blijft,))).rest == tuple(zaken)


def test_een_gekozen_tekst_voor_een_plaats_die_er_niet_is_wordt_geweigerd(invoer: Invoer, tmp_path: Path) -> None:
    map_ = tmp_path / "dossier"
    shutil.copytree(invoer.dossier.map, map_)
    tekst = (map_ / "concepten.xml").read_text("utf-8")
    (map_ / "concepten.xml").write_text(
        tekst.replace('plaats="artikel 4, derde lid"', 'plaats="artikel 4, zesde lid"', 1)
    )
    with pytest.raises(Geweigerd, match="artikel 4, zesde lid"):
        verzamel(replace(invoer.dossier, map=map_), werk_uit(invoer, dag=DATUM).model, DATUM, invoer.later)


def test_het_raadsvoorstel_noemt_wat_het_besluit_uitvoert_en_zegt_de_rest_niet_dubbel(gegevens: Stukgegevens) -> None:
    voor = [s for s in raadsstukken(gegevens, [gegevens.impact.gemeenten["Sliedrecht"]])[0] if "voorstel" in s.naam]
    ontwerp = ontwerpen(gegevens, "gemeenteraad")[0]
    tekst = zet(voor[0].document, "md").decode()
    argumenten = tekst.split("## Argumenten")[1].split("##")[0]
    for beeld in gegevens.impact.geteld:
        if f" {beeld.maatregel.naam}." in argumenten:
            assert voert_uit(ontwerp, beeld), beeld.maatregel.id
    zaak = next(z for z in gegevens.impact.zaken if z.regeling == ontwerp.was.slug and z.oordeel.soort.fout)
    onveranderd = replace(zaak, adres="artikel 999")
    assert blijft(ontwerp, onveranderd) and not blijft(ontwerp, replace(onveranderd, regeling="beleidsregels-giften"))
    anders = replace(zaak, adres="artikel 36", oordelen=(replace(zaak.oordeel, vervang=(("staat er nooit", "x"),)),))
    assert not blijft(ontwerp, anders)


def test_na_de_dag_van_het_ontwerp_stelt_het_raadsvoorstel_die_dag_niet_meer_voor(gegevens: Stukgegevens) -> None:
    later = replace(gegevens, datum=date(2027, 2, 1))
    stukken_ = raadsstukken(later, [later.impact.gemeenten["Sliedrecht"]])[0]
    tekst = next(zet(s.document, "md").decode() for s in stukken_ if "voorstel" in s.naam)
    assert (
        "in te laten gaan op 1 januari 2027" not in tekst and "Verordening werk en inkomen per 1 januari" not in tekst
    )


def test_voor_de_dag_van_de_wet_heet_een_kolom_niet_sinds(invoer: Invoer) -> None:
    eerder = date(2025, 11, 20)
    gegevens = verzamel(invoer.dossier, werk_uit(invoer, dag=eerder).model, eerder, invoer.later)
    for stuk in (memo(gegevens), ab_besluit(gegevens)):
        tekst = zet(stuk.document, "md").decode()
        assert "| Vanaf |" in tekst and "| Sinds |" not in tekst and "(sinds 1 januari 2026)" not in tekst


def test_de_bedragen_van_de_eigen_toeslag_staan_in_het_rekenmodel(gegevens: Stukgegevens) -> None:
    sliedrecht = gegevens.impact.gemeenten["Sliedrecht"]
    m24 = next(u for u in reken(gegevens, sliedrecht) if u.formule.maatregel == "M24")
    assert m24.ontbreekt == ("extra toekenningen per jaar",)
    assert [tuple(g.bereik or ()) for g in m24.gegevens if g.soort == "lokaal"] == [(490.0, 745.0)]


def test_zonder_open_punten_wordt_er_geen_gevraagd(gegevens: Stukgegevens) -> None:
    leeg = replace(
        gegevens.impact,
        lijst=gegevens.impact.lijst.model_copy(update={"leemten": ()}),
        wetten=(),
        maatregelen=(),
        gemeenten=gegevens.impact.gemeenten.model_copy(update={"vragen": (), "onzekerheden": ()}),
    )
    assert openstaand(gegevens) and not openstaand(replace(gegevens, impact=leeg))


def test_een_keuze_staat_met_haar_varianten_in_bijlage_en_kaart(stukken: dict[str, str]) -> None:
    voorstel = "A. Vrij als de gift een noodzakelijk doel dient (voorstel)."
    kaart = next(t for n, t in stukken.items() if "kaart" in n)
    assert voorstel in kaart
    assert voorstel in next(t for n, t in stukken.items() if "memo" in n).split("Bijlage 1: oordeel per bepaling")[-1]


def test_een_grens_die_voorbij_is_heet_in_de_kalender_verstreken_en_staat_in_de_brief(
    gegevens: Stukgegevens, stukken: dict[str, str]
) -> None:
    voorbij = [r for r in regels_van(gegevens) if r.soort == "teruggeteld" and r.datum and r.datum < DATUM]
    assert voorbij and {r.zekerheid for r in voorbij} == {"verstreken"}
    assert all(
        dag(r.datum) in stukken["sliedrecht/cib-sliedrecht"] for r in voorbij if r.datum and r.wie == "gemeenteraad"
    )


def test_wat_in_de_verordening_fout_blijft_staat_in_het_raadsvoorstel(
    gegevens: Stukgegevens, stukken: dict[str, str]
) -> None:
    """The memo tells the board so; the raad must not read a proposal that is silent about it. What a version in force has
    adapted, in a sentence that was written for the new law, is no fault any more in any paper."""
    verordening = next(r for r in gegevens.impact.regelingen if r.soort == "verordening")
    assert not [z.adres for z in strijdzaken(gegevens) if z.regeling == verordening.slug]
    assert "klopt nu al niet" not in stukken["sliedrecht/raadsvoorstel-sliedrecht"]
    fout = replace(strijdzaken(gegevens)[0], regeling=verordening.slug, adres="artikel 98", verwerkt=())
    met = replace(gegevens, impact=replace(gegevens.impact, zaken=(*gegevens.impact.zaken, fout)))
    voorstel, *_ = raadsstukken(met, [gegevens.impact.gemeenten["Sliedrecht"]])[0]
    assert "klopt nu al niet met de wet in artikel 98" in zet(voorstel.document, "md").decode()


def test_bij_wie_alleen_iets_is_na_te_lopen_staat_dat_er_zo(
    gegevens: Stukgegevens, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = uiterlijk._onverwerkt

    def ook_een_van_de_raad(g: Stukgegevens, maatregel: Maatregel) -> Iterator[tuple[str, Bepaling]]:
        yield from (gevonden := list(echt(g, maatregel)))
        for _, b in gevonden[:1] if maatregel.id == "M05" else ():
            yield "gemeenteraad", replace(b, oordeel=replace(b.oordeel, soort=Oordeelsoort.NALOPEN))

    monkeypatch.setattr(uiterlijk, "_onverwerkt", ook_een_van_de_raad)
    wie = {r.maatregel: r.wie for r in bordrijen(gegevens)}
    assert wie["M05"] == "algemeen bestuur; raden: nalopen" and wie["M08"] == "algemeen bestuur"


def test_wie_een_tekst_maakt_die_wijzigt_beslist_ook(gegevens: Stukgegevens) -> None:
    wie = {r.maatregel: r.wie for r in bordrijen(gegevens)}
    assert wie["M17"] == wie["M19"] == "raden en algemeen bestuur", "beleidsregels noemen wat vervalt"
    assert wie["M05"] == wie["M08"] == "algemeen bestuur"
    per = {r.maatregel: r for r in bordrijen(gegevens)}
    assert (
        per["M21"].dagtekst.startswith("zo snel mogelijk voor wat nu al afwijkt") and per["M21"].stand == "verstreken"
    )
    assert OORDELEN[per["M23"].oordeel] == "een ontwerp voert haar uit" and per["M23"].bepalingen == 0


def test_het_raadsvoorstel_rust_op_de_versie_die_het_wijzigt(stukken: dict[str, str]) -> None:
    voorstel = stukken["sliedrecht/raadsvoorstel-sliedrecht"]
    assert "31 december 2025" not in voorstel and "Verordening werk en inkomen, versie van 1 januari 2026" in voorstel
    assert "Ook gewijzigd: bijlage 2 bij de verordening." in voorstel
    assert "artikel 60, Tabel 3: alleenstaande € 490 in plaats van € 475, alleenstaande ouder € 625" in voorstel
