"""The running workbench: one dossier, its snapshot and its tasks. Every page asks here what it needs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from verordening.bevinding import Geweigerd
from versies.archief.hoofd import stempel
from versies.archief.poort import poort
from werkbank.web.beeld import Beeld, kenmerk, laatste
from werkbank.web.taken import Taak, Taken

_BEWAAR = 3


@dataclass(frozen=True, slots=True)
class Stand:
    """What a page can show now.

    Args:
        beeld: the last snapshot; None: never made. vers: it is of the dossier as it stands now.
        taak: what makes the new one, when it is not fresh.
    """

    beeld: Beeld | None
    vers: bool
    taak: Taak | None = None


@dataclass
class Werkbank:
    """One per process.

    Args:
        vandaag: the day from which is looked. stop: ends the process. na_eerste: done once, after the first page was sent.
    """

    dossier: Path
    bronnen: tuple[Path, ...]
    map: Path
    taken: Taken
    vandaag: Callable[[], date] = date.today
    stop: Callable[[], object] = lambda: None
    na_eerste: Callable[[], object] | None = None
    _open: Beeld | None = None
    _gekeurd: object = None
    _rijen: dict[str, Beeld] = field(default_factory=dict)
    _slot: threading.Lock = field(default_factory=threading.Lock)

    def eenmaal(self) -> Callable[[], object] | None:
        """What is to be done once, for who asks first."""
        werk, self.na_eerste = self.na_eerste, None
        return werk

    def stand(self) -> Stand:
        """The snapshot, and when it is stale the task that makes a new one (started here).

        Raises:
            Geweigerd: the dossier is gone, or what stands there now is refused at its gate: a snapshot that was kept of an
                older copy is no answer.
        """
        if not self.dossier.is_dir():
            raise Geweigerd.om("dossier-weg", str(self.dossier))
        dag = self.vandaag()
        merk = kenmerk(self.dossier, self.bronnen, dag)
        staat = (merk, stempel(self.dossier))
        if staat != self._gekeurd:
            poort(self.dossier, alleen_archief=True)
            self._gekeurd = staat
        pad = self.map / "beeld" / f"{merk}.sqlite"
        with self._slot:
            if pad.is_file():
                return Stand(self._lees(pad), True)
            oud = laatste(self.map / "beeld")
            bezig = next((t for t in self.taken.alle("beeld") if t.stand == "bezig"), None)
            if bezig is not None:  # één tegelijk: wie twintig keer beslist, vraagt één nieuw beeld
                return Stand(self._lees(oud) if oud else None, False, bezig)
            taak = self.taken.begin("beeld", {"dag": str(dag), "naar": "/bord"}, id_=f"b_{merk}")
            if taak.stand == "klaar":  # het beeld zelf is opgeruimd
                self.taken.draai(taak.id)
            for vorige in self.taken.alle("beeld")[_BEWAAR:]:
                self.taken.gooi_weg(vorige.id)
            return Stand(self._lees(oud) if oud else None, False, taak)

    def rij(self, merk: str) -> Beeld | None:
        """The snapshot of the queue that somebody has open: it stays as it is, also when there is a newer one.

        Args:
            merk: name of the snapshot; unknown or empty: the newest.
        """
        stand = self.stand()
        if merk not in self._rijen and stand.beeld is not None:
            merk = stand.beeld.pad.stem
            self._rijen[merk] = stand.beeld
            for oud in list(self._rijen)[:-_BEWAAR]:
                self._rijen.pop(oud, None)
        return self._rijen.get(merk)

    def _lees(self, pad: Path) -> Beeld:
        if self._open is None or self._open.pad != pad:
            self._open = Beeld(pad)
        return self._open
