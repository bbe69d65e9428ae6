"""HTTP: one request, one answer that is read in pieces.

With the standard library (see ``docs/besluiten/002-http.md``). It neither retries, waits nor caches: that is the work of
``ophalen``.
"""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

from verordening.bevinding import Geweigerd

if TYPE_CHECKING:
    from http.client import HTTPMessage, HTTPResponse
    from socket import socket
    from urllib.request import BaseHandler, OpenerDirector, Request

    from _typeshed import WriteableBuffer

_LUS = ("127.0.0.1", "::1", "localhost")
_STILTE = 30.0
"""Seconds of silence after which the connection counts as lost."""


class Verbroken(Exception):
    """The connection could not be made or was lost.

    Args:
        reden: Dutch where known, otherwise what the system says.
        blijvend: True when trying again at once is no use (unknown server, refused, wrong certificate, no network).
    """

    def __init__(self, reden: str, *, blijvend: bool = False) -> None:
        self.reden = reden
        self.blijvend = blijvend
        super().__init__(reden)


@dataclass(frozen=True)
class Antwoord:
    """An answer: status, headers (names in lower case), final address, and a reader of at most n bytes (b"" = end)."""

    status: int
    koppen: Mapping[str, str]
    url: str
    lees: Callable[[int], bytes]


def keur_adres(url: str) -> str:
    """Return *url* when it may be asked: https, or http on this computer itself.

    >>> keur_adres("https://voorbeeld.nl/a")
    'https://voorbeeld.nl/a'

    Raises:
        Geweigerd: anything else, so that neither a setting nor a redirect can lead to files or to an open connection.
    """
    try:
        delen = urlsplit(url)
        thuis = delen.hostname in _LUS
        _ = delen.port
    except ValueError:
        raise Geweigerd.om("adres-onjuist", url=url[:80]) from None
    leesbaar = url.isascii() and url.isprintable() and " " not in url
    veilig = delen.scheme == "https" or (delen.scheme == "http" and thuis)
    if not leesbaar or not veilig or not delen.hostname or delen.username:
        raise Geweigerd.om("adres-geweigerd", url=url[:80])
    return url


@contextlib.contextmanager
def vraag(url: str, koppen: Mapping[str, str], duur: float) -> Iterator[Antwoord]:
    """Ask for *url*; any HTTP status is an answer. Follows redirects to allowed addresses and honours the proxy of the system.

    Args:
        duur: seconds that everything together may take, redirects and the whole body included.

    Raises:
        Verbroken: no connection, or lost (also from ``Antwoord.lees``).
        Geweigerd: the address is not allowed.
    """
    from http.client import HTTPException
    from urllib.request import Request

    verzoek = Request(keur_adres(url), headers=dict(koppen))
    if duur <= 0:
        raise _verbroken(TimeoutError())
    try:
        opener = _opener(duur, thuis=urlsplit(url).hostname in _LUS)
        antwoord = opener.open(verzoek, timeout=min(_STILTE, duur))
    except (OSError, HTTPException) as fout:
        raise _verbroken(fout) from fout

    def lees(aantal: int) -> bytes:
        try:
            return antwoord.read(aantal)
        except (OSError, HTTPException, ValueError) as fout:
            raise _verbroken(fout) from fout

    with antwoord:
        namen = {naam.lower(): waarde for naam, waarde in antwoord.headers.items()}
        yield Antwoord(antwoord.status, namen, antwoord.url, lees)


class _TotEind(io.RawIOBase):
    """What a server sends, until a moment: who sends a byte now and then is not waited for any longer than who is silent."""

    def __init__(self, sok: socket, einde: float) -> None:
        self._sok, self._einde, self._stil = sok, einde, sok.gettimeout()
        self._binnen = sok.makefile("rb", buffering=0)

    def readable(self) -> bool:
        """It is only read."""
        return True

    def readinto(self, plek: WriteableBuffer) -> int | None:
        """The next bytes.

        Raises:
            TimeoutError: too late, or silence.
        """
        rest = self._einde - time.monotonic()
        if rest <= 0:
            raise TimeoutError
        self._sok.settimeout(min(rest, self._stil or rest))
        return self._binnen.readinto(plek)

    def close(self) -> None:
        """Let go of the connection."""
        self._binnen.close()
        super().close()


def begrensd(duur: float) -> tuple[BaseHandler, ...]:
    """For an opener of ``urllib``: connections of which all answers together are in within so many seconds from now."""
    from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
    from urllib.request import HTTPHandler, HTTPSHandler

    einde = time.monotonic() + duur

    class Begrensd(HTTPResponse):
        def __init__(
            self, sock: socket, debuglevel: int = 0, method: str | None = None, url: str | None = None
        ) -> None:
            super().__init__(sock, debuglevel, method, url)
            self.fp.close()
            self.fp = io.BufferedReader(_TotEind(sock, einde))

    class Open(HTTPConnection):
        response_class = Begrensd

    class Veilig(HTTPSConnection):
        response_class = Begrensd

    class Http(HTTPHandler):
        def http_open(self, req: Request) -> HTTPResponse:
            return self.do_open(Open, req)

    class Https(HTTPSHandler):
        def https_open(self, req: Request) -> HTTPResponse:
            return self.do_open(Veilig, req)

    return Http(), Https()


def _opener(duur: float, *, thuis: bool) -> OpenerDirector:
    from urllib.request import HTTPErrorProcessor, HTTPRedirectHandler, ProxyHandler, build_opener

    class Omleiding(HTTPRedirectHandler):
        def redirect_request(
            self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
        ) -> Request | None:
            return super().redirect_request(req, fp, code, msg, headers, keur_adres(newurl))

    class Antwoorden(HTTPErrorProcessor):
        def http_response(self, request: Request, response: HTTPResponse) -> HTTPResponse:
            if response.status in (301, 302, 303, 307, 308):
                return super().http_response(request, response)
            return response  # every other status is an answer, not an exception

        https_response = http_response

    # A proxy cannot reach this computer's own loopback.
    proxy = [ProxyHandler({})] if thuis else []
    return build_opener(Omleiding, Antwoorden, *begrensd(duur), *proxy)


def _verbroken(fout: BaseException) -> Verbroken:
    """The cause in a few words, Dutch where it is one of the usual ones."""
    import errno
    import socket
    import ssl
    from http.client import HTTPException
    from urllib.error import HTTPError

    oorzaak = getattr(fout, "reason", fout)
    if isinstance(oorzaak, ssl.SSLCertVerificationError):
        return Verbroken("het certificaat van de server klopt niet", blijvend=True)
    if isinstance(oorzaak, socket.gaierror):
        return Verbroken("de naam van de server is niet te vinden", blijvend=True)
    if isinstance(oorzaak, ConnectionRefusedError):
        return Verbroken("de verbinding wordt geweigerd", blijvend=True)
    if isinstance(oorzaak, OSError) and oorzaak.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH):
        return Verbroken("het netwerk is niet bereikbaar", blijvend=True)
    if isinstance(fout, HTTPError):
        return Verbroken("de server verwijst door naar een adres dat niet te volgen is", blijvend=True)
    if isinstance(oorzaak, TimeoutError):
        return Verbroken("de server antwoordt niet op tijd")
    if isinstance(oorzaak, ConnectionError | HTTPException):
        return Verbroken("de verbinding is verbroken")
    return Verbroken(str(getattr(oorzaak, "strerror", None) or oorzaak or type(fout).__name__))
