"""Round trip: was and wordt → decision in Dutch prose → read back → executed → exactly wordt.

Usage: ``python -m bench.bench_rondreis [DATA] [--kort]``; DATA is the folder with official texts (default
``$VERORDENING_DATA`` or ``../shared/data``).
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bench import DATA, WORTEL
from verordening.bevinding import Geweigerd
from verordening.boom import Regeling, Status
from verordening.canoniek import lees as lees_canoniek
from verordening.lezers import lees
from verordening.tekstregels import tekstregels
from versies.opdracht import lees_besluit
from versies.opstellen import stel_op
from versies.opstellen.bewijs import trekt_in
from versies.opstellen.kern import geldt, kern_van
from versies.toepassen import pas_toe

EIGEN = WORTEL / "verordening" / "voorbeeld" / "regelingen" / "verordening-werk-en-inkomen"
HANDWERK = WORTEL / "tests" / "versies" / "gevallen" / "handwerk"


@dataclass
class Tel:
    """Counts for one source of pairs."""

    paren: int = 0
    gelijk: int = 0
    geen_wijziging: int = 0
    intrekking: int = 0
    regeling: int = 0
    fout: list[str] = field(default_factory=list)
    geweigerd: list[str] = field(default_factory=list)
    lengte: int = 0
    heel: int = 0
    seconden: list[float] = field(default_factory=list)
    langste: tuple[float, str] = (0.0, "")
    grover: int = 0
    opdrachten: int = 0
    artikelen: int = 0
    artikelen_gelijk: int = 0


def bronnen(data: Path) -> Iterator[tuple[str, list[Path]]]:
    """(name, versions in order) of every regulation with more than one version."""
    yield "eigen voorbeeld", sorted(EIGEN.glob("*.xml"))
    yield "Participatiewet, officieel", sorted((data / "regelrecht").glob("BWBR0015703_*.xml"))
    for map_ in sorted((data / "java-wetten-nl").glob("*")):
        yield (
            f"java-wetten-nl/{map_.name}",
            sorted(p for p in map_.rglob("*.xml") if re.search(r"\d{4}-\d\d-\d\d_\d+\.xml$", p.name)),
        )
    for map_ in sorted((data / "laws-markdown").glob("*")):
        yield f"laws-markdown/{map_.name}", sorted(map_.glob("*.md"))


def meet(was: Regeling, wordt: Regeling, naam: str, tel: Tel, *, heel: bool = True) -> None:
    """One pair: drafted, then proven once more from the text alone, apart from the drafter."""
    tel.paren += 1
    begin = time.process_time()
    try:
        ontwerp = stel_op(was, wordt)
    except Geweigerd as fout:
        if fout.code == "opstellen-gelijk":
            tel.geen_wijziging += 1
        else:
            tel.geweigerd.append(f"{naam}: {fout.regel()}")
        return
    tel.seconden.append(time.process_time() - begin)
    tel.langste = max(tel.langste, (tel.seconden[-1], naam))
    if not ontwerp.onderdelen and trekt_in(lees_besluit(ontwerp.tekst.tekst), was):
        tel.intrekking += not geldt(wordt)
        return
    terug = pas_toe(was, lees_besluit(ontwerp.tekst.tekst)).wordt
    gevraagd, gekregen = _per_artikel(wordt), _per_artikel(terug)
    tel.artikelen += len(gevraagd)
    tel.artikelen_gelijk += sum(gekregen.get(plek) == inhoud for plek, inhoud in gevraagd.items())
    if kern_van(terug) == kern_van(wordt):
        tel.gelijk += 1
    else:
        tel.fout.append(naam)
    tel.lengte += ontwerp.lengte
    tel.opdrachten += len(ontwerp.besluit.opdrachten)
    tel.regeling += any(b.code == "hele-regeling" for b in ontwerp.bevindingen)
    tel.grover += sum(b.code == "opnieuw-gesteld" for b in ontwerp.bevindingen)
    if heel:
        try:
            tel.heel += stel_op(was, wordt, heel=True, verschil=ontwerp.verschil).lengte
        except Geweigerd:
            tel.heel += ontwerp.lengte


def _per_artikel(regeling: Regeling) -> dict[str, str]:
    """Per living artikel its words as they are printed, by its address; a witness that knows nothing of ``kern``.

    What lapsed is left out: a decision says that an artikel lapses, not what stays printed as its tombstone.
    """
    uit: dict[str, str] = {}
    for eenheid, adres, tekst in tekstregels(regeling):
        if eenheid.status is not Status.VERVALLEN and (plek := re.match(r"artikel [^,]+", adres)):
            uit[plek[0]] = uit.get(plek[0], "") + f"{adres}\t{' '.join(tekst.split())}\n"
    return uit


def lees_versie(pad: Path) -> Regeling:
    """Own examples are canonical, all else by content."""
    return lees_canoniek(pad.read_bytes()) if pad.parent == EIGEN else lees(pad)


def alles(data: Path, alleen: str = "", *, heel: bool = True) -> dict[str, Tel]:
    """All pairs, per source."""
    uit: dict[str, Tel] = {}
    for naam, paden in bronnen(data):
        if alleen and alleen not in naam:
            continue
        tel = uit.setdefault(naam, Tel())
        vorige = None
        for a, b in pairwise(paden):
            was = vorige if vorige is not None else lees_versie(a)
            vorige = wordt = lees_versie(b)
            meet(was, wordt, f"{naam} {a.stem} → {b.stem}", tel, heel=heel)
    return {n: t for n, t in uit.items() if t.paren}


def lengte_met_de_hand(tekst: str) -> int:
    """Characters of the letters of artikel I, counted as ``Ontwerp.lengte`` counts the drafter's.

    >>> lengte_met_de_hand("## Artikel I\\nDe regeling wordt als volgt gewijzigd:\\n\\n### A\\nArtikel 2 vervalt.\\n\\n## Artikel II\\nSlot.\\n")
    23
    """
    letters = re.split(
        r"^## Artikel II$", re.split(r"^(?=### A$)", tekst, maxsplit=1, flags=re.M)[1], maxsplit=1, flags=re.M
    )[0]
    return sum(map(len, letters.splitlines()))


def handwerk() -> Iterator[tuple[str, int, int]]:
    """(name, length by the drafter, length by hand) of the references that were drafted by hand."""
    for map_ in sorted(HANDWERK.iterdir()):
        ontwerp = stel_op(lees(map_ / "was.md"), lees(map_ / "wordt.md"))
        yield map_.name, ontwerp.lengte, lengte_met_de_hand((map_ / "besluit.md").read_text(encoding="utf-8"))


def tabel(uit: dict[str, Tel]) -> str:
    """The table of ``docs/metingen/opstellen.md``."""
    regels = [
        "| bron | paren | zonder wijziging | gelijk | geweigerd | fout | opdrachten | lengte t.o.v. hele artikelen | mediaan s | grootste s |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    som = Tel()
    for naam, t in [*uit.items(), ("samen", som)]:
        s = sorted(t.seconden) or [0.0]
        deel = f"{100 * t.lengte / t.heel:.0f} %" if t.heel else "–"
        regels.append(
            f"| {naam} | {t.paren} | {t.geen_wijziging} | {t.gelijk} | {len(t.geweigerd)} | {len(t.fout)} | {t.opdrachten} | {deel} "
            f"| {s[len(s) // 2]:.2f} | {s[-1]:.2f} |"
        )
        if t is not som:
            for veld in ("paren", "gelijk", "geen_wijziging", "lengte", "heel", "opdrachten", "grover"):
                setattr(som, veld, getattr(som, veld) + getattr(t, veld))
            som.fout += t.fout
            som.geweigerd += t.geweigerd
            som.seconden += t.seconden
    return "\n".join(regels)


def main() -> int:
    """Measure and print; exit code 1 when a pair is silently wrong."""
    lezer = argparse.ArgumentParser()
    lezer.add_argument("data", nargs="?", type=Path, default=DATA)
    lezer.add_argument("--alleen", default="")
    lezer.add_argument("--kort", action="store_true", help="zonder de vergelijking met hele artikelen")
    opties = lezer.parse_args()
    uit = alles(opties.data, opties.alleen, heel=not opties.kort)
    print(tabel(uit))
    redenen = Counter(re.sub(r"«.*?»|\d+", "…", g.split(": ", 1)[1])[:90] for t in uit.values() for g in t.geweigerd)
    for reden, n in redenen.most_common():
        print(f"geweigerd {n} keer: {reden}")
    for t in uit.values():
        for g in t.geweigerd:
            print("  ", g[:400])
        for f in t.fout:
            print("FOUT", f)
    artikelen = sum(t.artikelen for t in uit.values())
    print(f"artikelen letterlijk gelijk: {sum(t.artikelen_gelijk for t in uit.values())} van {artikelen}")
    print("grover gesteld:", sum(t.grover for t in uit.values()))
    if not opties.alleen or opties.alleen in "handwerk":
        rijen = list(handwerk())
        for naam, eigen, hand in [*rijen, ("samen", sum(r[1] for r in rijen), sum(r[2] for r in rijen))]:
            print(f"lengte {naam}: {eigen} tegen {hand} tekens met de hand, {eigen / hand:.2f}")
    return 1 if any(t.fout for t in uit.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
