"""Recording what a person decides about links: under the lock of the dossier, only over what that person saw, nothing wiped."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from impact.dossier.koppelingen import (
    Citaat,
    Koppeling,
    Koppelingen,
    schrijf_erbij,
)
from impact.dossier.velden import velden
from verordening.aanvullen import dossierslot
from verordening.schijf import schrijf_atomair

_NUMMER = re.compile(r"^\s*\w{1,4}[.°)]\s+(?=\S)")
"""The own number of a lid or onderdeel is no part of the quotation: it changes when another lid is put before it."""

_gelezen: dict[bytes, Koppelingen] = {}
"""The last file as it was read or written: a thousand decisions are read once."""


@dataclass(frozen=True, slots=True)
class Keuze:
    """What a person says about a link.

    Args:
        status: "bevestigd" or "verworpen". oordeel: the verdict, in the words of the program; None: none.
        wie, waarom: who, and the reason.
    """

    status: str
    wie: str
    waarom: str
    oordeel: str | None = None

    def koppeling(self, paar: dict[str, object], moment: datetime) -> Koppeling:
        """The record: the words of both sides and the probability as they were shown."""
        return Koppeling.model_validate(
            {
                **{k: paar[k] for k in ("maatregel", "regeling", "eId")},
                **velden(self, "status wie waarom oordeel", wanneer=moment.date(), moment=moment),
                "kans": round(float(str(paar["kans"])), 4),
                "citaat": Citaat(tekst=_NUMMER.sub("", str(paar["tekst"]), count=1)),
                "wet": str(paar["wet"]) or None,
            }
        )


def lees_beslissingen(dossier: Path) -> Koppelingen:
    """All records of a dossier; an empty list when there are none yet.

    Raises:
        Geweigerd: the file is not in order.
    """
    pad = dossier / "koppelingen.xml"
    inhoud = pad.read_bytes() if pad.is_file() else b""
    if inhoud not in _gelezen:
        _bewaar(inhoud, Koppelingen.lees(inhoud, naam=pad.name) if inhoud else Koppelingen(status="eigen beslissingen"))
    return _gelezen[inhoud]


def _bewaar(inhoud: bytes, lijst: Koppelingen) -> None:
    _gelezen[inhoud] = lijst
    for oud in list(_gelezen)[:-2]:
        _gelezen.pop(oud, None)


def merk(records: Sequence[Koppeling | None]) -> str:
    """What a form carries to say which records its reader saw."""
    rij = [k.model_dump(mode="json") if k else None for k in records]
    return hashlib.sha256(json.dumps(rij, sort_keys=True).encode()).hexdigest()[:16]


def beslis(dossier: Path, zag: str, beslissingen: Sequence[Koppeling]) -> list[Koppeling | None] | None:
    """Record decisions: all of them, or none.

    Args:
        zag: :func:`merk` of the records about the same links that the person saw.

    Returns:
        None when they are stored, or were already (a form that is sent twice); else the records as another made them, and nothing
        is written.

    Raises:
        Geweigerd: the file is not in order or cannot be written; it is then untouched.
    """
    with dossierslot(dossier):
        pad, lijst = dossier / "koppelingen.xml", lees_beslissingen(dossier)
        laatste = lijst.laatste()
        nu = [laatste.get(b.sleutel) for b in beslissingen]
        if all(n is not None and _inhoud(n) == _inhoud(b) for n, b in zip(nu, beslissingen, strict=True)):
            return None
        if merk(nu) != zag:
            return nu
        for beslissing in beslissingen:
            lijst = lijst.met(beslissing)
        vervangt = any(nu) or len({b.sleutel for b in beslissingen}) < len(beslissingen)
        bestaat = pad.is_file()
        inhoud = schrijf_erbij(pad.read_bytes(), beslissingen, vervangt=vervangt) if bestaat else lijst.als_xml()
        schrijf_atomair(pad, inhoud)
        _bewaar(inhoud, lijst)
        return None


def _inhoud(k: Koppeling) -> tuple[object, ...]:
    return k.status, k.wie, k.waarom, k.oordeel, k.citaat, k.wet


def herroep(beslissingen: Sequence[Koppeling], wie: str, moment: datetime) -> list[Koppeling]:
    """The records that take decisions back; what was decided stays readable."""
    anders = {
        "status": "herroepen",
        "wie": wie,
        "wanneer": moment.date(),
        "moment": moment,
        "waarom": "Ongedaan gemaakt.",
        "oordeel": None,
    }
    return [k.model_copy(update=anders) for k in beslissingen]


def laatste_van(lijst: Koppelingen, wie: str) -> list[Koppeling]:
    """What this person decided last, and that still holds: one decision, or all that were taken at the same moment."""
    eigen = [k for k in lijst.koppelingen if k.geldt and k.wie == wie and k.moment is not None]
    laatst = max((k.moment for k in eigen if k.moment), default=None)
    return [k for k in eigen if k.moment == laatst]


def vervallen(k: Koppeling, paar: dict[str, object]) -> str:
    """Why a decision no longer holds for the texts as they are now; empty when it does.

    Args:
        paar: the pair with ``tekst`` (the provision) and ``wetten`` (what the law says, as far as known).
    """
    if not k.citaat.past_op(str(paar["tekst"])):
        return "onze tekst is sindsdien gewijzigd"
    wetten = paar["wetten"]
    assert isinstance(wetten, list)
    return "" if k.wet_staat_er(wetten) else "de wet is sindsdien gewijzigd"
