"""A real HTTP server on this computer that behaves like the official repository, and misbehaves on request."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from wetgeving.bron.ophalen import Tijd

DHW = "BWBR0002458"


@dataclass
class Storing:
    """One misbehaviour: a status instead of the file, a body that stops after ``breek`` bytes, or words without end."""

    status: int | None = None
    koppen: dict[str, str] = field(default_factory=dict)
    breek: int | None = None
    inhoud: bytes | None = None
    negeer_if_range: bool = False
    zonder_eind: tuple[bytes, bytes, float] | None = None
    """What is sent first, what is sent again and again after it, and how many seconds are between."""


@dataclass
class Bronserver:
    """What the server has, how it misbehaves (per path, in order), and what it was asked."""

    bestanden: dict[str, bytes]
    storingen: dict[str, list[Storing]] = field(default_factory=dict)
    gewijzigd: datetime = datetime(2020, 1, 1, tzinfo=UTC)
    met_etag: bool = True
    gevraagd: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    verzonden: int = 0
    dicht: bool = False
    url: str = ""

    def paden(self) -> list[str]:
        """The paths asked, in order."""
        return [pad for pad, _ in self.gevraagd]


def uit_data(data: Path) -> dict[str, bytes]:
    """The official files of one act in the layout of the repository."""
    map_ = data / "java-wetten-nl" / DHW
    bestanden = {f"/bwb/{DHW}/manifest.xml": (map_ / "manifest.xml").read_bytes()}
    for pad in map_.glob(f"{DHW}_*.xml"):
        label = pad.stem.removeprefix(f"{DHW}_")
        bestanden[f"/bwb/{DHW}/{label}/xml/{pad.name}"] = pad.read_bytes()
    return bestanden


def tekstpad(label: str) -> str:
    """The path of one version of the act."""
    return f"/bwb/{DHW}/{label}/xml/{DHW}_{label}.xml"


@dataclass
class Nepklok:
    """A clock that moves only when someone sleeps."""

    seconden: float = 0.0
    geslapen: list[float] = field(default_factory=list)
    vandaag: datetime = datetime(2026, 11, 21, 12, tzinfo=UTC)

    def slaap(self, duur: float) -> None:
        """Sleep at once."""
        self.geslapen.append(duur)
        self.seconden += duur

    def tijd(self) -> Tijd:
        """The clock as the client wants it."""
        return Tijd(nu=lambda: self.vandaag, tik=lambda: self.seconden, slaap=self.slaap)


@contextmanager
def draai(server: Bronserver) -> Iterator[Bronserver]:
    """Run the server in the background until the block ends."""

    class Afhandeling(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

        def do_GET(self) -> None:
            """Answer one request."""
            koppen = {naam.lower(): waarde for naam, waarde in self.headers.items()}
            server.gevraagd.append((self.path, koppen))
            wachtrij = server.storingen.get(urlsplit(self.path).path, [])
            storing = wachtrij.pop(0) if wachtrij else Storing()
            inhoud = server.bestanden.get(self.path, server.bestanden.get(urlsplit(self.path).path))
            if storing.inhoud is not None:
                inhoud = storing.inhoud
            if storing.zonder_eind is not None:
                self._zonder_eind(*storing.zonder_eind)
            elif storing.status is not None:
                self._stuur(storing.status, inhoud if storing.inhoud is not None else b"", storing.koppen)
            elif inhoud is None:
                self._stuur(404, b"niet gevonden", {})
            else:
                self._bestand(inhoud, koppen, storing)

        def _zonder_eind(self, eerst: bytes, steeds: bytes, tussen: float) -> None:
            self.close_connection = True
            with suppress(OSError):
                self.wfile.write(eerst)
                while not server.dicht:
                    self.wfile.write(steeds)
                    self.wfile.flush()
                    server.verzonden += len(steeds)
                    time.sleep(tussen)

        def _bestand(self, inhoud: bytes, koppen: dict[str, str], storing: Storing) -> None:
            etag = f'"{hashlib.sha256(inhoud).hexdigest()[:16]}"' if server.met_etag else ""
            uit = {"Last-Modified": format_datetime(server.gewijzigd, usegmt=True), **storing.koppen}
            if etag:
                uit["ETag"] = etag
            if koppen.get("if-none-match", "?") == etag or self._niet_veranderd(koppen, etag):
                self._stuur(304, b"", uit)
                return
            bereik = koppen.get("range", "")
            geldig = koppen.get("if-range") in (None, etag, uit["Last-Modified"]) or storing.negeer_if_range
            if bereik and geldig:
                begin = int(bereik.removeprefix("bytes=").rstrip("-"))
                if begin >= len(inhoud):
                    self._stuur(416, b"", {"Content-Range": f"bytes */{len(inhoud)}"})
                    return
                uit["Content-Range"] = f"bytes {begin}-{len(inhoud) - 1}/{len(inhoud)}"
                self._stuur(206, inhoud[begin:], uit, storing.breek)
            else:
                self._stuur(200, inhoud, uit, storing.breek)

        def _niet_veranderd(self, koppen: dict[str, str], etag: str) -> bool:
            sinds = koppen.get("if-modified-since")
            if sinds is None or ("if-none-match" in koppen and etag):
                return False
            return parsedate_to_datetime(sinds) >= server.gewijzigd

        def _stuur(self, status: int, inhoud: bytes, koppen: dict[str, str], breek: int | None = None) -> None:
            self.send_response(status)
            for naam, waarde in koppen.items():
                self.send_header(naam, waarde)
            self.send_header("Content-Length", str(len(inhoud)))
            self.end_headers()
            deel = inhoud if breek is None else inhoud[:breek]
            if status != 304:
                self.wfile.write(deel)
                server.verzonden += len(deel)
            if breek is not None:
                self.wfile.flush()
                self.close_connection = True

    http = ThreadingHTTPServer(("127.0.0.1", 0), Afhandeling)
    http.daemon_threads = True
    draad = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    draad.start()
    server.url = f"http://127.0.0.1:{http.server_address[1]}"
    try:
        yield server
    finally:
        server.dicht = True
        http.shutdown()
        http.server_close()
        draad.join(5)
