"""Four times as much hostile input: no reader takes more than in proportion.

    python -m bench.bench_groei [xml|bwb|cvdr|stop|akn|md|besluit]…

Every element of a document per format, every sign of Markdown, and every kind of line of a decision, in every way in which it can grow; in seconds
of this process. Exit code 1 when something takes more than 1.6 times its proportion, three times measured.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial

from tests.hulp.groei import Maker, groeit_te_hard, vijandig_besluit, vijandig_markdown, vijandig_xml
from verordening.lezers import lees
from versies.opdracht import toets_besluit

FORMATEN = ("xml", "bwb", "cvdr", "stop", "akn")
ANDERE: dict[str, tuple[Callable[[bytes], object], Callable[[], Iterator[tuple[str, Maker]]]]] = {
    "md": (partial(lees, naam="groei.md"), vijandig_markdown),
    "besluit": (toets_besluit, vijandig_besluit),
}


def main(vragen: list[str]) -> int:
    """Run it."""
    te_hard = 0
    for formaat in vragen or (*FORMATEN, "md", "besluit"):
        doe, vijandig = ANDERE.get(formaat, (partial(lees, naam="groei.xml"), partial(vijandig_xml, formaat)))
        gevallen = list(vijandig())
        hard = {wat: keer for wat, maak in gevallen if (keer := groeit_te_hard(doe, maak, 300))}
        te_hard += len(hard)
        print(f"{formaat:8} {len(gevallen)} gevallen, te hard: {len(hard)}", flush=True)
        for wat, keer in hard.items():
            print(f"    {wat}: {keer:.1f} × bij viermaal zoveel")
    return 1 if te_hard else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
