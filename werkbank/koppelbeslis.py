"""``verordening koppeling --bevestig/--verwerp/--herroep``: a person decides about links on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from impact.dossier.velden import velden
from verordening.bevinding import Geweigerd
from werkbank.opdrachtregel import optie

if TYPE_CHECKING:
    from impact.dossier.koppelingen import Koppeling
    from impact.graaf.bureau import Bureau, Kandidaat

_PAAR = "MAATREGEL/REGELING/EID"


class Opdracht(NamedTuple):
    """What the person asks: pairs per verdict, who, and why."""

    wie: str = optie("Wie beslist.", metavar="NAAM")
    waarom: str = optie("De reden van de beslissing.", metavar="TEKST")
    bevestig: tuple[str, ...] = optie(
        "Leg vast dat de maatregel deze bepaling raakt; het eId van een artikel geldt voor al zijn leden.",
        metavar=_PAAR,
    )
    verwerp: tuple[str, ...] = optie("Leg vast dat de maatregel deze bepaling niet raakt.", metavar=_PAAR)
    herroep: tuple[str, ...] = optie(
        "Neem de beslissing over dit paar terug; wat beslist was, blijft leesbaar.", metavar=_PAAR
    )

    @property
    def iets(self) -> bool:
        """Whether anything is asked.

        Raises:
            click.UsageError: who or why is missing.
        """
        if not (self.bevestig or self.verwerp or self.herroep):
            return False
        if not self.wie.strip():
            raise click.UsageError("wie beslist er? Voeg toe: --wie «naam of functie».")
        if (self.bevestig or self.verwerp) and not self.waarom.strip():
            raise click.UsageError("waarom? Voeg toe: --waarom «één zin die een ander begrijpt».")
        return True


def leg_vast(dossier: Path, tafel: Bureau, vraag: Opdracht, moment: datetime) -> list[str]:
    """Record the decisions: all of them, or none.

    Args:
        tafel: the queue with the decided pairs (``ook_beslist``). moment: now.

    Returns:
        One line per decision.

    Raises:
        Geweigerd: a pair is not there, there is nothing to take back, or another person decided in the meantime.
    """
    from werkbank.diensten.beslissen import Keuze, beslis, herroep, lees_beslissingen, merk

    laatste = lees_beslissingen(dossier).laatste()
    nieuw: list[Koppeling] = []
    for status, paren in (("bevestigd", vraag.bevestig), ("verworpen", vraag.verwerp)):
        keuze = Keuze(status, vraag.wie.strip(), vraag.waarom.strip())
        nieuw += [
            keuze.koppeling(kandidaat(k) | {"kans": k.kans}, moment) for paar in paren for k in _zoek(tafel, paar)
        ]
    terug = [k for paar in vraag.herroep for k in _beslist(list(laatste.values()), paar)]
    nieuw += herroep(terug, vraag.wie.strip(), moment)
    if beslis(dossier, merk([laatste.get(k.sleutel) for k in nieuw]), nieuw) is not None:
        raise Geweigerd.om("beslissing-ingehaald", "koppelingen.xml")
    return [f"{k.status}: {'/'.join(k.sleutel)}" for k in nieuw]


def _delen(paar: str) -> tuple[str, str, str]:
    delen = paar.split("/")
    if len(delen) != 3 or not all(delen):
        raise click.UsageError(f"«{paar}» is geen paar; schrijf {_PAAR}, zoals M08/beleidsregels-giften/art_2__para_1.")
    return delen[0], delen[1], delen[2]


def _past(sleutel: tuple[str, str, str], paar: str) -> bool:
    maatregel, regeling, eid = _delen(paar)
    return sleutel[:2] == (maatregel, regeling) and (sleutel[2] == eid or sleutel[2].startswith(f"{eid}__"))


def _zoek(tafel: Bureau, paar: str) -> Sequence[Kandidaat]:
    gevonden = [k for k in tafel.rij if _past((k.maatregel, k.plaats.regeling, k.plaats.eId), paar)]
    if not gevonden:
        raise Geweigerd.om("paar-onbekend", paar)
    return gevonden


def _beslist(laatste: Sequence[Koppeling], paar: str) -> Sequence[Koppeling]:
    gevonden = [k for k in laatste if k.geldt and _past(k.sleutel, paar)]
    if not gevonden:
        raise Geweigerd.om("paar-onbekend/beslist", paar)
    return gevonden


def kandidaat(k: Kandidaat) -> dict[str, object]:
    """A pair of the queue as a record."""
    return velden(k, "maatregel wet redenen", kans=round(k.kans, 3)) | velden(k.plaats, "regeling eId adres tekst")
