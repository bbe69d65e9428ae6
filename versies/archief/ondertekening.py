"""Keys: refused before anything is stored when they cannot sign."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from verordening.bevinding import Geweigerd

_RUIMTE = "verordening"
"""Namespace of the signatures (``ssh-keygen -Y``): a signature for something else is none for this."""


def _ssh(*opdracht: str, invoer: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    programma = shutil.which("ssh-keygen")
    if programma is None:
        raise Geweigerd.om("geen-ssh-keygen")
    return subprocess.run(
        [programma, *opdracht],
        input=invoer,
        capture_output=True,
        check=False,
        timeout=60,
        env={"SSH_ASKPASS_REQUIRE": "never", "LC_ALL": "C", "PATH": "/usr/bin:/bin"},
        start_new_session=True,
    )


def onderteken_bytes(sleutel: Path, inhoud: bytes, ruimte: str = _RUIMTE) -> bytes:
    """A signature over some bytes, read back and checked before it counts.

    Args:
        sleutel: private SSH key without a password (or a public one whose private part the agent holds). ruimte: what it is a
            signature for (``ssh-keygen -n``).

    Raises:
        Geweigerd: no key, one that asks for a password, or a signature that is empty or wrong.
    """
    if not sleutel.is_file():
        raise Geweigerd.om("geen-sleutel", str(sleutel))
    with tempfile.TemporaryDirectory(prefix="teken-") as map_:
        bestand = Path(map_) / "inhoud"
        bestand.write_bytes(inhoud)
        gedaan = _ssh("-Y", "sign", "-q", "-f", str(sleutel.absolute()), "-n", ruimte, str(bestand))
        teken = Path(map_) / "inhoud.sig"
        handtekening = teken.read_bytes() if teken.is_file() else b""
        if gedaan.returncode or b"BEGIN SSH SIGNATURE" not in handtekening:
            reden = " ".join(gedaan.stderr.decode("utf-8", "replace").split())[:160]
            reden = f"ssh-keygen zegt: «{reden}»" if reden else "er kwam geen handtekening"
            raise Geweigerd.om("niet-ondertekend", str(sleutel), reden=reden)
        if not handtekening_klopt(handtekening, inhoud, ruimte):
            raise Geweigerd.om("niet-ondertekend/handtekening-klopt", str(sleutel))
        return handtekening


def handtekening_klopt(handtekening: bytes, inhoud: bytes, ruimte: str = _RUIMTE) -> bool:
    """Whether a signature is whole and over these bytes, whoever made it."""
    with tempfile.TemporaryDirectory(prefix="teken-") as map_:
        teken = Path(map_) / "teken.sig"
        teken.write_bytes(handtekening)
        gedaan = _ssh("-Y", "check-novalidate", "-n", ruimte, "-s", str(teken), invoer=inhoud)
        return gedaan.returncode == 0


def controleer_sleutel(sleutel: Path) -> None:
    """Sign something small, to know beforehand that the key works.

    Raises:
        Geweigerd: it does not.
    """
    onderteken_bytes(sleutel, b"proef\n")


def publieke_sleutel(sleutel: Path) -> str:
    """The public part of a key, as one line (kind and key, without the comment).

    Raises:
        Geweigerd: it is no key, or it asks for a password.
    """
    if not sleutel.is_file():
        raise Geweigerd.om("geen-sleutel", str(sleutel))
    regel = sleutel.read_text("utf-8", "replace") if sleutel.suffix == ".pub" else ""
    if not regel:
        gedaan = _ssh("-y", "-P", "", "-f", str(sleutel.absolute()))
        regel = gedaan.stdout.decode("utf-8", "replace") if gedaan.returncode == 0 else ""
    delen = regel.split()
    if len(delen) < 2:
        raise Geweigerd.om("geen-sleutel/sleutel-lezen", str(sleutel))
    return " ".join(delen[:2])


def handtekening_door(handtekening: bytes, inhoud: bytes, sleutel: str, ruimte: str = _RUIMTE) -> bool:
    """Whether a signature is over these bytes, and by this public key."""
    with tempfile.TemporaryDirectory(prefix="teken-") as map_:
        teken, lijst = Path(map_) / "teken.sig", Path(map_) / "sleutels"
        teken.write_bytes(handtekening)
        lijst.write_text(f"griffie {sleutel}\n")
        verzoek = ("-Y", "verify", "-f", str(lijst), "-I", "griffie", "-n", ruimte, "-s", str(teken))
        return b"BEGIN SSH SIGNATURE" in handtekening and _ssh(*verzoek, invoer=inhoud).returncode == 0
