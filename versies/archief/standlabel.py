"""Signed states: a label on the last commit, signed with an SSH key, which vouches for everything before it.

Git itself can check one: ``git -c gpg.ssh.allowedSignersFile=LIJST verify-tag ondertekend/0001``.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from verordening.bevinding import Bevinding, Geweigerd
from versies.archief.git import GitOpslag
from versies.archief.ondertekening import handtekening_door, handtekening_klopt, onderteken_bytes
from versies.archief.opslag import AUTEUR, ONDERTEKEND, Opslag

_RUIMTE = "git"
_BEGIN = b"-----BEGIN SSH SIGNATURE-----"


def onderteken_stand(map_: Path, sleutel: Path) -> str:
    """Sign the present state of an archive.

    Args:
        map_: the dossier. sleutel: private SSH key, or public key of which the agent holds the private part.

    Returns:
        Name of the label, ``ondertekend/<number>``.

    Raises:
        Geweigerd: no such key, nothing stored yet, or a signature that does not read back.
    """
    with GitOpslag(map_) as opslag, opslag.slot():
        hoofd = opslag.hoofd()
        if hoofd is None:
            raise Geweigerd.om("leeg-archief/niets-vastgelegd", str(map_))
        naam = f"{ONDERTEKEND}{max(map(_nummer, opslag.labels()), default=0) + 1:04}"
        kop = f"object {hoofd}\ntype commit\ntag {naam}\ntagger {AUTEUR} 0 +0000\n\nOndertekende stand\n".encode()
        opslag.schrijf_label(naam, kop + onderteken_bytes(sleutel, kop, _RUIMTE))
    return naam


def controleer_labels(opslag: Opslag, vertrouwd: str = "") -> tuple[int, list[Bevinding]]:
    """How many signed states there are, and what is wrong with them.

    Args:
        vertrouwd: a public key; every signed state must then be by that key, and there must be one.
    """
    uit: list[Bevinding] = []
    if not isinstance(opslag, GitOpslag):
        return 0, uit
    labels = opslag.labels()
    namen = sorted(n for n in labels if n.startswith(ONDERTEKEND))
    lijn = {v.id: n for n, v in enumerate(opslag.historie())} if namen else {}
    gedekt = -1
    for naam in namen:
        handtekening, kop = _handtekening(opslag, naam)
        if not handtekening_klopt(handtekening, kop, _RUIMTE) or f"tag {naam}\n".encode() not in kop:
            uit.append(Bevinding.van("label-vals", naam))
        elif vertrouwd and not handtekening_door(handtekening, kop, vertrouwd, _RUIMTE):
            uit.append(Bevinding.van("label-vreemd", naam))
        elif labels[naam] not in lijn:
            uit.append(Bevinding.van("label-los", naam))
        else:
            gedekt = max(gedekt, lijn[labels[naam]])
    rij = sorted(map(_nummer, namen))
    uit += [Bevinding.van("label-weg", f"{ONDERTEKEND}{a + 1:04}") for a, b in pairwise((0, *rij)) if b > a + 1]
    if vertrouwd and not namen:
        uit.append(Bevinding.van("niet-ondertekend/geen-stand", str(opslag.map)))
    elif vertrouwd and 0 <= gedekt < len(lijn) - 1:
        uit.append(Bevinding.van("na-ondertekend", str(opslag.map), aantal=len(lijn) - 1 - gedekt))
    return len(namen), uit


def _nummer(naam: str) -> int:
    """Of a signed state; 0 of another label."""
    nummer = naam.removeprefix(ONDERTEKEND)
    return int(nummer) if naam != nummer and nummer.isdecimal() and len(nummer) < 9 else 0


def _handtekening(opslag: GitOpslag, naam: str) -> tuple[bytes, bytes]:
    """The signature of a label and what it is over; nothing of a label that is no object of its own."""
    try:
        kop, teken, rest = opslag.lees_label(naam).partition(_BEGIN)
    except Geweigerd:
        return b"", b""
    return teken + rest, kop
