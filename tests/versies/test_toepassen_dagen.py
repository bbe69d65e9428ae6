"""Executing decisions: only what is in force on the day, and which conditions a person declares met."""

from dataclasses import replace
from datetime import date

import pytest

from tests.versies.gevallen import besluit_van, proef
from verordening.boom import Soort, tekst, wandel
from verordening.taal import uit_tekst
from verordening.tekst.markdown import lees
from versies.opdracht import lees_besluit
from versies.toepassen import pas_toe
from versies.wijziging import Plek, VervangTekst

_GEFASEERD = """Besluit

## Artikel I
De Proefverordening 2024 wordt als volgt gewijzigd:
### A
In artikel 9 wordt “kan” vervangen door “mag”.
### B
Artikel 8 vervalt.

## Artikel II
Indien de Wet proef in werking treedt, wordt de Proefverordening 2024 als volgt gewijzigd:
### A
Artikel 2 vervalt.

## Artikel III
1. Dit besluit treedt in werking met ingang van 1 januari 2026, met uitzondering van artikel I, onderdeel B.
2. Artikel I, onderdeel B, treedt in werking met ingang van 1 juli 2026.
"""


def test_een_doel_per_dag_en_voorwaarde():
    doelen = lees_besluit(_GEFASEERD).doelen()
    assert [(d.datum, bool(d.voorwaarde), [o.naam for o in d.opdrachten]) for d in doelen] == [
        (date(2026, 1, 1), False, ["artikel I, onderdeel A"]),
        (date(2026, 7, 1), False, ["artikel I, onderdeel B"]),
        (date(2026, 1, 1), True, ["artikel II, onderdeel A"]),
    ]


@pytest.mark.parametrize(
    ("dag", "ook", "aantal"), [(date(2026, 3, 1), (), 1), (date(2026, 7, 1), (), 2), (None, (), 2), (None, ("II",), 3)]
)
def test_alleen_wat_in_werking_is_wordt_uitgevoerd(dag, ook, aantal):
    uitkomst = pas_toe(proef(), lees_besluit(_GEFASEERD), datum=dag, ook=ook)
    assert len(uitkomst.uitgevoerd) == aantal
    assert len(uitkomst.overgeslagen) == 3 - aantal


def test_losse_opdrachten_zonder_besluit():
    (opdracht,) = lees_besluit(besluit_van(["Artikel 9 vervalt."])).opdrachten
    eigen = replace(opdracht, wijzigingen=(VervangTekst(Plek(uit_tekst("artikel 9")), "kan", "mag"),))
    assert "mag van deze" in tekst(pas_toe(proef(), [eigen]).wordt.wortel)


def test_opmaak_om_andere_woorden_blijft_staan():
    was = lees(
        b"# Proefverordening 2024\n\n#### Artikel 1 X\nHet **college** beslist binnen [artikel 4](BWBR0015703) *acht* weken.\n"
    )
    wordt = pas_toe(
        was, lees_besluit(besluit_van(["In artikel 1 wordt “acht weken” vervangen door “zes weken”."]))
    ).wordt
    artikel = next(e for e in wandel(wordt.wortel) if e.soort is Soort.ARTIKEL)
    assert [type(d).__name__ for d in artikel.inhoud[0].inhoud] == ["str", "Opmaak", "str", "Verwijzing", "str"]
    assert tekst(artikel).endswith("Het college beslist binnen artikel 4 zes weken.")


SAMENLOOP = (
    "Besluit\n\n## Artikel I\nDe Proefverordening 2024 wordt als volgt gewijzigd:\n### A\nIn artikel 9 wordt “kan” vervangen door “mag”.\n### B\n"
    "Artikel 8 vervalt.\n## Artikel II\nIndien het besluit van 3 mei 2026 eerder in werking treedt dan dit besluit, {}\n"
)


@pytest.mark.parametrize(
    ("gevolg", "ook", "uitgevoerd", "ernst"),
    [
        ("vervalt artikel I, onderdeel B.", (), ["A", "B"], "waarschuwing"),
        ("vervalt artikel I, onderdeel B.", ("II",), ["A"], "info"),
        ("wordt artikel I, onderdeel B, anders gelezen.", ("II",), ["A", "B"], "waarschuwing"),
    ],
)
def test_samenloop_neemt_alleen_opdrachten_weg_als_de_gebruiker_de_voorwaarde_vervuld_verklaart(
    gevolg, ook, uitgevoerd, ernst
):
    uitkomst = pas_toe(proef(), lees_besluit(SAMENLOOP.format(gevolg)), ook=ook)
    assert [o.nummer[-1] for o in uitkomst.uitgevoerd] == uitgevoerd
    assert [b.ernst.value for b in uitkomst.bevindingen if b.code == "samenloop"] == [ernst]
