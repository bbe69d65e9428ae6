"""Polite fetching: at most two requests a second, conditional, resumable, with a bounded number of attempts.

Rules of HTTP: RFC 9110, conditional requests (13.1), ``Retry-After`` (10.2.3), ranges (14); ``If-Range`` takes a strong
ETag or else the date. A server error or a lost connection is tried again; a refusal (404 …) never.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn, TypeVar
from urllib.parse import urlsplit

from verordening.bevinding import Bevinding, Geweigerd
from wetgeving.bron.opslag import Bewaard, Deel, Opslag, sha512_van
from wetgeving.bron.vervoer import Antwoord, Verbroken, vraag

Voortgang = Callable[[str, int, int | None], None]
"""Called with what is being done, how many bytes have come in, and how many there will be (None: unknown)."""

T = TypeVar("T")
_STUK = 64 * 1024
_TUSSENTIJD = 0.5
"""Seconds between two requests: two a second."""
_MAX_WACHT = 120.0
"""The longest wait in seconds that a server may impose."""
_MAX_DUUR = 900.0
"""Seconds that one address may take, all attempts and waits together."""
LIMIET = 250_000_000
"""Largest accepted answer in bytes."""
_BEWAARDE_KOPPEN = ("etag", "last-modified", "date", "content-type", "content-length", "server")


@dataclass(frozen=True, slots=True)
class Tijd:
    """The clock of the fetcher, so that tests need not wait."""

    nu: Callable[[], datetime] = lambda: datetime.now(UTC)
    tik: Callable[[], float] = time.monotonic
    slaap: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Opgehaald:
    """A file in the cache, proven by its hash.

    Args:
        bewaard: address, hash, headers and moments.
        pad: where the content is.
        herkomst: ``net`` (fetched now), ``ongewijzigd`` (the server said that it had not changed), ``opslag`` (no
            request was made: the hash was already right, or there is no network).
        bevindingen: what happened on the way.
    """

    bewaard: Bewaard
    pad: Path
    herkomst: str
    bevindingen: tuple[Bevinding, ...] = ()

    def inhoud(self) -> bytes:
        """The content."""
        return self.pad.read_bytes()


class _Later(Exception):
    """The server asks to come back; *wacht* in seconds, None when it does not say when."""

    def __init__(self, reden: str, wacht: float | None) -> None:
        self.reden = reden
        self.wacht = wacht


class Ophaler:
    """Fetches addresses into the cache.

    Args:
        opslag: the cache.
        kenmerk: the User-Agent.
        tijd: the clock.
        pogingen: highest number of attempts per address.
        alleen_opslag: never use the network.
        voortgang: called while fetching and waiting.
    """

    def __init__(
        self,
        opslag: Opslag,
        kenmerk: str,
        *,
        tijd: Tijd | None = None,
        pogingen: int = 5,
        alleen_opslag: bool = False,
        voortgang: Voortgang | None = None,
    ) -> None:
        self.opslag = opslag
        self.kenmerk = kenmerk
        self.tijd = tijd or Tijd()
        self.pogingen = pogingen
        self.max_duur = _MAX_DUUR
        self.limiet = LIMIET
        self.alleen_opslag = alleen_opslag
        self.voortgang: Voortgang = voortgang or (lambda bericht, gedaan, totaal: None)
        self._vorige: float | None = None
        self._einde = 0.0

    def haal(self, url: str, sha512: str | None = None) -> Opgehaald:
        """Fetch a file, or prove that the cache still has it.

        Args:
            url: the address.
            sha512: the hash that the content must have, when known. Content in the cache with that hash is used without
                asking the server; other content is never returned.

        Raises:
            Geweigerd: not found, refused, no connection, wrong hash, too large, cache not writable.
        """
        bewaard, bevindingen = self.opslag.zoek(url)
        if bewaard and bewaard.sha512 == sha512:
            return Opgehaald(bewaard, self.opslag.inhoud(bewaard.sha512), "opslag", bevindingen)
        if sha512 is not None:
            bewaard = None  # other content is expected: "not modified" would not be an answer
        if self.alleen_opslag:
            if bewaard is None:
                raise _geen_net(url, "niet in de opslag, en het netwerk mag niet worden gebruikt")
            return Opgehaald(bewaard, self.opslag.inhoud(bewaard.sha512), "opslag", bevindingen)
        uitkomst = self._herkans(url, lambda: self._haal_eenmaal(url, bewaard, sha512))
        return replace(uitkomst, bevindingen=bevindingen)

    def vraag(self, url: str, goed: tuple[int, ...] = (200,)) -> bytes:
        """Ask without cache (search results).

        Args:
            url: the address.
            goed: the statuses whose body is an answer.

        Raises:
            Geweigerd: as :meth:`haal`.
        """
        if self.alleen_opslag:
            raise _geen_net(url, "zoeken kan niet zonder netwerk")

        def eenmaal() -> bytes:
            with self._verzoek(url, {}) as antwoord:
                if antwoord.status not in goed:
                    self._weiger(antwoord)
                self._keur_inpakking(url, antwoord)
                totaal = _getal(antwoord.koppen.get("content-length"))
                self._keur_grootte(url, totaal or 0)
                inhoud = bytearray()
                while stuk := antwoord.lees(_STUK):
                    inhoud += stuk
                    self._keur_grootte(url, len(inhoud))
                if totaal not in (None, len(inhoud)):
                    raise Verbroken("de verbinding is verbroken")
                return bytes(inhoud)

        return self._herkans(url, eenmaal)

    def _haal_eenmaal(self, url: str, bewaard: Bewaard | None, sha512: str | None) -> Opgehaald:
        deel = self.opslag.deel(url)
        koppen = _voorwaarden(bewaard, deel, sha512)
        hervat = "Range" in koppen
        with self._verzoek(url, koppen) as antwoord:
            if antwoord.status == 304 and bewaard and not hervat:
                bewaard = replace(bewaard, gecontroleerd_op=self._nu())
                self.opslag.bewaar(bewaard)
                return Opgehaald(bewaard, self.opslag.inhoud(bewaard.sha512), "ongewijzigd")
            if antwoord.status == 206 and hervat and deel and _sluit_aan(antwoord, deel):
                vanaf = deel.grootte
            elif antwoord.status == 200:
                vanaf = 0
            elif antwoord.status in (206, 416) and hervat:
                self.opslag.vergeet_deel(url)
                raise _Later("de server kan het afgebroken bestand niet aanvullen", 0.0)
            else:
                self._weiger(antwoord)
            return self._ontvang(url, antwoord, vanaf, deel, sha512)

    def _ontvang(self, url: str, antwoord: Antwoord, vanaf: int, deel: Deel | None, sha512: str | None) -> Opgehaald:
        """Write the body behind what is already there; complete when as long as announced."""
        self._keur_inpakking(url, antwoord)
        resterend = _getal(antwoord.koppen.get("content-length"))
        totaal = None if resterend is None else vanaf + resterend
        self._keur_grootte(url, totaal or 0)
        koppen = deel.koppen if deel and vanaf else _te_bewaren(antwoord.koppen)
        gedaan = vanaf
        with self.opslag.schrijf_deel(url, koppen, vanaf) as bestand:
            while stuk := antwoord.lees(_STUK):
                bestand.write(stuk)
                gedaan += len(stuk)
                self._keur_grootte(url, gedaan)
                self.voortgang(urlsplit(url).path.rsplit("/", 1)[-1], gedaan, totaal)
            bestand.flush()
            if totaal is not None and gedaan != totaal:
                raise Verbroken("de verbinding is verbroken")
            # Still inside the lock: nobody else may touch the part before it has become content.
            return self._leg_vast(url, antwoord, Path(bestand.name), sha512, hervat=vanaf > 0)

    def _leg_vast(self, url: str, antwoord: Antwoord, pad: Path, sha512: str | None, *, hervat: bool) -> Opgehaald:
        werkelijk = sha512_van(pad)
        grootte = pad.stat().st_size
        if sha512 is not None and werkelijk != sha512:
            self.opslag.vergeet_deel(url)
            if hervat:  # the two halves may come from different files: once more, from the start
                raise _Later("het aangevulde bestand klopt niet met de hash", 0.0)
            raise Geweigerd.om("hash-onjuist", url, sha512=sha512[:12], werkelijk=werkelijk[:12])
        nu = self._nu()
        bewaard = Bewaard(url, werkelijk, grootte, _te_bewaren(antwoord.koppen), nu, nu)
        self.opslag.bewaar(bewaard, pad)
        return Opgehaald(bewaard, self.opslag.inhoud(werkelijk), "net")

    def _verzoek(self, url: str, koppen: Mapping[str, str]) -> AbstractContextManager[Antwoord]:
        nu = self.tijd.tik()
        if self._vorige is not None and (rust := self._vorige + _TUSSENTIJD - nu) > 0:
            self.tijd.slaap(rust)
        self._vorige = self.tijd.tik()
        vast = {"User-Agent": self.kenmerk, "Accept": "*/*", "Accept-Encoding": "identity"}
        return vraag(url, {**vast, **koppen}, self._einde - self._vorige)

    def _herkans(self, url: str, actie: Callable[[], T]) -> T:
        reden, poging = "", 0
        self._einde = self.tijd.tik() + self.max_duur
        for poging in range(1, self.pogingen + 1):
            wacht: float | None = None
            try:
                return actie()
            except Verbroken as fout:
                reden = fout.reden
                if fout.blijvend:
                    raise _geen_net(url, f"geen verbinding met {urlsplit(url).hostname}: {reden}") from fout
            except _Later as later:
                reden, wacht = later.reden, later.wacht
            wacht = float(2 ** (poging - 1)) if wacht is None else wacht
            if wacht > _MAX_WACHT:
                raise Geweigerd.om("bron-bezet", url, reden=reden, wacht=f"{wacht:.0f}")
            if self.tijd.tik() + wacht >= self._einde:
                break
            if wacht and poging < self.pogingen:
                self.voortgang(f"{reden}; nieuwe poging over {wacht:.0f} s", 0, None)
                self.tijd.slaap(wacht)
        raise Geweigerd.om("ophalen-mislukt", url, pogingen=poging, reden=reden)

    def _weiger(self, antwoord: Antwoord) -> NoReturn:
        """Turn a status that is not an answer into a refusal, or into a later attempt."""
        status = antwoord.status
        if status in (429, 500, 502, 503, 504):
            raise _Later(f"de bron is bezet (HTTP {status})", _wachttijd(antwoord.koppen, self.tijd.nu()))
        if status in (404, 410):
            raise Geweigerd.om("niet-gevonden/bestaat-bron", antwoord.url)
        raise Geweigerd.om("bron-weigert", antwoord.url, status=status)

    def _keur_inpakking(self, url: str, antwoord: Antwoord) -> None:
        """Nothing is ever unpacked that a server packed: a little of it can be without end."""
        if antwoord.koppen.get("content-encoding", "identity").lower() not in ("", "identity"):
            raise Geweigerd.om("ingepakt", url)

    def _keur_grootte(self, url: str, aantal: int) -> None:
        if aantal > self.limiet:
            self.opslag.vergeet_deel(url)
            raise Geweigerd.om("te-groot/bestand-groter-grens", url, limiet=self.limiet)

    def _nu(self) -> str:
        return self.tijd.nu().astimezone(UTC).isoformat(timespec="seconds")


def _voorwaarden(bewaard: Bewaard | None, deel: Deel | None, sha512: str | None) -> dict[str, str]:
    """The headers that save work: the rest of a broken download, or nothing when unchanged."""
    if deel is not None:
        merk = _sterk_merk(deel.koppen)
        if merk or sha512 is not None:
            return {"Range": f"bytes={deel.grootte}-", **({"If-Range": merk} if merk else {})}
    if bewaard is None:
        return {}
    namen = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
    return {kop: bewaard.koppen[naam] for kop, naam in namen if bewaard.koppen.get(naam)}


def _sterk_merk(koppen: Mapping[str, str]) -> str:
    etag = koppen.get("etag", "")
    return etag if etag and not etag.startswith("W/") else koppen.get("last-modified", "")


def _sluit_aan(antwoord: Antwoord, deel: Deel) -> bool:
    """True when the rest begins where the part ends."""
    return antwoord.koppen.get("content-range", "").strip().startswith(f"bytes {deel.grootte}-")


def _wachttijd(koppen: Mapping[str, str], nu: datetime) -> float | None:
    """Seconds to wait according to ``Retry-After``: a number or a date."""
    from email.utils import parsedate_to_datetime

    tekst = koppen.get("retry-after", "").strip()
    if tekst.isdecimal():
        return float(tekst)
    try:
        moment = parsedate_to_datetime(tekst)
    except (ValueError, TypeError):
        return None
    return max(0.0, ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - nu).total_seconds())


def _te_bewaren(koppen: Mapping[str, str]) -> dict[str, str]:
    return {naam: koppen[naam] for naam in _BEWAARDE_KOPPEN if naam in koppen}


def _getal(tekst: str | None) -> int | None:
    return int(tekst) if tekst and tekst.strip().isdecimal() else None


def _geen_net(url: str, reden: str) -> Geweigerd:
    return Geweigerd(
        reden,
        plaats=url,
        advies="Controleer de internetverbinding, of geef een bestand op dat u al hebt.",
        code="geen-netwerk",
    )
