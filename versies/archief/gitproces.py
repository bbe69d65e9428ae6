"""A question to git and its answer: counted while it comes, because a small object can unfold without end."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from verordening.bevinding import Geweigerd
from verordening.systeem import gezegd
from verordening.xmlveilig import LIMIET

NAMEN, INHOUD = LIMIET, 10 * LIMIET
"""Bytes of names (some 300,000 files), and of contents or history, that are read at once at most."""
LIJST = LIMIET // 10
"""Bytes of the list that git makes of what one commit changed (more than a million files)."""


class GitProces:
    """How git is started, and the one process that is kept for reading contents.

    Args:
        map_: in which dossier. omgeving: with which environment.
    """

    def __init__(self, map_: Path, omgeving: Mapping[str, str]) -> None:
        self.map = map_
        self.omgeving = omgeving
        self._lezer: subprocess.Popen[bytes] | None = None

    def sluit(self) -> None:
        """Stop the process that was kept."""
        if self._lezer is not None:
            self._lezer.kill()
            self._lezer.communicate()
            self._lezer = None

    def inhoud(self, wat: str) -> bytes | None:
        """The contents of an object by its identifier; None when it is not there, or damaged.

        Raises:
            Geweigerd: more than a dossier can hold.
        """
        if self._lezer is None:
            self._lezer = subprocess.Popen(
                ["git", "cat-file", "--batch"],
                cwd=self.map,
                env=self.omgeving,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        invoer, uitvoer = self._lezer.stdin, self._lezer.stdout
        assert invoer is not None and uitvoer is not None
        try:
            invoer.write(f"{wat}\n".encode("ascii"))
            invoer.flush()
            kop = uitvoer.readline().split()
        except OSError:  # it stopped at something that is damaged
            kop = []
        if len(kop) != 3:
            if not kop:
                self.sluit()
            return None
        if int(kop[2]) > LIMIET:
            self.sluit()
            raise self.te_groot(f"inhoud {wat[:12]}")
        return uitvoer.read(int(kop[2]) + 1)[:-1]

    def doe(self, *opdracht: str, invoer: BinaryIO | None = None, mee: Sequence[int] = ()) -> str:
        """Let git do something; why it did not, or nothing.

        Args:
            opdracht: the words after ``git``. invoer: what it reads. mee: open files that it holds as well.
        """
        try:
            uit = subprocess.run(
                ["git", *opdracht],
                cwd=self.map,
                env=self.omgeving,
                stdin=invoer or subprocess.DEVNULL,
                capture_output=True,
                pass_fds=mee,
                check=False,
            )
        except OSError as fout:
            return kort(fout)
        if not uit.returncode:
            return ""
        return kort(uit.stderr.decode("utf-8", "replace")) or f"git {opdracht[0]} geeft code {uit.returncode}"

    def antwoord(self, opdracht: Sequence[str], invoer: BinaryIO | None, *, grens: int, voorwerp: int) -> bytes:
        """What git answers.

        Args:
            opdracht: the words after ``git``. invoer: what it reads. grens: bytes of the answer.
            voorwerp: bytes that git may hold of one object or one list.

        Raises:
            Geweigerd: more than a dossier can hold, or git cannot do it.
        """
        uit = bytearray()
        with tempfile.TemporaryFile() as fouten:
            with subprocess.Popen(
                ["git", *opdracht],
                cwd=self.map,
                env={**self.omgeving, "GIT_ALLOC_LIMIT": str(2 * voorwerp)},
                stdin=invoer or subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=fouten,
            ) as git:
                while len(uit) <= grens and git.stdout and (deel := git.stdout.read(1 << 16)):
                    uit += deel
                if len(uit) > grens:
                    git.kill()
                    raise self.te_groot(opdracht[0])
            if git.returncode:
                fouten.seek(0)
                reden = kort(fouten.read(1000).decode("utf-8", "replace"))
                if " over limit " in reden:
                    raise self.te_groot(opdracht[0])
                raise Geweigerd.om("archief-beschadigd/opslag", str(self.map), reden=reden)
        return bytes(uit)

    def te_groot(self, wat: str) -> Geweigerd:
        """The refusal of something in the store of git that is too large."""
        return Geweigerd.om("vreemde-opslag/groot", str(self.map), naam=f".git, {wat}")


def kort(fout: object) -> str:
    """The message of an error on one line."""
    return gezegd(getattr(fout, "stderr", "") or fout)[:200] or type(fout).__name__
