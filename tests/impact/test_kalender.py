"""Counting back and the calendar: dates that are known, bounds that say what is missing, and a file other programs read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from impact.dossier.aannames import Aannames
from impact.stukken.brief import brief
from impact.stukken.kalender import blad, ics, kalender, regels
from impact.stukken.memo import memo
from impact.stukken.termijnen import Duur, tel_terug
from impact.stukken.uiterlijk import uiterlijk
from tests.impact.stukhulp import klein, met_impact
from verordening.bevinding import Geweigerd
from verordening.papier import zet
from verordening.papier.document import wandel
from verordening.papier.rekenblad import csv

AANNAMES = b"""<aannames status="proef" peildatum="2026-03-01">
  <termijn orgaan="gemeenteraad" gemeente="alle" stap="bekendmaking-dagen" waarde="14">Eigen ervaring.</termijn>
  <termijn orgaan="gemeenteraad" gemeente="gm0610" stap="oordeelsvormend-weken" waarde="4">Eigen ervaring.</termijn>
  <termijn orgaan="gemeenteraad" gemeente="alle" stap="oordeelsvormend-weken" waarde="3">Eigen ervaring.</termijn>
  <termijn orgaan="ab" gemeente="alle" stap="bekendmaking-dagen" waarde="10">Eigen ervaring.</termijn>
</aannames>"""


def keten(*duren, **rest):
    return tel_terug(date(2027, 1, 1), duren, **rest)


def test_bekende_termijnen_geven_dagen():
    gevonden = keten(
        Duur("bekendmaking-dagen", 14, "dossier"),
        Duur("oordeelsvormend-weken", 3, "dossier"),
        Duur("beeldvormend-weken", 6, "dossier"),
        Duur("aanlevering-weken", 2, "dossier"),
    )
    assert [(s.naam, s.uiterlijk) for s in gevonden.stappen] == [
        ("bekendmaking", date(2026, 12, 31)),
        ("besluit", date(2026, 12, 17)),
        ("oordeelsvormende behandeling", date(2026, 11, 26)),
        ("beeldvormende behandeling", date(2026, 11, 5)),
        ("aanlevering", date(2026, 10, 22)),
    ]
    assert all(s.zeker and s.tekst[0].isdigit() for s in gevonden.stappen)


def test_een_onbekende_termijn_maakt_alles_ervoor_een_grens():
    besluit = keten(Duur("bekendmaking-dagen", None)).besluit
    assert not besluit.zeker and besluit.tekst.startswith("onbekend; in elk geval niet na 31 december 2026")
    assert "bekendmaking" in besluit.tekst


def test_een_aanname_heet_aanname():
    assert (
        "gerekend met een aanname over bekendmaking"
        in keten(Duur("bekendmaking-dagen", 14, "aanname", "Ervaring")).besluit.tekst
    )


def test_een_besluit_in_het_zomerreces_schuift_naar_ervoor():
    stap = tel_terug(
        date(2026, 9, 1), (Duur("bekendmaking-dagen", 14, "dossier"),), reces=(date(2026, 7, 11), date(2026, 8, 23))
    ).besluit
    assert stap.uiterlijk == date(2026, 7, 10) and stap.reces and "zomerreces" in stap.tekst


@given(st.lists(st.integers(0, 30), min_size=4, max_size=4), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_elke_stap_ligt_voor_de_bekendmaking_en_langere_termijnen_maken_hem_nooit_later(weken, ingang):
    namen = ("bekendmaking-dagen", "oordeelsvormend-weken", "beeldvormend-weken", "aanlevering-weken")
    kort = tel_terug(ingang, tuple(Duur(n, w, "dossier") for n, w in zip(namen, weken, strict=True)))
    lang = tel_terug(ingang, tuple(Duur(n, w + 1, "dossier") for n, w in zip(namen, weken, strict=True)))
    assert kort.stappen[0].uiterlijk == ingang - timedelta(days=1)
    assert all(s.uiterlijk < ingang for s in kort.stappen)
    assert all(a.uiterlijk <= b.uiterlijk for a, b in zip(lang.stappen, kort.stappen, strict=True))


def test_zonder_termijnen_zegt_de_kalender_onbekend_en_nooit_een_kale_datum():
    besluiten = [r for r in regels(klein()) if r.soort == "teruggeteld" and "datum besluit" in r.wat]
    assert besluiten and all(not r.zeker and r.wanneer.startswith("Onbekend") for r in besluiten)


def test_aannames_vullen_aan_en_gelden_per_gemeente():
    gegevens = replace(klein(), aannames=Aannames.lees(AANNAMES))
    rijen = [r for r in regels(gegevens) if r.soort == "teruggeteld" and "oordeelsvormende" in r.wat]
    # Het algemeen bestuur beslist uiterlijk 21 december (31 december min 10 dagen); de verordening is dan bekend (20 december),
    # dus de raad beslist uiterlijk 6 december (min 14 dagen); de oordeelsvorming is 3 weken eerder, in Sliedrecht 4.
    assert {r.voor: r.datum for r in rijen} == {
        "Sliedrecht": date(2026, 11, 8),
        "Alblasserdam, Dordrecht, Hardinxveld-Giessendam, Hendrik-Ido-Ambacht, Papendrecht en Zwijndrecht": date(
            2026, 11, 15
        ),
    }
    assert all("aanname" in r.wanneer for r in rijen)
    xml = Aannames.lees(AANNAMES).als_xml()
    assert xml == Aannames.lees(xml).als_xml()


@pytest.mark.parametrize(
    "fout",
    [
        b'<aannames status="x"><termijn orgaan="ab" stap="aanlevering-weken" waarde="-1">x</termijn></aannames>',
        b'<aannames status="x"><termijn orgaan="ab" stap="aanlevering-weken" waarde="1">x</termijn>'
        b'<termijn orgaan="ab" stap="aanlevering-weken" waarde="2">x</termijn></aannames>',
        b'<aannames status="x"><invoer sleutel="a" laag="5" hoog="2" eenheid="personen">x</invoer></aannames>',
        b'<aannames status="x"><invoer sleutel="a" laag="0" hoog="2" eenheid="deel">x</invoer></aannames>',
        b'<!DOCTYPE x [<!ENTITY a "b">]><aannames status="x"/>',
    ],
)
def test_onmogelijke_aannames_worden_geweigerd(fout):
    with pytest.raises(Geweigerd):
        Aannames.lees(fout, naam="aannames.xml")


def test_een_maatregel_die_al_geldt_is_verstreken_en_zonder_datum_onbekend():
    gegevens = klein()
    assert uiterlijk(gegevens, gegevens.impact.beeld("M08").maatregel)[0].verstreken
    assert uiterlijk(gegevens, gegevens.impact.beeld("M19").maatregel)[0].tekst.startswith("onbekend")
    assert (
        uiterlijk(gegevens, gegevens.impact.beeld("M04").maatregel)[0].tekst
        == "geen lokaal besluit over een tekst nodig"
    )


def test_het_ab_beslist_na_de_raad_en_dus_moet_de_raad_eerder():
    gegevens = replace(klein(), aannames=Aannames.lees(AANNAMES))
    raad, ab = uiterlijk(gegevens, gegevens.impact.beeld("M24").maatregel)
    assert (raad.orgaan, ab.orgaan) == ("gemeenteraad", "ab")
    assert raad.keten.stappen[0].uiterlijk < ab.keten.besluit.uiterlijk


def test_elke_rij_van_de_kalender_staat_in_tabel_rekenblad_en_ics():
    gegevens = klein()
    alles = regels(gegevens)
    tabellen = [b for b in wandel(kalender(gegevens).document.blokken) if type(b).__name__ == "Tabel"]
    assert len(tabellen[0].rijen) == len(alles) == len(blad(gegevens).rijen)
    assert ics(gegevens).count(b"BEGIN:VEVENT") == sum(r.datum is not None for r in alles)


def test_een_ander_programma_leest_de_agenda_en_ziet_wat_onzeker_is():
    icalendar = pytest.importorskip("icalendar")
    gegevens = klein()
    agenda = icalendar.Calendar.from_ical(ics(gegevens))
    alles = [r for r in regels(gegevens) if r.datum]
    assert len(agenda.events) == len(alles) and not agenda.errors
    assert "niet vastgesteld" in str(agenda["X-WR-CALNAME"]) and "onbekend" in str(agenda["X-WR-CALDESC"])
    assert len({str(e["UID"]) for e in agenda.events}) == len(alles)
    for gebeurtenis, regel in zip(agenda.events, alles, strict=True):
        assert gebeurtenis["DTSTART"].dt == regel.datum and gebeurtenis["DTEND"].dt == regel.datum + timedelta(days=1)
        assert str(gebeurtenis["SUMMARY"]).endswith(regel.wat)
        if not regel.zeker:
            assert str(gebeurtenis["STATUS"]) == "TENTATIVE" and str(gebeurtenis["SUMMARY"]).startswith(
                ("GRENS", "ONGEVEER")
            )


def test_regels_van_de_agenda_zijn_gevouwen_en_vreemde_namen_breken_niets():
    gegevens = met_impact(naam="Dossier\r\nBEGIN:VEVENT; é,\\ " + "ĳ€" * 80)
    bytes_ = ics(gegevens)
    assert all(len(r) <= 75 for r in bytes_.split(b"\r\n")) and b"\n" not in bytes_.replace(b"\r\n", b"")
    assert bytes_.replace(b"\r\n ", b"").count(b"\r\nBEGIN:VEVENT") == ics(klein()).count(b"BEGIN:VEVENT")
    assert ics(gegevens) == bytes_
    assert b"'=" not in csv(blad(klein()))


def test_wat_gepland_was_en_voorbij_is_heet_in_kalender_en_brief_hetzelfde() -> None:
    gegevens = klein()
    gemeente = gegevens.impact.gemeenten["Sliedrecht"]
    stukken = [zet(s.document, "md").decode().splitlines() for s in (kalender(gegevens), brief(gegevens, gemeente))]
    rijen = [next(r for r in regels_ if "AB stelt beleidsregels" in r) for regels_ in stukken]
    assert all("voorbij; of het is gebeurd, weten wij niet" in r and "gepland" not in r for r in rijen)


def test_wat_dit_jaar_loopt_staat_niet_onder_wat_nog_komt() -> None:
    tekst = zet(memo(klein()).document, "md").decode()
    assert "Wat nu loopt en wat er komt" in tekst and "| Loopt in 2026 |" in tekst
