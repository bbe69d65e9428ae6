"""Files from folders, zip and tar archives, one after the other: never all in memory, never more than a bound."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Self

from verordening.systeem import gezegd

MAX_BESTAND = 100_000_000
"""Largest file that is read, in bytes; a larger one is listed with its reason."""
_VERHOUDING = 200
"""Largest ratio between a file and its packed size: above it an archive is meant to harm."""
_BESCHADIGD = (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, lzma.LZMAError)
_GEEN_BRON = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".svg", ".css", ".js", ".py", ".html", ".json", ".lock", ".ds_store"}
)


@dataclass(frozen=True, slots=True)
class Bestand:
    """One file. ``naam`` is its path, for a file in an archive behind ``archive!``."""

    naam: str
    gegevens: bytes


@dataclass(frozen=True, slots=True)
class Gemist:
    """A file that could not be taken, with the reason in Dutch."""

    naam: str
    reden: str


def bestanden(paden: Iterable[Path]) -> Iterator[Bestand | Gemist]:
    """Every file that can hold a regulation, in the order of its name.

    Args:
        paden: files, folders (read with everything below), zip and tar archives.

    Yields:
        :class:`Bestand`, or :class:`Gemist` for what is unreadable, too large, or in a broken archive.
    """
    for pad in paden:
        if not pad.exists():
            yield Gemist(naam_van(pad), "dit bestand of deze map bestaat niet")
        elif pad.is_dir():
            yield from _map(pad)
        else:
            yield from _bestand(pad)


def naam_van(pad: Path | str) -> str:
    """A path as one line that can be stored: what is no sign of a text in the name of a file stands there as its code.

    >>> naam_van("wet\\udcff.md")
    'wet\\\\udcff.md'
    """
    naam = str(pad)
    return naam if naam.isprintable() else "".join(t if t.isprintable() else ascii(t)[1:-1] for t in naam)


def _map(pad: Path) -> Iterator[Bestand | Gemist]:
    """Everything below a folder; a folder that may not be opened, and a link that leads nowhere or to a folder, are listed."""
    fouten: list[OSError] = []
    gevonden: list[Path] = []
    for boven, mappen, namen in os.walk(pad, onerror=fouten.append):
        mappen[:] = [naam for naam in mappen if not naam.startswith(".")]
        gevonden += (Path(boven, n) for n in (*mappen, *namen) if not n.startswith(".") and Path(boven, n).is_symlink())
        gevonden += (
            p for n in namen if not n.startswith(".") and (p := Path(boven, n)).is_file() and not p.is_symlink()
        )
    for fout in fouten:
        yield Gemist(naam_van(fout.filename), f"de map is niet te lezen ({gezegd(fout)})")
    for kind in sorted(gevonden):
        if kind.is_file():
            yield from _bestand(kind)
        else:
            yield Gemist(
                naam_van(kind), "dit is een verwijzing naar een map of naar iets dat er niet is; zij is niet gevolgd"
            )


def _bestand(pad: Path) -> Iterator[Bestand | Gemist]:
    naam = naam_van(pad)
    try:
        if pad.name.lower().endswith((".tar", ".tgz", ".tar.gz", ".tar.xz", ".tar.bz2")):
            yield from _tar(pad)
        elif pad.suffix.lower() == ".zip":
            yield from _zip(pad)
        elif pad.suffix.lower() in _GEEN_BRON:
            return
        elif pad.stat().st_size > MAX_BESTAND:
            yield Gemist(naam, _te_groot(pad.stat().st_size))
        else:
            yield Bestand(naam, pad.read_bytes())
    except OSError as fout:
        yield Gemist(naam, f"het bestand is niet te lezen ({gezegd(fout)})")
    except zipfile.BadZipFile:
        yield Gemist(
            naam, "het archief is beschadigd of niet heel: zijn lijst van bestanden mist; er is niets uit gelezen"
        )
    except _BESCHADIGD:
        yield Gemist(naam, "het archief is beschadigd of niet heel; wat ervoor staat is gelezen")


def _te_groot(omvang: int) -> str:
    return f"het bestand is te groot ({omvang:,} bytes; hoogstens {MAX_BESTAND:,})".replace(",", ".")


def _zip(pad: Path) -> Iterator[Bestand | Gemist]:
    with zipfile.ZipFile(pad) as archief:
        for lid in sorted(archief.infolist(), key=lambda i: i.filename):
            naam = naam_van(f"{pad}!{lid.filename}")
            if lid.filename.endswith("/") or PurePosixPath(lid.filename).suffix.lower() in _GEEN_BRON:
                continue
            if lid.file_size > MAX_BESTAND:
                yield Gemist(naam, _te_groot(lid.file_size))
            elif lid.file_size > _VERHOUDING * max(lid.compress_size, 1):
                yield Gemist(naam, "het bestand is verdacht sterk ingepakt")
            else:
                yield _lid(archief, lid, naam)


def _lid(archief: zipfile.ZipFile, lid: zipfile.ZipInfo, naam: str) -> Bestand | Gemist:
    """One file of a zip: its directory says where each stands, so that a broken one does not take the next ones along."""
    try:
        return Bestand(naam, archief.read(lid))
    except RuntimeError:
        return Gemist(naam, "het bestand in het archief heeft een wachtwoord, of is op een onbekende manier ingepakt")
    except (*_BESCHADIGD, OSError):
        return Gemist(naam, "het bestand in het archief is beschadigd")


def _uitgepakt(pad: Path) -> io.BufferedIOBase:
    """The bytes of a tar; what packs it checks itself at the end."""
    soort = pad.suffix.lower()
    if soort in (".gz", ".tgz"):
        return gzip.open(pad)
    return lzma.open(pad) if soort == ".xz" else bz2.open(pad) if soort == ".bz2" else pad.open("rb")


class _Kop(tarfile.TarInfo):
    """A header that is broken ends the archive with an error; the library takes it for the end."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.HeaderError as fout:
            if type(fout).__name__ == "EOFHeaderError":  # het gewone einde
                raise
            raise tarfile.ReadError(str(fout)) from fout


def _tar(pad: Path) -> Iterator[Bestand | Gemist]:
    with _uitgepakt(pad) as stroom, tarfile.open(fileobj=stroom, mode="r|", tarinfo=_Kop) as archief:
        for lid in archief:
            if not lid.isfile() or PurePosixPath(lid.name).suffix.lower() in _GEEN_BRON:
                continue
            naam = naam_van(f"{pad}!{lid.name}")
            if lid.size > MAX_BESTAND:
                yield Gemist(naam, _te_groot(lid.size))
            elif (inhoud := archief.extractfile(lid)) is not None:
                yield Bestand(naam, inhoud.read())
        while stroom.read(1 << 20):  # aan het eind staat of alles klopt
            pass
