"""Files of colleagues together: drop two or more beside the text they were made from, choose where they differ, take one Word file."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from werkbank.web.antwoord import bladzijde, bureau, meenemen, naar, vind_taak, vorige, weg_ermee
from werkbank.web.opname import Formulier, formulier
from werkbank.web.wijziging import regelingen_van

_KEUZES = ("eerste", "tweede", "beide", "basis")
_EINDEN = (".docx", ".odt", ".xml", ".md", ".txt")


def _begin(request: Request, fouten: dict[str, str] | None = None, velden: dict[str, str] | None = None) -> Response:
    terug = vorige(request, (velden or {}).get("terug", ""), "samenvoegen")
    gegeven = Formulier.van_taak(terug)
    return bladzijde(
        request,
        "samen_begin.html",
        fouten=fouten,
        velden=gegeven.velden | (velden or {}),
        terug=terug,
        er_is=gegeven.bestanden,
        regelingen=regelingen_van(request),
        eerder=bureau(request).taken.alle("samenvoegen"),
    )


def _maak(request: Request, f: Formulier) -> Response:
    terug = vorige(request, f["terug"], "samenvoegen")
    gegeven = Formulier.van_taak(terug)
    if f["basis"]:
        gegeven.bestanden.pop("basis_bestand", None)
    f = f.met(gegeven)
    bestanden, basis = f.bestanden.get("bestanden", []), f.bestand("basis_bestand")
    fouten, namen = {}, [" ".join(n.split())[:80] for n in f["namen"].splitlines() if n.strip()]
    if len(bestanden) < 2:
        fouten["bestanden"] = "Kies de bestanden van twee of meer collega's."
    if namen and len(namen) != len(bestanden):
        fouten["namen"] = f"U noemt {len(namen)} namen bij {len(bestanden)} bestanden; geef er voor elk een, of geen."
    if basis is None and f["basis"] not in {s for s, _ in regelingen_van(request)}:
        fouten["basis"] = "Kies uit welke tekst de bestanden zijn gemaakt, of geef die als eigen bestand."
    if fouten:
        return _begin(request, fouten, f.velden)
    inhoud = basis.inhoud if basis else _geldend(request, f["basis"])
    namen_op_schijf = [f"bestand-{n}{_einde(b.naam)}" for n, b in enumerate(bestanden)]
    basisnaam = f"basis{_einde(basis.naam) if basis else '.xml'}"
    opdracht = {
        "basis": basisnaam,
        "basis_naam": basis.naam if basis else f["basis"],
        "bestanden": namen_op_schijf,
        "heet": dict(zip(namen_op_schijf, (b.naam for b in bestanden), strict=True)),
        "namen": namen or [],
        "onbijgehouden": f["onbijgehouden"] == "ja",
        "keuzes": {},
        **f.met_veld("basis", "" if basis else f["basis"]).onthoud(
            bestanden=namen_op_schijf, basis_bestand=[basisnaam]
        ),
        "naar": "/samenvoegen/{id}",
    }
    zet = dict(zip(namen_op_schijf, (b.inhoud for b in bestanden), strict=True)) | {basisnaam: inhoud}
    return naar(bureau(request).taken.begin("samenvoegen", opdracht, zet, id_=f["keer"], na=terug).naar)


def _einde(naam: str) -> str:
    einde = Path(naam).suffix.lower()
    return einde if einde in _EINDEN else ".bin"


def _geldend(request: Request, slug: str) -> bytes:
    from verordening.canoniek import schrijf
    from werkbank.web.regeling import op_dag

    return schrijf(op_dag(request, slug, bureau(request).vandaag()).tekst)


def _toon(request: Request, fouten: dict[str, str] | None = None, velden: dict[str, str] | None = None) -> Response:
    taak = vind_taak(request, "samenvoegen")
    if taak.stand != "klaar":
        return bladzijde(request, "taak.html", taak=taak)
    return bladzijde(request, "samen.html", taak=taak, uit=taak.blad(), fouten=fouten, velden=velden)


def _kies(request: Request, f: Formulier) -> Response:
    taak = vind_taak(request, "samenvoegen")
    geschillen = taak.blad()["geschillen"]
    keuzes = {g["sleutel"]: f[g["sleutel"]] for g in geschillen if f[g["sleutel"]] in _KEUZES}
    mist = {g["sleutel"]: f"{g['adres'] or 'De regeling'}: kies wiens woorden blijven." for g in geschillen}
    if fouten := {s: t for s, t in mist.items() if s not in keuzes}:
        return _toon(request, fouten, f.velden)
    bureau(request).taken.draai(taak.id, {"keuzes": {**taak.opdracht["keuzes"], **keuzes}})
    return naar(taak.naar)


ROUTES = [
    Route("/samenvoegen", _begin),
    Route("/samenvoegen", formulier(_maak), methods=["POST"]),
    Route("/samenvoegen/{id}", _toon),
    Route("/samenvoegen/{id}", formulier(_kies), methods=["POST"]),
    Route("/samenvoegen/{id}/bestand", meenemen("samenvoegen", "samen.docx", "samengevoegd.docx")),
    Route("/samenvoegen/{id}/weg", weg_ermee("/samenvoegen", "samenvoegen"), methods=["POST"]),
]
