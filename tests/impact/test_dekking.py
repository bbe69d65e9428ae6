"""Coverage both ways, on the two official texts: nothing left unexplained, nothing invented, contradictions reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from impact.dossier.laden import Invoer
from impact.dossier.model import Dekking, Wettekst
from impact.dossier.samen import Uitwerking
from impact.oordeel.dekking import kanten_van, meet_dekking, wetswijzigingen
from verordening.boom import Soort, wandel
from wetgeving.maatregelen import Maatregelenlijst


def _zonder(lijst: Maatregelenlijst, artikel: str) -> Maatregelenlijst:
    """The list without any claim on one artikel."""

    def kaal(maatregel: object) -> object:
        plaatsen = tuple(w for w in maatregel.wetsplaatsen if f"artikel={artikel}&" not in f"{w.jci}&")  # type: ignore[attr-defined]
        return maatregel.model_copy(update={"wetsplaatsen": plaatsen})  # type: ignore[attr-defined]

    return lijst.model_copy(update={"maatregelen": tuple(kaal(m) for m in lijst.maatregelen)})


def test_dertig_van_dertig_verklaard(uitwerking: Uitwerking) -> None:
    dekking = uitwerking.model.dekking
    assert (len(dekking.regels), len(dekking.verklaard), dekking.onverklaard) == (30, 30, ())
    assert {"12", "43a", "24a", "34a", "34b", "78bb"} <= {r.artikel for r in dekking.regels}


def test_het_aantal_komt_uit_de_officiele_bron_zelf(invoer: Invoer, uitwerking: Uitwerking) -> None:
    """Counted again straight from the tree, so that the figure does not come from the code under test."""
    wet = invoer.wet("BWBR0015703")
    assert wet is not None and wet.wordt is not None
    bron = {
        e.nummer
        for e in wandel(wet.wordt.wortel)
        if e.soort is Soort.ARTIKEL and e.herkomst and any("36582" in p.dossiers for p in e.herkomst.publicaties)
    }
    assert bron == {r.artikel for r in uitwerking.model.dekking.regels}


def _meet(lijst: Maatregelenlijst, wetten: Sequence[Wettekst]) -> Dekking:
    kanten = kanten_van(wetten)
    return meet_dekking(lijst, wetten, kanten, {m.id: wetswijzigingen(m, kanten) for m in lijst.maatregelen})


@pytest.mark.parametrize("artikel", ["12", "43a", "45", "78f"])
def test_wie_een_plaats_vergeet_wordt_betrapt(invoer: Invoer, artikel: str) -> None:
    dekking = _meet(_zonder(invoer.lijst, artikel), invoer.wetten)
    assert [r.artikel for r in dekking.onverklaard] == [artikel]
    assert "dekking-onverklaard" in {b.code for b in dekking.bevindingen}


def test_een_vindplaats_verklaart_niets(invoer: Invoer) -> None:
    """Only M19 would be left on artikel 18, and that is a place of which the new text was not seen."""
    m09 = invoer.lijst["M09"].model_copy(update={"wetsplaatsen": ()})
    lijst = invoer.lijst.model_copy(
        update={"maatregelen": tuple(m09 if m.id == "M09" else m for m in invoer.lijst.maatregelen)}
    )
    assert [r.artikel for r in _meet(lijst, invoer.wetten).onverklaard] == ["18"]


def test_een_verzonnen_wijziging_wordt_tegengesproken(invoer: Invoer) -> None:
    m06 = invoer.lijst["M06"]
    vals = m06.wetsplaatsen[0].model_copy(update={"jci": "jci1.3:c:BWBR0015703&artikel=52&lid=1"})
    (gevonden,) = wetswijzigingen(m06.model_copy(update={"wetsplaatsen": (vals,)}), kanten_van(invoer.wetten))
    assert (gevonden.stand, gevonden.oordeel) == ("gelijk", "tegenspraak")


def test_feiten_die_de_wet_tegenspreekt_worden_gemeld(uitwerking: Uitwerking) -> None:
    tegen = {b.adres for b in uitwerking.model.dekking.bevindingen if b.code == "dekking-tegenspraak"}
    assert tegen == {"artikel 31, tweede lid, onderdeel q, Pw", "artikel 31, tweede lid, onderdeel t, Pw"}


@pytest.mark.parametrize(
    ("maatregel", "adres", "stand", "oordeel"),
    [
        ("M01", "artikel 44, vijfde lid, Pw", "nieuw", "klopt"),
        ("M06", "artikel 52, tweede lid, Pw", "gewijzigd", "klopt"),
        ("M07", "artikel 12 Pw", "vervallen", "klopt"),
        ("M09", "artikel 18, lid 8 (nieuw), Pw", "nieuw", "klopt"),
        ("M23", "artikel 34b, eerste lid, Pw", "niet in werking", "klopt"),
        ("M17", "artikel 9, eerste lid, onderdeel c, Pw", "gelijk", "vindplaats"),
        ("M22", "artikel 32, vijfde lid, Pw", "niet gevonden", "vindplaats"),
        ("M03", "artikel 17, derde lid, Pw", "gelijk", "niet te toetsen"),
    ],
)
def test_oordeel_per_plaats(uitwerking: Uitwerking, maatregel: str, adres: str, stand: str, oordeel: str) -> None:
    (gevonden,) = [w for w in uitwerking.model.beeld(maatregel).wijzigingen if w.adres == adres]
    assert (gevonden.stand, gevonden.oordeel) == (stand, oordeel)


def test_was_en_wordt_komen_uit_de_spannen_terug(uitwerking: Uitwerking) -> None:
    (w,) = uitwerking.model.beeld("M06").wijzigingen
    assert "".join(s.tekst for s in w.spannen if s.soort != "ingevoegd") == w.was
    assert "".join(s.tekst for s in w.spannen if s.soort != "vervallen") == w.wordt
    assert "90%" in w.was and "95%" in w.wordt


def test_zonder_tekst_wordt_niets_beweerd(invoer: Invoer) -> None:
    wetten = tuple(replace(w, was=None, wordt=None) for w in invoer.wetten)
    assert _meet(invoer.lijst, wetten).regels == ()
    oordelen = {w.oordeel for m in invoer.lijst.geteld for w in wetswijzigingen(m, kanten_van(wetten))}
    assert oordelen == {"niet te toetsen"}


def test_een_lid_dat_alleen_een_ander_nummer_kreeg_wordt_niet_doorgehaald(uitwerking: Uitwerking) -> None:
    """In artikel 37 and 38 a lid was inserted; what stood there before is unchanged, one number further."""
    beeld = {w.adres: w for w in uitwerking.model.beeld("M07").wijzigingen}
    for plaats, nu in (
        ("artikel 37, derde lid, Pw", "artikel 37, vierde lid"),
        ("artikel 38, tweede lid, Pw", "artikel 38, derde lid"),
    ):
        w = beeld[plaats]
        assert (w.stand, w.was) == ("nieuw", "")
        assert w.uitleg == f"Wat hier stond, staat nu in {nu}."
