"""Starting: a free port of this computer, one process per dossier, and a browser that gets its key from a file of its own."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import socket
import tempfile
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from starlette.types import ASGIApp

from verordening.bevinding import Geweigerd
from verordening.schijf import neem_slot, schrijf_atomair
from werkbank.web.app import maak_app
from werkbank.web.deur import Sleutels
from werkbank.web.map import werkmap
from werkbank.web.werkbank import Werkbank


def start(
    dossier: Path, bronnen: Sequence[Path], *, poort: int, browser: bool, op: date | None, zeg: Callable[[str], object]
) -> int:
    """Run the workbench of a dossier until it is stopped; when it runs already, open it once more.

    Args:
        poort: 0 = a free one. browser: open it. op: the day from which is looked; None: today. zeg: called with lines for the user.

    Raises:
        Geweigerd: no such folder, or the port is taken.
    """
    if not dossier.is_dir():
        raise Geweigerd.om("geen-map", str(dossier))
    map_ = werkmap(dossier)
    sleutels = Sleutels(map_ / "sleutels")
    slot = os.open(map_ / "slot", os.O_RDWR | os.O_CREAT, 0o600)
    adres = map_ / "adres.json"
    try:
        neem_slot(slot, dossier, 0)
    except Geweigerd:
        os.close(slot)
        _ontsluit(sleutels, int(json.loads(adres.read_text())["poort"]), map_, browser, zeg)
        return 0
    with _luister(poort) as luister:
        nummer = int(luister.getsockname()[1])
        schrijf_atomair(adres, json.dumps({"poort": nummer}))
        app, werkbank = maak_app(dossier.resolve(), tuple(bronnen), map_, nummer, sleutels)
        if op is not None:
            werkbank.vandaag = lambda: op
        with _spoel(map_ / "spoel"):
            _draai(app, werkbank, luister, lambda: _ontsluit(sleutels, nummer, map_, browser, zeg))
    os.close(slot)
    return 0


def _luister(poort: int) -> socket.socket:
    luister = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":
        luister.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        luister.bind(("127.0.0.1", poort))
    except OSError as fout:
        luister.close()
        raise Geweigerd.om("poort-bezet", "127.0.0.1", poort=poort, fout=fout) from fout
    return luister


@contextmanager
def _spoel(map_: Path) -> Iterator[None]:
    """Keep what is uploaded in this one folder of the workbench: gone with the process, and what a hard end left behind at the next start."""
    shutil.rmtree(map_, ignore_errors=True)
    map_.mkdir(mode=0o700, exist_ok=True)
    tempfile.tempdir = os.environ["TMPDIR"] = str(map_)
    try:
        yield
    finally:
        shutil.rmtree(map_, ignore_errors=True)


def _draai(app: ASGIApp, werkbank: Werkbank, luister: socket.socket, gereed: Callable[[], object]) -> None:
    import uvicorn

    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    dienst = uvicorn.Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            lifespan="off",
            loop="asyncio",
            http="h11",
            timeout_graceful_shutdown=3,
        )
    )
    werkbank.stop = lambda: setattr(dienst, "should_exit", True)
    # Ook wie het venster sluit of het proces beëindigt, laat geen geüpload stuk achter: eerst gewoon stoppen.
    for sein in {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
        signal.signal(sein, lambda *_: werkbank.stop())
    luister.listen(128)  # wie nu al komt, wacht tot de eerste bladzijde er is
    gereed()
    dienst.run(sockets=[luister])


def _ontsluit(sleutels: Sleutels, poort: int, map_: Path, browser: bool, zeg: Callable[[str], object]) -> None:
    """Give the browser a key through a file that only this user can read, so that no list of processes shows it."""
    doel = f"http://127.0.0.1:{poort}/open?sleutel={sleutels.maak()}"
    if not browser:
        zeg(f"De werkbank luistert. Open binnen een minuut: {doel}")
        return
    pad = map_ / "open.html"
    pad.unlink(missing_ok=True)
    with os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as bestand:
        bestand.write(
            f'<!DOCTYPE html><html lang="nl"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={doel}">'
            f'<title>Werkbank</title><p><a href="{doel}">Open de werkbank</a></p></html>'
        )
    zeg(
        f"De werkbank luistert op http://127.0.0.1:{poort}/ en opent in uw browser. Stoppen: Ctrl-C, of onderaan elke bladzijde."
    )
    webbrowser.open(pad.as_uri())
