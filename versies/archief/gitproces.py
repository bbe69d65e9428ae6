"""A question to git and its answer: counted while it comes, because a small object can unfold without end."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from verordening.bevinding import Geweigerd
from verordening.xmlveilig import LIMIET

NAMEN, INHOUD = LIMIET, 10 * LIMIET
"""Bytes of names (some 300,000 files), and of contents or history, that are read at once at most."""
LIJST = LIMIET // 10
"""Bytes of the list that git makes of what one commit changed (more than a million files)."""


@dataclass(frozen=True, slots=True)
class GitProces:
    """How git is started: in which dossier, and with which environment."""

    map: Path
    omgeving: Mapping[str, str]

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
    reden = getattr(fout, "stderr", "") or getattr(fout, "strerror", "") or fout
    return " ".join(str(reden).split())[:200] or type(fout).__name__
