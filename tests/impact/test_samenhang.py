"""Papers against the data and against each other: every date, amount and article comes from somewhere, and no two disagree."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from impact.dossier.laden import Invoer
from impact.dossier.samen import werk_uit
from impact.oordeel.soorten import Oordeelsoort
from impact.stukken.abbesluit import ab_besluit
from impact.stukken.bestuur import NIET_TOEPASSEN, besluitpunten, strijdzaken
from impact.stukken.bord import OORDELEN, rijen as bordrijen
from impact.stukken.brief import brief
from impact.stukken.kaart import kaarten
from impact.stukken.kalender import kalender
from impact.stukken.memo import memo
from impact.stukken.memo_maatregel import korte_titel
from impact.stukken.raadsstukken import raadsstukken
from impact.stukken.stuk import Stukgegevens, verzamel
from impact.stukken.taal import dag
from impact.stukken.uiterlijk import keten_op
from verordening.bevinding import Geweigerd
from verordening.boom import regels
from verordening.dagen import MAANDEN
from verordening.papier import zet
from werkbank.papieren import Beeldvraag, lees_beeld

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


def _bronteksten(gegevens: Stukgegevens) -> Iterator[str]:
    """Everything that papers may take from: the data, the local texts of every version, the decisions and the law."""
    i = gegevens.impact
    yield repr(
        (
            i.lijst,
            i.kaders,
            i.gemeenten,
            i.keuzes,
            i.koppelingen,
            i.besluiten,
            i.bevindingen,
            i.dekking,
            gegevens.aannames,
            gegevens.concepten,
        )
    )
    yield from (b.decode() for b in gegevens.besluiten.values())
    lokaal = [r.regeling for r in i.regelingen] + [v.regeling for rij in gegevens.later.values() for v in rij]
    for tekst in (*lokaal, *(t for w in i.wetten for t in (w.was, w.wordt) if t is not None)):
        yield from (" ".join(regel.split()) for _, regel in regels(tekst.wortel))
        yield from (f"artikel {e}" for e in _nummers(tekst))


def _nummers(tekst: object) -> Iterator[str]:
    from verordening.boom import Soort, kaal, wandel

    yield from (kaal(e.nummer) for e in wandel(tekst.wortel) if e.soort is Soort.ARTIKEL)  # type: ignore[attr-defined]


def _dagen(tekst: str) -> set[date]:
    uit = {(int(j), MAANDEN.index(m) + 1, int(d)) for d, m, j in _DAG.findall(tekst)}
    uit |= {(int(j), int(m), int(d)) for j, m, d in _ISO.findall(tekst)}
    uit |= {(int(j), int(m), int(d)) for d, m, j in _KORT.findall(tekst)}
    uit |= {tuple(map(int, x)) for x in re.findall(r"date\((\d{4}), (\d+), (\d+)\)", tekst)}
    return {date(*x) for x in uit if 1 <= x[1] <= 12 and 1 <= x[2] <= 31}


def _getal(tekst: str) -> str:
    return re.sub(r"(,\d*?)0+$", r"\1", tekst.replace(".", "")).rstrip(",")


def test_elke_dag_in_elk_stuk_komt_uit_de_gegevens_of_is_teruggeteld(
    gegevens: Stukgegevens, stukken: dict[str, str]
) -> None:
    bekend = {d for t in _bronteksten(gegevens) for d in _dagen(t)} | {DATUM, gegevens.impact.op}
    bekend |= {d for r in gegevens.impact.regelingen for d in [r.vanaf]}
    bekend |= {d for w in gegevens.impact.wetten for d in (w.datum_was, w.datum_wordt) if d}
    for ingang in [d for d in bekend if d.year >= 2026]:
        for wie, codes in (("ab", ["alle"]), ("gemeenteraad", [g.code for g in gegevens.impact.gemeenten.gemeenten])):
            bekend |= {s.uiterlijk for code in codes for s in keten_op(gegevens, ingang, wie, code).stappen}
    vreemd = {naam: sorted(_dagen(tekst) - bekend) for naam, tekst in stukken.items() if _dagen(tekst) - bekend}
    assert not vreemd


def test_elk_bedrag_in_elk_stuk_komt_uit_de_gegevens(gegevens: Stukgegevens, stukken: dict[str, str]) -> None:
    cijfers = {_getal(x) for t in _bronteksten(gegevens) for x in re.findall(r"\d[\d.]*(?:,\d+)?", t)}
    cijfers |= {_getal(x.replace(".", ",")) for t in _bronteksten(gegevens) for x in re.findall(r"\d+\.\d+", t)}
    for naam, tekst in stukken.items():
        vreemd = {b for b in _BEDRAG.findall(tekst) if _getal(b) not in cijfers}
        assert not vreemd, (naam, vreemd)


def test_elk_artikel_in_elk_stuk_bestaat_in_een_tekst_of_in_de_gegevens(
    gegevens: Stukgegevens, stukken: dict[str, str]
) -> None:
    bekend = {a.lower() for t in _bronteksten(gegevens) for a in _ARTIKEL.findall(t)}
    bekend |= {a for t in _bronteksten(gegevens) for a in re.findall(r"artikel=(\d+[a-z]*)", t)}
    bekend |= {
        a
        for t in _bronteksten(gegevens)
        for rij in re.findall(r"artikelen ([^.;]{1,200})", t)
        for a in re.findall(r"\d+[a-z]*", rij)
    }
    for naam, tekst in stukken.items():
        vreemd = {a for a in _ARTIKEL.findall(tekst) if a not in bekend}
        assert not vreemd, (naam, vreemd)


def test_memo_en_besluit_vragen_hetzelfde(gegevens: Stukgegevens, stukken: dict[str, str]) -> None:
    p = besluitpunten(gegevens)
    memo_, besluit = stukken["impactmemo"], stukken["ab-besluit"]
    for r in p.nieuw:
        assert r.citeertitel in memo_.split("Stand van kennis")[1].split("Waarom nu?")[0]
        assert r.citeertitel in besluit.split("Wat er ligt")[0]
    for r, reden in p.wacht:
        assert reden in memo_ and reden in besluit
        assert r.citeertitel not in " ".join(re.findall(r"vast te stellen, zoals.*", besluit))
    assert not set(p.nieuw) & {r for r, _ in p.wacht}
    assert {r.slug for r in p.opdracht} == {
        z.regeling
        for z in gegevens.impact.zaken
        if z.open and gegevens.impact.regeling(z.regeling).soort == "beleidsregel"
    } - {r.slug for r in (*p.wijzigen, *p.nieuw, *(w for w, _ in p.wacht))}


def test_elke_fout_van_een_bepaling_telt_in_besluit_en_memo_niet_alleen_de_zwaarste(
    gegevens: Stukgegevens, stukken: dict[str, str]
) -> None:
    """Who counts the rows of the memo finds the number that the board is asked to decide about."""
    p = besluitpunten(gegevens)
    dood = [z for z in p.strijd if z.oordeel.soort is Oordeelsoort.VERWIJZING]
    assert dood and all({o.soort for o in z.fouten} & {*NIET_TOEPASSEN} for z in dood)
    tabel = stukken["impactmemo"].split("**Wat nu niet klopt met de wet**")[1].split("##")[0]
    overzicht = stukken["ab-besluit"].split("**Niet meer toe te passen**")[1].split("##")[0]
    geteld: set[tuple[str, str]] = set()
    for r in gegevens.impact.regelingen:
        regel = next((x for x in tabel.splitlines() if x.startswith(f"| {korte_titel(gegevens, r)} |")), "")
        for soort in NIET_TOEPASSEN:
            deel = regel.partition(f"**{soort.value.capitalize()}:** ")[2].split("<br>")[0].split(" |")[0]
            geteld |= {(r.slug, a) for a in _losse_adressen(deel)}
        deel = next((x for x in overzicht.splitlines() if x.startswith(f"| {r.citeertitel} |")), "")
        assert {a for s, a in geteld if s == r.slug} == _losse_adressen(deel.split(" | ")[1] if deel else "")
    assert geteld == {(z.regeling, z.adres) for z in p.strijd}
    oordelen = stukken["impactmemo"].split("Bijlage 1: oordeel per bepaling")[-1].split("## Bijlage 2")[0]
    for o in (o for z in p.strijd for o in z.fouten):
        assert o.uitleg[1:] in oordelen, o.uitleg


def _losse_adressen(tekst: str) -> set[str]:
    """The places of a list in which leden of one artikel stand together."""
    uit = set()
    for plaats in filter(None, tekst.split("; ")):
        artikel, _, leden = plaats.partition(", ")
        plaats = plaats[0].lower() + plaats[1:]
        elk = re.split(r", | en ", leden.removesuffix(" lid")) if leden.endswith(" lid") else ()
        uit |= {f"{artikel.lower()}, {lid} lid" for lid in elk} or {plaats}
    return uit


def test_wat_terugwerkt_klopt_niet_sinds_de_dag_tot_waar_het_werkt(
    gegevens: Stukgegevens, stukken: dict[str, str]
) -> None:
    """A part of two measures became law on 4 February and works back to 1 January: since then the law says so."""
    terug = {m.id for m in gegevens.impact.lijst.maatregelen for i in m.ingang if i.terugwerkend}
    laat = date(2026, 2, 4)
    eigen = [o for z in gegevens.impact.zaken for o in z.oordelen if o.maatregel in terug]
    assert eigen and not [o for o in eigen if o.sinds == laat]
    assert "inds 4 februari 2026" not in stukken["impactmemo"] + stukken["ab-besluit"]


def test_geen_twee_stukken_zeggen_een_ander_aantal(gegevens: Stukgegevens, stukken: dict[str, str]) -> None:
    fout = len(strijdzaken(gegevens))
    assert f"{fout} bepalingen in " in stukken["impactmemo"]
    assert f"kloppen {fout} bepalingen niet meer met de wet" in next(t for n, t in stukken.items() if "cib" in n)
    al = re.search(r"gelden er (\d+)\.", stukken["impactmemo"])
    brief_ = re.search(r"gelden er (\d+) al", next(t for n, t in stukken.items() if "cib" in n))
    assert al and brief_ and al[1] == brief_[1]


def test_het_bord_en_het_memo_tonen_dezelfde_rijen(gegevens: Stukgegevens, stukken: dict[str, str]) -> None:
    for rij in bordrijen(gegevens):
        if rij.organen:
            assert f"{OORDELEN[rij.oordeel].capitalize()} | {rij.bepalingen} |" in stukken["impactmemo"], rij


def test_een_verwachte_maatregel_telt_nooit_als_geldend(invoer: Invoer) -> None:
    later = date(2027, 3, 15)
    gegevens = verzamel(invoer.dossier, werk_uit(invoer, dag=later).model, later, invoer.later)
    tekst = zet(memo(gegevens).document, "md").decode()
    assert "gelden er 23" not in tekst and "blijkt uit de wettekst in dit dossier niet of zij zijn ingegaan" in tekst
    assert dag(later) in tekst
    keuzes = tekst.split("Welke keuzes zijn er?")[1].split("Wat kost het?")[0]
    assert keuzes.count("geldt nu") == 3 and "niet bevestigd; het gedogen liep tot en met 31 december 2026" in keuzes
    p = besluitpunten(gegevens)
    assert not p.nieuw and "bufferbudget" in next(reden for r, reden in p.wacht if "bufferbudget" in r.slug)
    assert not any("wet geldt sinds 1 januari 2027" in r.dagtekst for r in bordrijen(gegevens))
    voorstel = zet(raadsstukken(gegevens, [gegevens.impact.gemeenten["Sliedrecht"]])[0][0].document, "md").decode()
    assert "is voorbij. Bepaal in het besluit welke onderdelen terugwerken" in voorstel
    assert "vanaf dezelfde dag" not in voorstel and "Of zij zijn ingegaan, weten wij nog niet" in voorstel


def test_elke_kaart_past_op_een_bladzijde_en_zegt_wie_en_wanneer(gegevens: Stukgegevens, tmp_path: Path) -> None:
    pad = tmp_path / "kaarten.pdf"
    pad.write_bytes(zet(kaarten(gegevens).document, "pdf"))
    tekst = subprocess.run(["pdftotext", "-layout", pad, "-"], capture_output=True, text=True, check=True).stdout
    bladen = tekst.split("\f")
    rijen_ = {r.maatregel: r for r in bordrijen(gegevens)}
    for beeld, blad in zip(gegevens.impact.geteld, bladen, strict=False):
        m = beeld.maatregel
        assert m.id in blad and "Wie beslist" in blad and "Let op" not in blad.split("Wat raakt het")[0]
        assert rijen_[m.id].dagtekst[:20].lower() in " ".join(blad.lower().split())
    assert len(gegevens.impact.geteld) + 1 == len([b for b in bladen if b.strip()])


def test_het_besluit_vraagt_geen_dag_aan_te_passen_die_het_concept_al_aanpast(
    gegevens: Stukgegevens, stukken: dict[str, str]
) -> None:
    zin = "nog de dag van de oude stand. Pas ook die dag aan in: artikel 3"
    zonder = replace(gegevens, concepten=gegevens.concepten.model_copy(update={"keuzes": ()}))
    assert zin in zet(ab_besluit(zonder).document, "md").decode()
    assert "“1 januari 2024” wordt vervangen door “1 januari 2026”" in stukken["ab-besluit"]
    assert "Pas ook die dag aan" not in stukken["ab-besluit"]


def test_een_keuze_heeft_in_het_besluit_de_letters_van_het_memo(
    gegevens: Stukgegevens, stukken: dict[str, str]
) -> None:
    zonder = replace(gegevens, concepten=gegevens.concepten.model_copy(update={"keuzes": ()}))
    besluit = zet(ab_besluit(zonder).document, "md").decode()
    for letter, naam in (("B", "Ruimer vast bedrag"), ("C", "Alles boven de grens telt mee")):
        assert f"**{letter}. {naam}.**" in stukken["impactmemo"] and f"- {letter}. {naam}" in besluit


def test_een_plaats_in_de_toelichting_heet_zoals_een_lezer_haar_noemt(stukken: dict[str, str]) -> None:
    assert "| toelichting op artikel 4 |" in stukken["ab-besluit"]
    assert not [naam for naam, tekst in stukken.items() if "divisie" in tekst]


def test_de_kalender_noemt_elke_termijn_waarmee_hij_rekent(gegevens: Stukgegevens, stukken: dict[str, str]) -> None:
    tabel = stukken["besluitenkalender"].split("Gebruikte termijnen")[1]
    for g in gegevens.impact.gemeenten.gemeenten:
        regel = next(x for x in tabel.splitlines() if x.startswith(f"| Raad {g.naam} |"))
        for duur in keten_op(gegevens, date(2027, 1, 1), "gemeenteraad", g.code).duren:
            assert f"| {duur.tekst} |" in regel, (g.naam, duur)
    assert "Advies cliëntenraad vóór aanlevering" in tabel
    volgorde = "Over wat ingaat op 1 januari 2027 beslissen raad en algemeen bestuur allebei. De raad beslist eerst"
    assert volgorde in stukken["besluitenkalender"]


def test_wat_onzeker_is_heet_in_brief_en_voorstel_niet_zeker(stukken: dict[str, str]) -> None:
    assert "ongeveer 6.682 (peildatum onbekend)." in stukken["sliedrecht/cib-sliedrecht"]
    assert "als de wet dan ingaat zoals verwacht" in stukken["sliedrecht/raadsvoorstel-sliedrecht"]


def test_een_aangehouden_tekst_zegt_dat_zij_niet_wordt_vastgesteld(
    gegevens: Stukgegevens, stukken: dict[str, str]
) -> None:
    bijlage = stukken["ab-besluit"].split("## Bijlage 2: nieuwe beleidsregels die worden aangehouden")[1]
    for r, reden in besluitpunten(gegevens).wacht:
        tekst = bijlage.split(f"### {r.citeertitel}\n")[1].split("\n### ")[0]
        assert f"Dit besluit stelt deze tekst niet vast: {reden}." in tekst
        assert (f"{dag(r.vanaf)}, is voorbij" in tekst) == (r.vanaf <= gegevens.datum)


def test_wat_een_maatregel_vraagt_heet_niet_wat_de_bepaling_moet(stukken: dict[str, str]) -> None:
    """«Bereid voor: ICT en werkinstructie» stood beside articles of a beleidsregel."""
    assert "Bereid voor" not in stukken["ab-besluit"] + stukken["impactmemo"]
    assert "«Inkomsten tellen als ze beschikbaar zijn; automatische verrekening» vraagt: ICT" in stukken["ab-besluit"]
    assert "naast bij" not in stukken["ab-besluit"]
    rijtjes = re.findall(r"Vergelijk daar vóór de vaststelling mee: (.+)\.", stukken["ab-besluit"])
    for rij in rijtjes:
        nummers = [int(n) for n in re.findall(r"artikel (\d+)", rij)]
        assert nummers == sorted(nummers)
    assert any(len(re.findall(r"artikel \d+", r)) > 2 for r in rijtjes)


def test_een_maatregel_zonder_dag_noemt_bij_zijn_fase_geen_dag(stukken: dict[str, str]) -> None:
    kaart = stukken["maatregelkaarten"].split("## M19")[1].split("\n## ")[0]
    assert "**Fase en ingang**: Fase 3; dag van ingang onbekend" in kaart
    assert "S-11" not in stukken["maatregelkaarten"] and "(T09)" not in stukken["maatregelkaarten"]
    assert "**Wat vraagt om een besluit**" in stukken["impactmemo"]
    assert "Raden: vóór 1 januari 2027; dag onbekend (krap). Algemeen bestuur: zo snel" in stukken["maatregelkaarten"]


def test_geen_kaart_noemt_een_plaats_dubbel_of_laat_een_dag_weg(stukken: dict[str, str]) -> None:
    kaarten_ = stukken["maatregelkaarten"]
    assert not re.search(r"\b(\w+) en \1 lid", kaarten_) and not re.search(r"wijzigt op[:.]", kaarten_)
    assert "Klopt nu, wijzigt op een onbekende dag: " in kaarten_
    assert not re.search(r", dan (artikel \d+, \w+ lid) \(voor een ander doel dan deze maatregel\): \1\.", kaarten_)


def test_wat_het_memo_vraagt_spreekt_kaart_bord_en_concept_niet_tegen(
    gegevens: Stukgegevens, stukken: dict[str, str]
) -> None:
    """A text that is held comes back before its law; a raad is not asked to amend now what waits for another act; what amends
    the basis names it in the decision, because an aanhef is not amended."""
    memo_, kaarten_ = stukken["impactmemo"], stukken["maatregelkaarten"]
    bufferbudget = next(reden for r, reden in besluitpunten(gegevens).wacht if "bufferbudget" in r.slug)
    assert bufferbudget.endswith("vaststaat, en voordat de wet ingaat") and bufferbudget in memo_
    assert (
        "en zodra de dag van de wet bekend is ook voor «geüniformeerde arbeidsplichten en verlagingen vervallen»"
        in memo_
    )
    assert "maar pas als het andere wetsvoorstel er is" in kaarten_
    assert "het gedogen loopt tot en met 31 december 2026" in memo_
    assert "De aanhef van de beleidsregels zelf wordt niet gewijzigd" in stukken["ab-besluit"]
    aanhef = [o.hoort for z in gegevens.impact.zaken if z.eId.startswith("formula_") for o in z.fouten if o.naar]
    assert aanhef and all("noem in het wijzigingsbesluit als grondslag" in h.lower() for h in aanhef)


def test_het_raadsvoorstel_zegt_welke_wet_niet_is_gezien(stukken: dict[str, str]) -> None:
    kanttekeningen = stukken["sliedrecht/raadsvoorstel-sliedrecht"].split("## Kanttekeningen")[1].split("##")[0]
    assert (
        "gewezen zelfstandigen hebben wij niet. Wat dit voorstel daarvoor betekent, is niet getoetst" in kanttekeningen
    )


def test_een_bevinding_noemt_een_dag_in_woorden(gegevens: Stukgegevens) -> None:
    mist = [b for b in gegevens.impact.bevindingen if b.code == "wettekst-ontbreekt"]
    assert mist and not [b for b in mist if _ISO.search(b.regel())] and "1 januari 2024" in mist[0].uitleg


def test_een_kaart_noemt_niet_in_orde_wat_fout_is_en_elke_fout_van_een_bepaling(
    gegevens: Stukgegevens, stukken: dict[str, str]
) -> None:
    """On the card of one measure a provision was in order that was in conflict on another; of two wrongs only one was said."""
    kaart = {deel.split(" ")[0]: deel for deel in stukken["maatregelkaarten"].split("\n## ")[1:]}
    assert "In orde; los daarvan in strijd met de wet (M09): artikel 4, derde lid." in kaart["M08"]
    assert re.search(
        r"Verwijzing dood[^;]*; ook bedrag of termijn wijkt af \(bev.*?: artikel 4, eerste lid", kaart["M08"]
    )
    fout = {(z.regeling, z.eId): z for z in strijdzaken(gegevens)}
    gezien = 0
    for beeld in gegevens.impact.geteld:
        raakt = kaart[beeld.maatregel.id].split("### Wat raakt")[1].split("###")[0].lower()
        for b in beeld.geraakt:
            if (z := fout.get((b.regeling, b.eId))) and not any(v.dient for v in b.verwerkt):
                gezien += any(o.maatregel not in ("", beeld.maatregel.id) for o in z.fouten)
                assert all(o.soort.value in raakt for o in z.fouten), (beeld.maatregel.id, z.adres)
    assert gezien
    assert "de aanhef: " not in kaart["M17"].split("### Wat is er nodig?")[1], "wat een ander doet, vraagt deze niet"


def test_oude_gegevens_worden_geweigerd_tot_iemand_ze_goed_vindt(invoer: Invoer, data: Path) -> None:
    vraag = Beeldvraag(invoer.dossier.map, [data / "regelrecht"], datum=date(2028, 1, 3))
    with pytest.raises(Geweigerd, match="dagen ouder dan het stuk"):
        lees_beeld(replace(vraag, verouderd_goed=False), print)
    assert lees_beeld(vraag, print).gegevens
