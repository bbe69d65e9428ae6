"""After an accident: put back what was recorded. The page reads nothing of the dossier, so that it opens when nothing else does."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from versies.archief.terugzetten import Teruggezet, zet_terug
from werkbank.web.antwoord import bladzijde, bureau
from werkbank.web.opname import Formulier, formulier


def _toon(request: Request, gedaan: Teruggezet | None = None) -> Response:
    archief = (bureau(request).dossier / ".git").exists()
    return bladzijde(request, "terugzetten.html", stand=None, gedaan=gedaan, archief=archief)


def _zet(request: Request, f: Formulier) -> Response:
    """Done twice, there is nothing left to do; what stood there is kept beside the dossier."""
    return _toon(request, zet_terug(bureau(request).dossier, alles=f["alles"] == "ja", aanvaard=f["aanvaard"] == "ja"))


ROUTES = [Route("/terugzetten", _toon), Route("/terugzetten", formulier(_zet), methods=["POST"])]
