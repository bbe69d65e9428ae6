"""HTTP behind a small interface: one request, one answer that is read in pieces.

:class:`UrllibVervoer` uses the standard library (see ``docs/besluiten/002-http.md``); :class:`VervoerInGeheugen` is
its twin for tests. Neither retries, waits or caches: that is the work of ``ophalen``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from verordening.bevinding import Geweigerd

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

_LUS = ("127.0.0.1", "::1", "localhost")


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


class Vervoer(Protocol):
    """One GET request."""

    def vraag(self, url: str, koppen: Mapping[str, str]) -> contextlib.AbstractContextManager[Antwoord]:
        """Ask for *url*; any HTTP status is an answer.

        Raises:
            Verbroken: no connection, or lost (also from ``Antwoord.lees``).
            Geweigerd: the address is not allowed.
        """
        ...


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


class UrllibVervoer:
    """Requests through ``urllib``; follows redirects to allowed addresses and honours the proxy settings of the system.

    Args:
        tijdslimiet: seconds of silence after which the connection counts as lost.
    """

    def __init__(self, tijdslimiet: float = 30.0) -> None:
        self.tijdslimiet = tijdslimiet

    @contextlib.contextmanager
    def vraag(self, url: str, koppen: Mapping[str, str]) -> Iterator[Antwoord]:
        """See :class:`Vervoer`."""
        from http.client import HTTPException
        from urllib.request import Request

        verzoek = Request(keur_adres(url), headers=dict(koppen))
        try:
            antwoord = _opener(thuis=urlsplit(url).hostname in _LUS).open(verzoek, timeout=self.tijdslimiet)
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


def _opener(*, thuis: bool) -> OpenerDirector:
    from urllib.request import HTTPErrorProcessor, HTTPRedirectHandler, ProxyHandler, build_opener

    class Omleiding(HTTPRedirectHandler):
        def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
            return super().redirect_request(req, fp, code, msg, headers, keur_adres(newurl))

    class Antwoorden(HTTPErrorProcessor):
        def http_response(self, request: Any, response: Any) -> Any:
            if response.status in (301, 302, 303, 307, 308):
                return super().http_response(request, response)
            return response  # every other status is an answer, not an exception

        https_response = http_response

    # A proxy cannot reach this computer's own loopback.
    proxy = [ProxyHandler({})] if thuis else []
    return build_opener(Omleiding, Antwoorden, *proxy)


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


@dataclass
class VervoerInGeheugen:
    """The twin for tests: files in a dictionary, and a log of what was asked.

    Args:
        bestanden: address to content. Anything else is answered with 404.
        koppen: headers to add per address.

    >>> with VervoerInGeheugen({"https://x.nl/a": b"tekst"}).vraag("https://x.nl/a", {}) as antwoord:
    ...     antwoord.status, antwoord.lees(10)
    (200, b'tekst')
    """

    bestanden: dict[str, bytes]
    koppen: dict[str, dict[str, str]] = field(default_factory=dict)
    gevraagd: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @contextlib.contextmanager
    def vraag(self, url: str, koppen: Mapping[str, str]) -> Iterator[Antwoord]:
        """See :class:`Vervoer`."""
        self.gevraagd.append((keur_adres(url), dict(koppen)))
        inhoud = self.bestanden.get(url)
        extra = self.koppen.get(url, {})
        if inhoud is None:
            yield Antwoord(404, {}, url, BytesIO(b"").read)
        elif extra.get("etag") and koppen.get("If-None-Match") == extra["etag"]:
            yield Antwoord(304, extra, url, BytesIO(b"").read)
        else:
            yield Antwoord(200, {"content-length": str(len(inhoud)), **extra}, url, BytesIO(inhoud).read)
