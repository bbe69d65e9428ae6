"""The child process of a task: does the work, says how far it is, and puts the result in place only when it is whole."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from impact.dossier.velden import als_tekst, velden
from verordening.bevinding import Geweigerd
from verordening.schijf import neem_slot, schrijf_atomair

if TYPE_CHECKING:
    from verordening.voortgang import Voortgang

Werk = Callable[[dict[str, object], Path, Path, "Voortgang"], object]
"""What does a task: its order, its folder, the folder for files, and progress; it gives the sheet that a page shows (``blad.json``)."""

_MODULE = {
    **dict.fromkeys(("bestand", "toets", "wijziging"), "kindwerk"),
    **dict.fromkeys(("lever", "vastleggen", "verifieer", "voorstel"), "kindbesluit"),
    **dict.fromkeys(("koppelblad", "publicatie", "samenvoegen"), "kindsamen"),
    **dict.fromkeys(("haal", "lezing"), "kindnieuw"),
}
"""Kind of task → module whose ``WERK`` does it, imported only for that task; the others stand here."""
_ACHTERGROND = ("beeld", "publicatie", "stukken")
"""Work that nobody sits waiting for gives way to the pages."""


class _Stand:
    """Progress on disk, at most ten times a second."""

    def __init__(self, map_: Path) -> None:
        self.pad = map_ / "stand.json"
        self.begin = time.time()
        self.laatst = 0.0

    def __call__(self, wat: str, gedaan: int = 0, totaal: int = 0, /) -> None:
        if time.monotonic() - self.laatst > 0.1:
            self.laatst = time.monotonic()
            self.schrijf("bezig", wat=wat, gedaan=gedaan, totaal=totaal)

    def schrijf(self, stand: str, **velden: object) -> None:
        schrijf_atomair(self.pad, json.dumps({"stand": stand, "begin": self.begin, "pid": os.getpid(), **velden}))


def main(map_: Path) -> int:
    """Do the task in a folder; the exit code is 0 when it was done."""
    slot = os.open(map_ / "slot", os.O_RDWR | os.O_CREAT, 0o600)
    neem_slot(slot, map_, 5)
    stand, deel = _Stand(map_), map_ / "uit.deel"
    opdracht = json.loads((map_ / "opdracht.json").read_bytes())
    if hasattr(os, "nice") and opdracht["soort"] in _ACHTERGROND:
        os.nice(10)
    shutil.rmtree(deel, ignore_errors=True)
    deel.mkdir(mode=0o700)
    try:
        blad = _werk(opdracht["soort"])(opdracht, map_, deel, stand)
        (deel / "blad.json").write_text(als_tekst(blad), encoding="utf-8")
    except Geweigerd as fout:
        shutil.rmtree(deel, ignore_errors=True)
        stand.schrijf("mislukt", fout=velden(fout, "reden plaats advies"))
        return 3
    except Exception as fout:
        traceback.print_exc()
        shutil.rmtree(deel, ignore_errors=True)
        uitleg = f"onverwachte fout ({type(fout).__name__}: {fout})"
        advies = "Dit is een gebrek in het programma. Kijk of de uitkomst er al staat voordat u het opnieuw doet. Meld het met wat u deed."
        stand.schrijf("mislukt", fout={"reden": uitleg, "plaats": "", "advies": advies})
        return 1
    oud = map_ / "uit.oud"
    shutil.rmtree(oud, ignore_errors=True)
    if (map_ / "uit").exists():
        (map_ / "uit").rename(oud)
    deel.rename(map_ / "uit")
    shutil.rmtree(oud, ignore_errors=True)
    stand.schrijf("klaar")
    return 0


def _werk(soort: str) -> Werk:
    werk: dict[str, Werk] = import_module(f"werkbank.web.{_MODULE[soort]}").WERK if soort in _MODULE else _WERK
    return werk[soort]


def _beeld(opdracht: dict[str, Any], map_: Path, uit: Path, zeg: Voortgang) -> None:
    from werkbank.web.beeld import maak_beeld

    bronnen = [Path(b) for b in opdracht["bronnen"]]
    dag = date.fromisoformat(opdracht["dag"])
    maak_beeld(Path(opdracht["dossier"]), bronnen, dag, Path(opdracht["werkmap"]) / "beeld", zeg)


def _stukken(opdracht: dict[str, Any], map_: Path, uit: Path, zeg: Voortgang) -> dict[str, object]:
    """All papers, the zip with all of them, and what is different from an earlier set."""
    from verordening.wissel import schrijf_set
    from werkbank.diensten.impact import maak_alles

    vorige = map_.parent / opdracht["sinds"] / "uit" / "stukken" / "koppelingen.json" if opdracht["sinds"] else None
    dag = date.fromisoformat(opdracht["dag"])
    bronnen = [Path(b) for b in opdracht["bronnen"]]
    uitkomst = maak_alles(Path(opdracht["dossier"]), bronnen, datum=dag, vorige=vorige, zeg=zeg)
    zeg("bewaren")
    schrijf_set(uit / "stukken", uitkomst.bestanden)
    pak_in(uit / "stukken.zip", uitkomst.bestanden, dag)
    return velden(uitkomst, "verschil", bevindingen=uitkomst.gemaakt, maatregelen=len(uitkomst.model.geteld))


def pak_in(zip_: Path, bestanden: Mapping[str, bytes], dag: date) -> None:
    """Files of one set in one file to take along."""
    import zipfile

    with zipfile.ZipFile(zip_, "w") as pakket:
        for naam, inhoud in sorted(bestanden.items()):
            deel = zipfile.ZipInfo(naam, (dag.year, dag.month, dag.day, 0, 0, 0))
            pakket.writestr(deel, inhoud, zipfile.ZIP_DEFLATED)


def _voorbeeld(opdracht: dict[str, Any], map_: Path, uit: Path, zeg: Voortgang) -> None:
    """The example dossier, in the empty folder with which the workbench was started."""
    from werkbank.diensten.voorbeeld import schrijf_voorbeeld

    zeg("het voorbeelddossier schrijven")
    schrijf_voorbeeld(Path(opdracht["dossier"]))


_WERK: dict[str, Werk] = {"beeld": _beeld, "stukken": _stukken, "voorbeeld": _voorbeeld}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
