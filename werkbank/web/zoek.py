"""Searching the dossier and the law: by word (Dutch stems), inside compounds (three letters), and by address."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from impact.dossier.model import Impact
    from verordening.adres import Adres
    from verordening.boom import Regeling

MEESTE = 30
"""Hits shown of each kind."""
_WOORD = re.compile(r"\w+")
_SOORT = ("lid", "onder", "onderdeel", "sub", "zin")
_LETTER = re.compile(r"[a-z]{1,2}|\d+°")


@dataclass(frozen=True, slots=True)
class Treffer:
    """A place that was found. ``wet``: of the law, not of the dossier; ``bron``: slug or BWB id; ``sleutel``: of its address."""

    bron: str
    titel: str
    wet: bool
    dag: str
    eId: str
    adres: str
    tekst: str
    sleutel: str

    @property
    def blad(self) -> str:
        """The page that shows it."""
        artikel = self.sleutel.partition("/")[0].removeprefix("artikel ")
        return f"/wet/{self.bron}/{artikel}" if self.wet else f"/regeling/{self.bron}/op/{self.dag}/{self.eId}"


@cache
def _stammer():  # type: ignore[no-untyped-def]
    import Stemmer

    return Stemmer.Stemmer("dutch")


def _stammen(tekst: str) -> str:
    return " ".join(_stammer().stemWords(_WOORD.findall(tekst.lower())))


def vul_zoeker(bestand: sqlite3.Connection, model: Impact, dossier: Path, dag: date) -> None:
    """Index the local texts that hold on a day, and the law texts as they will be (or are)."""
    bestand.execute(
        "create table plaats (id integer primary key, bron text, titel text, wet int, dag text, eid text, adres text, "
        "sleutel text, tekst text)"
    )
    bestand.execute("create virtual table stam using fts5(tekst, content='', tokenize='unicode61 remove_diacritics 2')")
    bestand.execute("create virtual table drie using fts5(tekst, content='', tokenize='trigram')")
    rijen = [(n, *r) for n, r in enumerate((*_lokaal(model, dossier, dag), *_wetten(model)), 1)]
    bestand.executemany("insert into plaats values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rijen)
    bestand.executemany("insert into stam (rowid, tekst) values (?, ?)", ((r[0], _stammen(f"{r[8]}")) for r in rijen))
    bestand.executemany("insert into drie (rowid, tekst) values (?, ?)", ((r[0], f"{r[8]}".lower()) for r in rijen))
    bestand.execute("create index op_sleutel on plaats (sleutel)")
    bestand.execute("create table raakt (bwb text, sleutel text, id int, primary key (bwb, sleutel, id)) without rowid")
    bestand.executemany("insert or ignore into raakt values (?, ?, ?)", _raakt(model, rijen))


def _lokaal(model: Impact, dossier: Path, dag: date) -> Iterator[tuple[object, ...]]:
    from verordening.bevinding import Geweigerd
    from versies.archief.vragen import Tijdbron
    from werkbank.diensten.geldend import geldend

    with Tijdbron(dossier) as bron:
        for r in model.regelingen:
            regeling, vanaf = r.regeling, r.vanaf
            try:
                nu = geldend(bron, r.slug, dag)
                if nu.regeling is not None and nu.antwoord is not None:
                    regeling, vanaf = nu.regeling, nu.antwoord.juridisch_werkend_vanaf
            except Geweigerd:
                pass  # alleen een ontwerp: dan wordt het ontwerp doorzocht
            yield from _regels(r.slug, r.citeertitel, False, vanaf, regeling)


def _wetten(model: Impact) -> Iterator[tuple[object, ...]]:
    for w in model.wetten:
        if regeling := w.wordt or w.was:
            yield from _regels(w.bwb, w.citeertitel, True, w.datum_wordt or w.datum_was, regeling)


def _regels(bron: str, titel: str, wet: bool, dag: date | None, regeling: Regeling) -> Iterator[tuple[object, ...]]:
    from verordening.register import Register
    from verordening.tekstregels import tekstregels

    register = Register.van(regeling)
    for eenheid, adres, tekst in tekstregels(regeling):
        yield bron, titel, int(wet), str(dag or ""), eenheid.eId, adres, _sleutel(register.adres(eenheid)), tekst


def _raakt(model: Impact, rijen: list[tuple[object, ...]]) -> Iterator[tuple[str, str, object]]:
    from verordening.adres import AdresFout
    from verordening.notaties import uit_jci

    nummers = {(r[1], r[5]): r[0] for r in rijen}
    for beeld in model.maatregelen:
        for b in beeld.geraakt:
            plek = nummers.get((b.regeling, b.eId))
            for h in b.herkomst if plek else ():
                try:
                    if h.jci:
                        adres = uit_jci(h.jci)
                        yield adres.regeling, _sleutel(adres), plek
                except AdresFout:
                    continue


def _sleutel(adres: Adres) -> str:
    """What an address is found by: kind and number of each step from the artikel on."""
    stappen = [(s.soort, s.nummer.lower()) for s in adres.stappen]
    vanaf = next((i for i, (soort, _) in enumerate(stappen) if soort == "artikel"), 0)
    return "/".join(f"{soort} {nummer}" for soort, nummer in stappen[vanaf:])


def adres_van(vraag: str) -> str | None:
    """The key of an address in the way people type it; None when the question is not an address.

    >>> adres_van("31 lid 2 m"), adres_van("artikel 8a, eerste lid"), adres_van("art. 7:2"), adres_van("giften")
    ('artikel 31/lid 2/onderdeel m', 'artikel 8a/lid 1', 'artikel 7:2', None)
    """
    from verordening.adres import AdresFout
    from verordening.taal import uit_tekst

    woorden = vraag.lower().replace(",", " ").split()
    if woorden and woorden[0].rstrip(".").startswith("art"):
        woorden = woorden[1:]
    if not woorden or not woorden[0][0].isdecimal():
        return None
    zin, vorige = [f"artikel {woorden[0]}"], ""
    for woord in woorden[1:]:
        los = vorige not in _SOORT
        zin.append(
            f"lid {woord}"
            if los and woord.isdecimal()
            else f"onder {woord}"
            if los and _LETTER.fullmatch(woord)
            else woord
        )
        vorige = woord
    try:
        return _sleutel(uit_tekst(" ".join(zin)))
    except AdresFout:
        return None


def zoek_adres(bestand: sqlite3.Connection, sleutel: str) -> tuple[list[Treffer], list[Treffer]]:
    """The places with this address in every text, and the provisions of the dossier that are about those of the law."""
    hier = bestand.execute(f"select {_VELDEN} from plaats where sleutel = ? order by wet desc, titel", (sleutel,))
    gevonden = [_treffer(r) for r in hier]
    raakt = bestand.execute(
        f"select distinct {_VELDEN} from raakt join plaats using (id) where {_eronder('raakt.sleutel')} limit {MEESTE}",
        _grenzen(sleutel),
    )
    return gevonden, [_treffer(r) for r in raakt]


def zoek(bestand: sqlite3.Connection, vraag: str, *, alle: bool = True) -> tuple[list[Treffer], list[Treffer]]:
    """Places with the words (in another form too), best first; and those that have them only inside another word.

    Args:
        alle: every word must be there; else one is enough.
    """
    woorden = _WOORD.findall(vraag.lower())[:8]
    if not woorden:
        return [], []
    en = " " if alle else " OR "
    stam = en.join(f'"{s}"' for s in _stammer().stemWords(woorden))
    eerst = bestand.execute(
        f"select {_VELDEN} from stam join plaats on plaats.id = stam.rowid where stam match ? order by bm25(stam), wet limit {MEESTE}",
        (stam,),
    ).fetchall()
    delen = [s for s in _stammer().stemWords(woorden) if len(s) > 2]
    binnen = (
        bestand.execute(
            f"select {_VELDEN} from drie join plaats on plaats.id = drie.rowid where drie match ? order by wet, rank limit {2 * MEESTE}",
            (en.join(f'"{s}"' for s in delen),),
        )
        if delen
        else []
    )
    al = {(r[0], r[4]) for r in eerst}
    return [_treffer(r) for r in eerst], [_treffer(r) for r in binnen if (r[0], r[4]) not in al][:MEESTE]


_VELDEN = "bron, titel, wet, dag, eid, adres, plaats.tekst, plaats.sleutel"


def _treffer(rij: tuple[str, str, int, str, str, str, str, str]) -> Treffer:
    bron, titel, wet, *rest = rij
    return Treffer(bron, titel, bool(wet), *rest)


def wettekst(bestand: sqlite3.Connection, bwb: str, artikel: str = "") -> list[Treffer]:
    """The lines of an act as it is indexed, in order; of one artikel when that is named."""
    waar, bij = (f"and {_eronder('sleutel')}", _grenzen(f"artikel {artikel}")) if artikel else ("", ())
    rijen = bestand.execute(f"select {_VELDEN} from plaats where bron = ? and wet = 1 {waar} order by id", (bwb, *bij))
    return [_treffer(r) for r in rijen]


def staat_in_wet(bestand: sqlite3.Connection, bwb: str, adres: Adres) -> str | None:
    """Of an act that is indexed: the day of its text when the place is not in it; empty when it is, None when the act is not known."""
    dag = bestand.execute("select dag from plaats where bron = ? and wet = 1 limit 1", (bwb,)).fetchone()
    sleutel = _sleutel(adres)
    if dag is None or not sleutel:
        return None
    vraag = f"select 1 from plaats where bron = ? and wet = 1 and {_eronder('sleutel')} limit 1"
    return "" if bestand.execute(vraag, (bwb, *_grenzen(sleutel))).fetchone() else str(dag[0])


def _eronder(kolom: str) -> str:
    """A condition: this address, or one below it. What a person typed never comes into a pattern."""
    return f"({kolom} = ? or ({kolom} >= ? and {kolom} < ?))"


def _grenzen(sleutel: str) -> tuple[str, str, str]:
    return sleutel, f"{sleutel}/", f"{sleutel}0"
