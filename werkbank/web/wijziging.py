"""Making a change: drop the new text, read what was read, see every place, write why, take the proven decision away."""

from __future__ import annotations

import asyncio
import hashlib
import json
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from verordening.bevinding import Geweigerd
from verordening.dagen import lees_dag
from werkbank.gemeentetekst import gemeenten_van
from werkbank.web.antwoord import bladzijde, botsing, bureau, naar, stuur_bestand, vind_taak, vorige, weg_ermee
from werkbank.web.kindwerk import BESTANDEN, VORM
from werkbank.web.opname import LEESKEUZES, Formulier, formulier
from werkbank.web.schrijven import lees_staat, merk, werk_bij
from werkbank.web.taken import Taak

_MEESTE_IN_LIJST = 60
_VAN_BESLUIT = ("lezing", "nieuw", "verschil", "was-wordt")
"""Forms of which no proven decision is needed: they are about a decision that is read, or the two texts."""


def regelingen_van(request: Request) -> list[tuple[str, str]]:
    """(slug, title) of the regulations of which a text holds."""
    from versies.archief.poort import lees_dossier

    blad = lees_dossier(bureau(request).dossier).blad
    return [(r.slug, r.citeertitel) for r in blad.regelingen if r.status == "geldend"]


def te_wijzigen(request: Request) -> list[tuple[str, str]]:
    """(slug, title) of every regulation of the dossier, for who says which one a decision amends."""
    from versies.archief.vragen import Tijdbron

    dossier = bureau(request).dossier
    if not (dossier / ".git").exists() and not (dossier / "dossier.xml").is_file():
        return []
    with Tijdbron(dossier) as bron:
        return sorted(((slug, titel or slug) for slug, titel in bron.titels().items()), key=lambda p: p[1])


def gekozen_regeling(request: Request, f: Formulier) -> str:
    """Which regulation a decision amends according to the user; empty: as the decision says."""
    return f["regeling"] if f["regeling"] and f["regeling"] in dict(te_wijzigen(request)) else ""


def _begin(request: Request, fouten: dict[str, str] | None = None, velden: dict[str, str] | None = None) -> Response:
    bureau(request).stand()  # de poort, en een map die er niet meer is
    taken, gemeenten = bureau(request).taken, gemeenten_van(bureau(request).dossier)
    terug = vorige(request, (velden or {}).get("terug", ""), "wijziging")
    eerder = Formulier.van_taak(terug)
    begin = {"was": request.query_params.get("was", ""), "gemeente": gemeenten[0] if len(gemeenten) == 1 else ""}
    return bladzijde(
        request,
        "wijziging_begin.html",
        regelingen=regelingen_van(request),
        eerder=[*taken.alle("wijziging"), *taken.alle("toets")],
        fouten=fouten,
        velden=begin | eerder.velden | (velden or {}),
        terug=terug,
        er_is=eerder.bestanden,
    )


def _nieuw(request: Request, f: Formulier) -> Response:
    werkbank, terug = bureau(request), vorige(request, f["terug"], "wijziging")
    eerder = Formulier.van_taak(terug)
    if f["was"]:  # wie nu een regeling kiest, laat het eigen bestand vallen
        eerder.bestanden.pop("was_bestand", None)
    f = f.met(eerder)
    wordt, was = f.bestand("wordt"), f.bestand("was_bestand")
    slugs = {s for s, _ in regelingen_van(request)}
    fouten = {}
    if wordt is None:
        fouten["wordt"] = "Kies het bestand met de nieuwe tekst, of sleep het in het vak."
    if was is None and f["was"] not in slugs:
        fouten["was"] = "Kies een regeling uit het dossier, of geef de oude tekst als eigen bestand."
    if f["inwerking"] and lees_dag(f["inwerking"]) is None:
        fouten["inwerking"] = f"In werking op: «{f['inwerking'][:20]}» is geen dag; schrijf hem als 31-1-2027."
    if fouten or wordt is None:
        return _begin(request, fouten, f.velden)
    opdracht = {
        "was": "" if was else f["was"],
        "was_naam": was.naam if was else "",
        "wordt_naam": wordt.naam,
        "dag": str(werkbank.vandaag()),
        "keuzes": {n: f[n] for n in LEESKEUZES},
        **_gegevens(f),
        **f.met_veld("was", "" if was else f["was"]).onthoud(wordt=["wordt.bin"], was_bestand=["was.bin"]),
    }
    bestanden = {"wordt.bin": wordt.inhoud, **({"was.bin": was.inhoud} if was else {})}
    return _start(request, "wijziging", opdracht, bestanden, f["keer"], terug)


def _gegevens(f: Formulier) -> dict[str, str]:
    """What the decision itself says beside its instructions; empty is a visible blank in it."""
    return {"inwerking": str(lees_dag(f["inwerking"]) or ""), "gemeente": " ".join(f["gemeente"].split())[:80]}


def _start(
    request: Request,
    soort: str,
    opdracht: dict[str, Any],
    bestanden: dict[str, bytes],
    keer: str,
    terug: Taak | None,
) -> Response:
    opdracht |= {"naar": "/wijziging/{id}"}
    return naar(bureau(request).taken.begin(soort, opdracht, bestanden, id_=keer, na=terug).naar)


def _besluit_begin(
    request: Request, fouten: dict[str, str] | None = None, velden: dict[str, str] | None = None
) -> Response:
    terug = vorige(request, (velden or {}).get("terug", ""), "toets")
    eerder = Formulier.van_taak(terug)
    velden = {**eerder.velden, **(velden or {})}
    return bladzijde(
        request,
        "besluit_begin.html",
        fouten=fouten,
        velden=velden,
        terug=terug,
        er_is=eerder.bestanden,
        regelingen=te_wijzigen(request),
    )


def _besluit_maak(request: Request, f: Formulier) -> Response:
    terug = vorige(request, f["terug"], "toets")
    f = f.met(Formulier.van_taak(terug))
    besluit = f.bestand("besluit")
    if besluit is None:
        fout = "Kies het bestand met het besluit, sleep het in het vak, of plak de tekst ernaast."
        return _besluit_begin(request, {"besluit": fout}, f.velden)
    opdracht = {
        "wordt_naam": besluit.naam,
        "dag": str(bureau(request).vandaag()),
        "keuzes": {n: f[n] for n in LEESKEUZES},
        "regeling": gekozen_regeling(request, f),
        **f.onthoud(besluit=["wordt.bin"]),
    }
    return _start(request, "toets", opdracht, {"wordt.bin": besluit.inhoud}, f["keer"], terug)


def _toon(request: Request) -> Response:
    taak = vind_taak(request, "wijziging", "toets")
    if taak.stand != "klaar":
        return bladzijde(request, "taak.html", taak=taak)
    uitkomst = taak.blad()
    if uitkomst.get("vorm") != VORM:  # gemaakt door een eerdere versie van het programma; de bestanden zijn er nog
        bureau(request).taken.draai(taak.id)
        return naar(f"/wijziging/{taak.id}")
    if taak.soort == "toets":
        gekozen = {n: taak.opdracht["keuzes"].get(n, "") for n in LEESKEUZES}
        regelingen = te_wijzigen(request)
        return bladzijde(request, "besluit.html", taak=taak, uit=uitkomst, gekozen=gekozen, regelingen=regelingen)
    return _toon_wijziging(request, taak, uitkomst)


def _toon_wijziging(request: Request, taak: Taak, uit: dict[str, Any]) -> Response:
    staat = lees_staat(taak.map / "staat.json")
    als = request.query_params.get("als", "naast")
    alle = uit["plaatsen"]
    open_ = [n for n, p in enumerate(alle) if not staat.get(p["eId"], {}).get("gezien")]
    gevraagd = request.query_params.get("plek", "")
    nummer = int(gevraagd) - 1 if gevraagd.isascii() and gevraagd.isdecimal() and len(gevraagd) < 6 else -1
    nummer = nummer if 0 <= nummer < len(alle) else (open_[0] if open_ else 0)
    zonder_reden = [
        (n, p["naam"])
        for n, p in enumerate(alle, 1)
        if p["bedrag"] and not staat.get(p["eId"], {}).get("toelichting", "").strip()
    ]
    plek = alle[nummer] if alle else None
    return bladzijde(
        request,
        "wijziging.html",
        taak=taak,
        uit=uit,
        staat=staat,
        als=als if als in ("naast", "ineen", "besluit") else "naast",
        nummer=nummer,
        plek=plek,
        rondom=[(n, p) for n, p in enumerate(alle) if abs(n - nummer) < _MEESTE_IN_LIJST],
        record={"gezien": False, "toelichting": "", **(staat.get(plek["eId"], {}) if plek else {})},
        zag=merk(staat.get(plek["eId"])) if plek else "",
        ontwerp=_ontwerp(request, taak),
        gezien=len(alle) - len(open_),
        geschreven=sum(bool(staat.get(p["eId"], {}).get("toelichting", "").strip()) for p in alle),
        zonder_reden=zonder_reden,
    )


def _bewaar(request: Request, f: Formulier) -> Response:
    taak = vind_taak(request, "wijziging", "toets")
    uit = taak.blad()
    namen = [p["eId"] for p in uit["plaatsen"]]
    if f["eid"] not in namen:
        raise HTTPException(404, "Deze plaats hoort niet bij deze wijziging.")
    nieuw = {"gezien": f["gezien"] == "ja", "toelichting": f["toelichting"].replace("\r\n", "\n")}
    ander = werk_bij(taak.map / "staat.json", f["eid"], f["zag"], nieuw)
    hier = namen.index(f["eid"]) + 1
    if ander is not None:
        naam = uit["plaatsen"][hier - 1]["naam"]
        return botsing(
            request,
            naam,
            [(naam, _kant(ander), _kant(nieuw))],
            terug=f"/wijziging/{taak.id}?plek={hier}#verschil",
            actie=f"/wijziging/{taak.id}/plek",
            velden={"eid": f["eid"], "zag": merk(ander), "gezien": f["gezien"], "toelichting": f["toelichting"]},
        )
    volgende = hier % len(namen) + 1 if f["volgende"] else hier
    als = f["als"] if f["als"] in ("naast", "ineen") else "naast"
    return naar(f"/wijziging/{taak.id}?plek={volgende}&als={als}#verschil")


def _kant(record: dict[str, Any]) -> list[tuple[str, str]]:
    gezien = "ja" if record.get("gezien") else "nog niet"
    return [("Gezien", gezien), ("Toelichting", record.get("toelichting", ""))]


def _gevraagd(request: Request, taak: Taak, vorm: str) -> dict[str, Any]:
    """What file is asked for of what was examined.

    Raises:
        HTTPException: there is no such file.
    """
    proef = request.query_params.get("proef", "")
    if vorm not in BESTANDEN or taak.stand != "klaar":
        raise HTTPException(404, "Dit bestand kan niet worden gemaakt.")
    uit = taak.blad()
    uitleg: dict[str, str] = {}
    toelichting: dict[str, str] = {}
    if taak.soort == "toets":
        gelukt = [str(n) for n, p in enumerate(uit["proeven"]) if not p["weigering"]]
        if vorm not in _VAN_BESLUIT or (vorm != "lezing" and proef not in gelukt):
            raise HTTPException(404, "Dit bestand kan niet worden gemaakt.")
    else:
        if vorm == "lezing" or not (uit["bewezen"] or vorm in _VAN_BESLUIT or vorm == "wordt"):
            raise HTTPException(404, "Er is nog geen bewezen besluit.")
        proef, staat = "", lees_staat(taak.map / "staat.json")
        uitleg = {p["eId"]: staat.get(p["eId"], {}).get("toelichting", "") for p in uit["plaatsen"]}
        toelichting = {p["letters"][0]["letter"]: uitleg[p["eId"]] for p in uit["plaatsen"] if p["letters"]}
    return {
        "van": taak.id,
        "gelezen": taak.begin,  # opnieuw gelezen is een ander bestand
        "vorm": vorm,
        "proef": proef,
        "inwerking": taak.opdracht.get("inwerking", ""),
        "gemeente": taak.opdracht.get("gemeente", ""),
        "uitleg": uitleg,
        "toelichting": toelichting,
        "naar": f"/wijziging/{taak.id}",
    }


async def _bestand(request: Request) -> Response:
    taak = await run_in_threadpool(vind_taak, request, "wijziging", "toets")
    opdracht = await run_in_threadpool(_gevraagd, request, taak, request.path_params["vorm"])
    uit, (naam, einde) = taak.blad(), BESTANDEN[opdracht["vorm"]]
    titel = uit["proeven"][int(opdracht["proef"])]["naam"] if opdracht["proef"] else uit["titel"]
    slug = "".join(c if c.isalnum() and c.isascii() else "-" for c in titel.lower())[:60].strip("-")
    naam = f"{naam}-{slug or 'regeling'}{einde}"
    if opdracht["vorm"] == "lezing":
        return stuur_bestand(taak.uit / "lezing", naam)
    som = hashlib.sha256(json.dumps(opdracht, sort_keys=True).encode()).hexdigest()[:24]
    taken = bureau(request).taken
    werk: Taak | None = await run_in_threadpool(taken.begin, "bestand", opdracht, None, id_=f"b_{som}")
    for _ in range(1200):
        if werk is None or werk.stand != "bezig":
            break
        await asyncio.sleep(0.05)
        werk = await run_in_threadpool(taken.taak, werk.id)
    if werk is None or werk.stand != "klaar":
        fout = (werk.fout if werk else None) or {
            "reden": "het bestand is niet gemaakt",
            "plaats": "",
            "advies": "Probeer het opnieuw.",
        }
        await run_in_threadpool(taken.gooi_weg, f"b_{som}")
        raise Geweigerd(fout["reden"], plaats=fout["plaats"], advies=fout["advies"], code="bestand")
    return stuur_bestand(werk.uit / "bestand", naam)


def _ontwerp(request: Request, taak: Taak) -> dict[str, Any] | None:
    """The draft that a change can become: what is in its place now (as ``gezien``); None without a day or a text of the dossier."""
    from versies.registratie.concept import concepten, sleutel

    slug, dag = taak.opdracht["was"], lees_dag(taak.opdracht.get("inwerking", ""))
    if not slug or dag is None:
        return None
    return {"gezien": concepten(bureau(request).dossier).get(sleutel(slug, dag), ""), "dag": dag}


def _leg_ontwerp(request: Request, f: Formulier) -> Response:
    """The proven decision goes into the dossier as a draft; sent twice, it is done once."""
    taak, taken = vind_taak(request, "wijziging"), bureau(request).taken
    opdracht = _gevraagd(request, taak, "tekst")
    if _ontwerp(request, taak) is None:
        raise HTTPException(404, "Een ontwerp wijzigt een regeling uit het dossier, op een dag die u kiest.")
    anders = {"regeling": taak.opdracht["was"], "gezien": f["gezien"], "naar": "/besluit#ontwerpen"}
    som = hashlib.sha256((taak.id + f["keer"]).encode()).hexdigest()[:24]
    return naar(f"/taak/{taken.begin('ontwerp', {**opdracht, **anders}, id_=f'o_{som}').id}")


def _lezingen(eerder: dict[str, str], f: Formulier) -> dict[str, str]:
    """What a person reads in the lines of a decision, by line; an empty field takes a reading back, a proposal fills one."""
    velden = f.velden | {n.replace("kies-", "lezing-"): z for n, z in f.velden.items() if n.startswith("kies-")}
    nieuw = {n.removeprefix("lezing-"): " ".join(z.split()) for n, z in velden.items() if n.startswith("lezing-")}
    alle = {nr: zin for nr, zin in {**eerder, **nieuw}.items() if zin and nr.isascii() and nr.isdecimal()}
    return dict(sorted(alle.items(), key=lambda p: int(p[0])))


def _lees_opnieuw(request: Request, f: Formulier) -> Response:
    """Read the same files once more, with what the user chose."""
    taak = vind_taak(request, "wijziging", "toets")
    keuzes = dict(taak.opdracht["keuzes"])
    keuzes |= {n: f[n] for n in LEESKEUZES if any(n in f.velden for n in LEESKEUZES)}
    keuzes["lezingen"] = _lezingen(keuzes.get("lezingen", {}), f)
    anders = _gegevens(f) if "inwerking" in f.velden else {}
    anders |= {"regeling": gekozen_regeling(request, f)} if "regeling" in f.velden else {}
    bureau(request).taken.draai(taak.id, {"keuzes": keuzes, **anders})
    return naar(f"/wijziging/{taak.id}")


ROUTES = [
    Route("/wijziging", _begin),
    Route("/wijziging", formulier(_nieuw), methods=["POST"]),
    Route("/wijziging/besluit", _besluit_begin),
    Route("/wijziging/besluit", formulier(_besluit_maak), methods=["POST"]),
    Route("/wijziging/{id}", _toon),
    Route("/wijziging/{id}/plek", formulier(_bewaar), methods=["POST"]),
    Route("/wijziging/{id}/keuzes", formulier(_lees_opnieuw), methods=["POST"]),
    Route("/wijziging/{id}/ontwerp", formulier(_leg_ontwerp), methods=["POST"]),
    Route("/wijziging/{id}/weg", weg_ermee("/wijziging", "wijziging", "toets"), methods=["POST"]),
    Route("/wijziging/{id}/bestand/{vorm}", _bestand),
]
