"""Colleagues' files of one base: words go together, names stay, what conflicts is asked, and the Word file reads back."""

import re
import zipfile
from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from tests.getuigen import kantoor
from verordening.bevinding import Geweigerd
from verordening.boom import Regeling, tekst
from verordening.lezers import lees
from verordening.tekst.keuzes import Keuzes
from verordening.tekst.markdown import lees as lees_markdown
from versies.verschil import vergelijk
from versies.weergave.bijgehouden import docx as weergeef, odt as weergeef_odt
from werkbank.diensten.samenvoegen import als_docx, lees_plan, voeg_samen

DAG = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
BASIS = """# Verordening bankjes en bomen

#### Artikel 1 Begrippen
In deze verordening wordt verstaan onder:
- bankje: zitplaats in de openbare ruimte;
- college: college van burgemeester en wethouders.

#### Artikel 2 Aanvraag
1. Een bewoner kan bij het college een bankje aanvragen.
2. Het college beslist binnen acht weken na ontvangst van de aanvraag.
3. De aanvraag vermeldt:
a. de gewenste plaats;
b. de naam van de aanvrager;
c. het aantal bankjes.

#### Artikel 3 Bijdrage
1. De bijdrage bedraagt € 150 per bankje.
2. Geen bijdrage is verschuldigd voor een bankje bij een school.

| soort | bijdrage |
|---|---|
| houten bankje | € 150 |
| stalen bankje | € 250 |

#### Artikel 4 Onderhoud
Het college onderhoudt de bankjes en herstelt schade zo spoedig mogelijk.

#### Artikel 5 Citeertitel
Deze verordening wordt aangehaald als: Verordening bankjes en bomen.
"""


def regeling(*anders: tuple[str, str]) -> Regeling:
    bron = BASIS
    for oud, nieuw in anders:
        assert bron.count(oud) == 1, oud
        bron = bron.replace(oud, nieuw)
    return lees_markdown(bron.encode())


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    schoon = weergeef(vergelijk(regeling(), regeling()), moment=DAG)
    (tmp_path / "basis.docx").write_bytes(schoon)
    return tmp_path


def bestand(map_: Path, naam: str, *anders: tuple[str, str], auteur: str = "") -> Path:
    """A Word file of the base with these changes: tracked in this name, or as plain text."""
    nieuw = regeling(*anders)
    van = regeling() if auteur else nieuw
    (map_ / naam).write_bytes(weergeef(vergelijk(van, nieuw), auteur=auteur or "x", moment=DAG))
    return map_ / naam


def namen(docx: bytes) -> Counter[str]:
    with zipfile.ZipFile(BytesIO(docx)) as pakket:
        return Counter(re.findall(r'w:author="([^"]*)"', pakket.read("word/document.xml").decode()))


def test_woorden_van_twee_in_een_zin_gaan_samen_met_ieders_naam(map_: Path) -> None:
    anna = bestand(map_, "a.docx", ("binnen acht weken", "binnen zes weken"), auteur="Anna de Wit")
    bert = bestand(map_, "b.docx", ("ontvangst van de aanvraag", "ontvangst van de volledige aanvraag"), auteur="Bert")
    plan = lees_plan(map_ / "basis.docx", [anna, bert])
    uit = voeg_samen(plan)
    assert not uit.geschillen and uit.regeling is not None
    docx = als_docx(plan, uit, moment=DAG)
    samen = regeling(
        ("binnen acht weken", "binnen zes weken"),
        ("ontvangst van de aanvraag", "ontvangst van de volledige aanvraag"),
    )
    assert vergelijk(samen, lees(docx, naam="uit.docx", keuzes=Keuzes("aanvaarden"))).gelijk
    assert vergelijk(regeling(), lees(docx, naam="uit.docx", keuzes=Keuzes("verwerpen"))).gelijk
    assert namen(docx) == {"Anna de Wit": 2, "Bert": 1}
    alleen_anna = lees(docx, naam="uit.docx", keuzes=Keuzes("aanvaarden", van=frozenset({"Anna de Wit"})))
    assert vergelijk(regeling(("binnen acht weken", "binnen zes weken")), alleen_anna).gelijk


WIJZIGINGEN = {
    "Anna": (("binnen acht weken", "binnen zes weken"), ("€ 150 per bankje", "€ 165 per bankje")),
    "Bert": (("zo spoedig mogelijk", "binnen een week"), ("b. de naam van", "b. de naam en het adres van")),
}


def _klopt(map_: Path, anna: Path, bert: Path) -> None:
    plan = lees_plan(map_ / "basis.docx", [anna, bert])
    uit = als_docx(plan, voeg_samen(plan), moment=DAG)
    samen = regeling(*WIJZIGINGEN["Anna"], *WIJZIGINGEN["Bert"])
    assert vergelijk(samen, lees(uit, naam="uit.docx", keuzes=Keuzes("aanvaarden"))).gelijk
    assert vergelijk(regeling(), lees(uit, naam="uit.docx", keuzes=Keuzes("verwerpen"))).gelijk
    assert set(namen(uit)) == {"Anna", "Bert"}


def _odt(map_: Path, wie: str) -> Path:
    pad = map_ / f"{wie}.odt"
    pad.write_bytes(weergeef_odt(vergelijk(regeling(), regeling(*WIJZIGINGEN[wie])), auteur=wie, moment=DAG))
    return pad


def test_bestanden_van_opendocument_gaan_samen_met_ieders_naam(map_: Path) -> None:
    _klopt(map_, _odt(map_, "Anna"), _odt(map_, "Bert"))
    _klopt(map_, bestand(map_, "anna.docx", *WIJZIGINGEN["Anna"], auteur="Anna"), _odt(map_, "Bert"))


@pytest.mark.traag
def test_bestanden_die_libreoffice_bewaarde_gaan_samen_met_ieders_naam(map_: Path) -> None:
    (anna,) = kantoor.zet_om([bestand(map_, "anna.docx", *WIJZIGINGEN["Anna"], auteur="Anna")], "odt", map_ / "een")
    (bert,) = kantoor.zet_om([_odt(map_, "Bert")], "docx", map_ / "twee")
    _klopt(map_, anna, bert)


@pytest.mark.parametrize(
    ("keuze", "woorden"),
    [
        ("eerste", "binnen zes weken"),
        ("tweede", "binnen tien weken"),
        ("beide", "binnen zes tien weken"),
        ("basis", "binnen acht weken"),
    ],
)
def test_zelfde_woorden_anders_vraagt_een_keuze(map_: Path, keuze: str, woorden: str) -> None:
    anna = bestand(map_, "a.docx", ("binnen acht weken", "binnen zes weken"), auteur="Anna")
    bert = bestand(map_, "b.docx", ("binnen acht weken", "binnen tien weken"), auteur="Bert")
    plan = lees_plan(map_ / "basis.docx", [anna, bert])
    uit = voeg_samen(plan)
    assert uit.regeling is None
    [geschil] = uit.open
    assert (geschil.adres, geschil.wat) == ("artikel 2, tweede lid", "woorden")
    assert (geschil.van_eerste, geschil.van_tweede, geschil.kan_beide) == ("Anna", "Bert", True)
    assert ("acht" in geschil.basis, "zes" in geschil.eerste, "tien" in geschil.tweede) == (True, True, True)
    gekozen = voeg_samen(plan, {geschil.sleutel: keuze})
    assert gekozen.regeling is not None and woorden in tekst(gekozen.regeling.wortel)
    als_docx(plan, gekozen)


def test_een_keuze_voor_een_ander_geschil_landt_nergens(map_: Path) -> None:
    anna = bestand(map_, "a.docx", ("acht weken", "zes weken"), auteur="Anna")
    bert = bestand(map_, "b.docx", ("acht weken", "tien weken"), auteur="Bert")
    [geschil] = voeg_samen(lees_plan(map_ / "basis.docx", [anna, bert])).open
    anders = bestand(map_, "b.docx", ("acht weken", "twaalf weken"), auteur="Bert")
    with pytest.raises(Geweigerd, match="geen geschil"):
        voeg_samen(lees_plan(map_ / "basis.docx", [anna, anders]), {geschil.sleutel: "tweede"})


def test_aangrenzende_woorden_zijn_samen_een_geschil(map_: Path) -> None:
    """«zes» van de een en «maanden» van de ander maken een termijn die niemand wilde."""
    anna = bestand(map_, "a.docx", ("acht weken", "zes weken"), auteur="Anna")
    bert = bestand(map_, "b.docx", ("acht weken", "acht maanden"), auteur="Bert")
    assert [g.wat for g in voeg_samen(lees_plan(map_ / "basis.docx", [anna, bert])).open] == ["woorden"]


def test_vernummeren_door_de_een_en_wijzigen_door_de_ander(map_: Path) -> None:
    nieuw_lid = (
        "2. Het college beslist binnen acht weken na ontvangst van de aanvraag.\n3. De aanvraag",
        "2. Per straat is er één bankje.\n3. Het college beslist binnen acht weken na ontvangst van de aanvraag.\n4. De aanvraag",
    )
    anna = bestand(map_, "a.docx", nieuw_lid, auteur="Anna")
    bert = bestand(map_, "b.docx", ("binnen acht weken", "binnen zes weken"), auteur="Bert")
    plan = lees_plan(map_ / "basis.docx", [anna, bert])
    uit = voeg_samen(plan)
    assert not uit.geschillen and uit.regeling is not None
    assert "3. Het college beslist binnen zes weken" in tekst(uit.regeling.wortel)
    assert set(namen(als_docx(plan, uit))) == {"Anna", "Bert"}


def test_tabelcellen_van_twee_gaan_samen(map_: Path) -> None:
    anna = bestand(map_, "a.docx", ("houten bankje | € 150", "houten bankje | € 160"), auteur="Anna")
    bert = bestand(map_, "b.docx", ("stalen bankje | € 250", "stalen bankje | € 275"), auteur="Bert")
    plan = lees_plan(map_ / "basis.docx", [anna, bert])
    uit = voeg_samen(plan)
    assert not uit.geschillen
    assert namen(als_docx(plan, uit)) == {"Anna": 2, "Bert": 2}


def test_drie_bestanden_komen_er_in_volgorde_bij(map_: Path) -> None:
    paden = [
        bestand(map_, "a.docx", ("acht weken", "zes weken"), auteur="Anna"),
        bestand(map_, "b.docx", ("#### Artikel 4 Onderhoud", "#### Artikel 4 Beheer"), auteur="Bert"),
        bestand(map_, "c.docx", ("c. het aantal bankjes.", "c. het aantal bankjes; en\nd. de reden."), auteur="Cor"),
    ]
    plan = lees_plan(map_ / "basis.docx", paden)
    uit = voeg_samen(plan)
    assert not uit.geschillen
    assert set(namen(als_docx(plan, uit))) == {"Anna", "Bert", "Cor"}


def test_meer_schrijvers_in_een_bestand_houden_hun_naam(map_: Path) -> None:
    eerst = lees_plan(
        map_ / "basis.docx",
        [
            bestand(map_, "a.docx", ("acht weken", "zes weken"), auteur="Anna"),
            bestand(map_, "b.docx", ("de gewenste plaats", "de gewenste plek"), auteur="Bert"),
        ],
    )
    (map_ / "ab.docx").write_bytes(als_docx(eerst, voeg_samen(eerst), moment=DAG))
    plan = lees_plan(
        map_ / "basis.docx", [map_ / "ab.docx", bestand(map_, "c.docx", ("€ 150 per", "€ 175 per"), auteur="Cor")]
    )
    assert [wie for wie, _ in plan.bijdragen[0].versies] == ["Anna", "Bert"]
    assert set(namen(als_docx(plan, voeg_samen(plan)))) == {"Anna", "Bert", "Cor"}


def test_zonder_bijhouden_is_de_bestandsnaam_of_de_optie_de_naam(map_: Path) -> None:
    paden = [
        bestand(map_, "van-anna.docx", ("acht weken", "zes weken")),
        bestand(map_, "b.docx", ("de gewenste plaats", "de gewenste plek")),
    ]
    plan = lees_plan(map_ / "basis.docx", paden)
    assert namen(als_docx(plan, voeg_samen(plan))) == {"van-anna": 2, "b": 2}
    plan = lees_plan(map_ / "basis.docx", paden, namen=["Anna", "Bert"])
    assert namen(als_docx(plan, voeg_samen(plan))) == {"Anna": 2, "Bert": 2}


def test_een_bestand_van_een_andere_basis_wordt_geweigerd(map_: Path) -> None:
    anna = bestand(map_, "a.docx", ("acht weken", "zes weken"), auteur="Anna")
    ouder = regeling(("€ 150 per bankje", "€ 140 per bankje"))
    nieuwer = regeling(("€ 150 per bankje", "€ 140 per bankje"), ("de gewenste plaats", "de plek"))
    (map_ / "b.docx").write_bytes(weergeef(vergelijk(ouder, nieuwer), auteur="Bert", moment=DAG))
    with pytest.raises(Geweigerd, match=r"b\.docx, artikel 3, eerste lid: zonder de bijgehouden wijzigingen"):
        voeg_samen(lees_plan(map_ / "basis.docx", [anna, map_ / "b.docx"]))
    plan = lees_plan(map_ / "basis.docx", [anna, map_ / "b.docx"], onbijgehouden=True)
    assert namen(als_docx(plan, voeg_samen(plan))) == {"Anna": 2, "b": 2, "Bert": 2}


def test_zelfde_nieuwe_lid_van_twee_komt_er_een_keer(map_: Path) -> None:
    lid = ("bankje bij een school.", "bankje bij een school.\n3. Het college kan de bijdrage kwijtschelden.")
    paden = [bestand(map_, f"{n}.docx", lid, auteur=n) for n in ("Anna", "Bert")]
    plan = lees_plan(map_ / "basis.docx", paden)
    uit = voeg_samen(plan)
    assert not uit.geschillen and uit.regeling is not None
    assert tekst(uit.regeling.wortel).count("kwijtschelden") == 1
    assert set(namen(als_docx(plan, uit))) == {"Anna"}
