"""Verzonnen geschiedenissen, besluit voor besluit vastgelegd, tegenover een eenvoudig model dat zelf antwoordt."""

from datetime import date

import pytest

from tests.hulp.geschiedenis import REGELING, Geschiedenis, vastgelegd, vergelijk, verzin, woorden
from versies.archief.herbouw import herbouw
from versies.registratie.bewijs import bewijsvoering
from versies.tijd.controle import controleer_lijn


@pytest.mark.parametrize("zaad", [3, 9, 14, 17, 31, 1046, 1056, 1122, 1176, 1228])
def test_elk_antwoord_is_wat_het_eenvoudige_model_zegt(zaad: int) -> None:
    vragen, fout = vergelijk(zaad, stap=11)
    assert vragen > 400 and fout == []


def test_elke_tekst_volgt_opnieuw_uit_haar_besluiten() -> None:
    with vastgelegd(verzin(9)) as archief:
        uitkomst = herbouw(archief, bewijsvoering())
    assert [b.regel() for b in uitkomst.bevindingen if b.ernst == "fout"] == [] and uitkomst.besluiten > 5


def test_een_terugwerkend_besluit_na_de_intrekking_wijzigt_niets_en_dat_wordt_gezegd() -> None:
    verhaal = verzin(9, aantal=0)
    intrekking = f"# Intrekkingsbesluit\n\nDe raad;\n\nbesluit:\n\n## Artikel I\nDe {REGELING} wordt ingetrokken met ingang van 1 mei 2020.\n"
    laat = (
        f"# Nakomend besluit\n\nDe raad;\n\nbesluit:\n\n## Artikel I\nDe {REGELING} wordt als volgt gewijzigd:\n\n### A\n"
        "Artikel 1 komt te luiden:\n> #### Artikel 1 Kop 1\n> Hier staat laat.\n\n"
        "## Artikel II\nDit besluit treedt in werking met ingang van 1 juli 2020 en werkt terug tot en met 1 maart 2020.\n"
    )
    stukken = [("einde.md", intrekking, date(2020, 4, 1)), ("laat.md", laat, date(2020, 6, 1))]
    with vastgelegd(Geschiedenis([], verhaal.stukken[:1] + stukken)) as archief:
        [werk] = archief.register().werken()
        lijn = archief.register().lijn(werk)
        assert lijn is not None
        [gezegd] = [b for b in controleer_lijn(lijn) if b.code == "na-intrekking"]
        assert "ingetrokken per 1 mei 2020" in gezegd.uitleg and "terugwerkt tot en met 1 maart 2020" in gezegd.uitleg
        maart = lijn.geldend(date(2020, 3, 15))
        assert maart is not None and woorden(archief, maart.versie)[0] == "begin1"
        assert lijn.geldend(date(2020, 7, 2)) is None
