"""Links between measures and provisions, measured against keys made by hand.

    python -m bench.bench_koppelen [MAP …] [--bron MAP] [--echt MAP] [--lijst]

MAP: a folder with ``regelingen/*.md``, ``sleutel.tsv`` and perhaps ``lokazen.tsv``; without one: the sets in the repository and
the example dossier. BRON: the folder with the law texts (default: $VERORDENING_DATA or ../shared/data, folder ``regelrecht``).
``--echt``: a folder with the texts of ``sleutel/echt`` (1, 2 and so on), which are not in the repository.
Each set is measured twice: as a user gets it, and with ``--onderwerpwoorden``. How it is counted: ``tests/impact/maat_koppelen.py``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bench import DATA, WORTEL
from impact.dossier.laden import Invoer, laad
from impact.dossier.model import ZEKERHEDEN, Bepaling
from tests.impact.maat_koppelen import Maat, keur_echt, laad_set, meet

SLEUTELS = WORTEL / "tests" / "impact" / "sleutel"
VOORBEELD = WORTEL / "verordening" / "voorbeeld"


def toon(naam: str, maat: Maat) -> None:
    """One line of figures."""
    aantal = len(maat.goed) + len(maat.fout)
    zacht = [r for r in maat.rijen if not r.hard and not r.boven]
    boven = [r for r in maat.rijen if r.boven]
    print(
        f"{naam}: recall {len(maat.hard) - len(maat.gemist)} van {len(maat.hard)} = {maat.recall:.3f}; "
        f"precisie {len(maat.goed)} van {aantal} = {maat.precisie:.3f}; "
        f"zacht {sum(r in maat.geraakt for r in zacht)} van {len(zacht)}; "
        f"aanhef en opschrift {sum(r in maat.geraakt for r in boven)} van {len(boven)}; "
        f"grover dan de rij {sum(r.hard for r in maat.grover)}; lokazen {len(maat.lokazen)}"
    )


def toon_soorten(maat: Maat) -> None:
    """Right and wrong per certainty and per kind of proof (of the strongest proof)."""
    for wat, groep in (("zekerheid", lambda b: b.zekerheid), ("soort", lambda b: b.herkomst[0].soort)):
        goed, fout = Counter(map(groep, maat.goed)), Counter(map(groep, maat.fout))
        volgorde = ZEKERHEDEN if wat == "zekerheid" else sorted({*goed, *fout})
        print(f"  {wat}: " + "; ".join(f"{g} {goed[g]} van {goed[g] + fout[g]}" for g in volgorde if goed[g] + fout[g]))


def toon_lijst(maat: Maat) -> None:
    """Missed rows, wrong links and decoys, each with its reason."""
    for rij in maat.gemist:
        print(f"  GEMIST {rij.maatregel} {rij.regeling}, {rij.plaats}: {rij.reden}")
    for link in maat.fout:
        print(f"  FOUT   {_link(link)}: {' | '.join(h.bewijs for h in link.herkomst[:3])}")
    for link, reden in maat.lokazen:
        print(f"  LOKAAS {_link(link)}: {reden}")


def _link(link: Bepaling) -> str:
    return f"{link.maatregel} {link.regeling}, {link.adres} ({link.herkomst[0].soort}, {link.zekerheid})"


def meet_set(naam: str, invoer: Invoer, sleutel: Path, lokazen: Path | None, *, lijst: bool) -> None:
    """Both modes of one set."""
    for modus, ruim in (("standaard", False), ("met onderwerpwoorden", True)):
        maat = meet(invoer, sleutel, lokazen, onderwerpwoorden=ruim)
        toon(f"{naam}, {modus}", maat)
        if not ruim:
            toon_soorten(maat)
            if lijst:
                toon_lijst(maat)


def main() -> int:
    """Run from the command line."""
    lezer = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lezer.add_argument("mappen", nargs="*", type=Path, metavar="MAP")
    lezer.add_argument("--bron", type=Path, action="append")
    lezer.add_argument("--lijst", action="store_true", help="ook gemiste rijen, foute koppelingen en lokazen")
    lezer.add_argument("--echt", type=Path, metavar="MAP")
    keuze = lezer.parse_args()
    gegevens = DATA / "regelrecht"
    bron = keuze.bron or ([gegevens] if gegevens.is_dir() else [])
    if not bron:
        print("Zonder wetteksten gemeten: geef ze op met --bron.", file=sys.stderr)
    mappen = keuze.mappen or [VOORBEELD, *sorted(p.parent for p in SLEUTELS.glob("*/sleutel.tsv"))]
    with tempfile.TemporaryDirectory() as werk:
        for map_ in mappen:
            if map_.resolve() == VOORBEELD:
                meet_set("voorbeeld", laad(VOORBEELD, bron=bron), SLEUTELS / "maatregelen.tsv", None, lijst=keuze.lijst)
                continue
            if not (map_ / "sleutel.tsv").is_file():
                print(f"{map_}: hier staat geen sleutel.tsv", file=sys.stderr)
                return 2
            invoer = laad_set(map_, Path(werk), bron)
            meet_set(map_.name, invoer, map_ / "sleutel.tsv", map_ / "lokazen.tsv", lijst=keuze.lijst)
        for sleutel in sorted((SLEUTELS / "echt").glob("*/sleutel.tsv")) if keuze.echt else ():
            nummer = sleutel.parent.name
            keur_echt(keuze.echt / nummer / "regelingen", SLEUTELS / "echt" / "README.md")
            invoer = laad_set(keuze.echt / nummer, Path(werk), bron)
            meet_set(f"echt-{nummer}", invoer, sleutel, None, lijst=keuze.lijst)
    return 0


if __name__ == "__main__":
    sys.exit(main())
