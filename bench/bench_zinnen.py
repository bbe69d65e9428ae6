"""How much of real decisions is read: sentences read, refused with place, and only kept, over a folder of decisions.

    python -m bench.bench_zinnen [MAP] [--lijst] [--begrepen] [--steekproef N]

One file (.md, .txt, .docx or .xml) is one decision; sub-folders count too. The texts are not in the repository: they are
other people's. Anybody can run this on a folder of their own; ``docs/metingen.md`` says what was measured with it. Without a
folder: the decisions of the example dossier.

A sentence is an instruction, a heading of a block ("Artikel 3 wordt als volgt gewijzigd:"), or a provision of the decision
itself (entry into force, repeal, title …), at one line of the source. *Read*: it gave changes or a known provision, without
a refusal about its new text. *Refused*: with line and column. *Only kept*: no instruction and no known provision; the text is
kept and reported. A decision that cannot be read at all counts as one refused sentence. Whether what was read is also right,
no program can say here: ``--begrepen`` prints sentence beside meaning, to be checked by eye.

The reader decides itself what is a sentence, so one error can refuse lines that are no sentence. When the folder has a list
made by somebody else (``opdrachten.tsv``: file TAB sentence per line), each sentence on it is counted too, and so comes out
what nobody saw: *not seen* is a sentence that was neither read nor refused (taken for new text, or passed over), the worst.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    gemeld: tuple[str, ...] = ()
    plaatsen: tuple[tuple[int, str, str], ...] = ()
    """(line, words, what) of every sentence: "gelezen", "geweigerd" or "alleen bewaard"; line 0 = the whole decision."""

    @property
    def zinnen(self) -> int:
        """Sentences in all."""
        return len(self.gelezen) + len(self.geweigerd) + len(self.bewaard)


def meet(pad: Path) -> Meting:
    """Read one decision and count."""
    try:
        besluit, fouten = toets_besluit(pad)
    except Geweigerd as fout:
        return Meting(pad.name, geweigerd=(str(fout),), plaatsen=((0, "", "geweigerd"),))
    return Meting(
        pad.name,
        tuple(_gelezen(besluit)),
        tuple(str(f) for f in fouten),
        tuple(
            dict.fromkeys(
                f"regel {b.bron.regel}: {b.tekst}" for b in besluit.bepalingen if b.soort is Bepalingsoort.EIGEN
            )
        ),
        tuple(f"{b.code}: {b.uitleg} («{b.fragment[:80]}»)" for b in besluit.bevindingen if b.code != "eigen-bepaling"),
        tuple(_plaatsen(besluit, fouten)),
    )


def _plaatsen(besluit: Besluit, fouten: Sequence[Geweigerd]) -> Iterator[tuple[int, str, str]]:
    for fout in fouten:
        regel = int(t.group(1)) if (t := re.search(r"regel (\d+)", fout.plaats)) else 0
        yield regel, "", "geweigerd"
    for zin, bron in (
        *((o.zin, o.bron) for o in besluit.opdrachten),
        *(k for a in besluit.artikelen for k in a.koppen),
    ):
        yield bron.regel, zin, "gelezen"
    for b in besluit.bepalingen:
        yield b.bron.regel, b.tekst, "alleen bewaard" if b.soort is Bepalingsoort.EIGEN else "gelezen"


STAND = ("gelezen", "geweigerd", "alleen bewaard", "niet gezien")
"""What can become of a sentence on the list."""


def vergelijk(lijst: Path, metingen: Sequence[Meting]) -> list[tuple[str, str, str]]:
    """(file, sentence, state) of every sentence on the list."""
    per_naam = {m.naam: m for m in metingen}
    uit: list[tuple[str, str, str]] = []
    vanaf: Counter[str] = Counter()
    for regel in lijst.read_text(encoding="utf-8").splitlines():
        naam, _, zin = regel.partition("\t")
        if not zin or naam not in per_naam:
            continue
        bron = (lijst.parent / naam).read_text(encoding="utf-8").splitlines()
        plek = _zoek(bron, zin, vanaf[naam])
        vanaf[naam] = plek
        begin = _met_nummer(bron, plek)
        standen = [
            s
            for n, w, s in per_naam[naam].plaatsen
            if not n or (plek and begin <= n <= plek) or (n < plek <= n + 8 and _kaal(zin) in _kaal(w))
        ]
        # Geweigerd gaat voor: dan is de zin, of haar nieuwe tekst, niet begrepen.
        uit.append(
            (naam, zin, next((s for s in ("geweigerd", "gelezen", "alleen bewaard") if s in standen), "niet gezien"))
        )
    return uit


def _zoek(bron: Sequence[str], zin: str, na: int) -> int:
    """The first line behind ``na`` that begins like a sentence, numbers and bullets left out; 0 when there is none."""
    begin = _kaal(zin)[:60]
    return next(
        (n for n, r in enumerate(bron, 1) if n > na and begin and (_kaal(r)[:60] == begin or begin in _kaal(r))), 0
    )


def _met_nummer(bron: Sequence[str], plek: int) -> int:
    """The line where a sentence begins when its number stands on a line of its own above it."""
    boven = plek - 1
    while boven > 0 and not bron[boven - 1].strip():
        boven -= 1
    return (
        boven
        if boven > 0 and plek - boven <= 2 and re.fullmatch(r"\s*[•●▪-]?\s*\w{1,4}[.)°]*\s*", bron[boven - 1])
        else plek
    )


def _kaal(tekst: str) -> str:
    return re.sub(r"^(?:[•●▪-]|\d{1,3}°?[.)]|[a-zA-Z]{1,3}[.)]|\s)+(?=\S)", "", " ".join(tekst.split()))


def _gelezen(besluit: Besluit) -> list[tuple[str, tuple[str, ...]]]:
    """Each sentence once, with everything that was understood of it."""
    uit: dict[tuple[int, int, str], list[str]] = {}
    for artikel in besluit.artikelen:
        for zin, bron in artikel.koppen:
            uit.setdefault((bron.regel, bron.kolom, zin), []).append(
                f"kop van een blok: {artikel.regeling or 'de regeling'}"
            )
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
    return (
        [map_] if map_.is_file() else sorted(p for p in map_.rglob("*") if p.is_file() and p.suffix.lower() in SOORTEN)
    )


def _aandeel(deel: int, heel: int) -> str:
    return f"{deel} ({100 * deel / heel:.1f} %)".replace(".", ",") if heel else "0"


def main(argumenten: Sequence[str] | None = None) -> int:
    """Print one Markdown table; with options what is behind it."""
    opties = argparse.ArgumentParser(description="Hoeveel zinnen van de besluiten in MAP worden gelezen.")
    opties.add_argument("map", type=Path, metavar="MAP", nargs="?", default=EIGEN)
    opties.add_argument(
        "--lijst", action="store_true", help="Per besluit de telling, en elke zin die is geweigerd of alleen bewaard."
    )
    opties.add_argument(
        "--begrepen", action="store_true", help="Ook elke gelezen zin naast wat is begrepen, om met het oog na te gaan."
    )
    opties.add_argument(
        "--steekproef",
        type=int,
        default=0,
        metavar="N",
        help="Van de gelezen zinnen N willekeurige (vaste zaadwaarde).",
    )
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
    print(
        f"| {len(metingen)} | {heel} | {zinnen} | {_aandeel(sum(len(m.gelezen) for m in metingen), zinnen)} "
        f"| {sum(len(m.geweigerd) for m in metingen)} | {sum(len(m.bewaard) for m in metingen)} |"
    )
    if (lijst := gekozen.map / "opdrachten.tsv").is_file():
        standen = vergelijk(lijst, metingen)
        if gekozen.lijst:
            print()
            print(*(f"{s.upper()}: {naam}: {zin[:200]}" for naam, zin, s in standen if s != "gelezen"), sep="\n")
        telling = Counter(s for _, _, s in standen)
        print(
            "\n| zinnen op de lijst | gelezen | geweigerd met plaats | alleen bewaard | niet gezien |\n|--:|--:|--:|--:|--:|"
        )
        print(
            f"| {len(standen)} | {_aandeel(telling['gelezen'], len(standen))} | "
            + " | ".join(str(telling[s]) for s in STAND[1:])
            + " |"
        )
    return 0


def _toon(m: Meting, *, lijst: bool, begrepen: bool, getrokken: set[tuple[str, str]] | None) -> None:
    print(
        f"# {m.naam}: {m.zinnen} zinnen, {len(m.gelezen)} gelezen, {len(m.geweigerd)} geweigerd, {len(m.bewaard)} alleen bewaard"
    )
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
