"""Een besluit dat terugwerkt of op een dag wacht: wat de werkbank ervan zegt, klopt op elke dag waarop iemand kijkt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hulp.geschiedenis import _regeling as eerste_tekst
from tests.versies.test_registratie import WIJZIGING
from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_besluiten import leg_vast, stel_voor, wacht
from tests.werkbank.web.test_lezen import tekst
from tests.werkbank.web.test_wijziging import stuur

pytestmark = pytest.mark.traag
OP = "op een door het college te bepalen tijdstip"


@pytest.fixture
def griffie(tmp_path: Path) -> Iterator[Dienst]:
    (tmp_path / "dossier").mkdir()
    dienst = Dienst(tmp_path / "dossier", tmp_path / "w").begin().open()
    leg_vast(dienst, *stel_voor(dienst, "eerste-tekst-hier", eerste_tekst(), bekend="2019-12-12"))
    yield dienst
    dienst.eind()


def adres(dienst: Dienst) -> str:
    return f"/regeling/{next((dienst.dossier / 'regelingen').iterdir()).name}"


def test_wat_terugwerkt_geldt_voor_de_dagen_waartoe_het_terugwerkt_en_de_oude_tekst_zegt_dat(griffie: Dienst) -> None:
    terug = WIJZIGING.replace("van 1 april 2021", "van 1 april 2021 en werkt terug tot en met 1 maart 2021")
    plek, blad = stel_voor(griffie, "een-dat-terugwerkt", terug, bekend="2021-03-18", publicatie="gmb-2021-7")
    gezien = tekst(blad)
    assert "Bekendgemaakt op 18 maart 2021 Waar gmb-2021-7" in gezien
    assert "werkt terug, in werking op 1 april 2021" in gezien and ">Nu</h3>" in blad
    assert "Vóór het vastleggen" in leg_vast(griffie, plek, blad)
    hier = adres(griffie)
    assert "In werking vanaf 1 april 2021 en werkt terug tot en met 1 maart 2021." in wacht(
        griffie, f"{hier}/op/2021-03-15"
    )
    oud = "tot en met 31 maart 2021; voor de dagen vanaf 1 maart 2021 geldt met terugwerkende kracht een latere tekst."
    assert oud in wacht(griffie, f"{hier}/op/2021-02-01")
    assert oud in wacht(griffie, f"{hier}/op/2021-03-15?bekend=2021-03-20"), "toen bekend, nog niet in werking"
    assert "werkt terug tot en met 1 maart 2021" in tekst(wacht(griffie, "/regeling"))


def test_een_besluit_zonder_dag_staat_bij_de_regeling_en_krijgt_daar_zijn_dag_en_een_ander_niet(
    griffie: Dienst,
) -> None:
    zonder = WIJZIGING.replace("met ingang van 1 april 2021", OP)
    plek, blad = stel_voor(griffie, "een-dat-wacht-een", zonder, bekend="2021-03-18")
    assert "verandert nog op geen enkele dag" in blad and "--" not in tekst(blad)
    assert "Vastgelegd.</b>" in leg_vast(griffie, plek, blad)
    tweede = (
        zonder.replace("# Besluit", "# Tweede besluit").replace("begin2", "begin3").replace("artikel 2", "artikel 3")
    )
    leg_vast(griffie, *stel_voor(griffie, "een-dat-wacht-twee", tweede, bekend="2021-03-19"))
    assert "2 besluiten wachten" in tekst(wacht(griffie, "/regeling"))
    hier = adres(griffie)
    blad = wacht(griffie, hier)
    assert "2 besluiten wachten op een dag" in blad and tekst(blad).count(f"Wacht op: {OP[3:]}.") == 2
    velden = [
        dict(re.findall(r'name="(werk|doel)" value="([^"]+)"', f))
        for f in blad.split("<form")[1:]
        if 'name="doel"' in f
    ]
    eerste = next(v for v in velden if "tweede" not in v["doel"])
    assert stuur(griffie, "/besluit/dag", {**eerste, "doel": "bestaat-niet", "werkend": "2021-06-01"})[0] == 404
    code, plek, _ = stuur(griffie, "/besluit/dag", {**eerste, "werkend": "2021-06-01", "bekend": "2021-05-20"})
    assert code == 303
    assert "Vastgelegd.</b>" in leg_vast(griffie, plek, wacht(griffie, plek))
    assert "midden2" in wacht(griffie, f"{hier}/op/2021-06-01") and "begin3" in wacht(griffie, f"{hier}/op/2021-06-01")
    blad = tekst(wacht(griffie, hier))
    assert "Een besluit wacht op een dag" in blad and "Wacht op" in blad
    assert "1 juni 2021 Besluit tot wijziging van de Proefverordening" in blad, "door het besluit, niet door zijn dag"


def test_een_regeling_die_is_vervallen_heet_niet_geldend(griffie: Dienst) -> None:
    hier = adres(griffie)
    weg = re.sub(r"(?ms)^In artikel 2 van de (.+?) wordt.*?\.$", r"De \1 wordt ingetrokken.", WIJZIGING).replace(
        "tot wijziging", "tot intrekking"
    )
    plek, blad = stel_voor(griffie, "een-intrekking-123", weg, bekend="2021-03-18")
    assert "Vastgelegd.</b>" in leg_vast(griffie, plek, blad), blad
    blad = tekst(wacht(griffie, hier))
    assert "Nu geldt er geen tekst. De regeling is vervallen op 1 april 2021." in blad and "geldt nu" not in blad
    assert "vervallen op 1 april 2021" in tekst(wacht(griffie, "/regeling"))


def test_een_ontwerp_heet_in_de_lijst_van_besluiten_een_ontwerp_en_het_begin_noemt_geen_verzonnen_dag(
    dienst: Dienst,
) -> None:
    lijst = wacht(dienst, "/besluit")
    ontwerpen, vast = lijst.split('id="ontwerpen"')[1].split("<h2>1")[0], lijst.split("<h2>1")[1]
    assert "Ontwerp van een verordening" in ontwerpen and "pakket voor de bekendmaking" not in ontwerpen
    assert "Ontwerp van een verordening" not in vast, "een ontwerp is niet vastgelegd"
    assert "vastgelegd op" not in tekst(lijst) and "stond in het dossier toen het archief begon" in lijst
    assert "1 januari 2026</a> (ontwerp)" in wacht(dienst, "/regeling")
