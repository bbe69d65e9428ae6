"""Signed states: a label on the last commit, signed with an SSH key, which vouches for everything before it.

Git itself can check one: ``git -c gpg.ssh.allowedSignersFile=LIJST verify-tag ondertekend/0001``.
"""

from __future__ import annotations

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
        naam = f"{ONDERTEKEND}{sum(n.startswith(ONDERTEKEND) for n in opslag.labels()) + 1:04}"
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
    namen = sorted(n for n in opslag.labels() if n.startswith(ONDERTEKEND))
    lijn = {v.id for v in opslag.historie()} if namen else set()
    for naam in namen:
        kop, teken, rest = opslag.lees_label(naam).partition(_BEGIN)
        handtekening = teken + rest
        if not handtekening_klopt(handtekening, kop, _RUIMTE) or f"tag {naam}\n".encode() not in kop:
            uit.append(Bevinding.van("label-vals", naam))
        elif vertrouwd and not handtekening_door(handtekening, kop, vertrouwd, _RUIMTE):
            uit.append(Bevinding.van("label-vreemd", naam))
        elif opslag.labels()[naam] not in lijn:
            uit.append(Bevinding.van("label-los", naam))
    if vertrouwd and not namen:
        uit.append(Bevinding.van("niet-ondertekend/geen-stand", str(opslag.map)))
    return len(namen), uit
