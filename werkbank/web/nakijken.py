"""The review desk: one pair at a time, most likely first, decided with one key; who decided is asked once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from impact.dossier.koppelingen import Koppeling
from impact.dossier.telling import Telling
from impact.oordeel.soorten import Oordeelsoort
from werkbank.diensten.beslissen import Keuze, beslis, herroep, laatste_van, lees_beslissingen, merk
from werkbank.web.antwoord import bladzijde, botsing, bureau, naar, stuur_inhoud, vind_taak, wie, zet_wie
from werkbank.web.beeld import Beeld
from werkbank.web.opname import Formulier, formulier
from werkbank.web.rij import STREEP, Rij, leg_over

_REDENEN = (
    "De bepaling gaat over iets anders dan deze maatregel.",
    "De bepaling is al aangepast.",
    "De bepaling blijft gewoon gelden; de maatregel verandert er niets aan.",
)
_VOOR, _NA = 3, 9
_LANGSTE = 500


def _plek(r: dict[str, object]) -> str:
    return f"{r['maatregel']}/{r['regeling']}/{r['eId']}"


def _begin(request: Request) -> Response:
    merk_ = request.query_params.get("rij", "")
    beeld = bureau(request).rij(merk_)
    if beeld is None:
        return naar("/bord")
    rij = leg_over(beeld, lees_beslissingen(bureau(request).dossier))
    open_ = [n for n in rij.open if n < rij.streep]
    if open_ and wie(request) and "naam" not in request.query_params:
        return naar(f"/nakijken/{_plek(rij.rijen[open_[0]])}?rij={beeld.pad.stem}")
    return bladzijde(
        request,
        "nakijken_begin.html",
        rij=rij,
        wie=wie(request),
        rest=rij.onder(),
        telling=Telling(**beeld.kop["telling"]).bij_nakijken(rij.streep),
        laatste=_laatste(request, rij),
    )


def _naam(request: Request, f: Formulier) -> Response:
    naam = " ".join(f["wie"].split())[:80]
    return zet_wie(request, naar("/nakijken"), naam)


def _open(request: Request, merk_: str, plek: dict[str, str]) -> tuple[Beeld, Rij, int]:
    """The snapshot, the queue with the decisions, and the number of the pair that was asked for."""
    beeld = bureau(request).rij(merk_)
    if beeld is None:
        raise HTTPException(404, "Het dossier is nog niet berekend.")
    rij = leg_over(beeld, lees_beslissingen(bureau(request).dossier))
    nummer = rij.nummer(plek["maatregel"], plek["regeling"], plek["eid"])
    if nummer is None:
        raise HTTPException(404, "Dit paar staat niet in de rij.")
    return beeld, rij, nummer


def _paar(beeld: Beeld, r: dict[str, object]) -> dict[str, object]:
    paar: dict[str, object] = beeld.deel(f"paar/{r['maatregel']}/{r['regeling']}#{r['eId']}")
    return paar


def _samen(rij: Rij, nummer: int, heel: bool) -> list[int]:
    """The rows that a form is about: the one, or with ``heel`` every open one of the same artikel and measure."""
    r = rij.rijen[nummer]
    if not heel or not r["artikel"]:
        return [nummer]
    zelfde = ("maatregel", "regeling", "artikel")
    return [n for n in rij.open if all(rij.rijen[n][k] == r[k] for k in zelfde) and rij.rijen[n]["kans"] >= STREEP] or [
        nummer
    ]


def _toon(request: Request) -> Response:
    merk_, heel = request.query_params.get("rij", ""), request.query_params.get("heel") == "ja"
    beeld, rij, nummer = _open(request, merk_, request.path_params)
    laatste = lees_beslissingen(bureau(request).dossier).laatste()
    samen = _samen(rij, nummer, heel)
    open_ = rij.open
    voor = [n for n in open_ if n < nummer][-_VOOR:]
    na = [n for n in open_ if n > nummer][:_NA]
    stand = bureau(request).stand()
    return bladzijde(
        request,
        "nakijken.html",
        stand=stand,
        paar=_paar(beeld, rij.rijen[nummer]),
        paren=[_paar(beeld, rij.rijen[n]) for n in samen] if heel else [],
        artikelgenoten=len(_samen(rij, nummer, True)),
        beslist=rij.beslist.get(nummer),
        is_beslist=nummer in rij.beslist,
        verlopen=rij.verlopen.get(nummer),
        zag=merk([laatste.get(_drie(rij.rijen[n])) for n in samen]),
        nummer=nummer,
        rij=rij,
        merk=beeld.pad.stem,
        nieuwer=stand.beeld is not None and stand.beeld.pad.stem != beeld.pad.stem,
        lijst=[(n, rij.rijen[n], _plek(rij.rijen[n])) for n in [*voor, nummer, *na]],
        vorige=_plek(rij.rijen[nummer - 1]) if nummer else "",
        volgende=_plek(rij.rijen[nummer + 1]) if nummer + 1 < len(rij.rijen) else "",
        over=_naar(rij, nummer, beeld),
        wie=wie(request),
        laatste=_laatste(request, rij),
        rest=rij.onder(),
        redenen=_REDENEN,
        soorten=[s.value for s in Oordeelsoort],
    )


def _drie(r: dict[str, Any]) -> tuple[str, str, str]:
    return r["maatregel"], r["regeling"], r["eId"]


def _naar(rij: Rij, nummer: int, beeld: Beeld) -> str:
    verder = rij.volgende(nummer)
    return f"/nakijken/{_plek(rij.rijen[verder])}?rij={beeld.pad.stem}" if verder is not None else "/nakijken"


def _laatste(request: Request, rij: Rij) -> dict[str, object] | None:
    """What this person decided last: offered to take back."""
    eigen = laatste_van(lees_beslissingen(bureau(request).dossier), wie(request)) if wie(request) else []
    if not eigen:
        return None
    k = eigen[0]
    nummer = rij.nummer(*k.sleutel)
    adres = rij.rijen[nummer]["adres"] if nummer is not None else k.eId
    return {
        "wat": {"bevestigd": "Bevestigd", "verworpen": "Verworpen"}.get(k.status, k.status),
        "adres": adres,
        "aantal": len(eigen),
        "k": k,
        "zag": merk(eigen),
    }


def _keuze(request: Request, f: Formulier, paar: dict[str, Any]) -> Keuze:
    eigen = " ".join(f["anders"].split())[:_LANGSTE]
    if f["doe"] == "verwerp":
        return Keuze("verworpen", wie(request), eigen or f["reden"][:_LANGSTE] or _REDENEN[0])
    if f["doe"] == "oordeel":
        if f["oordeel"] not in {s.value for s in Oordeelsoort}:
            raise HTTPException(404, "Dit oordeel bestaat niet.")
        return Keuze("bevestigd", wie(request), eigen or "Ander oordeel dan het voorstel.", f["oordeel"])
    return Keuze("bevestigd", wie(request), eigen or "Nagekeken; het voorstel klopt.", paar["oordeel"] or None)


def _beslis(request: Request, f: Formulier) -> Response:
    beeld, rij, nummer = _open(request, f["rij"], {k: f[k] for k in ("maatregel", "regeling", "eid")})
    if not wie(request):
        return naar("/nakijken")
    if f["zelf"]:  # een groep: precies de plaatsen die op de bladzijde stonden
        genoemd = set(f["zelf"].split())
        r = rij.rijen[nummer]
        samen = [
            n
            for n, x in enumerate(rij.rijen)
            if (x["maatregel"], x["regeling"]) == (r["maatregel"], r["regeling"]) and x["eId"] in genoemd
        ]
    else:
        samen = [nummer]
    moment = datetime.now()
    paren = [_paar(beeld, rij.rijen[n]) for n in samen]
    nieuw = [_keuze(request, f, p).koppeling(p, moment) for p in paren]
    ander = beslis(bureau(request).dossier, f["zag"], nieuw)
    if ander is not None:
        return _botsing(request, f, beeld, paren, ander, nieuw)
    return naar(_naar(rij, nummer, beeld))


def _botsing(
    request: Request,
    f: Formulier,
    beeld: Beeld,
    paren: list[dict[str, Any]],
    zijn: list[Koppeling | None],
    mijn: list[Koppeling],
) -> Response:
    velden = {k: f[k] for k in ("maatregel", "regeling", "eid", "rij", "doe", "reden", "anders", "oordeel", "zelf")}
    namen = [f"{p['adres'][:1].upper()}{p['adres'][1:]}, {p['maatregel']}" for p in paren]
    return botsing(
        request,
        "De beslissing",
        list(zip(namen, map(_kant, zijn), map(_kant, mijn), strict=True)),
        terug=f"/nakijken/{_plek(paren[0])}?rij={beeld.pad.stem}",
        actie="/nakijken/besluit",
        velden={**velden, "zag": merk(zijn)},
    )


def _kant(k: Koppeling | None) -> list[tuple[str, str]]:
    if k is None:
        return [("Beslissing", "geen")]
    moment = f", {k.moment:%d-%m-%Y om %H.%M} uur" if k.moment else ""
    oordeel = [("Oordeel", k.oordeel.removesuffix(" op"))] if k.oordeel else []
    return [("Beslissing", f"{k.status} door {k.wie}{moment}"), ("Waarom", k.waarom), *oordeel]


def _neem_terug(request: Request, f: Formulier) -> Response:
    dossier = bureau(request).dossier
    eigen = laatste_van(lees_beslissingen(dossier), wie(request))
    if not eigen or merk(eigen) != f["zag"]:  # al gedaan, of een ander was ervoor: de bladzijde zegt hoe het staat
        return naar(f"/nakijken?rij={f['rij']}")
    beslis(dossier, f["zag"], herroep(eigen, wie(request), datetime.now()))
    k = eigen[0]
    return naar(f"/nakijken/{k.maatregel}/{k.regeling}/{k.eId}?rij={f['rij']}")


def _mee(request: Request) -> Response:
    """All links as a workbook to fill in; of the dossier as it is now, so it may have to be worked out first."""
    from verordening.papier.rekenblad import Blad, xlsx

    stand = bureau(request).stand()
    if stand.beeld is None or not stand.vers:
        return bladzijde(request, "taak.html", stand=stand, taak=stand.taak)
    blad = stand.beeld.deel("koppelblad")
    vel = Blad(blad["naam"], tuple(blad["kolommen"]), tuple(tuple(r) for r in blad["rijen"]))
    return stuur_inhoud(xlsx([vel]), f"koppelingen-{bureau(request).vandaag()}.xlsx")


def _lees_blad(request: Request, f: Formulier) -> Response:
    bestand = f.bestand("bestand")
    if bestand is None:
        return naar("/nakijken?naam=wijzig")
    opdracht = {"naam": bestand.naam, "dag": str(bureau(request).vandaag()), "naar": "/nakijken/rekenblad/{id}"}
    taak = bureau(request).taken.begin("koppelblad", opdracht, {"blad.xlsx": bestand.inhoud}, id_=f["keer"])
    return naar(taak.naar)


def _toon_blad(request: Request) -> Response:
    taak = vind_taak(request, "koppelblad")
    if taak.stand != "klaar":
        return bladzijde(request, "taak.html", taak=taak)
    blad = taak.blad()
    return bladzijde(
        request,
        "gegevens_blad.html",
        terug="/nakijken",
        kop="Nakijken",
        naam=taak.opdracht["naam"],
        regels=blad["regels"],
        actie=f"{taak.naar}/vast",
        velden={"zag": blad["zag"]},
        wie=None,
    )


def _neem_blad_over(request: Request, f: Formulier) -> Response:
    """Exactly what was shown, or nothing; who was overtaken sees both."""
    taak = vind_taak(request, "koppelblad")
    blad = taak.blad()
    nieuw = [Koppeling.model_validate({**k, "moment": datetime.now()}) for k in blad["beslissingen"]]
    ander = beslis(bureau(request).dossier, f["zag"], nieuw)
    if ander is None:
        return naar("/nakijken?naam=wijzig")
    rijen = [(f"{k.eId}, {k.maatregel}", _kant(a), _kant(k)) for a, k in zip(ander, nieuw, strict=True) if a]
    velden, actie = {"zag": merk(ander)}, f"{taak.naar}/vast"
    return botsing(request, "De beslissing", rijen, terug="/nakijken?naam=wijzig", actie=actie, velden=velden)


ROUTES = [
    Route("/nakijken", _begin),
    Route("/nakijken/rekenblad", _mee),
    Route("/nakijken/rekenblad", formulier(_lees_blad), methods=["POST"]),
    Route("/nakijken/rekenblad/{id}", _toon_blad),
    Route("/nakijken/rekenblad/{id}/vast", formulier(_neem_blad_over), methods=["POST"]),
    Route("/nakijken/wie", formulier(_naam), methods=["POST"]),
    Route("/nakijken/besluit", formulier(_beslis), methods=["POST"]),
    Route("/nakijken/ongedaan", formulier(_neem_terug), methods=["POST"]),
    Route("/nakijken/{maatregel}/{regeling}/{eid}", _toon),
]
