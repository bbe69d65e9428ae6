"""What is published about time: versions on doelen, dates, withdrawals. Values only; nothing is decided here.

A *doel* is a branch: everything meant to enter into force as one whole at one moment. A decision publishes versions on
doelen and dates for doelen; an :class:`Uitwisseling` is one such delivery, with the day on which it became known. The
list of all deliveries is the whole truth about time: states follow from it (:mod:`versies.tijd.tijdlijn`).

Terms follow STOP (``regels`` D.6): juridisch werkend vanaf, geldig vanaf, bekend op, ontvangen op, gemaakt op.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from verordening.tekst.keuzes import Lezing


class SoortTijdstempel(StrEnum):
    """The two legal clocks."""

    JURIDISCH_WERKEND = "juridischWerkendVanaf"
    GELDIG = "geldigVanaf"


class Wat(StrEnum):
    """What a withdrawal (terugtrekking) takes back."""

    VERSIE = "versie"
    INTREKKING = "intrekking"
    TIJDSTEMPEL = "tijdstempel"
    UITGEWERKT = "uitgewerkt"


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A version on a doel: the tip of that branch as it was made at ``gemaakt_op`` (version time, with time zone)."""

    doel: str
    gemaakt_op: datetime


@dataclass(frozen=True, slots=True)
class Voorwaarde:
    """A date that is not known yet, by name: "bij koninklijk besluit", "inwerkingtreding Stb. 2026, 12".

    Two doelen that wait for the same event name the same condition; :class:`Vervuld` dates both at once.
    """

    naam: str
    omschrijving: str = ""


@dataclass(frozen=True, slots=True)
class Versie:
    """A version of one regulation for one or more doelen (STOP ``BeoogdeRegeling``).

    Args:
        werk: identity of the regulation over all versions.
        doelen: the doelen that get this version; several when decisions take effect as one.
        versie: name of the version; empty when its text is not known (a court annulled a part).
        basis: versions on which it was made; empty for the first version of a regulation.
        vervlochten: versions merged into it. ontvlochten: versions reverted from it.
        bekend_op: day of knowledge, when it differs from that of the delivery (a judgment known earlier).
        eId: provision of the decision that causes it.
    """

    werk: str
    doelen: tuple[str, ...]
    versie: str = ""
    basis: tuple[Moment, ...] = ()
    vervlochten: tuple[Moment, ...] = ()
    ontvlochten: tuple[Moment, ...] = ()
    bekend_op: date | None = None
    eId: str = ""


@dataclass(frozen=True, slots=True)
class Intrekking:
    """The regulation ends when the doel takes effect: repeal, or a horizon clause."""

    werk: str
    doel: str
    basis: tuple[Moment, ...] = ()
    vervlochten: tuple[Moment, ...] = ()
    ontvlochten: tuple[Moment, ...] = ()
    bekend_op: date | None = None
    eId: str = ""

    @property
    def doelen(self) -> tuple[str, ...]:
        """The doel, as a version has them."""
        return (self.doel,)


@dataclass(frozen=True, slots=True)
class Tijdstempel:
    """A date for a doel; a later one replaces an earlier one (postponement)."""

    doel: str
    datum: date | Voorwaarde
    soort: SoortTijdstempel = SoortTijdstempel.JURIDISCH_WERKEND
    eId: str = ""


@dataclass(frozen=True, slots=True)
class Vervuld:
    """The event that doelen waited for has a date now."""

    voorwaarde: str
    datum: date


@dataclass(frozen=True, slots=True)
class Uitgewerkt:
    """The regulation has no practical effect any more from this day (materieel uitgewerkt); it still exists."""

    werk: str
    datum: date


@dataclass(frozen=True, slots=True)
class Terugtrekking:
    """Takes back what an earlier delivery published.

    ``doel`` is empty for UITGEWERKT; ``werk`` is empty for TIJDSTEMPEL; ``soort`` only counts for TIJDSTEMPEL;
    ``bekend_op``: day of knowledge, when it differs from that of the delivery (a judgment known earlier).
    """

    wat: Wat
    doel: str = ""
    werk: str = ""
    soort: SoortTijdstempel = SoortTijdstempel.JURIDISCH_WERKEND
    bekend_op: date | None = None
    eId: str = ""
    basis: tuple[Moment, ...] = ()


Mutatie: TypeAlias = "Versie | Intrekking | Tijdstempel | Vervuld | Uitgewerkt | Terugtrekking"


HEEL = ("*",)


@dataclass(frozen=True, slots=True)
class Uitvoering:
    """Which instructions of which decision make the text of a doel; the text itself is only their outcome.

    Args:
        doel, werk: the branch and the regulation. bestand: the decision, as a path in the dossier.
        delen: the instructions by number ("I.A.1"), in order; those of a later line for the same file replace these.
            :data:`HEEL`: the file is the text of the regulation itself; with a number behind it, that annex of it is.
        rectificatie: corrects the decision itself, and is executed after it.
        lezingen: what a person said that lines of the decision mean, where they could not be read.
    """

    doel: str
    werk: str
    bestand: str
    delen: tuple[str, ...] = ()
    rectificatie: bool = False
    lezingen: tuple[Lezing, ...] = ()

    @property
    def heel(self) -> bool:
        """Whether the file gives the whole text, and no instructions."""
        return self.delen[:1] == HEEL

    @property
    def bijlage(self) -> int:
        """The annex that is the text, from 1; 0: none."""
        return int(self.delen[1]) if self.heel and len(self.delen) > 1 else 0


@dataclass(frozen=True, slots=True)
class Uitwisseling:
    """One delivery: what one publication (or one message about a judgment) says about versions and dates.

    Args:
        gemaakt_op: version time, with time zone; orders deliveries and names the versions in it.
        mutaties: what it says.
        bekend_op: first day on which anyone could know it (publication); default the day of ``gemaakt_op``.
        ontvangen_op: day on which this archive received it; default the day of ``gemaakt_op``.
        besluit: name of the decision. publicatie: where it was published ("gmb-2026-12345").
        betreft, kenmerk, ondertekend_op: the other columns of the public table (``regels`` C.1).
        uitvoeringen: the decisions that made the texts.
        herstelt: number of an earlier delivery that was a mistake of the archive and no longer counts; 0: none.
        reden: why, in words: of the correction, or of a text that is not what the decision makes.
        stuk: the file of the decision itself, as a path in the dossier; ``uitvoeringen`` may name those of others as well.
    """

    gemaakt_op: datetime
    mutaties: tuple[Mutatie, ...]
    bekend_op: date | None = None
    ontvangen_op: date | None = None
    besluit: str = ""
    publicatie: str = ""
    betreft: str = ""
    kenmerk: str = ""
    ondertekend_op: date | None = None
    uitvoeringen: tuple[Uitvoering, ...] = ()
    herstelt: int = 0
    reden: str = ""
    stuk: str = ""

    @property
    def versies(self) -> tuple[Versie, ...]:
        """The versions that it gives."""
        return tuple([m for m in self.mutaties if isinstance(m, Versie)])

    @property
    def stempels(self) -> tuple[Tijdstempel, ...]:
        """The dates that it gives."""
        return tuple([m for m in self.mutaties if isinstance(m, Tijdstempel)])

    @property
    def intrekkingen(self) -> tuple[Intrekking, ...]:
        """The repeals in it."""
        return tuple([m for m in self.mutaties if isinstance(m, Intrekking)])

    @property
    def bekend(self) -> date:
        """Day of knowledge: that of its mutations when each has one of its own (a judgment), else that of the delivery."""
        eigen = [getattr(m, "bekend_op", None) for m in self.mutaties]
        gezet = [dag for dag in eigen if dag is not None]
        if gezet and len(gezet) == len(eigen):
            return max(gezet)
        return self.bekend_op or self.gemaakt_op.date()

    @property
    def ontvangen(self) -> date:
        """Day of receipt."""
        return self.ontvangen_op or self.gemaakt_op.date()


def tellend(log: Sequence[Uitwisseling], geregistreerd: date = date.max) -> list[tuple[int, Uitwisseling]]:
    """The deliveries that count: registered by a day, and not corrected by then.

    Args:
        log: all deliveries, in the order in which they were registered. geregistreerd: the day from which is looked.

    Returns:
        (number from 1, delivery), in the same order. A correction that was itself corrected corrects nothing.
    """
    return tellend_van([*enumerate(log, 1)], geregistreerd)


def tellend_van(
    genummerd: Sequence[tuple[int, Uitwisseling]], geregistreerd: date = date.max
) -> list[tuple[int, Uitwisseling]]:
    """As :func:`tellend`, of some deliveries with their numbers, in order; all corrections must be among them."""
    weg: set[int] = set()
    for nummer, u in reversed(genummerd):
        if u.herstelt and nummer not in weg and u.ontvangen <= geregistreerd:
            weg.add(u.herstelt)
    return [(n, u) for n, u in genummerd if n not in weg and u.ontvangen <= geregistreerd]


def uitvoeringen(log: Iterable[Uitwisseling], werk: str) -> dict[str, list[Uitvoering]]:
    """Per doel what is to be executed for it, in order of delivery; a later line for the same file replaces the earlier."""
    uit: dict[str, list[Uitvoering]] = {}
    for u in log:
        for m in u.mutaties:
            if isinstance(m, Terugtrekking) and m.wat is Wat.VERSIE and m.werk == werk:
                uit.pop(m.doel, None)
            elif isinstance(m, Versie) and not m.versie and m.werk == werk:  # its text was declared unknown
                for doel in m.doelen:
                    uit.pop(doel, None)
        for v in u.uitvoeringen:
            if v.werk != werk:
                continue
            rij = uit.setdefault(v.doel, [])
            plek = next((n for n, oud in enumerate(rij) if oud.bestand == v.bestand), None)
            if plek is None:
                rij.append(v)
            else:
                rij[plek] = v
    return {doel: [v for v in rij if v.delen or v.rectificatie] for doel, rij in uit.items()}


def op_volgorde(mutaties: Iterable[Mutatie], moment: datetime) -> list[Mutatie]:
    """What one delivery says, so that a version comes after the versions of the same delivery that it was made from."""
    alle = list(mutaties)
    van = {(m.werk, d): n for n, m in enumerate(alle) if isinstance(m, Versie) for d in m.doelen}
    diepten: dict[int, int] = {}

    def diepte(n: int, onderweg: frozenset[int] = frozenset()) -> int:
        m = alle[n]
        if n in diepten or n in onderweg or not isinstance(m, (Versie, Intrekking)):
            return diepten.get(n, 0)
        eigen = [x.doel for x in (*m.basis, *m.vervlochten, *m.ontvlochten) if x.gemaakt_op == moment]
        onder = [van[m.werk, d] for d in eigen if van.get((m.werk, d), n) != n]
        diepten[n] = 1 + max((diepte(o, onderweg | {n}) for o in onder), default=0) if eigen else 0
        return diepten[n]

    return [alle[n] for n in sorted(range(len(alle)), key=diepte)]
