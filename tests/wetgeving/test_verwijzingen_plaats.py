"""Een plaats zonder «artikel» ervoor: het nummer dat ervoor staat, waar «daarvan» op slaat, en wat hier niet bestaat."""

from __future__ import annotations

import pytest

from wetgeving.verwijzingen import Context, Vindplaats, vind_verwijzingen

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
