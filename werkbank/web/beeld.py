"""The snapshot: what pages read. Made by a child process, in one SQLite file named after the hash of everything it was made from.

A page never computes it. When the dossier changed since, pages show the last snapshot and say from when it is.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from impact.dossier.velden import als_tekst, velden
from wetgeving.bron.opslag import standaardmap

if TYPE_CHECKING:
    from impact.dossier.model import Bepaling, Maatregelbeeld
    from impact.stukken.stuk import Stukgegevens
    from verordening.papier.document import Blok
    from verordening.voortgang import Voortgang

_VORM = 10
"""Layout of the file; another number makes every older snapshot stale."""
_BEWAAR = 3


class Beeld:
    """An open snapshot; safe to use from several threads."""

    def __init__(self, pad: Path) -> None:
        self.pad = pad
        self.bestand = sqlite3.connect(f"file:{pad}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    def deel(self, sleutel: str) -> Any:
        """A part: ``kop``, ``bord``, ``maatregel/M12``, ``geraakt/<slug>``, ``koppelblad``; None when there is none."""
        rij = self.bestand.execute("select inhoud from deel where sleutel = ?", (sleutel,)).fetchone()
        return json.loads(rij[0]) if rij else None

    @cached_property
    def kop(self) -> dict[str, Any]:
        """What every page shows: name, status, days, acts, regulations, counts."""
        kop: dict[str, object] = self.deel("kop")
        return kop

    @property
    def berekend(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.kop["berekend"])


def kenmerk(dossier: Path, bronnen: Sequence[Path], dag: date) -> str:
    """The hash of every input: the files of the dossier and of the law texts, the day, and this program; the layout in front."""
    som = hashlib.sha256(f"{_VORM}\0{version('verordening')}\0{dag}".encode())
    for wortel in (dossier, *bronnen):
        for pad in _bestanden(wortel):
            stand = pad.stat()
            som.update(f"{pad}\0{_som(pad, stand.st_size, stand.st_mtime_ns)}\n".encode())
    opgehaald = standaardmap() / "adressen"  # wat «haal» bewaart, vindt het dossier vanzelf
    som.update(str(opgehaald.stat().st_mtime_ns if opgehaald.is_dir() else 0).encode())
    return f"v{_VORM}_{som.hexdigest()[:32]}"


def _bestanden(wortel: Path) -> Iterator[Path]:
    if wortel.is_file():
        yield wortel
        return
    for map_, mappen, namen in os.walk(wortel):
        mappen[:] = sorted(m for m in mappen if not m.startswith("."))
        yield from (Path(map_) / n for n in sorted(namen) if not n.startswith("."))


@lru_cache(maxsize=5000)
def _som(pad: Path, _grootte: int, _gewijzigd: int) -> str:
    """Hash of a file; asked again only when its size or time changed."""
    return hashlib.sha256(pad.read_bytes()).hexdigest()


def laatste(map_: Path) -> Path | None:
    """The snapshot that was finished last."""
    klaar = sorted(map_.glob(f"v{_VORM}_*.sqlite"), key=lambda p: p.stat().st_mtime_ns)
    return klaar[-1] if klaar else None


def maak_beeld(dossier: Path, bronnen: Sequence[Path], dag: date, map_: Path, zeg: Voortgang) -> Path:
    """Work the dossier out and store it; the file appears only when it is whole, and old ones go.

    Args:
        dag: the day from which is looked. map_: folder of snapshots.

    Raises:
        Geweigerd: the dossier cannot be read.
    """
    from werkbank.papieren import Beeldvraag, lees_beeld
    from werkbank.web.rij import delen
    from werkbank.web.zoek import vul_zoeker

    merk = kenmerk(dossier, bronnen, dag)
    gegevens, uitwerking, gelezen = lees_beeld(Beeldvraag(dossier, bronnen, datum=dag), lambda wat: zeg(wat))
    map_.mkdir(mode=0o700, exist_ok=True)
    doel, tijdelijk = map_ / f"{merk}.sqlite", map_ / f".{merk}.{os.getpid()}"
    zeg("het beeld bewaren")
    tijdelijk.unlink(missing_ok=True)
    bestand = sqlite3.connect(tijdelijk)
    with bestand:
        bestand.execute("create table deel (sleutel text primary key, inhoud text not null) without rowid")
        bestand.executemany("insert into deel values (?, ?)", ((s, als_tekst(w)) for s, w in _delen(gegevens, gelezen)))
        bestand.executemany(
            "insert into deel values (?, ?)", ((s, als_tekst(w)) for s, w in delen(gegevens, uitwerking))
        )
        vul_zoeker(bestand, gegevens.impact, dossier, dag)
    bestand.close()
    tijdelijk.replace(doel)
    for oud in sorted(map_.glob("*.sqlite"), key=lambda p: p.stat().st_mtime_ns)[:-_BEWAAR]:
        oud.unlink(missing_ok=True)
    return doel


def _delen(gegevens: Stukgegevens, gelezen: Iterable[object]) -> Iterator[tuple[str, object]]:
    from impact.stukken.bord import OORDELEN, STANDEN, rijen
    from impact.stukken.matrix import bladen
    from impact.stukken.uiterlijk import beslissend

    yield "kop", _kop(gegevens, list(gelezen))
    yield "bord", {"rijen": rijen(gegevens), "standen": STANDEN, "oordelen": OORDELEN, "organen": beslissend(gegevens)}
    geraakt: dict[str, dict[str, list[dict[str, object]]]] = {}
    for beeld in gegevens.impact.maatregelen:
        bepalingen = [_bepaling(gegevens, b) for b in beeld.bepalingen]
        yield f"maatregel/{beeld.maatregel.id}", _maatregel(gegevens, beeld, bepalingen)
        for b in bepalingen:
            geraakt.setdefault(b["regeling"], {}).setdefault(b["eId"], []).append(
                {**b, "maatregel": beeld.maatregel.id, "naam": beeld.maatregel.naam}
            )
    yield "koppelblad", bladen(gegevens.impact)[0]
    for slug, per in geraakt.items():
        yield f"geraakt/{slug}", per


def _kop(gegevens: Stukgegevens, gelezen: list[object]) -> dict[str, object]:
    from impact.dossier.telling import tel
    from impact.stukken.memo_maatregel import korte_titel

    model = gegevens.impact
    return {
        **velden(model, "naam status op"),
        "berekend": datetime.now().isoformat(timespec="seconds"),
        "dag": gegevens.datum,
        "wetten": [
            velden(w, "bwb afkorting ontbreekt", naam=w.citeertitel, gezien=w.datum_wordt) for w in model.wetten
        ],
        "regelingen": [
            velden(r, "slug soort orgaan", naam=r.citeertitel, kort=korte_titel(gegevens, r)) for r in model.regelingen
        ],
        "telling": tel(model.geteld),
        "regio": model.gemeenten.samenwerking.naam,
        "bevindingen": gelezen,
    }


def _maatregel(gegevens: Stukgegevens, beeld: Maatregelbeeld, bepalingen: list[dict[str, object]]) -> dict[str, object]:
    from impact.stukken.memo_maatregel import gevolg_blokken, wet_blokken
    from verordening.papier import document as d

    m = beeld.maatregel
    inhoud = (*wet_blokken(gegevens, beeld), *gevolg_blokken(gegevens, beeld))
    bronnen = {*m.bronsleutels, *_genoemd(inhoud)}
    blokken = (*inhoud, d.kop(4, "Bronnen"), gegevens.bronnen.bijlage(bronnen))
    return {
        **velden(m, "id naam", geteld=m.soort == "maatregel"),
        "blad": _fragment(m.naam, blokken),
        "bepalingen": bepalingen,
        "geen_reden": beeld.geen_reden,
    }


def _genoemd(deel: object) -> Iterator[str]:
    """Keys of the sources that blocks link to."""
    if isinstance(deel, str):
        if deel.startswith("#bron-"):
            yield deel.removeprefix("#bron-")
    elif isinstance(deel, tuple):
        for d in deel:
            yield from _genoemd(d)
    elif dataclasses.is_dataclass(deel):
        for veld in dataclasses.fields(deel):
            yield from _genoemd(getattr(deel, veld.name))


def _fragment(titel: str, blokken: tuple[Blok, ...]) -> str:
    """Blocks of a paper for inside a page: their headings stand one level below that of the page."""
    from verordening.papier import document as d
    from verordening.papier.html import fragment

    hoger = tuple(dataclasses.replace(b, niveau=2) if isinstance(b, d.Kop) else b for b in blokken)
    return fragment(d.Document(titel, hoger), "blad-")


def _bepaling(gegevens: Stukgegevens, b: Bepaling) -> dict[str, Any]:
    from impact.stukken.memo_maatregel import voorstel

    regeling = gegevens.impact.regeling(b.regeling)
    return {
        **velden(b, "regeling eId adres tekst zekerheid status wie wanneer waarom"),
        "titel": regeling.citeertitel,
        "vanaf": regeling.vanaf,
        "voorstel": voorstel(b),
        "oordeel": _oordeel(b),
        "bewijs": [velden(h, "soort zekerheid lokaal landelijk", zin=h.bewijs) for h in b.herkomst],
    }


def _oordeel(b: Bepaling) -> dict[str, object] | None:
    """The verdict as the board names it; None before it was judged."""
    o = b.oordeel
    return velden(o, "sinds uitleg hoort mens", soort=o.soort.name.lower(), naam=o.soort) if o is not None else None
