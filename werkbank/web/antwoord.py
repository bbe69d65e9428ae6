"""What every page of the workbench needs: the bureau behind a request, a page from a template, the way to another page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from impact.woorden import woorden
from verordening.dagen import dag as dag_in_woorden
from verordening.schijf import eigen_map
from verordening.tellen import meervoud
from werkbank.web.taken import nieuw_id
from werkbank.web.werkbank import Werkbank

if TYPE_CHECKING:
    from werkbank.web.taken import Taak

_MENU = (
    ("/bord", "Besluitbord"),
    ("/nakijken", "Nakijken"),
    ("/wijziging", "Wijziging maken"),
    ("/regeling", "Regelingen"),
    ("/besluit", "Besluiten"),
    ("/cijfers", "Gegevens"),
    ("/stukken", "Stukken"),
    ("/hulp", "Hulp"),
)
_ONDER = {
    "maatregel": "/bord",
    "publicatie": "/besluit",
    "samenloop": "/regeling",
    "samenvoegen": "/wijziging",
    "terugzetten": "/besluit",
    "wet": "/regeling",
    **dict.fromkeys(("termijnen", "toezeggingen", "keuzes"), "/cijfers"),
}
"""First part of an address that is not in the menu itself → where it belongs."""


_BESTANDSSOORT = woorden("bestandssoort", __file__)


def bureau(request: Request) -> Werkbank:
    """The workbench behind a request."""
    werkbank: Werkbank = request.app.state.werkbank
    return werkbank


def naar(adres: str) -> Response:
    """After a form: go and look (back is then safe)."""
    return RedirectResponse(adres, 303)


def wie(request: Request) -> str:
    """Who works in this browser, as they said themselves; empty when not asked yet."""
    return unquote(request.cookies.get(f"wie_{request.url.port}", ""))[:80]


def zet_wie(request: Request, antwoord: Response, naam: str) -> Response:
    """Remember who works in this browser."""
    antwoord.set_cookie(f"wie_{request.url.port}", quote(naam), httponly=True, samesite="strict", path="/")
    return antwoord


def botsing(
    request: Request,
    wat: str,
    rijen: Sequence[tuple[str, Sequence[tuple[str, str]], Sequence[tuple[str, str]]]],
    *,
    terug: str,
    actie: str,
    velden: Mapping[str, str],
) -> Response:
    """The page that says that somebody else was first: both values, and which one is to stay.

    Args:
        wat: what was changed, as the begin of a sentence. rijen: per record its name, as it stands now, and as this person
            wanted it (both as label and text). terug: where the other one is shown. actie, velden: the form that keeps this one.
    """
    return bladzijde(request, "botsing.html", 409, wat=wat, rijen=rijen, terug=terug, actie=actie, velden=velden)


def stuur_bestand(pad: Path, naam: str) -> Response:
    """A file to keep, under a name that the server made."""
    soort = _BESTANDSSOORT.get(pad.suffix or Path(naam).suffix, "application/octet-stream")
    return FileResponse(pad, media_type=soort, filename=naam, content_disposition_type="attachment")


def stuur_inhoud(inhoud: bytes, naam: str) -> Response:
    """The same for what was only just made."""
    soort = _BESTANDSSOORT.get(Path(naam).suffix, "application/octet-stream")
    return Response(inhoud, media_type=soort, headers={"content-disposition": f'attachment; filename="{naam}"'})


_WEG = {
    "": "Deze taak is er niet (meer).",
    "gegevensblad": "Dit rekenblad is er niet (meer); geef het opnieuw.",
    "koppelblad": "Dit rekenblad is er niet (meer); misschien is het al overgenomen.",
    "lever": "Dit voorstel is er niet (meer).",
    "lezing": "Deze tekst is er niet (meer); misschien staat hij al in het dossier.",
    "stukken": "Deze stukken zijn er niet (meer).",
    "voorstel": "Dit voorstel is er niet (meer).",
    "wijziging": "Deze wijziging is er niet (meer).",
}


def vind_taak(request: Request, *soorten: str) -> Taak:
    """The task that an address names; no page when it is gone or of another kind."""
    taak = bureau(request).taken.taak(request.path_params["id"])
    if taak is None or (soorten and taak.soort not in soorten):
        raise HTTPException(404, _WEG.get("".join(soorten[:1]), "Dit is er niet (meer)."))
    return taak


def vorige(request: Request, id_: str, *soorten: str) -> Taak | None:
    """The task that was refused and from which somebody comes back to the form; None when it is gone or of another kind."""
    taak = bureau(request).taken.taak(id_ or request.query_params.get("terug", ""))
    return taak if taak is not None and taak.soort in soorten and taak.stand != "bezig" else None


def weg_ermee(terug: str, *soorten: str) -> Callable[[Request], Response]:
    """The button that throws a task away, with all that was made of it; then to another page."""

    def weg(request: Request) -> Response:
        bureau(request).taken.gooi_weg(vind_taak(request, *soorten).id)
        return naar(terug)

    return weg


def meenemen(soort: str, bestand: str, naam: str) -> Callable[[Request], Response]:
    """The file of a task that is ready.

    Args:
        bestand: in the result. naam: for the user; fields of the order may stand in it.
    """

    def mee(request: Request) -> Response:
        taak = vind_taak(request, soort)
        if taak.stand != "klaar" or not (taak.uit / bestand).is_file():
            raise HTTPException(404, "Dit bestand is er nog niet.")
        return stuur_bestand(taak.uit / bestand, naam.format_map(taak.opdracht))

    return mee


def verwarm_sjablonen() -> None:
    """Compile every template."""
    for naam in _sjablonen().list_templates():
        _sjablonen().get_template(naam)


@cache
def _sjablonen() -> Environment:
    map_ = eigen_map() / "werkbank" / "sjablonen"
    map_.mkdir(mode=0o700, parents=True, exist_ok=True)
    omgeving = Environment(
        loader=PackageLoader("werkbank.web", "sjablonen"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=FileSystemBytecodeCache(str(map_)),
    )
    omgeving.filters["dag"] = _dag
    omgeving.filters["moment"] = _moment
    omgeving.filters["tel"] = meervoud
    omgeving.filters["scherm"] = op_het_scherm
    omgeving.filters["besluittekst"] = _besluittekst
    omgeving.filters["kaal"] = lambda regel: Markup(_besluittekst([regel])).striptags()
    omgeving.filters["procent"] = lambda kans: f"{min(99, max(1, round(100 * kans)))}%"  # nooit zeker
    omgeving.globals |= {"menu": _MENU, "versie": version("verordening")}
    return omgeving


def _moment(t: object) -> str:
    """A moment in words, of ISO or of seconds since the epoch."""
    wanneer = datetime.fromtimestamp(t) if isinstance(t, float) else datetime.fromisoformat(str(t))
    return f"{_dag(wanneer.date())} om {wanneer:%H.%M} uur"


def _besluittekst(regels: Iterable[str]) -> Markup:
    """Lines of a decision as HTML: without the marks and the heading «Slot» of the text form, all words escaped."""
    from verordening.papier.document import Document
    from verordening.papier.html import fragment
    from werkbank.diensten.toets import blokken

    return Markup(fragment(Document("deel", tuple(blokken([r for r in regels if r != "## Slot"]))), f"{nieuw_id()}-"))


_VELDEN = woorden("veld", __file__)
"""Option of the command line → the field of the form that asks the same."""


_BLADEN = woorden("blad", __file__)
"""Command → the page that does the same."""


def op_het_scherm(advies: str) -> str:
    """An advice that names options and commands of the command line, naming fields and pages instead.

    >>> op_het_scherm("Geef een andere dag op met --vanaf.")
    'Geef een andere dag op met het veld «Ingegaan op».'
    >>> op_het_scherm("Maak een keuze met «verordening vlecht».")
    'Maak een keuze op de bladzijde «Samenloop».'
    """
    tekst = re.sub(
        r"(?:met )?[«`]verordening ([a-z-]+)[^»`]*[»`]",
        lambda m: f"op de bladzijde «{_BLADEN[m[1]]}»" if m[1] in _BLADEN else m[0],
        advies or "",
    )
    tekst = tekst.replace("docs/opdrachten-taal.md", "het hulpblad «Zinnen die worden gelezen»")
    tekst = re.sub(r" \(op de opdrachtregel: [^)]*\)", "", tekst)
    return re.sub(
        r"--([a-z]+(?:-[a-z]+)*)", lambda m: f"het veld «{_VELDEN[m[1]]}»" if m[1] in _VELDEN else m[0], tekst
    )


def _dag(waarde: object) -> str:
    """A day in words; nothing for nothing."""
    if not waarde:
        return "onbekend"
    return dag_in_woorden(waarde if isinstance(waarde, date) else date.fromisoformat(str(waarde)[:10]))


def bladzijde(
    request: Request,
    sjabloon: str,
    code: int = 0,
    *,
    fouten: Mapping[str, str] | None = None,
    velden: Mapping[str, str] | None = None,
    **meer: object,
) -> HTMLResponse:
    """A page from a template; every page gets the state of knowledge on top, and a name for the task that its form may begin.

    Args:
        fouten, velden: of a form that was sent: field → what is wrong with it, and what was filled in.
    """
    if "stand" not in meer:
        meer["stand"] = bureau(request).stand()
    deel = request.url.path.split("/")[1]
    actief = _ONDER.get(deel, f"/{deel}")
    inhoud = (
        _sjablonen()
        .get_template(sjabloon)
        .render(
            actief=actief,
            vandaag=bureau(request).vandaag(),
            q=request.query_params.get("q", ""),
            keer=nieuw_id(),
            fouten=fouten or {},
            velden=velden or {},
            **meer,
        )
    )
    daarna = bureau(request).eenmaal()
    return HTMLResponse(inhoud, code or (400 if fouten else 200), background=BackgroundTask(daarna) if daarna else None)
