"""The cache on disk: what was fetched from which address, stored under its own SHA-512.

``inhoud/<hash>``      the content; its name proves it
``adressen/<x>.json``  what an address gave last: hash, headers, moment
``deel/<x>``           the first part of a download that was broken off, with ``<x>.json`` saying of what

Content is moved into place first and the address is written after that, so a crash leaves the old state.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from verordening.bevinding import Bevinding, Geweigerd
from verordening.schijf import schrijf_atomair


@dataclass(frozen=True, slots=True)
class Bewaard:
    """What an address gave. Moments are ISO 8601 in UTC; header names are in lower case."""

    url: str
    sha512: str
    grootte: int
    koppen: dict[str, str]
    opgehaald_op: str
    gecontroleerd_op: str


@dataclass(frozen=True, slots=True)
class Deel:
    """The received first part of a file, and what the server said about the whole when it began."""

    pad: Path
    grootte: int
    koppen: dict[str, str]


def standaardmap() -> Path:
    """``VERORDENING_OPSLAG``, otherwise ``verordening`` in the cache folder of the user (XDG base directories)."""
    if eigen := os.environ.get("VERORDENING_OPSLAG"):
        return Path(eigen)
    xdg = Path(os.environ.get("XDG_CACHE_HOME") or "")
    return (xdg if xdg.is_absolute() else Path.home() / ".cache") / "verordening" / "bron"


def sha512_van(pad: Path) -> str:
    """The SHA-512 of a file as 128 hexadecimal digits.

    Raises:
        OSError: the file cannot be read.
    """
    with pad.open("rb") as bestand:
        return hashlib.file_digest(bestand, "sha512").hexdigest()


class Opslag:
    """The cache. Safe for several processes at once: a download holds a lock on its partial file."""

    def __init__(self, map_: Path | None = None) -> None:
        self.map = map_ if map_ is not None else standaardmap()

    def inhoud(self, sha512: str) -> Path:
        """Where the content with this hash is stored (present or not)."""
        return self.map / "inhoud" / sha512[:2] / sha512

    def zoek(self, url: str) -> tuple[Bewaard | None, tuple[Bevinding, ...]]:
        """What this address gave last, proven by its hash; damaged content is reported and counts as absent."""
        try:
            bewaard = Bewaard(**json.loads(self._adres(url).read_text("utf-8")))
            if bewaard.url == url and sha512_van(self.inhoud(bewaard.sha512)) == bewaard.sha512:
                return bewaard, ()
        except FileNotFoundError:
            return None, ()
        except (OSError, ValueError, TypeError, AttributeError):
            pass
        return None, (Bevinding.van("opslag-beschadigd", url, "", str(self._adres(url))),)

    def bewaar(self, bewaard: Bewaard, deel: Path | None = None) -> None:
        """Record what an address gave; *deel*, when given, becomes the content.

        Raises:
            Geweigerd: the cache cannot be written.
        """
        doel = self.inhoud(bewaard.sha512)
        with self._schrijfbaar():
            if deel is not None:
                doel.parent.mkdir(parents=True, exist_ok=True)
                deel.replace(doel)
                deel.with_suffix(".json").unlink(missing_ok=True)
            self._adres(bewaard.url).parent.mkdir(parents=True, exist_ok=True)
        inhoud = json.dumps(asdict(bewaard), ensure_ascii=False, indent=1) + "\n"
        schrijf_atomair(self._adres(bewaard.url), inhoud, intern=True)

    def deel(self, url: str) -> Deel | None:
        """The part of this address that an earlier attempt received, or None."""
        pad = self._deelpad(url)
        try:
            grootte = pad.stat().st_size
            gegevens = json.loads(pad.with_suffix(".json").read_text("utf-8"))
            if grootte > 0 and gegevens["url"] == url:
                return Deel(pad, grootte, {str(k): str(v) for k, v in gegevens["koppen"].items()})
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            pass
        return None

    def vergeet_deel(self, url: str) -> None:
        """Throw away a partial download."""
        for pad in (self._deelpad(url), self._deelpad(url).with_suffix(".json")):
            with contextlib.suppress(OSError):
                pad.unlink()

    @contextlib.contextmanager
    def schrijf_deel(self, url: str, koppen: Mapping[str, str], vanaf: int) -> Iterator[IO[bytes]]:
        """Open the partial file for writing from byte *vanaf*, alone.

        Raises:
            Geweigerd: the cache cannot be written, or another process is fetching the same address.
        """
        pad = self._deelpad(url)
        with self._schrijfbaar():
            pad.parent.mkdir(parents=True, exist_ok=True)
            with pad.open("ab") as bestand:
                _slot(bestand, pad, url)
                schrijf_atomair(pad.with_suffix(".json"), json.dumps({"url": url, "koppen": dict(koppen)}), intern=True)
                bestand.truncate(vanaf)
                yield bestand

    def _adres(self, url: str) -> Path:
        return self.map / "adressen" / f"{hashlib.sha256(url.encode()).hexdigest()}.json"

    def _deelpad(self, url: str) -> Path:
        return self.map / "deel" / f"{hashlib.sha256(url.encode()).hexdigest()}.deel"

    @contextlib.contextmanager
    def _schrijfbaar(self) -> Iterator[None]:
        try:
            yield
        except OSError as fout:
            raise Geweigerd.om("opslag-niet-schrijfbaar", str(self.map), fout=fout) from fout


def _slot(bestand: IO[bytes], pad: Path, url: str) -> None:
    """Lock the partial file for as long as it is open; on systems without file locks the hash is the only guard."""
    try:
        import fcntl
    except ImportError:
        return
    with contextlib.suppress(BlockingIOError, FileNotFoundError):
        fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(bestand.fileno()), pad.stat()):
            return  # otherwise it became content between opening and locking
    raise Geweigerd.om("al-bezig", url)
