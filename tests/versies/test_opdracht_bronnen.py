"""Decisions as real sources have them: without articles, in the infinitive, with slips; what was read oddly is said, never silent."""

import pytest

from tests.versies.gevallen import proef
from verordening.bevinding import Geweigerd
from verordening.boom import tekst
from versies.opdracht import lees_besluit, toets_besluit
from versies.opdracht.uitleg import bepaling_in_woorden, in_woorden
from versies.toepassen import pas_toe

KOP = "Besluit\n\nArtikel I\nDe Proefverordening 2024 wordt als volgt gewijzigd:\n"


def begrepen(bron: str) -> list[str]:
    return [in_woorden(w) for o in lees_besluit(bron).opdrachten for w in o.wijzigingen]


def codes(bron: str) -> list[str]:
    return [b.code for b in lees_besluit(bron).bevindingen]


def fouten(bron: str) -> list[str]:
    return [f.code for f in toets_besluit(bron)[1]]


# --- lay-out ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kop",
    [
        "Het college;\n\nBESLUIT:\n\n",
        "Besluiten:\n",
        "b e s l u i t :\n\n",
        "Wijziging van de Proefverordening 2024\n\n",
        "",
    ],
)
def test_een_besluit_zonder_artikelen_begint_achter_besluit_of_bij_de_eerste_opdracht(kop):
    bron = (
        kop
        + "De Proefverordening 2024 wordt als volgt gewijzigd:\n\nA\n\nArtikel 9 vervalt.\n\nB\n\nIn artikel 8 vervalt “terug”.\n"
    )
    besluit = lees_besluit(bron)
    assert [o.naam for o in besluit.opdrachten] == ["het besluit, onderdeel A", "het besluit, onderdeel B"]
    assert besluit.regelingen() == ("Proefverordening 2024",)


def test_de_taal_van_een_besluit_in_de_infinitief():
    bron = "De raad;\n\nbesluit:\n\n1. in artikel 9 van de Proefverordening 2024 “kan” te vervangen door “mag”;\n\n2. in te trekken artikel 8;\n"
    assert begrepen(bron) == ["in artikel 9: «kan» wordt «mag» (precies één keer)", "artikel 8 vervalt"]


def test_in_te_trekken_en_in_werking_te_laten_treden():
    besluit = lees_besluit(
        "De raad;\n\nbesluit:\n\n1. in te trekken de Proefverordening 2019;\n\n2. dit besluit in werking te laten treden met ingang van 1 mei 2027.\n"
    )
    assert [bepaling_in_woorden(b) for b in besluit.bepalingen] == [
        "intrekking; Proefverordening 2019",
        "inwerkingtreding; 1-5-2027",
    ]


def test_de_zin_met_besluit_noemt_de_regeling_van_alle_artikelen():
    bron = "Besluiten de Proefverordening 2024 als volgt te wijzigen:\n\nArtikel I\nArtikel 9 vervalt.\n\nArtikel II\nArtikel 8 vervalt.\n"
    besluit = lees_besluit(bron)
    assert [a.regeling for a in besluit.artikelen] == ["Proefverordening 2024", "Proefverordening 2024"]
    assert besluit.artikelen[0].koppen[0][0].startswith("Besluiten de Proefverordening")


def test_elke_letter_met_een_eigen_regeling_gaat_over_die_regeling():
    """Otherwise the changes of B would be executed on the regulation of A."""
    bron = (
        "Besluit\n\nArtikel I\nA\nDe Proefverordening 2024 wordt als volgt gewijzigd:\nArtikel 9 vervalt.\nB\n"
        "De Zorgverordening 2020 wordt als volgt gewijzigd:\nArtikel 8 vervalt.\n"
    )
    besluit = lees_besluit(bron)
    assert [(a.regeling, len(a.opdrachten)) for a in besluit.artikelen] == [
        ("Proefverordening 2024", 1),
        ("Zorgverordening 2020", 1),
    ]
    wordt = pas_toe(proef(), besluit)
    assert [o.naam for o in wordt.uitgevoerd] == ["artikel I, onderdeel A"]
    assert [
        "artikel I, onderdeel B («Zorgverordening 2020»)" in b.uitleg
        for b in wordt.bevindingen
        if b.code == "andere-regeling"
    ] == [True]


def test_een_zin_over_een_andere_regeling_geldt_alleen_die_zin():
    bron = KOP + "A\nIn artikel 3 van de Zorgverordening 2020 vervalt “x”.\nB\nArtikel 9 vervalt.\n"
    besluit = lees_besluit(bron)
    assert [(a.regeling, [o.nummer for o in a.opdrachten]) for a in besluit.artikelen if a.opdrachten] == [
        ("Zorgverordening 2020", [("I", "A")]),
        ("Proefverordening 2024", [("I", "B")]),
    ]
    assert codes(bron) == ["andere-regeling"]


def test_tussengevoegde_letters_en_artikelen_tellen_op():
    bron = (
        "Besluit\n\nARTIKEL I\nDe Proefverordening 2024 wordt als volgt gewijzigd:\n0A\nArtikel 2 vervalt.\nA\nArtikel 7 vervalt.\nAa\nArtikel 8 vervalt.\n"
        "B\nArtikel 9 vervalt.\n\nARTIKEL IA\nDit besluit treedt in werking op 1 mei 2027.\n\nARTIKEL II\nDit besluit wordt aangehaald als: Proef.\n"
    )
    assert fouten(bron) == []
    assert [o.nummer for o in lees_besluit(bron).opdrachten] == [("I", "0A"), ("I", "A"), ("I", "Aa"), ("I", "B")]


def test_letter_en_nummer_in_een_en_nummers_in_romeinse_cijfers():
    bron = (
        KOP
        + "A.1. In artikel 9 vervalt “kan”.\nA.2. In artikel 9 vervalt “van”.\nB. Artikel 3 wordt als volgt gewijzigd:\ni. Het tweede lid vervalt.\nii. Het derde lid vervalt.\n"
    )
    assert [o.naam for o in lees_besluit(bron).opdrachten] == [
        "artikel I, onderdeel A, onder 1",
        "artikel I, onderdeel A, onder 2",
        "artikel I, onderdeel B, onder i",
        "artikel I, onderdeel B, onder ii",
    ]


def test_een_blok_over_meer_eenheden_geldt_voor_elke():
    bron = (
        KOP
        + "A\nDe artikelen 5 en 8 worden telkens als volgt gewijzigd:\n1. Aan het artikel wordt toegevoegd “, en snel”.\n"
    )
    assert begrepen(bron) == [
        "voor het laatste leesteken van artikel 5 komt «, en snel»",
        "voor het laatste leesteken van artikel 8 komt «, en snel»",
    ]


def test_blokken_zonder_nummer_na_elkaar():
    bron = (
        KOP
        + "Artikel 3 wordt als volgt gewijzigd:\n1. Het tweede lid vervalt.\nArtikel 9 wordt als volgt gewijzigd:\n1. “kan” wordt vervangen door “mag”.\n"
    )
    assert begrepen(bron) == ["artikel 3, tweede lid, vervalt", "in artikel 9: «kan» wordt «mag» (precies één keer)"]


def test_een_tussenkop_met_alleen_de_plaats():
    bron = KOP + "A.\n\nArtikel 3\n\nIn artikel 3, eerste lid, vervalt “schriftelijk”.\n"
    assert len(begrepen(bron)) == 1


def test_een_tussenkop_die_een_ander_artikel_noemt_wordt_geweigerd():
    bron = KOP + "A.\n\nArtikel 4\n\nIn artikel 9 vervalt “kan”.\n"
    with pytest.raises(Geweigerd, match="boven de opdracht staat artikel 4, maar zij noemt artikel 9"):
        lees_besluit(bron)


def test_onder_een_kop_die_niet_is_gelezen_wordt_niets_op_een_andere_plaats_gelezen():
    besluit, geweigerd = toets_besluit(
        KOP
        + "A\nHet tweede subonderdeel wordt als volgt gewijzigd:\n1. In artikel 3 vervalt “schriftelijk”.\nB\nArtikel 9 vervalt.\n"
    )
    assert [f.code for f in geweigerd] == ["opdracht-onleesbaar", "blok-niet-gelezen"]
    assert [o.naam for o in besluit.opdrachten] == ["artikel I, onderdeel B"]


def test_een_slotzin_onder_een_kop_die_niet_is_gelezen_is_geen_slotbepaling():
    besluit, geweigerd = toets_besluit(
        KOP
        + "A\nArtikel 10 wordt verplaatst en vernieuwd en als volgt gewijzigd:\n1. Deze verordening treedt in werking op 1 mei 2027.\n"
    )
    assert geweigerd and besluit.bepalingen == ()


@pytest.mark.parametrize(
    "plek", ["het vierde subonderdeel", "het voorgestelde artikel", "het tweede zinsdeel van het lid"]
)
def test_een_onbekende_eenheid_is_geen_regeling(plek):
    """It used to be taken for the name of a regulation, so that the words were looked for in a larger place."""
    assert fouten(KOP + f"A\nIn {plek} wordt “a” vervangen door “b”.\n") == ["opdracht-onleesbaar"]


def test_aandachtsstreepjes_zijn_gedachtestreepjes():
    assert begrepen(KOP + "In artikel 6, eerste lid, tweede aandachtsstreepje, vervalt “x”.\n") == [
        "in artikel 6, eerste lid, tweede gedachtestreepje: «x» vervalt (precies één keer)"
    ]


# --- new text ---------------------------------------------------------------------------------------------------------


def test_een_kop_met_de_hele_nieuwe_tekst_eronder_betekent_komt_te_luiden():
    bron = (
        KOP
        + "A\nArtikel 9 wordt als volgt gewijzigd:\n\nArtikel 9 Afwijken\nHet college wijkt niet af.\n\nB\nArtikel 8 vervalt.\n"
    )
    assert begrepen(bron) == ["artikel 9 wordt vervangen door Artikel 9 Afwijken", "artikel 8 vervalt"]
    assert "kop-met-tekst" in codes(bron)


def test_een_artikel_zonder_kop_in_de_nieuwe_tekst():
    """The heading is not in the new text: then it stays, and the reader is told."""
    from verordening.tekst.markdown import lees

    bron = (
        KOP
        + "A\nArtikel 9 komt te luiden:\n\n1. Het college wijkt niet af.\n\n2. De raad wel.\n\nB\nArtikel 8 vervalt.\n"
    )
    was, wordt = proef(), pas_toe(proef(), lees_besluit(bron)).wordt
    koppen = [[r for r in tekst(v.wortel).splitlines() if r.startswith("Artikel 9 ")] for v in (was, wordt)]
    assert koppen[0] and koppen[0] == koppen[1]
    assert codes(bron) == ["artikel-zonder-kop"]
    zonder = lees(
        b"# Proefverordening 2024\n\n#### Artikel 8\nOud.\n\n#### Artikel 9\nOud.\n\n#### Artikel 10\nSlot.\n"
    )
    regels = tekst(pas_toe(zonder, lees_besluit(bron)).wordt.wortel).splitlines()
    assert [
        r for r in regels if "Het college wijkt niet af." in r or "De raad wel." in r or "Artikel 9" in r
    ] and "Oud." not in " ".join(regels)


def test_een_nieuw_artikel_zonder_kop_blijft_geweigerd():
    assert fouten(KOP + "A\nNa artikel 9 wordt een artikel ingevoegd, luidende:\n\nHet college wijkt niet af.\n") == [
        "lading-kop"
    ]


def test_genummerde_regels_onder_een_kop_zijn_geen_nieuwe_tekst():
    """«a.» below «onderdeel a wordt als volgt gewijzigd:» is the first instruction of the block."""
    assert (
        fouten(
            KOP
            + "A\nArtikel 4, onderdeel a, wordt als volgt gewijzigd:\na. De naam wordt gewijzigd.\nb. De raad wordt afgeschaft.\n"
        )
        != []
    )
    bron = (
        KOP
        + "A\nArtikel 4, onderdeel a, wordt als volgt gewijzigd:\na. Het bedrag wordt verhoogd met € 5.\nb. “x” vervalt.\n"
    )
    assert begrepen(bron) == [
        "in artikel 4, onderdeel a: het enige bedrag gaat omhoog met 5",
        "in artikel 4, onderdeel a: «x» vervalt (precies één keer)",
    ]


def test_de_eigen_slotbepaling_wordt_geen_nieuwe_tekst():
    bron = (
        KOP
        + "A\nArtikel 9 komt te luiden:\n\nArtikel 9 Afwijken\nHet college wijkt niet af.\n\nDit besluit treedt in werking op 1 mei 2027.\n"
    )
    besluit = lees_besluit(bron)
    assert "1 mei" not in tekst(pas_toe(proef(), besluit).wordt.wortel)
    assert [bepaling_in_woorden(b) for b in besluit.bepalingen] == [
        "inwerkingtreding; 1-5-2027"
    ] and "slotzin" in codes(bron)


def test_een_slotbepaling_die_nieuwe_tekst_is_blijft_nieuwe_tekst():
    bron = (
        KOP
        + "A\nArtikel 10 komt te luiden:\n\nArtikel 10 Inwerkingtreding\nDeze verordening treedt in werking op 1 mei 2027.\n\n"
        "Artikel II\nDit besluit treedt in werking op 1 juni 2027.\n"
    )
    assert [bepaling_in_woorden(b) for b in lees_besluit(bron).bepalingen] == ["inwerkingtreding; 1-6-2027"]


def test_een_alinea_onder_een_nieuw_onderdeel_hoort_erbij():
    bron = (
        KOP
        + "A\nIn artikel 4 wordt na onderdeel b een onderdeel ingevoegd, luidende:\n\nba. de aanvraag onvolledig is:\n\nals een bijlage ontbreekt;\n\nB\nArtikel 9 vervalt.\n"
    )
    (o, _) = lees_besluit(bron).opdrachten
    assert len(o.wijzigingen[0].nieuw[0].inhoud) == 2 and "vervolgalinea" in codes(bron)


def test_de_punt_achter_een_puntkomma_is_van_de_opdracht():
    bron = (
        KOP
        + "A\nIn artikel 4 wordt na onderdeel b ingevoegd:\n\nba. de aanvraag onvolledig is;.\n\nB\nArtikel 9 vervalt.\n"
    )
    (o, _) = lees_besluit(bron).opdrachten
    assert o.wijzigingen[0].nieuw[0].inhoud[0].inhoud == ("de aanvraag onvolledig is;",) and "slotpunt" in codes(bron)


def test_het_nummer_van_een_nieuw_lid_kan_in_de_opdracht_staan():
    (o,) = lees_besluit(
        KOP + "Aan artikel 3 wordt een vijfde lid toegevoegd, welke luidt als volgt: “Het college meldt dat.”\n"
    ).opdrachten
    assert o.wijzigingen[0].nieuw[0].nummer == "5."


@pytest.mark.parametrize(
    ("lading", "soort"), [("Artikel 9a Nieuw\nHet college meldt dat.", "artikel"), ("Zomaar een zin.", "")]
)
def test_de_volgende_bepaling_is_wat_haar_aanduiding_zegt(lading, soort):
    bron = KOP + f"A\nNa artikel 9 wordt de volgende bepaling ingevoegd:\n\n{lading}\n"
    if soort:
        assert [w.nieuw[0].soort.value for o in lees_besluit(bron).opdrachten for w in o.wijzigingen] == [soort]
    else:
        assert fouten(bron) == ["bepaling-onbekend"]


def test_een_hele_regeling_komt_te_luiden():
    bron = "Besluit\n\n## Artikel I\nDe Proefverordening 2024 komt te luiden:\n> ## Hoofdstuk 1 Alles\n> #### Artikel 1 Begin\n> De raad besluit.\n> #### Artikel 2 Eind\n> Het college voert uit.\n"
    with pytest.raises(Geweigerd, match="de regeling heeft bijlagen en de nieuwe tekst niet"):
        pas_toe(proef(), lees_besluit(bron))
    besluit = lees_besluit(bron + "> ## Bijlage 1 Adressen\n> Het loket.\n")
    wordt = pas_toe(proef(), besluit).wordt
    assert tekst(wordt.wortel).splitlines()[-1] == "Het loket." and "aanvrager" not in tekst(wordt.wortel)
    assert [b.code for b in besluit.bevindingen] == ["hele-regeling"]
    assert fouten("Besluit\n\n## Artikel I\nDe Proefverordening 2024 komt te luiden:\n> Niets.\n") == ["lading-soort"]


def test_aanhef_en_onderdeel_komen_samen_te_luiden():
    bron = (
        KOP
        + "A\nArtikel 4, aanhef en onder a, komt te luiden:\n\nArtikel 4, aanhef en onder a\n\nDe raad weigert de toeslag als:\n\na. de aanvrager geen kind heeft;\n\nB\nArtikel 9 vervalt.\n"
    )
    assert begrepen(bron)[:2] == [
        "de aanhef van artikel 4 wordt vervangen door «De raad weigert de toeslag als:»",
        "artikel 4, onderdeel a, wordt vervangen door onderdeel a",
    ]
    wordt = tekst(pas_toe(proef(), lees_besluit(bron)).wordt.wortel)
    assert (
        "De raad weigert de toeslag als:" in wordt and "geen kind heeft" in wordt and "het inkomen te hoog is" in wordt
    )
    alleen = KOP + "A\nArtikel 4, aanhef en onder a, komt te luiden:\n\na. de aanvrager geen kind heeft;\n"
    assert begrepen(alleen) == ["artikel 4, onderdeel a, wordt vervangen door onderdeel a"]


@pytest.mark.parametrize(
    "regel",
    ["De burgemeester kan:", "Onze Minister stelt regels:", "De griffier en de raad", "Toelichting op de aanvraag"],
)
@pytest.mark.parametrize("slot", ["", "\nAldus vastgesteld op 3 mei 2027.\nDe voorzitter,\nDe griffier,\n"])
def test_wat_op_een_ondertekening_lijkt_maakt_geen_eind_aan_de_opdrachten(regel, slot):
    """Otherwise everything behind it would be lost without a word."""
    besluit, _ = toets_besluit(
        KOP
        + f"A\nArtikel 9 komt te luiden:\n\nArtikel 9 Loket\n{regel}\na. het loket sluiten;\nb. het loket openen.\n\nB\nArtikel 8 vervalt.\n{slot}"
    )
    assert [o.naam for o in besluit.opdrachten] == ["artikel I, onderdeel A", "artikel I, onderdeel B"]
    assert regel in besluit.opdrachten[0].lading and len(besluit.slot) == (3 if slot else 0)


@pytest.mark.parametrize(
    "tekst_", ["Het loket is open van 14 – 16.", "De waarde is 3 · 4 • 5.", "Het gaat om a - b.", "Zie • 1."]
)
def test_een_streepje_of_punt_midden_in_nieuwe_tekst_blijft(tekst_):
    """Only at the beginning of a line it is a bullet."""
    bron = KOP + f"A\nArtikel 9 komt te luiden:\n\nArtikel 9 Loket\n{tekst_}\n\nB\nArtikel 8 vervalt.\n"
    assert tekst_ in tekst(pas_toe(proef(), lees_besluit(bron)).wordt.wortel)


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zin", "uit"),
    [
        (
            "In artikel 3 wordt in het eerste en tweede lid “a” onderscheidenlijk “b” vervangen door “c” onderscheidenlijk “d”.",
            ["eerste lid: «a» wordt «c»", "tweede lid: «b» wordt «d»"],
        ),
        (
            "In artikel 3, eerste en tweede lid, wordt “a” vervangen door “c” respectievelijk “d”.",
            ["eerste lid: «a» wordt «c»", "tweede lid: «a» wordt «d»"],
        ),
        (
            "In artikel 3, eerste en tweede lid, wordt “a” vervangen door: c respectievelijk d.",
            ["eerste lid: «a» wordt «c»", "tweede lid: «a» wordt «d»"],
        ),
    ],
)
def test_onderscheidenlijk_verdeelt_over_evenveel_plaatsen(zin, uit):
    assert [b.split(" (")[0].removeprefix("in artikel 3, ") for b in begrepen(KOP + zin + "\n")] == uit


@pytest.mark.parametrize(
    ("zin", "uit"),
    [
        (
            "In artikel 3, eerste lid, wordt “a” vervangen door “b”. Voorts wordt “c” vervangen door “d”.",
            ["eerste lid: «a» wordt «b»", "eerste lid: «c» wordt «d»"],
        ),
        (
            "In artikel 3, eerste lid, wordt “a” vervangen door: b. Tevens wordt “c” vervangen door: d.",
            ["eerste lid: «a» wordt «b»", "eerste lid: «c» wordt «d»"],
        ),
        (
            "In artikel 3, eerste lid, wordt “a” vervangen door “b” en wordt in het tweede lid “c” vervangen door “d”.",
            ["eerste lid: «a» wordt «b»", "tweede lid: «c» wordt «d»"],
        ),
    ],
)
def test_een_tweede_handeling_in_dezelfde_alinea(zin, uit):
    assert [b.split(" (")[0].removeprefix("in artikel 3, ") for b in begrepen(KOP + zin + "\n")] == uit


@pytest.mark.parametrize("reeks", ["artikelen 3 t/m 5", "artikelen 3-5", "artikelen 3 – 5", "artikelen 3 tot en met 5"])
def test_reeksen_met_een_streepje(reeks):
    assert begrepen(KOP + f"De {reeks} vervallen.\n") == ["artikel 3 tot en met artikel 5 vervalt"]


@pytest.mark.parametrize("tot", ["14-16", "14 t/m 16", "14 tot en met 16", "artikelen 14 – 16"])
def test_vernummeren_van_reeks_naar_reeks(tot):
    assert begrepen(KOP + f"De artikelen 8-10 worden vernummerd tot {tot}.\n") == [
        f"artikel {n} krijgt nummer {n + 6}" for n in (8, 9, 10)
    ]


def test_een_artikel_met_een_streepje_in_het_nummer_is_geen_reeks():
    assert fouten(KOP + "Artikel 3-5 vervalt.\n") == ["opdracht-onleesbaar"]


@pytest.mark.parametrize(
    ("zin", "uit", "code"),
    [
        ("In artikel 9 wordt wordt “kan” vervangen door “mag”.", "in artikel 9: «kan» wordt «mag»", "bron-gelezen"),
        ("In artikel 9 word “kan” vervangen door door “mag”.", "in artikel 9: «kan» wordt «mag»", "bron-gelezen"),
        ("Artikel 9 wordt vernummert tot artikel 9a.", "artikel 9 krijgt nummer 9a", "bron-gelezen"),
        ("Artikel 9 wordt gewijzigd en wordt vernummerd tot artikel 9a.", "artikel 9 krijgt nummer 9a", "bron-gelezen"),
        (
            "Aan artikel 3 wordt een lid wordt toegevoegd, dat luidt: 5. Nieuw.",
            "nieuw in artikel 3: lid 5",
            "bron-gelezen",
        ),
        ("In artikel 9 wordt ‘kan' vervangen door ‘mag'.", "in artikel 9: «kan» wordt «mag»", "bron-gelezen"),
        ("In artikel 9 wordt <<kan>> vervangen door <<mag>>.", "in artikel 9: «kan» wordt «mag»", "hoekhaken"),
        ("In artikel 9 wordt “kan” vervangen door mag.", "in artikel 9: «kan» wordt «mag»", "bron-gelezen"),
        ("In artikel 9 wordt “kan” vervangen door: mag;", "in artikel 9: «kan» wordt «mag»", "puntkomma"),
        (
            "In artikel 1 vervalt bij college “van burgemeester”.",
            "in artikel 1, de begripsomschrijving van “college”: «van burgemeester» vervalt",
            "bron-gelezen",
        ),
    ],
)
def test_wat_ondanks_een_slip_duidelijk_is_wordt_gelezen_en_gemeld(zin, uit, code):
    assert [b.split(" (")[0] for b in begrepen(KOP + zin + "\n")] == [uit]
    assert set(codes(KOP + zin + "\n")) == {code}


@pytest.mark.parametrize(
    "zin",
    [
        "In artikel 9 wordt ‘kan' of ‘mag' vervangen door ‘zal'.",
        "In artikel 9 wordt “kan” vervangen door de woorden die de raad kiest.",
        "In artikel 9 wordt ‘kan' en 'mag ook” vervangen door x.",
        "In artikel 7 wordt het bedrag geïndexeerd.",
    ],
)
def test_wat_niet_duidelijk_is_wordt_geweigerd(zin):
    assert fouten(KOP + zin + "\n") != []


def test_een_puntkomma_die_er_al_stond_blijft():
    assert begrepen(KOP + "In artikel 4, onderdeel a, wordt “is;” vervangen door: was;\n") == [
        "in artikel 4, onderdeel a: «is;» wordt «was;» (precies één keer)"
    ]


def test_de_volgende_zinsnede_komt_op_de_genoemde_plaats_en_niet_aan_het_slot():
    assert begrepen(KOP + "In artikel 9 wordt na “kan” de volgende zinsnede ingevoegd: “, na overleg,”.\n") == [
        "in artikel 9: na «kan» komt «, na overleg,» (precies één keer)"
    ]


@pytest.mark.parametrize(
    ("zin", "uit"),
    [
        ("De definitie werkdag vervalt;", ["artikel 1, de begripsomschrijving van “werkdag”, vervalt"]),
        (
            "De begripsbepalingen van inkomen en werkdag vervallen.",
            [
                "artikel 1, de begripsomschrijving van “inkomen”, vervalt",
                "artikel 1, de begripsomschrijving van “werkdag”, vervalt",
            ],
        ),
        (
            "De volgende begripsomschrijving wordt ingevoegd na de definitie college: - raad: de gemeenteraad;",
            ["nieuw na artikel 1, de begripsomschrijving van “college”: begrip raad"],
        ),
    ],
)
def test_begrippen_zonder_aanhalingstekens(zin, uit):
    assert begrepen(KOP + f"Artikel 1 wordt als volgt gewijzigd:\na. {zin}\n") == uit


def test_een_tijdstip_voorop_gaat_niet_verloren():
    bron = (
        KOP
        + "A\nMet ingang van de datum van inwerkingtreding van artikel 2 van de Wet proef komt artikel 9 te luiden:\n> Artikel 9 Nieuw\n> Het college mag.\n"
    )
    besluit = lees_besluit(bron)
    assert besluit.doelen()[0].voorwaarde.startswith("Met ingang van de datum van inwerkingtreding")
