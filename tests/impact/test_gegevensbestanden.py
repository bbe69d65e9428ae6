"""Every data file: the schema and the model say the same, and what a user types survives writing and reading."""

from __future__ import annotations

import typing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from lxml import etree

import impact.dossier.concepten
import impact.dossier.keuzes
import impact.dossier.koppelingen
import impact.kaders
import verordening.gemeenten
import versies.dossier
import wetgeving.maatregelen
from impact.dossier.koppelingen import Citaat, Koppeling, Koppelingen
from verordening.bevinding import Geweigerd
from verordening.xmlmodel import Gegevens

PAREN = [
    (wetgeving.maatregelen.Maatregelenlijst, wetgeving.maatregelen.Maatregelenlijst.SCHEMA),
    (impact.kaders.Kaders, impact.kaders.Kaders.SCHEMA),
    (verordening.gemeenten.Gemeenten, verordening.gemeenten.Gemeenten.SCHEMA),
    (versies.dossier.Dossierblad, versies.dossier.Dossierblad.SCHEMA),
    (impact.dossier.koppelingen.Koppelingen, impact.dossier.koppelingen.Koppelingen.SCHEMA),
    (impact.dossier.keuzes.Keuzes, impact.dossier.keuzes.Keuzes.SCHEMA),
    (impact.dossier.concepten.Concepten, impact.dossier.concepten.Concepten.SCHEMA),
]
RNG = "{http://relaxng.org/ns/structure/1.0}"


def _modellen(model: type[Gegevens]) -> set[type[Gegevens]]:
    gevonden, wachtrij = {model}, [model]
    while wachtrij:
        for veld in wachtrij.pop().model_fields.values():
            for deel in (veld.annotation, *typing.get_args(veld.annotation)):
                if isinstance(deel, type) and issubclass(deel, Gegevens) and deel not in gevonden:
                    gevonden.add(deel)
                    wachtrij.append(deel)
    return gevonden


@pytest.mark.parametrize(("model", "schema"), PAREN, ids=lambda x: getattr(x, "__name__", ""))
def test_schema_en_model_noemen_dezelfde_kenmerken(model: type[Gegevens], schema: Path) -> None:
    rng = etree.parse(str(schema)).getroot()
    for deel in _modellen(model):
        element = next(e for e in rng.iter(RNG + "element") if e.get("name") == deel.__xml_tag__)
        in_schema = {a.get("name") for a in element.iter(RNG + "attribute")}
        in_model = set()
        for naam, veld in deel.model_fields.items():
            info = next((m for m in veld.metadata if type(m).__name__ == "XmlEntityInfo"), None)
            if info is not None and info.location.name == "ATTRIBUTE":
                in_model.add(info.path or naam)
        assert in_schema == in_model, deel.__name__


@given(wie=st.text(min_size=1, max_size=30), waarom=st.text(min_size=1, max_size=60), citaat=st.text(max_size=40))
def test_wat_een_gebruiker_typt_komt_terug_of_wordt_geweigerd(wie: str, waarom: str, citaat: str) -> None:
    try:
        lijst = Koppelingen(
            status="toets",
            koppelingen=(
                Koppeling(
                    maatregel="M01",
                    regeling="regels",
                    eId="art_1",
                    status="voorstel",
                    wie=wie,
                    wanneer=date(2026, 1, 1),
                    citaat=Citaat(tekst=citaat, voor=citaat),
                    waarom=waarom,
                ),
            ),
        )
    except ValueError:
        return  # empty after removing white space
    try:
        geschreven = lijst.als_xml()
    except Geweigerd as fout:
        assert fout.code == "xml-teken"
        return
    assert Koppelingen.lees(geschreven) == lijst
