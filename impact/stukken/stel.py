"""The whole set of papers of a dossier, in parts: the main command makes all of them, the separate commands one or a few.

A part is a function from the picture to papers, the files that go with them, and what was found while making them. So a
letter from ``impact`` and a letter from ``cib`` are the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from impact.stukken.stuk import BESTANDENLIJST, Stuk, Stukgegevens, gebruikte_bestanden
from verordening.bevinding import Bevinding, Geweigerd
from verordening.gemeenten import Gemeente


@dataclass(frozen=True)
class Stel:
    """Papers, the files that go with them (name → content), and findings."""

    stukken: tuple[Stuk, ...] = ()
    los: Mapping[str, bytes] = field(default_factory=dict)
    bevindingen: tuple[Bevinding, ...] = ()


def maak_stel(
    gegevens: Stukgegevens,
    delen: Iterable[str] | None = None,
    gemeenten: Sequence[Gemeente] | None = None,
    *,
    ontbreken_mag: bool = False,
    klaar: Callable[[Iterable[Stuk]], object] = tuple,
) -> Stel:
    """Make parts of the set.

    Args:
        delen: of :data:`DELEN`; None = all. When no provision of the dossier is about a measure, only :data:`_ZONDER_MAATREGEL`.
        gemeenten: whose letters and decisions; None = all.
        ontbreken_mag: a draft decision that is not ready (:data:`_NIET_AF`) is a finding, and that part is left out; the
            memo and the letters do not need it.
        klaar: told of every paper as soon as it is there.

    Raises:
        Geweigerd: a template, decision or version that cannot be used.
    """
    gekozen = gegevens.impact.gemeenten.gemeenten if gemeenten is None else gemeenten
    stukken: list[Stuk] = []
    los: dict[str, bytes] = {}
    bevindingen: list[Bevinding] = []
    gevraagd = list(DELEN if delen is None else delen)
    if not gegevens.impact.raakt_iets:
        bevindingen.append(Bevinding.van("niets-geraakt", "dossier.xml", gegevens.impact.lijst.naam))
        gevraagd = [n for n in gevraagd if n in _ZONDER_MAATREGEL]
    for naam in gevraagd:
        try:
            deel = DELEN[naam](gegevens, gekozen)
        except Geweigerd as fout:
            if not ontbreken_mag or fout.code not in _NIET_AF:
                raise
            b = fout.als_bevinding()
            bevindingen.append(replace(b, uitleg=f"Er zijn geen {naam} gemaakt: {b.uitleg}"))
            continue
        klaar(deel.stukken)
        stukken += deel.stukken
        los |= deel.los
        bevindingen += deel.bevindingen
    los[BESTANDENLIJST] = gebruikte_bestanden(gegevens)
    return Stel(tuple(stukken), los, tuple(bevindingen))


_ZONDER_MAATREGEL = ("memo", "raadsstukken")
"""Parts that say something when no provision of the dossier is about a measure; a letter would say that there is nothing to decide."""

_NIET_AF = frozenset(
    {"besluit-ontbreekt", "versie-ontbreekt", "besluit-onleesbaar", "besluit-geeft-andere-tekst", "opstellen-onbewezen"}
)
"""Refusals that say that a draft is still being worked on: its text or version is missing, or the two do not agree yet."""


def _memo(gegevens: Stukgegevens, gemeenten: Sequence[Gemeente]) -> Stel:
    from impact.stukken.memo import memo

    return Stel((memo(gegevens),))


def _brieven(gegevens: Stukgegevens, gemeenten: Sequence[Gemeente]) -> Stel:
    from impact.stukken.brief import brieven

    stukken, bevindingen = brieven(gegevens, gemeenten)
    return Stel(stukken, bevindingen=bevindingen)


def _raadsstukken(gegevens: Stukgegevens, gemeenten: Sequence[Gemeente]) -> Stel:
    from impact.stukken.raadsstukken import raadsstukken

    stukken, bevindingen = raadsstukken(gegevens, gemeenten)
    return Stel(stukken, bevindingen=bevindingen)


def _ab_besluit(gegevens: Stukgegevens, gemeenten: Sequence[Gemeente]) -> Stel:
    from impact.stukken.abbesluit import ab_besluit
    from impact.stukken.bestuur import besluitpunten
    from impact.stukken.orgaan import besturen

    wie = besturen(gegevens.impact)
    per = [replace(gegevens, bestuur=b) for b in wie] if len(wie) > 1 and gegevens.orgaan.regionaal else [gegevens]
    stukken = tuple(ab_besluit(g) for g in per if besluitpunten(g).over_beleidsregels)
    niets = Bevinding.van("niets-te-besluiten", "dossier.xml", orgaan=gegevens.orgaan.vol)
    return Stel(stukken, bevindingen=() if stukken else (niets,))


def _kaarten(gegevens: Stukgegevens, gemeenten: Sequence[Gemeente]) -> Stel:
    from impact.stukken.kaart import kaarten

    return Stel((kaarten(gegevens),))


def _kalender(gegevens: Stukgegevens, gemeenten: Sequence[Gemeente]) -> Stel:
    from impact.stukken import kalender
    from verordening.papier.rekenblad import csv, xlsx

    blad = kalender.blad(gegevens)
    return Stel(
        (kalender.kalender(gegevens),),
        {
            "besluitenkalender.ics": kalender.ics(gegevens),
            "besluitenkalender.csv": csv(blad),
            "besluitenkalender.xlsx": xlsx([blad], titel="Besluitenkalender", datum=gegevens.datum),
        },
    )


def _keuzes(gegevens: Stukgegevens, gemeenten: Sequence[Gemeente]) -> Stel:
    from impact.stukken import keuzemonitor, rekenmodel
    from verordening.papier.rekenblad import csv, xlsx

    monitor, sommen = keuzemonitor.blad(gegevens), rekenmodel.blad(gegevens)
    sturing = gegevens.impact.kaders.van_soort("sturingskeuze")
    return Stel(
        (*([keuzemonitor.keuzemonitor(gegevens)] if sturing else []), rekenmodel.rekenmodel(gegevens)),
        {
            "keuzes.xlsx": xlsx([monitor, sommen], titel="Keuzemonitor en rekenmodel", datum=gegevens.datum),
            "keuzemonitor.csv": csv(monitor),
            "rekenmodel.csv": csv(sommen),
        },
        keuzemonitor.controleer_vindplaatsen(gegevens),
    )


DELEN: Mapping[str, Callable[[Stukgegevens, Sequence[Gemeente]], Stel]] = {
    "memo": _memo,
    "brieven": _brieven,
    "raadsstukken": _raadsstukken,
    "ab-besluit": _ab_besluit,
    "kaarten": _kaarten,
    "kalender": _kalender,
    "keuzes": _keuzes,
}
"""Name of a part → what makes it, in the order in which a reader meets them."""
