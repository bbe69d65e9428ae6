"""The public table of versions (``regels`` C.1), made from the deliveries: seven columns, in the official order."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from verordening.boom import WtiRegel
from versies.tijd.model import Uitwisseling, Versie
from versies.tijd.toestand import Inhoud, Tijdlijn

__all__ = ["KOPPEN", "als_csv", "als_html", "wti"]

KOPPEN = (
    "Datum inwerkingtreding",
    "Terugwerkende kracht tot en met",
    "Datum uitwerkingtreding",
    "Betreft",
    "Datum ondertekening",
    "Bron bekendmaking",
    "Kenmerk voorstel",
)


def wti(lijn: Tijdlijn, uitwisselingen: Iterable[Uitwisseling]) -> tuple[WtiRegel, ...]:
    """One row per state as it is known now, newest first.

    *Uitwerkingtreding* is the last day on which the text holds; *terugwerkende kracht tot en met* the first day to which
    a text reaches back.
    """
    per_versie: dict[str, Uitwisseling] = {}
    for u in uitwisselingen:
        for m in u.mutaties:
            if isinstance(m, Versie) and m.werk == lijn.werk and m.versie:
                per_versie.setdefault(m.versie, u)
    uit: list[WtiRegel] = []
    for periode in lijn.stand.periodes():
        t = periode.toestand
        bron = per_versie.get(t.versie)
        betreft = (
            bron.betreft if bron else f"samenloop: {', '.join(t.samenloop)}" if t.inhoud is Inhoud.SAMENLOOP else ""
        )
        uit.append(
            WtiRegel(
                t.juridisch_werkend_vanaf,
                t.geldig_vanaf if t.geldig_vanaf < t.juridisch_werkend_vanaf else None,
                periode.tot - timedelta(days=1) if periode.tot and periode.tot > date.min else None,
                betreft,
                bron.ondertekend_op if bron else None,
                bron.publicatie if bron else "",
                bron.kenmerk if bron else "",
            )
        )
    return tuple(reversed(uit))


def _cellen(regel: WtiRegel) -> list[str]:
    datums = (regel.inwerkingtreding, regel.terugwerkend_tot_en_met, regel.uitwerkingtreding)
    waarden = (*datums, regel.betreft, regel.ondertekening, regel.bron_bekendmaking, regel.kenmerk_voorstel)
    return [f"{w.day:02}-{w.month:02}-{w.year:04}" if isinstance(w, date) else str(w or "") for w in waarden]


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
