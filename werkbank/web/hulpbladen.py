"""Starting without a dossier, and the help: the pages of the manual, from the same Markdown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import markdown
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from werkbank.web.antwoord import bladzijde, bureau, naar

_MAP = Path(__file__).with_name("hulp")
BLADEN = {
    **{
        naam: (_MAP / f"{naam}.md").read_text(encoding="utf-8").split("\n")[0].lstrip("# ")
        for naam in ("jurist", "griffie", "beleid", "bestuur", "stand", "toetsen")
    },
    "zinnen": "Zinnen die worden gelezen",
}
"""Pages of the manual, in order."""


@cache
def _html(naam: str) -> str:
    """A page as HTML; pictures belong to the manual on paper and stay out."""
    tekst = _zinnen() if naam == "zinnen" else (_MAP / f"{naam}.md").read_text(encoding="utf-8")
    tekst = re.sub(r"^!\[.*$", "", tekst, flags=re.MULTILINE)
    html: str = markdown.markdown(tekst, extensions=["tables"])
    return html


def _zinnen() -> str:
    """Every form of sentence that is read, with an example: from the grammar itself."""
    from versies.opdracht.catalogus import regels

    rijen = (f"| {r.voorbeeld} | {r.uitleg} |\n" for r in sorted(regels(), key=lambda r: r.vormen[0]) if r.voorbeeld)
    uitleg = "Een opdracht in een besluit wordt gelezen als zij zo is geschreven. Wat niet past, wordt geweigerd; er wordt niets geraden."
    return f"# {BLADEN['zinnen']}\n\n{uitleg}\n\n| Zo staat het er | Wat het doet |\n|---|---|\n{''.join(rijen)}"


def _lijst(request: Request) -> Response:
    return bladzijde(request, "hulp.html", bladen=BLADEN, blad="", tekst="")


def _blad(request: Request) -> Response:
    naam = request.path_params["naam"]
    if naam not in BLADEN:
        raise HTTPException(404, "Dit hulpblad bestaat niet.")
    return bladzijde(request, "hulp.html", bladen=BLADEN, blad=naam, tekst=_html(naam))


def _begin(request: Request) -> Response:
    map_ = bureau(request).dossier
    if (map_ / "dossier.xml").is_file():
        return naar("/bord")
    leeg = map_.is_dir() and not any(map_.iterdir())
    return bladzijde(request, "begin.html", stand=None, map=str(map_), leeg=leeg)


def _voorbeeld(request: Request) -> Response:
    return naar(f"/taak/{bureau(request).taken.begin('voorbeeld', {'naar': '/bord'}).id}")


ROUTES = [
    Route("/hulp", _lijst),
    Route("/hulp/{naam}", _blad),
    Route("/begin", _begin),
    Route("/begin/voorbeeld", _voorbeeld, methods=["POST"]),
]
