"""Hoe een geplakte tekst heet: de eerste regel, de besluitzin en de citeertitel naast elkaar. Voorbeeldtekst."""

from __future__ import annotations

import pytest

from verordening.bevinding import Ernst
from verordening.boom import Regeling
from verordening.lezers import lees


def lees_tekst(boven: str, slot: str = "De raad helpt.") -> Regeling:
    return lees(f"{boven}\n\nArtikel 1\nDe raad helpt.\n\nArtikel 2\n{slot}\n".encode(), naam="proef.txt")


def gezegd(regeling: Regeling) -> set[str]:
    return {b.code for b in regeling.bevindingen if b.ernst is not Ernst.INFO}


AANHEF = "De raad van Zoutersluis;\ngelet op de Gemeentewet;\nbesluit vast te stellen de Verordening op de dorpsraden:"


@pytest.mark.parametrize("regel", ["Raadsvergadering 18 september 2025", "Raadsbesluit", "Vergadering van de raad"])
def test_een_vergadering_of_het_woord_raadsbesluit_is_geen_opschrift_als_de_besluitzin_een_naam_geeft(
    regel: str,
) -> None:
    gelezen = lees_tekst(f"{regel}\nZaaknummer 12\n\n{AANHEF}")
    assert gelezen.gegevens.opschrift == "Verordening op de dorpsraden"
    assert "losse-regel" in gezegd(gelezen)


@pytest.mark.parametrize("regel", ["Wegsleepkader Zoutersluis", "Besluit deelplafonds Zoutersluis", "Verordening hulp"])
def test_een_eerste_regel_zonder_andere_naam_is_het_opschrift(regel: str) -> None:
    gelezen = lees_tekst(f"{regel}\n\nDe raad van Zoutersluis;\nbesluit:")
    assert gelezen.gegevens.opschrift == regel and not gezegd(gelezen)


def test_namen_die_elkaar_tegenspreken_worden_gezegd() -> None:
    for boven, slot in (
        (f"Verordening hulp\n\n{AANHEF}", "De raad helpt."),
        ("Verordening hulp 2024", "Deze verordening wordt aangehaald als: Verordening hulp 2025."),
        ("# Verordening honden", "Deze verordening wordt aangehaald als: Havenverordening."),
    ):
        assert "naam-anders" in gezegd(lees_tekst(boven, slot))


def test_een_andere_vorm_van_dezelfde_naam_is_geen_tegenspraak() -> None:
    slot = "Deze verordening wordt aangehaald als: Marktverordening Zoutersluis."
    assert not gezegd(lees_tekst("Verordening op de weekmarkt van de gemeente Zoutersluis", slot))


@pytest.mark.parametrize("boven", ["Van: griffie\nVerordening hulp", "Home\nRegels\nReglement van orde"])
def test_een_regel_boven_een_naam_is_geen_opschrift(boven: str) -> None:
    gelezen = lees_tekst(boven)
    assert not gelezen.gegevens.opschrift and "losse-regel" in gezegd(gelezen)


@pytest.mark.parametrize(
    "regel", ["GEMEENTE ZOUTERSLUIS INGEKOMEN 12 DEC. 2024", "Zaaknummer: Z/24/12", "Van: griffie"]
)
def test_een_stempel_of_een_kenmerk_boven_de_naam_is_geen_opschrift(regel: str) -> None:
    for boven in (f"{regel}\n\nVERORDENING GRAVEN ZOUTERSLUIS", f"{regel}\n\n{AANHEF}"):
        gelezen = lees_tekst(boven)
        assert gelezen.gegevens.opschrift != regel
        assert regel in " ".join(b.fragment for b in gelezen.bevindingen)


def test_de_naam_onder_de_besluitzin_is_de_naam() -> None:
    gelezen = lees_tekst(
        "Zaaknummer: 12\n\nDe raad;\nbesluit vast te stellen de volgende verordening:\n\nVerordening fracties 2024"
    )
    assert gelezen.gegevens.opschrift == "Verordening fracties 2024"


@pytest.mark.parametrize("regel", ["Openstellingsbesluit natuur 2022", "Besluit tot wijziging van de Regeling fietsen"])
def test_een_besluit_kan_zo_heten(regel: str) -> None:
    assert lees_tekst(regel).gegevens.opschrift == regel
