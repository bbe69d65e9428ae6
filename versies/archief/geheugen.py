"""The version store in memory: twin of git for tests, and its witness, as it computes the same identifiers."""

from __future__ import annotations

import hashlib
import threading
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from verordening.bevinding import Geweigerd
from versies.archief.opslag import HOOFDLIJN, Knoop, Label, Opslag, Vastlegging, veilig_pad, veilige_tak
from versies.archief.trailers import lees_kenmerken


def object_id(soort: str, inhoud: bytes) -> str:
    """Identifier that git gives to an object.

    >>> object_id("blob", b"")
    'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
    """
    return hashlib.sha1(f"{soort} {len(inhoud)}\0".encode() + inhoud, usedforsecurity=False).hexdigest()


class _Map:
    """A folder with its contents: files by identifier, folders by themselves. Never changed, so that commits share it.

    The lines of which git computes the identifier are kept in its order: a commit changes few of them.
    """

    def __init__(self, inhoud: dict[str, str | _Map], sleutels: list[str], regels: list[bytes]) -> None:
        self.inhoud, self._sleutels, self._regels = inhoud, sleutels, regels
        self.ident = object_id("tree", b"".join(regels))

    def met(self, bestanden: Mapping[str, str]) -> _Map:
        """The same with some files new or different."""
        nieuw, sleutels, regels = dict(self.inhoud), list(self._sleutels), list(self._regels)
        onder: dict[str, dict[str, str]] = {}
        wat: dict[str, str | _Map] = {}
        for pad, ident in bestanden.items():
            eerste, _, rest = pad.partition("/")
            if rest:
                onder.setdefault(eerste, {})[rest] = ident
            else:
                wat[eerste] = ident
        for naam, rij in onder.items():
            was = nieuw.get(naam)
            wat[naam] = (was if isinstance(was, _Map) else _LEEG).met(rij)
        for naam, deel in wat.items():
            soort, sleutel, ident = (
                ("40000", f"{naam}/", deel.ident) if isinstance(deel, _Map) else ("100644", naam, deel)
            )
            regel = f"{soort} {naam}\0".encode() + bytes.fromhex(ident)
            plek = bisect_left(sleutels, sleutel)
            if plek < len(sleutels) and sleutels[plek] == sleutel:
                regels[plek] = regel
            else:
                sleutels.insert(plek, sleutel)
                regels.insert(plek, regel)
        return _Map({**nieuw, **wat}, sleutels, regels)

    def paden(self, voor: str = "") -> Iterator[tuple[str, str]]:
        """Every file below it with its identifier."""
        for naam, wat in self.inhoud.items():
            if isinstance(wat, _Map):
                yield from wat.paden(f"{voor}{naam}/")
            else:
                yield f"{voor}{naam}", wat


_LEEG = _Map({}, [], [])


class GeheugenOpslag(Opslag):
    """See :class:`versies.archief.opslag.Opslag`."""

    def __init__(self) -> None:
        self._inhoud: dict[str, bytes] = {}
        self._bomen: dict[str, _Map] = {}
        self._erbij: dict[str, dict[str, str]] = {}
        self._vast: dict[str, Vastlegging] = {}
        self._takken: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._slot = threading.Lock()

    def hoofd(self) -> str | None:
        """What the main line points to."""
        return self._takken.get(HOOFDLIJN)

    def leg_vast(self, knopen: Sequence[Knoop], labels: Sequence[Label] = ()) -> list[str]:
        """All in new values, which take the place of the old ones at the end."""
        for knoop in knopen:
            for pad in knoop.bestanden:
                veilig_pad(pad)
            for tak in knoop.takken:
                veilige_tak(tak)
        takken, uit = dict(self._takken), list[str]()
        for knoop in knopen:
            uit.append(self._knoop(knoop, uit))
            takken.update(dict.fromkeys(knoop.takken, uit[-1]))
        gemaakt = {veilige_tak(label.naam): uit[label.knoop] for label in labels}
        self._takken, self._labels = takken, {**self._labels, **gemaakt}
        return uit

    def _knoop(self, knoop: Knoop, eerder: list[str]) -> str:
        ouders = tuple(eerder[o] if isinstance(o, int) else o for o in knoop.ouders)
        erbij = {pad: object_id("blob", inhoud) for pad, inhoud in knoop.bestanden.items()}
        self._inhoud |= {erbij[pad]: inhoud for pad, inhoud in knoop.bestanden.items()}
        boom = (self._bomen[ouders[0]] if ouders else _LEEG).met(erbij)
        tijd = f"{knoop.tijd} +0000"
        regels = [f"tree {boom.ident}", *(f"parent {o}" for o in ouders)]
        regels += [f"author {knoop.door} {tijd}", f"committer {knoop.door} {tijd}", "", knoop.bericht]
        naam = object_id("commit", "\n".join(regels).encode())
        self._bomen[naam], self._erbij[naam] = boom, erbij
        self._vast[naam] = Vastlegging(naam, ouders, knoop.bericht, lees_kenmerken(knoop.bericht), knoop.door)
        return naam

    def boom(self, vastlegging: str, paden: Sequence[str] = ()) -> dict[str, str]:
        """All files, whatever is asked."""
        return dict(self._bomen[vastlegging].paden())

    def lees(self, inhoud: str) -> bytes:
        """What was stored under this identifier."""
        if inhoud not in self._inhoud:
            raise Geweigerd.om("inhoud-weg", inhoud)
        return self._inhoud[inhoud]

    def vastlegging(self, kenmerk: tuple[str, str] | None = None, *, tijd: int | None = None) -> Vastlegging | None:
        """Walk back along the main line."""
        hier = self._vast.get(self.hoofd() or "")
        while hier is not None and kenmerk is not None and kenmerk not in hier.kenmerken:
            hier = self._vast[hier.ouders[0]] if hier.ouders else None
        return hier

    def historie(self, na: str = "") -> list[Vastlegging]:
        """Walk back along the main line."""
        uit, hier = [], self.hoofd()
        while hier and hier != na:
            uit.append(self._vast[hier])
            hier = uit[-1].ouders[0] if uit[-1].ouders else None
        return uit[::-1]

    def erbij(self, na: str = "", tot: str = "") -> list[dict[str, str]]:
        """What each commit brought, as it was stored."""
        namen = [v.id for v in self.historie(na)]
        return [self._erbij[n] for n in namen[: namen.index(tot) + 1 if tot in namen else None]]

    def takken(self) -> dict[str, str]:
        """All but the main line."""
        return {t: v for t, v in self._takken.items() if t != HOOFDLIJN}

    def labels(self) -> dict[str, str]:
        """As they were put."""
        return dict(self._labels)

    @contextmanager
    def slot(self) -> Iterator[None]:
        """One writer at a time, in this process."""
        with self._slot:
            yield
