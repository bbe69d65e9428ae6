"""Branches of one regulation: the last version of a doel, and the version from which two doelen parted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from verordening.bevinding import Geweigerd
from versies.tijd.model import Moment, Uitwisseling, Versie


@dataclass(slots=True)
class Lijnen:
    """All versions of one regulation, by doel and moment.

    Args:
        werk: the regulation. uitwisselingen: all deliveries.
    """

    werk: str
    uitwisselingen: Iterable[Uitwisseling]
    versies: dict[Moment, Versie] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for u in sorted(self.uitwisselingen, key=lambda u: u.gemaakt_op):
            self.versies |= {Moment(d, u.gemaakt_op): m for m in u.versies if m.werk == self.werk for d in m.doelen}

    def top(self, doel: str) -> Moment:
        """The last version on a doel.

        Raises:
            Geweigerd: the regulation has no version on it; names the doelen that it has.
        """
        momenten = [m for m in self.versies if m.doel == doel]
        if not momenten:
            doelen = ", ".join(sorted({m.doel for m in self.versies})) or "geen"
            raise Geweigerd.om("doel-onbekend", werk=self.werk, doel=doel, doelen=doelen)
        return max(momenten, key=lambda m: m.gemaakt_op)

    def voorouders(self, moment: Moment) -> list[Moment]:
        """The version itself and everything it was made from, nearest first."""
        uit, wachtrij = list[Moment](), [moment]
        while wachtrij:
            hier = wachtrij.pop(0)
            if hier in uit or hier not in self.versies:
                continue
            uit.append(hier)
            wachtrij += [*self.versies[hier].basis, *self.versies[hier].vervlochten]
        return uit

    def samen(self, een: Moment, ander: Moment) -> list[Moment]:
        """The versions that both were made from."""
        van_een = set(self.voorouders(een))
        return [m for m in self.voorouders(ander) if m in van_een]

    def basis(self, een: Moment, ander: Moment) -> Moment:
        """The last version that both were made from.

        Raises:
            Geweigerd: they have nothing in common.
        """
        samen = self.samen(een, ander)
        if not samen:
            raise Geweigerd.om("geen-gezamenlijke-basis", self.werk, doel=een.doel, doel2=ander.doel)
        return max(samen, key=lambda m: m.gemaakt_op)
