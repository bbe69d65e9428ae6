"""Keys: refused before anything is stored when they cannot sign."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from verordening.bevinding import Geweigerd

__all__ = ["controleer_sleutel", "onderteken_bytes"]

_RUIMTE = "verordening"
"""Namespace of the signatures (``ssh-keygen -Y``): a signature for something else is none for this."""


def _ssh(*opdracht: str, invoer: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    programma = shutil.which("ssh-keygen")
    if programma is None:
        raise Geweigerd("het programma ssh-keygen ontbreekt", code="geen-ssh-keygen", advies="Installeer OpenSSH.")
    return subprocess.run(
        [programma, *opdracht],
        input=invoer,
        capture_output=True,
        check=False,
        timeout=60,
        env={"SSH_ASKPASS_REQUIRE": "never", "LC_ALL": "C", "PATH": "/usr/bin:/bin"},
        start_new_session=True,
    )


def onderteken_bytes(sleutel: Path, inhoud: bytes) -> bytes:
    """A signature over some bytes, read back and checked before it counts.

    Args:
        sleutel: private SSH key without a password (or a public one whose private part the agent holds).

    Raises:
        Geweigerd: no key, one that asks for a password, or a signature that is empty or wrong.
    """
    if not sleutel.is_file():
        raise Geweigerd("dit is geen sleutelbestand", plaats=str(sleutel), code="geen-sleutel")
    with tempfile.TemporaryDirectory(prefix="teken-") as map_:
        bestand = Path(map_) / "inhoud"
        bestand.write_bytes(inhoud)
        gedaan = _ssh("-Y", "sign", "-q", "-f", str(sleutel.absolute()), "-n", _RUIMTE, str(bestand))
        teken = Path(map_) / "inhoud.sig"
        handtekening = teken.read_bytes() if teken.is_file() else b""
        if gedaan.returncode or b"BEGIN SSH SIGNATURE" not in handtekening:
            reden = " ".join(gedaan.stderr.decode("utf-8", "replace").split())[:160]
            raise Geweigerd(
                f"ondertekenen kan niet met deze sleutel ({reden or 'er kwam geen handtekening'})",
                plaats=str(sleutel),
                code="niet-ondertekend",
                advies="Gebruik een SSH-sleutel zonder wachtwoord, of zet haar in de ssh-agent en geef het .pub-bestand.",
            )
        if not handtekening_klopt(handtekening, inhoud):
            raise Geweigerd("de handtekening klopt niet bij teruglezen", plaats=str(sleutel), code="niet-ondertekend")
        return handtekening


def handtekening_klopt(handtekening: bytes, inhoud: bytes) -> bool:
    """Whether a signature is whole and over these bytes, whoever made it."""
    with tempfile.TemporaryDirectory(prefix="teken-") as map_:
        teken = Path(map_) / "teken.sig"
        teken.write_bytes(handtekening)
        gedaan = _ssh("-Y", "check-novalidate", "-n", _RUIMTE, "-s", str(teken), invoer=inhoud)
        return gedaan.returncode == 0


def controleer_sleutel(sleutel: Path) -> None:
    """Sign something small, to know beforehand that the key works.

    Raises:
        Geweigerd: it does not.
    """
    onderteken_bytes(sleutel, b"proef\n")
