"""Reading and executing amendment instructions: speed, and the share of real sentences that is read.

    python -m bench.bench_opdracht

Prints Markdown rows for ``docs/metingen.md``: instructions per second (1,000 different sentences, addresses varied so that no
cache helps), the example decision read and executed, the draft for a large annex, and per real source how many sentences are read and which are not.
"""

from __future__ import annotations

import re
import time

from bench import DATA, WORTEL
from tests.versies.gevallen import gevallen
from verordening.lezers import lees
from versies.opdracht import lees_besluit, toets_besluit
from versies.opdracht.adressen import lees_plek
from versies.opdracht.lexer import Onbegrepen
from versies.opdracht.ontleden import boom_of_reden, ontleed
from versies.opstellen import stel_op
from versies.toepassen import pas_toe

GRENS_SECONDEN = 1.0


def duizend() -> float:
    """Seconds to read 1,000 instructions, best of five."""
    zinnen = [g[2][0] for g in gevallen()]
    ontleed(zinnen[0])
    tijden = []
    for ronde in range(5):
        # Elke herhaling krijgt een eigen nummer, en het geheugen van hele zinnen doet niet mee.
        eigen = [
            re.sub(r"artikel (?=\d)", f"artikel {ronde + 1}{n // len(zinnen)}", z)
            for n, z in enumerate((zinnen * 4)[:1000])
        ]
        lees_plek.cache_clear()
        start = time.perf_counter()
        niet = [zin for zin in eigen if isinstance(boom_of_reden.__wrapped__(zin), Onbegrepen)]
        if niet:
            raise SystemExit(f"niet gelezen: {niet[0]}")
        tijden.append(time.perf_counter() - start)
    return min(tijden)


def voorbeeld() -> tuple[float, float, int]:
    """(seconds to read, seconds to execute, instructions) of the example decision."""
    map_ = WORTEL / "verordening" / "voorbeeld"
    was = lees(map_ / "regelingen" / "verordening-werk-en-inkomen" / "2024-01-01.xml")
    bron = (map_ / "besluiten" / "besluit-2026.md").read_text(encoding="utf-8")
    lezen, doen = [], []
    for _ in range(5):
        boom_of_reden.cache_clear()
        lees_plek.cache_clear()
        start = time.perf_counter()
        besluit = lees_besluit(bron)
        lezen.append(time.perf_counter() - start)
        start = time.perf_counter()
        pas_toe(was, besluit)
        doen.append(time.perf_counter() - start)
    return min(lezen), min(doen), len(besluit.opdrachten)


def bijlage(rijen: int = 11_000) -> tuple[int, float]:
    """(bytes of the new version, seconds processor time) to draft the change of one row in seventy in a large annex, own text."""

    def versie(groen: str) -> bytes:
        tabel = (
            f"| {n:05d} | Straatboom van de {n % 90}e soort, maat {n % 17} | {groen if n % 70 == 0 else 'wortelgoed'} | {n / 7:.2f} | stuk |"
            for n in range(rijen)
        )
        kop = (
            "# Regeling vergoeding straatbomen",
            "## Artikel 1 Vergoeding",
            "De vergoeding staat in bijlage 1.",
            "# Bijlage 1 Bomen",
        )
        return "\n".join(
            ["\n\n".join(kop), "", "| Nr | Soort | Levering | Prijs | Per |", "|---|---|---|---|---|", *tabel, ""]
        ).encode()

    was, wordt = lees(versie("in kluit")), lees(versie("in draadkluit"))
    start = time.process_time()
    stel_op(was, wordt)
    return len(versie("in draadkluit")), time.process_time() - start


def bronnen() -> list[tuple[str, int, list[str]]]:
    """(source, sentences read, refusals) of every real decision at hand."""
    uit = []
    for pad in (
        DATA / "staatsblad" / "stb-2026-187_wijzigartikelen.xml",
        DATA / "laws-markdown" / "wijzigingsregeling" / "2013-01-01.md",
    ):
        if pad.is_file():
            besluit, fouten = toets_besluit(pad)
            uit.append((pad.parent.name, len(besluit.opdrachten) + len(besluit.bepalingen), [str(f) for f in fouten]))
    return uit


def main() -> None:
    """Print the rows."""
    seconden = duizend()
    print(f"| 1.000 opdrachten ontleden | {seconden:.2f} s | norm {GRENS_SECONDEN:.0f} s |")
    lezen, doen, aantal = voorbeeld()
    print(
        f"| voorbeeldbesluit ({aantal} opdrachten) | lezen {lezen * 1000:.0f} ms, uitvoeren in twee lezingen {doen * 1000:.0f} ms | |"
    )
    grootte, tijd = bijlage()
    print(f"| een bijlage van {grootte / 1e6:.1f} MB opstellen | {tijd:.1f} s processortijd | norm 3 s |")
    for naam, gelezen, fouten in bronnen():
        print(f"| {naam} | {gelezen} zinnen gelezen | {len(fouten)} geweigerd |")
        for fout in fouten:
            print(f"  - {fout}")


if __name__ == "__main__":
    main()
