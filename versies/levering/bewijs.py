"""Proof for a third party: a signed list of hashes, keys that follow each other, and a check without the writer's machine.

Two roles. The key for *publicatie* signs lists; the key for *beheer* signs the sheet that says which keys have these roles,
and may lie in a safe. One key may have both. Every sheet is kept; a sheet counts only when the key for *beheer* of the
sheet before it signed it (the first: its own). So a key is replaced, or lost keys are shut out, by a new sheet.

What is promised: who has the list and the sheets sees every changed, missing or added file, a list that was signed by
another key, and a sheet that the previous key for *beheer* did not sign. What is not promised: that the newest list is shown
(a reader may be shown an old one; a time-stamp token says when it existed at the latest), that a key was not stolen, nor
anything about the content of decisions. Compare TUF (four roles with expiry and thresholds; here two roles, without both)
and The Archive Framework (rotation signed by the previous keys, which is what is done here).

Files beside ``controlegetallen.sha512``: ``controlegetallen.sha512.sig`` (``ssh-keygen -Y``, namespace *verordening*),
``sleutels-NNNN.txt`` with ``sleutels-NNNN.txt.sig``, and optionally ``controlegetallen.sha512.tsr`` (RFC 3161).
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.xmlveilig import LIMIET
from versies.archief.mapstand import lees_begrensd
from versies.archief.ondertekening import handtekening_door, onderteken_bytes, publieke_sleutel
from versies.levering import tijdstempel
from versies.publicatie.reeks import CONTROLEGETALLEN

_GROOTST = 20 * LIMIET
HANDTEKENING = f"{CONTROLEGETALLEN}.sig"
_BLAD = re.compile(
    r"Sleutels van deze bladzijden, blad (\d+)\nbeheer (ssh-\S+ \S+|ecdsa-\S+ \S+)\npublicatie (\S+ \S+)\n"
)


@dataclass(frozen=True, slots=True)
class Sleutelblad:
    """Which key has which role: the public key for *beheer* and the one for *publicatie*, each as one line."""

    nummer: int
    beheer: str
    publicatie: str

    @property
    def naam(self) -> str:
        """Its file."""
        return f"sleutels-{self.nummer:04}.txt"

    def als_bytes(self) -> bytes:
        """The sheet as it is signed.

        >>> Sleutelblad(1, "ssh-ed25519 A", "ssh-ed25519 B").als_bytes().decode().splitlines()[1]
        'beheer ssh-ed25519 A'
        """
        kop = f"Sleutels van deze bladzijden, blad {self.nummer}"
        return f"{kop}\nbeheer {self.beheer}\npublicatie {self.publicatie}\n".encode()


@dataclass(frozen=True, slots=True)
class Sleutelbos:
    """The private keys of who publishes.

    Args:
        publicatie: signs the list. beheer: for the role of that name; None: as it was, or that same key.
        vorige: the key for *beheer* of the sheet before, when that changes.
    """

    publicatie: Path
    beheer: Path | None = None
    vorige: Path | None = None


def ondertekend(lijst: bytes, sleutels: Sleutelbos, vorige: Path) -> dict[str, bytes]:
    """The files that sign a list of hashes.

    Args:
        lijst: contents of ``controlegetallen.sha512``. vorige: the folder as it was published.

    Returns:
        name → content, read back and checked.

    Raises:
        Geweigerd: a key cannot sign, the folder is signed without key sheets, or the roles change and the key for *beheer* of before does not sign that.
    """
    keten = _keten(vorige)
    if not keten and (vorige / HANDTEKENING).is_file():
        raise Geweigerd.om("keten-ontbreekt", str(vorige))
    uit = {
        n: (vorige / n).read_bytes()
        for blad in keten
        for n in (blad.naam, f"{blad.naam}.sig")
        if (vorige / n).is_file()
    }
    eigen = publieke_sleutel(sleutels.publicatie)
    nu = keten[-1] if keten else None
    apart = nu.beheer if nu is not None and nu.beheer != nu.publicatie else eigen
    beheer = publieke_sleutel(sleutels.beheer) if sleutels.beheer else apart
    if nu is None or (nu.beheer, nu.publicatie) != (beheer, eigen):
        blad = Sleutelblad(len(keten) + 1, beheer, eigen)
        nodig = nu.beheer if nu else beheer
        kan = [s for s in (sleutels.vorige, sleutels.beheer, sleutels.publicatie) if s and publieke_sleutel(s) == nodig]
        if not kan:
            raise Geweigerd.om("andere-sleutel", str(sleutels.publicatie))
        uit |= {blad.naam: blad.als_bytes(), f"{blad.naam}.sig": onderteken_bytes(kan[0], blad.als_bytes())}
    uit[HANDTEKENING] = onderteken_bytes(sleutels.publicatie, lijst)
    return uit


def bijlagen(lijst: bytes, vorige: Path, sleutels: Sleutelbos | None, waar: str = "") -> dict[str, bytes]:
    """Everything that goes beside a list: signature, key sheets and time-stamp token.

    Args:
        sleutels: None: not signed now. waar: where a token is had (:func:`versies.levering.tijdstempel.stempel`).

    Raises:
        Geweigerd: the set was signed before, is different now, and there is no key.
    """
    zelfde = (vorige / CONTROLEGETALLEN).is_file() and (vorige / CONTROLEGETALLEN).read_bytes() == lijst
    uit: dict[str, bytes] = {}
    if sleutels is not None:
        uit |= ondertekend(lijst, sleutels, vorige)
    elif (vorige / HANDTEKENING).is_file():
        if not zelfde:
            raise Geweigerd.om("was-ondertekend", str(vorige))
        namen = [n for blad in _keten(vorige) for n in (blad.naam, f"{blad.naam}.sig")]
        uit |= {n: (vorige / n).read_bytes() for n in (*namen, HANDTEKENING) if (vorige / n).is_file()}
    if waar:
        uit[tijdstempel.BESTAND] = tijdstempel.stempel(lijst, waar)
    elif zelfde and (vorige / tijdstempel.BESTAND).is_file():
        uit[tijdstempel.BESTAND] = (vorige / tijdstempel.BESTAND).read_bytes()
    return uit


def _keten(map_: Path) -> list[Sleutelblad]:
    """The key sheets of a folder, oldest first, up to the first that is missing or cannot be read."""
    uit: list[Sleutelblad] = []
    while (pad := map_ / Sleutelblad(len(uit) + 1, "", "").naam).is_file():
        m = _BLAD.fullmatch(_lees(pad).decode("utf-8", "replace"))
        if m is None or int(m[1]) != len(uit) + 1:
            break
        uit.append(Sleutelblad(int(m[1]), m[2], m[3]))
    return uit


def _lees(pad: Path) -> bytes:
    """A list, sheet or signature of somebody else, which may be of any size; nothing of what no publication writes so large."""
    return lees_begrensd(pad) or b""


def _som(pad: Path) -> str:
    """The hash of a file; of one that no publication has, for its size, none."""
    with pad.open("rb") as bestand:
        return hashlib.file_digest(bestand, "sha512").hexdigest() if pad.stat().st_size <= _GROOTST else ""


def _fout(code: str, plek: str, uitleg: str, advies: str = "Vertrouw deze map niet.") -> Bevinding:
    return Bevinding(code, Ernst.FOUT, plek, "", uitleg, advies)


def verifieer_map(
    map_: Path, vertrouwd: str = "", stempel_ca: Path | None = None
) -> tuple[Mapping[str, int], list[Bevinding]]:
    """Check a published folder: every hash, nothing missing or added, the signature, and the row of keys.

    Args:
        vertrouwd: a public key (its first two words) that must be on one of the sheets; empty: any.
        stempel_ca: certificate of the time-stamp service that is trusted.

    Returns:
        counts (bestanden, sleutels); findings: a *fout* for everything that is not right.

    Raises:
        Geweigerd: not a published folder.
    """
    lijst = map_ / CONTROLEGETALLEN
    if not lijst.is_file():
        raise Geweigerd.om("geen-publicatie", str(map_))
    uit: list[Bevinding] = []
    gegevens = _lees(lijst)
    tekst = os.fsdecode(gegevens)
    sommen = {naam: som for som, _, naam in (r.partition("  ") for r in tekst.split("\n")) if naam}
    if tekst != "".join(f"{som}  {naam}\n" for naam, som in sommen.items()):
        uit.append(_fout("lijst", CONTROLEGETALLEN, "Niet elke regel is een controlegetal met een eigen bestand."))
    for naam, som in sommen.items():
        pad = map_ / naam
        if ".." in Path(naam).parts or Path(naam).is_absolute() or "\0" in naam or not pad.is_file():
            uit.append(_fout("bestand-weg", naam, "Dit bestand staat in de lijst maar niet in de map."))
        elif _som(pad) != som:
            uit.append(_fout("bestand-anders", naam, "Dit bestand is veranderd na publicatie."))
    keten = _keten(map_)
    eigen = {CONTROLEGETALLEN, HANDTEKENING, tijdstempel.BESTAND}
    eigen |= {n for blad in keten for n in (blad.naam, f"{blad.naam}.sig")}
    for pad in map_.rglob("*"):
        naam = pad.relative_to(map_).as_posix()
        if pad.is_file() and naam not in sommen and naam not in eigen:
            uit.append(_fout("bestand-erbij", naam, "Dit bestand staat niet in de lijst."))
    uit += _handtekeningen(map_, gegevens, keten, vertrouwd)
    if (token := map_ / tijdstempel.BESTAND).is_file():
        uit.append(tijdstempel.controleer(gegevens, _lees(token), stempel_ca))
    elif stempel_ca is not None:
        uit.append(_fout("tijdstempel", CONTROLEGETALLEN, "Er is geen tijdstempel.", "Vraag de griffie om een."))
    return {"bestanden": len(sommen), "sleutelbladen": len(keten)}, uit


def _handtekeningen(map_: Path, lijst: bytes, keten: list[Sleutelblad], vertrouwd: str) -> list[Bevinding]:
    teken = map_ / HANDTEKENING
    if not teken.is_file() or not keten:
        uitleg = "De lijst is niet ondertekend: wie de map kan veranderen, kan ook de lijst veranderen."
        ernst = Ernst.FOUT if vertrouwd or teken.is_file() else Ernst.WAARSCHUWING
        advies = "Vraag de griffie om een ondertekende lijst."
        return [Bevinding("niet-ondertekend", ernst, CONTROLEGETALLEN, "", uitleg, advies)]
    if shutil.which("ssh-keygen") is None:
        zin = "Zonder ssh-keygen is de handtekening niet te controleren."
        return [_fout("geen-ssh-keygen", HANDTEKENING, zin, "Installeer OpenSSH.")]
    uit: list[Bevinding] = []
    if not handtekening_door(_lees(teken), lijst, keten[-1].publicatie):
        zin = "De handtekening is leeg, of niet van de sleutel voor publicatie over deze lijst."
        uit.append(_fout("handtekening", HANDTEKENING, zin))
    for eerder, blad in zip((keten[0], *keten), keten, strict=False):
        bewijs = map_ / f"{blad.naam}.sig"
        if not bewijs.is_file() or not handtekening_door(_lees(bewijs), blad.als_bytes(), eerder.beheer):
            uit.append(
                _fout("sleutelketen", blad.naam, "Dit blad is niet door de vorige sleutel voor beheer ondertekend.")
            )
    if vertrouwd and " ".join(vertrouwd.split()[:2]) not in {s for b in keten for s in (b.beheer, b.publicatie)}:
        uit.append(_fout("vreemde-sleutel", keten[-1].naam, "Op geen blad staat de sleutel die u vertrouwt."))
    return uit
