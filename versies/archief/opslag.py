"""The small interface behind which git hides, and the values that go through it.

An archive is a chain of commits on the main line (one per delivery), one branch per doel (one commit per version), and
labels for versions. :class:`versies.archief.git.GitOpslag` keeps it on disk and
:class:`versies.archief.geheugen.GeheugenOpslag` in memory; both give the same identifiers for the same contents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from verordening.bevinding import Bevinding, Geweigerd

HOOFDLIJN = "main"
ONDERTEKEND = "ondertekend/"
"""Labels of signed states begin so; the main line does not name them."""
AUTEUR = "Dossierbeheer <dossier@localhost>"

_DEEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_TAK = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*(?:/[a-z0-9]+(?:[-.][a-z0-9]+)*)*")
_GERESERVEERD = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|git~[0-9])(?:\..*)?")


def tijd_van(moment: datetime) -> int:
    """A moment in seconds for git, which knows nothing before 1970."""
    return max(0, int(moment.timestamp()))


@dataclass(frozen=True, slots=True)
class Knoop:
    """A commit to be made.

    Args:
        takken: branches that get it, without ``refs/heads/``.
        ouders: parents; a number is the place of an earlier one in the same series. The first gives the files.
        bestanden: changes to the files of the first parent.
        bericht: message, trailers included. moment: time of author and committer.
    """

    takken: tuple[str, ...]
    ouders: tuple[str | int, ...]
    bestanden: Mapping[str, bytes]
    bericht: str
    moment: datetime
    door: str = AUTEUR

    @property
    def tijd(self) -> int:
        """Seconds for git; legal time is never read from it."""
        return tijd_van(self.moment)


@dataclass(frozen=True, slots=True)
class Label:
    """An annotated tag on one of the commits of the same series."""

    naam: str
    knoop: int
    bericht: str


@dataclass(frozen=True, slots=True)
class Vastlegging:
    """A commit as it is stored."""

    id: str
    ouders: tuple[str, ...]
    bericht: str
    kenmerken: tuple[tuple[str, str], ...] = field(default=())
    """Trailers: (name, value), in order."""
    door: str = AUTEUR

    @property
    def is_levering(self) -> bool:
        """Whether it says that it holds a delivery."""
        return any(naam == "Gemaakt-op" for naam, _ in self.kenmerken)


class Opslag(Protocol):
    """What the archive needs of a version store. Every method may raise ``Geweigerd`` when the store is damaged."""

    def hoofd(self) -> str | None:
        """Identifier of the last commit on the main line; None when nothing was stored yet."""
        ...

    def leg_vast(self, knopen: Sequence[Knoop], labels: Sequence[Label] = ()) -> list[str]:
        """Store a series as one whole: all or nothing. The last one becomes the main line. Returns the identifiers."""
        ...

    def boom(self, vastlegging: str, paden: Sequence[str] = ()) -> dict[str, str]:
        """Files of a commit (or at least these): path to identifier of the contents."""
        ...

    def lees(self, inhoud: str) -> bytes:
        """Contents by identifier."""
        ...

    def historie(self, na: str = "") -> list[Vastlegging]:
        """The main line, oldest first; only what came after a commit when one is given."""
        ...

    def vastlegging(self, kenmerk: tuple[str, str] | None = None, *, tijd: int | None = None) -> Vastlegging | None:
        """The last commit of the main line, or the last one with this trailer; None when there is none.

        Args:
            tijd: where it stands (:attr:`Knoop.tijd`), so that not the whole line need be read.
        """
        ...

    def erbij(self, na: str = "", tot: str = "") -> list[dict[str, str]]:
        """Per commit of the main line, after one and up to another, the files that it brought: path to identifier of the contents."""
        ...

    def takken(self) -> dict[str, str]:
        """Branches other than the main line, with the identifier of their tip."""
        ...

    def labels(self) -> dict[str, str]:
        """Labels with the identifier of the commit that they mark."""
        ...

    def labelnamen(self) -> set[str]:
        """The labels; without looking what they mark."""
        return set(self.labels())

    def is_voorouder(self, eerder: str, later: str) -> bool:
        """Whether one commit came before another, or is the same."""
        namen = [v.id for v in self.historie()]
        return eerder in namen and later in namen and namen.index(eerder) <= namen.index(later)

    def in_rust(self) -> bool:
        """Whether nobody is writing, and no write was broken off."""
        return True

    def slot(self) -> AbstractContextManager[None]:
        """Exclusive right to write; waits for another writer, and finishes what a broken-off one left."""
        ...

    def controleer(self) -> list[Bevinding]:
        """Everything that is not as it was stored."""
        return []


def is_veilig(deel: str) -> bool:
    """Whether a name can be one part of a path on every machine.

    >>> [is_veilig(n) for n in ("2026-01-01.xml", "con", "a.lock", "..", ".git")]
    [True, False, False, False, False]
    """
    return bool(_DEEL.fullmatch(deel)) and not deel.endswith((".", ".lock")) and not _GERESERVEERD.fullmatch(deel)


def veilig_pad(pad: str) -> str:
    """Check the name of a file in the archive: relative, plain letters, nothing of git's own, no device names.

    Raises:
        Geweigerd: the name could reach outside the folder or mean something else on another machine.

    >>> veilig_pad("regelingen/vwi/2026-01-01.xml")
    'regelingen/vwi/2026-01-01.xml'
    """
    delen = pad.split("/")
    if len(delen) > 8 or not all(is_veilig(d) for d in delen):
        raise Geweigerd.om("naam-onveilig", repr(pad)[:80])
    return pad


def veilige_tak(tak: str) -> str:
    """Check the name of a branch or label.

    Raises:
        Geweigerd: git could read it as an option, a range or a path.
    """
    if not _TAK.fullmatch(tak) or ".lock" in tak or ".." in tak or len(tak) > 200:
        raise Geweigerd.om("naam-onveilig/naam-doel", repr(tak)[:80])
    return tak
