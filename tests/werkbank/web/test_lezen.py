"""De griffie en de raad: versies, een dag, een bepaling, een vergelijking, zoeken."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.werkbank.web.conftest import Dienst
from werkbank.web.regeling import Versie, _ervoor, _laatste_is_ontwerp
from werkbank.web.zoek import adres_van

V = "/regeling/verordening-werk-en-inkomen"


def blad(dienst: Dienst, pad: str) -> str:
    code, _, inhoud = dienst.vraag("GET", pad)
    assert code == 200, (pad, code)
    return inhoud.decode()


def tekst(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_een_regeling_toont_haar_versies_en_wat_eraan_komt(dienst: Dienst) -> None:
    gezien = tekst(blad(dienst, V))
    assert "3 versies bekend" in gezien and "ontwerp, niet vastgesteld" in gezien and "geldt nu" in gezien


@pytest.mark.parametrize(
    ("dag", "wel", "niet"), [("2026-11-30", "36 Tegenprestatie", "72b"), ("2027-01-01", "72b", "36 Tegenprestatie")]
)
def test_de_inhoud_is_die_van_de_dag(dienst: Dienst, dag: str, wel: str, niet: str) -> None:
    gezien = tekst(blad(dienst, f"{V}/op/{dag}"))
    namen = re.findall(r"Artikel (\d+\w* ?\w*)", gezien)
    assert any(n.startswith(wel.split()[0]) for n in namen)
    assert ("72b" in {n.split()[0] for n in namen}) == (dag == "2027-01-01")
    assert ("Ontwerp: niet vastgesteld" in gezien) == (dag == "2027-01-01")


def test_een_ontwerp_noemt_ook_wat_er_is_vastgesteld(dienst: Dienst) -> None:
    gezien = blad(dienst, f"{V}/op/2027-02-01")
    assert "Vastgesteld is voor deze dag" in gezien and f'href="{V}/op/2026-01-01"' in gezien
    assert f"{V}/vergelijk/2026-01-01..2027-01-01" in blad(dienst, V)


def test_wat_is_vastgesteld_wordt_vergeleken_met_wat_was_vastgesteld_en_niet_met_een_ontwerp() -> None:
    def versie(maand: int, tot: int, ontwerp: bool = False) -> Versie:
        begin, eind = date(2027, maand, 1), date(2027, tot, 1) if tot else None
        return Versie(f"v{maand}", begin, begin, eind, (), "", ontwerp, ())

    rij = [versie(1, 6), versie(3, 0, ontwerp=True), versie(6, 0)]
    assert [v and v.versie for v in (_ervoor(rij[:n]) for n in range(3))] == [None, "v1", "v1"]
    assert [_ervoor(rij, date(2027, m, 15)) for m in (2, 4, 7)] == [rij[0], rij[0], rij[2]]
    later = [versie(1, 0, ontwerp=True), versie(2, 0)]
    dagen = [date(2027, m, 15) for m in (1, 2)]
    assert [_laatste_is_ontwerp(later, d) for d in dagen] == [True, False], "wat later is vastgesteld, gaat voor"
    zelfde = [versie(1, 0), versie(1, 0, ontwerp=True)]
    assert not _laatste_is_ontwerp(zelfde, dagen[0])


def test_wie_al_een_dossier_heeft_krijgt_het_bord_en_geen_lege_toestand(dienst: Dienst) -> None:
    code, koppen, _ = dienst.vraag("GET", "/begin")
    assert (code, koppen["location"]) == (303, "/bord")


def test_een_bepaling_zegt_per_maatregel_een_keer_wat_er_is(dienst: Dienst) -> None:
    gezien = blad(dienst, f"{V}/op/2027-01-01/chp_3__art_36").split("Wat raakt dit?")[1]
    assert (
        gezien.count('<h3><a href="/maatregel/M17">') == 1
        and "Niet te beoordelen: de wettekst van nu ontbreekt" in gezien
    )
    zinnen = re.findall(r"<p>([^<]{80,})</p>", gezien)
    assert not any(a != b and a in b for a in zinnen for b in zinnen)
    assert not re.search(r"\d{4}-\d\d-\d\d", tekst(gezien))


def test_een_dag_voor_de_eerste_versie_is_onbekend_met_een_reden(dienst: Dienst) -> None:
    code, _, inhoud = dienst.vraag("GET", f"{V}/op/2020-01-01")
    assert code == 404 and "gold deze regeling niet" in tekst(inhoud.decode())


def test_een_bepaling_toont_haar_tekst_wie_haar_schreef_en_wat_haar_raakt(dienst: Dienst) -> None:
    hier = f"{V}/op/2027-01-01/chp_2__subsec_2.2__art_18__para_3"
    gezien = tekst(blad(dienst, hier))
    assert "andere premies bedraagt de premie" in gezien and "derde lid" in gezien and "Wat raakt dit?" in gezien
    herkomst = tekst(blad(dienst, f"{hier}?toon=herkomst"))
    assert "verviel door Ontwerp van een verordening" in herkomst and "sinds 1 januari 2024" in herkomst


def test_vergelijken_kan_naast_elkaar_en_in_een_tekst(dienst: Dienst) -> None:
    hier = f"{V}/vergelijk/2026-01-01..2027-01-01"
    naast, ineen = blad(dienst, hier), blad(dienst, f"{hier}?als=ineen")
    assert "14 plaatsen verschillen" in tekst(naast)
    assert ineen.count("<ins>") > 10 and ineen.count("<del>") > 10
    assert "geen woord verschilt" in tekst(blad(dienst, f"{V}/vergelijk/2026-01-01..2026-01-01"))


@pytest.mark.parametrize("vorm", ["docx", "pdf", "xml"])
def test_de_tekst_van_een_dag_gaat_mee(dienst: Dienst, vorm: str) -> None:
    code, koppen, inhoud = dienst.vraag("GET", f"{V}/op/2026-01-01/bestand/{vorm}")
    assert code == 200 and len(inhoud) > 5000
    assert koppen["content-disposition"] == f'attachment; filename="verordening-werk-en-inkomen-2026-01-01.{vorm}"'


@pytest.mark.parametrize(
    "pad",
    [
        "/regeling/niets",
        f"{V}/op/vandaag",
        f"{V}/op/2026-01-01/geen_eid",
        f"{V}/vergelijk/2026-01-01..x",
        f"{V}/op/2026-01-01/bestand/exe",
    ],
)
def test_wat_er_niet_is_krijgt_een_bladzijde_die_dat_zegt(dienst: Dienst, pad: str) -> None:
    code, _, inhoud = dienst.vraag("GET", pad)
    assert code == 404 and "Niet gevonden" in inhoud.decode()


def test_zoeken_vindt_verbogen_woorden_en_samenstellingen(dienst: Dienst) -> None:
    assert "Niets gevonden" not in blad(dienst, "/zoek?q=giften")
    gezien = tekst(blad(dienst, "/zoek?q=toeslag"))
    assert "inkomenstoeslag" in gezien and "in een ander woord" in gezien
    assert "Niets gevonden" in blad(dienst, "/zoek?q=qqqzzz")
    gezien = tekst(blad(dienst, "/zoek?q=giften%20zoektermijn"))
    assert "Geen enkele plaats heeft al deze woorden" in gezien and "zoektermijn" in gezien


@pytest.mark.parametrize(
    "vraag", ['"', "*", "NEAR(", "a AND b", "'; drop table plaats; --", "%", "é" * 500, "<script>"]
)
def test_elke_vraag_krijgt_een_antwoord(dienst: Dienst, vraag: str) -> None:
    from urllib.parse import quote

    html = blad(dienst, f"/zoek?q={quote(vraag)}")
    assert "<script>" not in html


def test_een_plaats_wordt_als_plaats_gezocht(dienst: Dienst) -> None:
    assert "Artikel 18, derde lid" in tekst(blad(dienst, "/zoek?q=18%20lid%203"))


@pytest.mark.parametrize(
    ("vraag", "sleutel"),
    [
        ("31 lid 2 m", "artikel 31/lid 2/onderdeel m"),
        ("art. 8a", "artikel 8a"),
        ("artikel 31, tweede lid, onderdeel m", "artikel 31/lid 2/onderdeel m"),
        ("7 2", "artikel 7/lid 2"),
        ("2026", "artikel 2026"),
        ("giften", None),
        ("", None),
        ("lid 2", None),
        ("12 maanden wachten", None),
    ],
)
def test_zo_schrijven_mensen_een_plaats(vraag: str, sleutel: str | None) -> None:
    assert adres_van(vraag) == sleutel


def test_het_bord_en_een_maatregel_zeggen_wie_en_wanneer(dienst: Dienst) -> None:
    """Without the law texts it is not known whether M07 and M10, which the law settles by itself, ask for a decision."""
    gezien = tekst(blad(dienst, "/bord"))
    assert "24 maatregelen" in gezien and "3 maatregelen gelden al" in gezien
    assert "3 maatregelen · geordend" in tekst(blad(dienst, "/bord?stand=verstreken"))
    gezien = tekst(blad(dienst, "/maatregel/M08"))
    assert "Beslist: algemeen bestuur." in gezien and "De wet geldt al sinds 1 januari 2026." in gezien


def test_keuzes_die_niemand_kent_geven_een_leeg_bord_en_geen_fout(dienst: Dienst) -> None:
    assert "is er geen maatregel" in blad(dienst, "/bord?wie=xx&stand=%3Cscript%3E&orde=zz")
