"""New text with tabs between cells, as a table is pasted from a word processor."""

from __future__ import annotations

import pytest

from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Blok, Eenheid, Tabel, inlinetekst, wandel
from versies.opdracht.lading import lees_lading


def _rijen(blokken: tuple[Blok, ...]) -> list[list[str]]:
    alle = [b for blok in blokken for e in (wandel(blok) if isinstance(blok, Eenheid) else ()) for b in e.inhoud]
    (tabel,) = (b for b in (*alle, *blokken) if isinstance(b, Tabel))
    rijen = [r for g in tabel.groepen for r in (*g.kop, *g.romp)]
    return [
        [inlinetekst(a.inhoud) for c in r.cellen for a in c.inhoud if isinstance(a, Alinea)]
        for r in rijen
        if any(c.inhoud for c in r.cellen)
    ]


def test_regels_met_tabs_zijn_de_rijen_van_een_tabel() -> None:
    regels = ["Bijlage 1 Zalen", "", "Dorp\tZaal\tBeheerder", "Oost\tDe Bel\tStichting De Bel"]
    assert _rijen(lees_lading(regels, "bijlage")) == [
        ["Dorp", "Zaal", "Beheerder"],
        ["Oost", "De Bel", "Stichting De Bel"],
    ]


def test_een_regel_met_tabs_is_een_rij() -> None:
    assert _rijen(lees_lading(["6\tBeslissen op een aanvraag\tTeamleider"], "rij")) == [
        ["6", "Beslissen op een aanvraag", "Teamleider"]
    ]


def test_twee_kolommen_kunnen_ook_een_lijst_zijn_en_worden_geweigerd() -> None:
    with pytest.raises(Geweigerd, match="kolommen"):
        lees_lading(["Artikel 1 Begrippen", "bank\teen zitplaats", "plein\teen open ruimte"], "artikel")


def test_een_nummer_met_een_tab_is_een_lid() -> None:
    assert len(lees_lading(["1.\tHet college beslist.", "2.\tHet college betaalt."], "lid")) == 2
