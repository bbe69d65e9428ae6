"""The index: an SQLite file beside the repository that finds the deliveries of one regulation, and its texts, at once.

It holds nothing that is not in the repository and knows from which commit it was made. What is law on a day is never
stored: it follows from the deliveries (:mod:`versies.tijd.tijdlijn`), of which the index gives those that touch a
regulation. After a write the new deliveries are added to a copy; the index is made anew whenever it is damaged or the
deliveries in it are not the first ones of the archive. Either way the new one replaces the old one as a whole, so that a
reader is never in the way of a writer, or the reverse.

A checksum over all its bytes stands in it. Who opens an index reads the whole file and tests that sum first: an index
that somebody changed, or that a disk damaged, never answers.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from verordening.bevinding import Geweigerd
from verordening.groepen import groepeer
from verordening.schijf import schrijf_atomair
from verordening.systeem import gezegd
from versies.archief import logboek
from versies.archief.zegel import LEEG, in_geheugen, is_heel, met_som
from versies.tijd.model import Intrekking, Uitwisseling, Versie, Voorwaarde, tellend_van
from versies.tijd.tijdlijn import Tijdlijn, sleutels
from versies.tijd.toestand import Inhoud

_VERSIE = 8
_HERSTEL = "herstel"
_WEG = 1 << 40
"""Number of a correction that is only thought of."""
_SCHEMA = """
CREATE TABLE gegeven (naam TEXT PRIMARY KEY, waarde TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE blad (nummer INTEGER PRIMARY KEY, ident TEXT NOT NULL, inhoud BLOB NOT NULL);
CREATE TABLE sleutel (sleutel TEXT NOT NULL, nummer INTEGER NOT NULL, PRIMARY KEY (sleutel, nummer)) WITHOUT ROWID;
CREATE INDEX sleutel_nummer ON sleutel (nummer);
CREATE TABLE werk (werk TEXT PRIMARY KEY, titel TEXT NOT NULL, onbekend INTEGER NOT NULL, nummers TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE besluit (nummer INTEGER NOT NULL, titel TEXT NOT NULL, bestand TEXT NOT NULL);
CREATE INDEX besluit_bestand ON besluit (bestand);
CREATE TABLE tekst (versie TEXT PRIMARY KEY, werk TEXT NOT NULL, pad TEXT NOT NULL, inhoud TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE bestand (pad TEXT PRIMARY KEY, inhoud TEXT NOT NULL) WITHOUT ROWID;
"""
_TABELLEN = ("gegeven", "blad", "sleutel", "werk", "besluit", "tekst", "bestand")


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
    pad: str = ""
    inhoud_id: str = ""


def antwoord_van(lijn: Tijdlijn, op: date, bekend: date) -> Antwoord | None:
    """What a timeline says of a day; None when nothing held."""
    t = lijn.geldend(op, bekend)
    if t is None:
        return None
    sinds = lijn.bekend_sinds(op, bekend) or t.juridisch_werkend_vanaf
    return Antwoord(
        lijn.werk, op, bekend, t.versie, t.juridisch_werkend_vanaf, t.geldig_vanaf, sinds, t.doelen, t.samenloop
    )


@dataclass(frozen=True)
class Blad:
    """A delivery as the index takes it in: its number from 1, the identifier of its contents, and those contents."""

    nummer: int
    ident: str
    inhoud: bytes

    @cached_property
    def bladzijde(self) -> logboek.Bladzijde:
        """The delivery."""
        return logboek.lees(self.inhoud, f"vastlegging {self.nummer}")


class Register:
    """An index that is open for reading.

    Args:
        db: the index in memory. hoofd: the commit that it was made from. boom: the files of that commit; None: as it says itself.
    """

    def __init__(self, db: sqlite3.Connection, hoofd: str, boom: Mapping[str, str] | None = None) -> None:
        self._db = db
        self.hoofd = hoofd
        self._boom = None if boom is None else dict(boom)

    @classmethod
    def leeg(cls) -> Register:
        """The index of an archive in which nothing was stored yet."""
        db = in_geheugen(b"")
        db.executescript(_SCHEMA)
        return cls(db, "")

    @classmethod
    def open(cls, pad: Path, hoofd: str) -> Register:
        """The index in a file.

        Args:
            pad: the SQLite file. hoofd: identifier of the commit that it must have been made from.

        Raises:
            Geweigerd: absent, unreadable, damaged, of another make, or made from another commit: build it anew.
        """
        try:
            if not pad.is_file():
                raise _past_niet(pad, "het bestand ontbreekt", "register-verouderd")
            inhoud = pad.read_bytes()
        except OSError as fout:
            raise _past_niet(pad, gezegd(fout), "register-onleesbaar") from fout
        if not is_heel(inhoud):
            raise _past_niet(pad, "de controlesom klopt niet", "register-beschadigd")
        try:
            db = in_geheugen(inhoud)
            gegevens = dict(db.execute("SELECT naam, waarde FROM gegeven"))
        except sqlite3.Error as fout:
            raise _past_niet(pad, str(fout), "register-beschadigd") from fout
        if gegevens.get("hoofd") != hoofd or gegevens.get("versie") != str(_VERSIE):
            db.close()
            raise _past_niet(pad, "het hoort bij een andere stand", "register-verouderd")
        return cls(db, hoofd)

    def sluit(self) -> None:
        """Close the file."""
        self._db.close()

    def werken(self) -> dict[str, str]:
        """The regulations in the archive, each with its title."""
        return dict(self._db.execute("SELECT werk, titel FROM werk ORDER BY werk"))

    def werken_met_samenloop(self) -> list[str]:
        """The regulations of which the text of some state is not known."""
        return [w for (w,) in self._db.execute("SELECT werk FROM werk WHERE onbekend ORDER BY werk")]

    def kernen(self) -> dict[str, str]:
        """Per regulation one value for all that the archive holds of it: deliveries, decisions, texts, corrections."""
        idents = dict(self._db.execute("SELECT nummer, ident FROM blad"))
        stukken = groepeer(
            (nummer, ident)
            for nummer, ident in self._db.execute(
                "SELECT nummer, inhoud FROM besluit JOIN bestand ON pad = bestand ORDER BY 1, 2"
            )
        )
        teksten = groepeer(
            (werk, ident) for werk, ident in self._db.execute("SELECT werk, inhoud FROM tekst ORDER BY versie")
        )
        uit = {}
        for werk, nummers in self._db.execute("SELECT werk, nummers FROM werk"):
            rijen = [(n, idents[n], stukken.get(n)) for n in map(int, nummers.split())]
            uit[werk] = hashlib.sha256(repr((rijen, teksten.get(werk))).encode()).hexdigest()
        return uit

    def lijn(self, werk: str, geregistreerd: date = date.max, zonder: int = 0) -> Tijdlijn | None:
        """The timeline of one regulation, as registered on a day; None when nothing of it was.

        Args:
            zonder: number of a delivery that is thought away.
        """
        return _lijn(self._db, werk, geregistreerd, zonder)

    def telt(self, nummer: int) -> bool:
        """Whether a delivery is there and counts."""
        bladen = {n: b.uitwisseling for n, b in _bladen(self._db, {_HERSTEL}, (), {})}
        eigen = self.blad(nummer)
        return eigen is not None and nummer in _geteld(bladen | {nummer: eigen}, date.max)

    def geldend(self, werk: str, op: date, bekend: date, geregistreerd: date = date.max) -> Antwoord | None:
        """What held on ``op`` as known on ``bekend``; None when nothing did."""
        lijn = self.lijn(werk, geregistreerd)
        antwoord = antwoord_van(lijn, op, bekend) if lijn else None
        if antwoord is None or not antwoord.versie:
            return antwoord
        pad, ident = self.tekst(antwoord.versie) or ("", "")
        velden = {n: getattr(antwoord, n) for n in Antwoord.__slots__} | {"pad": pad, "inhoud_id": ident}
        return Antwoord(**velden)

    def heeft_herstel(self) -> bool:
        """Whether some delivery corrects another."""
        return self._db.execute("SELECT 1 FROM sleutel WHERE sleutel = ?", (_HERSTEL,)).fetchone() is not None

    def besluiten(self) -> list[tuple[int, str, str]]:
        """(number of the delivery, title of the decision, its file or empty), in order."""
        return list(self._db.execute("SELECT nummer, titel, bestand FROM besluit ORDER BY nummer, bestand"))

    def blad(self, nummer: int) -> Uitwisseling | None:
        """One delivery by its number; None when there is no such number."""
        blad = _blad(self._db, nummer)
        return blad.bladzijde.uitwisseling if blad else None

    def laatste(self) -> Uitwisseling | None:
        """The last delivery."""
        (nummer,) = self._db.execute("SELECT coalesce(max(nummer), 0) FROM blad").fetchone()
        return self.blad(nummer)

    def versies(self, werk: str) -> set[str]:
        """Names of the stored texts of a regulation, corrected deliveries included."""
        return {v for (v,) in self._db.execute("SELECT versie FROM tekst WHERE werk = ?", (werk,))}

    def doelen(self) -> set[str]:
        """Names of all doelen."""
        rijen = self._db.execute("SELECT DISTINCT sleutel FROM sleutel WHERE sleutel LIKE 'doel %'")
        return {s.removeprefix("doel ") for (s,) in rijen}

    def tekst(self, versie: str) -> tuple[str, str] | None:
        """(path, identifier of the contents) of a version."""
        rij = self._db.execute("SELECT pad, inhoud FROM tekst WHERE versie = ?", (versie,)).fetchone()
        return (rij[0], rij[1]) if rij else None

    def boom(self) -> dict[str, str]:
        """Every file of the archive at that commit: path to identifier of the contents."""
        if self._boom is None:
            self._boom = dict(self._db.execute("SELECT pad, inhoud FROM bestand"))
        return self._boom

    def inhoud(self) -> list[tuple[object, ...]]:
        """Everything in it but the checksum, to compare with a fresh one."""
        return [(t, *rij) for t in _TABELLEN for rij in _rijen(self._db, t) if rij[0] != "som"]


def _rijen(db: sqlite3.Connection, tabel: str) -> Iterator[tuple[object, ...]]:
    assert tabel in _TABELLEN
    yield from db.execute(f"SELECT * FROM {tabel} ORDER BY 1, 2")


def _lijn(
    db: sqlite3.Connection,
    werk: str,
    geregistreerd: date = date.max,
    zonder: int = 0,
    bladen: Mapping[int, Uitwisseling] = MappingProxyType({}),
) -> Tijdlijn | None:
    """The timeline of a regulation from the deliveries that touch it; None when none counts.

    Args:
        bladen: those deliveries, when they were read already.
    """
    bladen = bladen or _rakend(db, werk)
    telt = _geteld(bladen, geregistreerd, zonder)
    raakt = [(n, u) for n, u in sorted(bladen.items()) if n in telt and (u.mutaties or u.uitvoeringen)]
    if not any(f"werk {werk}" in sleutels(u) for _, u in raakt):
        return None
    return Tijdlijn(werk, tuple(sorted(raakt, key=lambda r: (r[1].gemaakt_op, r[0]))))


def _rakend(
    db: sqlite3.Connection, werk: str, gelezen: Mapping[int, Blad] = MappingProxyType({})
) -> dict[int, Uitwisseling]:
    """The deliveries that touch a regulation: those that name it, its doelen, or what its doelen wait for; and corrections.

    Args:
        gelezen: deliveries that were read already, by number.
    """
    bladen = {n: b.uitwisseling for n, b in _bladen(db, {f"werk {werk}"}, (), gelezen)}
    doelen = {d for u in bladen.values() for d in _doelen(u, werk)}
    bladen |= {n: b.uitwisseling for n, b in _bladen(db, {f"doel {d}" for d in doelen}, bladen, gelezen)}
    voorwaarden = {
        f"voorwaarde {m.datum.naam}" for u in bladen.values() for m in u.stempels if isinstance(m.datum, Voorwaarde)
    }
    bladen |= {n: b.uitwisseling for n, b in _bladen(db, {*voorwaarden, _HERSTEL}, bladen, gelezen)}
    vreemd = {n for n, u in bladen.items() if u.herstelt}
    while eigen := {n for n in vreemd if bladen[n].herstelt in bladen.keys() - vreemd}:
        vreemd -= eigen
    return {n: u for n, u in bladen.items() if n not in vreemd}


def _geteld(bladen: Mapping[int, Uitwisseling], geregistreerd: date, zonder: int = 0) -> set[int]:
    """Numbers of the deliveries that count."""
    log = sorted(bladen.items())
    if zonder:
        log.append((_WEG, Uitwisseling(datetime(1, 1, 1, tzinfo=UTC), (), herstelt=zonder)))
    return {n for n, _ in tellend_van(log, geregistreerd)}


def _doelen(u: Uitwisseling, werk: str) -> set[str]:
    """The doelen on which a delivery has something for a regulation."""
    eigen = (m for m in u.mutaties if isinstance(m, (Versie, Intrekking)) and m.werk == werk)
    return {v.doel for v in u.uitvoeringen if v.werk == werk} | {doel for m in eigen for doel in m.doelen}


def _bladen(
    db: sqlite3.Connection, namen: set[str], al: Iterable[int], gelezen: Mapping[int, Blad]
) -> Iterator[tuple[int, logboek.Bladzijde]]:
    """The deliveries under some keys that are not among ``al``."""
    nummers: set[int] = set()
    for naam in namen:
        nummers.update(n for (n,) in db.execute("SELECT nummer FROM sleutel WHERE sleutel = ?", (naam,)))
    for nummer in sorted(nummers.difference(al)):
        if (blad := gelezen.get(nummer) or _blad(db, nummer)) is not None:
            yield nummer, blad.bladzijde


def _blad(db: sqlite3.Connection, nummer: int) -> Blad | None:
    """A delivery by its number; None when there is no such number."""
    rij = db.execute("SELECT ident, inhoud FROM blad WHERE nummer = ?", (nummer,)).fetchone()
    return Blad(nummer, rij[0], zlib.decompress(rij[1])) if rij else None


Teksten = Iterable[tuple[str, str, str, str]]
"""(version, regulation, path, identifier of the contents)"""


@dataclass(frozen=True, slots=True)
class Stand:
    """What an index is made from: the last commit, and every file of the archive at that commit."""

    hoofd: str
    boom: Mapping[str, str]


def schrijf_register(
    pad: Path, stand: Stand, nieuw: Sequence[Blad], teksten: Teksten, titels: dict[str, str], vorig: Vorig | None = None
) -> Register:
    """Put an index in its place in one step: an older one with deliveries added, or a new one. It is open for reading.

    Args:
        pad: where it must stand. stand: the commit that it is made from, with its files.
        nieuw: the deliveries that are not in the older one yet, in order.
        teksten: the texts of those deliveries. titels: titles of the regulations in them. vorig: the older one.

    Raises:
        Geweigerd: the folder cannot be written.
    """
    eerder = vorig.db if vorig is not None else None
    had = vorig.boom if vorig is not None and eerder is not None else {}
    db = eerder or in_geheugen(b"")
    try:
        if eerder is None:
            db.executescript(_SCHEMA)
        _vul(db, nieuw, titels)
        db.executemany("INSERT OR REPLACE INTO tekst VALUES (?,?,?,?)", teksten)
        bladen = [ident for (ident,) in db.execute("SELECT ident FROM blad ORDER BY nummer")]
        gegevens = {
            "hoofd": stand.hoofd,
            "versie": str(_VERSIE),
            "leveringen": str(len(bladen)),
            "keten": _keten(bladen),
            "som": LEEG.decode(),
        }
        db.executemany("DELETE FROM bestand WHERE pad = ?", [(pad,) for pad in had.keys() - stand.boom.keys()])
        anders = sorted((pad, ident) for pad, ident in stand.boom.items() if had.get(pad) != ident)
        db.executemany("INSERT OR REPLACE INTO bestand VALUES (?, ?)", anders)
        db.executemany("INSERT OR REPLACE INTO gegeven VALUES (?, ?)", gegevens.items())
        db.commit()
        schrijf_atomair(pad, met_som(db.serialize()), intern=True, als=pad.parent)
    except (Geweigerd, sqlite3.Error) as fout:
        db.close()
        reden = fout.reden if isinstance(fout, Geweigerd) else fout
        raise Geweigerd.om("register-niet-schrijfbaar/register-schrijven", str(pad), fout=reden) from fout
    return Register(db, stand.hoofd, stand.boom)


def _vul(db: sqlite3.Connection, nieuw: Sequence[Blad], titels: dict[str, str]) -> None:
    """Take deliveries in, and work out anew what they touch."""
    geraakt: set[str] = set()
    for blad in nieuw:
        u = blad.bladzijde.uitwisseling
        namen = sleutels(u) | ({_HERSTEL} if u.herstelt else set())
        db.execute("INSERT INTO blad VALUES (?, ?, ?)", (blad.nummer, blad.ident, zlib.compress(blad.inhoud)))
        db.executemany("INSERT INTO sleutel VALUES (?, ?)", [(naam, blad.nummer) for naam in sorted(namen)])
        db.execute("INSERT INTO besluit VALUES (?, ?, ?)", (blad.nummer, u.besluit, u.stuk or _eigen_bestand(db, u)))
        geraakt |= _geraakt(db, u, namen)
    gelezen = {blad.nummer: blad for blad in nieuw}
    for werk in sorted(geraakt):
        _werk_bij(db, werk, titels, gelezen)


def _eigen_bestand(db: sqlite3.Connection, u: Uitwisseling) -> str:
    """The file of a decision in a delivery that does not say which: the first that no earlier delivery had."""
    for v in u.uitvoeringen:
        if db.execute("SELECT 1 FROM besluit WHERE bestand = ?", (v.bestand,)).fetchone() is None:
            return v.bestand
    return ""


def _geraakt(db: sqlite3.Connection, u: Uitwisseling, namen: set[str]) -> set[str]:
    """The regulations whose states a delivery can change."""
    verwant, doelwit = set(namen), u.herstelt
    while doelwit:  # a correction of a correction touches what the first one touched
        verwant |= {s for (s,) in db.execute("SELECT sleutel FROM sleutel WHERE nummer = ?", (doelwit,))}
        blad = _blad(db, doelwit)
        eerder = blad.bladzijde.uitwisseling.herstelt if blad else 0
        doelwit = eerder if eerder < doelwit else 0
    verwant.discard(_HERSTEL)
    for voorwaarde in (s for s in tuple(verwant) if s.startswith("voorwaarde ")):  # through the doelen that wait for it
        verwant |= _samen_met(db, voorwaarde, "doel ")
    uit = {s.removeprefix("werk ") for s in verwant if s.startswith("werk ")}
    for sleutel in (s for s in verwant if not s.startswith("werk ")):
        uit |= {s.removeprefix("werk ") for s in _samen_met(db, sleutel, "werk ")}
    return uit


def _samen_met(db: sqlite3.Connection, sleutel: str, soort: str) -> set[str]:
    """The keys of a kind that some delivery names beside this one."""
    rijen = db.execute(
        "SELECT DISTINCT b.sleutel FROM sleutel a JOIN sleutel b ON a.nummer = b.nummer "
        "WHERE a.sleutel = ? AND b.sleutel LIKE ?",
        (sleutel, f"{soort}%"),
    )
    return {s for (s,) in rijen}


def _werk_bij(db: sqlite3.Connection, werk: str, titels: dict[str, str], gelezen: Mapping[int, Blad]) -> None:
    bladen = _rakend(db, werk, gelezen)
    lijn = _lijn(db, werk, bladen=bladen) if bladen else None
    if lijn is None:
        db.execute("DELETE FROM werk WHERE werk = ?", (werk,))
        return
    onbekend = any(t.inhoud in (Inhoud.SAMENLOOP, Inhoud.ONBEKEND) for t in lijn.stand.toestanden)
    oud = db.execute("SELECT titel FROM werk WHERE werk = ?", (werk,)).fetchone()
    titel = titels.get(werk) or (oud[0] if oud else werk)
    nummers = " ".join(map(str, sorted(bladen)))
    db.execute("INSERT OR REPLACE INTO werk VALUES (?, ?, ?, ?)", (werk, titel, onbekend, nummers))


class Vorig:
    """The index as it was left, to go on from.

    Args:
        pad: the SQLite file; one that is absent, damaged or of another make counts as none.
    """

    def __init__(self, pad: Path) -> None:
        self.db: sqlite3.Connection | None = None
        self.hoofd = ""
        """The commit that it was made from; empty when there is none."""
        self._aantal, self._keten, self.boom = 0, "", dict[str, str]()
        try:
            inhoud = pad.read_bytes()
            if not is_heel(inhoud):
                return
            db = in_geheugen(inhoud)
            gegevens = dict(db.execute("SELECT naam, waarde FROM gegeven"))
            self.hoofd = str(gegevens.get("hoofd", ""))
            if gegevens.get("versie") == str(_VERSIE):
                self.boom = dict(db.execute("SELECT pad, inhoud FROM bestand"))
                self._aantal, self._keten, self.db = int(gegevens["leveringen"]), gegevens["keten"], db
        except (OSError, sqlite3.Error, ValueError, KeyError, TypeError):  # made anew
            self.db = None

    def aantal(self, bladen: Sequence[str]) -> int:
        """How many deliveries are in it; 0 when they are not the first of these.

        Args:
            bladen: identifier of the contents of every delivery in the archive, in order.
        """
        past = self.db is not None and self._aantal <= len(bladen) and self._keten == _keten(bladen[: self._aantal])
        return self._aantal if past else 0


def _keten(bladen: Sequence[str]) -> str:
    """One value for a row of deliveries."""
    return hashlib.sha256("\n".join(bladen).encode()).hexdigest()


def _past_niet(pad: Path, reden: str, code: str) -> Geweigerd:
    return Geweigerd(f"het register past niet bij het archief ({reden})", plaats=str(pad), code=code)
