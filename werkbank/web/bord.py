"""The board and the measures: what must be decided, by whom and before when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from impact.dossier.telling import Telling
from impact.stukken.taal import hoofdletter
from verordening.dagen import dag as dag_in_woorden
from verordening.groepen import groepeer
from werkbank.web.antwoord import bladzijde, bureau, naar

_ORDE: dict[str, tuple[str, Callable[[dict[str, Any], dict[str, Any]], Any]]] = {
    "maatregel": ("Maatregel", lambda r, b: r["maatregel"]),
    "dag": ("Uiterste dag", lambda r, b: ([*b["standen"]].index(r["stand"]), r["uiterlijk"] or r["ingang"] or "9999")),
    "oordeel": ("Zwaarste oordeel", lambda r, b: [*b["oordelen"]].index(r["oordeel"])),
    "bepalingen": ("Bepalingen", lambda r, b: -r["bepalingen"]),
}
_ZEKER = {"hoog": "zeker", "middel": "waarschijnlijk", "laag": "onzeker"}


def _wie(rij: dict[str, Any]) -> tuple[str, ...]:
    return tuple(rij["organen"]) or ("geen",)


def _bord(request: Request) -> Response:
    werkbank = bureau(request)
    stand = werkbank.stand()
    if stand.beeld is None:
        assert stand.taak is not None
        return bladzijde(request, "bord_leeg.html", stand=stand, taak=stand.taak)
    bord, kop = stand.beeld.deel("bord"), stand.beeld.kop
    alle = bord["rijen"]
    keuze = {k: v for k in ("wie", "stand", "oordeel", "orde") if (v := request.query_params.get(k))}
    toets: dict[str, Callable[[dict[str, object], str], bool]] = {
        "wie": lambda r, w: w in _wie(r),
        "stand": lambda r, w: r["stand"] == w,
        "oordeel": lambda r, w: r["oordeel"] == w,
    }
    rijen = [r for r in alle if all(toets[k](r, v) for k, v in keuze.items() if k in toets)]
    orde = keuze.get("orde", "dag") if keuze.get("orde", "dag") in _ORDE else "dag"
    rijen.sort(key=lambda r: _ORDE[orde][1](r, bord))
    groepen = (
        [(t, [r for r in rijen if r["stand"] == s]) for s, t in bord["standen"].items()]
        if orde == "dag"
        else [("", rijen)]
    )
    facetten = [
        (
            "wie",
            "Wie beslist",
            "Iedereen",
            [(w, hoofdletter(n), sum(w in _wie(r) for r in alle)) for w, n in bord["organen"].items()],
        ),
        ("stand", "Stand", "Alles", [(s, t, sum(r["stand"] == s for r in alle)) for s, t in bord["standen"].items()]),
        (
            "oordeel",
            "Zwaarste oordeel",
            "Alles",
            [(o, t, sum(r["oordeel"] == o for r in alle)) for o, t in bord["oordelen"].items()],
        ),
    ]
    return bladzijde(
        request,
        "bord.html",
        stand=stand,
        kop=kop,
        alle=alle,
        rijen=rijen,
        groepen=[g for g in groepen if g[1]],
        facetten=facetten,
        keuze=keuze,
        orden=[(k, n) for k, (n, _) in _ORDE.items()],
        orde=orde,
        oordelen=bord["oordelen"],
        eerst=_eerst(alle, kop, werkbank.vandaag()),
        warmte=_warmte(alle, kop),
    )


def _eerst(alle: list[dict[str, Any]], kop: dict[str, Any], vandaag: date) -> dict[str, object]:
    """What the page says before anything else, in sentences that only count."""
    raakt = [r for r in alle if r["oordeel"] != "geen"]
    laat = [r for r in raakt if r["stand"] == "verstreken"]
    komend = sorted(
        (r for r in raakt if r["uiterlijk"] and r["uiterlijk"] >= str(vandaag)), key=lambda r: r["uiterlijk"]
    )
    grens = date.fromisoformat(komend[0]["uiterlijk"]) if komend else None
    dan = [r for r in komend if r["uiterlijk"] == komend[0]["uiterlijk"]] if komend else []
    return {
        "laat": laat,
        "los": [r for r in alle if r["oordeel"] == "geen"],
        "grens": dag_in_woorden(grens) if grens else "",
        "nog": (grens - vandaag).days if grens else 0,
        "zeker": all(r["zeker"] for r in dan),
        "dan": dan,
        "telling": Telling(**kop["telling"]),
    }


def _warmte(alle: list[dict[str, Any]], kop: dict[str, Any]) -> dict[str, object]:
    """The table measure × regulation; only what is touched at all."""
    per = {r["maatregel"]: dict(r["per_regeling"]) for r in alle}
    totaal = Counter(
        {slug: sum(p.get(slug, 0) for p in per.values()) for slug in (r["slug"] for r in kop["regelingen"])}
    )
    kolommen = [r for r in kop["regelingen"] if totaal[r["slug"]]]
    rijen = [(r, [(k, per[r["maatregel"]].get(k["slug"], 0)) for k in kolommen]) for r in alle if r["bepalingen"]]
    return {"kolommen": kolommen, "rijen": sorted(rijen, key=lambda p: p[0]["maatregel"])}


def _maatregel(request: Request) -> Response:
    stand = bureau(request).stand()
    if stand.beeld is None:
        return naar("/bord")
    blad = stand.beeld.deel(f"maatregel/{request.path_params['id']}")
    if blad is None:
        raise HTTPException(404, "Deze maatregel staat niet in het dossier.")
    rij = next((r for r in stand.beeld.deel("bord")["rijen"] if r["maatregel"] == blad["id"]), None)
    welke = request.query_params.get("regeling", "")
    groepen = groepeer((b["regeling"], b) for b in blad["bepalingen"] if welke in ("", b["regeling"]))
    namen = {r["slug"]: r["naam"] for r in stand.beeld.kop["regelingen"]}
    return bladzijde(
        request,
        "maatregel.html",
        stand=stand,
        blad=blad,
        rij=rij,
        groepen=groepen,
        namen=namen,
        welke=welke,
        zeker=_ZEKER,
    )


ROUTES = [Route("/bord", _bord), Route("/maatregel/{id}", _maatregel)]
