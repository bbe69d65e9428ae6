"""References: what is found, how fast, and beside wetsuite 1.0.1 in one run.

    python -m bench.bench_verwijzingen [DATA] [--wetsuite MAP]

DATA: the folder with official texts (default: $VERORDENING_DATA or ../shared/data). MAP: an unpacked source package of wetsuite
1.0.1; its list of law names, which it takes from the network, is replaced by ours, so that it is compared at its best. Processor
time is measured, best of three; memory is the peak of this process after reading the whole set twenty-fold, text by text.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
import types
from pathlib import Path
from typing import Any

from bench import DATA
from tests.wetgeving.maat_verwijzingen import Maat, bestanden, meet, oordelen, per_tekst, plat, sleutel
from verordening.boom import Regeling
from verordening.lezers import lees
from wetgeving.namen import namen
from wetgeving.verwijzingen import vind_verwijzingen
from wetgeving.verwijzingen.alinea import vergeet
from wetgeving.verwijzingen.doorzoek import eigen_tekst, teksten


def vondsten(data: Path) -> None:
    """Recall and precision per file, raw and after judging."""
    oordeel = oordelen()
    print("| bestand | koppelingen | gevonden | recall | vondsten | precisie ruw | precisie na oordeel |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    maten: list[Maat] = [meet(pad) for pad in bestanden(data)]
    som = [0, 0, 0, 0, 0]
    for m in maten:
        juist = sum(oordeel.get(sleutel(m.bestand, a, v)) == "juist" for a, v in m.open_)
        ruw = m.bevestigd + m.herhaald
        som = [a + b for a, b in zip(som, (m.links, m.gevonden, m.vondsten, ruw, ruw + juist), strict=True)]
        print(_rij(m.bestand, m.links, m.gevonden, m.vondsten, ruw, ruw + juist))
    print(_rij("samen", *som))


def _rij(naam: str, links: int, gevonden: int, vondsten_: int, ruw: int, goed: int) -> str:
    n = max(1, vondsten_)
    recall = gevonden / max(1, links)
    return f"| {naam} | {links} | {gevonden} | {recall:.3f} | {vondsten_} | {ruw / n:.3f} | {goed / n:.3f} |"


def snelheid(data: Path) -> None:
    """MB of text per second of processor time, and peak memory."""
    alle = [p.read_text(encoding="utf-8") for p in sorted((data / "laws-markdown").rglob("*.md"))]
    mb = sum(len(t.encode()) for t in alle) / 1e6
    tijden = []
    aantal = 0
    for _ in range(3):
        begin = time.process_time()
        aantal = sum(len(vind_verwijzingen(t)) for t in alle)
        tijden.append(time.process_time() - begin)
    print(
        f"\nlaws-markdown, {mb:.1f} MB, {aantal} vondsten: eerste keer {mb / tijden[0]:.1f} MB/s, daarna {mb / min(tijden):.1f} MB/s"
    )
    gezien: set[str] = set()
    los = ["\n\n".join(a for a in t.split("\n\n") if not (a in gezien or gezien.add(a))) for t in alle]  # type: ignore[func-returns-value]
    mb_los, tijden = sum(len(t.encode()) for t in los) / 1e6, []
    for _ in range(3):
        vergeet()
        begin = time.process_time()
        for tekst in los:
            vind_verwijzingen(tekst)
        tijden.append(time.process_time() - begin)
    print(f"elke alinea één keer, niets onthouden, vormen bekend: {mb_los:.1f} MB, {mb_los / min(tijden):.1f} MB/s")
    voor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        for tekst in alle:
            sum(1 for _ in vind_verwijzingen(tekst))
    na = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"geheugen: piek {na / 1024:.0f} MB, na drie keer zoveel tekst {(na - voor) / 1024:+.0f} MB")


def _wetsuite(map_: Path) -> Any:
    """The pattern module of wetsuite with our names in place of its data set."""
    sys.path.insert(0, str(map_ / "src"))
    datasets = types.ModuleType("wetsuite.datasets")
    per_id: dict[str, tuple[list[str], list[str]]] = {}
    for naam, kandidaten in (*namen().namen.items(), *namen().kort.items()):
        for kandidaat in kandidaten:
            per_id.setdefault(kandidaat.doel, ([], []))[0].append(naam)
    datasets.load = lambda _naam: types.SimpleNamespace(data=per_id)  # type: ignore[attr-defined]
    sys.modules["wetsuite.datasets"] = datasets
    koop = types.ModuleType("wetsuite.helpers.koop_parse")
    sys.modules["wetsuite.helpers.koop_parse"] = koop
    import wetsuite
    import wetsuite.helpers

    wetsuite.datasets = datasets
    wetsuite.helpers.koop_parse = koop
    import wetsuite.helpers.patterns as patronen

    return patronen


def naast_wetsuite(data: Path, map_: Path) -> None:
    """Recall at article level of both on the same files, and speed on the same text."""
    patronen = _wetsuite(map_)
    print("\n| bestand | wij recall | wetsuite recall | wetsuite precisie | wij MB/s | wetsuite MB/s |")
    print("| --- | --- | --- | --- | --- | --- |")
    for pad in bestanden(data):
        if pad.name.startswith("BWBR0002458") and "2015" not in pad.name:
            continue
        regeling = lees(pad)
        links, goed, vondst, juist = _wetsuite_maat(patronen, regeling)
        if not links:
            continue
        wij = meet(pad)
        tekst = "\n\n".join(s.tekst for s in teksten(regeling))
        tijden = [_tijd(lambda t=tekst: vind_verwijzingen(t)), _tijd(lambda t=tekst: patronen.find_references(t))]
        snel = [f"{len(tekst) / 1e6 / max(t, 1e-6):.2f}" for t in tijden]
        print(
            f"| {pad.name} | {wij.recall:.3f} | {goed / links:.3f} | {juist / max(1, vondst):.3f} | {snel[0]} | {snel[1]} |"
        )


def _tijd(doe: Any) -> float:
    begin = time.process_time()
    doe()
    return time.process_time() - begin


def _wetsuite_maat(patronen: Any, regeling: Regeling) -> tuple[int, int, int, int]:
    """(links, found, finds, right): a find without a law name counts as one in the own regulation."""
    eenheden: dict[str, list[dict[str, Any]]] = {}
    for stuk in teksten(regeling):
        if stuk.plaats.eId not in eenheden:
            eenheden[stuk.plaats.eId] = [
                r for r in patronen.find_references(eigen_tekst(stuk.bron)) if r["type"] == "artikel"
            ]
    links = goed = juist = 0
    for (_, begin, eind, opmaak, _v), stuk in zip(per_tekst(regeling), teksten(regeling), strict=True):
        hier = [r for r in eenheden[stuk.plaats.eId] if begin <= r["start"] < eind]
        for r in hier:
            juist += any(
                r["start"] < o.eind and r["end"] > o.begin and _zegt(r, o.regeling, o.artikel, regeling) for o in opmaak
            )
        for o in opmaak:
            if o.artikel and o.regeling:
                links += 1
                goed += any(
                    r["start"] < o.eind and r["end"] > o.begin and _zegt(r, o.regeling, o.artikel, regeling)
                    for r in hier
                )
    return links, goed, sum(len(r) for r in eenheden.values()), juist


def _zegt(vondst: dict[str, Any], werk: str | None, artikel: str | None, regeling: Regeling) -> bool:
    details = vondst.get("details", {})
    nummer = details.get("artikel", "")
    if plat(str(nummer)) != plat(artikel):
        return False
    naam = details.get("nameref") or details.get("wet") or ""
    ids = namen().zoek(str(naam).strip(" ,")) if naam else (regeling.gegevens.werk,)
    return werk in ids


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", default=DATA)
    parser.add_argument("--wetsuite", type=Path)
    keuze = parser.parse_args()
    vondsten(Path(keuze.data))
    snelheid(Path(keuze.data))
    if keuze.wetsuite:
        naast_wetsuite(Path(keuze.data), keuze.wetsuite)


if __name__ == "__main__":
    main()
