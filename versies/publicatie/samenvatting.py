"""What the pages of the whole set say of one regulation; it stands in its folder, so that who did not change is not computed again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from verordening.dagen import dag
from versies.publicatie.reeks import Regelingreeks, inhoud_van
from versies.tijd.toestand import Inhoud
from versies.tijd.wti import Besluitrij


@dataclass(frozen=True)
class Bron:
    """A regulation that may have to be computed.

    Args:
        werk: its identity. map: name of its folder. titel: how a reader knows it.
        kern: one value for everything that it is made from. maak: computes it.
    """

    werk: str
    map: str
    titel: str
    kern: str
    maak: Callable[[], Regelingreeks]


def als_bron(reeks: Regelingreeks) -> Bron:
    """A regulation that was computed."""
    return Bron(reeks.werk, reeks.map, reeks.titel, reeks.kern, lambda: reeks)


@dataclass(frozen=True, slots=True)
class Besluitregel:
    """What one decision did with the regulation; days as ``2026-01-01`` or empty.

    Args:
        nummer: in the archive. besluit, betreft, publicatie, kenmerk, ondertekend, bekend: of the decision as a whole.
        soort, inwerkingtreding, wat: what it did here. map: folder of the version that it brought; empty: none.
        later: (number, kind) of the decisions that gave it another date, or made it undone.
    """

    nummer: int
    besluit: str
    betreft: str
    publicatie: str
    kenmerk: str
    ondertekend: str
    bekend: str
    soort: str
    inwerkingtreding: str
    wat: str
    map: str
    later: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Samenvatting:
    """One regulation in a few words, on the days of ``tijdvak``: from, and until the day on which it says something else.

    Args:
        map, werk, titel, vastgesteld_door: which. staat: whether it holds. geldend: first day of the text that does, in words.
        komend: (what, folder) of later versions. onbekend: (day, why) of states without a known text.
    """

    map: str
    werk: str
    titel: str
    vastgesteld_door: str
    tijdvak: tuple[str, str]
    staat: str
    geldend: str
    komend: tuple[tuple[str, str], ...]
    onbekend: tuple[tuple[str, str], ...]
    versies: tuple[Mapping[str, object], ...]
    besluiten: tuple[Besluitregel, ...]

    def als_json(self, kenmerk: str) -> bytes:
        """As it stands in the folder of the regulation, with the one value for what that was made from."""
        return (json.dumps(asdict(self) | {"gemaakt_van": kenmerk}, ensure_ascii=False, indent=1) + "\n").encode()


def vat_samen(reeks: Regelingreeks, stand: date) -> Samenvatting:
    """A regulation as seen from a day."""
    laatste, nu = max(reeks.mappen, default=None), reeks.geldend(stand)
    dagen = reeks.wisseldagen
    tijdvak = (
        _iso(max((x for x in dagen if x <= stand), default=None)),
        _iso(min((x for x in dagen if x > stand), default=None)),
    )
    komend = []
    for plek in reeks.komend(stand):
        t = reeks.periodes[plek].toestand
        ontwerp = "ontwerp, " if t.versie in reeks.ontwerpen else ""
        komend.append((f"{ontwerp}per {dag(t.juridisch_werkend_vanaf)}", reeks.mappen[plek]))
    return Samenvatting(
        reeks.map,
        reeks.werk,
        reeks.titel,
        reeks.tekst(laatste).regeling.gegevens.orgaan if laatste is not None else "",
        tijdvak,
        reeks.staat(stand),
        reeks.dagnaam(nu) if nu is not None else "",
        tuple(komend),
        tuple(
            (p.toestand.geldig_vanaf.isoformat(), reeks.waarom(p))
            for plek, p in enumerate(reeks.periodes)
            if plek not in reeks.mappen and p.toestand.inhoud is not Inhoud.NIET_IN_WERKING
        ),
        tuple(_versieregel(reeks, plek) for plek in reeks.mappen),
        tuple(_besluitregel(reeks, rij) for rij in reeks.rijen),
    )


def _versieregel(reeks: Regelingreeks, plek: int) -> Mapping[str, object]:
    """A version with a text, for programs."""
    p = reeks.periodes[plek]
    return {
        "map": reeks.mappen[plek],
        "geldig_vanaf": p.toestand.geldig_vanaf.isoformat(),
        "juridisch_werkend_vanaf": p.toestand.juridisch_werkend_vanaf.isoformat(),
        "juridisch_werkend_tot": _iso(p.tot) or None,
        "ontwerp": p.toestand.versie in reeks.ontwerpen,
    }


def _besluitregel(reeks: Regelingreeks, rij: Besluitrij) -> Besluitregel:
    u, plek = rij.uitwisseling, next((p for p in reeks.mappen if reeks.rij(p) == rij), None)
    later = sorted(
        (r.nummer, r.soort)
        for r in reeks.rijen
        if r.nummer > rij.nummer and r.soort in ("datum", "terugtrekking") and set(r.doelen) & set(rij.doelen)
    )
    return Besluitregel(
        rij.nummer,
        u.besluit,
        u.betreft,
        u.publicatie,
        u.kenmerk,
        _iso(u.ondertekend_op),
        u.bekend.isoformat(),
        rij.soort,
        _iso(rij.regel.inwerkingtreding),
        rij.regel.betreft,
        reeks.mappen[plek] if plek is not None else "",
        tuple(later),
    )


def lees_samenvatting(inhoud: bytes | Path) -> Samenvatting:
    """The inverse of :meth:`Samenvatting.als_json`, of a file that this edition made."""
    waarde = json.loads(inhoud_van(inhoud))
    del waarde["gemaakt_van"]
    paren = {naam: tuple((a, b) for a, b in waarde[naam]) for naam in ("komend", "onbekend")}
    van, tot = waarde["tijdvak"]
    besluiten = tuple(
        Besluitregel(**b | {"later": tuple((n, soort) for n, soort in b.get("later", ()))}) for b in waarde["besluiten"]
    )
    return Samenvatting(
        **waarde | paren | {"tijdvak": (van, tot), "versies": tuple(waarde["versies"]), "besluiten": besluiten}
    )


def geldt_op(samenvatting: Samenvatting, stand: date) -> bool:
    """Whether it says on a day what it said when it was made."""
    van, tot = samenvatting.tijdvak
    return (not van or van <= stand.isoformat()) and (not tot or stand.isoformat() < tot)


def _iso(dag_: date | None) -> str:
    return dag_.isoformat() if dag_ else ""
