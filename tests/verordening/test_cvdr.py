"""CVDR lezen: gegevens, tekst, en elke herstelling als bevinding (nooit stilzwijgend)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.getuigen import ontbreekt
from verordening.bevinding import Geweigerd
from verordening.boom import Regeling, Soort, Status, Tabel, koptekst, tekst, wandel
from verordening.canoniek import lees as lees_canoniek, schrijf
from verordening.cvdr.lezer import lees_cvdr
from verordening.lezers import lees as lees_bron
from verordening.xmlveilig import lees_xml

BESTANDEN = ["CVDR100394_2.xml", "CVDR112779_1.xml", "CVDR680781_1.xml"]


def lees(bron: Path | str) -> Regeling:
    naam = bron.name if isinstance(bron, Path) else "proef.xml"
    return lees_cvdr(lees_xml(bron if isinstance(bron, Path) else bron.encode(), naam=naam), naam=naam)


def proef(tekst_: str, meta: str = "", voor: str = "") -> str:
    """Een kleine CVDR-regeling (voorbeeldtekst, niet vastgesteld)."""
    return (
        '<cvdr xmlns="http://standaarden.overheid.nl/cvdr/terms/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:overheid="http://standaarden.overheid.nl/owms/terms/" '
        'xmlns:overheidrg="http://standaarden.overheid.nl/cvdr/meta/"><meta><owmskern>'
        "<dcterms:identifier>CVDR000001_3</dcterms:identifier><dcterms:title>Proef</dcterms:title></owmskern>"
        f"<owmsmantel>{meta}</owmsmantel><cvdripm><overheidrg:inwerkingtredingDatum>2026-01-01</overheidrg:inwerkingtredingDatum>"
        f"</cvdripm></meta><body><intitule>Proef</intitule><regeling>{voor}<regeling-tekst>{tekst_}</regeling-tekst></regeling>"
        "</body></cvdr>"
    )


def artikel(inhoud: str) -> str:
    return f"<artikel><kop><label>Artikel</label><nr>1</nr><titel/></kop>{inhoud}</artikel>"


def codes(regeling: Regeling) -> list[str]:
    return [b.code for b in regeling.bevindingen]


def eerste(regeling: Regeling, soort: Soort) -> list[str]:
    """Nummers van de eenheden van een soort, met hun plaats in de boom."""
    return [e.eId for e in wandel(regeling.wortel) if e.soort is soort]


# --- de officiële bestanden -------------------------------------------------------------------------------------------


def zonder_wit(tekst_: str) -> str:
    return "".join(tekst_.split())


def verzameld(element: etree._Element) -> str:
    """Onafhankelijke getuige: alle tekst van een element in volgorde, met het nummer van elk li vooraan."""
    stukken: list[str] = []
    for gebeurtenis, kind in etree.iterwalk(element, events=("start", "end")):
        if gebeurtenis == "start":
            stukken += [kind.get("nr") or "", kind.text or ""]
        elif kind is not element:
            stukken.append(kind.tail or "")
    return zonder_wit("".join(stukken))


@pytest.mark.parametrize("naam", BESTANDEN)
def test_de_tekst_van_elk_artikel_en_elk_hoofdstuk_is_die_van_de_bron(data: Path, naam: str) -> None:
    pad = data / "wetsuite" / naam
    if not pad.exists():
        ontbreekt(f"{naam} is er niet")
    wortel = lees_xml(pad, naam=naam)
    regeling = lees(pad)
    for tag, soort in (("artikel", Soort.ARTIKEL), ("hoofdstuk", Soort.HOOFDSTUK), ("paragraaf", Soort.PARAGRAAF)):
        verwacht = [verzameld(e) for e in wortel.iter("{*}" + tag)]
        gelezen = [zonder_wit(tekst(e, redactie=True)) for e in wandel(regeling.wortel) if e.soort is soort]
        assert gelezen == verwacht, tag
    aantal = {t: len(list(wortel.iter("{*}" + t))) for t in ("li", "artikel", "structuurtekst", "table")}
    soorten = [e.soort for e in wandel(regeling.wortel)]
    assert soorten.count(Soort.ONDERDEEL) == aantal["li"]
    assert soorten.count(Soort.ARTIKEL) == aantal["artikel"]
    assert soorten.count(Soort.DIVISIETEKST) == aantal["structuurtekst"]
    assert sum(isinstance(b, Tabel) for e in wandel(regeling.wortel) for b in e.inhoud) == aantal["table"]
    heel = verzameld(next(wortel.iter("{*}body")))
    assert zonder_wit(tekst(regeling.wortel, redactie=True)) == heel


@pytest.mark.parametrize("naam", BESTANDEN)
def test_de_gelezen_regeling_gaat_ongewijzigd_door_de_canonieke_vorm(data: Path, naam: str) -> None:
    regeling = lees(data / "wetsuite" / naam)
    assert lees_canoniek(schrijf(regeling)) == regeling


def test_gegevens_en_wti_regel(data: Path) -> None:
    g = lees(data / "wetsuite" / "CVDR100394_2.xml").gegevens
    assert (g.werk, g.versienummer, g.gemeente, g.overheid) == ("CVDR100394", "2", "Kampen", "gemeente")
    assert g.orgaan == "college van burgemeester en wethouders"
    (rij,) = g.wti
    assert (str(rij.inwerkingtreding), rij.betreft, str(rij.ondertekening)) == (
        "2016-10-27",
        "wijz. hfst 1 t/m 4",
        "2016-10-11",
    )
    assert (rij.bron_bekendmaking, rij.kenmerk_voorstel) == ("gmb-2016-146361", "16ADV00361")
    assert [s.uri for s in g.grondslagen] == ["http://wetten.overheid.nl/BWBR0004825/", "1.1:CVDR77862_1"]
    assert dict(g.kenmerken)["isFormatOf.resourceIdentifier"].endswith("/gmb-2016-146361")


def test_opmerkingen_van_de_redactie_blijven_met_hun_verwijzing(data: Path) -> None:
    g = lees(data / "wetsuite" / "CVDR112779_1.xml").gegevens
    assert "[CVDR://187468_1]" in dict(g.kenmerken)["redactioneleToevoeging.2"]
    assert str(g.juridisch_uitgewerkt_op) == "2012-04-25"
    assert "cvdr-oud-nummer" in codes(lees(data / "wetsuite" / "CVDR112779_1.xml"))


# --- herstellingen ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kop", "verwacht"),
    [
        ("<label>5.Parkeren voor gehandicapten</label>", ("", "5.", "Parkeren voor gehandicapten")),
        ("<label>Artikel 5 Termijn</label>", ("Artikel", "5", "Termijn")),
        ("<label>Artikel 2.10a. Termijn</label>", ("Artikel", "2.10a.", "Termijn")),
        ("<label/><nr/><titel>Hoofdstuk II Slot</titel>", ("Hoofdstuk", "II", "Slot")),
        ("<label/><nr/><titel>Deel a. Slot</titel>", ("Deel", "a.", "Slot")),
        ("<label>Inleiding</label>", ("", "", "Inleiding")),
        ("<label>Paragraaf 3</label>", ("Paragraaf", "3", "")),
    ],
)
def test_kop_in_label_wordt_gesplitst_met_bevinding(kop: str, verwacht: tuple[str, str, str]) -> None:
    regeling = lees(proef(f"<hoofdstuk><kop>{kop}</kop><structuurtekst><al>Tekst.</al></structuurtekst></hoofdstuk>"))
    hoofdstuk = next(e for e in wandel(regeling.wortel) if e.soort is Soort.HOOFDSTUK)
    assert (hoofdstuk.label, hoofdstuk.nummer, "".join(map(str, hoofdstuk.opschrift))) == verwacht
    (bevinding,) = [b for b in regeling.bevindingen if b.code == "cvdr-kop-gesplitst"]
    assert zonder_wit(bevinding.fragment) == zonder_wit(koptekst(hoofdstuk)), (
        "het fragment is de bron, woord voor woord"
    )


def test_leden_als_lijst_met_letters_ernaast_krijgen_hun_hierarchie() -> None:
    regeling = lees(
        proef(
            artikel(
                '<lijst><li nr="1."><al>Het college:</al></li><li nr="a."><al>beslist; en</al></li><li nr="b."><al>deelt mee.</al></li>'
                '<li nr="2."><al>De raad niet.</al></li></lijst>'
            )
        )
    )
    assert eerste(regeling, Soort.LID) == ["art_1__para_1", "art_1__para_2"]
    assert eerste(regeling, Soort.ONDERDEEL) == [f"art_1__para_1__list_o_1__item_{n}" for n in "ab"]
    (bevinding,) = [b for b in regeling.bevindingen if b.code == "cvdr-leden-uit-lijst"]
    assert bevinding.fragment == "1. a. b. 2."


def test_leden_als_losse_alineas() -> None:
    regeling = lees(
        proef(artikel("<al>1. Het college beslist.</al><al>Dat geldt altijd.</al><al>2. De raad niet.</al>"))
    )
    assert eerste(regeling, Soort.LID) == ["art_1__para_1", "art_1__para_2"]
    assert "cvdr-leden-uit-alinea" in codes(regeling)
    assert tekst(regeling.wortel).splitlines()[-3:] == [
        "1. Het college beslist.",
        "Dat geldt altijd.",
        "2. De raad niet.",
    ]


@pytest.mark.parametrize(
    "inhoud",
    [
        "<al>1. Enig lid.</al>",  # geen tweede: een enkele alinea is geen reeks
        '<al>Het college:</al><lijst><li nr="1."><al>a;</al></li><li nr="2."><al>b.</al></li></lijst>',  # een opsomming
        "<al>2. Begint bij twee.</al><al>3. En gaat door.</al>",
        "<al>1.200 euro is het maximum.</al><al>2.400 euro voor gehuwden.</al>",
    ],
)
def test_wat_geen_leden_zijn_wordt_geen_lid(inhoud: str) -> None:
    regeling = lees(proef(artikel(inhoud)))
    assert eerste(regeling, Soort.LID) == []


def test_vervallen_als_tekst_wordt_status_en_geen_recht() -> None:
    regeling = lees(proef(artikel("<al>[Vervallen]</al>")))
    (een,) = [e for e in wandel(regeling.wortel) if e.soort is Soort.ARTIKEL]
    assert een.status is Status.VERVALLEN
    assert tekst(een) == "Artikel 1"
    assert tekst(een, redactie=True) == "Artikel 1\n[Vervallen]"
    assert "cvdr-vervallen" in codes(regeling)


def _tabel(*rijen: tuple[str, ...], kop: str = "") -> str:
    cellen = "".join("<row>" + "".join(f"<entry><al>{c}</al></entry>" for c in rij) + "</row>" for rij in rijen)
    return f'<table><tgroup cols="{len(rijen[0])}">{kop}<tbody>{cellen}</tbody></tgroup></table>'


@pytest.mark.parametrize("woorden", ["Vervallen", "Vervallen.", "[vervallen]", "(Vervallen)"])
def test_andere_woorden_voor_vervallen_geven_de_status_en_blijven_staan(woorden: str) -> None:
    regeling = lees(proef(artikel(f"<al>{woorden}</al>")))
    een = next(e for e in wandel(regeling.wortel) if e.soort is Soort.ARTIKEL)
    assert een.status is Status.VERVALLEN and tekst(een) == f"Artikel 1\n{woorden}"
    assert "cvdr-vervallen" in codes(regeling)


def test_tabel_voor_de_opmaak_wordt_lijst() -> None:
    regeling = lees(proef(artikel("<al>Het college:</al>" + _tabel(("a.", "beslist;"), ("b.", "deelt mee.")))))
    assert [e.nummer for e in wandel(regeling.wortel) if e.soort is Soort.ONDERDEEL] == ["a.", "b."]
    assert "cvdr-opmaaktabel" in codes(regeling)


def test_tabel_met_gegevens_blijft_tabel() -> None:
    regeling = lees(proef(artikel(_tabel(("Gezin", "€ 100"), ("Alleenstaande", "€ 70")))))
    assert any(isinstance(b, Tabel) for e in wandel(regeling.wortel) for b in e.inhoud)
    assert "cvdr-opmaaktabel" not in codes(regeling)


def test_dubbel_ontsnapte_verwijzing_en_paragraaf_blijft_heel() -> None:
    bron = '<dcterms:source resourceIdentifier="1.0:c:BWBR0015703&amp;amp;paragraaf=1.2&amp;amp;artikel=8">Pw</dcterms:source>'
    regeling = lees(proef(artikel("<al>Tekst.</al>"), bron))
    assert regeling.gegevens.grondslagen[0].uri == "1.0:c:BWBR0015703&paragraaf=1.2&artikel=8"
    assert "cvdr-dubbel-ontsnapt" in codes(regeling)


def test_grondslag_zonder_nummer() -> None:
    regeling = lees(proef(artikel("<al>Tekst.</al>"), "<dcterms:source>Gemeentewet, art. 149</dcterms:source>"))
    assert [b.fragment for b in regeling.bevindingen] == ["Gemeentewet, art. 149"]
    assert regeling.gegevens.grondslagen[0].label == "Gemeentewet, art. 149"


def test_witregels_worden_geteld() -> None:
    regeling = lees(proef(artikel("<al/><al>Tekst.</al><al/>")))
    (bevinding,) = [b for b in regeling.bevindingen if b.code == "cvdr-witregel"]
    assert bevinding.uitleg.startswith("2 lege alinea's")


def test_geen_herstel_geen_bevinding() -> None:
    regeling = lees(
        proef(artikel("<lid><lidnr>1.</lidnr><al>Een.</al></lid><lid><lidnr>2.</lidnr><al>Twee.</al></lid>"))
    )
    assert regeling.bevindingen == ()


@pytest.mark.parametrize(
    ("maak", "reden"),
    [
        (lambda: proef(artikel("<onbekend>Tekst</onbekend>")), "onbekend element <onbekend>"),
        (lambda: proef(artikel("los")), "losse tekst"),
        (lambda: proef("").replace("CVDR000001_3", ""), "geen nummer"),
        (lambda: '<cvdr xmlns="http://standaarden.overheid.nl/cvdr/terms/"><meta/></cvdr>', "ontbreken"),
    ],
)
def test_slechte_invoer_wordt_geweigerd_met_regel_en_reden(maak: Callable[[], str], reden: str) -> None:
    with pytest.raises(Geweigerd, match=reden) as fout:
        lees(maak())
    assert "proef.xml, regel 1" in str(fout.value)


def test_een_lid_in_een_opsomming_wordt_geweigerd(data: Path) -> None:
    bron = next(
        p for p in sorted(data.rglob("*.xml")) if b"cvdr/terms" in p.read_bytes()[:3000] and b"<lijst" in p.read_bytes()
    )
    inhoud = re.sub(rb"<lijst[^>]*>", rb"\g<0><lid><lidnr>1</lidnr><al>x</al></lid>", bron.read_bytes(), count=1)
    with pytest.raises(Geweigerd, match="onbekend element <lid>"):
        lees_cvdr(lees_xml(inhoud, naam="proef.xml"), naam="proef.xml")


def test_geen_kenmerk_van_een_element_verdwijnt_stil(data):
    """Een vreemd kenmerk op elk element om de beurt: het staat in de boom, of het is gezegd."""
    stil = []
    for pad in sorted(data.rglob("CVDR*.xml")):
        wortel = etree.fromstring(pad.read_bytes())
        gedaan = set()
        for element in wortel.iter("*"):
            ouder = element.getparent()
            plek = (ouder.tag if ouder is not None else "", element.tag)
            if plek in gedaan:
                continue
            gedaan.add(plek)
            element.set("proefkenmerk", "proefwaarde")
            regeling = lees_bron(etree.tostring(wortel), naam=pad.name)
            del element.attrib["proefkenmerk"]
            gezegd = any(b.fragment == "proefwaarde" for b in regeling.bevindingen)
            if not gezegd and b"proefwaarde" not in schrijf(regeling.met(bevindingen=())):
                stil.append(plek)
    assert stil == []
