"""Canonieke XML: dezelfde boom geeft dezelfde bytes, en lezen geeft dezelfde boom."""

from datetime import date

import pytest
from hypothesis import given, settings

from tests.hulp.bomen import regelingen
from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.boom import Alinea, Eenheid, Gegevens, Grondslag, Herkomst, Publicatie, Regeling, Soort, WtiRegel
from verordening.canoniek import lees, schrijf


@settings(max_examples=150)
@given(regelingen())
def test_heen_en_terug(regeling):
    gegevens = schrijf(regeling)
    terug = lees(gegevens)
    assert terug == regeling
    assert schrijf(terug) == gegevens


def _met_tekst(tekst: str, **gegevens) -> Regeling:
    artikel = Eenheid(Soort.ARTIKEL, nummer="1", inhoud=(Alinea((tekst,)),))
    return Regeling(Gegevens("proef", **gegevens), Eenheid(Soort.REGELING, inhoud=(artikel,)))


def test_alle_gegevens_en_herkomst_blijven():
    herkomst = Herkomst(
        label_id="1",
        inwerking=date(2026, 1, 1),
        bron="Stb.2025-312",
        terugwerkend=date(2026, 1, 1),
        publicaties=(Publicatie("oorspronkelijk", "Stb", "2025", "312", date(2025, 10, 29), dossiers=("36582", "1")),),
    )
    artikel = Eenheid(Soort.ARTIKEL, nummer="1", herkomst=herkomst, kenmerken=(("code", "x"),), eId="art_1", wId="w1")
    regeling = Regeling(
        Gegevens(
            "CVDR123456",
            soort="verordening",
            citeertitel="Proef & co",
            citeertitel_officieel=False,
            afkortingen=("VWI", "V&W"),
            juridisch_werkend_vanaf=date(2026, 1, 1),
            onderwerpen=("werk",),
            grondslagen=(Grondslag("art. 8 Pw", "jci1.3:c:BWBR0015703&artikel=8", "JCI"),),
            wti=(WtiRegel(inwerkingtreding=date(2026, 1, 1), betreft="nieuwe regeling"),),
            kenmerken=(("a", "b"),),
        ),
        Eenheid(Soort.REGELING, inhoud=(artikel,)),
        (Bevinding("x-y", Ernst.INFO, "artikel 1", "<a & b>", "Uitleg.", "Advies.", "art_1"),),
    )
    assert lees(schrijf(regeling)) == regeling


def test_een_teken_dat_niet_in_xml_kan_wordt_geweigerd():
    with pytest.raises(Geweigerd, match=r"U\+0007"):
        schrijf(_met_tekst("bel\x07"))


def test_tekst_die_niet_in_nfc_staat_wordt_geweigerd_en_niet_stil_veranderd():
    with pytest.raises(Geweigerd, match="NFC"):
        schrijf(_met_tekst("cafe\u0301"))


@pytest.mark.parametrize(
    ("oud", "nieuw", "reden"),
    [
        (b"<Al>", b"<Onbekend>x</Onbekend><Al>", "schema"),
        (b"<v:werk>proef</v:werk>", b"", "schema"),
        (b"</v:Regeling>", b"", "regel"),
        (b"<Al>", b'<Al x="1">', "schema"),
    ],
)
def test_wat_de_lezer_zou_verliezen_wordt_geweigerd(oud, nieuw, reden):
    kapot = schrijf(_met_tekst("tekst")).replace(oud, nieuw, 1)
    with pytest.raises(Geweigerd, match=reden):
        lees(kapot, naam="kapot.xml")


def test_dubbele_ids_worden_geweigerd_met_regelnummer():
    artikel = Eenheid(Soort.ARTIKEL, nummer="1", eId="art_1", wId="w1")
    regeling = Regeling(Gegevens("proef"), Eenheid(Soort.REGELING, inhoud=(artikel, artikel)))
    with pytest.raises(Geweigerd, match="twee keer") as fout:
        lees(schrijf(regeling), naam="dubbel.xml")
    assert "dubbel.xml, regel" in str(fout.value)
