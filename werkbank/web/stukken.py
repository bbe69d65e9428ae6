"""The papers: make all of them, take them along, and see what is new since an earlier set."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from impact.stukken.taal import slug
from werkbank.gemeentetekst import gemeenten_van
from werkbank.web.antwoord import bladzijde, bureau, meenemen, naar, stuur_bestand, vind_taak, weg_ermee
from werkbank.web.opname import Formulier, formulier
from werkbank.web.taken import Taak

_LANGSTE_NAAM = 60
_MACHINE = ("bevindingen", "gebruikte-bestanden", "index", "stand")
"""Files that say how the set was made: beside the papers, not among them."""
_VORMEN = {
    ".docx": "Word",
    ".pdf": "pdf",
    ".xlsx": "Excel",
    ".html": "webpagina",
    ".ics": "agenda",
    ".md": "platte tekst",
    ".csv": "csv",
    ".json": "json",
}
"""Ending of a file → what people call it, in the order in which they ask for it."""


def _lijst(request: Request) -> Response:
    return bladzijde(request, "stukken.html", stellen=bureau(request).taken.alle("stukken"))


def _begin(request: Request, f: Formulier) -> Response:
    werkbank = bureau(request)
    sinds = f["sinds"] if any(t.id == f["sinds"] and t.stand == "klaar" for t in werkbank.taken.alle("stukken")) else ""
    opdracht = {
        "naam": " ".join(f["naam"].split())[:_LANGSTE_NAAM],
        "sinds": sinds,
        "dag": str(werkbank.vandaag()),
        "naar": "/stukken/{id}",
    }
    return naar(f"/taak/{werkbank.taken.begin('stukken', opdracht, id_=f['keer']).id}")


def _bestanden(taak: Taak) -> list[str]:
    wortel = taak.uit / "stukken"
    return sorted(p.relative_to(wortel).as_posix() for p in wortel.rglob("*") if p.is_file())


def _toon(request: Request) -> Response:
    taak = vind_taak(request, "stukken")
    if taak.stand != "klaar":
        return naar(f"/taak/{taak.id}")
    per: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for naam in _bestanden(taak):
        pad = PurePosixPath(naam)
        per[str(pad.parent) if pad.parent.name else ""][pad.name.split(".")[0]].append(naam)
    sinds = bureau(request).taken.taak(taak.opdracht["sinds"]) if taak.opdracht["sinds"] else None
    mappen, overig = {}, []
    echt = {slug(naam): naam for naam in gemeenten_van(bureau(request).dossier)}
    for m, namen in per.items():
        rij = [
            (_titel(n.removesuffix(f"-{m}")), sorted(map(_vorm, lijst)))
            for n, lijst in namen.items()
            if n not in _MACHINE
        ]
        mappen[echt.get(m, m)] = sorted(rij, key=lambda r: (r[0] != "Impactmemo", r[0]))
        overig += [b for n, lijst in namen.items() if n in _MACHINE for b in lijst]
    return bladzijde(request, "stel.html", taak=taak, mappen=mappen, overig=overig, blad=taak.blad(), sinds=sinds)


def _vorm(bestand: str) -> tuple[int, str, str]:
    """Where a form stands in the row of a paper, its file, and what people call it."""
    einde = PurePosixPath(bestand).suffix
    rang = list(_VORMEN).index(einde) if einde in _VORMEN else len(_VORMEN)
    return rang, bestand, _VORMEN.get(einde, einde[1:])


def _titel(naam: str) -> str:
    """A paper as people call it.

    >>> [_titel(n) for n in ("cib", "ab-besluit", "bijlage-was-wordt")]
    ['College-informatiebrief', 'AB-besluit', 'Bijlage was-wordt']
    """
    if naam == "cib":
        return "College-informatiebrief"
    return (
        naam.replace("ab-", "AB-", 1)
        if naam.startswith("ab-")
        else naam.replace("-", " ").replace("was wordt", "was-wordt").capitalize()
    )


def _bestand(request: Request) -> Response:
    taak = vind_taak(request, "stukken")
    naam = request.path_params["naam"]
    if naam not in _bestanden(taak):
        raise HTTPException(404, "Dit stuk hoort niet bij deze stand.")
    return stuur_bestand(taak.uit / "stukken" / naam, PurePosixPath(naam).name)


ROUTES = [
    Route("/stukken", _lijst),
    Route("/stukken", formulier(_begin), methods=["POST"]),
    Route("/stukken/{id}", _toon),
    Route("/stukken/{id}/alles", meenemen("stukken", "stukken.zip", "stukken-{dag}.zip")),
    Route("/stukken/{id}/weg", weg_ermee("/stukken", "stukken"), methods=["POST"]),
    Route("/stukken/{id}/bestand/{naam:path}", _bestand),
]
