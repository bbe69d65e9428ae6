"""What an instruction takes from what stands beside or above it: headings named beside a number, headings between instructions,
sentences that a line below finishes; and words that were read at the wrong place. All sentences are our own examples."""

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


def wordt(regels: str) -> str:
    return tekst(pas_toe(proef(), lees_besluit(KOP + regels + "\n")).wordt.wortel)


# --- a heading beside a number ----------------------------------------------------------------------------------------

NAAST = [
    "In artikel 3, Aanvraag, wordt in het tweede lid “acht” vervangen door “tien”.",
    "In artikel 3 Aanvraag, tweede lid, wordt “acht” vervangen door “tien”.",
    "In artikel 3 (Aanvraag) wordt “acht” vervangen door “tien”.",
    "In artikel 3, Aanvraag, wordt “acht” in het tweede lid vervangen door “tien”.",
    "Artikel 3 Aanvraag wordt als volgt gewijzigd:\n1. In het tweede lid wordt “acht” vervangen door “tien”.",
    "Artikel 3 ‘Aanvraag’ wordt als volgt gewijzigd:\n1. In het tweede lid wordt “acht” vervangen door “tien”.",
    "In hoofdstuk 1 Algemeen wordt “acht weken” vervangen door “tien weken”.",
    "Artikel 3 Aanvraag\nIn het tweede lid wordt “acht” vervangen door “tien”.",
    "Hoofdstuk 1 Algemeen\nArtikel 3 Aanvraag:\n‘acht’ wordt vervangen door: tien",
]


@pytest.mark.parametrize("zin", NAAST)
def test_een_opschrift_naast_een_nummer_klopt_met_de_tekst(zin):
    assert "binnen tien weken" in wordt(zin)


@pytest.mark.parametrize("zin", [z.replace("Aanvraag", "Weigering").replace("Algemeen", "Uitvoering") for z in NAAST])
def test_een_ander_opschrift_dan_in_de_tekst_wordt_geweigerd(zin):
    with pytest.raises(Geweigerd) as fout:
        wordt(zin)
    assert fout.value.code == "opschrift-anders"
    assert "opschrift in de tekst is" in fout.value.reden


def test_een_opschrift_dat_de_nieuwe_tekst_zelf_brengt_wordt_gemeld():
    besluit = lees_besluit(
        KOP + "Artikel 9 Nieuwe naam komt te luiden:\nArtikel 9 Nieuwe naam\nHet college mag afwijken.\n"
    )
    assert "opschrift-nieuw" in [b.code for b in pas_toe(proef(), besluit).bevindingen]


def test_de_naam_van_de_regeling_achter_een_nummer_is_geen_opschrift():
    bron = KOP + "In artikel 9 Proefverordening 2024 wordt “kan” vervangen door “mag”.\n"
    assert "regeling-genoemd" in codes(bron)
    assert lees_besluit(bron).opdrachten[0].opschriften == ()


def test_het_opschrift_van_een_kop_geldt_voor_de_tekst_voor_de_eerste_opdracht_eronder():
    regels = "Artikel 3 Aanvraag wordt als volgt gewijzigd:\n1. Het opschrift komt te luiden: Verzoek\n2. In het tweede lid wordt “acht” vervangen door “tien”."
    assert "Verzoek" in wordt(regels)


@pytest.mark.parametrize(
    "zin",
    [
        "De artikelen 3 Aanvraag en 4 Weigering vervallen.",
        "In artikel 3 Aanvraag en artikel 4 Weigering wordt “de” vervangen door “het”.",
    ],
)
def test_twee_opschriften_in_een_zin_worden_nooit_stil_gelezen(zin):
    with pytest.raises(Geweigerd):
        wordt(zin)


# --- headings and broken sentences ------------------------------------------------------------------------------------


def test_een_tussenkop_maakt_een_eind_aan_de_nieuwe_tekst_en_is_de_plaats_van_wat_volgt():
    bron = KOP + (
        "Artikel 4 Weigering\nOnderdeel e wordt toegevoegd:\ne. de aanvraag onvolledig is.\nArtikel 9 Afwijking\n"
        "In de titel wordt ‘Afwijking’ vervangen door: Uitzondering\nHoofdstuk 1 Algemeen\nArtikel 2 Doel\n‘budget’ wordt vervangen door: bedrag\n"
    )
    assert begrepen(bron) == [
        "nieuw in artikel 4: onderdeel e",
        "in het opschrift van artikel 9: «Afwijking» wordt «Uitzondering» (precies één keer)",
        "in artikel 2: «budget» wordt «bedrag» (precies één keer)",
    ]
    assert codes(bron).count("tussenkop") == 3


def test_de_koppen_in_nieuwe_artikelen_blijven_van_de_nieuwe_tekst():
    bron = (
        KOP
        + "Artikel 9 komt te luiden:\nArtikel 9 Afwijking\nHet college mag.\nArtikel 8 Terug\nIn het eerste lid vervalt “x”.\n"
    )
    assert fouten(bron) == ["aantal"]


def test_een_zin_die_de_regels_eronder_afmaken():
    bron = (
        KOP
        + "Artikel 3 wordt als volgt gewijzigd:\n1. In het tweede lid wordt:\n- achter ‘beslist’ ingevoegd: altijd\n- ‘acht’ vervangen door: tien;\n2. Het vierde lid vervalt.\n"
    )
    assert begrepen(bron) == [
        "in artikel 3, tweede lid: na «beslist» komt «altijd» (precies één keer)",
        "in artikel 3, tweede lid: «acht» wordt «tien» (precies één keer)",
        "artikel 3, vierde lid, vervalt",
    ]
    assert codes(bron).count("zin-aangevuld") == 2


def test_een_regel_die_met_en_verdergaat():
    bron = KOP + "In artikel 3, tweede lid, wordt ‘acht’ vervangen door: tien\nen ‘weken’ vervangen door: dagen\n"
    assert begrepen(bron)[1] == "in artikel 3, tweede lid: «weken» wordt «dagen» (precies één keer)"
    assert codes(bron) == ["zin-aangevuld"]


@pytest.mark.parametrize(
    "regels",
    [
        "In artikel 3 wordt:\nhet een en ander anders.",
        "In artikel 3 vervalt “a” en wordt “b” vervangen door “c”\nen ‘d’ vervangen door: e",
        "Artikel 9 vervalt.\nen ‘d’ vervangen door: e",
    ],
)
def test_een_halve_zin_zonder_zeker_begin_wordt_geweigerd(regels):
    assert fouten(KOP + regels + "\n")


# --- words at their place ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "zin",
    [
        "In artikel 9 wordt na “kan” toegevoegd “altijd”.",
        "In artikel 9 wordt achter “kan” toegevoegd: altijd",
        "Aan artikel 9 wordt na “kan” toegevoegd: altijd.",
    ],
)
def test_na_genoemde_woorden_toegevoegd_komt_niet_aan_het_slot(zin):
    assert "kan altijd" in wordt(zin)


@pytest.mark.parametrize(
    "zin",
    [
        "Artikel 3, vijfde lid, wordt toegevoegd:",
        "In artikel 3 wordt lid 5 toegevoegd:",
        "Aan artikel 3 wordt lid 5 toegevoegd:",
    ],
)
def test_een_eenheid_die_wordt_toegevoegd_is_nieuw_en_geen_tekst_aan_het_slot_van_een_oude(zin):
    assert begrepen(KOP + zin + "\n5. Dat is alles.\n") == ["nieuw in artikel 3: lid 5"]


@pytest.mark.parametrize(
    ("lading", "uit"),
    [
        ("5. Dat is alles.", "nieuw in artikel 3: lid 5"),
        ("e. dat is alles.", "nieuw in artikel 3: onderdeel e"),
        ("- dat is alles.", "nieuw in artikel 3: onderdeel"),
    ],
)
def test_wat_erbij_komt_met_een_eigen_aanduiding_is_een_eenheid(lading, uit):
    assert begrepen(KOP + f"Aan artikel 3 wordt toegevoegd:\n{lading}\n") == [uit]


def test_een_zin_of_woorden_erbij_wordt_niet_geraden():
    assert fouten(KOP + "Aan artikel 9 wordt toegevoegd:\nHet college meldt dat aan de raad.\n") == ["zin-of-woorden"]
    assert begrepen(KOP + "Aan artikel 9 wordt toegevoegd: , en de raad.\n") == [
        "voor het laatste leesteken van artikel 9 komt «, en de raad»"
    ]


@pytest.mark.parametrize(
    "zin", ["Het opschrift ‘Overgang’ vervalt.", "Het opschrift ‘Overgang’ wordt vervangen door ‘Slot’."]
)
def test_een_opschrift_zonder_eenheid_is_niet_dat_van_de_regeling(zin):
    assert fouten(KOP + zin + "\n") == ["opschrift-onzeker"]


@pytest.mark.parametrize("regel", ["1. Ongewijzigd", "1. (ongewijzigd)", "1. [...]", "1. …"])
def test_ongewijzigd_is_geen_nieuwe_tekst(regel):
    assert fouten(KOP + f"Artikel 3 komt te luiden:\nArtikel 3 Aanvraag\n{regel}\n2. Het college beslist.\n") == [
        "lading-onvolledig"
    ]


def test_een_kop_met_kleine_letter_boven_de_nieuwe_tekst_wordt_geen_tekst():
    nieuw = wordt("Artikel 9 komt te luiden:\nArtikel 9. afwijking in nood\nHet college mag.")
    assert "Artikel 9 afwijking in nood" in nieuw.replace("9. ", "9 ")
    assert nieuw.count("afwijking in nood") == 1


def test_de_kop_van_het_artikel_boven_de_nieuwe_tekst_van_een_lid():
    bron = KOP + "Artikel 3 lid 2 komt als volgt te luiden:\nArtikel 3 Aanvraag\n2. Het college beslist meteen.\n"
    assert begrepen(bron) == ["artikel 3, tweede lid, wordt vervangen door lid 2"]
    assert codes(bron) == ["kop-boven-tekst"]


@pytest.mark.parametrize(
    ("zin", "uit"),
    [
        ("Artikel 4, letter a, vervalt.", "artikel 4, onderdeel a, vervalt"),
        ("Artikel 4, onderdeel c., vervalt.", "artikel 4, onderdeel c, vervalt"),
        ("Artikel 9 komt te luiden aldus:\nArtikel 9 X\nHet mag.", "artikel 9 wordt vervangen door Artikel 9 X"),
        (
            "Artikel 9 wordt geheel herzien en komt als volgt te luiden:\nArtikel 9 X\nHet mag.",
            "artikel 9 wordt vervangen door Artikel 9 X",
        ),
        (
            "In artikel 2 wordt ‘budget’ telkenmale vervangen door: bedrag.",
            "in artikel 2: «budget» wordt «bedrag» (telkens)",
        ),
        (
            "De in artikel 3 genoemde termijn van “acht weken” wordt vervangen door “zes weken”.",
            "in artikel 3: «acht weken» wordt «zes weken» (precies één keer)",
        ),
        (
            "In artikel 7 wordt het bedrag van € 410 vervangen door € 425.",
            "in artikel 7: «€ 410» wordt «€ 425» (precies één keer)",
        ),
        (
            "In artikel 9 worden de volgende wijzigen aangebracht:\n1. ‘kan’ wordt vervangen door: mag",
            "in artikel 9: «kan» wordt «mag» (precies één keer)",
        ),
        (
            "De in artikel 7 opgenomen tabel wordt vervangen door:\n| Leefvorm | Bedrag |\n|---|---|\n| alleen | € 5 |",
            "artikel 7, tabel, wordt vervangen door een tabel van 1 rij",
        ),
    ],
)
def test_vormen_uit_de_praktijk(zin, uit):
    assert begrepen(KOP + zin + "\n") == [uit]


def test_een_leesteken_en_een_woord_aan_het_slot():
    bron = (
        KOP
        + "In artikel 4 vervalt onderdeel d, onder vervanging van “; of” aan het slot van onderdeel c door een punt en onder toevoeging van het woord “of” aan het slot van onderdeel b.\n"
    )
    nieuw = tekst(pas_toe(proef(), lees_besluit(bron)).wordt.wortel)
    assert "te hoog is; of" in nieuw and "te laat is." in nieuw


def test_na_vervanging_van_de_punt_in_het_laatste_onderdeel():
    nieuw = wordt(
        "Aan artikel 4 wordt na vervanging van de punt in onderdeel d door een puntkomma een onderdeel toegevoegd, luidende:\ne. iets ontbreekt."
    )
    assert "gegevens verstrekt;" in nieuw


@pytest.mark.parametrize(
    "zin",
    [
        "De begrotingsstaat wordt als volgt gewijzigd:",
        "De Programmabegroting 2027 wordt als volgt gewijzigd:",
        "In artikel 12 Wegen wordt het uitgavenbedrag verlaagd met € 2.500.",
    ],
)
def test_een_begroting_wordt_geweigerd_met_reden(zin):
    _, gevonden = toets_besluit("Besluit\n\nArtikel I\n" + zin + "\n")
    assert "een begroting is geen regeling" in gevonden[0].reden


def test_de_regeling_in_een_artikel_in_de_taal_van_een_besluit():
    bron = "Besluiten:\n\nArtikel I\nDe Proefverordening 2024 als volgt te wijzigen:\nA\nArtikel 9 vervalt.\n"
    assert lees_besluit(bron).regelingen() == ("Proefverordening 2024",)


def test_een_artikel_van_het_besluit_dat_ontbreekt():
    _, gevonden = toets_besluit(
        KOP + "Artikel 9 vervalt.\n\nArtikel III\n\nDit besluit treedt in werking op 1 mei 2027.\n"
    )
    assert [f.code for f in gevonden] == ["nummering-eigen"]
    assert "telt niet op" in gevonden[0].reden


def test_een_regeling_met_ingang_van_een_dag_te_wijzigen_zodat_de_tekst_luidt():
    bron = (
        "De colleges;\n\nbesluiten:\n\nDe Proefverordening 2024 met ingang van 1 juli 2027 te wijzigen waardoor de tekst luidt als volgt:\n\n"
        "Hoofdstuk 1 Algemeen\n\nArtikel 1 Doel\nHet mag.\n"
    )
    besluit = lees_besluit(bron)
    assert besluit.regelingen() == ("Proefverordening 2024",)
    assert [bepaling_in_woorden(b) for b in besluit.bepalingen] == ["inwerkingtreding; voor artikel enig; 1-7-2027"]
    assert "hele-regeling" in [b.code for b in besluit.bevindingen]


def test_een_naam_met_een_dubbele_punt_tussen_haakjes():
    bron = "Besluit\n\nArtikel I\nHet besluit van 3 mei 2026, nr. 12 tot openstelling (verder: de Openstelling) wordt als volgt gewijzigd:\nArtikel 9 vervalt.\n"
    assert lees_besluit(bron).regelingen() == (
        "besluit van 3 mei 2026, nr. 12 tot openstelling (verder: de Openstelling)",
    )


@pytest.mark.parametrize(
    ("zin", "uit"),
    [
        (
            "Dit besluit treedt in werking op de dag van bekendmaking en eindigt op 31 december 2029.",
            ["inwerkingtreding; op de dag van bekendmaking", "vervaldatum; 31-12-2029"],
        ),
        (
            "Dit besluit treedt in werking op 1 mei 2027 en vervalt van rechtswege op 1 mei 2029.",
            ["inwerkingtreding; 1-5-2027", "vervaldatum; 1-5-2029"],
        ),
        (
            "Dit besluit treedt in werking op de dag na bekendmaking, met dien verstande dat artikel I terugwerkt tot 1 mei 2026.",
            ["inwerkingtreding; op de dag na bekendmaking", "terugwerking; voor artikel I; 1-5-2026"],
        ),
    ],
)
def test_een_einddatum_of_terugwerking_gaat_niet_in_de_inwerkingtreding_op(zin, uit):
    besluit = lees_besluit(KOP + "Artikel 9 vervalt.\n\nArtikel II\nInwerkingtreding\n" + zin + "\n")
    assert [bepaling_in_woorden(b) for b in besluit.bepalingen] == uit
