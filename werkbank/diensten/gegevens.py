"""Filling in figures, lead times, promises and choices: under the lock of the dossier, only over what was seen, nothing lost.

Every change is a line of ``gegevens.jsonl`` in the dossier: who, when, what it was and what it became. Taking back is a line more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from impact.dossier.invullen import BLADEN, Invulling, Rij, Sleutel, Waarden
from impact.dossier.keuzes import Keuzes
from impact.dossier.laden import gemeenten_van, kaders_van
from verordening.aanvullen import dossierslot
from verordening.bevinding import Geweigerd
from verordening.gemeenten import Gemeenten
from verordening.papier.rekenblad import Blad as Vel
from verordening.wissel import schrijf_set
from versies.archief.poort import lees_dossier

_JOURNAAL = "gegevens.jsonl"
_MERK = "Kenmerk"
_VAST = ("Code", "Wie", "Sleutel", "Wat")


@dataclass(frozen=True, slots=True)
class Invoer:
    """What a person fills in for one row. ``zag``: :func:`merk` of the row that was seen."""

    sleutel: Sleutel
    zag: str
    waarden: Waarden


@dataclass(frozen=True, slots=True)
class Regel:
    """One change. ``herroept``: the moment of the change that this one takes back."""

    moment: str
    wie: str
    blad: str
    sleutel: Sleutel
    was: Waarden
    wordt: Waarden
    herroept: str = ""


def lees_invulling(dossier: Path) -> Invulling:
    """What is filled in now.

    Raises:
        Geweigerd: no dossier, or one of its data files is not in order.
    """
    gelezen = lees_dossier(dossier)
    eigen = gelezen.gegevensbestand("keuzes.xml")
    return Invulling(
        gemeenten_van(gelezen),
        Keuzes.lees(eigen) if eigen else Keuzes(status="eigen gegevens", peildatum=date.fromordinal(1)),
        {k.sleutel: k for k in kaders_van(gelezen).van_soort("sturingskeuze")},
    )


def merk(dossier: str, rij: Rij) -> str:
    """What a form or a sheet carries to say which state of this row of this dossier its reader saw."""
    return hashlib.sha256(json.dumps([dossier, rij.blad, rij.sleutel, dict(rij.waarden)]).encode()).hexdigest()[:12]


def leg_vast(
    dossier: Path, blad: str, ingevuld: Sequence[Invoer], wie: str, moment: datetime, *, herroept: str = ""
) -> list[Rij] | None:
    """Record rows: all of them, or none.

    Args:
        ingevuld: with values as :meth:`Rij.lees` gives them, without a fault. herroept: the moment of what is taken back.

    Returns:
        None when they are stored, or stood there already; else the rows that another changed in the meantime.

    Raises:
        Geweigerd: a row is not of this dossier, or the files cannot be written; they are then untouched.
    """
    with dossierslot(dossier):
        stand, naam = lees_invulling(dossier), lees_dossier(dossier).blad.naam
        nieuw = [(r, i) for i in ingevuld if dict((r := stand.rij(blad, i.sleutel)).waarden) != dict(i.waarden)]
        anders = [r for r, i in nieuw if merk(naam, r) != i.zag]
        if anders or not nieuw:
            return anders or None
        regels = []
        for r, i in nieuw:
            stand = stand.met(r, i.waarden)
            regels.append(Regel(moment.isoformat(), wie, blad, i.sleutel, r.waarden, i.waarden, herroept))
        if blad == "keuzes" and stand.keuzes.peildatum.year == 1:
            stand = Invulling(
                stand.gemeenten, stand.keuzes.model_copy(update={"peildatum": moment.date()}), stand.kaders
            )
        inhoud, bestand = stand.bestand(blad), BLADEN[blad].bestand
        (Keuzes if blad == "keuzes" else Gemeenten).lees(inhoud, naam=bestand)  # nooit iets dat niet terug te lezen is
        logboek = dossier / _JOURNAAL
        oud = logboek.read_bytes() if logboek.is_file() else b""
        erbij = "".join(json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in regels)
        schrijf_set(dossier, {bestand: inhoud, _JOURNAAL: oud + erbij.encode()})
        return None


def journaal(dossier: Path) -> list[Regel]:
    """Every change, oldest first."""
    pad = dossier / _JOURNAAL
    ruw = [json.loads(r) for r in pad.read_text("utf-8").splitlines()] if pad.is_file() else []
    return [Regel(**{**r, "sleutel": tuple(r["sleutel"])}) for r in ruw]


def laatste_van(dossier: Path, blad: str, wie: str) -> list[Regel]:
    """What this person changed last, all at one moment, as long as nobody changed it again."""
    later: set[Sleutel] = set()
    gevonden: list[Regel] = []
    for r in reversed([r for r in journaal(dossier) if r.blad == blad]):
        if gevonden and r.moment != gevonden[0].moment:
            break
        if r.wie == wie and not r.herroept and r.sleutel not in later:
            gevonden.append(r)
        later.add(r.sleutel)
    return gevonden


def neem_terug(dossier: Path, regels: Sequence[Regel], wie: str, moment: datetime) -> list[Rij] | None:
    """Put back what these changes replaced; what comes out is as with :func:`leg_vast`."""
    blad, naam, stand = regels[0].blad, lees_dossier(dossier).blad.naam, lees_invulling(dossier)
    terug = []
    for r in regels:
        rij = stand.rij(blad, r.sleutel)
        toen = Rij(blad, r.sleutel, rij.waar, rij.wat, r.wordt, rij.opties)
        terug.append(Invoer(r.sleutel, merk(naam, toen), r.was))
    return leg_vast(dossier, blad, terug, wie, moment, herroept=regels[0].moment)


# --- als rekenblad ----------------------------------------------------------------------------------------------------


def kolommen(blad: str) -> tuple[str, ...]:
    """The columns of the sheet of a kind of row."""
    return (*_VAST, *(v.kop for v in BLADEN[blad].velden), _MERK)


def als_vel(dossier: Path, blad: str) -> Vel:
    """The rows as a sheet to fill in; the last column says which state of the row it was."""
    naam, velden = lees_dossier(dossier).blad.naam, BLADEN[blad].velden
    rijen = [
        (r.sleutel[0], r.waar, r.sleutel[1], r.wat, *(r.waarden[v.naam] for v in velden), merk(naam, r))
        for r in lees_invulling(dossier).rijen(blad)
    ]
    return Vel(BLADEN[blad].kop, kolommen(blad), tuple(rijen))


def uit_vel(dossier: Path, blad: str, vel: Mapping[int, Mapping[str, str]], naam: str) -> Iterator[tuple[Rij, Invoer]]:
    """What a sheet that was filled in says differently from the dossier.

    Args:
        vel: number of the row → its cells by column. naam: of the file, for messages.

    Raises:
        Geweigerd: a row is not of this dossier or there twice, was made from another state, or a cell cannot be meant.
    """
    stand, dossiernaam = lees_invulling(dossier), lees_dossier(dossier).blad.naam
    gezien: dict[Sleutel, int] = {}
    for n, cellen in vel.items():
        plaats = f"{naam}, rij {n}"
        sleutel = (cellen["Code"], cellen["Sleutel"])
        if sleutel in gezien:
            raise Geweigerd.om("rij-dubbel", plaats, rij=gezien[sleutel])
        gezien[sleutel] = n
        try:
            rij = stand.rij(blad, sleutel)
        except Geweigerd as fout:
            raise Geweigerd.om("rij-onbekend/blad", plaats, reden=fout.reden) from fout
        waarden, fouten = rij.lees({v.naam: cellen[v.kop] for v in BLADEN[blad].velden})
        if waarden == dict(rij.waarden):
            continue
        if fouten:
            raise Geweigerd.om("cel", plaats, reden=next(iter(fouten.values())))
        if rij.waarden and cellen[_MERK] != merk(dossiernaam, rij):
            raise Geweigerd.om("rij-anders", plaats)
        yield rij, Invoer(sleutel, merk(dossiernaam, rij), waarden)


def regel(rij: Rij, waarden: Waarden) -> str:
    """What changes in a row, for a reader, as one line.

    >>> regel(Rij("cijfers", ("gm0999", "x"), "Proefstad", "Inwoners", {"waarde": "", "circa": "nee"}, {}), {"waarde": "12", "circa": "nee"})
    'Proefstad, Inwoners: Waarde wordt «12», was onbekend'
    """
    delen = [
        f"{v.kop} wordt {_citaat(waarden.get(v.naam, ''))}, was {_citaat(rij.waarden.get(v.naam, ''))}"
        for v in BLADEN[rij.blad].velden
        if waarden.get(v.naam, "") != rij.waarden.get(v.naam, "")
    ]
    return f"{rij.waar}, {rij.wat}: {'; '.join(delen)}"


def _citaat(tekst: str) -> str:
    return f"«{tekst}»" if tekst else "onbekend"
