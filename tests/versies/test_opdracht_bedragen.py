"""Decisions that change an amount without saying which: read when only one can be meant, else refused."""

import pytest

from tests.versies.gevallen import proef
from verordening.bevinding import Geweigerd
from verordening.boom import tekst
from versies.opdracht import lees_besluit, toets_besluit
from versies.opdracht.uitleg import in_woorden
from versies.toepassen import pas_toe

KOP = "Besluit\n\nArtikel I\nDe Proefverordening 2024 wordt als volgt gewijzigd:\n"


def begrepen(bron: str) -> list[str]:
    return [in_woorden(w) for o in lees_besluit(bron).opdrachten for w in o.wijzigingen]


def codes(bron: str) -> list[str]:
    return [b.code for b in lees_besluit(bron).bevindingen]


def fouten(bron: str) -> list[str]:
    return [f.code for f in toets_besluit(bron)[1]]


BEDRAGEN = """# Proefverordening 2024

#### Artikel 1 Toeslag
1. De toeslag is € 462,62 per jaar.
2. De toeslag is € 950 of € 1.250,50 per jaar, met 3,5% korting.
3. De korting is 36,93%.
4. De toeslag is te laag.
"""


def _na(zin: str) -> list[str]:
    from verordening.tekst.markdown import lees

    return tekst(pas_toe(lees(BEDRAGEN.encode()), lees_besluit(KOP + zin + "\n")).wordt.wortel).splitlines()


@pytest.mark.parametrize(
    ("zin", "regel"),
    [
        ("In artikel 1, eerste lid, wordt het bedrag verhoogd met € 3,18.", "De toeslag is € 465,80 per jaar."),
        (
            "Het in artikel 1, eerste lid, genoemde bedrag wordt verlaagd met € 62,62.",
            "De toeslag is € 400,00 per jaar.",
        ),
        ("Het bedrag, genoemd in artikel 1, eerste lid, wordt vastgesteld op € 500.", "De toeslag is € 500 per jaar."),
        ("Het percentage, genoemd in artikel 1, derde lid, wordt verlaagd met 0,29.", "De korting is 36,64%."),
        (
            "In artikel 1, tweede lid, wordt het als tweede genoemde bedrag verhoogd met € 1.000.",
            "De toeslag is € 950 of € 2.250,50 per jaar, met 3,5% korting.",
        ),
        (
            "De bedragen in artikel 1, tweede lid, worden verhoogd met € 0,50.",
            "De toeslag is € 950,50 of € 1.251,00 per jaar, met 3,5% korting.",
        ),
        (
            "De bedragen in artikel 1, tweede lid, komen te luiden: € 5 en € 6.",
            "De toeslag is € 5 of € 6 per jaar, met 3,5% korting.",
        ),
    ],
)
def test_een_bedrag_dat_de_opdracht_niet_noemt_wordt_gewijzigd_als_er_maar_een_kan_zijn_bedoeld(zin, regel):
    assert any(r.endswith(regel) for r in _na(zin))


@pytest.mark.parametrize(
    "zin",
    [
        "In artikel 1, tweede lid, wordt het bedrag verhoogd met € 5.",
        "In artikel 1, vierde lid, wordt het bedrag verhoogd met € 5.",
        "In artikel 1, derde lid, wordt het bedrag verhoogd met € 5.",
        "In artikel 1, eerste lid, wordt het bedrag verhoogd met 3%.",
        "In artikel 1, eerste lid, wordt het bedrag verlaagd met € 500.",
        "De bedragen in artikel 1, tweede lid, komen te luiden: € 5, € 6 en € 7.",
        "De bedragen in artikel 1, eerste en tweede lid, komen te luiden: € 5.",
        "De bedragen in artikel 1, tweede lid, komen te luiden: € 5 voor alleenstaanden en € 6 voor paren.",
        "Het bedrag wordt verhoogd met € 5.",
    ],
)
def test_een_bedrag_waarvan_niet_zeker_is_welk_wordt_geweigerd(zin):
    with pytest.raises(Geweigerd) as fout:
        _na(zin)
    assert fout.value.code in ("bedrag-onzeker", "verdeling")


@pytest.mark.parametrize(
    ("kop", "tekst", "mist"),
    [
        ("Artikel 3 wordt als volgt gewijzigd:\n\n", "Artikel 3 Aanvraag\n1. Wie wil, vraagt aan.\n", "lid 2"),
        ("", "Artikel 3 Aanvraag\n\n1. Wie wil, vraagt aan.\n\n2. Het college beslist.\n", "lid 3"),
    ],
)
def test_wat_niet_komt_te_luiden_heet_laat_geen_leden_verdwijnen(kop, tekst, mist):
    besluit = lees_besluit(KOP + ("A\n" if kop else "\n") + kop + tekst)
    assert [o.afgeleid for o in besluit.opdrachten] == [True]
    with pytest.raises(Geweigerd, match=f"geheel opnieuw luidt, en {mist} staat niet in de nieuwe tekst"):
        pas_toe(proef(), besluit)
