"""The official version list of a law as deliveries: the same model for national and local regulations.

The list gives, per version, a period of validity and a period of knowledge (*zichtdatum*). A version that became known
after it started to be valid works retroactively: it is law from its first day of knowledge on (``regels`` B.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Protocol

from versies.tijd.model import Moment, SoortTijdstempel, Tijdstempel, Uitwisseling, Versie


class _Expressie(Protocol):
    """What is needed of a version in the list (:class:`wetgeving.bron.manifest.Expressie`)."""

    @property
    def label(self) -> str: ...
    @property
    def inwerking(self) -> date | None: ...
    @property
    def zicht_van(self) -> date | None: ...


def uit_manifest(werk: str, expressies: Iterable[_Expressie]) -> list[Uitwisseling]:
    """Deliveries that give the states of an official version list.

    Every version is its own doel and holds every earlier version with an earlier or equal start of validity: the list
    publishes consolidated texts only. Versions without a start of validity (local lists) are left out.

    Args:
        werk: identity of the law. expressies: its versions, in any order.
    """
    reeks = sorted((e.zicht_van or e.inwerking, e.inwerking, e.label) for e in expressies if e.inwerking is not None)
    uit: list[Uitwisseling] = []
    eerder: list[tuple[date, Moment]] = []
    for zicht in sorted({z for z, _, _ in reeks}):
        moment = datetime.combine(zicht, time(), UTC)
        mutaties: list[Versie | Tijdstempel] = []
        for _, geldig, label in (r for r in reeks if r[0] == zicht):
            basis = tuple(m for g, m in eerder if g <= geldig)
            mutaties.append(Versie(werk, (label,), label, basis))
            mutaties.append(Tijdstempel(label, zicht))
            if geldig != zicht:
                mutaties.append(Tijdstempel(label, geldig, SoortTijdstempel.GELDIG))
            eerder.append((geldig, Moment(label, moment)))
        uit.append(Uitwisseling(moment, tuple(mutaties), besluit=werk))
    return uit
