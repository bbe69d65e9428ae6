"""What is wrong or strange in the deliveries of a dossier, as findings: nothing is repaired, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from verordening.bevinding import Bevinding
from verordening.dagen import dag
from versies.tijd.model import (
    Intrekking,
    Moment,
    SoortTijdstempel,
    Tijdstempel,
    Uitwisseling,
    Versie,
    Vervuld,
    Voorwaarde,
)
from versies.tijd.tijdlijn import Tijdlijn, tijdlijnen
from versies.tijd.toestand import Inhoud, Stand, Toestand

VROEGSTE, LAATSTE = date(1800, 1, 1), date(2200, 1, 1)
"""Dates outside this range are typing errors or placeholders ("0001-01-01", "9999-12-31")."""


def controleer(uitwisselingen: Iterable[Uitwisseling]) -> list[Bevinding]:
    """Findings about deliveries and about the states that follow from them.

    Codes: datum-onwaarschijnlijk, inwerking-voor-bekendmaking, terugwerkend-voor-basis, basis-onbekend,
    versie-dubbel, doel-zonder-datum, voorwaarde-onbekend, samenloop, tekst-onbekend, wijziging-zonder-instelling.
    """
    reeks = sorted(uitwisselingen, key=lambda u: u.gemaakt_op)
    return [*_log(reeks), *_voorwaarden(reeks), *(b for lijn in tijdlijnen(reeks).values() for b in _lijn(lijn))]


def controleer_lijn(lijn: Tijdlijn) -> list[Bevinding]:
    """The findings of :func:`controleer` that are about one regulation, from the deliveries that touch it."""
    log = _log([_van(u, lijn.werk) for u in lijn.uitwisselingen])
    onzeker = {d for t in lijn.stand.toestanden if t.inhoud is not Inhoud.BEKEND for d in t.doelen}
    # Waarop een versie steunt, doet er niet toe zolang haar tekst toch niet vaststaat: dat staat er dan al.
    return [*(b for b in log if b.code != "basis-onbekend" or b.plek not in onzeker), *_lijn(lijn)]


def _log(reeks: list[Uitwisseling]) -> list[Bevinding]:
    return [*(b for u in reeks for b in _datums(u)), *_momenten(reeks)]


def _van(u: Uitwisseling, werk: str) -> Uitwisseling:
    """A delivery without what it says of other regulations."""
    return replace(u, mutaties=tuple(m for m in u.mutaties if getattr(m, "werk", "") in ("", werk)))


def samenloop(lijn: Tijdlijn) -> list[Bevinding]:
    """The states of a regulation, as known now, whose text is not known because doelen meet."""
    einde = lijn.stand.juridisch_uitgewerkt_op
    open_ = [t for t in lijn.stand.toestanden if t.inhoud in (Inhoud.SAMENLOOP, Inhoud.ONBEKEND)]
    return [_na_intrekking(t, einde) if einde and t.juridisch_werkend_vanaf >= einde else _samenloop(t) for t in open_]


def _datums(u: Uitwisseling) -> Iterator[Bevinding]:
    for mutatie in u.mutaties:
        if not isinstance(mutatie, (Tijdstempel, Vervuld)) or not isinstance(mutatie.datum, date):
            continue
        wie = mutatie.doel if isinstance(mutatie, Tijdstempel) else mutatie.voorwaarde
        if not VROEGSTE <= mutatie.datum < LAATSTE:
            yield Bevinding.van("datum-onwaarschijnlijk", wie, str(mutatie.datum))
        elif (
            isinstance(mutatie, Tijdstempel)
            and mutatie.soort is SoortTijdstempel.JURIDISCH_WERKEND
            and mutatie.datum < u.bekend
        ):
            yield Bevinding.van("inwerking-voor-bekendmaking", wie, f"{mutatie.datum} < {u.bekend}")


def _momenten(reeks: list[Uitwisseling]) -> Iterator[Bevinding]:
    """Versions that lean on a version that was never delivered, and moments that are taken twice."""
    bekend: set[tuple[str, Moment]] = set()
    laatste: dict[tuple[str, str], datetime] = {}
    for u in reeks:
        for m in u.mutaties:
            if isinstance(m, (Versie, Intrekking)):
                laatste.update({(m.werk, d): u.gemaakt_op for d in m.doelen})
    for u in reeks:
        hier = [m for m in u.mutaties if isinstance(m, (Versie, Intrekking))]
        for m in hier:
            for doel in m.doelen:
                sleutel = (m.werk, Moment(doel, u.gemaakt_op))
                if sleutel in bekend:
                    yield Bevinding.van("versie-dubbel", doel, str(u.gemaakt_op))
                bekend.add(sleutel)
        for m in hier:
            if all(laatste[m.werk, d] > u.gemaakt_op for d in m.doelen):
                continue  # replaced since: what it leaned on does not matter any more
            for moment in (*m.basis, *m.vervlochten, *m.ontvlochten):
                if (m.werk, moment) not in bekend:
                    fragment = f"{moment.doel}, {moment.gemaakt_op.isoformat(timespec='seconds')}"
                    yield Bevinding.van("basis-onbekend/versie-bouwt", m.werk, fragment, m.doelen[0])


def _voorwaarden(reeks: list[Uitwisseling]) -> Iterator[Bevinding]:
    namen = {m.datum.naam for u in reeks for m in u.stempels if isinstance(m.datum, Voorwaarde)}
    for u in reeks:
        for m in u.mutaties:
            if isinstance(m, Vervuld) and m.voorwaarde not in namen:
                yield Bevinding.van("voorwaarde-onbekend", m.voorwaarde, str(m.datum))


def zonder_datum(werk: str, stand: Stand) -> Iterator[Bevinding]:
    """What is decided and waits: an event that the dossier does not know of may have made it law."""
    for doel, voorwaarde in stand.zonder_datum:
        op = voorwaarde.removeprefix("op ")
        uitleg = f"Wacht op: {op}." if op else "Er is nog geen datum van inwerkingtreding."
        yield Bevinding.van("doel-zonder-datum", f"{werk}: {doel}", uitleg=uitleg)


def _lijn(lijn: Tijdlijn) -> Iterator[Bevinding]:
    stand = lijn.stand
    yield from zonder_datum(lijn.werk, stand)
    if stand.zonder_instelling:
        yield Bevinding.van("wijziging-zonder-instelling", lijn.werk, ", ".join(stand.zonder_instelling))
    eerste = min((t.geldig_vanaf for t in stand.toestanden[:1]), default=None)
    for toestand in stand.toestanden:
        if eerste and toestand.geldig_vanaf < eerste:
            waar = f"{lijn.werk}: {', '.join(toestand.doelen)}"
            yield Bevinding.van("terugwerkend-voor-basis", waar, f"{toestand.geldig_vanaf} < {eerste}")
    yield from samenloop(lijn)


def _na_intrekking(t: Toestand, einde: date) -> Bevinding:
    """A decision that finds nothing left to amend, also not for the days before (retroactive)."""
    terug = t.geldig_vanaf < t.juridisch_werkend_vanaf
    ook = f" Dat het terugwerkt tot en met {dag(t.geldig_vanaf)}, maakt dat niet anders." if terug else ""
    return Bevinding.van(
        "na-intrekking", f"{t.werk}, vanaf {t.juridisch_werkend_vanaf}", ", ".join(t.doelen), einde=einde, ook=ook
    )


def _samenloop(t: Toestand) -> Bevinding:
    plaats = f"{t.werk}, vanaf {t.geldig_vanaf}"
    doelen = ", ".join(t.doelen)
    if t.inhoud is Inhoud.ONBEKEND:
        return Bevinding.van("tekst-onbekend/tekst-toestand", plaats, doelen)
    if t.tegensprekend:
        wat = "Doelen treden tegelijk in werking, of na een intrekking, zonder gezamenlijke versie"
        wie = ", ".join(a.doel for a in t.tegensprekend)
    elif t.te_verwerken:
        wat = "De versie houdt geen rekening met wat eerder in werking treedt"
        wie = ", ".join(a.doel for a in t.te_verwerken)
    else:
        wat, wie = "De versie bevat wat niet in werking treedt", ", ".join(a.doel for a in t.te_ontvlechten)
    return Bevinding.van("samenloop/tekst", plaats, doelen, wat=wat, wie=wie)
