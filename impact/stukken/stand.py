"""What the papers of a day said, small enough to keep, and what is new since: the baseline of «Nieuw sinds het memo van …».

``stand.json`` lies beside the papers. Named with ``--vorige`` it is the memo that was sent, not the last trial run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from impact.stukken.taal import dag, meervoud, opsomming
from verordening.bevinding import Geweigerd
from verordening.papier import document as d

if TYPE_CHECKING:
    from impact.stukken.stuk import Stukgegevens

STANDBESTAND = "stand.json"
Stand = Mapping[str, Mapping[str, str]]
"""Kind of statement → what it is about → what was said. The kind «stuk» holds the day and the dossier."""
_MEESTE = 8
"""Lines per kind; more are counted."""


def als_stand(gegevens: Stukgegevens) -> Stand:
    """Everything that a reader of an earlier paper would want to hear about when it changes."""
    from impact.stukken.bord import OORDELEN, rijen as bordrijen

    impact = gegevens.impact
    regio, bord = impact.gemeenten, bordrijen(gegevens)
    titels = {r.slug: r.citeertitel for r in impact.regelingen}
    return {
        "stuk": {"datum": gegevens.datum.isoformat(), "dossier": impact.naam},
        "Uiterste dag": {f"{r.maatregel} {r.naam}": r.dagtekst for r in bord},
        "Zwaarste oordeel": {f"{r.maatregel} {r.naam}": OORDELEN[r.oordeel] for r in bord},
        "Oordeel over een bepaling": {f"{titels[z.regeling]}, {z.adres}": z.oordeel.soort.value for z in impact.zaken},
        "Regeling": {
            r.citeertitel: f"{r.status}, tekst van {dag(r.vanaf)}"
            for r in (*impact.regelingen, *(v for rij in gegevens.later.values() for v in rij[-1:]))
        },
        "Cijfer": {f"{g.naam}: {c.naam}": c.waarde for g in regio.gemeenten for c in g.cijfers},
        "Toezegging": {f"{g.naam}: {t.nummer}": t.afdoening for g in regio.gemeenten for t in g.toezeggingen},
        "Planning": {m.naam: m.wanneer for m in regio.planning},
        "Aantal bepalingen": {f"{r.maatregel} {r.naam}": str(r.bepalingen) for r in bord},
    }


def schrijf_stand(stand: Stand) -> bytes:
    """As a file."""
    return (json.dumps(stand, ensure_ascii=False, indent=1) + "\n").encode()


def lees_stand(gegevens: bytes, naam: str, dossier: str) -> Stand:
    """A baseline that was kept.

    Raises:
        Geweigerd: not such a file, or of another dossier.
    """
    try:
        stand = json.loads(gegevens)
        goed = all(isinstance(w, str) for groep in stand.values() for w in groep.values())
        date.fromisoformat(stand["stuk"]["datum"])
        van = stand["stuk"]["dossier"]
    except (ValueError, KeyError, AttributeError, TypeError) as fout:
        raise Geweigerd.om("stand-onleesbaar", naam, bestand=STANDBESTAND) from fout
    if not goed or van != dossier:
        raise Geweigerd.om("stand-van-ander-dossier", naam, van=van, bestand=STANDBESTAND)
    return {str(k): dict(v) for k, v in stand.items()}


def nieuw_sinds(was: Stand, nu: Stand) -> Sequence[d.Blok]:
    """The frame for the memo: per kind what changed, came or went; one sentence when nothing did."""
    sinds = dag(date.fromisoformat(was["stuk"]["datum"]))
    punten: list[d.Inhoud] = []
    for soort in nu:
        if soort == "stuk":
            continue
        oud, nieuw = was.get(soort, {}), nu[soort]
        regels = [f"{wat}: {oud[wat]} → {w}" for wat, w in nieuw.items() if wat in oud and oud[wat] != w]
        regels += [f"{wat}: nieuw, {w}" for wat, w in nieuw.items() if wat not in oud]
        regels += [f"{wat}: vervallen (was {w})" for wat, w in oud.items() if wat not in nieuw]
        if regels:
            meer = len(regels) - _MEESTE
            staart = [f"en nog {meervoud(meer, 'ander punt', 'andere punten')}"] if meer > 0 else []
            punten.append((d.vet(f"{soort}. "), f"{'; '.join((*regels[:_MEESTE], *staart))}."))
    titel = f"Nieuw sinds het memo van {sinds}"
    if not punten:
        soorten = opsomming(s.lower() for s in nu if s != "stuk")
        return (d.Kader((titel,), (d.alinea(f"Niets: {soorten} zijn gelijk gebleven."),)),)
    return (d.Kader((titel,), (d.lijst(*(d.Alinea(tuple(p)) for p in punten)),)),)
