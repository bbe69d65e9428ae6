"""How much of real decisions is read: sentences read, refused with place, and only kept, over a folder of decisions.

    python -m bench.bench_zinnen [MAP] [--lijst] [--begrepen] [--steekproef N]

One file (.md, .txt, .docx or .xml) is one decision; sub-folders count too. The texts are not in the repository: they are
other people's. Anybody can run this on a folder of their own; ``docs/metingen.md`` says what was measured with it. Without a
folder: the decisions of the example dossier.

A sentence is an instruction, or a provision of the decision itself (entry into force, repeal, title …), at one line of the
source; headings of a block ("Artikel 3 wordt als volgt gewijzigd:") count only when they are refused. *Read*: it gave
changes or a known provision. *Refused*: with line and column. *Only kept*: no instruction and no known provision; the text
is kept and reported. A decision that cannot be read at all counts as one refused sentence. Whether what was read is also
right, no program can say here: ``--begrepen`` prints sentence beside meaning, to be checked by eye.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from verordening.bevinding import Geweigerd
from versies.besluit import Bepalingsoort, Besluit
from versies.opdracht import toets_besluit
from versies.opdracht.uitleg import bepaling_in_woorden, in_woorden

EIGEN = Path(__file__).resolve().parent.parent / "verordening" / "voorbeeld" / "besluiten"
SOORTEN = frozenset({".md", ".txt", ".docx", ".xml"})
"""Endings of files that are taken for a decision."""


@dataclass(frozen=True, slots=True)
class Meting:
    """One decision: (sentence, meaning) of what was read, the refusals, and the sentences that were only kept."""

    naam: str
    gelezen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    geweigerd: tuple[str, ...] = ()
    bewaard: tuple[str, ...] = ()
    gemeld: tuple[str, ...] = field(default=())

    @property
    def zinnen(self) -> int:
        """Sentences in all."""
        return len(self.gelezen) + len(self.geweigerd) + len(self.bewaard)


def meet(pad: Path) -> Meting:
    """Read one decision and count."""
    try:
        besluit, fouten = toets_besluit(pad)
    except Geweigerd as fout:
        return Meting(pad.name, geweigerd=(str(fout),))
    return Meting(
        pad.name, tuple(_gelezen(besluit)), tuple(str(f) for f in fouten),
        tuple(dict.fromkeys(f"regel {b.bron.regel}: {b.tekst}" for b in besluit.bepalingen if b.soort is Bepalingsoort.EIGEN)),
        tuple(f"{b.code}: {b.uitleg} («{b.fragment[:80]}»)" for b in besluit.bevindingen if b.code != "eigen-bepaling"),
    )  # fmt: skip


def _gelezen(besluit: Besluit) -> list[tuple[str, tuple[str, ...]]]:
    """Each sentence once, with everything that was understood of it."""
    uit: dict[tuple[int, int, str], list[str]] = {}
    for artikel in besluit.artikelen:
        for o in artikel.opdrachten:
            regeling = f"[{artikel.regeling or 'de regeling'}] " if len(besluit.artikelen) > 1 else ""
            uit.setdefault((o.bron.regel, o.bron.kolom, o.zin), []).extend(
                [*(regeling + in_woorden(w) for w in o.wijzigingen), *(f"    > {r}" for r in o.lading if r.strip())]
            )
    for b in besluit.bepalingen:
        if b.soort is not Bepalingsoort.EIGEN:
            uit.setdefault((b.bron.regel, b.bron.kolom, b.tekst), []).append(bepaling_in_woorden(b))
    return [(f"regel {regel}: {zin}", tuple(wat)) for (regel, _, zin), wat in sorted(uit.items())]


def bestanden(map_: Path) -> list[Path]:
    """The decisions in a folder, by name; a file is itself."""
    return [map_] if map_.is_file() else sorted(p for p in map_.rglob("*") if p.is_file() and p.suffix.lower() in SOORTEN)


def _aandeel(deel: int, heel: int) -> str:
    return f"{deel} ({100 * deel / heel:.1f} %)".replace(".", ",") if heel else "0"


def main(argumenten: Sequence[str] | None = None) -> int:
    """Print one Markdown table; with options what is behind it."""
    opties = argparse.ArgumentParser(description="Hoeveel zinnen van de besluiten in MAP worden gelezen.")
    opties.add_argument("map", type=Path, metavar="MAP", nargs="?", default=EIGEN)
    opties.add_argument("--lijst", action="store_true", help="Per besluit de telling, en elke zin die is geweigerd of alleen bewaard.")
    opties.add_argument("--begrepen", action="store_true", help="Ook elke gelezen zin naast wat is begrepen, om met het oog na te gaan.")
    opties.add_argument("--steekproef", type=int, default=0, metavar="N", help="Van de gelezen zinnen N willekeurige (vaste zaadwaarde).")
    gekozen = opties.parse_args(argumenten)
    metingen = [meet(p) for p in bestanden(gekozen.map)]
    if not metingen:
        print(f"Er staan geen besluiten in {gekozen.map}.", file=sys.stderr)
        return 2
    loten = random.Random(5)
    alle = [(m.naam, z) for m in metingen for z, _ in m.gelezen]
    getrokken = set(loten.sample(alle, min(gekozen.steekproef, len(alle)))) if gekozen.steekproef else None
    if gekozen.lijst or gekozen.begrepen or getrokken is not None:
        for m in metingen:
            _toon(m, lijst=gekozen.lijst, begrepen=gekozen.begrepen, getrokken=getrokken)
    zinnen = sum(m.zinnen for m in metingen)
    heel = sum(not m.geweigerd for m in metingen)
    print("| besluiten | waarvan zonder weigering | zinnen | gelezen | geweigerd met plaats | alleen bewaard |")
    print("|--:|--:|--:|--:|--:|--:|")
    print(f"| {len(metingen)} | {heel} | {zinnen} | {_aandeel(sum(len(m.gelezen) for m in metingen), zinnen)} "
          f"| {sum(len(m.geweigerd) for m in metingen)} | {sum(len(m.bewaard) for m in metingen)} |")  # fmt: skip
    return 0


def _toon(m: Meting, *, lijst: bool, begrepen: bool, getrokken: set[tuple[str, str]] | None) -> None:
    print(f"# {m.naam}: {m.zinnen} zinnen, {len(m.gelezen)} gelezen, {len(m.geweigerd)} geweigerd, {len(m.bewaard)} alleen bewaard")
    for zin, wat in m.gelezen if begrepen or getrokken is not None else ():
        if begrepen or (m.naam, zin) in (getrokken or ()):
            print(f"  {zin}")
            for w in wat:
                print(f"      {w.strip()}" if w.startswith("    >") else f"    → {w}")
    for merk, regels in (("GEWEIGERD", m.geweigerd), ("BEWAARD", m.bewaard), ("GEMELD", m.gemeld)) if lijst else ():
        for regel in regels:
            print(f"  {merk} {regel}")
    print()


if __name__ == "__main__":
    sys.exit(main())
