"""The whole set of papers of a dossier at once: for the main command, and for who wants everything in one folder."""

from __future__ import annotations

from collections.abc import Sequence

from impact import kalender, keuzemonitor, rekenmodel
from impact.brief import brieven
from impact.memo import memo
from impact.raadsstukken import ab_besluit, raadsstukken
from impact.stuk import BESTANDENLIJST, Stuk, Stukgegevens, gebruikte_bestanden
from verordening.bevinding import Bevinding
from verordening.gemeenten import Gemeente
from verordening.papier.rekenblad import csv, xlsx

__all__ = ["alle_stukken", "losse_bestanden"]


def alle_stukken(
    gegevens: Stukgegevens, gemeenten: Sequence[Gemeente] | None = None
) -> tuple[tuple[Stuk, ...], tuple[Bevinding, ...]]:
    """Memo, letters, decisions, calendar, monitor and calculation.

    Args:
        gemeenten: whose letters and decisions; None = all.

    Raises:
        Geweigerd: a template, decision or version that cannot be used.
    """
    gekozen = gegevens.impact.gemeenten.gemeenten if gemeenten is None else gemeenten
    cib, over_brieven = brieven(gegevens, gekozen)
    raad, over_raad = raadsstukken(gegevens, gekozen)
    stukken = (memo(gegevens), *cib, *raad, ab_besluit(gegevens), kalender.kalender(gegevens), keuzemonitor.keuzemonitor(gegevens),
               rekenmodel.rekenmodel(gegevens))  # fmt: skip
    return stukken, (*over_brieven, *over_raad, *keuzemonitor.controleer_vindplaatsen(gegevens))


def losse_bestanden(gegevens: Stukgegevens) -> dict[str, bytes]:
    """What goes with the papers: calendar for an agenda, spreadsheets, and the list of files used."""
    agenda, keuzes, sommen = kalender.blad(gegevens), keuzemonitor.blad(gegevens), rekenmodel.blad(gegevens)
    return {
        "besluitenkalender.ics": kalender.ics(gegevens), "besluitenkalender.csv": csv(agenda),
        "besluitenkalender.xlsx": xlsx([agenda], titel="Besluitenkalender", datum=gegevens.datum),
        "keuzes.xlsx": xlsx([keuzes, sommen], titel="Keuzemonitor en rekenmodel", datum=gegevens.datum),
        "keuzemonitor.csv": csv(keuzes), "rekenmodel.csv": csv(sommen), BESTANDENLIJST: gebruikte_bestanden(gegevens),
    }  # fmt: skip
