"""Filling a store from many files, on this machine's processors or on a cluster that exists already.

Work goes out in bundles. A worker that dies takes its bundle with it: the bundle is offered again, smaller each time, until
the one file that broke it stands alone and is listed as refused. Nothing is lost by it, and a run that is stopped goes on
where it was.
"""

from __future__ import annotations

import hashlib
import signal
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from verordening.bevinding import Geweigerd
from verordening.rust import zonder_opruimen
from verordening.systeem import gezegd
from wetgeving.corpus.bestanden import Bestand, Gemist, bestanden, naam_van
from wetgeving.corpus.opslag import Opslag, programmaversie
from wetgeving.corpus.uittreksel import Uittreksel, maak

Bundel = tuple[Bestand, ...]
Melder = Callable[[int, str], None]

_BUNDEL = 1_500_000
_LANG = 60
"""Seconds for a file; a second more for each 100 kB."""


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What a run did: files read, skipped because nothing changed, refused, and taken out."""

    gelezen: int
    overgeslagen: int
    geweigerd: int
    verwijderd: int


@zonder_opruimen()
def verwerk(bundel: Bundel) -> list[Uittreksel]:
    """The rows of one bundle; runs in a worker. A file that takes too long or too much memory is refused by itself."""
    return [_binnen_de_tijd(bestand) for bestand in bundel]


def _binnen_de_tijd(bestand: Bestand) -> Uittreksel:
    def te_lang(_signaal: int, _kader: FrameType | None) -> None:
        raise TimeoutError("het lezen duurde te lang")

    try:
        vorige = signal.signal(signal.SIGALRM, te_lang)
    except (ValueError, AttributeError):  # no main thread, or a system without this signal: without a limit
        return maak(bestand.naam, bestand.gegevens)
    signal.alarm(_LANG + len(bestand.gegevens) // 100_000)
    try:
        return maak(bestand.naam, bestand.gegevens)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, vorige)


def bouw(
    paden: Sequence[Path], doel: Path, *, werkers: int = 2, cluster: str = "", meld: Melder = lambda _n, _naam: None
) -> Uitslag:
    """Read everything below some paths into a store.

    Args:
        paden: files, folders and archives.
        doel: the store; made when absent, else brought up to date.
        werkers: processes on this machine; 1 works in this process.
        cluster: address of a Dask scheduler ("tcp://…"); its workers are used instead.
        meld: called with the number of files done and the last name.

    Raises:
        Geweigerd: the store is no store, the disk is full, or the cluster cannot be reached.
    """
    with Opslag(doel, nieuw=True) as opslag:
        zelf = tuple(f"{naam_van(doel)}{staart}" for staart in ("", "-wal", "-shm", "-journal"))
        stroom = _Stroom((b for b in bestanden(paden) if b.naam not in zelf), opslag, meld)
        draai = _op_cluster(cluster) if cluster else _hier(werkers)
        try:
            for rijen in draai(stroom.bundels()):
                opslag.voeg_toe(rijen)
                stroom.klaar(rijen)
            opslag.voeg_toe(stroom.gemist)
        except (OSError, sqlite3.OperationalError) as fout:
            vol = "disk is full" in str(fout)
            raise Geweigerd.om("corpus", str(doel), fout="de schijf is vol" if vol else gezegd(fout)) from fout
        weg = opslag.verwijder(naam for naam in stroom.eerder if naam not in stroom.gezien and _hoort_bij(naam, paden))
        return Uitslag(stroom.gelezen, stroom.overgeslagen, stroom.geweigerd + len(stroom.gemist), weg)


def _hoort_bij(naam: str, paden: Sequence[Path]) -> bool:
    return any(naam == pad or naam.startswith((f"{pad}/", f"{pad}!")) for pad in map(naam_van, paden))


class _Stroom:
    """The files that must be read, in bundles, and the count of what was done."""

    def __init__(self, alle: Iterable[Bestand | Gemist], opslag: Opslag, meld: Melder) -> None:
        self._alle, self._meld = alle, meld
        self.eerder = opslag.bekend()
        self.gezien: dict[str, str] = {}
        """Hash of each file by its name."""
        self.gemist: list[Uittreksel] = []
        self.gelezen = self.overgeslagen = self.geweigerd = 0

    def bundels(self) -> Iterator[Bundel]:
        bundel: list[Bestand] = []
        omvang = 0
        for bestand in self._alle:
            if isinstance(bestand, Gemist):
                if bestand.naam not in self.gezien:
                    self.gemist.append(Uittreksel(bestand.naam, "", stand="geweigerd", reden=bestand.reden))
                self.gezien[bestand.naam] = ""
                continue
            som, naam, keer = hashlib.sha256(bestand.gegevens).hexdigest(), bestand.naam, 1
            while self.gezien.get(naam, som) != som:  # een ander bestand met dezelfde naam, in een archief
                naam, keer = f"{bestand.naam} ({keer + 1})", keer + 1
            if naam in self.gezien:
                continue  # dezelfde map is twee keer gegeven
            self.gezien[naam] = som
            bestand = Bestand(naam, bestand.gegevens)
            if self.eerder.get(naam) == (som, programmaversie()):
                self.overgeslagen += 1
                continue
            bundel.append(bestand)
            omvang += len(bestand.gegevens)
            if omvang >= _BUNDEL:
                yield tuple(bundel)
                bundel, omvang = [], 0
        if bundel:
            yield tuple(bundel)

    def klaar(self, rijen: Sequence[Uittreksel]) -> None:
        weg = sum(rij.stand == "geweigerd" for rij in rijen)
        self.geweigerd += weg
        self.gelezen += len(rijen) - weg
        self._meld(self.gelezen + self.geweigerd, rijen[-1].naam if rijen else "")


def _hier(werkers: int) -> Callable[[Iterator[Bundel]], Iterator[list[Uittreksel]]]:
    def een(bundels: Iterator[Bundel]) -> Iterator[list[Uittreksel]]:
        return map(verwerk, bundels)

    def meer(bundels: Iterator[Bundel]) -> Iterator[list[Uittreksel]]:
        opnieuw: list[Bundel] = []
        yield from _ronde(bundels, werkers, opnieuw)
        while opnieuw:
            yield from _alleen(opnieuw)

    return een if werkers < 2 else meer


def _ronde(bundels: Iterator[Bundel], werkers: int, opnieuw: list[Bundel]) -> Iterator[list[Uittreksel]]:
    """Bundles over a pool; those of a pool that broke come in ``opnieuw``, and a new pool goes on with the rest."""
    klaar = False
    while not klaar:
        bezig: dict[Future[list[Uittreksel]], Bundel] = {}
        with ProcessPoolExecutor(werkers) as pool:
            heel = True
            while heel and not (klaar and not bezig):
                while not klaar and len(bezig) < 2 * werkers:
                    bundel = next(bundels, None)
                    if bundel is None:
                        klaar = True
                    else:
                        bezig[pool.submit(verwerk, bundel)] = bundel
                for taak in wait(bezig, return_when=FIRST_COMPLETED).done:
                    bundel, fout = bezig.pop(taak), taak.exception()
                    if fout is None:
                        yield taak.result()
                    else:
                        heel = heel and not isinstance(fout, BrokenProcessPool)
                        opnieuw.append(bundel)
        opnieuw += bezig.values()


def _alleen(opnieuw: list[Bundel]) -> Iterator[list[Uittreksel]]:
    """Bundles one by one, each in a pool of its own; one that breaks again is halved, down to the file that does it."""
    bundel = opnieuw.pop()
    with ProcessPoolExecutor(1) as pool:
        taak = pool.submit(verwerk, bundel)
        fout = taak.exception()
    if fout is None:
        yield taak.result()
    elif len(bundel) > 1:
        helft = len(bundel) // 2
        opnieuw += [bundel[:helft], bundel[helft:]]
    else:
        naam, som = bundel[0].naam, hashlib.sha256(bundel[0].gegevens).hexdigest()
        yield [Uittreksel(naam, som, stand="geweigerd", reden="het lezen brak het proces af")]


def _op_cluster(adres: str) -> Callable[[Iterator[Bundel]], Iterator[list[Uittreksel]]]:
    def draai(bundels: Iterator[Bundel]) -> Iterator[list[Uittreksel]]:
        from importlib import import_module

        try:
            dask = import_module("dask.distributed")
        except ImportError as fout:
            raise Geweigerd.om("cluster") from fout
        try:
            klant = dask.Client(adres, timeout=10)
        except (OSError, TimeoutError) as fout:
            raise Geweigerd.om("cluster/cluster-antwoordt", adres=adres) from fout
        with klant:
            lopend = dask.as_completed()
            for bundel in bundels:
                lopend.add(klant.submit(verwerk, bundel, pure=False, retries=2))
                if lopend.count() >= 4 * max(1, len(klant.scheduler_info()["workers"])):
                    yield next(lopend).result()
            for taak in lopend:
                yield taak.result()

    return draai
