"""Dezelfde cijfers voor machines: alleen lezen, achter dezelfde deur, en beschreven."""

from __future__ import annotations

import json

from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_wijziging import REGELING
from werkbank.web.api import PADEN, ROUTES


def lees(dienst: Dienst, pad: str) -> object:
    code, koppen, inhoud = dienst.vraag("GET", pad)
    assert code == 200 and koppen["content-type"] == "application/json", inhoud
    return json.loads(inhoud)


def test_elk_adres_is_beschreven_en_geeft_wat_de_bladzijde_geeft(dienst: Dienst) -> None:
    blad = lees(dienst, "/openapi.json")
    assert isinstance(blad, dict) and set(blad["paths"]) == set(PADEN)
    assert {r.path for r in ROUTES} == {*PADEN, "/openapi.json"}
    assert all(r.methods == {"GET", "HEAD"} for r in ROUTES), "alleen lezen"
    assert "kans" in blad["components"]["schemas"]["Koppeling"]["properties"]
    bord, koppeling = lees(dienst, "/api/bord"), lees(dienst, "/api/koppeling")
    assert isinstance(bord, dict) and isinstance(koppeling, dict)
    assert len(bord["uitkomst"]) == 24 and koppeling["uitkomst"][0]["kans"] >= koppeling["uitkomst"][-1]["kans"]
    maatregel = lees(dienst, "/api/maatregel/M08")
    assert isinstance(maatregel, dict) and maatregel["uitkomst"]["bepalingen"]
    geldend = lees(dienst, f"/api/geldend/{REGELING}/2026-11-30")
    assert isinstance(geldend, dict) and any("tegenprestatie" in b["tekst"].lower() for b in geldend["bepalingen"])


def test_dezelfde_deur_en_een_nette_weigering(dienst: Dienst) -> None:
    assert dienst.vraag("GET", "/api/bord", koekje=False)[0] == 403
    assert dienst.vraag("GET", "/api/bord", sec_fetch_site="same-site")[0] == 403
    assert dienst.vraag("POST", "/api/bord", b"")[0] == 405
    for pad in ("/api/maatregel/M99", f"/api/geldend/{REGELING}/zz", f"/api/geldend/{REGELING}/2019-01-01"):
        assert dienst.vraag("GET", pad)[0] == 404
