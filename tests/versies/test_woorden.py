"""Woordverschil: letterlijk terug te lezen, zo klein mogelijk, en leesbaar."""

import random

import pytest
from hypothesis import given, settings, strategies as st

from tests.hulp.bomen import LOSSE_TEKST, ZINNEN
from versies.vergelijken.woorden import tokens, vergelijk_tekst, vergelijk_woorden
from versies.wijziging import Spannesoort

_TEKSTEN = st.lists(ZINNEN | LOSSE_TEKST, max_size=6).map(lambda d: " ".join(" ".join(d).split()))


def _kant(spannen, weg):
    return "".join(s.tekst for s in spannen if s.soort is not weg)


@given(_TEKSTEN, _TEKSTEN)
def test_spannen_geven_beide_teksten_letterlijk_terug(was, wordt):
    spannen = vergelijk_tekst(was, wordt)
    assert _kant(spannen, Spannesoort.INGEVOEGD) == was
    assert _kant(spannen, Spannesoort.VERVALLEN) == wordt
    assert all(s.tekst for s in spannen)


@given(_TEKSTEN)
def test_tokens_zijn_de_tekst(tekst):
    assert "".join(tokens(tekst)) == tekst


@given(_TEKSTEN)
def test_gelijke_tekst_heeft_geen_wijziging(tekst):
    assert all(s.soort is Spannesoort.GELIJK for s in vergelijk_tekst(tekst, tekst))


def _lcs(a, b):
    """Getuige: de langste gemeenschappelijke rij met het leerboek-algoritme."""
    rij = [0] * (len(b) + 1)
    for x in a:
        schuin = 0
        for j, y in enumerate(b, 1):
            schuin, rij[j] = rij[j], schuin + 1 if x == y else max(rij[j], rij[j - 1])
    return rij[-1]


@given(st.lists(st.sampled_from("abcde"), max_size=25), st.lists(st.sampled_from("abcde"), max_size=25))
@settings(max_examples=200)
def test_aantal_woorden_is_nooit_minder_dan_het_minimum_en_klopt(a, b):
    uitkomst = vergelijk_woorden(" ".join(a), " ".join(b))
    minimum = len(a) + len(b) - 2 * _lcs(a, b)
    assert uitkomst.ingevoegd + uitkomst.vervallen >= minimum
    assert uitkomst.gelijk + uitkomst.vervallen == len(a)
    assert uitkomst.gelijk + uitkomst.ingevoegd == len(b)


@pytest.mark.parametrize(
    ("was", "wordt", "verwacht"),
    [
        ("Binnen 8 weken.", "Binnen 12 weken.", "Binnen [8 weken]{12 weken}."),
        ("Zie artikel 8.", "Zie artikel 8a.", "Zie [artikel 8]{artikel 8a}."),
        (
            "Een bedrag van € 1.200,00 per jaar.",
            "Een bedrag van € 1.250,50 per jaar.",
            "Een bedrag van [€ 1.200,00]{€ 1.250,50} per jaar.",
        ),
        ("onder 1° of 2°;", "onder 1° of 3°;", "onder 1° of [2°]{3°};"),
        (
            "Op 1 januari 2025 vervalt dit.",
            "Op 1 juli 2026 vervalt dit.",
            "Op [1 januari 2025]{1 juli 2026} vervalt dit.",
        ),
        (
            "Het college beslist.",
            "Het college beslist binnen zes weken na ontvangst.",
            "Het college beslist{ binnen zes weken na ontvangst}.",
        ),
        (
            "Het college kan beslissen.",
            "Het dagelijks bestuur kan beslissen.",
            "Het [college]{dagelijks bestuur} kan beslissen.",
        ),
        (
            "De aanvraag, bedoeld in het eerste lid, wordt afgewezen.",
            "De aanvraag wordt afgewezen.",
            "De aanvraag[, bedoeld in het eerste lid,] wordt afgewezen.",
        ),
        (
            "Eerste zin. Tweede zin.",
            "Eerste zin. Nieuwe zin ertussen. Tweede zin.",
            "Eerste zin.{ Nieuwe zin ertussen.} Tweede zin.",
        ),
        ("brood;", "brood; of", "brood;{ of}"),
        ("", "Nieuw.", "{Nieuw.}"),
        ("Weg.", "", "[Weg.]"),
    ],
)
def test_woorden_van_de_wet_blijven_heel(was, wordt, verwacht):
    tekens = {Spannesoort.GELIJK: "{}", Spannesoort.VERVALLEN: "[{}]", Spannesoort.INGEVOEGD: "{{{}}}"}
    assert "".join(tekens[s.soort].format(s.tekst) for s in vergelijk_tekst(was, wordt)) == verwacht


def test_een_geheel_andere_zin_wordt_als_geheel_vervangen():
    spannen = vergelijk_tekst(
        "De gemeenteraad stelt bij verordening regels over het verlenen van een individuele toeslag.",
        "Voor de toepassing hiervan wordt onder inkomen niet begrepen de uitkering die de werkgever betaalt.",
    )
    assert [s.soort for s in spannen] in (
        [Spannesoort.VERVALLEN, Spannesoort.INGEVOEGD],
        [Spannesoort.VERVALLEN, Spannesoort.INGEVOEGD, Spannesoort.GELIJK],
    )


@pytest.mark.parametrize("wijzigingen", [20, 5000])
def test_honderdduizend_woorden_in_een_lid_worden_begrensd_en_eerlijk_vergeleken(wijzigingen):
    dobbel = random.Random(7)
    was = [f"woord{dobbel.randrange(4000)}" for _ in range(100_000)]
    wordt = list(was)
    for _ in range(wijzigingen):
        wordt[dobbel.randrange(len(wordt))] = f"anders{dobbel.randrange(4000)}"
    uitkomst = vergelijk_woorden(" ".join(was), " ".join(wordt))
    assert _kant(uitkomst.spannen, Spannesoort.INGEVOEGD) == " ".join(was)
    assert _kant(uitkomst.spannen, Spannesoort.VERVALLEN) == " ".join(wordt)
    echt = sum(x != y for x, y in zip(was, wordt, strict=True))
    assert uitkomst.vervallen <= 1.1 * echt


def test_lange_teksten_zonder_iets_gemeens_melden_dat_het_minimum_niet_bewezen_is():
    was = " ".join(f"oud{n % 900}" for n in range(60_000))
    wordt = " ".join(f"nieuw{n % 900}" for n in range(60_000))
    uitkomst = vergelijk_woorden(was + " samen", wordt + " samen iets")
    assert uitkomst.gelijk <= 1
    assert not uitkomst.minimaal
