"""Wat geen woord van de zin is en toch recht: noten in een opschrift, afbeeldingen in een regel."""

from __future__ import annotations

import pytest

from verordening.boom import (
    Afbeelding,
    Alinea,
    Eenheid,
    Figuur,
    Gegevens,
    Inline,
    Noot,
    Regeling,
    Rij,
    Soort,
    Tabel,
    Tabelgroep,
)
from versies.vergelijken.paar import uitgeklapt
from versies.verschil import vergelijk
from versies.weergave import renvooi
from versies.weergave.bijgehouden import docx
from versies.wijziging import VervangEenheid, VervangTekst


def _regeling(*inhoud: object, opschrift: tuple[Inline, ...] = ("Reikwijdte",)) -> Regeling:
    artikel = Eenheid(Soort.ARTIKEL, label="Artikel", nummer="1", opschrift=opschrift, inhoud=inhoud, eId="art_1")  # type: ignore[arg-type]
    return Regeling(Gegevens("proef"), Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=(artikel,)),)))


def _noot(tekst: str) -> Noot:
    return Noot("1", (Alinea((tekst,)),))


def _met_noot(tekst: str, alinea: str = "Het college beslist.") -> Regeling:
    return _regeling(Alinea((alinea,)), opschrift=("Reikwijdte", _noot(tekst)))


def test_een_andere_noot_in_een_opschrift_is_een_wijziging_van_woorden() -> None:
    verschil = vergelijk(_met_noot("Zie bijlage 1."), _met_noot("Zie bijlage 2."))
    (wijziging,) = verschil.wijzigingen
    assert isinstance(wijziging, VervangTekst)
    assert (wijziging.oud, wijziging.nieuw) == ("Zie bijlage 1.", "Zie bijlage 2.")
    assert verschil.artikelen.gewijzigd == ("1",)


def test_een_gelijke_noot_in_een_opschrift_is_geen_wijziging() -> None:
    assert vergelijk(_met_noot("Zie bijlage 1."), _met_noot("Zie  bijlage 1.")).gelijk


def test_een_noot_in_een_opschrift_staat_in_de_leesversie_als_noot() -> None:
    blad = renvooi.weergeef(
        vergelijk(_met_noot("Zie bijlage 1."), _met_noot("Zie bijlage 1.", "De raad beslist."))
    ).decode()
    assert blad.count("Zie bijlage 1.") == 1
    assert blad.index('class="noten"') < blad.index("Zie bijlage 1.")


def _beeld(naam: str) -> Alinea:
    return Alinea(("Het bord is ", Afbeelding(naam, naam[:-4]), " van kleur."))


@pytest.mark.parametrize(
    ("was", "wordt"),
    [
        (_beeld("rood.png"), _beeld("blauw.png")),
        (Alinea(("Het bord is ", " van kleur.")), _beeld("blauw.png")),
        (_beeld("rood.png"), Alinea(("Het bord is ", " van kleur."))),
        (Alinea((Afbeelding("rood.png"),)), Alinea((Afbeelding("blauw.png"),))),
    ],
)
def test_een_andere_afbeelding_in_een_regel_is_een_wijziging(was: Alinea, wordt: Alinea) -> None:
    verschil = vergelijk(_regeling(was), _regeling(wordt))
    assert not verschil.gelijk
    assert verschil.artikelen.gewijzigd == ("1",)
    assert verschil.wijzigingen


def test_van_een_andere_afbeelding_wordt_gezegd_dat_woorden_haar_niet_tonen() -> None:
    verschil = vergelijk(_regeling(_beeld("rood.png")), _regeling(_beeld("blauw.png")))
    (wijziging,) = verschil.wijzigingen
    assert isinstance(wijziging, VervangEenheid)
    assert any("een afbeelding anders" in zin for zin in verschil.opmerkingen)
    blad = renvooi.weergeef(verschil).decode()
    assert blad.index("[Afbeelding: rood]") < blad.index("[Afbeelding: blauw]")
    assert docx(verschil)


def test_dezelfde_afbeelding_met_andere_opmaak_is_geen_wijziging() -> None:
    ander = Alinea(
        ("Het bord is ", Afbeelding("rood.png", "een andere omschrijving", (("breedte", "4"),)), " van kleur.")
    )
    assert vergelijk(_regeling(_beeld("rood.png")), _regeling(ander)).gelijk


def test_een_andere_noot_bij_een_tabel_of_figuur_is_een_wijziging() -> None:
    def tabel(noot: str) -> Tabel:
        return Tabel((Tabelgroep((), (), (Rij(()),)),), titel=("Bedragen", _noot(noot)))

    def figuur(noot: str) -> Figuur:
        return Figuur(Afbeelding("kaart.png"), bijschrift=("Kaart", _noot(noot)))

    for maak in (tabel, figuur):
        assert vergelijk(_regeling(maak("In euro.")), _regeling(maak("In euro."))).gelijk
        verschil = vergelijk(_regeling(maak("In euro.")), _regeling(maak("In guldens.")))
        assert not verschil.gelijk
        (lichaam,) = uitgeklapt(verschil.paren)
        assert not lichaam.gelijk and lichaam.kinderen


def test_een_noot_achter_een_ander_woord_is_een_wijziging_die_verwerpen_terugdraait():
    from verordening.eid import met_eids
    from verordening.lezers import lees as lees_bestand
    from verordening.tekst.keuzes import Keuzes
    from versies.toepassen import pas_toe
    from versies.weergave.bijgehouden import docx as bijgehouden

    def versie(voor: str, na: str) -> Regeling:
        noot = Noot("1", (Alinea(("Een noot.",)),))
        artikel = Eenheid(Soort.ARTIKEL, "Artikel", "1", inhoud=(Alinea((voor, noot, na)),))
        lichaam = Eenheid(Soort.LICHAAM, inhoud=(artikel,))
        return met_eids(Regeling(Gegevens("proef"), Eenheid(Soort.REGELING, inhoud=(lichaam,))))

    was, wordt = versie("Het college", " helpt de cliënt."), versie("Het college helpt de cliënt", ".")
    verschil = vergelijk(was, wordt)
    assert not verschil.gelijk
    assert vergelijk(pas_toe(was, verschil.wijzigingen).wordt, wordt).gelijk
    bestand = bijgehouden(verschil)
    for wijze, moet in (("verwerpen", was), ("aanvaarden", wordt)):
        assert vergelijk(moet, lees_bestand(bestand, naam="a.docx", keuzes=Keuzes(wijze))).gelijk
