"""Registering: drop a decision, see line by line what it does and what will hold, register exactly that; undo with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from impact.dossier.velden import velden
from verordening.bevinding import Geweigerd
from verordening.dagen import lees_dag
from versies.dossier import Besluit as Ontwerprij
from versies.opdracht.lezingen import lees_lezingen
from werkbank.web.antwoord import bladzijde, bureau, meenemen, naar, vind_taak, vorige, weg_ermee
from werkbank.web.opname import Bestand, Formulier, formulier
from werkbank.web.regeling import wachtend
from werkbank.web.samenloop import gekozen
from werkbank.web.taken import Taak
from werkbank.web.wijziging import gekozen_regeling, te_wijzigen

_VASTLEGGING = "bekend ontvangen_op publicatie herstelt reden"
_EINDEN = (".docx", ".odt", ".xml", ".md", ".txt", ".pdf")
_PER_BLAD = 40
_DAGEN = {"bekend": "Bekendgemaakt op", "werkend": "In werking op", "ondertekend": "Ondertekend op"}


def _vastleggingen(dossier: Path) -> list[dict[str, Any]]:
    """Every registration, newest first; ``telt`` False: corrected afterwards. Empty without an archive."""
    from versies.archief.archief import Archief
    from versies.archief.uitdossier import is_ontwerp
    from versies.tijd.model import tellend

    if not (dossier / ".git").exists():
        return []
    with Archief.open(dossier) as archief:
        alle = archief.uitwisselingen()
        telt = {n for n, _ in tellend(alle, date.max)}
    return [
        velden(u, _VASTLEGGING, nummer=n, titel=u.besluit or "zonder titel", telt=n in telt, ontwerp=is_ontwerp(u))
        for n, u in reversed(list(enumerate(alle, 1)))
    ]


def _lijst(request: Request) -> Response:
    dossier = bureau(request).dossier
    taken = bureau(request).taken.alle("verifieer")
    proef = taken[0].blad() if taken and taken[0].stand == "klaar" else None
    alle = _vastleggingen(dossier)
    vraag = request.query_params.get("vanaf", "")
    begin = min(int(vraag), len(alle)) if vraag.isascii() and vraag.isdecimal() and len(vraag) < 7 else len(alle)
    rijen = [r for r in alle if r["nummer"] <= begin][:_PER_BLAD]
    return bladzijde(
        request,
        "besluiten.html",
        rijen=rijen,
        aantal=len(alle),
        tellen=sum(r["telt"] for r in alle),
        later=min(begin + _PER_BLAD, len(alle)) if begin < len(alle) else 0,
        eerder=rijen[-1]["nummer"] - 1 if rijen else 0,
        archief=(dossier / ".git").exists(),
        proef=proef,
        ontwerpen=_ontwerpen(dossier),
    )


def _ontwerpen(dossier: Path) -> list[tuple[Ontwerprij, bool]]:
    """The drafts in the folder, each with whether it still counts: no adopted text begins on its day."""
    from versies.archief.poort import lees_dossier
    from versies.dossier import Dossierblad

    if not (dossier / "dossier.xml").is_file():
        return []
    telt = {b.slug for b in lees_dossier(dossier).blad.besluiten}
    alle = Dossierblad.lees(dossier / "dossier.xml").besluiten
    return [(b, b.slug in telt) for b in alle if b.status == "ontwerp"]


def _trek_in(request: Request) -> Response:
    from versies.registratie.concept import trek_in

    trek_in(bureau(request).dossier, request.path_params["slug"])
    return naar("/besluit#ontwerpen")


def _begin(request: Request, fouten: dict[str, str] | None = None, velden: dict[str, str] | None = None) -> Response:
    archief = (bureau(request).dossier / ".git").exists()
    terug = vorige(request, (velden or {}).get("terug", ""), "voorstel")
    eerder = Formulier.van_taak(terug)
    if velden is None and eerder.velden:
        velden = eerder.velden
    gevraagd = (velden or request.query_params).get("ontwerp", "")
    ontwerp = next((b for b, _ in _ontwerpen(bureau(request).dossier) if b.slug == gevraagd), None)
    van = _gelezen(request, (velden or request.query_params).get("van", ""))
    if van is not None and velden is None:
        lezingen: dict[str, str] = van.opdracht["keuzes"].get("lezingen", {})
        velden = {
            "lezing": "\n".join(f"{nr}: {zin}" for nr, zin in lezingen.items()),
            "regeling": van.opdracht.get("regeling", ""),
        }
    return bladzijde(
        request,
        "besluit_nieuw.html",
        fouten=fouten,
        velden=velden,
        archief=archief,
        van=van,
        ontwerp=ontwerp,
        terug=terug,
        er_is=eerder.bestanden,
        regelingen=te_wijzigen(request),
    )


def _gelezen(request: Request, id_: str) -> Taak | None:
    """The decision that was read sentence by sentence before it came here."""
    taak = bureau(request).taken.taak(id_)
    return taak if taak is not None and taak.soort == "toets" else None


def _naam(kant: str, b: Bestand) -> str:
    """A name that the server makes; only the ending is that of the file, when it is one that is known."""
    einde = Path(b.naam).suffix.lower()
    return f"{kant}{einde if einde in _EINDEN else '.bin'}"


def _voorstel(request: Request, f: Formulier) -> Response:
    terug = vorige(request, f["terug"], "voorstel")
    f = f.met(Formulier.van_taak(terug))
    van, tekst = _gelezen(request, f["van"]), f.bestand("tekst")
    stuk = Bestand(van.opdracht["wordt_naam"], (van.map / "wordt.bin").read_bytes()) if van else f.bestand("besluit")
    dossier = bureau(request).dossier
    ontwerp = next((b for b, _ in _ontwerpen(dossier) if b.slug == f["ontwerp"]), None)
    if stuk is None and ontwerp is not None:  # vastgesteld zoals het er lag
        stuk = Bestand(ontwerp.bestand, (dossier / "besluiten" / ontwerp.bestand).read_bytes())
    fouten = {}
    if stuk is None:
        fouten["besluit"] = "Kies het bestand met het besluit, sleep het in het vak, of plak de tekst ernaast."
    for veld, naam in _DAGEN.items():
        if f[veld] and lees_dag(f[veld]) is None:
            fouten[veld] = f"{naam}: «{f[veld][:20]}» is geen dag; schrijf hem als 31-1-2026."
    try:
        lees_lezingen(f["lezing"], "Hoe u een regel leest")
    except Geweigerd as fout:
        fouten["lezing"] = fout.regel()
    if fouten or stuk is None:
        return _begin(request, fouten, f.velden)
    opdracht: dict[str, Any] = {
        "dag": str(bureau(request).vandaag()),
        "stuk": _naam("besluit", stuk),
        "tekst": _naam("tekst", tekst) if tekst else "",
        "naam": stuk.naam,
        "heet": {_naam("besluit", stuk): stuk.naam, **({_naam("tekst", tekst): tekst.naam} if tekst else {})},
        "lezing": f["lezing"],
        "regeling": gekozen_regeling(request, f),
        "ontwerp": ontwerp.slug if ontwerp is not None else "",
        **f.onthoud(besluit=[_naam("besluit", stuk)], tekst=[_naam("tekst", tekst)] if tekst else []),
        **{veld: str(lees_dag(f[veld]) or "") for veld in _DAGEN},
        **{veld: " ".join(f[veld].split())[:100] for veld in ("publicatie", "kenmerk")},
        "naar": "/besluit/voorstel/{id}",
    }
    bestanden = {
        opdracht["stuk"]: stuk.inhoud,
        **({opdracht["tekst"]: tekst.inhoud} if tekst else {}),
    }
    return naar(bureau(request).taken.begin("voorstel", opdracht, bestanden, id_=f["keer"], na=terug).naar)


def _lees(request: Request) -> Response:
    """A decision that could not be proposed, sentence by sentence: there a person can say what a line means."""
    taak, taken = vind_taak(request, "voorstel"), bureau(request).taken
    if not taak.opdracht.get("stuk"):
        raise HTTPException(404, "Hierbij is er geen besluit te lezen.")
    lezingen = {str(nr): zin or "-" for nr, zin, _ in lees_lezingen(taak.opdracht["lezing"], "lezing")}
    opdracht = {
        "wordt_naam": taak.opdracht["naam"],
        "dag": str(bureau(request).vandaag()),
        "keuzes": {"lezingen": lezingen},
        "regeling": taak.opdracht.get("regeling", ""),
        "naar": "/wijziging/{id}",
    }
    bestanden = {"wordt.bin": (taak.map / taak.opdracht["stuk"]).read_bytes()}
    return naar(taken.begin("toets", opdracht, bestanden, id_=f"l_{taak.id}"[:40]).naar)


def _begin_herstel(request: Request, f: Formulier) -> Response:
    reden = " ".join(f["reden"].split())[:500]
    if not reden:
        raise Geweigerd.om("geen-reden/herstel-reden")
    opdracht = {
        "dag": str(bureau(request).vandaag()),
        "herstel": _nummer(request),
        "reden": reden,
        "naam": f"herstel van vastlegging {_nummer(request)}",
        "naar": "/besluit/voorstel/{id}",
    }
    return naar(bureau(request).taken.begin("voorstel", opdracht, id_=f["keer"]).naar)


def _begin_dag(request: Request, f: Formulier) -> Response:
    """The day on which a decision that waits takes effect, where no decision says so."""
    slug, dag = f["werk"], lees_dag(f["werkend"])
    wacht = next((w for w in wachtend(request, slug) if w.doel == f["doel"]), None)
    if wacht is None or dag is None or (f["bekend"] and lees_dag(f["bekend"]) is None):
        raise HTTPException(404, "Geef de dag bij een besluit dat nog op een dag wacht.")
    opdracht = {
        "dag": str(bureau(request).vandaag()),
        **dict.fromkeys(("stuk", "tekst", "publicatie", "kenmerk", "ondertekend"), ""),
        "doel": wacht.doel,
        "werkend": str(dag),
        "bekend": str(lees_dag(f["bekend"]) or ""),
        "titel": f"Dag van inwerkingtreding van {wacht.besluit}"[:300],
        "naam": f"dag van {wacht.besluit}"[:120],
        "naar": "/besluit/voorstel/{id}",
    }
    return naar(bureau(request).taken.begin("voorstel", opdracht, id_=f["keer"]).naar)


def _nummer(request: Request) -> int:
    ruw = request.path_params["nummer"]
    if not (ruw.isascii() and ruw.isdecimal() and len(ruw) < 7):
        raise HTTPException(404, "Deze vastlegging is er niet.")
    return int(ruw)


def _toon(request: Request, fout: str = "", velden: Mapping[str, str] | None = None) -> Response:
    taak = vind_taak(request, "voorstel")
    if taak.stand != "klaar":
        return bladzijde(request, "taak.html", taak=taak)
    vast = bureau(request).taken.taak(f"v_{taak.id}"[:40])
    if vast is not None and vast.stand == "bezig":
        return bladzijde(request, "taak.html", taak=vast)
    klaar = vast.blad() if vast is not None and vast.stand == "klaar" else None
    uit = taak.blad()
    return bladzijde(
        request,
        "voorstel.html",
        400 if fout else 0,
        taak=taak,
        uit=uit,
        vast=vast,
        klaar=klaar,
        fout=fout,
        velden=velden,
    )


def _begin_vastleggen(request: Request, f: Formulier) -> Response:
    """Sent twice, it is stored once: the task carries the name of its proposal."""
    taak, taken = vind_taak(request, "voorstel"), bureau(request).taken
    gevlochten = []
    for blad in taak.blad()["samenloop"]:
        gedaan, mist = gekozen(blad, f.velden)
        keuzes = {k.sleutel: k.kant.value for k in gedaan}
        if mist and any(f[v] for v in f.velden if v.startswith(f"keuze-{blad['werk']}-")):
            fout = f"{blad['titel']}: kies bij elke botsing en elk woord, of bij geen; dan blijft de samenloop open."
            return _toon(request, fout, f.velden)
        if not mist:
            gevlochten.append({**{k: blad[k] for k in ("werk", "onze", "hunne", "kenmerk")}, "keuzes": keuzes})
    opdracht = {"van": taak.id, "gezien": f["gezien"], "keuzes": gevlochten, "naar": f"/besluit/voorstel/{taak.id}"}
    id_ = f"v_{taak.id}"[:40]
    eerder = taken.taak(id_)
    if eerder is not None and eerder.stand not in ("bezig", "klaar"):
        taken.gooi_weg(id_)
    taken.begin("vastleggen", opdracht, id_=id_)
    return naar(f"/besluit/voorstel/{taak.id}")


def _begin_lever(request: Request) -> Response:
    opdracht = {"nummer": _nummer(request), "naar": "/besluit/pakket/{id}"}
    return naar(f"/taak/{bureau(request).taken.begin('lever', opdracht).id}")


def _pakket(request: Request) -> Response:
    taak = vind_taak(request, "lever")
    if taak.stand != "klaar":
        return naar(f"/taak/{taak.id}")
    return bladzijde(request, "pakket.html", taak=taak, posten=taak.blad())


def _verifieer(request: Request) -> Response:
    taken = bureau(request).taken
    for oud in taken.alle("verifieer"):
        taken.gooi_weg(oud.id)
    return naar(f"/taak/{taken.begin('verifieer', {'naar': '/besluit'}).id}")


def _publicatie(request: Request) -> Response:
    taken = bureau(request).taken.alle("publicatie")
    if taken and taken[0].stand != "klaar":
        return bladzijde(request, "taak.html", taak=taken[0])
    taak = taken[0] if taken else None
    return bladzijde(request, "publicatie.html", taak=taak, uit=taak.blad() if taak else None)


def _publiceer(request: Request) -> Response:
    """One publication is kept: the next takes from it what is still the same."""
    taken, dag = bureau(request).taken, str(bureau(request).vandaag())
    eerder = next(iter(taken.alle("publicatie")), None)
    if eerder is None:
        return naar(f"/taak/{taken.begin('publicatie', {'dag': dag, 'naar': '/publicatie'}).id}")
    if eerder.stand != "bezig":
        taken.draai(eerder.id, {"dag": dag})
    return naar(f"/taak/{eerder.id}")


ROUTES = [
    Route("/publicatie", _publicatie),
    Route("/publicatie", _publiceer, methods=["POST"]),
    Route("/publicatie/{id}/alles", meenemen("publicatie", "publicatie.zip", "publicatie-{dag}.zip")),
    Route("/besluit", _lijst),
    Route("/besluit/ontwerp/{slug}/weg", _trek_in, methods=["POST"]),
    Route("/besluit/nieuw", _begin),
    Route("/besluit/nieuw", formulier(_voorstel), methods=["POST"]),
    Route("/besluit/dag", formulier(_begin_dag), methods=["POST"]),
    Route("/besluit/verifieer", _verifieer, methods=["POST"]),
    Route("/besluit/voorstel/{id}", _toon),
    Route("/besluit/voorstel/{id}/lees", _lees, methods=["POST"]),
    Route("/besluit/voorstel/{id}/vast", formulier(_begin_vastleggen), methods=["POST"]),
    Route("/besluit/voorstel/{id}/weg", weg_ermee("/besluit", "voorstel"), methods=["POST"]),
    Route("/besluit/pakket/{id}", _pakket),
    Route("/besluit/pakket/{id}/alles", meenemen("lever", "pakket.zip", "bekendmaking-{nummer}.zip")),
    Route("/besluit/{nummer}/herstel", formulier(_begin_herstel), methods=["POST"]),
    Route("/besluit/{nummer}/lever", _begin_lever, methods=["POST"]),
]
