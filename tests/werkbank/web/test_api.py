"""Dezelfde cijfers voor machines: alleen lezen, achter dezelfde deur, en beschreven; elk antwoord past op zijn beschrijving."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_wijziging import REGELING
from werkbank.web.api import PADEN, ROUTES

INVULLEN = {"id": "M08", "slug": REGELING, "dag": "2026-11-30"}


def lees(dienst: Dienst, pad: str) -> dict:  # type: ignore[type-arg]
    code, koppen, inhoud = dienst.vraag("GET", pad)
    assert code == 200 and koppen["content-type"] == "application/json", inhoud
    gelezen = json.loads(inhoud)
    assert isinstance(gelezen, dict)
    return gelezen


def test_elk_adres_is_beschreven_en_elk_antwoord_past_op_zijn_beschrijving(dienst: Dienst) -> None:
    blad = lees(dienst, "/openapi.json")
    assert set(blad["paths"]) == set(PADEN)
    assert {r.path for r in ROUTES} == {*PADEN, "/openapi.json"}
    assert all(r.methods == {"GET", "HEAD"} for r in ROUTES), "alleen lezen"
    genoemd = set(json.dumps(blad).split('"#/components/schemas/')[1:])
    assert {g.partition('"')[0] for g in genoemd} <= set(blad["components"]["schemas"]), "geen schema dat er niet is"
    assert "kans" in blad["components"]["schemas"]["Paar"]["properties"]
    for pad, (_, _, soort) in PADEN.items():
        uitkomst = lees(dienst, pad.format(**INVULLEN))["uitkomst"]
        assert uitkomst
        TypeAdapter(soort).validate_json(json.dumps(uitkomst))
        een = uitkomst[0] if isinstance(uitkomst, list) else uitkomst
        naam = blad["paths"][pad]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["properties"][
            "uitkomst"
        ]
        verwijst = naam.get("$ref") or naam["items"]["$ref"]
        assert set(een) == set(blad["components"]["schemas"][verwijst.rpartition("/")[2]]["properties"]), pad


def test_de_antwoorden_zijn_die_van_de_bladzijden(dienst: Dienst) -> None:
    koppeling = lees(dienst, "/api/koppeling")["uitkomst"]
    assert len(lees(dienst, "/api/bord")["uitkomst"]) == 24 and koppeling[0]["kans"] >= koppeling[-1]["kans"]
    assert any(
        "tegenprestatie" in b["tekst"].lower() for b in lees(dienst, f"/api/geldend/{REGELING}/2026-11-30")["uitkomst"]
    )
    verwijzingen = lees(dienst, f"/api/verwijzingen/{REGELING}/2026-11-30")["uitkomst"]
    assert any(v["regeling"] == "BWBR0015703" and v["jci"] for v in verwijzingen)


def test_dezelfde_deur_en_een_nette_weigering(dienst: Dienst) -> None:
    assert dienst.vraag("GET", "/api/bord", koekje=False)[0] == 403
    assert dienst.vraag("GET", "/api/bord", sec_fetch_site="same-site")[0] == 403
    assert dienst.vraag("POST", "/api/bord", b"")[0] == 405
    for pad in ("/api/maatregel/M99", f"/api/geldend/{REGELING}/zz", f"/api/geldend/{REGELING}/2019-01-01"):
        assert dienst.vraag("GET", pad)[0] == 404
