"""Vragen naar een dag op een kennisdag over verzonnen geschiedenissen, tegenover een eenvoudig model dat zelf antwoordt.

Draaien: ``python -m bench.bench_geschiedenis [VRAGEN]`` (standaard 20.000). Telt wat fout is en wat bekend is maar onbekend heet.
"""

import sys
import time

from tests.hulp.geschiedenis import vergelijk, verzin


def main() -> None:
    """Print the figures."""
    doel = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    begonnen, vragen, zaad = time.perf_counter(), 0, 1000
    fout: list[str] = []
    while vragen < doel:
        aantal, mis = vergelijk(zaad)
        vragen, zaad, fout = vragen + aantal, zaad + 1, fout + mis
    fusies = sum(verzin(z).fusie for z in range(1000, zaad))
    onbekend = sum("('onbekend',)" in f for f in fout)
    duur = time.perf_counter() - begonnen
    print(
        f"{vragen} vragen over {zaad - 1000} geschiedenissen ({fusies} met een fusie) in {duur:.0f} s: {len(fout) - onbekend} fout, {onbekend} onbekend"
    )
    for regel in fout[:10]:
        print(regel)


if __name__ == "__main__":
    main()
