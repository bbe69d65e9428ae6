"""Storm: veel lezers, twee schrijvers, processen die vijftig keer worden gedood, een volle schijf. Geen schrijven raakt weg, geen 500."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_wijziging import REGELING, stuur, wacht
from werkbank.web.schrijven import lees_staat, merk, werk_bij

pytestmark = pytest.mark.traag

_SCHRIJVER = """
import sys
from pathlib import Path
from werkbank.web.schrijven import lees_staat, merk, werk_bij
pad, n = Path(sys.argv[1]), int(sys.argv[2])
while True:
    n += 1
    zag = merk(lees_staat(pad).get("plek"))
    if werk_bij(pad, "plek", zag, {"n": n, "vulling": "x" * 20000}) is None:
        print(n, flush=True)
"""


def test_vijftig_keer_gedood_en_wat_bevestigd_was_staat_er(tmp_path: Path) -> None:
    pad, n, toeval = tmp_path / "staat.json", 0, random.Random(7)
    for _ in range(50):
        schrijver = subprocess.Popen(
            [sys.executable, "-c", _SCHRIJVER, str(pad), str(n)], stdout=subprocess.PIPE, text=True
        )
        assert schrijver.stdout is not None
        bevestigd = int(schrijver.stdout.readline())
        time.sleep(toeval.random() * 0.02)
        os.kill(schrijver.pid, signal.SIGKILL)
        gezegd = [int(r) for r in schrijver.stdout.read().split()]
        schrijver.wait(10)
        bevestigd = gezegd[-1] if gezegd else bevestigd
        n = lees_staat(pad)["plek"]["n"]
        assert n in (bevestigd, bevestigd + 1), "een bevestigde schrijving is weg"
    assert werk_bij(pad, "plek", merk(lees_staat(pad)["plek"]), {"n": 0}) is None, (
        "het slot is met het proces verdwenen"
    )


def test_een_volle_schijf_laat_de_oude_stand_staan(tmp_path: Path) -> None:
    pad = tmp_path / "staat.json"
    assert werk_bij(pad, "plek", merk(None), {"n": 1}) is None
    vol = (
        "import resource, signal, sys; from pathlib import Path; from verordening.bevinding import Geweigerd\n"
        "from werkbank.web.schrijven import merk, werk_bij; from werkbank.web.taken import Taken\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "pad = Path(sys.argv[1])\n"
        "for doe in (lambda: werk_bij(pad, 'plek', merk({'n': 1}), {'n': 2, 'x': 'y' * 9000}),\n"
        "            lambda: Taken(pad.parent / 'taken', pad.parent, ()).begin('toets', {}, {'wordt.bin': b'x' * 9000}, id_='een-taak-te-veel')):\n"
        "    try: doe(); print('geschreven')\n"
        "    except Geweigerd as fout: print(fout.code)\n"
    )
    uit = subprocess.run(
        [sys.executable, "-c", vol, str(pad)], capture_output=True, text=True, timeout=60, check=True
    ).stdout
    assert uit.split() == ["niet-schrijfbaar"] * 2
    assert lees_staat(pad) == {"plek": {"n": 1}} and not list((tmp_path / "taken").iterdir())
    assert not [p for p in tmp_path.iterdir() if p.suffix == ".tmp"]


def test_twintig_lezers_en_twee_schrijvers(dienst: Dienst) -> None:
    tekst = b"# Verordening werk en inkomen\n\n#### Artikel 1 Een\nEen zin over inkomen.\n\n#### Artikel 2 Twee\nNog een zin.\n"
    oud = tekst.replace(b"zin", b"regel")
    velden = {"was": "", "keer": "storm-wijziging-1"}
    _, adres, _ = stuur(dienst, "/wijziging", velden, {"wordt": ("w.md", tekst), "was_bestand": ("o.md", oud)})
    wacht(dienst, adres)
    codes: list[int] = []
    gelukt: list[str] = []
    klaar = threading.Event()

    def lezer(pad: str) -> None:
        while not klaar.is_set():
            codes.append(dienst.vraag("GET", pad)[0])

    def schrijver(naam: str) -> None:
        for n in range(15):
            while True:
                blad = dienst.vraag("GET", f"{adres}?plek=1")[2].decode()
                staat = dict(re.findall(r'name="(eid|zag)" value="([^"]*)"', blad))
                vorige = re.search(r"<textarea[^>]*>([^<]*)", blad)
                regel = f"{vorige[1] if vorige else ''}\n{naam}{n}".strip()
                code, _, _ = stuur(dienst, f"{adres}/plek", {**staat, "gezien": "", "toelichting": regel})
                codes.append(code)
                if code == 303:
                    gelukt.append(f"{naam}{n}")
                    break

    lezers = [
        threading.Thread(target=lezer, args=(("/bord", "/maatregel/M08", "/regeling", adres)[i % 4],))
        for i in range(20)
    ]
    schrijvers = [threading.Thread(target=schrijver, args=(n,)) for n in ("a", "b")]
    for d in (*lezers, *schrijvers):
        d.start()
    for d in schrijvers:
        d.join(120)
    klaar.set()
    for d in lezers:
        d.join(30)
    assert set(codes) <= {200, 303, 409}
    pad = next(dienst.werkmap.rglob("storm-wijziging-1")) / "staat.json"
    (record,) = json.loads(pad.read_bytes()).values()
    assert sorted(record["toelichting"].split()) == sorted(gelukt) and len(gelukt) == 30


def test_de_werkbank_zelf_gedood_en_opnieuw_gestart(voorbeeld: Path, beeld: Path, tmp_path: Path) -> None:
    dienst = Dienst(voorbeeld, tmp_path / "w", beeld=beeld).begin().open().wacht_op_beeld()
    map_ = voorbeeld / "regelingen" / REGELING / "2027-01-01.xml"
    for n in range(3):
        _, adres, _ = stuur(
            dienst,
            "/wijziging",
            {"was": REGELING, "keer": f"gedood-{n}-abcdef"},
            {"wordt": ("a.xml", map_.read_bytes())},
        )
        assert dienst.proces is not None
        dienst.proces.kill()
        dienst.proces.wait(10)
        dienst = Dienst(voorbeeld, tmp_path / "w").begin().open()
        assert "Bewezen." in wacht(dienst, adres), "het werk ging door zonder de werkbank"
    dienst.eind()
