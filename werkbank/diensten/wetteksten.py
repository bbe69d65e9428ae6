"""The law texts that a dossier names, fetched into the cache where reading a dossier finds them; what fails is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from impact.dossier.laden import wetten_van
from verordening.bevinding import Bevinding, Geweigerd
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


def _niet(wet: str, dag: date, reden: str) -> Bevinding:
    return Bevinding.van("wettekst-niet-opgehaald", wet, dag.isoformat(), dag=dag.isoformat(), reden=reden)
