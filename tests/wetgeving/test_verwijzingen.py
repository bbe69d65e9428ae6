"""Finding references in text: forms, names, context, hostile text."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from tests.hulp.groei import regels, stapt_te_hard
from wetgeving.namen import Kandidaat, Namentabel, namen
from wetgeving.verwijzingen import Bron, Context, Verwijzing, Vindplaats, Zoeker, vind_verwijzingen
from wetgeving.verwijzingen.alinea import vergeet
from wetgeving.verwijzingen.normaal import normaliseer

HIER = Context(regeling="CVDR000001", vindplaats=Vindplaats(artikel="5", lid="3", onderdeel=("b",)), koppen=False)
PW = "BWBR0015703"


def adressen(tekst: str, context: Context = HIER) -> list[tuple[str | None, str | None, str]]:
    """(regulation, article, places) of every find."""
    uit = []
    for v in vind_verwijzingen(tekst, context):
        streepje = [f"streepje {n}" for p in v.plekken for n in p.nummers("streepje")]
        plekken = " ".join(
            "/".join([p.lid or "-", *p.onderdeel, *streepje, *(f"z{n}" for n in p.nummers("zin"))]) for p in v.plekken
        )
        uit.append((v.regeling, v.artikel, plekken))
    return uit


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("artikel 8", [("8", "")]),
        ("Art. 8 lid 2 sub a", [("8", "2/a")]),
        ("artikel 8, eerste lid, onderdeel a, onder 2°", [("8", "1/a/2°")]),
        ("artikel 8, tweede tot en met vierde lid", [("8", "2 3 4")]),
        ("artikel 8, eenentwintigste lid", [("8", "21")]),
        ("artikel 8, aanhef en onder b", [("8", "-/b")]),
        ("artikel 8, onderdelen a tot en met c, en e", [("8", "-/a -/b -/c -/e")]),
        ("artikel 8, tweede lid, onderdeel d, en derde lid", [("8", "2/d 3")]),
        ("artikel 8, eerste lid, tweede volzin", [("8", "1/z2")]),
        ("artikel 8, eerste lid, tweede gedachtestreepje", [("8", "1/streepje 2")]),
        ("artikelen 6 tot en met 8, 10b en 47", [("6", ""), ("8", ""), ("10b", ""), ("47", "")]),
        ("artikelen 6–8", [("6", ""), ("8", "")]),
        ("de artikelen 7, eerste lid, onderdeel a, of 7a, derde lid", [("7", "1/a"), ("7a", "3")]),
        ("artikelen 7, onderdeel b, 35, vierde lid, en 36", [("7", "-/b"), ("35", "4"), ("36", "")]),
        ("artikel 7, onder 1, 2 of 6, 7a, eerste lid", [("7", "-/1 -/2 -/6"), ("7a", "1")]),
        ("artikel 18d of 18e", [("18d", ""), ("18e", "")]),
        ("het tweede lid van artikel H 3", [("H 3", "2")]),
        ("onderdeel a van het eerste lid van artikel 7", [("7", "1/a")]),
        (
            "artikelen 2.10, 8:36c, 420bis, 3A:85, N 11, A1 en III",
            [("2.10", ""), ("8:36c", ""), ("420bis", ""), ("3A:85", ""), ("N 11", ""), ("A1", ""), ("III", "")],
        ),
        ("artikelen 9, met uitzondering van het eerste lid, 15 en 16", [("9", ""), ("15", ""), ("16", "")]),
        ("artikel 8, eerste onderscheidenlijk tweede lid", [("8", "1 2")]),
        ("artikel 8 respectievelijk 9", [("8", ""), ("9", "")]),
        ("artikel 3 en 4 weken later", [("3", "")]),
    ],
)
def test_de_vormen_van_een_artikel(tekst: str, verwacht: list[tuple[str, str]]) -> None:
    assert [(a, p) for _, a, p in adressen(tekst) if a] == verwacht


@pytest.mark.parametrize(
    ("tekst", "regeling", "artikel"),
    [
        ("artikel 8 van de Participatiewet", PW, "8"),
        ("artikel 8, eerste lid, Participatiewet", PW, "8"),
        ("artikel 8 Pw", PW, "8"),
        ("Participatiewet, artikel 8", PW, "8"),
        ("Algemene wet bestuursrecht: de artikelen 4:13 en 4:14", "BWBR0005537", "4:14"),
        ("artikel 3 van de Wet werk\nen bijstand", PW, "3"),
        ("ARTIKEL 8 VAN DE PARTICIPATIEWET", PW, "8"),
        ("artikel 7:658 BW", "BWBR0005290", "658"),
        ("artikel 259 van Boek 7 van het Burgerlijk Wetboek", "BWBR0005290", "259"),
        ("artikel 3 van BWBR0015703", PW, "3"),
        ("zie jci1.3:c:BWBR0015703&artikel=8&lid=1", PW, "8"),
        ("artikel 3 van deze verordening", "CVDR000001", "3"),
        ("artikel 3 van de Wet op dingen die niemand kent", None, "3"),
        ("artikel 3 van de Onbekende Pluimveewet", None, "3"),
        ("artikel 7 van de wet van 22 december 2011 tot wijziging", None, "7"),
        ("artikel 6 van Verordening (EU) 2016/679", None, "6"),
        ("artikel 3 van de Wet werk en bijstand BES", None, "3"),
    ],
)
def test_de_regeling_achter_een_artikel(tekst: str, regeling: str | None, artikel: str) -> None:
    laatste = [v for v in vind_verwijzingen(tekst, HIER) if v.artikel][-1]
    assert (laatste.regeling, laatste.artikel) == (regeling, artikel)
    assert laatste.naam or laatste.regeling, "een onbekende naam blijft bewaard"


def test_een_keten_deelt_de_regeling_aan_het_eind() -> None:
    gevonden = adressen("artikel 4.7, derde lid, artikel 4.18 of artikel 5.2 van de Zorgverzekeringswet")
    assert gevonden == [("BWBR0018450", "4.7", "3"), ("BWBR0018450", "4.18", ""), ("BWBR0018450", "5.2", "")]


def test_een_opsomming_voor_een_enkel_artikel_deelt_niet() -> None:
    gevonden = adressen("de artikelen 17, eerste lid, of 36b, en artikel 30c van de Zorgverzekeringswet")
    assert gevonden == [("CVDR000001", "17", "1"), ("CVDR000001", "36b", ""), ("BWBR0018450", "30c", "")]


def test_eigen_artikel_lid_en_onderdeel() -> None:
    assert adressen("het eerste lid; dit artikel; onderdeel c, onder 2°") == [
        ("CVDR000001", "5", "1"),
        ("CVDR000001", "5", ""),
        ("CVDR000001", "5", "3/c/2°"),
    ]


def test_terugwijzing_naar_het_laatste_artikel_en_de_laatste_wet() -> None:
    tekst = "artikel 8 van de Zorgverzekeringswet. Het tweede lid van dat artikel, en artikel 9 van die wet."
    assert [a for a in adressen(tekst) if a[1]] == [
        ("BWBR0018450", "8", ""),
        ("BWBR0018450", "8", "2"),
        ("BWBR0018450", "9", ""),
    ]


def test_drie_leden_van_dat_artikel_horen_alle_drie_bij_dat_artikel() -> None:
    tekst = "artikel 8 van de Zorgverzekeringswet, voor zover het eerste lid, onder b, het tweede lid of het derde lid van dat artikel geldt"
    assert adressen(tekst)[1:] == [("BWBR0018450", "8", "1/b 2 3")]


def test_die_onderdeel_is_een_bijzin_en_geen_verwijzing() -> None:
    assert adressen("een locatie die onderdeel is van het plan, een ruimte die lid noch artikel noemt") == []
    assert len(adressen("onderdelen a en b, die onderdelen, dat onderdeel en die paragraaf")) == 4


def test_omschreven_woorden_en_ingevoerde_afkortingen() -> None:
    tekst = "wet: de Participatiewet;\nDe Zorgverzekeringswet (hierna: Zovewe) en artikel 8 van de wet. Artikel 3 van de Zovewe."
    assert [a for a in adressen(tekst) if a[1]] == [(PW, "8", ""), ("BWBR0018450", "3", "")]
    begrippen = {"wet": Bron(PW, "Participatiewet")}
    assert adressen("artikel 8 van de wet", Context(begrippen=begrippen)) == [(PW, "8", "")]


def test_een_statische_verwijzing_draagt_haar_moment() -> None:
    (v,) = vind_verwijzingen("artikel 24 van de Participatiewet, zoals dat op 31 december 2013 luidde,", HIER)
    assert "31 december 2013" in v.moment


@pytest.mark.parametrize(
    ("tekst", "naam"),
    [
        ("Stb. 2018, 23", "stb-2018-23"),
        ("stcrt-2011-22994", "stcrt-2011-22994"),
        ("Gemeenteblad 2026, 12345", "gmb-2026-12345"),
        ("ECLI:NL:CRVB:2020:123.", "ECLI:NL:CRVB:2020:123"),
    ],
)
def test_aangehaalde_publicaties(tekst: str, naam: str) -> None:
    (v,) = vind_verwijzingen(tekst, HIER)
    assert (v.naam, v.artikel) == (naam, None)


def test_koppen_zijn_geen_verwijzing_en_geven_het_eigen_artikel() -> None:
    tekst = "Artikel 7 Aanvraag\n\nHet eerste lid geldt niet.\n\nArtikel 8\n\nHet derde lid geldt niet.\n"
    assert [(v.artikel, v.lid) for v in vind_verwijzingen(tekst)] == [("7", ("1",)), ("8", ("3",))]


def test_een_lijst_met_nummers_loopt_door_in_de_volgende_tekst() -> None:
    zoeker = Zoeker(HIER)
    assert list(zoeker.vind("De norm is het bedrag, genoemd in artikel:")) == []
    assert [(v.artikel, v.onderdeel) for v in zoeker.vind("21, onderdeel b, indien hij ouder is;")] == [("21", ("b",))]


def test_historische_en_dubbelzinnige_namen_worden_op_datum_beslist() -> None:
    tekst = "artikel 4 van de Wmo"
    toen = vind_verwijzingen(tekst, Context(op=date(2013, 1, 1)))[0]
    nu = vind_verwijzingen(tekst, Context(op=date(2026, 1, 1)))[0]
    onbekend = vind_verwijzingen(tekst)[0]
    assert (toen.regeling, nu.regeling) == ("BWBR0020031", "BWBR0035362")
    assert onbekend.regeling is None and set(onbekend.kandidaten) == {"BWBR0020031", "BWBR0035362"}


@pytest.mark.parametrize(
    ("naam", "dag", "regeling"),
    [
        ("Politiewet", date(2005, 1, 1), "BWBR0006299"),
        ("Politiewet", date(2013, 1, 1), "BWBR0031788"),
        ("Politiewet", date(1990, 1, 1), None),
        ("Wet toezicht effectenverkeer", date(1993, 1, 1), None),
        ("Wet toezicht effectenverkeer", date(2001, 1, 1), "BWBR0007657"),
        ("Wet werk en bijstand", date(2003, 12, 1), PW),
    ],
)
def test_een_naam_zonder_jaar_is_op_de_dag_van_de_tekst_de_wet_die_toen_zo_heette(
    naam: str, dag: date, regeling: str | None
) -> None:
    assert vind_verwijzingen(f"artikel 4 van de {naam}", Context(op=dag))[0].regeling == regeling
    assert vind_verwijzingen(f"artikel 4 van de {naam}")[0].naam == naam


@pytest.mark.parametrize(
    ("tekst", "gevonden"),
    [
        ("het besluit van een orgaan waarbij wordt beoordeeld of dat onderdeel uitmaakt van het pakket", []),
        ("de dag, genoemd in het besluit tot verlening, en een team dat onderdeel vormt van de dienst", []),
        ("artikel I, onderdeel CC, van de Kieswet", ["artikel I, onderdeel CC, van de Kieswet"]),
        ("artikel I, onderdelen A, B en CC, van de Kieswet", ["artikel I, onderdelen A, B en CC, van de Kieswet"]),
    ],
)
def test_een_besluit_van_iemand_en_een_deel_van_iets_zijn_geen_plaats(tekst: str, gevonden: list[str]) -> None:
    wet = Context(begrippen={"besluit": Bron("BWBR0001840", "Besluit proef")})
    assert [v.tekst for v in vind_verwijzingen(tekst, wet)] == gevonden


def test_een_eigen_namentabel() -> None:
    tabel = Namentabel({"wet op de proef": (Kandidaat("BWBR0099999"),)})
    assert vind_verwijzingen("artikel 1 van de Wet op de proef", Context(tabel=tabel))[0].regeling == "BWBR0099999"


def test_de_namentabel_kent_de_gewone_namen_en_wordt_een_keer_geladen() -> None:
    tabel = namen()
    assert namen() is tabel
    assert tabel.zoek("Wet werk en bijstand") == (PW,)
    assert tabel.zoek("AWB") == tabel.zoek("Algemene wet bestuursrecht") == ("BWBR0005537",)
    assert tabel.zoek("deze naam bestaat niet") == ()


# --- hostile text -----------------------------------------------------------------------------------------------------

LASTIG = [
    "arti\xadkel\xa08, eerste lid",
    "artikel\u20098,\u202feerste lid",
    "artikel 8,\n   eerste lid",
    "artikel 8, eer-\nste lid",
    "artikel 8,\r\neerste lid",
]


@pytest.mark.parametrize("tekst", LASTIG)
def test_posities_wijzen_in_de_oorspronkelijke_tekst(tekst: str) -> None:
    heel = f"Zie «{tekst}», en de Wet werk en b\u0133stand."
    eerste, wet = vind_verwijzingen(heel, HIER)
    assert (eerste.artikel, eerste.lid) == ("8", ("1",))
    assert heel[eerste.begin : eerste.eind] == eerste.tekst == tekst
    assert wet.regeling == PW and heel[wet.begin : wet.eind] == wet.tekst == "Wet werk en b\u0133stand"


@given(
    st.lists(
        st.sampled_from(
            [
                "artikel ",
                "artikelen ",
                "8",
                "8a",
                "H 3",
                ", ",
                " en ",
                " tot en met ",
                "eerste ",
                "lid",
                "leden ",
                "onderdeel ",
                "a",
                "1°",
                "van de ",
                "Participatiewet",
                "die wet",
                "dat artikel",
                "\n",
                "\n\n",
                "\xa0",
                "\xad",
                "-",
                "–",
                "ĳ",
                "§ ",
                "(",
                ")",
                "Stb. 2018, 1",
                "Awb",
                "zoals dat luidde",
                "aanhef",
                "de Wet onbekend",
                "\ue000",
                "😀",
                "İ",
                "ARTIKEL",
                "17e",
                "€ 5",
            ]
        ),
        max_size=40,
    )
)
@settings(max_examples=300, deadline=None)
def test_elke_woordenbrij_geeft_kloppende_posities(stukken: list[str]) -> None:
    tekst = "".join(stukken)
    vorige = -1
    for v in vind_verwijzingen(tekst, HIER):
        assert 0 <= v.begin < v.eind <= len(tekst)
        assert tekst[v.begin : v.eind] == v.tekst
        assert v.begin >= vorige
        vorige = v.begin


@pytest.mark.parametrize(
    "brok",
    [
        "a",
        "artikel",
        "artikel 1, ",
        "1, ",
        "eerste, ",
        "eerste lid, ",
        "onderdeel a, ",
        "van de wet ",
        "-\n",
        "\xad",
        "(",
        "«",
        "artikel 1 tot en met ",
        "\xa0",
        "Wet ",
        "de Wet a",
        " zoals dat a",
        "BWBR",
        "jci1.3:c:BWBR0015703&artikel=",
        "  ",
        "In artikel 3 ",
        "artikel 3 van de statuten ",
        "Zie artikel 3 en die leden. ",
    ],
)
def test_het_werk_groeit_niet_sneller_dan_de_tekst(brok: str) -> None:
    context = dataclasses.replace(HIER, artikelen=frozenset({"1", "5"}))

    def lees(tekst: bytes) -> None:
        vergeet()
        vind_verwijzingen(tekst.decode(), context)

    def maak(tekens: int) -> bytes:
        return (brok * (tekens // len(brok))).encode()

    for tekens in (3_000, 12_000):  # de vormen zijn bekend: die kosten één keer, hoe lang de tekst ook is
        lees(maak(tekens))
    assert not stapt_te_hard(lees, maak, 3_000, regels)


def test_normaliseren_laat_gewone_tekst_met_rust() -> None:
    tekst = "Artikel 8. De wet – en meer."
    assert normaliseer(tekst).knip == () and len(normaliseer(tekst).tekst) == len(tekst)


def test_een_verwijzing_schrijft_haar_jci() -> None:
    (v,) = vind_verwijzingen("artikel 8a, tweede lid, onderdeel b, onder 1°, van de Participatiewet", HIER)
    assert v.jci == "jci1.3:c:BWBR0015703&artikel=8a&lid=2&o=b&o=1"
    assert [p.tekst() for p in v.plaatsen] == ["artikel 8a, tweede lid, onderdeel b, onder 1°"]
    assert isinstance(v, Verwijzing) and v.als_json()["soort"] == "extern"


def test_een_los_woord_is_geen_verwijzing() -> None:
    tekst = (
        "Hij is bevoegd deel te nemen aan het overleg over de titel en het boek, op de eerste dag, onder voorwaarden."
    )
    assert vind_verwijzingen(tekst, HIER) == []


def test_koppen_in_markdown_zijn_geen_verwijzing() -> None:
    tekst = "Zie de tekst.\n\n### Artikel  8  \n\n####Toepassing\n\nHet eerste lid geldt niet.\n"
    eigen = Context(regeling=PW)
    assert [(v.artikel, v.lid) for v in vind_verwijzingen("Inleiding. " * 20 + tekst, eigen)] == [("8", ("1",))]


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Awb, artikel 4:13 en artikel 6 van de Zorgverzekeringswet", [("BWBR0005537", "4:13"), ("BWBR0018450", "6")]),
        ("artikel 25, zevende lid, van de IOAW en van de IOAZ", [("BWBR0004044", "25"), ("BWBR0004163", "25")]),
        ("art 3:4 lid 2 Awb", [("BWBR0005537", "3:4")]),
        ("artikel 5 Pluimveewet", [(None, "5")]),
        ("artikel 5 van de Pluimveeregelen", [(None, "5")]),
        ("artikel 5 AWBZ en artikel 3 van de WWIK", [("BWBR0002614", "5"), ("BWBR0017837", "3")]),
        ("artikel 3 van de Awb en artikel 2.3 van diezelfde wet", [("BWBR0005537", "3"), ("BWBR0005537", "2.3")]),
        ("artikel 44 van de Algemene wet bijzondere ziektekosten geldt", [("BWBR0002614", "44")]),
        ("artikel 3 van de Wet voorzieningen gehandicapten", [("BWBR0006169", "3")]),
        ("De Jeugdwet geldt. Artikel 2.3 van diezelfde wet gaat voor.", [("BWBR0034925", "2.3")]),
        ("artikel 1 van de Wet kiescollege niet-ingezetenen", [(None, "1")]),
        ("artikel 2:10 APV", [(None, "2:10")]),
        ("artikel 1 van het Eerste Protocol bij het EVRM", [(None, "1")]),
        ("artikel H 3, tweede lid, van de Kieswet", [("BWBR0004627", "H 3")]),
        (
            "artikel 18, derde lid, van de Participatiewet; het zesde lid van dat artikel en artikel 5 van de Zorgverzekeringswet",
            [(PW, "18"), (PW, "18"), ("BWBR0018450", "5")],
        ),
    ],
)
def test_elk_artikel_bij_zijn_eigen_regeling(tekst: str, verwacht: list[tuple[str | None, str]]) -> None:
    gevonden = [v for v in vind_verwijzingen(tekst, HIER) if v.artikel]
    assert [(v.regeling, v.artikel) for v in gevonden] == verwacht
    assert all(v.naam or v.relatief for v in gevonden)


def test_een_naam_van_twee_wetten_krijgt_ze_beide_en_een_onbekende_wet_haar_hele_naam() -> None:
    (post,) = (v for v in vind_verwijzingen("artikel 3 van de Postwet", HIER) if v.artikel)
    assert (post.regeling, set(post.kandidaten)) == (None, {"BWBR0004423", "BWBR0025572"})
    (kies,) = (v for v in vind_verwijzingen("artikel 1 van de Wet kiescollege niet-ingezetenen", HIER) if v.artikel)
    assert kies.tekst.endswith("niet-ingezetenen")


def test_dat_lid_houdt_het_lid_vast() -> None:
    tekst = "artikel 31, tweede lid, onderdeel m, van de Participatiewet en onderdeel n of r van dat lid"
    assert adressen(tekst)[-1] == (PW, "31", "2/n 2/r")


@pytest.mark.parametrize(
    ("tekst", "jcis"),
    [
        ("onderdeel n of r van artikel 31, tweede lid, van de Participatiewet", ["31&lid=2&o=n", "31&lid=2&o=r"]),
        ("artikel 8, eerste en derde lid, van de Participatiewet", ["8&lid=1", "8&lid=3"]),
        ("artikel 31, tweede lid, onderdeel m, van de Participatiewet", ["31&lid=2&o=m"]),
        ("artikel 31, tweede lid, aanhef en onderdeel m, van de Participatiewet", ["31&lid=2&o=m"]),
        ("artikel 8, eerste lid, tweede volzin, en derde lid, van de Participatiewet", ["8"]),
        ("artikel 31 van de Participatiewet", ["31"]),
        ("artikel 5 van de Pluimveewet", []),
    ],
)
def test_elke_plaats_heeft_haar_eigen_jci(tekst: str, jcis: list[str]) -> None:
    (gevonden,) = [v for v in vind_verwijzingen(tekst, HIER) if v.artikel]
    assert list(gevonden.jcis) == [f"jci1.3:c:{PW}&artikel={j}" for j in jcis]


def test_namen_van_buiten_de_tabel() -> None:
    context = Context(regeling="beleid", eigen_namen={"Verordening werk en inkomen": "verordening-wi"}, koppen=False)
    tekst = "De verordening: de Verordening werk en inkomen.\n\nArtikel 7 van de verordening en artikel 8 van de Verordening werk en inkomen."
    assert [(v.regeling, v.artikel) for v in vind_verwijzingen(tekst, context) if v.artikel] == [
        ("verordening-wi", "7"),
        ("verordening-wi", "8"),
    ]
    langer = vind_verwijzingen("artikel 7 van de Verordening werk en inkomen Voorbeeldstad 2024", context)
    assert [(v.regeling, v.naam) for v in langer] == [(None, "Verordening werk en inkomen Voorbeeldstad 2024")]


def test_een_zin_voor_een_dubbele_punt_is_geen_naam() -> None:
    tekst = "Dit besluit wordt aangehaald als: Participatiewet.\n\nDit besluit wordt aangehaald als geheel. Artikel 3: Participatiewet."
    assert {v.tekst for v in vind_verwijzingen(tekst, HIER)} == {"Dit besluit", "Participatiewet", "Artikel 3"}


def test_wat_onthouden_is_hangt_niet_af_van_wie_het_eerst_las() -> None:
    tekst = "Het tweede lid van dat artikel, en artikel 9 van de wet."
    begrippen = {"wet": Bron(PW, "Participatiewet")}
    eerst = adressen(tekst)
    met = adressen(
        tekst, Context(regeling="CVDR2", vindplaats=Vindplaats(artikel="7"), begrippen=begrippen, koppen=False)
    )
    assert eerst == adressen(tekst) != met
    assert met == [("CVDR2", "7", "2"), (PW, "9", "")]


@pytest.mark.parametrize("tekst", ["artikel 44, eerste lid, der Participatiewet", "artikel 44, eerste lid, der wet"])
def test_de_oude_tweede_naamval(tekst: str) -> None:
    begrippen = {"wet": Bron(PW, "Participatiewet")}
    (gevonden,) = vind_verwijzingen(tekst, Context(regeling="CVDR2", begrippen=begrippen))
    assert (gevonden.tekst, gevonden.regeling, gevonden.artikel, gevonden.lid) == (tekst, PW, "44", ("1",))


def test_een_orgaan_achter_een_komma_is_geen_regeling() -> None:
    (gevonden,) = vind_verwijzingen("het advies, bedoeld in artikel 5, van Onze Minister", HIER)
    assert (gevonden.regeling, gevonden.artikel, gevonden.soort) == (HIER.regeling, "5", "intern")
