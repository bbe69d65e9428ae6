"""De grammatica van plaatsen: wat zij noemt bestaat, haar voorbeelden worden gelezen, en een lange rij kost niet meer dan haar lengte."""

import re

import pytest

from verordening.ontleder import Grammatica, Tak
from verordening.taal.lexer import eindsymbolen, grammatica, soorten, tekens
from verordening.taal.vormen import vorm

REGELS = re.findall(r"^\??([a-z_]+): (.+(?:\n +\|.+)*)", grammatica(), re.M)
FIJN = set(
    "SAMEN MINUS BIJLAGE TABEL RANGNR VERDER BIJLETTER HOOFDLETTER HOOFD HOGER CIJFER TARIEF S_DIEP S_TABEL".split()
)


def test_elke_naam_in_een_regel_is_een_regel_of_een_soort_van_tekens():
    namen = {n for _, vorm_ in REGELS for n in re.findall(r"\w+", re.sub(r"//.*|->.*", "", vorm_))}
    assert namen - {n for n, _ in REGELS} - eindsymbolen().keys() - FIJN == set()


def test_elke_regel_wordt_gebruikt():
    genoemd = {n for _, vorm_ in REGELS for n in re.findall(r"\w+", re.sub(r"->.*", "", vorm_))}
    assert {n for n, _ in REGELS} - genoemd == {"verwijzing", "plaatsen", "nummers"}


@pytest.mark.parametrize("voorbeeld", re.findall(r"^//: .* \| (.+)$", grammatica(), re.M))
def test_het_voorbeeld_van_een_regel_wordt_helemaal_gelezen(voorbeeld):
    plaats = re.sub(r"^(?:de|het) |,? van de (?:Wet|Algemene).*", "", voorbeeld)
    gelezen = vorm(plaats, "plaatsen") or vorm(plaats)
    assert gelezen is not None and gelezen.plek_eind == len(plaats)


def test_vooruitzien_neemt_niets_weg_en_een_rij_gaat_zo_ver_als_zij_past():
    taal = Grammatica("rij: EEN (EN EEN)* &SLOT\nniet: EEN !EN -> los\n   | EEN -> vast\n?door: EEN | EEN EN\n")
    assert taal.lees(("EEN", "EN", "EEN", "SLOT"), "rij") == (3, Tak("rij", (0, 1, 2), (), (0, 1, 2)))
    assert taal.lees(("EEN", "EN", "EEN"), "rij") == (0, None)
    assert [taal.lees(r, "niet")[1].naam for r in (("EEN", "SLOT"), ("EEN", "EN"))] == ["los", "vast"]
    assert taal.lees(("EEN",), "door") == (0, None), "een enkel teken is geen tak"


def test_een_lange_rij_kost_evenredig(monkeypatch):
    from verordening import ontleder

    stappen = []
    echt = ontleder._Lezing._regel
    monkeypatch.setattr(ontleder._Lezing, "_regel", lambda zelf, *w: stappen.append(1) or echt(zelf, *w))

    def kost(aantal: int) -> int:
        stappen.clear()
        nummers = ", ".join(f"{n}, eerste lid, onderdeel a" for n in range(1, aantal))
        reeks = tuple(t.soort for t in soorten(tekens(f"artikelen {nummers}")))
        assert Grammatica(grammatica()).lees(reeks, "plaatsen")[0] == len(reeks)
        return len(stappen)

    assert kost(80) <= 2.2 * kost(40)


@pytest.mark.parametrize("schakel", ["deel 1 van ", "eerste lid van het ", "tabel van de ", "hoofdstuk 1, artikel 2, "])
def test_een_eindeloze_nesting_houdt_op_met_lezen(schakel):
    gelezen = vorm(schakel * 250, "plaatsen")
    assert gelezen is not None and 0 < gelezen.plek_eind <= len(schakel) * 250
