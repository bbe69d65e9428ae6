"""Four times as much hostile input: no reader takes more than in proportion.

    python -m bench.bench_groei [xml|bwb|cvdr|stop|akn|besluit]…

Every element of a document per format, and every kind of line of a decision, in every way in which it can grow; in seconds
of this process. Exit code 1 when something takes more than 1.6 times its proportion, three times measured.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from tests.hulp.groei import groeit_te_hard, vijandig_besluit, vijandig_xml
from verordening.lezers import lees
from versies.opdracht import toets_besluit

FORMATEN = ("xml", "bwb", "cvdr", "stop", "akn")


def _lees(inhoud: bytes) -> object:
    return lees(inhoud, naam="groei.xml")


def main(vragen: list[str]) -> int:
    """Run it."""
    te_hard = 0
    for formaat in vragen or (*FORMATEN, "besluit"):
        xml = formaat in FORMATEN
        doe: Callable[[bytes], object] = _lees if xml else toets_besluit
        gevallen = list(vijandig_xml(formaat) if xml else vijandig_besluit())
        hard = {wat: keer for wat, maak in gevallen if (keer := groeit_te_hard(doe, maak, 300))}
        te_hard += len(hard)
        print(f"{formaat:8} {len(gevallen)} gevallen, te hard: {len(hard)}", flush=True)
        for wat, keer in hard.items():
            print(f"    {wat}: {keer:.1f} × bij viermaal zoveel")
    return 1 if te_hard else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
