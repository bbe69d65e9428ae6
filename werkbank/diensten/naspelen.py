"""Proof of the archive of a dossier: its gate, its signed states, and everything replayed from the first delivery."""

from __future__ import annotations

from pathlib import Path

from verordening.bevinding import Bevinding, Geweigerd
from versies.archief.archief import Archief
from versies.archief.herbouw import Herbouw, herbouw
from versies.archief.poort import poort
from versies.archief.standlabel import controleer_labels
from versies.registratie.bewijs import bewijsvoering


def speel_af(dossier: Path, vertrouwd: str = "") -> tuple[Herbouw, int, tuple[Bevinding, ...]]:
    """Check the signed states and replay everything.

    Args:
        dossier: the folder. vertrouwd: public key by which every signed state must be signed; empty: any.

    Returns:
        The outcome of the replay, the number of signed states, and all findings.
    """
    try:
        gemeld = [
            b
            for b in poort(dossier, alleen_archief=True).bevindingen
            if b.code in ("register-vernieuwd", "niet-vastgelegd", "conflictkopie")
        ]
    except Geweigerd as fout:
        if fout.code != "archief-teruggezet":
            raise
        gemeld = [fout.als_bevinding()]  # a check says what else is wrong as well
    with Archief.open(dossier) as archief:
        standen, vals = controleer_labels(archief.opslag, vertrouwd)
        uitkomst = herbouw(archief, bewijsvoering(dossier))
    return uitkomst, standen, (*gemeld, *vals, *uitkomst.bevindingen)
