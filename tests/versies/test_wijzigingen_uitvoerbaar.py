"""Wat de vergelijker oplevert, voert de uitvoerder uit: pas_toe(was, vergelijk(was, wordt).wijzigingen) is wordt."""

import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from bench.bench_rondreis import bronnen
from bench.uitlijning.generator import maak_geval
from tests.hulp.bomen import regelingen
from tests.versies.test_verschil_eigenschappen import bewerk
from verordening.bevinding import Geweigerd
from verordening.lezers import lees
from versies.opstellen.kern import kern_van
from versies.toepassen import pas_toe
from versies.verschil import vergelijk


def keur(was, wordt):
    """Uitgevoerd is de lijst de nieuwe versie: in de kern, en in alles wat de vergelijker als recht ziet."""
    verschil = vergelijk(was, wordt)
    na = pas_toe(was, verschil.wijzigingen).wordt
    assert kern_van(na) == kern_van(wordt)
    rest = vergelijk(na, wordt)
    assert rest.gelijk, [(w.soort, w) for w in rest.wijzigingen][:3]
    return verschil


def test_op_elk_echt_paar(data):
    geteld = 0
    for _, paden in bronnen(data):
        for was, wordt in pairwise(lees(p.read_bytes(), naam=p.name) for p in paden):
            keur(was, wordt)
            geteld += 1
    assert geteld > 80


@given(regelingen(), st.integers(0, 10**6), st.integers(1, 8))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_na_willekeurige_ingrepen(regeling, zaad, aantal):
    keur(regeling, bewerk(regeling, random.Random(zaad), aantal))


@given(regelingen(), regelingen())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_tussen_twee_verschillende_regelingen(een, ander):
    keur(een, ander)


@pytest.mark.parametrize("zaad", range(6))
def test_op_bewerkte_wetten(data, zaad):
    wet = lees((data / "laws-markdown" / "ioaw").glob("*.md").__next__())
    geval = maak_geval("ioaw", wet, ["De hond telt niet mee.", "Het bestuur stelt nadere regels."], zaad, 12)
    keur(geval.was, geval.wordt)


def test_een_lijst_voor_een_andere_versie_wordt_geweigerd(data):
    paden = sorted((data / "laws-markdown" / "ioaw").glob("*.md"))
    een, twee, drie = (lees(p) for p in (paden[0], paden[1], paden[-1]))
    with pytest.raises(Geweigerd, match="andere versie"):
        pas_toe(drie, vergelijk(een, twee).wijzigingen)
