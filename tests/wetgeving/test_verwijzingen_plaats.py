"""Een plaats zonder «artikel» ervoor: het nummer dat ervoor staat, waar «daarvan» op slaat, en wat hier niet bestaat."""

from __future__ import annotations

import pytest

from verordening.lezers import lees
from wetgeving.verwijzingen import Context, Vindplaats, vind_verwijzingen, zoek_in

AWB, JW = "BWBR0005537", "BWBR0034925"
HIER = Context(
    regeling="CVDR1",
    vindplaats=Vindplaats(artikel="5", lid="3"),
    koppen=False,
    artikelen=frozenset("1 2 3 4 5 7 8 9 13 17 2.2 2.3".split()),
)


def _plaatsen(tekst: str) -> list[tuple[str, str]]:
    return [(v.regeling or v.naam, p.tekst()) for v in vind_verwijzingen(tekst, HIER) for p in v.plaatsen]


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Zoals in 2.2 lid 1 staat.", [("CVDR1", "artikel 2.2, eerste lid")]),
        ("Zoals in 2.2 lid 1 en 2.3.", [("CVDR1", "artikel 2.2, eerste lid"), ("CVDR1", "artikel 2.3")]),
        ("In lid 1 en 2.3 staat dat.", [("CVDR1", "artikel 5, eerste lid")]),
        (
            "Zoals in 4.5 en 4.6, tweede lid, van de Awb.",
            [(AWB, "artikel 4.5"), (AWB, "artikel 4.6, tweede lid")],
        ),
        ("Onverminderd 30c, tweede lid, van de Awb.", [(AWB, "artikel 30c, tweede lid")]),
        ("Zie aanwijzing 24, tweede lid, van de Jeugdwet.", [(JW, "")]),
        ("De aanwijzingen 1, 2, 3 en 4, eerste lid, gelden.", []),
        ("Met ingang van 1 januari 2027, eerste lid.", [("CVDR1", "artikel 5, eerste lid")]),
        ("Zoals in 99, tweede lid, staat.", []),
        (
            "De artikelen 2 lid 1, 3 lid 2 en 4 lid 1, 2 en 3.",
            [("CVDR1", f"artikel {p} lid") for p in ("2, eerste", "3, tweede", "4, eerste", "4, tweede", "4, derde")],
        ),
        (
            "De artikelen 13 lid 2, 17 en 3.",
            [("CVDR1", "artikel 13, tweede lid"), ("CVDR1", "artikel 17"), ("CVDR1", "artikel 3")],
        ),
        ("Artikel 4 lid 2 en 5.", [("CVDR1", "artikel 4, tweede lid"), ("CVDR1", "artikel 4, vijfde lid")]),
    ],
)
def test_een_nummer_voor_een_lid_is_een_artikel_en_nooit_een_lid_van_het_eigen_artikel(
    tekst: str, verwacht: list[tuple[str, str]]
) -> None:
    assert _plaatsen(tekst) == verwacht


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        (
            "Hoofdstuk 4 van de Awb geldt, het eerste lid niet, hoofdstuk 5 daarvan wel.",
            [(AWB, "hoofdstuk 4"), ("CVDR1", "artikel 5, eerste lid"), (AWB, "hoofdstuk 5")],
        ),
        (
            "Artikel 7, mits het eerste lid geldt; het tweede lid daarvan vervalt.",
            [("CVDR1", "artikel 7"), ("CVDR1", "artikel 5, eerste lid"), ("CVDR1", "artikel 7, tweede lid")],
        ),
        (
            "Hoofdstuk 5 van de Awb, paragraaf 5.1 daarvan en artikel 5:2, eerste lid, daarvan.",
            [(AWB, "hoofdstuk 5"), (AWB, "hoofdstuk 5, paragraaf 5.1"), (AWB, "artikel 5:2, eerste lid")],
        ),
        (
            "Artikel 4:8 van de Awb, en hoofdstuk 5 daarvan.",
            [(AWB, "artikel 4:8"), (AWB, "hoofdstuk 5")],
        ),
        ("De nota bodembeheer, hoofdstuk 5 daarvan.", []),
        ("Hij stelt, gelet op het eerste lid, daarvan de raad in kennis.", [("CVDR1", "artikel 5, eerste lid")]),
        ("Artikel 7, tweede lid, en onderdeel c daarvan.", [("CVDR1", "artikel 7, tweede lid, onderdeel c")]),
    ],
)
def test_daarvan_slaat_op_het_laatste_dat_groter_is_en_anders_nergens_op(
    tekst: str, verwacht: list[tuple[str, str]]
) -> None:
    assert _plaatsen(tekst) == verwacht


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        (
            "De nummers 3 en 7 van bijlage 1.",
            [("CVDR1", "bijlage 1, onderdeel 3"), ("CVDR1", "bijlage 1, onderdeel 7")],
        ),
        (
            "De letters a en b van artikel 3, tweede lid.",
            [("CVDR1", "artikel 3, tweede lid, onderdeel a"), ("CVDR1", "artikel 3, tweede lid, onderdeel b")],
        ),
        ("Letter b van het eerste lid.", [("CVDR1", "artikel 5, eerste lid, onderdeel b")]),
        ("Bel nummer 3 en letter 4, of nummers 5.", []),
    ],
)
def test_een_nummer_of_letter_is_een_plaats_als_er_staat_waarvan(tekst: str, verwacht: list[tuple[str, str]]) -> None:
    assert _plaatsen(tekst) == verwacht


def _gevonden(tekst: str) -> list[tuple[str, str, str]]:
    gevonden = zoek_in(lees(tekst.encode())).verwijzingen
    return [
        (v.vindplaats.eId, v.tekst, "; ".join(p.tekst() for p in v.plaatsen)) for v in gevonden if v.plaatsen[0].stappen
    ]


def test_een_onderdeel_dat_het_artikel_niet_heeft_is_een_regel_van_de_tarieventabel_in_de_bijlage():
    tekst = """# Torenverordening Hoogstad 2025

### Artikel 5 Tarieven

1. Het tarief in onderdeel 1.3.2 geldt per half uur, dat in onderdeel 9.9.9 niet.

2. De onderdelen 1.1.1 en 1.3.2 gelden niet; het eerste lid, onder a, wel.

### Bijlage Tarieventabel

#### Hoofdstuk 1 Klimmen

| nr | omschrijving | tarief |
| --- | --- | --- |
| 1.1.1 | Klimmen | € 100 |
| 1.1.2 | in afwijking van onderdeel 1.1.1 op zondag | € 200 |
| 1.3.2 | Dalen | € 10 |
"""
    assert _gevonden(tekst) == [
        ("art_5__para_1", "onderdeel 1.3.2", "bijlage, onderdeel 1.3.2"),
        ("art_5__para_1", "onderdeel 9.9.9", "onderdeel 9.9.9"),
        ("art_5__para_2", "onderdelen 1.1.1 en 1.3.2", "bijlage, onderdeel 1.1.1; bijlage, onderdeel 1.3.2"),
        ("art_5__para_2", "eerste lid, onder a", "artikel 5, eerste lid, onderdeel a"),
        ("cmp_o_1__chp_1", "onderdeel 1.1.1", "bijlage, onderdeel 1.1.1"),
    ]


def test_een_reglement_in_een_bijlage_heet_ook_buiten_die_bijlage_zo_en_heeft_eigen_hoofdstukken():
    tekst = """# Besluit toren Hoogstad 2025

### Artikel 1

Artikel 3 van het reglement en hoofdstuk 2 van het reglement gelden; artikel 9 van het reglement niet.

### Artikel 2

De hoofdstukken 1 tot en met 3 vervallen.

## Bijlage 1 Reglement toren behorende bij het besluit

### Hoofdstuk 1 Algemeen

#### Artikel 3

In dit reglement en in dit besluit; zie hoofdstuk 2.

### Hoofdstuk 2 Slot

#### Artikel 4

Artikel 2 van dit besluit en artikel 3.

### Hoofdstuk 3 Rest

#### Artikel 5

Niets.
"""
    assert _gevonden(tekst) == [
        ("art_1", "Artikel 3 van het reglement", "bijlage 1, artikel 3"),
        ("art_1", "hoofdstuk 2 van het reglement", "bijlage 1, hoofdstuk 2"),
        ("art_1", "artikel 9 van het reglement", "artikel 9"),
        ("art_2", "hoofdstukken 1 tot en met 3", "hoofdstuk 1"),
        ("art_2", "hoofdstukken 1 tot en met 3", "hoofdstuk 2"),
        ("art_2", "hoofdstukken 1 tot en met 3", "hoofdstuk 3"),
        ("cmp_1__chp_1__art_3", "dit reglement", "bijlage 1"),
        ("cmp_1__chp_1__art_3", "hoofdstuk 2", "bijlage 1, hoofdstuk 2"),
        ("cmp_1__chp_2__art_4", "Artikel 2 van dit besluit", "artikel 2"),
        ("cmp_1__chp_2__art_4", "artikel 3", "bijlage 1, artikel 3"),
    ]


def test_een_wijziging_gaat_over_de_leden_van_het_artikel_dat_zij_wijzigt_niet_van_een_dat_zij_aanhaalt():
    tekst = """# Wijziging

### Artikel I

De Algemene Plaatselijke Verordening 2021 wordt als volgt gewijzigd:

Artikel 1:1 wordt als volgt gewijzigd:

Het vijfde gedachtestreepje komt te luiden:

Artikel 2:39A wordt als volgt gewijzigd:

In afwijking van artikel 1:2, tweede lid, beslist de burgemeester als bedoeld in het zesde lid.

### Artikel II

De Beleidsregel torens gemeente Hoogstad 2018 wordt als volgt gewijzigd:

Artikel 3 vervalt.
"""
    gevonden = zoek_in(lees(tekst.encode())).verwijzingen
    apv, toren = "Algemene Plaatselijke Verordening 2021", "Beleidsregel torens gemeente Hoogstad 2018"
    assert [(v.naam, v.plaatsen[0].tekst()) for v in gevonden] == [
        (apv, ""),
        (apv, "artikel 1:1"),
        (apv, "artikel 1:1, vijfde gedachtestreepje"),
        (apv, "artikel 2:39A"),
        (apv, "artikel 1:2, tweede lid"),
        (apv, "artikel 2:39A, zesde lid"),
        (toren, ""),
        (toren, "artikel 3"),
    ]


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        (
            "Artikel 5, tweede lid, van de “Torenverordening 2026”.",
            [("Torenverordening 2026", "artikel 5, tweede lid")],
        ),
        ("Artikel 4:8 van de „Algemene wet bestuursrecht” en 4:9.", [(AWB, "artikel 4:8")]),
        ("Onder de titel „Algemene wet bestuursrecht” staat het.", [(AWB, "")]),
    ],
)
def test_een_naam_tussen_aanhalingstekens_is_die_naam(tekst: str, verwacht: list[tuple[str, str]]) -> None:
    assert _plaatsen(tekst) == verwacht


def test_een_plaats_in_een_plaats_in_een_plaats_groeit_niet_met_elke_keer_twee():
    (gevonden,) = vind_verwijzingen("onder a en b van " * 16 + "artikel 3.", HIER)
    assert len(gevonden.plaatsen) == 200


def test_nieuwe_tekst_in_een_wijziging_is_van_wat_gewijzigd_wordt_tot_de_wijziging_zelf_verdergaat():
    tekst = """# Eerste wijziging

### {0}

De Verordening torens Hoogstad 2020 wordt als volgt gewijzigd:

Artikel 3 komt te luiden:

### Artikel 3 Klok

1. Deze verordening geldt voor klokken.

2. Het eerste lid en artikel 2 gelden niet; dat artikel blijft.

3. Dit artikel slaat.

In artikel 2, tweede lid, wordt “artikel 9, eerste lid,” geschrapt, onderdeel b vervangen door onderdeel c en een zin toegevoegd, luidende:

4. Van dit artikel kan worden afgeweken.

### {1}

Dit besluit werkt vanaf morgen, en artikel 2 ook.
"""
    toren = "Verordening torens Hoogstad 2020"
    for eigen in (("Artikel I", "Artikel II"), ("Artikel 1", "Artikel 2")):
        gevonden = zoek_in(lees(tekst.format(*eigen).encode())).verwijzingen
        _, *nieuw, besluit, artikel = [(v.soort, v.naam, v.plaatsen[0].tekst()) for v in gevonden]
        assert nieuw == [
            ("extern", toren, p)
            for p in (
                "",
                "artikel 3",
                "",
                "artikel 3, eerste lid",
                "artikel 2",
                "artikel 2",
                "artikel 3",
                "artikel 2, tweede lid",
                "artikel 9, eerste lid",
                "artikel 2, tweede lid, onderdeel b",
                "artikel 2, tweede lid, onderdeel c",
                "artikel 2",
            )
        ]
        assert (besluit, artikel) == (("intern", "", ""), ("intern", "", "artikel 2"))
