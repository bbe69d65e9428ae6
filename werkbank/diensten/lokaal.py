"""Local regulations from the official collection: which an organisation has, and all versions of one for a dossier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from verordening.bevinding import Bevinding, Geweigerd
from verordening.groepen import groepeer
from verordening.lezers import lees
from werkbank.diensten.eigendossier import Keuze, Toevoeging, bereid_voor
from wetgeving.bron.sru import Treffer, cql_lokaal

if TYPE_CHECKING:
    from wetgeving.bron.klant import Klant

HOOGSTENS = 500
"""Records that are read of one search; more is said, not hidden."""


@dataclass(frozen=True, slots=True)
class Gevonden:
    """One regulation in the collection, with its versions taken together.

    Args:
        id: the number without version; ``maker``, ``organisatietype``: who made it.
        versies: numbers of the versions that were found; ``vanaf``: first day of the newest; ``tot``: its end, empty when open.
    """

    id: str
    titel: str
    maker: str
    organisatietype: str
    versies: tuple[int, ...]
    vanaf: str
    tot: str


def zoek(klant: Klant, woorden: str, organisatie: str) -> tuple[tuple[Gevonden, ...], tuple[Bevinding, ...]]:
    """The regulations with these words in their title, of one municipality or regional body.

    Args:
        woorden: words of the title; empty = any. organisatie: name of the body; empty = any.

    Returns:
        The regulations by title, and what the reader must know of the search.

    Raises:
        Geweigerd: nothing asked; the service refuses; no connection.
    """
    if not (woorden.strip() or organisatie.strip()):
        raise Geweigerd.om("zoek-leeg", "zoekdienst")
    aantal, treffers = klant.zoek("cvdr", cql_lokaal(woorden.strip(), organisatie.strip()), HOOGSTENS)
    per_werk = groepeer((treffer.id.partition("_")[0], treffer) for treffer in treffers)
    gevonden = sorted((_samen(werk, rij) for werk, rij in per_werk.items()), key=lambda g: (g.titel, g.id))
    return tuple(gevonden), tuple(_opmerkingen(aantal, treffers, organisatie))


def _samen(werk: str, rij: Sequence[Treffer]) -> Gevonden:
    op_versie = sorted(rij, key=_versie)
    nieuwste = op_versie[-1]
    soort = next((waarde for naam, waarde in nieuwste.velden if naam == "organisatietype"), "")
    versies = tuple(_versie(t) for t in op_versie)
    return Gevonden(werk, nieuwste.titel, nieuwste.maker, soort, versies, nieuwste.geldig_van, nieuwste.geldig_tot)


def _versie(treffer: Treffer) -> int:
    versie = treffer.id.partition("_")[2]
    return int(versie) if versie.isdecimal() else 0


def _opmerkingen(aantal: int, treffers: Sequence[Treffer], organisatie: str) -> Iterator[Bevinding]:
    if aantal > len(treffers):
        yield Bevinding.van("zoek-meer", "zoekdienst", f"{len(treffers)} van {aantal}")
    if organisatie and not treffers:
        yield Bevinding.van("zoek-niets", "zoekdienst", organisatie)


def toevoegingen(klant: Klant, nummer: str, keuze: Keuze) -> tuple[Toevoeging, ...]:
    """Every version of a local regulation as it comes into a dossier, oldest first, all under the title of the newest.

    Of two that begin on the same day the later one counts, and that is said. When the newest has ended, the regulation is *ingetrokken*.

    Args:
        nummer: ``CVDR123456``, or with a version for that one alone.
        keuze: what the person says; the day comes from the text.

    Raises:
        Geweigerd: not found; a version that does not say from when it holds; what the text does not say and the person neither.
    """
    op_dag: dict[date, Toevoeging] = {}
    herkomst = None
    for resultaat in klant.lokale_versies(nummer):
        herkomst = resultaat.herkomst
        naam = f"{herkomst.regeling}_{herkomst.versie}"
        vanaf = date.fromisoformat(herkomst.inwerking) if herkomst.inwerking else keuze.vanaf
        een = bereid_voor(lees(resultaat.inhoud, naam=naam), replace(keuze, vanaf=vanaf), naam)
        extra = (_zelfde_dag(naam, een.vanaf),) if een.vanaf in op_dag else ()
        op_dag[een.vanaf] = replace(een, bevindingen=(*een.bevindingen, *extra))
    if herkomst is None:
        raise Geweigerd.om("geen-versies", nummer)
    rij = op_dag[max(op_dag)].rij
    voorbij = herkomst.einde and date.fromisoformat(herkomst.einde) <= klant.tijd.nu().date()
    rij = rij.model_copy(update={"status": "ingetrokken"}) if voorbij else rij
    return tuple(replace(op_dag[dag], rij=rij) for dag in sorted(op_dag))


def _zelfde_dag(naam: str, dag: date) -> Bevinding:
    return Bevinding.van("versie-zelfde-dag", naam, dag.isoformat())
