"""The usual events in the life of a regulation, spelled out as mutations."""

from __future__ import annotations

from datetime import date, datetime

from versies.tijd.model import Intrekking, Moment, Mutatie, Tijdstempel, Versie, Voorwaarde

__all__ = ["horizon", "rectificatie", "uitstel", "vernietiging"]


def uitstel(doel: str, datum: date | Voorwaarde) -> tuple[Mutatie, ...]:
    """Postponement: the doel gets another date."""
    return (Tijdstempel(doel, datum),)


def rectificatie(werk: str, doel: str, versie: str, op: datetime) -> tuple[Mutatie, ...]:
    """A corrected text for the same doel, made on the version of ``op``; dates stay as they are."""
    return (Versie(werk, (doel,), versie, basis=(Moment(doel, op),)),)


def vernietiging(
    werk: str, doel: str, op: datetime, *, versie: str = "", uitspraak: date | None = None
) -> tuple[Mutatie, ...]:
    """Annulment by a court with effect from the beginning: the doel keeps its date, its text is another one or unknown.

    Args:
        werk: the regulation. doel: the doel whose version of ``op`` was annulled (in part).
        versie: the text that remains; empty as long as nobody has delivered it.
        uitspraak: day of the judgment, when it was known before the delivery.
    """
    return (Versie(werk, (doel,), versie, basis=(Moment(doel, op),), bekend_op=uitspraak),)


def horizon(werk: str, doel: str, datum: date, basis: Moment) -> tuple[Mutatie, ...]:
    """A horizon clause: the regulation lapses by operation of law on ``datum``."""
    return (Intrekking(werk, doel, basis=(basis,)), Tijdstempel(doel, datum))
