"""De rondreis was → wordt → opdrachten → uitvoering = wordt, op willekeurige bomen en op officiële teksten."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.hulp.bomen import regelingen
from tests.versies.test_opstellen import recht
from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Soort, Status, inlinetekst, kaal, tekst, wandel
from verordening.lezers import lees
from versies.opdracht import lees_besluit
from versies.opstellen import stel_op
from versies.opstellen.bewijs import trekt_in
from versies.opstellen.kern import geldt, kern_van
from versies.opstellen.lading import lading_van
from versies.opstellen.zinnen import citeer
from versies.toepassen import pas_toe


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(regelingen(max_artikelen=4), regelingen(max_artikelen=4))
def test_twee_willekeurige_regelingen_geven_een_bewezen_besluit_of_een_weigering(was, wordt):
    try:
        ontwerp = stel_op(was, wordt)
    except Geweigerd:
        return
    if not geldt(wordt):
        assert trekt_in(lees_besluit(ontwerp.tekst.tekst), was)
        return
    try:
        uit = pas_toe(was, lees_besluit(ontwerp.tekst.tekst)).wordt
    except Geweigerd as fout:
        raise AssertionError(f"een bewezen besluit is niet uit te voeren: {fout}\n{ontwerp.tekst.tekst}") from fout
    assert recht(uit) == recht(wordt)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abc “”„«»‘’\"'", min_size=1, max_size=20).map(str.strip).filter(bool))
def test_een_citaat_leest_terug_als_dezelfde_woorden_of_is_er_niet(woorden):
    from versies.opdracht.lexer import citaat

    geheel = citeer(woorden)
    assert not geheel or citaat(geheel + " wordt", 0) == (woorden, len(geheel))


def test_de_maat_ziet_elk_verschil_in_het_recht(wortel):
    """Getuige: elk woord van een artikel dat verandert, verandert de kern; wat vervallen is telt niet."""
    map_ = wortel / "verordening" / "voorbeeld" / "regelingen" / "verordening-werk-en-inkomen"
    regeling = lees(next(iter(sorted(map_.glob("*.xml")))))
    woorden = [
        k
        for r in kern_van(regeling)
        for w in r.tekst.split()
        if (k := w.rstrip(".)") if len(w) < 5 else w) not in "|–-"
    ]
    nummers = {kaal(e.nummer) for e in wandel(regeling.wortel)}
    assert [w for w in recht(regeling) if w not in nummers] == [w for w in woorden if w not in nummers]


def test_nieuwe_tekst_van_elk_artikel_keert_terug(wortel):
    map_ = wortel / "verordening" / "voorbeeld" / "regelingen"
    for pad in sorted(map_.rglob("*.xml")):
        for artikel in (
            e for e in wandel(lees(pad).wortel) if e.soort is Soort.ARTIKEL and e.status is not Status.VERVALLEN
        ):
            assert lading_van((artikel,), "artikel")


@pytest.fixture(scope="module")
def participatiewet(data):
    return [lees(p) for p in sorted((data / "regelrecht").glob("BWBR0015703_*.xml"))]


def test_de_participatiewet_van_2024_naar_2026(participatiewet):
    was, wordt = participatiewet
    ontwerp = stel_op(was, wordt)
    assert recht(pas_toe(was, lees_besluit(ontwerp.tekst.tekst)).wordt) == recht(wordt)


@pytest.mark.traag
def test_alle_versies_van_de_drank_en_horecawet(data):
    paden = sorted((data / "java-wetten-nl").rglob("BWBR0002458_*_0.xml"))
    assert len(paden) > 10
    for a, b in pairwise(paden):
        was, wordt = lees(a), lees(b)
        if kern_van(was) == kern_van(wordt):
            continue
        assert recht(pas_toe(was, lees_besluit(stel_op(was, wordt).tekst.tekst)).wordt) == recht(wordt), a.stem


@pytest.mark.traag
@pytest.mark.parametrize("wet", ["akw", "bbz2004", "ioaw", "ioaz", "pw", "suwi"])
def test_opeenvolgende_versies_van_een_wet_in_markdown(data, wet):
    geweigerd = []
    for a, b in pairwise(sorted((data / "laws-markdown" / wet).glob("*.md"))):
        was, wordt = lees(a), lees(b)
        if kern_van(was) == kern_van(wordt):
            continue
        try:
            ontwerp = stel_op(was, wordt)
        except Geweigerd as fout:
            geweigerd.append(f"{a.stem}: {fout}")
            continue
        uit = pas_toe(was, lees_besluit(ontwerp.tekst.tekst)).wordt
        assert kern_van(uit) == kern_van(wordt), a.stem
        assert _woorden(uit) == _woorden(wordt), a.stem
    assert not geweigerd


def _woorden(regeling):
    """Getuige: de woorden van alle levende alinea’s, zonder nummers en koppen."""
    uit = []

    def loop(e):
        if e.status is Status.VERVALLEN and e.soort is Soort.ARTIKEL:
            return
        for b in e.inhoud:
            if isinstance(b, Alinea):
                uit.extend(inlinetekst(b.inhoud).split())
            elif hasattr(b, "soort"):
                loop(b)

    loop(next(e for e in regeling.wortel.inhoud if e.soort is Soort.LICHAAM))
    return uit


def test_de_woorden_van_een_eenheid_staan_in_de_lading(wortel):
    map_ = wortel / "verordening" / "voorbeeld" / "regelingen" / "verordening-werk-en-inkomen"
    for artikel in (e for e in wandel(lees(sorted(map_.glob("*.xml"))[0]).wortel) if e.soort is Soort.ARTIKEL):
        plat = " ".join(lading_van((artikel,), "artikel"))
        assert all(w in plat for w in tekst(artikel).split() if w.isalpha())


@pytest.mark.traag
@pytest.mark.parametrize(("oud", "nieuw"), [("2011-01-01", "2015-08-24"), ("2015-08-24", "2011-01-01")])
def test_versies_die_ver_uit_elkaar_liggen(data, oud, nieuw):
    was, wordt = (lees(data / "laws-markdown" / "pw" / f"{v}.md") for v in (oud, nieuw))
    assert kern_van(pas_toe(was, lees_besluit(stel_op(was, wordt).tekst.tekst)).wordt) == kern_van(wordt)


@pytest.mark.parametrize(("oud", "nieuw"), [("0", "2"), ("2", "3a"), ("3a", "0")])
def test_geconsolideerde_regelingen_uit_stop(data, oud, nieuw):
    was, wordt = (lees(data / "gemeentestad" / f"consolidaties_{v}.xml") for v in (oud, nieuw))
    assert recht(pas_toe(was, lees_besluit(stel_op(was, wordt).tekst.tekst)).wordt) == recht(wordt)
