"""Counting back: from entry into force through publication, decision and treatment to the day the papers must be in.

Each step back costs a lead time that is a fact (from ``gemeenten.xml``), an assumption (``aannames.xml``) or unknown.
An unknown one costs nothing in the sum, so that the date found is a bound ("in any case before"), and everything
earlier says which lead times are missing. Never a date that looks surer than it is.

The rule that publication comes before entry into force: Bekendmakingswet, article 8 (``regels`` G.1).

>>> keten = tel_terug(date(2027, 1, 1), (Duur("bekendmaking-dagen", 14, "dossier"), Duur("aanlevering-weken", None)))
>>> [(s.naam, s.uiterlijk.isoformat(), s.zeker) for s in keten.stappen]
[('bekendmaking', '2026-12-31', True), ('besluit', '2026-12-17', True), ('aanlevering', '2026-12-17', False)]
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from impact.stukken.taal import dag, meervoud, opsomming
from impact.woorden import woorden

if TYPE_CHECKING:
    from impact.dossier.aannames import Aannames
    from verordening.gemeenten import Gemeenten, Raadscyclus

NAMEN = woorden("termijn")
_STAPPEN = {
    "gemeenteraad": (
        "bekendmaking-dagen",
        "oordeelsvormend-weken",
        "beeldvormend-weken",
        "aanlevering-weken",
        "advies-weken",
    ),
    "ab": ("bekendmaking-dagen", "aanlevering-weken"),
}


@dataclass(frozen=True, slots=True)
class Duur:
    """A lead time in the unit of its name (``…-weken``, ``…-dagen``). ``herkomst``: "dossier", "aanname" or "onbekend"."""

    stap: str
    waarde: int | None
    herkomst: str = "onbekend"
    grond: str = ""

    @property
    def dagen(self) -> int:
        """In days; 0 when unknown."""
        return (self.waarde or 0) * (7 if self.stap.endswith("-weken") else 1)

    @property
    def tekst(self) -> str:
        """For a reader: "14 dagen (aanname: …)", "onbekend"."""
        if self.waarde is None:
            return "onbekend"
        een, meer = ("week", "weken") if self.stap.endswith("-weken") else ("dag", "dagen")
        staart = f" (aanname: {self.grond.rstrip('.')})" if self.herkomst == "aanname" else ""
        return meervoud(self.waarde, een, meer) + staart


@dataclass(frozen=True, slots=True)
class Stap:
    """One step: what must have happened, and the last day. ``zeker``: no lead time on the way is unknown.

    ``aannames`` and ``onbekend`` name the lead times between here and entry into force.
    """

    naam: str
    uiterlijk: date
    zeker: bool
    aannames: tuple[str, ...] = ()
    onbekend: tuple[str, ...] = ()
    reces: bool = False

    @property
    def tekst(self) -> str:
        """The date for a reader, with everything that it does not know."""
        if self.onbekend:
            wat = "de termijn" if len(self.onbekend) == 1 else "de termijnen"
            werkwoord = "is" if len(self.onbekend) == 1 else "zijn"
            basis = f"onbekend; in elk geval niet na {dag(self.uiterlijk)} ({wat} voor {opsomming(self.onbekend)} {werkwoord} onbekend)"
        else:
            basis = dag(self.uiterlijk)
        if self.aannames:
            basis += f" (gerekend met een aanname over {opsomming(self.aannames)})"
        return basis + (" (vervroegd wegens het zomerreces)" if self.reces else "")


@dataclass(frozen=True, slots=True)
class Keten:
    """All steps back from one day of entry into force, latest first; ``duren`` are the lead times used."""

    ingang: date
    orgaan: str
    stappen: tuple[Stap, ...]
    duren: tuple[Duur, ...]

    def stap(self, naam: str) -> Stap:
        """Step by name (raises KeyError)."""
        return {s.naam: s for s in self.stappen}[naam]

    @property
    def besluit(self) -> Stap:
        """The decision itself."""
        return self.stap("besluit")


def tel_terug(
    ingang: date,
    duren: tuple[Duur, ...],
    *,
    orgaan: str = "gemeenteraad",
    reces: tuple[date, date] | None = None,
    niet_na: date | None = None,
) -> Keten:
    """Count back from the day of entry into force.

    Args:
        ingang: first day on which the text must hold.
        duren: from late to early; the first is publication, the rest are counted from the decision, except
            *aanlevering*, which is counted from the earliest treatment, and the advice, counted from *aanlevering*.
        orgaan: who decides.
        reces: first and last day on which the body does not meet; a meeting in it moves to the day before.
        niet_na: the publication must come earlier still, because another decision builds on this one.

    Raises:
        ValueError: no lead time for publication in front.
    """
    if not duren or duren[0].stap != "bekendmaking-dagen":
        raise ValueError("de eerste termijn is die voor de bekendmaking")
    bekend = ingang - timedelta(days=1)
    bekend = min(bekend, niet_na) if niet_na else bekend
    stappen = [Stap("bekendmaking", bekend, True)]
    gebruikt = [duren[0]]
    besluit = _stap("besluit", bekend - timedelta(days=duren[0].dagen), gebruikt, reces)
    stappen.append(besluit)
    vroegst = besluit
    for duur in duren[1:]:
        na_elkaar = duur.stap in ("aanlevering-weken", "advies-weken")
        vanaf = vroegst if na_elkaar else besluit
        keten = (*gebruikt, duur) if na_elkaar else (duren[0], duur)
        vroegst = _stap(NAMEN[duur.stap], vanaf.uiterlijk - timedelta(days=duur.dagen), keten, reces)
        stappen.append(vroegst)
        gebruikt.append(duur)
    return Keten(ingang, orgaan, tuple(stappen), duren)


def _stap(naam: str, dag_: date, keten: tuple[Duur, ...] | list[Duur], reces: tuple[date, date] | None) -> Stap:
    vervroegd = bool(reces and reces[0] <= dag_ <= reces[1] and naam not in ("aanlevering", NAMEN["advies-weken"]))
    if vervroegd and reces:
        dag_ = reces[0] - timedelta(days=1)
    onbekend = tuple(NAMEN[x.stap] for x in keten if x.waarde is None)
    aannames = tuple(NAMEN[x.stap] for x in keten if x.herkomst == "aanname")
    return Stap(naam, dag_, not onbekend, aannames, onbekend, vervroegd)


def duren(cyclus: Raadscyclus, orgaan: str, gemeente: str, aannames: Aannames) -> tuple[Duur, ...]:
    """Lead times of a body, in the order of :func:`tel_terug`: the fact, else the assumption, else unknown."""
    uit = []
    for stap in _STAPPEN[orgaan]:
        feit = cyclus.getal(stap.replace("-", "_"))
        aanname = aannames.termijn(orgaan, gemeente, stap)
        if feit is not None:
            uit.append(Duur(stap, feit, "dossier"))
        elif aanname is not None:
            uit.append(Duur(stap, aanname.waarde, "aanname", aanname.grond))
        elif stap != "advies-weken" or cyclus.advies_weken is not None:
            uit.append(Duur(stap, None))
    return tuple(uit)


def keten_van(
    ingang: date,
    orgaan: str,
    regio: Gemeenten,
    aannames: Aannames,
    *,
    gemeente: str = "alle",
    niet_na: date | None = None,
) -> Keten:
    """The chain for one body: the raad of one gemeente (by code), or the AB of the region."""
    cyclus = (
        regio[gemeente].raadscyclus if orgaan == "gemeenteraad" and gemeente != "alle" else regio.samenwerking.cyclus
    )
    lijst = duren(cyclus, orgaan, gemeente, aannames)
    return tel_terug(ingang, lijst, orgaan=orgaan, reces=_reces(cyclus), niet_na=niet_na)


def _reces(cyclus: Raadscyclus) -> tuple[date, date] | None:
    try:
        return date.fromisoformat(cyclus.zomerreces_van), date.fromisoformat(cyclus.zomerreces_tot)
    except ValueError:
        return None  # onbekend, of alleen een maand: dan is er geen dag om voor uit te wijken
