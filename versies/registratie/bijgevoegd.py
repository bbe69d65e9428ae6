"""Regulations that a decision adopts in its annexes: "De … wordt vastgesteld, zoals opgenomen in bijlage 1"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Eenheid, Gegevens, Regeling, Soort, inlinetekst, tekst, wandel
from verordening.citeertitel import eigen_titel
from verordening.eid import met_eids
from verordening.schrijvers import schrijf
from versies.besluit import Bepalingsoort, Besluit
from versies.opdracht import toets_besluit
from versies.tijd.namen import slug, vaststeller


@dataclass(frozen=True, slots=True)
class Bijgevoegd:
    """One of them: which annex it is (from 1), its text, its closing provisions, and the article that adopts it.

    Number 0: the decision is a regulation itself, that amends others as well.
    """

    nummer: int
    regeling: Regeling
    besluit: Besluit
    artikel: str


def regelingen_in(besluit: Besluit, gelezen: Regeling | None, naam: str) -> tuple[Bijgevoegd, ...]:
    """The annexes that are a regulation: they have articles, and an article of the decision itself names them by title.

    Args:
        besluit: the decision as it was read. gelezen: the same file as a text with annexes. naam: of the file.

    Raises:
        Geweigerd: a closing provision of such a regulation cannot be read.
    """
    eigen = {b.nummer[0]: " ".join(b.tekst.casefold().split()) for b in besluit.van_soort(Bepalingsoort.EIGEN)}
    uit: list[Bijgevoegd] = []
    for nummer, bijlage in enumerate(_bijlagen(gelezen) if gelezen else (), 1):
        namen = [t.casefold() for t in (eigen_titel(bijlage), inlinetekst(bijlage.opschrift)) if t]
        stelt = next((artikel for artikel, zin in eigen.items() if any(t in zin for t in namen)), "")
        if stelt and any(e.soort is Soort.ARTIKEL for e in wandel(bijlage)):
            assert gelezen is not None  # the annexes come from it
            regeling = _als_regeling(bijlage, gelezen)
            slot, fouten = toets_besluit(schrijf(regeling, "markdown").inhoud, naam=f"{naam}, bijlage {nummer}")
            if fouten:
                raise fouten[0]
            uit.append(Bijgevoegd(nummer, regeling, slot, stelt))
    return tuple(uit)


def bijlage_van(inhoud: bytes, naam: str, nummer: int) -> Regeling:
    """The regulation in an annex of a decision.

    Raises:
        Geweigerd: the decision has no such annex.
    """
    from verordening.lezers import lees

    gelezen = lees(inhoud, naam=naam)
    bijlagen = _bijlagen(gelezen)
    if nummer > len(bijlagen):
        raise Geweigerd.om("geen-basis", naam)
    return _als_regeling(bijlagen[nummer - 1], gelezen)


def _bijlagen(gelezen: Regeling) -> list[Eenheid]:
    return [e for e in gelezen.wortel.delen if e.soort is Soort.BIJLAGE]


def _als_regeling(bijlage: Eenheid, om: Regeling) -> Regeling:
    """An annex as a text of its own: its heading is the title, what stands before the first unit the preamble."""
    titel = eigen_titel(bijlage) or inlinetekst(bijlage.opschrift)
    voor = list(takewhile(lambda b: not isinstance(b, Eenheid), bijlage.inhoud))
    kop = [b for b in voor if isinstance(b, Alinea) and inlinetekst(b.inhoud).casefold() == titel.casefold()][:1]
    aanhef = tuple(b for b in voor if b not in kop)
    opschrift = kop or [Alinea(bijlage.opschrift if titel in inlinetekst(bijlage.opschrift) else (titel,))]
    delen = [
        Eenheid(Soort.OPSCHRIFT, inhoud=tuple(opschrift)),
        *([Eenheid(Soort.AANHEF, inhoud=aanhef)] if aanhef else []),
        Eenheid(Soort.LICHAAM, inhoud=bijlage.inhoud[len(voor) :]),
    ]
    orgaan, gemeente = vaststeller(tekst(om.wortel)[:2000])
    gegevens = Gegevens(slug(titel), opschrift=titel, citeertitel=titel, orgaan=orgaan, gemeente=gemeente)
    return met_eids(Regeling(gegevens, Eenheid(Soort.REGELING, inhoud=tuple(delen))))
