"""A decision that amends another decision before that one works (form 67): the text of the decision changes, and nothing else."""

import pytest

from tests.versies.gevallen import proef
from verordening.bevinding import Geweigerd
from verordening.boom import tekst
from versies.opdracht import lees_besluit
from versies.toepassen import pas_toe
from versies.toepassen.novelle import pas_toe_op_besluit, raakt_besluit

DOEL = """# Wijzigingsverordening proef 2025

## Artikel I
De Proefverordening 2024 wordt als volgt gewijzigd:

### A
In artikel 3, tweede lid, wordt “acht weken” vervangen door “zes weken”.

### B
Artikel 4 wordt als volgt gewijzigd:

1. In onderdeel a wordt “geen” vervangen door “niet langer”.

2. Onderdeel b komt te luiden:
> b. het inkomen te laag is;

### C
In artikel 9 wordt “kan” vervangen door “mag”.

## Artikel II
Deze verordening treedt in werking op 1 mei 2026.
"""
KOP = "Novelle\n\n## Artikel I\nDe Wijzigingsverordening proef 2025 wordt als volgt gewijzigd:\n### A\n"


def wordt(*regels: str) -> str:
    return pas_toe_op_besluit(DOEL, lees_besluit(KOP + "\n".join(regels) + "\n")).wordt


def anders(was: str, nieuw: str) -> list[tuple[str, str]]:
    """Lines that differ; only for results with as many lines."""
    a, b = was.split("\n"), nieuw.split("\n")
    assert len(a) == len(b)
    return [(x, y) for x, y in zip(a, b, strict=True) if x != y]


@pytest.mark.parametrize(
    ("zin", "was", "nieuw"),
    [
        (
            "In artikel I, onderdeel A, wordt “zes weken” vervangen door “tien weken”.",
            "door “zes weken”",
            "door “tien weken”",
        ),
        ("In artikel I, onderdeel B, onder 1, wordt “niet langer” vervangen door “niet”.", "“niet langer”", "“niet”"),
        ("In artikel I, onderdeel B, onder 2, vervalt “te laag”.", "inkomen te laag", "inkomen"),
        (
            "In artikel II wordt na “1 mei 2026” ingevoegd “(een zaterdag)”.",
            "1 mei 2026",
            "1 mei 2026 (een zaterdag)",
        ),
    ],
)
def test_woorden_van_een_besluit_worden_vervangen_op_hun_plaats(zin, was, nieuw):
    assert (
        [(x.replace(was, nieuw), y) for x, y in anders(DOEL, wordt(zin))]
        == [(y, y) for _, y in anders(DOEL, wordt(zin))]
        != []
    )


def test_een_vervallen_onderdeel_houdt_zijn_letter_en_werkt_niet_meer():
    uit = wordt(
        "Artikel I, onderdeel B, vervalt.", "### B", "In artikel I, onderdeel C, wordt “mag” vervangen door “moet”."
    )
    assert "### B\n(vervallen)\n\n### C" in uit
    gelezen = lees_besluit(uit)
    assert [o.naam for o in gelezen.opdrachten] == ["artikel I, onderdeel A", "artikel I, onderdeel C"]
    regeling = tekst(pas_toe(proef(), gelezen).wordt.wortel)
    assert "moet van deze verordening" in regeling and "geen inwoner" in regeling


def test_een_onderdeel_wordt_opnieuw_vastgesteld_en_er_komt_een_bij():
    uit = wordt(
        "Artikel I, onderdeel A, komt te luiden:",
        "> ### A",
        "> In artikel 3, tweede lid, wordt “acht weken” vervangen door “een jaar”.",
    )
    assert (
        lees_besluit(uit).opdrachten[0].zin == "In artikel 3, tweede lid, wordt “acht weken” vervangen door “een jaar”."
    )


@pytest.mark.parametrize(
    ("zin", "code"),
    [
        ("In artikel I, onderdeel D, wordt “zes” vervangen door “tien”.", "plek-ontbreekt"),
        ("In artikel IV wordt “zes” vervangen door “tien”.", "plek-ontbreekt"),
        ("In artikel I, onderdeel A, wordt “zeven weken” vervangen door “tien weken”.", "tekst-ontbreekt"),
        ("In artikel I, onderdeel A, wordt “weken” vervangen door “dagen”.", "tekst-aantal"),
        ("Artikel I, onderdeel A, wordt vernummerd tot onderdeel D.", "novelle-vorm"),
        ("In artikel I, onderdeel A, wordt “vervangen door” vervangen door “verwangen doer”.", "novelle-onleesbaar"),
    ],
)
def test_wat_niet_precies_kan_wordt_geweigerd_en_er_verandert_niets(zin, code):
    with pytest.raises(Geweigerd) as fout:
        wordt(zin)
    assert fout.value.code == code and "\n" not in str(fout.value)


def test_een_novelle_op_een_ander_besluit_wordt_geweigerd():
    ander = lees_besluit(
        "Novelle\n\n## Artikel I\nIn artikel I, onderdeel A, van de Wijzigingsverordening zorg 2025 wordt “zes” vervangen door “tien”.\n"
    )
    with pytest.raises(Geweigerd, match="niet «Wijzigingsverordening proef 2025»"):
        pas_toe_op_besluit(DOEL, ander)


def test_alleen_romeinse_artikelen_maken_het_doel_een_besluit():
    assert raakt_besluit(lees_besluit(KOP + "Artikel I, onderdeel B, vervalt.\n"))
    assert not raakt_besluit(
        lees_besluit("Besluit\n\n## Artikel I\nIn artikel 3 van de Proefverordening 2024 vervalt “brief”.\n")
    )
