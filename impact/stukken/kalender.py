"""The besluitenkalender: what must be decided by whom before which day, as a table, a spreadsheet and ``.ics``.

A row comes from the planning that sources give, from the law (entry into force), or from counting back. A date that
rests on an unknown lead time is a bound and says so, in the table and in the calendar.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from impact.stukken.blok import tafel, vel
from impact.stukken.stuk import Stuk, Stukgegevens, document
from impact.stukken.taal import (
    dag,
    dagtekst,
    grenzen,
    hoofdletter,
    ingang_van,
    kleine_letter,
    onbevestigd,
    opsomming,
    planstand,
    titels,
)
from impact.stukken.termijnen import Keten
from impact.stukken.uiterlijk import keten_op, organen
from verordening.groepen import groepeer
from verordening.papier import document as d
from verordening.papier.rekenblad import Blad

_TERMIJNKOP = {
    "advies-weken": "Advies cliëntenraad vóór aanlevering",
    "aanlevering-weken": "Aanlevering",
    "beeldvormend-weken": "Beeldvormend vóór besluit",
    "oordeelsvormend-weken": "Oordeelsvormend vóór besluit",
    "bekendmaking-dagen": "Bekendmaking",
    "zomerreces": "Zomerreces",
}
"""Every lead time that the calendar counts with, in the order of the steps → the head of its column."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One row.

    Args:
        datum: sorts; None when not even a bound is known.
        wanneer: for a reader; ``zeker`` False: the date is a bound or not a day.
        soort: "wet", "planning" or "teruggeteld".
        bron: keys of sources, ``plaats`` in it; ``grond``: how a counted date came about.
    """

    datum: date | None
    wanneer: str
    wat: str
    soort: str
    zeker: bool
    zekerheid: str
    wie: str = "wetgever"
    voor: str = "alle gemeenten"
    bron: str = ""
    plaats: str = ""
    grond: str = ""
    volgorde: int = 0


def regels(gegevens: Stukgegevens, gemeente: str = "alle") -> tuple[Regel, ...]:
    """All rows in order of date; unknown dates last.

    Args:
        gemeente: code; only what holds for that gemeente, or everything.
    """
    alles = [*_wet(gegevens), *_planning(gegevens, gemeente), *_teruggeteld(gegevens, gemeente)]
    return tuple(sorted(alles, key=lambda r: (r.datum or date.max, r.soort, r.wie, r.voor, r.volgorde, r.wat)))


def _wet(gegevens: Stukgegevens) -> Iterator[Regel]:
    per_dag: dict[tuple[date, bool], list[str]] = {}
    zonder = []
    for beeld in gegevens.impact.geteld:
        ingang = ingang_van(beeld.maatregel)
        if ingang is None:
            zonder.append(beeld.maatregel)
        else:
            zeker = all(i.zekerheid == "A" for i in beeld.maatregel.ingang)
            zeker &= not onbevestigd(beeld.maatregel, gegevens.datum)
            per_dag.setdefault((ingang, zeker), []).append(beeld.maatregel.id)
    for (ingang, zeker), namen in per_dag.items():
        wat = f"Wet gaat in: {opsomming(namen)}" if zeker else f"Wet gaat naar verwachting in: {opsomming(namen)}"
        hoe = "vast" if ingang <= gegevens.datum else "aangekondigd in de wettekst"
        onzeker = "verwacht" if ingang > gegevens.datum else planstand("verwacht", ingang.isoformat(), gegevens.datum)
        yield Regel(ingang, dag(ingang), wat, "wet", zeker, hoe if zeker else onzeker, voor=gegevens.iedereen)
    for m in zonder:
        yield Regel(
            None, "onbekend", f"Wet gaat in: {m.id} ({titels([m])})", "wet", False, "onbekend", voor=gegevens.iedereen
        )


def _planning(gegevens: Stukgegevens, gemeente: str) -> Iterator[Regel]:
    regio = gegevens.impact.gemeenten
    momenten = regio.planning if gemeente == "alle" else regio.planning_van(gemeente)
    for m in momenten:
        yield Regel(
            grens[1] if (grens := grenzen(m.datum)) else None,  # wie er zeker vóór komt, staat ervoor
            hoofdletter(m.wanneer),
            m.naam,
            "planning",
            len(m.datum) == 10,
            planstand(m.zekerheid, m.datum, gegevens.datum),
            m.orgaan,
            gegevens.voor(m),
            m.bron,
            m.plaats or "",
        )


def _teruggeteld(gegevens: Stukgegevens, gemeente: str) -> Iterator[Regel]:
    regio = gegevens.impact.gemeenten
    for ingang in sorted({i for b in gegevens.impact.geteld if (i := ingang_van(b.maatregel)) and i > gegevens.datum}):
        voor = [b.maatregel for b in gegevens.impact.geteld if ingang_van(b.maatregel) == ingang]
        for orgaan, wie in (("gemeenteraad", "gemeenteraad"), ("ab", gegevens.orgaan.kort)):
            namen = [m.id for m in voor if orgaan in organen(gegevens, m)]
            ketens = groepeer(
                (keten_op(gegevens, ingang, orgaan, code), naam)
                for code, naam in (_wie_beslist(gegevens, orgaan, gemeente) if namen else ())
            )
            for keten, wie_allen in ketens.items():
                allen = orgaan == "ab" or len(wie_allen) == len(regio.gemeenten)
                yield from _stappen(
                    keten, namen, wie, gegevens.iedereen if allen else opsomming(wie_allen), gegevens.datum
                )


def _wie_beslist(gegevens: Stukgegevens, orgaan: str, gemeente: str) -> list[tuple[str, str]]:
    """(code, name) of the bodies of one kind; the AB is one."""
    if orgaan == "ab":
        return [("alle", gegevens.orgaan.kort)]
    return [(g.code, g.naam) for g in gegevens.impact.gemeenten.gemeenten if gemeente in ("alle", g.code)]


def _stappen(keten: Keten, namen: Sequence[str], wie: str, voor: str, nu: date) -> Iterator[Regel]:
    grond = "; ".join(f"{duur.stap.split('-')[0]}: {duur.tekst}" for duur in keten.duren)
    for n, stap in enumerate(keten.stappen):
        zekerheid = "onbekend: grens" if stap.onbekend else "gerekend met aannames" if stap.aannames else "gerekend"
        zekerheid = "verstreken" if stap.uiterlijk < nu else zekerheid  # een onbekende termijn maakt het alleen vroeger
        yield Regel(
            stap.uiterlijk,
            hoofdletter(stap.tekst),
            f"Uiterste datum {stap.naam} voor ingang op {dag(keten.ingang)} ({opsomming(namen)})",
            "teruggeteld",
            stap.zeker,
            zekerheid,
            wie,
            voor,
            grond=grond,
            volgorde=-n,
        )


def kalender(gegevens: Stukgegevens) -> Stuk:
    """The calendar as a paper."""
    alles = regels(gegevens)
    kolommen = {"Wanneer": 2.6, "Wat": 3.4, "Wie": 1.3, "Voor": 1.6, "Zekerheid": 1.4}
    rijen = (
        d.rij(
            r.wanneer,
            d.cel(r.wat, *([gegevens.bronnen.noot(r.bron, r.plaats)] if r.bron else [])),
            gegevens.wie(r.wie),
            r.voor,
            r.zekerheid,
        )
        for r in alles
    )
    blokken: list[d.Blok] = [
        d.alinea(
            "Deze kalender laat zien wat wanneer besloten moet zijn. Een uiterste datum is teruggeteld vanaf de dag waarop de wet "
            "ingaat. Is een termijn onbekend, dan is de datum een grens: het moet eerder, maar hoeveel eerder weten wij niet."
        ),
        *_volgorde(gegevens),
        *tafel("Besluitenkalender", kolommen, rijen, liggend=True),
        d.kop(2, "Gebruikte termijnen"),
        *_termijnen(gegevens),
        d.kop(2, "Nummers van de maatregelen"),
        d.alinea(
            "; ".join(f"{b.maatregel.id}: {kleine_letter(b.maatregel.naam)}" for b in gegevens.impact.geteld), "."
        ),
    ]
    onder = gegevens.impact.lijst.naam
    return Stuk("besluitenkalender", document(gegevens, "Besluitenkalender", blokken, ondertitel=onder, liggend=True))


def _volgorde(gegevens: Stukgegevens) -> Iterator[d.Blok]:
    """Who decides first, where two bodies decide about what enters into force on one day."""
    per_dag = groepeer(
        (ingang, orgaan)
        for b in gegevens.impact.geteld
        if (ingang := ingang_van(b.maatregel)) and ingang > gegevens.datum
        for orgaan in organen(gegevens, b.maatregel)
    )
    if samen := [dag(x) for x in sorted(per_dag) if len(set(per_dag[x])) > 1]:
        bestuur = gegevens.orgaan.kort
        yield d.alinea(
            f"Over wat ingaat op {opsomming(samen)} beslissen raad en {bestuur} allebei. De raad beslist eerst: het {bestuur} stelt zijn "
            "beleidsregels vast als de verordening bekend is gemaakt. Die volgorde is onze uitleg."
        )


def _termijnen(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    from impact.stukken.termijnen import duren

    regio = gegevens.impact.gemeenten
    per_wie: dict[str, dict[str, str]] = {}
    wie: list[tuple[str, str, str, Any]] = [
        (hoofdletter(gegevens.orgaan.kort), "ab", "alle", regio.samenwerking.cyclus)
    ]
    wie += [(f"Raad {g.naam}", "gemeenteraad", g.code, g.raadscyclus) for g in regio.gemeenten]
    for naam, orgaan, code, cyclus in wie:
        teksten = {x.stap: x.tekst for x in duren(cyclus, orgaan, code, gegevens.aannames)}
        reces = f"{dagtekst(cyclus.zomerreces_van)} tot {dagtekst(cyclus.zomerreces_tot)}"
        per_wie[naam] = teksten | {"zomerreces": "onbekend" if "onbekend" in reces else reces}
    stappen = [s for s in _TERMIJNKOP if any(s in teksten for teksten in per_wie.values())]
    rijen = (d.rij(naam, *(t.get(s, "niet van toepassing") for s in stappen)) for naam, t in per_wie.items())
    return (
        *tafel("Termijnen", ("Wie", *(_TERMIJNKOP[s] for s in stappen)), rijen),
        d.alinea(f"Aannames: {gegevens.aannames.status}. Een aanname vult alleen aan wat onbekend is.", soort="klein"),
    )


def blad(gegevens: Stukgegevens) -> Blad:
    """The calendar as a sheet."""
    kolommen: dict[str, Callable[[Regel], object]] = {
        "Datum": lambda r: r.datum,
        "Wanneer": lambda r: r.wanneer,
        "Wat": lambda r: r.wat,
        "Wie": lambda r: gegevens.wie(r.wie),
        "Voor": lambda r: r.voor,
        "Soort": lambda r: r.soort,
        "Zekerheid": lambda r: r.zekerheid,
        "Gerekend met": lambda r: r.grond,
        "Bron": lambda r: f"{r.bron} {r.plaats}".strip(),
    }
    return vel("Besluitenkalender", kolommen, regels(gegevens))


# --- iCalendar --------------------------------------------------------------------------------------------------------


def ics(gegevens: Stukgegevens) -> bytes:
    """The calendar as iCalendar (RFC 5545): all-day events; what is not sure is TENTATIVE and says so in its title.

    Rows without any date cannot stand in a calendar: they are listed in its description.
    """
    alles = regels(gegevens)
    zonder = [r.wat for r in alles if r.datum is None]
    uit = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//verordening//besluitenkalender//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        _veld("X-WR-CALNAME", f"Besluitenkalender {gegevens.impact.naam} ({gegevens.stempel})"),
    ]
    if zonder:
        uit.append(_veld("X-WR-CALDESC", "Zonder datum (onbekend): " + "; ".join(zonder)))
    gezien: set[str] = set()
    for r in alles:
        if r.datum is None:
            continue
        uid = hashlib.sha256(f"{gegevens.impact.naam}|{r.soort}|{r.wat}|{r.wie}|{r.voor}".encode()).hexdigest()[:32]
        while uid in gezien:
            uid = hashlib.sha256(uid.encode()).hexdigest()[:32]
        gezien.add(uid)
        merk = "" if r.zeker else "GRENS, dag onbekend: " if r.soort == "teruggeteld" else "ONGEVEER: "
        uitleg = [f"{r.wanneer}.", f"Wie: {gegevens.wie(r.wie)}. Voor: {r.voor}.", f"Zekerheid: {r.zekerheid}."]
        uitleg += [f"Gerekend met: {r.grond}."] if r.grond else []
        uitleg += [f"Bron: {gegevens.bronnen.kort(r.bron.split()[0], r.plaats)}."] if r.bron else []
        uitleg.append(f"{hoofdletter(gegevens.stempel)}.")
        uit += [
            "BEGIN:VEVENT",
            f"UID:{uid}@verordening",
            f"DTSTAMP:{gegevens.datum:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{r.datum:%Y%m%d}",
            f"DTEND;VALUE=DATE:{r.datum + timedelta(days=1):%Y%m%d}",
            _veld("SUMMARY", merk + r.wat),
            _veld("DESCRIPTION", "\n".join(uitleg)),
            _veld("CATEGORIES", r.soort),
            f"STATUS:{'CONFIRMED' if r.zeker and r.zekerheid in ('vast', 'gerekend') else 'TENTATIVE'}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    uit.append("END:VCALENDAR")
    return "".join(_vouw(regel) for regel in uit).encode("utf-8")


def _veld(naam: str, waarde: str) -> str:
    """A text property: control characters gone, the rest escaped (RFC 5545, 3.3.11)."""
    schoon = "".join(c for c in waarde.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or c.isprintable())
    for oud, nieuw in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        schoon = schoon.replace(oud, nieuw)
    return f"{naam}:{schoon}"


def _vouw(regel: str) -> str:
    """Fold a line at 75 octets without breaking a character (RFC 5545, 3.1)."""
    uit, lengte = [], 0
    for teken in regel:
        n = len(teken.encode())
        if lengte + n > 75:
            uit.append("\r\n ")
            lengte = 1
        uit.append(teken)
        lengte += n
    return "".join(uit) + "\r\n"
