"""The application: which module has which pages, imported when somebody asks for one, and one way to say what went wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from importlib import import_module
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from verordening.bevinding import Geweigerd
from werkbank.web.antwoord import bladzijde, bureau, naar, op_het_scherm, verwarm_sjablonen
from werkbank.web.deur import Deur, Sleutels
from werkbank.web.taken import Taken
from werkbank.web.werkbank import Werkbank

_VAST = Path(__file__).with_name("vast")
_SOORTEN = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_KAMERS = {
    "bord": ("bord", "maatregel"),
    "taakbladen": ("taak", "api/taak"),
    "nakijken": ("nakijken",),
    "regeling": ("regeling",),
    "zoekblad": ("zoek",),
    "wet": ("wet",),
    "wijziging": ("wijziging",),
    "besluiten": ("besluit", "publicatie"),
    "samenloop": ("samenloop",),
    "samenvoegen": ("samenvoegen",),
    "gegevens": ("cijfers", "termijnen", "toezeggingen", "keuzes"),
    "stukken": ("stukken",),
    "hulpbladen": ("hulp", "begin"),
    "nieuw": ("nieuw",),
    "terugzetten": ("terugzetten",),
    "api": ("api", "openapi.json"),
}
"""Module → first part of the addresses of its pages; in the order in which they are warmed up."""
_LATER = ("versies.archief.archief", "versies.archief.uitdossier", "versies.vergelijken.uitlijnen", "versies.tijd.wti")
"""What those modules import only when a page needs it: git, and the comparison."""
_ADRES = {deel: f"werkbank.web.{module}" for module, delen in _KAMERS.items() for deel in delen}


class _Kamers(BaseRoute):
    """All pages: the module that has them is imported when the first of them is asked for."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """The page of an address, in the words of Starlette."""
        delen = scope["path"].lstrip("/").split("/")
        module = _ADRES.get("/".join(delen[:2])) or _ADRES.get(delen[0])
        gedeeltelijk: tuple[Match, Scope] = (Match.NONE, {})
        for route in import_module(module).ROUTES if module else ():
            gevonden, velden = route.matches(scope)
            if gevonden is Match.FULL:
                return gevonden, {**velden, "bladzijde": route}
            if gevonden is Match.PARTIAL and gedeeltelijk[0] is Match.NONE:
                gedeeltelijk = (gevonden, {**velden, "bladzijde": route})
        return gedeeltelijk

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on to the page that was found."""
        await scope["bladzijde"].handle(scope, receive, send)


class _EenVoorEen:
    """One page at a time until everything is imported.

    Threads that import at once are given half a module when Python's import locks would wait for each other; the second page
    that somebody opened, while the first one still warmed up, could fall over so.
    """

    def __init__(self, app: ASGIApp, werkbank: Werkbank) -> None:
        self.app, self.werkbank, self.slot, self.warm = app, werkbank, asyncio.Lock(), False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, waiting for the page before it while there still is something to import."""
        if self.warm or scope["path"].startswith("/vast/"):
            return await self.app(scope, receive, send)
        async with self.slot:
            await self.app(scope, receive, send)
            self.warm = self.werkbank.na_eerste is None
        return None


def verwarm() -> None:
    """Import every page and compile every template: what the first visitor of a page would otherwise wait for."""
    for module in (*(f"werkbank.web.{m}" for m in _KAMERS), *_LATER):
        import_module(module)
    from werkbank.web.zoek import adres_van

    verwarm_sjablonen()
    adres_van("1 lid 1")  # leest de spraakkunst van plaatsen


def _fout(request: Request, code: int, titel: str, uitleg: str, advies: str = "", plaats: str = "") -> Response:
    """Why it is refused; after a form also the way back to its page, and the words that somebody wrote in it."""
    eigen, vorige = f"{request.url.scheme}://{request.url.netloc}/", request.headers.get("referer", "")
    terug = vorige.removeprefix(eigen[:-1]) if request.method == "POST" and vorige.startswith(eigen) else ""
    getypt = {n: w for n, w in getattr(request.state, "velden", {}).items() if " " in w.strip()}
    return bladzijde(
        request,
        "fout.html",
        code,
        stand=None,
        titel=titel,
        uitleg=uitleg,
        advies=advies,
        plaats=plaats,
        terug=terug,
        getypt=getypt,
    )


def _geweigerd(request: Request, fout: Exception) -> Response:
    assert isinstance(fout, Geweigerd)
    code = 413 if fout.code == "te-groot" else 404 if fout.code.endswith(("onbekend", "weg", "geen-map")) else 409
    reden = op_het_scherm(fout.reden)
    uitleg = f"{reden[:1].upper()}{reden[1:]}."
    return _fout(request, code, "Dit kan nu niet", uitleg, op_het_scherm(fout.advies), fout.plaats)


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
    uitleg = f"Onverwachte fout ({type(fout).__name__}). Kijk vóór een nieuwe poging of uw handeling al is opgenomen."
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
    werkbank = Werkbank(dossier, bronnen, map_, Taken(map_ / "taken", dossier, bronnen), na_eerste=verwarm)
    vangnet: dict[object, Callable[[Request, Exception], Response | Awaitable[Response]]] = {
        Geweigerd: _geweigerd,
        HTTPException: _niet_gevonden,
        Exception: _gebrek,
    }
    routes = [Route("/", _thuis), Route("/vast/{naam}", _vast), Route("/stop", _stop, methods=["POST"]), _Kamers()]
    app = Starlette(routes=routes, exception_handlers=vangnet)
    app.state.werkbank = werkbank
    return Deur(_EenVoorEen(app, werkbank), poort, sleutels), werkbank
