"""Figures, lead times, promises and choices: one record per form, and the same rows as a workbook, out and in."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from impact.dossier.invullen import BLADEN, Rij, Waarden
from verordening.bevinding import Geweigerd
from versies.archief.poort import lees_dossier
from werkbank.diensten import gegevens as dienst
from werkbank.web.antwoord import bladzijde, botsing, bureau, naar, stuur_inhoud, vind_taak, wie, zet_wie
from werkbank.web.opname import Formulier, formulier


def _blad(request: Request) -> str:
    return request.url.path.split("/")[1]


def _ingevuld(rij: Rij) -> bool:
    """Whether something is known of a row: its first field says so."""
    return rij.waarden[BLADEN[rij.blad].velden[0].naam] not in ("", "onbekend")


def _merk(request: Request, rij: Rij) -> str:
    return dienst.merk(lees_dossier(bureau(request).dossier).blad.naam, rij)


def _lijst(request: Request, fouten: dict[str, str] | None = None) -> Response:
    dossier, blad = bureau(request).dossier, _blad(request)
    if not (dossier / "dossier.xml").is_file():
        return naar("/begin")
    stand = dienst.lees_invulling(dossier)
    per = [(w, list(rijen)) for w, rijen in groupby(stand.rijen(blad), key=lambda r: r.waar)]
    return bladzijde(
        request,
        "gegevens.html",
        blad=blad,
        bladen=BLADEN,
        groepen=[(w, rijen, sum(map(_ingevuld, rijen))) for w, rijen in per],
        gemeenten=stand.gemeenten.gemeenten,
        fouten=fouten,
        wie=wie(request),
        laatste=dienst.laatste_van(dossier, blad, wie(request)) if wie(request) else [],
        rij=stand.rij,
        zin=dienst.regel,
    )


def _rij(request: Request) -> Rij:
    try:
        sleutel = (request.path_params["code"], request.path_params["sleutel"])
        return dienst.lees_invulling(bureau(request).dossier).rij(_blad(request), sleutel)
    except Geweigerd as fout:
        raise HTTPException(404, fout.reden) from fout


def _nieuw(request: Request) -> Response:
    """To the form of a row that is not there yet."""
    code, nummer = (" ".join(request.query_params.get(n, "").split())[:40] for n in ("code", "nummer"))
    if not nummer or "/" in nummer:
        return _lijst(request, {"nummer": "Vul het nummer van de toezegging in, zonder schuine streep."})
    return naar(f"/{_blad(request)}/{code}/{nummer}")


def _toon(request: Request, fouten: dict[str, str] | None = None, ingevuld: Waarden | None = None) -> Response:
    rij = _rij(request)
    alle = dienst.lees_invulling(bureau(request).dossier).rijen(rij.blad)
    hier = next((n for n, r in enumerate(alle) if r.sleutel == rij.sleutel), -1)
    return bladzijde(
        request,
        "gegevens_rij.html",
        rij=rij,
        blad=BLADEN[rij.blad],
        waarden=rij.waarden if ingevuld is None else ingevuld,
        zag=_merk(request, rij) if ingevuld is None else ingevuld["zag"],
        fouten=fouten,
        wie=wie(request),
        vorige=alle[hier - 1].sleutel if hier > 0 else None,
        volgende=alle[hier + 1].sleutel if -1 < hier < len(alle) - 1 else None,
        eerder=[r for r in dienst.journaal(bureau(request).dossier) if (r.blad, r.sleutel) == (rij.blad, rij.sleutel)],
    )


def _naam(request: Request, f: Formulier) -> str:
    return " ".join(f["wie"].split())[:80] or wie(request)


def _bewaar(request: Request, f: Formulier) -> Response:
    rij, naam = _rij(request), _naam(request, f)
    fouten: dict[str, str] = {}
    if f["doe"] == "weg" and BLADEN[rij.blad].erbij:
        waarden = dict.fromkeys((v.naam for v in BLADEN[rij.blad].velden), "")
    else:
        waarden, fouten = rij.lees(f.velden)
    if not naam:
        fouten["wie"] = "Wie vult dit in? Vul uw naam of functie in."
    if fouten:
        return _toon(request, fouten, {**waarden, "zag": f["zag"]})
    invoer = dienst.Invoer(rij.sleutel, f["zag"], waarden)
    ander = dienst.leg_vast(bureau(request).dossier, rij.blad, [invoer], naam, datetime.now())
    if ander is not None:
        velden = {**waarden, "zag": _merk(request, ander[0]), "doe": f["doe"], "volgende": f["volgende"]}
        rijen = [(f"{rij.waar}, {rij.wat}", _kant(rij, ander[0].waarden), _kant(rij, waarden))]
        return zet_wie(
            request,
            botsing(request, "Deze regel", rijen, terug=request.url.path, actie=request.url.path, velden=velden),
            naam,
        )
    verder = f["volgende"] if f["volgende"].startswith(f"/{rij.blad}/") else f"/{rij.blad}"
    return zet_wie(request, naar(verder), naam)


def _kant(rij: Rij, waarden: Waarden) -> list[tuple[str, str]]:
    return [(v.kop, waarden.get(v.naam, "")) for v in BLADEN[rij.blad].velden]


def _ongedaan(request: Request, f: Formulier) -> Response:
    dossier, blad = bureau(request).dossier, _blad(request)
    laatste = dienst.laatste_van(dossier, blad, wie(request))
    if laatste and laatste[0].moment == f["moment"]:
        dienst.neem_terug(dossier, laatste, wie(request), datetime.now())
    return naar(f"/{blad}")


def _mee(request: Request) -> Response:
    from verordening.papier.rekenblad import xlsx

    blad, dossier = _blad(request), bureau(request).dossier
    vel = dienst.als_vel(dossier, blad)
    titel = f"{vel.naam} van {lees_dossier(dossier).blad.naam}"
    return stuur_inhoud(xlsx([vel], titel=titel), f"{blad}-{bureau(request).vandaag()}.xlsx")


def _terug(request: Request, f: Formulier) -> Response:
    """A workbook that came back: read first, shown, and then recorded exactly as shown."""
    blad, bestand = _blad(request), f.bestand("bestand")
    if bestand is None:
        return _lijst(request, {"bestand": "Kies het rekenblad dat u invulde."})
    opdracht = {"blad": blad, "naam": bestand.naam, "naar": f"/{blad}/rekenblad/{{id}}"}
    return naar(
        bureau(request).taken.begin("gegevensblad", opdracht, {"blad.xlsx": bestand.inhoud}, id_=f["keer"]).naar
    )


def _toon_blad(request: Request, fouten: dict[str, str] | None = None) -> Response:
    taak, blad = vind_taak(request, "gegevensblad"), _blad(request)
    if taak.stand != "klaar":
        return bladzijde(request, "taak.html", taak=taak)
    return bladzijde(
        request,
        "gegevens_blad.html",
        fouten=fouten,
        terug=f"/{blad}",
        kop=BLADEN[blad].kop,
        naam=taak.opdracht["naam"],
        wie=wie(request),
        regels=taak.blad()["regels"],
        actie=f"{taak.naar}/vast",
        velden={},
    )


def _neem_over(request: Request, f: Formulier) -> Response:
    """Everything that was shown, or nothing."""
    taak, naam = vind_taak(request, "gegevensblad"), _naam(request, f)
    if not naam:
        return _toon_blad(request, {"wie": "Vul in wie dit overneemt."})
    invoer = [dienst.Invoer((i["sleutel"][0], i["sleutel"][1]), i["zag"], i["waarden"]) for i in taak.blad()["invoer"]]
    blad: str = taak.opdracht["blad"]
    ander = dienst.leg_vast(bureau(request).dossier, blad, invoer, naam, datetime.now())
    if ander is not None:
        raise Geweigerd.om("intussen-gewijzigd", "; ".join(f"{r.waar}, {r.wat}" for r in ander[:3]), aantal=len(ander))
    return zet_wie(request, naar(f"/{blad}"), naam)


ROUTES = [
    r
    for blad in BLADEN
    for r in (
        Route(f"/{blad}", _lijst),
        Route(f"/{blad}/rekenblad", _mee),
        Route(f"/{blad}/rekenblad", formulier(_terug), methods=["POST"]),
        Route(f"/{blad}/rekenblad/{{id}}", _toon_blad),
        Route(f"/{blad}/rekenblad/{{id}}/vast", formulier(_neem_over), methods=["POST"]),
        Route(f"/{blad}/ongedaan", formulier(_ongedaan), methods=["POST"]),
        Route(f"/{blad}/nieuw", _nieuw),
        Route(f"/{blad}/{{code}}/{{sleutel}}", _toon),
        Route(f"/{blad}/{{code}}/{{sleutel}}", formulier(_bewaar), methods=["POST"]),
    )
]
