"""The public table of versions (``regels`` C.1), made from the deliveries: seven columns, in the official order."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta

from verordening.boom import WtiRegel
from versies.tijd.model import Intrekking, Mutatie, Terugtrekking, Tijdstempel, Uitwisseling, Versie
from versies.tijd.tijdlijn import Tijdlijn

KOPPEN = (
    "Datum inwerkingtreding",
    "Terugwerkende kracht tot en met",
    "Datum uitwerkingtreding",
    "Betreft",
    "Datum ondertekening",
    "Bron bekendmaking",
    "Kenmerk voorstel",
)


@dataclass(frozen=True, slots=True)
class Besluitrij:
    """What one delivery says about one regulation on one date.

    Args:
        nummer: of the delivery. uitwisseling: the delivery itself. doelen: the branches that it is about.
        soort: "tekst", "intrekking", "datum" (another date, or a first one) or "terugtrekking" (withdrawn, annulled).
        regel: the row of the public table.
    """

    nummer: int
    uitwisseling: Uitwisseling
    doelen: tuple[str, ...]
    soort: str
    regel: WtiRegel


def besluit_van(lijn: Tijdlijn) -> dict[str, Uitwisseling]:
    """Per doel the delivery with its decision: the first one that brought something for it."""
    uit: dict[str, Uitwisseling] = {}
    for _, u in lijn.genummerd:
        for v in u.uitvoeringen:
            if v.werk == lijn.werk:
                uit.setdefault(v.doel, u)
        uit |= {d: u for m in u.versies if m.werk == lijn.werk for d in m.doelen if d not in uit}
    return uit


def besluitnamen(lijn: Tijdlijn, *, genummerd: bool = False) -> dict[str, str]:
    """Per doel its decision in words: the title and the day of publication.

    Args:
        genummerd: with the number under which it was registered.
    """
    nummers = {u.gemaakt_op: f"vastlegging {n}, " for n, u in lijn.genummerd if genummerd}
    return {
        doel: f"«{u.besluit}» ({nummers.get(u.gemaakt_op, '')}bekend {u.bekend:%d-%m-%Y})"
        for doel, u in besluit_van(lijn).items()
        if u.besluit
    }


def wti(lijn: Tijdlijn) -> tuple[WtiRegel, ...]:
    """The rows of :func:`besluitrijen`, newest first."""
    return tuple(r.regel for r in reversed(besluitrijen(lijn)))


def besluitrijen(lijn: Tijdlijn) -> list[Besluitrij]:
    """One row per publication and date, oldest first: a rectification, a repeal or a new date has a row of its own.

    *Uitwerkingtreding* is the last day on which the text holds; *terugwerkende kracht tot en met* the first day to which
    a text reaches back. Merging versions is no publication and has no row.
    """
    uit: list[Besluitrij] = []
    for nummer, u in lijn.genummerd:
        soorten: dict[tuple[date | None, date | None], dict[str, str]] = {}
        for m in u.mutaties:
            soort, doelen = _soort(m, lijn.werk)
            for doel in doelen if soort and not _is_samenvoeging(m, u) else ():
                if soort == "datum" and not lijn.heeft(doel):
                    continue
                hier = soorten.setdefault(_datums(lijn, doel), {})
                hier[doel] = min(hier.get(doel, soort), soort, key=_RANG.index)
        for (werkend, geldig), per_doel in soorten.items():
            soort = min(per_doel.values(), key=_RANG.index)
            doelen = tuple(sorted(per_doel))
            uit.append(Besluitrij(nummer, u, doelen, soort, _regel(lijn, u, doelen, soort, (werkend, geldig))))
    return sorted(uit, key=lambda r: (r.regel.inwerkingtreding or date.max, r.uitwisseling.bekend, r.nummer))


_RANG = ("intrekking", "terugtrekking", "tekst", "datum")


def _soort(m: Mutatie, werk: str) -> tuple[str, tuple[str, ...]]:
    if getattr(m, "werk", werk) not in (werk, ""):
        return "", ()
    if isinstance(m, Versie):
        return "tekst", m.doelen
    if isinstance(m, Intrekking):
        return "intrekking", (m.doel,)
    if isinstance(m, Terugtrekking):
        return "terugtrekking", (m.doel,) if m.doel else ()
    return ("datum", (m.doel,)) if isinstance(m, Tijdstempel) else ("", ())


def _is_samenvoeging(m: Mutatie, u: Uitwisseling) -> bool:
    """A text that was made anew because another decision came in: its own decision has a row already."""
    if not isinstance(m, Versie):
        return False
    eigen = {v.doel for v in u.uitvoeringen if v.werk == m.werk}
    return not eigen.intersection(m.doelen) if eigen else bool(m.vervlochten and not u.publicatie)


def _datums(lijn: Tijdlijn, doel: str) -> tuple[date | None, date | None]:
    werkend, geldig = lijn.datums(doel)
    return werkend, geldig if geldig and werkend and geldig < werkend else None


def _regel(
    lijn: Tijdlijn, u: Uitwisseling, doelen: tuple[str, ...], soort: str, datums: tuple[date | None, date | None]
) -> WtiRegel:
    einden = [p.tot for p in lijn.stand.periodes() if set(doelen) & set(p.toestand.doelen)]
    tot = None if soort == "intrekking" or not einden or None in einden else max(d for d in einden if d)
    betreft = u.betreft or {"intrekking": "intrekking", "datum": "datum van inwerkingtreding"}.get(soort, "")
    laatste = tot - timedelta(days=1) if tot and tot > date.min else None
    return WtiRegel(datums[0], datums[1], laatste, betreft, u.ondertekend_op, u.publicatie, u.kenmerk)


def _cellen(regel: WtiRegel) -> list[str]:
    return [f"{w.day:02}-{w.month:02}-{w.year:04}" if isinstance(w, date) else w or "" for w in astuple(regel)]


def als_csv(regels: Sequence[WtiRegel]) -> str:
    """Comma separated, with a header; a cell that a spreadsheet could take for a formula gets an apostrophe."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, lineterminator="\r\n")
    schrijver.writerow(KOPPEN)
    for regel in regels:
        schrijver.writerow([f"'{c}" if c[:1] in "=+-@\t\r" and c else c for c in _cellen(regel)])
    return uit.getvalue()


def als_html(regels: Sequence[WtiRegel], titel: str) -> str:
    """A table with caption and header cells; everything escaped."""
    rijen = ["<tr>" + "".join(f"<td>{html.escape(c) or '–'}</td>" for c in _cellen(r)) + "</tr>" for r in regels]
    koppen = "".join(f'<th scope="col">{html.escape(k)}</th>' for k in KOPPEN)
    return (
        f"<table>\n<caption>{html.escape(titel)}</caption>\n<thead><tr>{koppen}</tr></thead>\n<tbody>\n"
        + "\n".join(rijen)
        + "\n</tbody>\n</table>\n"
    )
