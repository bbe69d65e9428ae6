"""Het pakket voor de bekendmaking: wat er is en wat niet, staat op de lijst, en de lijst klopt met de bestanden."""

from datetime import date
from pathlib import Path

from tests.versies.test_registratie import WIJZIGING, doe, dossier, stuk
from versies.archief.vragen import Tijdbron
from versies.levering.pakket import AANWEZIG, ONBEKEND, pakket

__all__ = ["dossier"]


def test_wat_aanwezig_heet_is_er_en_de_rest_wordt_gezegd(dossier: Path, tmp_path: Path) -> None:
    doe(dossier, stuk(tmp_path, WIJZIGING), publicatie="gmb-2021-1")
    with Tijdbron(dossier) as bron:
        bestanden, posten = pakket(bron, "Besluit tot wijziging", "gm9999")
        gelezen = bron.regeling("proefverordening-voorbeeldstad", "proefverordening-voorbeeldstad@2021-04-01")
    assert gelezen.gegevens.juridisch_werkend_vanaf == date(2021, 4, 1) and gelezen.gegevens.versienummer == "2"
    genoemd = [p.toelichting.partition(";")[0] for p in posten if p.staat == AANWEZIG]
    assert {n for n in genoemd if n.endswith((".md", ".docx", ".xml"))} <= bestanden.keys()
    assert any(p.staat == ONBEKEND for p in posten)
    assert b"/join/id/proces/gm9999/2021/" in bestanden["ConsolidatieInformatie.xml"]
    assert b"nld@2021-04-01;2" in bestanden["ConsolidatieInformatie.xml"]
    assert bestanden["besluit/besluit.md"].decode() == WIJZIGING
