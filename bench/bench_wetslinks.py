"""References in laws nobody tuned to, beside the links that their publisher put in them.

    python -m bench.bench_wetslinks MAP [--hoeveel 400] [--gemist 20]

MAP: a checkout of laws in Markdown whose links name the regulation (``[words](…/BWBR0005792/README.md)``). The links are taken out
before reading, so that the words alone decide; a link counts as found when a reference over its words is to the same regulation.
Treaties are left out (they are in several languages). Half of the laws (by the hash of their number) may teach names
(:mod:`bench.oogst_namen`); this measures on the other half.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections.abc import Iterator
from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.lezers import lees
from wetgeving.verwijzingen.doorzoek import teksten, zoek_in

_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\s]*?(BWBR\d{7})/README\.md[^()]*\)")
_VOOR = 30


def andere_helft(map_: Path, hoeveel: int) -> list[Path]:
    """Laws of the half that taught no names, with links, in an order that depends on their numbers alone."""
    bladen = [p for p in map_.rglob("README.md") if not p.parent.name.startswith("BWBV") and _som(p) % 2]
    bladen.sort(key=_som)
    uit = (p for p in bladen if p.stat().st_size < 300_000 and _LINK.search(p.read_text(encoding="utf-8")))
    return [p for p, _ in zip(uit, range(hoeveel), strict=False)]


def _som(pad: Path) -> int:
    return int(hashlib.sha256(pad.parent.name.encode()).hexdigest(), 16)


def _plat(tekst: str) -> str:
    return re.sub(r"[\s*_#|]+", "", tekst)


def meet(pad: Path) -> Iterator[tuple[bool, str, str, list[str]]]:
    """Per link: found, number, words with what stands before them, and what was found there instead."""
    bron = pad.read_text(encoding="utf-8")
    regeling = lees(_LINK.sub(lambda m: m[1], bron).encode("utf-8"), naam=f"{pad.parent.name}.md")
    plek: dict[int, tuple[int, int]] = {}
    heel, refs = "", []
    for nr, stuk in enumerate(teksten(regeling)):
        plek[nr] = (len(heel), stuk.begin)
        heel += _plat(stuk.tekst)
    begin_van = {}
    stukken = list(teksten(regeling))
    for nr, stuk in enumerate(stukken):
        begin_van.setdefault(stuk.plaats.eId, []).append((stuk.begin, nr))
    for v in zoek_in(regeling, zonder_opmaak=True).verwijzingen:
        nr = max((b, n) for b, n in begin_van[v.vindplaats.eId] if b <= v.begin)[1]
        tekst, van = stukken[nr].tekst, plek[nr][0]
        lokaal = v.begin - stukken[nr].begin
        begin = van + len(_plat(tekst[:lokaal]))
        refs.append((begin, begin + len(_plat(tekst[lokaal : v.eind - stukken[nr].begin])), v))
    vanaf = 0
    for link in _LINK.finditer(bron):
        voor = _plat(_LINK.sub(lambda m: m[1], bron[max(0, link.start() - 200) : link.start()]))[-_VOOR:]
        woorden = _plat(link[1])
        waar = heel.find(voor[-8:] + woorden, vanaf)
        if waar < 0:
            continue  # left out by the reader as no part of the law, or broken over two pieces
        waar += len(voor[-8:])
        vanaf = waar
        hier = [v for b, e, v in refs if b < waar + len(woorden) and e > waar]
        gevonden = any(v.regeling == link[2] for v in hier)
        yield gevonden, link[2], f"{voor}[{link[1]}]", [f"{v.tekst} = {v.regeling}" for v in hier]


def main() -> None:
    """Run it."""
    vragen = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    vragen.add_argument("map", type=Path)
    vragen.add_argument("--hoeveel", type=int, default=400)
    vragen.add_argument("--gemist", type=int, default=0)
    keuze = vragen.parse_args()
    alles: list[tuple[str, bool, str, str, list[str]]] = []
    geweigerd = 0
    for pad in andere_helft(keuze.map, keuze.hoeveel):
        try:
            alles += [(pad.parent.name, *rij) for rij in meet(pad)]
        except Geweigerd:
            geweigerd += 1
    goed = sum(rij[1] for rij in alles)
    anders = sum(not rij[1] and any(not f.endswith("None") and rij[0] not in f for f in rij[4]) for rij in alles)
    eigen = sum(not rij[1] and any(rij[0] in f for f in rij[4]) for rij in alles)
    print(f"{keuze.hoeveel - geweigerd} wetten ({geweigerd} zonder artikelen), {len(alles)} koppelingen")
    print(
        f"gevonden {goed} ({goed / max(1, len(alles)):.3f}); naar een andere regeling {anders}, naar de eigen {eigen}"
    )
    mis = [rij for rij in alles if not rij[1]]
    random.Random(1).shuffle(mis)
    for rij in mis[: keuze.gemist]:
        print("  ", rij[0], rij[2], rij[3], rij[4])


if __name__ == "__main__":
    main()
