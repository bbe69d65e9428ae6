"""The law texts that a dossier names: fetched into the cache, or laid in ``wetten/`` of the dossier from a file of the user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from impact.dossier.laden import herken_wet, wetten_van
from verordening.aanvullen import dossierslot
from verordening.bevinding import Bevinding, Geweigerd, heeft_fout
from verordening.lezers import lees
from verordening.wissel import schrijf_set
from versies.archief.poort import lees_dossier
from wetgeving.bron.klant import Klant
from wetgeving.bron.opslag import Opslag

if TYPE_CHECKING:
    from verordening.voortgang import Voortgang
    from wetgeving.bron.klant import Resultaat


@dataclass(frozen=True, slots=True)
class Gehaald:
    """One text of an act on a day: what was fetched, or the finding that says why not; not tried once there is no connection."""

    afkorting: str
    bwb: str
    dag: date
    resultaat: Resultaat | None = None
    bevinding: Bevinding | None = None
    geprobeerd: bool = True


def haal_wetten(
    dossier: Path, opslag: Path | None = None, *, alleen_opslag: bool = False, zeg: Voortgang
) -> Iterator[Gehaald]:
    """Fetch *was* and *wordt* of every act of the dossier; one that cannot be had does not stop the others.

    Without a connection the first failure stands for all: the rest is not tried.

    Args:
        opslag: the cache; None = the usual place. alleen_opslag: use only what was fetched before.

    Raises:
        Geweigerd: no dossier.
    """
    klant = Klant(
        opslag=Opslag(opslag),
        alleen_opslag=alleen_opslag,
        voortgang=lambda wat, gedaan, totaal: zeg(wat, gedaan, totaal or 0),
        pogingen=2,
    )
    verbonden = True
    for wet in wetten_van(lees_dossier(dossier)):
        for dag in dict.fromkeys((wet.was, wet.wordt)):
            geprobeerd = verbonden
            if not verbonden:
                reden = "er is geen verbinding"
            else:
                try:
                    yield Gehaald(wet.afkorting, wet.bwb, dag, klant.tekst(wet.bwb, dag))
                    continue
                except Geweigerd as fout:
                    verbonden, reden = fout.code != "geen-netwerk" or alleen_opslag, str(fout)
            yield Gehaald(wet.afkorting, wet.bwb, dag, None, _niet(wet.afkorting, dag, reden), geprobeerd)


def leg_neer(dossier: Path, bestanden: Sequence[tuple[str, bytes]]) -> tuple[tuple[str, date], ...]:
    """Lay law texts in ``wetten/`` of a dossier, where every command finds them without a connection: all of them, or none.

    Args:
        bestanden: name (for messages) and content of each, as the official repository gives them (XML).

    Returns:
        Of each the short name of the act, and the day from which the text holds.

    Raises:
        Geweigerd: no law text, an act that the dossier does not name, a text that is not read without fault, or another text
            of a day that is there already.
    """
    genoemd = {w.bwb: w.afkorting for w in wetten_van(lees_dossier(dossier))}
    herkend = [_herkend(naam, inhoud, genoemd) for naam, inhoud in bestanden]
    erbij: dict[str, bytes] = {}
    with dossierslot(dossier):
        for (naam, inhoud), (bwb, vanaf) in zip(bestanden, herkend, strict=True):
            pad = f"wetten/{bwb}_{vanaf.isoformat()}.xml"
            ligt = erbij.get(pad) or ((dossier / pad).read_bytes() if (dossier / pad).exists() else inhoud)
            if ligt != inhoud:
                raise Geweigerd.om("geen-wettekst/dag-bezet", naam, dag=f"{vanaf:%d-%m-%Y}", pad=pad)
            erbij[pad] = inhoud
        schrijf_set(dossier, erbij)
    return tuple((genoemd[bwb], vanaf) for bwb, vanaf in herkend)


def _herkend(naam: str, inhoud: bytes, genoemd: Mapping[str, str]) -> tuple[str, date]:
    gevonden = herken_wet(inhoud)
    if gevonden is None:
        raise Geweigerd.om("geen-wettekst", naam)
    if gevonden[0] not in genoemd:
        wetten = ", ".join(genoemd.values()) or "geen"
        raise Geweigerd.om("geen-wettekst/andere-wet", naam, bwb=gevonden[0], wetten=wetten)
    gelezen = lees(inhoud, naam=naam)
    for b in (*gelezen.bevindingen, *gelezen.verantwoording.bevindingen()):
        if heeft_fout([b]):
            raise Geweigerd.om("tekst-met-fout", naam, uitleg=b.uitleg, advies=b.advies)
    return gevonden


def _niet(wet: str, dag: date, reden: str) -> Bevinding:
    return Bevinding.van("wettekst-niet-opgehaald", wet, dag.isoformat(), dag=dag.isoformat(), reden=reden)
