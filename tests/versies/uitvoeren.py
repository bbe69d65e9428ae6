"""Executing loose sentences on the sample regulation of the tests."""

import pytest

from tests.versies.gevallen import besluit_van, proef
from verordening.bevinding import Geweigerd
from verordening.register import Register
from verordening.taal import uit_tekst
from versies.opdracht import lees_besluit
from versies.toepassen import pas_toe


def voer(*regels: str, **rest):
    return pas_toe(proef(), lees_besluit(besluit_van(list(regels))), **rest)


def eenheid(regeling, adres):
    return Register.van(regeling).vind(uit_tekst(adres)).eenheid


def weigering(*regels: str) -> Geweigerd:
    voor = proef()
    with pytest.raises(Geweigerd) as fout:
        voer(*regels)
    assert proef() == voor
    assert fout.value.plaats, str(fout.value)
    return fout.value
