"""Verzonnen geschiedenissen, besluit voor besluit vastgelegd, tegenover een eenvoudig model dat zelf antwoordt."""

import pytest

from tests.hulp.geschiedenis import vastgelegd, vergelijk, verzin
from versies.archief.herbouw import herbouw
from versies.registratie.bewijs import bewijsvoering


@pytest.mark.parametrize("zaad", [3, 9, 14, 17, 21, 31])
def test_elk_antwoord_is_wat_het_eenvoudige_model_zegt(zaad: int) -> None:
    vragen, fout = vergelijk(zaad, stap=11)
    assert vragen > 400 and fout == []


def test_elke_tekst_volgt_opnieuw_uit_haar_besluiten() -> None:
    with vastgelegd(verzin(9)) as archief:
        uitkomst = herbouw(archief, bewijsvoering())
    assert [b.regel() for b in uitkomst.bevindingen if b.ernst == "fout"] == [] and uitkomst.besluiten > 5
