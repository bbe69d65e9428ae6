"""The law: which acts this dossier is laid beside, their text as it was seen, and what of our own rules is about it; fetching them."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from verordening.bevinding import Geweigerd
from werkbank.web.antwoord import bladzijde, bureau, naar
from werkbank.web.beeld import Beeld
from werkbank.web.opname import Formulier, formulier
from werkbank.web.zoek import Treffer, wettekst, zoek_adres


def _lijst(request: Request, fouten: dict[str, str] | None = None) -> Response:
    from impact.dossier.laden import wetten_van
    from versies.archief.poort import lees_dossier

    stand = bureau(request).stand()
    gezien = {w["bwb"]: w for w in stand.beeld.kop["wetten"]} if stand.beeld else {}
    taak = next(iter(bureau(request).taken.alle("haal")), None)
    return bladzijde(
        request,
        "wetten.html",
        stand=stand,
        fouten=fouten,
        gelegd=request.query_params.get("gelegd", ""),
        wetten=[(w, gezien.get(w.bwb)) for w in wetten_van(lees_dossier(bureau(request).dossier))],
        bezig=taak if taak is not None and taak.stand == "bezig" else None,
        mislukt=taak if taak is not None and taak.stand not in ("bezig", "klaar") else None,
        uit=taak.blad() if taak is not None and taak.stand == "klaar" else None,
    )


def _haal(request: Request) -> Response:
    taken = bureau(request).taken
    for oud in taken.alle("haal"):
        if oud.stand == "bezig":
            return naar("/wet")
        taken.gooi_weg(oud.id)
    return naar(f"/taak/{taken.begin('haal', {'naar': '/wet'}).id}")


def _geef(request: Request, f: Formulier) -> Response:
    from werkbank.diensten.wetteksten import leg_neer

    bestanden = [(b.naam, b.inhoud) for b in f.stukken("wetten")]
    if not bestanden:
        return _lijst(request, {"wetten": "Kies een of meer XML-bestanden van een wet."})
    try:
        leg_neer(bureau(request).dossier, bestanden)
    except Geweigerd as fout:
        return _lijst(request, {"wetten": str(fout)})
    return naar("/wet?gelegd=" + str(len(bestanden)))


def _regels(request: Request, artikel: str = "") -> tuple[Beeld, list[Treffer]]:
    beeld = bureau(request).stand().beeld
    regels = wettekst(beeld.bestand, request.path_params["bwb"], artikel) if beeld else []
    if beeld is None or not regels:
        raise HTTPException(404, "Deze tekst is niet gezien; haal haar op bij «Wetten».")
    return beeld, regels


def _wet(request: Request) -> Response:
    _, regels = _regels(request)
    artikelen = dict.fromkeys(
        r.sleutel.partition("/")[0].removeprefix("artikel ") for r in regels if r.sleutel.startswith("artikel ")
    )
    return bladzijde(request, "wet.html", wet=regels[0], artikelen=list(artikelen), artikel="", regels=[], raakt=[])


def _artikel(request: Request) -> Response:
    nummer = request.path_params["artikel"].lower()
    beeld, regels = _regels(request, nummer)
    _, raakt = zoek_adres(beeld.bestand, f"artikel {nummer}")
    return bladzijde(request, "wet.html", wet=regels[0], artikelen=[], artikel=nummer, regels=regels, raakt=raakt)


ROUTES = [
    Route("/wet", _lijst),
    Route("/wet", formulier(_geef), methods=["POST"]),
    Route("/wet/haal", _haal, methods=["POST"]),
    Route("/wet/{bwb}", _wet),
    Route("/wet/{bwb}/{artikel}", _artikel),
]
