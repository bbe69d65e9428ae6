"""Scoring: which events were found, and which were invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from verordening.boom import Eenheid, Soort
from versies.verschil import Paar, Verschil, delen_van
from versies.wijziging import Vernummer, VervangKop

from .generator import Gebeurtenis

__all__ = ["Score", "antwoord"]


def antwoord(verschil: Verschil) -> list[Gebeurtenis]:
    """The events that the comparison tells, in the published form."""
    uit: list[Gebeurtenis] = []

    def loop(paar: Paar, boven_nieuw: bool) -> None:
        if paar.gelijk or paar.vertrokken:
            return
        was, wordt = paar.was, paar.wordt
        nieuw = boven_nieuw
        if isinstance(paar.deel, Eenheid) and paar.deel.soort not in (Soort.LIJST, Soort.BEGRIPPENLIJST):
            uit.extend(_van(verschil, paar, boven_nieuw))
            nieuw = was is None or wordt is None
        elif (
            isinstance(paar.deel, Eenheid) and (was is None or wordt is None) and not paar.kinderen and not boven_nieuw
        ):
            # Een hele lijst erbij of eraf: de onderdelen zijn de eenheden.
            for kind in delen_van(paar.deel):
                assert isinstance(kind, Eenheid)
                uit.append(("nieuw", None, kind.eId) if was is None else ("vervallen", kind.eId, None))
        for kind in paar.kinderen:
            loop(kind, nieuw)

    loop(verschil.paren, False)
    return uit


def _van(verschil: Verschil, paar: Paar, boven_nieuw: bool) -> Iterable[Gebeurtenis]:
    was, wordt, soorten = paar.was, paar.wordt, {type(w) for w in verschil.van(paar)}
    if was is None:
        assert isinstance(wordt, Eenheid)
        if paar.gesplitst and paar.elders is not None:
            yield "gesplitst", paar.elders.eId, wordt.eId
        elif not boven_nieuw:
            yield "nieuw", None, wordt.eId
        return
    assert isinstance(was, Eenheid)
    if wordt is None:
        if paar.samengevoegd and paar.elders is not None:
            yield "samengevoegd", was.eId, paar.elders.eId
        elif not boven_nieuw:
            yield "vervallen", was.eId, None
        return
    assert isinstance(wordt, Eenheid)
    if paar.gesplitst or paar.samengevoegd:
        yield "gesplitst" if paar.gesplitst else "samengevoegd", was.eId, wordt.eId
        return
    eigen = any(not isinstance(k.deel, Eenheid) and not k.gelijk for k in paar.kinderen)
    if eigen or VervangKop in soorten:
        yield "gewijzigd", was.eId, wordt.eId
    if Vernummer in soorten:
        yield "vernummerd", was.eId, wordt.eId
    if paar.verplaatst:
        yield "verplaatst", was.eId, wordt.eId


@dataclass
class Score:
    """Counts per kind over many cases."""

    waar: Counter[str] = field(default_factory=Counter)
    gevonden: Counter[str] = field(default_factory=Counter)
    verzonnen: Counter[str] = field(default_factory=Counter)
    fouten: list[tuple[str, str, Gebeurtenis]] = field(default_factory=list)

    def tel(self, geval: str, waarheid: Iterable[Gebeurtenis], antwoord: Iterable[Gebeurtenis]) -> None:
        """Add one case."""
        echt, gezegd = Counter(waarheid), Counter(antwoord)
        for gebeurtenis, keer in echt.items():
            self.waar[gebeurtenis[0]] += keer
            raak = min(keer, gezegd.get(gebeurtenis, 0))
            self.gevonden[gebeurtenis[0]] += raak
            if raak < keer:
                self.fouten.append((geval, "gemist", gebeurtenis))
        for gebeurtenis, keer in gezegd.items():
            te_veel = keer - min(keer, echt.get(gebeurtenis, 0))
            self.verzonnen[gebeurtenis[0]] += te_veel
            if te_veel:
                self.fouten.append((geval, "verzonnen", gebeurtenis))

    def recall(self, soort: str = "") -> float:
        """Share of the true events that were found, of one kind or of all."""
        waar = self.waar[soort] if soort else self.waar.total()
        return (self.gevonden[soort] if soort else self.gevonden.total()) / waar if waar else 1.0

    def precisie(self, soort: str = "") -> float:
        """Share of the events told that are true."""
        gevonden = self.gevonden[soort] if soort else self.gevonden.total()
        verzonnen = self.verzonnen[soort] if soort else self.verzonnen.total()
        return gevonden / (gevonden + verzonnen) if gevonden + verzonnen else 1.0

    def f1(self, soort: str = "") -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precisie(soort), self.recall(soort)
        return 2 * p * r / (p + r) if p + r else 0.0
