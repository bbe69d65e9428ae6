"""A sentence is read by its slots: whatever their order, each word in one of them, in one way only."""

import re

import pytest

from tests.versies.gevallen import MAP
from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from versies.opdracht.ontleden import leesbaar, ontleed, uitleg
from versies.opdracht.uitleg import in_woorden
from versies.opdracht.vertaler import vertaal
from versies.opdracht.zinsdelen import blok_van, inline_lading, wacht_op_lading

NIEUW = (["1. Nieuw lid."], ["a. iets;"], ["Artikel 5a Kop", "Tekst."], ["Nieuwe zin."], ["a. college: de raad;"])


def _gevallen() -> list[tuple[str, str]]:
    blokken = (MAP / "zinnen.md").read_text(encoding="utf-8").strip().split("\n\n")[1:]
    return [(zin, verwacht) for zin, verwacht in (b.split("\n→ ") for b in blokken)]


def _betekenis(zin: str) -> str:
    boom = ontleed(zin)
    if blok_van(boom):
        return "kop van een blok"
    ladingen = [[inline_lading(boom)]] if inline_lading(boom) else NIEUW if wacht_op_lading(boom) else [[]]
    for lading in ladingen:
        try:
            return "; ".join(in_woorden(w) for w in vertaal(boom, Adres(), lading).wijzigingen)
        except Geweigerd as fout:
            reden = fout.code
    return reden


@pytest.mark.parametrize(("zin", "verwacht"), _gevallen())
def test_de_volgorde_van_de_vakken_doet_er_niet_toe(zin, verwacht):
    assert _betekenis(zin) == verwacht


@pytest.mark.parametrize(
    "zin",
    [
        "Artikel 5 wordt met algemene stemmen vervangen door “y”.",
        "In artikel 5 wordt “x” vervangen.",
        "In artikel 5 wordt vervangen door “y”.",
        "In artikel 5 wordt “x” vervangen door “y” door “z”.",
        "In artikel 5 wordt na “x” “y” vervangen door “z”.",
        "In artikel 5 vervalt “x” vervalt “y”.",
        "Artikel 5 wordt wordt.",
        "Artikel 5 wordt gewijzigd van “x”.",
        "De raad wijzigt artikel 5 omdat het college dat heeft gevraagd.",
        "Het college wijzigt het besluit als de omstandigheden wijzigen.",
        "Artikel 5 is vervallen sinds 2019.",
        "In artikel 5 staat “x”, maar dat moet niet worden gewijzigd.",
        "Met dit besluit wordt artikel 5 gewijzigd.",
        "Artikel 5 wordt gewijzigd omdat “x” niet meer voldoet.",
        "Op aanvragen van voor 1 januari 2027 blijft artikel 5 van toepassing.",
        "Het college kan “x” vervangen door “y”.",
        "Wij stellen voor artikel 5 te laten vervallen.",
        "De gemeenteraad voegt geld toe aan de reserve.",
        "Deze verordening vervangt de Verordening sport 2019.",
    ],
)
def test_wat_een_woord_overhoudt_is_geen_opdracht(zin):
    assert not leesbaar(zin)
    assert "niet begrepen" in uitleg(zin) or "einde ontbreekt" in uitleg(zin)


def test_de_weigering_noemt_het_woord_dat_in_geen_vak_past():
    assert re.match(r"vanaf «met algemene stemmen", uitleg("Artikel 5 wordt met algemene stemmen geschrapt."))
