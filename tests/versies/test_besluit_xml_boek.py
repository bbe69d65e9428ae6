"""Het grootboek van een besluit in XML: wat hernoemd of toegevoegd is, verdwijnt nooit zonder melding."""

from copy import deepcopy

import pytest
from lxml import etree

from verordening.bevinding import Geweigerd, heeft_fout
from verordening.lezers import lees
from versies.opdracht import lees_besluit
from versies.opstellen import stel_op
from versies.opstellen.akn import besluit_akn
from versies.stop.mutatie import weergeef
from versies.verschil import vergelijk

WAS = "# Verordening proef\n\n## Artikel 1 Hulp\n\n1. De raad helpt.\n2. Het college ook.\n\n## Artikel 2 Slot\n\nKlaar.\n"
WORDT = WAS.replace("2. Het college ook.\n", "2. Het college ook.\n3. De griffie ook.\n").replace(
    "Klaar", "Dit is klaar"
)
GEEN_TEKST = {"Wat", "Nummer", "num", "heading", "docTitle", "longTitle"}
"""Wat een opdracht noemt of nummert; haar plaats staat in een kenmerk of in haar zin."""


def _besluit(vorm):
    was, wordt = (lees(t.encode(), naam="proef.md") for t in (WAS, WORDT))
    if vorm == "STOP":
        return etree.fromstring(weergeef(vergelijk(was, wordt), overheid="gm0001"))
    return etree.fromstring(besluit_akn(stel_op(was, wordt), overheid="gm0001"))


def _gelezen(wortel):
    """De wijzigingen, of «gemeld»."""
    try:
        besluit = lees_besluit(etree.tostring(wortel), naam="besluit.xml")
    except Geweigerd:
        return "gemeld"
    gemeld = heeft_fout(besluit.bevindingen) or any(b.code == "kenmerk-niet-bewaard" for b in besluit.bevindingen)
    return "gemeld" if gemeld else repr([o.wijzigingen for o in besluit.opdrachten])


@pytest.mark.parametrize("vorm", ["STOP", "Akoma Ntoso"])
def test_een_element_dat_niemand_kent_verandert_de_wijziging_nooit_stil(vorm):
    eerst = _besluit(vorm)
    goed = _gelezen(eerst)
    assert goed != "gemeld"
    stil = []
    for plek, element in enumerate(eerst.iter("*")):
        wortel = deepcopy(eerst)
        deel = list(wortel.iter("*"))[plek]
        deel.tag = f"{deel.tag}X"
        if plek and etree.QName(element).localname not in GEEN_TEKST and _gelezen(wortel) not in (goed, "gemeld"):
            stil.append(etree.QName(element).localname)
    assert stil == []


def test_een_deel_van_het_besluit_dat_niemand_leest_is_een_fout():
    wortel = _besluit("STOP")
    actie = next(e for e in wortel.iter() if etree.QName(e).localname in ("Vervang", "VoegToe"))
    actie.set("voorwaarde", "na overleg")
    etree.SubElement(wortel, f"{{{etree.QName(wortel).namespace}}}Overgangsrecht").text = "Het oude recht blijft."
    assert _gelezen(wortel) == "gemeld"
    akn = _besluit("Akoma Ntoso")
    artikel = next(e for e in akn.iter("{*}article"))
    ruimte = etree.QName(artikel).namespace
    etree.SubElement(artikel, f"{{{ruimte}}}wrapUp").text = "Behalve op zondag."
    assert _gelezen(akn) == "gemeld"


@pytest.mark.parametrize(
    ("vorm", "naam"),
    [
        ("STOP", "Vervang"),
        ("STOP", "RegelingMutatie"),
        *(("Akoma Ntoso", n) for n in ("preamble", "akomaNtoso", "act", "body")),
    ],
)
@pytest.mark.parametrize("waar", ["text", "tail"])
def test_woorden_tussen_de_onderdelen_van_een_besluit_verdwijnen_nooit_stil(vorm, naam, waar):
    wortel = _besluit(vorm)
    deel = next(wortel.iter(f"{{*}}{naam}"))
    setattr(deel if waar == "text" else deel[0], waar, "los")
    assert _gelezen(wortel) == "gemeld"


def test_in_het_nummer_van_een_wijziging_staat_alleen_dat_nummer():
    wortel = _besluit("STOP")
    nummer = wortel.find(".//{*}Vervang/{*}Nummer")
    if nummer is None:
        nummer = wortel.find(".//{*}Nummer")
    etree.SubElement(nummer, "{https://standaarden.overheid.nl/stop/imop/tekst/}Kop").text = "los"
    assert _gelezen(wortel) == "gemeld"


def test_een_toevoeging_zonder_nieuwe_tekst_wordt_geweigerd():
    wortel = _besluit("STOP")
    actie = next(wortel.iter("{*}Vervang"))
    actie.tag = actie.tag.replace("Vervang", "VoegToe")
    actie.set("context", actie.get("wat"))
    actie.set("positie", "volgtOp")
    del actie.attrib["wat"]
    actie.remove(next(actie.iter("{*}Artikel")))
    with pytest.raises(Geweigerd, match="geen nieuwe tekst"):
        lees_besluit(etree.tostring(wortel), naam="besluit.xml")
