"""Verzonnen geschiedenissen, besluit voor besluit vastgelegd, tegenover een eenvoudig model dat zelf antwoordt."""

import pytest

from tests.hulp.geschiedenis import vastgelegd, vergelijk, verzin
from verordening.boom import Regeling
from versies.archief.herbouw import herbouw
from versies.registratie.uitvoeren import voer_uit


@pytest.mark.parametrize("zaad", [3, 9, 14, 17, 21, 31])
def test_elk_antwoord_is_wat_het_eenvoudige_model_zegt(zaad: int) -> None:
    vragen, fout = vergelijk(zaad, stap=11)
    assert vragen > 400 and fout == []


def test_elke_tekst_volgt_opnieuw_uit_haar_besluiten() -> None:
    def opnieuw(was: Regeling | None, *rest: object) -> Regeling:
        return voer_uit(was, *rest)[0]  # type: ignore[arg-type]

    with vastgelegd(verzin(9)) as archief:
        uitkomst = herbouw(archief, lambda was, *_: was, opnieuw)
    assert [b.regel() for b in uitkomst.bevindingen if b.ernst == "fout"] == [] and uitkomst.besluiten > 5
