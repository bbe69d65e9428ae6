"""A decision that grows: reading it takes in proportion, or it is refused."""

from __future__ import annotations

import pytest

from tests.hulp.groei import groeit_te_hard
from versies.opdracht import toets_besluit

KOP = """Besluit

De raad;

besluit:

Artikel I

De Verordening sportpark wordt als volgt gewijzigd:

"""
SLOT = "\n\nArtikel II\n\nDit besluit treedt in werking op 1 januari 2027.\n"
GEWOON = f"{KOP}Artikel 5 vervalt.{SLOT}\n\n"
WERKT = "Artikel I, onderdeel A, treedt in werking op 1 januari 2027."
STEEDS = {
    "dezelfde opdracht": (KOP, "Artikel 4 vervalt.\n\n"),
    "kop van een blok": (KOP, "Artikel 4 wordt als volgt gewijzigd:\n\n"),
    "kop van een artikel": (KOP, "Artikel I\n\n"),
    "letters": (KOP, "A\n\n"),
    "was en wordt": (KOP, "Artikel 5 was: a\n\nArtikel 5 wordt: b\n\n"),
    "was": (KOP, "Artikel 5 was: a\n\n"),
    "rijen": (f"{KOP}| Artikel | Huidige tekst | Nieuwe tekst |\n|---|---|---|\n", "| 4 | a | b |\n"),
    "nieuwe tekst": (f"{KOP}Artikel 4 komt te luiden:\n\n", "1. Een lid is een lid.\n\n"),
    "woorden": (f"{KOP}In artikel 4 wordt “", "woord "),
    "aanhalingen": (f"{KOP}In artikel 4 wordt ", "“a” "),
    "open aanhalingen": (f"{KOP}In artikel 4 wordt ", "“a "),
    "haken": (KOP, "[a]("),
    "hekjes": (KOP, "#"),
    "haakjes": (f"{KOP}In artikel 4", "("),
    "spaties": (f"{KOP}In artikel 4", " "),
    "voor zover": (f"{KOP}In artikel 4", ", voor zover het betreft lid 1"),
    "artikelen": (f"{KOP}De artikelen ", "4, "),
    "lege regels": (KOP, "\n"),
    "ondertekenaars": (f"{GEWOON}Aldus vastgesteld op 1 december 2026.\n\n", "De voorzitter,\n\n"),
    "zinnen over werking": (f"{KOP}Artikel 5 vervalt.\n\nArtikel II\n\n", f"{WERKT} "),
    "regels over werking": (f"{KOP}Artikel 5 vervalt.\n\nArtikel II\n\n", f"{WERKT}\n\n"),
    "bijlage": (f"{GEWOON}Bijlage A\n\n", "Regel tekst.\n\n"),
    "toelichting": (f"{GEWOON}Toelichting\n\n", "Artikel 5 vervalt omdat het kan.\n\n"),
}


@pytest.mark.parametrize("soort", STEEDS)
def test_een_besluit_lezen_groeit_evenredig(soort: str) -> None:
    begin, stuk = STEEDS[soort]
    assert not groeit_te_hard(toets_besluit, lambda keer: (begin + stuk * keer + SLOT).encode(), 400)


def test_opeenvolgende_onderdelen_groeien_evenredig() -> None:
    def besluit(aantal: int) -> bytes:
        return (KOP + "".join(f"{n}. Artikel {n} vervalt.\n\n" for n in range(1, aantal + 1)) + SLOT).encode()

    assert not groeit_te_hard(toets_besluit, besluit, 150)
