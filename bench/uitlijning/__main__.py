"""``python -m bench.uitlijning [--schrijf MAP | --oordeel BESTAND] [--zaden N] [--fouten]``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from bench import DATA
from verordening.boom import Regeling, alineas, inlinetekst
from verordening.canoniek import schrijf
from verordening.tekst.markdown import lees
from versies.verschil import vergelijk

from .generator import Geval, maak_geval
from .meting import Score, antwoord

WETTEN = {"pw": "2015-01-05", "ioaw": "2015-01-05", "bbz2004": "2015-01-01", "akw": "2015-02-06", "suwi": "2015-01-05"}
VREEMD = "aanwijzingen-regelgeving"
AANTALLEN = (5, 10, 20, 50, 100, 200)


def gevallen(data: Path, zaden: int = 5, aantallen: tuple[int, ...] = AANTALLEN) -> Iterator[Geval]:
    """All cases, in a fixed order; laws that are not there are left out."""
    vreemd = _zinnen(lees(_wet(data, VREEMD)))
    for naam in WETTEN:
        regeling = lees(_wet(data, naam, WETTEN[naam]))
        for aantal in aantallen:
            for zaad in range(zaden):
                yield maak_geval(naam, regeling, vreemd, zaad, aantal)


def _wet(data: Path, naam: str, dag: str = "") -> Path:
    map_ = data / "laws-markdown" / naam
    pad = map_ / f"{dag}.md"
    return pad if pad.exists() else sorted(map_.glob("*.md"))[-1]


def _zinnen(regeling: Regeling) -> list[str]:
    teksten = (inlinetekst(a.inhoud) for a in alineas(regeling.wortel))
    return [t for t in teksten if 12 <= len(t.split()) <= 60]


def main() -> None:
    """Run the benchmark."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--schrijf", type=Path)
    lezer.add_argument("--oordeel", type=Path)
    lezer.add_argument("--zaden", type=int, default=5)
    lezer.add_argument("--fouten", action="store_true")
    keuze = lezer.parse_args()
    data = DATA
    ander = json.loads(keuze.oordeel.read_text("utf-8")) if keuze.oordeel else None
    score = Score()
    aantal = 0
    for geval in gevallen(data, keuze.zaden):
        aantal += 1
        if keuze.schrijf:
            _schrijf(keuze.schrijf / geval.naam, geval)
            continue
        gezegd = (
            antwoord(vergelijk(geval.was, geval.wordt))
            if ander is None
            else [tuple(g) for g in ander.get(geval.naam, [])]
        )
        score.tel(geval.naam, geval.gebeurtenissen, gezegd)  # type: ignore[arg-type]
    if keuze.schrijf:
        print(f"{aantal} gevallen geschreven")
        return
    print(f"| soort | aantal | recall | precisie | F1 |\n|---|---:|---:|---:|---:|   ({aantal} gevallen)")
    for soort in (*sorted(score.waar), ""):
        waar = score.waar[soort] if soort else score.waar.total()
        cijfers = f"{score.recall(soort):.4f} | {score.precisie(soort):.4f} | {score.f1(soort):.4f}"
        print(f"| {soort or 'alles'} | {waar} | {cijfers} |")
    if keuze.fouten:
        for fout in score.fouten:
            print(*fout)


def _schrijf(map_: Path, geval: Geval) -> None:
    map_.mkdir(parents=True, exist_ok=True)
    (map_ / "was.xml").write_bytes(schrijf(geval.was))
    (map_ / "wordt.xml").write_bytes(schrijf(geval.wordt))
    wet, zaad, aantal = geval.naam.rsplit("-", 2)
    feiten = {"wet": wet, "zaad": int(zaad), "bewerkingen": int(aantal), "gebeurtenissen": geval.gebeurtenissen}
    (map_ / "waarheid.json").write_text(json.dumps(feiten, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
