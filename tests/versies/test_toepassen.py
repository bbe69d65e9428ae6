"""Executing decisions: exactly, in order, all or nothing."""

from datetime import date

import pytest

from tests.versies.gevallen import besluit_van, proef
from tests.versies.uitvoeren import eenheid, voer, weigering
from verordening.bevinding import Geweigerd
from verordening.boom import Soort, Status, koptekst, tekst, wandel
from verordening.eid import met_wids
from verordening.tekst.markdown import lees
from verordening.tekst.schrijver import schrijf_markdown
from versies.opdracht import lees_besluit
from versies.toepassen import pas_toe


def test_een_opdracht_werkt_op_de_tekst_van_dat_moment():
    uitkomst = voer(
        "In artikel 9 wordt “kan” vervangen door “mag”.", "### B", "In artikel 9 wordt “mag” vervangen door “zal”."
    )
    assert "zal van deze" in tekst(uitkomst.wordt.wortel)
    assert "volgorde-afhankelijk" in [b.code for b in uitkomst.bevindingen]


def test_een_opdracht_waarvan_niets_overblijft_is_tegenspraak():
    met = ("In artikel 9 wordt “kan” vervangen door “mag”.", "### B", "Artikel 9 {}")
    for later in ("vervalt.", "komt te luiden:\n\nArtikel 9 Hardheid\nHet college mag van deze verordening afwijken."):
        with pytest.raises(Geweigerd, match="van die opdracht blijft niets over"):
            voer(*(r.format(later) for r in met))


def test_een_opdracht_die_ook_elders_iets_laat_staan_is_geen_tegenspraak():
    uitkomst = voer(
        "In artikel 3 wordt “aanvraag” telkens vervangen door “brief”.", "### B", "Artikel 3, tweede lid, vervalt."
    )
    assert "de brief schriftelijk" in tekst(uitkomst.wordt.wortel)


def test_een_adres_na_vernummering_zonder_nieuw_is_volgorde_afhankelijk():
    regels = [
        "Artikel 3 wordt als volgt gewijzigd:",
        "1. Het tweede lid vervalt, onder vernummering van het derde en vierde lid tot tweede en derde lid.",
        "2. In het derde lid{} wordt “brief” vervangen door “mail”.",
    ]
    zonder = voer(*(r.format("") for r in regels))
    met = voer(*(r.format(" (nieuw)") for r in regels))
    assert tekst(zonder.wordt.wortel) == tekst(met.wordt.wortel)
    assert "volgorde-afhankelijk" in [b.code for b in zonder.bevindingen]
    assert "volgorde-afhankelijk" not in [b.code for b in met.bevindingen]


def test_woorden_in_een_opschrift_dat_er_al_stond_hangen_niet_van_de_volgorde_af():
    uitkomst = voer(
        "In artikel 9 wordt “kan” vervangen door “mag”.",
        "### B",
        "In het opschrift van hoofdstuk 3 wordt “Slotbepalingen” vervangen door “Slot”.",
    )
    assert [b.code for b in uitkomst.bevindingen] == []


def test_een_zin_erbij_waar_een_tabel_het_laatst_staat_wordt_geweigerd():
    was = lees(
        b"# Verordening proef\n\n## Artikel 1 Een\n\nTekst.\n\n## Artikel 2 Kosten\n\nDe kosten zijn:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    besluit = lees_besluit(
        "Besluit\n\nArtikel I\nAan artikel 2 van de Verordening proef wordt een zin toegevoegd, luidende: De kosten worden vooraf betaald.\n"
    )
    with pytest.raises(Geweigerd, match="eindigt met een tabel"):
        pas_toe(was, besluit)


@pytest.mark.parametrize(
    ("nieuw", "kop"),
    [("“De boete vervalt.”", "Artikel 1 Boete"), ("\nArtikel 1 Boete\n\nDe boete vervalt.", "Artikel 1 Boete")],
)
def test_de_tekst_van_een_artikel_houdt_zijn_opschrift(nieuw, kop):
    besluit = lees_besluit(
        f"Besluit\n\nArtikel I\nDe Verordening proef wordt als volgt gewijzigd:\nA\nDe tekst van artikel 1 komt te luiden: {nieuw}\n"
    )
    assert f"{kop}\nDe boete vervalt.\n" in tekst(pas_toe(lees(ZINNEN.encode()), besluit).wordt.wortel)


def test_de_tekst_van_een_artikel_met_een_ander_opschrift_erboven_wordt_geweigerd():
    besluit = lees_besluit(
        "Besluit\n\nArtikel I\nDe Verordening proef wordt als volgt gewijzigd:\nA\nDe tekst van artikel 1 komt te luiden:\nArtikel 1 Straf\n\nDe boete vervalt.\n"
    )
    with pytest.raises(Geweigerd, match="een ander opschrift"):
        pas_toe(lees(ZINNEN.encode()), besluit)


ZINNEN = """# Verordening proef

## Artikel 1 Boete

De boete volgt uit nr. 5. De boete geldt per dag. De boete is nieuw.

## Artikel 2 Voorzitter

De voorzitter is dhr. Jansen. De rest volgt. Einde van de tekst.

## Artikel 3 Lijst

Er is een lijst:

a. appel;

b. pruim.

De lijst is limitatief.
"""


@pytest.mark.parametrize(
    ("zin", "code"),
    [
        ("In artikel 1 vervalt de tweede volzin.", "zin-onzeker"),
        ("In artikel 1 wordt na de eerste volzin een volzin ingevoegd, luidende: De boete is hoog.", "zin-onzeker"),
        ("In artikel 2 vervalt de tweede volzin.", "zin-onzeker"),
        ("In artikel 3 vervalt de eerste volzin.", "aanhef-vervalt/zin"),
        (
            "Aan artikel 3 wordt, onder vervanging van de punt aan het slot door een puntkomma, een onderdeel toegevoegd, luidende: c. druif.",
            "slotteken/tekst-erachter",
        ),
    ],
)
def test_welke_zin_of_welk_slot_wordt_niet_geraden(zin, code):
    besluit = lees_besluit(f"Besluit\n\nArtikel I\nDe Verordening proef wordt als volgt gewijzigd:\nA\n{zin}\n")
    with pytest.raises(Geweigerd) as fout:
        pas_toe(lees(ZINNEN.encode()), besluit)
    assert fout.value.code == code.partition("/")[0]


def test_de_laatste_zin_is_zeker_als_alleen_ervoor_iets_onzeker_is():
    besluit = lees_besluit(
        "Besluit\n\nArtikel I\nDe Verordening proef wordt als volgt gewijzigd:\nA\nIn artikel 2 vervalt de laatste volzin.\n"
    )
    assert "Jansen. De rest volgt.\n" in tekst(pas_toe(lees(ZINNEN.encode()), besluit).wordt.wortel) + "\n"


def test_zinnen_na_een_vervallen_zin_zijn_volgorde_afhankelijk():
    was = ZINNEN.replace("nr. 5. De boete geldt", "€ 5. De boete geldt")
    besluit = lees_besluit(
        "Besluit\n\nArtikel I\nDe Verordening proef wordt als volgt gewijzigd:\nA\nIn artikel 1 vervalt de eerste volzin.\n"
        "B\nIn artikel 1, tweede volzin, wordt “boete” vervangen door “bijdrage”.\n"
    )
    assert "volgorde-afhankelijk" in [b.code for b in pas_toe(lees(was.encode()), besluit).bevindingen]


def test_identiteiten_blijven_en_nieuwe_eenheden_krijgen_een_eigen():
    was = met_wids(proef(), "gm9999", "1")
    besluit = lees_besluit(
        besluit_van(
            [
                "Artikel 3 wordt als volgt gewijzigd:",
                "1. Onder vernummering van het derde en vierde lid tot vierde en vijfde lid wordt een lid ingevoegd, luidende:",
                "> 3. Nieuw.",
                "2. Het tweede lid komt te luiden:",
                "> 2. Anders.",
            ]
        )
    )
    wordt = pas_toe(was, besluit).wordt
    for oud, nieuw in (("derde", "vierde"), ("vierde", "vijfde"), ("tweede", "tweede")):
        assert eenheid(was, f"artikel 3, {oud} lid").wId == eenheid(wordt, f"artikel 3, {nieuw} lid").wId
    nieuw = eenheid(wordt, "artikel 3, derde lid")
    assert nieuw.wId and nieuw.wId not in {e.wId for e in wandel(was.wortel)}
    assert nieuw.eId.endswith("art_3__para_3")
    wids = [e.wId for e in wandel(wordt.wortel) if e.wId]
    assert len(wids) == len(set(wids))


def test_een_graf_houdt_nummer_dag_en_bron_en_geeft_zijn_identiteit_niet_weg():
    was = met_wids(proef(), "gm9999", "1")
    eerst = pas_toe(was, lees_besluit(besluit_van(["Artikel 9 vervalt."]))).wordt
    graf = eenheid(eerst, "artikel 9")
    assert graf.status is Status.VERVALLEN and graf.nummer == "9" and graf.inhoud == ()
    assert (
        graf.herkomst is not None
        and graf.herkomst.inwerking == date(2026, 1, 1)
        and graf.herkomst.effect == "vervallen"
    )
    daarna = pas_toe(
        eerst,
        lees_besluit(
            besluit_van(
                ["Voor artikel 10 wordt een artikel ingevoegd, luidende:", "> #### Artikel 9 Nieuw", "> Tekst."]
            )
        ),
    )
    assert eenheid(daarna.wordt, "artikel 9").wId != graf.wId
    assert "nummer-hergebruikt" in [b.code for b in daarna.bevindingen]


def test_bijna_letterlijk_gaat_door_met_een_bevinding():
    was = lees("# Proefverordening 2024\n\n#### Artikel 1 X\nDe «toeslag» is € 10 – bruto.\n".encode())
    besluit = lees_besluit(
        besluit_van(["In artikel 1 wordt ‘“toeslag” is € 10 - bruto’ vervangen door ‘“toeslag” is € 20’."])
    )
    uitkomst = pas_toe(was, besluit)
    assert tekst(uitkomst.wordt.wortel).endswith("De “toeslag” is € 20.")
    assert [b.code for b in uitkomst.bevindingen] == ["tekst-genormaliseerd"]


def test_een_half_woord_wordt_gemeld_en_midden_in_een_woord_staat_niets():
    assert weigering("In artikel 5, tweede lid, wordt “vrag” vervangen door “vrág”.").code == "tekst-ontbreekt"
    uitkomst = voer("In artikel 5, tweede lid, wordt “aanvrag” vervangen door “aanvrág”.")
    assert "tekst-deel-van-woord" in [b.code for b in uitkomst.bevindingen]


def test_een_artikelnummer_raakt_geen_langer_nummer():
    was = lees(b"# Proefverordening 2024\n\n#### Artikel 1 X\nZie artikel 7a, artikel 17, artikel 7.2 en artikel 7.\n")
    uitkomst = pas_toe(was, lees_besluit(besluit_van(["In artikel 1 wordt “artikel 7” vervangen door “artikel 8”."])))
    assert tekst(uitkomst.wordt.wortel).endswith("Zie artikel 7a, artikel 17, artikel 7.2 en artikel 8.")


@pytest.mark.parametrize(
    ("opdracht", "code"),
    [
        ("Artikel 4, onderdeel d, vervalt.", "opsomming-slot"),
        ("In artikel 3, vierde lid, wordt “een brief.” vervangen door “een mail”.", "teken-weg"),
        ("In artikel 3, vierde lid, wordt “een brief.” vervangen door “een mail”.", "zin-onaf"),
        ("Artikel 3, vierde lid, komt te luiden: De aanvrager krijgt een mail;", "zin-onaf"),
        ("In artikel 3, vierde lid, wordt “een brief” vervangen door “een mail.”", "teken-dubbel"),
        ("In artikel 3, vierde lid, wordt “een brief” vervangen door “een mail,”.", "teken-dubbel"),
        ("In artikel 3, vierde lid, wordt “De aanvrager ontvangt” vervangen door “de burger krijgt”.", "kleine-letter"),
        ("In artikel 2 wordt “het” telkens vervangen door “zijn”.", "telkens-blijft"),
    ],
)
def test_wat_een_wijziging_van_de_leestekens_en_hoofdletters_maakt_wordt_gemeld(opdracht, code):
    assert code in [b.code for b in voer(opdracht).bevindingen]


@pytest.mark.parametrize(
    ("opdracht", "gemeld"),
    [
        ("Artikel 1, onderdeel b, vervalt.", True),
        ("Artikel 1, onderdeel a, vervalt.", False),
        ("Aan artikel 1 wordt een onderdeel toegevoegd, luidende:\n\nd. een tent.", True),
        ("Artikel 1, onderdeel b, vervalt, onder toevoeging van het woord “of” aan het slot van onderdeel a.", False),
        ("Artikel 1, onderdeel b, komt te luiden: b. een podium; of", False),
        ("Artikel 2, onderdeel a, komt te luiden: a. een baby;", False),
    ],
)
def test_en_of_of_voor_het_laatste_onderdeel_verdwijnt_niet_zonder_dat_het_wordt_gezegd(opdracht, gemeld):
    was = lees(
        b"# Proefverordening 2024\n\n#### Artikel 1 X\nVerboden is:\n\n   a. een feest;\n   b. een kraam; of\n   c. muziek.\n"
        b"\n#### Artikel 2 Y\nGratis is:\n\n   a. een kind;\n   b. een hond.\n"
    )
    uitkomst = pas_toe(was, lees_besluit(besluit_van([opdracht])))
    assert ("verbinding-weg" in [b.code for b in uitkomst.bevindingen]) is gemeld


@pytest.mark.parametrize(
    ("opdracht", "komt"),
    [
        ("In artikel 1 wordt aan het slot van onderdeel a “of” toegevoegd.", "een feest; of"),
        ("Aan artikel 1, onderdeel a, wordt “dan wel” toegevoegd.", "een feest; dan wel"),
        ("Aan artikel 1, onderdeel a, wordt aan het slot “; en/of” toegevoegd.", "een feest; en/of"),
        ("Aan artikel 1, onderdeel a, wordt “, buiten; alsmede” toegevoegd.", "een feest, buiten; alsmede"),
        ("Aan artikel 1, onderdeel a, wordt “, buiten” toegevoegd.", "een feest, buiten;"),
        ("Aan artikel 1, onderdeel b, wordt “, binnen” toegevoegd.", "een kraam, binnen; of"),
        ("De punt achter “muziek” in artikel 1 wordt een puntkomma.", "muziek;"),
        ("Aan artikel 1, onderdeel c, wordt “of” toegevoegd.", "slotteken"),
        ("Aan artikel 1, onderdeel c, wordt “; of” toegevoegd.", "slotteken"),
        ("Aan artikel 1, onderdeel b, wordt “en” toegevoegd.", "slotteken"),
        ("De punt achter muziek wordt een puntkomma.", "anker-ontbreekt"),
    ],
)
def test_een_verbindingswoord_komt_achter_het_leesteken_van_het_onderdeel(opdracht, komt):
    was = lees(
        b"# Proefverordening 2024\n\n#### Artikel 1 X\nVerboden is:\n\n   a. een feest;\n   b. een kraam; of\n   c. muziek.\n"
    )
    try:
        regels = tekst(pas_toe(was, lees_besluit(besluit_van([opdracht]))).wordt.wortel).split("\n")
    except Geweigerd as fout:
        regels = [fout.code]
    assert any(r.endswith(komt) for r in regels), regels


@pytest.mark.parametrize(
    "opdracht",
    [
        "Na hoofdstuk 1 wordt een hoofdstuk ingevoegd, luidende:\n\nHoofdstuk 2 Slot\n\nArtikel 2 Slot\nKlaar.",
        "Na artikel 1 wordt een artikel ingevoegd, luidende:\n\nArtikel 2 Slot\nKlaar.",
    ],
)
def test_een_nieuw_artikel_krijgt_zijn_nummer_zoals_de_regeling_die_afdrukt_ook_in_een_nieuw_hoofdstuk(opdracht):
    was = lees(b"# Proefverordening 2024\n\n## Hoofdstuk 1. Begin\n\n### Artikel 1. X\n\nVerboden is een feest.\n")
    uitkomst = pas_toe(was, lees_besluit(besluit_van([opdracht])))
    assert "Artikel 2. Slot" in [koptekst(e) for e in wandel(uitkomst.wordt.wortel)]


def test_wat_al_niet_goed_stond_wordt_niet_aan_het_besluit_verweten():
    was = lees((schrijf_markdown(proef()).inhoud.decode().replace("een brief.", "een brief..")).encode())
    besluit = lees_besluit(besluit_van(["In artikel 3, vierde lid, wordt “brief” vervangen door “mail”."]))
    assert "teken-dubbel" not in [b.code for b in pas_toe(was, besluit).bevindingen]


def test_van_een_eenheid_blijft_geen_leesteken_alleen_staan():
    woorden = "Het college kan van deze verordening afwijken"
    assert weigering(f"Artikel 9, luidende “{woorden}”, vervalt.").code == "tekst-leeg"


@pytest.mark.parametrize(
    "regels",
    [
        (
            "Het opschrift van artikel 8 komt te luiden: Terug",
            "### B",
            "Het opschrift van artikel 8 komt te luiden: Invordering",
        ),
        ("In artikel 9 vervalt “kan”.", "### B", "In artikel 9 wordt na “college” ingevoegd “kan”."),
        (
            "In artikel 3, tweede lid, wordt “acht” vervangen door “zes”.",
            "### B",
            "In artikel 3, tweede lid, wordt de eerste zin vervangen door “Het college beslist binnen acht weken op de aanvraag.”",
        ),
    ],
)
def test_opdrachten_die_elkaar_opheffen_zijn_tegenspraak(regels):
    assert weigering(*regels).code == "overschreven"


def romeinse_hoofdstukken(*nummers: str):
    delen = "".join(
        f"## Hoofdstuk {n} Deel {n}\n#### Artikel {i} Onderwerp {n}\nHet college beslist over {n}.\n\n"
        for i, n in enumerate(nummers, 1)
    )
    return lees(f"# Proefverordening 2024\n\n{delen}".encode(), naam="proef")


def test_hoofdstukken_met_romeinse_cijfers_staan_op_volgorde():
    regeling = romeinse_hoofdstukken("I", "II", "IV", "IX", "X")
    uit = pas_toe(
        regeling,
        lees_besluit(besluit_van(["In artikel 1 wordt “beslist” vervangen door “besluit”.", "Hoofdstuk II vervalt."])),
    )
    assert "nummer-volgorde" not in {b.code for b in uit.bevindingen}
    uit = pas_toe(
        romeinse_hoofdstukken("I", "V", "IV"),
        lees_besluit(besluit_van(["Hoofdstuk I komt te luiden:", "> ## Hoofdstuk I Begin"])),
    )
    assert [b.fragment or b.adres for b in uit.bevindingen if b.code == "nummer-volgorde"] == ["hoofdstuk IV"]


def test_het_graf_van_een_artikel_verdwijnt_ook_in_een_ander_hoofdstuk_als_zijn_nummer_wordt_hergebruikt():
    was = lees(
        b"# Verordening proef\n\n## Hoofdstuk 1 Een\n\n### Artikel 1\n\nEen.\n\n### Artikel 2\n\nTwee.\n\n### Artikel 3\n\nDrie.\n\n"
        b"## Hoofdstuk 2 Twee\n\n### Artikel 4\n\nVier.\n\n### Artikel 5\n\nVijf.\n"
    )
    zin = "De artikelen 2 en 3 vervallen, onder vernummering van de artikelen 4 en 5 tot de artikelen 2 en 3."
    besluit = lees_besluit(f"Besluit\n\nArtikel I\nDe Verordening proef wordt als volgt gewijzigd:\nA\n{zin}\n")
    artikelen = [e.nummer for e in wandel(pas_toe(was, besluit).wordt.wortel) if e.soort is Soort.ARTIKEL]
    assert artikelen == ["1", "2", "3"]


def test_een_reeks_zinnen_wordt_in_haar_geheel_vervangen():
    was = lees(b"# Verordening proef\n\n## Artikel 1\n\nEen. Twee. Drie.\n")
    zin = "De eerste en tweede zin van artikel 1 worden vervangen door: Nul."
    besluit = lees_besluit(f"Besluit\n\nArtikel I\nDe Verordening proef wordt als volgt gewijzigd:\nA\n{zin}\n")
    assert tekst(pas_toe(was, besluit).wordt.wortel).split("\n")[-1] == "Nul. Drie."


@pytest.mark.parametrize(
    ("zin", "over"),
    [
        ("vervalt: Een pauze is mogelijk.", "De zitting is openbaar. Daarna gaat zij verder."),
        ("vervalt “De zitting is openbaar”.", "Een pauze is mogelijk. Daarna gaat zij verder."),
        ("vervalt “Daarna gaat zij verder”.", "De zitting is openbaar. Een pauze is mogelijk."),
        ("vervalt “ is mogelijk”.", "De zitting is openbaar. Een pauze. Daarna gaat zij verder."),
    ],
)
def test_wie_een_hele_zin_laat_vervallen_laat_haar_punt_niet_staan(zin: str, over: str) -> None:
    """Er bleven twee punten achter elkaar staan (of één vooraan), met alleen een waarschuwing."""
    was = lees(
        b"# Proef\n\n### Artikel 1 Tijd\nDe zitting is openbaar. Een pauze is mogelijk. Daarna gaat zij verder.\n",
        naam="p.md",
    )
    na = pas_toe(was, lees_besluit(f"Artikel I\n\nIn artikel 1 {zin}\n"))
    assert not [b for b in na.bevindingen if b.code == "teken-dubbel"]
    assert tekst(na.wordt.wortel).splitlines()[-1] == over
