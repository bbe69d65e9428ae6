"""The application: routes, templates, and one way to show a page or to say what went wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from verordening.bevinding import Geweigerd
from verordening.dagen import dag as dag_in_woorden
from werkbank.web.deur import Deur, Sleutels
from werkbank.web.taken import Taken
from werkbank.web.werkbank import Werkbank

__all__ = ["bladzijde", "bureau", "maak_app", "naar"]

_VAST = Path(__file__).with_name("vast")
_SOORTEN = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_MENU = (
    ("/bord", "Besluitbord"),
    ("/nakijken", "Nakijken"),
    ("/wijziging", "Wijziging maken"),
    ("/regeling", "Regelingen"),
    ("/besluit", "Besluiten"),
    ("/stukken", "Stukken"),
    ("/hulp", "Hulp"),
)


def bureau(request: Request) -> Werkbank:
    """The workbench behind a request."""
    werkbank: Werkbank = request.app.state.werkbank
    return werkbank


def naar(adres: str) -> Response:
    """After a form: go and look (back is then safe)."""
    return RedirectResponse(adres, 303)


@cache
def _sjablonen() -> Environment:
    omgeving = Environment(
        loader=PackageLoader("werkbank.web", "sjablonen"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    omgeving.filters["dag"] = _dag
    omgeving.filters["moment"] = lambda t: f"{_dag(t)} om {datetime.fromisoformat(str(t)):%H.%M} uur"
    omgeving.globals |= {"menu": _MENU, "versie": version("verordening")}
    return omgeving


def _dag(waarde: Any) -> str:
    """A day in words; nothing for nothing."""
    if not waarde:
        return "onbekend"
    return dag_in_woorden(waarde if isinstance(waarde, date) else date.fromisoformat(str(waarde)[:10]))


def bladzijde(request: Request, sjabloon: str, code: int = 200, **velden: Any) -> HTMLResponse:
    """A page from a template; every page gets the state of knowledge on top."""
    if "stand" not in velden:
        velden["stand"] = bureau(request).stand()
    pad = request.url.path
    actief = next((a for a, _ in _MENU if pad == a or pad.startswith(a + "/")), "/bord" if "/maatregel" in pad else "")
    return HTMLResponse(
        _sjablonen()
        .get_template(sjabloon)
        .render(actief=actief, vandaag=bureau(request).vandaag(), q=request.query_params.get("q", ""), **velden),
        code,
    )


def _fout(request: Request, code: int, titel: str, uitleg: str, advies: str = "", plaats: str = "") -> Response:
    return bladzijde(request, "fout.html", code, stand=None, titel=titel, uitleg=uitleg, advies=advies, plaats=plaats)


def _geweigerd(request: Request, fout: Exception) -> Response:
    assert isinstance(fout, Geweigerd)
    code = 413 if fout.code == "te-groot" else 404 if fout.code.endswith(("onbekend", "weg", "geen-map")) else 409
    return _fout(
        request, code, "Dit kan nu niet", f"{fout.reden[:1].upper()}{fout.reden[1:]}.", fout.advies, fout.plaats
    )


def _niet_gevonden(request: Request, fout: Exception) -> Response:
    assert isinstance(fout, HTTPException)
    if fout.status_code == 404:
        uitleg = fout.detail if fout.detail != "Not Found" else "Op dit adres staat geen bladzijde van de werkbank."
        return _fout(request, 404, "Niet gevonden", uitleg, "Ga naar het besluitbord, of zoek.")
    if fout.status_code == 405:
        return _fout(request, 405, "Zo kan dit niet", "Deze bladzijde neemt dit soort verzoek niet aan.")
    return _fout(
        request, fout.status_code, "Dit verzoek is niet te lezen", "Er is niets gewijzigd.", "Probeer het opnieuw."
    )


def _gebrek(request: Request, fout: Exception) -> Response:
    uitleg = f"Onverwachte fout ({type(fout).__name__}). Er is niets half geschreven."
    return _fout(
        request, 500, "Dit is een gebrek in het programma", uitleg, "Meld het met wat u deed; de werkbank draait door."
    )


def _vast(request: Request) -> Response:
    naam = request.path_params["naam"]
    if naam not in {p.name for p in _VAST.iterdir()}:
        raise HTTPException(404)
    return FileResponse(_VAST / naam, media_type=_SOORTEN[Path(naam).suffix])


def _thuis(request: Request) -> Response:
    if not (bureau(request).dossier / "dossier.xml").is_file() and not (bureau(request).dossier / ".git").is_dir():
        return naar("/begin")
    return naar("/bord")


def _stop(request: Request) -> Response:
    bureau(request).stop()
    return bladzijde(request, "gestopt.html", stand=None)


def maak_app(
    dossier: Path, bronnen: tuple[Path, ...], map_: Path, poort: int, sleutels: Sleutels
) -> tuple[ASGIApp, Werkbank]:
    """The application behind its gate, and the workbench in it.

    Args:
        map_: folder for what the workbench keeps. poort: on which it listens.
    """
    from werkbank.web import besluiten, bord, hulpbladen, nakijken, regeling, stukken, taakbladen, wijziging, zoekblad

    werkbank = Werkbank(dossier, bronnen, map_, Taken(map_ / "taken", dossier, bronnen))
    routes: list[BaseRoute] = [
        Route("/", _thuis),
        Route("/vast/{naam}", _vast),
        Route("/stop", _stop, methods=["POST"]),
        *(
            r
            for kamer in (besluiten, bord, hulpbladen, nakijken, regeling, stukken, taakbladen, wijziging, zoekblad)
            for r in kamer.ROUTES
        ),
    ]
    vangnet: dict[Any, Callable[[Request, Exception], Response | Awaitable[Response]]] = {
        Geweigerd: _geweigerd,
        HTTPException: _niet_gevonden,
        Exception: _gebrek,
    }
    app = Starlette(routes=routes, exception_handlers=vangnet)
    app.state.werkbank = werkbank
    return Deur(app, poort, sleutels), werkbank
