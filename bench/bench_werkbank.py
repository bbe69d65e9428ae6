"""De werkbank in de browser gemeten: starten, bladzijden (ook naast zwaar werk), zoeken, geheugen, het verslag en nakijken.

Naast de wandtijd staat de processortijd: op een drukke machine wacht een proces op een kern, en dat is niet van het programma.

    python -m bench.bench_werkbank

Zonder wetteksten, tenzij VERORDENING_DATA ernaar wijst. De lat staat in haakjes.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import threading
import time
from pathlib import Path

from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_nakijken import als, open_, velden
from tests.werkbank.web.test_wijziging import REGELING, stuur, wacht
from verordening.lezers import lees
from versies.verschil import vergelijk
from werkbank.diensten.verschil import als_vorm
from werkbank.diensten.voorbeeld import schrijf_voorbeeld

V = f"/regeling/{REGELING}"
BLADEN = (
    "/bord",
    "/maatregel/M08",
    V,
    f"{V}/op/2026-11-30",
    f"{V}/op/2026-11-30/chp_3__art_36",
    f"{V}/vergelijk/2026-01-01..2027-01-01",
    "/wijziging",
    "/zoek?q=toeslag",
)


def _ms(dienst: Dienst, pad: str) -> float:
    begin = time.perf_counter()
    assert dienst.vraag("GET", pad)[0] == 200
    return 1000 * (time.perf_counter() - begin)


def _p95(tijden: list[float]) -> float:
    return sorted(tijden)[int(len(tijden) * 0.95)]


def _lezers(dienst: Dienst, aantal: int, klaar: threading.Event) -> list[float]:
    tijden: list[float] = []

    def lees_bord() -> None:
        while not klaar.is_set():
            tijden.append(_ms(dienst, "/bord"))
            time.sleep(0.25)

    draden = [threading.Thread(target=lees_bord) for _ in range(aantal)]
    for d in draden:
        d.start()
    for d in draden:
        d.join()
    return tijden


def _cpu(pid: int) -> float:
    """Processortijd van een proces tot nu toe, in ms."""
    velden = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(velden[11]) + int(velden[12])) / os.sysconf("SC_CLK_TCK")


def _geheugen(pid: int) -> float:
    for regel in Path(f"/proc/{pid}/status").read_text().splitlines():
        if regel.startswith("VmRSS"):
            return int(regel.split()[1]) / 1024
    return 0.0


def main() -> None:
    """Measure and print, one line per bar."""
    print(f"belasting van de machine: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as map_:
        dossier = Path(map_) / "dossier"
        schrijf_voorbeeld(dossier)
        wetten = Path(os.environ.get("VERORDENING_DATA", "")) / "regelrecht"
        extra = ("--bron", str(wetten)) if wetten.is_dir() and os.environ.get("VERORDENING_DATA") else ()
        dienst = Dienst(dossier, Path(map_) / "w", extra).begin().open().wacht_op_beeld()
        dienst.eind()
        starts, cpu = [], []
        for _ in range(5):
            begin = time.perf_counter()
            dienst = Dienst(dossier, Path(map_) / "w", extra).begin().open()
            _ms(dienst, "/bord")
            starts.append(time.perf_counter() - begin)
            assert dienst.proces is not None
            cpu.append(_cpu(dienst.proces.pid) / 1000)
            dienst.eind()
        print(
            f"starten tot eerste bladzijde, warm: {min(starts):.2f} tot {max(starts):.2f} s, processortijd {min(cpu):.2f} s (1,0)"
        )
        dienst = Dienst(dossier, Path(map_) / "w", extra).begin().open()
        assert dienst.proces is not None
        print(f"geheugen na de start: {_geheugen(dienst.proces.pid):.0f} MB (150)")
        _ms(dienst, "/bord")
        time.sleep(4)  # wat na de eerste bladzijde wordt warmgelopen
        for pad in BLADEN:
            voor = _cpu(dienst.proces.pid)
            eerste = _ms(dienst, pad)
            een = _cpu(dienst.proces.pid)
            tijden = [_ms(dienst, pad) for _ in range(15)]
            print(
                f"{pad}: eerste {eerste:.0f} ms (processortijd {een - voor:.0f}), daarna mediaan {statistics.median(tijden):.0f}, "
                f"p95 {_p95(tijden):.0f} ms, processortijd {(_cpu(dienst.proces.pid) - een) / 15:.0f} (100)"
            )
        print(f"geheugen na alle bladzijden: {_geheugen(dienst.proces.pid):.0f} MB (150)")
        rust = threading.Event()
        threading.Timer(6, rust.set).start()
        zonder = _lezers(dienst, 20, rust)
        stuur(dienst, "/stukken", {"naam": "meting", "keer": "meting-stukken-1"})
        klaar = threading.Event()

        def volg() -> None:
            while b'"bezig"' in dienst.vraag("GET", "/api/taak/meting-stukken-1")[2]:
                time.sleep(0.3)
            klaar.set()

        begin = time.perf_counter()
        threading.Thread(target=volg).start()
        naast = _lezers(dienst, 20, klaar)
        print(f"alle stukken: {time.perf_counter() - begin:.1f} s")
        print(f"20 lezers: p95 {_p95(zonder):.0f} ms in rust, {_p95(naast):.0f} ms naast de stukken (+20)")
        _zoek(Path(map_))
        _verslag(dienst, dossier)
        dienst.eind()
        _nakijken(dossier, Path(map_) / "w", extra)


def _zoek(map_: Path) -> None:
    from werkbank.web.beeld import Beeld
    from werkbank.web.zoek import adres_van, zoek, zoek_adres

    bestand = Beeld(next((map_ / "w").rglob("v*.sqlite"))).bestand
    for vraag in ("toeslag", "giften inkomen", "mantelzorg", "31 lid 2 m"):
        tijden = []
        for _ in range(20):
            begin = time.perf_counter()
            sleutel = adres_van(vraag)
            zoek_adres(bestand, sleutel) if sleutel else zoek(bestand, vraag)
            tijden.append(1000 * (time.perf_counter() - begin))
        print(f"zoeken «{vraag}»: mediaan {statistics.median(tijden):.1f} ms, hoogste {max(tijden):.1f} (10)")


def _verslag(dienst: Dienst, dossier: Path) -> None:
    map_ = dossier / "regelingen" / REGELING
    word = als_vorm(vergelijk(lees(map_ / "2026-01-01.xml"), lees(map_ / "2027-01-01.xml")), "docx")
    tijden = []
    for n in range(3):
        begin = time.perf_counter()
        velden = {"was": REGELING, "keer": f"meting-wijziging-{n}", "wijzigingen": "aanvaarden"}
        _, adres, _ = stuur(dienst, "/wijziging", velden, {"wordt": ("concept.docx", word)})
        wacht(dienst, adres)
        tijden.append(time.perf_counter() - begin)
    print(f"van Word tot verslag met bewezen besluit: {min(tijden):.1f} tot {max(tijden):.1f} s (3)")


def _nakijken(dossier: Path, werkmap: Path, extra: tuple[str, ...]) -> None:
    """Beslissingen bij duizend andere, van het formulier tot het antwoord, en de bladzijde die daarna komt."""
    from datetime import datetime

    from werkbank.diensten.beslissen import Keuze, beslis, merk

    tekst = "Een bepaling van een andere regeling, met genoeg woorden om op een echte te lijken. " * 4
    paren = [
        {"maatregel": "M01", "regeling": f"elders-{n}", "eId": f"art_{n}", "kans": 0.5, "tekst": tekst, "wet": tekst}
        for n in range(1000)
    ]
    beslis(
        dossier,
        merk([None] * 1000),
        [Keuze("bevestigd", "meting", "Om te meten.").koppeling(p, datetime.now()) for p in paren],
    )
    dienst = Dienst(dossier, werkmap, extra).begin().open().wacht_op_beeld()
    assert dienst.proces is not None
    mens = als(dienst, "meting")
    _, blad = open_(mens)
    schrijf, lees, cpu = [], [], []
    for _ in range(30):
        voor, begin = _cpu(dienst.proces.pid), time.perf_counter()
        code, verder, _ = stuur(mens, "/nakijken/besluit", velden(blad, "bevestig"))
        assert code == 303
        schrijf.append(1000 * (time.perf_counter() - begin))
        cpu.append(_cpu(dienst.proces.pid) - voor)
        begin = time.perf_counter()
        _, blad = open_(mens, verder)
        lees.append(1000 * (time.perf_counter() - begin))
    print(
        f"een beslissing bij 1.000 andere: mediaan {statistics.median(schrijf):.0f}, p95 {_p95(schrijf):.0f} ms, "
        f"processortijd {statistics.mean(cpu):.0f} (50); de volgende bladzijde: mediaan {statistics.median(lees):.0f}, p95 {_p95(lees):.0f} ms (100)"
    )
    dienst.eind()


if __name__ == "__main__":
    main()
