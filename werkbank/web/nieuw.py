"""A dossier of one's own: names, texts with what was read beside the source, and from there to the first papers."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from verordening.bevinding import Geweigerd
from verordening.canoniek import lees as lees_canoniek
from verordening.dagen import lees_dag
from werkbank.web.antwoord import bladzijde, bureau, naar, vind_taak, vorige, weg_ermee
from werkbank.web.opname import GEPLAKT, LEESKEUZES, Formulier, formulier
from werkbank.web.taken import Taak

_SOORTEN = {"verordening": "verordening", "beleidsregel": "beleidsregel"}
_ORGANEN = {
    "gemeenteraad": "de gemeenteraad",
    "ab": "het algemeen bestuur",
    "db": "het dagelijks bestuur",
    "college": "het college",
}
_GEMEENTE = re.compile(r"(gm\d{4})[\s=:]+(\S.*)")


def _is_er(request: Request) -> bool:
    return (bureau(request).dossier / "dossier.xml").is_file()


def _begin(request: Request, fouten: dict[str, str] | None = None, velden: dict[str, str] | None = None) -> Response:
    if _is_er(request) and not fouten:
        return naar("/nieuw/regels")
    return bladzijde(request, "nieuw.html", stand=None, fouten=fouten, velden=velden)


def _nieuw(request: Request, f: Formulier) -> Response:
    from werkbank.diensten.eigendossier import nieuw

    if _is_er(request):  # twee keer gestuurd
        return naar("/nieuw/regels")
    fouten, gemeenten = {}, {}
    for veld, wat in (("naam", "hoe het dossier heet"), ("uitvoerder", "wie de regels uitvoert")):
        if not f[veld].strip():
            fouten[veld] = f"Vul in {wat}."
    for regel in f["gemeenten"].splitlines():
        m = _GEMEENTE.fullmatch(regel.strip())
        if m:
            gemeenten[m[1]] = " ".join(m[2].split())
        elif regel.strip():
            fouten["gemeenten"] = f"«{regel.strip()[:40]}» is geen gemeente; schrijf per regel gm0999 Proefstad."
    if not gemeenten and "gemeenten" not in fouten:
        fouten["gemeenten"] = "Noem ten minste één gemeente; per regel de code en de naam."
    if fouten:
        return _begin(request, fouten, f.velden)
    naam, uitvoerder, regio = (" ".join(f[v].split()) for v in ("naam", "uitvoerder", "samenwerking"))
    pakket = f.bestand("pakket")
    inhoud = pakket.inhoud if pakket else b""
    try:
        nieuw(bureau(request).dossier, naam, uitvoerder, samenwerking=regio, gemeenten=gemeenten, pakket=inhoud)
    except Geweigerd as fout:
        if not (pakket and fout.plaats.startswith("maatregelen.xml")):
            raise
        return _begin(request, {"pakket": f"Dit pakket kan niet: {fout.reden}."}, f.velden)
    return naar("/nieuw/regels")


def _lezingen(request: Request) -> list[Taak]:
    return list(reversed(bureau(request).taken.alle("lezing")))


def _regels(request: Request, fouten: dict[str, str] | None = None) -> Response:
    if not _is_er(request):
        return naar("/nieuw")
    from versies.archief.poort import lees_dossier

    lezingen = _lezingen(request)
    bezig = next((t for t in lezingen if t.stand == "bezig"), None)
    erin = lees_dossier(bureau(request).dossier).blad.regelingen
    terug = vorige(request, "", "lezing")
    return bladzijde(
        request,
        "nieuw_regels.html",
        stand=None,
        fouten=fouten,
        velden=Formulier.van_taak(terug).velden,
        erin=erin,
        lezingen=lezingen,
        bezig=bezig,
        terug=terug,
    )


def _lees(request: Request, f: Formulier) -> Response:
    bestanden = f.stukken("teksten")
    if not bestanden:
        return _regels(request, {"teksten": "Kies een of meer bestanden, of plak de tekst in het vak."})
    terug = vorige(request, f["terug"], "lezing")
    for n, b in enumerate(bestanden):
        velden = {"teksten-plak": f["teksten-plak"]} if b.naam == GEPLAKT else {}
        opdracht = {"naam": b.naam, "naar": "/nieuw/regels/{id}", "keuzes": {}, **Formulier(velden).onthoud()}
        id_ = f["keer"] and f"{f['keer']}_{n}"
        bureau(request).taken.begin("lezing", opdracht, {"bron.bin": b.inhoud}, id_=id_, na=terug)
    return naar("/nieuw/regels")


def _toon(request: Request, fouten: dict[str, str] | None = None, velden: dict[str, str] | None = None) -> Response:
    taak = vind_taak(request, "lezing")
    if taak.stand != "klaar":
        return bladzijde(request, "taak.html", stand=None, taak=taak)
    blad = taak.blad()
    return bladzijde(
        request,
        "nieuw_tekst.html",
        stand=None,
        taak=taak,
        blad=blad,
        velden=blad["gevonden"] | (velden or {}),
        fouten=fouten,
        soorten=_SOORTEN,
        organen=_ORGANEN,
    )


def _voeg_toe(request: Request, f: Formulier) -> Response:
    from werkbank.diensten.eigendossier import Keuze, bereid_voor, voeg_toe

    taak = vind_taak(request, "lezing")
    blad = taak.blad()
    fouten = {}
    if not f["citeertitel"].strip():
        fouten["citeertitel"] = "Vul de titel in."
    if lees_dag(f["vanaf"]) is None:
        fouten["vanaf"] = "Vul in wanneer deze tekst is ingegaan, als 31-1-2026."
    if f["soort"] not in _SOORTEN:
        fouten["soort"] = "Kies of dit een verordening of een beleidsregel is."
    if f["orgaan"] not in _ORGANEN:
        fouten["orgaan"] = "Kies wie deze regeling vaststelt."
    if blad["fouten"] and f["toch"] != "ja":
        fouten["toch"] = "Bij het lezen is een fout gemeld. Verbeter de bron, of zeg dat u haar toch zo wilt."
    if fouten:
        return _toon(request, fouten, f.velden)
    gelezen = lees_canoniek((taak.uit / "tekst.xml").read_bytes())
    keuze = Keuze(" ".join(f["citeertitel"].split()), lees_dag(f["vanaf"]), f["soort"], f["orgaan"])
    try:
        voeg_toe(bureau(request).dossier, [bereid_voor(gelezen, keuze, taak.opdracht["naam"])], toch=f["toch"] == "ja")
    except Geweigerd as fout:
        if fout.code != "dag-bezet":
            raise
        return _toon(
            request, {"vanaf": "Van deze dag is er al een andere tekst; kies een andere dag of titel."}, f.velden
        )
    bureau(request).taken.gooi_weg(taak.id)
    return naar("/nieuw/regels")


def _lees_opnieuw(request: Request, f: Formulier) -> Response:
    """Read the same file once more, with what the user chose."""
    taak = vind_taak(request, "lezing")
    bureau(request).taken.draai(taak.id, {"keuzes": {n: f[n] for n in LEESKEUZES}})
    return naar(taak.naar)


ROUTES = [
    Route("/nieuw", _begin),
    Route("/nieuw", formulier(_nieuw), methods=["POST"]),
    Route("/nieuw/regels", _regels),
    Route("/nieuw/regels", formulier(_lees), methods=["POST"]),
    Route("/nieuw/regels/{id}", _toon),
    Route("/nieuw/regels/{id}", formulier(_voeg_toe), methods=["POST"]),
    Route("/nieuw/regels/{id}/keuzes", formulier(_lees_opnieuw), methods=["POST"]),
    Route("/nieuw/regels/{id}/weg", weg_ermee("/nieuw/regels", "lezing"), methods=["POST"]),
]
