"""The verdict per provision: cases of each kind, and the key that was made by hand before the mechanism ran."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from impact.dossier.koppelingen import Citaat, Koppeling, Koppelingen
from impact.dossier.laden import Invoer, laad
from impact.dossier.samen import Uitwerking, werk_uit
from impact.oordeel import weging
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.oordeel import Beoordelaar
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.stukken.matrix import als_json
from tests.impact.conftest import SLEUTEL
from tests.impact.maat_koppelen import laad_set
from tests.impact.maat_oordeel import DAG, als_vondst, gevonden, lees_sleutel, maten
from verordening.bevinding import Geweigerd

Proef = Callable[..., Path]
BEGIN = "# Proefregels\n\nVoorbeeldtekst, niet vastgesteld.\n\nHet college; gelet op artikel {grond} van de Participatiewet;\n\n"


def _oordelen(map_: Path, data: Path, adres: str) -> tuple[Oordeel, ...]:
    invoer = laad(map_, bron=[data / "regelrecht"])
    gedaan = werk_uit(invoer, dag=DAG)
    plaats = next(p for t in gedaan.teksten for p in t.plaatsen if p.adres == adres)
    return gedaan.beoordelaar.oordelen(plaats.sleutel)


@pytest.mark.parametrize(
    ("grond", "zin", "oud", "nieuw"),
    [
        ("31", "De premies zijn samen niet hoger dan het wettelijk maximum van € 3.151.", "€ 3.151", "€ 3.398"),
        ("34", "De grens voor een alleenstaande is € 7.575.", "€ 7.575", "€ 8.000"),
        ("52", "Het voorschot is 90 procent van de algemene bijstand.", "90 procent", "95 procent"),
        ("52", "Voor wie inwoont is het voorschot 70 procent van de algemene bijstand.", "70 procent", "95 procent"),
        ("35", "Het wettelijke drempelbedrag van € 166 wordt niet vergoed.", "€ 166", "€ 176"),
        (
            "8",
            "De premie van artikel 31, tweede lid, onderdeel j, van de Participatiewet is € 3.151.",
            "€ 3.151",
            "€ 3.398",
        ),
    ],
)
def test_een_oud_bedrag_ook_zonder_verwijzing(
    data: Path, proefdossier: Proef, grond: str, zin: str, oud: str, nieuw: str
) -> None:
    map_ = proefdossier(f"{BEGIN.format(grond=grond)}## Artikel 1 Bedragen\n\n1. {zin}\n")
    (oordeel,) = [o for o in _oordelen(map_, data, "artikel 1, eerste lid") if o.soort is Oordeelsoort.BEDRAG]
    assert oordeel.vervang == ((oud, nieuw),)
    assert oordeel.sinds == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("grond", "zin"),
    [
        ("31", "De premies zijn samen niet hoger dan € 3.398."),
        ("8", "Wij vergoeden 90 procent van de reiskosten."),
        ("31", "Een taxi kost hooguit € 3.100."),
    ],
)
def test_een_ander_bedrag_wijkt_niet_af(data: Path, proefdossier: Proef, grond: str, zin: str) -> None:
    map_ = proefdossier(f"{BEGIN.format(grond=grond)}## Artikel 1 Bedragen\n\n1. {zin}\n")
    assert not [o for o in _oordelen(map_, data, "artikel 1, eerste lid") if o.soort is Oordeelsoort.BEDRAG]


@pytest.mark.parametrize(
    ("plaats", "naar"),
    [
        ("artikel 10f", "artikel 7a, derde lid"),
        ("artikel 12", "artikel 20, derde lid"),
        ("artikel 38, derde lid", "artikel 38, vierde lid"),
        ("artikel 38, zesde lid", "artikel 38, zevende lid"),
        ("artikel 31, tweede lid, onderdeel m", "artikel 31, tweede lid, onderdeel s"),
        ("artikel 34, vierde lid", "artikel 34, tweede lid, onderdeel b"),
    ],
)
def test_een_verhuisde_plaats_krijgt_de_nieuwe_plaats(data: Path, proefdossier: Proef, plaats: str, naar: str) -> None:
    map_ = proefdossier(f"{BEGIN.format(grond='8')}## Artikel 1 Een\n\n1. Zie {plaats}, van de Participatiewet.\n")
    oordeel = _oordelen(map_, data, "artikel 1, eerste lid")[0]
    assert oordeel.soort in (Oordeelsoort.GRONDSLAG, Oordeelsoort.VERWIJZING)
    assert naar in oordeel.hoort
    assert "vervallen" not in oordeel.hoort


def test_wie_ook_de_plaats_noemt_waar_het_heen_ging_bedoelt_beide_zoals_zij_nu_zijn(
    data: Path, proefdossier: Proef
) -> None:
    zin = "Giften die volgens artikel 31, tweede lid, {waar}, van de Participatiewet vrij zijn, tellen niet mee."
    for waar, schuift in (("onderdeel m", True), ("onderdelen m en s", False)):
        map_ = proefdossier(f"{BEGIN.format(grond='8')}## Artikel 1 Een\n\n1. {zin.format(waar=waar)}\n")
        soorten = {o.soort for o in _oordelen(map_, data, "artikel 1, eerste lid")}
        assert (Oordeelsoort.VERWIJZING in soorten) is schuift


@pytest.mark.parametrize(
    ("zin", "soort"),
    [
        ("Een voorschot is ten minste 95% van de algemene bijstand.", Oordeelsoort.VOERT_UIT),
        ("Een voorschot is ten hoogste 95% van de algemene bijstand.", Oordeelsoort.NALOPEN),
    ],
)
def test_waar_de_wet_alleen_een_getal_wijzigde_telt_het_getal(
    data: Path, proefdossier: Proef, zin: str, soort: Oordeelsoort
) -> None:
    map_ = proefdossier(f"{BEGIN.format(grond='52')}## Artikel 1 Voorschot\n\n1. {zin}\n")
    gedaan = werk_uit(laad(map_, bron=[data / "regelrecht"]), dag=DAG)
    (b,) = [b for b in gedaan.gekoppeld.bepalingen["M06"] if b.adres == "artikel 1, eerste lid"]
    assert gedaan.beoordelaar.voor(b).soort is soort


def test_woorden_van_een_vervallen_artikel_die_nu_elders_staan_zijn_geen_oude_wettekst(
    data: Path, proefdossier: Proef
) -> None:
    zin = "Dat hij zijn onderhoudsrecht jegens zijn ouders niet te gelde kan maken, kan blijken uit een verklaring."
    map_ = proefdossier(f"{BEGIN.format(grond='20')}## Artikel 1 Ouders\n\n1. {zin}\n")
    soorten = {o.soort for o in _oordelen(map_, data, "artikel 1, eerste lid")}
    assert soorten.isdisjoint({Oordeelsoort.GRONDSLAG, Oordeelsoort.OUDE_TEKST})


def test_overgangsrecht_van_de_wet_wordt_niet_weggeadviseerd(data: Path, proefdossier: Proef) -> None:
    zin = "Bijstand op grond van artikel 12 van de Participatiewet die op 31 december 2025 liep, blijft in stand."
    map_ = proefdossier(f"{BEGIN.format(grond='8')}## Artikel 1 Overgang\n\n1. {zin}\n")
    (oordeel,) = _oordelen(map_, data, "artikel 1, eerste lid")
    assert oordeel.soort is Oordeelsoort.VOERT_UIT
    assert "artikel 78ff, eerste lid" in oordeel.uitleg
    assert "staan" in oordeel.hoort


def test_letterlijke_oude_wettekst_zonder_verwijzing(data: Path, proefdossier: Proef) -> None:
    zin = (
        "Niet als vermogen geldt het bij de aanvang van de bijstand aanwezige vermogen voorzover dit minder bedraagt "
        "dan de van toepassing zijnde vermogensgrens."
    )
    map_ = proefdossier(f"{BEGIN.format(grond='34')}## Artikel 1 Een\n\n1. {zin}\n")
    assert Oordeelsoort.OUDE_TEKST in {o.soort for o in _oordelen(map_, data, "artikel 1, eerste lid")}


def test_een_tekst_van_na_de_wijziging_ontmoet_alleen_de_nieuwe_wet(data: Path, proefdossier: Proef) -> None:
    map_ = proefdossier(
        f"{BEGIN.format(grond='8')}## Artikel 1 Een\n\n1. Zie artikel 38, derde lid, van de Participatiewet.\n"
    )
    oud = map_ / "regelingen" / "proef" / "2024-01-01.xml"
    oud.rename(oud.with_name("2026-02-01.xml"))
    invoer = laad(map_, bron=[data / "regelrecht"], op=date(2026, 11, 30))
    gedaan = werk_uit(invoer)
    assert not [o for t in gedaan.teksten for p in t.plaatsen for o in gedaan.beoordelaar.oordelen(p.sleutel)]


def test_een_uitbreiding_blijft_staan_zolang_de_tekst_niet_volgt(data: Path, proefdossier: Proef) -> None:
    from impact.controle import controleer

    tekst = (
        f"{BEGIN.format(grond='47')}## Artikel 21 Raad\n\n1. In de cliëntenraad zitten personen als bedoeld in artikel 7 van "
        "de Participatiewet, zoals artikel 47 van die wet vraagt.\n"
    )
    map_ = proefdossier(tekst, soort="verordening")
    for op in (None, DAG):
        invoer = laad(map_, bron=[data / "regelrecht"], op=op)
        codes = {b.code for b in controleer(invoer, werk_uit(invoer)).bevindingen}
        assert "onderwerp-uitgebreid" in codes, op


def test_een_persoon_beslist_anders_met_een_reden(invoer: Invoer) -> None:
    eerst = werk_uit(replace(invoer, koppelingen=Koppelingen(status="proef")), dag=DAG)
    b = next(b for b in eerst.model.beeld("M12").geraakt if b.oordeel and b.oordeel.soort is Oordeelsoort.STRIJD)
    besluit = Koppeling(
        maatregel="M12",
        regeling=b.regeling,
        eId=b.eId,
        status="bevestigd",
        wie="de jurist",
        wanneer=DAG,
        oordeel="nalopen",
        citaat=Citaat(tekst=b.tekst[3:40].strip()),
        waarom="wordt al ruimer toegepast",
    )
    gedaan = werk_uit(replace(invoer, koppelingen=Koppelingen(status="proef", koppelingen=(besluit,))), dag=DAG)
    nu = next(x for x in gedaan.model.beeld("M12").bepalingen if x.eId == b.eId).oordeel
    assert nu is not None and nu.soort is Oordeelsoort.NALOPEN
    assert "de jurist" in nu.uitleg and "ruimer toegepast" in nu.uitleg


def test_de_wet_is_wat_een_andere_regeling_van_het_dossier_zo_noemt(data: Path, tmp_path: Path) -> None:
    (tmp_path / "set" / "regelingen").mkdir(parents=True)
    verordening = "# Verordening Proef\n\n## Artikel 1 Woorden\n\nWij bedoelen met:\n\na. de wet: de Participatiewet;\n\nb. wij: het college.\n"
    regels = "# Beleidsregels Proef\n\n## Artikel 1 Vermogen\n\n1. Wij passen artikel 34, vierde lid, van de wet toe.\n"
    for naam, tekst in (("verordening-proef", verordening), ("beleidsregels-proef", regels)):
        (tmp_path / "set" / "regelingen" / f"{naam}.md").write_text(tekst, "utf-8")
    gedaan = werk_uit(laad_set(tmp_path / "set", tmp_path / "uit", [data / "regelrecht"]), dag=DAG)
    plaats = next(p for t in gedaan.teksten for p in t.plaatsen if p.sleutel.startswith("beleidsregels") and p.lid)
    assert Oordeelsoort.VERWIJZING in {o.soort for o in gedaan.beoordelaar.oordelen(plaats.sleutel)}


def test_een_verwachte_maatregel_wordt_geen_feit_door_de_kalender(invoer: Invoer, uitwerking: Uitwerking) -> None:
    kennis = Wetskennis(invoer.lijst, uitwerking.kant, invoer.wetten, date(2027, 3, 15), invoer.thesaurus)
    later = Beoordelaar(kennis, uitwerking.teksten, uitwerking.gekoppeld.bepalingen)
    for b in uitwerking.gekoppeld.bepalingen["M17"]:
        assert uitwerking.beoordelaar.voor(b).soort in (
            *(Oordeelsoort.KLOPT_NU, Oordeelsoort.GRONDSLAG, Oordeelsoort.IN_ORDE),
        )
        assert later.voor(b).soort in (Oordeelsoort.NALOPEN, Oordeelsoort.GRONDSLAG)


def test_wat_straks_niet_wijzigt_is_in_orde_tenzij_de_bepaling_de_plaats_zelf_noemt(uitwerking: Uitwerking) -> None:
    """Beside the application, which will no longer be needed, the height of an allowance says nothing that changes."""
    per = {
        b.adres: uitwerking.beoordelaar.voor(b).soort
        for b in uitwerking.gekoppeld.bepalingen["M24"]
        if b.regeling == "verordening-werk-en-inkomen"
    }
    assert per["artikel 60, tweede lid"] is Oordeelsoort.IN_ORDE
    assert per["artikel 61, tweede lid"] is Oordeelsoort.KLOPT_NU
    noemt = "artikel 1, de begripsomschrijving van “individuele inkomenstoeslag”"
    assert per[noemt] is Oordeelsoort.KLOPT_NU


def test_het_contract_van_koppeling(uitwerking: Uitwerking) -> None:
    uit = als_json(uitwerking.model)
    oordelen = [b["oordeel"] for m in uit["maatregelen"] for b in m["bepalingen"]]
    assert oordelen and all({"soort", "sinds", "wetsplaats", "hoort"} <= set(o) for o in oordelen)
    assert {o["soort"] for o in oordelen} <= {s.value for s in Oordeelsoort}


# --- the key ----------------------------------------------------------------------------------------------------------


def test_de_sleutel_van_oordelen(
    invoer: Invoer, uitwerking: Uitwerking, sleutel: Callable[[str], list[dict[str, str]]]
) -> None:
    """Per kind the measured figures (printed); the bars are what the mechanism reaches, and may only go up."""
    per = maten(als_vondst(sleutel("oordeel/voorbeeld.tsv")), gevonden(invoer, uitwerking))
    for soort, m in per.items():
        print(f"{soort.value:34} precisie {m.precisie:.2f}  volledig {m.volledig:.2f}  F1 {m.f1:.2f}")
    fout = (Oordeelsoort.GRONDSLAG, Oordeelsoort.VERWIJZING, Oordeelsoort.BEDRAG, Oordeelsoort.OUDE_TEKST)
    assert all(per[s].f1 >= 0.9 for s in fout)
    assert min(per[Oordeelsoort.STRIJD].precisie, per[Oordeelsoort.STRIJD].volledig) >= 0.8
    assert per[Oordeelsoort.KLOPT_NU].f1 >= 0.8


def test_ook_in_de_andere_regelingen_van_het_voorbeeld_wijken_alleen_deze_getallen_af(
    invoer: Invoer, uitwerking: Uitwerking, sleutel: Callable[[str], list[dict[str, str]]]
) -> None:
    per = maten(als_vondst(sleutel("oordeel/voorbeeld-getallen.tsv")), gevonden(invoer, uitwerking))
    m = per[Oordeelsoort.BEDRAG]
    assert (m.goed, m.gegeven, m.hoort) == (5, 5, 5)


@pytest.mark.parametrize(
    ("grond", "zin", "strijdig"),
    [
        # het geval van de wet, met het tegendeel van haar gevolg: gezien aan het voorwerp, niet aan een woordenlijst
        (
            "40",
            "Wijkt het adres af doordat iemand elders mantelzorg levert, dan schort het bestuur de betaling op.",
            True,
        ),
        (
            "40",
            "Wijkt het adres af doordat iemand elders mantelzorg levert, dan schort het bestuur de betaling niet op.",
            False,
        ),
        # een uitzondering die het geval van de wet dekt
        (
            "40",
            "Bij een afwijkend adres schort het bestuur de betaling op, tenzij iemand elders mantelzorg levert.",
            False,
        ),
        # wat de wet laat beslissen, doet hier niet ter zake
        (
            "41",
            "De aanvraag van een jongere blijft vier weken liggen, wat de omstandigheden van het gezin ook zijn.",
            True,
        ),
        ("20", "De norm wordt niet verhoogd, ook niet als de middelen van de ouders ontoereikend zijn.", True),
        # de wet kijkt terug tot een grens, de bepaling zonder grens
        ("3", "Wie eerder gehuwd waren, gelden als gezamenlijke huishouding, al ligt dat ver terug.", True),
        # de wet maakt geen verschil meer, de bepaling wel
        ("3", "Samenwonen wegens zorgbehoefte blijft slechts buiten beschouwing tussen broers en zusters.", True),
        # de kring van de wet is groter geworden
        (
            "8a",
            "Voorzieningen zijn er alleen voor personen als bedoeld in artikel 7, eerste lid, onderdeel a, van de wet.",
            True,
        ),
        (
            "8a",
            "Voorzieningen zijn er voor personen als bedoeld in artikel 7, eerste lid, onderdeel a, van de wet.",
            False,
        ),
    ],
)
def test_geval_en_gevolg_naast_de_wet(data: Path, proefdossier: Proef, grond: str, zin: str, strijdig: bool) -> None:
    begin = BEGIN.format(grond=grond).replace("van de Participatiewet", "van de Participatiewet (hierna: de wet)")
    map_ = proefdossier(f"{begin}## Artikel 1 Een\n\n1. {zin}\n")
    assert (Oordeelsoort.STRIJD in {o.soort for o in _oordelen(map_, data, "artikel 1, eerste lid")}) is strijdig


@pytest.mark.traag
@pytest.mark.parametrize("naam", ["vlietrijk", "waterrijk", "zandmeer", "lindewoud"])
def test_de_blinde_sleutel_van_andere_gemeenten(naam: str, data: Path, tmp_path: Path) -> None:
    """Verdicts keyed before the mechanism saw them (first readings in docs/metingen.md); what is called a contradiction is one."""
    invoer = laad_set(SLEUTEL / naam, tmp_path / naam, [data / "regelrecht"])
    gedaan = werk_uit(replace(invoer, koppelingen=Koppelingen(status="geen")), dag=DAG)
    hoort = lees_sleutel(SLEUTEL / naam)
    assert set(hoort) <= {(p.regeling, p.adres) for t in gedaan.teksten for p in t.plaatsen}
    strijd = maten(hoort, gevonden(invoer, gedaan))[Oordeelsoort.STRIJD]
    assert strijd.precisie >= 0.9 and strijd.volledig >= 0.9, strijd


def test_de_sleutel_van_duinrade(data: Path, tmp_path: Path) -> None:
    """A set that takes part in learning: the floor under it; what it was unseen stands in docs/metingen.md."""
    invoer = laad_set(SLEUTEL / "duinrade", tmp_path / "duinrade", [data / "regelrecht"])
    gedaan = werk_uit(replace(invoer, koppelingen=Koppelingen(status="geen")), dag=DAG)
    per = maten(lees_sleutel(SLEUTEL / "duinrade"), gevonden(invoer, gedaan))
    print({s.value: m for s, m in per.items()})
    vast = (Oordeelsoort.GRONDSLAG, Oordeelsoort.VERWIJZING, Oordeelsoort.BEDRAG)
    assert all(per[s].precisie == 1 and per[s].volledig >= 0.75 for s in vast)
    assert min(per[Oordeelsoort.STRIJD].precisie, per[Oordeelsoort.STRIJD].volledig) >= 0.8
    assert per[Oordeelsoort.VOERT_UIT].f1 >= 0.7


def test_een_verwijzing_blijft_waar_het_bedrag_ernaast_vandaan_komt(data: Path, proefdossier: Proef) -> None:
    """The place that has the new amount is right for that amount: the draft does not send the reference elsewhere."""
    zin = "Giften zijn tot € 1.000 per kalenderjaar verantwoord als bedoeld in artikel 31, tweede lid, onderdeel m, van de Participatiewet."
    map_ = proefdossier(f"{BEGIN.format(grond='31')}## Artikel 1 Een\n\n1. {zin}\n")
    per = {o.soort: o for o in _oordelen(map_, data, "artikel 1, eerste lid")}
    assert per[Oordeelsoort.BEDRAG].vervang == (("€ 1.000", "€ 1.200"),)
    assert per[Oordeelsoort.VERWIJZING].vervang == ()


@pytest.mark.parametrize(
    ("grond", "zin", "soort"),
    [
        ("18", "Betaalt een buurman uw boodschappen, dan wordt dat op de bijstand gekort.", Oordeelsoort.STRIJD),
        ("18", "Wat de voedselbank geeft, telt voor een kwart mee.", Oordeelsoort.STRIJD),
        ("18", "Een pakket van de voedselbank blijft buiten beschouwing.", Oordeelsoort.VOERT_UIT),
        (
            "31",
            "Giften worden vrijgelaten zolang de som niet meer bedraagt dan € 1.200 per kalenderjaar.",
            Oordeelsoort.VOERT_UIT,
        ),
        (
            "31",
            "Giften worden vrijgelaten zolang de som niet meer bedraagt dan € 750 per kalenderjaar.",
            Oordeelsoort.BEDRAG,
        ),
        (
            "3",
            "Wie ooit gehuwd is geweest met een huisgenoot, voert altijd een gezamenlijke huishouding.",
            Oordeelsoort.STRIJD,
        ),
        ("34", "De ruimte die eerder is benut, gaat van de vermogensgrens af.", Oordeelsoort.STRIJD),
    ],
)
def test_gevolg_tegenover_gevolg(data: Path, proefdossier: Proef, grond: str, zin: str, soort: Oordeelsoort) -> None:
    map_ = proefdossier(f"{BEGIN.format(grond=grond)}## Artikel 1 Een\n\n1. {zin}\n")
    assert {o.soort for o in _oordelen(map_, data, "artikel 1, eerste lid")} == {soort}


@pytest.mark.parametrize("schade", ["half", "een cijfer anders", "andere kenmerken"])
def test_een_beschadigde_weging_wordt_geweigerd(schade: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    heel = json.loads(Path(weging.__file__).with_name("weging.json").read_bytes())
    kapot = {"een cijfer anders": {**heel, "dossier": "1"}, "andere kenmerken": {**heel, "kenmerken": ["x"]}}
    (tmp_path / "weging.json").write_text(json.dumps(kapot.get(schade, heel))[: None if schade in kapot else 900])
    monkeypatch.setattr("importlib.resources.files", lambda _pakket: tmp_path)
    weging.ingebouwd_model.cache_clear()
    with pytest.raises(Geweigerd, match=r"weging\.json"):
        weging.ingebouwd_model()
    weging.ingebouwd_model.cache_clear()


@pytest.mark.parametrize(
    ("zin", "soort"),
    [
        (
            "Bijzondere bijstand op grond van artikel 12 van de Participatiewet wordt maandelijks betaald.",
            Oordeelsoort.GRONDSLAG,
        ),
        ("Vrij blijft wat is meegenomen bij artikel 12 van de Participatiewet.", Oordeelsoort.VERWIJZING),
        (
            "Dit telt niet mee voor zover het op grond van artikel 12 van de Participatiewet al is meegenomen.",
            Oordeelsoort.VERWIJZING,
        ),
        (
            "Op grond van artikel 31, tweede lid, onderdeel m, van de Participatiewet blijft smartengeld vrij.",
            Oordeelsoort.GRONDSLAG,
        ),
    ],
)
def test_alleen_wat_op_een_vervallen_artikel_rust_verliest_zijn_grondslag(
    zin: str, soort: Oordeelsoort, data: Path, proefdossier: Proef
) -> None:
    map_ = proefdossier(f"{BEGIN.format(grond='35')}## Artikel 1 Een\n\n1. {zin}\n")
    fout = {Oordeelsoort.GRONDSLAG, Oordeelsoort.VERWIJZING}
    assert {o.soort for o in _oordelen(map_, data, "artikel 1, eerste lid")} & fout == {soort}


def test_een_artikel_dat_de_regeling_niet_heeft_is_er_een_van_de_wet(data: Path, proefdossier: Proef) -> None:
    zin = "Smartengeld beoordelen wij met toepassing van artikel 31, tweede lid, onderdeel m."
    map_ = proefdossier(f"{BEGIN.format(grond='31')}## Artikel 1 Een\n\n1. {zin}\n")
    assert Oordeelsoort.VERWIJZING in {o.soort for o in _oordelen(map_, data, "artikel 1, eerste lid")}


def test_een_bedrag_tussen_oud_en_nieuw_is_van_een_jaar_ertussen(data: Path, proefdossier: Proef) -> None:
    zin = "De premies voor uitstroom zijn samen niet hoger dan € 3.300 per kalenderjaar (artikel 31, tweede lid, onderdeel j, van de Participatiewet)."
    map_ = proefdossier(f"{BEGIN.format(grond='31')}## Artikel 1 Premie\n\n1. {zin}\n")
    (oordeel,) = [o for o in _oordelen(map_, data, "artikel 1, eerste lid") if o.soort is Oordeelsoort.BEDRAG]
    assert oordeel.vervang == (("€ 3.300", "€ 3.398"),)


@pytest.mark.parametrize(
    ("kop", "zin", "hier", "wet"),
    [
        (
            "Ingangsdatum",
            "Wij kunnen de bijstand toekennen tot vijf maanden vóór de melding.",
            "vijf maanden",
            "drie maanden",
        ),
        ("Giften", "Giften tellen niet mee; het jaarbedrag is € 950.", "€ 950", "€ 1.200"),
        ("Giften", "Giften tellen tot negenhonderd euro per jaar niet mee.", "negenhonderd euro", "twaalfhonderd euro"),
        ("Vermogen", "Een alleenstaande mag vermogen hebben tot € 7.770.", "€ 7.770", "€ 8.000"),
        ("Inkomen en bijstand", "Het maandbedrag is € 950.", "", ""),
        ("Giften", "Giften tot € 1.200 per kalenderjaar tellen niet mee.", "", ""),
        # lager dan het hoogste bedrag van de wet, en voor een andere tijd
        (
            "Premie",
            "De premie, bedoeld in artikel 10a, zesde lid, van de Participatiewet, bedraagt € 300 per zes maanden.",
            "",
            "",
        ),
    ],
)
def test_een_ander_getal_dan_de_wet_nu_voor_hetzelfde_heeft(
    kop: str, zin: str, hier: str, wet: str, data: Path, proefdossier: Proef
) -> None:
    map_ = proefdossier(f"{BEGIN.format(grond='31')}## Artikel 1 {kop}\n\n1. {zin}\n")
    gezegd = [o for o in _oordelen(map_, data, "artikel 1, eerste lid") if o.soort is Oordeelsoort.BEDRAG]
    assert [(hier in o.uitleg, wet in o.uitleg) for o in gezegd] == ([(True, True)] if hier else [])


@pytest.mark.parametrize(
    "zin",
    [
        "Giften boven de grens van de wet worden als inkomen aangemerkt.",
        "De inwoner meldt een gift binnen een week.",
        "Kosten van een rijbewijs worden niet vergoed.",
    ],
)
def test_wat_de_wet_niet_tegenspreekt_heet_niet_in_strijd(data: Path, proefdossier: Proef, zin: str) -> None:
    map_ = proefdossier(f"{BEGIN.format(grond='31')}## Artikel 1 Een\n\n1. {zin}\n")
    assert Oordeelsoort.STRIJD not in {o.soort for o in _oordelen(map_, data, "artikel 1, eerste lid")}


def test_elke_plek_van_de_sleutel_bestaat(
    uitwerking: Uitwerking, sleutel: Callable[[str], list[dict[str, str]]]
) -> None:
    bekend = {(p.regeling, p.adres) for t in uitwerking.teksten for p in t.plaatsen}
    for naam in ("voorbeeld", "voorbeeld-getallen", "tweede"):
        assert set(als_vondst(sleutel(f"oordeel/{naam}.tsv"))) <= bekend
