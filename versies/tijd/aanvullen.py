"""The lines that later deliveries add to a timeline, without making all earlier lines again.

A line is never rewritten, and the states of a regulation follow from what was delivered and not from how they were
arrived at. So the earlier deliveries are only taken in; their states are sketches (order and doelen), and a sketch is
worked out only where a later delivery changes what stands there. ``tijdlijnen`` is the measure: the same lines.

>>> from datetime import UTC, datetime
>>> from versies.tijd.model import Tijdstempel, Versie
>>> log = [Uitwisseling(datetime(2026, n, 5, tzinfo=UTC), (Versie("vwi", (f"d{n}",), f"v{n}"), Tijdstempel(f"d{n}", date(2026, n, 9))))
...        for n in (1, 2)]
>>> [(werk, [r.toestand.geldig_vanaf.month for r in regels]) for werk, regels in nieuwe_regels(log[:1], log[1:])]
[('vwi', [2])]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from versies.tijd.model import Uitwisseling
from versies.tijd.toestand import Bouwer, Regel, Toestand, Top, Werk

__all__ = ["nieuwe_regels"]


def nieuwe_regels(eerder: Sequence[Uitwisseling], nieuw: Sequence[Uitwisseling]) -> list[tuple[str, tuple[Regel, ...]]]:
    """The lines of later deliveries.

    Args:
        eerder: deliveries of which the lines are known, in order of *gemaakt op*.
        nieuw: deliveries after those, in the same order.

    Returns:
        (regulation, its lines from latest to earliest date), oldest delivery first: ``Tijdlijn.regels`` has them in the
        reverse order.
    """
    bouwer = _Aanvuller()
    for uitwisseling in eerder:
        bouwer.neem(uitwisseling)
    bouwer.schets_alles()
    for uitwisseling in nieuw:
        bouwer.neem(uitwisseling)
    return bouwer.uit


@dataclass(frozen=True, slots=True)
class _Schets(Toestand):
    """A state of which only the place among the others and the doelen are known as yet."""


class _Aanvuller(Bouwer):
    """Takes deliveries in, and writes lines only from :meth:`schets_alles` on."""

    def __init__(self) -> None:
        super().__init__()
        self.uit: list[tuple[str, tuple[Regel, ...]]] = []
        self.begonnen = False
        self.voor: dict[str, dict[str, Top]] = {}
        """the tips of every regulation before the delivery that is being taken"""
        self.oud: dict[str, tuple[list[Toestand], date | None]] = {}
        """the states of every regulation before that delivery, and its end"""

    def schets_alles(self) -> None:
        """From here on every delivery gives lines."""
        self.begonnen = True
        for werk in self.werken.values():
            groepen = self._groepen(werk)
            werk.einde, bestaat_vanaf = self._grenzen(werk, groepen)
            werk.toestanden = [
                _Schets(werk.naam, doelen, werkend, geldig)
                for werkend, geldig, alle in groepen
                if bestaat_vanaf is not None
                and (werkend, geldig) >= bestaat_vanaf
                and (doelen := tuple(d for d in alle if not werk.toppen[d].intrekking))
            ]
            werk.reeks = self._reeks(werk, werk.einde, [g for g in groepen if g[0] == werk.einde])

    def neem(self, uitwisseling: Uitwisseling) -> None:
        if self.begonnen:
            self.voor = {naam: dict(werk.toppen) for naam, werk in self.werken.items()}
            self.oud = {naam: (werk.toestanden, werk.einde) for naam, werk in self.werken.items()}
        super().neem(uitwisseling)

    def _verwerk(self, werk: Werk, uitwisseling: Uitwisseling, geraakt: set[str]) -> None:
        if not self.begonnen:
            return
        super()._verwerk(werk, uitwisseling, geraakt)
        self.uit.extend((werk.naam, tuple(blok)) for blok in werk.regels)
        werk.regels.clear()
        werk.standen.clear()

    def _gelijk(self, werk: Werk, oud: Toestand, nieuw: Toestand) -> bool:
        if oud is nieuw:
            return True
        toestanden, einde = self.oud.get(werk.naam, ([], None))
        return super()._gelijk(
            werk, self._uitgewerkt(werk, oud, self.voor.get(werk.naam, {}), toestanden, einde), self._af(werk, nieuw)
        )

    def _af(self, werk: Werk, toestand: Toestand) -> Toestand:
        return self._uitgewerkt(werk, toestand, werk.toppen, werk.toestanden, werk.einde)

    def _uitgewerkt(
        self, werk: Werk, toestand: Toestand, toppen: dict[str, Top], toestanden: list[Toestand], einde: date | None
    ) -> Toestand:
        """A sketch worked out, from the tips and among the states of its moment; anything else as it is."""
        if not isinstance(toestand, _Schets):
            return toestand
        plek = next(n for n, t in enumerate(toestanden) if t is toestand)
        geldig = toestand.geldig_vanaf
        basis = tuple(sorted(d for t in toestanden[:plek] if t.geldig_vanaf <= geldig for d in t.doelen))
        nu, werk.toppen = werk.toppen, toppen
        try:
            return self._toestand(
                werk, toestand.juridisch_werkend_vanaf, geldig, toestand.doelen, basis, toestanden[:plek], einde
            )
        finally:
            werk.toppen = nu
