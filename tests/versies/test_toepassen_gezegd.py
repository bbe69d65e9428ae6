"""What an execution leaves as it is although a reader may expect otherwise, is said."""

from __future__ import annotations

from verordening.lezers import lees
from versies.opdracht import lees_besluit
from versies.toepassen import pas_toe

WAS = lees(
    b"""# Verordening markt Proefstad 2023

## Artikel 1 Markt

De markt is een markt.

## Artikel 2 Tijd

De markt begint om acht uur.
"""
)


def _gemeld(besluit: str) -> list[str]:
    return [b.code for b in pas_toe(WAS, lees_besluit(besluit)).bevindingen]


def test_telkens_in_de_hele_regeling_zegt_dat_het_opschrift_blijft() -> None:
    zin = "In de gehele regeling wordt “markt” telkens vervangen door “kermis”."
    assert "opschrift-blijft" in _gemeld(
        f"Besluit\n\nArtikel I\nDe Verordening markt Proefstad 2023 wordt als volgt gewijzigd:\n\n{zin}\n"
    )


def test_een_opdracht_voor_een_andere_regeling_wordt_niet_stil_overgeslagen() -> None:
    besluit = """Besluit

Artikel I
In artikel 2 van de Verordening markt Proefstad 2023 wordt “acht” vervangen door “negen”.

Artikel II
In artikel 1 van de Verordening markt wordt “een” vervangen door “geen”.
"""
    assert "andere-regeling" in _gemeld(besluit)
    assert "andere-regeling" in _gemeld(besluit.replace("Verordening markt wordt", "Verordening haven wordt"))
