"""De getuige naast de XML-lezers: letters en cijfers van bron en boom zijn gelijk, of er staat een fout, of een weigering."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Eenheid, Gegevens, Regeling, Soort, tekst
from verordening.eid import met_eids
from verordening.lezers import lees
from verordening.schrijvers import schrijf
from verordening.verantwoording import letters_en_cijfers

FORMATEN = ("stop", "akn", "cvdr")


@pytest.mark.traag
def test_elk_bestand_in_de_gegevens_sluit(data: Path) -> None:
    gelezen = 0
    for pad in sorted(data.rglob("*.xml")):
        try:
            regeling = lees(pad)
        except Geweigerd:
            continue
        gelezen += 1
        assert regeling.verantwoording.sluitend, pad
        assert regeling.verantwoording.tellingen, pad
    assert gelezen > 30


@pytest.mark.parametrize("formaat", FORMATEN)
@pytest.mark.parametrize("bestand", ["gemeentestad/consolidaties_2.xml", "wetsuite/BWBR0045754_2022-05-01_0.xml"])
def test_wat_wij_schrijven_sluit_als_het_wordt_gelezen(data: Path, bestand: str, formaat: str) -> None:
    export = schrijf(lees(data / bestand), formaat, overheid="gm0001")
    assert lees(export.inhoud, naam="terug.xml").verantwoording.sluitend


def _proef() -> Regeling:
    """Voorbeeldtekst."""
    lid = Eenheid(Soort.LID, nummer="1.", inhoud=(Alinea(("Het college helpt.",)),))
    punt = Eenheid(Soort.ONDERDEEL, nummer="a.", inhoud=(Alinea(("met raad",)),))
    twee = Eenheid(
        Soort.LID,
        nummer="2.",
        inhoud=(
            Alinea(("De hulp bestaat:",)),
            Eenheid(Soort.LIJST, inhoud=(punt,), kenmerken=(("type", "expliciet"),)),
        ),
    )
    artikel = Eenheid(Soort.ARTIKEL, label="Artikel", nummer="1", opschrift=("Hulp",), inhoud=(lid, twee))
    hoofdstuk = Eenheid(Soort.HOOFDSTUK, label="Hoofdstuk", nummer="1", opschrift=("Algemeen",), inhoud=(artikel,))
    top = (
        Eenheid(Soort.OPSCHRIFT, inhoud=(Alinea(("Proefregels",)),)),
        Eenheid(Soort.AANHEF, inhoud=(Alinea(("De raad besluit:",)),)),
        Eenheid(Soort.LICHAAM, inhoud=(hoofdstuk,)),
    )
    from datetime import date

    gegevens = Gegevens(
        "proef", opschrift="Proefregels", citeertitel="Proefregels", juridisch_werkend_vanaf=date(2026, 1, 1)
    )
    return met_eids(Regeling(gegevens, Eenheid(Soort.REGELING, inhoud=top)))


def _mutaties(bron: bytes) -> Iterator[bytes]:
    """Elk element één keer weg, dubbel en hernoemd."""
    aantal = len(list(ET.fromstring(bron).iter()))
    for n in range(1, aantal):
        for wijze in ("weg", "dubbel", "hernoemd"):
            wortel = ET.fromstring(bron)
            ouder = {kind: o for o in wortel.iter() for kind in o}
            element = list(wortel.iter())[n]
            plek = list(ouder[element]).index(element)
            if wijze == "weg":
                ouder[element].remove(element)
            elif wijze == "dubbel":
                ouder[element].insert(plek, element)
            else:
                element.tag = f"{element.tag}Anders"
            yield ET.tostring(wortel)


_RECHT = {"stop": ("RegelingCompact", "RegelingKlassiek"), "akn": ("act",), "cvdr": ("body",), "bwb": ("wetgeving",)}
_WEG = {"meta", "meta-data", "noot.nr", "citeertitel", "NootNummer"}


def _letters(bron: bytes, formaat: str) -> str:
    """De letters en cijfers van het recht in een bron, met een eigen verzamelaar."""

    def verzamel(element: ET.Element, binnen: bool) -> Iterator[str]:
        kort = element.tag.rpartition("}")[2]
        if kort in _WEG:
            return
        binnen = binnen or kort in _RECHT[formaat]
        if binnen:
            yield element.get("nr", "") if kort == "li" else ""
            yield element.text or ""
        for kind in element:
            yield from verzamel(kind, binnen)
            if binnen:
                yield kind.tail or ""

    return letters_en_cijfers("".join(verzamel(ET.fromstring(bron), False)))


BWB = b"""<toestand bwb-id="BWBR0000001" inwerkingtreding="2026-01-01"><wetgeving soort="wet" label-id="1">
<intitule>Proefwet</intitule><citeertitel>Proefwet</citeertitel><wet-besluit><wettekst><hoofdstuk label="Hoofdstuk 1">
<kop><label>Hoofdstuk</label><nr>1</nr><titel>Algemeen</titel></kop><artikel label="Artikel 1"><kop><label>Artikel</label>
<nr>1</nr><titel>Hulp</titel></kop><lid><lidnr>1</lidnr><al>Het <nadruk type="cur">college</nadruk> helpt.</al></lid><lid>
<lidnr>2</lidnr><al>Er zijn:</al><lijst><li><li.nr>a.</li.nr><al>boten.</al></li></lijst></lid></artikel></hoofdstuk>
</wettekst></wet-besluit></wetgeving></toestand>"""


@pytest.mark.parametrize("formaat", [*FORMATEN, "bwb"])
def test_na_elke_verandering_van_een_element_is_niets_stil_verdwenen(formaat: str) -> None:
    bron = BWB if formaat == "bwb" else schrijf(_proef(), formaat, overheid="gm0001").inhoud
    assert lees(bron, naam="proef.xml").verantwoording.sluitend
    gelezen = 0
    for anders in _mutaties(bron):
        try:
            regeling = lees(anders, naam="mutatie.xml")
        except Geweigerd:
            continue
        gelezen += 1
        fout = any(b.ernst == "fout" for b in regeling.bevindingen)
        assert fout or letters_en_cijfers(tekst(regeling.wortel, redactie=True)) == _letters(anders, formaat), (
            anders.decode()
        )
    assert gelezen > 5


def test_de_getuige_ziet_wat_een_lezer_zou_verliezen() -> None:
    from verordening.lezers import getuige

    vorm = getuige.Bronvorm(frozenset({"body"}), frozenset({"meta"}))
    from lxml import etree

    wortel = etree.fromstring("<r><meta>x</meta><body>een<b>twee</b>drie<meta>y</meta>vier</body><na>vijf</na></r>")
    assert getuige.wettekst(wortel, vorm) == "eentweedrievier"
