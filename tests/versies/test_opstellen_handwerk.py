"""Dertig besluiten die met de hand zijn opgesteld, en willekeurige bewerkingen: de uitkomst is wordt, of een weigering."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from bench.bench_rondreis import HANDWERK, handwerk
from bench.uitlijning.generator import maak_geval
from tests.hulp.bomen import regelingen
from tests.versies.test_opstellen import recht
from verordening.bevinding import Geweigerd
from verordening.lezers import lees
from versies.opdracht import lees_besluit
from versies.opstellen import stel_op
from versies.opstellen.bewijs import trekt_in
from versies.opstellen.kern import geldt, kern_van
from versies.toepassen import pas_toe

GEVALLEN = sorted(p for p in HANDWERK.iterdir() if p.is_dir())

ZINNEN = [
    "Het college beslist daarover zo spoedig mogelijk en in elk geval binnen zes weken.",
    "De raad stelt het bedrag jaarlijks vast voor het volgende kalenderjaar.",
    "Geen recht bestaat op een voorziening die algemeen gebruikelijk is. Het college motiveert dat in het besluit.",
    "De aanvrager verstrekt alle gegevens die redelijkerwijs nodig zijn.",
    "In afwijking van artikel 3 geldt een termijn van acht weken.",
]


def test_er_zijn_dertig_gevallen_en_elk_stuk_zegt_dat_het_een_voorbeeld_is():
    assert len(GEVALLEN) == 30
    for stuk in (p / f"{naam}.md" for p in GEVALLEN for naam in ("was", "wordt", "besluit")):
        assert "(voorbeeldtekst, niet vastgesteld)" in stuk.read_text(encoding="utf-8").splitlines()[0], stuk


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda p: p.name)
def test_het_besluit_met_de_hand_maakt_van_was_wordt(geval: Path):
    was, wordt = lees(geval / "was.md"), lees(geval / "wordt.md")
    uit = pas_toe(was, lees_besluit(geval / "besluit.md")).wordt
    assert kern_van(uit) == kern_van(wordt) != kern_van(was)
    assert recht(uit) == recht(wordt)


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda p: p.name)
def test_het_opgestelde_besluit_maakt_van_was_wordt(geval: Path):
    was, wordt = lees(geval / "was.md"), lees(geval / "wordt.md")
    uit = pas_toe(was, lees_besluit(stel_op(was, wordt).tekst.tekst)).wordt
    assert kern_van(uit) == kern_van(wordt)
    assert recht(uit) == recht(wordt)


def test_de_dertig_samen_zijn_niet_veel_langer_dan_met_de_hand():
    rijen = list(handwerk())
    assert len(rijen) == 30
    assert 0.9 <= sum(eigen for _, eigen, _ in rijen) / sum(hand for _, _, hand in rijen) <= 1.15, rijen
    assert all(0.85 <= eigen / hand <= 1.15 for _, eigen, hand in rijen), rijen


def _keuzes(besluit) -> Counter[tuple[str, str]]:
    """Soort en plaats van elke wijziging, niet de woorden."""
    uit: Counter[tuple[str, str]] = Counter()
    for o in besluit.opdrachten:
        for w in o.wijzigingen:
            plek = w.anker.plek if hasattr(w, "anker") else w.plek
            uit[type(w).__name__, plek.adres.tekst(kort=True)] += 1
    return uit


def test_de_opsteller_kiest_in_negen_van_de_tien_opdrachten_dezelfde_eenheid_als_met_de_hand():
    gelijk = alles = 0
    anders = []
    for geval in GEVALLEN:
        hand = _keuzes(lees_besluit(geval / "besluit.md"))
        eigen = _keuzes(stel_op(lees(geval / "was.md"), lees(geval / "wordt.md")).besluit)
        gelijk += (hand & eigen).total()
        alles += max(hand.total(), eigen.total())
        anders += [(geval.name, "hand", x) for x in (hand - eigen)] + [(geval.name, "eigen", x) for x in (eigen - hand)]
    assert gelijk >= 0.9 * alles, (gelijk, alles, anders)


def test_willekeurige_bewerkingen_geven_een_bewezen_besluit_of_een_weigering():
    """Woorden, leden, onderdelen, artikelen, opschriften, splitsen, samenvoegen, verplaatsen en vernummeren door elkaar."""
    tel: Counter[str] = Counter()

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(regelingen(max_artikelen=4), st.integers(0, 10**6), st.integers(1, 8))
    def rondreis(regeling, zaad, aantal):
        geval = maak_geval("proef", regeling, ZINNEN, zaad, aantal)
        try:
            ontwerp = stel_op(geval.was, geval.wordt)
        except Geweigerd as fout:
            gelijk = kern_van(geval.was) == kern_van(geval.wordt)
            assert gelijk == (fout.code == "opstellen-gelijk")
            tel["gelijk" if gelijk else "geweigerd"] += 1
            return
        tel["bewezen"] += 1
        if not geldt(geval.wordt):
            assert trekt_in(lees_besluit(ontwerp.tekst.tekst), geval.was)
            return
        uit = pas_toe(geval.was, lees_besluit(ontwerp.tekst.tekst)).wordt
        assert kern_van(uit) == kern_van(geval.wordt)
        assert recht(uit) == recht(geval.wordt)

    rondreis()
    assert tel["bewezen"] > tel["geweigerd"], tel  # anders zou alles weigeren ook slagen
