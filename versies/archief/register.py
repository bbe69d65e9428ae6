"""The index: an SQLite file beside the repository that answers questions about time at once.

It holds nothing that is not in the repository and knows from which commit it was made. After a write the lines of the new
deliveries are added to a copy of it (a line is never rewritten, see :mod:`versies.tijd.aanvullen`); it is made anew
whenever it is damaged or the deliveries in it are not the first ones of the archive. Either way the new one replaces the
old one as a whole, so that a reader is never in the way of a writer, or the reverse.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from verordening.bevinding import Geweigerd

if TYPE_CHECKING:
    from versies.tijd.toestand import Regel, Tijdlijn

__all__ = ["Antwoord", "Register", "bladen_in", "bouw", "vul_aan"]

_VERSIE = 2
_NIET_IN_WERKING = "niet in werking"
"""Value of ``Inhoud.NIET_IN_WERKING``; not imported, as the whole model of time would come with it."""

_SCHEMA = """
CREATE TABLE gegeven (naam TEXT PRIMARY KEY, waarde TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE regel (
  werk TEXT NOT NULL, volgorde INTEGER NOT NULL, ontvangen_op TEXT NOT NULL, bekend_op TEXT NOT NULL,
  werkend_vanaf TEXT NOT NULL, geldig_vanaf TEXT NOT NULL, inhoud TEXT NOT NULL, versie TEXT NOT NULL,
  doelen TEXT NOT NULL, samenloop TEXT NOT NULL, PRIMARY KEY (werk, volgorde)) WITHOUT ROWID;
CREATE TABLE tekst (versie TEXT PRIMARY KEY, werk TEXT NOT NULL, pad TEXT NOT NULL, inhoud TEXT NOT NULL) WITHOUT ROWID;
"""

_VRAAG = """
SELECT r.inhoud, r.versie, r.werkend_vanaf, r.geldig_vanaf, r.bekend_op, r.doelen, r.samenloop, t.pad, t.inhoud
FROM regel r LEFT JOIN tekst t ON t.versie = r.versie
WHERE r.werk = ?1 AND r.geldig_vanaf <= ?2 AND r.bekend_op <= ?3 AND r.werkend_vanaf <= max(?2, ?3)
ORDER BY r.volgorde DESC LIMIT 1
"""
_PER_TABEL = {
    "gegeven": "SELECT * FROM gegeven ORDER BY 1",
    "regel": "SELECT * FROM regel ORDER BY 1, 2",
    "tekst": "SELECT * FROM tekst ORDER BY 1",
}


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What held on a day. ``versie``, ``pad`` and ``inhoud_id`` are empty when the text is not known (samenloop)."""

    werk: str
    op: date
    bekend: date
    versie: str
    juridisch_werkend_vanaf: date
    geldig_vanaf: date
    bekend_op: date
    doelen: tuple[str, ...]
    samenloop: tuple[str, ...]
    pad: str
    inhoud_id: str


class Register:
    """An index that is open for reading.

    Args:
        pad: the SQLite file.
        hoofd: identifier of the commit that it must have been made from.

    Raises:
        Geweigerd: absent, damaged, of another make, or made from another commit: build it anew.
    """

    def __init__(self, pad: Path, hoofd: str) -> None:
        try:
            if not pad.is_file():
                raise _past_niet(pad, "het bestand ontbreekt", "register-verouderd")
            self._db = sqlite3.connect(f"{pad.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            gegevens = dict(self._db.execute("SELECT naam, waarde FROM gegeven"))
        except sqlite3.Error as fout:
            raise _past_niet(pad, str(fout), "register-beschadigd") from fout
        if gegevens.get("hoofd") != hoofd or gegevens.get("versie") != str(_VERSIE):
            self._db.close()
            raise _past_niet(pad, "het hoort bij een andere stand", "register-verouderd")

    def sluit(self) -> None:
        """Close the file."""
        self._db.close()

    def werken(self) -> list[str]:
        """The regulations in the archive."""
        return [w for (w,) in self._db.execute("SELECT DISTINCT werk FROM regel ORDER BY werk")]

    def geldend(self, werk: str, op: date, bekend: date) -> Antwoord | None:
        """What held on ``op`` as known on ``bekend``; None when nothing did. Same rule as ``Tijdlijn.geldend``."""
        rij = self._db.execute(_VRAAG, (werk, op.isoformat(), bekend.isoformat())).fetchone()
        if rij is None or rij[0] == _NIET_IN_WERKING:
            return None
        _, versie, werkend, geldig, bekend_op, doelen, samenloop, pad, ident = rij
        return Antwoord(
            werk,
            op,
            bekend,
            versie,
            date.fromisoformat(werkend),
            date.fromisoformat(geldig),
            date.fromisoformat(bekend_op),
            tuple(json.loads(doelen)),
            tuple(json.loads(samenloop)),
            pad or "",
            ident or "",
        )

    def tekst(self, versie: str) -> tuple[str, str] | None:
        """(path, identifier of the contents) of a version."""
        rij = self._db.execute("SELECT pad, inhoud FROM tekst WHERE versie = ?", (versie,)).fetchone()
        return (rij[0], rij[1]) if rij else None

    def inhoud(self) -> list[tuple[object, ...]]:
        """Everything in it, to compare with a fresh one."""
        uit: list[tuple[object, ...]] = []
        for tabel, vraag in _PER_TABEL.items():
            uit.extend((tabel, *rij) for rij in self._db.execute(vraag))
        return uit


Teksten = Iterable[tuple[str, str, str, str]]
"""(version, regulation, path, identifier of the contents)"""


def bouw(pad: Path, hoofd: str, lijnen: Iterable[Tijdlijn], teksten: Teksten, bladen: Sequence[str] = ()) -> None:
    """Make an index, beside its place, and put it there in one step.

    Args:
        pad: where it must stand. hoofd: the commit that it is made from.
        lijnen: timelines. teksten: where the texts of versions are.
        bladen: identifier of the contents of every delivery, in order.

    Raises:
        Geweigerd: the folder cannot be written.
    """
    with _vervangen(pad) as db:
        db.executescript(_SCHEMA)
        for lijn in lijnen:
            db.executemany(_REGEL_ERBIJ, _rijen(lijn.werk, 0, lijn.regels))
        _rond_af(db, hoofd, teksten, bladen)


def vul_aan(
    pad: Path,
    oud: bytes,
    hoofd: str,
    regels: Iterable[tuple[str, Sequence[Regel]]],
    teksten: Teksten,
    bladen: Sequence[str],
) -> None:
    """Put an index with more lines than an older one in its place, in one step. The result is what :func:`bouw` makes of all deliveries.

    Args:
        pad: where it must stand.
        oud: the older one, of which :func:`bladen_in` says how many deliveries are in it. Its bytes and not its path:
            another process may replace the file in between.
        regels: per delivery and regulation the new lines, as :func:`versies.tijd.aanvullen.nieuwe_regels` gives them.
        hoofd, teksten, bladen: as for :func:`bouw`, of all deliveries together.

    Raises:
        Geweigerd: the folder cannot be written.
    """
    with _vervangen(pad, oud) as db:
        for werk, erbij in regels:
            (begin,) = db.execute("SELECT coalesce(max(volgorde) + 1, 0) FROM regel WHERE werk = ?", (werk,)).fetchone()
            db.executemany(_REGEL_ERBIJ, _rijen(werk, begin, erbij))
        db.executescript("DELETE FROM gegeven; DELETE FROM tekst;")
        _rond_af(db, hoofd, teksten, bladen)


def bladen_in(oud: bytes, bladen: Sequence[str]) -> int:
    """How many deliveries are in an index that can be added to; 0 when it must be made anew.

    Args:
        oud: the bytes of the index.
        bladen: identifier of the contents of every delivery in the archive, in order.
    """
    try:
        with contextlib.closing(sqlite3.connect(":memory:")) as db:
            db.deserialize(oud)
            gegevens = dict(db.execute(_PER_TABEL["gegeven"]))
            aantal = int(gegevens.get("leveringen", 0))
            goed = (
                gegevens.get("versie") == str(_VERSIE)
                and gegevens.get("keten") == _keten(bladen[:aantal])
                and gegevens.get("som") == _som(db)
            )
            return aantal if goed and aantal <= len(bladen) else 0
    except (sqlite3.Error, ValueError, TypeError):  # damaged: made anew
        return 0


_REGEL_ERBIJ = "INSERT INTO regel VALUES (?,?,?,?,?,?,?,?,?,?)"


@contextlib.contextmanager
def _vervangen(pad: Path, begin: bytes = b"") -> Iterator[sqlite3.Connection]:
    """A file beside the index that takes its place when all went well."""
    try:
        handvat, tijdelijk = tempfile.mkstemp(prefix=".register-", suffix=".tmp", dir=pad.parent)
        try:
            os.close(handvat)
            Path(tijdelijk).write_bytes(begin)
            with contextlib.closing(sqlite3.connect(tijdelijk)) as db, db:
                db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
                yield db
            Path(tijdelijk).replace(pad)
        finally:
            Path(tijdelijk).unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as fout:
        raise Geweigerd(
            f"het register is niet te schrijven ({fout})",
            plaats=str(pad),
            code="niet-schrijfbaar",
            advies="Controleer of de map schrijfbaar is en of er ruimte is.",
        ) from fout


def _rond_af(db: sqlite3.Connection, hoofd: str, teksten: Teksten, bladen: Sequence[str]) -> None:
    """The texts, and last what the index says of itself."""
    db.executemany("INSERT OR REPLACE INTO tekst VALUES (?,?,?,?)", teksten)
    gegevens = {
        "hoofd": hoofd,
        "versie": str(_VERSIE),
        "leveringen": str(len(bladen)),
        "keten": _keten(bladen),
        "som": _som(db),
    }
    db.executemany("INSERT INTO gegeven VALUES (?, ?)", gegevens.items())


def _keten(bladen: Sequence[str]) -> str:
    """One value for a row of deliveries."""
    return hashlib.sha256("\n".join(bladen).encode()).hexdigest()


def _som(db: sqlite3.Connection) -> str:
    """One value for all lines and texts: a damaged index is never added to."""
    som = hashlib.sha256()
    for tabel in ("regel", "tekst"):
        for rij in db.execute(_PER_TABEL[tabel]):
            som.update(repr(rij).encode())
    return som.hexdigest()


def _rijen(werk: str, begin: int, regels: Sequence[Regel]) -> Iterator[tuple[object, ...]]:
    """Lines that stand from newest to oldest as rows of the table, in which the newest has the highest number."""
    for nummer, regel in enumerate(reversed(regels), begin):
        t = regel.toestand
        yield (
            werk,
            nummer,
            str(regel.ontvangen_op),
            str(regel.bekend_op),
            str(t.juridisch_werkend_vanaf),
            str(t.geldig_vanaf),
            t.inhoud.value,
            t.versie,
            json.dumps(t.doelen),
            json.dumps(t.samenloop),
        )


def _past_niet(pad: Path, reden: str, code: str) -> Geweigerd:
    return Geweigerd(f"het register past niet bij het archief ({reden})", plaats=str(pad), code=code)
