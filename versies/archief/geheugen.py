"""The version store in memory: twin of git for tests, and its witness, as it computes the same identifiers."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from verordening.bevinding import Bevinding, Geweigerd
from versies.archief.opslag import HOOFDLIJN, Knoop, Label, Vastlegging, veilig_pad, veilige_tak
from versies.archief.trailers import lees_kenmerken


def object_id(soort: str, inhoud: bytes) -> str:
    """Identifier that git gives to an object.

    >>> object_id("blob", b"")
    'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
    """
    return hashlib.sha1(f"{soort} {len(inhoud)}\0".encode() + inhoud, usedforsecurity=False).hexdigest()


class GeheugenOpslag:
    """See :class:`versies.archief.opslag.Opslag`."""

    def __init__(self) -> None:
        self._inhoud: dict[str, bytes] = {}
        self._bomen: dict[str, dict[str, str]] = {}
        self._vast: dict[str, Vastlegging] = {}
        self._takken: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._slot = threading.Lock()

    def hoofd(self) -> str | None:
        return self._takken.get(HOOFDLIJN)

    def leg_vast(self, knopen: Sequence[Knoop], labels: Sequence[Label] = ()) -> list[str]:
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
        boom = dict(self._bomen[ouders[0]]) if ouders else {}
        for pad, inhoud in knoop.bestanden.items():
            boom[pad] = object_id("blob", inhoud)
            self._inhoud[boom[pad]] = inhoud
        tijd = f"{knoop.tijd} +0000"
        regels = [f"tree {_boom_id(boom)}", *(f"parent {o}" for o in ouders)]
        regels += [f"author {knoop.door} {tijd}", f"committer {knoop.door} {tijd}", "", knoop.bericht]
        naam = object_id("commit", "\n".join(regels).encode())
        self._bomen[naam] = boom
        self._vast[naam] = Vastlegging(naam, ouders, knoop.bericht, lees_kenmerken(knoop.bericht), knoop.door)
        return naam

    def boom(self, vastlegging: str) -> dict[str, str]:
        return dict(self._bomen[vastlegging])

    def lees(self, inhoud: str) -> bytes:
        if inhoud not in self._inhoud:
            raise Geweigerd("deze inhoud staat niet in het archief", plaats=inhoud, code="inhoud-weg")
        return self._inhoud[inhoud]

    def historie(self) -> list[Vastlegging]:
        uit, hier = [], self.hoofd()
        while hier:
            uit.append(self._vast[hier])
            hier = uit[-1].ouders[0] if uit[-1].ouders else None
        return uit[::-1]

    def takken(self) -> dict[str, str]:
        return {t: v for t, v in self._takken.items() if t != HOOFDLIJN}

    def labels(self) -> dict[str, str]:
        return dict(self._labels)

    def is_voorouder(self, eerder: str, later: str) -> bool:
        namen = [v.id for v in self.historie()]
        return eerder in namen and later in namen and namen.index(eerder) <= namen.index(later)

    def in_rust(self) -> bool:
        return True

    @contextmanager
    def slot(self) -> Iterator[None]:
        with self._slot:
            yield

    def controleer(self) -> list[Bevinding]:
        return []


def _boom_id(bestanden: dict[str, str]) -> str:
    """Identifier of a folder with these files, the way git computes it."""
    hier: list[tuple[bytes, str, str]] = []
    mappen: dict[str, dict[str, str]] = {}
    for pad, inhoud in bestanden.items():
        eerste, _, rest = pad.partition("/")
        if rest:
            mappen.setdefault(eerste, {})[rest] = inhoud
        else:
            hier.append((eerste.encode(), "100644", inhoud))
    for naam, inhoud_map in mappen.items():
        hier.append((naam.encode() + b"/", "40000", _boom_id(inhoud_map)))
    regels = b"".join(
        modus.encode() + b" " + naam.rstrip(b"/") + b"\0" + bytes.fromhex(ident) for naam, modus, ident in sorted(hier)
    )
    return object_id("tree", regels)
