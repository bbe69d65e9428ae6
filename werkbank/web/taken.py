"""Long work: one child process per task, in a folder of its own. The folder is the truth: closing the tab or stopping the
workbench loses nothing, and what is stopped leaves nothing.

::

    taken/<id>/opdracht.json  what to do            stand.json  how far it is
               slot           held while it runs    uit/        the result, there only when it is whole
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verordening.bevinding import Geweigerd
from verordening.schijf import schrijf_atomair

_ID = re.compile(r"[A-Za-z0-9_-]{12,40}")


def nieuw_id() -> str:
    """A name for a task that nobody can guess."""
    return secrets.token_urlsafe(12).replace("-", "_")


def is_id(waarde: str) -> bool:
    """Whether this can be the name of a task: nothing that means anything in a path."""
    return _ID.fullmatch(waarde) is not None


@dataclass(frozen=True, slots=True)
class Taak:
    """A task as it stands.

    Args:
        stand: "bezig", "klaar", "mislukt", "gestopt" or "afgebroken" (the process is gone, and nobody said why).
        wat, gedaan, totaal: progress; ``totaal`` 0 when it is not known.
        fout: what went wrong: reason, place, advice.
    """

    id: str
    map: Path
    soort: str
    opdracht: Mapping[str, Any]
    stand: str
    wat: str = ""
    gedaan: int = 0
    totaal: int = 0
    begin: float = 0.0
    fout: Mapping[str, str] | None = None

    @property
    def uit(self) -> Path:
        """The folder with the result."""
        return self.map / "uit"

    @property
    def naar(self) -> str:
        """The page that shows the result."""
        return str(self.opdracht["naar"])

    def blad(self) -> Any:
        """What a page shows of the result.

        Raises:
            Geweigerd: it is not ready, or not any more: a page that was open too long.
        """
        pad = self.uit / "blad.json"
        if not pad.is_file():
            raise Geweigerd.om("taak-weg")
        return json.loads(pad.read_bytes())


class Taken:
    """The tasks of one dossier.

    Args:
        map_: their folder. dossier, bronnen: given to every task.
    """

    def __init__(self, map_: Path, dossier: Path, bronnen: tuple[Path, ...]) -> None:
        self.map = map_
        self.vast = {"dossier": str(dossier), "bronnen": [str(b) for b in bronnen], "werkmap": str(map_.parent)}
        self._kinderen: dict[str, subprocess.Popen[bytes]] = {}
        map_.mkdir(mode=0o700, exist_ok=True)

    def begin(
        self,
        soort: str,
        opdracht: Mapping[str, Any],
        bestanden: Mapping[str, bytes] | None = None,
        *,
        id_: str = "",
        na: Taak | None = None,
    ) -> Taak:
        """Start a task; with the id of one that exists, give that one (a form that is sent twice does its work once).

        Args:
            opdracht: what to do; ``naar``: the page of the result, in which ``{id}`` stands for the id.
            bestanden: name → content, put in its folder first. id_: when it cannot be a name, a new one is made.
            na: the task that was refused and that this one does again; it goes.

        Raises:
            Geweigerd: its folder cannot be written.
        """
        id_ = id_ if is_id(id_) else nieuw_id()
        map_ = self.map / id_
        opdracht = {**opdracht, **self.vast, "soort": soort, "naar": opdracht.get("naar", "/").replace("{id}", id_)}
        try:
            map_.mkdir(mode=0o700)
        except FileExistsError:
            return self.taak(id_) or self.begin(soort, opdracht, bestanden)
        except OSError as fout:
            raise _niet_schrijfbaar(map_, fout) from fout
        try:
            for naam, inhoud in (bestanden or {}).items():
                schrijf_atomair(map_ / naam, inhoud)
            schrijf_atomair(map_ / "opdracht.json", json.dumps(opdracht))
            self.draai(id_)
        except Geweigerd:
            shutil.rmtree(map_, ignore_errors=True)
            raise
        if na is not None and na.stand != "klaar":
            self.gooi_weg(na.id)
        return self.taak(id_) or Taak(id_, map_, soort, opdracht, "afgebroken")

    def draai(self, id_: str, anders: Mapping[str, object] | None = None) -> None:
        """Run a task (again): progress begins anew, the old result stays until the new one is whole.

        Args:
            anders: parts of what it is to do that are different now.
        """
        map_ = self.map / id_
        if anders:
            opdracht = json.loads((map_ / "opdracht.json").read_bytes())
            schrijf_atomair(map_ / "opdracht.json", json.dumps({**opdracht, **anders}))
        schrijf_atomair(map_ / "stand.json", json.dumps({"stand": "bezig", "wat": "beginnen", "begin": time.time()}))
        nieuw: dict[str, Any] = {"start_new_session": True} if os.name != "nt" else {"creationflags": 0x08000200}
        with (map_ / "verslag.txt").open("wb") as verslag:
            self._kinderen[id_] = subprocess.Popen(
                [sys.executable, "-m", "werkbank.web.kind", str(map_)],
                stdin=subprocess.DEVNULL,
                stdout=verslag,
                stderr=verslag,
                **nieuw,
            )

    def taak(self, id_: str) -> Taak | None:
        """A task by id; None when there is none."""
        map_ = self.map / id_
        if not _ID.fullmatch(id_) or not (map_ / "opdracht.json").is_file():
            return None
        opdracht = json.loads((map_ / "opdracht.json").read_bytes())
        stand = _lees(map_ / "stand.json")
        if stand.get("stand") == "bezig" and not self._loopt(id_, map_):
            stand = _lees(map_ / "stand.json")  # het kan net klaar zijn
            stand["stand"] = "afgebroken" if stand.get("stand") == "bezig" else stand["stand"]
        elif stand.get("stand") == "klaar" and not (map_ / "uit" / "blad.json").is_file():
            stand["stand"] = "afgebroken"  # van een eerdere versie van het programma: het kan opnieuw
        return Taak(
            id_,
            map_,
            opdracht.pop("soort"),
            opdracht,
            stand.get("stand", "afgebroken"),
            stand.get("wat", ""),
            stand.get("gedaan", 0),
            stand.get("totaal", 0),
            stand.get("begin", 0.0),
            stand.get("fout"),
        )

    def alle(self, soort: str) -> list[Taak]:
        """Tasks of a kind, newest first."""
        gevonden = [t for p in self.map.iterdir() if (t := self.taak(p.name)) is not None and t.soort == soort]
        return sorted(gevonden, key=lambda t: -t.begin)

    def stop(self, id_: str) -> None:
        """Stop a task: ask, then force, then take away what it was making."""
        taak = self.taak(id_)
        if taak is None or taak.stand != "bezig":
            return
        kind = self._kinderen.get(id_)
        pid = kind.pid if kind else int(_lees(taak.map / "stand.json").get("pid", 0))
        for signaal in (15, 9):
            if pid and self._loopt(id_, taak.map):
                _stuur(pid, signaal)
            for _ in range(40):
                if not self._loopt(id_, taak.map):
                    break
                time.sleep(0.05)
        shutil.rmtree(taak.map / "uit.deel", ignore_errors=True)
        schrijf_atomair(taak.map / "stand.json", json.dumps({"stand": "gestopt", "begin": taak.begin}))

    def gooi_weg(self, id_: str) -> None:
        """Stop a task and remove all of it, also what was made from it."""
        for ander in self.map.iterdir():
            if id_ and _lees(ander / "opdracht.json").get("van") == id_:
                self.gooi_weg(ander.name)
        self.stop(id_)
        if self.taak(id_) is not None:
            shutil.rmtree(self.map / id_, ignore_errors=True)

    def _loopt(self, id_: str, map_: Path) -> bool:
        """Whether a process works on it: our own child, or (after a restart) whoever holds its lock."""
        kind = self._kinderen.get(id_)
        if kind is not None:
            return kind.poll() is None
        from verordening.schijf import neem_slot

        handvat = os.open(map_ / "slot", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            neem_slot(handvat, map_, 0)
        except Geweigerd:
            return True
        finally:
            os.close(handvat)
        return False


def _stuur(pid: int, signaal: int) -> None:
    try:
        os.kill(pid, signaal)
    except OSError:
        return


def _lees(pad: Path) -> dict[str, Any]:
    try:
        inhoud: dict[str, object] = json.loads(pad.read_bytes())
    except (OSError, ValueError):
        return {}
    return inhoud


def _niet_schrijfbaar(map_: Path, fout: OSError) -> Geweigerd:
    return Geweigerd.om("niet-schrijfbaar/schrijven-3", str(map_), fout=fout)
