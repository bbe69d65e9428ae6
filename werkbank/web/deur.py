"""The gate: nothing reaches a page unless it comes from this computer's own browser, through the start of this workbench.

The rules stand in docs/besluiten/042-deur.md, in the order in which they are applied here. Cookies do not tell ports
apart and a page on another port of this computer counts as *same-site*; hence the exact ``Host`` and ``Origin``.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from contextlib import suppress
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEEST_PER_VERZOEK = 100 * 1024 * 1024
"""Bytes of one request, counted while they come in."""
_GELDIG = 60.0
"""Seconds that a key opens the door."""
_BELEID = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
KOPPEN = {
    "content-security-policy": _BELEID,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""On every answer, refusals included."""


class Sleutels:
    """One-time keys, as files that only this user can make or read: a second start of the same dossier opens the first.

    Args:
        map_: a folder of mode 0700.
    """

    def __init__(self, map_: Path) -> None:
        self.map = map_
        map_.mkdir(mode=0o700, parents=True, exist_ok=True)

    def maak(self) -> str:
        """A new key; on disk stands only its hash."""
        sleutel = secrets.token_urlsafe(32)
        self._pad(sleutel).touch(mode=0o600)
        return sleutel

    def neem(self, sleutel: str) -> bool:
        """Use a key: true once, and only within a minute."""
        pad = self._pad(sleutel)
        try:
            gemaakt = pad.stat().st_mtime
            pad.unlink()
        except OSError:
            return False
        return 0 <= time.time() - gemaakt <= _GELDIG

    def _pad(self, sleutel: str) -> Path:
        return self.map / hashlib.sha256(sleutel.encode()).hexdigest()


def melding(titel: str, uitleg: str, code: int) -> HTMLResponse:
    """A page of the gate itself: it knows nothing of the dossier."""
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{escape(titel)} – Werkbank</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><link rel="stylesheet" href="/vast/werkbank.css">'
        f'</head><body><main id="inhoud"><h1>{escape(titel)}</h1><p class="antwoord">{escape(uitleg)}</p></main></body></html>',
        code,
    )


class Deur:
    """ASGI middleware around the whole application.

    Args:
        app: what lies behind. poort: the port that this process listens on. sleutels: one-time keys.
    """

    def __init__(self, app: ASGIApp, poort: int, sleutels: Sleutels) -> None:
        self.app = app
        self.sleutels = sleutels
        self.hosts = {f"127.0.0.1:{poort}", f"localhost:{poort}"}
        self.naam = f"werkbank_{poort}"
        self.sessie = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on; every answer carries :data:`KOPPEN`."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def stuur(bericht: Message) -> None:
            if bericht["type"] == "http.response.start":
                koppen = MutableHeaders(scope=bericht)
                for naam, waarde in KOPPEN.items():
                    koppen[naam] = waarde
            await send(bericht)

        koppen = Headers(scope=scope)
        antwoord = self._voor(scope, koppen)
        if antwoord is not None:
            await antwoord(scope, receive, stuur)
        else:
            await self._door(scope, receive, stuur)

    def _voor(self, scope: Scope, koppen: Headers) -> HTMLResponse | None:
        """What the gate answers itself; None: pass on."""
        if _enige(koppen, "host") not in self.hosts:
            return melding("Deze naam hoort niet bij de werkbank", "Open de werkbank met haar eigen adres.", 421)
        if scope["path"] == "/open":
            return self._open(scope)
        if scope["path"].startswith("/vast/") and scope["method"] in ("GET", "HEAD"):
            return None if _van_hier(koppen) else _niet_van_hier()
        if not hmac.compare_digest(self._koekje(koppen).encode(), self.sessie.encode()):
            uitleg = (
                "Open de werkbank met de snelkoppeling, of met «verordening start». Een adres alleen is niet genoeg."
            )
            return melding("De werkbank is hier niet geopend", uitleg, 403)
        if scope["method"] not in ("GET", "HEAD"):
            eigen = f"http://{_enige(koppen, 'host')}"
            if _enige(koppen, "origin") != eigen or _enige(koppen, "sec-fetch-site") not in ("same-origin", ""):
                return _niet_van_hier()
            if _getal(_enige(koppen, "content-length")) > MEEST_PER_VERZOEK:
                return _te_groot()
            return None
        return None if _van_hier(koppen) else _niet_van_hier()

    def _open(self, scope: Scope) -> HTMLResponse:
        """Exchange a one-time key for the cookie, on a page that moves on: after a redirect from elsewhere a Strict
        cookie stays away."""
        sleutel = parse_qs(scope["query_string"].decode("latin-1")).get("sleutel", [""])[0]
        if scope["method"] != "GET" or not self.sleutels.neem(sleutel):
            uitleg = (
                "Een sleutel werkt één keer, en een minuut lang. Start de werkbank opnieuw: dan komt er een nieuwe."
            )
            return melding("Deze sleutel is al gebruikt of verlopen", uitleg, 403)
        antwoord = HTMLResponse(
            '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/">'
            '<link rel="icon" href="data:,"><title>Werkbank</title></head><body><main><h1>Werkbank</h1><p><a href="/">Ga verder</a></p></main></body></html>'
        )
        antwoord.set_cookie(self.naam, self.sessie, httponly=True, samesite="strict", path="/")
        return antwoord

    def _koekje(self, koppen: Headers) -> str:
        waarden = [
            w
            for kop in koppen.getlist("cookie")
            for n, _, w in (d.strip().partition("=") for d in kop.split(";"))
            if n == self.naam
        ]
        return waarden[0] if len(waarden) == 1 else ""

    async def _door(self, scope: Scope, receive: Receive, stuur: Send) -> None:
        """Pass on, counting what comes in; too much is cut off and refused, whatever the header said."""
        teller, begonnen = 0, False

        async def neem() -> Message:
            nonlocal teller
            bericht = await receive()
            teller += len(bericht.get("body", b""))
            return {"type": "http.disconnect"} if teller > MEEST_PER_VERZOEK else bericht

        async def geef(bericht: Message) -> None:
            nonlocal begonnen
            if teller <= MEEST_PER_VERZOEK or begonnen:
                begonnen = True
                await stuur(bericht)

        with suppress(ClientDisconnect):
            await self.app(scope, neem, geef)
        if teller > MEEST_PER_VERZOEK and not begonnen:
            await _te_groot()(scope, receive, stuur)


def _enige(koppen: Headers, naam: str) -> str:
    """The value of a header that may stand there once; with more of them, something that equals nothing."""
    waarden = koppen.getlist(naam)
    return waarden[0] if len(waarden) == 1 else "" if not waarden else "\0"


def _getal(waarde: str) -> int:
    return int(waarde) if waarde.isascii() and waarde.isdecimal() else 0


def _van_hier(koppen: Headers) -> bool:
    """Reading from another page is refused, unless the user goes here."""
    elders = _enige(koppen, "sec-fetch-site") in ("cross-site", "same-site", "\0")
    return not elders or _enige(koppen, "sec-fetch-mode") == "navigate"


def _niet_van_hier() -> HTMLResponse:
    return melding(
        "Dit verzoek komt niet van de werkbank zelf", "Er is niets gewijzigd. Ga naar de werkbank en doe het daar.", 403
    )


def _te_groot() -> HTMLResponse:
    uitleg = (
        "Samen mogen de bestanden 100 MB zijn, en elk 25 MB. Er is niets gelezen. Stuur minder of kleinere bestanden."
    )
    return melding("Dit is te veel in één keer", uitleg, 413)
