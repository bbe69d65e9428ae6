"""The child process of a task: does the work, says how far it is, and puts the result in place only when it is whole."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from impact.dossier.velden import als_tekst, velden
from verordening.bevinding import Geweigerd
from verordening.schijf import neem_slot, schrijf_atomair
from werkbank.web.klus import Klus, pak_in

Werk = Callable[[Klus], object]
"""What does a task; it gives the sheet that a page shows (``blad.json``)."""

_MODULE = {
    **dict.fromkeys(("bestand", "ontwerp", "toets", "wijziging"), "kindwerk"),
    **dict.fromkeys(("lever", "vastleggen", "verifieer", "voorstel"), "kindbesluit"),
    **dict.fromkeys(("gegevensblad", "koppelblad", "publicatie", "samenvoegen"), "kindsamen"),
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
    klus = Klus(opdracht, map_, deel, stand)
    try:
        blad = _werk(opdracht["soort"])(klus)
        (deel / "blad.json").write_text(als_tekst(blad), encoding="utf-8")
    except Geweigerd as fout:
        shutil.rmtree(deel, ignore_errors=True)
        stand.schrijf("mislukt", fout=velden(fout, "reden advies", plaats=klus.zoals_gegeven(fout.plaats)))
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


def _beeld(klus: Klus) -> None:
    from werkbank.web.beeld import maak_beeld

    maak_beeld(klus.dossier, klus.bronnen, klus.dag, Path(klus.opdracht["werkmap"]) / "beeld", klus.zeg)


def _stukken(klus: Klus) -> dict[str, object]:
    """All papers, the zip with all of them, and what is different from an earlier set."""
    from verordening.wissel import schrijf_set
    from werkbank.diensten.impact import maak_alles
    from werkbank.papieren import Beeldvraag

    sinds = klus.opdracht["sinds"]
    vorige = klus.map.parent / sinds / "uit" / "stukken" / "koppelingen.json" if sinds else None
    uitkomst = maak_alles(Beeldvraag(klus.dossier, klus.bronnen, datum=klus.dag), vorige=vorige, zeg=klus.zeg)
    klus.zeg("bewaren")
    schrijf_set(klus.uit / "stukken", uitkomst.bestanden)
    pak_in(klus.uit / "stukken.zip", uitkomst.bestanden, klus.dag)
    return velden(uitkomst, "verschil", bevindingen=uitkomst.gemaakt, maatregelen=len(uitkomst.model.geteld))


def _voorbeeld(klus: Klus) -> None:
    """The example dossier, in the empty folder with which the workbench was started."""
    from werkbank.diensten.voorbeeld import schrijf_voorbeeld

    klus.zeg("het voorbeelddossier schrijven")
    schrijf_voorbeeld(klus.dossier)


_WERK: dict[str, Werk] = {"beeld": _beeld, "stukken": _stukken, "voorbeeld": _voorbeeld}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
