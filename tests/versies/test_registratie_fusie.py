"""Een gemeente gaat op in een andere: de nieuwe regeling trekt de oude in; en een regeling krijgt een andere naam."""

from datetime import date
from pathlib import Path

import pytest

from tests.hulp.geschiedenis import REGELING
from tests.verordening.word_vormen.bouw import RUIMTEN, docx, p
from tests.versies.test_registratie import WIJZIGING, doe, dossier, eerste_tekst, stuk, woord
from verordening.bevinding import Geweigerd
from versies.archief.archief import Archief
from versies.registratie.opgave import Opgave
from versies.registratie.plan import plan
from versies.registratie.vastleggen import leg_vast

__all__ = ["dossier"]

ANDER, NIEUW = "Regels voor water en groen Anderstad", "Proefverordening Nieuwstad"


def nieuw(zin: str) -> str:
    tekst = eerste_tekst().replace(REGELING, NIEUW).replace("1 januari 2020", "1 januari 2023")
    return f"{tekst.rstrip()}\n\n### Artikel 8 Intrekking\n{zin}\n"


def geldt(dossier: Path, op: date) -> set[str]:
    with Archief.open(dossier) as archief:
        werken = archief.register().werken()
        return {titel for werk, titel in werken.items() if archief.geldend(werk, op, date.max) is not None}


@pytest.fixture
def twee(dossier: Path, tmp_path: Path) -> Path:
    doe(dossier, stuk(tmp_path, eerste_tekst().replace(REGELING, ANDER), "ander.md"), bekend=date(2019, 12, 13))
    return dossier


@pytest.mark.parametrize(
    "zin",
    [
        f"De {REGELING} en de {ANDER} worden ingetrokken.",
        f"De {ANDER} en de {REGELING} worden ingetrokken.",
        f"De {REGELING} wordt ingetrokken.\n\n### Artikel 9 Ook\nDe {ANDER} wordt ingetrokken.",
    ],
)
def test_na_een_fusie_geldt_alleen_de_nieuwe_regeling_en_daarvoor_allebei_de_oude(
    twee: Path, tmp_path: Path, zin: str
) -> None:
    doe(twee, stuk(tmp_path, nieuw(zin), "fusie.md"), bekend=date(2022, 12, 1))
    assert geldt(twee, date(2022, 12, 31)) == {REGELING, ANDER}
    assert geldt(twee, date(2023, 1, 1)) == {NIEUW}


@pytest.mark.parametrize("naam", [ANDER.replace("water", "watr"), ANDER.replace("Regels", "Regel")])
def test_een_naam_die_op_een_andere_lijkt_dan_niets_vastgelegd(twee: Path, tmp_path: Path, naam: str) -> None:
    zin = f"De {REGELING} en de {naam} worden ingetrokken."
    voor = sorted(twee.rglob("*.xml"))
    with pytest.raises(Geweigerd, match=r"staat niet in het dossier") as fout:
        doe(twee, stuk(tmp_path, nieuw(zin), "fusie.md"), bekend=date(2022, 12, 1))
    assert ANDER in fout.value.advies and sorted(twee.rglob("*.xml")) == voor


def test_wat_nooit_in_het_dossier_stond_wordt_genoemd_en_de_rest_vervalt(twee: Path, tmp_path: Path) -> None:
    zin = f"De Onbekende regels Verweg en de {REGELING} worden ingetrokken."
    voorstel = plan(twee, Opgave(stuk=stuk(tmp_path, nieuw(zin), "fusie.md"), bekend=date(2022, 12, 1)))
    assert [b.fragment for b in voorstel.bevindingen if b.code == "intrekking-buiten-dossier"] == [
        "Onbekende regels Verweg"
    ]
    leg_vast(twee, voorstel, voorstel.kenmerk)
    assert geldt(twee, date(2023, 1, 1)) == {NIEUW, ANDER}
    los = "# Intrekking\n\nDe raad;\n\nbesluit:\n\nDe Onbekende regels Verweg worden ingetrokken per 1 mei 2023.\n"
    with pytest.raises(Geweigerd, match="staat niet in het dossier"):
        plan(twee, Opgave(stuk=stuk(tmp_path, los, "los.md"), bekend=date(2023, 2, 1)))


def test_een_nieuwe_regeling_in_word_met_een_noot_wordt_vastgelegd_met_haar_noot(tmp_path: Path) -> None:
    ref = "<w:footnotes {}><w:footnote w:id='2'>{}</w:footnote></w:footnotes>".format(RUIMTEN, p(" Zie de kaart."))
    romp = [p(regel.strip("# ")) for regel in eerste_tekst().splitlines() if regel.strip()]
    romp[-1] = romp[-1].replace("</w:p>", '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    pad = tmp_path / "nieuw.docx"
    pad.write_bytes(docx("".join(romp), delen={"footnotes": ("footnotes.xml", ref)}))
    doe(tmp_path / "d", pad, bekend=date(2019, 12, 12))
    with Archief.open(tmp_path / "d") as archief:
        [(werk, titel)] = archief.register().werken().items()
        geldend = archief.geldend(werk, date(2020, 1, 1), date.max)
        assert titel == REGELING and geldend is not None and b"Zie de kaart." in archief.tekst(geldend.versie)
    wijziging = docx(
        "".join(p(r.strip("# ")) for r in WIJZIGING.splitlines() if r.strip()).replace(
            "</w:p>", '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>', 1
        ),
        delen={"footnotes": ("footnotes.xml", ref)},
    )
    pad.write_bytes(wijziging)
    with pytest.raises(Geweigerd, match="voetnoten"):
        doe(tmp_path / "d", pad)


def test_een_regeling_met_een_andere_naam_blijft_dezelfde_en_is_bij_die_naam_te_wijzigen(
    dossier: Path, tmp_path: Path
) -> None:
    kop = "> Artikel 7 Citeertitel\n> Deze verordening wordt aangehaald als: Stadsregels Voorbeeldstad."
    zin = f"In artikel 2 van de {REGELING} wordt “begin2” vervangen door “midden2”."
    doe(dossier, stuk(tmp_path, WIJZIGING.replace(zin, f"Artikel 7 van de {REGELING} komt te luiden:\n\n{kop}")))
    later = WIJZIGING.replace(REGELING, "Stadsregels Voorbeeldstad").replace("1 april 2021", "1 mei 2021")
    doe(dossier, stuk(tmp_path, later, "later.md"))
    assert (woord(dossier, date(2021, 4, 30)), woord(dossier, date(2021, 5, 1))) == ("begin2", "midden2")
    assert geldt(dossier, date(2021, 5, 1)) == {"Stadsregels Voorbeeldstad"}
