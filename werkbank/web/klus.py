"""A task as the child process that does it has it, and what every child makes: one file of many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verordening.bevinding import Bevinding
    from verordening.voortgang import Voortgang


@dataclass(frozen=True, slots=True)
class Klus:
    """A task: its order (``opdracht.json``), its folder, the folder for files, and whom to tell how far it is."""

    opdracht: Mapping[str, Any]
    map: Path
    uit: Path
    zeg: Voortgang

    @property
    def dossier(self) -> Path:
        """The dossier that it is about."""
        return Path(self.opdracht["dossier"])

    @property
    def dag(self) -> date:
        """The day on which it was asked."""
        return date.fromisoformat(self.opdracht["dag"])

    def zoals_gegeven(self, plaats: str) -> str:
        """A place that names a file, with the name that the user knows instead of the one in the folder of the task."""
        heet: dict[str, str] = self.opdracht.get("heet", {})
        return next((plaats.replace(hier, echt) for hier, echt in heet.items() if hier in plaats), plaats)

    def gemeld(self, bevindingen: Iterable[Bevinding]) -> list[Bevinding]:
        """Findings at places as :meth:`zoals_gegeven` says them."""
        return [replace(b, adres=self.zoals_gegeven(b.adres)) for b in bevindingen]

    @property
    def bronnen(self) -> list[Path]:
        """Folders with law texts."""
        return [Path(b) for b in self.opdracht["bronnen"]]


def pak_in(zip_: Path, bestanden: Mapping[str, bytes], dag: date) -> None:
    """Files of one set in one file to take along."""
    import zipfile

    with zipfile.ZipFile(zip_, "w") as pakket:
        for naam, inhoud in sorted(bestanden.items()):
            deel = zipfile.ZipInfo(naam, (dag.year, dag.month, dag.day, 0, 0, 0))
            pakket.writestr(deel, inhoud, zipfile.ZIP_DEFLATED)
