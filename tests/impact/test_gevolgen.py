"""What if, the difference with an earlier run, and the graph."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from bench.bench_rondreis import bronnen
from impact.dossier.laden import Invoer
from impact.dossier.samen import Uitwerking
from impact.dossier.velden import als_tekst
from impact.graaf.bouw import bouw
from impact.oordeel.gevolgen import gevolgen_van, lees_run, verschil_met, wijzigingen
from impact.stukken import matrix
from tests.impact.stukhulp import klein
from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Eenheid, Gegevens, Regeling, Soort
from verordening.lezers import lees
from verordening.papier import document as d
from verordening.papier.keuring import controleer
from versies.verschil import vergelijk


def _wet(leden: dict[str, str], artikel: str = "44") -> Regeling:
    inhoud = tuple(Eenheid(Soort.LID, nummer=n, inhoud=(Alinea((t,)),)) for n, t in leden.items())
    lichaam = Eenheid(Soort.LICHAAM, inhoud=(Eenheid(Soort.ARTIKEL, label="Artikel", nummer=artikel, inhoud=inhoud),))
    return Regeling(Gegevens("BWBR0015703", geldig_vanaf=date(2027, 1, 1)), Eenheid(Soort.REGELING, inhoud=(lichaam,)))


def test_wat_verschilt_wordt_per_lid_gezegd() -> None:
    was, wordt = _wet({"1": "Zes weken.", "2": "Blijft."}), _wet({"1": "Acht weken.", "2": "Blijft.", "3": "Nieuw."})
    assert [(w.adres, w.aard) for w in wijzigingen(was, wordt)] == [
        ("artikel 44, eerste lid", "gewijzigd"),
        ("artikel 44, derde lid", "nieuw"),
    ]
    assert [(w.adres, w.aard) for w in wijzigingen(wordt, was)] == [
        ("artikel 44, eerste lid", "gewijzigd"),
        ("artikel 44, derde lid", "vervallen"),
    ]
    assert wijzigingen(was, was) == ()


def test_een_ontwerp_noemt_de_bepalingen_die_ernaar_verwijzen(invoer: Invoer) -> None:
    wet = invoer.wet("BWBR0015703")
    assert wet is not None
    kaal = replace(
        invoer, wetten=tuple(replace(w, wordt=_wet({"5": "Drie maanden."})) if w is wet else w for w in invoer.wetten)
    )
    lijst, gevolgen, _ = gevolgen_van(kaal, _wet({"5": "Zes maanden."}), "ontwerp.xml")
    assert [w.adres for w in lijst] == ["artikel 44, vijfde lid"]
    plekken = {(g.regeling, g.adres) for g in gevolgen}
    assert ("beleidsregels-terugwerkende-kracht", "artikel 4, eerste lid") in plekken
    assert not any(g.regeling == "beleidsregels-giften" for g in gevolgen)


def test_een_ontwerp_van_een_andere_wet_wordt_geweigerd(invoer: Invoer) -> None:
    vreemd = Regeling(Gegevens("BWBR0009999"), Eenheid(Soort.REGELING))
    with pytest.raises(Geweigerd, match="staat niet in het dossier"):
        gevolgen_van(invoer, vreemd, "ontwerp.xml")


def test_verschil_met_een_eerdere_keer(uitwerking: Uitwerking, tmp_path: Path) -> None:
    (tmp_path / "koppelingen.json").write_text(als_tekst(matrix.als_json(uitwerking.model)), "utf-8")
    nu = {b.maatregel.id: b.bepalingen for b in uitwerking.model.maatregelen}
    assert verschil_met(lees_run(tmp_path), nu) == {"nieuw": [], "vervallen": [], "anders": []}
    eerste, *rest = nu["M01"]
    anders = verschil_met(lees_run(tmp_path), {**nu, "M01": (replace(rest[0], status="verworpen"), *rest[1:])})
    assert [r["eId"] for r in anders["vervallen"]] == [eerste.eId]
    assert [r["eId"] for r in anders["anders"]] == [rest[0].eId]


def test_iets_anders_dan_een_eerdere_keer_wordt_geweigerd(tmp_path: Path) -> None:
    for inhoud in ("[]", "{", '{"maatregelen": 3}'):
        (tmp_path / "koppelingen.json").write_text(inhoud, "utf-8")
        with pytest.raises(Geweigerd, match="geen uitkomst"):
            lees_run(tmp_path)
    with pytest.raises(Geweigerd, match="geen uitkomst"):
        lees_run(tmp_path / "nergens")


def test_de_graaf_geeft_de_keten_en_kent_de_tijd(uitwerking: Uitwerking) -> None:
    graaf = bouw(uitwerking)
    naar = "bepaling:beleidsregels-giften#chp_5__art_13__para_2"
    keten = graaf.keten("maatregel:M08", naar)
    assert [r.soort for r in keten] == ["wijzigt", "verwijzing", "verwijzing", "begrip"]
    assert keten[-1].bewijs == "vrijlatingsbedrag" and keten[-1].naar == naar
    assert graaf.keten("maatregel:M08", naar, op=date(2025, 12, 31)) == ()
    assert "maatregel:M08" in graaf.raakt(naar) and naar in graaf.geraakt_door("maatregel:M08")
    assert graaf.keten("dossier:36582", "bepaling:beleidsregels-bijzondere-bijstand#formula_1")


def test_een_ingevoegd_lid_is_een_nieuw_lid_en_de_rest_is_vernummerd() -> None:
    was = _wet(
        {"1": "De toeslag is honderd euro.", "2": "De toeslag wordt per maand betaald.", "3": "Dit artikel vervalt."}
    )
    wordt = _wet(
        {
            "1": "De toeslag is honderd euro.",
            "2": "Voor een jonge hond is er geen toeslag.",
            "3": "De toeslag wordt per maand betaald.",
            "4": "Dit artikel vervalt.",
        }
    )
    assert [(w.adres, w.zin) for w in wijzigingen(was, wordt)] == [
        ("artikel 44, tweede lid", "nieuw"),
        ("artikel 44, tweede lid", "vernummerd; nu artikel 44, derde lid"),
        ("artikel 44, derde lid", "vernummerd; nu artikel 44, vierde lid"),
    ]


def test_gevolgen_zegt_wat_verschil_zegt(data: Path) -> None:
    """On every pair of official texts: the same articles came, went and got another number, and nothing else."""
    geteld = 0
    for _, paden in bronnen(data):
        for was, wordt in pairwise(lees(p.read_bytes(), naam=p.name) for p in paden):
            artikelen = vergelijk(was, wordt).artikelen
            gezegd = wijzigingen(was, wordt)
            heel = [w for w in gezegd if not w.doel.lid and not w.doel.onderdeel]
            nieuw, weg = ({w.doel.artikel for w in heel if w.aard == s} for s in ("nieuw", "vervallen"))
            assert nieuw <= set(artikelen.nieuw) | set(artikelen.gewijzigd)
            assert weg <= set(artikelen.vervallen) | set(artikelen.gewijzigd)
            om = {(w.doel.artikel, w.naar.artikel) for w in heel if w.naar is not None and not w.naar.lid}
            assert om <= set(artikelen.vernummerd) | set(artikelen.verplaatst)
            geteld += 1
    assert geteld > 80


def test_het_overzicht_van_koppelingen_noemt_regelingen_bij_naam_en_wijst_naar_elke_maatregel() -> None:
    model = klein().impact
    document = matrix.als_document(model)
    assert controleer(document) == ()
    overzicht = next(b for b in document.blokken if isinstance(b, d.Tabel))
    ankers = {b.anker for b in document.blokken if isinstance(b, d.Kop)}
    assert len(overzicht.kolommen) == 3 and len(overzicht.rijen) == len(model.maatregelen)
    titels = {r.slug: r.citeertitel for r in model.regelingen}
    for rij, beeld in zip(overzicht.rijen, model.maatregelen, strict=True):
        inhoud = [next(iter(d.stukken(d.delen(c.blokken[0])[0][0]))) for c in rij.cellen]
        assert inhoud[0].link.removeprefix("#") in ankers and inhoud[1].tekst == str(len(beeld.geraakt))
        assert all(titels[b.regeling] in inhoud[2].tekst for b in beeld.geraakt)
    assert any(b.geraakt for b in model.maatregelen)
