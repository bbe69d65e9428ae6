"""Verwijzingen zoals mensen ze ook schrijven: losse vormen, kleine letters, en een artikel dat hier niet kan zijn."""

from __future__ import annotations

import pytest

from verordening.lezers import lees
from wetgeving.verwijzingen import Context, Doelteksten, Toestand, Vindplaats, los_op, vind_verwijzingen, zoek_in

PW = "BWBR0015703"


def plaatsen(tekst: str) -> list[tuple[str | None, str]]:
    """(regulation, place) of every place that is named."""
    gevonden = vind_verwijzingen(tekst, Context(regeling="CVDR1", koppen=False))
    return [(v.regeling, p.tekst()) for v in gevonden for p in v.plaatsen]


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        (
            "De artikelen 2, 6, tweede lid, artikel 7, en 13 van de Pw.",
            [(PW, "artikel 2"), (PW, "artikel 6, tweede lid"), (PW, "artikel 7"), (PW, "artikel 13")],
        ),
        (
            "De artikelen 24 of 26, artikel 55 van de Pw.",
            [("CVDR1", "artikel 24"), ("CVDR1", "artikel 26"), (PW, "artikel 55")],
        ),
        ("Artikel XXVI, onderdelen Ba en C.", [("CVDR1", f"artikel XXVI, onderdeel {o}") for o in ("Ba", "C")]),
        (
            "Zie art. 105 Gevangenismaatregel (Stb. 2008/269).",
            [(None, "artikel 105"), (None, "")],
        ),
        ("Het bedoelde besluit wordt genomen; dat besluit treedt niet in werking.", []),
        ("Deze leden worden benoemd; bij ontstentenis van die leden de secretaris.", []),
        ("Zie art.31, tweede lid, van de Participatiewet.", [(PW, "artikel 31, tweede lid")]),
        ("Zie artikel 10 van bijlage 2.", [("CVDR1", "bijlage 2, artikel 10")]),
        ("Zie bijlage B, onderdeel 4.", [("CVDR1", "bijlage B, onderdeel 4")]),
        ("Zie hoofdstuk 3, paragraaf 3.2, van de Participatiewet.", [(PW, "hoofdstuk 3, paragraaf 3.2")]),
        ("Zie hoofdstuk 4 paragraaf 4.1 van de Participatiewet.", [(PW, "hoofdstuk 4, paragraaf 4.1")]),
        (
            "Zie artikel 3.3.3 en titel 4.2 van de Awb.",
            [("BWBR0005537", "artikel 3.3.3"), ("BWBR0005537", "titel 4.2")],
        ),
        ("Op grond van artikel 18, tweede lid, van de participatiewet.", [(PW, "artikel 18, tweede lid")]),
        ("Op grond van artikel 1.1. van de Jeugdwet.", [("BWBR0034925", "artikel 1.1")]),
        ("Het handboek van de uitgever, onderdeel 99123.", []),
        (
            "Zie artikel 5, leden drie tot en met vijf, IOAW.",
            [("BWBR0004044", f"artikel 5, {rang} lid") for rang in ("derde", "vierde", "vijfde")],
        ),
        ("Het bedrag is gewijzigd (Stcrt. 10815) en daarna (Stb.1987123).", []),
        ("Zie Stb. 2025, 312.", [(None, "")]),
        ("De subsidie maakt deze onderdeel uit van het geheel; deze lid van de raad.", []),
        ("Zie de in artikel 9 bedoelde titel.", [("CVDR1", "artikel 9")]),
        ("Zie artikel 9. Het in dat artikel gestelde geldt.", [("CVDR1", "artikel 9"), ("CVDR1", "artikel 9")]),
        ("Wij vernummeren afdelingen en titels van de Awb.", [("BWBR0005537", "")]),
        ("Zie artikel 3 en titel 4.2 van de Awb.", [("BWBR0005537", "artikel 3"), ("BWBR0005537", "titel 4.2")]),
        ("Zie artikel 6-2, eerste lid.", [("CVDR1", "artikel 6-2, eerste lid")]),
        ("Zie artikelen 6-8.", [("CVDR1", "artikel 6"), ("CVDR1", "artikel 8")]),
        ("Zie artikel III.a.", [("CVDR1", "artikel III.a")]),
        ("Zie artikel 19o, onderdeel k.", [("CVDR1", "artikel 19o, onderdeel k")]),
        ("Zie artikel 19, onder 1o.", [("CVDR1", "artikel 19, onderdeel 1°")]),
        (
            "De artikelen 125, eerste lid, van de IOAW, 434a van de IOAZ, 22k en 77, vierde lid, van de Awb en D 10 van de Kieswet.",
            [
                ("BWBR0004044", "artikel 125, eerste lid"),
                ("BWBR0004163", "artikel 434a"),
                ("BWBR0005537", "artikel 22k"),
                ("BWBR0005537", "artikel 77, vierde lid"),
                ("BWBR0004627", "artikel D 10"),
            ],
        ),
        ("Artikel 3 van de Participatiewet, 2 maanden na de dag.", [(PW, "artikel 3")]),
        (
            "De bijlagen A en B en de hoofdstukken G en H.",
            [("CVDR1", f"{d}") for d in ("bijlage A", "bijlage B", "hoofdstuk G", "hoofdstuk H")],
        ),
        (
            "Zie bijlage MI-004, hoofdstuk II, en bijlage A-I.",
            [("CVDR1", "bijlage MI-004, hoofdstuk II"), ("CVDR1", "bijlage A-I")],
        ),
        ("Zie bijlage Aa, onderdeel IV.", [("CVDR1", "bijlage Aa, onderdeel IV")]),
        (
            "Zie artikel I-Q106 en de artikelen 29 a, eerste lid, en 30.",
            [("CVDR1", f"artikel {n}") for n in ("I-Q106", "29a, eerste lid", "30")],
        ),
        ("Het model van punt 3 van bijlage 1.", [("CVDR1", "bijlage 1, onderdeel 3")]),
        ("De in de bijlage genoemde onderdelen van het toestel.", [("CVDR1", "bijlage")]),
        (
            "Wijzigt het Torenbesluit bekende bouwers Participatiewet en het Besluit van de Participatiewet.",
            [(None, ""), (PW, "")],
        ),
        (
            "torenverordening: verordening (EG) nr. 2003/2003;\n\nTorenverordening, bijlage IV.",
            [(None, ""), (None, ""), (None, "bijlage IV")],
        ),
        ("Zie artikel 1, onderdeel c, ten eerste, van de IOAW.", [("BWBR0004044", "artikel 1, onderdeel c, onder 1°")]),
        (
            "Artikel 3 geldt; het in de eerste kolom van de tabel genoemde artikel; genoemd artikel.",
            [("CVDR1", "artikel 3")] * 2,
        ),
        ("wet: de IOAW;\n\nHet wetenschappelijk onderwijs en de wettelijke taak.", [("BWBR0004044", "")]),
        (
            "De artikelen 6 en 9 bij Onze Minister in een bij regeling vast te stellen tijd.",
            [("CVDR1", f"artikel {n}") for n in ("6", "9")],
        ),
        (
            "Artikel 4, derde lid, of 5 van de Awb en het eerste lid van de hiervoor genoemde artikelen.",
            [("BWBR0005537", f"artikel {n}") for n in ("4, derde lid", "5", "4, eerste lid", "5, eerste lid")],
        ),
        (
            "De artikelen 3.04 van het RosR 1995 en 3.05 van het RosR 1995.",
            [(None, "artikel 3.04"), (None, "artikel 3.05")],
        ),
        (
            "Dit besluit verstaat hierna onder wet: de IOAW. Zie artikel 3 van de wet.",
            [("CVDR1", ""), ("BWBR0004044", ""), ("BWBR0004044", "artikel 3")],
        ),
        (
            "Onder «wet» wordt verstaan; wij verstaan onder «wet»: de IOAW. Zie artikel 3 van de wet.",
            [("BWBR0004044", ""), ("BWBR0004044", "artikel 3")],
        ),
        (
            "tijdelijke regeling: de IOAW;\n\nZie artikel 3 van de tijdelijke regeling.",
            [("BWBR0004044", ""), ("BWBR0004044", "artikel 3")],
        ),
        (
            "Artikel 6, tweede lid, onder a, in verbinding met het derde lid, van de Participatiewet.",
            [(PW, "artikel 6, tweede lid, onderdeel a"), (PW, "artikel 6, derde lid")],
        ),
        (
            "Artikel 2 en hoofdstuk 4 gelden, in afwijking van dat artikel en dat hoofdstuk.",
            [("CVDR1", p) for p in ("artikel 2", "hoofdstuk 4", "artikel 2", "hoofdstuk 4")],
        ),
        ("Het college stelt hem van dat besluit in kennis.", []),
        (
            "Wet: de Participatiewet;\n\nartikel 4 van de Wet in werking treedt, ingevolge de Wet bij het college",
            [(PW, ""), (PW, "artikel 4"), (PW, "")],
        ),
        ("Zie artikel 8 quater, eerste lid.", [("CVDR1", "artikel 8 quater, eerste lid")]),
        ("Zie artikel 5 ter uitvoering van het plan.", [("CVDR1", "artikel 5")]),
        ("Zie artikelen 642b-d en 10Aa.", [("CVDR1", f"artikel {n}") for n in ("642b", "642d", "10Aa")]),
        (
            "De artikelen 3:4, eerste lid,3:5 en 3:7 van de Awb.",
            [("BWBR0005537", f"artikel {n}") for n in ("3:4, eerste lid", "3:5", "3:7")],
        ),
        (
            "Artikel I, onderdelen C, F, eerste lid, H en I, en artikel II vervallen.",
            [("CVDR1", f"artikel I, onderdeel {n}") for n in ("C", "F, eerste lid", "H", "I")]
            + [("CVDR1", "artikel II")],
        ),
        (
            "Zie artikel 8, eerste lid, onderdeel a, en tweede lid.",
            [("CVDR1", "artikel 8, eerste lid, onderdeel a"), ("CVDR1", "artikel 8, tweede lid")],
        ),
        ("Zie bijlage 1, onderdeel A, subonderdeel IV.", [("CVDR1", "bijlage 1, onderdeel A, onder IV")]),
        ("Zie artikel 6 (kartelverbod), van de Mededingingswet.", [("BWBR0008691", "artikel 6")]),
        ("In de Participatiewet vervallen artikel 3 en artikel 4.", [(PW, ""), (PW, "artikel 3"), (PW, "artikel 4")]),
        ("Zie artikel 5 der gemeentewet.", [("BWBR0005416", "artikel 5")]),
        ("De Wet die niemand kent geldt; de Wet op de proef vervalt.", [(None, "")] * 2),
        (
            "De Jeugdwet en de Participatiewet: artikel 3 van eerstgenoemde wet.",
            [("BWBR0034925", ""), (PW, ""), ("BWBR0034925", "artikel 3")],
        ),
        (
            "b. het besluit: het Vreemdelingenbesluit 2000;\n\nartikel 4 van het besluit",
            [("BWBR0011825", "")] * 2 + [("BWBR0011825", "artikel 4")],
        ),
        (
            "Kaderwet:* de Wet op de huurtoeslag;\n\nartikel 4 van de Kaderwet",
            [("BWBR0008659", "")] * 2 + [("BWBR0008659", "artikel 4")],
        ),
        ("Dit verstaat onder wet: Participatiewet.\n\nartikel 4 van de wet", [(PW, ""), (PW, "artikel 4")]),
        ("Zie artikel 4 dezer wet.", [("CVDR1", "artikel 4")]),
        ("Het staat in de bijlage.", [("CVDR1", "bijlage")]),
        ("Artikel 8 der wet van 3 October 1843 geldt.", [(None, "artikel 8")]),
        ("Artikel 48 van het Wetboek te bepalen op een later tijdstip.", [(None, "artikel 48")]),
        ("Zie artikel 2, tweede zin, van de IOAW. Die volzin vervalt.", [("BWBR0004044", "artikel 2, tweede zin")] * 2),
        ("Artikel 1 geldt in die zin dat niets mag.", [("CVDR1", "artikel 1")]),
        ("Artikel 18 van de IOAW, zoals dat artikel luidde.", [("BWBR0004044", "artikel 18")]),
        ("De artikelen 5 en 7 gelden; deze artikelen niet.", [("CVDR1", f"artikel {n}") for n in (5, 7, 5, 7)]),
        ("Zie het oude Wetboek van Strafvordering.", [(None, "")]),
        ("Op grond van de Torenwet en de Bruggenwet 1921.", [(None, ""), (None, "")]),
        ("Artikel 7 van de Participatiewet bijzondere torens 1956.", [(None, "artikel 7")]),
        ("De Algemene Toren- en Bruggenwet geldt.", [(None, "")]),
        ("Artikel 5 van deze wet of 7 van de Participatiewet.", [("CVDR1", "artikel 5"), (PW, "artikel 7")]),
        ("Artikel 3 van de Participatiewet en artikel 5 van die wetten.", [(PW, "artikel 3"), (None, "artikel 5")]),
        ("Artikel 5 zegt dat onderdelen van het loon tellen.", [("CVDR1", "artikel 5")]),
        (
            "De artikelen 3 tot en met 9, met uitzondering van artikel 6, van de Participatiewet.",
            [(PW, "artikel 3"), (PW, "artikel 9"), (PW, "artikel 6")],
        ),
        ("Artikel 4 van de Wvg.", [("BWBR0006169", "artikel 4")]),
        ("Artikel 3 van het Honden- en Vogelbesluit 1999.", [(None, "artikel 3")]),
        (
            "De artikelen 3, eerste lid, van de Torenwet, 4 van de Bruggenwet 1921.",
            [(None, "artikel 3, eerste lid"), (None, "artikel 4")],
        ),
        ("Voor zover een EG-verordening geldt; de verblijfsregeling; wordt aangehaald als: Torenregeling.", []),
        ("Het op 5 mei 1973 te Ede tot stand gekomen Verdrag inzake torens.", [(None, "")]),
        ("Artikel 3 van het op 5 mei 1973 te Ede tot stand gekomen Verdrag inzake torens.", [(None, "artikel 3")]),
        (
            "Het Verdrag tot bescherming van torens geldt. Artikel 5 van het Verdrag ook.",
            [(None, ""), (None, "artikel 5")],
        ),
        ("Het bepaalde in het volgende lid; de volgende leden worden benoemd.", [("CVDR1", "")]),
        ("Het eerste lid van het onderhavige artikel.", [("CVDR1", "eerste lid")]),
        ("De laatste volzin van het vierde lid geldt.", [("CVDR1", "vierde lid, laatste zin")]),
        (
            "Artikel 8 terdecies en artikel 107quindecies.",
            [("CVDR1", "artikel 8 terdecies"), ("CVDR1", "artikel 107quindecies")],
        ),
        (
            "De artikelen XVIH, onderdeel B, en XVII.",
            [("CVDR1", "artikel XVIH, onderdeel B"), ("CVDR1", "artikel XVII")],
        ),
        ("Het Torenbesluit (Participatiewet) geldt; de Participatiewet ook.", [(None, ""), (PW, ""), (PW, "")]),
        (
            "Artikel 5 geldt; het eerste en tweede lid gelden, die leden ook, en artikel 7; dat lid niet.",
            [("CVDR1", p) for p in ("artikel 5", *["eerste lid", "tweede lid"] * 2, "artikel 7", "tweede lid")],
        ),
        (
            "Gelet op artikel 31 onderdeel i., op artikel 6, tweede lid, en op artikel 8 van de Participatiewet.",
            [(PW, "artikel 31, onderdeel i"), (PW, "artikel 6, tweede lid"), (PW, "artikel 8")],
        ),
        ("Artikel 5, onderdeel bb., van de Participatiewet.", [(PW, "artikel 5, onderdeel bb")]),
        (
            "Artikel 5, n°. 2, en artikel 7.4.7. en 8 van de Participatiewet.",
            [(PW, "artikel 5, onderdeel 2"), (PW, "artikel 7.4.7"), (PW, "artikel 8")],
        ),
        ("Artikel 7 van het koninklijk besluit van 23 oktober 1986 (Stb. 596).", [(None, "artikel 7")]),
        ("Artikel 82 TKV verbiedt het; de Torenwet 1984 in aanmerking genomen.", [(None, "artikel 82"), (None, "")]),
        ("Artikel 5 geldt tot genoemd artikel vervalt.", [("CVDR1", "artikel 5"), ("CVDR1", "artikel 5")]),
        (
            "De Wet op de accijns van torens (Stb. 1963, 241) en de Wet op de accijns. Artikel 4 van de Wet op de accijns van torens.",
            [(None, ""), (None, ""), ("BWBR0005251", ""), (None, "artikel 4")],
        ),
        ("Wijzigt de Wijzigingswet Participatiewet en Gaswet, enz. (hoogte) (Stb. 2012/3).", [(None, ""), (None, "")]),
        ("Of artikel 3.21 van de wet op de bouw van toepassing is.", [(None, "artikel 3.21")]),
        ("Ten minste drie vierde deel van de termijn, een zesde deel, en deel 3.", [("CVDR1", "deel 3")]),
        (
            "Het Verdrag inzake torens, bruggen en de rest (Trb. 1996, 293) geldt, het Verdrag inzake wegen, Trb. 1997, 3, ook.",
            [(None, ""), (None, ""), (None, ""), (None, "")],
        ),
        ("De Zevende Titel van het Vierde Boek beveelt.", [("CVDR1", "boek 4, titel 7")]),
        (
            "Gelet op de artikelen 2.1, derde lid j° 2.2 van de Participatiewet.",
            [(PW, "artikel 2.1, derde lid"), (PW, "artikel 2.2")],
        ),
    ],
)
def test_losse_vormen(tekst: str, verwacht: list[tuple[str | None, str]]) -> None:
    assert plaatsen(tekst) == verwacht


REGELING = """# Proefregeling (voorbeeldtekst)

### Artikel 1 Begrippen

1. In deze regeling wordt verstaan onder wet: de Participatiewet.
2. Middelen zijn de middelen, bedoeld in artikel 31, tweede lid, en het inkomen, bedoeld in artikel 33, vijfde lid, van de wet.
3. In afwijking van artikel 2, eerste en tweede lid, onderdeel a, en artikel 77 geldt niets.

### Artikel 2 Regels

1. Er zijn regels.
2. Regels zijn:
    a. kort;
    b. goed.
"""


@pytest.mark.parametrize(
    ("tekst", "akten"),
    [
        ("artikel 6, tweede lid, van verordening (EG) nr. 1/2005", ["32005R0001"]),
        ("de richtlijnen 81/602/EEG, 88/146/EEG en 88/299/EEG", ["31981L0602", "31988L0146", "31988L0299"]),
        ("Verordeningen (EEG) nr. 3821/85 en (EG) nr. 2135/98", ["31985R3821", "31998R2135"]),
        ("verordening 1071/2009/EG en Verordening 826/2008", ["32009R1071", "32008R0826"]),
        (
            "uitvoeringsverordening (EU) 2015/5; gedelegeerde verordening (EU) Nr. 640/2014",
            ["32015R0005", "32014R0640"],
        ),
        ("richtlijn nr. 82/714 en beschikking 89/187/EEG", ["31982L0714", "31989D0187"]),
        ("bij besluit nr. 123 en verordening 12", []),
    ],
)
def test_elke_europese_handeling_van_een_rij_heeft_haar_eigen_nummer(tekst: str, akten: list[str]) -> None:
    gevonden = vind_verwijzingen(tekst, Context(regeling="CVDR1", koppen=False))
    assert [k for v in gevonden for k in v.kandidaten] == [f"CELEX:{akte}" for akte in akten]


def test_het_volgende_lid_en_artikel_zijn_die_na_het_eigen() -> None:
    context = Context("CVDR1", vindplaats=Vindplaats("5", "2"), koppen=False, artikelen=frozenset({"5", "5a", "6"}))
    gevonden = vind_verwijzingen("Het volgende lid, en de eerste volzin van het volgende artikel.", context)
    assert [v.plaatsen[0].tekst() for v in gevonden] == ["artikel 5, derde lid", "artikel 5a, eerste zin"]


def test_het_verdrag_is_het_ene_dat_is_genoemd_en_van_twee_geen() -> None:
    een = "Het Verdrag inzake torens geldt.\n\nArtikel 3 van het Verdrag."
    twee = f"Het Verdrag inzake bruggen geldt. {een}"
    assert [vind_verwijzingen(t, Context("CVDR1", koppen=False))[-1].naam for t in (een, twee)] == [
        "Verdrag inzake torens",
        "het Verdrag",
    ]


def test_een_artikel_dat_hier_niet_bestaat_is_van_de_wet_die_dezelfde_zin_noemt() -> None:
    gevonden = {v.artikel: v.regeling for v in zoek_in(lees(REGELING.encode())).verwijzingen if v.artikel}
    assert gevonden["31"] == gevonden["33"] == PW
    assert gevonden["2"] == gevonden["77"] != PW


def test_een_artikel_dat_hier_niet_bestaat_is_van_wat_de_alinea_noemt_of_van_de_aanhef() -> None:
    tekst = """# Proefregeling (voorbeeldtekst)

Gelet op artikel 1 van de Wegenverkeerswet 1994 en artikel 81 van de Participatiewet;

### Artikel 1

Wie artikel 81 of artikel 82 toepast, let op artikel 1.

### Artikel 2

De Gemeentewet geldt, behalve artikel 83.

### Artikel 3

wet: de Participatiewet;

Artikel 4 van de wet op de aanvraag is van toepassing.
"""
    assert [(v.tekst, v.regeling) for v in zoek_in(lees(tekst.encode())).verwijzingen if v.artikel][2:] == [
        ("artikel 81", PW),
        ("artikel 82", PW),
        ("artikel 1", "proefregeling-voorbeeldtekst"),
        ("artikel 83", "BWBR0005416"),
        ("Artikel 4 van de wet", PW),
    ]


def test_een_onderdeel_achter_twee_leden_hoeft_maar_in_het_laatste_te_staan() -> None:
    regeling = lees(REGELING.encode())
    uitkomsten = {
        v.artikel: los_op(v, Doelteksten([regeling]), None).toestand
        for v in zoek_in(regeling).verwijzingen
        if v.soort == "intern" and v.artikel
    }
    assert uitkomsten["2"] is Toestand.BESTAAT
    assert uitkomsten["77"] is Toestand.ARTIKEL_ONTBREEKT


VORIGE = """# Proefregeling (voorbeeldtekst)

### Artikel 1

1. Er is een toeslag; artikel 18e van de IOAW geldt.
2. Het vorige lid geldt niet, artikel 18e ook niet.
2a. De voorgaande leden gelden.

### Artikel 1a

1. Het tweede lid van het voorgaande artikel geldt.
2. Het vorige lid, onderdeel a, geldt.
3. De voorgaande artikelen gelden.

### Artikel 2

Het vorige lid en artikel 18e gelden.
"""


def test_wat_vlak_voor_de_eigen_eenheid_staat_is_de_eenheid_ervoor() -> None:
    gevonden = zoek_in(lees(VORIGE.encode())).verwijzingen
    assert [
        (v.regeling == "BWBR0004044", *(p.tekst() for p in v.plaatsen)) for v in gevonden if v.begin or v.relatief
    ] == [
        (True, "artikel 18e"),
        (False, "artikel 1, eerste lid"),
        (True, "artikel 18e"),
        (False, "artikel 1, eerste lid", "artikel 1, tweede lid"),
        (False, "artikel 1, tweede lid"),
        (False, "artikel 1a, eerste lid, onderdeel a"),
        (False, ""),
        (False, "artikel 2"),
        (False, "artikel 18e"),
    ]


BIJLAGE = """# Proefregeling (voorbeeldtekst)

### Artikel 1

Er is een bijlage.

## Bijlage 1

### Wetboek van Strafrecht:

1. bedrog (artikelen 326 tot en met 337);
"""


def test_een_kop_die_een_wet_is_zegt_van_welke_wet_de_artikelen_eronder_zijn() -> None:
    gevonden = zoek_in(lees(BIJLAGE.encode())).verwijzingen
    assert {v.artikel: v.regeling for v in gevonden if v.artikel} == {"326": "BWBR0001854", "337": "BWBR0001854"}


def test_de_boeken_van_een_wetboek_noemen_elkaar_zonder_het_wetboek() -> None:
    tekst = "# Burgerlijk Wetboek Boek 7\n\n## Artikel 1\n\nArtikel 74 van Boek 3 en 276 van Boek 6 gelden, niet artikel 12 van dat boek.\n"
    gevonden = zoek_in(lees(tekst.encode(), naam="boek.md")).verwijzingen[1:]
    assert [(v.regeling, v.artikel) for v in gevonden] == [
        ("BWBR0005291", "74"),
        ("BWBR0005289", "276"),
        ("BWBR0005289", "12"),
    ]


KETEN = """# Proefregeling (voorbeeldtekst)

### Artikel 1

besluit: het Besluit SUWI;

### Artikel 2

1. De artikelen 13a en 13g van de IOAW gelden, en het tweede lid van artikel 2, met dien verstande dat:

   a. die artikelen niet gelden op zondag; en

   b. in dat lid, en in die artikelen, iets anders staat.
2. Het besluit geldt, het besluit van 11 maart 2014 niet.

## Bijlage 1

Het besluit van wie beslist geldt; zie artikel 3 van het besluit.
"""


def test_die_artikelen_en_dat_lid_in_een_onderdeel_zijn_die_van_de_aanhef() -> None:
    gevonden = [v for v in zoek_in(lees(KETEN.encode())).verwijzingen if v.tekst in ("die artikelen", "dat lid")]
    assert [(v.tekst, v.plaatsen[0].tekst()) for v in gevonden] == [
        ("die artikelen", "artikel 13a"),
        ("die artikelen", "artikel 13g"),
        ("dat lid", "artikel 2, tweede lid"),
        ("die artikelen", "artikel 13a"),
        ("die artikelen", "artikel 13g"),
    ]


def test_het_besluit_dat_iemand_neemt_is_niet_het_omschreven_besluit() -> None:
    gevonden = [v for v in zoek_in(lees(KETEN.encode())).verwijzingen if "esluit" in v.tekst]
    assert [(v.tekst, v.vindplaats.artikel) for v in gevonden if v.regeling == "BWBR0013267"] == [
        ("Besluit SUWI", "1"),
        ("Het besluit", "2"),
        ("artikel 3 van het besluit", ""),
    ]


TABEL = """# Proefregeling (voorbeeldtekst)

### Artikel 1

wet: de Participatiewet;

### Artikel 2

| Pensioenwet | Artikel van de wet | Bedrag | Artikel |
| --- | --- | --- | --- |
| 21, eerste lid | Artikel 9 | 500 | 7 |
| 8 | 10, tweede lid | 1.500 | 8, eerste lid |

Artikel 3 geldt.
"""


def test_de_kop_van_een_kolom_zegt_van_welke_wet_de_nummers_eronder_zijn() -> None:
    gevonden = zoek_in(lees(TABEL.encode(), naam="x.md")).verwijzingen
    assert [(v.tekst, v.regeling) for v in gevonden if v.artikel][:4] == [
        ("21, eerste lid", "BWBR0020809"),
        ("Artikel 9", PW),
        ("8", "BWBR0020809"),
        ("10, tweede lid", PW),
    ]
    assert {v.tekst for v in gevonden if v.artikel}.isdisjoint(("500", "1.500", "7"))
    assert gevonden[-1].soort == "intern"
