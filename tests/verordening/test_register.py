"""De vinder: één zoeker voor elke plaats, met de regels uit docs/plaatsen.md."""

from __future__ import annotations

import pytest

from verordening.adres import Adres, Stap
from verordening.boom import Eenheid, Soort, Status
from verordening.lezers import lees
from verordening.register import LIJSTEN, Register
from verordening.taal import uit_tekst

TEKST = """# Proefverordening (voorbeeldtekst)

## Hoofdstuk II Toeslagen

#### Artikel 5 Dieren
In deze verordening betekent:
a. hond: een dier dat blaft;
b. kat: een dier dat miauwt.

#### Artikel 6 Hoogte
Het college stelt de hoogte vast.

#### Artikel 7 Leeg
[Vervallen]

#### Artikel 8 Lijst
1. Er zijn drie gevallen:
- het eerste geval;
- het tweede geval.
2. Het college beslist:
1°. snel;
2°. goed.
3. Het college wacht:
a. een dag;
b. een week:
1°. in de winter;
2°. in de zomer.
"""


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.van(lees(TEKST.encode()))


def naam(eenheid: Eenheid) -> str:
    return f"{eenheid.soort.value} {eenheid.nummer}"


@pytest.mark.parametrize(
    ("adres", "eenheid", "fijn"),
    [
        ("hoofdstuk II", "hoofdstuk II", ""),
        ("hoofdstuk 2", "hoofdstuk II", ""),
        ("artikel 6, eerste lid", "artikel 6", "lid 1"),
        ("artikel 5, onderdeel b", "onderdeel b.", ""),
        ("artikel 5, de begripsomschrijving van “Kat”", "onderdeel b.", ""),
        ("artikel 7", "artikel 7", ""),
        ("artikel 8, tweede lid, onder 1", "onderdeel 1°.", ""),
        ("artikel 8, tweede lid, onder 1°", "onderdeel 1°.", ""),
        ("artikel 8, eerste lid, tweede gedachtestreepje", "onderdeel –", ""),
        ("artikel 8, derde lid, onderdeel b, onder 2°", "onderdeel 2°.", ""),
        ("artikel 8, tweede lid, tweede zin", "lid 2.", "zin 2"),
        ("de aanhef van artikel 8, tweede lid", "lid 2.", "aanhef"),
        ("het opschrift van hoofdstuk 2", "hoofdstuk II", "opschrift"),
    ],
)
def test_een_adres_leidt_naar_een_eenheid_en_de_fijne_stappen_erin(
    register: Register, adres: str, eenheid: str, fijn: str
) -> None:
    gevonden = register.vind(uit_tekst(adres))
    assert gevonden.mist is None
    assert naam(gevonden.eenheid) == eenheid
    assert " ".join(f"{s.soort} {s.nummer}".strip() for s in gevonden.fijn) == fijn


def test_wat_er_niet_is_zegt_tot_waar_het_wel_ging(register: Register) -> None:
    gevonden = register.vind(uit_tekst("artikel 8, tweede lid, onderdeel q"))
    assert (naam(gevonden.eenheid), gevonden.mist) == ("lid 2.", Stap("onderdeel", "q"))
    assert register.alle(uit_tekst("artikel 8, vierde lid")) == []


def test_laatste_telt_en_een_onderdeel_zonder_lid_kan_meer_dan_een_plaats_zijn(register: Register) -> None:
    laatste = register.vind(Adres((Stap("artikel", "8"), Stap("lid", "laatste"))))
    assert naam(laatste.eenheid) == "lid 3."
    assert len(register.alle(uit_tekst("artikel 8, onder 2°"))) == 2


def test_elke_eenheid_wordt_op_haar_eigen_adres_gevonden(register: Register) -> None:
    for eenheid in register.op_eid.values():
        adres = register.adres(eenheid)
        if eenheid.soort not in LIJSTEN and adres.stappen and all(s.nummer for s in adres.stappen):
            assert register.vind(adres).eenheid is eenheid, adres


def test_wat_geldt_gaat_voor_wat_vervallen_is() -> None:
    oud, nieuw = (Eenheid(Soort.ARTIKEL, nummer="3", status=s) for s in (Status.VERVALLEN, Status.GELDEND))
    assert Register(Eenheid(Soort.REGELING, inhoud=(oud, nieuw))).vind(uit_tekst("artikel 3")).eenheid is nieuw
