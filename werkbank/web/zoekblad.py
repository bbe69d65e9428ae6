"""The search page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from werkbank.web.antwoord import bladzijde, bureau
from werkbank.web.zoek import Treffer, adres_van, zoek, zoek_adres


def _zoek(request: Request) -> Response:
    stand = bureau(request).stand()
    vraag = " ".join(request.query_params.get("q", "").split())[:200]
    sleutel = adres_van(vraag)
    hier: list[Treffer] = []
    raakt, woorden, binnen = list(hier), list(hier), list(hier)
    alle = True
    if stand.beeld is not None and vraag:
        if sleutel:
            hier, raakt = zoek_adres(stand.beeld.bestand, sleutel)
        else:
            woorden, binnen = zoek(stand.beeld.bestand, vraag)
            if not woorden and not binnen and " " in vraag:
                alle = False
                woorden, binnen = zoek(stand.beeld.bestand, vraag, alle=False)
    return bladzijde(
        request,
        "zoek.html",
        stand=stand,
        vraag=vraag,
        adres=sleutel,
        hier=hier,
        raakt=raakt,
        woorden=woorden,
        binnen=binnen,
        alle=alle,
    )


ROUTES = [Route("/zoek", _zoek)]
