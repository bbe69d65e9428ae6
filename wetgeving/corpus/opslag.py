"""The store: one SQLite file with texts, units, references and what could not be read."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import TracebackType

import Stemmer

from verordening.bevinding import Geweigerd
from verordening.voltooid import meld, ononderbroken
from wetgeving.corpus.uittreksel import Uittreksel

FORMAAT = "1"
_SCHEMA = """
CREATE TABLE meta(sleutel TEXT PRIMARY KEY, waarde TEXT) WITHOUT ROWID;
CREATE TABLE bron(id INTEGER PRIMARY KEY, naam TEXT UNIQUE, hash TEXT, programma TEXT, merk TEXT, werk TEXT, titel TEXT, soort TEXT,
    organisatie TEXT, vanaf TEXT, tot TEXT, stand TEXT, reden TEXT, dubbel_van INTEGER);
CREATE INDEX bron_hash ON bron(hash, dubbel_van);
CREATE INDEX bron_werk ON bron(werk, vanaf);
CREATE TABLE tekst(id INTEGER PRIMARY KEY, hash TEXT UNIQUE, tekst TEXT);
CREATE TABLE eenheid(id INTEGER PRIMARY KEY, bron INTEGER, eId TEXT, adres TEXT, soort TEXT, opschrift TEXT);
CREATE INDEX eenheid_bron ON eenheid(bron);
CREATE TABLE inhoud(eenheid INTEGER, rij INTEGER, tekst INTEGER, PRIMARY KEY(eenheid, rij)) WITHOUT ROWID;
CREATE INDEX inhoud_tekst ON inhoud(tekst);
CREATE TABLE verwijzing(id INTEGER PRIMARY KEY, bron INTEGER, eenheid INTEGER, tekst TEXT, regeling TEXT, artikel TEXT, tot TEXT, plek TEXT,
    moment TEXT);
CREATE INDEX verwijzing_doel ON verwijzing(regeling, artikel);
CREATE INDEX verwijzing_reeks ON verwijzing(regeling) WHERE tot <> '';
CREATE INDEX verwijzing_bron ON verwijzing(bron);
CREATE VIRTUAL TABLE zoek USING fts5(stam, content='', tokenize="unicode61 remove_diacritics 2");
"""


def stammen(tekst: str) -> str:
    """The words of a text by their Dutch stem: what is stored and what is asked are made the same way.

    >>> stammen("De bijstandsuitkeringen worden verrekend.")
    'de bijstandsuitkeer wor verreek'
    """
    woorden = "".join(teken if teken.isalnum() else " " for teken in tekst.lower()).split()
    return " ".join(_stemmer().stemWords(woorden))


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("dutch")


@lru_cache(maxsize=1)
def programmaversie() -> str:
    """A hash over everything that decides what is read from a file: the reader's and finder's own sources and data."""
    som = hashlib.sha256(FORMAAT.encode())
    for kamer in ("verordening", "wetgeving"):
        with resources.as_file(resources.files(kamer)) as map_:
            for pad in sorted(p for p in map_.rglob("*") if p.suffix in (".py", ".peg", ".tsv", ".gz")):
                som.update(pad.name.encode() + pad.read_bytes())
    return som.hexdigest()[:16]


class Opslag:
    """The store on disk; a context manager.

    Args:
        pad: the file; made when ``nieuw`` and absent.
        nieuw: whether it may be made.

    Raises:
        Geweigerd: absent, no store of this program, or of another format.
    """

    def __init__(self, pad: Path, *, nieuw: bool = False) -> None:
        if not pad.is_file() and not nieuw:
            raise Geweigerd.om("corpus/corpus-bestaat", str(pad))
        self.pad = pad
        leeg = nieuw and not (pad.is_file() and pad.stat().st_size)  # broken off before there was anything in it
        with ononderbroken():  # from the first byte to something that can be read
            self.db = sqlite3.connect(pad)
            try:
                if leeg:
                    self.db.execute("PRAGMA page_size=8192")
                    self.db.executescript(f"BEGIN;{_SCHEMA}INSERT INTO meta VALUES('formaat', '{FORMAAT}');")
                    self._leg_vast()
                gevonden = self.db.execute("SELECT waarde FROM meta WHERE sleutel='formaat'").fetchone()
            except sqlite3.DatabaseError as fout:
                self.db.close()
                raise Geweigerd.om("corpus/corpus", str(pad)) from fout
        if gevonden is None or gevonden[0] != FORMAAT:
            self.db.close()
            raise Geweigerd.om("corpus/corpus-ander", str(pad))
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=NORMAL")
        self.db.execute("PRAGMA cache_size=-65536")

    def __enter__(self) -> Opslag:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self.sluit()

    def sluit(self) -> None:
        """Close the file; whatever was not committed is gone."""
        self.db.close()

    def bekend(self) -> Mapping[str, tuple[str, str]]:
        """Name of each file in the store → its hash and the version of the program that read it."""
        return {
            naam: (som, programma) for naam, som, programma in self.db.execute("SELECT naam, hash, programma FROM bron")
        }

    def voeg_toe(self, uittreksels: Iterable[Uittreksel]) -> None:
        """Put the rows of some files in the store, all or nothing; a file that was there before is replaced."""
        with self.db:
            for uittreksel in uittreksels:
                self._verwijder(uittreksel.naam)
                self._een(uittreksel)
            self._leg_vast()

    def verwijder(self, namen: Iterable[str]) -> int:
        """Take files out of the store that are no longer there; gives how many."""
        with self.db:
            aantal = sum(self._verwijder(naam) for naam in namen)
            self._leg_vast()
            return aantal

    def _leg_vast(self) -> None:
        with ononderbroken():
            self.db.commit()
            meld(f"wat al was gelezen, staat in {self.pad.name}; dezelfde opdracht gaat daar verder")

    def _verwijder(self, naam: str) -> bool:
        rij = self.db.execute("SELECT id FROM bron WHERE naam=?", (naam,)).fetchone()
        if rij is None:
            return False
        erfgenaam = self.db.execute("SELECT id FROM bron WHERE dubbel_van=? ORDER BY id LIMIT 1", rij).fetchone()
        if erfgenaam is not None:  # its rows go on under the other name
            for tabel in ("eenheid", "verwijzing"):
                self.db.execute(f"UPDATE {tabel} SET bron=? WHERE bron=?", (erfgenaam[0], rij[0]))
            self.db.execute("UPDATE bron SET dubbel_van=NULL WHERE id=?", erfgenaam)
            self.db.execute("UPDATE bron SET dubbel_van=? WHERE dubbel_van=?", (erfgenaam[0], rij[0]))
        else:
            self.db.execute("DELETE FROM inhoud WHERE eenheid IN (SELECT id FROM eenheid WHERE bron=?)", rij)
            self.db.execute("DELETE FROM eenheid WHERE bron=?", rij)
            self.db.execute("DELETE FROM verwijzing WHERE bron=?", rij)
        self.db.execute("DELETE FROM bron WHERE id=?", rij)
        return True

    def _een(self, u: Uittreksel) -> None:
        eerder = self.db.execute(
            "SELECT id FROM bron WHERE hash=? AND dubbel_van IS NULL AND programma=?", (u.hash, programmaversie())
        ).fetchone()
        merk = hashlib.sha256(repr(u._replace(naam="")).encode("utf-8")).hexdigest()
        bron = self.db.execute(
            "INSERT INTO bron(naam, hash, programma, merk, werk, titel, soort, organisatie, vanaf, tot, stand, reden, dubbel_van)"
            " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (*u[:2], programmaversie(), merk, *u[2:10], eerder and eerder[0]),
        ).lastrowid
        if eerder:
            return
        plek = self._teksten(u.teksten)
        eerste = (self.db.execute("SELECT max(id) FROM eenheid").fetchone()[0] or 0) + 1
        self.db.executemany(
            "INSERT INTO eenheid VALUES(?,?,?,?,?,?)",
            ((eerste + n, bron, e.eId, e.adres, e.soort, e.opschrift) for n, e in enumerate(u.eenheden)),
        )
        self.db.executemany(
            "INSERT INTO inhoud VALUES(?,?,?)",
            ((eerste + n, rij, plek[som]) for n, e in enumerate(u.eenheden) for rij, som in enumerate(e.alineas)),
        )
        self.db.executemany(
            "INSERT INTO verwijzing(bron, eenheid, tekst, regeling, artikel, tot, plek, moment) VALUES(?,?,?,?,?,?,?,?)",
            ((bron, eerste + v.eenheid if v.eenheid >= 0 else None, *v[1:]) for v in u.verwijzingen),
        )

    def _teksten(self, teksten: Iterable[tuple[str, str]]) -> dict[str, int]:
        """Ids of alineas by hash; each alinea stands once in the store, whoever says it."""
        plek: dict[str, int] = {}
        for som, tekst in teksten:
            rij = self.db.execute("SELECT id FROM tekst WHERE hash=?", (som,)).fetchone()
            if rij is None:
                nummer = self.db.execute("INSERT INTO tekst(hash, tekst) VALUES(?,?)", (som, tekst)).lastrowid
                assert nummer is not None
                self.db.execute("INSERT INTO zoek(rowid, stam) VALUES(?,?)", (nummer, stammen(tekst)))
                plek[som] = nummer
            else:
                plek[som] = rij[0]
        return plek

    def inhoudshash(self) -> str:
        """One hash over everything that was read, equal however and in whatever order it was read."""
        som = hashlib.sha256()
        for naam, merk in self.db.execute("SELECT naam, merk FROM bron ORDER BY naam"):
            som.update(f"{naam}\0{merk}\n".encode())
        return som.hexdigest()

    def als_parquet(self, map_: Path) -> tuple[Path, ...]:
        """Every table as a Parquet file in a folder; needs the extra ``corpus``.

        Raises:
            Geweigerd: the package for Parquet is not installed.
        """
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError as fout:
            raise Geweigerd.om("parquet") from fout
        map_.mkdir(parents=True, exist_ok=True)
        uit = []
        for tabel in ("bron", "tekst", "eenheid", "inhoud", "verwijzing"):
            kolommen = [k[1] for k in self.db.execute(f"PRAGMA table_info({tabel})")]
            rijen = self.db.execute(f"SELECT * FROM {tabel}").fetchall()
            blad = pyarrow.table({k: [rij[n] for rij in rijen] for n, k in enumerate(kolommen)})
            uit.append(map_ / f"{tabel}.parquet")
            pyarrow.parquet.write_table(blad, uit[-1])
        return tuple(uit)
