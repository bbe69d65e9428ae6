"""The same figures for machines: read-only JSON behind the same gate, described by ``/openapi.json`` from the types below."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from typing_extensions import TypedDict

from impact.dossier.koppelingen import Koppeling
from impact.stukken.bord import Bordrij
from verordening.boom import regels
from verordening.dagen import lees_dag
from verordening.register import Register
from werkbank.diensten.beslissen import lees_beslissingen
from werkbank.web.antwoord import bureau
from werkbank.web.beeld import Beeld
from werkbank.web.regeling import Opdag, op_dag

__all__ = ["PADEN", "ROUTES"]


class Bewijs(TypedDict):
    """Why a provision is thought to be touched: how it was found, and the words of both sides."""

    soort: str
    zin: str
    zekerheid: str
    lokaal: str
    landelijk: str


class Oordeel(TypedDict):
    """The verdict on a provision; ``mens``: a person gave it."""

    soort: str
    naam: str
    sinds: str | None
    uitleg: str
    hoort: str
    mens: bool


class Bepaling(TypedDict):
    """A provision that a measure touches."""

    regeling: str
    titel: str
    vanaf: str | None
    eId: str
    adres: str
    tekst: str
    zekerheid: str
    status: str
    wie: str
    wanneer: str | None
    waarom: str
    voorstel: str
    oordeel: Oordeel | None
    bewijs: list[Bewijs]


class Maatregel(TypedDict):
    """A measure with what it touches."""

    id: str
    naam: str
    geteld: bool
    bepalingen: list[Bepaling]
    geen_reden: str


class Paar(TypedDict):
    """A row of the review desk: measure and provision, the probability that it is touched, and what a person decided."""

    maatregel: str
    regeling: str
    eId: str
    adres: str
    kort: str
    artikel: str
    kans: float
    status: str
    oordeel: str
    beslissing: Koppeling | None


class Tekstdeel(TypedDict):
    """An article or annex with its text."""

    eId: str
    adres: str
    tekst: str


class Waar(TypedDict):
    """Where a reference stands."""

    artikel: str | None
    lid: str | None
    onderdeel: list[str]
    eId: str | None


Verwijzing = TypedDict(
    "Verwijzing",
    {
        "in": Waar,
        "begin": int,
        "eind": int,
        "tekst": str,
        "regeling": str | None,
        "naam": str | None,
        "artikel": str | None,
        "lid": list[str],
        "onderdeel": list[str],
        "jci": str | None,
        "soort": str,
    },
)

PADEN: dict[str, tuple[str, tuple[str, ...], Any]] = {
    "/api/bord": ("Het besluitbord: per maatregel wie beslist, voor wanneer en hoe zwaar.", (), list[Bordrij]),
    "/api/maatregel/{id}": ("De bepalingen die een maatregel raakt, met bewijs en oordeel.", ("id",), Maatregel),
    "/api/koppeling": ("De rij van nakijken: elk paar met zijn kans, en wat een mens besliste.", (), list[Paar]),
    "/api/geldend/{slug}/{dag}": ("De bepalingen die op een dag gelden.", ("slug", "dag"), list[Tekstdeel]),
    "/api/verwijzingen/{slug}/{dag}": ("De verwijzingen in de tekst van een dag.", ("slug", "dag"), list[Verwijzing]),
}
"""Address → what it gives, its parameters, and the type of ``uitkomst``; every one of them is a GET."""


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


def _op_dag(request: Request) -> Opdag:
    dag = lees_dag(request.path_params["dag"])
    if dag is None:
        raise HTTPException(404, "Dit is geen dag.")
    g = op_dag(request, request.path_params["slug"], dag)
    if g.regeling is None:
        raise HTTPException(404, g.bevindingen[-1].uitleg if g.bevindingen else "De tekst van die dag is niet bekend.")
    return g


def _geldend(request: Request) -> Response:
    register = Register.van(_op_dag(request).tekst)
    eenheden = [
        {"eId": eid, "adres": register.adres(e).tekst(), "tekst": "\n".join(r for _, r in regels(e))}
        for eid, e in register.op_eid.items()
        if e.soort.value in ("artikel", "bijlage")
    ]
    return JSONResponse({"uitkomst": eenheden})


def _verwijzingen(request: Request) -> Response:
    from wetgeving.verwijzingen import zoek_in

    velden = set(Verwijzing.__annotations__)
    gevonden = (v.als_json() for v in zoek_in(_op_dag(request).tekst).verwijzingen)
    return JSONResponse({"uitkomst": [{k: w for k, w in v.items() if k in velden} for v in gevonden]})


def _openapi(request: Request) -> Response:
    """The description, made from :data:`PADEN`."""
    verwijs = "#/components/schemas/{model}"
    wijze: Literal["serialization"] = "serialization"
    soorten = [(pad, wijze, TypeAdapter(soort)) for pad, (_, _, soort) in PADEN.items()]
    per_pad, delen = TypeAdapter.json_schemas(soorten, ref_template=verwijs)
    paden = {
        pad: {
            "get": {
                "summary": wat,
                "parameters": [
                    {"name": n, "in": "path", "required": True, "schema": {"type": "string"}} for n in namen
                ],
                "responses": {
                    "200": {"description": wat, "content": {"application/json": {"schema": _schema(per_pad, pad)}}},
                    "404": {"description": "Dit is er niet."},
                },
            }
        }
        for pad, (wat, namen, _) in PADEN.items()
    }
    info = {"title": "Werkbank", "version": "1", "description": "Alleen lezen; achter dezelfde deur als de bladzijden."}
    return JSONResponse({"openapi": "3.1.0", "info": info, "paths": paden, "components": {"schemas": delen["$defs"]}})


def _schema(per_pad: dict[Any, Any], pad: str) -> dict[str, Any]:
    uitkomst = per_pad[pad, "serialization"]
    berekend = {"type": "string", "format": "date-time", "description": "Wanneer het dossier is berekend."}
    velden = {"berekend": berekend, "uitkomst": uitkomst}
    return {"type": "object", "properties": velden, "required": ["uitkomst"]}


ROUTES = [
    Route("/openapi.json", _openapi),
    Route("/api/bord", _bord),
    Route("/api/maatregel/{id}", _maatregel),
    Route("/api/koppeling", _koppeling),
    Route("/api/geldend/{slug}/{dag}", _geldend),
    Route("/api/verwijzingen/{slug}/{dag}", _verwijzingen),
]
