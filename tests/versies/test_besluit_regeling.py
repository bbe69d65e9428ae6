"""Which regulation a decision amends: never whatever it happens to be laid beside."""

import pytest
from click.testing import CliRunner

from verordening.bevinding import Ernst, Geweigerd
from verordening.boom import Eenheid, Gegevens, Regeling, Soort
from verordening.tekst.markdown import lees
from versies.opdracht import lees_besluit
from versies.opdracht.regelingnaam import REGELING_ONBEKEND
from versies.toepassen import hoort_bij, pas_toe
from werkbank.opdrachten import toepassen

PARK = "# Verordening sportpark\n\n## Artikel 2 Opening\n\nHet park gaat open om acht uur.\n"
BESLUIT = """{kop}

De raad van de gemeente Voorbeeldstad;

{dictum}

Artikel I

In artikel 2 wordt “acht uur” vervangen door “negen uur”.

Artikel II

Dit besluit treedt in werking op 1 januari 2027.
"""


def _besluit(kop: str = "Besluit", dictum: str = "besluit:"):
    return BESLUIT.format(kop=kop, dictum=dictum)


@pytest.mark.parametrize(
    ("kop", "dictum"),
    [
        ("Verordening tot derde wijziging van de Verordening sportpark", "besluit:"),
        ("Besluit tot wijziging van de Verordening sportpark in verband met langere openingstijden", "besluit:"),
        ("Tweede wijzigingsverordening Verordening sportpark", "besluit:"),
        ("Raadsbesluit", "besluit vast te stellen de vierde wijziging van de\n\nVerordening sportpark"),
        ("Wijziging Verordening sportpark", "besluit vast te stellen de wijziging van de VERORDENING SPORTPARK;"),
    ],
)
def test_de_kop_noemt_de_regeling(kop, dictum):
    besluit = lees_besluit(_besluit(kop, dictum))
    assert [n.casefold() for n in besluit.regelingen()] == ["verordening sportpark"]
    assert not any(b.code == REGELING_ONBEKEND for b in besluit.bevindingen)


@pytest.mark.parametrize(
    ("kop", "dictum"),
    [
        ("Besluit", "besluit:"),
        ("Wijziging van de Verordening sportpark", "besluit vast te stellen de wijziging van de Verordening zwembad:"),
    ],
)
@pytest.mark.parametrize("toch", [False, True])
def test_zonder_een_naam_wordt_alleen_met_een_keuze_uitgevoerd(tmp_path, kop, dictum, toch):
    (tmp_path / "was.md").write_text(PARK, encoding="utf-8")
    (tmp_path / "b.txt").write_text(_besluit(kop, dictum), encoding="utf-8")
    wordt = tmp_path / "wordt.xml"
    opties = [
        str(tmp_path / "was.md"),
        str(tmp_path / "b.txt"),
        "-o",
        str(wordt),
        *(["--regeling-is-was"] if toch else []),
    ]
    uit = CliRunner().invoke(toepassen.opdracht, opties, standalone_mode=False)
    assert wordt.exists() is toch
    assert isinstance(uit.exception, Geweigerd) is not toch
    gemeld = [b for b in lees_besluit(_besluit(kop, dictum)).bevindingen if b.code == REGELING_ONBEKEND]
    assert [b.ernst for b in gemeld] == [Ernst.FOUT]


def test_deze_verordening_is_de_regeling_uit_de_kop():
    tekst = _besluit("Wijziging van de Verordening sportpark").replace(
        "In artikel 2", "Deze verordening wordt als volgt gewijzigd:\n\nA\n\nIn artikel 2"
    )
    assert lees_besluit(tekst).regelingen() == ("Verordening sportpark",)


@pytest.mark.parametrize(
    ("naam", "raak"),
    [
        ("Verordening toeslagen", True),
        ("de Verordening toeslagen gemeente Waterdam", True),
        ("de Verordening toeslagen Waterdam", True),
        ("Verordening toeslagen jongeren", False),
        ("Verordening toeslagen en de Verordening zwembad", False),
        ("", False),
    ],
)
def test_een_langere_naam_is_alleen_dezelfde_met_de_overheid_erachter(naam, raak):
    regeling = Regeling(Gegevens("toeslagen", opschrift="Verordening toeslagen"), Eenheid(Soort.REGELING))
    assert hoort_bij(regeling, naam) is raak


@pytest.mark.parametrize(
    ("naam", "titel", "raak"),
    [
        ("de Legesverordening Waterdam", "Legesverordening Waterdam 2026", True),
        ("het Reglement van orde", "Reglement van orde voor de vergaderingen van de raad", True),
        ("de Legesverordening Waterdam 2025", "Legesverordening Waterdam 2026", False),
        ("de Verordening werk", "Verordening werk en inkomen", False),
        ("de beleidsregel straatnaamgeving", "Beleidsregel straatnaamgeving en huisnummering Vaartwijk", True),
        ("de beleidsregel huisnummering", "Beleidsregel straatnaamgeving en huisnummering Vaartwijk", False),
    ],
)
def test_een_kortere_naam_is_alleen_dezelfde_zonder_jaar_of_onderwerp_en_wordt_gemeld(naam, titel, raak):
    was = lees(f"# {titel}\n\n## Artikel 2\n\nHet loket gaat open om acht uur.\n".encode())
    besluit = lees_besluit(
        f"Besluit\n\nArtikel I\nIn artikel 2 van {naam} wordt “acht uur” vervangen door “negen uur”.\n"
    )
    if not raak:
        with pytest.raises(Geweigerd, match="het besluit wijzigt"):
            pas_toe(was, besluit)
        return
    assert "regeling-kort" in {b.code for b in pas_toe(was, besluit).bevindingen}


def test_een_opdracht_zonder_naam_geldt_de_enige_regeling_die_het_besluit_noemt():
    een = "Besluit\n\nArtikel I\nArtikel 2 van de Verordening sportpark vervalt.\n\nArtikel II\nArtikel 3 vervalt.\n"
    assert [a.regeling for a in lees_besluit(een).artikelen] == ["Verordening sportpark"] * 2
    twee = (
        een.replace("Artikel 3 vervalt", "Artikel 3 van de Marktverordening vervalt")
        + "\nArtikel III\nArtikel 4 vervalt.\n"
    )
    assert [a.regeling for a in lees_besluit(twee).artikelen] == ["Verordening sportpark", "Marktverordening", ""]


def test_twee_regelingen_in_de_kop_zijn_geen_naam():
    kop = "Besluit tot wijziging van de Verordening sportpark en de Marktverordening"
    gemeld = [b for b in lees_besluit(_besluit(kop)).bevindingen if b.code == REGELING_ONBEKEND]
    assert [b.ernst for b in gemeld] == [Ernst.FOUT]
