"""Whether a target exists, at a date; ranges; the catalogue; the grammar itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from verordening.boom import Alinea, Eenheid, Gegevens, Herkomst, Regeling, Soort, Status, Verwijzing
from verordening.taal.lexer import tekens, venster
from wetgeving.verwijzingen import Context, Doelteksten, Toestand, los_op, verwijzingen, vind_verwijzingen, zoek_in
from wetgeving.verwijzingen.catalogus import bladzijde, vormen


def artikel(nummer: str, *inhoud: object, status: Status = Status.GELDEND, label: str = "") -> Eenheid:
    herkomst = Herkomst(label_id=label or nummer)
    return Eenheid(
        Soort.ARTIKEL, "Artikel", nummer, inhoud=inhoud, status=status, eId=f"art_{nummer}", herkomst=herkomst
    )  # type: ignore[arg-type]


def lid(nummer: str, tekst: str, *onderdelen: str, eId: str = "") -> Eenheid:
    lijst = [
        Eenheid(Soort.ONDERDEEL, nummer=f"{o}.", inhoud=(Alinea(("Voorbeeld.",)),), eId=f"{eId}_{o}")
        for o in onderdelen
    ]
    return Eenheid(Soort.LID, nummer=f"{nummer}.", inhoud=(Alinea((tekst,)), *lijst), eId=eId or f"lid_{nummer}")


def regeling(werk: str, vanaf: date, *artikelen: Eenheid) -> Regeling:
    return Regeling(
        Gegevens(werk, juridisch_werkend_vanaf=vanaf), Eenheid(Soort.REGELING, inhoud=artikelen, eId="body")
    )


OUD = regeling(
    "BWBR0000001", date(2020, 1, 1), artikel("1", Alinea(("Tekst.",))), artikel("2", Alinea(("Tekst.",)), label="x")
)
NIEUW = regeling(
    "BWBR0000001",
    date(2025, 1, 1),
    artikel("1", lid("1", "Tekst.", "a", "b"), lid("2", "Tekst.")),
    artikel("2", status=Status.VERVALLEN, label="leeg"),
    artikel("2a", Alinea(("Tekst.",)), label="x"),
    artikel("3", status=Status.VERVALLEN),
    artikel("4", Alinea(("Tekst.",)), status=Status.NOG_NIET),
)
TEKSTEN = Doelteksten([OUD, NIEUW])
HIER = Context(regeling="BWBR0000001", koppen=False)


@pytest.mark.parametrize(
    ("tekst", "op", "toestand", "nu"),
    [
        ("artikel 1, eerste lid, onderdeel b", date(2026, 1, 1), Toestand.BESTAAT, ""),
        ("artikel 1, derde lid", date(2026, 1, 1), Toestand.LID_ONTBREEKT, "3"),
        ("artikel 1, eerste lid, onderdeel c", date(2026, 1, 1), Toestand.ONDERDEEL_ONTBREEKT, "c"),
        ("artikel 2", date(2021, 1, 1), Toestand.BESTAAT, ""),
        ("artikel 2", date(2026, 1, 1), Toestand.VERNUMMERD, "2a"),
        ("artikel 3", date(2026, 1, 1), Toestand.VERVALLEN, ""),
        ("artikel 4", date(2026, 1, 1), Toestand.NOG_NIET, ""),
        ("artikel 9", date(2026, 1, 1), Toestand.ARTIKEL_ONTBREEKT, ""),
        ("artikel 1", date(2010, 1, 1), Toestand.TEKST_NIET_BESCHIKBAAR, ""),
        ("artikel 1 van de Wet op niets", date(2026, 1, 1), Toestand.REGELING_ONBEKEND, ""),
        ("hoofdstuk 7", date(2026, 1, 1), Toestand.DEEL_ONTBREEKT, "hoofdstuk 7"),
    ],
)
def test_wat_er_van_een_doel_is_geworden(tekst: str, op: date, toestand: Toestand, nu: str) -> None:
    (v,) = vind_verwijzingen(tekst, HIER)
    uitkomst = los_op(v, TEKSTEN, op)
    assert (uitkomst.toestand, uitkomst.nu) == (toestand, nu)


def test_een_reeks_geeft_ook_de_artikelen_ertussen_als_de_tekst_bekend_is() -> None:
    los = regeling(
        "BWBR0000002",
        date(2025, 1, 1),
        *(artikel(n, Alinea(("Tekst.",))) for n in ("1", "2", "2a", "3")),
        artikel("4", Alinea(("De artikelen 1 tot en met 3 gelden.",))),
    )
    assert [(v.artikel, v.reeks) for v in verwijzingen(los)] == [
        ("1", "begin"),
        ("2", "tussen"),
        ("2a", "tussen"),
        ("3", "eind"),
    ]


def test_plaats_en_positie_gaan_over_de_tekst_van_de_eenheid() -> None:
    los = regeling(
        "CVDR1", date(2025, 1, 1), artikel("1", lid("1", "Zie het tweede lid.", eId="lid_1"), lid("2", "Tekst."))
    )
    (v,) = verwijzingen(los)
    assert (v.vindplaats.artikel, v.vindplaats.lid, v.vindplaats.eId) == ("1", "1", "lid_1")
    assert (v.regeling, v.artikel, v.lid, v.soort, v.begin) == ("CVDR1", "1", ("2",), "intern", 8)


def test_opmaak_geeft_het_nummer_dat_de_woorden_niet_geven_en_afwijking_wordt_gemeld() -> None:
    onbekend = Verwijzing("jci1.3:c:BWBR0000009&artikel=3", "extern", ("artikel 3 van de Wet op niets",))
    fout = Verwijzing("jci1.3:c:BWBR0000002&artikel=8", "intern", ("artikel 7",))
    los = regeling("BWBR0000002", date(2025, 1, 1), artikel("1", Alinea(("Zie ", onbekend, " en dan nog ", fout, "."))))
    gevonden = zoek_in(los)
    assert [(v.regeling, v.artikel) for v in gevonden.verwijzingen] == [("BWBR0000009", "3"), ("BWBR0000002", "7")]
    assert [b.code for b in gevonden.bevindingen] == ["koppeling-wijkt-af"]
    assert [v.regeling for v in zoek_in(los, zonder_opmaak=True).verwijzingen] == [None, "BWBR0000002"]


def test_de_catalogus_hoort_bij_de_grammatica(wortel: Path) -> None:
    assert (wortel / "docs" / "verwijzingen.md").read_text(encoding="utf-8") == bladzijde(), (
        "draai: python -m wetgeving.verwijzingen.catalogus > docs/verwijzingen.md"
    )


def test_elk_voorbeeld_uit_de_catalogus_wordt_gelezen() -> None:
    assert len(vormen()) >= 14
    for naam, _, voorbeeld, _ in vormen():
        assert vind_verwijzingen(voorbeeld, HIER), naam


def test_het_venster_stopt_nooit_eerder_dan_de_grammatica() -> None:
    for _, _, voorbeeld, _ in vormen():
        begin = next((i for i in range(len(voorbeeld)) if tekens(voorbeeld[i:])), 0)
        gelezen = tekens(voorbeeld[begin:])
        raak = venster().match(voorbeeld.lower(), begin)
        assert raak is not None and raak.end() >= begin + gelezen[-1].eind, voorbeeld
