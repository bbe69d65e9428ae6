"""De gevallen die een jurist kan lezen (``gevallen/verschil.md``), en de vormen waarin het verschil verschijnt."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.versies.test_verschil_eigenschappen import keur
from verordening.boom import Afbeelding, Alinea, Eenheid, Figuur, Gegevens, Regeling, Soort, Status
from verordening.eid import met_eids
from verordening.tekst.markdown import lees
from versies.verschil import vergelijk
from versies.weergave import json as als_json, terminal

_BESTAND = Path(__file__).parent / "gevallen" / "verschil.md"
_GEVAL = re.compile(
    r"^## (?P<naam>[^\n]+)\n\n```was\n(?P<was>.*?)```\n```wordt\n(?P<wordt>.*?)```\n```verwacht\n(?P<verwacht>.*?)```",
    re.MULTILINE | re.DOTALL,
)
GEVALLEN = {m["naam"]: m for m in _GEVAL.finditer(_BESTAND.read_text("utf-8"))}


@pytest.mark.parametrize("naam", GEVALLEN)
def test_geval(naam):
    geval = GEVALLEN[naam]
    was, wordt = (
        lees(re.sub(r"\n(?=\S)", "\n\n", geval[k]).replace("|\n\n|", "|\n|").encode()) for k in ("was", "wordt")
    )
    verschil = keur(was, wordt)
    regels = terminal.weergeef(verschil).decode().splitlines()
    assert [r for r in regels if r[:2] in ("+ ", "- ", "~ ", "# ", "> ", "! ")] == geval["verwacht"].splitlines()
    assert not verschil.opmerkingen or verschil.opmerkingen[0].startswith("De twee teksten hebben")


def _regeling(*artikelen: Eenheid, werk: str = "proef") -> Regeling:
    lichaam = Eenheid(Soort.LICHAAM, inhoud=artikelen)
    return met_eids(Regeling(Gegevens(werk), Eenheid(Soort.REGELING, inhoud=(lichaam,))))


def _artikel(nummer: str, *teksten: str, **velden: object) -> Eenheid:
    leden = tuple(Eenheid(Soort.LID, nummer=f"{n}.", inhoud=(Alinea((t,)),)) for n, t in enumerate(teksten, 1))
    return Eenheid(Soort.ARTIKEL, label="Artikel", nummer=nummer, inhoud=leden).met(**velden)


def test_identiteit_gaat_voor_gelijkenis():
    oud = _regeling(
        _artikel("1", "Alles is anders dan het was in dit lid.", wId="a"), _artikel("2", "Blijft.", wId="b")
    )
    nieuw = _regeling(_artikel("2", "Blijft.", wId="b"), _artikel("7", "Geen woord bleef over.", wId="a"))
    verschil = keur(oud, nieuw)
    assert verschil.artikelen.vernummerd == (("1", "7"),)
    assert verschil.artikelen.nieuw == verschil.artikelen.vervallen == ()


def test_in_werking_treden_is_een_wijziging_van_status():
    nog_niet = _artikel("1", "Het college beslist.", status=Status.NOG_NIET)
    verschil = keur(_regeling(nog_niet), _regeling(replace(nog_niet, status=Status.GELDEND)))
    assert [w.soort for w in verschil.wijzigingen] == ["status"]
    assert verschil.artikelen.gewijzigd == ("1",)


def test_een_ander_beeld_is_een_wijziging_ook_zonder_woorden():
    def artikel(bron):
        return Eenheid(Soort.ARTIKEL, nummer="1", inhoud=(Figuur(Afbeelding(bron)),))

    verschil = keur(_regeling(artikel("a.png")), _regeling(artikel("b.png")))
    assert [w.soort for w in verschil.wijzigingen] == ["vervang eenheid"]


def test_twee_verschillende_regelingen_worden_gemeld():
    een = _regeling(_artikel("1", "Over bijstand en toeslagen."), werk="BWBR0000001")
    ander = _regeling(_artikel("1", "Elektriciteit wordt geleverd via het net."), werk="BWBR0000002")
    opmerkingen = " ".join(vergelijk(een, ander).opmerkingen)
    assert "BWBR0000001 en BWBR0000002" in opmerkingen
    assert "gemeen" in opmerkingen


def test_json_volgt_de_afspraak():
    oud = _regeling(_artikel("1", "Het college beslist binnen acht weken."), _artikel("2", "Er is bezwaar mogelijk."))
    nieuw = _regeling(
        _artikel("1", "Het college beslist binnen zes weken."), _artikel("3", "De raad stelt bedragen vast.")
    )
    waarde = json.loads(als_json.weergeef(vergelijk(oud, nieuw)))
    assert {"was", "wordt", "afgebroken", "artikelen", "wijzigingen", "woorden"} <= set(waarde)
    assert waarde["artikelen"] == {
        "nieuw": ["3"],
        "vervallen": ["2"],
        "gewijzigd": ["1"],
        "vernummerd": [],
        "verplaatst": [],
    }
    soorten = {w["soort"]: w for w in waarde["wijzigingen"]}
    assert soorten["vervang tekst"]["tekst_was"] == "Het college beslist binnen acht weken."
    assert soorten["vervang tekst"]["wordt"] == "artikel 1, eerste lid"
    assert soorten["vervalt"]["wordt"] is None
    assert soorten["voeg in"]["was"] is None
    assert waarde["woorden"] == {"ingevoegd": 7, "vervallen": 6, "gelijk": 6}


def test_het_scherm_laat_zich_niet_sturen():
    oud, nieuw = _regeling(_artikel("1", "Tekst.")), _regeling(_artikel("1", "Tekst \x1b[2J\u202ekwaad."))
    uit = terminal.weergeef(vergelijk(oud, nieuw)).decode()
    assert "\x1b" not in uit
    assert "\u202e" not in uit
    assert "\x1b[32m{+" in terminal.weergeef(vergelijk(oud, nieuw), kleur=True).decode()
