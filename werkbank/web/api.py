"""The same figures for machines: read-only JSON behind the same gate, described by ``/openapi.json``."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from verordening.boom import regels
from verordening.canoniek import lees
from verordening.dagen import lees_dag
from verordening.register import Register
from werkbank.diensten.beslissen import lees_beslissingen
from werkbank.web.antwoord import bureau
from werkbank.web.beeld import Beeld
from werkbank.web.regeling import op_dag

__all__ = ["PADEN", "ROUTES"]

PADEN = {
    "/api/bord": ("Het besluitbord: per maatregel wie beslist, voor wanneer en hoe zwaar.", ()),
    "/api/maatregel/{id}": ("De bepalingen die een maatregel raakt, met bewijs en oordeel.", ("id",)),
    "/api/koppeling": ("De rij van nakijken: elk paar met zijn kans, en wat een mens besliste.", ()),
    "/api/geldend/{slug}/{dag}": ("De bepalingen die op een dag gelden, met hun tekst.", ("slug", "dag")),
}
"""Address → what it gives, and its parameters; every one of them is a GET."""


def _beeld(request: Request) -> Beeld:
    beeld = bureau(request).stand().beeld
    if beeld is None:
        raise HTTPException(503, "Het dossier is nog niet berekend.")
    return beeld


def _antwoord(beeld: Beeld, waarde: Any) -> Response:
    return JSONResponse({"berekend": beeld.kop["berekend"], "uitkomst": waarde})


def _bord(request: Request) -> Response:
    beeld = _beeld(request)
    return _antwoord(beeld, beeld.deel("bord")["rijen"])


def _maatregel(request: Request) -> Response:
    beeld = _beeld(request)
    blad = beeld.deel(f"maatregel/{request.path_params['id']}")
    if blad is None:
        raise HTTPException(404, "Deze maatregel staat niet in het dossier.")
    return _antwoord(beeld, {k: w for k, w in blad.items() if k != "blad"})


def _koppeling(request: Request) -> Response:
    beeld = _beeld(request)
    laatste = lees_beslissingen(bureau(request).dossier).laatste()
    rijen = []
    for r in beeld.deel("rij") or []:
        k = laatste.get((r["maatregel"], r["regeling"], r["eId"]))
        rijen.append({**r, "beslissing": k.model_dump(mode="json") if k else None})
    return _antwoord(beeld, rijen)


def _geldend(request: Request) -> Response:
    dag = lees_dag(request.path_params["dag"])
    if dag is None:
        raise HTTPException(404, "Dit is geen dag.")
    g = op_dag(request, request.path_params["slug"], dag)
    if g.regeling is None:
        raise HTTPException(404, g.bevindingen[-1].uitleg if g.bevindingen else "De tekst van die dag is niet bekend.")
    register = Register.van(lees(g.xml))
    eenheden = [
        {"eId": eid, "adres": register.adres(e).tekst(), "tekst": "\n".join(r for _, r in regels(e))}
        for eid, e in register.op_eid.items()
        if e.soort.value in ("artikel", "bijlage")
    ]
    return JSONResponse({"regeling": request.path_params["slug"], "dag": str(dag), "bepalingen": eenheden})


def _openapi(request: Request) -> Response:
    """The description, made from :data:`PADEN` and the model of a decision."""
    from impact.dossier.koppelingen import Koppeling

    schema = Koppeling.model_json_schema(ref_template="#/components/schemas/{model}")
    delen = {**schema.pop("$defs", {}), "Koppeling": schema}
    paden = {
        pad: {
            "get": {
                "summary": wat,
                "parameters": [
                    {"name": n, "in": "path", "required": True, "schema": {"type": "string"}} for n in namen
                ],
                "responses": {
                    "200": {"description": wat, "content": {"application/json": {"schema": {"type": "object"}}}},
                    "404": {"description": "Dit is er niet."},
                },
            }
        }
        for pad, (wat, namen) in PADEN.items()
    }
    info = {"title": "Werkbank", "version": "1", "description": "Alleen lezen; achter dezelfde deur als de bladzijden."}
    return JSONResponse({"openapi": "3.1.0", "info": info, "paths": paden, "components": {"schemas": delen}})


ROUTES = [
    Route("/openapi.json", _openapi),
    Route("/api/bord", _bord),
    Route("/api/maatregel/{id}", _maatregel),
    Route("/api/koppeling", _koppeling),
    Route("/api/geldend/{slug}/{dag}", _geldend),
]
