"""Who decides about beleidsregels, as every paper names it: from the dossier, with the reason, or openly unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from impact.dossier.model import Impact

BESTUREN = {"ab": "algemeen bestuur", "db": "dagelijks bestuur", "college": "college"}
"""Key of a body that makes beleidsregels → its name for a table."""
_NAMEN = BESTUREN | {"college": "college van burgemeester en wethouders"}


@dataclass(frozen=True, slots=True)
class Beleidsorgaan:
    """The body that decides about beleidsregels.

    Args:
        naam: without article, "algemeen bestuur"; ``kort``: for a table, "college"; ``van``: of which body or gemeente.
        waarom: how the papers know, as a sentence.
        regionaal: False when there is no gemeenschappelijke regeling: a gemeente by itself.
    """

    naam: str
    kort: str
    van: str
    waarom: str
    regionaal: bool = True

    @property
    def vol(self) -> str:
        """With article and owner: "het algemeen bestuur van GR Sociaal"."""
        return f"het {self.naam} van {self.van}"

    @property
    def blad(self) -> str:
        """Where its decisions are published."""
        return "blad gemeenschappelijke regeling" if self.regionaal else "gemeenteblad"


def besturen(impact: Impact) -> tuple[str, ...]:
    """Keys of the bodies that the dossier names for its beleidsregels."""
    genoemd = {r.orgaan for r in impact.regelingen if r.soort == "beleidsregel"}
    return tuple(b for b in BESTUREN if b in genoemd)


def beleidsorgaan(impact: Impact, bestuur: str = "") -> Beleidsorgaan:
    """The body that the regulations of the dossier name; a gemeente without gemeenschappelijke regeling has its college.

    Args:
        bestuur: only this one of the bodies that the dossier names.
    """
    samen, gemeenten = impact.gemeenten.samenwerking, impact.gemeenten.gemeenten
    genoemd = [bestuur] if bestuur else [*besturen(impact)]
    alleen = impact.gemeenten.alleen
    if alleen and {"ab", "db"} & set(genoemd):
        waarom = (
            "onbekend: AB of DB, en van welk samenwerkingsverband. Het dossier noemt een bestuur voor de beleidsregels, maar geen "
            "gemeenschappelijke regeling"
        )
        return Beleidsorgaan("algemeen of dagelijks bestuur", "bestuur", "[in te vullen: samenwerkingsverband]", waarom)
    if alleen:
        waarom = (
            "het dossier noemt het college voor de beleidsregels"
            if genoemd
            else "het dossier kent geen gemeenschappelijke regeling, dus het college stelt beleidsregels vast"
        )
        return Beleidsorgaan(_NAMEN["college"], "college", gemeenten[0].naam, waarom, False)
    if len(genoemd) == 1:
        naam = _NAMEN[genoemd[0]]
        twijfel = (
            ""
            if genoemd == ["college"]
            else "; de verdeling tussen algemeen en dagelijks bestuur is niet nagezien in de gemeenschappelijke regeling"
        )
        kort = "college" if genoemd == ["college"] else naam
        return Beleidsorgaan(
            naam,
            kort,
            samen.naam,
            f"het dossier noemt het {naam} voor {'deze' if bestuur else 'de'} beleidsregels{twijfel}",
        )
    if genoemd:
        titels = {b: [r.citeertitel for r in impact.regelingen if r.orgaan == b] for b in genoemd}
        per = "; ".join(f"het {_NAMEN[b]}: {', '.join(t)}" for b, t in titels.items())
        return Beleidsorgaan(
            "bestuur", "bestuur", samen.naam, f"het dossier noemt per regeling wie haar vaststelt ({per})"
        )
    return Beleidsorgaan(
        "algemeen of dagelijks bestuur",
        "bestuur",
        samen.naam,
        "onbekend: AB of DB. Het dossier noemt geen bestuur voor de beleidsregels",
    )
