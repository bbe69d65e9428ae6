"""The pages of a task: how far it is, stop it, try it again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from werkbank.web.antwoord import bladzijde, bureau, naar, vind_taak


def _blad(request: Request) -> Response:
    taak = vind_taak(request)
    return naar(taak.naar) if taak.stand == "klaar" else bladzijde(request, "taak.html", stand=None, taak=taak)


def _stand(request: Request) -> Response:
    taak = vind_taak(request)
    zin = f"{taak.wat}: {taak.gedaan} van {taak.totaal}" if taak.totaal else taak.wat
    return JSONResponse({"stand": taak.stand, "zin": zin, "gedaan": taak.gedaan, "totaal": taak.totaal})


def _stop(request: Request) -> Response:
    taak = vind_taak(request)
    bureau(request).taken.stop(taak.id)
    return naar(f"/taak/{taak.id}")


def _opnieuw(request: Request) -> Response:
    taak = vind_taak(request)
    if taak.stand != "bezig":
        bureau(request).taken.draai(taak.id)
    return naar(f"/taak/{taak.id}")


ROUTES = [
    Route("/taak/{id}", _blad),
    Route("/taak/{id}/stop", _stop, methods=["POST"]),
    Route("/taak/{id}/opnieuw", _opnieuw, methods=["POST"]),
    Route("/api/taak/{id}", _stand),
]
