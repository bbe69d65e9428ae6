"""References between regulations of one dossier are found by their titles, and by the words that stand for a title."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from impact.dossier.model import LokaleRegeling
from impact.dossier.plaatsen import lees_plaatsen
from tests.impact.maat_koppelen import laad_set
from tests.impact.stukhulp import lokaal
from verordening.adres import Adres, plaats_in


def _refs(zin: str) -> list[tuple[str, tuple[Adres, ...]]]:
    verordening = lokaal(
        "proef", "Proefverordening werk", "verordening", "gemeenteraad", "Het college beslist.", date(2024, 1, 1)
    )
    regels = lokaal("regels", "Beleidsregels giften GR Sociaal", "beleidsregel", "ab", zin, date(2024, 1, 1))
    tekst = lees_plaatsen((verordening, regels))[1]
    return [(r.tekst, r.doelen) for p in tekst.plaatsen for r in p.refs]


def test_een_titel_van_een_andere_regeling_van_het_dossier_is_een_verwijzing():
    assert _refs("Artikel 1, eerste lid, van de Proefverordening werk is van toepassing.") == [
        ("Artikel 1, eerste lid, van de Proefverordening werk", (plaats_in("proef", "1", "1"),))
    ]


def test_een_begrip_dat_voor_de_titel_staat_ook():
    gevonden = _refs(
        "Artikel 1 van de Proefverordening werk (hierna: de verordening) geldt. Artikel 1, tweede lid, van de verordening ook."
    )
    assert [doelen for _, doelen in gevonden if doelen[0].artikel] == [
        (plaats_in("proef", "1"),),
        (plaats_in("proef", "1", "2"),),
    ]


def test_een_langere_naam_is_een_andere_regeling():
    assert _refs("Artikel 1 van de Proefverordening werk Voorbeeldstad geldt daar.") == []


def test_de_eigen_titel_is_geen_verwijzing():
    assert _refs("Deze regels worden aangehaald als: Beleidsregels giften GR Sociaal.") == []


def test_een_lijst_zonder_aanloop_is_een_begrippenlijst_als_haar_opschrift_dat_zegt(tmp_path: Path):
    tekst = "# Beleidsregels Proef\n\n### Artikel 1 {kop}\n\n   a. gift: geld dat u krijgt;\n   b. wij: het college.\n"
    for kop, soorten in (
        ("Wat bedoelen wij?", ["begrip", "begrip"]),
        ("Begrippen", ["begrip"] * 2),
        ("Adressen", ["artikel"]),
    ):
        map_ = tmp_path / kop[:4] / "regelingen"
        map_.mkdir(parents=True)
        (map_ / "proef.md").write_text(tekst.format(kop=kop), "utf-8")
        (gelezen,) = lees_plaatsen(laad_set(map_.parent, tmp_path / "uit", []).regelingen)
        assert [p.soort for p in gelezen.plaatsen if p.artikel] == soorten


def test_wat_de_wet_is_zegt_de_verordening_ernaast(tmp_path: Path):
    """Beleidsregels without a definition and without an aanhef speak the language of the verordening; alone they leave it open."""
    regelingen = laad_set(Path(__file__).parent / "sleutel" / "lindevoort", tmp_path, []).regelingen
    regels = next(r for r in regelingen if r.slug == "beleidsregels-geld-en-spullen")

    def doelen(stukken: tuple[LokaleRegeling, ...]) -> set[Adres]:
        gelezen = next(t for t in lees_plaatsen(stukken) if t.regeling is regels)
        return {d for p in gelezen.plaatsen for r in p.refs for d in r.doelen if d.regeling == "BWBR0015703"}

    assert plaats_in("BWBR0015703", "31", "2", ("m",)) in doelen(regelingen)
    assert not doelen((regels,))
