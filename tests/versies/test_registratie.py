"""Wat een griffier aan de poort brengt: het juiste wordt uitgevoerd, het verkeerde geweigerd, en er wordt niets bewaard."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from tests.hulp.geschiedenis import REGELING, _regeling as eerste_tekst
from verordening.bevinding import Geweigerd, Verkeerd
from versies.archief.archief import Archief
from versies.archief.vragen import Tijdbron
from versies.levering.pakket import pakket
from versies.registratie.opgave import Opgave
from versies.registratie.plan import plan
from versies.registratie.vastleggen import herstel, leg_vast
from versies.tijd.tekening import beschrijving
from versies.tijd.wti import besluitnamen, wti

WIJZIGING = f"""# Besluit tot wijziging van de {REGELING}

De raad;

besluit:

## Artikel I
In artikel 2 van de {REGELING} wordt “begin2” vervangen door “midden2”.

## Artikel II
Dit besluit treedt in werking met ingang van 1 april 2021.

Aldus vastgesteld in de openbare vergadering van de raad van 11 maart 2021.
"""
BEKEND = date(2021, 3, 18)


def stuk(map_: Path, inhoud: str, naam: str = "besluit.md") -> Path:
    pad = map_ / naam
    pad.write_text(inhoud)
    return pad


def doe(dossier: Path, pad: Path | None, **opgave: object) -> str:
    voorstel = plan(dossier, Opgave(stuk=pad, ontvangen=date(2021, 5, 1), **{"bekend": BEKEND, **opgave}))  # type: ignore[arg-type]
    return leg_vast(dossier, voorstel, voorstel.kenmerk)[0]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    map_ = tmp_path / "d"
    doe(map_, stuk(tmp_path, eerste_tekst(), "begin.md"), bekend=date(2019, 12, 12))
    return map_


def woord(dossier: Path, op: date, nummer: int = 2, bekend: date = date.max) -> str:
    with Archief.open(dossier) as archief:
        [werk] = archief.register().werken()
        antwoord = archief.geldend(werk, op, bekend)
        if antwoord is None or not antwoord.versie:
            return "niets" if antwoord is None else "onbekend"
        from tests.hulp.geschiedenis import woorden

        return woorden(archief, antwoord.versie)[nummer - 1]


def test_het_besluit_zegt_zelf_welke_regeling_en_wanneer(dossier: Path, tmp_path: Path) -> None:
    doe(dossier, stuk(tmp_path, WIJZIGING), publicatie="gmb-2021-1")
    assert (woord(dossier, date(2021, 3, 31)), woord(dossier, date(2021, 4, 1))) == ("begin2", "midden2")
    with Archief.open(dossier) as archief:
        rij = wti(next(iter(archief.tijdlijnen().values())))[0]
    assert (rij.betreft, rij.ondertekening, rij.bron_bekendmaking) == ("art. 2", date(2021, 3, 11), "gmb-2021-1")


ANDERS = WIJZIGING.replace(
    "## Artikel II",
    "## Artikel IA\nIn artikel 1 van de Onbekende verordening wordt “a” vervangen door “b”.\n\n## Artikel II",
)


@pytest.mark.parametrize(
    ("inhoud", "opgave", "code"),
    [
        (WIJZIGING, {"werkend": date(2022, 4, 1)}, "tegenspraak"),
        (WIJZIGING, {"regeling": "honden"}, "tegenspraak"),
        (WIJZIGING.replace("begin2", "nergens"), {}, ""),
        (WIJZIGING.replace(REGELING, "Hondenverordening"), {}, "regeling-onbekend"),
        (ANDERS, {}, "regeling-onbekend"),
        (
            "# Besluit tot wijziging van iets\n\nDe raad;\n\nbesluit:\n\n## Artikel I\nWij doen niets.\n",
            {},
            "geen-opdracht",
        ),
        (eerste_tekst().replace(REGELING, "Hondenverordening"), {"regeling": REGELING, "doel": "x"}, "andere-regeling"),
    ],
)
def test_een_verkeerde_levering_wordt_geweigerd_en_laat_niets_achter(
    dossier: Path, tmp_path: Path, inhoud: str, opgave: dict[str, object], code: str
) -> None:
    voor = sorted(p for p in dossier.rglob("*.xml"))
    with pytest.raises(Geweigerd) as fout:
        doe(dossier, stuk(tmp_path, inhoud), **opgave)
    assert (not code or fout.value.code == code) and sorted(dossier.rglob("*.xml")) == voor


def test_een_wijzigingsbesluit_is_geen_tekst_en_een_tekst_moet_kloppen_met_het_besluit(
    dossier: Path, tmp_path: Path
) -> None:
    besluit = stuk(tmp_path, WIJZIGING)
    with pytest.raises(Geweigerd, match="geen regeling maar een wijzigingsbesluit"):
        doe(dossier, None, tekst=besluit, regeling=REGELING, doel="x", basis="proefverordening-voorbeeldstad")
    verkeerd = stuk(tmp_path, eerste_tekst().replace("begin2", "eind2"), "tekst.md")
    with pytest.raises(Geweigerd, match="een andere tekst dan is geleverd: artikel 2"):
        doe(dossier, besluit, tekst=verkeerd)
    goed = stuk(tmp_path, eerste_tekst().replace("begin2", "midden2"), "goed.md")
    doe(dossier, besluit, tekst=goed)
    assert woord(dossier, date(2021, 4, 1)) == "midden2"


@pytest.mark.parametrize(
    "opties",
    [
        {"terugtrekken": True, "werkend": BEKEND, "doel": "x"},
        {"vervuld": "kb", "werkend": BEKEND, "doel": "x"},
        {"voorwaarde": "kb", "werkend": BEKEND, "doel": "x"},
        {"vervuld": "kb"},
    ],
)
def test_opties_die_elkaar_uitsluiten_zijn_verkeerd_gebruik(tmp_path: Path, opties: dict[str, object]) -> None:
    with pytest.raises(Verkeerd):
        plan(tmp_path, Opgave(**opties))  # type: ignore[arg-type]


def test_een_herstelde_vastlegging_telt_niet_en_het_besluit_kan_opnieuw(dossier: Path, tmp_path: Path) -> None:
    doe(dossier, stuk(tmp_path, WIJZIGING))
    with pytest.raises(Geweigerd, match="al vastgelegd als nummer 2"):
        doe(dossier, stuk(tmp_path, WIJZIGING))
    with pytest.raises(Geweigerd, match="reden"):
        herstel(dossier, 2, " ")
    voorstel = herstel(dossier, 2, "verkeerd bestand", ontvangen=date(2021, 6, 1))
    leg_vast(dossier, voorstel, voorstel.kenmerk)
    assert woord(dossier, date(2021, 4, 2)) == "begin2"
    with Archief.open(dossier) as archief:
        [werk] = archief.register().werken()
        toen = archief.geldend(werk, date(2021, 4, 2), date.max, date(2021, 5, 31))
        assert toen is not None and toen.versie.endswith("2021-04-01")
    with pytest.raises(Geweigerd, match="telt al niet meer"):
        herstel(dossier, 2, "nog eens")
    doe(dossier, stuk(tmp_path, WIJZIGING))
    assert woord(dossier, date(2021, 4, 2)) == "midden2"


def test_na_herstel_van_twee_besluiten_wacht_er_niets_op_een_dag(dossier: Path, tmp_path: Path) -> None:
    ander = WIJZIGING.replace("artikel 2", "artikel 3").replace("begin2", "begin3").replace("midden2", "midden3")
    doe(dossier, stuk(tmp_path, WIJZIGING))
    tweede = stuk(tmp_path, ander.replace("1 april", "1 mei").replace("# Besluit tot", "# Tweede besluit tot"), "2.md")
    doe(dossier, tweede)
    for nummer in (2, 3):  # het herstel van 2 maakt de tekst van 3 opnieuw
        voorstel = herstel(dossier, nummer, "vergissing", ontvangen=date(2021, 6, nummer))
        leg_vast(dossier, voorstel, voorstel.kenmerk)
    with Archief.open(dossier) as archief:
        [lijn] = archief.tijdlijnen().values()
        assert lijn.stand.toestanden and not lijn.stand.zonder_datum
        assert "(vastlegging 1, bekend 12-12-2019)" in beschrijving(lijn.stand, besluitnamen(lijn, genummerd=True))
    with pytest.raises(Geweigerd, match="het besluit «2» staat niet in het dossier") as fout, Tijdbron(dossier) as bron:
        pakket(bron, "2")
    assert "Herstel van" not in fout.value.advies
    assert woord(dossier, date(2021, 6, 1), 3) == "begin3"
    doe(dossier, tweede)
    assert (woord(dossier, date(2021, 6, 1), 3), woord(dossier, date(2021, 6, 1))) == ("midden3", "begin2")


def test_wat_niet_gezien_is_wordt_niet_vastgelegd(dossier: Path, tmp_path: Path) -> None:
    voorstel = plan(dossier, Opgave(stuk=stuk(tmp_path, WIJZIGING), bekend=BEKEND))
    with pytest.raises(Geweigerd, match="niet wat u zag"):
        leg_vast(dossier, dataclasses.replace(voorstel, hoofd=None), voorstel.kenmerk)
    anders = stuk(
        tmp_path, WIJZIGING.replace("midden2", "ander2").replace("Besluit tot", "Tweede besluit tot"), "b2.md"
    )
    doe(dossier, anders)
    with pytest.raises(Geweigerd, match="intussen veranderd"):
        leg_vast(dossier, voorstel, voorstel.kenmerk)


def test_twee_besluiten_over_dezelfde_woorden_blijven_samenloop_tot_iemand_kiest(dossier: Path, tmp_path: Path) -> None:
    doe(dossier, stuk(tmp_path, WIJZIGING))
    later = (
        WIJZIGING.replace("midden2", "ander2")
        .replace("1 april 2021", "1 mei 2021")
        .replace("Besluit tot", "Tweede besluit tot")
    )
    voorstel = plan(dossier, Opgave(stuk=stuk(tmp_path, later, "b2.md"), bekend=BEKEND))
    assert voorstel.kan and "samenloop" in {b.code for b in voorstel.bevindingen}
    leg_vast(dossier, voorstel, voorstel.kenmerk)
    assert (woord(dossier, date(2021, 4, 15)), woord(dossier, date(2021, 5, 2))) == ("midden2", "onbekend")


def test_een_kloon_is_een_archief(dossier: Path, tmp_path: Path) -> None:
    import subprocess

    subprocess.run(["git", "clone", "-q", str(dossier), str(tmp_path / "k")], check=True)
    assert woord(tmp_path / "k", date(2020, 2, 1)) == "begin2"
    doe(tmp_path / "k", stuk(tmp_path, WIJZIGING))
    assert woord(tmp_path / "k", date(2021, 4, 2)) == "midden2"
    (tmp_path / "k/format").write_text("99\n")
    with pytest.raises(Geweigerd, match="een vorm die deze uitgave niet kent"):
        Archief.open(tmp_path / "k")


def test_een_besluit_dat_een_besluit_wijzigt_stelt_het_uit(dossier: Path, tmp_path: Path) -> None:
    doe(dossier, stuk(tmp_path, WIJZIGING))
    titel = f"Besluit tot wijziging van de {REGELING}"
    novelle = f"# Novelle\n\nDe raad;\n\nbesluit:\n\n## Artikel I\nIn artikel II van het {titel} wordt “1 april 2021” vervangen door “1 juli 2021”.\n"
    doe(dossier, stuk(tmp_path, novelle, "novelle.md"), bekend=date(2021, 3, 25))
    assert (woord(dossier, date(2021, 6, 30)), woord(dossier, date(2021, 7, 1))) == ("begin2", "midden2")
    assert woord(dossier, date(2021, 4, 2), bekend=date(2021, 3, 20)) == "midden2"


def test_hetzelfde_besluit_in_een_andere_opmaak_is_al_vastgelegd(dossier: Path, tmp_path: Path) -> None:
    doe(dossier, stuk(tmp_path, WIJZIGING))
    anders = WIJZIGING.replace("11 maart", "11  maart").replace("## Artikel II", "### Artikel II")
    with pytest.raises(Geweigerd, match="al vastgelegd als nummer 2"):
        doe(dossier, stuk(tmp_path, anders, "nog eens.md"))


@pytest.mark.parametrize(
    ("slot", "einde"), [("vervalt met ingang van 1 januari 2028", date(2028, 1, 1)), ("blijft van kracht", None)]
)
def test_een_vervaldag_die_een_wijziging_invoegt_is_het_einde_van_de_regeling(
    dossier: Path, tmp_path: Path, slot: str, einde: date | None
) -> None:
    was = f"In artikel 2 van de {REGELING} wordt “begin2” vervangen door “midden2”."
    nieuw = f"Na artikel 2 van de {REGELING} wordt een artikel ingevoegd, luidende:\n> Artikel 2a Duur\n> Deze verordening {slot}."
    voorstel = plan(dossier, Opgave(stuk=stuk(tmp_path, WIJZIGING.replace(was, nieuw)), bekend=BEKEND))
    [lijn] = [g.lijn for g in voorstel.gevolgen]
    assert lijn is not None and lijn.stand.juridisch_uitgewerkt_op == einde
    assert [b for b in voorstel.bevindingen if b.code == "vervaldag"] == []
