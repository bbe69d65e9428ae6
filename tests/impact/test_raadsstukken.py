"""Decisions: the text of the dossier, with was-wordt and explanation; nothing without its text; all files or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from impact.dossier.besluittekst import besluittekst
from impact.dossier.ontwerp import ontwerpen
from impact.stukken.abbesluit import ab_besluit
from impact.stukken.raadsstukken import eigen_bedragen, raadsstukken, uitleg_per_artikel
from impact.stukken.stuk import Stuk
from impact.stukken.vormen import maak_bestanden
from tests.impact.stukhulp import BESLUIT, klein, lokaal, met_impact
from verordening import wissel
from verordening.bevinding import Geweigerd
from verordening.papier import document as d, zet
from verordening.papier.keuring import controleer
from verordening.wissel import schrijf_set
from versies.verschil import vergelijk

ALLE = klein().impact.gemeenten.gemeenten


def woorden(stuk) -> str:
    return zet(stuk.document, "md").decode()


def test_per_gemeente_voorstel_besluit_en_was_wordt():
    stukken, bevindingen = raadsstukken(klein(), ALLE)
    assert len(stukken) == 21 and not bevindingen
    assert all(controleer(s.document) == () for s in stukken)
    voorstel, besluit, tabel = (woorden(s) for s in stukken[:3])
    assert "Aan de raad van Alblasserdam" in voorstel and "Gewijzigd: artikel 1." in voorstel
    assert (
        "De raad van de gemeente Alblasserdam;" in besluit
        and "[in te vullen: datum\\]" in besluit
        and "\\[gemeente" not in besluit
    )
    assert "binnen acht weken" in tabel.replace("~~", "").replace("[vervallen:] ", "") or "acht" in tabel
    assert "zes" in tabel and "De termijn wordt korter." in tabel


def test_de_zeven_besluiten_zijn_gelijk_op_de_naam_na():
    stukken, _ = raadsstukken(klein(), ALLE)
    besluiten = {
        g.naam: woorden(next(s for s in stukken if s.naam.endswith(f"raadsbesluit-{g.naam.lower()}"))) for g in ALLE
    }
    assert len({tekst.replace(naam, "X") for naam, tekst in besluiten.items()}) == 1


def test_de_toelichting_van_het_besluit_staat_bij_het_artikel_dat_zij_verklaart():
    (ontwerp,) = ontwerpen(klein(), "gemeenteraad")
    assert uitleg_per_artikel(ontwerp) == {"art_1": "De termijn wordt korter."}


def test_zonder_besluittekst_of_nieuwe_versie_komt_er_niets():
    with pytest.raises(Geweigerd, match=r"besluiten/ontwerp\.md"):
        raadsstukken(replace(klein(), besluiten={}), ALLE)
    with pytest.raises(Geweigerd, match=r"regelingen/proef/2027-01-01\.xml"):
        raadsstukken(replace(klein(), later={}), ALLE)


def test_zonder_ontwerp_is_er_een_bevinding_en_geen_raadsstuk():
    stukken, bevindingen = raadsstukken(met_impact(besluiten=()), ALLE)
    assert stukken == () and [b.code for b in bevindingen] == ["geen-ontwerp"]


def test_besluittekst_houdt_eigen_nummers_aangehaalde_tekst_en_tabellen():
    tekst = besluittekst(
        "# T\n\n## Artikel I\n### A\nArtikel 3 wordt gewijzigd:\n1. In lid 1:\n> nieuwe tekst\n2. Tabel:\n> | a | b |\n> |---|---|\n> | 1 | 2 |\n"
    )
    soorten = [type(b).__name__ for b in tekst.artikelen]
    assert soorten == ["Kop", "Kop", "Alinea", "Lijst"]
    lijst = tekst.artikelen[-1]
    assert [p.nummer for p in lijst.punten] == ["1.", "2."]
    assert lijst.punten[0].blokken[1].soort == "citaat" and isinstance(lijst.punten[1].blokken[1], d.Tabel)


def test_een_ingevoegde_tabelrij_staat_in_cellen_zonder_kop():
    tekst = besluittekst(
        "# T\n\n## Artikel I\n1. Na de eerste rij:\n> | a | € 1 | b |\n2. Twee rijen:\n> | c | d |\n> | e | f |\n"
    )
    een, twee = (p.blokken[1] for p in tekst.artikelen[-1].punten)
    cellen = [
        [[d.platte_tekst(i) for b in c.blokken for i in d.delen(b)[0]] for c in r.cellen]
        for t in (een, twee)
        for r in t.rijen
    ]
    assert cellen == [[["a"], ["€ 1"], ["b"]], [["c"], ["d"]], [["e"], ["f"]]]
    assert not een.koprij and not twee.koprij


def test_geen_woord_van_het_besluit_raakt_zoek():
    tekst = besluittekst(BESLUIT, "Dorp")
    delen = (*tekst.redactie, *tekst.aanhef, *tekst.artikelen, *tekst.slot, *tekst.toelichting)
    heen = " ".join(d.platte_tekst(i) for b in d.wandel(delen) for i in d.delen(b)[0])
    for woord in BESLUIT.replace("[gemeente]", "Dorp").replace("#", "").replace(">", "").split():
        if woord not in ("Slot", "Toelichting") and not woord.startswith("["):
            assert woord.strip("[].") in heen + tekst.opschrift, woord


def test_het_ab_besluit_noemt_wat_nog_geen_tekst_heeft():
    stuk = ab_besluit(klein())
    assert controleer(stuk.document) == ()
    tekst = woorden(stuk)
    assert "Wat er ligt en wat er nog moet gebeuren" in tekst
    assert "nog te schrijven" in tekst and "artikel 1" in tekst.lower()
    assert "niet meer toe te passen voor zover de wet nu anders zegt" in tekst


def test_alles_of_niets_bij_een_fout_in_een_document(tmp_path):
    goed, fout = Stuk("goed", d.Document("G", ())), Stuk("fout", d.Document("F", (d.kop(5, "te diep"),)))
    with pytest.raises(Geweigerd):
        schrijf_set(tmp_path / "uit", maak_bestanden([goed, fout], ("md",)))
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("verborgen", [True, False], ids=["blijft staan", "wordt verwisseld"])
def test_een_fout_bij_het_schrijven_zet_terug_wat_er_stond(tmp_path, monkeypatch, verborgen):
    from pathlib import Path

    uit = tmp_path / "uit"
    schrijf_set(uit, {"a.md": b"oud a", "map/b.md": b"oud b"})
    if verborgen:
        (uit / ".git").mkdir()  # een archief blijft op zijn plaats
    echt, ruil = Path.replace, wissel._ruil

    def stuk(self, doel):
        if str(doel).endswith("b.md") and str(self).endswith(".nieuw"):
            raise OSError(28, "geen ruimte")
        return echt(self, doel)

    def geen_ruil(*_):
        raise OSError(28, "geen ruimte")

    monkeypatch.setattr(Path, "replace", stuk)
    monkeypatch.setattr(wissel, "_ruil", ruil if verborgen else geen_ruil)
    with pytest.raises(Geweigerd, match="de schijf is vol"):
        schrijf_set(uit, {"a.md": b"nieuw a", "map/b.md": b"nieuw b", "c.md": b"c"})
    monkeypatch.undo()
    assert {p.relative_to(uit).as_posix(): p.read_bytes() for p in uit.rglob("*.md")} == {
        "a.md": b"oud a",
        "map/b.md": b"oud b",
    }
    assert [p.name for p in tmp_path.iterdir()] == ["uit"]


def test_een_doel_dat_geen_map_is_of_een_pad_naar_buiten_wordt_geweigerd(tmp_path):
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(Geweigerd, match="geen map"):
        schrijf_set(tmp_path / "bestand", {"a": b""})
    with pytest.raises(ValueError):
        schrijf_set(tmp_path / "uit", {"../a": b""})
    (tmp_path / "vol" / "a.md").mkdir(parents=True)
    with pytest.raises(Geweigerd, match="staat een map"):
        schrijf_set(tmp_path / "vol", {"a.md": b""})
    assert [p.name for p in (tmp_path / "vol").iterdir()] == ["a.md"]


def test_gelijke_documenten_worden_een_keer_gezet_en_overal_neergelegd(monkeypatch):
    teller = []
    monkeypatch.setattr("impact.stukken.vormen.zet", lambda doc, f: teller.append(f) or b"x")
    uit = maak_bestanden([Stuk("a/x", d.Document("T", ())), Stuk("b/x", d.Document("T", ()))], ("md", "html"))
    assert sorted(uit) == ["a/x.html", "a/x.md", "b/x.html", "b/x.md"] and len(teller) == 2


def test_een_bedrag_dat_niet_uit_de_wet_volgt_is_een_eigen_beslispunt():
    gegevens = klein()
    was = lokaal(
        "proef", "Proefverordening", "verordening", "gemeenteraad", "De toeslag is € 475 per jaar.", date(2026, 1, 1)
    )
    wordt = lokaal(
        "proef", "Proefverordening", "verordening", "gemeenteraad", "De toeslag is € 490 per jaar.", date(2027, 1, 1)
    )
    ontwerp = SimpleNamespace(verschil=vergelijk(was.regeling, wordt.regeling))
    assert eigen_bedragen(gegevens, ontwerp) == ["artikel 1: € 490 in plaats van € 475"]
    gelijk = SimpleNamespace(verschil=vergelijk(was.regeling, was.regeling))
    assert eigen_bedragen(gegevens, gelijk) == []


def test_de_punten_van_het_bestuursbesluit_zijn_een_doorlopende_nummering():
    from impact.stukken.abbesluit import ab_besluit

    blokken = ab_besluit(klein()).document.blokken
    (deel,) = [b for b in blokken if isinstance(b, d.Lijst) and b.nummering is d.Nummering.CIJFER]
    assert "in werking treedt" in d.platte_tekst(deel.punten[-1].blokken[0].inhoud)


@pytest.mark.parametrize(
    ("orgaan", "noemt", "bestand"),
    [("college", "college van burgemeester en wethouders", "collegebesluit"), ("ab", "[in te vullen", "ab-besluit")],
)
def test_het_besluit_van_een_gemeente_alleen_volgt_wie_beslist(orgaan: str, noemt: str, bestand: str) -> None:
    """Without a gemeenschappelijke regeling there is no AB: the college decides, or it is openly unknown who does."""
    impact = klein().impact
    regio, samen = impact.gemeenten, impact.gemeenten.samenwerking
    alleen = regio.model_copy(
        update={
            "gemeenten": regio.gemeenten[:1],
            "samenwerking": samen.model_copy(update={"naam": "Gemeente Proefstad", "uitvoerder": "Gemeente Proefstad"}),
        }
    )
    regelingen = tuple(replace(r, orgaan=orgaan) if r.soort == "beleidsregel" else r for r in impact.regelingen)
    stuk = ab_besluit(met_impact(gemeenten=alleen, regelingen=regelingen))
    tekst = zet(stuk.document, "md").decode()
    assert stuk.naam == bestand and noemt in tekst.replace("\\", "")
    assert orgaan == "college" or "onbekend: AB of DB" in tekst
