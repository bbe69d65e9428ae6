"""A database in one file that carries a checksum over all its other bytes.

Who opens one reads the whole file and tests that sum first; a new one takes the place of the old one in one step.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3

LEEG = b"som:" + b"0" * 64
"""What stands in the place of the checksum while it is computed."""


def in_geheugen(inhoud: bytes) -> sqlite3.Connection:
    """A database from the bytes of its file; from none an empty one."""
    db = sqlite3.connect(":memory:", check_same_thread=False)
    if inhoud:
        db.deserialize(inhoud)
    return db


def met_som(inhoud: bytes) -> bytes:
    """The bytes of a file with their checksum in its place."""
    plek = inhoud.index(LEEG)
    return b"".join((inhoud[:plek], b"som:", _som_van(inhoud, plek), inhoud[plek + len(LEEG) :]))


def _som_van(inhoud: bytes, plek: int) -> bytes:
    """The checksum of a file, without what stands in the place of that sum itself."""
    delen = memoryview(inhoud)
    som = hashlib.sha256(delen[:plek])
    som.update(delen[plek + len(LEEG) :])
    return som.hexdigest().encode()


def is_heel(inhoud: bytes) -> bool:
    """Whether a file is, byte for byte, what was written."""
    plek = re.search(rb"som:([0-9a-f]{64})", inhoud)
    return plek is not None and _som_van(inhoud, plek.start()) == plek[1]
