"""Proof for a third party: a signed list of hashes, keys that follow each other, and a check without the writer's machine.

What is promised: who has the list and the keys sees every changed, missing or added file, and a list that was signed by
another key. A new key counts only when the previous one signed the file that names it. What is not promised: that the
newest list is shown (a reader may be shown an old one; a time-stamp token says when it was made at the latest), nor
anything about the content of decisions. Compare TUF (roles with expiry and thresholds; here one role, no expiry) and The
Archive Framework (rotation signed by the previous keys, which is what is done here).

Files beside ``controlegetallen.sha512``: ``controlegetallen.sha512.sig`` (``ssh-keygen -Y``, namespace *verordening*),
``sleutels.txt`` (one public key a line, oldest first), ``sleutels-N.sig`` (line N signed by the key of line N-1), and
optionally ``controlegetallen.sha512.tsr`` (an RFC 3161 token that somebody added; it is not made or checked here).
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from versies.archief.ondertekening import handtekening_door, onderteken_bytes, publieke_sleutel
from versies.publicatie.reeks import CONTROLEGETALLEN

HANDTEKENING = f"{CONTROLEGETALLEN}.sig"
SLEUTELS = "sleutels.txt"
TIJDSTEMPEL = f"{CONTROLEGETALLEN}.tsr"


def ondertekend(lijst: bytes, sleutel: Path, vorige: Path, met: Path | None = None) -> dict[str, bytes]:
    """The files that sign a list of hashes.

    Args:
        lijst: contents of ``controlegetallen.sha512``. sleutel: private key. vorige: the folder as it was published.
        met: the key that was used before, when ``sleutel`` is a new one.

    Returns:
        name → content, read back and checked.

    Raises:
        Geweigerd: the key cannot sign, or is another one than before and the earlier one does not sign it.
    """
    eigen = publieke_sleutel(sleutel)
    rij = _sleutels(vorige)
    uit = {f"sleutels-{n}.sig": (vorige / f"sleutels-{n}.sig").read_bytes() for n in range(2, len(rij) + 1)}
    if rij and rij[-1] != eigen:
        if met is None or publieke_sleutel(met) != rij[-1]:
            raise Geweigerd(
                "deze map is eerder met een andere sleutel ondertekend",
                plaats=str(sleutel),
                code="andere-sleutel",
                advies="Geef de vorige sleutel met --vorige-sleutel: die ondertekent de nieuwe.",
            )
        uit[f"sleutels-{len(rij) + 1}.sig"] = onderteken_bytes(met, eigen.encode())
    rij = rij if rij and rij[-1] == eigen else [*rij, eigen]
    uit[SLEUTELS] = ("\n".join(rij) + "\n").encode()
    uit[HANDTEKENING] = onderteken_bytes(sleutel, lijst)
    return uit


def _sleutels(map_: Path) -> list[str]:
    pad = map_ / SLEUTELS
    return [r for r in pad.read_text("utf-8").splitlines() if r.strip()] if pad.is_file() else []


def _fout(code: str, plek: str, uitleg: str, advies: str = "Vertrouw deze map niet.") -> Bevinding:
    return Bevinding(code, Ernst.FOUT, plek, "", uitleg, advies)


def verifieer_map(map_: Path, vertrouwd: str = "") -> tuple[Mapping[str, int], list[Bevinding]]:
    """Check a published folder: every hash, nothing missing or added, the signature, and the row of keys.

    Args:
        vertrouwd: a public key (its first two words) that must be in the row; empty: the first key is only named.

    Returns:
        counts (bestanden, sleutels); findings: a *fout* for everything that is not right.

    Raises:
        Geweigerd: not a published folder.
    """
    lijst = map_ / CONTROLEGETALLEN
    if not lijst.is_file():
        raise Geweigerd(
            "hier staan geen controlegetallen",
            plaats=str(map_),
            code="geen-publicatie",
            advies="Geef een map van «publiceer», of een dossier met een archief.",
        )
    uit: list[Bevinding] = []
    gegevens = lijst.read_bytes()
    sommen = {naam: som for som, _, naam in (r.partition("  ") for r in gegevens.decode("utf-8").splitlines()) if naam}
    for naam, som in sommen.items():
        pad = map_ / naam
        if ".." in Path(naam).parts or Path(naam).is_absolute() or not pad.is_file():
            uit.append(_fout("bestand-weg", naam, "Dit bestand staat in de lijst maar niet in de map."))
        elif hashlib.sha512(pad.read_bytes()).hexdigest() != som:
            uit.append(_fout("bestand-anders", naam, "Dit bestand is veranderd na publicatie."))
    eigen = {CONTROLEGETALLEN, HANDTEKENING, SLEUTELS, TIJDSTEMPEL}
    for pad in map_.rglob("*"):
        naam = pad.relative_to(map_).as_posix()
        bekend = naam in sommen or naam in eigen or (naam.startswith("sleutels-") and naam.endswith(".sig"))
        if pad.is_file() and not bekend:
            uit.append(_fout("bestand-erbij", naam, "Dit bestand staat niet in de lijst."))
    rij = _sleutels(map_)
    uit += _handtekeningen(map_, gegevens, rij, vertrouwd)
    return {"bestanden": len(sommen), "sleutels": len(rij)}, uit


def _handtekeningen(map_: Path, lijst: bytes, rij: list[str], vertrouwd: str) -> list[Bevinding]:
    teken = map_ / HANDTEKENING
    if not teken.is_file() or not rij:
        uitleg = "De lijst is niet ondertekend: wie de map kan veranderen, kan ook de lijst veranderen."
        ernst = Ernst.FOUT if vertrouwd else Ernst.WAARSCHUWING
        return [
            Bevinding(
                "niet-ondertekend", ernst, CONTROLEGETALLEN, "", uitleg, "Vraag de griffie om een ondertekende lijst."
            )
        ]
    if shutil.which("ssh-keygen") is None:
        return [
            _fout(
                "geen-ssh-keygen",
                HANDTEKENING,
                "Zonder ssh-keygen is de handtekening niet te controleren.",
                "Installeer OpenSSH.",
            )
        ]
    uit: list[Bevinding] = []
    if not handtekening_door(teken.read_bytes(), lijst, rij[-1]):
        uit.append(
            _fout(
                "handtekening", HANDTEKENING, "De handtekening is leeg, of niet van de laatste sleutel over deze lijst."
            )
        )
    for n in range(2, len(rij) + 1):
        bewijs = map_ / f"sleutels-{n}.sig"
        if not bewijs.is_file() or not handtekening_door(bewijs.read_bytes(), rij[n - 1].encode(), rij[n - 2]):
            uit.append(
                _fout("sleutelketen", f"{SLEUTELS}, regel {n}", "Deze sleutel is niet door de vorige ondertekend.")
            )
    if vertrouwd and " ".join(vertrouwd.split()[:2]) not in [" ".join(r.split()[:2]) for r in rij]:
        uit.append(_fout("vreemde-sleutel", SLEUTELS, "Geen van de sleutels is de sleutel die u vertrouwt."))
    return uit
