"""CVDR schrijven: dezelfde tekst en gegevens terug, en wat verloren gaat staat in het zijspan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.hulp.bomen import regelingen
from verordening.boom import Regeling, Soort, tekst, wandel
from verordening.cvdr.lezer import lees_cvdr
from verordening.cvdr.schrijver import schrijf_cvdr
from verordening.lezers import lees
from verordening.xmlveilig import lees_xml


def terug(inhoud: bytes) -> Regeling:
    return lees_cvdr(lees_xml(inhoud, naam="terug.xml"), naam="terug.xml")


@pytest.mark.parametrize("naam", ["CVDR100394_2.xml", "CVDR112779_1.xml", "CVDR680781_1.xml"])
def test_een_officieel_bestand_komt_terug(data: Path, naam: str) -> None:
    regeling = lees(data / "wetsuite" / naam)
    export = schrijf_cvdr(regeling)
    weer = terug(export.inhoud)
    assert tekst(weer.wortel, redactie=True) == tekst(regeling.wortel, redactie=True)
    assert [(e.soort, e.nummer, e.status) for e in wandel(weer.wortel)] == [
        (e.soort, e.nummer, e.status) for e in wandel(regeling.wortel)
    ]
    assert weer.gegevens.wti == regeling.gegevens.wti
    assert weer.gegevens.grondslagen == regeling.gegevens.grondslagen
    assert (weer.gegevens.werk, weer.gegevens.versienummer) == (regeling.gegevens.werk, regeling.gegevens.versienummer)


@settings(max_examples=60)
@given(regelingen())
def test_elke_regeling_houdt_haar_woorden(regeling: Regeling) -> None:
    from dataclasses import replace

    regeling = regeling.met(gegevens=replace(regeling.gegevens, werk="CVDR000001", versienummer="1"))
    export = schrijf_cvdr(regeling)
    assert tekst(terug(export.inhoud).wortel).split() == tekst(regeling.wortel).split()


def test_het_zijspan_bewaart_identiteit_en_herkomst_per_eid(data: Path) -> None:
    regeling = lees(data / "gemeentestad/consolidaties_2.xml")
    zijspan = json.loads(schrijf_cvdr(regeling).bijlagen["zijspan.json"])
    for eenheid in wandel(regeling.wortel):
        if eenheid.soort is not Soort.REGELING:
            assert zijspan["eenheden"][eenheid.eId]["wId"] == eenheid.wId
