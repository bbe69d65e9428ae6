"""Reading: the versions of a regulation, its text on a day, one provision with its evidence, and any two versions compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from verordening.boom import Regeling, Soort, is_genummerd, koptekst, wandel
from verordening.dagen import lees_dag
from verordening.register import Register
from versies.archief.vragen import Tijdbron
from werkbank.diensten.geldend import Geldend, als_stuk, geldend
from werkbank.diensten.plaatsen import Plaats, artikelfragment, plaatsen
from werkbank.web.antwoord import bladzijde, bureau, naar, stuur_inhoud
from werkbank.web.beeld import kenmerk

if TYPE_CHECKING:
    from verordening.adres import Adres
    from versies.tijd.herkomst import Spoor
    from versies.verschil import Verschil

_PER_BLAD = 12
_HELE_TEKST = 120
"""Units up to which the whole text stands on one page."""
_VORMEN = ("docx", "pdf", "odt", "html", "xml")
_INGANGEN = (Soort.ARTIKEL, Soort.BIJLAGE, Soort.AANHEF, Soort.SLUITING, Soort.TOELICHTING)


@dataclass(frozen=True, slots=True)
class Versie:
    """A version for a reader: from and until when, by what, and whether it is a draft."""

    versie: str
    vanaf: date
    werkend: date
    tot: date | None
    doelen: tuple[str, ...]
    besluit: str
    ontwerp: bool
    samenloop: tuple[str, ...]

    def geldt(self, dag: date) -> bool:
        """Whether this is the law on a day."""
        return not self.ontwerp and self.werkend <= dag and (self.tot is None or dag < self.tot)


@dataclass(frozen=True, slots=True)
class Wachtend:
    """A decision that has no date yet: its title, the doel that waits, and what it waits for (empty: not said)."""

    besluit: str
    doel: str
    op: str


@dataclass(frozen=True, slots=True, eq=False)
class Opdag(Geldend):
    """What held on a day. One object per question while the dossier stays the same: by it is kept what was made of the text."""

    @property
    def tekst(self) -> Regeling:
        """The text, where there is one."""
        assert self.regeling is not None
        return self.regeling


@lru_cache(maxsize=4)
def _verschil(was: Opdag, wordt: Opdag) -> Verschil:
    from versies.verschil import vergelijk

    return vergelijk(was.tekst, wordt.tekst)


@lru_cache(maxsize=4)
def _plaatsen(was: Opdag, wordt: Opdag) -> tuple[Plaats, ...]:
    return tuple(plaatsen(_verschil(was, wordt)))


def _dag(tekst: str) -> date:
    dag = lees_dag(tekst)
    if dag is None:
        raise HTTPException(404, f"«{tekst[:20]}» is geen dag.")
    return dag


def titel_van(request: Request, slug: str) -> str:
    """The title of a regulation of this dossier; an unknown key is no page."""
    beeld = bureau(request).stand().beeld
    namen = {r["slug"]: r["naam"] for r in beeld.kop["regelingen"]} if beeld else {}
    if slug in namen:
        return str(namen[slug])
    with Tijdbron(bureau(request).dossier) as bron:
        if slug in (titels := bron.titels()):
            return titels[slug] or slug
    raise HTTPException(404, "Deze regeling staat niet in het dossier.")


def _merk(request: Request) -> str:
    """What names the dossier as it stands now: what was read of it is kept as long as this is the same."""
    return kenmerk(bureau(request).dossier, (), bureau(request).vandaag())


@lru_cache(maxsize=64)
def _versies(map_: Path, slug: str, _merk: str) -> list[Versie]:
    """What is recorded of a regulation, and behind it the drafts that only the folder has."""
    from versies.archief.poort import lees_dossier

    dossier = lees_dossier(map_)
    ontwerp = {v.juridisch_werkend_vanaf for v in dossier.versies if v.regeling == slug and v.status == "ontwerp"}
    with Tijdbron(map_) as bron:
        versies = list(_van_bron(bron, slug, ontwerp=False)) if slug in bron.titels() else []
    if ontwerp:
        versies += [v for v in _van_bron(_concept(map_, _merk), slug, ontwerp=True) if v.werkend in ontwerp]
    return sorted(versies, key=lambda v: v.vanaf)


@lru_cache(maxsize=64)
def _wachtend(map_: Path, slug: str, merk: str) -> list[Wachtend]:
    """What is decided and waits for a date; a draft waits for a decision and is among the versions."""
    from versies.tijd.wti import besluit_van

    ontwerp = {d for v in _versies(map_, slug, merk) if v.ontwerp for d in v.doelen}
    with Tijdbron(map_) as bron:
        lijn = bron.lijn(slug) if slug in bron.titels() else None
        wachten = lijn.stand.zonder_datum if lijn is not None else ()
        besluit = besluit_van(lijn) if lijn is not None and wachten else {}
    return [
        Wachtend(besluit[doel].besluit if doel in besluit else doel, doel, op.removeprefix("op "))
        for doel, op in wachten
        if doel not in ontwerp
    ]


@lru_cache(maxsize=2)
def _concept(map_: Path, _merk: str) -> Tijdbron:
    """The folder with its drafts as if they were adopted: read once; nothing of it stays open."""
    with Tijdbron(map_, met_ontwerpen=True) as bron:
        return bron


def _laatste_is_ontwerp(versies: list[Versie], dag: date) -> bool:
    op = [v for v in versies if v.vanaf <= dag and (v.tot is None or dag < v.tot)]
    return bool(op) and max(op, key=lambda v: (v.werkend, not v.ontwerp)).ontwerp


@contextmanager
def _bron(map_: Path, merk: str, versies: list[Versie], dag: date) -> Iterator[Tijdbron]:
    """What answers about a day: the folder when a draft would hold then and nothing later was adopted, else what is recorded."""
    if _laatste_is_ontwerp(versies, dag):
        yield _concept(map_, merk)
        return
    with Tijdbron(map_) as bron:
        yield bron


def _van_bron(bron: Tijdbron, slug: str, *, ontwerp: bool) -> Iterator[Versie]:
    from versies.tijd.wti import besluit_van

    door = besluit_van(bron.lijn(slug))
    for p in bron.lijn(slug).stand.periodes():
        t = p.toestand
        besluit = "; ".join(dict.fromkeys(door[d].besluit for d in t.doelen if d in door and door[d].besluit))
        yield Versie(
            t.versie, t.geldig_vanaf, t.juridisch_werkend_vanaf, p.tot, t.doelen, besluit, ontwerp, t.samenloop
        )


def _archief(request: Request) -> bool:
    return (bureau(request).dossier / ".git").exists()


def _lijst(request: Request) -> Response:
    stand = bureau(request).stand()
    vandaag = bureau(request).vandaag()
    from versies.archief.poort import lees_dossier

    map_, merk, rijen = bureau(request).dossier, _merk(request), []
    for r in lees_dossier(map_).blad.regelingen:
        versies = _versies(map_, r.slug, merk)
        nu = next((v for v in versies if v.geldt(vandaag)), None)
        straks = [v for v in versies if v.ontwerp or v.werkend > vandaag]
        rijen.append((r, nu, [v for v in versies if not v.ontwerp], straks, _wachtend(map_, r.slug, merk)))
    return bladzijde(request, "regelingen.html", stand=stand, rijen=rijen, archief=_archief(request))


def _regeling(request: Request) -> Response:
    slug = request.path_params["slug"]
    titel = titel_van(request, slug)
    versies = _versies(bureau(request).dossier, slug, _merk(request))
    vraag = request.query_params
    fouten = {
        veld: f"«{vraag[veld][:20]}» is geen dag; schrijf hem als 31-1-2026."
        for veld in ("op", "bekend")
        if vraag.get(veld) and lees_dag(vraag[veld]) is None
    }
    if vraag.get("op") and not fouten:
        bekend = f"?bekend={lees_dag(vraag['bekend'])}" if vraag.get("bekend") else ""
        return naar(f"/regeling/{slug}/op/{lees_dag(vraag['op'])}{bekend}")
    return bladzijde(
        request,
        "regeling.html",
        slug=slug,
        titel=titel,
        versies=versies,
        nu=next((v for v in versies if v.geldt(bureau(request).vandaag())), None),
        wachtend=wachtend(request, slug),
        vorige={v.versie: _ervoor(versies[:n]) for n, v in enumerate(versies)},
        archief=_archief(request),
        fouten=fouten,
        vraag=vraag,
    )


def _ervoor(versies: list[Versie], dag: date | None = None) -> Versie | None:
    """The last version that was adopted, or that holds on a day: a draft changes nothing until it is."""
    rij = [v for v in versies if not v.ontwerp and (dag is None or (v.vanaf <= dag and (v.tot is None or dag < v.tot)))]
    return rij[-1] if rij else None


def _geldend(request: Request) -> tuple[str, str, date, date | None, Opdag, list[Versie]]:
    """The text that was asked for: of a draft when the day is the first of one, else what held."""
    slug, dag = request.path_params["slug"], _dag(request.path_params["dag"])
    titel = titel_van(request, slug)
    bekend = _dag(request.query_params["bekend"]) if request.query_params.get("bekend") else None
    dossier, merk = bureau(request).dossier, _merk(request)
    return slug, titel, dag, bekend, _op_dag(dossier, slug, dag, bekend, merk), _versies(dossier, slug, merk)


@lru_cache(maxsize=16)
def _op_dag(dossier: Path, slug: str, dag: date, bekend: date | None, merk: str) -> Opdag:
    with _bron(dossier, merk, _versies(dossier, slug, merk), dag) as bron:
        g = geldend(bron, slug, dag, bekend)
    return Opdag(g.antwoord, g.regeling, g.geldigheid, g.bevindingen)


def wachtend(request: Request, slug: str) -> list[Wachtend]:
    """The decisions about a regulation of this dossier that wait for a date.

    Raises:
        HTTPException: the dossier has no such regulation.
    """
    titel_van(request, slug)
    return _wachtend(bureau(request).dossier, slug, _merk(request))


def op_dag(request: Request, slug: str, dag: date) -> Opdag:
    """What held of a regulation of this dossier on a day.

    Raises:
        HTTPException: the dossier has no such regulation.
    """
    titel_van(request, slug)
    return _op_dag(bureau(request).dossier, slug, dag, None, _merk(request))


def _inhoud(regeling: Regeling) -> Iterator[tuple[str, str, bool]]:
    """(eId, heading, is it a level above articles) in order: what a reader can open."""
    for e in wandel(regeling.wortel):
        ingang = e.soort in _INGANGEN or is_genummerd(e)
        if ingang or (e.soort.value in ("hoofdstuk", "titel", "afdeling", "paragraaf") and e.opschrift):
            yield e.eId, " ".join(koptekst(e).split()) or e.soort.value.capitalize(), not ingang


def _op(request: Request) -> Response:
    slug, titel, dag, bekend, g, versies = _geldend(request)
    velden: dict[str, Any] = {
        "slug": slug,
        "titel": titel,
        "dag": dag,
        "bekend": bekend,
        "geldigheid": g.geldigheid,
        "versies": versies,
        "nu": next((v for v in versies if g.antwoord and v.versie == g.antwoord.versie), None),
    }
    if g.regeling is None:
        return bladzijde(request, "onbekend.html", 404, **velden, bevinding=g.bevindingen[-1])
    eenheden = sum(1 for e in wandel(g.regeling.wortel) if e.soort in (Soort.LID, Soort.ONDERDEEL, Soort.ARTIKEL))
    tekst = ""
    if eenheden <= _HELE_TEKST:
        tekst = _fragment(g, g.regeling.wortel.eId)
    inhoud, vast = list(_inhoud(g.regeling)), _ervoor(versies, dag)
    return bladzijde(request, "tekst.html", **velden, inhoud=inhoud, tekst=tekst, vormen=_VORMEN, vast=vast)


@lru_cache(maxsize=64)
def _fragment(g: Opdag, eid: str) -> str:
    return artikelfragment(_verschil(g, g), eid) or ""


def _bepaling(request: Request) -> Response:
    slug, titel, dag, bekend, g, versies = _geldend(request)
    if g.regeling is None:
        raise HTTPException(404, "De tekst van die dag is niet bekend.")
    register = Register.van(g.regeling)
    gevraagd = register.op_eid.get(request.path_params["eid"])
    if gevraagd is None:
        raise HTTPException(404, f"Deze bepaling staat niet in de tekst van {dag.day}-{dag.month}-{dag.year}.")
    artikel = register.artikel(gevraagd) or gevraagd
    toon = "herkomst" if request.query_params.get("toon") == "herkomst" else "tekst"
    ingangen = [e for e, _, boven in _inhoud(g.regeling) if not boven]
    hier = ingangen.index(artikel.eId) if artikel.eId in ingangen else -1
    stand = bureau(request).stand()
    geraakt = (stand.beeld.deel(f"geraakt/{slug}") or {}) if stand.beeld else {}
    return bladzijde(
        request,
        "bepaling.html",
        stand=stand,
        slug=slug,
        titel=titel,
        dag=dag,
        bekend=bekend,
        nu=next((v for v in versies if g.antwoord and v.versie == g.antwoord.versie), None),
        versies=versies,
        eid=artikel.eId,
        naam=" ".join(koptekst(artikel).split()) or artikel.soort.value.capitalize(),
        adres=register.adres(gevraagd).tekst() if gevraagd is not artikel else "",
        tekst=_fragment(g, artikel.eId),
        toon=toon,
        sporen=_herkomst(request, slug, register.adres(artikel), dag, versies) if toon == "herkomst" else [],
        raakt=[
            b for e, lijst in geraakt.items() if e == artikel.eId or e.startswith(f"{artikel.eId}__") for b in lijst
        ],
        vorige=ingangen[hier - 1] if hier > 0 else "",
        volgende=ingangen[hier + 1] if -1 < hier < len(ingangen) - 1 else "",
    )


def _herkomst(request: Request, slug: str, plek: Adres, dag: date, versies: list[Versie]) -> list[Spoor]:
    from werkbank.diensten.herkomst import sporen

    with _bron(bureau(request).dossier, _merk(request), versies, dag) as bron:
        return list(sporen(bron, slug, plek, dag))


@lru_cache(maxsize=8)
def _gezet(was: Opdag, wordt: Opdag, als: str, vanaf: int) -> list[tuple[int, str, str, list[dict[str, str]]]]:
    """The places of one page as HTML: (number, name, in one text, side by side)."""
    deel = _plaatsen(was, wordt)[vanaf - 1 : vanaf - 1 + _PER_BLAD]
    return [(n, p.naam, p.ineen() if als == "ineen" and p.paren else "", p.naast()) for n, p in enumerate(deel, vanaf)]


def _vergelijk(request: Request) -> Response:
    slug = request.path_params["slug"]
    titel = titel_van(request, slug)
    dagen = [_dag(request.path_params[k]) for k in ("a", "b")]
    dossier, merk = bureau(request).dossier, _merk(request)
    was, wordt = (_op_dag(dossier, slug, dag, None, merk) for dag in dagen)
    if was.regeling is None or wordt.regeling is None:
        raise HTTPException(404, "Van een van deze dagen is de tekst niet bekend.")
    gevonden = _plaatsen(was, wordt)
    blad = request.query_params.get("vanaf", "1")
    vanaf = min(int(blad) if re.fullmatch(r"[1-9]\d{0,4}", blad) else 1, max(len(gevonden), 1))
    als = "ineen" if request.query_params.get("als") == "ineen" else "naast"
    return bladzijde(
        request,
        "vergelijk.html",
        slug=slug,
        titel=titel,
        a=dagen[0],
        b=dagen[1],
        als=als,
        namen=[p.naam for p in gevonden],
        deel=_gezet(was, wordt, als, vanaf),
        vanaf=vanaf,
        per=_PER_BLAD,
        opmerkingen=_verschil(was, wordt).opmerkingen,
    )


def _kies_vergelijk(request: Request) -> Response:
    slug = request.path_params["slug"]
    titel_van(request, slug)
    a, b = (_dag(request.query_params.get(k, "")) for k in ("a", "b"))
    return naar(f"/regeling/{slug}/vergelijk/{a}..{b}")


def _bestand(request: Request) -> Response:
    slug, _, dag, _, g, _ = _geldend(request)
    vorm = request.path_params["vorm"]
    if g.regeling is None or vorm not in _VORMEN:
        raise HTTPException(404, "Dit bestand kan niet worden gemaakt.")
    return stuur_inhoud(als_stuk(g.regeling, vorm, g.geldigheid), f"{slug}-{dag}.{vorm}")


ROUTES = [
    Route("/regeling", _lijst),
    Route("/regeling/{slug}", _regeling),
    Route("/regeling/{slug}/vergelijk", _kies_vergelijk),
    Route("/regeling/{slug}/vergelijk/{a}..{b}", _vergelijk),
    Route("/regeling/{slug}/op/{dag}", _op),
    Route("/regeling/{slug}/op/{dag}/bestand/{vorm}", _bestand),
    Route("/regeling/{slug}/op/{dag}/{eid}", _bepaling),
]
