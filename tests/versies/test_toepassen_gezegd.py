"""What an execution leaves as it is although a reader may expect otherwise, is said."""

from __future__ import annotations

import pytest

from verordening.bevinding import Geweigerd
from verordening.boom import Soort, tekst, wandel
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
    with pytest.raises(Geweigerd, match="Verordening markt"):  # Korter genoemd: dat kan deze zijn.
        _gemeld(besluit)
    assert "andere-regeling" in _gemeld(besluit.replace("Verordening markt wordt", "Verordening haven wordt"))


@pytest.mark.parametrize(
    "naam",
    ["Verordening markt Proefstad 2022", "Verordening markten Proefstad 2023", "Verordening markt Proefstat 2023"],
)
def test_een_opdracht_voor_een_regeling_met_bijna_deze_naam_is_een_weigering(naam: str) -> None:
    besluit = f"""Besluit

Artikel I
In artikel 2 van de Verordening markt Proefstad 2023 wordt “acht” vervangen door “negen”.

Artikel II
In artikel 1 van de {naam} wordt “een” vervangen door “geen”.
"""
    with pytest.raises(Geweigerd, match="is bijna «"):
        _gemeld(besluit)


@pytest.mark.parametrize(
    ("opdracht", "wordt"),
    [
        ("vervalt aan het slot “of”", "wie roept of zingt;"),
        ("wordt aan het slot “of” vervangen door “en”", "wie roept of zingt; en"),
        ("vervalt aan het slot “wie roept”", ""),
        ("vervalt telkens aan het slot “of”", "wie roept of zingt;"),
        ("vervalt aan het slot “f”", ""),
    ],
)
def test_wat_aan_het_slot_staat_wordt_daar_gewijzigd_en_nergens_anders(opdracht: str, wordt: str) -> None:
    was = lees(b"# Verordening markt\n\n## Artikel 1 Niet\n\nNiet mag:\n\na. wie roept of zingt; of\n\nb. wie gooit.\n")
    besluit = lees_besluit(f"Besluit\n\nArtikel I\nIn artikel 1, onderdeel a, van de Verordening markt {opdracht}.\n")
    if not wordt:
        with pytest.raises(Geweigerd, match="eindigt niet op"):
            pas_toe(was, besluit)
        return
    assert f"a. {wordt}" in [" ".join(r.split()) for r in tekst(pas_toe(was, besluit).wordt.wortel).splitlines()]


def test_wat_een_nieuwe_eenheid_niet_meer_heeft_wordt_genoemd() -> None:
    was = lees(
        b"""# Verordening markt Proefstad 2023

## Hoofdstuk 1 Markt

### Artikel 1 Begrip

Een markt is een markt.

### Artikel 2 Tijd

De markt begint om acht uur.

## Bijlage 1 Tarieven

Een kraam kost 5 euro.
"""
    )

    def gemeld(opdracht: str) -> set[str]:
        kop = "Besluit\n\nArtikel I\nDe Verordening markt Proefstad 2023 wordt als volgt gewijzigd:\n\nA\n\n"
        return {b.code for b in pas_toe(was, lees_besluit(kop + opdracht)).bevindingen}

    hoofdstuk = "Hoofdstuk 1 komt te luiden:\n\n## Hoofdstuk 1 Markt\n\n### Artikel 1 Begrip\n\nEen markt is open.\n"
    assert "artikelen-weg" in gemeld(hoofdstuk)
    assert "artikelen-weg" not in gemeld(f"{hoofdstuk}\n### Artikel 2 Tijd\n\nDe markt begint om negen uur.\n")
    bijlage = "Bijlage 1 komt te luiden:\n\n## Bijlage 1{}\n\nEen kraam kost 6 euro.\n"
    assert "opschrift-weg" in gemeld(bijlage.format(""))
    assert "opschrift-weg" in gemeld(bijlage.format(" Nevenfuncties"))
    assert "opschrift-weg" not in gemeld(bijlage.format(" Nieuwe tarieven"))


def test_een_nieuw_lid_vervangt_niet_stil_een_lid_dat_er_al_stond() -> None:
    was = lees(
        b"""# Verordening markt Proefstad 2023

### Artikel 1 Aanvraag

1. Een aanvraag wordt gedaan bij het college.
2. Het college beslist binnen acht weken.
"""
    )
    kop = "Besluit\n\nArtikel I\nDe Verordening markt Proefstad 2023 wordt als volgt gewijzigd:\n\n"
    nieuw = "Artikel 1, lid {} (nieuw), komt te luiden:\n{}. De aanvraag bevat een begroting.\n"
    vervangen = pas_toe(was, lees_besluit(kop + "A. " + nieuw.format(2, 2)))
    assert "nieuw-niet-nieuw" in {b.code for b in vervangen.bevindingen}
    for anders in ("In artikel 1, tweede lid (nieuw), vervalt “acht”.\n", "Artikel 1, tweede lid (nieuw), vervalt.\n"):
        gewijzigd = pas_toe(was, lees_besluit(kop + "A. " + anders))
        assert "nieuw-niet-nieuw" in {b.code for b in gewijzigd.bevindingen}, anders
    verhuisd = "A. Artikel 1, lid 2, wordt vernummerd tot lid 3.\n\nB. "
    wordt = pas_toe(was, lees_besluit(kop + verhuisd + nieuw.format(3, 3)))
    assert [e.nummer for e in wandel(wordt.wordt.wortel) if e.soort is Soort.LID] == ["1.", "3."]
    assert "nieuw-niet-nieuw" not in {b.code for b in wordt.bevindingen}
    with pytest.raises(Geweigerd):
        pas_toe(was, lees_besluit(kop + verhuisd + nieuw.format(2, 2)))
