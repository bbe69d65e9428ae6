"""A time-stamp token (RFC 3161) for a list of hashes: asked from a service, and checked, with the program ``openssl``.

A token says that the list existed at a moment, in the words of who signed the token. Whether that is somebody to trust is
only known with their certificate.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
import urllib.request
from http.client import HTTPException
from pathlib import Path

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from wetgeving.bron.vervoer import begrensd

BESTAND = "controlegetallen.sha512.tsr"
_SOORT = "application/timestamp-query"
_TIJD = 30
_MEEST = 200_000


def _openssl(*opdracht: str) -> subprocess.CompletedProcess[bytes]:
    programma = shutil.which("openssl")
    if programma is None:
        raise Geweigerd.om("geen-openssl")
    schoon = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}
    return subprocess.run([programma, "ts", *opdracht], capture_output=True, check=False, timeout=60, env=schoon)


def vraag(lijst: bytes) -> bytes:
    """The question for a time-stamp service: the hash of the list, nothing else of it.

    Raises:
        Geweigerd: no ``openssl``.
    """
    with tempfile.TemporaryDirectory(prefix="stempel-") as map_:
        bron, uit = Path(map_) / "lijst", Path(map_) / "vraag"
        bron.write_bytes(lijst)
        _openssl("-query", "-data", str(bron), "-sha512", "-cert", "-out", str(uit))
        return uit.read_bytes() if uit.is_file() else b""


def stempel(lijst: bytes, waar: str) -> bytes:
    """A token over the list.

    Args:
        waar: address of a service (http or https), or a file with the answer of one.

    Raises:
        Geweigerd: no answer, or one that is not over this list.
    """
    if re.match(r"https?://", waar):
        verzoek = urllib.request.Request(waar, data=vraag(lijst), headers={"Content-Type": _SOORT}, method="POST")
        try:
            with urllib.request.build_opener(*begrensd(_TIJD)).open(verzoek, timeout=_TIJD) as antwoord:
                token: bytes = antwoord.read(_MEEST)
        except (OSError, ValueError, HTTPException) as fout:
            raise _geen(waar, str(fout)) from fout
    else:
        pad = Path(waar)
        if not pad.is_file():
            raise _geen(waar, "dit bestand is er niet")
        token = pad.read_bytes()[:_MEEST]
    if (fout_ := controleer(lijst, token)).ernst is Ernst.FOUT:
        raise _geen(waar, fout_.uitleg)
    return token


def controleer(lijst: bytes, token: bytes, vertrouwd: Path | None = None) -> Bevinding:
    """What a token says of a list: since when it exists (info), or what is wrong (*fout*).

    Args:
        vertrouwd: file with the certificate of the service (PEM); None: who signed it is not checked, and that is said.
    """
    with tempfile.TemporaryDirectory(prefix="stempel-") as map_:
        bron, teken = Path(map_) / "lijst", Path(map_) / "token"
        bron.write_bytes(lijst)
        teken.write_bytes(token)
        tekst = _openssl("-reply", "-in", str(teken), "-text").stdout.decode("utf-8", "replace")
        if "Status: Granted" not in tekst or _som(tekst) != hashlib.sha512(lijst).hexdigest():
            return _bevinding(Ernst.FOUT, "Het tijdstempel is niet te lezen, of hoort niet bij deze lijst.")
        moment = m[1].strip() if (m := re.search(r"^Time stamp: (.+)$", tekst, re.M)) else "onbekend"
        if vertrouwd is None:
            zin = f"Volgens het tijdstempel bestond de lijst op {moment}; wie dat zegt, is niet gecontroleerd."
            return _bevinding(Ernst.INFO, zin, "Geef het certificaat van de dienst met --tijdstempel-ca.")
        gedaan = _openssl("-verify", "-data", str(bron), "-in", str(teken), "-CAfile", str(vertrouwd.absolute()))
        if gedaan.returncode:
            return _bevinding(Ernst.FOUT, "Het tijdstempel is niet van de dienst die u vertrouwt.")
        return _bevinding(Ernst.INFO, f"De lijst bestond op {moment}, volgens de dienst die u vertrouwt.", "Geen.")


def _som(tekst: str) -> str:
    """The hash in a token as ``openssl`` prints it."""
    deel = tekst.partition("Message data:")[2].partition("Serial number:")[0]
    rijen: list[str] = re.findall(r"^\s+[0-9a-f]{4} - ((?:[0-9a-f]{2}[ -]){1,16})", deel, re.M)
    return "".join(re.sub(r"[ -]", "", rij) for rij in rijen)


def _bevinding(ernst: Ernst, uitleg: str, advies: str = "Vertrouw het niet; vraag een nieuw tijdstempel.") -> Bevinding:
    return Bevinding("tijdstempel", ernst, BESTAND, "", uitleg, advies)


def _geen(waar: str, reden: str) -> Geweigerd:
    return Geweigerd.om("geen-tijdstempel", waar, reden=reden)
