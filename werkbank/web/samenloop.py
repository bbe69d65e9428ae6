"""Decisions that meet: the words that both changed, side by side; one choice per place, and the common text is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from impact.dossier.velden import velden
from verordening.bevinding import Geweigerd
from verordening.dagen import dag as dag_in_woorden
from versies.archief.vragen import Tijdbron
from versies.tijd.botsing import Kant, Keuze
from werkbank.diensten.vlechten import Samenkomst, leg_vast, ontmoetingen, vlecht, woorden
from werkbank.web.antwoord import bladzijde, bureau, naar
from werkbank.web.opname import Formulier, formulier
from werkbank.web.regeling import titel_van

if TYPE_CHECKING:
    from versies.tijd.tijdlijn import Tijdlijn


def als_blad(samen: Samenkomst, titel: str, lijn: Tijdlijn) -> dict[str, object]:
    """What a page shows of two decisions that meet; they are called by their title and the day they take effect."""
    namen = []
    for moment in samen.momenten:
        besluit = next((u.besluit for u in lijn.uitwisselingen if u.gemaakt_op == moment.gemaakt_op), "") or moment.doel
        werkend = lijn.datums(moment.doel)[0]
        namen.append(f"{besluit} ({dag_in_woorden(werkend)})" if werkend else besluit)
    return {
        **velden(samen, "werk kenmerk", titel=titel, namen=namen),
        **dict(zip(("onze", "hunne"), (m.doel for m in samen.momenten), strict=True)),
        "botsingen": [
            {
                **velden(b, "sleutel adres wat"),
                "basis": " ".join(b.basis.split()),
                "onze": woorden(b.basis, b.onze),
                "hunne": woorden(b.basis, b.hunne),
                "kanten": ["onze", "hunne", *(["beide"] if b.kan_beide and not b.basis else []), "basis"],
                "stukken": [{**asdict(s), "kanten": s.kanten} for s in b.stukken] if len(b.sleutels) > 2 else [],
            }
            for b in samen.uitkomst.botsingen
        ],
    }


def gekozen(blad: Mapping[str, Any], velden: Mapping[str, str]) -> tuple[list[Keuze], dict[str, str]]:
    """The choices of a form, for a whole place or for each of its words, and what was not chosen: field → what is asked."""
    keuzes, mist = [], {}
    for n, b in enumerate(blad["botsingen"]):
        veld = f"keuze-{blad['werk']}-{n}"
        vragen = {veld: (b["sleutel"], b["kanten"])}
        if velden.get(veld) == "woorden" and b["stukken"]:
            rij = [s for s in b["stukken"] if s["sleutel"]]
            vragen = {f"{veld}-{m}": (s["sleutel"], s["kanten"]) for m, s in enumerate(rij)}
        gevonden = [Keuze(sleutel, Kant(velden[v])) for v, (sleutel, mag) in vragen.items() if velden.get(v, "") in mag]
        keuzes += gevonden
        if len(gevonden) < len(vragen):
            mist[veld] = f"{b['adres']}: kies welke woorden gelden."
    return keuzes, mist


def _paren(bron: Tijdbron, slug: str, keuzes: list[Keuze] | None = None) -> Samenkomst | None:
    """The first two decisions of a regulation that meet; None when none do."""
    paar = next(iter(ontmoetingen(bron.lijn(slug))), None) if slug in bron.tijdlijnen else None
    return vlecht(slug, bron.uitwisselingen, bron.tekst, paar[:2], keuzes or ()) if paar else None


def _toon(request: Request, fouten: dict[str, str] | None = None, velden: Mapping[str, str] | None = None) -> Response:
    slug = request.path_params["slug"]
    titel = titel_van(request, slug)
    with Tijdbron(bureau(request).dossier) as bron:
        samen = _paren(bron, slug)
        blad = als_blad(samen, titel, bron.lijn(slug)) if samen else None
    return bladzijde(
        request,
        "samenloop.html",
        slug=slug,
        titel=titel,
        samen=blad,
        fouten=fouten,
        velden=velden,
    )


def _kies(request: Request, f: Formulier) -> Response:
    slug = request.path_params["slug"]
    titel = titel_van(request, slug)
    with Tijdbron(bureau(request).dossier) as bron:
        samen = _paren(bron, slug)
        if samen is None:  # twee keer gestuurd, of een ander was ervoor
            return naar(f"/samenloop/{slug}")
        blad = als_blad(samen, titel, bron.lijn(slug))
        if blad["kenmerk"] != f["kenmerk"]:
            raise Geweigerd.om("samenloop-anders", titel)
        keuzes, mist = gekozen(blad, f.velden)
        if mist:
            return _toon(request, mist, f.velden)
        klaar = _paren(bron, slug, keuzes)
        assert klaar is not None
        leg_vast(bron, klaar)
    return naar(f"/samenloop/{slug}")


ROUTES = [
    Route("/samenloop/{slug}", _toon),
    Route("/samenloop/{slug}", formulier(_kies), methods=["POST"]),
]
